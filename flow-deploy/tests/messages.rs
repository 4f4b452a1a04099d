//! Messages that open flows, against the local service.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::Duration;

use flow_deploy::*;
use flow_local::{Fault, LocalService};
use serde_json::{Map, Value, json};

const FLOW: &str = r#"{"version":"7.3","screens":[]}"#;
const EXCHANGING: &str = r#"{"version":"7.3","data_api_version":"4.0","screens":[]}"#;
const PHONE: &str = "phone-number-id-00000000000000000000000000000001";

async fn service() -> (LocalService, Client) {
    let service = LocalService::start().await.unwrap();
    let short = Duration::from_millis(2);
    let policy = RetryPolicy::standard()
        .base_delay(short)
        .throttling_base_delay(short);
    let client = service.client_builder().retry(policy).build().unwrap();
    (service, client)
}

/// Makes a flow, published or not, and gives its id.
async fn flow(
    service: &LocalService,
    client: &Client,
    name: &str,
    json: &str,
    publish: bool,
) -> String {
    let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other]);
    let input = input.flow_json(json).publish(publish);
    let input = input.endpoint_uri("https://endpoint.example/");
    client
        .create_whatsapp_flow(&input)
        .await
        .unwrap()
        .flow_id
        .unwrap()
}

fn message(opening: Opening) -> FlowMessage {
    FlowMessage::new("+447700900123", opening)
        .body("A survey")
        .cta("Start")
        .flow_token("t-1")
}

fn by_name(name: &str) -> FlowRef {
    FlowRef::Name(name.to_owned())
}

async fn send(client: &Client, message: &FlowMessage) -> Result<Option<String>, Error> {
    let input = SendWhatsAppMessageInput::flow(PHONE, message)?;
    Ok(client.send_whatsapp_message(&input).await?.message_id)
}

/// Sends JSON as it is, and gives the text of the refusal.
async fn refusal(client: &Client, json: &Value) -> String {
    let input = SendWhatsAppMessageInput::new(PHONE, json.to_string(), META_API_VERSION);
    let error = client.send_whatsapp_message(&input).await.unwrap_err();
    let error = error.service().unwrap();
    assert_eq!(error.kind, ServiceErrorKind::InvalidParameters);
    error.message.clone().unwrap()
}

#[tokio::test]
async fn a_message_is_sent_as_botocore_would_send_it() {
    let (service, client) = service().await;
    let id = flow(&service, &client, "survey", FLOW, true).await;
    let data = Map::from_iter([("a".to_owned(), 1.into())]);
    let opening = Opening::navigate(by_name("survey"), "FIRST", data);
    let message_id = send(&client, &message(opening)).await.unwrap().unwrap();

    let [sent] = service.messages().try_into().unwrap();
    assert_eq!(
        (&sent.message_id, &sent.phone_number_id),
        (&message_id, &PHONE.to_owned())
    );
    assert_eq!(
        (sent.flow_id.as_deref(), &*sent.to),
        (Some(&*id), "447700900123")
    );
    assert_eq!((sent.flow_token(), sent.is_delivered), ("t-1", true));
    assert_eq!(
        sent.parameters()["flow_action_payload"]["data"],
        json!({"a": 1})
    );

    let request = service.requests().pop().unwrap();
    assert_eq!(
        (&*request.method, &*request.path),
        ("POST", "/v1/whatsapp/send")
    );
    assert_eq!(
        request.member("originationPhoneNumberId"),
        Some(PHONE.into())
    );
    assert_eq!(request.member("metaApiVersion"), Some("v20.0".into()));
    // The blob is base64 of Meta's JSON.
    let blob = request.member("message").unwrap();
    assert!(blob.as_str().unwrap().starts_with("eyJ"), "{blob}");
}

#[tokio::test]
async fn the_status_of_the_flow_decides() {
    let (service, client) = service().await;
    let draft = flow(&service, &client, "draft", FLOW, false).await;
    flow(&service, &client, "live", FLOW, true).await;
    let text = |error: Error| error.service().unwrap().message.clone().unwrap();
    let opening = |name: &str| Opening::first_screen(by_name(name));

    send(&client, &message(opening("draft")).draft())
        .await
        .unwrap();
    send(&client, &message(opening("live"))).await.unwrap();
    let refused = send(&client, &message(opening("draft"))).await.unwrap_err();
    assert_eq!(
        text(refused),
        "(#131009) Parameter value is not valid: a flow that is DRAFT cannot be sent in mode published"
    );
    let unknown = send(&client, &message(opening("none"))).await.unwrap_err();
    assert!(text(unknown).contains("no flow of that id or name"));
    let no_endpoint = Opening::data_exchange(by_name("live"));
    let refused = send(&client, &message(no_endpoint)).await.unwrap_err();
    assert!(text(refused).contains("needs a flow with an endpoint"));
    flow(&service, &client, "booking", EXCHANGING, true).await;
    let asks = Opening::data_exchange(by_name("booking"));
    send(&client, &message(asks)).await.unwrap();

    service.set_flow_status(&draft, FlowStatus::Blocked);
    let by_id = Opening::first_screen(FlowRef::Id(draft));
    let blocked = send(&client, &message(by_id)).await.unwrap_err();
    assert!(text(blocked).starts_with("(#132068)"));
    assert_eq!(service.messages().len(), 3);

    let input = SendWhatsAppMessageInput::flow("phone-number-id-x", &message(opening("live")));
    let error = client
        .send_whatsapp_message(&input.unwrap())
        .await
        .unwrap_err();
    assert_eq!(
        error.service().unwrap().kind,
        ServiceErrorKind::ResourceNotFound
    );
}

