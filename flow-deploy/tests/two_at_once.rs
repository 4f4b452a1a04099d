//! Two runs of `apply` at once, one of which takes the draft of the other's rehearsal for left over.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use flow_deploy::*;
use flow_local::{Fault, LocalFlow, LocalService};
use tokio::sync::oneshot;

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

/// A run in a thread of its own, which stands before a step until it is let go.
struct Held {
    thread: JoinHandle<Option<Report>>,
    go: Sender<()>,
    kill: oneshot::Sender<()>,
}

impl Held {
    async fn before(step: Step, deployment: Deployment, plan: Plan) -> Self {
        let (go, gone) = mpsc::channel();
        let gone = Mutex::new(gone);
        let (stands, is_standing) = oneshot::channel();
        let stands = Mutex::new(Some(stands));
        let (kill, killed) = oneshot::channel();
        let progress = move |_: &str, progress: Progress<'_>| {
            if matches!(progress, Progress::Step(begun) if begun == step)
                && let Some(stands) = stands.lock().unwrap().take()
            {
                stands.send(()).unwrap();
                gone.lock().unwrap().recv().unwrap();
            }
        };
        let thread = std::thread::spawn(move || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            runtime.enable_all().build().unwrap().block_on(async {
                tokio::select! {
                    report = deployment.apply(&plan, progress) => Some(report.unwrap()),
                    _ = killed => None,
                }
            })
        });
        is_standing.await.unwrap();
        Self { thread, go, kill }
    }

    /// A run of the published flow between its rehearsal and its update. It never comes to its end: each
    /// publish fails.
    async fn before_the_update(service: &LocalService) -> Self {
        let deployment = deployment(service);
        let plan = deployment.plan(named("live")).await.unwrap();
        let failures = vec![Fault::page(502); 10_000];
        service.inject(OperationName::PublishWhatsAppFlow, failures);
        // Its connections belong to its own thread.
        Self::before(Step::Update, self::deployment(service), plan).await
    }

    /// Lets it go on to its end.
    async fn end(self) -> Report {
        self.go.send(()).unwrap();
        let Self { thread, kill, .. } = self;
        let ended = tokio::task::spawn_blocking(move || thread.join().unwrap());
        let report = ended.await.unwrap().unwrap();
        drop(kill);
        report
    }

    /// Lets it go on until the flow is off the air, and ends it there as a kill does.
    async fn killed_off_the_air(self, service: &LocalService, id: &str) {
        self.go.send(()).unwrap();
        while live_flow(service, id).status != FlowStatus::Draft {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // The publish has failed a few times, and the rehearsal was looked for.
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.kill.send(()).unwrap();
        let ended = tokio::task::spawn_blocking(move || self.thread.join().unwrap());
        assert!(ended.await.unwrap().is_none());
        service.clear_faults();
    }
}

/// The next plan knows that the flow was published, and the next run puts all in order.
async fn assert_nothing_lost(service: &LocalService, deployment: &Deployment, id: &str) {
    let plan = deployment.plan(named("live")).await.unwrap();
    assert!(plan.flows[0].was_published, "{plan:?}");
    assert!(
        deployment
            .apply(&plan, |_, _| {})
            .await
            .unwrap()
            .is_success()
    );
    assert_eq!(live_flow(service, id).status, FlowStatus::Published);
    let plan = deployment.plan(named("live")).await.unwrap();
    deployment.apply(&plan, |_, _| {}).await.unwrap();
    assert!(rehearsals(service).is_empty());
}

#[tokio::test]
async fn the_other_run_deletes_the_rehearsal_before_the_update() {
    let (service, id) = live().await;
    let deployment = deployment(&service);
    let held = Held::before_the_update(&service).await;
    let first = rehearsals(&service).remove(0).flow_id;
    // It has another flow to do, and takes the rehearsal for left over.
    let other = deployment.clone().publish(false);
    let plan = other.plan(named("other")).await.unwrap();
    assert_eq!(plan.leftovers, [first]);
    let report = other.apply(&plan, |_, _| {}).await.unwrap();
    assert!(report.is_success() && report.kept_leftovers.is_empty());
    assert!(rehearsals(&service).is_empty());

    held.killed_off_the_air(&service, &id).await;
    assert_eq!(rehearsals(&service).len(), 1);
    assert_nothing_lost(&service, &deployment, &id).await;
}

/// The plan of the other run is older than the rehearsal's use, and its cleaning comes after the update.
#[tokio::test]
async fn the_other_run_comes_to_the_rehearsal_after_the_update() {
    let (service, id) = live().await;
    let deployment = deployment(&service);
    let held = Held::before_the_update(&service).await;
    let other = deployment.clone().publish(false);
    let plan = other.plan(named("other")).await.unwrap();
    assert_eq!(plan.leftovers.len(), 1);
    // It has looked at the account when it creates its flow, and cleans after that.
    let other = Held::before(
        Step::Create,
        self::deployment(&service).publish(false),
        plan,
    )
    .await;
    held.killed_off_the_air(&service, &id).await;
    let report = other.end().await;
    assert!(report.is_success() && report.kept_leftovers.is_empty());
    assert_eq!(rehearsals(&service).len(), 1);
    assert_nothing_lost(&service, &deployment, &id).await;
}

/// The other run has given the rehearsal another name, and has not looked yet whether it may delete it.
#[tokio::test]
async fn the_other_run_is_in_the_middle_of_it_at_the_update() {
    let (service, id) = live().await;
    let deployment = deployment(&service);
    let held = Held::before_the_update(&service).await;
    let first = rehearsals(&service).remove(0).flow_id;
    let client = service.client_builder().build().unwrap();
    let name = format!("flow-deploy-rehearsal-{id}-00000000deadbeef");
    let rename = UpdateWhatsAppFlowInput::new(service.account_id(), &first).flow_name(name);
    client.update_whatsapp_flow(&rename).await.unwrap();
    held.killed_off_the_air(&service, &id).await;
    // It looked before the update, and deletes it now.
    let delete = DeleteWhatsAppFlowInput::new(service.account_id(), &first);
    client.delete_whatsapp_flow(&delete).await.unwrap();
    assert_nothing_lost(&service, &deployment, &id).await;
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
        let run = async |wait: u64| {
            tokio::time::sleep(Duration::from_millis(wait)).await;
            let plan = deployment.plan(named("live")).await.unwrap();
            deployment.apply(&plan, |_, _| {}).await
        };
        let (one, other) = tokio::join!(run(0), run(number));
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
        let plan = deployment.plan(named("live")).await.unwrap();
        assert!(
            deployment
                .apply(&plan, |_, _| {})
                .await
                .unwrap()
                .is_success()
        );
        let live = live_flow(&service, &id);
        assert_eq!(
            (live.status, &*live.flow_json.unwrap()),
            (FlowStatus::Published, NEW.as_bytes())
        );
        assert_eq!(service.flows().len(), 1, "{number}");
    }
}
