//! `preview --hosted`, `pull`, `deprecate` and `delete`: one flow of the account.

use flow_deploy::{
    DeleteWhatsAppFlowInput, DeprecateWhatsAppFlowInput, FlowStatus, GetWhatsAppFlowPreviewInput,
    ListWhatsAppFlowsInput, MetaFlowSummary,
};
use serde_json::json;

use super::{CHANGES, Context, flows};
use crate::arguments::OneFlow;
use crate::confirm::confirm;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::interrupt::Stops;
use crate::output::{one_line, print, print_flow_json};
use crate::target::{Filled, Target};

/// The flow of a name, or of an id.
pub(super) fn find<'f>(
    flows: &'f [MetaFlowSummary],
    name: &str,
) -> Result<&'f MetaFlowSummary, Failure> {
    let named: Vec<_> = flows.iter().filter(|flow| flow.flow_name == name).collect();
    match named.as_slice() {
        [one] => Ok(one),
        [] => flows
            .iter()
            .find(|flow| flow.flow_id == name)
            .ok_or_else(|| {
                Failure::failed(format!(
                    "the account has no flow `{name}`; `list` shows its flows"
                ))
            }),
        several => {
            let ids: Vec<_> = several.iter().map(|flow| flow.flow_id.as_str()).collect();
            let ids = ids.join(", ");
            Err(Failure::failed(format!(
                "the account has more than one flow `{name}`: give the id in place of the name, one of {ids}"
            )))
        }
    }
}

async fn deployed(target: &Target, name: &str) -> Result<MetaFlowSummary, Failure> {
    let input = ListWhatsAppFlowsInput::new(target.account()?).max_results(100);
    let flows = target.client.whatsapp_flows(input).try_collect().await?;
    find(&flows, name).cloned()
}

pub(super) async fn hosted_preview(context: &Context, name: &str, invalidate: bool) -> Exit {
    if context.service.local {
        let text = "the link would lead to a service that ends with this command: leave --hosted out for a page on this machine";
        return Err(Failure::usage(text.to_owned()));
    }
    let target = context.target(Filled::Drafts).await?;
    let flow = deployed(&target, name).await?;
    let mut input = GetWhatsAppFlowPreviewInput::new(target.account()?, &flow.flow_id);
    input.invalidate = invalidate.then_some(true);
    let preview = target
        .client
        .get_whatsapp_flow_preview(&input)
        .await?
        .preview;
    let (url, end) = (preview.preview_url, preview.expires_at);
    print(
        context.format,
        || {
            json!({
                "name": flow.flow_name, "flow_id": flow.flow_id, "preview_url": url,
                "expires_at": end,
            })
        },
        || format!("{url}\n"),
    )?;
    Ok(SUCCESS)
}

pub(super) async fn pull(context: &Context, name: &str, raw: bool) -> Exit {
    let target = context.target(Filled::Drafts).await?;
    let flow = deployed(&target, name).await?;
    let json = target
        .client
        .download_flow_json(target.account()?, &flow.flow_id);
    match json.await? {
        Some(json) => print_flow_json(&flows::document(context.format, &json, raw))?,
        None => return Err(Failure::failed(format!("`{name}` has no Flow JSON"))),
    }
    Ok(SUCCESS)
}

pub(super) async fn deprecate(context: &Context, asked: &OneFlow, stops: &Stops) -> Exit {
    let target = context.target(Filled::Published).await?;
    let flow = deployed(&target, &asked.name).await?;
    if flow.flow_status != FlowStatus::Published {
        return Err(not_possible(
            &flow,
            "deprecated: only a published flow can be",
        ));
    }
    let change = format!("ends `{}` for ever", flow.flow_name);
    confirm(stops, asked.yes, &change).await?;
    let input = DeprecateWhatsAppFlowInput::new(target.account()?, &flow.flow_id);
    let deprecated = target.client.deprecate_whatsapp_flow(&input);
    stops.unless_stopped(deprecated, CHANGES).await?;
    done(context, &flow, "deprecated")
}

pub(super) async fn delete(context: &Context, asked: &OneFlow, stops: &Stops) -> Exit {
    let target = context.target(Filled::Drafts).await?;
    let flow = deployed(&target, &asked.name).await?;
    if flow.flow_status != FlowStatus::Draft {
        return Err(not_possible(&flow, "deleted: only a draft can be"));
    }
    let change = format!("deletes the draft `{}`", flow.flow_name);
    confirm(stops, asked.yes, &change).await?;
    let input = DeleteWhatsAppFlowInput::new(target.account()?, &flow.flow_id);
    let deleted = target.client.delete_whatsapp_flow(&input);
    stops.unless_stopped(deleted, CHANGES).await?;
    done(context, &flow, "deleted")
}

fn not_possible(flow: &MetaFlowSummary, change: &str) -> Failure {
    let (name, status) = (&flow.flow_name, &flow.flow_status);
    Failure::refused(format!(
        "`{name}` is {status} and cannot be {change}; nothing was done"
    ))
}

fn done(context: &Context, flow: &MetaFlowSummary, done: &str) -> Exit {
    print(
        context.format,
        || json!({"name": flow.flow_name, "flow_id": flow.flow_id, "done": done}),
        || format!("`{}` is {done}.\n", one_line(&flow.flow_name)),
    )?;
    Ok(SUCCESS)
}
