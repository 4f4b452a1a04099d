//! The actions of a plan, flow by flow.

use std::fmt;

use flow_json::Version;
use flow_json::diff::{Change, ChangeKind, NOTHING, diff};

use super::apply::REHEARSAL;
use super::endpoint::Notice;
use super::observe::{Deployed, Seen, needs_endpoint};
use super::{Deployment, DesiredFlow};
use crate::input::write_list;
use crate::operation::Operation as _;
use crate::{FlowStatus, Violation};

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
}

impl Plan {
    /// Whether there is nothing to do and no conflict.
    pub fn is_unchanged(&self) -> bool {
        let mut flows = self.flows.iter();
        self.leftovers.is_empty() && flows.all(|flow| flow.action == Action::Unchanged)
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
    /// Whether the flow will be published: at the end, or as all that is done.
    pub publishes: bool,
    /// Notices before it is published.
    pub notices: Vec<Notice>,
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

    /// The errors that Meta found in the deployed Flow JSON.
    pub fn validation_errors(&self) -> &[String] {
        let deployed = self.deployed.as_ref();
        deployed.map_or(&[], |flow| &flow.validation_errors)
    }

    /// A flow with a conflict is not published.
    pub(super) fn settle(&mut self) {
        self.publishes &= !matches!(self.action, Action::Conflict(_));
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

/// Why a flow cannot be deployed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Two desired flows have the name.
    #[error("two of the flows have this name: rename one")]
    DesiredTwice,
    /// The name is one of a rehearsal's draft, which would be deleted.
    #[error(
        "names that begin with `{REHEARSAL}` are kept for drafts that are deleted: rename the flow"
    )]
    Reserved,
    /// Two flows of the account have the name.
    #[error(
        "the account has more than one flow of this name ({}): delete or rename all but one",
        flow_ids.join(", ")
    )]
    DeployedTwice {
        /// Their ids.
        flow_ids: Vec<String>,
    },
    /// The Flow JSON is no JSON.
    #[error("the Flow JSON cannot be read: {message}")]
    Unreadable {
        /// The first mistake.
        message: String,
    },
    /// The flow can be neither changed nor published in its status.
    #[error("the account's flow is {status}: {}", what_to_do(status))]
    Status {
        /// The status.
        status: FlowStatus,
    },
    /// The flow differs and is published, and flows should be left drafts.
    #[error(
        "the account's flow is published and differs: an update makes it a draft, so ask for it to be published as well, or rename the flow"
    )]
    IsPublished,
    /// The flow breaks a constraint of the service.
    #[error("{}", Violations(violations))]
    Input {
        /// At least one.
        violations: Vec<Violation>,
    },
    /// The flow is to be published and has an endpoint, and nobody said which.
    #[error(
        "the flow exchanges data (`data_api_version`) and has no endpoint: give its `endpoint_uri` (`--flow-endpoint` on the command line); when it is published, Meta calls it at once, with the public key of the phone number"
    )]
    NoEndpoint,
    /// The flow is to be published and has an endpoint, and no phone number of the account has a
    /// public key that Meta takes.
    #[error(
        "the flow exchanges data, and no phone number of the account has a valid public key ({}): put one first (`key put` on the command line), or Meta refuses to publish it (131000)",
        phone_numbers.join(", ")
    )]
    NoPublicKey {
        /// Each phone number with its problem.
        phone_numbers: Vec<String>,
    },
    /// The version of the Flow JSON cannot be published.
    #[error(
        "Flow JSON {version} cannot be published: write it in {}",
        Version::RECOMMENDED
    )]
    Version {
        /// The version.
        version: Version,
    },
    /// The flow is deployed as it should be, and Meta found errors in it: it can never be published.
    #[error("the account's flow is the same, and Meta found errors in it: correct them")]
    Invalid,
}

struct Violations<'a>(&'a [Violation]);

impl fmt::Display for Violations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, self.0)
    }
}

fn what_to_do(status: &FlowStatus) -> &'static str {
    match status {
        FlowStatus::Deprecated => "it stays so for ever, so give the flow another name",
        FlowStatus::Blocked => "only Meta's support can change that",
        FlowStatus::Throttled => "Meta has slowed it down, so wait until it is published again",
        _ => "it is not known what may be done with it",
    }
}

