//! One flow in several languages, beside one in none, with a command line.

use std::process::ExitCode;

mod visit {
    flow_dsl::flow!(Flow {
        name: "visit",
        languages: ["en", "pt_BR", "ar"],
        texts: "texts",
        version: "7.3",
        data_api_version: "3.0",
        screens: [Screen {
            id: "VISIT",
            title: text!("title"),
            terminal: true,
            data: Data {
                // Said to be read by nothing, in the command line too.
                #[allow(unread_field)]
                note: "",
            },
            children: [Footer {
                label: text!("send"),
                on_click_action: data_exchange {},
            }],
        }],
    });
}

mod plain {
    flow_dsl::flow!(Flow {
        name: "plain",
        version: "7.3",
        screens: [Screen {
            id: "PLAIN",
            title: "Plain",
            children: [Footer {
                label: "Close",
                on_click_action: complete {},
            }],
        }],
    });
}

fn main() -> ExitCode {
    flow_deploy_cli::run(visit::FLOWS.into_iter().chain([plain::FLOW]))
}
