//! `send`: a message that opens a flow.

use flow_deploy::{Category, CreateWhatsAppFlowInput, FlowStatus, OperationName, ServiceErrorKind};
use flow_local::{Fault, LocalService};
use serde_json::{Value, json};

use crate::program::{Done, File, end_of, program, program_for, run, run_for, service};

const TO: &str = "+447911123423";

/// A flow that the program does not have, with a screen that takes data and one behind it.
const OFFER: &str = r#"{"version": "7.3", "screens": [
    {"id": "ROOM", "title": "A room", "data": {"price": {"type": "string", "__example__": "90 €"}},
        "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextBody", "text": "${data.price}"},
            {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                "next": {"type": "screen", "name": "BED"}, "payload": {}}}]}},
    {"id": "BED", "title": "A bed", "terminal": true,
        "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}
]}"#;

async fn make_offer(service: &LocalService, publish: bool) {
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "offer", [Category::Other]);
    let input = input.flow_json(OFFER).publish(publish);
    let made = client.create_whatsapp_flow(&input).await.unwrap();
    assert_eq!(made.validation_errors, [""; 0]);
}

/// The program with a last argument that has spaces.
async fn run_with(service: &LocalService, arguments: &str, last: &[&str]) -> Done {
    let mut command = program_for(service, arguments);
    command.args(last);
    end_of(command).await
}

#[tokio::test]
async fn a_flow_is_sent() {
    let service = service().await;
    run_for(&service, "apply greeting --publish --yes")
        .await
        .exits(0);
    make_offer(&service, true).await;
    let send = format!("send greeting --to {TO} --token token-of-ada");
    // Nobody at a terminal says yes.
    let refused = run_for(&service, &send).await.exits(3);
    refused.says(&["this sends `greeting` to +44…23", "needs --yes"]);
    assert!(service.messages().is_empty());

    let done = run_for(&service, &format!("{send} --yes")).await.exits(0);
    for secret in ["7911123", "token-of-ada"] {
        assert!(!format!("{done:?}").contains(secret), "{done:?}");
    }
    let [sent] = service.messages().try_into().unwrap();
    done.says(&["is on its way to +44…23", &sent.message_id]);
    let body = &sent.json["interactive"]["body"]["text"];
    assert_eq!((body, sent.flow_token()), (&json!("Hello"), "token-of-ada"));
    assert_eq!(sent.parameters()["mode"], "published");
    assert_eq!(
        sent.parameters()["flow_action_payload"],
        json!({"screen": "HELLO"})
    );

    let offer = format!("send offer --to {TO} --yes --output json --body Look --cta Go");
    let data = r#"{"price": "80 €"}"#;
    let done = run_with(&service, &offer, &["--data", data])
        .await
        .exits(0)
        .json();
    let sent = service.messages().pop().unwrap();
    assert_eq!(
        done,
        json!({"name": "offer", "flow_id": sent.flow_id, "message_id": sent.message_id,
            "phone_number_id": sent.phone_number_id, "to": TO, "mode": "published",
            "flow_action": "navigate", "screen": "ROOM", "flow_token": null})
    );
    assert_eq!(
        sent.parameters()["flow_action_payload"],
        json!({"screen": "ROOM", "data": {"price": "80 €"}})
    );
    let file = File::with("data.json", data);
    let path = file.0.display();
    let from = &sent.phone_number_id;
    run_for(
        &service,
        &format!("{offer} --screen ROOM --data {path} --from {from}"),
    )
    .await
    .exits(0);
    let verbose = run_for(&service, &format!("{send} --yes --verbose"))
        .await
        .exits(0);
    let verbose = verbose.says(&["SendWhatsAppMessage"]);
    for secret in ["7911123", "token-of-ada"] {
        assert!(!format!("{verbose:?}").contains(secret), "{verbose:?}");
    }
}

#[tokio::test]
async fn a_flow_with_an_endpoint_asks_it() {
    let service = service().await;
    run_for(
        &service,
        "apply booking --flow-endpoint booking=https://example.com/booking",
    )
    .await
    .exits(0);
    let send = format!("send booking --to {TO} --mode draft --yes --output json");
    let done = run_for(&service, &send).await.exits(0).json();
    assert_eq!(
        (&done["flow_action"], &done["screen"]),
        (&json!("data_exchange"), &Value::Null)
    );
    let done = run_for(&service, &format!("{send} --screen DAY"))
        .await
        .exits(0)
        .json();
    assert_eq!(
        (&done["flow_action"], &done["screen"]),
        (&json!("navigate"), &json!("DAY"))
    );
    assert_eq!(service.messages()[1].parameters()["mode"], "draft");
}

