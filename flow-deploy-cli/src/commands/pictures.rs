//! `pictures`: the screens of the flows as files.

use flow_preview::{Preview, Screenshots};
use serde_json::json;

use super::Context;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::output::print;

pub(super) async fn pictures(
    context: &Context,
    names: &[String],
    screenshots: &Screenshots,
) -> Exit {
    let flows = context.named(names)?;
    let flows: Vec<_> = flows
        .iter()
        .map(|flow| {
            // No picture shows a line of the source.
            let page = Preview::of_flow(&flow.name, &flow.json, []);
            (flow.name.clone(), page)
        })
        .collect();
    let taken = screenshots.run(&flows).await;
    let taken = taken.map_err(|error| Failure::usage(error.to_string()))?;
    let paths: Vec<String> = taken
        .files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    print(
        context.format,
        || json!({ "pictures": paths }),
        || paths.iter().map(|path| format!("{path}\n")).collect(),
    )?;
    if let Some(warning) = taken.warning() {
        eprintln!("warning: {warning}");
    }
    Ok(SUCCESS)
}
