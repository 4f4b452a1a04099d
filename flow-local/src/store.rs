//! The accounts and their flows, and the changes that a flow's status allows.

use std::collections::HashMap;

use bytes::Bytes;
use flow_deploy::{
    BusinessPublicKey, CreateWhatsAppFlowInput, FlowStatus, OperationName,
    PutWhatsAppBusinessPublicKeyInput, UpdateWhatsAppFlowAssetsInput, UpdateWhatsAppFlowInput,
};
use flow_json::Category;

use crate::assumptions::{Assumptions, PublishedUpdate};
use crate::message::LocalMessage;
use crate::refusal::Refusal;

/// A flow as the [`LocalService`](crate::LocalService) keeps it.
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
    /// Its status.
    pub status: FlowStatus,
    /// Its endpoint.
    pub endpoint_uri: Option<String>,
    /// The Meta app that it is attached to.
    pub meta_app_id: Option<String>,
    /// The errors that the validator found in its Flow JSON.
    pub validation_errors: Vec<String>,
}

impl LocalFlow {
    /// A string at the top of its Flow JSON, such as its version.
    pub(crate) fn top_level_text(&self, name: &str) -> Option<String> {
        let json: serde_json::Value = serde_json::from_slice(self.flow_json.as_ref()?).ok()?;
        Some(json.get(name)?.as_str()?.to_owned())
    }
}

/// Finds the validation errors of Flow JSON.
pub(crate) type Validate<'a> = &'a dyn Fn(&[u8]) -> Vec<String>;

/// The accounts and their flows.
#[derive(Debug)]
pub(crate) struct Store {
    accounts: Vec<String>,
    region: String,
    assumptions: Assumptions,
    flows: Vec<LocalFlow>,
    /// The number of lists that still leave out a new flow, by its id.
    hidden: HashMap<String, u32>,
    next_flow_id: u64,
    /// The public keys, by the ids of their phone numbers.
    public_keys: HashMap<String, BusinessPublicKey>,
    messages: Vec<LocalMessage>,
}

/// The first id. Ids at Meta have as many digits.
const FIRST_FLOW_ID: u64 = 1_000_000_000_000_001;

impl Store {
    pub(crate) fn new(accounts: Vec<String>, region: String, assumptions: Assumptions) -> Self {
        Self {
            accounts,
            region,
            assumptions,
            flows: Vec::new(),
            hidden: HashMap::new(),
            next_flow_id: FIRST_FLOW_ID,
            public_keys: HashMap::new(),
            messages: Vec::new(),
        }
    }

    pub(crate) fn accounts(&self) -> &[String] {
        &self.accounts
    }

    pub(crate) fn region(&self) -> &str {
        &self.region
    }

