//! The enum of a list from Rust types what an input sends, by whichever path the flow names it.

use flow_dsl::reply::Choice;
use flow_dsl::{Item, choices};

pub(crate) mod options {
    use flow_dsl::{Item, choices};

    choices! {
        /// Where we deliver.
        pub enum Country {
            France = Item::new("fr", "France"),
            Germany = Item::new("de", "Germany"),
        }
    }

    pub(crate) mod of_shirts {
        use flow_dsl::{Item, choices};

        choices! {
            /// A shirt has its own.
            pub(crate) enum Size {
                Small = Item::new("s", "Small"),
                Large = Item::new("l", "Large"),
            }
        }
    }

    /// A list is no enum by its name alone.
    pub(crate) const ITEMS: &[Item] = &[Item::new("a", "A"), Item::new("b", "B")];
}

choices! {
    /// How large.
    enum Size {
        One = Item::new("1", "One"),
        Two = Item::new("2", "Two"),
    }
}

/// A type with a list, which is no enum of it.
struct Shop;

impl Shop {
    const ITEMS: &[Item] = &[Item::new("ulm", "Ulm"), Item::new("bonn", "Bonn")];
}

mod flow {
    use super::options::{self, Country};
    use super::{Shop, Size};

    flow_dsl::flow!(Flow {
        name: "replies",
        version: "7.3",
        data_api_version: "4.0",
        screens: [
            Screen {
                id: "LIST",
                title: "A screen with the name of a module",
                routes: [END],
                children: [
                    Dropdown {
                        name: "imported",
                        label: "Imported",
                        required: true,
                        data_source: Country::ITEMS,
                    },
                    Dropdown {
                        name: "optional",
                        label: "Optional",
                        data_source: self::options::Country::ITEMS,
                    },
                    CheckboxGroup {
                        name: "several",
                        label: "Several",
                        data_source: super::Size::ITEMS,
                    },
                    RadioButtonsGroup {
                        name: "inside",
                        label: "Inside",
                        required: true,
                        data_source: options::of_shirts::Size::ITEMS,
                    },
                    RadioButtonsGroup {
                        name: "whole",
                        label: "Whole",
                        required: true,
                        data_source: crate::replies::options::of_shirts::Size::ITEMS,
                    },
                    RadioButtonsGroup {
                        name: "text",
                        label: "Text",
                        required: true,
                        data_source: options::ITEMS,
                    },
                    RadioButtonsGroup {
                        name: "town",
                        label: "Town",
                        required: true,
                        data_source: Shop::ITEMS,
                    },
                    Footer {
                        label: "Continue",
                        on_click_action: data_exchange {
                            imported: form.imported,
                            optional: form.optional,
                            several: form.several,
                            inside: form.inside,
                            whole: form.whole,
                            text: form.text,
                            town: form.town,
                        },
                    },
                ],
            },
            Screen {
                id: "END",
                title: "End",
                children: [
                    RadioButtonsGroup {
                        name: "size",
                        label: "Size",
                        required: true,
                        data_source: Size::ITEMS,
                    },
                    if form.size == "1" {
                        [Footer {
                            label: "Done",
                            on_click_action: complete {
                                same: form.size,
                                other: form.size,
                                or_a_word: form.size,
                            },
                        }]
                    } else {
                        [Footer {
                            label: "Done",
                            on_click_action: complete {
                                same: form.size,
                                other: screen.LIST.form.imported,
                                or_a_word: "none",
                            },
                        }]
                    },
                ],
            },
        ],
    });
}

#[test]
fn each_path_leads_to_its_enum() {
    let json = r#"{
        "imported": "de", "optional": "", "several": ["2", "3"], "inside": "l", "whole": "s", "text": "a",
        "town": "ulm"
    }"#;
    let sent: flow::list::Exchange = serde_json::from_str(json).unwrap();
    let imported: options::Country = sent.imported;
    assert_eq!(imported, options::Country::Germany);
    let optional: Option<options::Country> = sent.optional;
    assert_eq!(optional, None);
    let several: Vec<Size> = sent.several;
    assert_eq!(several, [Size::Two, Size::Other("3".to_owned())]);
    let inside: options::of_shirts::Size = sent.inside;
    assert_eq!(inside.id(), "l");
    assert_eq!(sent.whole, options::of_shirts::Size::Small);
    let (text, town): (String, String) = (sent.text, sent.town);
    assert_eq!((&*text, &*town), ("a", "ulm"));
}

#[test]
fn ids_of_several_lists_are_a_text() {
    let json = r#"{"same": "1", "other": "fr", "or_a_word": "none"}"#;
    let reply = flow::Reply::from_response_json(json).unwrap();
    let same: Size = reply.same;
    assert_eq!(same, Size::One);
    let (other, word): (String, String) = (reply.other, reply.or_a_word);
    assert_eq!((&*other, &*word), ("fr", "none"));
}

/// A flow stands in a function too, with its list.
#[test]
fn a_function_has_a_flow() {
    choices! {
        enum Inner {
            One = Item::new("1", "One"),
            Two = Item::new("2", "Two"),
        }
    }

    flow_dsl::flow!(Flow {
        name: "inside",
        version: "7.3",
        screens: [Screen {
            id: "SIZE",
            title: "Size",
            children: [
                RadioButtonsGroup {
                    name: "size",
                    label: "Size",
                    required: true,
                    data_source: Inner::ITEMS,
                },
                Footer {
                    label: "Done",
                    on_click_action: complete { size: form.size },
                },
            ],
        }],
    });
    let reply = Reply::from_response_json(r#"{"size": "2"}"#).unwrap();
    assert_eq!(reply.size, Inner::Two);
    assert_eq!(FLOW.name(), "inside");
}
