use super::description::*;
use super::members::Shown;
use super::*;

operation! {
    /// The input of [`Client::create_whatsapp_flow`](crate::Client::create_whatsapp_flow).
    ///
    /// [`new`](Self::new) takes the required members. The others are set by methods, or as fields.
    ///
    /// ```
    /// use flow_deploy::{Category, CreateWhatsAppFlowInput};
    ///
    /// let input = CreateWhatsAppFlowInput::new("waba-1", "booking", [Category::AppointmentBooking])
    ///     .flow_json(r#"{"version":"7.3","screens":[]}"#)
    ///     .endpoint_uri("https://example.com/flow");
    /// assert_eq!(input.publish, None);
    /// ```
    CreateWhatsAppFlow(CreateWhatsAppFlowInput) -> CreateWhatsAppFlowOutput
        = POST "/v1/whatsapp/flow/create", slow = true;
    new = "A flow without Flow JSON, as a draft.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The name, 1–200 characters, which no other flow of the account has.
        flow_name: flow_name = "flowName",
        /// 1–9 categories.
        categories: categories = "categories",
    }
    optional {
        /// The Flow JSON, 1–10 485 760 bytes.
        flow_json: flow_json = "flowJson",
        /// Whether to publish the flow at once. It needs [`flow_json`](Self::flow_json), and is done
        /// only if Meta finds no error in it: look at
        /// [`validation_errors`](CreateWhatsAppFlowOutput::validation_errors). Publishing cannot be
        /// undone.
        publish: flag = "publish",
        /// A flow of the same account to copy, 1–100 digits.
        clone_flow_id: flow_id = "cloneFlowId",
        /// The endpoint that Meta calls for a flow with `data_exchange`: https, 1–2048 characters.
        endpoint_uri: endpoint_uri = "endpointUri",
    }
    check |input, checks| {
        if input.publish == Some(true) {
            checks.requires("publish", "flowJson", input.flow_json.is_some());
        }
    };
}

output! {
    /// The output of [`Client::create_whatsapp_flow`](crate::Client::create_whatsapp_flow).
    #[derive(Default)]
    CreateWhatsAppFlowOutput {
        /// The id that Meta gave the flow. The service's model does not promise it.
        optional flow_id: Option<String> = "flowId",
        /// The errors that Meta found in the Flow JSON. The flow exists all the same, as a draft, even
        /// if it should have been published.
        optional validation_errors: Vec<String> = "validationErrors" by json::validation_errors,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body(input: &CreateWhatsAppFlowInput) -> Value {
        serde_json::from_slice(&input.members().into_body()).unwrap()
    }

    #[test]
    fn absent_members_are_left_out() {
        let input =
            CreateWhatsAppFlowInput::new("waba-1", "Ü\"", [Category::SignUp, Category::Other]);
        assert_eq!(
            body(&input),
            json!({"id": "waba-1", "flowName": "Ü\"", "categories": ["SIGN_UP", "OTHER"]})
        );
    }

    #[test]
    fn every_member_is_sent() {
        let input = CreateWhatsAppFlowInput::new("waba-1", "n", [Category::Survey])
            .flow_json([0xfb, 0xff, 0xfe, 0x00])
            .publish(false)
            .clone_flow_id("12")
            .endpoint_uri("https://e.example/");
        assert_eq!(
            body(&input),
            json!({
                "id": "waba-1", "flowName": "n", "categories": ["SURVEY"], "flowJson": "+//+AA==",
                "publish": false, "cloneFlowId": "12", "endpointUri": "https://e.example/",
            })
        );
    }

    #[test]
    fn publish_needs_flow_json() {
        let check = |input: CreateWhatsAppFlowInput| {
            let mut checks = Checks::default();
            input.check(&mut checks);
            checks
                .into_violations()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        let input = CreateWhatsAppFlowInput::new("waba-1", "n", [Category::Survey]);
        assert_eq!(check(input.clone().publish(false)), [""; 0]);
        assert_eq!(check(input.clone().publish(true).flow_json("{}")), [""; 0]);
        assert_eq!(
            check(input.publish(true).clone_flow_id("1")),
            ["`publish` needs `flowJson` as well"]
        );
    }

    #[test]
    fn outputs() {
        let read = |body: &str| CreateWhatsAppFlowOutput::read(body.as_bytes());
        let output = read(r#"{"flowId":"1","validationErrors":["a"],"new":{}}"#).unwrap();
        assert_eq!(output.flow_id.as_deref(), Some("1"));
        assert_eq!(output.validation_errors, ["a"]);
        assert_eq!(read("{}").unwrap(), CreateWhatsAppFlowOutput::default());
        assert_eq!(
            read(r#"{"validationErrors":null}"#)
                .unwrap()
                .validation_errors,
            [""; 0]
        );
        for bad in ["", "[]1", "\"\"", r#"{"flowId":1}"#] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_shows_the_size_of_the_flow_json() {
        let input = CreateWhatsAppFlowInput::new("waba-1", "n", []).flow_json("12345");
        assert!(format!("{input:?}").contains("flow_json: Some((5 bytes))"));
    }
}