impl Deployment {
    pub(super) fn compare(&self, desired: Vec<DesiredFlow>, seen: Seen) -> Plan {
        let count = |name: &str| desired.iter().filter(|flow| flow.name == name).count();
        let twice: Vec<bool> = desired.iter().map(|flow| count(&flow.name) > 1).collect();
        let flows = desired.into_iter().zip(twice).map(|(desired, is_twice)| {
            let found: Vec<Deployed> = seen.named(&desired.name).cloned().collect();
            let mut plan = FlowPlan {
                action: Action::Unchanged,
                changes: Vec::new(),
                publishes: false,
                notices: Vec::new(),
                deployed: found.first().cloned(),
                desired,
            };
            let decided = match (is_twice, found.len()) {
                (true, _) => Err(Conflict::DesiredTwice),
                _ if plan.desired.name.starts_with(REHEARSAL) => Err(Conflict::Reserved),
                (false, 0 | 1) => self.decide(&mut plan),
                (false, _) => Err(Conflict::DeployedTwice {
                    flow_ids: found.iter().map(|flow| flow.flow_id.clone()).collect(),
                }),
            };
            plan.action = decided.unwrap_or_else(Action::Conflict);
            plan.settle();
            plan
        });
        let leftovers = seen.leftovers();
        Plan {
            account: self.account.clone(),
            flows: flows.collect(),
            leftovers: leftovers.map(|flow| flow.flow_id.clone()).collect(),
        }
    }

    fn decide(&self, plan: &mut FlowPlan) -> Result<Action, Conflict> {
        let violations = self.input(&plan.desired, &plan.desired.name).violations();
        if !violations.is_empty() {
            return Err(Conflict::Input { violations });
        }
        let read = flow_json::read(&plan.desired.json).into_result();
        let json = read.map_err(|mistakes| Conflict::Unreadable {
            message: mistakes
                .first()
                .map_or_else(|| "there is nothing in it".to_owned(), ToString::to_string),
        })?;
        plan.changes = match plan.deployed.as_ref().map(Deployed::tree) {
            Some(Some(deployed)) => diff(&deployed, &json),
            _ => diff(&NOTHING, &json),
        };
        plan.changes.splice(0..0, metadata_changes(plan));
        let status = plan.deployed.as_ref().map(|flow| &flow.status);
        let action = match status {
            None => Action::Create,
            Some(FlowStatus::Draft | FlowStatus::Published) if !plan.changes.is_empty() => {
                Action::Update
            }
            // Only those of a draft matter: a published flow has passed.
            Some(FlowStatus::Draft) if !plan.validation_errors().is_empty() => {
                return Err(Conflict::Invalid);
            }
            Some(FlowStatus::Draft) if self.publish => Action::Publish,
            Some(FlowStatus::Draft | FlowStatus::Published) => return Ok(Action::Unchanged),
            Some(status) => {
                let status = status.clone();
                // Its Flow JSON was not asked for.
                plan.changes.clear();
                return Err(Conflict::Status { status });
            }
        };
        if !self.publish {
            return match status {
                Some(FlowStatus::Published) => Err(Conflict::IsPublished),
                _ => Ok(action),
            };
        }
        plan.publishes = true;
        let deployed = plan.deployed.as_ref();
        let endpoint = deployed.and_then(|flow| flow.endpoint_uri.as_ref());
        if needs_endpoint(&json) && plan.desired.endpoint_uri.as_ref().or(endpoint).is_none() {
            return Err(Conflict::NoEndpoint);
        }
        let version = json.get("version").and_then(|version| version.as_str());
        let version = version.and_then(|text| text.parse::<Version>().ok());
        if let Some(version) = version
            && version.state() == Some(flow_json::State::Frozen)
        {
            return Err(Conflict::Version { version });
        }
        Ok(action)
    }
}

/// The differences outside of the Flow JSON.
pub(super) fn metadata_changes(plan: &FlowPlan) -> Vec<Change> {
    let Some(deployed) = &plan.deployed else {
        return Vec::new();
    };
    let desired = &plan.desired;
    let property = |name: &str, before: Option<String>, after: Option<String>| Change {
        screen: None,
        component: None,
        kind: ChangeKind::Property {
            name: name.to_owned(),
            before,
            after,
        },
    };
    let mut changes = Vec::new();
    if !deployed.has_categories(&desired.categories) {
        let before: Vec<_> = deployed.categories.iter().map(|c| c.as_str()).collect();
        let after: Vec<_> = desired.categories.iter().map(|c| c.as_str()).collect();
        let json = |categories: Vec<&str>| Some(serde_json::json!(categories).to_string());
        changes.push(property("categories", json(before), json(after)));
    }
    if desired.endpoint_uri.is_some() && desired.endpoint_uri != deployed.endpoint_uri {
        let json = |uri: &Option<String>| {
            let uri = uri.as_ref();
            uri.map(|uri| serde_json::json!(uri).to_string())
        };
        let (before, after) = (json(&deployed.endpoint_uri), json(&desired.endpoint_uri));
        changes.push(property("endpoint_uri", before, after));
    }
    changes
}
