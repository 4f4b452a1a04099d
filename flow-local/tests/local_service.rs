//! The client against the local service.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::{Duration, SystemTime};

use flow_deploy::{
    Category, Client, CreateWhatsAppFlowInput, Credentials, Error, FlowStatus, MAX_FLOW_JSON_BYTES,
    RetryPolicy, ServiceError, ServiceErrorKind, StatusClass, UpdateWhatsAppFlowAssetsInput,
    signing,
};
use flow_local::{LocalFlow, LocalService};
use serde_json::{Value, json};

const FLOW: &str = r#"{"version":"7.3","screens":[]}"#;

fn create(service: &LocalService, name: &str) -> CreateWhatsAppFlowInput {
    CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Survey])
}

fn client(service: &LocalService) -> Client {
    service.client_builder().build().unwrap()
}

fn service_error(error: Error) -> ServiceError {
    error.service().unwrap_or_else(|| panic!("{error}")).clone()
}

/// The one flow that the service has.
fn only(service: &LocalService) -> LocalFlow {
    let [flow] = service.flows().try_into().unwrap();
    flow
}

#[tokio::test]
async fn a_flow_is_created_and_its_assets_are_updated() {
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    let input = CreateWhatsAppFlowInput::new(
        service.account_id(),
        "Größe ☕",
        [Category::LeadGeneration, Category::Other],
    )
    .flow_json(FLOW)
    .publish(false)
    .endpoint_uri("https://example.com/flow");
    let created = client.create_whatsapp_flow(&input).await.unwrap();
    assert_eq!(created.validation_errors, [""; 0]);
    let flow = only(&service);
    assert_eq!(created.flow_id, Some(flow.flow_id.clone()));
    assert_eq!(flow.account_id, service.account_id());
    assert_eq!(flow.name, "Größe ☕");
    assert_eq!(flow.categories, [Category::LeadGeneration, Category::Other]);
    assert_eq!(flow.flow_json.as_deref(), Some(FLOW.as_bytes()));
    assert_eq!(flow.status, FlowStatus::Draft);
    assert_eq!(
        flow.endpoint_uri.as_deref(),
        Some("https://example.com/flow")
    );

    let other = format!(" {FLOW}\n");
    let input =
        UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &flow.flow_id, other.as_str());
    let updated = client.update_whatsapp_flow_assets(&input).await.unwrap();
    assert_eq!(updated.validation_errors, [""; 0]);
    assert_eq!(only(&service).flow_json.as_deref(), Some(other.as_bytes()));
}

#[tokio::test]
async fn a_flow_with_errors_is_not_published() {
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    let input = create(&service, "bad").flow_json("no JSON").publish(true);
    let created = client.create_whatsapp_flow(&input).await.unwrap();
    assert_eq!(created.validation_errors.len(), 1);
    assert_eq!(only(&service).status, FlowStatus::Draft);
    assert_eq!(only(&service).validation_errors, created.validation_errors);

    let flow_id = created.flow_id.unwrap();
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), flow_id, "{}");
    let updated = client.update_whatsapp_flow_assets(&input).await.unwrap();
    assert_eq!(updated.validation_errors.len(), 2);
}

#[tokio::test]
async fn new_assets_take_a_published_flow_back_to_draft() {
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    let input = create(&service, "live").flow_json(FLOW).publish(true);
    let flow_id = client
        .create_whatsapp_flow(&input)
        .await
        .unwrap()
        .flow_id
        .unwrap();
    assert_eq!(only(&service).status, FlowStatus::Published);
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), flow_id, FLOW);
    client.update_whatsapp_flow_assets(&input).await.unwrap();
    assert_eq!(only(&service).status, FlowStatus::Draft);
}

#[tokio::test]
async fn a_flow_is_cloned_within_its_account() {
    let service = LocalService::builder()
        .account("waba-a")
        .account("waba-b")
        .start()
        .await
        .unwrap();
    let client = client(&service);
    let original = create(&service, "one").flow_json(FLOW);
    let flow_id = client
        .create_whatsapp_flow(&original)
        .await
        .unwrap()
        .flow_id
        .unwrap();
    let clone = |account: &str| {
        CreateWhatsAppFlowInput::new(account, "two", [Category::Other]).clone_flow_id(&flow_id)
    };
    client.create_whatsapp_flow(&clone("waba-a")).await.unwrap();
    assert_eq!(
        service.flows()[1].flow_json.as_deref(),
        Some(FLOW.as_bytes())
    );
    let error = client
        .create_whatsapp_flow(&clone("waba-b"))
        .await
        .unwrap_err();
    assert_eq!(
        service_error(error).kind,
        ServiceErrorKind::ResourceNotFound
    );
}

