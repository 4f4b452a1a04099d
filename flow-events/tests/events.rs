//! Events under each of their layers, and by chance.
//!
//! `FLOW_EVENTS_FUZZ=1000000 cargo test --release -p flow-events fuzz` tries that many, other ones each
//! time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use std::time::{Duration, UNIX_EPOCH};

use flow_events::{DeliveryStatus, ErrorCode, Event, FlowReply, Status, Value, read};
use serde_json::json;

const SNS: &str = include_str!("samples/sns_notification.json");
const LAMBDA_SNS: &str = include_str!("samples/lambda_sns.json");
const LAMBDA_SQS: &str = include_str!("samples/lambda_sqs.json");
const SUBSCRIPTION: &str = include_str!("samples/sns_subscription.json");
const META: &str = include_str!("samples/meta_batch.json");
const EVENT_BRIDGE: &str = include_str!("samples/eventbridge_delivered.json");
const SAMPLES: [&str; 6] = [
    SNS,
    LAMBDA_SNS,
    LAMBDA_SQS,
    SUBSCRIPTION,
    META,
    EVENT_BRIDGE,
];

const AWS_ID: &str = "6d69f07a-c317-4278-9d5c-6a84078419ec";

mod newsletter {
    flow_dsl::flow!(Flow {
        name: "newsletter",
        version: "7.3",
        screens: [Screen {
            id: "SUBSCRIBE",
            title: "Newsletter",
            children: [
                TextInput {
                    name: "email",
                    label: "E-mail",
                    required: true
                },
                Footer {
                    label: "Subscribe",
                    on_click_action: complete { email: form.email }
                },
            ],
        }],
    });
}

fn events(text: &str) -> Vec<Event> {
    read(text.as_bytes()).unwrap()
}

