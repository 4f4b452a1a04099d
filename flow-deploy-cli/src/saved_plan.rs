//! A plan in a file: made by `plan --out`, read by people, and carried out by `apply --plan`.
//!
//! The file decides nothing. `apply --plan` makes the plan anew with the options of the file, and goes on if it is
//! the same. So a file that somebody has changed is refused, or changes nothing.

use std::fs;
use std::path::Path;

use flow_deploy::{DesiredFlow, FlowPlan, Plan};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::arguments::PlanOptions;
use crate::commands::decision;
use crate::exit::Failure;
use crate::target::Target;

/// What tells a file of this kind.
const FORMAT: &str = "flow-deploy-cli plan";
/// Another number for each change of the format that an older program would misread.
const VERSION: u64 = 1;

const PROGRAM: &str = "the program has changed since the plan was made";

/// A plan that was saved.
pub(crate) struct SavedPlan {
    account: String,
    region: String,
    endpoint: String,
    flows: Vec<Value>,
    leftovers: Vec<String>,
    names: Vec<String>,
    publish: bool,
    update_published: bool,
    endpoints: Vec<(String, String)>,
    renamed_from: Vec<(String, String)>,
}

/// Writes a plan. `document` is that of `plan --output json`.
pub(crate) fn save(
    path: &Path,
    target: &Target,
    options: &PlanOptions,
    plan: &Plan,
    mut document: Value,
) -> Result<(), Failure> {
    let pairs = |pairs: &[(String, String)]| -> Value {
        let pairs = pairs.iter().cloned();
        pairs
            .map(|(name, value)| (name, Value::from(value)))
            .collect()
    };
    document["format"] = FORMAT.into();
    document["format_version"] = VERSION.into();
    document["region"] = target.client.region().into();
    document["options"] = json!({
        "names": options.names,
        "publish": options.publish,
        "update_published": options.update_published,
        "flow_endpoints": pairs(&options.endpoints),
        "renamed_from": pairs(&options.renamed_from),
    });
    for (document, flow) in document["flows"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .zip(&plan.flows)
    {
        for (member, value) in decisive(flow) {
            document[member] = value;
        }
    }
    fs::write(path, format!("{document:#}\n")).map_err(|error| {
        let path = path.display();
        Failure::failed(format!(
            "the plan was not saved: cannot write {path}: {error}"
        ))
    })
}

/// What is done to a flow, and all that this rests on. It is the same in a plan that is made anew, or the saved
/// plan is refused.
fn decisive(flow: &FlowPlan) -> Map<String, Value> {
    let mut members = decision(flow);
    let hashes = [
        ("desired_sha256", Some(desired_hash(flow.desired()))),
        ("deployed_sha256", flow.deployed_json().map(served_hash)),
    ];
    members.extend(hashes.map(|(name, hash)| (name.to_owned(), hash.into())));
    members
}

impl SavedPlan {
    /// Reads a plan that [`save`] has written.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let bytes = fs::read(path)
            .map_err(|error| Failure::usage(format!("cannot read the plan {shown}: {error}")))?;
        let none = |why: &str| {
            Failure::usage(format!(
                "{shown} is no plan that `plan --out` has saved: {why}"
            ))
        };
        let document: Value = serde_json::from_slice(&bytes)
            .map_err(|error| none(&format!("it is no JSON ({error})")))?;
        if document["format"] != FORMAT {
            return Err(none(&format!("its `format` is not `{FORMAT}`")));
        }
        match document["format_version"].as_u64() {
            Some(VERSION) => {}
            Some(other) => {
                return Err(Failure::usage(format!(
                    "{shown} has version {other} of the format of plans, and this program knows version {VERSION}: plan again"
                )));
            }
            None => return Err(none("its `format_version` is no number")),
        }
        Self::of(&document).ok_or_else(|| none("a member is missing or of another type"))
    }

    fn of(document: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let texts = |value: &Value| {
            value
                .as_array()?
                .iter()
                .map(text)
                .collect::<Option<Vec<_>>>()
        };
        let pairs = |value: &Value| {
            let pairs = value.as_object()?.iter();
            pairs
                .map(|(name, value)| Some((name.clone(), text(value)?)))
                .collect::<Option<Vec<_>>>()
        };
        let options = &document["options"];
        let flows = document["flows"].as_array()?;
        if !flows.iter().all(|flow| flow["name"].is_string()) {
            return None;
        }
        Some(Self {
            account: text(&document["account"])?,
            region: text(&document["region"])?,
            endpoint: text(&document["endpoint"])?,
            flows: flows.clone(),
            leftovers: texts(&document["leftovers"])?,
            names: texts(&options["names"])?,
            publish: options["publish"].as_bool()?,
            update_published: options["update_published"].as_bool()?,
            endpoints: pairs(&options["flow_endpoints"])?,
            renamed_from: pairs(&options["renamed_from"])?,
        })
    }

    /// The options that it was made with, with those of `asked` that may be others.
    pub(crate) fn options(&self, asked: &PlanOptions) -> PlanOptions {
        PlanOptions {
            names: self.names.clone(),
            publish: self.publish,
            update_published: self.update_published,
            endpoints: self.endpoints.clone(),
            renamed_from: self.renamed_from.clone(),
            deny_breaking: asked.deny_breaking,
            parallel: asked.parallel,
        }
    }

    /// The account that it was made for.
    pub(crate) fn account(&self) -> &str {
        &self.account
    }

    /// Refuses to go on if the program lacks a flow of the plan.
    pub(crate) fn check_names(&self, own: &[DesiredFlow]) -> Result<(), Failure> {
        let is_gone = |name: &&str| !own.iter().any(|flow| flow.name == **name);
        let names = self.flows.iter().filter_map(|flow| flow["name"].as_str());
        let gone = names.filter(is_gone);
        self.unless(gone.map(|name| format!("`{name}` is gone")), PROGRAM)
    }

    /// Refuses to go on if the flows to deploy are not those of the plan.
    pub(crate) fn check_flows(&self, desired: &[DesiredFlow]) -> Result<(), Failure> {
        let changes = desired.iter().filter_map(|flow| {
            let name = &flow.name;
            match self.flow(name) {
                None => Some(format!("`{name}` is new")),
                Some(saved) if saved["desired_sha256"] == desired_hash(flow) => None,
                Some(_) => Some(format!("`{name}` is another")),
            }
        });
        self.unless(changes, PROGRAM)
    }

    /// Refuses to go on with another account, Region or service.
    pub(crate) fn check_target(&self, target: &Target) -> Result<(), Failure> {
        let now = [
            ("account", target.account()?, &self.account),
            ("Region", target.client.region(), &self.region),
            ("endpoint", target.client.endpoint(), &self.endpoint),
        ];
        let others = now.iter().filter(|(_, now, saved)| now != saved);
        let others =
            others.map(|(what, now, saved)| format!("its {what} is {saved}, and here it is {now}"));
        self.unless(others, "the plan was made for another place")
    }

    /// Refuses to go on if the plan is another now. Of leftovers, those that came since are left.
    pub(crate) fn check_plan(&self, plan: &mut Plan) -> Result<(), Failure> {
        plan.leftovers.retain(|id| self.leftovers.contains(id));
        let has_changed = |now: &&FlowPlan| {
            let saved = self.flow(&now.desired().name);
            let is_other = |saved: &Value| {
                let mut now = decisive(now).into_iter();
                now.any(|(member, value)| saved[member] != value)
            };
            saved.is_none_or(is_other)
        };
        let changed = plan.flows.iter().filter(has_changed);
        let names = changed.map(|flow| format!("`{}`", flow.desired().name));
        self.unless(names, "the account has changed since the plan was made")
    }

    fn flow(&self, name: &str) -> Option<&Value> {
        self.flows.iter().find(|flow| flow["name"] == name)
    }

    fn unless(&self, reasons: impl Iterator<Item = String>, what: &str) -> Result<(), Failure> {
        let reasons: Vec<_> = reasons.collect();
        if reasons.is_empty() {
            return Ok(());
        }
        Err(Failure::refused(format!(
            "{what}: {}; nothing was done: plan again",
            reasons.join(", ")
        )))
    }
}

/// Of everything that a flow is to be.
fn desired_hash(flow: &DesiredFlow) -> String {
    let categories: Vec<_> = flow
        .categories
        .iter()
        .map(|category| category.as_str())
        .collect();
    let flow = json!({
        "name": flow.name,
        "categories": categories,
        "json": flow.json,
        "endpoint_uri": flow.endpoint_uri,
        "renamed_from": flow.renamed_from,
    });
    hash(flow.to_string().as_bytes())
}

/// Of Flow JSON as the service serves it. White space does not count.
fn served_hash(json: &[u8]) -> String {
    match serde_json::from_slice::<Value>(json) {
        Ok(value) => hash(value.to_string().as_bytes()),
        Err(_) => hash(json),
    }
}

fn hash(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}
