use super::description::*;
use super::members::Shown;
use super::*;

operation! {
    /// The input of [`Client::update_whatsapp_flow`](crate::Client::update_whatsapp_flow).
    ///
    /// [`new`](Self::new) takes the ids. Each other member that is set is changed.
    ///
    /// ```
    /// use flow_deploy::UpdateWhatsAppFlowInput;
    ///
    /// let input = UpdateWhatsAppFlowInput::new("waba-1", "1000").flow_name("booking v2");
    /// assert_eq!(input.categories, None);
    /// ```
    UpdateWhatsAppFlow(UpdateWhatsAppFlowInput) -> ()
        = POST "/v1/whatsapp/flow/update", slow = true;
    new = "A flow to change.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {
        /// A new name, 1–200 characters, which no other flow of the account has.
        flow_name: flow_name = "flowName",
        /// 1–9 categories in place of those it has.
        categories: categories = "categories",
        /// The endpoint that Meta calls for a flow with `data_exchange`: https, 1–2048 characters.
        endpoint_uri: endpoint_uri = "endpointUri",
        /// Your own Meta app to attach the flow to, 1–100 characters. This cannot be undone.
        meta_app_id: meta_app_id = "metaAppId",
    }
}

operation! {
    /// The input of
    /// [`Client::update_whatsapp_flow_assets`](crate::Client::update_whatsapp_flow_assets). Every
    /// member is required.
    UpdateWhatsAppFlowAssets(UpdateWhatsAppFlowAssetsInput) -> UpdateWhatsAppFlowAssetsOutput
        = POST "/v1/whatsapp/flow/assets/update", slow = true;
    new = "New Flow JSON for a flow.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
        /// The new Flow JSON, 1–10 485 760 bytes.
        flow_json: flow_json = "flowJson",
    }
    optional {}
}

output! {
    /// The output of
    /// [`Client::update_whatsapp_flow_assets`](crate::Client::update_whatsapp_flow_assets).
    #[derive(Default)]
    UpdateWhatsAppFlowAssetsOutput {
        /// The errors that Meta found in the Flow JSON. The flow cannot be published while there are
        /// any.
        optional validation_errors: Vec<String> = "validationErrors" by json::validation_errors,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body(input: &UpdateWhatsAppFlowInput) -> Value {
        serde_json::from_slice(&input.members().into_body()).unwrap()
    }

    #[test]
    fn what_is_set_is_sent() {
        let least = UpdateWhatsAppFlowInput::new("waba-1", "2");
        let most = least
            .clone()
            .flow_name("n")
            .categories([Category::Survey, Category::Other])
            .endpoint_uri("https://e.example/")
            .meta_app_id("3");
        assert_eq!(body(&least), json!({"id": "waba-1", "flowId": "2"}));
        assert_eq!(
            body(&most),
            json!({
                "id": "waba-1", "flowId": "2", "flowName": "n", "categories": ["SURVEY", "OTHER"],
                "endpointUri": "https://e.example/", "metaAppId": "3",
            })
        );
    }
    #[test]
    fn assets_on_the_wire() {
        let input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "2", "{}");
        let body = input.members().into_body();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            body,
            serde_json::json!({"id": "waba-1", "flowId": "2", "flowJson": "e30="})
        );
        let output =
            UpdateWhatsAppFlowAssetsOutput::read(br#"{"validationErrors":["x"]}"#).unwrap();
        assert_eq!(output.validation_errors, ["x"]);
        assert!(UpdateWhatsAppFlowAssetsOutput::read(b"").is_err());
    }
}
