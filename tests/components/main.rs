//! A use of a component gives the same flow as its body.
#![deny(warnings)]

/// A flow of one screen with these children, in a module of that name.
///
/// This is also the test that `flow!` works inside a macro.
macro_rules! flow {
    ($name:ident: [$($children:tt)*]) => {
        // What is entered is sent by none of them.
        #[allow(deprecated)]
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            flow_dsl::flow!(Flow {
                name: "test",
                version: "7.3",
                screens: [Screen {
                    id: "START",
                    title: "Start",
                    data: Data {
                        name: "Ada",
                        member: true,
                        tier: "gold",
                        count: 2,
                        items: [Item { id: "a", title: "A" }],
                    },
                    children: [
                        $($children)*
                        Footer {
                            label: "Done",
                            // The checker warns of a field that no action sends.
                            on_click_action: complete {
                                name: data.name,
                                member: data.member,
                                tier: data.tier,
                                count: data.count,
                                items: data.items,
                            },
                        },
                    ],
                }],
            });
        }
    };
}

/// A flow with components gives the same JSON as one without.
macro_rules! same {
    ($test:ident: [$($with:tt)*] is [$($written_out:tt)*]) => {
        mod $test {
            #[allow(unused_imports)]
            use super::*;

            flow!(with: [$($with)*]);
            flow!(written_out: [$($written_out)*]);

            #[test]
            fn is_the_same() {
                assert_eq!(with::FLOW.json(), written_out::FLOW.json());
            }
        }
    };
}

mod constants;
mod nesting;
mod parameters;
mod places;
mod scopes;
mod source_map;
