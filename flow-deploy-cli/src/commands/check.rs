//! `check`: finds mistakes that Meta would refuse, before anything is sent.

use flow_deploy::DesiredFlow;
use flow_json::Diagnostic;
use flow_json::report::command_line::{Counts, members};
use serde_json::{Value, json};

use super::Context;
use crate::exit::{Exit, FAILED, SUCCESS};
use crate::output::{count, is_colored, print};

pub(super) fn check(context: &Context, names: &[String], deny_warnings: bool) -> Exit {
    let flows = context.named(names)?;
    let findings: Vec<_> = flows
        .iter()
        .flat_map(|flow| flow.check().into_iter().map(move |found| (*flow, found)))
        .collect();
    let counts: Counts = findings.iter().map(|(_, found)| found).collect();
    print(
        context.format,
        || {
            let findings: Vec<_> = findings
                .iter()
                .map(|(flow, found)| json(flow, found))
                .collect();
            json!({"errors": counts.errors, "warnings": counts.warnings, "findings": findings})
        },
        || {
            let reports = findings.iter();
            let reports =
                reports.map(|(flow, found)| flow.report_diagnostic(found, is_colored()) + "\n\n");
            let flows = count(flows.len(), "flow");
            reports.collect::<String>() + &format!("Checked {flows}: {counts}.\n")
        },
    )?;
    Ok(
        if counts.errors > 0 || (deny_warnings && counts.warnings > 0) {
            FAILED
        } else {
            SUCCESS
        },
    )
}

fn json(flow: &DesiredFlow, found: &Diagnostic) -> Value {
    let place = flow.source_of(&found.place.pointer);
    let mut json = json!({
        "flow": flow.name,
        "language": flow.language,
        "file": place.map(|place| place.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    });
    for (name, value) in members(found) {
        json[name] = value.into();
    }
    json
}
