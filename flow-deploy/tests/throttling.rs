//! A service that takes few requests a second, and throttles the others.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::Duration;

use flow_deploy::{
    Category, Client, Deployment, DesiredFlow, Error, ListWhatsAppFlowsInput, OperationName,
    RetryPolicy, ServiceErrorKind,
};
use flow_local::{Fault, LocalService};

const JSON: &str = r#"{"version":"7.3","screens":[]}"#;

async fn service(requests_per_second: u32) -> LocalService {
    let builder = LocalService::builder()
        .latency(Duration::from_millis(20))
        .requests_per_second(requests_per_second);
    builder.start().await.unwrap()
}

#[tokio::test]
async fn a_deployment_keeps_to_the_rate_of_the_service() {
    let service = service(30).await;
    let client = service.client_builder().build().unwrap();
    let deployment = Deployment::new(client.clone(), service.account_id());
    let desired: Vec<_> = (0..60)
        .map(|number| DesiredFlow::new(format!("flow {number}"), [Category::Other], JSON))
        .collect();
    let plan = deployment.plan(desired.clone()).await.unwrap();
    let report = deployment.apply(&plan, |_, _| {}).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    assert_eq!(service.flows().len(), 60);
    let plan = deployment.plan(desired).await.unwrap();
    assert!(plan.is_unchanged());
    let rate = client.requests_per_second().unwrap();
    assert!((5.0..60.0).contains(&rate), "{rate}");
    let requests = service.requests();
    let throttled = requests
        .iter()
        .filter(|request| request.status == Some(429));
    let (throttled, all) = (throttled.count(), requests.len());
    assert!(throttled > 0 && throttled * 5 < all, "{throttled} of {all}");
}

/// Throttles one call for as long as it is asked.
async fn throttled(client: &Client, service: &LocalService, times: usize) -> Result<(), Error> {
    let throttled = vec![Fault::throttled(); times];
    service.inject(OperationName::ListWhatsAppFlows, throttled);
    let input = ListWhatsAppFlowsInput::new(service.account_id());
    client.list_whatsapp_flows(&input).await.map(drop)
}

#[tokio::test]
async fn adaptive_is_a_policy_and_standard_the_default() {
    let service = LocalService::start().await.unwrap();
    let short = RetryPolicy::standard().throttling_base_delay(Duration::from_millis(1));
    let standard = service.client_builder().retry(short).build().unwrap();
    let error = throttled(&standard, &service, 4).await.unwrap_err();
    let kind = error.service().map(|error| error.kind);
    assert_eq!(kind, Some(ServiceErrorKind::ThrottledRequest));
    assert_eq!((service.requests().len(), service.pending_faults()), (3, 1));
    service.clear_faults();

    let adaptive = service
        .client_builder()
        .retry(short.adaptive())
        .build()
        .unwrap();
    // More than there are attempts.
    throttled(&adaptive, &service, 4).await.unwrap();
    assert!(adaptive.requests_per_second().is_some());
    // A call that no attempt is left to has its error.
    let never = RetryPolicy::never().adaptive();
    let never = service.client_builder().retry(never).build().unwrap();
    assert!(throttled(&never, &service, 1).await.is_err());
}

#[tokio::test]
async fn throttling_that_does_not_end_ends_with_the_time_of_the_call() {
    let service = LocalService::start().await.unwrap();
    let short = RetryPolicy::standard().throttling_base_delay(Duration::from_millis(1));
    let builder = service.client_builder().retry(short.adaptive());
    let client = builder
        .operation_timeout(Duration::from_secs(3))
        .build()
        .unwrap();
    let error = throttled(&client, &service, 100).await.unwrap_err();
    assert!(
        error.service().is_some_and(|error| error.status == 429),
        "{error:?}"
    );
    // Half a second at the least between two requests.
    assert!(
        service.requests().len() < 10,
        "{}",
        service.requests().len()
    );
}

#[tokio::test]
async fn no_pause_is_longer_than_the_longest_delay() {
    let service = LocalService::start().await.unwrap();
    let policy = RetryPolicy::standard().adaptive();
    let policy = policy.max_delay(Duration::from_millis(50));
    let client = service.client_builder().retry(policy).build().unwrap();
    let day = Duration::from_secs(24 * 60 * 60);
    let busy = Fault::throttled().retry_after(day);
    service.inject(OperationName::ListWhatsAppFlows, [busy]);
    let input = ListWhatsAppFlowsInput::new(service.account_id());
    client.list_whatsapp_flows(&input).await.unwrap();
    assert_eq!(service.requests().len(), 2);
}
