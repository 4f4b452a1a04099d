//! What the client logs.
//!
//! This file has one test. The first thread of a process that reaches an event decides for all
//! threads whether a subscriber wants it, so a second test could hide events from the first.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use flow_deploy::*;
use flow_local::{Fault, LocalService, Target};

/// Collects the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn spans_tell_what_happens_and_no_secret_and_no_body() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let secret = "the-very-secret-key";
    let token = "the-very-secret-token";
    let keys = Credentials::new("AKIDEXAMPLE", secret).with_session_token(token);
    let service = LocalService::builder()
        .credentials(keys)
        .start()
        .await
        .unwrap();
    let retry = RetryPolicy::standard()
        .base_delay(Duration::from_millis(2))
        .throttling_base_delay(Duration::from_millis(2));
    let client = service.client_builder().retry(retry).build().unwrap();
    service.inject(
        Target::AnyOperation,
        [Fault::page(503), Fault::clock_skew(900)],
    );
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "a", [Category::Other])
        .flow_json(r#"{"body":"in the flow"}"#);
    client.create_whatsapp_flow(&input).await.unwrap();

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let ours: String = text
        .lines()
        .filter(|line| line.contains("flow_deploy"))
        .collect();
    for told in [
        "CreateWhatsAppFlow",
        "number=1",
        "number=2",
        "status=503",
        "status=200",
    ] {
        assert!(ours.contains(told), "{told}: {ours}");
    }
    let last = service.requests().pop().unwrap().request_id;
    assert!(ours.contains(&last), "{ours}");
    for hidden in [secret, token, "in the flow", "<html>", "eyJib2R5Ijoi"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}
