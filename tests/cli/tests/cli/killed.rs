//! An `apply` that is killed at each of its requests, and started again until it is through.

use std::process::Stdio;
use std::time::Duration;

use flow_deploy::{FlowStatus, UpdateWhatsAppFlowAssetsInput};
use flow_local::{Fault, LocalService, Target};

use crate::program::{program_for, run_for, service};

const APPLY: &str = "apply greeting survey --publish --update-published --yes --parallel 1";

/// An account with a published flow that differs.
async fn with_a_published_flow() -> LocalService {
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

#[tokio::test]
async fn at_each_request() {
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
        operations >= 10 && downloads == 3,
        "{operations} and {downloads}"
    );
    let points = (0..operations).map(|at| (Target::AnyOperation, at));
    for (target, at) in points.chain((0..downloads).map(|at| (Target::Download, at))) {
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

#[cfg(unix)]
#[tokio::test]
async fn by_ctrl_c_it_says_what_to_do() {
    let service = with_a_published_flow().await;
    service.inject(
        flow_deploy::OperationName::PublishWhatsAppFlow,
        [Fault::slow(Duration::from_secs(60))],
    );
    let mut command = program_for(&service, APPLY);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    while service.pending_faults() > 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
    let output = output.await.unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("interrupted: some flows may be done"),
        "{stderr}"
    );
    run_for(&service, APPLY).await.exits(0);
    assert_through(&service, "after Ctrl-C");
}
