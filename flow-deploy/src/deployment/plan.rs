//! The actions of a plan, flow by flow.

use std::fmt;

use flow_json::diff::{Change, Effect};

use super::conflict::{Conflict, Notice};
use super::desired_flow::DesiredFlow;
use super::observe::Deployed;
use crate::{FlowStatus, UpdateWhatsAppFlowInput};

/// The actions for all desired flows, in the order of the flows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The account.
    pub account: String,
    /// The flows.
    pub flows: Vec<FlowPlan>,
    /// The ids of the drafts that interrupted rehearsals have left, which are deleted.
    pub leftovers: Vec<String>,
    /// The flows of the account that are none of the desired ones. Whose they are cannot be known: flows
    /// have no tags. They are never touched.
    pub others: Vec<OtherFlow>,
}

/// A flow of the account that is none of the desired ones.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherFlow {
    /// Its id.
    pub flow_id: String,
    /// Its name.
    pub name: String,
    /// Its status.
    pub status: FlowStatus,
}

impl Plan {
    /// Whether there is nothing to do and no conflict, and no flow is off the air.
    pub fn is_unchanged(&self) -> bool {
        let mut flows = self.flows.iter();
        let is_unchanged =
            |flow: &FlowPlan| flow.action == Action::Unchanged && !flow.was_published;
        self.leftovers.is_empty() && flows.all(is_unchanged)
    }

    /// The flows that cannot be deployed, with the reasons.
    pub fn conflicts(&self) -> impl Iterator<Item = (&FlowPlan, &Conflict)> {
        self.flows.iter().filter_map(|flow| match &flow.action {
            Action::Conflict(conflict) => Some((flow, conflict)),
            _ => None,
        })
    }
}

/// The action for one flow, and its reasons.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FlowPlan {
    /// The action.
    pub action: Action,
    /// The differences from the deployed flow. All of the flow if it is not deployed.
    pub changes: Vec<Change>,
    /// What people in the deployed flow, its endpoint, senders and readers of its replies notice of the
    /// differences. Empty if they notice nothing but texts and looks, and if the flow is not deployed.
    pub effects: Vec<Effect>,
    /// Whether the flow will be published: at the end, or as all that is done.
    pub publishes: bool,
    /// Notices before it is published.
    pub notices: Vec<Notice>,
    /// Whether the flow is a draft that was published: a run of `apply` ended between its update and its
    /// publish, and left the draft of its rehearsal.
    pub was_published: bool,
    /// The ids of these drafts.
    pub(super) rehearsals: Vec<String>,
    pub(super) desired: DesiredFlow,
    pub(super) deployed: Option<Deployed>,
}

impl FlowPlan {
    /// The flow as it should be.
    pub fn desired(&self) -> &DesiredFlow {
        &self.desired
    }

    /// The id of the flow that is deployed.
    pub fn flow_id(&self) -> Option<&str> {
        Some(&self.deployed.as_ref()?.flow_id)
    }

    /// The status of the flow that is deployed.
    pub fn status(&self) -> Option<&FlowStatus> {
        Some(&self.deployed.as_ref()?.status)
    }

    /// The Flow JSON of the flow that is deployed, as it is served. `None` for a flow that can neither be
    /// changed nor published, too.
    pub fn deployed_json(&self) -> Option<&[u8]> {
        self.deployed.as_ref()?.json.as_deref()
    }

    /// The name that the account's flow has, if it gets another.
    pub fn renamed_from(&self) -> Option<&str> {
        let name = self.deployed.as_ref()?.name.as_str();
        (name != self.desired.name).then_some(name)
    }

    /// The errors that Meta found in the deployed Flow JSON.
    pub fn validation_errors(&self) -> &[String] {
        let deployed = self.deployed.as_ref();
        deployed.map_or(&[], |flow| &flow.validation_errors)
    }

    /// A flow with a conflict is not published.
    pub(super) fn settle(&mut self) {
        self.publishes &= !matches!(self.action, Action::Conflict(_));
    }

    /// The differences outside of the Flow JSON.
    pub(super) fn metadata_changes(&self) -> Vec<Change> {
        let Some(deployed) = &self.deployed else {
            return Vec::new();
        };
        let desired = &self.desired;
        let mut changes = Vec::new();
        if let Some(before) = self.renamed_from() {
            let json = |name: &str| Some(serde_json::json!(name).to_string());
            changes.push(Change::of_flow("name", json(before), json(&desired.name)));
        }
        if !deployed.has_categories(&desired.categories) {
            let before: Vec<_> = deployed.categories.iter().map(|c| c.as_str()).collect();
            let after: Vec<_> = desired.categories.iter().map(|c| c.as_str()).collect();
            let json = |categories: Vec<&str>| Some(serde_json::json!(categories).to_string());
            changes.push(Change::of_flow("categories", json(before), json(after)));
        }
        if desired.endpoint_uri.is_some() && desired.endpoint_uri != deployed.endpoint_uri {
            let json = |uri: &Option<String>| {
                let uri = uri.as_ref();
                uri.map(|uri| serde_json::json!(uri).to_string())
            };
            let (before, after) = (json(&deployed.endpoint_uri), json(&desired.endpoint_uri));
            changes.push(Change::of_flow("endpoint_uri", before, after));
        }
        changes
    }

    /// The input that makes these changes, if there are some.
    pub(super) fn metadata_input(
        &self,
        account: &str,
        flow_id: &str,
    ) -> Option<UpdateWhatsAppFlowInput> {
        if self.metadata_changes().is_empty() {
            return None;
        }
        let mut input = UpdateWhatsAppFlowInput::new(account, flow_id)
            .categories(self.desired.categories.iter().copied());
        input.endpoint_uri = self.desired.endpoint_uri.clone();
        if self.renamed_from().is_some() {
            input.flow_name = Some(self.desired.name.clone());
        }
        Some(input)
    }

    /// Whether the account's flow is published and the desired one would break what somebody has who
    /// uses it. The [`effects`](Self::effects) say what.
    pub fn breaks_published(&self) -> bool {
        let is_published = self.status() == Some(&FlowStatus::Published);
        is_published && self.effects.iter().any(|effect| effect.is_breaking)
    }

    /// Whether a flow that is on the air goes off it until it is published again.
    pub fn updates_published(&self) -> bool {
        self.action == Action::Update && self.status() == Some(&FlowStatus::Published)
    }
}

/// The action for a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// The account has no flow of the name: it is made.
    Create,
    /// The account's flow differs: it is changed.
    Update,
    /// The account's flow is a draft and the same: it is published.
    Publish,
    /// Nothing.
    Unchanged,
    /// Nothing can be done before somebody decides.
    Conflict(Conflict),
}

impl Action {
    /// One word: `create`, `update`, `publish`, `unchanged` or `conflict`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Publish => "publish",
            Self::Unchanged => "unchanged",
            Self::Conflict(_) => "conflict",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