#[tokio::test]
async fn a_name_is_taken_in_its_account_only() {
    let service = LocalService::builder()
        .account("waba-a")
        .account("waba-b")
        .start()
        .await
        .unwrap();
    let client = client(&service);
    let named = |account| CreateWhatsAppFlowInput::new(account, "same", [Category::Other]);
    client.create_whatsapp_flow(&named("waba-a")).await.unwrap();
    client.create_whatsapp_flow(&named("waba-b")).await.unwrap();
    let error = client
        .create_whatsapp_flow(&named("waba-a"))
        .await
        .unwrap_err();
    let text = error.to_string();
    let error = service_error(error);
    assert_eq!(
        (error.kind, error.status),
        (ServiceErrorKind::InvalidParameters, 400)
    );
    let request_id = error.request_id.unwrap();
    assert_eq!(request_id.len(), 36);
    assert!(
        text.contains("the name is taken") && text.contains(&request_id),
        "{text}"
    );
    assert_eq!(service.flows().len(), 2);
}

#[tokio::test]
async fn an_account_is_known_by_its_id_and_its_arn() {
    let service = LocalService::builder()
        .region("eu-west-1")
        .account("waba-1a")
        .start()
        .await
        .unwrap();
    let client = client(&service);
    let arn = |region: &str, id: &str| {
        format!("arn:aws:social-messaging:{region}:123456789012:waba/{id}")
    };
    for (name, id, known) in [
        ("plain", "waba-1a".to_owned(), true),
        ("arn", arn("eu-west-1", "1a"), true),
        ("region", arn("eu-west-2", "1a"), false),
        ("id", arn("eu-west-1", "2b"), false),
        (
            "service",
            "arn:aws:sns:eu-west-1:123456789012:waba/1a".to_owned(),
            false,
        ),
        ("other", "waba-2".to_owned(), false),
    ] {
        let input = CreateWhatsAppFlowInput::new(&id, name, [Category::Other]);
        match client.create_whatsapp_flow(&input).await {
            Ok(_) => assert!(known, "{id}"),
            Err(error) => {
                assert!(!known, "{id}: {error}");
                assert_eq!(
                    service_error(error).kind,
                    ServiceErrorKind::ResourceNotFound
                );
            }
        }
    }
    assert!(
        service
            .flows()
            .iter()
            .all(|flow| flow.account_id == "waba-1a")
    );
}

#[tokio::test]
async fn an_unknown_flow_is_not_found() {
    let service = LocalService::start().await.unwrap();
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), "7", FLOW);
    let error = client(&service)
        .update_whatsapp_flow_assets(&input)
        .await
        .unwrap_err();
    let error = service_error(error);
    assert_eq!(
        (error.kind, error.status),
        (ServiceErrorKind::ResourceNotFound, 404)
    );
}

#[tokio::test]
async fn the_largest_flow_json_arrives_and_one_byte_more_is_not_sent() {
    let service = LocalService::builder()
        .validator(|_| Vec::new())
        .start()
        .await
        .unwrap();
    let client = client(&service);
    let mut json = vec![b' '; MAX_FLOW_JSON_BYTES];
    client
        .create_whatsapp_flow(&create(&service, "large").flow_json(json.clone()))
        .await
        .unwrap();
    assert_eq!(only(&service).flow_json.as_deref(), Some(json.as_slice()));

    json.push(b' ');
    let error = client
        .create_whatsapp_flow(&create(&service, "larger").flow_json(json))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Input(_)));
    assert_eq!(
        error.to_string(),
        "CreateWhatsAppFlow was not sent: `flowJson` must have 1 to 10485760 bytes, but has 10485761"
    );
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let service = LocalService::start().await.unwrap();
    let input = CreateWhatsAppFlowInput::new("waba 1", "n".repeat(201), [])
        .publish(true)
        .clone_flow_id("1a")
        .endpoint_uri("http://example.com");
    let error = client(&service)
        .create_whatsapp_flow(&input)
        .await
        .unwrap_err();
    let Error::Input(invalid) = error else {
        panic!("{error}")
    };
    let members: Vec<_> = invalid
        .violations
        .iter()
        .map(|violation| violation.member)
        .collect();
    assert_eq!(
        members,
        [
            "id",
            "flowName",
            "categories",
            "cloneFlowId",
            "endpointUri",
            "publish"
        ]
    );
}

