//! Faults on the way, and the client's reaction to them.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::{Duration, Instant, SystemTime};

use flow_deploy::*;
use flow_local::{Fault, LocalService, Target};

/// The standard policy with delays that a test can bear.
fn quick() -> RetryPolicy {
    let short = Duration::from_millis(2);
    RetryPolicy::standard()
        .base_delay(short)
        .throttling_base_delay(short)
}

async fn service() -> (LocalService, Client) {
    let service = LocalService::start().await.unwrap();
    let client = service.client_builder().retry(quick()).build().unwrap();
    (service, client)
}

async fn list(service: &LocalService, client: &Client) -> Result<ListWhatsAppFlowsOutput, Error> {
    let input = ListWhatsAppFlowsInput::new(service.account_id());
    client.list_whatsapp_flows(&input).await
}

fn statuses(service: &LocalService) -> Vec<Option<u16>> {
    let requests = service.requests();
    requests.iter().map(|request| request.status).collect()
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for (fault, status) in [
        (Fault::throttled(), Some(429)),
        (Fault::code(429, "NewException"), Some(429)),
        (Fault::code(400, "ThrottlingException"), Some(400)),
        (Fault::error(ServiceErrorKind::InternalService), Some(500)),
        (Fault::error(ServiceErrorKind::Dependency), Some(502)),
        (Fault::page(503), Some(503)),
        (Fault::page(504), Some(504)),
        (Fault::reset(), None),
        (Fault::reset().after_act(), None),
    ] {
        let (service, client) = service().await;
        service.inject(OperationName::ListWhatsAppFlows, [fault.clone(), fault]);
        list(&service, &client).await.unwrap();
        assert_eq!(statuses(&service), [status, status, Some(200)]);
        let requests = service.requests();
        let headers: Vec<_> = requests
            .iter()
            .map(|request| request.header("amz-sdk-request").unwrap())
            .collect();
        assert_eq!(
            headers,
            ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]
        );
        let id = requests[0].header("amz-sdk-invocation-id").unwrap();
        assert!(
            requests
                .iter()
                .all(|r| r.header("amz-sdk-invocation-id") == Some(id))
        );
    }
}

#[tokio::test]
async fn what_does_not_pass_is_not() {
    for fault in [
        Fault::error(ServiceErrorKind::Validation),
        Fault::error(ServiceErrorKind::InvalidParameters),
        Fault::error(ServiceErrorKind::AccessDenied),
        Fault::error(ServiceErrorKind::AccessDeniedByMeta),
        Fault::error(ServiceErrorKind::ResourceNotFound),
        Fault::code(400, "ExpiredTokenException"),
        Fault::page(200),
        Fault::page(302),
        Fault::page(404),
        Fault::page(501),
    ] {
        let (service, client) = service().await;
        service.inject(OperationName::ListWhatsAppFlows, [fault.clone()]);
        let error = list(&service, &client).await.unwrap_err();
        assert_eq!(service.requests().len(), 1, "{fault:?}");
        assert_eq!(
            error.request_id(),
            Some(service.requests()[0].request_id.as_str())
        );
    }
}

#[tokio::test]
async fn three_attempts_or_as_many_as_asked_for() {
    let (service, client) = service().await;
    service.inject(Target::AnyOperation, vec![Fault::page(503); 10]);
    let error = list(&service, &client).await.unwrap_err();
    assert_eq!(error.service().unwrap().status, 503);
    assert_eq!(service.requests().len(), 3);
    let five = service
        .client_builder()
        .retry(quick().max_attempts(5))
        .build()
        .unwrap();
    list(&service, &five).await.unwrap_err();
    assert_eq!(service.requests().len(), 8);
    let once = service
        .client_builder()
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    list(&service, &once).await.unwrap_err();
    assert_eq!(service.requests().len(), 9);
    assert_eq!(service.pending_faults(), 1);
    service.clear_faults();
    list(&service, &once).await.unwrap();
}

#[tokio::test]
async fn the_service_s_wish_to_wait_is_kept_to() {
    let (service, client) = service().await;
    let wait = Duration::from_millis(300);
    service.inject(Target::AnyOperation, [Fault::throttled().retry_after(wait)]);
    let start = Instant::now();
    list(&service, &client).await.unwrap();
    assert!(start.elapsed() >= wait, "{:?}", start.elapsed());
}

#[tokio::test]
async fn clones_share_the_tokens_of_retries() {
    let (service, client) = service().await;
    service.inject(Target::AnyOperation, vec![Fault::page(503); 500]);
    let mut calls = 0;
    loop {
        calls += 1;
        let before = service.requests().len();
        list(&service, &client.clone()).await.unwrap_err();
        if service.requests().len() - before < 3 {
            break;
        }
    }
    // 500 tokens, two retries of 14 in each call.
    assert_eq!(calls, 500 / 28 + 1);
}

