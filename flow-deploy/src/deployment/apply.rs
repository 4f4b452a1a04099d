//! Carrying out a plan.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use flow_json::diff::{NOTHING, diff, same_but_defaults};
use flow_json::{read, read_bytes};
use tokio::sync::watch;

use super::observe::{Deployed, Seen, rehearsal_name, rehearsed_id};
use super::parallel::{beside, parallel};
use super::plan::{Action, FlowPlan, Plan};
use super::report::{
    ApplyError, FlowReport, KeptLeftover, OffAir, Outcome, Progress, Report, Served, Step,
};
use super::{Deployment, DesiredFlow};
use crate::json::same_json;
use crate::{
    CreateWhatsAppFlowOutput, DeleteWhatsAppFlowInput, Error, FlowStatus, GetWhatsAppFlowInput,
    PublishWhatsAppFlowInput, ServiceErrorKind, UpdateWhatsAppFlowAssetsInput,
    UpdateWhatsAppFlowInput,
};

impl Deployment {
    /// Makes the changes of a plan, and no others. A flow that fails does not stop the others.
    ///
    /// `progress` gets the name of a flow with each step that begins, and at the end with its report.
    ///
    /// It may be interrupted at any point, and a future of it dropped: plan again and apply that. To
    /// interrupt it without leaving a published flow off the air, use [`apply_until`](Self::apply_until).
    ///
    /// A published flow is updated only if that is [allowed](Self::update_published):
    ///
    /// - Its new Flow JSON is first tried in a draft of another name, `flow-deploy-rehearsal-…`. If that
    ///   is served as the published flow is, the two differ only in what Meta adds by itself, and the
    ///   published flow is not touched.
    /// - Between the update and the publish, what may pass is tried again for the
    ///   [`republish_timeout`](Self::republish_timeout). If Meta refuses, the former Flow JSON is put back
    ///   and published.
    /// - After any failure, the service is asked whether the flow is [off the air](FlowReport::off_air).
    /// - The draft of the rehearsal is deleted at the end. If the process dies before, the next plan knows
    ///   by it that the flow [was published](crate::Notice::WasPublished).
    ///
    /// # Errors
    ///
    /// The account has changed since the plan was made, or its flows could not be listed. No flow was
    /// touched then. Failures of single flows are in the [`Report`].
    pub fn apply(
        &self,
        plan: &Plan,
        progress: impl Fn(&str, Progress<'_>) + Send + Sync,
    ) -> impl Future<Output = Result<Report, ApplyError>> + Send {
        self.apply_until(plan, progress, std::future::pending())
    }

    /// Does as [`apply`](Self::apply) does until `stop` ends, such as a Ctrl-C. Then no flow is begun, the
    /// requests under way are given up, and only flows that are between an update and a publish go on:
    /// they are published, or have their former Flow JSON back.
    ///
    /// # Errors
    ///
    /// As for [`apply`](Self::apply).
    #[expect(
        clippy::manual_async_fn,
        reason = "rustc would see at each caller anew whether it is `Send`, and fail"
    )]
    pub fn apply_until(
        &self,
        plan: &Plan,
        progress: impl Fn(&str, Progress<'_>) + Send + Sync,
        stop: impl Future<Output = ()> + Send,
    ) -> impl Future<Output = Result<Report, ApplyError>> + Send {
        async move {
            let (stopped, stops) = watch::channel(false);
            let run = Run {
                deployment: Self {
                    account: plan.account.clone(),
                    ..self.clone()
                },
                progress: &progress,
                stop: stops,
            };
            let signal = async {
                stop.await;
                // The receivers live as long as the run.
                let _ = stopped.send(true);
            };
            beside(run.plan(plan), signal).await
        }
    }
}

fn has_changed(plan: &FlowPlan, seen: &Seen) -> bool {
    let is_unread = |flow_id: &str| seen.unread.contains_key(flow_id);
    if matches!(plan.action, Action::Conflict(_)) || plan.flow_id().is_some_and(is_unread) {
        return false;
    }
    match (&plan.deployed, seen.of(&plan.desired).as_slice()) {
        (None, []) => false,
        (Some(before), [now]) => !now.is_as(before),
        _ => true,
    }
}

