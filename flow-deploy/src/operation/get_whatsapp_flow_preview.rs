use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Wire, object};
use crate::input::Checks;

/// The input of [`Client::get_whatsapp_flow_preview`](crate::Client::get_whatsapp_flow_preview).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetWhatsAppFlowPreviewInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
    /// Whether to end the link there is and make a new one.
    pub invalidate: Option<bool>,
}

impl GetWhatsAppFlowPreviewInput {
    /// A flow to try.
    pub fn new(id: impl Into<String>, flow_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
            invalidate: None,
        }
    }

    /// Sets the [`invalidate`](Self::invalidate) field.
    #[must_use]
    pub fn invalidate(mut self, invalidate: bool) -> Self {
        self.invalidate = Some(invalidate);
        self
    }
}

/// The output of [`Client::get_whatsapp_flow_preview`](crate::Client::get_whatsapp_flow_preview).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GetWhatsAppFlowPreviewOutput {
    /// The flow's id.
    pub flow_id: String,
    /// The link.
    pub preview: MetaFlowPreviewInfo,
}

/// A link to try a flow. Whoever has it can.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowPreviewInfo {
    /// The link.
    pub preview_url: String,
    /// When it ends, about 30 days after it was made, in Meta's words, such as
    /// `2026-10-01T12:00:00+0000`.
    pub expires_at: String,
}

impl Operation for GetWhatsAppFlowPreviewInput {
    const NAME: OperationName = OperationName::GetWhatsAppFlowPreview;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/flow/preview";
}

impl Wire for GetWhatsAppFlowPreviewInput {
    type Output = GetWhatsAppFlowPreviewOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
            .with_some("invalidate", self.invalidate)
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
        let input = GetWhatsAppFlowPreviewInput::new("waba-1", "2").invalidate(true);
        let query = input.members().into_query();
        let query: Vec<_> = query
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            query,
            [("flowId", "2"), ("id", "waba-1"), ("invalidate", "true")]
        );
        let body = br#"{"flowId":"2","preview":{"previewUrl":"u"}}"#;
        let error = GetWhatsAppFlowPreviewInput::output(body).unwrap_err();
        assert!(error.to_string().contains("`expiresAt`"), "{error}");
    }
}
