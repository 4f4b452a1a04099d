//! Actions on a choice, which stand on the list or on its options.

use super::model::{Model, Screen, Use};
use super::rules::Check;
use super::sink::{Sink, Spot};
use crate::expr::Type;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Entry, Node};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: action_twice,
    rules: &[&ACTION_TWICE],
}];

/// An action on a component and on one of its options.
pub(super) const ACTION_TWICE: Rule = Rule {
    id: "A21",
    name: "action-on-list-and-option",
    code: "INVALID_UPDATE_DATA_ACTION_PAYLOAD",
    source: Origin::Client,
    since: Version::V6_0,
    why: "what happens on a choice is said for the whole list or for each option, not for both",
    samples: samples! {
        pass: Generated(|| dropdown(false)),
        fail: Generated(|| dropdown(true)),
    },
    ..Rule::ERROR
};

pub(super) fn action_twice(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for component in &screen.components {
            for key in ["on-select-action", "on-unselect-action"] {
                let property = component.table.shape.property(key);
                // Of a component that has none yet, another rule speaks.
                let property = property.filter(|property| model.version >= property.since);
                let own = property.and_then(|property| component.object.entry(property.name));
                let options = model.get(component.object, "data-source");
                let (Some(own), Some(options)) = (own, options) else {
                    continue;
                };
                let name = model.style.property(key);
                if let Some(option) = of_option(options, key) {
                    let message = format!("`{name}` stands on the list and on an option");
                    sink.report(&ACTION_TWICE, Spot::key(option), message)
                        .help("leave it out on the list, or on all options")
                        .related(Spot::key(own), "the list's own");
                } else if is_declared(model, screen, options, key) {
                    let message = format!("`{name}` stands on the list, and its options have one");
                    sink.report(&ACTION_TWICE, Spot::key(own), message)
                        .help("leave it out here, or in the data of the options");
                }
            }
        }
    }
}

/// The action of the first option that has one.
fn of_option<'t>(options: &'t Node, key: &str) -> Option<&'t Entry> {
    let options = options.as_array()?.iter();
    options
        .filter_map(Node::as_object)
        .find_map(|option| option.entry(key))
}

/// Whether options that are bound are declared with the action.
fn is_declared<'t>(model: &Model<'t>, screen: &Screen<'t>, options: &Node, key: &str) -> bool {
    let names = model.names(screen, Use::Property);
    let expression = screen.expression(options);
    let ty = expression.and_then(|expression| expression.type_of(&names).ok()?);
    match ty {
        Some(Type::List(Some(of))) => {
            matches!(&**of, Type::Object(Some(properties)) if properties.contains_key(key))
        }
        _ => false,
    }
}

/// Options of which one does something, in a list that may do so too.
#[cfg(feature = "samples")]
fn dropdown(on_list: bool) -> String {
    let action = r#", "on-select-action": {"name": "update_data", "payload": {"name": "Bob"}}"#;
    let own = if on_list { action } else { "" };
    let children = format!(
        r#"{{"type": "Dropdown", "name": "a", "label": "A"{own}, "data-source": [{{"id": "b", "title": "B"{action}}}]}}"#
    );
    let data = r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#;
    document(Version::V7_3, "", &screen(data, &children))
}
