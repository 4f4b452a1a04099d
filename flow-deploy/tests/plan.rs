//! Plans of accounts. A plan only reads.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use flow_deploy::*;
use flow_local::{Assumptions, Fault, LocalService};

const DRAFT: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"draft"}]}"#;
const OTHER: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"other"}]}"#;
const ENDPOINT: &str = r#"{"version":"7.3","data_api_version":"4.0","screens":[]}"#;

async fn service() -> (LocalService, Client) {
    let mut assumptions = Assumptions::default();
    assumptions.normalise_json = true;
    assumptions.default_page_size = 2;
    assumptions.more_categories = vec!["GAMES".to_owned()];
    let builder = LocalService::builder().assumptions(assumptions);
    let service = builder.start().await.unwrap();
    let client = service.client_builder().build().unwrap();
    (service, client)
}

async fn create(service: &LocalService, client: &Client, name: &str, publish: bool) -> String {
    let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Survey])
        .flow_json(DRAFT)
        .publish(publish);
    let created = client.create_whatsapp_flow(&input).await.unwrap();
    created.flow_id.unwrap()
}

fn flow(name: &str, json: &str) -> DesiredFlow {
    DesiredFlow::new(name, [Category::Survey], json)
}

fn actions(plan: &Plan) -> Vec<String> {
    let line = |flow: &FlowPlan| {
        let published = if flow.publishes { "!" } else { "" };
        format!("{} {}{published}", flow.desired().name, flow.action)
    };
    plan.flows.iter().map(line).collect()
}

#[tokio::test]
async fn what_is_to_be_done_with_drafts_and_published_flows() {
    let (service, client) = service().await;
    create(&service, &client, "draft", false).await;
    create(&service, &client, "live", true).await;
    let before = service.flows();
    service.clear_requests();
    let desired = |json: &str| ["draft", "live", "new"].map(|name| flow(name, json));
    let drafts = Deployment::new(client, service.account_id());
    let published = drafts.clone().publish(true);
    for (deployment, json, expected) in [
        (
            &drafts,
            DRAFT,
            ["draft unchanged", "live unchanged", "new create"],
        ),
        (
            &drafts,
            OTHER,
            ["draft update", "live conflict", "new create"],
        ),
        (
            &published,
            DRAFT,
            ["draft publish!", "live unchanged", "new create!"],
        ),
        (
            &published,
            OTHER,
            ["draft update!", "live update!", "new create!"],
        ),
    ] {
        let plan = deployment.plan(desired(json)).await.unwrap();
        assert_eq!(actions(&plan), expected);
        assert!(!plan.is_unchanged());
    }
    let plan = drafts.plan([flow("live", DRAFT)]).await.unwrap();
    assert!(plan.is_unchanged());
    let plan = drafts.plan([flow("live", OTHER)]).await.unwrap();
    assert_eq!(
        plan.flows[0].action,
        Action::Conflict(Conflict::IsPublished)
    );
    let plan = published.plan([flow("live", OTHER)]).await.unwrap();
    assert!(plan.flows[0].updates_published());
    assert_eq!(plan.flows[0].flow_id(), Some(before[1].flow_id.as_str()));
    assert_eq!(
        plan.flows[0].changes[0].to_string(),
        r#"screen A: title "draft" → "other""#
    );
    assert!(
        service
            .requests()
            .iter()
            .all(|request| request.method == "GET")
    );
    assert_eq!(service.flows(), before);
}

#[tokio::test]
async fn categories_and_endpoints() {
    let (service, client) = service().await;
    create(&service, &client, "a", false).await;
    let deployment = Deployment::new(client.clone(), service.account_id());
    let desired =
        DesiredFlow::new("a", [Category::SignUp], DRAFT).endpoint_uri("https://e.example/");
    let plan = deployment.plan([desired]).await.unwrap();
    assert_eq!(actions(&plan), ["a update"]);
    let changes: Vec<String> = plan.flows[0]
        .changes
        .iter()
        .map(|c| c.to_string())
        .collect();
    assert_eq!(
        changes,
        [
            r#"flow: categories ["SURVEY","GAMES"] → ["SIGN_UP"]"#,
            r#"flow: endpoint_uri added: "https://e.example/""#,
        ]
    );
    // A flow that exchanges data needs an endpoint: its own, or the one that is deployed.
    let published = deployment.publish(true);
    let plan = published
        .plan([flow("a", ENDPOINT), flow("b", ENDPOINT)])
        .await
        .unwrap();
    let no_endpoint = Action::Conflict(Conflict::NoEndpoint);
    assert!(plan.flows.iter().all(|flow| flow.action == no_endpoint));
    let id = service.flows()[0].flow_id.clone();
    let update =
        UpdateWhatsAppFlowInput::new(service.account_id(), id).endpoint_uri("https://e.example/");
    client.update_whatsapp_flow(&update).await.unwrap();
    // It needs the public key of a phone number as well.
    let plan = published.plan([flow("a", ENDPOINT)]).await.unwrap();
    let without = Action::Conflict(Conflict::NoPublicKey {
        phone_numbers: vec![format!("{} has no public key", phone(&service))],
    });
    assert_eq!(plan.flows[0].action, without);
    assert!(!plan.flows[0].publishes);
    put_key(&service, &client).await;
    let plan = published.plan([flow("a", ENDPOINT)]).await.unwrap();
    assert_eq!(actions(&plan), ["a update!"]);
}

