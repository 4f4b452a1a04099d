//! A file of Flow JSON gives the same flow as Rust does.

#[path = "../examples/flows/mod.rs"]
mod written;

macro_rules! included {
    ($($name:ident from $path:literal for $categories:tt,)*) => {
        mod included {
            $(pub mod $name {
                // The name of the file is that of the flow.
                flow_dsl::include_flow!($path, categories: $categories);
            })*
        }

        const ALL: &[(&str, &flow_dsl::Flow, &flow_dsl::Flow)] = &[
            $((concat!("tests/", $path), &included::$name::FLOW, &written::$name::FLOW),)*
        ];
    };
}

included! {
    booking from "../examples/flows/booking.json" for [APPOINTMENT_BOOKING],
    feedback from "../examples/flows/feedback.json" for [CUSTOMER_SUPPORT],
    intake from "../examples/flows/intake.json" for [SIGN_UP],
    lead from "../examples/flows/lead.json" for [LEAD_GENERATION, CONTACT_US],
    menu from "../examples/flows/menu.json" for [SHOPPING, OTHER],
    pickup from "../examples/flows/pickup.en.json" for [APPOINTMENT_BOOKING],
    survey from "../examples/flows/survey.json" for [SURVEY],
}

use flow_json::{LineIndex, tree};
use serde_json::Value;

#[test]
fn a_file_gives_the_same_flow() {
    // Of a flow in several languages, the first.
    let is_first = |flow: &&&flow_dsl::Flow| matches!(flow.language(), None | Some("en"));
    assert_eq!(ALL.len(), written::ALL.iter().filter(is_first).count());
    for (path, included, written) in ALL {
        let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(value(included.json()), value(written.json()), "{path}");
        assert_eq!(included.name(), written.name());
        assert_eq!(included.categories(), written.categories(), "{path}");
        assert_eq!(included.version(), written.version());
        assert_eq!(included.needs_endpoint(), written.needs_endpoint());
        // The JSON is that of the file without white space.
        let text = std::fs::read_to_string(path).unwrap();
        let root = flow_json::read(&text).into_result().unwrap();
        let minified = flow_json::write(&root, flow_json::Layout::Minified);
        assert_eq!(included.json(), minified, "{path}");
    }
}

/// All values with their pointers.
fn visit(node: &tree::Node, pointer: String, found: &mut impl FnMut(&str, &tree::Node)) {
    found(&pointer, node);
    match &node.value {
        tree::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(item, format!("{pointer}/{index}"), found);
            }
        }
        tree::Value::Object(object) => {
            for entry in &object.entries {
                let step = flow_json::pointer::escape(&entry.key);
                visit(&entry.value, format!("{pointer}/{step}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn each_value_leads_to_its_place_in_the_file() {
    let mut followed = 0;
    for (path, included, _) in ALL {
        let text = std::fs::read_to_string(path).unwrap();
        let lines = LineIndex::new(&text);
        let root = flow_json::read(&text).root.unwrap();
        visit(&root, String::new(), &mut |pointer, node| {
            let place = included.source_of(pointer).unwrap();
            let at = lines.line_column(node.loc.start());
            assert_eq!(place.to_string(), format!("{path}:{at}"), "{pointer}");
            followed += 1;
        });
    }
    assert!(followed > 1000, "{followed}");
}

#[test]
fn replies_and_data_have_their_types() {
    use included::{booking, feedback};

    let reply =
        r#"{"appliance": "Oven", "fixed": "partly", "comment": "It hums", "quote_me": true}"#;
    let reply = feedback::Reply::from_response_json(reply).unwrap();
    assert!(matches!(reply.fixed, feedback::Fixed::Partly));
    assert!(reply.quote_me);
    assert_eq!(reply.come_back, None);
    assert_eq!(feedback::feedback::ID, "FEEDBACK");
    assert!(booking::FLOW.needs_endpoint());
}

/// Cargo reads in this list which files a crate depends on.
#[test]
fn a_change_of_the_file_builds_the_crate_anew() {
    let program = std::env::current_exe().unwrap();
    let inputs = std::fs::read_to_string(program.with_extension("d")).unwrap();
    for (path, ..) in ALL {
        let name = path.rsplit_once('/').unwrap().1;
        assert!(inputs.contains(&format!("/{name}")), "{name}: {inputs}");
    }
}
