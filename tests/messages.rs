//! The code of `docs/messages.md`, which sends a flow and reads what comes back.

#[path = "../examples/flows/survey.rs"]
mod survey;

use std::cell::RefCell;
use std::error::Error;

use flow_deploy::{
    Client, CreateWhatsAppFlowInput, FlowMessage, SendWhatsAppMessageInput,
    SendWhatsAppMessageOutput,
};
use flow_events::{ErrorCode, Event};
use flow_local::LocalService;

async fn send(client: &Client, from: &str) -> Result<SendWhatsAppMessageOutput, Box<dyn Error>> {
    let opening = survey::trip::open(survey::trip::Data {
        passenger: "Ines".to_owned(),
        first_time: false,
        has_car: false,
        deck_note: "Foot passengers leave by the upper deck.".to_owned(),
    });
    let message = FlowMessage::new("+447700900123", opening)
        .body("How was the crossing?")
        .cta("Tell us")
        .flow_token("crossing-2041");
    // `from` is the phone number of the business, `phone-number-id-…`.
    let input = SendWhatsAppMessageInput::flow(from, &message)?;
    let sent = client.send_whatsapp_message(&input).await?;
    Ok(sent)
}

fn receive(bytes: &[u8], told: &RefCell<Vec<String>>) -> Result<(), Box<dyn Error>> {
    let tell = |text: String| told.borrow_mut().push(text);
    let save =
        |token: Option<String>, reply: survey::Reply| tell(format!("{token:?} {}", reply.label));
    let call_instead = |person: Option<String>| tell(format!("call {person:?}"));
    for event in flow_events::read(bytes)? {
        match event {
            Event::Reply(message) => {
                let reply: survey::Reply = message.values()?;
                save(message.flow_token(), reply);
            }
            Event::Status(status) => {
                let code = status.error().map(|error| error.code);
                if code == Some(ErrorCode::Undeliverable) {
                    call_instead(status.recipient);
                }
            }
            Event::Message(_) | Event::Other(_) => {}
            _ => {}
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_flow_is_sent_and_its_events_are_read() -> Result<(), Box<dyn Error>> {
    let service = LocalService::start().await?;
    let client = service.client_builder().build()?;
    let flow = survey::FLOW;
    let categories = flow.categories().iter().copied();
    let create = CreateWhatsAppFlowInput::new(service.account_id(), flow.name(), categories)
        .flow_json(flow.json())
        .publish(true);
    client.create_whatsapp_flow(&create).await?;
    let from = "phone-number-id-00000000000000000000000000000001";
    let sent = send(&client, from).await?;

    let messages = service.messages();
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!(sent.message_id.as_deref(), Some(&*message.message_id));
    let reply = serde_json::json!({
        "route": "night", "travelled_by": "bicycle", "party": 3, "overall": "4", "sea": "",
        "cabin": "so_so", "cabin_trouble": ["engine"], "liked": ["crew"], "dishes": [],
        "improve": ["wifi"], "improve_text": "", "call_me": true, "praise": "", "again": "yes",
        "news": [], "points": "15", "happy": true, "label": "Trip of Ines",
    });
    let told = RefCell::new(Vec::new());
    for event in [
        message.status_event("delivered"),
        message.reply_event(reply),
        message.failed_event(131_026, "Message undeliverable", "Message Undeliverable."),
    ] {
        receive(event.as_bytes(), &told)?;
    }
    let expected = [
        r#"Some("crossing-2041") Trip of Ines"#,
        r#"call Some("447700900123")"#,
    ];
    assert_eq!(told.into_inner(), expected);
    Ok(())
}

/// Line breaks and columns do not count.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_has_this_code() {
    let page = include_str!("../docs/messages.md");
    let here = words(include_str!("messages.rs"));
    let blocks = page.split("```rust\n").skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "copy the new block here");
    for block in blocks {
        // The names that a block needs stand at the head of this file.
        let (_, code) = block.split_once("\n\n").unwrap_or(("", block));
        assert!(here.contains(&words(code)), "copy this here:\n{code}");
    }
}
