//! `pull --all`: the Flow JSON of all flows of the account, in files.

use std::path::Path;

use flow_deploy::{ListWhatsAppFlowsInput, MetaFlowSummary};
use serde_json::{Value, json};

use super::Context;
use crate::backup::Backup;
use crate::exit::{Exit, FAILED, Failure, SUCCESS};
use crate::output::{count, one_line, print};
use crate::target::{Filled, Target};

pub(super) async fn pull_all(context: &Context, folder: &Path) -> Exit {
    let target = context.target(Filled::Drafts).await?;
    let input = ListWhatsAppFlowsInput::new(target.account()?).max_results(100);
    let flows = target.client.whatsapp_flows(input).try_collect().await?;
    let backup = Backup::open(folder)?;
    let mut pulled = Vec::new();
    // One that fails does not stop the others.
    for flow in &flows {
        let file = pull(&target, &backup, flow).await;
        pulled.push((flow, file.map_err(|error| error.to_string())));
    }
    print(
        context.format,
        || json!({"flows": pulled.iter().map(row).collect::<Vec<_>>()}),
        || human(&pulled, folder),
    )?;
    Ok(if pulled.iter().all(|(_, file)| file.is_ok()) {
        SUCCESS
    } else {
        FAILED
    })
}

type Pulled<'p> = (&'p MetaFlowSummary, Result<String, String>);

async fn pull(
    target: &Target,
    backup: &Backup<'_>,
    flow: &MetaFlowSummary,
) -> Result<String, Failure> {
    let json = target
        .client
        .download_flow_json(target.account()?, &flow.flow_id);
    let none = || Failure::failed("it has no Flow JSON".to_owned());
    let json = json.await?.ok_or_else(none)?;
    let path = backup.keep(&flow.flow_name, &flow.flow_id, &json)?;
    Ok(path.display().to_string())
}

fn row((flow, file): &Pulled<'_>) -> Value {
    json!({
        "name": flow.flow_name, "flow_id": flow.flow_id, "status": flow.flow_status.as_str(),
        "file": file.as_ref().ok(), "error": file.as_ref().err(),
    })
}

fn human(pulled: &[Pulled<'_>], folder: &Path) -> String {
    let line = |(flow, file): &Pulled<'_>| match file {
        Ok(file) => format!("{}\n", one_line(file)),
        Err(error) => format!("✗ {}: {}\n", one_line(&flow.flow_name), one_line(error)),
    };
    let written = pulled.iter().filter(|(_, file)| file.is_ok()).count();
    let lines: String = pulled.iter().map(line).collect();
    let (written, folder) = (count(written, "flow"), folder.display());
    format!(
        "{lines}\n{written} of {} written to {folder}.\n",
        pulled.len()
    )
}
