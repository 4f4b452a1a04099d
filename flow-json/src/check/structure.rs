//! The structural rules: what the table alone can tell.
//!
//! One walk over the document, led by the table. It speaks of keys, types, formats and places;
//! what needs two parts of a document at once is the business of the other rules.

mod action;
mod array;
mod component;
mod data_model;
mod expression;
mod map;
mod object;
mod string;
mod value;
mod version;

pub(in crate::check) use action::{ACTION_NAME, ACTION_PROPERTY, NO_PAYLOAD};
pub(in crate::check) use array::{
    EMPTY_CHILDREN, EMPTY_THEN, LONG_LIST, TOO_FEW_ITEMS, TOO_MANY_CAROUSEL_IMAGES, TOO_MANY_ITEMS,
    TOO_MANY_LIST_ITEMS, TOO_MANY_SCREENS,
};
pub(in crate::check) use component::{COMPONENT_PLACE, COMPONENT_TYPE, INPUT_OUTSIDE_FORM};
pub(in crate::check) use data_model::{
    DATA_ARRAY_ITEMS, DATA_ARRAY_WITHOUT_ITEMS, DATA_TYPE, DATA_WITHOUT_TYPE, EXAMPLE_TOO_DEEP,
};
pub(in crate::check) use expression::{DISPUTED_EXPRESSION, EXPRESSION_IN_LIST, MIXED_TEXT};
pub(in crate::check) use map::{EMPTY_CASES, KEY_PATTERN};
pub(in crate::check) use object::{
    MISSING_END_OF_RANGE, MISSING_PROPERTY, REMOVED_PROPERTY, RESERVED_META, UNKNOWN_END_OF_RANGE,
    UNKNOWN_PROPERTY,
};
pub(in crate::check) use string::{
    BLANK_CONDITION, BLANK_STRING, CONSTANT, EMPTY_STRING, FORMAT, LONG_TEXT, NOT_A_BINDING,
    PATTERN, SCREEN_ID,
};
pub(in crate::check) use value::{
    INVALID_CHOICE, NEITHER_FORM, NEITHER_TYPE_NOR_BINDING, NO_SUPPORTED_DATA_API_VERSION,
    NUMBER_TOO_LARGE, NUMBER_TOO_SMALL, UNKNOWN_DATA_API_VERSION, WRONG_TYPE,
};
pub(in crate::check) use version::{
    FROZEN_VERSION, MISSING_VERSION, UNKNOWN_VERSION, UNSUPPORTED_VERSION,
};

use super::sink::{Sink, Spot, address};
use crate::diagnostic::Style;
pub(super) use crate::model::Repair;
use crate::table::{FLOW, Shape};
use crate::tree::{Node, Object};
use crate::version::Version;

/// Checks the structure of a flow.
pub(super) fn check<'t>(flow: &'t Node, style: Style, sink: &mut Sink) -> Outcome<'t> {
    let mut walker = Walker {
        style,
        version: Version::NEWEST,
        version_known: false,
        sink,
        repairs: Vec::new(),
        screen_ids: screen_ids(flow),
    };
    walker.version(flow);
    if let Some(object) = walker.object_of(flow, Subject::Flow) {
        let owner = Owner {
            shape: &FLOW,
            subject: Subject::Flow,
            anchor: flow,
            in_form: false,
        };
        walker.object(object, owner);
    }
    Outcome {
        version: walker.version,
        repairs: walker.repairs,
    }
}

/// What the other rules want to know of the walk.
pub(super) struct Outcome<'t> {
    /// The version to check by.
    pub(super) version: Version,
    /// Misspelled keys and what they were meant to be, by the address of their object.
    pub(super) repairs: Vec<Repair<'t>>,
}

struct Walker<'t, 's> {
    style: Style,
    version: Version,
    /// Whether the version is the author's, not ours for want of one.
    version_known: bool,
    sink: &'s mut Sink,
    repairs: Vec<Repair<'t>>,
    /// The ids of the screens as they are written, sorted.
    screen_ids: Vec<&'t str>,
}

fn screen_ids(flow: &Node) -> Vec<&str> {
    let screens = flow.get("screens").and_then(Node::as_array);
    let ids = screens.unwrap_or_default().iter();
    let mut ids: Vec<_> = ids
        .filter_map(|screen| screen.get("id")?.as_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// The object whose keys are looked at.
struct Owner<'t> {
    shape: &'static Shape,
    subject: Subject<'t>,
    /// What to point at when a key is missing.
    anchor: &'t Node,
    /// Whether it is, or is in, a component inside a `Form`.
    in_form: bool,
}

impl Clone for Owner<'_> {
    fn clone(&self) -> Self {
        *self
    }
}

impl Copy for Owner<'_> {}

/// What a message speaks of.
#[derive(Clone, Copy)]
enum Subject<'t> {
    /// The whole document.
    Flow,
    /// A screen.
    Screen,
    /// Something that Flow JSON has a name for: a component, an action, the layout.
    Named(&'static str),
    /// The value of a property.
    Property(&'static str),
    /// An item of the list in a property.
    ItemOf(&'static str),
    /// The value of a key of the author's.
    Key(&'t str),
}

impl Walker<'_, '_> {
    /// The words for a subject, in the author's language.
    fn words(&self, subject: Subject<'_>) -> String {
        match subject {
            Subject::Flow => "the flow".to_owned(),
            Subject::Screen => "the screen".to_owned(),
            Subject::Named(name) => format!("`{name}`"),
            Subject::Property(name) => self.property_name(name),
            Subject::ItemOf(name) => format!("an item of {}", self.property_name(name)),
            Subject::Key(key) => super::words::code(key),
        }
    }

    /// A property's name in back-ticks, in the author's language.
    fn property_name(&self, name: &str) -> String {
        format!("`{}`", self.style.property(name))
    }

    /// Whether some screen has that id, sound or not.
    fn is_screen(&self, id: &str) -> bool {
        self.screen_ids.binary_search(&id).is_ok()
    }

    /// Whether a misspelled key of the object stands for that property.
    fn is_repaired(&self, object: &Object, property: &str) -> bool {
        let object = address(object);
        // Those of an object come last when its own keys have just been looked at.
        let own = self.repairs.iter().rev();
        own.take_while(|repair| repair.object == object)
            .any(|repair| repair.property == property)
    }
}
