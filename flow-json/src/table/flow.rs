//! The flow itself, its screens and their layout.

use super::MAX_SCREENS;
use super::property::{
    Advised, Choice, Format, Property, Shape, Type, choice, flag, string, value,
};
use crate::version::Version;

/// The top level.
pub const FLOW: Shape = Shape {
    name: "Flow",
    doc: "A flow: a form of one screen or several.",
    since: Version::V2_1,
    properties: &[
        string(
            "version",
            Format::Version,
            "The version of Flow JSON it is written in.",
        )
        .required(),
        choice(
            "data_api_version",
            DATA_API_VERSIONS,
            "The version of the protocol with the endpoint. A flow that has it needs an endpoint.",
        ),
        string("data_channel_uri", Format::Uri, "The endpoint's address.").until(Version::V3_0),
        Property::new(
            "routing_model",
            Type::RoutingModel,
            "Which screens may follow each screen. Needed in flows with an endpoint.",
        ),
        Property::new(
            "screens",
            Type::Array {
                of: &Type::Object(&SCREEN),
                min: 1,
                max: Some(MAX_SCREENS),
                advised: Advised::ANY,
            },
            "The screens.",
        )
        .required(),
    ],
};

/// The protocols with the endpoint.
pub const DATA_API_VERSIONS: &[Choice] = &[
    value("3.0"),
    Choice {
        value: "4.0",
        since: Version::V7_3,
    },
];

/// The types that a declaration of a screen's data may name.
pub const DATA_TYPES: [&str; 6] = ["string", "number", "boolean", "object", "array", "integer"];

/// The id that no screen may have, in upper or lower case.
pub const RESERVED_SCREEN_ID: &str = "SUCCESS";

/// A screen.
pub const SCREEN: Shape = Shape {
    name: "Screen",
    doc: "One screen of the flow.",
    since: Version::V2_1,
    properties: &[
        string(
            "id",
            Format::ScreenId,
            "Its name: letters and `_`, unique in the flow.",
        )
        .required(),
        string("title", Format::NotBlank, "What stands in the top bar.")
            .required()
            .dynamic(),
        flag("terminal", "false", "Whether the flow can end here."),
        flag(
            "success",
            "true",
            "Whether ending here counts as done. Only on terminal screens.",
        ),
        flag(
            "refresh_on_back",
            "false",
            "Whether going back from here asks the endpoint. Only with an endpoint.",
        ),
        Property::new(
            "sensitive",
            Type::Array {
                of: &Type::String(Format::Name),
                min: 1,
                max: None,
                advised: Advised::ANY,
            },
            "The inputs whose values are masked in the summary of the reply.",
        )
        .since(Version::V5_1),
        Property::new(
            "data",
            Type::DataModel,
            "The data that the screen is given.",
        ),
        Property::new(
            "layout",
            Type::Object(&LAYOUT),
            "What stands on the screen.",
        )
        .required_since(Version::V6_0),
    ],
};

/// The only layout there is.
pub const LAYOUT: Shape = Shape {
    name: "SingleColumnLayout",
    doc: "Components one below the other.",
    since: Version::V2_1,
    properties: &[
        string(
            "type",
            Format::Constant("SingleColumnLayout"),
            "Always `SingleColumnLayout`.",
        )
        .required(),
        Property::new(
            "children",
            Type::Components,
            "The components, from top to bottom.",
        )
        .required(),
    ],
};

/// A field that `flow!` has and Flow JSON has no key for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RustField {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
}

/// The fields that only `flow!` has in a flow or a screen; elsewhere there are none.
pub fn rust_fields(shape: &Shape) -> &'static [RustField] {
    match shape.name {
        name if name == FLOW.name => FLOW_RUST_FIELDS,
        name if name == SCREEN.name => SCREEN_RUST_FIELDS,
        _ => &[],
    }
}

const FLOW_RUST_FIELDS: &[RustField] = &[
    RustField {
        name: "name",
        doc: "The name that the flow is deployed as.",
    },
    RustField {
        name: "renamed_from",
        doc: "The name that the flow was deployed as before. The account's flow gets the new one and keeps its id.",
    },
    RustField {
        name: "categories",
        doc: "What the flow is for: one category or several.",
    },
    RustField {
        name: "languages",
        doc: "The languages that the flow is deployed in, the first by default: `[\"en\", \"pt_BR\", \"ar\"]`.",
    },
    RustField {
        name: "texts",
        doc: "The folder of the texts, one file a language, as in `texts/pt_BR.arb`. Its path starts from that of this Rust file.",
    },
    RustField {
        name: "types",
        doc: "Names for types of objects in the data of screens: `[Slot { id: String }]`.",
    },
    RustField {
        name: "reply",
        doc: "The values with which the endpoint ends the flow: `Reply { booking: String }`.",
    },
];

const SCREEN_RUST_FIELDS: &[RustField] = &[
    RustField {
        name: "routes",
        doc: "Screens that may follow although no `navigate` here leads to them.",
    },
    RustField {
        name: "children",
        doc: "The components, from top to bottom. The layout around them is implied.",
    },
];
