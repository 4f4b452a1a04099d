//! The rules of routes and the flows that show them.

#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Rule, samples};
use crate::version::Version;

/// A screen that the routing model leaves out.
pub(in crate::check) const SCREEN_WITHOUT_ROUTE: Rule = Rule {
    id: "RM1",
    name: "screen-without-route",
    code: "INVALID_ROUTING_MODEL",
    why: "every screen is a key or a target of the routing model, or terminal",
    samples: samples! {
        pass: Generated(|| modelled(r#"{"A": ["B"], "B": []}"#, "B")),
        fail: Generated(|| modelled(r#"{"B": []}"#, "")),
    },
    ..Rule::ERROR
};

/// A screen in the routing model that the flow does not have.
pub(in crate::check) const UNKNOWN_ROUTE: Rule = Rule {
    id: "RM2",
    name: "unknown-screen-in-routing-model",
    code: "INVALID_ROUTING_MODEL",
    why: "the routing model speaks of the flow's own screens",
    samples: samples! {
        pass: Top(V7_3, r#""routing_model": {"START": []}"#),
        fail: Top(V7_3, r#""routing_model": {"START": ["LAST"]}"#),
    },
    ..Rule::ERROR
};

/// A screen that no `navigate` leads to or from.
pub(in crate::check) const LONE_SCREEN: Rule = Rule {
    id: "RM4",
    name: "lone-screen",
    code: "INVALID_ROUTING_MODEL",
    why: "without a routing model screens are connected by `navigate` actions",
    samples: samples! {
        pass: Generated(|| navigating(&[("A", "B"), ("B", "")])),
        fail: Generated(|| navigating(&[("A", "B"), ("B", ""), ("C", "")])),
    },
    ..Rule::ERROR
};

/// Screens apart from the rest of the routing model.
pub(in crate::check) const UNCONNECTED_ROUTES: Rule = Rule {
    id: "RM5",
    name: "unconnected-routes",
    code: "INVALID_ROUTING_MODEL",
    why: "all screens of a flow are connected",
    samples: samples! {
        pass: Generated(|| modelled(r#"{"A": ["B"], "B": []}"#, "B")),
        fail: Generated(|| modelled(r#"{"A": [], "B": []}"#, "")),
    },
    ..Rule::ERROR
};

/// Screens apart from the rest, each navigating to another.
pub(in crate::check) const UNCONNECTED_SCREENS: Rule = Rule {
    id: "RM6",
    name: "unconnected-screens",
    code: "INVALID_ROUTING_MODEL",
    why: "all screens of a flow are connected",
    samples: samples! {
        pass: Generated(|| navigating(&[("A", "B"), ("B", "")])),
        fail: Generated(|| navigating(&[("A", "B"), ("B", ""), ("C", "D"), ("D", "")])),
    },
    ..Rule::ERROR
};

/// A routing model without a beginning.
pub(in crate::check) const NO_ENTRY_ROUTE: Rule = Rule {
    id: "RM7",
    name: "no-entry-in-routing-model",
    code: "INVALID_ROUTING_MODEL",
    lenient: Some(Version::V2_1..Version::V7_3),
    why: "a flow begins with a screen that no other leads to; since 7.3 each `navigate` counts like a route",
    samples: samples! {
        pass: Generated(|| modelled(r#"{"A": ["B"], "B": []}"#, "B")),
        fail: Generated(|| modelled(r#"{"B": ["A"], "A": []}"#, "B")),
    },
    ..Rule::ERROR
};

/// Screens that all have one before them.
pub(in crate::check) const NO_ENTRY_SCREEN: Rule = Rule {
    id: "RM8",
    name: "no-entry-screen",
    code: "INVALID_ROUTING_MODEL",
    why: "a flow begins with a screen that no other leads to",
    samples: samples! {
        pass: Generated(|| navigating(&[("A", "B"), ("B", "")])),
        fail: Generated(|| navigating(&[("A", "B"), ("B", "A")])),
    },
    ..Rule::ERROR
};

/// A route from a screen to itself.
pub(in crate::check) const ROUTE_TO_ITSELF: Rule = Rule {
    id: "RM9",
    name: "route-to-itself",
    code: "INVALID_ROUTING_MODEL",
    why: "a screen cannot follow itself",
    samples: samples! {
        pass: Top(V7_3, r#""routing_model": {"START": []}"#),
        fail: Top(V7_3, r#""routing_model": {"START": ["START"]}"#),
    },
    ..Rule::ERROR
};

/// More than ten routes from one screen.
pub(in crate::check) const TOO_MANY_ROUTES: Rule = Rule {
    id: "RM10",
    name: "too-many-routes",
    code: "INVALID_ROUTING_MODEL",
    why: "at most ten screens may follow one",
    samples: samples! {
        pass: Generated(|| fan(10)),
        fail: Generated(|| fan(11)),
    },
    ..Rule::ERROR
};

/// `navigate` to more than ten screens from one.
pub(in crate::check) const TOO_MANY_TARGETS: Rule = Rule {
    id: "RM11",
    name: "too-many-targets",
    code: "INVALID_ROUTING_MODEL",
    why: "at most ten screens may follow one",
    samples: samples! {
        pass: Generated(|| links(10)),
        fail: Generated(|| links(11)),
    },
    ..Rule::ERROR
};

/// A route and the way back.
pub(in crate::check) const BACK_ROUTE: Rule = Rule {
    id: "RM12",
    name: "back-route",
    code: "INVALID_ROUTING_MODEL",
    why: "users can always go back, so only the way forward is written",
    samples: samples! {
        pass: Generated(|| modelled(r#"{"A": ["B"], "B": []}"#, "B")),
        fail: Generated(|| modelled(r#"{"A": ["B"], "B": ["A"]}"#, "B")),
    },
    ..Rule::ERROR
};

/// A `navigate` that the routing model does not know.
pub(in crate::check) const NAVIGATE_WITHOUT_ROUTE: Rule = Rule {
    id: "RM13",
    name: "navigate-without-route",
    code: "INVALID_ROUTING_MODEL",
    why: "a flow with a routing model takes no other routes",
    samples: samples! {
        pass: Generated(|| modelled(r#"{"A": ["B"], "B": ["C"], "C": []}"#, "B")),
        fail: Generated(|| modelled(r#"{"A": ["B"], "B": ["C"], "C": []}"#, "C")),
    },
    ..Rule::ERROR
};

#[cfg(feature = "samples")]
fn navigating(steps: &[(&str, &str)]) -> String {
    let mut screens: Vec<_> = steps.iter().map(|(id, next)| step(id, next)).collect();
    // Some flows go in a circle; the last screen ends all the same.
    if steps.iter().all(|(_, next)| !next.is_empty()) {
        let last = screens.len() - 1;
        screens[last] = screens[last].replace(r#""terminal": false"#, r#""terminal": true"#);
        screens[last] =
            screens[last].replacen("Footer\", \"label\"", "EmbeddedLink\", \"text\"", 1);
        screens[last] = screens[last].replacen(
            "]}}",
            r#", {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}"#,
            1,
        );
    }
    document(Version::V7_3, "", &format!("[{}]", screens.join(", ")))
}

/// A flow with a routing model. The screen `A` leads to another, or only `A` is no end.
#[cfg(feature = "samples")]
fn modelled(routing: &str, next: &str) -> String {
    let screens = ["A", "B", "C"]
        .iter()
        .filter(|id| routing.contains(&format!("\"{id}\"")) || **id == "A");
    let screens: Vec<_> = screens
        .map(|id| match *id {
            "A" if next.is_empty() => step("A", "")
                .replace(r#""terminal": true"#, r#""terminal": false"#)
                .replacen(r#""Footer", "label": "Go", "on-click-action": {"name": "complete", "payload": {}}"#, r#""TextBody", "text": "A""#, 1),
            "A" => step("A", next),
            id => step(id, ""),
        })
        .collect();
    let more = format!(r#""routing_model": {routing}"#);
    document(Version::V7_3, &more, &format!("[{}]", screens.join(", ")))
}

/// A screen that many may follow.
#[cfg(feature = "samples")]
fn fan(number: u8) -> String {
    let ids: Vec<_> = (0..number)
        .map(|index| format!("N_{}", char::from(b'A' + index)))
        .collect();
    let targets: Vec<_> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    let mut screens = vec![step("A", "N_A")];
    screens.extend(ids.iter().map(|id| step(id, "")));
    let more = format!(r#""routing_model": {{"A": [{}]}}"#, targets.join(", "));
    document(Version::V7_3, &more, &format!("[{}]", screens.join(", ")))
}

/// A screen with a `Switch` of that many ways to go.
#[cfg(feature = "samples")]
fn links(number: u8) -> String {
    let ids = (0..number).map(|index| format!("N_{}", char::from(b'A' + index)));
    let ids: Vec<_> = ids.collect();
    let cases: Vec<_> = ids
        .iter()
        .map(|id| format!(r#""{id}": [{{"type": "Footer", "label": "Go", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "{id}"}}, "payload": {{}}}}}}]"#))
        .collect();
    let mut screens = vec![format!(
        r#"{{"id": "A", "title": "A", "data": {{"kind": {{"type": "string", "__example__": "a"}}}}, "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "Switch", "value": "${{data.kind}}", "cases": {{{}}}}}]}}}}"#,
        cases.join(", ")
    )];
    screens.extend(ids.iter().map(|id| step(id, "")));
    document(Version::V7_3, "", &format!("[{}]", screens.join(", ")))
}
