//! `--output json` prints one document however a command ends, and options limit its time.

use std::time::Duration;

use flow_deploy::{FlowStatus, OperationName};
use flow_local::{Fault, LocalService};
use serde_json::json;

use crate::program::{Done, end_of, program, program_for, run, run_for, service};
#[cfg(unix)]
use crate::program::{Running, until};

/// A command, once the service has begun the last fault, which is to do nothing for long.
#[cfg(unix)]
async fn waiting(service: &LocalService, arguments: &str) -> Running {
    let running = Running::start(program_for(service, arguments));
    until(|| service.pending_faults() == 0).await;
    running
}

#[tokio::test]
async fn a_failure_is_one_document() {
    let service = service().await;
    let denied = Fault::code(403, "AccessDeniedException");
    for command in [
        "plan",
        "apply",
        "list",
        "status",
        "pull greeting",
        "pull --all /nonexistent/a",
    ] {
        service.inject(OperationName::ListWhatsAppFlows, [denied.clone()]);
        let failed = run_for(&service, &format!("{command} --output json")).await;
        let error = &failed.exits(1).json()["error"];
        assert_eq!(
            (&error["kind"], &error["exit_code"]),
            (&json!("failed"), &json!(1))
        );
        let message = error["message"].as_str().unwrap();
        assert!(
            message.contains("AccessDeniedException"),
            "{command}: {message}"
        );
    }
    // Before anything is sent, and where the arguments cannot be read.
    for command in [
        "apply",
        "plan none --local",
        "nonsense",
        "plan --parallel 0",
    ] {
        let wrong = run(&format!("{command} --output json")).exits(2);
        assert_eq!(wrong.json()["error"]["kind"], "usage", "{command}");
    }
    // What is refused has the plan beside the reason.
    let refused = run_for(&service, "apply --publish greeting --output json").await;
    let document = refused.exits(3).json();
    assert_eq!(document["error"]["kind"], "refused");
    assert_eq!(document["flows"][0]["name"], "greeting");
    assert_eq!(
        run("list --output=json").exits(0).json()["error"],
        json!(null)
    );
}

