//! `apply`: carries out a plan.

use flow_deploy::{Action, ApplyError, FlowPlan, FlowReport, Outcome, Plan, Report};
use serde_json::{Value, json};

use super::{Context, plan};
use crate::arguments::PlanOptions;
use crate::confirm::confirm;
use crate::exit::{Exit, FAILED, Failure, SUCCESS};
use crate::output::{Format, count, is_colored, print, text};
use crate::progress::Display;
use crate::target::Filled;

pub(super) async fn apply(context: &Context, options: &PlanOptions, yes: bool) -> Exit {
    let flows = plan::desired(context, options)?;
    let target = context.target(Filled::Empty).await?;
    let (deployment, plan) = plan::make(&target, options, flows).await?;
    if context.format == Format::Human {
        text(&plan::human(&target, &plan))?;
    }
    ask(&plan, options, yes)?;
    let display = Display::new(plan.flows.len());
    let applied = tokio::select! {
        applied = deployment.apply(&plan, |name, progress| display.flow(name, progress)) => applied,
        _ = tokio::signal::ctrl_c() => {
            display.end();
            return Err(Failure::Interrupted(
                "some flows may be done and others not; `apply` again goes on from there",
            ));
        }
    };
    display.end();
    let report = applied.map_err(|error| match error {
        ApplyError::Changed { .. } => Failure::Refused(error.to_string()),
        error => Failure::Failed(error.to_string()),
    })?;
    print(
        context.format,
        || {
            let mut document = plan::json(&target, &plan);
            let applied = report.flows.iter().map(json);
            document["applied"] = applied.collect::<Vec<_>>().into();
            document
        },
        || human(&plan, &report),
    )?;
    Ok(if report.is_success() { SUCCESS } else { FAILED })
}

/// Asks before flows are published. Refuses a plan that the options do not allow.
fn ask(plan: &Plan, options: &PlanOptions, yes: bool) -> Result<(), Failure> {
    let names = |wanted: fn(&FlowPlan) -> bool| {
        let flows = plan.flows.iter().filter(|flow| wanted(flow));
        flows
            .map(|flow| flow.desired().name.as_str())
            .collect::<Vec<_>>()
    };
    let updated = names(FlowPlan::updates_published);
    if !updated.is_empty() && !options.update_published {
        return Err(Failure::Refused(format!(
            "{} published, and off the air from the update until it is published again: allow that with --update-published; nothing was done",
            match updated.as_slice() {
                [one] => format!("`{one}` is"),
                all => format!("{} are", all.join(", ")),
            }
        )));
    }
    let published = names(|flow| flow.publishes);
    if published.is_empty() {
        return Ok(());
    }
    confirm(yes, &format!("publishes {}", published.join(", ")))
}

fn human(plan: &Plan, report: &Report) -> String {
    let mut lines = vec![String::new()];
    let names = report.flows.iter().map(|flow| flow.name.chars().count());
    let width = names.max().unwrap_or(0);
    let both = || plan.flows.iter().zip(&report.flows);
    for (plan, report) in both() {
        let mark = if report.is_success() { '✓' } else { '✗' };
        let id = report.flow_id.as_deref().unwrap_or_default();
        let outcome = outcome(plan, report);
        lines.push(
            format!("  {mark} {:width$}  {id:16}  {outcome}", report.name)
                .trim_end()
                .to_owned(),
        );
    }
    for (plan, report) in both() {
        if let Outcome::Invalid { errors } = &report.outcome {
            let errors = errors.iter();
            lines.extend(errors.map(|error| {
                format!(
                    "\n{}",
                    plan.desired().report_validation_error(error, is_colored())
                )
            }));
        }
    }
    let failed = report
        .flows
        .iter()
        .filter(|flow| !flow.is_success())
        .count();
    lines.push(match failed {
        0 => format!("\nUp to date: {}.\n", count(report.flows.len(), "flow")),
        failed => format!(
            "\n{failed} of {} failed.\n",
            count(report.flows.len(), "flow")
        ),
    });
    lines.join("\n")
}

fn outcome(plan: &FlowPlan, report: &FlowReport) -> String {
    let text = match &report.outcome {
        Outcome::Done => {
            let done = match &report.action {
                Action::Create => "created",
                Action::Update => "updated",
                Action::Publish => "published",
                _ => "unchanged",
            };
            if plan.publishes && report.action != Action::Publish {
                format!("{done} and published")
            } else {
                done.to_owned()
            }
        }
        Outcome::Invalid { errors } => {
            let effect = match report.action {
                _ if report.is_off_air => "it was updated all the same",
                _ if plan.updates_published() => "the published flow was not touched",
                Action::Create => "it was created all the same, as a draft",
                _ => "the draft was updated all the same",
            };
            format!("Meta found {}; {effect}", count(errors.len(), "error"))
        }
        _ => report
            .problem()
            .expect("only flows that are done or invalid have no problem"),
    };
    if report.is_off_air {
        format!("{text}; IT IS OFF THE AIR until it is published again")
    } else {
        text
    }
}

fn json(report: &FlowReport) -> Value {
    let errors: &[String] = match &report.outcome {
        Outcome::Invalid { errors } => errors,
        _ => &[],
    };
    json!({
        "name": report.name,
        "action": report.action.as_str(),
        "flow_id": report.flow_id,
        "outcome": report.outcome.as_str(),
        "error": report.problem(),
        "validation_errors": errors,
        "is_off_air": report.is_off_air,
    })
}
