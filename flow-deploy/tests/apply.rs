//! Plans that are applied, and interrupted at every request.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::Mutex;
use std::time::Duration;

use flow_deploy::*;
use flow_local::{Assumptions, Fault, LocalFlow, LocalService, PublishedUpdate, Target};

const OLD: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"old"}]}"#;
const NEW: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"new"}]}"#;
/// Passes the rehearsal's check of the plan, and not Meta's.
const WRONG: &str = r#"{"version":"7.3"}"#;
const NAMES: [&str; 4] = ["live", "draft", "same", "fresh"];

fn quiet(_: &str, _: Progress<'_>) {}

/// An account with a published flow and a draft of the old Flow JSON, and a draft of the new one. Its
/// client never tries again, so that each fault is the end of a flow's run. There is one for each service,
/// since each reads the certificates of the system.
async fn service(assumptions: Assumptions) -> (LocalService, Client) {
    let builder = LocalService::builder().assumptions(assumptions);
    let service = builder.start().await.unwrap();
    let retry = RetryPolicy::never().throttling_base_delay(Duration::from_millis(2));
    let client = service.client_builder().retry(retry).build().unwrap();
    for (name, json, publish) in [
        ("live", OLD, true),
        ("draft", OLD, false),
        ("same", NEW, false),
    ] {
        let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Survey])
            .flow_json(json)
            .publish(publish);
        client.create_whatsapp_flow(&input).await.unwrap();
    }
    service.clear_requests();
    (service, client)
}

fn deployment(service: &LocalService, client: &Client) -> Deployment {
    Deployment::new(client.clone(), service.account_id())
        .publish(true)
        .update_published(true)
        .parallel(1)
}

fn desired() -> [DesiredFlow; 4] {
    NAMES.map(|name| {
        DesiredFlow::new(name, [Category::SignUp], NEW).endpoint_uri("https://e.example/")
    })
}

async fn run(deployment: &Deployment) -> bool {
    let Ok(plan) = deployment.plan(desired()).await else {
        return false;
    };
    let applied = deployment.apply(&plan, quiet).await;
    // A draft that could not be deleted is left to the next run.
    let is_clean = |report: &Report| {
        report.kept_leftovers.is_empty()
            && report
                .flows
                .iter()
                .all(|flow| flow.kept_leftovers.is_empty())
    };
    applied.is_ok_and(|report| report.is_success() && is_clean(&report))
}

fn named(service: &LocalService, name: &str) -> LocalFlow {
    let mut flows = service.flows().into_iter().filter(|flow| flow.name == name);
    let flow = flows.next().unwrap();
    assert!(flows.next().is_none(), "{name} twice");
    flow
}

fn assert_through(service: &LocalService, why: &str) {
    assert_eq!(service.flows().len(), NAMES.len(), "{why}");
    for name in NAMES {
        let flow = named(service, name);
        assert_eq!(flow.status, FlowStatus::Published, "{why}: {name}");
        assert_eq!(
            flow.flow_json.as_deref(),
            Some(NEW.as_bytes()),
            "{why}: {name}"
        );
        assert_eq!(flow.categories, [Category::SignUp], "{why}: {name}");
        assert_eq!(
            flow.endpoint_uri.as_deref(),
            Some("https://e.example/"),
            "{why}: {name}"
        );
    }
}

fn all_assumptions() -> [Assumptions; 3] {
    let mut others = Assumptions::default();
    others.published_update = PublishedUpdate::BackToDraft;
    others.wrong_status = ServiceErrorKind::Dependency;
    others.normalise_json = true;
    others.adds_members = true;
    others.newest_first = true;
    let mut done = Assumptions::default();
    done.published_update = PublishedUpdate::Done;
    [Assumptions::default(), others, done]
}

#[tokio::test]
async fn a_plan_is_done_and_then_there_is_nothing_to_do() {
    for assumptions in all_assumptions() {
        let (service, client) = service(assumptions).await;
        let deployment = deployment(&service, &client).parallel(4);
        let steps = Mutex::new(Vec::new());
        let plan = deployment.plan(desired()).await.unwrap();
        let report = deployment.apply(&plan, |name, progress| {
            steps.lock().unwrap().push(format!("{name} {progress}"));
        });
        let report = report.await.unwrap();
        assert!(report.is_success(), "{report:?}");
        assert_through(&service, "at once");
        let mut steps = steps.into_inner().unwrap();
        steps.retain(|step| step.starts_with("live"));
        assert_eq!(
            steps,
            [
                "live rehearse",
                "live update",
                "live publish",
                "live compare",
                "live done"
            ]
        );
        let mut flows = report.flows.iter();
        assert!(
            flows.all(|flow| matches!(flow.served, Served::Same)),
            "{report:?}"
        );
        assert!(deployment.plan(desired()).await.unwrap().is_unchanged());
    }
}

