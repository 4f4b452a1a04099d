//! Rust constants, in definitions and in arguments.

mod texts {
    pub(super) const TITLE: &str = "Title";
    pub(super) const HINT: &str = "Hint";
    pub(super) const LENGTH: u16 = 300;
    pub(super) const NEEDED: bool = true;
    pub(super) const fn twice(length: u16) -> u16 {
        length * 2
    }
}

mod defined {
    // These are private, so the flows that use the components cannot name them.
    use super::texts;
    use flow_dsl::component;

    const OWN: &str = "Own";

    #[component]
    pub(crate) fn Titled(
        #[default = texts::TITLE] title: &str,
        #[default = texts::NEEDED] needed: bool,
    ) {
        [
            TextHeading { text: title },
            TextArea {
                name: "area",
                label: OWN,
                helper_text: self::texts::HINT,
                max_length: super::texts::twice(texts::LENGTH),
                required: needed,
            },
            TextBody {
                text: texts::HINT + data.name,
            },
            TextBody {
                text: concat!("Line ", 5),
            },
        ]
    }

    #[component]
    pub(crate) fn Outer() {
        [Titled { title: OWN }, TextCaption { text: OWN }]
    }

    #[component]
    pub(crate) fn Outermost() {
        Outer {}
    }
}

use defined::{Outermost, Titled};

const TITLE: &str = "The title of the flow";

same!(are_those_of_the_definition: [
    Titled {},
] is [
    TextHeading { text: "Title" },
    TextArea { name: "area", label: "Own", helper_text: "Hint", max_length: 600, required: true },
    TextBody { text: "Hint" + data.name },
    TextBody { text: "Line 5" },
]);

same!(in_arguments_are_those_of_the_use: [
    Titled { title: TITLE, needed: !texts::NEEDED },
] is [
    TextHeading { text: "The title of the flow" },
    TextArea { name: "area", label: "Own", helper_text: "Hint", max_length: 600, required: false },
    TextBody { text: "Hint" + data.name },
    TextBody { text: "Line 5" },
]);

same!(reach_through_components: [
    Outermost {},
] is [
    TextHeading { text: "Own" },
    TextArea { name: "area", label: "Own", helper_text: "Hint", max_length: 600, required: true },
    TextBody { text: "Hint" + data.name },
    TextBody { text: "Line 5" },
    TextCaption { text: "Own" },
]);
