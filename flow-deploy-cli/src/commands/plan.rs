//! `plan`: shows the changes that `apply` would make.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;
use std::path::Path;

use flow_deploy::{
    Action, Change, ChangeKind, Conflict, Deployment, DesiredFlow, Effect, FlowPlan, FlowStatus,
    OtherFlow, Plan,
};
use flow_json::diff::ONLY_PEOPLE;
use serde_json::{Map, Value, json};

use super::{Context, is_named};
use crate::arguments::PlanOptions;
use crate::exit::{CHANGES, Exit, FAILED, Failure, SUCCESS};
use crate::output::{Format, count, is_colored, one_line, print, say, wrap};
use crate::target::{Filled, Target};
use crate::{progress, saved_plan};

pub(super) async fn plan(
    context: &Context,
    options: &PlanOptions,
    detailed: bool,
    out: Option<&Path>,
) -> Exit {
    let flows = desired(context, options)?;
    let is_local = context.service.local || context.service.is_silent();
    if is_local && out.is_some() {
        return Err(Failure::usage(
            "a plan for a service that ends with this command can never be carried out: run `local`, and `plan` in another shell",
        ));
    }
    // A plan changes nothing. Without an account, it is made for an empty one.
    let target = if !context.service.local && is_local {
        say("No AWS account: give --account or set WABA_ID for one.");
        Target::local(&context.service, &flows, Filled::Empty).await?
    } else {
        context.target(Filled::Empty).await?
    };
    let (_, plan) = make(context, &target, options, flows).await?;
    let document = json(&target, &plan);
    if context.format == Format::Human {
        print(context.format, || Value::Null, || human(&target, &plan))?;
    }
    deny_breaking(&plan, options).map_err(|failure| failure.with(document.clone()))?;
    if let Some(file) = out {
        saved_plan::save(file, &target, options, &plan, document.clone())
            .map_err(|failure| failure.with(document.clone()))?;
        say(&format!(
            "Saved in {file}: `apply --plan {file}` carries it out.",
            file = file.display()
        ));
    }
    if context.format == Format::Json {
        print(context.format, || document, String::new)?;
    }
    Ok(match plan.conflicts().next() {
        Some(_) => FAILED,
        None if detailed && !plan.is_unchanged() => CHANGES,
        None => SUCCESS,
    })
}

/// The flows of the command line, with their endpoints.
pub(super) fn desired(
    context: &Context,
    options: &PlanOptions,
) -> Result<Vec<DesiredFlow>, Failure> {
    let flows = context.named(&options.names)?.into_iter();
    let mut flows: Vec<DesiredFlow> = flows.cloned().collect();
    once(&options.endpoints, "--flow-endpoint")?;
    once(&options.renamed_from, "--renamed-from")?;
    for (name, url) in &options.endpoints {
        for flow in flows_of(&mut flows, name, "--flow-endpoint")? {
            flow.endpoint_uri = Some(url.clone());
        }
    }
    for (name, old) in &options.renamed_from {
        for flow in flows_of(&mut flows, name, "--renamed-from")? {
            // Of a flow in all its languages, the old one had them too.
            flow.renamed_from = Some(match &flow.language {
                Some(language) if flow.name != *name => format!("{old}.{language}"),
                _ => old.clone(),
            });
        }
    }
    Ok(flows)
}

/// Refuses an option that gives a flow two values.
fn once(pairs: &[(String, String)], option: &str) -> Result<(), Failure> {
    let mut names = HashSet::new();
    match pairs.iter().find(|(name, _)| !names.insert(name)) {
        Some((name, _)) => Err(Failure::usage(format!(
            "{option} is given twice for `{name}`"
        ))),
        None => Ok(()),
    }
}

/// Refuses a plan that breaks published flows, if that is asked for.
pub(super) fn deny_breaking(plan: &Plan, options: &PlanOptions) -> Result<(), Failure> {
    let flows = plan.flows.iter().filter(|flow| flow.breaks_published());
    let names: Vec<_> = flows
        .map(|flow| format!("`{}`", flow.desired().name))
        .collect();
    if options.deny_breaking && !names.is_empty() {
        return Err(Failure::refused(format!(
            "published, and changed in a breaking way: {}; --deny-breaking forbids it, and nothing was done",
            names.join(", ")
        )));
    }
    Ok(())
}

