//! `send`: a message that opens a flow.

use flow_deploy::{
    Error, FlowMessage, FlowRef, FlowStatus, ListWhatsAppFlowsInput, MetaFlowSummary, Opening,
    SendWhatsAppMessageInput,
};
use flow_events::ErrorCode;
use flow_json::model::Flow;
use serde_json::{Map, Value, json};

use super::key::phone_number;
use super::one_flow::find;
use super::{Context, SENDS};
use crate::arguments::{Mode, Send};
use crate::confirm::confirm;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::interrupt::Stops;
use crate::output::{one_line, print, wrap};
use crate::target::{Filled, Target};

pub(super) async fn send(context: &Context, asked: &Send, stops: &Stops) -> Exit {
    let data = asked.data.as_deref().map(read_data).transpose()?;
    let target = context
        .target(match asked.mode {
            Mode::Published => Filled::Published,
            Mode::Draft => Filled::Drafts,
        })
        .await?;
    let list = ListWhatsAppFlowsInput::new(target.account()?).max_results(100);
    let flows = target.client.whatsapp_flows(list).try_collect().await?;
    let flow = find(&flows, &asked.name)?;
    check_status(flow, asked.mode)?;
    let first = First::of(&target, flow, asked, data).await?;
    let from = phone_number(&target, asked.from.as_deref(), "--from").await?;

    let mut message = FlowMessage::new(&asked.to, first.opening)
        .body(asked.body.clone().unwrap_or(first.title))
        .cta(&asked.cta);
    if let Some(header) = &asked.header {
        message = message.header(header);
    }
    if let Some(footer) = &asked.footer {
        message = message.footer(footer);
    }
    if let Some(token) = &asked.token {
        message = message.flow_token(token);
    }
    if asked.mode == Mode::Draft {
        message = message.draft();
    }
    let input = SendWhatsAppMessageInput::flow(&from, &message).map_err(Error::from)?;
    let to = message.masked_to();
    let name = one_line(&flow.flow_name);
    let change = format!("sends `{}` to {to}", flow.flow_name);
    confirm(stops, asked.yes, &change).await?;
    let sent = async {
        let sent = target.client.send_whatsapp_message(&input).await;
        sent.map_err(explained)
    };
    let message_id = stops.unless_stopped(sent, SENDS).await?.message_id;
    print(
        context.format,
        || {
            json!({
                "name": flow.flow_name, "flow_id": flow.flow_id, "message_id": message_id,
                "phone_number_id": from, "to": asked.to,
                "mode": match asked.mode { Mode::Published => "published", Mode::Draft => "draft" },
                "flow_action": match first.screen { Some(_) => "navigate", None => "data_exchange" },
                "screen": first.screen, "flow_token": asked.token,
            })
        },
        || {
            let id = message_id.as_deref().unwrap_or("(no id)");
            let sent = format!(
                "`{name}` is on its way to {to}, as message {}.",
                one_line(id)
            );
            let then = "Whether it arrives is told by an event of that id.";
            format!("{}\n", wrap(&format!("{sent} {then}"), 0))
        },
    )?;
    Ok(SUCCESS)
}

/// What the message opens.
struct First {
    opening: Opening,
    /// The screen, unless the endpoint names it.
    screen: Option<String>,
    /// The title of the screen, or the name of the flow.
    title: String,
}

impl First {
    /// By the Flow JSON that the account has, since it is that which the phone gets.
    async fn of(
        target: &Target,
        flow: &MetaFlowSummary,
        asked: &Send,
        data: Option<Map<String, Value>>,
    ) -> Result<Self, Failure> {
        let json = target
            .client
            .download_flow_json(target.account()?, &flow.flow_id);
        let json = json.await?.ok_or_else(|| {
            let name = one_line(&flow.flow_name);
            Failure::failed(format!(
                "`{name}` has no Flow JSON in the account; nothing was sent"
            ))
        })?;
        let json = String::from_utf8_lossy(&json);
        let root = flow_json::read(&json).root;
        let model = root.as_ref().map(Flow::without_expressions);
        let id = FlowRef::Id(flow.flow_id.clone());
        let has_endpoint = model.as_ref().is_some_and(Flow::has_endpoint);
        if has_endpoint && asked.screen.is_none() && data.is_none() {
            return Ok(Self {
                opening: Opening::data_exchange(id),
                screen: None,
                title: flow.flow_name.clone(),
            });
        }
        let data = data.unwrap_or_default();
        let opening = Opening::checked(id, &json, asked.screen.as_deref(), data)
            .map_err(|error| Failure::usage(format!("nothing was sent: {error}")))?;
        let screen = opening.screen().map(str::to_owned);
        let title = model.as_ref().and_then(|model| {
            let title = model.screen(screen.as_deref()?)?.object.get("title")?;
            title.as_str().filter(|title| !title.is_empty())
        });
        Ok(Self {
            title: title.unwrap_or(&flow.flow_name).to_owned(),
            opening,
            screen,
        })
    }
}

/// The data of `--data`: an object, or a file with one.
fn read_data(text: &str) -> Result<Map<String, Value>, Failure> {
    let is_inline = text.trim_start().starts_with('{');
    let (json, place) = if is_inline {
        (text.to_owned(), "--data".to_owned())
    } else {
        let json = std::fs::read_to_string(text)
            .map_err(|error| Failure::usage(format!("`{text}` cannot be read: {error}")))?;
        (json, format!("`{text}`"))
    };
    match serde_json::from_str(&json) {
        Ok(Value::Object(data)) => Ok(data),
        Ok(_) => Err(Failure::usage(format!("{place} must be a JSON object"))),
        Err(error) => Err(Failure::usage(format!("{place} is no JSON: {error}"))),
    }
}

fn check_status(flow: &MetaFlowSummary, mode: Mode) -> Result<(), Failure> {
    let (name, status) = (&flow.flow_name, &flow.flow_status);
    let advice = match (mode, status) {
        (Mode::Published, FlowStatus::Draft) => "publish it, or try it with --mode draft",
        (_, FlowStatus::Deprecated | FlowStatus::Blocked) => "no message can open it",
        (Mode::Published | Mode::Draft, _) => return Ok(()),
    };
    Err(Failure::refused(format!(
        "`{name}` is {status}: {advice}; nothing was sent"
    )))
}

/// A refusal with the meaning of Meta's code in it.
fn explained(error: Error) -> Failure {
    let message = error.service().and_then(|error| error.message.as_deref());
    let code = message.and_then(ErrorCode::find);
    match code.and_then(|code| Some((code, code.hint()?))) {
        Some((code, hint)) => Failure::failed(format!("{error}; {code} means: {hint}")),
        None => error.into(),
    }
}
