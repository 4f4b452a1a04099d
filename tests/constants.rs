//! A constant of Rust in a flow gives the same JSON as its value.

mod strings {
    pub(super) const TITLE: &str = "The \"best\" of `x` \\ 😀";
    pub(super) const COUNT: u8 = 3;
    pub(super) const fn yes() -> bool {
        true
    }
    pub(super) struct Limits;
    impl Limits {
        pub(super) const LEAST: i32 = -5;
    }
}

use strings::{COUNT, Limits, TITLE, yes};

// Here a warning of the checker would stop the build.
#[deny(deprecated)]
mod constants {
    use super::*;

    flow_dsl::flow!(Flow {
        name: "constants",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: TITLE,
            #[allow(unread_field)]
            data: Data {
                number: 2,
                text: TITLE,
                count: COUNT as f64,
                name: "x",
            },
            children: [
                TextHeading {
                    text: concat!("a", 1, true)
                },
                TextBody {
                    text: "Hi " + TITLE + data.name + Limits::LEAST
                },
                #[allow(unread_input)]
                TextInput {
                    name: "x",
                    label: env!("CARGO_PKG_NAME"),
                    required: yes(),
                    min_chars: COUNT,
                    max_chars: "abcd".len(),
                },
                if data.number > Limits::LEAST && data.name == TITLE {
                    [TextCaption { text: [TITLE, "b"] }]
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {
                        a: TITLE,
                        b: COUNT * 2,
                        c: yes()
                    }
                },
            ],
        }],
    });
}

#[test]
fn their_values_are_written_and_escaped() {
    let json: serde_json::Value = serde_json::from_str(constants::FLOW.json()).unwrap();
    let screen = &json["screens"][0];
    let children = &screen["layout"]["children"];
    assert_eq!(screen["title"], TITLE);
    let declared = serde_json::json!({"type": "string", "__example__": TITLE});
    assert_eq!(screen["data"]["text"], declared);
    assert_eq!(
        screen["data"]["count"],
        serde_json::json!({"type": "number", "__example__": 3})
    );
    assert_eq!(children[0]["text"], "a1true");
    assert_eq!(
        children[1]["text"],
        r#"`'Hi ' 'The "best" of \`x\` \\ 😀' ${data.name} (-5)`"#
    );
    assert_eq!(children[2]["label"], "whatsapp-flows");
    assert_eq!(children[2]["required"], true);
    assert_eq!(children[2]["min-chars"], 3);
    assert_eq!(children[2]["max-chars"], 4);
    assert_eq!(
        children[3]["condition"],
        r#"${data.number} > -5 && ${data.name} == 'The "best" of `x` \\ 😀'"#
    );
    assert_eq!(
        children[3]["then"][0]["text"],
        serde_json::json!([TITLE, "b"])
    );
    let payload = &children[4]["on-click-action"]["payload"];
    assert_eq!(*payload, serde_json::json!({"a": TITLE, "b": 6, "c": true}));
}

#[test]
fn places_lead_through_constants() {
    let place = constants::FLOW
        .source_of("/screens/0/layout/children/0/text")
        .unwrap();
    let line = include_str!("constants.rs")
        .lines()
        .nth(place.line as usize - 1)
        .unwrap();
    assert!(line.trim_start().starts_with("text: concat!"), "{line}");
}
