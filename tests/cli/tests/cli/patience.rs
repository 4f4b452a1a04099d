//! Commands that take long say why.

use std::time::Duration;

use flow_deploy::{Credentials, OperationName};
use flow_local::{Fault, LocalService};

use super::program::{SECRET, TOKEN, end_of, program_for, run_for, service};

#[tokio::test]
async fn a_silence_is_said() {
    let service = service().await;
    let late = Fault::slow(Duration::from_secs(6));
    service.inject(OperationName::ListWhatsAppFlows, [late]);
    run_for(&service, "plan")
        .await
        .exits(0)
        .says(&["waiting for ListWhatsAppFlows: no answer for 5 s\n"]);
}

#[tokio::test]
async fn a_service_that_throttles_is_got_through() {
    let credentials = Credentials::new("AKIDTEST", SECRET).with_session_token(TOKEN);
    let builder = LocalService::builder()
        .credentials(credentials)
        .requests_per_second(2);
    let service = builder.start().await.unwrap();
    let mut command = program_for(&service, "apply");
    command.env_remove("AWS_MAX_ATTEMPTS");
    end_of(command).await.exits(0).says(&[
        "the service throttles: slowed down to ",
        " requests a second\n",
    ]);
    assert_eq!(service.flows().len(), 3);
}

#[tokio::test]
async fn requests_are_shown_without_secrets() {
    let service = service().await;
    let quiet = run_for(&service, "plan").await.exits(0);
    assert!(!quiet.stderr.contains("attempt"), "{}", quiet.stderr);
    run_for(&service, "plan --verbose").await.exits(0).says(&[
        "call{operation=\"ListWhatsAppFlows\"}",
        "status=200",
        "request_id=",
    ]);
}