#[cfg(unix)]
#[tokio::test]
async fn an_interruption_is_one_document() {
    for (signal, command) in [
        ("-INT", "plan --output json"),
        ("-TERM", "apply --output json"),
        ("-INT", "list --output json"),
        ("-TERM", "status --output json"),
    ] {
        let service = service().await;
        let late = Fault::slow(Duration::from_secs(60));
        service.inject(OperationName::ListWhatsAppFlows, [late]);
        let running = waiting(&service, command).await;
        running.signal(signal);
        let done = running.end().await.exits(130);
        let error = &done.json()["error"];
        assert_eq!(
            (&error["kind"], &error["exit_code"]),
            (&json!("interrupted"), &json!(130)),
            "{command}"
        );
        done.says(&["error: interrupted: nothing was "]);
        assert!(service.flows().is_empty());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_an_interrupted_apply_has_done_is_in_its_document() {
    let service = service().await;
    let late = Fault::slow(Duration::from_secs(60));
    service.inject(OperationName::CreateWhatsAppFlow, [Fault::none(), late]);
    let running = waiting(&service, "apply --parallel 1 --output json").await;
    running.signal("-INT");
    let done = running.end().await.exits(130);
    let document = done.json();
    assert_eq!(document["error"]["kind"], "interrupted");
    let outcomes = ["done", "interrupted", "interrupted"];
    for (at, outcome) in outcomes.into_iter().enumerate() {
        assert_eq!(document["applied"][at]["outcome"], outcome, "{document}");
    }
    run_for(&service, "apply").await.exits(0);
    assert_eq!(service.flows().len(), 3);
}

#[cfg(unix)]
#[tokio::test]
async fn a_second_interruption_says_what_may_be_off_the_air() {
    let service = crate::killed::with_a_published_flow().await;
    let publish = OperationName::PublishWhatsAppFlow;
    service.inject(publish, vec![Fault::page(502); 1000]);
    let apply = "apply greeting survey --publish --update-published --yes --output json";
    let running = Running::start(program_for(&service, &format!("{apply} --parallel 2")));
    running.until_says("survey: failed").await;
    running.until_says("greeting: publish failed").await;
    running.signal("-TERM");
    running.until_says("a second Ctrl-C ends at once").await;
    running.signal("-TERM");
    let document = running.end().await.exits(130).json();
    assert_eq!(document["may_be_off_air"], json!(["greeting"]));
    assert_eq!(document["applied"][0]["name"], "survey");
    assert_eq!(document["error"]["exit_code"], 130);
    service.clear_faults();
    run_for(&service, apply).await.exits(0);
    assert!(
        service
            .flows()
            .iter()
            .all(|flow| flow.status == FlowStatus::Published)
    );
}

#[tokio::test]
async fn the_time_of_a_run_is_limited() {
    let service = service().await;
    let late = || Fault::slow(Duration::from_secs(60));
    service.inject(OperationName::ListWhatsAppFlows, [late()]);
    let over = run_for(&service, "plan --timeout 1 --output json")
        .await
        .exits(1);
    assert_eq!(over.json()["error"]["kind"], "time_is_over");
    over.says(&["error: the 1 s of --timeout are over: nothing was changed: run it again"]);

    service.inject(OperationName::CreateWhatsAppFlow, [Fault::none(), late()]);
    let over = run_for(&service, "apply --parallel 1 --timeout 2")
        .await
        .exits(1);
    over.says(&[
        "✓ greeting",
        "interrupted: what was under way may be done or not",
        "error: the 2 s of --timeout are over: some flows are not done",
    ]);
    run_for(&service, "apply --timeout 600").await.exits(0);
}

#[tokio::test]
async fn how_requests_are_tried_again_is_an_option() {
    let service = service().await;
    let attempts = |options: &str, variables: &[(&str, &str)]| {
        service.clear_requests();
        service.clear_faults();
        service.inject(
            OperationName::ListLinkedWhatsAppBusinessAccounts,
            vec![Fault::page(503); 9],
        );
        let mut command = program_for(&service, &format!("accounts {options}"));
        command.env_remove("AWS_MAX_ATTEMPTS");
        command.envs(variables.iter().copied());
        async {
            end_of(command).await.exits(1);
            service.requests().len()
        }
    };
    let four = [("AWS_MAX_ATTEMPTS", "4")];
    assert_eq!(attempts("", &[]).await, 3);
    assert_eq!(attempts("", &four).await, 4);
    assert_eq!(attempts("--max-attempts 2", &four).await, 2);
    assert_eq!(attempts("--max-attempts 1", &[]).await, 1);
    service.clear_faults();

    // The option stands in for a variable that is wrong.
    let mut wrong = program_for(&service, "accounts --retry-mode adaptive --max-attempts 5");
    wrong
        .env("AWS_MAX_ATTEMPTS", "many")
        .env("AWS_RETRY_MODE", "fast");
    end_of(wrong).await.exits(0);

    // A rate that the service takes is kept to, and what it throttles does not count.
    let throttled = vec![Fault::throttled(); 5];
    service.inject(OperationName::ListLinkedWhatsAppBusinessAccounts, throttled);
    run_for(&service, "accounts --retry-mode adaptive --max-attempts 2")
        .await
        .exits(0);

    let late = Fault::slow(Duration::from_secs(60));
    service.inject(OperationName::ListLinkedWhatsAppBusinessAccounts, [late]);
    let silent = run_for(&service, "accounts --request-timeout 1")
        .await
        .exits(1);
    silent.says(&["nothing came for 1 s"]);
}

#[test]
fn wrong_limits_are_said() {
    for (options, says) in [
        ("--timeout 0", "it must be a number of seconds from 1"),
        ("--timeout 1.5", "it must be a number of seconds from 1"),
        ("--timeout -1", "it must be a number of seconds from 1"),
        (
            "--request-timeout none",
            "it must be a number of seconds from 1",
        ),
        ("--max-attempts 0", "it must be a number from 1"),
        ("--max-attempts 5000000000", "it must be a number from 1"),
        ("--retry-mode fast", "possible values: standard, adaptive"),
    ] {
        // `=`, so that a sign is no option of its own.
        let options = options.replacen(' ', "=", 1);
        run(&format!("plan --local {options}"))
            .exits(2)
            .says(&[says]);
    }
    run("plan --local --timeout 18446744073709551615 --request-timeout 18446744073709551615")
        .exits(0);
    let help = Done::of(program("apply --help").output().unwrap()).exits(0);
    help.says(&[
        "--timeout <SECONDS>",
        "--request-timeout",
        "--max-attempts",
        "--retry-mode",
        "--plan <FILE>",
    ]);
}
