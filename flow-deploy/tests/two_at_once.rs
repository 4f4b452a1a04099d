//! Two runs of `apply` at once, one of which takes the draft of the other's rehearsal for left over.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use flow_deploy::*;
use flow_local::{Fault, LocalFlow, LocalService, LoggedRequest};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, block_in_place};
use tokio::time::{sleep, timeout};

const OLD: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"old"}]}"#;
const NEW: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"new"}]}"#;

/// An account with a published flow that differs, and its id.
async fn live() -> (LocalService, String) {
    let service = LocalService::start().await.unwrap();
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "live", [Category::Other])
        .flow_json(OLD)
        .publish(true);
    let id = client.create_whatsapp_flow(&input).await.unwrap().flow_id;
    (service, id.unwrap())
}

fn deployment(service: &LocalService) -> Deployment {
    let retry = RetryPolicy::never().throttling_base_delay(Duration::from_millis(2));
    let client = service.client_builder().retry(retry).build().unwrap();
    Deployment::new(client, service.account_id())
        .publish(true)
        .update_published(true)
}

fn named(name: &str) -> [DesiredFlow; 1] {
    [DesiredFlow::new(name, [Category::Other], NEW)]
}

fn rehearsals(service: &LocalService) -> Vec<LocalFlow> {
    let mut flows = service.flows();
    flows.retain(|flow| flow.name.starts_with("flow-deploy-rehearsal-"));
    flows
}

fn live_flow(service: &LocalService, id: &str) -> LocalFlow {
    let mut flows = service.flows().into_iter();
    flows.find(|flow| flow.flow_id == id).unwrap()
}

/// Plans and applies.
async fn run(deployment: &Deployment) -> Result<Report, ApplyError> {
    let plan = deployment.plan(named("live")).await.unwrap();
    deployment.apply(&plan, |_, _| {}).await
}

/// Waits until something is so.
async fn until(is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(60), wait).await.unwrap();
}

/// A run on a task of its own, which stands before a step until it is let go.
struct Held {
    run: JoinHandle<Report>,
    go: Sender<()>,
}

impl Held {
    async fn before(step: Step, deployment: Deployment, plan: Plan) -> Self {
        let (go, gone) = mpsc::channel();
        let (stands, is_standing) = oneshot::channel();
        let hold = Mutex::new(Some((stands, gone)));
        let progress = move |_: &str, progress: Progress<'_>| {
            let is_step = matches!(progress, Progress::Step(begun) if begun == step);
            let hold = is_step.then(|| hold.lock().unwrap().take()).flatten();
            if let Some((stands, gone)) = hold {
                stands.send(()).unwrap();
                block_in_place(|| gone.recv().unwrap());
            }
        };
        let run = async move { deployment.apply(&plan, progress).await.unwrap() };
        let run = tokio::spawn(run);
        is_standing.await.unwrap();
        Self { run, go }
    }

    /// A run of the published flow between its rehearsal and its update. It never comes to its end: each
    /// publish fails. Beside it, the id of the rehearsal.
    async fn before_the_update(service: &LocalService) -> (Self, String) {
        let deployment = deployment(service);
        let plan = deployment.plan(named("live")).await.unwrap();
        let failures = vec![Fault::page(502); 10_000];
        service.inject(OperationName::PublishWhatsAppFlow, failures);
        let held = Self::before(Step::Update, deployment, plan).await;
        let [rehearsal] = rehearsals(service).try_into().unwrap();
        (held, rehearsal.flow_id)
    }

    /// A run of another flow, which takes the rehearsal for left over, before it begins.
    async fn of_another_flow(service: &LocalService, rehearsal: &str) -> Self {
        let deployment = deployment(service).publish(false);
        let plan = deployment.plan(named("other")).await.unwrap();
        assert_eq!(plan.leftovers, [rehearsal]);
        // It has looked at the account when it creates its flow, and cleans after that.
        Self::before(Step::Create, deployment, plan).await
    }

    /// Lets it go on to its end, which is a success.
    async fn end(self) {
        self.go.send(()).unwrap();
        let report = self.run.await.unwrap();
        assert!(report.is_success() && report.kept_leftovers.is_empty());
    }

    /// Lets it go on until the flow is off the air and something is so, and ends it there as a kill does.
    async fn killed_off_the_air(self, service: &LocalService, id: &str, is_so: impl Fn() -> bool) {
        self.go.send(()).unwrap();
        let is_publish =
            |request: &LoggedRequest| request.operation == Some(OperationName::PublishWhatsAppFlow);
        let publishes = || service.requests().into_iter().filter(is_publish).count();
        // The pause after so many is half a second. A publish under way would succeed once the faults are gone.
        let pauses = || publishes() >= 9;
        until(|| live_flow(service, id).status == FlowStatus::Draft && is_so() && pauses()).await;
        self.run.abort();
        assert!(self.run.await.unwrap_err().is_cancelled());
        service.clear_faults();
    }
}

