//! Finds out whether an operation was done after its answer was lost on the way.

mod create;

use super::Client;
use crate::error::{Error, ServiceErrorKind};
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
    /// It was not done as far as can be told, or it does no harm to do it again.
    Unknown,
}

/// An operation, with a way to find out whether it was done.
pub(crate) trait Settle: Operation {
    /// Finds out whether the operation was done after an answer was lost.
    fn settle(
        &self,
        _client: &Client,
        _lost: Lost<'_>,
    ) -> impl Future<Output = Settled<Self::Output>> + Send {
        std::future::ready(Settled::Unknown)
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

impl Settle for CreateWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<Self::Output> {
        create::find(self, client, lost).await
    }
}

impl Settle for PublishWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<()> {
        by_status(client, lost, &self.id, &self.flow_id, FlowStatus::Published).await
    }
}

impl Settle for DeprecateWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<()> {
        let done = FlowStatus::Deprecated;
        by_status(client, lost, &self.id, &self.flow_id, done).await
    }
}

impl Settle for DeleteWhatsAppFlowInput {
    async fn settle(&self, client: &Client, lost: Lost<'_>) -> Settled<()> {
        let not_found = |error: &Error| {
            let kind = error.service().map(|error| error.kind);
            kind == Some(ServiceErrorKind::ResourceNotFound)
        };
        let Lost::AtLast(error) = lost else {
            // The retry finds no flow if the first attempt was done.
            return Settled::Unknown;
        };
        if not_found(error) {
            return Settled::Known(Ok(()));
        }
        let get = GetWhatsAppFlowInput::new(&self.id, &self.flow_id);
        match client.call(&get).await {
            Err(error) if not_found(&error) => Settled::Known(Ok(())),
            Ok(_) | Err(_) => Settled::Unknown,
        }
    }
}

/// Settles an operation after which a flow has a status that it never leaves by itself.
async fn by_status(
    client: &Client,
    lost: Lost<'_>,
    id: &str,
    flow_id: &str,
    done: FlowStatus,
) -> Settled<()> {
    let Lost::AtLast(_) = lost else {
        // The retry is refused if the first attempt was done, and then this is asked again.
        return Settled::Unknown;
    };
    let get = GetWhatsAppFlowInput::new(id, flow_id);
    match client.call(&get).await {
        Ok(flow) if flow.flow_status == done => Settled::Known(Ok(())),
        Ok(_) | Err(_) => Settled::Unknown,
    }
}
