//! The flows of `examples/` on a phone, and their replies read by their own types.

#[path = "../../../examples/flows/mod.rs"]
mod flows;

use flow_sim::explore::{Bounds, explore};
use flow_sim::settings::{EmptyInput, NumberInPayload};
use flow_sim::{Phone, PhoneError, Program, Settings, Text, Value};
use serde::de::DeserializeOwned;

#[test]
fn each_opens() {
    for flow in flows::ALL {
        Phone::open(**flow).unwrap_or_else(|error| panic!("{}: {error}", flow.name()));
    }
}

/// All replies of a flow can be read as its `Reply`, with all that is not known of replies.
fn read_all<Reply: DeserializeOwned>(flow: flow_dsl::Flow, states: usize) {
    let program = Program::from(flow);
    let mut absent = Settings::default();
    absent.empty_input = EmptyInput::Absent;
    absent.token_in_reply = false;
    let mut numbers = Settings::default();
    numbers.number_in_payload = NumberInPayload::Number;
    let mut bounds = Bounds::default();
    bounds.states = states;
    for settings in [Settings::default(), absent, numbers] {
        let replies = explore(&program, &settings, bounds).replies;
        // An endpoint that ends the flow itself sends what it likes, and here nothing.
        let empty = Value::object::<Text>([]);
        let token = Value::object([("flow_token", "unused".into())]);
        let of_payloads: Vec<_> = replies
            .into_iter()
            .filter(|reply| *reply != empty && *reply != token)
            .collect();
        assert!(!of_payloads.is_empty(), "{}: too few states", flow.name());
        for reply in of_payloads {
            let json = reply.to_json();
            if let Err(error) = serde_json::from_str::<Reply>(&json) {
                panic!("{}: {error}\n{json}", flow.name());
            }
        }
    }
}

#[test]
fn each_reply_can_be_read() {
    read_all::<flows::booking::Reply>(flows::booking::FLOW, 1000);
    read_all::<flows::feedback::Reply>(flows::feedback::FLOW, 2000);
    read_all::<flows::intake::Reply>(flows::intake::FLOW, 4000);
    read_all::<flows::lead::Reply>(flows::lead::FLOW, 2000);
    read_all::<flows::menu::Reply>(flows::menu::FLOW, 2000);
    for flow in flows::pickup::FLOWS {
        read_all::<flows::pickup::Reply>(flow, 1000);
    }
    read_all::<flows::survey::Reply>(flows::survey::FLOW, 1000);
}

#[test]
fn a_reply_is_read_by_the_types_of_its_flow() -> Result<(), PhoneError> {
    let mut phone = Phone::open(flows::feedback::FLOW)?;
    phone
        .pick("fixed", "No")?
        .fill("comment", "It leaks")?
        .tap("Send")?;
    let reply: flows::feedback::Reply = phone.reply()?;
    assert_eq!(reply.fixed, flows::feedback::Fixed::No);
    assert_eq!(reply.comment.as_deref(), Some("It leaks"));
    assert!(phone.screen().shows("Response sent") || !phone.screen().summary.is_empty());
    Ok(())
}

/// One flow in several languages: what a person does is the same, and so is the type of the reply.
#[test]
fn each_language_is_shown_its_way_and_replies_alike() -> Result<(), PhoneError> {
    use flow_sim::settings::Direction;
    use flows::pickup::{FLOWS, Reply, Time};

    for (code, direction, next, send) in [
        ("en", Direction::LeftToRight, "Continue", "Send"),
        ("pt_BR", Direction::LeftToRight, "Continuar", "Enviar"),
        ("ar_EG", Direction::RightToLeft, "متابعة", "إرسال"),
    ] {
        let flow = FLOWS.in_language(code);
        let mut phone = Phone::open(*flow)?;
        assert_eq!(phone.screen().direction, direction, "{}", flow.name());
        phone.fill("day", "2027-03-03")?.pick("time", "evening")?;
        phone.tap(next)?.tap(send)?;
        let reply: Reply = phone.reply()?;
        assert_eq!(reply.time, Time::Evening);
        assert_eq!(Some(reply.language.as_str()), flow.language());
    }
    Ok(())
}