fn phone(service: &LocalService) -> String {
    service.account_id().replace("waba-", "phone-number-id-")
}

async fn put_key(service: &LocalService, client: &Client) {
    let key = BusinessPublicKey::Pem("-----BEGIN PUBLIC KEY-----".to_owned());
    let input = PutWhatsAppBusinessPublicKeyInput::new(phone(service), key);
    client
        .put_whatsapp_business_public_key(&input)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_to_know_before_a_flow_with_an_endpoint_is_published() {
    let (service, client) = service().await;
    put_key(&service, &client).await;
    let flow = |version: &str| {
        let json = ENDPOINT.replace("4.0", version);
        flow(&format!("v{version}"), &json).endpoint_uri("https://e.example/")
    };
    let drafts = Deployment::new(client, service.account_id());
    let plan = drafts.plan([flow("4.0")]).await.unwrap();
    assert!(plan.flows[0].notices.is_empty());
    let published = drafts.publish(true);
    service.clear_requests();
    let plan = published.plan([flow("4.0"), flow("3.0")]).await.unwrap();
    assert_eq!(actions(&plan), ["v4.0 create!", "v3.0 create!"]);
    let called = Notice::EndpointIsCalled {
        endpoint_uri: "https://e.example/".to_owned(),
    };
    let old = Notice::DataApiVersion {
        version: "3.0".to_owned(),
    };
    assert_eq!(plan.flows[0].notices, std::slice::from_ref(&called));
    assert_eq!(plan.flows[1].notices, [old, called]);
    // The list, the account and its one phone number: the keys are looked at once.
    assert_eq!(service.requests().len(), 3);

    let denied = Fault::error(ServiceErrorKind::AccessDenied);
    service.inject(OperationName::GetLinkedWhatsAppBusinessAccount, [denied]);
    let plan = published.plan([flow("4.0")]).await.unwrap();
    assert_eq!(actions(&plan), ["v4.0 create!"]);
    let unknown = plan.flows[0].notices[1].to_string();
    assert!(unknown.contains("AccessDeniedException"), "{unknown}");
}

#[tokio::test]
async fn what_breaks_a_constraint_is_said_before_anything_is_done() {
    let (service, client) = service().await;
    let deployment = Deployment::new(client, service.account_id());
    let plain = flow("plain", DRAFT).endpoint_uri("http://e.example/");
    let none = DesiredFlow::new("none", [], DRAFT);
    let plan = deployment.plan([plain, none]).await.unwrap();
    let texts: Vec<String> = plan.conflicts().map(|(_, why)| why.to_string()).collect();
    assert!(
        texts[0].contains("`endpointUri` must be a URL that begins with `https://`"),
        "{texts:?}"
    );
    assert!(texts[1].contains("`categories`"), "{texts:?}");
}

#[tokio::test]
async fn conflicts() {
    let (service, client) = service().await;
    let retired = create(&service, &client, "retired", true).await;
    service.set_flow_status(&retired, FlowStatus::Deprecated);
    let blocked = create(&service, &client, "blocked", true).await;
    service.set_flow_status(&blocked, FlowStatus::Blocked);
    let wrong = CreateWhatsAppFlowInput::new(service.account_id(), "wrong", [Category::Survey])
        .flow_json("{}");
    client.create_whatsapp_flow(&wrong).await.unwrap();
    let deployment = Deployment::new(client, service.account_id()).publish(true);
    let frozen = r#"{"version":"4.0","screens":[]}"#;
    let plan = deployment
        .plan([
            flow("twice", DRAFT),
            flow("twice", OTHER),
            flow("retired", DRAFT),
            flow("blocked", DRAFT),
            flow("text", "{'"),
            flow("frozen", frozen),
            flow("wrong", "{}"),
        ])
        .await
        .unwrap();
    let texts: Vec<String> = plan.conflicts().map(|(_, why)| why.to_string()).collect();
    let starts = [
        "two of the flows have this name",
        "two of the flows have this name",
        "the account's flow is DEPRECATED: it stays so for ever",
        "the account's flow is BLOCKED: only Meta's support",
        "the Flow JSON cannot be read: ",
        "Flow JSON 4.0 cannot be published: write it in 7.3",
        "the account's flow is the same, and Meta found errors",
    ];
    assert_eq!(texts.len(), starts.len(), "{texts:?}");
    for (text, start) in texts.iter().zip(starts) {
        assert!(text.starts_with(start), "{text}");
    }
    assert_eq!(plan.flows[6].validation_errors().len(), 2);
}

#[tokio::test]
async fn a_plan_of_fifty_flows_takes_a_hundred_and_one_requests() {
    let (service, client) = service().await;
    let names: Vec<String> = (0..50).map(|number| format!("flow {number}")).collect();
    for name in &names {
        create(&service, &client, name, false).await;
    }
    service.clear_requests();
    let deployment = Deployment::new(client, service.account_id()).parallel(8);
    let plan = deployment
        .plan(names.iter().map(|name| flow(name, DRAFT)))
        .await
        .unwrap();
    assert!(plan.is_unchanged());
    assert_eq!(service.requests().len(), 101);
}
