//! `apply`: carries out a plan.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use flow_deploy::{
    Action, ApplyError, Conflict, Deployment, FlowPlan, FlowReport, KeptLeftover, OffAir, Outcome,
    Plan, Progress, Report, Served, Step,
};
use serde_json::{Value, json};
use tokio::sync::{Notify, OnceCell};

use super::{Context, plan};
use crate::arguments::{ApplyOptions, PlanOptions};
use crate::backup::Backup;
use crate::confirm::confirm;
use crate::exit::{Exit, FAILED, Failure, SUCCESS};
use crate::interrupt::{Stop, Stops, outlive_the_terminal};
use crate::output::{Format, count, is_colored, one_line, print, say, wrap};
use crate::progress::Display;
use crate::saved_plan::SavedPlan;
use crate::target::{Filled, Target};

pub(super) async fn apply(context: &Context, asked: &ApplyOptions, stops: &Stops) -> Exit {
    let prepared = stops.unless_stopped(prepare(context, asked), "nothing was done");
    let (target, deployment, plan, options) = prepared.await?;
    let mut document = plan::json(&target, &plan);
    if context.format == Format::Human {
        print(
            context.format,
            || Value::Null,
            || plan::human(&target, &plan),
        )?;
    }
    let yes = asked.yes || asked.saved.is_some();
    let done = async {
        plan::deny_breaking(&plan, &options)?;
        ask(&plan, &options, yes, stops).await?;
        let backup = match &asked.backup {
            Some(folder) => keep(&plan, folder)
                .map_err(|failure| Failure::failed(format!("{failure}; nothing was done")))?,
            None => Vec::new(),
        };
        Ok((backup, carry_out(&deployment, &plan, stops).await?))
    };
    let (backup, (report, stopped)) = match done.await {
        Ok(done) => done,
        Err(failure) => return Err(Failure::with(failure, document)),
    };
    let applied = report.flows.iter().map(json);
    document["backup"] = backup.into();
    document["applied"] = applied.collect::<Vec<_>>().into();
    document["kept_leftovers"] = kept(&report.kept_leftovers);
    if context.format == Format::Human {
        print(context.format, || Value::Null, || human(&plan, &report))?;
    }
    let mut flows = report.flows.iter();
    if let Some(cause) = stopped
        && flows.any(|flow| matches!(flow.outcome, Outcome::Interrupted))
    {
        let so = "some flows are not done; `apply` again goes on from there";
        return Err(Failure::stopped(cause, so).with(document));
    }
    if context.format == Format::Json {
        print(context.format, || document, String::new)?;
    }
    Ok(if report.is_success() { SUCCESS } else { FAILED })
}

/// The plan that is to be carried out: a new one, or one that was saved and is the same still.
async fn prepare(
    context: &Context,
    asked: &ApplyOptions,
) -> Result<(Target, Deployment, Plan, PlanOptions), Failure> {
    let saved = asked.saved.as_deref().map(SavedPlan::read).transpose()?;
    let options = match &saved {
        Some(saved) => {
            saved.check_names(&context.flows)?;
            saved.options(&asked.plan)
        }
        None => asked.plan.clone(),
    };
    let flows = plan::desired(context, &options)?;
    let target = match &saved {
        Some(saved) => {
            saved.check_flows(&flows)?;
            let mut service = context.service.clone();
            if service.account().is_none() {
                service.account = Some(saved.account().to_owned());
            }
            let target = Target::open(&service, &flows, Filled::Empty).await?;
            saved.check_target(&target)?;
            target
        }
        None => context.target(Filled::Empty).await?,
    };
    let (deployment, mut plan) = plan::make(context, &target, &options, flows).await?;
    if let Some(saved) = &saved {
        let same = saved.check_plan(&mut plan);
        same.map_err(|failure| failure.with(plan::json(&target, &plan)))?;
    }
    let limit = Duration::from_secs(asked.republish_timeout);
    Ok((target, deployment.republish_timeout(limit), plan, options))
}

/// Keeps what is live of the flows that are to be updated. Nothing is done if that fails.
fn keep(plan: &Plan, folder: &Path) -> Result<Vec<Value>, Failure> {
    let backup = Backup::open(folder)?;
    let mut kept = Vec::new();
    for flow in plan
        .flows
        .iter()
        .filter(|flow| flow.action == Action::Update)
    {
        let (Some(id), Some(json)) = (flow.flow_id(), flow.deployed_json()) else {
            continue;
        };
        let name = flow.renamed_from().unwrap_or(&flow.desired().name);
        let file = backup.keep(name, id, json)?.display().to_string();
        say(&format!("{name}: kept in {file}"));
        kept.push(json!({"name": name, "flow_id": id, "file": file}));
    }
    Ok(kept)
}

