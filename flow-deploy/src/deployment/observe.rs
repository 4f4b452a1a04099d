//! The part of an account that a plan needs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use flow_json::Category;
use flow_json::read_bytes;
use flow_json::tree::Node;

use super::parallel::parallel;
use super::{Deployment, DesiredFlow};
use crate::{Error, FlowCategory, FlowStatus, GetWhatsAppFlowInput, ListWhatsAppFlowsInput};

/// The start of the name of a rehearsal's draft. The id of the flow that is rehearsed follows.
pub(super) const REHEARSAL: &str = "flow-deploy-rehearsal-";

/// A flow of the account.
#[derive(Clone, Debug)]
pub(super) struct Deployed {
    pub(super) flow_id: String,
    pub(super) name: String,
    pub(super) status: FlowStatus,
    pub(super) categories: Vec<FlowCategory>,
    pub(super) validation_errors: Vec<String>,
    /// Known where it matters: where an endpoint is desired, or published with.
    pub(super) endpoint_uri: Option<String>,
    /// Known where the flow can be changed and its name is its own.
    pub(super) json: Option<Vec<u8>>,
}

impl Deployed {
    /// The Flow JSON as a tree. `None` if it is missing or no JSON.
    pub(super) fn tree(&self) -> Option<Node> {
        read_bytes(self.json.as_deref()?).into_result().ok()
    }

    /// Whether it has these categories. Those that this crate does not know cannot be asked for,
    /// and do not count.
    pub(super) fn has_categories(&self, asked: &[Category]) -> bool {
        let known = |category: &FlowCategory| matches!(category, FlowCategory::Known(_));
        let mut has = self.categories.iter().filter(|category| known(category));
        let all = asked
            .iter()
            .all(|asked| self.categories.iter().any(|has| has == asked));
        all && has.all(|has| asked.iter().any(|asked| has == asked))
    }

    /// Whether nothing that a plan was made by has changed.
    pub(super) fn is_as(&self, before: &Self) -> bool {
        let same_json = || match (self.tree(), before.tree()) {
            (Some(now), Some(before)) => now.same_value(&before),
            _ => self.json == before.json,
        };
        self.flow_id == before.flow_id
            && self.status == before.status
            && self.categories == before.categories
            && self.endpoint_uri == before.endpoint_uri
            && same_json()
    }
}

/// The flows of the account.
#[derive(Debug)]
pub(super) struct Seen(pub(super) Vec<Deployed>);

impl Seen {
    pub(super) fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Deployed> {
        self.0.iter().filter(move |flow| flow.name == name)
    }

    /// The drafts that interrupted rehearsals have left.
    pub(super) fn leftovers(&self) -> impl Iterator<Item = &Deployed> {
        self.0
            .iter()
            .filter(|flow| flow.name.starts_with(REHEARSAL) && flow.status == FlowStatus::Draft)
    }
}

/// Whether a flow of this JSON calls an endpoint.
pub(super) fn needs_endpoint(json: &Node) -> bool {
    json.get("data_api_version").is_some()
}

impl Deployment {
    pub(super) async fn list(&self) -> Result<Seen, Error> {
        let input = ListWhatsAppFlowsInput::new(&self.account).max_results(100);
        let mut flows = self.client.whatsapp_flows(input);
        let mut seen = Vec::new();
        while let Some(flow) = flows.next().await.transpose()? {
            seen.push(Deployed {
                flow_id: flow.flow_id,
                name: flow.flow_name,
                status: flow.flow_status,
                categories: flow.flow_categories,
                validation_errors: flow.validation_errors,
                endpoint_uri: None,
                json: None,
            });
        }
        Ok(Seen(seen))
    }

    /// `progress` is told how many flows were looked at, and how many are to be.
    pub(super) async fn observe(
        &self,
        desired: &[DesiredFlow],
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Seen, Error> {
        let mut seen = self.list().await?;
        let mut counts: HashMap<String, usize> = HashMap::new();
        for flow in &seen.0 {
            *counts.entry(flow.name.clone()).or_default() += 1;
        }
        let looks = seen.0.iter_mut().filter_map(|flow| {
            let wanted = desired.iter().find(|desired| desired.name == flow.name)?;
            let changes = matches!(flow.status, FlowStatus::Draft | FlowStatus::Published);
            (counts.get(&flow.name) == Some(&1) && changes).then(|| self.look(flow, wanted))
        });
        let looks: Vec<_> = looks.collect();
        let (all, done) = (looks.len(), AtomicUsize::new(0));
        progress(0, all);
        let looks = looks.into_iter().map(async |look| {
            let looked = look.await;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            looked
        });
        for looked in parallel(self.parallel, looks).await {
            looked?;
        }
        Ok(seen)
    }

    /// Gets the details of flows that a list leaves out.
    pub(super) async fn look(
        &self,
        flow: &mut Deployed,
        wanted: &DesiredFlow,
    ) -> Result<(), Error> {
        let json = self.client.download_flow_json(&self.account, &flow.flow_id);
        flow.json = json.await?;
        if flow.status == FlowStatus::Published && flow.tree().is_none() {
            // Meta publishes no Flow JSON that it cannot read: a server in between sent this.
            return Err(unreadable(flow));
        }
        // Whether there is one matters to a flow that is published.
        let needs_one = || {
            let json = flow_json::read(&wanted.json).root;
            self.publish && json.is_some_and(|json| needs_endpoint(&json))
        };
        if wanted.endpoint_uri.is_some() || needs_one() {
            let get = GetWhatsAppFlowInput::new(&self.account, &flow.flow_id);
            flow.endpoint_uri = self.client.get_whatsapp_flow(&get).await?.endpoint_uri;
        }
        Ok(())
    }
}

fn unreadable(flow: &Deployed) -> Error {
    let bytes = flow.json.as_deref().unwrap_or_default();
    let start = bytes.get(..200).unwrap_or(bytes);
    Error::Unreadable {
        operation: "the download of a published flow",
        reason: format!("what came for `{}` is no Flow JSON", flow.name),
        request_id: None,
        body: String::from_utf8_lossy(start).into_owned(),
    }
}
