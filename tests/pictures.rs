//! Pictures of files stand in flows in base64.
#![deny(warnings)]

use std::path::Path;

use flow_dsl::Flow;
use serde_json::Value;

/// A component of another crate has its picture there.
mod shared {
    use shared_components::sender::Logo;

    flow_dsl::flow!(Flow {
        name: "shared",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Logo {},
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

/// Before 6.0 the picture of an option may be as large as one of its own.
mod old {
    flow_dsl::flow!(Flow {
        name: "old",
        version: "5.1",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Image {
                    src: image!("ui/pictures/large.png"),
                    alt_text: "A dot",
                },
                RadioButtonsGroup {
                    name: "kind",
                    label: "Kind",
                    data_source: [
                        Item {
                            id: "a",
                            title: "A",
                            image: image!("ui/pictures/large.png"),
                            alt_text: "A dot",
                        },
                        Item {
                            id: "b",
                            title: "B",
                            image: image!("ui/pictures/logo.webp"),
                            alt_text: "A dot",
                        },
                    ],
                },
                Footer {
                    label: "Done",
                    on_click_action: complete { kind: form.kind },
                },
            ],
        }],
    });
}

mod list {
    flow_dsl::flow!(Flow {
        name: "list",
        version: "7.3",
        screens: [
            Screen {
                id: "START",
                title: "Start",
                children: [NavigationList {
                    name: "places",
                    list_items: [ListItem {
                        id: "a",
                        main_content: MainContent { title: "A" },
                        start: Start {
                            image: image!("ui/pictures/logo.png"),
                            alt_text: "A dot",
                        },
                    }],
                    on_click_action: navigate(END {
                        kinds: [Item {
                            id: "a",
                            title: "A",
                            image: image!("ui/pictures/logo.png"),
                            alt_text: "A dot",
                        }],
                    }),
                }],
            },
            Screen {
                id: "END",
                title: "End",
                // An item in data is that of a list too.
                data: Data {
                    kinds: [Item {
                        id: "a",
                        title: "A",
                        image: image!("ui/pictures/logo.png"),
                        alt_text: "A dot",
                    }],
                },
                children: [
                    RadioButtonsGroup {
                        name: "kind",
                        label: "Kind",
                        data_source: data.kinds,
                    },
                    Footer {
                        label: "Done",
                        on_click_action: complete { kind: form.kind },
                    },
                ],
            },
        ],
    });
}

/// Every base64 text of a flow, decoded.
fn pictures(flow: &Flow) -> Vec<Vec<u8>> {
    fn visit(value: &Value, found: &mut Vec<Vec<u8>>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match value {
                        Value::String(text) if key == "src" || key == "image" => {
                            found.push(decoded(text));
                        }
                        value => visit(value, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| visit(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    visit(&serde_json::from_str(flow.json()).unwrap(), &mut found);
    found
}

fn decoded(text: &str) -> Vec<u8> {
    let digits = text.trim_end_matches('=');
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            other => panic!("{other}"),
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}

fn file(path: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join(path),
    )
    .unwrap()
}

#[test]
fn a_flow_holds_the_bytes_of_the_files() {
    let logo = file("ui/pictures/logo.png");
    let large = file("ui/pictures/large.png");
    let webp = file("ui/pictures/logo.webp");
    assert_eq!(pictures(&old::FLOW), [large.clone(), large, webp]);
    assert_eq!(
        pictures(&shared::FLOW),
        [file("components/shared/src/logo.png")]
    );
    assert_eq!(pictures(&list::FLOW), [logo.clone(), logo.clone(), logo]);
}

/// Cargo reads in this list which files a crate depends on.
#[test]
fn a_change_of_a_picture_builds_the_crate_anew() {
    let program = std::env::current_exe().unwrap();
    let inputs = std::fs::read_to_string(program.with_extension("d")).unwrap();
    for path in [
        "tests/ui/pictures/large.png",
        "tests/ui/pictures/logo.png",
        "tests/ui/pictures/logo.webp",
        "tests/components/shared/src/logo.png",
    ] {
        assert!(inputs.contains(path), "{path}: {inputs}");
    }
}
