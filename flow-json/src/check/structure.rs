//! The structural rules, which the table alone can tell.
//!
//! One walk over the document, led by the table. It speaks of keys, types, formats and places;
//! what needs two parts of a document at once is the business of the other rules.

mod action;
mod array;
mod component;
mod data_model;
mod expression;
mod map;
mod meant;
mod object;
mod string;
mod unbound;
mod value;
mod version;

pub(super) use array::{LONG_LIST, TOO_FEW_ITEMS, too_many};
pub(super) use component::COMPONENT_TYPE;
pub(super) use expression::MIXED_TEXT;
pub(super) use object::{UNKNOWN_PROPERTY, is_comment};
pub(super) use string::LONG_TEXT;
pub(super) use version::FROZEN_VERSION;

use super::sink::{Sink, Spot, address};
use crate::diagnostic::Style;
pub(super) use crate::model::Repair;
use crate::rule::Rule;
use crate::table::{FLOW, Shape};
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// The rules of each file.
pub(super) const RULES: &[&[&Rule]] = &[
    object::RULES,
    action::RULES,
    value::RULES,
    array::RULES,
    map::RULES,
    string::RULES,
    expression::RULES,
    unbound::RULES,
    component::RULES,
    data_model::RULES,
    version::RULES,
];

/// Checks the structure of a flow.
pub(super) fn check<'t>(flow: &'t Node, style: Style, sink: &mut Sink) -> Outcome<'t> {
    let mut walker = Walker {
        style,
        version: Version::NEWEST,
        version_known: false,
        sink,
        repairs: Vec::new(),
        screen_ids: screen_ids(flow),
        has_endpoint: flow.get("data_api_version").is_some(),
        comments: Vec::new(),
    };
    if let Some(text) = body_of_a_call(flow) {
        walker
            .sink
            .report(
                &object::BODY_OF_A_CALL,
                Spot::key(text),
                "this is the body of an API call, and the flow is the text of `flow_json`",
            )
            .help("check that text in a file of its own");
        return Outcome {
            version: walker.version,
            repairs: walker.repairs,
        };
    }
    walker.version(flow);
    if let Some(object) = walker.object_of(flow, Subject::Flow) {
        let owner = Owner {
            shape: &FLOW,
            subject: Subject::Flow,
            anchor: flow,
            object,
            in_form: false,
        };
        walker.object(owner);
    }
    walker.comments();
    Outcome {
        version: walker.version,
        repairs: walker.repairs,
    }
}

/// The member with the flow, if a document is what Meta's API is given to make one.
fn body_of_a_call(flow: &Node) -> Option<&Entry> {
    let object = flow.as_object()?;
    let text = object.entry("flow_json")?;
    object.get("screens").is_none().then_some(text)
}

/// The outcome of the walk that the other rules need.
pub(super) struct Outcome<'t> {
    /// The version to check by.
    pub(super) version: Version,
    /// Misspelled keys and the likely right ones, by the address of their object.
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
    /// Whether the flow speaks with an endpoint.
    has_endpoint: bool,
    /// The keys that are comments, each with the thing it stands in.
    comments: Vec<(&'t Entry, Subject<'t>)>,
}

fn screen_ids(flow: &Node) -> Vec<&str> {
    let ids = flow.get("screens").into_iter().flat_map(Node::items);
    let mut ids: Vec<_> = ids
        .filter_map(|screen| screen.get("id")?.as_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// The object with the keys.
struct Owner<'t> {
    shape: &'static Shape,
    subject: Subject<'t>,
    /// The place to point at when a key is missing.
    anchor: &'t Node,
    object: &'t Object,
    /// Whether it is, or is in, a component inside a `Form`.
    in_form: bool,
}

impl Clone for Owner<'_> {
    fn clone(&self) -> Self {
        *self
    }
}

impl Copy for Owner<'_> {}

/// The subject of a message.
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
    /// The name of a subject, in the author's language.
    fn subject_name(&self, subject: Subject<'_>) -> String {
        match subject {
            Subject::Flow => "the flow".to_owned(),
            Subject::Screen => "the screen".to_owned(),
            Subject::Named(name) => format!("`{name}`"),
            Subject::Property(name) => self.property_name(name),
            Subject::ItemOf(name) => format!("an item of {}", self.property_name(name)),
            Subject::Key(key) => super::wording::code(key),
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
