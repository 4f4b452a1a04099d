//! Secrets and what people typed are in no `Debug` and in no error.

use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use flow_endpoint::{Answer, AppSecret, Keys, Message, PrivateKey, Protocol, Refusal};
use serde_json::json;

use crate::vectors::VECTORS;

/// Every text that may become part of a log.
fn everything_shown() -> String {
    let mut shown = String::new();
    let mut show = |text: &dyn std::fmt::Debug| {
        writeln!(shown, "{text:?} {text:#?}").expect("a text takes everything");
    };
    let key = VECTORS.key();
    let secret = AppSecret::new(&VECTORS.app_secret);
    show(&key);
    show(&Keys::from(key.clone()));
    show(&secret);
    let protocol = Protocol::signed([secret.clone()]);
    show(&protocol);
    for request in &VECTORS.requests {
        let sealed = match protocol.receive(request.signature.as_deref(), request.body.as_bytes()) {
            Ok(sealed) => sealed,
            Err(error) => {
                show(&error);
                show(&error.to_string());
                continue;
            }
        };
        let aes_key = key.decrypt(sealed.encrypted_aes_key());
        show(&aes_key);
        let Ok(aes_key) = aes_key else { continue };
        match sealed.open(aes_key, UNIX_EPOCH + Duration::from_secs(VECTORS.now)) {
            Ok(opened) => show(&opened),
            Err(error) => {
                show(&error);
                show(&error.to_string());
            }
        }
    }
    let keys = VECTORS.keys.values().chain(VECTORS.refused_keys.values());
    for pem in keys.flat_map(|pem| [pem.clone(), pem[..pem.len() / 2].to_owned()]) {
        for passphrase in [None, Some("wrong"), Some(VECTORS.passphrase.as_str())] {
            let read = PrivateKey::from_pem(&pem, passphrase);
            show(&read);
            show(&read.map_err(|error| error.to_string()));
        }
    }
    show(&Answer::screen("TIME", json!({ "note": "naïve" })));
    show(&Answer::end(Some("token-4711"), json!({ "note": "naïve" })));
    show(&Refusal::FlowToken("dear naïve".to_owned()));
    show(&Message::parse(
        br#"{ "action": "INIT", "data": "na\u00efve" }"#,
    ));
    shown
}

#[test]
fn no_secret_is_shown() {
    let shown = everything_shown();
    assert!(shown.contains("PrivateKey(2048 bits)") && shown.contains("data_exchange"));
    let lines = VECTORS.keys.values().flat_map(|pem| pem.lines());
    let lines = lines.filter(|line| line.len() == 64);
    let secrets = [VECTORS.passphrase.as_str(), VECTORS.app_secret.as_str()];
    for secret in lines.chain(secrets) {
        assert!(!shown.contains(secret), "a secret is shown: {secret}");
    }
    for typed in ["naïve", "token-4711", "DAY to END", "eyJ"] {
        assert!(!shown.contains(typed), "something typed is shown: {typed}");
    }
}
