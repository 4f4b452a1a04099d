//! A published flow is never off the air unseen: between its update and its publish all sorts of things
//! go wrong.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flow_deploy::*;
use flow_local::{Assumptions, Fault, LocalService, Target};
use tokio::sync::Notify;

const OLD: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"old"}]}"#;
const NEW: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"new"}]}"#;

fn quiet(_: &str, _: Progress<'_>) {}

/// A published flow of the old Flow JSON.
async fn live(assumptions: Assumptions) -> (LocalService, String) {
    let builder = LocalService::builder().assumptions(assumptions);
    let service = builder.start().await.unwrap();
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "live", [Category::Other])
        .flow_json(OLD)
        .publish(true);
    let id = client.create_whatsapp_flow(&input).await.unwrap().flow_id;
    (service, id.unwrap())
}

fn deployment(service: &LocalService) -> Deployment {
    let short = Duration::from_millis(2);
    let retry = RetryPolicy::never().throttling_base_delay(short);
    let client = service.client_builder().retry(retry).build().unwrap();
    Deployment::new(client, service.account_id())
        .publish(true)
        .update_published(true)
        .republish_timeout(Duration::from_secs(20))
}

fn desired() -> [DesiredFlow; 1] {
    [DesiredFlow::new("live", [Category::Other], NEW)]
}

async fn apply(deployment: &Deployment) -> FlowReport {
    let plan = deployment.plan(desired()).await.unwrap();
    let mut report = deployment.apply(&plan, quiet).await.unwrap();
    report.flows.remove(0)
}

/// The status and the title of the flow that was published.
fn state(service: &LocalService, id: &str) -> (FlowStatus, &'static str) {
    let flows = service.flows();
    let flow = flows.iter().find(|flow| flow.flow_id == id).unwrap();
    let json = flow.flow_json.as_deref().unwrap();
    let title = if json == NEW.as_bytes() { "new" } else { "old" };
    (flow.status.clone(), title)
}

#[tokio::test]
async fn what_passes_is_tried_again_for_long() {
    for fault in [
        Fault::page(502),
        Fault::reset(),
        Fault::reset().after_act(),
        Fault::throttled(),
        Fault::page(200),
    ] {
        let (service, id) = live(Assumptions::default()).await;
        let many = vec![fault.clone(); 8];
        service.inject(OperationName::PublishWhatsAppFlow, many);
        let told = AtomicUsize::new(0);
        let deployment = deployment(&service);
        let plan = deployment.plan(desired()).await.unwrap();
        let report = deployment.apply(&plan, |_, progress| {
            if let Progress::Retrying { step, left, .. } = progress {
                assert_eq!(step, Step::Publish);
                assert!(left <= Duration::from_secs(20) && left > Duration::from_secs(10));
                told.fetch_add(1, Ordering::Relaxed);
            }
        });
        assert!(report.await.unwrap().is_success(), "{fault:?}");
        assert_eq!(
            state(&service, &id),
            (FlowStatus::Published, "new"),
            "{fault:?}"
        );
        assert!(fault == Fault::reset().after_act() || told.into_inner() >= 8);
    }
}

#[tokio::test]
async fn whether_it_is_off_the_air_is_asked() {
    let denied = || Fault::code(403, "AccessDeniedException");
    let expired = || Fault::code(400, "ExpiredTokenException");
    // An update that took effect, and then an error of another kind: it goes on to the publish.
    for last in [denied(), expired(), Fault::throttled()] {
        let (service, id) = live(Assumptions::default()).await;
        let retry = RetryPolicy::standard()
            .base_delay(Duration::ZERO)
            .max_attempts(2);
        let client = service.client_builder().retry(retry).build().unwrap();
        let deployment = Deployment::new(client, service.account_id())
            .publish(true)
            .update_published(true);
        let faults = [Fault::reset().after_act(), last];
        service.inject(OperationName::UpdateWhatsAppFlowAssets, faults);
        let report = apply(&deployment).await;
        assert!(report.is_success(), "{report:?}");
        assert_eq!(state(&service, &id), (FlowStatus::Published, "new"));
    }
    // An error before any effect: it is on the air as it was.
    for fault in [Fault::page(500), denied(), Fault::reset()] {
        let (service, id) = live(Assumptions::default()).await;
        service.inject(OperationName::UpdateWhatsAppFlowAssets, [fault]);
        let report = apply(&deployment(&service)).await;
        assert!(matches!(report.outcome, Outcome::Failed(_)), "{report:?}");
        assert_eq!(report.off_air.is_yes(), Some(false));
        assert!(!report.is_put_back);
        assert_eq!(state(&service, &id), (FlowStatus::Published, "old"));
        assert_eq!(service.flows().len(), 1);
    }
}

