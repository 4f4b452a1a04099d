//! Carrying out a plan.

use super::observe::{Deployed, REHEARSAL, Seen};
use super::parallel::parallel;
use super::plan::{Action, FlowPlan, Plan};
use super::report::{ApplyError, FlowReport, Outcome, Progress, Report, Step};
use super::{Deployment, DesiredFlow};
use crate::{
    CreateWhatsAppFlowOutput, DeleteWhatsAppFlowInput, Error, GetWhatsAppFlowInput,
    PublishWhatsAppFlowInput, ServiceErrorKind, UpdateWhatsAppFlowAssetsInput,
    UpdateWhatsAppFlowInput,
};

impl Deployment {
    /// Makes the changes of a plan, and no others. A flow that fails does not stop the others.
    ///
    /// `progress` gets the name of a flow with each step that begins, and at the end with its report.
    ///
    /// It may be interrupted at any point, and a future of it dropped: plan again and apply that.
    /// A published flow is updated only if that is [allowed](Self::update_published). Its new Flow
    /// JSON is first tried in a draft of another name, `flow-deploy-rehearsal-…`, which is deleted
    /// then; an interrupted run may leave it, and the next plan [lists](Plan::leftovers) it.
    ///
    /// # Errors
    ///
    /// The account has changed since the plan was made, or its flows could not be listed. No flow was
    /// touched then. Failures of single flows are in the [`Report`].
    pub async fn apply(
        &self,
        plan: &Plan,
        progress: impl Fn(&str, Progress<'_>) + Sync,
    ) -> Result<Report, ApplyError> {
        let run = Run {
            deployment: Self {
                account: plan.account.clone(),
                ..self.clone()
            },
            progress: &progress,
        };
        let desired: Vec<DesiredFlow> =
            plan.flows.iter().map(|flow| flow.desired.clone()).collect();
        let seen = run.deployment.observe(&desired, &|_, _| {}).await?;
        let changed = plan.flows.iter().filter(|flow| has_changed(flow, &seen));
        let names: Vec<String> = changed.map(|flow| flow.desired.name.clone()).collect();
        if !names.is_empty() {
            return Err(ApplyError::Changed { names });
        }
        for leftover in seen.leftovers() {
            if plan.leftovers.contains(&leftover.flow_id) {
                progress(&leftover.name, Progress::Step(Step::Clean));
                run.delete(&leftover.flow_id).await?;
            }
        }
        let jobs: Vec<_> = plan.flows.iter().map(|flow| run.flow(flow)).collect();
        Ok(Report {
            flows: parallel(self.parallel, jobs).await,
        })
    }
}

fn has_changed(plan: &FlowPlan, seen: &Seen) -> bool {
    if matches!(plan.action, Action::Conflict(_)) {
        return false;
    }
    let found: Vec<&Deployed> = seen.named(&plan.desired.name).collect();
    match (&plan.deployed, found.as_slice()) {
        (None, []) => false,
        (Some(before), [now]) => !now.is_as(before),
        _ => true,
    }
}

struct Run<'r> {
    deployment: Deployment,
    progress: &'r (dyn Fn(&str, Progress<'_>) + Sync),
}

impl Run<'_> {
    async fn flow(&self, plan: &FlowPlan) -> FlowReport {
        let mut report = FlowReport {
            name: plan.desired.name.clone(),
            flow_id: plan.flow_id().map(str::to_owned),
            action: plan.action.clone(),
            outcome: Outcome::Done,
            is_off_air: false,
        };
        let done = match &plan.action {
            Action::Unchanged => Ok(()),
            Action::Conflict(_) => Err(Outcome::Conflict),
            Action::Create => self.create(plan, &mut report).await,
            Action::Publish => self.publish(&report).await,
            Action::Update => self.update(plan, &mut report).await,
        };
        if let Err(outcome) = done {
            report.outcome = outcome;
        }
        (self.progress)(&report.name, Progress::Finished(&report));
        report
    }

    fn begin(&self, name: &str, step: Step) {
        (self.progress)(name, Progress::Step(step));
    }

    async fn create(&self, plan: &FlowPlan, report: &mut FlowReport) -> Result<(), Outcome> {
        self.begin(&report.name, Step::Create);
        let desired = &plan.desired;
        let created = self.make(desired, &desired.name).await?;
        let errors = created.validation_errors;
        report.flow_id = created.flow_id;
        if report.flow_id.is_none() {
            // The answer need not have it.
            let seen = self.deployment.list().await?;
            report.flow_id = seen
                .named(&desired.name)
                .next()
                .map(|flow| flow.flow_id.clone());
        }
        valid(errors)?;
        if plan.publishes {
            self.publish(report).await
        } else {
            Ok(())
        }
    }

    async fn update(&self, plan: &FlowPlan, report: &mut FlowReport) -> Result<(), Outcome> {
        let (Some(deployed), desired) = (&plan.deployed, &plan.desired) else {
            return Err(Outcome::Changed);
        };
        let is_live = plan.updates_published();
        if is_live {
            if !self.deployment.update_published {
                return Err(Outcome::NotAllowed);
            }
            self.begin(&report.name, Step::Rehearse);
            valid(self.rehearse(desired, &deployed.flow_id).await?)?;
            if !self.look_again(deployed, desired).await?.is_as(deployed) {
                return Err(Outcome::Changed);
            }
        }
        self.begin(&report.name, Step::Update);
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let metadata = plan.metadata_changes();
        // New assets make a published flow a draft, which can then be changed otherwise as well.
        if is_live || plan.changes.len() > metadata.len() {
            let json = desired.json.as_str();
            let input = UpdateWhatsAppFlowAssetsInput::new(account, &deployed.flow_id, json);
            let updated = client.update_whatsapp_flow_assets(&input).await;
            report.is_off_air = match &updated {
                Ok(_) => is_live,
                Err(error) => is_live && error.may_have_taken_effect(),
            };
            valid(updated?.validation_errors)?;
        }
        if !metadata.is_empty() {
            let mut input = UpdateWhatsAppFlowInput::new(account, &deployed.flow_id)
                .categories(desired.categories.iter().copied());
            input.endpoint_uri = desired.endpoint_uri.clone();
            client.update_whatsapp_flow(&input).await?;
        }
        if plan.publishes {
            self.publish(report).await?;
        }
        report.is_off_air = false;
        Ok(())
    }

    async fn publish(&self, report: &FlowReport) -> Result<(), Outcome> {
        self.begin(&report.name, Step::Publish);
        let flow_id = report.flow_id.as_ref().ok_or_else(no_id)?;
        let input = PublishWhatsAppFlowInput::new(&self.deployment.account, flow_id);
        Ok(self.deployment.client.publish_whatsapp_flow(&input).await?)
    }

    /// The validation errors of the desired Flow JSON.
    async fn rehearse(&self, desired: &DesiredFlow, flow_id: &str) -> Result<Vec<String>, Error> {
        let name = format!("{REHEARSAL}{flow_id}-{:016x}", fastrand::u64(..));
        let created = self.make(desired, &name).await?;
        let id = match created.flow_id {
            Some(id) => Some(id),
            None => {
                let seen = self.deployment.list().await?;
                seen.named(&name).next().map(|flow| flow.flow_id.clone())
            }
        };
        self.delete(&id.ok_or_else(no_id)?).await?;
        Ok(created.validation_errors)
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

fn valid(errors: Vec<String>) -> Result<(), Outcome> {
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
