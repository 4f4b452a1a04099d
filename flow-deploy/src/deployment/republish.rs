//! A published flow, from its update until it is published again.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::apply::{Rehearsal, Run, valid};
use super::observe::Deployed;
use super::parallel::beside;
use super::plan::FlowPlan;
use super::report::{FlowReport, OffAir, Outcome, Progress, Step};
use crate::error::StatusClass;
use crate::json::same_json;
use crate::{
    Error, FlowStatus, GetWhatsAppFlowInput, UpdateWhatsAppFlowAssetsInput, UpdateWhatsAppFlowInput,
};

/// The longest pause before a step is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// The time in which a published flow is to be on the air again.
#[derive(Clone, Copy)]
struct Window<'w> {
    name: &'w str,
    flow_id: &'w str,
    /// `None` if it never ends.
    end: Option<Instant>,
}

impl Window<'_> {
    /// The time that is left. `None` if there is none.
    fn left(&self) -> Option<Duration> {
        match self.end {
            Some(end) => end.checked_duration_since(Instant::now()),
            None => Some(Duration::MAX),
        }
    }
}

impl Run<'_> {
    /// Updates a published flow and publishes it again. No interruption ends this, since the flow may be
    /// off the air. If it cannot be published, its former Flow JSON is put back and published.
    pub(super) async fn republish(
        &self,
        plan: &FlowPlan,
        deployed: &Deployed,
        rehearsals: &mut Vec<Rehearsal>,
        report: &mut FlowReport,
    ) -> Result<(), Outcome> {
        let window = Window {
            name: &plan.desired.name,
            flow_id: &deployed.flow_id,
            end: Instant::now().checked_add(self.deployment.republish_timeout),
        };
        let outcome = match self.update_and_publish(plan, rehearsals, window).await {
            Ok(()) => return Ok(()),
            Err(outcome) => outcome,
        };
        // What the last error says is one thing, and what the flow is another: the service is asked.
        match self
            .persist(window, Step::Look, || self.status(window))
            .await
        {
            Ok(FlowStatus::Published) if self.serves(&plan.desired.json, window).await => Ok(()),
            Ok(FlowStatus::Published) => Err(outcome),
            Ok(FlowStatus::Draft) => {
                report.off_air = self.put_back(plan, deployed, rehearsals, window).await;
                report.is_put_back = matches!(report.off_air, OffAir::No);
                Err(outcome)
            }
            Ok(_) => {
                report.off_air = OffAir::Yes;
                Err(outcome)
            }
            Err(error) => {
                report.off_air = OffAir::Unknown(error);
                Err(outcome)
            }
        }
    }

    async fn update_and_publish(
        &self,
        plan: &FlowPlan,
        rehearsals: &mut Vec<Rehearsal>,
        window: Window<'_>,
    ) -> Result<(), Outcome> {
        self.begin(window.name, Step::Update);
        self.upload(&plan.desired.json, window).await?;
        let keep = self.keep_rehearsal(&plan.desired, window.flow_id, rehearsals);
        let publish = async {
            if let Some(input) = plan.metadata_input(&self.deployment.account, window.flow_id) {
                let update = || self.deployment.client.update_whatsapp_flow(&input);
                self.persist(window, Step::Update, update).await?;
            }
            self.begin(window.name, Step::Publish);
            let publish = || self.publish_and_look(window.flow_id);
            self.persist(window, Step::Publish, publish).await
        };
        Ok(beside(publish, keep).await?)
    }

    /// Uploads Flow JSON to a flow that is published, if the first attempt had no effect, and a draft
    /// otherwise.
    async fn upload(&self, json: &str, window: Window<'_>) -> Result<(), Outcome> {
        let account = &self.deployment.account;
        let input = UpdateWhatsAppFlowAssetsInput::new(account, window.flow_id, json);
        loop {
            let error = match self
                .deployment
                .client
                .update_whatsapp_flow_assets(&input)
                .await
            {
                Ok(updated) => return valid(updated.validation_errors),
                Err(error) => error,
            };
            let status = self.persist(window, Step::Look, || self.status(window));
            match status.await {
                Ok(FlowStatus::Draft) if self.serves(json, window).await => return Ok(()),
                Ok(FlowStatus::Draft) if passes(&error) && window.left().is_some() => {
                    self.wait(window, Step::Update, &error, 1).await;
                }
                // It is on the air as it was, or nobody can tell.
                Ok(_) | Err(_) => return Err(error.into()),
            }
        }
    }

    /// Gives a draft the Flow JSON that it was published with, and publishes it.
    async fn put_back(
        &self,
        plan: &FlowPlan,
        deployed: &Deployed,
        rehearsals: &mut Vec<Rehearsal>,
        window: Window<'_>,
    ) -> OffAir {
        let Some(former) = &deployed.json else {
            return OffAir::Yes;
        };
        if window.left().is_none() {
            return OffAir::Yes;
        }
        self.begin(window.name, Step::PutBack);
        let (account, client) = (&self.deployment.account, &self.deployment.client);
        let put = async {
            let input = UpdateWhatsAppFlowAssetsInput::new(account, window.flow_id, former.clone());
            let upload = || client.update_whatsapp_flow_assets(&input);
            self.persist(window, Step::PutBack, upload).await?;
            let keep = self.keep_rehearsal(&plan.desired, window.flow_id, rehearsals);
            let publish = async {
                if plan.metadata_input(account, window.flow_id).is_some() {
                    let mut input = UpdateWhatsAppFlowInput::new(account, window.flow_id)
                        .categories(deployed.known_categories());
                    input.endpoint_uri = deployed.endpoint_uri.clone();
                    input.flow_name = plan.renamed_from().map(str::to_owned);
                    let update = || client.update_whatsapp_flow(&input);
                    self.persist(window, Step::PutBack, update).await?;
                }
                let publish = || self.publish_and_look(window.flow_id);
                self.persist(window, Step::PutBack, publish).await
            };
            beside(publish, keep).await
        };
        match put.await {
            Ok(()) => OffAir::No,
            Err(_) => match self.status(window).await {
                Ok(FlowStatus::Published) => OffAir::No,
                Ok(_) => OffAir::Yes,
                Err(error) => OffAir::Unknown(error),
            },
        }
    }

    async fn status(&self, window: Window<'_>) -> Result<FlowStatus, Error> {
        let get = GetWhatsAppFlowInput::new(&self.deployment.account, window.flow_id);
        Ok(self
            .deployment
            .client
            .get_whatsapp_flow(&get)
            .await?
            .flow_status)
    }

    /// Whether the service has this Flow JSON for the flow.
    async fn serves(&self, json: &str, window: Window<'_>) -> bool {
        let account = &self.deployment.account;
        let download = || {
            let client = &self.deployment.client;
            client.download_flow_json(account, window.flow_id)
        };
        let served = self.persist(window, Step::Look, download).await;
        matches!(served, Ok(Some(served)) if same_json(&served, json.as_bytes()))
    }

    /// Tries again what may pass until it is done or the time is over.
    async fn persist<T, F: Future<Output = Result<T, Error>>>(
        &self,
        window: Window<'_>,
        step: Step,
        attempt: impl Fn() -> F,
    ) -> Result<T, Error> {
        let mut number = 1;
        loop {
            match attempt().await {
                Err(error) if passes(&error) && window.left().is_some() => {
                    self.wait(window, step, &error, number).await;
                    number += 1;
                }
                done => return done,
            }
        }
    }

    /// The pause after a failure, of which the time that is left is told each second.
    async fn wait(&self, window: Window<'_>, step: Step, error: &Error, number: u32) {
        let doubled = 2_u32.checked_pow(number - 1).unwrap_or(u32::MAX);
        let pause = self.deployment.client.pause().saturating_mul(doubled);
        let mut pause = pause.min(LONGEST_PAUSE);
        while let Some(left) = window.left() {
            (self.progress)(window.name, Progress::Retrying { step, left, error });
            if pause.is_zero() {
                break;
            }
            let part = pause.min(left).min(Duration::from_secs(1));
            sleep(part).await;
            pause = pause.saturating_sub(part);
        }
    }
}

/// Whether a failure may pass by itself: a network, a service or Meta in trouble, too many requests,
/// credentials that somebody renews.
fn passes(error: &Error) -> bool {
    match error {
        Error::NoAnswer(_) | Error::Credentials { .. } | Error::WithoutEffect { .. } => true,
        Error::Unreadable { .. } => true,
        Error::InDoubt { source, .. } => passes(source),
        Error::Service(error) => {
            matches!(error.class(), StatusClass::Server | StatusClass::Throttled)
        }
        _ => false,
    }
}