/// The flow that an option names, in all languages if it names none.
fn flows_of<'f>(
    flows: &'f mut [DesiredFlow],
    name: &str,
    option: &str,
) -> Result<Vec<&'f mut DesiredFlow>, Failure> {
    let named = flows.iter_mut().filter(|flow| is_named(flow, name));
    let named: Vec<_> = named.collect();
    if named.is_empty() {
        return Err(Failure::usage(format!(
            "{option} names a flow `{name}`, which is none of the flows to deploy"
        )));
    }
    Ok(named)
}

pub(super) async fn make(
    context: &Context,
    target: &Target,
    options: &PlanOptions,
    flows: Vec<DesiredFlow>,
) -> Result<(Deployment, Plan), Failure> {
    let deployment = Deployment::new(target.client.clone(), target.account()?)
        .publish(options.publish)
        .update_published(options.update_published)
        .parallel(options.parallel.flows);
    let display = progress::Display::new(flows.len());
    let looked_at = |done, all| display.looked_at(done, all);
    let mut plan = deployment.plan_with_progress(flows, looked_at).await?;
    if !options.names.is_empty() {
        // Of the others, some are flows of the program that were not named.
        plan.others.clear();
        for flow in &mut plan.flows {
            takes_no_other(flow, &context.flows);
        }
    }
    Ok((deployment, plan))
}

/// A flow that is planned by its name alone takes none away from a flow of the program that was not named, as in a
/// plan of all.
fn takes_no_other(flow: &mut FlowPlan, own: &[DesiredFlow]) {
    let desired = flow.desired();
    let mut others = own.iter().filter(|own| own.name != desired.name);
    let mut is_other = |old: &str| {
        others.any(|other| other.name == old || other.renamed_from.as_deref() == Some(old))
    };
    if let Some(name) = flow.renamed_from().filter(|name| is_other(name)) {
        let name = name.to_owned();
        flow.action = Action::Conflict(Conflict::RenamedFrom { name });
        flow.publishes = false;
    }
}

pub(super) fn human(target: &Target, plan: &Plan) -> String {
    let mut lines = vec![format!(
        "Plan for {} at {}:\n",
        plan.account,
        target.client.endpoint()
    )];
    let names = plan
        .flows
        .iter()
        .map(|flow| flow.desired().name.chars().count());
    let width = names.max().unwrap_or(0);
    for flow in &plan.flows {
        lines.extend(flow_lines(flow, width));
    }
    for id in &plan.leftovers {
        lines.push(format!(
            "  - {id}  delete the draft that an interrupted rehearsal left"
        ));
    }
    let number = |action: &str| {
        plan.flows
            .iter()
            .filter(|flow| flow.action.as_str() == action)
            .count()
    };
    let actions = ["create", "update", "publish", "unchanged", "conflict"];
    let counts = actions.map(|action| (action, number(action)));
    let counts = counts.iter().filter(|(_, number)| *number > 0);
    let counts: Vec<_> = counts
        .map(|(action, number)| format!("{number} {action}"))
        .collect();
    lines.push(if counts.is_empty() {
        "\nNo flows.\n".to_owned()
    } else {
        format!(
            "\n{}: {}.\n",
            count(plan.flows.len(), "flow"),
            counts.join(", ")
        )
    });
    let mut text = lines.join("\n");
    if !plan.others.is_empty() {
        text += &other_lines(plan);
    }
    text
}

/// The flows of the account that are not in the program. Deprecated ones are left out: nothing can be
/// done with them.
fn other_lines(plan: &Plan) -> String {
    const MOST: usize = 10;
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for other in &plan.others {
        if other.status != FlowStatus::Deprecated {
            let kind = other.status.as_str().to_lowercase();
            kinds.entry(kind).or_default().push(&other.name);
        }
    }
    if kinds.is_empty() {
        return String::new();
    }
    let mut lines = vec!["\nNot in this program, and left as they are:".to_owned()];
    for (kind, names) in &kinds {
        let mut shown = names[..names.len().min(MOST)].join(", ");
        if names.len() > MOST {
            shown += &format!(" and {} more, which `list` shows", names.len() - MOST);
        }
        lines.push(wrap(&one_line(&format!("  {kind:9}  {shown}")), 13));
    }
    if plan.flows.iter().any(|flow| flow.action == Action::Create) {
        lines.push(
            "Was one renamed? `renamed_from: \"OLD\"` in its `flow!`, or `--renamed-from\nNEW=OLD`, carries it over, with its id.".to_owned(),
        );
    }
    let commands = [
        (
            "published",
            "`deprecate NAME` ends a published flow for ever.",
        ),
        ("draft", "`delete NAME` deletes a draft."),
    ];
    let commands = commands
        .iter()
        .filter(|(kind, _)| kinds.contains_key(*kind));
    let commands: Vec<_> = commands.map(|(_, text)| *text).collect();
    if !commands.is_empty() {
        lines.push(commands.join(" "));
    }
    lines.join("\n") + "\n"
}

