//! Operations that lose their answer, before or after they were done.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::Duration;

use flow_deploy::*;
use flow_local::{Assumptions, Fault, LocalFlow, LocalService};

const FLOW: &str = r#"{"version":"7.3","screens":[]}"#;

fn quick() -> RetryPolicy {
    let short = Duration::from_millis(2);
    RetryPolicy::standard()
        .base_delay(short)
        .throttling_base_delay(short)
}

async fn service(assumptions: Assumptions) -> (LocalService, Client) {
    let builder = LocalService::builder().assumptions(assumptions);
    let service = builder.start().await.unwrap();
    let client = service.client_builder().retry(quick()).build().unwrap();
    (service, client)
}

fn input(service: &LocalService) -> CreateWhatsAppFlowInput {
    CreateWhatsAppFlowInput::new(service.account_id(), "a", [Category::Survey]).flow_json(FLOW)
}

fn only(service: &LocalService) -> LocalFlow {
    let [flow] = service.flows().try_into().unwrap();
    flow
}

fn asked(service: &LocalService, name: OperationName) -> usize {
    let requests = service.requests();
    requests
        .iter()
        .filter(|request| request.operation == Some(name))
        .count()
}

/// All that may lose an answer.
fn losses() -> [Fault; 5] {
    [
        Fault::reset(),
        Fault::error(ServiceErrorKind::InternalService),
        Fault::error(ServiceErrorKind::Dependency),
        Fault::page(504),
        Fault::page(200),
    ]
}

#[tokio::test]
async fn a_create_is_done_once_and_its_id_is_found() {
    let mut taken = Assumptions::default();
    taken.taken_name = ServiceErrorKind::Dependency;
    taken.normalise_json = true;
    taken.newest_first = true;
    for assumptions in [Assumptions::default(), taken] {
        for fault in losses() {
            let (service, client) = service(assumptions.clone()).await;
            service.inject(
                OperationName::CreateWhatsAppFlow,
                [fault.clone().after_act()],
            );
            let created = client.create_whatsapp_flow(&input(&service)).await.unwrap();
            assert_eq!(created.flow_id, Some(only(&service).flow_id), "{fault:?}");
            assert_eq!(asked(&service, OperationName::CreateWhatsAppFlow), 1);
        }
    }
}

#[tokio::test]
async fn a_create_that_was_not_done_is_done_then() {
    for fault in losses().into_iter().take(4) {
        let (service, client) = service(Assumptions::default()).await;
        service.inject(OperationName::CreateWhatsAppFlow, [fault.clone(), fault]);
        let created = client.create_whatsapp_flow(&input(&service)).await.unwrap();
        assert_eq!(created.flow_id, Some(only(&service).flow_id));
        assert_eq!(asked(&service, OperationName::CreateWhatsAppFlow), 3);
    }
}

#[tokio::test]
async fn even_the_last_answer_may_be_lost() {
    let (service, client) = service(Assumptions::default()).await;
    let faults = [Fault::reset(), Fault::reset(), Fault::reset().after_act()];
    service.inject(OperationName::CreateWhatsAppFlow, faults);
    let created = client.create_whatsapp_flow(&input(&service)).await.unwrap();
    assert_eq!(created.flow_id, Some(only(&service).flow_id));
    // And if it was not done by then, that is said.
    let other = CreateWhatsAppFlowInput::new(service.account_id(), "b", [Category::Other]);
    service.inject(OperationName::CreateWhatsAppFlow, vec![Fault::reset(); 3]);
    let error = client.create_whatsapp_flow(&other).await.unwrap_err();
    assert!(matches!(&error, Error::NoAnswer(_)), "{error}");
    assert_eq!(service.flows().len(), 1);
}