#[tokio::test]
async fn where_it_cannot_be_asked_that_is_said() {
    let (service, id) = live(Assumptions::default()).await;
    let deployment = deployment(&service).republish_timeout(Duration::from_millis(300));
    let plan = deployment.plan(desired()).await.unwrap();
    let down = Notify::new();
    let progress = |_: &str, progress: Progress<'_>| {
        if matches!(progress, Progress::Step(Step::Publish)) {
            service.inject(Target::AnyOperation, vec![Fault::page(502); 1000]);
            down.notify_one();
        }
    };
    let mut report = deployment.apply(&plan, progress).await.unwrap();
    let report = report.flows.remove(0);
    assert_eq!(report.off_air.is_yes(), None, "{report:?}");
    service.clear_faults();
    assert_eq!(state(&service, &id), (FlowStatus::Draft, "new"));
    // The next plan knows that it was published, and does not call it unchanged.
    let drafts = deployment.clone().publish(false).update_published(false);
    let plan = drafts.plan(desired()).await.unwrap();
    assert!(plan.flows[0].was_published && !plan.is_unchanged());
    assert_eq!(plan.leftovers, Vec::<String>::new());
    let notice = plan.flows[0].notices[0].to_string();
    assert!(
        notice.contains("OFF THE AIR") && notice.contains("--publish"),
        "{notice}"
    );
    let report = drafts.apply(&plan, quiet).await.unwrap();
    assert_eq!(report.flows[0].off_air.is_yes(), Some(true));
    assert!(!report.is_success());
    // And publishes it when it is told to.
    let plan = deployment.plan(desired()).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Publish);
    assert!(deployment.apply(&plan, quiet).await.unwrap().is_success());
    assert_eq!(state(&service, &id), (FlowStatus::Published, "new"));
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn what_meta_refuses_to_publish_has_its_former_json_back() {
    let (service, id) = live(Assumptions::default()).await;
    let refused = Fault::error(ServiceErrorKind::InvalidParameters);
    service.inject(OperationName::PublishWhatsAppFlow, [refused]);
    let report = apply(&deployment(&service)).await;
    assert!(matches!(report.outcome, Outcome::Failed(_)), "{report:?}");
    assert_eq!(report.off_air.is_yes(), Some(false));
    assert!(report.is_put_back);
    assert_eq!(state(&service, &id), (FlowStatus::Published, "old"));
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn an_interruption_finishes_what_is_off_the_air_and_begins_nothing() {
    let (service, id) = live(Assumptions::default()).await;
    let deployment = deployment(&service).parallel(1);
    let other = DesiredFlow::new("other", [Category::Other], NEW);
    let flows = [desired().to_vec(), vec![other]].concat();
    let plan = deployment.plan(flows).await.unwrap();
    let stop = Notify::new();
    service.inject(
        OperationName::PublishWhatsAppFlow,
        vec![Fault::page(502); 3],
    );
    let progress = |_: &str, progress: Progress<'_>| {
        if matches!(progress, Progress::Step(Step::Publish)) {
            stop.notify_one();
        }
    };
    let report = deployment.apply_until(&plan, progress, stop.notified());
    let report = report.await.unwrap();
    assert!(report.flows[0].is_success(), "{report:?}");
    assert!(
        matches!(report.flows[1].outcome, Outcome::Interrupted),
        "{report:?}"
    );
    assert_eq!(state(&service, &id), (FlowStatus::Published, "new"));
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn an_interruption_before_the_update_leaves_the_flow_alone_at_once() {
    let (service, id) = live(Assumptions::default()).await;
    let deployment = deployment(&service);
    let plan = deployment.plan(desired()).await.unwrap();
    let silent = Fault::slow(Duration::from_secs(60));
    service.inject(OperationName::CreateWhatsAppFlow, [silent]);
    let start = Instant::now();
    let stop = tokio::time::sleep(Duration::from_millis(200));
    let report = deployment.apply_until(&plan, quiet, stop).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(
        matches!(report.flows[0].outcome, Outcome::Interrupted),
        "{report:?}"
    );
    assert_eq!(state(&service, &id), (FlowStatus::Published, "old"));
}

#[tokio::test]
async fn what_meta_adds_by_itself_does_not_take_a_flow_off_the_air() {
    let mut adds = Assumptions::default();
    adds.adds_unknown_members = true;
    let (service, id) = live(adds).await;
    let deployment = deployment(&service);
    assert!(apply(&deployment).await.is_success());
    assert_eq!(state(&service, &id), (FlowStatus::Published, "new"));
    service.clear_requests();
    let report = apply(&deployment).await;
    assert!(report.is_success() && report.is_as_served, "{report:?}");
    let touched = |request: &flow_local::LoggedRequest| {
        request.member("flowId") == Some(id.clone().into()) && request.method == "POST"
    };
    assert!(!service.requests().iter().any(touched));
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn what_a_rehearsal_finds_is_not_lost_behind_its_draft() {
    let builder = LocalService::builder().validator(|json| {
        if json == NEW.as_bytes() {
            vec!["not so".to_owned()]
        } else {
            vec![]
        }
    });
    let service = builder.start().await.unwrap();
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "live", [Category::Other])
        .flow_json(OLD)
        .publish(true);
    client.create_whatsapp_flow(&input).await.unwrap();
    service.inject(OperationName::DeleteWhatsAppFlow, [Fault::page(403)]);
    let report = apply(&deployment(&service)).await;
    let Outcome::Invalid { errors } = &report.outcome else {
        panic!("{report:?}");
    };
    assert_eq!(errors, &["not so"]);
    assert_eq!(report.kept_leftovers.len(), 1);
    assert_eq!(report.off_air.is_yes(), Some(false));
}

#[tokio::test]
async fn a_flow_that_cannot_be_read_fails_alone() {
    for (target, fault) in [
        (Target::Download, Fault::page(200)),
        (Target::Download, Fault::page(404)),
        (
            OperationName::ListWhatsAppFlowAssets.into(),
            Fault::code(403, "AccessDeniedException"),
        ),
    ] {
        let (service, id) = live(Assumptions::default()).await;
        let deployment = deployment(&service);
        let other = DesiredFlow::new("other", [Category::Other], NEW);
        let flows = [desired().to_vec(), vec![other]].concat();
        service.inject(target, [fault.clone()]);
        let plan = deployment.plan(flows.clone()).await.unwrap();
        let conflict = &plan.flows[0].action;
        assert!(
            matches!(conflict, Action::Conflict(Conflict::NotRead { .. })),
            "{conflict:?}"
        );
        assert_eq!(plan.flows[1].action, Action::Create);
        // The same at the time of the apply.
        let plan = deployment.plan(flows).await.unwrap();
        service.inject(target, [fault]);
        let report = deployment.apply(&plan, quiet).await.unwrap();
        assert!(
            matches!(report.flows[0].outcome, Outcome::Failed(_)),
            "{report:?}"
        );
        assert!(report.flows[1].is_success(), "{report:?}");
        assert_eq!(state(&service, &id), (FlowStatus::Published, "old"));
    }
}
