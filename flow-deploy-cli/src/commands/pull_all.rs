//! `pull --all`: the Flow JSON of all flows of the account, in files.

use std::path::Path;

use flow_deploy::{ListWhatsAppFlowsInput, MetaFlowSummary};
use serde_json::{Value, json};

use super::Context;
use crate::arguments::Parallel;
use crate::backup::Backup;
use crate::each::each;
use crate::exit::{Exit, FAILED, SUCCESS};
use crate::output::{count, one_line, print};
use crate::target::Filled;

pub(super) async fn pull_all(context: &Context, folder: &Path, parallel: Parallel) -> Exit {
    let target = context.target(Filled::Drafts).await?;
    let account = target.account()?;
    let input = ListWhatsAppFlowsInput::new(account).max_results(100);
    let flows = target.client.whatsapp_flows(input).try_collect().await?;
    let backup = Backup::open(folder)?;
    let client = target.client.clone().adaptive();
    // One that fails does not stop the others.
    let files = flows.iter().map(|flow| async {
        let json = client.download_flow_json(account, &flow.flow_id).await;
        let json = json.map_err(|error| error.to_string())?;
        let json = json.ok_or("it has no Flow JSON")?;
        let kept = backup.keep(&flow.flow_name, &flow.flow_id, &json);
        let path = kept.map_err(|failure| failure.to_string())?;
        Ok(path.display().to_string())
    });
    let files = each(parallel.flows, files).await;
    let pulled: Vec<Pulled<'_>> = flows.iter().zip(files).collect();
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