#[tokio::test]
async fn a_slow_answer_is_waited_for_and_a_too_slow_one_is_not() {
    let service = LocalService::start().await.unwrap();
    let builder = service.client_builder().retry(quick());
    let limit = Duration::from_secs(1);
    let client = builder.read_timeout(limit).build().unwrap();
    service.inject(
        Target::AnyOperation,
        [Fault::slow(Duration::from_millis(100))],
    );
    list(&service, &client).await.unwrap();
    assert_eq!(service.requests().len(), 1);
    // Whoever waits for it does not come to the end of this test.
    let slow = Fault::slow(Duration::from_secs(3600));
    service.inject(Target::AnyOperation, [slow.clone()]);
    list(&service, &client).await.unwrap();
    service.inject(Target::AnyOperation, [slow.clone(), slow.clone(), slow]);
    let error = list(&service, &client).await.unwrap_err();
    let Error::NoAnswer(no_answer) = &error else {
        panic!("{error}")
    };
    assert_eq!(no_answer.reason, NoAnswerReason::Timeout { limit });
}

#[tokio::test]
async fn all_attempts_together_have_a_deadline() {
    let service = LocalService::start().await.unwrap();
    let limit = Duration::from_millis(400);
    let builder = service.client_builder().operation_timeout(limit);
    let client = builder.build().unwrap();
    let slow = Fault::slow(Duration::from_secs(3600));
    service.inject(Target::AnyOperation, [slow]);
    let start = Instant::now();
    let error = list(&service, &client).await.unwrap_err();
    assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
    let Error::NoAnswer(no_answer) = &error else {
        panic!("{error}")
    };
    assert_eq!(no_answer.reason, NoAnswerReason::Deadline { limit });

    // A wait that would go beyond it is not begun.
    let busy = Fault::throttled().retry_after(Duration::from_secs(3600));
    service.inject(Target::AnyOperation, [busy]);
    let error = list(&service, &client).await.unwrap_err();
    assert_eq!(error.service().unwrap().status, 429);
}

#[tokio::test]
async fn limits_may_be_without_end() {
    let service = LocalService::start().await.unwrap();
    let builder = service.client_builder().retry(quick());
    let client = builder
        .connect_timeout(Duration::MAX)
        .read_timeout(Duration::MAX)
        .operation_timeout(Duration::MAX)
        .build()
        .unwrap();
    service.inject(Target::AnyOperation, [Fault::reset()]);
    list(&service, &client).await.unwrap();
}

#[tokio::test]
async fn a_wrong_clock_is_corrected() {
    for seconds in [-3600, -600, 600, 3600] {
        let (service, client) = service().await;
        // As long as the service's clock is off, so is this one from its point of view.
        service.inject(Target::AnyOperation, vec![Fault::clock_skew(seconds); 3]);
        list(&service, &client).await.unwrap();
        assert_eq!(statuses(&service), [Some(403), Some(200)]);
        list(&service, &client).await.unwrap();
        assert_eq!(service.requests().len(), 3);
        // The service's clock is right again, which an answer tells too.
        list(&service, &client).await.unwrap();
        assert_eq!(statuses(&service)[3..], [Some(403), Some(200)]);
    }
}

#[tokio::test]
async fn a_client_with_a_wrong_clock_finds_the_time_out() {
    let service = LocalService::start().await.unwrap();
    let late = || SystemTime::now() - Duration::from_secs(7200);
    let client = service.client_builder().clock(late).build().unwrap();
    list(&service, &client).await.unwrap();
    assert_eq!(statuses(&service), [Some(403), Some(200)]);
    list(&service, &client).await.unwrap();
    assert_eq!(service.requests().len(), 3);
}

#[tokio::test]
async fn access_denied_is_no_matter_of_a_clock_that_is_right() {
    let (service, client) = service().await;
    let denied = Fault::error(ServiceErrorKind::AccessDenied);
    service.inject(Target::AnyOperation, [denied]);
    list(&service, &client).await.unwrap_err();
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn downloads_are_tried_again_as_well() {
    let (service, client) = service().await;
    let id = service.account_id();
    let input = CreateWhatsAppFlowInput::new(id, "a", [Category::Other]).flow_json("{}");
    let flow = client
        .create_whatsapp_flow(&input)
        .await
        .unwrap()
        .flow_id
        .unwrap();
    service.inject(Target::Download, [Fault::reset(), Fault::page(503)]);
    let json = client.download_flow_json(id, flow).await.unwrap();
    assert_eq!(json.as_deref(), Some(&b"{}"[..]));
    assert_eq!(service.pending_faults(), 0);
}
