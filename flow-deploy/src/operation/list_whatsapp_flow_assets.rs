use http::Method;
use serde::Deserialize;

use super::{Members, Operation, OperationName, Paginated, Wire, object};
use crate::input::Checks;
use crate::value::text_enum;

/// The input of [`Client::list_whatsapp_flow_assets`](crate::Client::list_whatsapp_flow_assets),
/// and of [`Client::whatsapp_flow_assets`](crate::Client::whatsapp_flow_assets) for all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListWhatsAppFlowAssetsInput {
    /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
    pub id: String,
    /// The flow, 1–100 digits.
    pub flow_id: String,
    /// Which page, 1–600 characters: the token that the page before it gave.
    pub next_token: Option<String>,
    /// The size of a page, 1–100.
    pub max_results: Option<u32>,
}

impl ListWhatsAppFlowAssetsInput {
    /// The first page of a flow's assets.
    pub fn new(id: impl Into<String>, flow_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            flow_id: flow_id.into(),
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

/// The output of [`Client::list_whatsapp_flow_assets`](crate::Client::list_whatsapp_flow_assets).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListWhatsAppFlowAssetsOutput {
    /// The assets of this page.
    pub flow_assets: Vec<MetaFlowAsset>,
    /// The token of the next page; absent on the last one.
    pub next_token: Option<String>,
}

/// A file of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetaFlowAsset {
    /// The file's name, `flow.json`.
    pub name: String,
    /// What the file is.
    pub asset_type: AssetType,
    /// Where it can be had for a short while, without authentication. It is Meta's, not AWS's:
    /// [`Client::download_asset`](crate::Client::download_asset) sends it no AWS header.
    pub download_url: String,
}

text_enum! {
    /// What a file of a flow is.
    AssetType {
        /// The Flow JSON.
        FlowJson = "FLOW_JSON",
    }
}

impl Operation for ListWhatsAppFlowAssetsInput {
    const NAME: OperationName = OperationName::ListWhatsAppFlowAssets;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/whatsapp/flow/assets";
}

impl Wire for ListWhatsAppFlowAssetsInput {
    type Output = ListWhatsAppFlowAssetsOutput;

    fn check(&self, checks: &mut Checks) {
        checks.account_id(&self.id);
        checks.flow_id("flowId", &self.flow_id);
        checks.page(self.next_token.as_deref(), self.max_results);
    }

    fn members(&self) -> Members {
        Members::default()
            .with("id", self.id.as_str())
            .with("flowId", self.flow_id.as_str())
            .with_some("nextToken", self.next_token.as_deref())
            .with_some("maxResults", self.max_results)
    }

    fn output(body: &[u8]) -> serde_json::Result<Self::Output> {
        object(body)
    }
}

impl Paginated for ListWhatsAppFlowAssetsInput {
    type Item = MetaFlowAsset;

    fn set_next_token(&mut self, token: String) {
        self.next_token = Some(token);
    }

    fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (output.flow_assets, output.next_token)
    }
}
