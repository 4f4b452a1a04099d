//! The types beside `FLOW`: what the flow sends back, and for each screen its data and what it hands
//! to the endpoint.
//!
//! Each struct is written with one table of its fields, each enum with one of its ids; what they
//! implement, `flow_dsl::reply` does with those tables.

mod emit;
mod named;
mod names;
mod source;
mod ty;
mod visits;

use std::collections::HashSet;

use flow_json::TextRange;
use flow_json::tree::{Node, Value};
use proc_macro2::TokenStream;

use crate::spans::Spans;
use crate::syntax::Expr;
use emit::Emitter;
use source::Sources;
use ty::{Field, Ty, one_of};
use visits::Action;

/// How the types are written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// As they are.
    Whole,
    /// As they are, and such that they hide a sketch of them.
    HidingSketch,
    /// As far as they can be told without the components that have not been found yet, and so that
    /// they cost little: nothing of them can be called. If the components are never found, the crate
    /// does not build, and no error should be about missing types then.
    Sketch,
}

/// The types of a flow. `body` is the flow as it is written, if that is Rust, and `flow` what was read
/// from it, with its `spans`.
pub(crate) fn types(body: Option<&Expr>, flow: &Node, spans: &Spans, form: Form) -> TokenStream {
    let screens = flow
        .get("screens")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let actions: Vec<_> = screens.iter().map(visits::actions).collect();
    let sources = Sources::new(flow, screens, &actions);
    let payloads = |screen: usize, name: &str| -> Vec<Vec<Field>> {
        let actions = actions[screen].iter().filter(|action| action.name == name);
        actions
            .map(|action| sources.payload(screen, action))
            .collect()
    };

    let mut emitter = Emitter::new(body.map(named::types).unwrap_or_default(), spans, form);
    let completes = (0..screens.len())
        .flat_map(|screen| payloads(screen, "complete"))
        .collect();
    let mut reply = one_of(completes);
    if screens.iter().zip(&actions).any(ends_by_endpoint) {
        for field in &mut reply {
            field.optional = true;
        }
    }
    // Where there is no endpoint, only the message that opens the flow names a screen and its data, and
    // it opens the first or one that no other leads to.
    let has_endpoint = flow.get("data_api_version").is_some();
    let navigated: HashSet<&str> = screens
        .iter()
        .filter_map(Node::as_object)
        .flat_map(flow_json::infer::targets)
        .collect();
    for (index, screen) in screens.iter().enumerate() {
        if let Some(Node {
            loc,
            value: Value::String(id),
        }) = screen.get("id")
        {
            let reached = has_endpoint || index == 0 || !navigated.contains(&**id);
            emitter.screen(index, id, *loc, reached);
        }
    }
    emitter.reply(reply);
    for (index, screen) in screens.iter().enumerate() {
        if !emitter.has(index) {
            continue;
        }
        emitter.data(index, &source::data(screen));
        let exchanges = payloads(index, "data_exchange");
        if !exchanges.is_empty() {
            emitter.exchange(index, &one_of(exchanges));
        }
    }
    emitter.finish()
}

/// Whether the endpoint ends the flow from this screen, with a reply of its own making.
fn ends_by_endpoint((screen, actions): (&Node, &Vec<Action<'_>>)) -> bool {
    screen.get("terminal").and_then(Node::as_bool) == Some(true)
        && actions.iter().any(|action| action.name == "data_exchange")
}

/// The field of every reply.
fn flow_token() -> Field {
    Field {
        key: "flow_token".to_owned(),
        place: TextRange::NOWHERE,
        ty: Ty::Text,
        optional: true,
        doc: Some("The token that the flow was sent with.".to_owned()),
    }
}

#[cfg(test)]
mod tests;
