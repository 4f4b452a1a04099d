use bytes::Bytes;
use flow_json::Category;

use super::refusal::Refusal;
use crate::{CreateWhatsAppFlowInput, ServiceErrorKind, UpdateWhatsAppFlowAssetsInput};

/// A flow as the [`LocalService`](super::LocalService) keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LocalFlow {
    /// The account it belongs to, as `waba-…`.
    pub account_id: String,
    /// Its id, digits.
    pub flow_id: String,
    /// Its name, which no other flow of the account has.
    pub name: String,
    /// Its categories.
    pub categories: Vec<Category>,
    /// Its Flow JSON, byte for byte as it was sent.
    pub flow_json: Option<Bytes>,
    /// Where it is in its life.
    pub status: FlowStatus,
    /// Its endpoint.
    pub endpoint_uri: Option<String>,
    /// What the validator found wrong with its Flow JSON.
    pub validation_errors: Vec<String>,
}

/// Where a flow is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FlowStatus {
    /// It can be changed and cannot be sent yet.
    Draft,
    /// It can be sent. New Flow JSON makes it a draft again.
    Published,
}

/// The accounts and their flows.
#[derive(Debug)]
pub(super) struct Store {
    accounts: Vec<String>,
    region: String,
    flows: Vec<LocalFlow>,
}

/// Ids at Meta have this many digits.
const FIRST_FLOW_ID: u64 = 1_000_000_000_000_001;

impl Store {
    pub(super) fn new(accounts: Vec<String>, region: String) -> Self {
        Self {
            accounts,
            region,
            flows: Vec::new(),
        }
    }

    pub(super) fn flows(&self) -> &[LocalFlow] {
        &self.flows
    }

    /// Makes a flow and gives its place. `validate` is asked about the Flow JSON it has in the end.
    pub(super) fn create(
        &mut self,
        input: CreateWhatsAppFlowInput,
        validate: impl FnOnce(&[u8]) -> Vec<String>,
    ) -> Result<&LocalFlow, Refusal> {
        let account_id = self.account(&input.id)?;
        let is_taken =
            |flow: &LocalFlow| flow.account_id == account_id && flow.name == input.flow_name;
        if self.flows.iter().any(is_taken) {
            let message = "the name is taken by another flow of the account";
            return Err(Refusal::of(ServiceErrorKind::InvalidParameters, message));
        }
        let cloned = match &input.clone_flow_id {
            Some(id) => self.flow(&account_id, id)?.flow_json.clone(),
            None => None,
        };
        let flow_json = input.flow_json.map(Bytes::from).or(cloned);
        let validation_errors = flow_json.as_deref().map(validate).unwrap_or_default();
        let publish = input.publish == Some(true) && validation_errors.is_empty();
        self.flows.push(LocalFlow {
            account_id,
            flow_id: (FIRST_FLOW_ID + self.flows.len() as u64).to_string(),
            name: input.flow_name,
            categories: input.categories,
            flow_json,
            status: if publish {
                FlowStatus::Published
            } else {
                FlowStatus::Draft
            },
            endpoint_uri: input.endpoint_uri,
            validation_errors,
        });
        Ok(&self.flows[self.flows.len() - 1])
    }

    /// Replaces the Flow JSON of a flow.
    pub(super) fn update_assets(
        &mut self,
        input: UpdateWhatsAppFlowAssetsInput,
        validate: impl FnOnce(&[u8]) -> Vec<String>,
    ) -> Result<&LocalFlow, Refusal> {
        let account_id = self.account(&input.id)?;
        let flow = self.flow(&account_id, &input.flow_id)?;
        flow.validation_errors = validate(&input.flow_json);
        flow.flow_json = Some(input.flow_json.into());
        flow.status = FlowStatus::Draft;
        Ok(flow)
    }

    /// The account that an id or an ARN of this Region means, as `waba-…`.
    fn account(&self, id: &str) -> Result<String, Refusal> {
        let plain = match id.strip_prefix("arn:") {
            None => Some(id.to_owned()),
            // partition:service:region:owner:waba/…
            Some(arn) => match arn.split(':').collect::<Vec<_>>()[..] {
                [_, crate::signing::SERVICE, region, _, resource] if region == self.region => {
                    resource
                        .strip_prefix("waba/")
                        .map(|id| format!("waba-{id}"))
                }
                _ => None,
            },
        };
        plain
            .filter(|plain| self.accounts.contains(plain))
            .ok_or_else(|| Refusal::not_found("account", id))
    }

    fn flow(&mut self, account_id: &str, flow_id: &str) -> Result<&mut LocalFlow, Refusal> {
        self.flows
            .iter_mut()
            .find(|flow| flow.account_id == account_id && flow.flow_id == flow_id)
            .ok_or_else(|| Refusal::not_found("flow", flow_id))
    }
}
