use std::fmt;

use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Size, Wire, object};
use crate::answer::validation_errors;
use crate::input::Checks;

/// The input of
/// [`Client::update_whatsapp_flow_assets`](crate::Client::update_whatsapp_flow_assets). Every
/// member is required.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateWhatsAppFlowAssetsInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
    /// The new Flow JSON, 1–10 485 760 bytes.
    pub flow_json: Vec<u8>,
}

impl UpdateWhatsAppFlowAssetsInput {
    /// New Flow JSON for a flow.
    pub fn new(
        id: impl Into<String>,
        flow_id: impl Into<String>,
        flow_json: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
            flow_json: flow_json.into(),
        }
    }
}

impl fmt::Debug for UpdateWhatsAppFlowAssetsInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdateWhatsAppFlowAssetsInput")
            .field("id", &self.id)
            .field("flow_id", &self.flow_id)
            .field("flow_json", &Size(self.flow_json.len()))
            .finish()
    }
}

/// The output of
/// [`Client::update_whatsapp_flow_assets`](crate::Client::update_whatsapp_flow_assets).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UpdateWhatsAppFlowAssetsOutput {
    /// What Meta found wrong with the Flow JSON; empty if nothing. The flow cannot be published
    /// while there is something.
    #[serde(default, deserialize_with = "validation_errors")]
    pub validation_errors: Vec<String>,
}

impl Operation for UpdateWhatsAppFlowAssetsInput {
    const NAME: OperationName = OperationName::UpdateWhatsAppFlowAssets;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/whatsapp/flow/assets/update";
    const SLOW: bool = true;
}

impl Wire for UpdateWhatsAppFlowAssetsInput {
    type Output = UpdateWhatsAppFlowAssetsOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
        checks.flow_json(&self.flow_json);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
            .with_blob("flowJson", Some(&self.flow_json))
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_the_wire() {
        let input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "2", "{}");
        let body = input.members().into_body();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            body,
            serde_json::json!({"id": "waba-1", "flowId": "2", "flowJson": "e30="})
        );
        let output =
            UpdateWhatsAppFlowAssetsInput::output(br#"{"validationErrors":["x"]}"#).unwrap();
        assert_eq!(output.validation_errors, ["x"]);
        assert!(UpdateWhatsAppFlowAssetsInput::output(b"").is_err());
    }
}
