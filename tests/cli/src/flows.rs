//! Three flows: one in Rust, one in a file and with a warning, one that needs an endpoint.

/// The flows.
pub(crate) const ALL: &[flow_dsl::Flow] = &[greeting::FLOW, survey::FLOW, booking::FLOW];

mod greeting {
    flow_dsl::flow!(Flow {
        name: "greeting",
        categories: [OTHER],
        version: "7.3",
        screens: [Screen {
            id: "HELLO",
            title: "Hello",
            children: [
                TextHeading { text: "Welcome" },
                Footer {
                    label: "Close",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

// The image has no `alt_text`, which `check` is to find.
#[allow(
    deprecated,
    reason = "the warnings of `flow!` are uses of something deprecated"
)]
mod survey {
    flow_dsl::include_flow!("survey.json", categories: [SURVEY]);
}

mod booking {
    flow_dsl::flow!(Flow {
        name: "booking",
        categories: [APPOINTMENT_BOOKING],
        version: "7.3",
        data_api_version: "4.0",
        screens: [Screen {
            id: "DAY",
            title: "A day",
            terminal: true,
            children: [
                DatePicker {
                    name: "day",
                    label: "Day"
                },
                Footer {
                    label: "Book",
                    on_click_action: data_exchange { day: form.day }
                },
            ],
        }],
    });
}
