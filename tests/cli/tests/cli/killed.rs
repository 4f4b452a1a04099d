//! An `apply` that is killed at each of its requests, and started again until it is through.

use std::process::Stdio;
use std::time::Duration;

use flow_deploy::{FlowStatus, UpdateWhatsAppFlowAssetsInput};
use flow_local::{Fault, LocalService, Target};

#[cfg(unix)]
use crate::program::{Done, Running, until};
use crate::program::{program_for, run_for, service};

const APPLY: &str = "apply greeting survey --publish --update-published --yes --parallel 1";

/// An account with a published flow that differs.
pub(crate) async fn with_a_published_flow() -> LocalService {
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    run_for(&service, "apply greeting").await.exits(0);
    let flow = service.flows().remove(0);
    let json = String::from_utf8(flow.flow_json.unwrap().to_vec()).unwrap();
    let json = json.replace("Welcome", "Good day");
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &flow.flow_id, json);
    client.update_whatsapp_flow_assets(&input).await.unwrap();
    service.set_flow_status(&flow.flow_id, FlowStatus::Published);
    service.clear_requests();
    service
}

fn assert_through(service: &LocalService, why: &str) {
    let flows = service.flows();
    assert_eq!(flows.len(), 2, "{why}");
    for flow in flows {
        assert_eq!(flow.status, FlowStatus::Published, "{why}: {}", flow.name);
        let json = String::from_utf8(flow.flow_json.unwrap().to_vec()).unwrap();
        assert!(!json.contains("Good day"), "{why}: {}", flow.name);
    }
}

/// Every request of the run: which of its kind it is.
async fn each_request() -> impl Iterator<Item = (Target, usize)> {
    let service = with_a_published_flow().await;
    run_for(&service, APPLY).await.exits(0);
    assert_through(&service, "at once");
    let requests = service.requests();
    let operations = requests
        .iter()
        .filter(|request| request.operation.is_some())
        .count();
    let downloads = requests.len() - operations;
    assert!(
        operations >= 10 && downloads == 6,
        "{operations} and {downloads}"
    );
    let points = (0..operations).map(|at| (Target::AnyOperation, at));
    points.chain((0..downloads).map(|at| (Target::Download, at)))
}

#[tokio::test]
async fn at_each_request() {
    for (target, at) in each_request().await {
        let why = format!("{target:?} {at}");
        let service = with_a_published_flow().await;
        service.inject(target, vec![Fault::none(); at]);
        // The service does the request, and the program ends before the answer.
        let last = Fault::reset().delayed(Duration::from_secs(60)).after_act();
        service.inject(target, [last]);
        let mut command = program_for(&service, APPLY);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        while service.pending_faults() > 0 {
            assert!(
                child.try_wait().unwrap().is_none(),
                "{why}: it was not interrupted"
            );
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        run_for(&service, APPLY).await.exits(0);
        assert_through(&service, &why);
    }
}

/// Unlike one that is killed, it leaves nothing off the air.
#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_at_each_request() {
    for (target, at) in each_request().await {
        let why = format!("{target:?} {at}");
        let service = with_a_published_flow().await;
        service.inject(target, vec![Fault::none(); at]);
        service.inject(target, [Fault::slow(Duration::from_secs(1))]);
        let running = Running::start(program_for(&service, APPLY));
        until(|| service.pending_faults() == 0).await;
        running.signal("-INT");
        let done = running.end().await;
        let flows = service.flows();
        let greeting = flows.iter().find(|flow| flow.name == "greeting").unwrap();
        assert_eq!(greeting.status, FlowStatus::Published, "{why}: {done:?}");
        if done.code == 0 {
            assert_through(&service, &why);
        } else {
            assert_eq!(done.code, 130, "{why}: {done:?}");
        }
        run_for(&service, APPLY).await.exits(0);
        assert_through(&service, &why);
    }
}

/// An apply of a published flow that has come to its publish, which fails this often.
#[cfg(unix)]
async fn publishing(service: &LocalService, failures: usize) -> Running {
    let publish = flow_deploy::OperationName::PublishWhatsAppFlow;
    service.inject(publish, vec![Fault::page(502); failures]);
    let running = Running::start(program_for(service, APPLY));
    running
        .until_says("greeting: publish failed, tried again for ")
        .await;
    running
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_and_sigterm_publish_what_is_off_the_air_first() {
    for name in ["-INT", "-TERM"] {
        let service = with_a_published_flow().await;
        let running = publishing(&service, 1).await;
        running.signal(name);
        let done = running.end().await.exits(130);
        done.says(&[
            "interrupted: `greeting` may be off the air and is published first",
            "updated and published",
            "interrupted: what was under way may be done or not",
        ]);
        let greeting = service.flows().remove(0);
        assert_eq!(greeting.status, FlowStatus::Published);
        assert_eq!(service.flows().len(), 1);
        run_for(&service, APPLY).await.exits(0);
        assert_through(&service, name);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_end_of_the_terminal_does_not_end_an_apply() {
    let service = with_a_published_flow().await;
    let running = publishing(&service, 1).await;
    running.signal("-HUP");
    running.end().await.exits(0);
    assert_through(&service, "-HUP");
}

/// An account whose published flow a second Ctrl-C has left off the air, and what was said of it.
#[cfg(unix)]
pub(crate) async fn off_the_air() -> (LocalService, Done) {
    let service = with_a_published_flow().await;
    let running = publishing(&service, 1000).await;
    running.signal("-INT");
    running.until_says("a second Ctrl-C ends at once").await;
    running.signal("-INT");
    let done = running.end().await.exits(130);
    service.clear_faults();
    (service, done)
}

#[cfg(unix)]
#[tokio::test]
async fn a_second_ctrl_c_ends_at_once_and_says_what_is_off_the_air() {
    let (service, done) = off_the_air().await;
    done.says(&[
        "greeting: publish failed, tried again for 4:59",
        "`greeting` MAY BE OFF THE AIR",
    ]);
    let plan = run_for(&service, "plan greeting").await.exits(0);
    plan.says(&["note: it was published and is OFF THE AIR", "--publish"]);
    let apply = run_for(&service, "apply greeting").await.exits(1);
    apply.says(&["IT IS OFF THE AIR"]);
    run_for(&service, APPLY).await.exits(0);
    assert_through(&service, "after Ctrl-C");
}