#[tokio::test]
async fn mistakes_are_found_before_anything_is_sent() {
    let service = service().await;
    run_for(&service, "apply").await.exits(0);
    make_offer(&service, false).await;
    let draft = format!("--to {TO} --mode draft --yes");
    for (arguments, code, text) in [
        (
            format!("send none {draft}"),
            1,
            "the account has no flow `none`",
        ),
        (
            format!("send greeting --to {TO} --yes"),
            3,
            "`greeting` is DRAFT: publish it, or try it with --mode draft; nothing was sent",
        ),
        (
            format!("send greeting {draft} --screen NONE"),
            2,
            "nothing was sent: the flow has no screen `NONE`; a message can open `HELLO`",
        ),
        (
            format!("send offer {draft} --screen BED"),
            2,
            "no message can open `BED`, since another screen leads to it",
        ),
        (
            format!("send offer {draft}"),
            2,
            "the data of `ROOM`: `price` is missing",
        ),
        (
            format!("send offer {draft} --data {{\"price\":80}}"),
            2,
            "`price` is a number, and declared as text",
        ),
        (
            format!("send offer {draft} --data {{"),
            2,
            "--data is no JSON",
        ),
        (
            format!("send offer {draft} --data /nonexistent"),
            2,
            "cannot be read",
        ),
        (
            "send greeting --to 07911123423 --mode draft --yes".to_owned(),
            2,
            "SendWhatsAppMessage was not sent: `to` must be a phone number",
        ),
        (
            format!("send greeting {draft} --cta {}", "x".repeat(31)),
            2,
            "`flow_cta` must have 1 to 30 characters, but has 31",
        ),
    ] {
        let done = run_for(&service, &arguments)
            .await
            .exits(code)
            .says(&[text]);
        assert!(!done.stderr.contains("7911123"), "{done:?}");
    }
    let large = json!({"price": "x".repeat(1_000_000)}).to_string();
    let file = File::with("large.json", &large);
    let path = file.0.display();
    run_for(&service, &format!("send offer {draft} --data {path}"))
        .await
        .exits(2)
        .says(&["`data` must have 1 to 1000000 bytes"]);
    assert!(service.messages().is_empty());
    run("send greeting").exits(2).says(&["--to <NUMBER>"]);
}

#[tokio::test]
async fn refusals_of_meta_are_explained() {
    let service = service().await;
    run_for(&service, "apply greeting --publish --yes")
        .await
        .exits(0);
    let send = format!("send greeting --to {TO} --yes");
    let name = OperationName::SendWhatsAppMessage;
    for (text, meaning) in [
        (
            "(#131009) Parameter value is not valid",
            "131009 means: the message has a value",
        ),
        (
            "Message undeliverable (131026)",
            "131026 means: the phone cannot get it",
        ),
        ("(#131047) Re-engagement message", "send a message template"),
    ] {
        let refused = Fault::error(ServiceErrorKind::InvalidParameters).message(text);
        service.inject(name, [refused]);
        run_for(&service, &send)
            .await
            .exits(1)
            .says(&[text, meaning]);
    }
    service.inject(name, [Fault::reset().after_act()]);
    run_for(&service, &send)
        .await
        .exits(1)
        .says(&["was not tried again, since it may have been done"]);
    assert_eq!(service.messages().len(), 1);
    let flow = service.flows()[0].flow_id.clone();
    service.set_flow_status(&flow, FlowStatus::Blocked);
    run_for(&service, &send)
        .await
        .exits(3)
        .says(&["no message can open it"]);
}

#[test]
fn help_fits_a_terminal() {
    let mut help = program("send --help");
    let help = Done::of(help.env("COLUMNS", "80").output().unwrap()).exits(0);
    let long = help.stdout.lines().find(|line| line.chars().count() > 80);
    assert_eq!(long, None);
    run("send greeting --local --to +447911123423 --yes").exits(0);
}
