//! Flows in a crate of edition 2021 that calls `flow-dsl` by another name, has no prelude and denies
//! every warning.
#![no_implicit_prelude]
#![deny(warnings)]

/// A text for [`second`].
pub const TEXT: &::core::primitive::str = "Written in a constant";

/// One flow.
pub mod first {
    ::flows::flow!(Flow {
        name: "first",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            data: Data {
                options: [Item {
                    id: "a",
                    title: "A"
                }],
                name: "Ada"
            },
            children: [
                TextHeading {
                    text: "Hello " + data.name
                },
                Dropdown {
                    name: "option",
                    label: "Option",
                    data_source: data.options
                },
                RadioButtonsGroup {
                    name: "type",
                    label: "Type",
                    data_source: [
                        Item {
                            id: "Some",
                            title: "A"
                        },
                        Item {
                            id: "2",
                            title: "B"
                        }
                    ],
                },
                Footer {
                    label: "Done",
                    on_click_action: complete {
                        r#type: form["type"],
                        option: form.option
                    },
                },
            ],
        }],
    });
}

/// Another flow of the same crate, with a constant and a component.
pub mod second {
    use ::flows::component;

    /// A heading of its own.
    #[component(crate = ::flows)]
    pub fn Heading(text: &str) {
        TextHeading { text }
    }

    ::flows::flow!(Flow {
        name: "second",
        version: "7.3",
        screens: [Screen {
            id: "START",
            title: "Start",
            children: [
                Heading { text: "Hello" },
                TextBody { text: crate::TEXT },
                Footer {
                    label: "Done",
                    on_click_action: complete {}
                },
            ],
        }],
    });
}

macro_rules! one_screen {
    ($module:ident, $name:expr, $title:literal, $action:ident) => {
        /// A flow that a macro writes.
        pub mod $module {
            ::flows::flow!(Flow {
                name: $name,
                version: "7.3",
                screens: [Screen {
                    id: "START",
                    title: $title,
                    children: [Footer {
                        label: "Done",
                        on_click_action: $action {}
                    }],
                }],
            });
        }
    };
}

one_screen!(by_macro, "by macro", "By macro", complete);
