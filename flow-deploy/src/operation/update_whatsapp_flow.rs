use flow_json::Category;
use http::Method;

use super::{Members, Operation, OperationName, Wire, nothing};
use crate::input::Checks;

/// The input of [`Client::update_whatsapp_flow`](crate::Client::update_whatsapp_flow).
///
/// [`new`](Self::new) takes what is required; what else is set is changed.
///
/// ```
/// use flow_deploy::UpdateWhatsAppFlowInput;
///
/// let input = UpdateWhatsAppFlowInput::new("waba-1", "1000").flow_name("booking v2");
/// assert_eq!(input.categories, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateWhatsAppFlowInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
    /// A new name, 1–200 characters, which no other flow of the account has.
    pub flow_name: Option<String>,
    /// 1–9 categories in place of those it has.
    pub categories: Option<Vec<Category>>,
    /// The endpoint that Meta calls for a flow with `data_exchange`: https, 1–2048 characters.
    pub endpoint_uri: Option<String>,
    /// Your own Meta app to attach the flow to, 1–100 characters. This cannot be undone.
    pub meta_app_id: Option<String>,
}

impl UpdateWhatsAppFlowInput {
    /// A flow to change.
    pub fn new(id: impl Into<String>, flow_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
            flow_name: None,
            categories: None,
            endpoint_uri: None,
            meta_app_id: None,
        }
    }

    /// Sets the [`flow_name`](Self::flow_name) field.
    #[must_use]
    pub fn flow_name(mut self, name: impl Into<String>) -> Self {
        self.flow_name = Some(name.into());
        self
    }

    /// Sets the [`categories`](Self::categories) field.
    #[must_use]
    pub fn categories(mut self, categories: impl IntoIterator<Item = Category>) -> Self {
        self.categories = Some(categories.into_iter().collect());
        self
    }

    /// Sets the [`endpoint_uri`](Self::endpoint_uri) field.
    #[must_use]
    pub fn endpoint_uri(mut self, uri: impl Into<String>) -> Self {
        self.endpoint_uri = Some(uri.into());
        self
    }

    /// Sets the [`meta_app_id`](Self::meta_app_id) field.
    #[must_use]
    pub fn meta_app_id(mut self, id: impl Into<String>) -> Self {
        self.meta_app_id = Some(id.into());
        self
    }
}

impl Operation for UpdateWhatsAppFlowInput {
    const NAME: OperationName = OperationName::UpdateWhatsAppFlow;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/whatsapp/flow/update";
    const SLOW: bool = true;
}

impl Wire for UpdateWhatsAppFlowInput {
    type Output = ();

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
        if let Some(name) = &self.flow_name {
            checks.flow_name(name);
        }
        if let Some(categories) = &self.categories {
            checks.categories(categories);
        }
        if let Some(uri) = &self.endpoint_uri {
            checks.endpoint_uri(uri);
        }
        if let Some(id) = &self.meta_app_id {
            checks.meta_app_id(id);
        }
    }

    fn members(&self) -> Members {
        let texts = |categories: &Vec<Category>| -> Vec<&str> {
            categories.iter().map(|c| c.as_str()).collect()
        };
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
            .with_some("flowName", self.flow_name.as_deref())
            .with_some("categories", self.categories.as_ref().map(texts))
            .with_some("endpointUri", self.endpoint_uri.as_deref())
            .with_some("metaAppId", self.meta_app_id.as_deref())
    }

    fn output(body: &[u8]) -> serde_json::Result<()> {
        nothing(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

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
}