/// What was done so far, for those who end a run at once.
#[derive(Default)]
struct SoFar {
    /// The names of the flows that may be off the air.
    off_air: BTreeSet<String>,
    /// The flows that are finished, as in the document.
    applied: Vec<Value>,
}

/// Carries out a plan. A first reason to stop, which is given back, lets flows that are off the air be
/// published again, and a second ends at once.
async fn carry_out(
    deployment: &Deployment,
    plan: &Plan,
    stops: &Stops,
) -> Result<(Report, Option<Stop>), Failure> {
    // Nobody would be there to see what is left off the air.
    outlive_the_terminal();
    let display = Display::new(plan.flows.len());
    let so_far = Mutex::new(SoFar::default());
    let so_far = || so_far.lock().unwrap_or_else(PoisonError::into_inner);
    let updates: BTreeSet<&str> = names(plan, FlowPlan::updates_published)
        .into_iter()
        .collect();
    let progress = |name: &str, progress: Progress<'_>| {
        match progress {
            Progress::Step(Step::Update) if updates.contains(name) => {
                so_far().off_air.insert(name.to_owned());
            }
            // All is done by then, and a flow that is to be on the air is there.
            Progress::Step(Step::Compare) => {
                so_far().off_air.remove(name);
            }
            Progress::Finished(report) => {
                let mut so_far = so_far();
                so_far.off_air.remove(name);
                so_far.applied.push(json(report));
            }
            _ => {}
        }
        display.flow(name, progress);
    };
    let off_air_now = || {
        let off_air = so_far().off_air.clone();
        let names: Vec<String> = off_air.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    let stop = Notify::new();
    let first = OnceCell::new();
    let interruptions = async {
        let cause = *first.get_or_init(|| stops.first()).await;
        stop.notify_one();
        say(&match off_air_now() {
            none if none.is_empty() => cause.to_string(),
            names => format!(
                "{cause}: {names} may be off the air and is published first; a second Ctrl-C ends at once"
            ),
        });
        stops.second(cause).await;
        let so = match off_air_now() {
            none if none.is_empty() => {
                "some flows may be done and others not; `apply` again goes on from there".to_owned()
            }
            names => format!(
                "{names} MAY BE OFF THE AIR; `apply --publish` again publishes what is left a draft"
            ),
        };
        let so_far = so_far();
        let document = json!({"applied": so_far.applied, "may_be_off_air": so_far.off_air});
        Failure::stopped(Stop::Interrupted, so).with(document)
    };
    let applied = tokio::select! {
        applied = deployment.apply_until(plan, progress, stop.notified()) => Ok(applied),
        failure = interruptions => Err(failure),
    };
    display.end();
    match applied? {
        Ok(report) => Ok((report, first.get().copied())),
        Err(error @ ApplyError::Changed { .. }) => Err(Failure::refused(error.to_string())),
        Err(error) => Err(Failure::failed(error.to_string())),
    }
}

fn names(plan: &Plan, wanted: fn(&FlowPlan) -> bool) -> Vec<&str> {
    let flows = plan.flows.iter().filter(|flow| wanted(flow));
    flows.map(|flow| flow.desired().name.as_str()).collect()
}