/// The next plan knows that the flow was published, and the next run puts all in order.
async fn assert_nothing_lost(service: &LocalService, id: &str) {
    let deployment = deployment(service);
    let plan = deployment.plan(named("live")).await.unwrap();
    assert!(plan.flows[0].was_published, "{plan:?}");
    let report = deployment.apply(&plan, |_, _| {}).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    assert_eq!(live_flow(service, id).status, FlowStatus::Published);
    run(&deployment).await.unwrap();
    assert!(rehearsals(service).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_run_deletes_the_rehearsal_before_the_update() {
    let (service, id) = live().await;
    let (held, rehearsal) = Held::before_the_update(&service).await;
    let other = Held::of_another_flow(&service, &rehearsal).await;
    other.end().await;
    assert!(rehearsals(&service).is_empty());

    let is_made_again = || rehearsals(&service).len() == 1;
    held.killed_off_the_air(&service, &id, is_made_again).await;
    assert_nothing_lost(&service, &id).await;
}

/// The plan of the other run is older than the rehearsal's use, and its cleaning comes after the update.
#[tokio::test(flavor = "multi_thread")]
async fn the_other_run_comes_to_the_rehearsal_after_the_update() {
    let (service, id) = live().await;
    let (held, rehearsal) = Held::before_the_update(&service).await;
    let other = Held::of_another_flow(&service, &rehearsal).await;
    service.clear_requests();
    let is_looked_for = || {
        let looks = |request: &LoggedRequest| {
            request.operation == Some(OperationName::GetWhatsAppFlow)
                && request.member("flowId") == Some(rehearsal.as_str().into())
        };
        service.requests().iter().any(looks)
    };
    held.killed_off_the_air(&service, &id, is_looked_for).await;
    other.end().await;
    assert_eq!(rehearsals(&service).len(), 1);
    assert_nothing_lost(&service, &id).await;
}

/// The other run has given the rehearsal another name, and has not looked yet whether it may delete it.
#[tokio::test(flavor = "multi_thread")]
async fn the_other_run_is_in_the_middle_of_it_at_the_update() {
    let (service, id) = live().await;
    let (held, first) = Held::before_the_update(&service).await;
    let client = service.client_builder().build().unwrap();
    let name = format!("flow-deploy-rehearsal-{id}-00000000deadbeef");
    let rename = UpdateWhatsAppFlowInput::new(service.account_id(), &first).flow_name(name);
    client.update_whatsapp_flow(&rename).await.unwrap();
    let is_made_again = || rehearsals(&service).len() == 2;
    held.killed_off_the_air(&service, &id, is_made_again).await;
    // It looked before the update, and deletes it now.
    let delete = DeleteWhatsAppFlowInput::new(service.account_id(), &first);
    client.delete_whatsapp_flow(&delete).await.unwrap();
    assert_nothing_lost(&service, &id).await;
}

#[tokio::test]
async fn a_rehearsal_that_another_run_deleted_is_made_again() {
    let (service, id) = live().await;
    let deployment = deployment(&service);
    let plan = deployment.plan(named("live")).await.unwrap();
    let gone = || Fault::code(404, "ResourceNotFoundException");
    let list = OperationName::ListWhatsAppFlowAssets;
    // The account is looked at, the flow is looked at again, and then its rehearsal.
    service.inject(list, [Fault::none(), Fault::none(), gone()]);
    let report = deployment.apply(&plan, |_, _| {}).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    assert_eq!(live_flow(&service, &id).flow_json.unwrap(), NEW);
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn pairs_of_runs_lose_nothing_and_report_rightly() {
    for number in 0..12_u64 {
        let (service, id) = live().await;
        let deployment = deployment(&service);
        let later = async {
            sleep(Duration::from_millis(number)).await;
            run(&deployment).await
        };
        let (one, other) = tokio::join!(run(&deployment), later);
        for applied in [one, other] {
            let report = match applied {
                Ok(mut report) => report.flows.remove(0),
                Err(error) => {
                    assert!(matches!(error, ApplyError::Changed { .. }), "{error}");
                    continue;
                }
            };
            let is_right = matches!(report.outcome, Outcome::Done | Outcome::Changed);
            assert!(
                is_right && report.off_air.is_yes() == Some(false),
                "{number}: {report:?}"
            );
        }
        assert!(run(&deployment).await.unwrap().is_success());
        let live = live_flow(&service, &id);
        assert_eq!(
            (live.status, &*live.flow_json.unwrap()),
            (FlowStatus::Published, NEW.as_bytes())
        );
        assert_eq!(service.flows().len(), 1, "{number}");
    }
}
