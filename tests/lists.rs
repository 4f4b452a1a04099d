//! Lists of options that are constants of Rust give the same flow as options that are written out.
#![deny(warnings)]

#[path = "lists/loops.rs"]
mod loops;
#[path = "lists/replies.rs"]
mod replies;

use flow_dsl::reply::Choice as _;
use flow_dsl::{Item, choices};

const SIZES: &[Item] = &[
    Item::new("s", "Small \"S\"").enabled(true),
    Item::new("m", "Medium")
        .description("Fits\nmost")
        .enabled(false),
    Item::new("l", "Large – größer")
        .metadata("12.50 €")
        .color("#1D4ED8"),
];

choices! {
    /// A colour.
    enum Color {
        Red = Item::new("red", "Red").color("#DC2626"),
        Blue = Item::new("blue", "Blue"),
    }
}

/// The children of the flow, once with lists and once without.
macro_rules! flow {
    ($name:ident: $version:literal, $sizes:expr, $colors:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            flow_dsl::flow!(Flow {
                name: "lists",
                version: $version,
                screens: [Screen {
                    id: "START",
                    title: "Start",
                    children: [
                        Dropdown {
                            name: "size",
                            label: "Size",
                            required: true,
                            data_source: $sizes,
                        },
                        TextBody {
                            text: "Behind the first list"
                        },
                        CheckboxGroup {
                            name: "colors",
                            label: "Colours",
                            data_source: $colors,
                        },
                        Footer {
                            label: "Done",
                            on_click_action: complete {
                                size: form.size,
                                colors: form.colors,
                            },
                        },
                    ],
                }],
            });
        }
    };
}

flow!(constant: "7.3", SIZES, Color::ITEMS);
flow!(written: "7.3", [
    Item { id: "s", title: "Small \"S\"", enabled: true },
    Item { id: "m", title: "Medium", description: "Fits\nmost", enabled: false },
    Item { id: "l", title: "Large – größer", metadata: "12.50 €", color: "#1D4ED8" },
], [
    Item { id: "red", title: "Red", color: "#DC2626" },
    Item { id: "blue", title: "Blue" },
]);

/// A list in a component of one's own, in a reference and in an associated constant.
mod parts {
    use super::{Color, SIZES};
    use flow_dsl::{Item, component};

    const SHORT: [Item; 2] = [Item::new("a", "A"), Item::new("b", "B")];

    #[component]
    pub(crate) fn Sizes(name: &str) {
        [
            RadioButtonsGroup {
                name,
                label: "Size",
                data_source: SIZES,
            },
            ChipsSelector {
                name: name + "_short",
                label: "Short",
                data_source: &SHORT,
            },
        ]
    }

    const _: &[Item] = Color::ITEMS;
}

mod composed {
    use super::parts::Sizes;

    flow_dsl::flow!(Flow {
        name: "composed",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Sizes { name: "shirt" },
                Sizes { name: "coat" },
                Footer {
                    label: "Done",
                    on_click_action: complete {
                        shirt: form.shirt,
                        coat: form.coat,
                        short: form.shirt_short,
                        other: form.coat_short,
                    },
                },
            ],
        }],
    });
}

#[test]
fn a_constant_list_is_the_list_that_is_written_out() {
    let value = |json| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(value(constant::FLOW.json()), value(written::FLOW.json()));
}

#[test]
fn a_list_stands_in_components_of_ones_own() {
    let json: serde_json::Value = serde_json::from_str(composed::FLOW.json()).unwrap();
    let list = |index| json.pointer(&format!("/screens/0/layout/children/{index}/data-source"));
    assert_eq!(list(0), list(2));
    assert_eq!(list(1).unwrap()[1]["title"], "B");
    assert_eq!(list(2).unwrap()[2]["id"], "l");
}

/// The items have the place of the list, and what follows has its own.
#[test]
fn each_value_has_its_place() {
    let line = |pointer: &str| constant::FLOW.source_of(pointer).map(|place| place.line);
    let children = "/screens/0/layout/children";
    let sizes = line(&format!("{children}/0/data-source"));
    assert_eq!(line(&format!("{children}/0/data-source/2/color")), sizes);
    assert_eq!(line(&format!("{children}/0/data-source/3")), None);
    for (pointer, of) in [
        ("1/text", "Behind the first list"),
        ("2/label", "Colours"),
        ("3/label", "Done"),
        ("3/on-click-action/payload/colors", "form.colors"),
    ] {
        let line = line(&format!("{children}/{pointer}")).unwrap();
        let source = include_str!("lists.rs")
            .lines()
            .nth(line as usize - 1)
            .unwrap();
        assert!(source.contains(of), "{pointer}: {source}");
    }
    let colors = line(&format!("{children}/2/data-source/1/title"));
    assert_eq!(colors, line(&format!("{children}/2/data-source")));
}

#[test]
fn replies_hold_the_enum_of_a_list_that_has_one() {
    let reply = r#"{"size": "m", "colors": ["blue", "green"]}"#;
    let reply = constant::Reply::from_response_json(reply).unwrap();
    assert_eq!(reply.size, "m");
    let colors: Vec<Color> = reply.colors;
    assert_eq!(colors, [Color::Blue, Color::Other("green".to_owned())]);
    assert_ne!(colors[0], Color::Red);
    assert_eq!("blue".parse(), Ok(Color::Blue));
}

#[test]
fn an_enum_knows_its_options() {
    assert_eq!(Color::ITEMS.len(), 2);
    assert_eq!(Color::from_id("red"), Color::Red);
    assert_eq!(Color::Blue.id(), "blue");
    assert_eq!(Color::from_id("green").to_string(), "green");
    assert_eq!(Color::nth(1, String::new()), Color::Blue);
    assert_eq!(
        Color::nth(2, "green".to_owned()),
        Color::Other("green".to_owned())
    );
    assert!(Color::Blue < Color::Red);
}

/// Lists that are computed. One is longer than advised, which is allowed here.
mod many {
    use flow_dsl::Item;

    const DIGITS: &str = "0123456789";

    const fn digit(digit: usize) -> &'static str {
        DIGITS.split_at(digit).1.split_at(1).0
    }

    const ALL: &[Item] = &{
        let mut items = [Item::new("", "A title"); 10];
        let mut index = 0;
        while index < items.len() {
            items[index].id = digit(index);
            index += 1;
        }
        items
    };

    const LONG: &[Item] = &{
        let mut items = [Item::new("", "A title"); 30];
        let mut index = 0;
        while index < items.len() {
            items[index].id = "abcdefghijklmnopqrstuvwxyzabcd".split_at(index + 1).0;
            index += 1;
        }
        items
    };

    flow_dsl::flow!(Flow {
        name: "many",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                RadioButtonsGroup {
                    name: "digit",
                    label: "Digit",
                    data_source: ALL,
                },
                RadioButtonsGroup {
                    name: "letters",
                    label: "Letters",
                    #[allow(long_list)]
                    data_source: LONG,
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {
                        digit: form.digit,
                        letters: form.letters,
                    },
                },
            ],
        }],
    });
}

#[test]
fn an_advice_can_be_silenced() {
    assert!(
        many::FLOW
            .json()
            .contains(r#"{"id":"9","title":"A title"}"#)
    );
}
