use http::Method;

use super::{Members, Operation, OperationName, Wire, nothing};
use crate::input::Checks;

/// The input of [`Client::publish_whatsapp_flow`](crate::Client::publish_whatsapp_flow).
/// Every member is required.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishWhatsAppFlowInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
}

impl PublishWhatsAppFlowInput {
    /// A flow to publish.
    pub fn new(id: impl Into<String>, flow_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
        }
    }
}

impl Operation for PublishWhatsAppFlowInput {
    const NAME: OperationName = OperationName::PublishWhatsAppFlow;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/whatsapp/flow/publish";
    const SLOW: bool = true;
}

impl Wire for PublishWhatsAppFlowInput {
    type Output = ();

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
    }

    fn output(body: &[u8]) -> serde_json::Result<()> {
        nothing(body)
    }
}
