//! Components that hold components.

use super::{Component, NAME, Places};
use crate::table::property::{Dynamic, Format, Property, Shape, Type, string};
use crate::version::Version;

pub(super) const IF: Component = Component {
    shape: Shape {
        name: "If",
        doc: "Shows one list of components or another.",
        since: Version::V4_0,
        properties: &[
            Property::new(
                "condition",
                Type::OneOf(&[
                    (Type::String(Format::Condition), Version::V4_0),
                    (Type::Boolean, Version::V6_0),
                ]),
                "When `then` is shown.",
            )
            .required()
            .dynamic(),
            Property::new(
                "then",
                Type::Components,
                "What is shown if the condition holds.",
            )
            .required(),
            Property::new("else", Type::Components, "What is shown if it does not."),
        ],
    },
    places: Places {
        layout: Some(Version::V4_0),
        form: Some(Version::V4_0),
        branch: Some(Version::V4_0),
        case: None,
    },
    max_per_screen: None,
    input: None,
    example: r#"Screen {
    id: "WELCOME",
    title: "Welcome",
    data: Data { visits: 3, is_member: true },
    children: [
        // An `If` is written as Rust's.
        if data.visits > 1 && data.is_member {
            [TextHeading { text: "Welcome back" }]
        } else {
            [TextHeading { text: "Welcome" }]
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};

pub(super) const SWITCH: Component = Component {
    shape: Shape {
        name: "Switch",
        doc: "Shows the list of components that belongs to a value.",
        since: Version::V4_0,
        properties: &[
            string("value", Format::Binding, "The value to go by: one binding.")
                .required()
                .dynamic_as(Dynamic::Binding),
            Property::new("cases", Type::Cases, "The components of each value.").required(),
        ],
    },
    places: Places {
        layout: Some(Version::V4_0),
        form: Some(Version::V4_0),
        branch: Some(Version::V4_0),
        case: None,
    },
    max_per_screen: None,
    input: None,
    example: r#"Screen {
    id: "TABLE",
    title: "Your table",
    data: Data { tier: "gold" },
    children: [
        // A `Switch` is written as Rust's `match`.
        match data.tier {
            "gold" => [TextBody { text: "A table is always free for you." }],
            "silver" => [TextBody { text: "Five more visits to gold." }],
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};

pub(super) const FORM: Component = Component {
    shape: Shape {
        name: "Form",
        doc: "Holds the inputs of a screen. Optional since 4.0.",
        since: Version::V2_1,
        properties: &[
            Property {
                doc: "Its name. Nothing can refer to it.",
                ..NAME
            },
            Property::new(
                "init-values",
                Type::Map(&Type::Payload),
                "What the inputs hold at first: input name to value.",
            )
            .dynamic_as(Dynamic::Binding),
            Property::new(
                "error-messages",
                Type::Map(&Type::Payload),
                "Errors shown at the inputs: input name to text.",
            )
            .dynamic_as(Dynamic::Binding),
            Property::new(
                "children",
                Type::Components,
                "The inputs and what stands among them.",
            )
            .required(),
        ],
    },
    places: Places {
        layout: Some(Version::V2_1),
        form: None,
        branch: None,
        case: None,
    },
    max_per_screen: Some(1),
    input: None,
    example: r#"Screen {
    id: "ADDRESS",
    title: "Your address",
    data: Data { town: "Ulm" },
    children: [
        Form {
            name: "address",
            init_values: InitValues { town: data.town },
            children: [
                TextInput { name: "street", label: "Street", required: true },
                TextInput { name: "town", label: "Town", required: true },
                Footer {
                    label: "Send",
                    on_click_action: complete { street: form.street, town: form.town },
                },
            ],
        },
    ],
},"#,
};
