//! `list` and `json`: the flows of the program.

use flow_deploy::{DesiredFlow, ListWhatsAppFlowsInput, MetaFlowSummary};
use flow_json::model::Flow;
use flow_json::{Layout, read, write};
use serde_json::{Value, json};

use super::Context;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::output::{Format, print, print_flow_json, size, table};
use crate::target::Filled;

pub(super) async fn list(context: &Context) -> Exit {
    // Without an account there are still the flows of the program.
    let deployed = if !context.service.local && context.service.is_silent() {
        None
    } else {
        let target = context.target(Filled::Drafts).await?;
        let account = target.account()?.to_owned();
        let input = ListWhatsAppFlowsInput::new(&account).max_results(100);
        let flows = target.client.whatsapp_flows(input).try_collect().await?;
        Some((account, flows))
    };
    let account = deployed.as_ref().map(|(account, _)| account);
    let in_account: &[MetaFlowSummary] = deployed.as_ref().map_or(&[], |(_, flows)| flows);
    print(
        context.format,
        || {
            let own = context.flows.iter().map(|flow| {
                let facts = Facts::of(flow);
                let categories: Vec<_> = flow.categories.iter().map(|c| c.as_str()).collect();
                let found = in_account.iter().find(|other| other.flow_name == flow.name);
                json!({
                    "name": flow.name, "in_program": true, "version": facts.version,
                    "categories": categories, "screens": facts.screens, "bytes": flow.json.len(),
                    "deployed": found.map(deployed_json),
                })
            });
            let others = foreign(context, in_account).map(|flow| {
                let categories: Vec<_> = flow.flow_categories.iter().map(|c| c.as_str()).collect();
                json!({
                    "name": flow.flow_name, "in_program": false, "version": null,
                    "categories": categories, "screens": null, "bytes": null,
                    "deployed": deployed_json(flow),
                })
            });
            json!({"account": account, "flows": own.chain(others).collect::<Vec<_>>()})
        },
        || {
            let heads = ["FLOW", "VERSION", "SCREENS", "SIZE", "STATUS", "ID"];
            let mut rows = vec![heads.map(str::to_owned).to_vec()];
            for flow in &context.flows {
                let facts = Facts::of(flow);
                let found = in_account.iter().find(|other| other.flow_name == flow.name);
                let (status, id) = match (found, account) {
                    (Some(found), _) => (status(found), found.flow_id.clone()),
                    (None, Some(_)) => ("not deployed".to_owned(), String::new()),
                    (None, None) => Default::default(),
                };
                rows.push(vec![
                    flow.name.clone(),
                    facts.version.unwrap_or_default(),
                    facts.screens.to_string(),
                    size(flow.json.len()),
                    status,
                    id,
                ]);
            }
            for flow in foreign(context, in_account) {
                let mut row = vec![flow.flow_name.clone()];
                row.extend(["", "", "not in this program"].map(str::to_owned));
                row.extend([status(flow), flow.flow_id.clone()]);
                rows.push(row);
            }
            let about = match account {
                Some(account) => format!("Flows of this program and of {account}:\n\n"),
                None => "Flows of this program (no account is given):\n\n".to_owned(),
            };
            about + &table(&rows)
        },
    )?;
    Ok(SUCCESS)
}

fn foreign<'c>(
    context: &'c Context,
    in_account: &'c [MetaFlowSummary],
) -> impl Iterator<Item = &'c MetaFlowSummary> {
    in_account.iter().filter(|flow| {
        let mut own = context.flows.iter();
        !own.any(|own| own.name == flow.flow_name)
    })
}

fn status(flow: &MetaFlowSummary) -> String {
    match flow.validation_errors.len() {
        0 => flow.flow_status.to_string(),
        errors => format!("{}, errors: {errors}", flow.flow_status),
    }
}

fn deployed_json(flow: &MetaFlowSummary) -> Value {
    json!({
        "flow_id": flow.flow_id,
        "status": flow.flow_status.as_str(),
        "validation_errors": flow.validation_errors,
    })
}

/// The version and the number of screens in a flow's JSON.
struct Facts {
    version: Option<String>,
    screens: usize,
}

impl Facts {
    fn of(flow: &DesiredFlow) -> Self {
        let root = read(&flow.json).root;
        let flow = root.as_ref().map(Flow::without_expressions);
        let version = flow.as_ref().and_then(|flow| flow.top("version")?.as_str());
        Self {
            version: version.map(str::to_owned),
            screens: flow.map_or(0, |flow| flow.screens.len()),
        }
    }
}

pub(super) fn json(
    context: &Context,
    name: Option<&str>,
    minified: bool,
    with_places: bool,
) -> Exit {
    let names: Vec<String> = name.map(str::to_owned).into_iter().collect();
    let flows = context.named(&names)?;
    let one = |flow: &DesiredFlow| match (minified, read(&flow.json).into_result()) {
        (true, _) => Ok(flow.json.clone()),
        (false, Ok(root)) => Ok(write(&root, Layout::Pretty)),
        (false, Err(_)) => Err(Failure::failed(format!(
            "the Flow JSON of `{}` cannot be read; --minified prints it as it is",
            flow.name
        ))),
    };
    let by_name = |flow: &DesiredFlow| {
        let json = one(flow)?;
        let value = if with_places {
            let places: Vec<String> = flow.source_places().map(|one| one.to_string()).collect();
            format!("{{\"json\": {json},\n\"places\": {}}}", json!(places))
        } else {
            json
        };
        Ok(format!("{}: {value}", json!(flow.name)))
    };
    match flows.as_slice() {
        [flow] if !with_places => {
            let end = if minified { "" } else { "\n" };
            print_flow_json(&(one(flow)? + end))?;
        }
        flows => {
            let all: Result<Vec<_>, Failure> = flows.iter().map(|flow| by_name(flow)).collect();
            print_flow_json(&format!("{{{}}}\n", all?.join(",\n")))?;
        }
    }
    Ok(SUCCESS)
}

/// A document of Flow JSON, indented unless `raw`.
pub(super) fn document(format: Format, bytes: &[u8], raw: bool) -> String {
    let plain = || String::from_utf8_lossy(bytes).into_owned();
    if raw && format == Format::Human {
        return plain();
    }
    match flow_json::read_bytes(bytes).into_result() {
        Ok(root) => write(&root, Layout::Pretty) + "\n",
        Err(_) => plain(),
    }
}
