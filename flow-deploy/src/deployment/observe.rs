//! The part of an account that a plan needs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use flow_json::Category;
use flow_json::read_bytes;
use flow_json::tree::Node;

use super::parallel::parallel;
use super::{Deployment, DesiredFlow};
use crate::json::same_json;
use crate::{Error, FlowCategory, FlowStatus, GetWhatsAppFlowInput, ListWhatsAppFlowsInput};

/// The start of the name of a rehearsal's draft. The id of the flow that is rehearsed follows, and a
/// number of 16 digits.
const REHEARSAL: &str = "flow-deploy-rehearsal-";

/// A name for the draft of a rehearsal, which no other run takes.
pub(super) fn rehearsal_name(flow_id: &str) -> String {
    format!("{REHEARSAL}{flow_id}-{:016x}", fastrand::u64(..))
}

/// The id of the flow whose rehearsal a draft of this name is. `None` for a name that an author gave.
pub(super) fn rehearsed_id(name: &str) -> Option<&str> {
    let (flow_id, number) = name.strip_prefix(REHEARSAL)?.split_once('-')?;
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let is_ours = !flow_id.is_empty()
        && flow_id.bytes().all(|byte| byte.is_ascii_digit())
        && number.len() == 16
        && number.bytes().all(is_hex);
    is_ours.then_some(flow_id)
}

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
    /// Known where the flow can be changed and its name is its own. A plan and what was seen share it.
    pub(super) json: Option<Bytes>,
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

    /// The categories that can be asked for.
    pub(super) fn known_categories(&self) -> impl Iterator<Item = Category> {
        self.categories
            .iter()
            .filter_map(|category| match category {
                FlowCategory::Known(known) => Some(*known),
                _ => None,
            })
    }

    /// Whether nothing that a plan was made by has changed.
    pub(super) fn is_as(&self, before: &Self) -> bool {
        let is_same_json = match (&self.json, &before.json) {
            (Some(now), Some(before)) => same_json(now, before),
            (now, before) => now == before,
        };
        self.flow_id == before.flow_id
            && self.name == before.name
            && self.status == before.status
            && self.categories == before.categories
            && self.endpoint_uri == before.endpoint_uri
            && is_same_json
    }
}

/// The flows of the account.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) flows: Vec<Deployed>,
    /// The flows of each name, as indices of `flows`.
    names: HashMap<String, Vec<usize>>,
    /// Why the details of a flow could not be read, by its id.
    pub(super) unread: HashMap<String, Error>,
}

impl Seen {
    fn new(flows: Vec<Deployed>) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, flow) in flows.iter().enumerate() {
            names.entry(flow.name.clone()).or_default().push(index);
        }
        Self {
            flows,
            names,
            unread: HashMap::new(),
        }
    }

    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &Deployed> {
        let indices = self.names.get(name).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.flows[*index])
    }

    /// The flows that a desired flow is: those of its name, or else those that it is renamed from. A
    /// deprecated one keeps its name for ever.
    pub(super) fn of(&self, desired: &DesiredFlow) -> Vec<&Deployed> {
        let own: Vec<_> = self.named(&desired.name).collect();
        match &desired.renamed_from {
            Some(name) if own.is_empty() => self
                .named(name)
                .filter(|flow| flow.status != FlowStatus::Deprecated)
                .collect(),
            _ => own,
        }
    }

    /// The drafts of rehearsals of a flow.
    pub(super) fn rehearsals<'s>(&'s self, flow_id: &'s str) -> impl Iterator<Item = &'s Deployed> {
        let is_its = move |flow: &&Deployed| rehearsed_id(&flow.name) == Some(flow_id);
        self.drafts_of_rehearsals().filter(is_its)
    }

    /// The drafts that interrupted rehearsals have left, and that tell nothing any more: one whose flow is
    /// a draft tells that this was published.
    pub(super) fn leftovers(&self) -> impl Iterator<Item = &Deployed> {
        self.drafts_of_rehearsals().filter(|rehearsal| {
            let flow_id = rehearsed_id(&rehearsal.name);
            let mut flows = self.flows.iter();
            let flow = flows.find(|flow| Some(flow.flow_id.as_str()) == flow_id);
            flow.is_none_or(|flow| flow.status != FlowStatus::Draft)
        })
    }

    fn drafts_of_rehearsals(&self) -> impl Iterator<Item = &Deployed> {
        let flows = self.flows.iter();
        flows.filter(|flow| flow.status == FlowStatus::Draft && rehearsed_id(&flow.name).is_some())
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
        Ok(Seen::new(seen))
    }

    /// `progress` is told how many flows were looked at, and how many are to be.
    pub(super) async fn observe(
        &self,
        desired: &[DesiredFlow],
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Seen, Error> {
        let mut seen = self.list().await?;
        let mut wanted: HashMap<String, &DesiredFlow> = HashMap::new();
        for desired in desired {
            if let [flow] = seen.of(desired).as_slice()
                && matches!(flow.status, FlowStatus::Draft | FlowStatus::Published)
            {
                wanted.entry(flow.flow_id.clone()).or_insert(desired);
            }
        }
        let (all, done) = (wanted.len(), &AtomicUsize::new(0));
        progress(0, all);
        let flows = seen.flows.iter_mut().filter_map(|flow| {
            let wanted = *wanted.get(&flow.flow_id)?;
            Some((flow, wanted))
        });
        let flows: Vec<_> = flows.collect();
        let unread = parallel(self.parallel, flows, |(flow, wanted)| async move {
            let looked = self.look(flow, wanted).await;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            Some((flow.flow_id.clone(), looked.err()?))
        });
        let unread = unread.await;
        seen.unread = unread.into_iter().flatten().collect();
        Ok(seen)
    }

    /// Gets the details of flows that a list leaves out.
    pub(super) async fn look(
        &self,
        flow: &mut Deployed,
        wanted: &DesiredFlow,
    ) -> Result<(), Error> {
        let json = self.client.download_flow_json(&self.account, &flow.flow_id);
        flow.json = json.await?.map(Bytes::from);
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