/// Every request of a run: the operations in their order, and then the downloads in theirs.
async fn points() -> Vec<(Target, usize)> {
    let (service, client) = service(Assumptions::default()).await;
    assert!(run(&deployment(&service, &client)).await);
    let requests = service.requests();
    let operations = requests.iter().filter(|r| r.operation.is_some()).count();
    let downloads = requests.len() - operations;
    // Three flows are there, each looked at for the plan and for the apply, and one after its rehearsal,
    // which is looked at as well. At last what the service serves of the four is compared.
    assert_eq!(downloads, 12);
    let operations = (0..operations).map(|at| (Target::AnyOperation, at));
    operations
        .chain((0..downloads).map(|at| (Target::Download, at)))
        .collect()
}

/// Lets a fault happen at one of the [`points`].
fn inject(service: &LocalService, (target, at): (Target, usize), fault: Fault) {
    service.inject(target, vec![Fault::none(); at]);
    service.inject(target, [fault]);
}

#[tokio::test]
async fn a_fault_at_any_request_is_made_good_by_the_next_run() {
    let points = points().await;
    let lost = || Fault::reset().after_act();
    let all = vec![Fault::reset(), lost(), Fault::page(200).after_act()];
    let [usual, others, done] = all_assumptions();
    for (assumptions, faults) in [(usual, all), (others, vec![lost()]), (done, vec![lost()])] {
        for point in points.clone() {
            for fault in faults.clone() {
                let why = format!("{point:?}: {fault:?}");
                let (service, client) = service(assumptions.clone()).await;
                inject(&service, point, fault);
                let deployment = deployment(&service, &client);
                let mut runs = 1;
                while !run(&deployment).await {
                    runs += 1;
                    assert!(runs <= 2, "{why}");
                }
                assert_through(&service, &why);
            }
        }
    }
}

#[tokio::test]
async fn a_future_dropped_at_any_request_is_made_good_by_the_next_run() {
    for point in points().await {
        for after_act in [false, true] {
            let why = format!("{point:?}, after the act: {after_act}");
            let (service, client) = service(Assumptions::default()).await;
            let never = Fault::reset().delayed(Duration::from_secs(60));
            let never = if after_act { never.after_act() } else { never };
            inject(&service, point, never);
            let deployment = deployment(&service, &client);
            let stopped = async {
                while service.pending_faults() > 0 {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            };
            tokio::select! {
                _ = run(&deployment) => panic!("{why}: it was not interrupted"),
                () = stopped => {}
            }
            assert!(run(&deployment).await, "{why}");
            assert_through(&service, &why);
        }
    }
}

#[tokio::test]
async fn nothing_is_done_when_the_account_has_changed() {
    let (service, client) = service(Assumptions::default()).await;
    let deployment = deployment(&service, &client);
    let plan = deployment.plan(desired()).await.unwrap();
    let id = named(&service, "draft").flow_id;
    let other = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), id, WRONG);
    client.update_whatsapp_flow_assets(&other).await.unwrap();
    let before = service.flows();
    let error = deployment.apply(&plan, quiet).await.unwrap_err();
    assert!(
        matches!(&error, ApplyError::Changed { names } if names == &["draft"]),
        "{error}"
    );
    assert_eq!(service.flows(), before);
}

#[tokio::test]
async fn a_published_flow_needs_leave_and_a_clean_rehearsal() {
    let (service, client) = service(Assumptions::default()).await;
    let live = named(&service, "live");
    let careful = deployment(&service, &client).update_published(false);
    let flow = |json| DesiredFlow::new("live", [Category::Survey], json);
    let plan = careful.plan([flow(NEW)]).await.unwrap();
    let report = careful.apply(&plan, quiet).await.unwrap();
    assert!(matches!(report.flows[0].outcome, Outcome::NotAllowed));
    let allowed = deployment(&service, &client);
    let plan = allowed.plan([flow(WRONG)]).await.unwrap();
    let report = allowed.apply(&plan, quiet).await.unwrap();
    let Outcome::Invalid { errors } = &report.flows[0].outcome else {
        panic!("{report:?}");
    };
    assert_eq!(errors, &["Flow JSON needs the property `screens`"]);
    assert_eq!(report.flows[0].off_air.is_yes(), Some(false));
    assert_eq!(named(&service, "live"), live);
    assert_eq!(service.flows().len(), 3);
}

