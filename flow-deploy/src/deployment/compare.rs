//! The plan of a deployment: the desired flows beside those of the account.

use std::collections::{HashMap, HashSet};

use flow_json::Version;
use flow_json::diff::{NOTHING, diff, effects, same_but_defaults};

use super::Deployment;
use super::conflict::Conflict;
use super::conflict::Notice;
use super::desired_flow::DesiredFlow;
use super::observe::{Deployed, Seen, needs_endpoint, rehearsed_id};
use super::plan::{Action, FlowPlan, OtherFlow, Plan};
use crate::operation::Operation as _;
use crate::{Error, FlowStatus};

impl Deployment {
    /// Compares the desired flows with the account. Reads only, and writes nothing.
    ///
    /// It takes one request for each hundred flows of the account, and two for each desired flow
    /// that is there, the download of its Flow JSON among them; a third if an endpoint is desired, or
    /// needed by a flow that is to be published. If a flow with an endpoint is to be published, the public keys of the account's
    /// phone numbers are looked at once.
    ///
    /// # Errors
    ///
    /// The flows could not be listed. A flow that cannot be read is a
    /// [conflict](crate::Conflict::NotRead) of its own.
    pub fn plan(
        &self,
        flows: impl IntoIterator<Item = DesiredFlow>,
    ) -> impl Future<Output = Result<Plan, Error>> + Send {
        self.plan_with_progress(flows, |_, _| {})
    }

    /// Makes a plan as [`plan`](Self::plan) does. `progress` gets the number of deployed flows that are
    /// known so far, and the number of all to look at.
    ///
    /// # Errors
    ///
    /// As for [`plan`](Self::plan).
    pub fn plan_with_progress(
        &self,
        flows: impl IntoIterator<Item = DesiredFlow>,
        progress: impl Fn(usize, usize) + Send + Sync,
    ) -> impl Future<Output = Result<Plan, Error>> + Send {
        let desired: Vec<DesiredFlow> = flows.into_iter().collect();
        async move {
            let seen = self.observe(&desired, &progress).await?;
            let mut plan = self.compare(desired, seen);
            self.check_endpoints(&mut plan).await;
            Ok(plan)
        }
    }

    pub(super) fn compare(&self, desired: Vec<DesiredFlow>, seen: Seen) -> Plan {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for flow in &desired {
            *counts.entry(&flow.name).or_default() += 1;
        }
        let twice: Vec<bool> = desired
            .iter()
            .map(|flow| counts[flow.name.as_str()] > 1)
            .collect();
        let others = others(&desired, &seen);
        let is_renamed_twice: Vec<bool> = desired
            .iter()
            .map(|flow| is_renamed_twice(flow, &desired))
            .collect();
        let twice = twice.into_iter().zip(is_renamed_twice);
        let flows = desired.into_iter().zip(twice).map(|(desired, twice)| {
            let (is_twice, is_renamed_twice) = twice;
            let found = seen.of(&desired);
            let mut plan = FlowPlan {
                action: Action::Unchanged,
                changes: Vec::new(),
                effects: Vec::new(),
                publishes: false,
                notices: Vec::new(),
                was_published: false,
                rehearsals: Vec::new(),
                deployed: found.first().map(|found| (*found).clone()),
                desired,
            };
            let unread = plan.flow_id().and_then(|id| seen.unread.get(id));
            let unread = unread.map(ToString::to_string);
            let decided = match (is_twice, found.len(), unread) {
                (true, ..) => Err(Conflict::DesiredTwice),
                _ if rehearsed_id(&plan.desired.name).is_some() => Err(Conflict::Reserved),
                (false, 1, _) if is_renamed_twice && plan.renamed_from().is_some() => {
                    Err(Conflict::RenamedFrom {
                        name: found[0].name.clone(),
                    })
                }
                (false, 1, Some(reason)) => Err(Conflict::NotRead { reason }),
                (false, 0 | 1, _) => self.decide(&mut plan),
                (false, ..) => Err(Conflict::DeployedTwice {
                    flow_ids: found.iter().map(|flow| flow.flow_id.clone()).collect(),
                }),
            };
            plan.action = decided.unwrap_or_else(Action::Conflict);
            plan.settle();
            if let [flow] = found.as_slice()
                && flow.status == FlowStatus::Draft
            {
                let rehearsals = seen.rehearsals(&flow.flow_id);
                plan.rehearsals = rehearsals.map(|flow| flow.flow_id.clone()).collect();
                plan.was_published = !plan.rehearsals.is_empty();
            }
            if plan.was_published {
                let publishes = plan.publishes;
                plan.notices.push(Notice::WasPublished { publishes });
            }
            plan
        });
        let leftovers = seen.leftovers();
        Plan {
            account: self.account.clone(),
            flows: flows.collect(),
            leftovers: leftovers.map(|flow| flow.flow_id.clone()).collect(),
            others,
        }
    }

    fn decide(&self, plan: &mut FlowPlan) -> Result<Action, Conflict> {
        let violations = plan
            .desired
            .create_input(&self.account, &plan.desired.name)
            .violations();
        if !violations.is_empty() {
            return Err(Conflict::Input { violations });
        }
        let read = flow_json::read(&plan.desired.json).into_result();
        let json = read.map_err(|mistakes| Conflict::Unreadable {
            message: mistakes
                .first()
                .map_or_else(|| "there is nothing in it".to_owned(), ToString::to_string),
        })?;
        (plan.changes, plan.effects) = match plan.deployed.as_ref().map(Deployed::tree) {
            // Meta may add them by itself.
            Some(Some(deployed)) if same_but_defaults(&deployed, &json) => (Vec::new(), Vec::new()),
            Some(Some(deployed)) => (diff(&deployed, &json), effects(&deployed, &json)),
            _ => (diff(&NOTHING, &json), Vec::new()),
        };
        plan.changes.splice(0..0, plan.metadata_changes());
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

/// Whether the name that a flow is renamed from is that of another, or another is renamed from it too.
fn is_renamed_twice(flow: &DesiredFlow, desired: &[DesiredFlow]) -> bool {
    let Some(name) = &flow.renamed_from else {
        return false;
    };
    let mut others = desired.iter().filter(|other| other.name != flow.name);
    others.any(|other| other.name == *name || other.renamed_from.as_ref() == Some(name))
}

/// The flows of the account that no desired flow is, without the drafts of rehearsals.
fn others(desired: &[DesiredFlow], seen: &Seen) -> Vec<OtherFlow> {
    let taken: HashSet<&str> = desired
        .iter()
        .flat_map(|flow| seen.of(flow))
        .map(|flow| flow.flow_id.as_str())
        .collect();
    let is_rehearsal =
        |flow: &Deployed| flow.status == FlowStatus::Draft && rehearsed_id(&flow.name).is_some();
    let flows = seen.flows.iter();
    flows
        .filter(|flow| !taken.contains(flow.flow_id.as_str()) && !is_rehearsal(flow))
        .map(|flow| OtherFlow {
            flow_id: flow.flow_id.clone(),
            name: flow.name.clone(),
            status: flow.status.clone(),
        })
        .collect()
}
