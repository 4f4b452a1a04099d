//! Sends a message that opens a flow, and reads what comes back.
//!
//! ```sh
//! cargo run --example send
//! ```
//!
//! The local service of `flow-local` takes the message and makes the events, so no AWS account is needed.

#[path = "flows/survey.rs"]
mod survey;

use flow_deploy::{CreateWhatsAppFlowInput, FlowMessage, SendWhatsAppMessageInput};
use flow_events::{Event, read};
use flow_local::LocalService;
use survey::{FLOW, Reply, trip};

const PHONE: &str = "phone-number-id-00000000000000000000000000000001";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = LocalService::start().await?;
    let client = service.client_builder().build()?;
    let categories = FLOW.categories().iter().copied();
    let flow = CreateWhatsAppFlowInput::new(service.account_id(), FLOW.name(), categories)
        .flow_json(FLOW.json())
        .publish(true);
    client.create_whatsapp_flow(&flow).await?;

    // The screen asks for its data: another screen, or a field that is missing, does not compile.
    let opening = trip::open(trip::Data {
        passenger: "Ines".to_owned(),
        first_time: false,
        has_car: false,
        deck_note: "Foot passengers leave by the upper deck.".to_owned(),
    });
    let message = FlowMessage::new("+447700900123", opening)
        .body("Thank you for sailing with us. How was it?")
        .cta("Tell us")
        .flow_token("crossing-2041");
    let input = SendWhatsAppMessageInput::flow(PHONE, &message)?;
    let sent = client.send_whatsapp_message(&input).await?;
    let id = sent.message_id.unwrap_or_default();
    println!("sent to {} as {}…", message.masked_to(), &id[..8]);

    // A program gets these from a queue, a Lambda function or an endpoint, in whatever layers.
    let [local] = &service.messages()[..] else {
        return Err("one message was sent".into());
    };
    let reply = serde_json::json!({
        "route": "night", "travelled_by": "bicycle", "party": 3, "overall": "4", "sea": "",
        "cabin": "so_so", "cabin_trouble": ["engine"], "liked": ["crew", "quiet"], "dishes": [],
        "improve": ["wifi"], "improve_text": "", "call_me": true, "praise": "", "again": "yes",
        "news": [], "points": "15", "happy": true, "label": "Trip of Ines",
    });
    for event in [
        local.status_event("delivered"),
        local.reply_event(reply),
        local.failed_event(131_026, "Message undeliverable", "Message Undeliverable."),
    ] {
        for event in read(event.as_bytes())? {
            tell(event)?;
        }
    }
    Ok(())
}

fn tell(event: Event) -> Result<(), flow_events::ReplyError> {
    match event {
        Event::Reply(message) => {
            let reply: Reply = message.values()?;
            let token = reply.flow_token.as_deref().unwrap_or("no token");
            println!("{token}: {}, {} people", reply.label, reply.party);
        }
        Event::Status(status) => match status.error() {
            Some(error) => println!("{}: {error}", status.status),
            None => println!("{}", status.status),
        },
        // A text, a picture, a change of a flow: nothing that was asked for.
        other => println!("{other:?}"),
    }
    Ok(())
}
