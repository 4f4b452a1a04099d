//! The flow of a create after its answer was lost.

use std::time::Duration;

use serde_json::Value;

use super::{Lost, Settled};
use crate::client::Client;
use crate::error::{Error, StatusClass};
use crate::operation::{
    CreateWhatsAppFlowInput, CreateWhatsAppFlowOutput, GetWhatsAppFlowInput,
    ListWhatsAppFlowsInput, MetaFlowSummary, PublishWhatsAppFlowInput,
};
use crate::value::FlowStatus;

/// A flow may be listed only a while after it was made. If the create is refused in the end,
/// most likely for the name of the flow it made itself, the list is read again after these times.
const PATIENCE: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];

/// Looks for a flow of the name. One that is as it was asked for is taken for the one that was
/// made; were it another, it would be as good.
pub(super) async fn find(
    input: &CreateWhatsAppFlowInput,
    client: &Client,
    lost: Lost<'_>,
) -> Settled<CreateWhatsAppFlowOutput> {
    let is_refused = matches!(lost, Lost::AtLast(error) if is_refusal(error));
    let mut found = by_name(input, client).await;
    for pause in PATIENCE {
        if !is_refused || !matches!(found, Ok(None)) {
            break;
        }
        tokio::time::sleep(pause).await;
        found = by_name(input, client).await;
    }
    match found {
        Ok(Some(flow)) => match is_as_asked(input, client, &flow).await {
            Ok(true) => Settled::Known(finish(input, client, flow).await),
            Ok(false) | Err(_) => Settled::Uncertain {
                flow_id: Some(flow.flow_id),
            },
        },
        Ok(None) | Err(_) if is_refused => Settled::Uncertain { flow_id: None },
        Ok(None) | Err(_) => Settled::Unknown,
    }
}

fn is_refusal(error: &Error) -> bool {
    let class = error.service().map(|error| error.class());
    class == Some(StatusClass::Caller)
}

async fn by_name(
    input: &CreateWhatsAppFlowInput,
    client: &Client,
) -> Result<Option<MetaFlowSummary>, Error> {
    let list = ListWhatsAppFlowsInput::new(&input.id).max_results(100);
    let mut flows = client.whatsapp_flows(list);
    while let Some(flow) = flows.next().await.transpose()? {
        if flow.flow_name == input.flow_name {
            return Ok(Some(flow));
        }
    }
    Ok(None)
}

/// Whether a flow has the members of the input. Members that the input leaves out do not count.
async fn is_as_asked(
    input: &CreateWhatsAppFlowInput,
    client: &Client,
    flow: &MetaFlowSummary,
) -> Result<bool, Error> {
    let mut categories = input.categories.iter();
    if !categories.all(|asked| flow.flow_categories.iter().any(|has| has == asked)) {
        return Ok(false);
    }
    if input.endpoint_uri.is_some() {
        let get = GetWhatsAppFlowInput::new(&input.id, &flow.flow_id);
        if client.get_whatsapp_flow(&get).await?.endpoint_uri != input.endpoint_uri {
            return Ok(false);
        }
    }
    let Some(asked) = &input.flow_json else {
        return Ok(true);
    };
    let has = client.download_flow_json(&input.id, &flow.flow_id).await?;
    Ok(has.is_some_and(|has| same_json(asked, &has)))
}

/// Compares JSON by value, since Meta may write it otherwise. A text that is no JSON must be the same.
fn same_json(one: &[u8], other: &[u8]) -> bool {
    let value = |json| serde_json::from_slice::<Value>(json).ok();
    match (value(one), value(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// Completes the create: the flow may have been made and not published.
async fn finish(
    input: &CreateWhatsAppFlowInput,
    client: &Client,
    flow: MetaFlowSummary,
) -> Result<CreateWhatsAppFlowOutput, Error> {
    let is_ready = flow.flow_status == FlowStatus::Draft && flow.validation_errors.is_empty();
    if input.publish == Some(true) && is_ready {
        let publish = PublishWhatsAppFlowInput::new(&input.id, &flow.flow_id);
        client.publish_whatsapp_flow(&publish).await?;
    }
    Ok(CreateWhatsAppFlowOutput {
        flow_id: Some(flow.flow_id),
        validation_errors: flow.validation_errors,
    })
}