#[tokio::test]
async fn a_session_token_is_signed_and_needed() {
    let keys = Credentials::new("ASIAEXAMPLE", "secret/with+signs=");
    let with_token = keys.clone().with_session_token("IQoJb3JpZ2luX2VjEA//+8=");
    let service = LocalService::builder()
        .credentials(with_token.clone())
        .start()
        .await
        .unwrap();
    let input = create(&service, "one");
    client(&service).create_whatsapp_flow(&input).await.unwrap();
    for wrong in [
        keys.clone(),
        keys.with_session_token("another-token"),
        Credentials::new("AKIDOTHER", "secret/with+signs=")
            .with_session_token("IQoJb3JpZ2luX2VjEA//+8="),
    ] {
        let client = service.client_builder().credentials(wrong).build().unwrap();
        let error = service_error(client.create_whatsapp_flow(&input).await.unwrap_err());
        assert_eq!(error.code.as_deref(), Some("UnrecognizedClientException"));
        assert_eq!(error.kind, ServiceErrorKind::Other(StatusClass::Caller));
    }
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_no_secret_is_shown() {
    let token = "IQoJb3JpZ2luX2VjEA-session-token";
    let right = Credentials::new("ASIAEXAMPLE", "the right secret".replace(' ', "-"))
        .with_session_token(token);
    let service = LocalService::builder()
        .credentials(right)
        .start()
        .await
        .unwrap();
    let wrong = Credentials::new("ASIAEXAMPLE", "the-wrong-secret").with_session_token(token);
    let client = service.client_builder().credentials(wrong).build().unwrap();
    let error = client
        .create_whatsapp_flow(&create(&service, "one"))
        .await
        .unwrap_err();
    let text = format!("{error} {error:?}");
    let error = service_error(error);
    assert_eq!(
        (error.status, error.code.as_deref()),
        (403, Some("InvalidSignatureException"))
    );
    // The error repeats the canonical request, with the token.
    assert!(text.contains("x-amz-security-token:(secret)"), "{text}");
    assert!(
        !text.contains(token) && !text.contains("the-wrong-secret"),
        "{text}"
    );
}

#[tokio::test]
async fn a_wrong_region_is_refused() {
    let service = LocalService::start().await.unwrap();
    let client = service
        .client_builder()
        .region("eu-west-1")
        .build()
        .unwrap();
    let error = client
        .create_whatsapp_flow(&create(&service, "one"))
        .await
        .unwrap_err();
    let error = service_error(error);
    assert_eq!(error.code.as_deref(), Some("InvalidSignatureException"));
    assert!(
        error
            .message
            .unwrap()
            .contains("/us-east-1/social-messaging/aws4_request")
    );
}

#[tokio::test]
async fn a_clock_that_is_off_is_refused() {
    let minutes = |n: u64| Duration::from_secs(60 * n);
    for (clock, code) in [
        (SystemTime::now() + minutes(4), None),
        (SystemTime::now() - minutes(4), None),
        (SystemTime::now() + minutes(6), Some("Signature expired")),
        (
            SystemTime::now() - minutes(6),
            Some("Signature not yet current"),
        ),
    ] {
        let service = LocalService::builder()
            .clock(move || clock)
            .start()
            .await
            .unwrap();
        let client = service.client_builder().retry(RetryPolicy::never());
        let outcome = client
            .build()
            .unwrap()
            .create_whatsapp_flow(&create(&service, "one"))
            .await;
        match (outcome, code) {
            (Ok(_), None) => {}
            (Err(error), Some(begins)) => {
                let error = service_error(error);
                assert_eq!(error.code.as_deref(), Some("InvalidSignatureException"));
                assert!(error.message.unwrap().starts_with(begins));
            }
            (outcome, code) => panic!("{outcome:?} instead of {code:?}"),
        }
    }
}

/// A request of the test's own making, signed as it should be.
async fn post(
    service: &LocalService,
    path: &str,
    body: &str,
    content_type: &str,
) -> (u16, String, Value) {
    let url = format!("{}{path}", service.endpoint());
    let request = signing::Request {
        method: "POST",
        url: &url,
        headers: &[("content-type", content_type)],
        body: body.as_bytes(),
    };
    let scope = signing::Scope {
        region: service.region(),
        service: signing::SERVICE,
    };
    let signed = signing::sign(&request, service.credentials(), scope, SystemTime::now()).unwrap();
    let request = reqwest::Client::new()
        .post(&url)
        .headers(signed)
        .header("content-type", content_type)
        .body(body.to_owned());
    answer(request).await
}

async fn answer(request: reqwest::RequestBuilder) -> (u16, String, Value) {
    let response = request.send().await.unwrap();
    let header = |name: &str| {
        let value = response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned());
        value.unwrap_or_default()
    };
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("x-amzn-requestid").len(), 36);
    assert!(header("date").ends_with(" GMT"));
    let (status, code) = (response.status().as_u16(), header("x-amzn-errortype"));
    (
        status,
        code,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap(),
    )
}

