//! The routing model, as far as the actions do not say it.

use std::collections::{HashMap, HashSet};

use super::code::Code;
use super::literal::{is_plain_ident, string};
use super::names::{Keys, fields, members, sound};
use crate::infer;
use crate::model::Flow;
use crate::source::TextRange;
use crate::tree::Node;

/// The `routes` that each screen needs so that the routing model of the flow is inferred. `None` if it has
/// none or cannot be inferred.
pub(super) fn routes(flow: &Flow<'_>, screens: &[Node]) -> Option<Vec<Vec<String>>> {
    let node = flow.top("routing_model")?;
    if flow.screens.len() < screens.len() {
        return None;
    }
    let model: HashMap<_, _> = members(sound(node)?).into_iter().collect();
    let mut edges: HashSet<(&str, &str)> = HashSet::new();
    let mut routes = Vec::with_capacity(screens.len());
    for screen in &flow.screens {
        let from = screen.id?;
        let targets: Vec<&str> = ids(model.get(from)?)?;
        let reached: HashMap<&str, usize> = screen
            .navigations()
            .filter_map(|(_, target)| target.as_str())
            .filter(|to| *to != from && !edges.contains(&(*to, from)))
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .enumerate()
            .map(|(position, to)| (to, position))
            .collect();
        // From the end, the routes that the actions give in the same order.
        let mut inferred = HashSet::new();
        let mut before = None;
        let count = targets.iter().rev().take_while(|to| {
            let position = reached.get(**to).copied();
            let follows = position.is_some() && position > before;
            before = position;
            follows && inferred.insert(**to)
        });
        let listed = targets.len() - count.count();
        edges.extend(targets.iter().map(|to| (from, *to)));
        routes.push(
            targets[..listed]
                .iter()
                .map(|to| (*to).to_owned())
                .collect(),
        );
    }
    let located: Vec<Vec<(String, TextRange)>> = routes
        .iter()
        .map(|routes: &Vec<String>| routes.iter().map(|to| (to.clone(), node.loc)).collect())
        .collect();
    let inferred = infer::routing_model(screens, &located);
    let inferred = Node::new(node.loc, crate::tree::Value::Object(inferred));
    let wanted = is_inferred(flow, screens) || routes.iter().any(|to| !to.is_empty());
    (wanted && inferred.same_value(node)).then_some(routes)
}

/// Whether `flow!` writes a routing model that nobody asks for.
pub(super) fn is_inferred(flow: &Flow<'_>, screens: &[Node]) -> bool {
    flow.has_endpoint() || infer::has_routes_in_branches(screens)
}

/// `[FIRST, SECOND]`
pub(super) fn list<'t>(ids: impl IntoIterator<Item = &'t str>) -> Code {
    let id = |id: &str| {
        if is_plain_ident(id) {
            Code::word(id)
        } else {
            string(id)
        }
    };
    Code::array(ids.into_iter().map(id).collect())
}

/// `RoutingModel { FIRST: [SECOND] }`, if it has that form.
pub(super) fn model(node: &Node) -> Option<Code> {
    let entries = sound(node)?.entries.iter();
    let model = entries.map(|entry| Some((&entry.key[..], list(ids(&entry.value)?))));
    let model: Vec<_> = model.collect::<Option<_>>()?;
    let model: Vec<_> = model.iter().map(|(key, ids)| (*key, ids)).collect();
    let fields = fields(&model, Keys::Free, &[], |_, ids| ids.clone());
    Some(Code::structure("RoutingModel", &fields))
}

/// A list of strings.
fn ids(node: &Node) -> Option<Vec<&str>> {
    node.as_array()?.iter().map(Node::as_str).collect()
}
