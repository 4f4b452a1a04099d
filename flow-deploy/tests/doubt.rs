//! Attempts that may have taken effect, followed by failures of another kind.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, error, future};
use flow_deploy::*;
use flow_local::{Fault, LocalService, Target};

fn quick() -> RetryPolicy {
    let short = Duration::from_millis(2);
    RetryPolicy::standard()
        .base_delay(short)
        .throttling_base_delay(short)
}

/// A service with a published flow, and its id.
async fn service() -> (LocalService, Client, String) {
    let service = LocalService::start().await.unwrap();
    let client = service.client_builder().retry(quick()).build().unwrap();
    let input = create(&service, "live").publish(true);
    let created = client.create_whatsapp_flow(&input);
    let id = created.await.unwrap().flow_id.unwrap();
    service.clear_requests();
    (service, client, id)
}

fn create(service: &LocalService, name: &str) -> CreateWhatsAppFlowInput {
    CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other])
        .flow_json(r#"{"version":"7.3","screens":[]}"#)
}

#[tokio::test]
async fn a_refusal_after_an_update_that_may_have_been_done_does_not_hide_it() {
    for last in [
        Fault::code(403, "AccessDeniedException"),
        Fault::code(400, "ExpiredTokenException"),
        Fault::throttled(),
    ] {
        let (service, client, id) = service().await;
        let lost = [Fault::reset().after_act(), last.clone(), last.clone()];
        service.inject(OperationName::UpdateWhatsAppFlowAssets, lost);
        let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &id, "{}");
        let error = client
            .update_whatsapp_flow_assets(&input)
            .await
            .unwrap_err();
        assert!(matches!(&error, Error::InDoubt { .. }), "{error}");
        assert!(error.may_have_taken_effect(), "{error}");
        let text = error.to_string();
        let start = "UpdateWhatsAppFlowAssets may have taken effect: the last attempt: ";
        assert!(text.starts_with(start), "{text}");
        assert!(
            text.contains("earlier attempt: UpdateWhatsAppFlowAssets got no answer"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_refused_publish_is_known_not_to_have_been_done() {
    let (service, client, id) = service().await;
    service.set_flow_status(&id, FlowStatus::Draft);
    let faults = [Fault::reset(), Fault::code(403, "AccessDeniedException")];
    service.inject(OperationName::PublishWhatsAppFlow, faults);
    let input = PublishWhatsAppFlowInput::new(service.account_id(), &id);
    let error = client.publish_whatsapp_flow(&input).await.unwrap_err();
    assert!(!error.may_have_taken_effect(), "{error}");
}

/// Gives the keys once, and then none until it is told to.
#[derive(Debug)]
struct Once {
    keys: Credentials,
    gives: Arc<AtomicBool>,
}

impl ProvideCredentials for Once {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(if self.gives.swap(false, Ordering::Relaxed) {
            let (id, secret) = (self.keys.access_key_id(), self.keys.secret_access_key());
            let end = std::time::SystemTime::now() + Duration::from_millis(150);
            let keys = aws_credential_types::Credentials::new(id, secret, None, Some(end), "test");
            Ok(keys)
        } else {
            Err(error::CredentialsError::not_loaded("the session has ended"))
        })
    }
}

#[tokio::test]
async fn what_was_sent_is_not_said_to_be_unsent_when_credentials_end() {
    for name in ["CreateWhatsAppFlow", "UpdateWhatsAppFlowAssets"] {
        let (service, _, id) = service().await;
        let gives = Arc::new(AtomicBool::new(true));
        let keys = service.credentials().clone();
        let provider = Once { keys, gives };
        let client = service.client_builder().credentials_provider(provider);
        let client = client.retry(quick()).build().unwrap();
        let slow = Fault::reset()
            .after_act()
            .delayed(Duration::from_millis(200));
        service.inject(Target::AnyOperation, [slow]);
        let error = if name == "CreateWhatsAppFlow" {
            let created = client.create_whatsapp_flow(&create(&service, "new")).await;
            created.unwrap_err()
        } else {
            let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &id, "{}");
            client
                .update_whatsapp_flow_assets(&input)
                .await
                .unwrap_err()
        };
        assert!(error.may_have_taken_effect(), "{error}");
        let text = error.to_string();
        assert!(text.contains("the session has ended"), "{text}");
        assert!(!text.contains("not sent"), "{text}");
    }
}

#[tokio::test]
async fn a_read_is_not_said_to_have_taken_effect() {
    let (service, client, _) = service().await;
    for fault in [Fault::reset(), Fault::page(200), Fault::page(502)] {
        service.inject(OperationName::ListWhatsAppFlows, vec![fault; 3]);
        let input = ListWhatsAppFlowsInput::new(service.account_id());
        let error = client.list_whatsapp_flows(&input).await.unwrap_err();
        assert!(!error.may_have_taken_effect(), "{error}");
        assert!(!error.to_string().contains("taken effect"), "{error}");
        service.clear_faults();
    }
}

#[tokio::test]
async fn an_outage_costs_three_requests() {
    let (service, client, id) = service().await;
    let account = service.account_id();
    service.inject(Target::AnyOperation, vec![Fault::page(502); 100]);
    let requests = || {
        let number = service.requests().len();
        service.clear_requests();
        number
    };
    client
        .create_whatsapp_flow(&create(&service, "new"))
        .await
        .unwrap_err();
    assert_eq!(requests(), 3);
    let publish = PublishWhatsAppFlowInput::new(account, &id);
    client.publish_whatsapp_flow(&publish).await.unwrap_err();
    assert_eq!(requests(), 3);
    let delete = DeleteWhatsAppFlowInput::new(account, &id);
    client.delete_whatsapp_flow(&delete).await.unwrap_err();
    assert_eq!(requests(), 3);
    let assets = UpdateWhatsAppFlowAssetsInput::new(account, &id, "{}");
    client
        .update_whatsapp_flow_assets(&assets)
        .await
        .unwrap_err();
    assert_eq!(requests(), 3);
}

/// The time of the call is over, and the question whether it was done has its own.
#[tokio::test]
async fn silence_leaves_time_to_ask() {
    let (service, _, id) = service().await;
    service.set_flow_status(&id, FlowStatus::Draft);
    let limit = Duration::from_millis(200);
    let builder = service.client_builder().operation_timeout(limit);
    let client = builder.retry(quick()).build().unwrap();
    let silent = Fault::reset().after_act().delayed(Duration::from_secs(30));
    service.inject(OperationName::PublishWhatsAppFlow, [silent]);
    service.inject(OperationName::GetWhatsAppFlow, [Fault::slow(limit / 2)]);
    let input = PublishWhatsAppFlowInput::new(service.account_id(), &id);
    client.publish_whatsapp_flow(&input).await.unwrap();
}