/// The list does not show the flow at once, so the create is repeated, and refused for the name
/// that it has taken itself.
#[tokio::test]
async fn a_create_is_not_reported_as_its_own_duplicate() {
    let mut assumptions = Assumptions::default();
    assumptions.list_lag = 2;
    let (service, client) = service(assumptions.clone()).await;
    service.inject(
        OperationName::CreateWhatsAppFlow,
        [Fault::reset().after_act()],
    );
    let created = client.create_whatsapp_flow(&input(&service)).await.unwrap();
    assert_eq!(created.flow_id, Some(only(&service).flow_id));
    assert_eq!(asked(&service, OperationName::CreateWhatsAppFlow), 2);
}

#[tokio::test]
async fn what_cannot_be_told_is_said_to_be_so() {
    let mut assumptions = Assumptions::default();
    assumptions.list_lag = 100;
    let (service, client) = service(assumptions).await;
    service.inject(
        OperationName::CreateWhatsAppFlow,
        [Fault::reset().after_act()],
    );
    let error = client
        .create_whatsapp_flow(&input(&service))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Uncertain { flow_id: None, .. }),
        "{error}"
    );
    assert!(error.may_have_taken_effect() && error.request_id().is_some());
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn another_flow_of_the_name_is_not_taken_for_its_own() {
    let (service, client) = service(Assumptions::default()).await;
    let create = async |input: &CreateWhatsAppFlowInput| client.create_whatsapp_flow(input).await;
    create(&input(&service)).await.unwrap();
    let there = only(&service).flow_id;
    let mut other_category = input(&service);
    other_category.categories = vec![Category::Other];
    for other in [
        input(&service).flow_json(r#"{"version":"7.2","screens":[]}"#),
        input(&service).flow_json("no JSON"),
        input(&service).endpoint_uri("https://example.com"),
        other_category,
    ] {
        service.inject(OperationName::CreateWhatsAppFlow, [Fault::reset()]);
        let error = create(&other).await.unwrap_err();
        let Error::Uncertain { flow_id, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(flow_id.as_ref(), Some(&there));
        assert!(error.to_string().contains(&there), "{error}");
    }
    // Without a lost answer, the error stands: the name is taken.
    let error = create(&input(&service)).await.unwrap_err();
    assert_eq!(
        error.service().unwrap().kind,
        ServiceErrorKind::InvalidParameters
    );
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn a_create_that_was_to_publish_publishes() {
    let (service, client) = service(Assumptions::default()).await;
    // The flow is there, but as a draft: as if the service had failed halfway.
    client.create_whatsapp_flow(&input(&service)).await.unwrap();
    service.inject(OperationName::CreateWhatsAppFlow, [Fault::page(504)]);
    let publish = input(&service).publish(true);
    let created = client.create_whatsapp_flow(&publish).await.unwrap();
    let flow = only(&service);
    assert_eq!(
        (created.flow_id, flow.status),
        (Some(flow.flow_id), FlowStatus::Published)
    );
}

#[tokio::test]
async fn a_publish_is_done_once() {
    for fault in losses() {
        for in_all in [1, 3] {
            let (service, client) = service(Assumptions::default()).await;
            client.create_whatsapp_flow(&input(&service)).await.unwrap();
            let flow = only(&service).flow_id;
            let faults = vec![fault.clone().after_act(); in_all];
            service.inject(OperationName::PublishWhatsAppFlow, faults);
            let publish = PublishWhatsAppFlowInput::new(service.account_id(), &flow);
            client.publish_whatsapp_flow(&publish).await.unwrap();
            assert_eq!(only(&service).status, FlowStatus::Published);
            service.clear_faults();
            let again = client.publish_whatsapp_flow(&publish).await.unwrap_err();
            let kind = again.service().unwrap().kind;
            assert_eq!(kind, ServiceErrorKind::InvalidParameters);

            let faults = vec![fault.clone().after_act(); in_all];
            service.inject(OperationName::DeprecateWhatsAppFlow, faults);
            let deprecate = DeprecateWhatsAppFlowInput::new(service.account_id(), &flow);
            client.deprecate_whatsapp_flow(&deprecate).await.unwrap();
            assert_eq!(only(&service).status, FlowStatus::Deprecated);
        }
    }
}

#[tokio::test]
async fn a_publish_that_never_was_is_not_reported_as_done() {
    let (service, client) = service(Assumptions::default()).await;
    client.create_whatsapp_flow(&input(&service)).await.unwrap();
    let flow = only(&service).flow_id;
    service.inject(OperationName::PublishWhatsAppFlow, vec![Fault::reset(); 3]);
    let publish = PublishWhatsAppFlowInput::new(service.account_id(), &flow);
    let error = client.publish_whatsapp_flow(&publish).await.unwrap_err();
    assert!(error.may_have_taken_effect(), "{error}");
    assert_eq!(only(&service).status, FlowStatus::Draft);
    service.inject(OperationName::DeleteWhatsAppFlow, vec![Fault::reset(); 3]);
    let delete = DeleteWhatsAppFlowInput::new(service.account_id(), &flow);
    client.delete_whatsapp_flow(&delete).await.unwrap_err();
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn a_delete_is_done_once() {
    for fault in losses() {
        for in_all in [1, 3] {
            let (service, client) = service(Assumptions::default()).await;
            client.create_whatsapp_flow(&input(&service)).await.unwrap();
            let flow = only(&service).flow_id;
            let faults = vec![fault.clone().after_act(); in_all];
            service.inject(OperationName::DeleteWhatsAppFlow, faults);
            let delete = DeleteWhatsAppFlowInput::new(service.account_id(), &flow);
            client.delete_whatsapp_flow(&delete).await.unwrap();
            assert_eq!(service.flows(), []);
            service.clear_faults();
            let again = client.delete_whatsapp_flow(&delete).await.unwrap_err();
            let kind = again.service().unwrap().kind;
            assert_eq!(kind, ServiceErrorKind::ResourceNotFound);
        }
    }
}

#[tokio::test]
async fn updates_are_done_again() {
    let (service, client) = service(Assumptions::default()).await;
    client.create_whatsapp_flow(&input(&service)).await.unwrap();
    let (id, flow) = (service.account_id(), only(&service).flow_id);
    let lost = [Fault::reset().after_act(), Fault::page(502).after_act()];
    service.inject(OperationName::UpdateWhatsAppFlow, lost.clone());
    let update = UpdateWhatsAppFlowInput::new(id, &flow).flow_name("b");
    client.update_whatsapp_flow(&update).await.unwrap();
    service.inject(OperationName::UpdateWhatsAppFlowAssets, lost);
    let assets = UpdateWhatsAppFlowAssetsInput::new(id, &flow, "{}");
    let updated = client.update_whatsapp_flow_assets(&assets).await.unwrap();
    assert_eq!(updated.validation_errors.len(), 2);
    assert_eq!(only(&service).name, "b");
    assert_eq!(service.pending_faults(), 0);
}

/// Given up at any moment, the client goes on to work, and there is never a second flow.
#[tokio::test]
async fn a_call_may_be_dropped_at_any_await() {
    for milliseconds in 0..30 {
        let (service, client) = service(Assumptions::default()).await;
        let faults = [Fault::reset(), Fault::reset().after_act()];
        let delay = Duration::from_millis(5);
        let faults = faults.map(|fault| fault.delayed(delay));
        service.inject(OperationName::CreateWhatsAppFlow, faults);
        let input = input(&service);
        let call = client.create_whatsapp_flow(&input);
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), call).await;
        service.clear_faults();
        match client.create_whatsapp_flow(&input).await {
            Ok(created) => assert_eq!(created.flow_id, Some(only(&service).flow_id)),
            // The call that was dropped has made it.
            Err(error) => {
                let kind = error.service().map(|error| error.kind);
                assert_eq!(kind, Some(ServiceErrorKind::InvalidParameters), "{error}");
            }
        }
        assert_eq!(only(&service).name, "a");
    }
}