#[tokio::test]
async fn what_meta_refuses_is_refused() {
    let (service, client) = service().await;
    let id = flow(&service, &client, "survey", FLOW, true).await;
    let good = message(Opening::first_screen(FlowRef::Id(id)))
        .header("h")
        .footer("f");
    let good: Value = serde_json::from_slice(&good.to_json().unwrap()).unwrap();
    let parameters = "/interactive/action/parameters";
    for (place, value, code) in [
        ("/messaging_product", json!("sms"), "131009"),
        ("/to", json!("a"), "131009"),
        ("/to", Value::Null, "131008"),
        ("/interactive", Value::Null, "131008"),
        ("/interactive/body", Value::Null, "131008"),
        ("/interactive/body/text", json!(""), "131009"),
        ("/interactive/header/text", json!("x".repeat(61)), "131009"),
        ("/interactive/footer/text", json!("x".repeat(61)), "131009"),
        ("/interactive/action", Value::Null, "131008"),
        ("/interactive/action/name", json!("button"), "131009"),
        (parameters, Value::Null, "131008"),
        ("flow_message_version", json!("2"), "131009"),
        ("flow_cta", Value::Null, "131008"),
        ("mode", json!("live"), "131009"),
        ("flow_id", Value::Null, "131008"),
        ("flow_name", json!("survey"), "131009"),
        ("flow_action", json!("complete"), "131009"),
        (
            "flow_action_payload",
            json!({"screen": "A", "data": {}}),
            "131009",
        ),
    ] {
        let mut wrong = good.clone();
        let (parent, key) = place.rsplit_once('/').unwrap_or((parameters, place));
        let parent = wrong.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        match value {
            Value::Null => parent.remove(key),
            value => parent.insert(key.to_owned(), value),
        };
        let text = refusal(&client, &wrong).await;
        assert!(text.starts_with(&format!("(#{code})")), "{place}: {text}");
    }
    let mut wrong = good.clone();
    wrong["interactive"]["action"]["parameters"]["flow_action"] = "data_exchange".into();
    wrong["interactive"]["action"]["parameters"]["flow_action_payload"] = json!({"screen": "A"});
    assert!(
        refusal(&client, &wrong)
            .await
            .contains("cannot be used with data_exchange")
    );
    assert!(service.messages().is_empty());

    let text = json!({"messaging_product": "whatsapp", "to": "+447700900123", "type": "text",
        "text": {"body": "Hello"}});
    let input = SendWhatsAppMessageInput::new(PHONE, text.to_string(), META_API_VERSION);
    client.send_whatsapp_message(&input).await.unwrap();
    assert_eq!(service.messages()[0].flow_id, None);
}

#[tokio::test]
async fn data_that_are_too_large_are_taken_and_never_arrive() {
    let (service, client) = service().await;
    flow(&service, &client, "survey", FLOW, true).await;
    let data = Map::from_iter([("a".to_owned(), "x".repeat(MAX_FIRST_DATA_BYTES).into())]);
    let too_large = message(Opening::navigate(by_name("survey"), "A", data.clone()));
    let error = send(&client, &too_large).await.unwrap_err();
    assert!(matches!(error, Error::Input(_)), "{error}");
    assert!(service.messages().is_empty());

    // As one would send it without this crate.
    let small = message(Opening::navigate(by_name("survey"), "A", Map::new()));
    let mut json: Value = serde_json::from_slice(&small.to_json().unwrap()).unwrap();
    json["interactive"]["action"]["parameters"]["flow_action_payload"]["data"] = data.into();
    let input = SendWhatsAppMessageInput::new(PHONE, json.to_string(), META_API_VERSION);
    client.send_whatsapp_message(&input).await.unwrap();
    assert!(!service.messages()[0].is_delivered);
}

#[tokio::test]
async fn a_message_is_never_sent_twice() {
    let lost = [
        Fault::reset(),
        Fault::error(ServiceErrorKind::InternalService),
        Fault::error(ServiceErrorKind::Dependency),
        Fault::page(504),
        Fault::page(200),
    ];
    for fault in lost {
        let (service, client) = service().await;
        flow(&service, &client, "survey", FLOW, true).await;
        service.inject(
            OperationName::SendWhatsAppMessage,
            [fault.clone().after_act()],
        );
        let opening = Opening::first_screen(by_name("survey"));
        let error = send(&client, &message(opening)).await.unwrap_err();
        assert!(
            matches!(error, Error::NotRepeated { .. }),
            "{fault:?}: {error}"
        );
        assert!(error.may_have_taken_effect());
        assert!(error.to_string().contains("was not tried again"), "{error}");
        assert_eq!(service.messages().len(), 1, "{fault:?}");
    }
    // A throttled one was not sent for sure.
    let (service, client) = service().await;
    flow(&service, &client, "survey", FLOW, true).await;
    service.inject(OperationName::SendWhatsAppMessage, [Fault::throttled()]);
    let opening = Opening::first_screen(by_name("survey"));
    send(&client, &message(opening)).await.unwrap();
    assert_eq!(service.messages().len(), 1);
}
