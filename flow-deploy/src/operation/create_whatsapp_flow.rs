use std::fmt;

use flow_json::Category;
use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Size, Wire, object};
use crate::answer::validation_errors;
use crate::input::Checks;

/// The input of [`Client::create_whatsapp_flow`](crate::Client::create_whatsapp_flow).
///
/// [`new`](Self::new) takes what is required; the rest is set by methods, or as fields.
///
/// ```
/// use flow_deploy::{Category, CreateWhatsAppFlowInput};
///
/// let input = CreateWhatsAppFlowInput::new("waba-1", "booking", [Category::AppointmentBooking])
///     .flow_json(r#"{"version":"7.3","screens":[]}"#)
///     .endpoint_uri("https://example.com/flow");
/// assert_eq!(input.publish, None);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreateWhatsAppFlowInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The name, 1–200 characters, which no other flow of the account has.
    pub flow_name: String,
    /// 1–9 categories.
    pub categories: Vec<Category>,
    /// The Flow JSON, 1–10 485 760 bytes.
    pub flow_json: Option<Vec<u8>>,
    /// Whether to publish the flow at once. It needs [`flow_json`](Self::flow_json), and is done
    /// only if Meta finds no error in it: look at
    /// [`validation_errors`](CreateWhatsAppFlowOutput::validation_errors). Publishing cannot be undone.
    pub publish: Option<bool>,
    /// A flow of the same account to copy, 1–100 digits.
    pub clone_flow_id: Option<String>,
    /// The endpoint that Meta calls for a flow with `data_exchange`: https, 1–2048 characters.
    pub endpoint_uri: Option<String>,
}

impl CreateWhatsAppFlowInput {
    /// A flow without Flow JSON, as a draft.
    pub fn new(
        id: impl Into<String>,
        flow_name: impl Into<String>,
        categories: impl IntoIterator<Item = Category>,
    ) -> Self {
        Self {
            id: id.into(),
            flow_name: flow_name.into(),
            categories: categories.into_iter().collect(),
            flow_json: None,
            publish: None,
            clone_flow_id: None,
            endpoint_uri: None,
        }
    }

    /// Sets the [`flow_json`](Self::flow_json) field.
    #[must_use]
    pub fn flow_json(mut self, json: impl Into<Vec<u8>>) -> Self {
        self.flow_json = Some(json.into());
        self
    }

    /// Sets the [`publish`](Self::publish) field.
    #[must_use]
    pub fn publish(mut self, publish: bool) -> Self {
        self.publish = Some(publish);
        self
    }

    /// Sets the [`clone_flow_id`](Self::clone_flow_id) field.
    #[must_use]
    pub fn clone_flow_id(mut self, flow_id: impl Into<String>) -> Self {
        self.clone_flow_id = Some(flow_id.into());
        self
    }

    /// Sets the [`endpoint_uri`](Self::endpoint_uri) field.
    #[must_use]
    pub fn endpoint_uri(mut self, uri: impl Into<String>) -> Self {
        self.endpoint_uri = Some(uri.into());
        self
    }
}

impl fmt::Debug for CreateWhatsAppFlowInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateWhatsAppFlowInput")
            .field("id", &self.id)
            .field("flow_name", &self.flow_name)
            .field("categories", &self.categories)
            .field(
                "flow_json",
                &self.flow_json.as_ref().map(|json| Size(json.len())),
            )
            .field("publish", &self.publish)
            .field("clone_flow_id", &self.clone_flow_id)
            .field("endpoint_uri", &self.endpoint_uri)
            .finish()
    }
}

/// The output of [`Client::create_whatsapp_flow`](crate::Client::create_whatsapp_flow).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreateWhatsAppFlowOutput {
    /// The id that Meta gave the flow. The service's model does not promise it.
    pub flow_id: Option<String>,
    /// What Meta found wrong with the Flow JSON; empty if nothing. The flow exists all the same,
    /// as a draft, even if it should have been published.
    #[serde(default, deserialize_with = "validation_errors")]
    pub validation_errors: Vec<String>,
}

impl Operation for CreateWhatsAppFlowInput {
    const NAME: OperationName = OperationName::CreateWhatsAppFlow;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/whatsapp/flow/create";
    const SLOW: bool = true;
}

impl Wire for CreateWhatsAppFlowInput {
    type Output = CreateWhatsAppFlowOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_name(&self.flow_name);
        checks.categories(&self.categories);
        if let Some(json) = &self.flow_json {
            checks.flow_json(json);
        }
        if self.publish == Some(true) {
            checks.needs("publish", "flowJson", self.flow_json.is_some());
        }
        if let Some(id) = &self.clone_flow_id {
            checks.flow_id("cloneFlowId", id);
        }
        if let Some(uri) = &self.endpoint_uri {
            checks.endpoint_uri(uri);
        }
    }

    fn members(&self) -> Members {
        let categories: Vec<_> = self.categories.iter().map(|c| c.as_str()).collect();
        Members::default()
            .with("id", self.id.as_str())
            .with("flowName", self.flow_name.as_str())
            .with("categories", categories)
            .with_blob("flowJson", self.flow_json.as_deref())
            .with_some("publish", self.publish)
            .with_some("cloneFlowId", self.clone_flow_id.as_deref())
            .with_some("endpointUri", self.endpoint_uri.as_deref())
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

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
        let read = |body: &str| CreateWhatsAppFlowInput::output(body.as_bytes());
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