pub(super) struct Run<'r> {
    pub(super) deployment: Deployment,
    pub(super) progress: &'r (dyn Fn(&str, Progress<'_>) + Sync),
    /// Whether nothing new is to be begun.
    stop: watch::Receiver<bool>,
}

impl Run<'_> {
    async fn plan(&self, plan: &Plan) -> Result<Report, ApplyError> {
        let desired: Vec<DesiredFlow> =
            plan.flows.iter().map(|flow| flow.desired.clone()).collect();
        let mut seen = self.deployment.observe(&desired, &|_, _| {}).await?;
        let changed = plan.flows.iter().filter(|flow| has_changed(flow, &seen));
        let names: Vec<String> = changed.map(|flow| flow.desired.name.clone()).collect();
        if !names.is_empty() {
            return Err(ApplyError::Changed { names });
        }
        let flows = plan.flows.iter().map(|flow| {
            let unread = flow.flow_id().and_then(|id| seen.unread.remove(id));
            (flow, unread)
        });
        let flows: Vec<_> = flows.collect();
        let flows = parallel(self.deployment.parallel, flows, |(flow, unread)| {
            self.flow(flow, unread)
        });
        let flows = flows.await;
        let mut kept = Vec::new();
        let leftovers: Vec<_> = seen.leftovers().cloned().collect();
        for leftover in &leftovers {
            if plan.leftovers.contains(&leftover.flow_id) && !*self.stop.borrow() {
                (self.progress)(&leftover.name, Progress::Step(Step::Clean));
                if let Err(error) = self.clean_leftover(leftover).await {
                    let flow_id = leftover.flow_id.clone();
                    kept.push(KeptLeftover { flow_id, error });
                }
            }
        }
        Ok(Report {
            kept_leftovers: kept,
            flows,
        })
    }

    async fn flow(&self, plan: &FlowPlan, unread: Option<Error>) -> FlowReport {
        let mut report = FlowReport {
            name: plan.desired.name.clone(),
            flow_id: plan.flow_id().map(str::to_owned),
            action: plan.action.clone(),
            outcome: Outcome::Done,
            off_air: if plan.was_published {
                OffAir::Yes
            } else {
                OffAir::No
            },
            is_put_back: false,
            is_as_served: false,
            served: Served::NotAsked,
            kept_leftovers: Vec::new(),
        };
        let done = match (&plan.action, unread) {
            (Action::Conflict(_), _) => Err(Outcome::Conflict),
            (_, Some(error)) => Err(error.into()),
            (Action::Unchanged, None) => Ok(()),
            (Action::Create, None) => {
                let create = self.create(plan, &mut report);
                self.unless_stopped(create).await
            }
            (Action::Publish, None) => {
                let publish = self.publish(&report);
                self.unless_stopped(publish).await
            }
            (Action::Update, None) => self.update(plan, &mut report).await,
        };
        match done {
            Err(outcome) => report.outcome = outcome,
            Ok(()) if plan.publishes => {
                report.off_air = OffAir::No;
                for rehearsal in &plan.rehearsals {
                    self.clean(rehearsal, &mut report.kept_leftovers).await;
                }
            }
            Ok(()) => {}
        }
        if matches!(report.outcome, Outcome::Done) && plan.action != Action::Unchanged {
            self.begin(&report.name, Step::Compare);
            let served = self.unless_stopped(self.served(&plan.desired, &report));
            report.served = served.await.unwrap_or(Served::NotAsked);
        }
        (self.progress)(&report.name, Progress::Finished(&report));
        report
    }

    /// Does some work, or gives it up when the run is to stop.
    async fn unless_stopped<T>(
        &self,
        work: impl Future<Output = Result<T, Outcome>>,
    ) -> Result<T, Outcome> {
        let mut stop = self.stop.clone();
        let mut stopped = pin!(stop.wait_for(|stopped| *stopped));
        let mut work = pin!(work);
        poll_fn(|context| {
            // A sender that is gone never stops anything.
            if let Poll::Ready(Ok(_)) = stopped.as_mut().poll(context) {
                return Poll::Ready(Err(Outcome::Interrupted));
            }
            work.as_mut().poll(context)
        })
        .await
    }

    /// Whether the service serves a flow as it was given to it.
    async fn served(&self, desired: &DesiredFlow, report: &FlowReport) -> Result<Served, Outcome> {
        let flow_id = report.flow_id.as_ref().ok_or_else(no_id)?;
        let account = &self.deployment.account;
        let served = self.deployment.client.download_flow_json(account, flow_id);
        let served = match served.await {
            Ok(served) => served,
            Err(error) => return Ok(Served::Unknown(error)),
        };
        let served = served.and_then(|served| read_bytes(&served).root);
        let (given, served) = (
            read(&desired.json).root.unwrap_or(NOTHING),
            served.unwrap_or(NOTHING),
        );
        Ok(if same_but_defaults(&given, &served) {
            Served::Same
        } else {
            Served::Differs(diff(&given, &served))
        })
    }

    /// Deletes the draft of a rehearsal. One that cannot be deleted blocks nothing.
    async fn clean(&self, flow_id: &str, kept: &mut Vec<KeptLeftover>) {
        if let Err(error) = self.delete(flow_id).await {
            kept.push(KeptLeftover {
                flow_id: flow_id.to_owned(),
                error,
            });
        }
    }

    pub(super) fn begin(&self, name: &str, step: Step) {
        (self.progress)(name, Progress::Step(step));
    }

    async fn create(&self, plan: &FlowPlan, report: &mut FlowReport) -> Result<(), Outcome> {
        self.begin(&report.name, Step::Create);
        let desired = &plan.desired;
        let created = self.make(desired, &desired.name).await?;
        let errors = created.validation_errors;
        report.flow_id = created.flow_id;
        let id = match report.flow_id.take() {
            Some(id) => Ok(Some(id)),
            None => self.id_of(&desired.name).await,
        };
        if let Ok(id) = &id {
            report.flow_id.clone_from(id);
        }
        // What Meta found is not to be lost behind a list that failed.
        valid(errors)?;
        id?;
        if plan.publishes {
            self.publish(report).await
        } else {
            Ok(())
        }
    }

    async fn update(&self, plan: &FlowPlan, report: &mut FlowReport) -> Result<(), Outcome> {
        let Some(deployed) = &plan.deployed else {
            return Err(Outcome::Changed);
        };
        if !plan.updates_published() {
            return self
                .unless_stopped(self.update_draft(plan, deployed, report))
                .await;
        }
        if !self.deployment.update_published {
            return Err(Outcome::NotAllowed);
        }
        let mut rehearsals = Vec::new();
        let try_and_republish = self.try_and_republish(plan, deployed, &mut rehearsals, report);
        let done = try_and_republish.await;
        // They stay with a flow that is off the air, and say so to the next plan.
        if matches!(report.off_air, OffAir::No) {
            for rehearsal in &rehearsals {
                self.clean(&rehearsal.flow_id, &mut report.kept_leftovers)
                    .await;
            }
        }
        done
    }

    /// Updates a published flow, if a rehearsal shows that it is to be touched. The last of `rehearsals` is the
    /// one that counts.
    async fn try_and_republish(
        &self,
        plan: &FlowPlan,
        deployed: &Deployed,
        rehearsals: &mut Vec<Rehearsal>,
        report: &mut FlowReport,
    ) -> Result<(), Outcome> {
        for number in 1..=MOST_REHEARSALS {
            self.begin(&report.name, Step::Rehearse);
            let rehearse = self.rehearse(&plan.desired, &deployed.flow_id, report);
            let rehearsal = self.unless_stopped(rehearse).await?;
            let look = self.try_out(plan, deployed, &rehearsal.flow_id);
            let is_to_touch = self.unless_stopped(look).await;
            rehearsals.push(rehearsal);
            match is_to_touch {
                Ok(true) => return self.republish(plan, deployed, rehearsals, report).await,
                Ok(false) => {
                    report.is_as_served = true;
                    return Ok(());
                }
                // Another run has taken it for left over.
                Err(Outcome::Failed(error)) if is_not_found(&error) && number < MOST_REHEARSALS => {
                }
                Err(outcome) => return Err(outcome),
            }
        }
        Ok(())
    }

    async fn update_draft(
        &self,
        plan: &FlowPlan,
        deployed: &Deployed,
        report: &FlowReport,
    ) -> Result<(), Outcome> {
        self.begin(&report.name, Step::Update);
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let metadata = plan.metadata_input(account, &deployed.flow_id);
        if plan.changes.len() > plan.metadata_changes().len() {
            let json = plan.desired.json.as_str();
            let input = UpdateWhatsAppFlowAssetsInput::new(account, &deployed.flow_id, json);
            let updated = client.update_whatsapp_flow_assets(&input).await?;
            valid(updated.validation_errors)?;
        }
        if let Some(input) = metadata {
            client.update_whatsapp_flow(&input).await?;
        }
        if plan.publishes {
            self.publish(report).await?;
        }
        Ok(())
    }

    /// Whether the published flow is to be touched: it is as it was, and the rehearsal is served as
    /// something else.
    async fn try_out(
        &self,
        plan: &FlowPlan,
        deployed: &Deployed,
        rehearsal: &str,
    ) -> Result<bool, Outcome> {
        if !self
            .look_again(deployed, &plan.desired)
            .await?
            .is_as(deployed)
        {
            return Err(Outcome::Changed);
        }
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let served = client.download_flow_json(account, rehearsal).await?;
        let is_same = match (&served, &deployed.json) {
            (Some(served), Some(deployed)) => same_json(served, deployed),
            _ => false,
        };
        Ok(!is_same || !plan.metadata_changes().is_empty())
    }

    async fn publish(&self, report: &FlowReport) -> Result<(), Outcome> {
        self.begin(&report.name, Step::Publish);
        let flow_id = report.flow_id.as_ref().ok_or_else(no_id)?;
        Ok(self.publish_and_look(flow_id).await?)
    }

    /// Publishes a flow, and looks whether it is published: a server in between may answer success.
    pub(super) async fn publish_and_look(&self, flow_id: &str) -> Result<(), Error> {
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let input = PublishWhatsAppFlowInput::new(account, flow_id);
        client.publish_whatsapp_flow(&input).await?;
        let get = GetWhatsAppFlowInput::new(account, flow_id);
        let mut pause = client.pause();
        for is_last in [false, false, true] {
            let status = client.get_whatsapp_flow(&get).await?.flow_status;
            if status != FlowStatus::Draft {
                break;
            }
            if is_last {
                let operation = "PublishWhatsAppFlow";
                return Err(Error::WithoutEffect { operation, status });
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Ok(())
    }

    /// Tries the desired Flow JSON in a draft, and returns its id. The draft of one with validation errors
    /// is deleted.
    async fn rehearse(
        &self,
        desired: &DesiredFlow,
        flow_id: &str,
        report: &mut FlowReport,
    ) -> Result<Rehearsal, Outcome> {
        let name = rehearsal_name(flow_id);
        let created = self.make(desired, &name).await?;
        let id = match created.flow_id {
            Some(id) => Ok(Some(id)),
            None => self.id_of(&name).await,
        };
        let errors = created.validation_errors;
        if let (Ok(Some(id)), false) = (&id, errors.is_empty()) {
            self.clean(id, &mut report.kept_leftovers).await;
        }
        valid(errors)?;
        let flow_id = id?.ok_or_else(no_id)?;
        Ok(Rehearsal { flow_id, name })
    }

    /// Deletes the draft that a rehearsal has left, if no other run is at work with it.
    ///
    /// Such a draft tells that a flow which is a draft was published. A run that updates the flow right now
    /// relies on it, and does not look left over any less. Both write first and look then: that run makes
    /// the flow a draft, and [looks](Self::keep_rehearsal) whether its rehearsal has its name still; this one gives
    /// the rehearsal another name, and looks whether the flow is a draft. So at least one of them sees the other.
    async fn clean_leftover(&self, leftover: &Deployed) -> Result<(), Error> {
        let Some(flow_id) = rehearsed_id(&leftover.name) else {
            return Ok(());
        };
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let rename = UpdateWhatsAppFlowInput::new(account, &leftover.flow_id)
            .flow_name(rehearsal_name(flow_id));
        match client.update_whatsapp_flow(&rename).await {
            Err(error) if is_not_found(&error) => return Ok(()),
            renamed => renamed?,
        }
        let get = GetWhatsAppFlowInput::new(account, flow_id);
        match client.get_whatsapp_flow(&get).await {
            Ok(flow) if flow.flow_status == FlowStatus::Draft => Ok(()),
            Err(error) if !is_not_found(&error) => Err(error),
            _ => self.delete(&leftover.flow_id).await,
        }
    }

    /// Makes another rehearsal of a flow that is off the air, if another run is about to delete the last. It goes
    /// on beside the publish, which waits for nothing.
    pub(super) async fn keep_rehearsal(
        &self,
        desired: &DesiredFlow,
        flow_id: &str,
        rehearsals: &mut Vec<Rehearsal>,
    ) {
        let Some(last) = rehearsals.last() else {
            return;
        };
        let get = GetWhatsAppFlowInput::new(&self.deployment.account, &last.flow_id);
        let is_there = match self.deployment.client.get_whatsapp_flow(&get).await {
            Ok(found) => found.flow_name == last.name,
            Err(error) => !is_not_found(&error),
        };
        if !is_there {
            let name = rehearsal_name(flow_id);
            // The publish is under way. If this fails, only a run that ends in between is not told of.
            if let Ok(CreateWhatsAppFlowOutput {
                flow_id: Some(flow_id),
                ..
            }) = self.make(desired, &name).await
            {
                rehearsals.push(Rehearsal { flow_id, name });
            }
        }
    }

    /// The id of a flow whose create was answered without one.
    async fn id_of(&self, name: &str) -> Result<Option<String>, Error> {
        let seen = self.deployment.list().await?;
        Ok(seen.named(name).next().map(|flow| flow.flow_id.clone()))
    }

    async fn make(
        &self,
        desired: &DesiredFlow,
        name: &str,
    ) -> Result<CreateWhatsAppFlowOutput, Error> {
        let input = desired.create_input(&self.deployment.account, name);
        self.deployment.client.create_whatsapp_flow(&input).await
    }

    /// Deletes a draft. Another run may have done so already.
    async fn delete(&self, flow_id: &str) -> Result<(), Error> {
        let input = DeleteWhatsAppFlowInput::new(&self.deployment.account, flow_id);
        match self.deployment.client.delete_whatsapp_flow(&input).await {
            Err(error) if is_not_found(&error) => Ok(()),
            deleted => deleted,
        }
    }

    async fn look_again(
        &self,
        deployed: &Deployed,
        desired: &DesiredFlow,
    ) -> Result<Deployed, Error> {
        let get = GetWhatsAppFlowInput::new(&self.deployment.account, &deployed.flow_id);
        let found = self.deployment.client.get_whatsapp_flow(&get).await?;
        let mut now = Deployed {
            status: found.flow_status,
            ..deployed.clone()
        };
        self.deployment.look(&mut now, desired).await?;
        Ok(now)
    }
}

/// How often a rehearsal is made that other runs delete.
const MOST_REHEARSALS: u32 = 3;

/// The draft of a rehearsal.
pub(super) struct Rehearsal {
    flow_id: String,
    name: String,
}

pub(super) fn valid(errors: Vec<String>) -> Result<(), Outcome> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Outcome::Invalid { errors })
    }
}

fn is_not_found(error: &Error) -> bool {
    let service = error.service();
    service.is_some_and(|error| error.kind == ServiceErrorKind::ResourceNotFound)
}

fn no_id() -> Error {
    Error::Unreadable {
        operation: "CreateWhatsAppFlow",
        reason: "it has no `flowId`, and no flow of the name is listed yet".to_owned(),
        request_id: None,
        body: String::new(),
    }
}