#[tokio::test]
async fn one_failure_does_not_stop_the_others_and_what_is_off_the_air_is_said() {
    let (service, client) = service(Assumptions::default()).await;
    let deployment = deployment(&service, &client);
    let refused = [Fault::page(400), Fault::page(400)];
    service.inject(OperationName::PublishWhatsAppFlow, refused);
    let plan = deployment.plan(desired()).await.unwrap();
    let report = deployment.apply(&plan, quiet).await.unwrap();
    assert!(!report.is_success());
    let done: Vec<bool> = report
        .flows
        .iter()
        .map(|f| matches!(f.outcome, Outcome::Done))
        .collect();
    assert_eq!(done, [false, true, true, true]);
    assert_eq!(report.flows[0].off_air.is_yes(), Some(true));
    assert_eq!(named(&service, "live").status, FlowStatus::Draft);
    let plan = deployment.plan(desired()).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Update);
    assert!(plan.flows[0].was_published);
    assert!(run(&deployment).await);
    assert_through(&service, "the run after");
}

#[tokio::test]
async fn what_a_rehearsal_left_is_listed_and_removed_and_only_if_it_is_a_draft() {
    let (service, client) = service(Assumptions::default()).await;
    let (ours, published) = (
        "flow-deploy-rehearsal-1-0123456789abcdef",
        "flow-deploy-rehearsal-1-fedcba9876543210",
    );
    let of_an_author = "flow-deploy-rehearsal-notes";
    for (name, publish) in [(ours, false), (published, true), (of_an_author, false)] {
        let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other])
            .flow_json(OLD)
            .publish(publish);
        client.create_whatsapp_flow(&input).await.unwrap();
    }
    let deployment = deployment(&service, &client);
    let plan = deployment.plan([]).await.unwrap();
    assert_eq!(plan.leftovers, [named(&service, ours).flow_id]);
    assert!(!plan.is_unchanged());
    // One that cannot be deleted blocks nothing.
    service.inject(OperationName::DeleteWhatsAppFlow, [Fault::page(403)]);
    let report = deployment.apply(&plan, quiet).await.unwrap();
    assert!(report.is_success());
    assert_eq!(report.kept_leftovers[0].flow_id, plan.leftovers[0]);
    deployment.apply(&plan, quiet).await.unwrap();
    assert_eq!(service.flows().len(), 5);
    let reserved = DesiredFlow::new(ours, [Category::Other], NEW);
    let allowed = DesiredFlow::new(of_an_author, [Category::Other], OLD);
    let plan = deployment.plan([reserved, allowed]).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Conflict(Conflict::Reserved));
    assert_eq!(plan.flows[1].action, Action::Publish);
}

#[tokio::test]
async fn what_the_service_serves_is_compared_after_an_apply() {
    let mut adds = Assumptions::default();
    adds.adds_unknown_members = true;
    let (service, client) = service(adds).await;
    let deployment = deployment(&service, &client);
    let plan = deployment.plan(desired()).await.unwrap();
    let report = deployment.apply(&plan, quiet).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    for flow in &report.flows {
        let Served::Differs(changes) = &flow.served else {
            panic!("{flow:?}");
        };
        let changes: Vec<_> = changes.iter().map(ToString::to_string).collect();
        assert_eq!(changes, ["screen A: is_new_to_all added: false"]);
    }

    // If it cannot be asked, the flow is done all the same.
    let (service, client) = self::service(Assumptions::default()).await;
    let deployment = self::deployment(&service, &client);
    let plan = deployment.plan(desired()).await.unwrap();
    let last = vec![Fault::none(); 8];
    service.inject(Target::Download, last.into_iter().chain([Fault::page(403)]));
    let report = deployment.apply(&plan, quiet).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    let unknown = |flow: &&FlowReport| matches!(flow.served, Served::Unknown(_));
    assert_eq!(report.flows.iter().filter(unknown).count(), 1);
}

/// A runtime of many threads may move a run from one to the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_may_be_spawned() {
    let service = LocalService::start().await.unwrap();
    let client = service.client_builder().build().unwrap();
    let deployment = Deployment::new(client, service.account_id());
    let desired = DesiredFlow::new("a", [Category::Other], r#"{"version":"7.3","screens":[]}"#);
    let run = tokio::spawn(async move {
        let plan = deployment.plan([desired]).await.unwrap();
        let applied = deployment.apply(&plan, |_, _| {}).await.unwrap();
        let stop = std::future::pending();
        let again = deployment.apply_until(&plan, |_, _| {}, stop).await;
        (applied, again)
    });
    let (applied, again) = run.await.unwrap();
    assert!(applied.is_success());
    assert!(matches!(again, Err(ApplyError::Changed { .. })));
}