const CREATE: &str = "/v1/whatsapp/flow/create";
const UPDATE: &str = "/v1/whatsapp/flow/assets/update";

/// The service refuses inputs that the client would not send.
#[tokio::test]
async fn the_service_checks_its_inputs() {
    let service = LocalService::start().await.unwrap();
    let good = json!({"id": service.account_id(), "flowName": "n", "categories": ["OTHER"]});
    let with = |member: &str, value: Value| {
        let mut body = good.clone();
        body[member] = value;
        body.to_string()
    };
    let over = format!("{}AAA=", "AAAA".repeat(MAX_FLOW_JSON_BYTES / 3));
    for (body, code) in [
        (with("id", json!("123")), "ValidationException"),
        (with("id", Value::Null), "ValidationException"),
        (with("flowName", json!("")), "ValidationException"),
        (with("categories", json!(["NEWS"])), "ValidationException"),
        (with("categories", json!([])), "ValidationException"),
        (with("flowJson", json!("")), "ValidationException"),
        (with("flowJson", json!(over)), "ValidationException"),
        (with("publish", json!(true)), "ValidationException"),
        (with("flowJson", json!("e30")), "SerializationException"),
        (with("flowName", json!(1)), "SerializationException"),
        ("{".to_owned(), "SerializationException"),
        (String::new(), "SerializationException"),
    ] {
        let (status, found, answer) = post(&service, CREATE, &body, "application/json").await;
        assert_eq!((status, found.as_str()), (400, code), "{answer}");
        assert!(!answer["message"].as_str().unwrap().is_empty());
    }
    let body = json!({"id": service.account_id(), "flowId": "x1", "flowJson": "e30="}).to_string();
    let (status, code, _) = post(&service, UPDATE, &body, "application/json").await;
    assert_eq!((status, code.as_str()), (400, "ValidationException"));
    let (status, code, _) = post(&service, CREATE, &good.to_string(), "text/plain").await;
    assert_eq!(
        (status, code.as_str()),
        (415, "UnsupportedMediaTypeException")
    );
    let large = " ".repeat(15 * 1024 * 1024 + 1);
    let (status, code, _) = post(&service, CREATE, &large, "application/json").await;
    assert_eq!(
        (status, code.as_str()),
        (413, "RequestEntityTooLargeException")
    );
    assert_eq!(service.flows(), []);
    let (status, code, answer) = post(
        &service,
        CREATE,
        &good.to_string(),
        "application/json; charset=utf-8",
    )
    .await;
    assert_eq!((status, code.as_str()), (200, ""), "{answer}");
}

#[tokio::test]
async fn requests_that_are_no_calls() {
    let service = LocalService::start().await.unwrap();
    let http = reqwest::Client::new();
    let url = |path: &str| format!("{}{path}", service.endpoint());
    for (request, status, code) in [
        (http.get(url("/")), 404, "UnknownOperationException"),
        (http.get(url(CREATE)), 404, "UnknownOperationException"),
        (
            http.post(url(CREATE)),
            403,
            "MissingAuthenticationTokenException",
        ),
        (
            http.post(url(CREATE)).header("authorization", "Basic dTpw"),
            400,
            "IncompleteSignatureException",
        ),
        (
            http.post(url(CREATE)).header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c",
            ),
            400,
            "IncompleteSignatureException",
        ),
    ] {
        let (found_status, found, _) = answer(request).await;
        assert_eq!((found_status, found.as_str()), (status, code));
    }
}

#[tokio::test]
async fn many_creations_at_once_have_ids_of_their_own() {
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let (client, input) = (client.clone(), create(&service, &format!("flow {n}")));
            tokio::spawn(async move { client.create_whatsapp_flow(&input).await })
        })
        .collect();
    let mut ids = std::collections::HashSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap().unwrap().flow_id.unwrap());
    }
    assert_eq!(ids.len(), 20);
}

#[tokio::test]
async fn a_stopped_service_is_gone() {
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    let input = create(&service, "one");
    client.create_whatsapp_flow(&input).await.unwrap();
    let stopped = tokio::time::timeout(Duration::from_secs(5), service.stop()).await;
    assert!(stopped.is_ok(), "an idle connection holds it up");
    let error = client.create_whatsapp_flow(&input).await.unwrap_err();
    assert!(matches!(&error, Error::NoAnswer(_)), "{error}");
}