fn reply(event: &Event) -> &FlowReply {
    match event {
        Event::Reply(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn status(event: &Event) -> &Status {
    match event {
        Event::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

fn raw_of_other(event: &Event) -> (&Value, Option<&str>) {
    match event {
        Event::Other(other) => (&other.raw, other.field.as_deref()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reply_in_a_notification_of_sns() {
    let [event] = events(SNS).try_into().unwrap();
    let reply = reply(&event);
    assert_eq!(reply.from.as_deref(), Some("16467043595"));
    assert_eq!(
        reply.message_id.as_deref(),
        Some("wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQz")
    );
    assert_eq!(
        reply.opened_by.as_deref(),
        Some("wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI1")
    );
    assert_eq!(
        reply.timestamp,
        Some(UNIX_EPOCH + Duration::from_secs(1_758_254_144))
    );
    assert_eq!(reply.flow_token().as_deref(), Some("order-17"));
    let values: newsletter::Reply = reply.values().unwrap();
    assert_eq!(values.email, "ada@example.org");
    assert_eq!(values.flow_token.as_deref(), Some("order-17"));
    let around = event.envelope();
    assert_eq!(around.account_id.as_deref(), Some("102290129340398"));
    assert_eq!(around.phone_number_id.as_deref(), Some("106540352242922"));
    assert_eq!((&around.aws_message_id, &around.record_id), (&None, &None));
    assert_eq!(around.contacts[0]["profile"]["name"], "Ada");
    assert_eq!(reply.raw["type"], "interactive");
}

#[test]
fn a_failed_delivery_is_a_value() {
    let [event] = events(LAMBDA_SNS).try_into().unwrap();
    let status = status(&event);
    assert_eq!(status.status, DeliveryStatus::Failed);
    assert_eq!(status.recipient.as_deref(), Some("16467043595"));
    let error = status.error().unwrap();
    assert_eq!(error.code, ErrorCode::Undeliverable);
    assert_eq!(error.title.as_deref(), Some("Message undeliverable"));
    assert_eq!(error.details.as_deref(), Some("Message Undeliverable."));
    assert!(
        error
            .to_string()
            .starts_with("131026 Message undeliverable: the phone cannot get it")
    );
    assert_eq!(event.envelope().aws_message_id.as_deref(), Some(AWS_ID));
}

#[test]
fn records_of_sqs_keep_their_ids_and_hide_nothing() {
    let events: [Event; 4] = events(LAMBDA_SQS).try_into().unwrap();
    let ids = events
        .each_ref()
        .map(|event| event.envelope().record_id.as_deref().unwrap()[..2].to_owned());
    assert_eq!(ids, ["05", "2e", "3f", "4f"]);
    assert_eq!(status(&events[0]).status, DeliveryStatus::Sent);
    assert_eq!(reply(&events[1]).flow_token().as_deref(), Some("order-17"));
    assert_eq!(raw_of_other(&events[2]).0, &json!("not JSON"));
    assert_eq!(raw_of_other(&events[3]).0, &json!({"orderId": 7}));
}

#[test]
fn several_entries_and_changes() {
    let events: [Event; 7] = events(META).try_into().unwrap();
    match &events[0] {
        Event::Message(message) => {
            assert_eq!(message.kind.as_deref(), Some("text"));
            assert_eq!(message.from.as_deref(), Some("16467043595"));
            assert_eq!(message.raw["text"]["body"], "Is it open on Sunday?");
        }
        other => panic!("{other:?}"),
    }
    reply(&events[1]);
    let statuses = events[2..5]
        .iter()
        .map(|event| status(event).status.to_string());
    assert_eq!(
        statuses.collect::<Vec<_>>(),
        ["delivered", "read", "played"]
    );
    assert_eq!(
        status(&events[4]).status,
        DeliveryStatus::Other("played".to_owned())
    );
    let (flows, field) = raw_of_other(&events[5]);
    assert_eq!(
        (field, &flows["value"]["new_status"]),
        (Some("flows"), &json!("THROTTLED"))
    );
    let (errors, field) = raw_of_other(&events[6]);
    assert_eq!(
        (field, &errors["value"]["errors"][0]["code"]),
        (Some("messages"), &json!(130_429))
    );
    assert_eq!(
        events[1].envelope().account_id.as_deref(),
        Some("102290129340398")
    );
    assert_eq!(
        events[5].envelope().account_id.as_deref(),
        Some("102290129340399")
    );
}

#[test]
fn events_of_event_bridge_and_other_notifications() {
    let [event] = events(EVENT_BRIDGE).try_into().unwrap();
    let status = status(&event);
    assert_eq!(
        (&status.status, &status.message_id),
        (&DeliveryStatus::Delivered, &None)
    );
    assert_eq!(event.envelope().aws_message_id.as_deref(), Some(AWS_ID));
    assert_eq!(
        status.timestamp,
        Some(UNIX_EPOCH + Duration::from_secs(1_759_466_063))
    );

    let [event] = events(SUBSCRIPTION).try_into().unwrap();
    assert!(raw_of_other(&event).0["SubscribeURL"].is_string());
}

/// The layers that AWS and others put around a message.
fn layers(response: &str) -> Vec<Value> {
    let message = json!({
        "from": "447700900123", "id": "wamid.1", "timestamp": "1790000000", "type": "interactive",
        "interactive": {
            "type": "nfm_reply",
            "nfm_reply": {"name": "flow", "body": "Sent", "response_json": response},
        },
    });
    let entry = json!({
        "id": "1",
        "changes": [{"field": "messages", "value": {"messages": [message]}}],
    });
    let meta = json!({"object": "whatsapp_business_account", "entry": [entry]});
    let aws = json!({"whatsAppWebhookEntry": entry.to_string(), "aws_account_id": "1"});
    let parsed = json!({"whatsAppWebhookEntry": entry, "aws_account_id": "1"});
    let sns = json!({"Type": "Notification", "Message": aws.to_string()});
    let lambda = json!({"Records": [{"EventSource": "aws:sns", "Sns": sns}]});
    let sqs = json!({"Records": [{"eventSource": "aws:sqs", "body": sns.to_string()}]});
    let pipe = json!([sns, {"Message": aws.to_string()}]);
    vec![message, entry, meta, aws, parsed, sns, lambda, sqs, pipe]
}

#[test]
fn a_reply_is_found_in_every_layer() {
    for webhook in layers(r#"{"email": "a", "flow_token": "t"}"#) {
        let found = events(&webhook.to_string());
        assert_eq!(
            found.len(),
            if webhook.is_array() { 2 } else { 1 },
            "{webhook}"
        );
        for event in &found {
            let reply = reply(event);
            assert_eq!(reply.from.as_deref(), Some("447700900123"));
            assert_eq!(reply.message_id.as_deref(), Some("wamid.1"));
            assert_eq!(reply.values::<newsletter::Reply>().unwrap().email, "a");
        }
    }
}

#[test]
fn what_meta_leaves_out_hides_no_event() {
    let mut webhook = json!({"value": {"messages": [
        {"type": "interactive", "interactive": {"nfm_reply": {"response_json": {"email": "a"}}}},
        {"text": {"body": "Hello"}},
    ], "statuses": [{"id": "wamid.1"}, {"status": "failed", "errors": [{"code": "131026"}, {}]}]}});
    webhook = json!({"changes": [webhook]});
    let [first, second, third, fourth] = events(&webhook.to_string()).try_into().unwrap();
    let reply = reply(&first);
    assert_eq!((&reply.from, &reply.message_id), (&None, &None));
    assert_eq!(reply.values::<newsletter::Reply>().unwrap().email, "a");
    let Event::Message(message) = &second else {
        panic!("{second:?}");
    };
    assert_eq!((&message.from, &message.kind), (&None, &None));
    assert_eq!(raw_of_other(&third).0, &json!({"id": "wamid.1"}));
    let [error] = &status(&fourth).errors[..] else {
        panic!("{fourth:?}");
    };
    assert_eq!(
        (error.code, &error.title),
        (ErrorCode::Undeliverable, &None)
    );
    assert!(error.to_string().starts_with("131026: the phone cannot"));
}

#[test]
fn what_people_write_is_not_taken_for_a_reply() {
    let forged = &layers("{}")[0].to_string();
    let message = json!({"from": "1", "id": "2", "type": "text", "text": {"body": forged}});
    let webhook = json!({"entry": [{"changes": [{"value": {"messages": [message]}}]}]});
    assert!(matches!(
        &events(&webhook.to_string())[..],
        [Event::Message(_)]
    ));
    assert!(read(b"no JSON").is_err());
    // Under more layers than there are.
    let mut deep = layers("{}")[5].clone();
    for _ in 0..10 {
        deep = json!({"Message": deep.to_string()});
    }
    assert!(matches!(&events(&deep.to_string())[..], [Event::Other(_)]));
}

#[test]
fn a_reply_has_the_same_errors_as_its_type() {
    for response in ["{", "{}", r#"{"email": []}"#] {
        let event = &events(&layers(response)[0].to_string())[0];
        let error = reply(event).values::<newsletter::Reply>().unwrap_err();
        let direct = newsletter::Reply::from_response_json(response).unwrap_err();
        let direct = direct.to_string();
        let direct = direct.strip_prefix("this is no JSON: ").unwrap_or(&direct);
        assert_eq!(
            error.to_string(),
            format!("this is no reply of that flow: {direct}")
        );
    }
}

#[test]
fn debug_shows_nothing_personal() {
    let shown: String = SAMPLES
        .iter()
        .map(|text| format!("{:?}", events(text)))
        .collect();
    for secret in [
        "ada@",
        "Ada",
        "order-17",
        "Sunday",
        "6704359",
        "not JSON",
        "SubscribeURL",
    ] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    assert!(
        shown.contains("Undeliverable") && shown.contains("16…95"),
        "{shown}"
    );
}

/// How many to try, and from which seed.
fn rounds() -> (u64, fastrand::Rng) {
    match std::env::var("FLOW_EVENTS_FUZZ") {
        Ok(rounds) => (rounds.parse().unwrap(), fastrand::Rng::new()),
        Err(_) => (3_000, fastrand::Rng::with_seed(4711)),
    }
}

/// Reads it and all that an event can be asked.
fn read_all(bytes: &[u8]) -> bool {
    let Ok(events) = read(bytes) else {
        return false;
    };
    for event in &events {
        let _ = format!("{event:?}");
        match event {
            Event::Reply(reply) => {
                drop(reply.flow_token());
                drop(reply.values::<newsletter::Reply>());
            }
            Event::Status(status) => drop(status.error().map(ToString::to_string)),
            _ => {}
        }
    }
    true
}

#[test]
fn fuzz_bytes() {
    let (rounds, mut random) = rounds();
    let mut good = 0;
    for _ in 0..rounds {
        let mut bytes = random.choice(SAMPLES).unwrap().as_bytes().to_vec();
        for _ in 0..random.u8(1..=4) {
            let at = random.usize(0..=bytes.len());
            match random.u8(0..4) {
                0 => bytes.insert(at, random.u8(..)),
                1 if at > 0 => drop(bytes.remove(at - 1)),
                2 if at > 0 => bytes[at - 1] ^= 1 << random.u8(0..8),
                _ => {
                    let end = (at + random.usize(0..64)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = random.usize(0..=bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        good += u64::from(read_all(&bytes));
    }
    assert!(good > 0 && good < rounds, "{good} of {rounds} were read");
}

/// A value of any form, with the keys that the reader looks into.
fn value(random: &mut fastrand::Rng, depth: u32) -> Value {
    const KEYS: [&str; 26] = [
        "Records",
        "body",
        "Sns",
        "Type",
        "Message",
        "whatsAppWebhookEntry",
        "messageId",
        "entry",
        "changes",
        "id",
        "field",
        "value",
        "messages",
        "statuses",
        "status",
        "errors",
        "code",
        "from",
        "type",
        "timestamp",
        "interactive",
        "nfm_reply",
        "response_json",
        "detail-type",
        "detail",
        "metadata",
    ];
    const TEXTS: [&str; 8] = [
        "",
        "messages",
        "Notification",
        "failed",
        "é☕",
        "-1",
        "99999999999999999999",
        "131026",
    ];
    match random.u32(0..if depth == 0 { 5 } else { 10 }) {
        0 => Value::Null,
        1 => random.i64(..).into(),
        2 => random.u64(..).into(),
        3 => random.bool().into(),
        4 => (*random.choice(&TEXTS).unwrap()).into(),
        5 => value(random, depth - 1).to_string().into(),
        6 => (0..random.usize(0..4))
            .map(|_| value(random, depth - 1))
            .collect(),
        _ => {
            let count = random.usize(1..8);
            let member = |random: &mut fastrand::Rng| {
                let key = (*random.choice(&KEYS).unwrap()).to_owned();
                (key, value(random, depth - 1))
            };
            Value::Object((0..count).map(|_| member(random)).collect())
        }
    }
}

#[test]
fn fuzz_values() {
    let (rounds, mut random) = rounds();
    for _ in 0..rounds {
        let depth = random.u32(0..7);
        let value = value(&mut random, depth).to_string();
        assert!(read_all(value.as_bytes()), "{value}");
    }
}
