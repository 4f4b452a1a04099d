use http::Method;
use serde::Deserialize;

use super::{Members, MetaFlowPreviewInfo, Operation, OperationName, Wire, object};
use crate::answer::validation_errors;
use crate::input::Checks;
use crate::value::{Availability, FlowCategory, FlowStatus};

/// The input of [`Client::get_whatsapp_flow`](crate::Client::get_whatsapp_flow).
/// Every member is required.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetWhatsAppFlowInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
}

impl GetWhatsAppFlowInput {
    /// A flow to look at.
    pub fn new(id: impl Into<String>, flow_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
        }
    }
}

/// The output of [`Client::get_whatsapp_flow`](crate::Client::get_whatsapp_flow).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GetWhatsAppFlowOutput {
    /// The flow's id.
    pub flow_id: String,
    /// The flow's name.
    pub flow_name: String,
    /// Where the flow is in its life.
    pub flow_status: FlowStatus,
    /// The flow's categories.
    #[serde(default)]
    pub categories: Vec<FlowCategory>,
    /// What Meta found wrong with the Flow JSON; empty if nothing.
    #[serde(default, deserialize_with = "validation_errors")]
    pub validation_errors: Vec<String>,
    /// The version of the Flow JSON, for example `7.3`.
    pub json_version: Option<String>,
    /// The version of the data API that a flow with an endpoint speaks, `3.0` or `4.0`.
    pub data_api_version: Option<String>,
    /// The endpoint that Meta calls.
    pub endpoint_uri: Option<String>,
    /// A link to try the flow.
    pub preview: Option<MetaFlowPreviewInfo>,
    /// The account as Meta knows it.
    pub whats_app_business_account: Option<MetaFlowWhatsAppBusinessAccountInfo>,
    /// The Meta app that the flow is attached to.
    pub application: Option<MetaFlowApplicationInfo>,
    /// Whether messages with the flow can be sent.
    pub health_status: Option<MetaFlowHealthStatus>,
}

/// A WhatsApp Business Account as Meta knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowWhatsAppBusinessAccountInfo {
    /// Meta's id of the account.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: Option<String>,
    /// Meta's number of its time zone.
    pub timezone_id: Option<String>,
    /// The namespace of its message templates.
    pub message_template_namespace: Option<String>,
}

/// A Meta app that a flow is attached to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowApplicationInfo {
    /// The app's name.
    pub name: String,
    /// The app's id.
    pub id: String,
    /// A link to the app.
    pub link: Option<String>,
}

/// Whether messages with a flow can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowHealthStatus {
    /// On the whole.
    pub can_send_message: Availability,
    /// By each thing that takes part.
    #[serde(default)]
    pub entities: Vec<MetaFlowHealthEntity>,
}

/// One thing that takes part in the sending of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowHealthEntity {
    /// What it is, in Meta's words. AWS lists none.
    pub entity_type: String,
    /// Its id.
    pub id: String,
    /// Whether it lets messages through.
    pub can_send_message: Availability,
}

impl Operation for GetWhatsAppFlowInput {
    const NAME: OperationName = OperationName::GetWhatsAppFlow;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/flow";
}

impl Wire for GetWhatsAppFlowInput {
    type Output = GetWhatsAppFlowOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

#[cfg(test)]
mod tests {
    use flow_json::Category;
    use serde_json::{Value, json};

    use super::*;

    fn read(value: &Value) -> serde_json::Result<GetWhatsAppFlowOutput> {
        GetWhatsAppFlowInput::output(value.to_string().as_bytes())
    }

    #[test]
    fn every_member_is_read() {
        let flow = read(&json!({
            "flowId": "1", "flowName": "n", "flowStatus": "PUBLISHED", "categories": ["SURVEY"],
            "validationErrors": ["e"], "jsonVersion": "7.3", "dataApiVersion": "4.0",
            "endpointUri": "https://e.example",
            "preview": {"previewUrl": "https://p.example", "expiresAt": "2026-10-01T00:00:00+0000"},
            "whatsAppBusinessAccount": {"id": "2", "name": "w", "currency": "EUR",
                "timezoneId": "1", "messageTemplateNamespace": "ns"},
            "application": {"name": "a", "id": "3", "link": "https://a.example"},
            "healthStatus": {"canSendMessage": "LIMITED", "entities":
                [{"entityType": "FLOW", "id": "1", "canSendMessage": "UNSURE"}]},
            "new": [1],
        }))
        .unwrap();
        assert_eq!(flow.flow_status, FlowStatus::Published);
        assert!(flow.categories == [Category::Survey]);
        assert_eq!(flow.validation_errors, ["e"]);
        assert_eq!(flow.data_api_version.as_deref(), Some("4.0"));
        let preview = flow.preview.unwrap();
        assert_eq!(preview.expires_at, "2026-10-01T00:00:00+0000");
        let account = flow.whats_app_business_account.unwrap();
        assert_eq!(account.message_template_namespace.as_deref(), Some("ns"));
        assert_eq!(
            flow.application.unwrap().link.as_deref(),
            Some("https://a.example")
        );
        let health = flow.health_status.unwrap();
        assert_eq!(health.can_send_message, Availability::Limited);
        assert_eq!(health.entities[0].can_send_message.as_str(), "UNSURE");
    }

    #[test]
    fn a_missing_member_is_named() {
        let least = json!({"flowId": "1", "flowName": "n", "flowStatus": "DRAFT", "preview": null});
        assert_eq!(read(&least).unwrap().preview, None);
        for member in ["flowId", "flowName", "flowStatus"] {
            for absent in [None, Some(Value::Null)] {
                let mut value = least.clone();
                match absent {
                    None => drop(value.as_object_mut().unwrap().remove(member)),
                    Some(null) => value[member] = null,
                }
                let error = read(&value).unwrap_err().to_string();
                assert_eq!(error, format!("missing field `{member}`"));
            }
        }
        let mut value = least;
        value["healthStatus"] = json!({"entities": []});
        let error = read(&value).unwrap_err().to_string();
        assert!(error.contains("`canSendMessage`"), "{error}");
    }
}
