use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Paginated, Wire, object};
use crate::answer::validation_errors;
use crate::input::Checks;
use crate::value::{FlowCategory, FlowStatus};

/// The input of [`Client::list_whatsapp_flows`](crate::Client::list_whatsapp_flows), and of
/// [`Client::whatsapp_flows`](crate::Client::whatsapp_flows) for all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListWhatsAppFlowsInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// Which page, 1–600 characters: the token that the page before it gave.
    pub next_token: Option<String>,
    /// The size of a page, 1–100.
    pub max_results: Option<u32>,
}

impl ListWhatsAppFlowsInput {
    /// The first page of an account's flows.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            next_token: None,
            max_results: None,
        }
    }

    /// Sets the [`next_token`](Self::next_token) field.
    #[must_use]
    pub fn next_token(mut self, token: impl Into<String>) -> Self {
        self.next_token = Some(token.into());
        self
    }

    /// Sets the [`max_results`](Self::max_results) field.
    #[must_use]
    pub fn max_results(mut self, count: u32) -> Self {
        self.max_results = Some(count);
        self
    }
}

/// The output of [`Client::list_whatsapp_flows`](crate::Client::list_whatsapp_flows).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListWhatsAppFlowsOutput {
    /// The flows of this page. AWS promises no order.
    pub flows: Vec<MetaFlowSummary>,
    /// The token of the next page; absent on the last one.
    pub next_token: Option<String>,
}

/// A flow in a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowSummary {
    /// The flow's id.
    pub flow_id: String,
    /// The flow's name, which no other flow of the account has.
    pub flow_name: String,
    /// Where the flow is in its life.
    pub flow_status: FlowStatus,
    /// The flow's categories.
    pub flow_categories: Vec<FlowCategory>,
    /// What Meta found wrong with the Flow JSON; empty if nothing.
    #[serde(deserialize_with = "validation_errors")]
    pub validation_errors: Vec<String>,
}

impl Operation for ListWhatsAppFlowsInput {
    const NAME: OperationName = OperationName::ListWhatsAppFlows;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/flow/list";
}

impl Wire for ListWhatsAppFlowsInput {
    type Output = ListWhatsAppFlowsOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.page(self.next_token.as_deref(), self.max_results);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with_some("nextToken", self.next_token.as_deref())
            .with_some("maxResults", self.max_results)
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

impl Paginated for ListWhatsAppFlowsInput {
    type Item = MetaFlowSummary;

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (output.flows, output.next_token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_the_wire() {
        let input = ListWhatsAppFlowsInput::new("waba-1")
            .next_token("a+/=")
            .max_results(7);
        let query = input.members().into_query();
        let query: Vec<_> = query
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            query,
            [("id", "waba-1"), ("maxResults", "7"), ("nextToken", "a+/=")]
        );
    }

    #[test]
    fn a_missing_member_is_named() {
        let flow = r#"{"flowId":"1","flowName":"n","flowStatus":"DRAFT","flowCategories":["X"],"validationErrors":[]}"#;
        let read = |flow: &str| {
            ListWhatsAppFlowsInput::output(format!(r#"{{"flows":[{flow}]}}"#).as_bytes())
        };
        let output = read(flow).unwrap();
        assert_eq!(output.flows[0].flow_categories[0].as_str(), "X");
        for member in [
            "flowId",
            "flowName",
            "flowStatus",
            "flowCategories",
            "validationErrors",
        ] {
            let error = read(&flow.replace(&format!(r#""{member}""#), r#""other""#)).unwrap_err();
            assert_eq!(error.to_string(), format!("missing field `{member}`"));
        }
        let error = ListWhatsAppFlowsInput::output(b"{}").unwrap_err();
        assert_eq!(error.to_string(), "missing field `flows`");
    }
}
