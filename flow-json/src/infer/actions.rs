//! The `terminal` of a screen and the routing model, as its actions imply them.

use std::collections::{HashMap, HashSet};

use crate::model::{actions, targets_in_branches_of};
use crate::source::TextRange;
use crate::tree::{Node, Object, Value};

/// The place of the first `complete` on a screen, in the order of the document.
///
/// A screen with a `complete` action is terminal. Actions of components and of options count, in
/// forms and in the branches of `If` and `Switch` too.
///
/// ```
/// use flow_json::infer;
/// use flow_json::tree::{Node, Object, Value};
///
/// let screen = Object::default();
/// assert!(infer::is_terminal(&screen).is_none());
/// ```
pub fn is_terminal(screen: &Object) -> Option<TextRange> {
    let actions = actions(screen);
    let complete = actions.iter().find(|action| action.name == "complete")?;
    Some(complete.name_node.loc)
}

/// The routing model of screens, given the `routes` that their author lists beside the actions.
///
/// There is one key for each screen, in the order of the screens. Its value holds the screen's
/// routes, then the targets of its `navigate` actions in the order of the document. These targets are
/// left out: those listed already, the screen itself, ids of no screen, and the route back to an
/// earlier screen that leads here.
///
/// A key has the place of the screen's id, and a target the place of its name in the action or route.
/// `routes` belong to the screens by their position; there may be fewer.
pub fn routing_model(screens: &[Node], routes: &[Vec<(String, TextRange)>]) -> Object {
    let ids: HashSet<&str> = screens
        .iter()
        .filter_map(|screen| name(screen.get("id")))
        .collect();
    let mut edges: HashSet<(&str, &str)> = HashSet::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    let mut model: Vec<(&str, TextRange, Vec<Node>)> = Vec::with_capacity(screens.len());
    for (index, screen) in screens.iter().enumerate() {
        let (Some(object), Some(id)) = (screen.as_object(), screen.get("id")) else {
            continue;
        };
        let Some(from) = id.as_str() else { continue };
        // Two screens of one id are a mistake that the checker reports; here they are one.
        let position = *positions.entry(from).or_insert_with(|| {
            model.push((from, id.loc, Vec::new()));
            model.len() - 1
        });
        for (to, loc) in routes.get(index).into_iter().flatten() {
            edges.insert((from, to));
            model[position].2.push(Node::string(*loc, to.clone()));
        }
        for target in actions(object).iter().filter_map(|action| action.target) {
            let Some(to) = target.as_str() else { continue };
            let leads_on = to != from && ids.contains(to) && !edges.contains(&(to, from));
            if leads_on && edges.insert((from, to)) {
                model[position]
                    .2
                    .push(Node::string(target.loc, to.to_owned()));
            }
        }
    }
    let mut object = Object::default();
    for (id, loc, targets) in model {
        let targets = Node::new(loc, Value::Array(targets));
        object.push(id.to_owned(), loc, targets);
    }
    object
}

/// Whether the routing model is needed although no endpoint takes part: a screen leads to another from
/// within an `If` alone, which phones do not see where they make the model.
///
/// ```
/// use flow_json::{infer, read};
///
/// let screens = read(r#"[{"id": "A", "layout": {"type": "SingleColumnLayout", "children": [
///     {"type": "If", "condition": "${data.new}", "then": [
///         {"type": "EmbeddedLink", "text": "B", "on-click-action": {
///             "name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}
///         }}
///     ]}
/// ]}}, {"id": "B"}]"#).into_result().unwrap();
/// assert!(infer::has_routes_in_branches(screens.as_array().unwrap()));
/// ```
pub fn has_routes_in_branches(screens: &[Node]) -> bool {
    let ids: HashSet<&str> = screens
        .iter()
        .filter_map(|screen| name(screen.get("id")))
        .collect();
    screens.iter().filter_map(Node::as_object).any(|screen| {
        let targets = targets_in_branches_of(screen).into_iter();
        targets.filter_map(Node::as_str).any(|to| ids.contains(to))
    })
}

fn name(node: Option<&Node>) -> Option<&str> {
    node?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::tree;
    use super::*;

    fn screen(id: &str, children: serde_json::Value) -> serde_json::Value {
        json!({ "id": id, "data": {}, "layout": { "type": "SingleColumnLayout", "children": children } })
    }

    fn navigate(to: &str) -> serde_json::Value {
        let next = json!({ "type": "screen", "name": to });
        let action = json!({ "name": "navigate", "next": next, "payload": { "x-action": { "name": "complete" } } });
        json!({ "type": "EmbeddedLink", "on-click-action": action })
    }

    fn is_terminal(screen: &serde_json::Value) -> bool {
        let tree = tree(screen);
        tree.as_object()
            .is_some_and(|screen| super::is_terminal(screen).is_some())
    }

    #[track_caller]
    fn routes(screens: serde_json::Value, routes: &[&[&str]], model: serde_json::Value) {
        let screens = tree(&screens);
        let own = |ids: &&[&str]| {
            ids.iter()
                .map(|id| ((*id).to_owned(), TextRange::NOWHERE))
                .collect()
        };
        let routes: Vec<Vec<_>> = routes.iter().map(own).collect();
        let found = routing_model(screens.items(), &routes);
        let found = Node::new(TextRange::NOWHERE, Value::Object(found));
        assert!(found.same_value(&tree(&model)), "{found:?}");
    }

    #[test]
    fn complete_ends_the_flow_wherever_it_stands() {
        let action = json!({ "name": "complete", "payload": {} });
        let footer = json!({ "type": "Footer", "on-click-action": action });
        let option = json!({ "type": "Dropdown", "data-source": [{ "id": "1", "on-select-action": action }] });
        for children in [
            json!([footer]),
            json!([option]),
            json!([{ "type": "Form", "children": [{ "type": "If", "then": [], "else": [footer] }] }]),
            json!([{ "type": "Switch", "value": "${data.x}", "cases": { "a": [], "b": [footer] } }]),
        ] {
            assert!(is_terminal(&screen("A", children)));
        }
        assert!(!is_terminal(&screen(
            "A",
            json!([navigate("B"), { "type": "Form", "init-values": { "x-action": action } }])
        )));
        // Neither the first values of a form nor a payload is an action.
        assert!(!is_terminal(&screen(
            "A",
            json!([{ "type": "Form", "init-values": { "name": "complete" } }])
        )));
        assert!(!is_terminal(
            &json!({ "id": "A", "data": { "x": { "__example__": [{ "on-select-action": action }] } } })
        ));
    }

    #[test]
    fn the_routing_model_follows_the_actions() {
        let screens = json!([
            screen(
                "A",
                json!([
                    navigate("B"),
                    navigate("A"),
                    navigate("NONE"),
                    navigate("${data.next}")
                ])
            ),
            screen(
                "B",
                json!([navigate("C"), navigate("A"), navigate("C"), navigate("D")])
            ),
            screen("C", json!([])),
            screen("D", json!([])),
        ]);
        routes(
            screens.clone(),
            &[],
            json!({ "A": ["B"], "B": ["C", "D"], "C": [], "D": [] }),
        );
        routes(
            screens,
            &[&["D"], &["D"], &["B"]],
            json!({ "A": ["D", "B"], "B": ["D", "C"], "C": ["B"], "D": [] }),
        );
    }
}