/// Asks before flows are published. Refuses a plan that the options do not allow.
async fn ask(plan: &Plan, options: &PlanOptions, yes: bool, stops: &Stops) -> Result<(), Failure> {
    let asks_for_publish = names(plan, |flow| {
        matches!(flow.action, Action::Conflict(Conflict::IsPublished))
    });
    if !asks_for_publish.is_empty() {
        return Err(Failure::refused(format!(
            "published and different: {}; an update makes a draft, so ask for --publish --update-published, or name the other flows; nothing was done",
            asks_for_publish.join(", ")
        )));
    }
    let updated = names(plan, FlowPlan::updates_published);
    if !updated.is_empty() && !options.update_published {
        return Err(Failure::refused(format!(
            "{} published, and off the air from the update until it is published again: allow that with --update-published; nothing was done",
            match updated.as_slice() {
                [one] => format!("`{one}` is"),
                all => format!("{} are", all.join(", ")),
            }
        )));
    }
    let published = names(plan, |flow| flow.publishes);
    if published.is_empty() {
        return Ok(());
    }
    let change = format!("publishes {}", published.join(", "));
    confirm(stops, yes, &change).await
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
        let line = format!("  {mark} {:width$}  {id:16}  {outcome}", report.name);
        lines.push(wrap(&one_line(line.trim_end()), 6));
        lines.extend(report.kept_leftovers.iter().map(kept_line));
        lines.extend(served_lines(report));
    }
    lines.extend(report.kept_leftovers.iter().map(kept_line));
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
        failed => {
            let flows = count(report.flows.len(), "flow");
            // Who would mend the others first is told so with each.
            let was_tried = |flow: &FlowReport| matches!(flow.outcome, Outcome::Failed(_));
            let then = if report.flows.iter().any(was_tried) {
                "; `apply` again goes on from there"
            } else {
                ""
            };
            format!("\n{failed} of {flows} failed{then}.\n")
        }
    });
    lines.join("\n")
}

fn outcome(plan: &FlowPlan, report: &FlowReport) -> String {
    let text = match &report.outcome {
        Outcome::Done if report.is_as_served => {
            "not touched: it differs only in what Meta adds to Flow JSON by itself".to_owned()
        }
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
                _ if !matches!(report.off_air, OffAir::No) => "it was updated all the same",
                _ if report.is_put_back => "they were not there in its rehearsal",
                _ if plan.updates_published() => "the published flow was not touched",
                Action::Create => "it was created all the same, as a draft",
                _ => "the draft was updated all the same",
            };
            format!("Meta found {}; {effect}", count(errors.len(), "error"))
        }
        Outcome::Conflict => "conflict: see the plan".to_owned(),
        _ => report
            .problem()
            .expect("only flows that are done or invalid have no problem"),
    };
    match &report.off_air {
        OffAir::Yes => {
            format!("{text}; IT IS OFF THE AIR: `apply --publish` publishes it as it is now")
        }
        OffAir::Unknown(error) => {
            format!("{text}; WHETHER IT IS OFF THE AIR COULD NOT BE ASKED: {error}")
        }
        OffAir::No if report.is_put_back => {
            format!("{text}; it is published again with its former Flow JSON")
        }
        OffAir::No => text,
    }
}

/// What the service serves, if it is not what it was given.
fn served_lines(report: &FlowReport) -> Vec<String> {
    let line = |text: String| wrap(&one_line(&format!("      {text}")), 8);
    let is_changed = matches!(report.outcome, Outcome::Done) && report.action != Action::Unchanged;
    match &report.served {
        Served::NotAsked if is_changed => vec![line(
            "note: the run was ended before what the service serves now was compared".to_owned(),
        )],
        Served::NotAsked | Served::Same => Vec::new(),
        Served::Unknown(error) => vec![line(format!(
            "note: what the service serves now could not be compared: {error}"
        ))],
        Served::Differs(changes) => {
            let first = "note: the service does not serve what it was given:".to_owned();
            let changes = changes.iter().map(|change| format!("  {change}"));
            [first].into_iter().chain(changes).map(line).collect()
        }
    }
}

fn kept_line(kept: &KeptLeftover) -> String {
    let KeptLeftover { flow_id, error, .. } = kept;
    let text = format!(
        "      note: the draft {flow_id} of a rehearsal could not be deleted, which blocks nothing: {error}"
    );
    wrap(&text, 6)
}

fn kept(leftovers: &[KeptLeftover]) -> Value {
    let one =
        |kept: &KeptLeftover| json!({"flow_id": kept.flow_id, "error": kept.error.to_string()});
    leftovers.iter().map(one).collect()
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
        "is_off_air": report.off_air.is_yes(),
        "off_air_error": match &report.off_air {
            OffAir::Unknown(error) => Some(error.to_string()),
            _ => None,
        },
        "is_put_back": report.is_put_back,
        "is_as_served": report.is_as_served,
        "served": match &report.served {
            Served::NotAsked => None,
            Served::Same => Some("same"),
            Served::Differs(_) => Some("differs"),
            Served::Unknown(_) => Some("unknown"),
        },
        "served_changes": match &report.served {
            Served::Differs(changes) => changes.iter().map(plan::change_json).collect(),
            _ => Vec::new(),
        },
        "kept_leftovers": kept(&report.kept_leftovers),
    })
}
