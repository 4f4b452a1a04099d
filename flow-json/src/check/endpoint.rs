//! Actions that need an endpoint, and the members that a flow with an endpoint needs.

use super::model::Model;
use super::routing::routing_model;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::member;
use crate::diagnostic::Style;
use crate::rule::{Rule, samples};
use crate::table::DATA_API_VERSIONS;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: exchange_without_endpoint,
        rules: &[&EXCHANGE_WITHOUT_ENDPOINT],
    },
    Check {
        run: endpoint_without_routing,
        rules: &[&ENDPOINT_WITHOUT_ROUTING],
    },
    Check {
        run: refresh_without_endpoint,
        rules: &[&REFRESH_WITHOUT_ENDPOINT],
    },
];

/// A flow that speaks with an endpoint and does not say in which version.
pub(super) const EXCHANGE_WITHOUT_ENDPOINT: Rule = Rule {
    id: "E1",
    name: "exchange-without-endpoint",
    code: "MISSING_REQUIRED_PROPERTY",
    why: "`data_exchange` asks the endpoint, which only flows with `data_api_version` have",
    samples: samples! {
        pass: Flow(concat!(
            r#"{"version": "7.3", "data_api_version": "3.0", "routing_model": {"START": []}, "screens": "#,
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": ["#,
            r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

pub(super) fn exchange_without_endpoint(model: &Model<'_>, sink: &mut Sink) {
    if model.has_endpoint() {
        return;
    }
    // It is missing once, however many actions want it.
    let mut actions = model.screens.iter().flat_map(|screen| &screen.actions);
    if let Some(action) = actions.find(|action| action.name == "data_exchange") {
        let message = "`data_exchange` needs an endpoint, but the flow has no `data_api_version`";
        sink.report(
            &EXCHANGE_WITHOUT_ENDPOINT,
            Spot::value(action.name_node),
            message,
        )
        .help(add_version(model));
    }
}

/// The members to add to a flow that should have an endpoint.
fn add_version(model: &Model<'_>) -> String {
    let known = DATA_API_VERSIONS.iter().rev();
    let mut known = known.filter(|version| model.version >= version.since);
    let version = known.next().map_or("3.0", |version| version.value);
    let member = member(model.style, "data_api_version", &format!("\"{version}\""));
    match model.style {
        // An endpoint needs a routing model, which `flow!` makes.
        Style::Json if model.top("routing_model").is_none() => {
            let routes = routing_model(model);
            let routes = routes.as_deref().unwrap_or("`routing_model`");
            format!("add {member} and {routes} to the flow")
        }
        _ => format!("add {member} to the flow"),
    }
}

/// A flow with an endpoint that does not say which screen may follow which.
pub(super) const ENDPOINT_WITHOUT_ROUTING: Rule = Rule {
    id: "E2",
    name: "endpoint-without-routing-model",
    code: "MISSING_REQUIRED_PROPERTY",
    why: "the endpoint chooses the next screen, so the flow says which ones it may choose",
    samples: samples! {
        pass: Top(V7_3, r#""data_api_version": "3.0", "routing_model": {"START": []}"#),
        fail: Top(V7_3, r#""data_api_version": "3.0""#),
    },
    ..Rule::ERROR
};

pub(super) fn endpoint_without_routing(model: &Model<'_>, sink: &mut Sink) {
    if let (Some(version), None) = (model.top("data_api_version"), model.top("routing_model")) {
        let message = "a flow with `data_api_version` needs `routing_model`";
        let help = match routing_model(model) {
            Some(routes) => {
                format!("add for each screen the screens that may follow, for example {routes}")
            }
            None => "add it: for each screen the screens that may follow".to_owned(),
        };
        sink.report(&ENDPOINT_WITHOUT_ROUTING, Spot::value(version), message)
            .help(help);
    }
}

/// A screen asks the endpoint when left, but there is none.
pub(super) const REFRESH_WITHOUT_ENDPOINT: Rule = Rule {
    id: "E5",
    name: "refresh-without-endpoint",
    code: "INVALID_PROPERTY_VALUE",
    why: "`refresh_on_back` asks the endpoint, which only flows with `data_api_version` have",
    samples: samples! {
        pass: Screen(V7_3, r#""refresh_on_back": false"#, ""),
        fail: Screen(V7_3, r#""refresh_on_back": true"#, ""),
    },
    ..Rule::ERROR
};

pub(super) fn refresh_without_endpoint(model: &Model<'_>, sink: &mut Sink) {
    if model.has_endpoint() {
        return;
    }
    for screen in &model.screens {
        let refresh = model.get(screen.object, "refresh_on_back");
        if let Some(node) = refresh.filter(|node| node.as_bool() == Some(true)) {
            let message =
                "`refresh_on_back` needs an endpoint, but the flow has no `data_api_version`";
            let help = format!("leave it out, or {}", add_version(model));
            sink.report(&REFRESH_WITHOUT_ENDPOINT, Spot::value(node), message)
                .help(help);
        }
    }
}