    pub(crate) fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }

    pub(crate) fn messages(&self) -> &[LocalMessage] {
        &self.messages
    }

    pub(crate) fn add_message(&mut self, message: LocalMessage) {
        self.messages.push(message);
    }

    pub(crate) fn flows(&self) -> &[LocalFlow] {
        &self.flows
    }

    /// The flow of an id, of any account.
    pub(crate) fn by_id(&mut self, flow_id: &str) -> Option<&mut LocalFlow> {
        self.flows.iter_mut().find(|flow| flow.flow_id == flow_id)
    }

    /// Creates a flow. `validate` gets the Flow JSON, new or cloned.
    pub(crate) fn create(
        &mut self,
        input: CreateWhatsAppFlowInput,
        validate: Validate<'_>,
    ) -> Result<LocalFlow, Refusal> {
        let account_id = self.account(&input.id)?;
        self.free_name(&account_id, &input.flow_name, None)?;
        let cloned = match &input.clone_flow_id {
            Some(id) => self.flow(&account_id, id)?.flow_json.clone(),
            None => None,
        };
        let mut flow = LocalFlow {
            account_id,
            flow_id: self.next_flow_id.to_string(),
            name: input.flow_name,
            categories: input.categories,
            flow_json: input.flow_json.map(Bytes::from).or(cloned),
            status: FlowStatus::Draft,
            endpoint_uri: input.endpoint_uri,
            meta_app_id: None,
            validation_errors: Vec::new(),
        };
        flow.validation_errors = flow.flow_json.as_deref().map(validate).unwrap_or_default();
        if input.publish == Some(true) && flow.validation_errors.is_empty() {
            self.publishable(&flow)?;
            flow.status = FlowStatus::Published;
        }
        self.next_flow_id += 1;
        let lag = self.assumptions.list_lag;
        self.hidden.insert(flow.flow_id.clone(), lag);
        self.flows.push(flow.clone());
        Ok(flow)
    }

    /// Changes the members of a flow other than its Flow JSON.
    pub(crate) fn update(&mut self, input: UpdateWhatsAppFlowInput) -> Result<(), Refusal> {
        let account_id = self.account(&input.id)?;
        let assumed = self.assumptions.published_update;
        let flow = self.flow(&account_id, &input.flow_id)?;
        let becomes = match (&flow.status, assumed) {
            (FlowStatus::Draft, _) | (FlowStatus::Published, PublishedUpdate::BackToDraft) => {
                FlowStatus::Draft
            }
            (FlowStatus::Published, PublishedUpdate::Done) => FlowStatus::Published,
            _ => return Err(self.wrong_status(&account_id, &input.flow_id, "updated")),
        };
        if let Some(name) = &input.flow_name {
            self.free_name(&account_id, name, Some(&input.flow_id))?;
        }
        let flow = self.flow(&account_id, &input.flow_id)?;
        flow.status = becomes;
        if let Some(name) = input.flow_name {
            flow.name = name;
        }
        if let Some(categories) = input.categories {
            flow.categories = categories;
        }
        flow.endpoint_uri = input.endpoint_uri.or(flow.endpoint_uri.take());
        flow.meta_app_id = input.meta_app_id.or(flow.meta_app_id.take());
        Ok(())
    }

    /// Replaces the Flow JSON of a flow, and returns its validation errors.
    pub(crate) fn update_assets(
        &mut self,
        input: UpdateWhatsAppFlowAssetsInput,
        validate: Validate<'_>,
    ) -> Result<Vec<String>, Refusal> {
        let account_id = self.account(&input.id)?;
        let flow = self.flow(&account_id, &input.flow_id)?;
        if !matches!(flow.status, FlowStatus::Draft | FlowStatus::Published) {
            return Err(self.wrong_status(&account_id, &input.flow_id, "updated"));
        }
        flow.validation_errors = validate(&input.flow_json);
        flow.flow_json = Some(input.flow_json.into());
        flow.status = FlowStatus::Draft;
        Ok(flow.validation_errors.clone())
    }

    /// Publishes, deprecates or deletes a flow.
    pub(crate) fn transition(
        &mut self,
        operation: OperationName,
        id: &str,
        flow_id: &str,
    ) -> Result<(), Refusal> {
        let account_id = self.account(id)?;
        let flow = self.flow(&account_id, flow_id)?.clone();
        match (operation, &flow.status) {
            (OperationName::PublishWhatsAppFlow, FlowStatus::Draft) => {
                self.publishable(&flow)?;
                self.flow(&account_id, flow_id)?.status = FlowStatus::Published;
            }
            (OperationName::DeprecateWhatsAppFlow, FlowStatus::Published) => {
                self.flow(&account_id, flow_id)?.status = FlowStatus::Deprecated;
            }
            (OperationName::DeleteWhatsAppFlow, FlowStatus::Draft) => {
                self.flows.retain(|other| other.flow_id != flow_id);
                self.hidden.remove(flow_id);
            }
            _ => {
                let done = match operation {
                    OperationName::PublishWhatsAppFlow => "published",
                    OperationName::DeprecateWhatsAppFlow => "deprecated",
                    _ => "deleted",
                };
                return Err(self.wrong_status(&account_id, flow_id, done));
            }
        }
        Ok(())
    }

    /// A flow by its id. `id` is the account's id or ARN.
    pub(crate) fn get(&mut self, id: &str, flow_id: &str) -> Result<&LocalFlow, Refusal> {
        let account_id = self.account(id)?;
        self.flow(&account_id, flow_id).map(|flow| &*flow)
    }

    /// The flows that a list of the account shows. A `first` page counts as one list.
    pub(crate) fn list(&mut self, id: &str, first: bool) -> Result<Vec<LocalFlow>, Refusal> {
        let account_id = self.account(id)?;
        let is_shown = |flow: &&LocalFlow| {
            flow.account_id == account_id && self.hidden.get(&flow.flow_id) == Some(&0)
        };
        let mut flows: Vec<_> = self.flows.iter().filter(is_shown).cloned().collect();
        if self.assumptions.newest_first {
            flows.reverse();
        }
        if first {
            self.hidden
                .values_mut()
                .for_each(|lists| *lists = lists.saturating_sub(1));
        }
        Ok(flows)
    }

    pub(crate) fn put_public_key(
        &mut self,
        input: PutWhatsAppBusinessPublicKeyInput,
    ) -> Result<(), Refusal> {
        let phone = self.phone_number(&input.origination_phone_number_id)?;
        self.public_keys.insert(phone, input.key);
        Ok(())
    }

    pub(crate) fn public_key(&self, phone: &str) -> Result<Option<&BusinessPublicKey>, Refusal> {
        let phone = self.phone_number(phone)?;
        Ok(self.public_keys.get(&phone))
    }

    /// The account of an id, or of an ARN of this Region, as `waba-…`.
    pub(crate) fn account(&self, id: &str) -> Result<String, Refusal> {
        self.plain_id(id, "waba")
            .filter(|plain| self.accounts.contains(plain))
            .ok_or_else(|| Refusal::not_found("account", id))
    }

    /// The phone number of an id or an ARN. Each account has one, with the account's name.
    pub(crate) fn phone_number(&self, id: &str) -> Result<String, Refusal> {
        self.plain_id(id, "phone-number-id")
            .filter(|plain| {
                let name = plain.strip_prefix("phone-number-id-");
                let mut accounts = self.accounts.iter();
                accounts.any(|account| account.strip_prefix("waba-") == name)
            })
            .ok_or_else(|| Refusal::not_found("phone number", id))
    }

    fn plain_id(&self, id: &str, kind: &str) -> Option<String> {
        let Some(arn) = id.strip_prefix("arn:") else {
            return Some(id.to_owned());
        };
        // partition:service:region:owner:kind/name
        match arn.split(':').collect::<Vec<_>>()[..] {
            [_, flow_deploy::signing::SERVICE, region, _, resource] if region == self.region => {
                let name = resource.strip_prefix(kind)?.strip_prefix('/')?;
                Some(format!("{kind}-{name}"))
            }
            _ => None,
        }
    }

    fn flow(&mut self, account_id: &str, flow_id: &str) -> Result<&mut LocalFlow, Refusal> {
        self.by_id(flow_id)
            .filter(|flow| flow.account_id == account_id)
            .ok_or_else(|| Refusal::not_found("flow", flow_id))
    }

    /// Refuses a name that a flow other than `except` has.
    fn free_name(&self, account_id: &str, name: &str, except: Option<&str>) -> Result<(), Refusal> {
        let is_taken = |flow: &LocalFlow| {
            flow.account_id == account_id
                && flow.name == name
                && Some(flow.flow_id.as_str()) != except
        };
        if self.flows.iter().any(is_taken) {
            let message = "the name is taken by another flow of the account";
            return Err(Refusal::of(self.assumptions.taken_name, message));
        }
        Ok(())
    }

    fn publishable(&self, flow: &LocalFlow) -> Result<(), Refusal> {
        let refused = |message: &str| Err(Refusal::of(self.assumptions.invalid_publish, message));
        if flow.flow_json.is_none() {
            return refused("the flow has no Flow JSON");
        }
        if !flow.validation_errors.is_empty() {
            return refused("the flow has validation errors");
        }
        if flow.top_level_text("data_api_version").is_some() && flow.endpoint_uri.is_none() {
            return refused("the flow declares data_api_version and has no endpoint (131000)");
        }
        Ok(())
    }

    fn wrong_status(&mut self, account_id: &str, flow_id: &str, done: &str) -> Refusal {
        match self.flow(account_id, flow_id) {
            Ok(flow) => {
                let message = format!("a flow that is {} cannot be {done}", flow.status);
                Refusal::of(self.assumptions.wrong_status, message)
            }
            Err(refusal) => refusal,
        }
    }
}
