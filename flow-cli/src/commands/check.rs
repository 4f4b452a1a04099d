//! `check`: finds mistakes that Meta would refuse, before anything is sent.

use flow_deploy::DesiredFlow;
use flow_json::{Diagnostic, Severity};
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
    let errors = findings.iter().filter(|(_, found)| is_error(found)).count();
    let warnings = findings.len() - errors;
    print(
        context.format,
        || {
            let findings: Vec<_> = findings
                .iter()
                .map(|(flow, found)| json(flow, found))
                .collect();
            json!({"errors": errors, "warnings": warnings, "findings": findings})
        },
        || {
            let reports = findings.iter();
            let reports =
                reports.map(|(flow, found)| flow.report_diagnostic(found, is_colored()) + "\n\n");
            let flows = count(flows.len(), "flow");
            let (errors, warnings) = (count(errors, "error"), count(warnings, "warning"));
            reports.collect::<String>() + &format!("Checked {flows}: {errors}, {warnings}.\n")
        },
    )?;
    Ok(if errors > 0 || (deny_warnings && warnings > 0) {
        FAILED
    } else {
        SUCCESS
    })
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn json(flow: &DesiredFlow, found: &Diagnostic) -> Value {
    let place = flow.source_of(&found.place.pointer);
    json!({
        "flow": flow.name,
        "severity": if is_error(found) { "error" } else { "warning" },
        "code": found.rule.code,
        "rule": found.rule.name,
        "message": found.message,
        "help": found.help,
        "pointer": found.place.pointer,
        "file": place.map(|place| place.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
}
