//! Fields of data that some way through the flow leaves without a value.
//!
//! An input that is not required may send nothing. A `navigate` hands that nothing on as data of the
//! next screen, and an action there sends it once more. So a field is missing if one of the values that
//! any action hands to it is.

use std::borrow::Cow;
use std::collections::HashSet;

use flow_json::expr::{self, Binding, Kind, Source, Term};
use flow_json::tree::{Node, Value};

use super::payload::{Payloads, Place};
use super::ty::Ty;

/// The fields, each by the index of its screen and its path of names.
#[derive(Default)]
pub(super) struct Missing(HashSet<(usize, Vec<String>)>);

/// A binding in a payload that becomes a field of a screen's data.
struct Relay<'a, 't> {
    from: Place<'a, 't>,
    binding: Cow<'a, Binding>,
    to: (usize, Vec<String>),
}

impl Missing {
    /// Follows the values through all actions, until nothing more is found.
    pub(super) fn new(payloads: &Payloads<'_, '_>) -> Self {
        let relays = relays(payloads);
        let mut missing = Missing::default();
        loop {
            let before = missing.0.len();
            for Relay { from, binding, to } in &relays {
                for rest in missing.parts(payloads, *from, binding) {
                    missing.0.insert((to.0, [to.1.as_slice(), &rest].concat()));
                }
            }
            if missing.0.len() == before {
                return missing;
            }
        }
    }

    /// Whether the field, or an object that it stands in, is missing.
    pub(super) fn has(&self, screen: usize, path: &[String]) -> bool {
        !self.0.is_empty()
            && (1..=path.len()).any(|end| self.0.contains(&(screen, path[..end].to_vec())))
    }

    /// Makes the members of an object optional that are missing where the object is not.
    pub(super) fn mark(&self, screen: usize, path: &mut Vec<String>, ty: &mut Ty) {
        if self.0.is_empty() {
            return;
        }
        let Ty::Object(fields) = ty else { return };
        for field in fields {
            path.push(field.key.clone());
            field.optional |= self.0.contains(&(screen, path.clone()));
            self.mark(screen, path, &mut field.ty);
            path.pop();
        }
    }

    /// The parts of a binding's value that are missing. An empty path is the whole value.
    fn parts(
        &self,
        payloads: &Payloads<'_, '_>,
        place: Place<'_, '_>,
        binding: &Binding,
    ) -> Vec<Vec<String>> {
        let whole = vec![Vec::new()];
        let Some(screen) = payloads.screen_of(place, binding) else {
            return whole;
        };
        let path: Vec<String> = binding
            .path
            .iter()
            .map(|name| name.text.to_string())
            .collect();
        match binding.source {
            Source::Form => match path.first() {
                Some(name) => {
                    let filled = payloads.is_filled(place, screen, name);
                    let lacks_end = payloads.may_lack_its_end(screen, name);
                    let end = lacks_end.then(|| vec!["end-date".to_owned()]);
                    let whole = (!filled).then(Vec::new);
                    whole.into_iter().chain(end).collect()
                }
                None => whole,
            },
            Source::Data if !payloads.is_visited(screen, place) || self.has(screen, &path) => whole,
            Source::Data => {
                let inside = self.0.iter().filter(|(of, _)| *of == screen);
                let inside = inside.filter_map(|(_, missing)| missing.strip_prefix(&path[..]));
                inside.map(<[String]>::to_vec).collect()
            }
        }
    }
}

fn relays<'a, 't>(payloads: &Payloads<'a, 't>) -> Vec<Relay<'a, 't>> {
    let mut relays = Vec::new();
    let flow = payloads.flow();
    for (screen, from) in flow.screens.iter().enumerate() {
        for action in &from.actions {
            let target = match (action.name, action.target) {
                ("update_data", _) => Some(screen),
                (_, Some(next)) => next.as_str().and_then(|id| flow.ids.find(id)),
                _ => None,
            };
            let (Some(target), Some(payload)) = (target, action.payload()) else {
                continue;
            };
            for entry in &payload.entries {
                let to = (target, vec![entry.key.to_string()]);
                collect(Place { screen, action }, &entry.value, to, &mut relays);
            }
        }
    }
    relays
}

fn collect<'a, 't>(
    from: Place<'a, 't>,
    node: &'a Node,
    to: (usize, Vec<String>),
    relays: &mut Vec<Relay<'a, 't>>,
) {
    let binding = match &node.value {
        Value::Expression(expression) => match &expression.term.kind {
            Kind::Binding(binding) => Some(Cow::Borrowed(binding)),
            _ => None,
        },
        Value::String(text) if text.contains("${") => match expr::read_value(text) {
            Ok(Some(Term {
                kind: Kind::Binding(binding),
                ..
            })) => Some(Cow::Owned(binding)),
            _ => None,
        },
        Value::Object(object) => {
            for entry in &object.entries {
                let mut to = to.clone();
                to.1.push(entry.key.to_string());
                collect(from, &entry.value, to, relays);
            }
            None
        }
        _ => None,
    };
    if let Some(binding) = binding {
        relays.push(Relay { from, binding, to });
    }
}
