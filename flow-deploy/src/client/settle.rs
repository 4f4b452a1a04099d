//! Finds out whether an operation was done after its answer was lost on the way.

use std::time::Duration;

use super::Client;
use crate::error::{Error, ServiceErrorKind, StatusClass};
use crate::json::same_json;
use crate::operation::*;
use crate::value::FlowStatus;

/// An answer was lost, this time or before, and the operation may have taken effect.
#[derive(Clone, Copy)]
pub(crate) enum Lost<'a> {
    /// It is about to be tried again.
    BeforeRetry,
    /// There are no more attempts, and this is the error of the last one.
    AtLast(&'a Error),
}

/// The result of an operation after its answer was lost.
pub(crate) enum Settled<T> {
    /// It was done, or this came of finishing it.
    Known(Result<T, Error>),
    /// It may be that it made this flow, or one that is not to be seen yet.
    Uncertain { flow_id: Option<String> },
    /// It was not done, as far as can be told.
    NotDone,
    /// It does no harm to do it again, so nothing was asked.
    Again,
    /// It could not be asked.
    Unknown(Error),
}

/// An operation, with a way to find out whether it was done.
pub(crate) trait Settle: Operation {
    /// Whether it may be tried again after an attempt that may have taken effect.
    const REPEATS: bool = true;

    /// Finds out whether the operation was done after an answer was lost.
    fn settle(
        &self,
        _client: &Client,
        _lost: Lost<'_>,
    ) -> impl Future<Output = Settled<Self::Output>> + Send {
        std::future::ready(Settled::Again)
    }
}

/// Operations that do no harm when they are done again.
macro_rules! repeatable {
    ($($input:ty),* $(,)?) => {
        $(impl Settle for $input {})*
    };
}

repeatable!(
    UpdateWhatsAppFlowInput,
    UpdateWhatsAppFlowAssetsInput,
    GetWhatsAppFlowInput,
    GetWhatsAppFlowPreviewInput,
    ListWhatsAppFlowsInput,
    ListWhatsAppFlowAssetsInput,
    ListLinkedWhatsAppBusinessAccountsInput,
    GetLinkedWhatsAppBusinessAccountInput,
    PutWhatsAppBusinessPublicKeyInput,
    GetWhatsAppBusinessPublicKeyInput,
);

/// Nothing tells whether a message was sent, and a second one is one too many.
impl Settle for SendWhatsAppMessageInput {
    const REPEATS: bool = false;
}

impl Settle for CreateWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<Self::Output> {
        find_created(self, client, lost).await
    }
}

impl Settle for PublishWhatsAppFlowInput {
    async fn settle(&self, client: &Client, _: Lost<'_>) -> Settled<()> {
        by_status(client, &self.id, &self.flow_id, FlowStatus::Published).await
    }
}

impl Settle for DeprecateWhatsAppFlowInput {
    async fn settle(&self, client: &Client, _: Lost<'_>) -> Settled<()> {
        by_status(client, &self.id, &self.flow_id, FlowStatus::Deprecated).await
    }
}

impl Settle for DeleteWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<()> {
        let not_found = |error: &Error| {
            let kind = error.service().map(|error| error.kind);
            kind == Some(ServiceErrorKind::ResourceNotFound)
        };
        if matches!(lost, Lost::AtLast(error) if not_found(error)) {
            return Settled::Known(Ok(()));
        }
        let get = GetWhatsAppFlowInput::new(&self.id, &self.flow_id);
        match client.call(&get).await {
            Ok(_) => Settled::NotDone,
            Err(error) if not_found(&error) => Settled::Known(Ok(())),
            Err(error) => Settled::Unknown(error),
        }
    }
}

/// Settles an operation after which a flow has a status that it never leaves by itself.
async fn by_status(client: &Client, id: &str, flow_id: &str, done: FlowStatus) -> Settled<()> {
    let get = GetWhatsAppFlowInput::new(id, flow_id);
    match client.call(&get).await {
        Ok(flow) if flow.flow_status == done => Settled::Known(Ok(())),
        Ok(_) => Settled::NotDone,
        Err(error) => Settled::Unknown(error),
    }
}

/// A flow may be listed only a while after it was made. If the create is refused in the end,
/// most likely for the name of the flow it made itself, the list is read again after these times.
const PATIENCE: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];

/// Looks for a flow of the name. One that is as it was asked for is taken for the one that was
/// made; were it another, it would be as good.
async fn find_created(
    input: &CreateWhatsAppFlowInput,
    client: &Client,
    lost: Lost<'_>,
) -> Settled<CreateWhatsAppFlowOutput> {
    let is_refused = matches!(lost, Lost::AtLast(error) if is_refusal(error));
    let mut found = find_by_name(input, client).await;
    for pause in PATIENCE {
        if !is_refused || !matches!(found, Ok(None)) {
            break;
        }
        tokio::time::sleep(pause).await;
        found = find_by_name(input, client).await;
    }
    match found {
        Ok(Some(flow)) => match is_as_asked(input, client, &flow).await {
            Ok(true) => Settled::Known(finish(input, client, flow).await),
            Ok(false) | Err(_) => Settled::Uncertain {
                flow_id: Some(flow.flow_id),
            },
        },
        Ok(None) | Err(_) if is_refused => Settled::Uncertain { flow_id: None },
        Ok(None) => Settled::NotDone,
        Err(error) => Settled::Unknown(error),
    }
}

fn is_refusal(error: &Error) -> bool {
    let class = error.service().map(|error| error.class());
    class == Some(StatusClass::Caller)
}

async fn find_by_name(
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
