//! A flow in several languages is one flow a language in the account, and one name stands for all.

use std::process::Command;

use flow_local::LocalService;
use serde_json::{Value, json};

use crate::program::{Done, end_of, in_service, of_nobody, service};

fn program(arguments: &str) -> Command {
    of_nobody(env!("CARGO_BIN_EXE_languages"), arguments)
}

fn run(arguments: &str) -> Done {
    Done::of(program(arguments).output().unwrap())
}

async fn run_for(service: &LocalService, arguments: &str) -> Done {
    let command = in_service(program(arguments), service);
    end_of(command).await
}

fn names(service: &LocalService) -> Vec<String> {
    let mut names: Vec<_> = service
        .flows()
        .iter()
        .map(|flow| flow.name.clone())
        .collect();
    names.sort();
    names
}

#[test]
fn a_finding_says_its_language() {
    let found = run("check visit --output json").exits(0).json();
    let languages: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| &found["language"])
        .collect();
    assert_eq!(languages, [&json!("en"), &json!("pt_BR"), &json!("ar")]);
    assert_eq!(found["findings"][1]["flow"], "visit.pt_BR");
    run("check visit.ar")
        .exits(0)
        .says(&["= note: in ar, the flow `visit.ar`", "Checked 1 flow:"]);
    run("check plain visit visit.ar")
        .exits(0)
        .says(&["Checked 4 flows: 0 errors, 3 warnings."]);
}

#[tokio::test]
async fn the_set_is_planned_and_applied() {
    let service = service().await;
    run_for(
        &service,
        "plan visit --flow-endpoint visit=https://example.com/visit",
    )
    .await
    .exits(0)
    .says(&[
        "+ visit.en     create",
        "+ visit.pt_BR  create",
        "+ visit.ar     create",
        "3 flows: 3 create.",
    ]);
    run_for(
        &service,
        "apply --flow-endpoint visit=https://example.com/visit",
    )
    .await
    .exits(0);
    assert_eq!(
        names(&service),
        ["plain", "visit.ar", "visit.en", "visit.pt_BR"]
    );
    let endpoints = service.flows();
    let endpoints: Vec<_> = endpoints
        .iter()
        .filter(|flow| flow.name.starts_with("visit"))
        .map(|flow| flow.endpoint_uri.as_deref())
        .collect();
    assert_eq!(endpoints, [Some("https://example.com/visit"); 3]);
    run_for(&service, "plan --detailed-exit-code")
        .await
        .exits(0)
        .says(&["4 unchanged."]);
}

/// A flow that gets languages goes on as its first one, and a new name is that of all.
#[tokio::test]
async fn the_flows_of_before_keep_their_ids() {
    use flow_deploy::{Category, CreateWhatsAppFlowInput};

    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let json = r#"{"version":"7.3","screens":[{"id":"A","title":"A","layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"Close","on-click-action":{"name":"complete"}}]},"terminal":true}]}"#;
    let mut ids = Vec::new();
    for name in ["tour.en", "tour.pt_BR", "tour.ar"] {
        let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other]);
        let made = client.create_whatsapp_flow(&input.flow_json(json)).await;
        ids.push(made.unwrap().flow_id.unwrap());
    }
    run_for(&service, "apply visit --renamed-from visit=tour")
        .await
        .exits(0);
    assert_eq!(names(&service), ["visit.ar", "visit.en", "visit.pt_BR"]);
    let flows = service.flows();
    let mut now: Vec<_> = flows.iter().map(|flow| flow.flow_id.clone()).collect();
    now.sort();
    assert_eq!(now, ids);
}

#[test]
fn json_of_a_set_is_that_of_each_language() {
    let all = run("json visit").exits(0).json();
    let names: Vec<_> = all.as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(all["visit.pt_BR"]["screens"][0]["title"], "Visita");
    let one = run("json visit.pt_BR").exits(0).json();
    assert_eq!(one, all["visit.pt_BR"]);
    run("json visit.fr")
        .exits(2)
        .says(&["no flow `visit.fr`; it has visit.en, visit.pt_BR, visit.ar, plain"]);
}
