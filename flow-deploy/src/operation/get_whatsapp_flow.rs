use super::description::*;
use super::members::Shown;
use super::*;
use crate::value::{Availability, FlowCategory, FlowStatus};

operation! {
    /// The input of [`Client::get_whatsapp_flow`](crate::Client::get_whatsapp_flow).
    /// Every member is required.
    GetWhatsAppFlow(GetWhatsAppFlowInput) -> GetWhatsAppFlowOutput
        = GET "/v1/whatsapp/flow", slow = false;
    new = "A flow to look at.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {}
}

output! {
    /// The output of [`Client::get_whatsapp_flow`](crate::Client::get_whatsapp_flow).
    GetWhatsAppFlowOutput {
        /// The flow's id.
        required flow_id: String = "flowId",
        /// The flow's name.
        required flow_name: String = "flowName",
        /// Where the flow is in its life.
        required flow_status: FlowStatus = "flowStatus",
        /// The flow's categories.
        optional categories: Vec<FlowCategory> = "categories",
        /// The errors that Meta found in the Flow JSON.
        optional validation_errors: Vec<String> = "validationErrors" by json::validation_errors,
        /// The version of the Flow JSON, for example `7.3`.
        optional json_version: Option<String> = "jsonVersion",
        /// The version of the data API that a flow with an endpoint speaks, `3.0` or `4.0`.
        optional data_api_version: Option<String> = "dataApiVersion",
        /// The endpoint that Meta calls.
        optional endpoint_uri: Option<String> = "endpointUri",
        /// A link to try the flow.
        optional preview: Option<MetaFlowPreviewInfo> = "preview",
        /// The account as Meta knows it.
        optional whats_app_business_account: Option<MetaFlowWhatsAppBusinessAccountInfo> = "whatsAppBusinessAccount",
        /// The Meta app that the flow is attached to.
        optional application: Option<MetaFlowApplicationInfo> = "application",
        /// Whether messages with the flow can be sent.
        optional health_status: Option<MetaFlowHealthStatus> = "healthStatus",
    }
}

output! {
    /// A WhatsApp Business Account as Meta knows it.
    MetaFlowWhatsAppBusinessAccountInfo {
        /// Meta's id of the account.
        required id: String = "id",
        /// Its name.
        required name: String = "name",
        /// Its currency.
        optional currency: Option<String> = "currency",
        /// Meta's number of its time zone.
        optional timezone_id: Option<String> = "timezoneId",
        /// The namespace of its message templates.
        optional message_template_namespace: Option<String> = "messageTemplateNamespace",
    }
}

output! {
    /// A Meta app that a flow is attached to.
    MetaFlowApplicationInfo {
        /// The app's name.
        required name: String = "name",
        /// The app's id.
        required id: String = "id",
        /// A link to the app.
        optional link: Option<String> = "link",
    }
}

output! {
    /// Whether messages with a flow can be sent.
    MetaFlowHealthStatus {
        /// On the whole.
        required can_send_message: Availability = "canSendMessage",
        /// By each thing that takes part.
        optional entities: Vec<MetaFlowHealthEntity> = "entities",
    }
}

output! {
    /// One thing that takes part in the sending of a flow.
    MetaFlowHealthEntity {
        /// The type, in Meta's words. AWS lists none.
        required entity_type: String = "entityType",
        /// Its id.
        required id: String = "id",
        /// Whether it lets messages through.
        required can_send_message: Availability = "canSendMessage",
    }
}

operation! {
    /// The input of [`Client::get_whatsapp_flow_preview`](crate::Client::get_whatsapp_flow_preview).
    GetWhatsAppFlowPreview(GetWhatsAppFlowPreviewInput) -> GetWhatsAppFlowPreviewOutput
        = GET "/v1/whatsapp/flow/preview", slow = false;
    new = "A flow to try.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {
        /// Whether to end the link there is and make a new one.
        invalidate: flag = "invalidate",
    }
}

output! {
    /// The output of [`Client::get_whatsapp_flow_preview`](crate::Client::get_whatsapp_flow_preview).
    GetWhatsAppFlowPreviewOutput {
        /// The flow's id.
        required flow_id: String = "flowId",
        /// The link.
        required preview: MetaFlowPreviewInfo = "preview",
    }
}

output! {
    /// A link to try a flow. Everyone with the link can.
    MetaFlowPreviewInfo {
        /// The link.
        required preview_url: String = "previewUrl",
        /// When it ends, about 30 days after it was made, in Meta's words, such as
        /// `2026-10-01T12:00:00+0000`.
        required expires_at: String = "expiresAt",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: &Value) -> Result<GetWhatsAppFlowOutput, String> {
        GetWhatsAppFlowOutput::read(value.to_string().as_bytes())
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
                let missing = format!("missing field `{member}` at");
                assert!(error.starts_with(&missing), "{error}");
            }
        }
        let mut value = least;
        value["healthStatus"] = json!({"entities": []});
        let error = read(&value).unwrap_err().to_string();
        assert!(error.contains("`canSendMessage`"), "{error}");
    }
    #[test]
    fn previews_on_the_wire() {
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
        let error = GetWhatsAppFlowPreviewOutput::read(body).unwrap_err();
        assert!(error.to_string().contains("`expiresAt`"), "{error}");
    }
}