fn flow_lines(flow: &FlowPlan, width: usize) -> Vec<String> {
    let mark = match &flow.action {
        Action::Create => '+',
        Action::Update => '~',
        Action::Publish => '^',
        Action::Unchanged => '=',
        _ => '!',
    };
    let then = match (&flow.action, flow.publishes) {
        (Action::Conflict(conflict), _) => format!(": {conflict}"),
        (Action::Create | Action::Update, true) if flow.updates_published() => {
            " and publish; it is published, and off the air in between".to_owned()
        }
        (Action::Create | Action::Update, true) => " and publish".to_owned(),
        _ => String::new(),
    };
    let name = &flow.desired().name;
    let line = format!("  {mark} {name:width$}  {}{then}", flow.action);
    let mut lines = vec![wrap(&one_line(&line), 6)];
    // The parts of a new flow are no changes to list.
    let changes = match flow.status() {
        None => &[],
        Some(_) => flow.changes.as_slice(),
    };
    let line = |text: &dyn Display| wrap(&one_line(&format!("      {text}")), 8);
    lines.extend(changes.iter().map(|change| line(change)));
    lines.extend(flow.effects.iter().map(|effect| line(effect)));
    if !changes.is_empty() && flow.effects.is_empty() {
        lines.push(line(&ONLY_PEOPLE));
    }
    let notices = flow.notices.iter();
    lines.extend(notices.map(|notice| wrap(&one_line(&format!("      note: {notice}")), 6)));
    if matches!(flow.action, Action::Conflict(_)) {
        let errors = flow.validation_errors().iter();
        lines.extend(
            errors.map(|error| flow.desired().report_validation_error(error, is_colored())),
        );
    }
    lines
}

pub(super) fn json(target: &Target, plan: &Plan) -> Value {
    json!({
        "account": plan.account,
        "endpoint": target.client.endpoint(),
        "local": target.is_local(),
        "unchanged": plan.is_unchanged(),
        "flows": plan.flows.iter().map(flow_json).collect::<Vec<_>>(),
        "leftovers": plan.leftovers,
        "not_in_program": plan.others.iter().map(other_json).collect::<Vec<_>>(),
    })
}

fn other_json(other: &OtherFlow) -> Value {
    json!({
        "name": other.name, "flow_id": other.flow_id, "status": other.status.as_str(),
    })
}

/// What is to be done to a flow, and what decides it.
pub(crate) fn decision(flow: &FlowPlan) -> Map<String, Value> {
    let changes: Vec<_> = flow.changes.iter().map(change_json).collect();
    let members = [
        ("name", flow.desired().name.as_str().into()),
        ("action", flow.action.as_str().into()),
        ("flow_id", flow.flow_id().into()),
        ("renamed_from", flow.renamed_from().into()),
        ("status", flow.status().map(|status| status.as_str()).into()),
        ("publishes", flow.publishes.into()),
        ("was_published", flow.was_published.into()),
        ("changes", changes.into()),
    ];
    members
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

fn flow_json(flow: &FlowPlan) -> Value {
    let conflict = match &flow.action {
        Action::Conflict(conflict) => Some(conflict.to_string()),
        _ => None,
    };
    let notices: Vec<_> = flow.notices.iter().map(ToString::to_string).collect();
    let mut document = Value::Object(decision(flow));
    document["updates_published"] = flow.updates_published().into();
    document["effects"] = flow.effects.iter().map(effect_json).collect();
    document["breaks_published"] = flow.breaks_published().into();
    document["conflict"] = conflict.into();
    document["notices"] = notices.into();
    document["validation_errors"] = flow.validation_errors().into();
    document
}

fn effect_json(effect: &Effect) -> Value {
    let json = effect.json("kind");
    serde_json::from_str(&json).expect("an effect writes JSON")
}

pub(super) fn change_json(change: &Change) -> Value {
    let (kind, property, before, after) = match &change.kind {
        ChangeKind::Added => ("added", None, None, None),
        ChangeKind::Removed => ("removed", None, None, None),
        ChangeKind::Moved => ("moved", None, None, None),
        ChangeKind::Property {
            name,
            before,
            after,
        } => ("property", Some(name), before.as_ref(), after.as_ref()),
    };
    let value = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| json!(text));
    json!({
        "screen": change.screen,
        "component": change.component,
        "kind": kind,
        "property": property,
        "before": before.map(value),
        "after": after.map(value),
    })
}
