//! The five actions.

use super::property::{Dynamic, Format, Property, Shape, Type, string};
use crate::version::Version;

/// An action of Flow JSON, such as `navigate`. A tap on a component starts it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Action {
    /// The value of `name`, and the object's other keys.
    pub shape: Shape,
}

/// An action that may stand in some place, and since when.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ActionUse {
    /// The action's name.
    pub action: &'static str,
    /// The first version in which it may stand there.
    pub since: Version,
}

/// All actions.
pub const ACTIONS: &[Action] = &[
    Action {
        shape: Shape {
            name: "navigate",
            doc: "Goes to another screen and hands it data.",
            since: Version::V2_1,
            properties: &[NAME, NEXT_PROPERTY, PAYLOAD],
        },
    },
    Action {
        shape: Shape {
            name: "complete",
            doc: "Ends the flow and sends the payload to the business.",
            since: Version::V2_1,
            properties: &[NAME, PAYLOAD],
        },
    },
    Action {
        shape: Shape {
            name: "data_exchange",
            doc: "Asks the flow's endpoint what comes next.",
            since: Version::V2_1,
            properties: &[NAME, PAYLOAD],
        },
    },
    Action {
        shape: Shape {
            name: "update_data",
            doc: "Sets fields of the screen's data.",
            since: Version::V6_0,
            properties: &[NAME, PAYLOAD.required()],
        },
    },
    Action {
        shape: Shape {
            name: "open_url",
            doc: "Opens a page in the browser.",
            since: Version::V6_0,
            properties: &[NAME, URL],
        },
    },
];

const NAME: Property = string("name", Format::Text, "Which action it is.").required();
const PAYLOAD: Property = Property::new(
    "payload",
    Type::Map(&Type::Payload),
    "The data that goes along.",
);
const URL: Property = string("url", Format::Uri, "The page's address.")
    .required()
    .dynamic();
const NEXT_PROPERTY: Property =
    Property::new("next", Type::Object(&NEXT), "The screen to go to.").required();

/// The target of `navigate`.
const NEXT: Shape = Shape {
    name: "Next",
    doc: "The target of `navigate`.",
    since: Version::V2_1,
    properties: &[
        string("type", Format::Constant("screen"), "Always `screen`.").required(),
        // A malformed id is reported as the id of an unknown screen.
        string("name", Format::NotBlank, "The screen's id.")
            .required()
            .dynamic_as(Dynamic::Binding),
    ],
};

/// The action of that name.
pub fn action(name: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|action| action.shape.name == name)
}

const fn at(action: &'static str, since: Version) -> ActionUse {
    ActionUse { action, since }
}

const NAVIGATE: ActionUse = at("navigate", Version::V2_1);
const COMPLETE: ActionUse = at("complete", Version::V2_1);
const DATA_EXCHANGE: ActionUse = at("data_exchange", Version::V2_1);
const UPDATE_DATA: ActionUse = at("update_data", Version::V6_0);
const OPEN_URL: ActionUse = at("open_url", Version::V6_0);

const fn on_click(uses: &'static [ActionUse], doc: &'static str) -> Property {
    Property::new(
        "on-click-action",
        Type::Action {
            uses,
            payload_required: false,
        },
        doc,
    )
}

pub(super) const FOOTER_CLICK: Property = on_click(
    &[NAVIGATE, DATA_EXCHANGE, COMPLETE],
    "What the button does.",
)
.required();
pub(super) const LINK_CLICK: Property = on_click(
    &[NAVIGATE, DATA_EXCHANGE, OPEN_URL],
    "What a tap on the link does.",
);
pub(super) const LIST_CLICK: Property = on_click(
    &[NAVIGATE, DATA_EXCHANGE],
    "What a tap on an item does: here for all items, or on each.",
);

const fn on_select(uses: &'static [ActionUse]) -> Property {
    Property::new(
        "on-select-action",
        Type::Action {
            uses,
            payload_required: true,
        },
        "What happens when something is chosen.",
    )
}

/// Choosing asks the endpoint, or changes the screen's data.
pub(super) const SELECT: Property = on_select(&[DATA_EXCHANGE, UPDATE_DATA]);
/// Choosing only asks the endpoint.
pub(super) const SELECT_EXCHANGE: Property = on_select(&[DATA_EXCHANGE]);
/// Choosing only changes the screen's data.
pub(super) const SELECT_UPDATE: Property = on_select(&[UPDATE_DATA]).since(Version::V6_0);
/// Choosing it no longer changes the screen's data.
pub(super) const UNSELECT: Property = Property::new(
    "on-unselect-action",
    Type::Action {
        uses: &[UPDATE_DATA],
        payload_required: true,
    },
    "What happens when a choice is taken back.",
)
.since(Version::V6_0);
