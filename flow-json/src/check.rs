//! The checker: everything that Meta would refuse and that can be seen before upload.
//!
//! It has two halves. The *structure* is one walk that the table leads: keys, types, formats,
//! places. The *rules* each look at a [model](model::Model) of the flow that is built once:
//! screens, their components in one list each, actions, references. A rule is a constant that says
//! what it is and a function that looks for it; both stand in the file of its subject and are
//! named in one list, here.

mod actions;
mod bound_types;
mod branches;
mod calendar;
mod cases;
mod choices;
mod counts;
mod dates;
mod dependencies;
mod endpoint;
mod examples;
mod expressions;
mod footers;
mod form_values;
mod forms;
mod lists;
mod media;
mod model;
mod names;
mod navigation_lists;
mod operands;
mod option_parts;
mod payload_types;
mod payloads;
mod phones;
mod pickers;
mod placement;
mod reachability;
mod references;
mod relayed_numbers;
mod routing;
mod rules;
mod secrets;
mod sink;
mod structure;
mod terminal;
mod types;
mod unread;
mod wording;

pub use rules::{RULES, STRUCTURAL_RULES};

use crate::diagnostic::{Diagnostic, Style};
use crate::tree::Node;

/// Checks a flow.
///
/// Gives all errors and warnings in the order of the document. A mistake is said once: what
/// follows from it alone is not.
///
/// ```
/// use flow_json::{Style, check, read};
///
/// let text = r#"{"version": "7.3", "screens": [{"id": "START", "title": "Hi", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "Footer", "lable": "Done", "on-click-action": {"name": "complete", "payload": {}}}
///     ]}}]}"#;
/// let flow = read(text).into_result().unwrap();
/// let found = check(&flow, Style::Json);
/// assert_eq!(found.len(), 1);
/// assert_eq!(
///     found[0].to_string(),
///     "`Footer` has no property `lable`; write `label` [INVALID_PROPERTY_KEY]"
/// );
/// assert_eq!(&text[found[0].place.loc.range()], "\"lable\"");
/// assert_eq!(found[0].place.pointer, "/screens/0/layout/children/0/lable");
/// ```
pub fn check(flow: &Node, style: Style) -> Vec<Diagnostic> {
    let mut sink = sink::Sink::new();
    let outcome = structure::check(flow, style, &mut sink);
    let model = model::Model::of(flow, style, outcome);
    rules::run(&model, &mut sink);
    sink.finish(flow)
}
