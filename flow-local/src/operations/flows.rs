use flow_deploy::*;
use serde_json::{Value, json};

use super::{Serve, page};
use crate::links;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::LocalFlow;

impl Serve for CreateWhatsAppFlowInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let flow = state.store().create(self, &|json| state.validate(json))?;
        let mut answer = validation_errors(flow.validation_errors);
        answer["flowId"] = flow.flow_id.into();
        Ok(answer)
    }
}

impl Serve for UpdateWhatsAppFlowInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        state.store().update(self)?;
        Ok(Value::Null)
    }
}

impl Serve for UpdateWhatsAppFlowAssetsInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let mut store = state.store();
        let errors = store.update_assets(self, &|json| state.validate(json))?;
        Ok(validation_errors(errors))
    }
}

/// The three operations that change a flow's status. Their input is the flow.
macro_rules! serve_transition {
    ($($input:ty),*) => {$(
        impl Serve for $input {
            fn serve(self, state: &State) -> Result<Value, Refusal> {
                state.store().transition(Self::NAME, &self.id, &self.flow_id)?;
                Ok(Value::Null)
            }
        }
    )*};
}

serve_transition!(
    PublishWhatsAppFlowInput,
    DeprecateWhatsAppFlowInput,
    DeleteWhatsAppFlowInput
);

impl Serve for GetWhatsAppFlowInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let flow = state.store().get(&self.id, &self.flow_id)?.clone();
        let can_send = match flow.status {
            FlowStatus::Published => "AVAILABLE",
            FlowStatus::Throttled => "LIMITED",
            _ => "BLOCKED",
        };
        let mut answer = json!({
            "flowId": flow.flow_id,
            "flowName": flow.name,
            "flowStatus": flow.status.as_str(),
            "categories": state.assumptions.categories(&flow.categories),
            "validationErrors": flow.validation_errors,
            "preview": preview(state, &flow.flow_id, false),
            "whatsAppBusinessAccount": {
                "id": super::accounts::meta_id(&flow.account_id),
                "name": flow.account_id,
            },
            "healthStatus": {
                "canSendMessage": can_send,
                "entities": [
                    {"entityType": "FLOW", "id": flow.flow_id, "canSendMessage": can_send},
                ],
            },
        });
        let some = [
            ("jsonVersion", flow.top_level_text("version")),
            ("dataApiVersion", flow.top_level_text("data_api_version")),
            ("endpointUri", flow.endpoint_uri),
        ];
        for (member, value) in some {
            if let Some(value) = value {
                answer[member] = value.into();
            }
        }
        if let Some(id) = flow.meta_app_id {
            answer["application"] = json!({"id": id, "name": "an app"});
        }
        Ok(answer)
    }
}

impl Serve for GetWhatsAppFlowPreviewInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let flow_id = state.store().get(&self.id, &self.flow_id)?.flow_id.clone();
        let preview = preview(state, &flow_id, self.invalidate == Some(true));
        Ok(json!({"flowId": flow_id, "preview": preview}))
    }
}

impl Serve for ListWhatsAppFlowsInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let flows = state.store().list(&self.id, self.next_token.is_none())?;
        let summary = |flow: LocalFlow| {
            json!({
                "flowId": flow.flow_id,
                "flowName": flow.name,
                "flowStatus": flow.status.as_str(),
                "flowCategories": state.assumptions.categories(&flow.categories),
                "validationErrors": flow.validation_errors,
            })
        };
        let size = state.page_size(self.max_results);
        let flows = flows.into_iter().map(summary).collect();
        page(flows, "flows", self.next_token.as_deref(), size)
    }
}

impl Serve for ListWhatsAppFlowAssetsInput {
    fn serve(self, state: &State) -> Result<Value, Refusal> {
        let flow = state.store().get(&self.id, &self.flow_id)?.clone();
        let asset = |json| {
            let path = state.links().download(json, state.now());
            json!({
                "name": "flow.json",
                "assetType": "FLOW_JSON",
                "downloadUrl": format!("{}{path}", state.endpoint),
            })
        };
        let assets = flow.flow_json.map(asset).into_iter().collect();
        let size = state.page_size(self.max_results);
        page(assets, "flowAssets", self.next_token.as_deref(), size)
    }
}

fn validation_errors(errors: Vec<String>) -> Value {
    if errors.is_empty() {
        json!({})
    } else {
        json!({ "validationErrors": errors })
    }
}

fn preview(state: &State, flow_id: &str, invalidate: bool) -> Value {
    let (path, expires) = state.links().preview(flow_id, state.now(), invalidate);
    json!({
        "previewUrl": format!("{}{path}", state.endpoint),
        "expiresAt": links::meta_time(expires),
    })
}
