//! The types beside `FLOW`: the reply of the flow, and for each screen its data and the payload that
//! it sends to the endpoint.
//!
//! The expansion holds the types and tables of their fields and ids. The traits are implemented with
//! these tables, in `flow_dsl::reply`.

mod data;
mod emit;
mod endpoint;
mod literal;
mod named;
mod names;
mod paths;
mod payload;
mod relay;
mod ty;

use std::collections::HashSet;

use flow_json::TextRange;
use flow_json::model::{Flow, Screen};
use flow_json::scope::Scope;
use flow_json::tree::{Node, Value};
use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::read;
use crate::spans::Spans;
use crate::syntax::Expr;
use emit::{Emitter, Space};
use payload::Payloads;
use ty::{Field, Ty, one_of};

pub use literal::Literal;

/// The form in which the types are written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// The complete types.
    Whole,
    /// The complete types, exported by name. A name hides the sketch of the same flow, which a glob
    /// exports.
    HidingSketch,
    /// The types of a flow with unknown components, without methods, to cost little. The crate does not
    /// build if the components are never found. The sketch keeps it from having errors about missing
    /// types then.
    Sketch,
}

/// What the types are made of.
#[derive(Clone, Copy)]
pub(crate) enum Source<'s> {
    /// A flow in Rust: its body, and what was read of it.
    Rust(&'s Expr, &'s read::Flow),
    /// The name that a flow is deployed as, and the tree of its file.
    Json(&'s str, &'s Node, &'s Spans),
}

/// The types of a flow.
pub(crate) fn types(source: Source<'_>, form: Form) -> TokenStream {
    let (emitter, endpoint) = emit(source, form, false);
    let types = emitter.finish();
    quote!(#types #endpoint)
}

/// What a flow sends and takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent<'s> {
    /// The reply at its end.
    Reply,
    /// The data of the screen of that id.
    Data(&'s str),
    /// The payload that the screen of that id sends to the endpoint.
    Exchange(&'s str),
}

/// A value of the types that `include_flow!` makes for a flow. Those of `flow!` are the same, but for names that
/// the author gives to types, and for a reply that is declared. `None` if the flow has no such type.
pub fn literal(flow: &Node, sent: Sent<'_>, value: &Node) -> Option<Literal> {
    let spans = Spans::new(Span::call_site());
    // The name is in no value.
    let (mut emitter, _) = emit(Source::Json("", flow, &spans), Form::Whole, true);
    let (space, name) = match sent {
        Sent::Reply => (Space::Flow, "Reply"),
        Sent::Data(id) => (emitter.space(id)?, "Data"),
        Sent::Exchange(id) => (emitter.space(id)?, "Exchange"),
    };
    literal::literal(&mut emitter, space, name, value)
}

/// An emitter that has written all types, and the description of the endpoint.
fn emit<'s>(source: Source<'s>, form: Form, keeps_fields: bool) -> (Emitter<'s>, TokenStream) {
    let (name, tree, spans) = match source {
        Source::Rust(_, flow) => (flow.deployed.name.as_str(), &flow.tree, &flow.spans),
        Source::Json(name, tree, spans) => (name, tree, spans),
    };
    // What only a flow in Rust can say: names for types, what ends it, texts in several languages
    // and constants.
    let (named, end, texts, constants) = match source {
        Source::Rust(body, flow) => {
            let end = flow.reply.as_ref().map(data::members);
            let named = named::types(body);
            (named, end, &flow.uses[..], &flow.constants[..])
        }
        Source::Json(..) => (Vec::new(), None, &[][..], &[][..]),
    };
    let scope = Scope::new(tree);
    let flow = scope.flow();
    let payloads = Payloads::new(&scope, texts, constants);

    let mut emitter = Emitter::new(named, flow, spans, form);
    if keeps_fields {
        emitter.keep_fields();
    }
    let reply = reply(flow, &payloads, end.clone());
    // Without an endpoint only the message that opens the flow names a screen and its data.
    let has_endpoint = flow.has_endpoint() || asks_endpoint(flow);
    let entries = flow.entries();
    for (index, screen) in flow.screens.iter().enumerate() {
        if let Some(Node {
            loc,
            value: Value::String(id),
        }) = screen.object.get("id")
        {
            let reached = has_endpoint || entries.contains(&index);
            emitter.screen(index, id, *loc, reached);
        }
    }
    if has_endpoint {
        emitter.reserve_names_of_endpoint(flow);
        emitter.endpoint_may_be_forgotten(flow);
    }
    let end = end.map(|fields| emitter.end(&fields));
    emitter.reply(reply);
    let mut exchanging = HashSet::new();
    for (index, screen) in flow.screens.iter().enumerate() {
        if !emitter.has(index) {
            continue;
        }
        let fields = data::data(screen);
        emitter.data(index, &fields, has_endpoint);
        if entries.contains(&index) {
            emitter.open(index, name, !fields.is_empty());
        }
        let exchanges = payloads.of(index, "data_exchange");
        if !exchanges.is_empty() {
            emitter.exchange(index, &one_of(exchanges));
            exchanging.insert(index);
        }
    }
    let endpoint = if has_endpoint && form != Form::Sketch {
        emitter.endpoint(flow, &exchanging, end.as_ref())
    } else {
        TokenStream::new()
    };
    (emitter, endpoint)
}

/// Whether the flow asks an endpoint. One that does so without a `data_api_version` has that error alone, and
/// its types, so that the code around it has none.
fn asks_endpoint(flow: &Flow<'_>) -> bool {
    let mut actions = flow.screens.iter().flat_map(|screen| &screen.actions);
    actions.any(|action| action.name == "data_exchange")
}

/// The fields of the reply. `end` are those with which the endpoint ends the flow, if they are declared.
fn reply(flow: &Flow<'_>, payloads: &Payloads<'_, '_>, end: Option<Vec<Field>>) -> Vec<Field> {
    let is_declared = end.is_some();
    let completes = (0..flow.screens.len()).flat_map(|screen| payloads.of(screen, "complete"));
    let mut fields = one_of(completes.chain(end).collect());
    if !is_declared && flow.screens.iter().any(ends_by_endpoint) {
        for field in &mut fields {
            field.optional = true;
        }
    }
    fields
}

/// Whether the endpoint can end the flow on this screen. Then the endpoint makes the reply.
pub(crate) fn ends_by_endpoint(screen: &Screen<'_>) -> bool {
    let mut actions = screen.actions.iter();
    screen.terminal == Some(true) && actions.any(|action| action.name == "data_exchange")
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
mod replies;

#[cfg(test)]
mod tests;
