//! `status`: shows the status and the health of flows.

use flow_deploy::{
    GetWhatsAppFlowInput, GetWhatsAppFlowOutput, ListWhatsAppFlowsInput, MetaFlowSummary,
};
use serde_json::{Value, json};

use super::Context;
use super::one_flow::find;
use crate::arguments::Parallel;
use crate::each::each;
use crate::exit::{Exit, FAILED, SUCCESS};
use crate::output::{count, is_colored, one_line, print, wrap};
use crate::target::Filled;

pub(super) async fn status(context: &Context, names: &[String], parallel: Parallel) -> Exit {
    let target = context.target(Filled::Drafts).await?;
    let account = target.account()?;
    let input = ListWhatsAppFlowsInput::new(account).max_results(100);
    let in_account = target.client.whatsapp_flows(input).try_collect().await?;
    let mut asked: Vec<&MetaFlowSummary> = Vec::new();
    if names.is_empty() {
        let own = |name: &str| context.flows.iter().any(|flow| flow.name == name);
        let flows = in_account.iter().filter(|flow| own(&flow.flow_name));
        asked.extend(flows);
    }
    for name in names {
        asked.push(find(&in_account, name)?);
    }
    let client = target.client.clone().adaptive();
    // One that cannot be read does not stop the others.
    let answers = asked.iter().map(|flow| {
        let input = GetWhatsAppFlowInput::new(account, &flow.flow_id);
        let client = &client;
        async move {
            let found = client.get_whatsapp_flow(&input).await;
            found.map_err(|error| error.to_string())
        }
    });
    let answers = each(parallel.flows, answers).await;
    let flows: Vec<Asked<'_>> = asked.into_iter().zip(answers).collect();
    print(
        context.format,
        || json!({"flows": flows.iter().map(json).collect::<Vec<_>>()}),
        || {
            if flows.is_empty() {
                format!("{account} has none of this program's flows.\n")
            } else {
                flows.iter().map(|flow| human(context, flow)).collect()
            }
        },
    )?;
    Ok(if flows.iter().all(|(_, found)| found.is_ok()) {
        SUCCESS
    } else {
        FAILED
    })
}

/// A flow as the list has it, and what was found of it.
type Asked<'l> = (&'l MetaFlowSummary, Result<GetWhatsAppFlowOutput, String>);

fn human(context: &Context, (listed, found): &Asked<'_>) -> String {
    let flow = match found {
        Ok(flow) => flow,
        Err(error) => {
            let (name, error) = (one_line(&listed.flow_name), one_line(error));
            let line = wrap(&format!("✗ {name}  {}: {error}", listed.flow_id), 2);
            return format!("{line}\n\n");
        }
    };
    let mut lines = vec![format!(
        "{}  {}  {}",
        one_line(&flow.flow_name),
        flow.flow_id,
        one_line(flow.flow_status.as_str())
    )];
    let mut line = |name: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("  {name:14} {}", one_line(&value))));
    };
    let categories: Vec<_> = flow.categories.iter().map(|c| c.as_str()).collect();
    line("categories", Some(categories.join(", ")));
    line("Flow JSON", flow.json_version.clone());
    line("data API", flow.data_api_version.clone());
    line("endpoint", flow.endpoint_uri.clone());
    let health = flow.health_status.as_ref();
    line(
        "can be sent",
        health.map(|health| health.can_send_message.to_string()),
    );
    for entity in health.into_iter().flat_map(|health| &health.entities) {
        let text = format!("{} {}", entity.id, entity.can_send_message);
        line(&format!("  {}", entity.entity_type), Some(text));
    }
    if !flow.validation_errors.is_empty() {
        line(
            "Meta found",
            Some(count(flow.validation_errors.len(), "error")),
        );
    }
    let mut own = context.flows.iter();
    let own = own.find(|own| own.name == flow.flow_name);
    for error in &flow.validation_errors {
        lines.push(match own {
            Some(own) => own.report_validation_error(error, is_colored()),
            None => one_line(error).into_owned(),
        });
    }
    lines.join("\n") + "\n\n"
}

fn json((listed, found): &Asked<'_>) -> Value {
    let flow = match found {
        Ok(flow) => flow,
        Err(error) => {
            return json!({
                "name": listed.flow_name, "flow_id": listed.flow_id,
                "status": listed.flow_status.as_str(), "categories": null, "json_version": null,
                "data_api_version": null, "endpoint_uri": null, "can_send_message": null,
                "validation_errors": null, "error": error,
            });
        }
    };
    let categories: Vec<_> = flow.categories.iter().map(|c| c.as_str()).collect();
    let health = flow.health_status.as_ref();
    json!({
        "name": flow.flow_name,
        "flow_id": flow.flow_id,
        "status": flow.flow_status.as_str(),
        "categories": categories,
        "json_version": flow.json_version,
        "data_api_version": flow.data_api_version,
        "endpoint_uri": flow.endpoint_uri,
        "can_send_message": health.map(|health| health.can_send_message.as_str()),
        "validation_errors": flow.validation_errors,
        "error": null,
    })
}
