//! The routing model.

use super::model::Model;
use super::sink::{Sink, Spot};
use super::words::code;
use crate::rule::{Rule, Sample};
use crate::tree::{Location, Node};
use crate::version::Version;

/// A screen in the routing model that the flow does not have.
pub(super) const UNKNOWN_ROUTE: Rule = Rule {
    id: "RM2",
    name: "unknown-screen-in-routing-model",
    code: "INVALID_ROUTING_MODEL",
    why: "the routing model speaks of the flow's own screens",
    pass: Sample::Top(Version::V7_3, r#""routing_model": {"START": []}"#),
    fail: Sample::Top(Version::V7_3, r#""routing_model": {"START": ["LAST"]}"#),
    ..Rule::ERROR
};

pub(super) fn unknown_routes<L: Location>(model: &Model<'_, L>, sink: &mut Sink<L>) {
    let routing = model.top("routing_model").and_then(Node::as_object);
    let Some(routing) = routing.filter(|_| model.ids_known) else {
        return;
    };
    // What is no id at all has been reported.
    let unknown = |id: &str| {
        let letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
        !id.is_empty() && id.bytes().all(letter) && model.ids.find(id).is_none()
    };
    let mut report = |spot: Spot<L>, id: &str| {
        let message = format!("there is no screen {}", code(id));
        let found = sink.report(&UNKNOWN_ROUTE, spot, message);
        if let Some(help) = model.ids.suggest(id) {
            found.help(help);
        }
    };
    for entry in &routing.entries {
        if unknown(&entry.key) {
            report(Spot::key(entry), &entry.key);
        }
        for target in entry.value.as_array().unwrap_or_default() {
            if let Some(id) = target.as_str().filter(|id| unknown(id)) {
                report(Spot::value(target), id);
            }
        }
    }
}
