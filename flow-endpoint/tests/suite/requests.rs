//! Requests as Python's `cryptography` and Node's `crypto` make them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flow_endpoint::{
    AesKey, Answer, AppSecret, KeySource, Keys, Message, Opened, PrivateKey, Protocol, Rejection,
    SignatureError,
};
use serde_json::json;

use crate::vectors::VECTORS;

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(VECTORS.now)
}

fn open(
    protocol: &Protocol,
    keys: &Keys,
    signature: Option<&str>,
    body: &[u8],
) -> Result<Opened, Rejection> {
    let sealed = protocol.receive(signature, body)?;
    let key = decrypt(keys, sealed.encrypted_aes_key())?;
    sealed.open(key, now())
}

/// Decrypts without waiting: the keys are in memory.
fn decrypt(keys: &Keys, encrypted: &[u8]) -> Result<AesKey, Rejection> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let decrypted = KeySource::decrypt(keys, encrypted.to_vec());
    runtime.expect("it needs no thread").block_on(decrypted)
}

#[test]
fn each_request_gets_its_status() {
    let keys = Keys::from(VECTORS.key());
    let protocol = Protocol::signed([AppSecret::new(&VECTORS.app_secret)]);
    for request in &VECTORS.requests {
        let opened = open(
            &protocol,
            &keys,
            request.signature.as_deref(),
            request.body.as_bytes(),
        );
        let status = opened.as_ref().map_or_else(Rejection::status, |_| 200);
        assert_eq!(status, request.status, "{}: {opened:?}", request.name);
        assert!(
            opened.is_ok() || opened.unwrap_err().body().is_empty(),
            "{} tells more than its status",
            request.name
        );
    }
}

#[test]
fn answers_are_encrypted_as_python_and_node_do() {
    let key = VECTORS.key();
    let mut answered = 0;
    for request in &VECTORS.requests {
        let (Some(answer), Some(encrypted)) = (&request.answer, &request.encrypted_answer) else {
            continue;
        };
        let sealed = Protocol::unsigned();
        let sealed = sealed.receive(None, request.body.as_bytes()).unwrap();
        let aes_key = key.decrypt(sealed.encrypted_aes_key()).unwrap();
        let opened = sealed.open(aes_key, now()).unwrap();
        assert_eq!(
            &opened.session.seal(answer.as_bytes()),
            encrypted,
            "{}",
            request.name
        );
        answered += 1;
    }
    assert!(answered > 5, "{answered} vectors have an answer");
}

#[test]
fn requests_of_python_and_node_are_read() {
    let key = VECTORS.key();
    for request in VECTORS
        .requests
        .iter()
        .filter(|request| request.plain.is_some())
    {
        let envelope = flow_endpoint::Envelope::parse(request.body.as_bytes()).unwrap();
        let aes_key = key.decrypt(envelope.encrypted_aes_key()).unwrap();
        let (plain, _) = envelope.open(aes_key).unwrap();
        assert_eq!(std::str::from_utf8(&plain).ok(), request.plain.as_deref());
    }
}

#[test]
fn the_key_that_is_being_replaced_still_decrypts() {
    let request = VECTORS.request("data_exchange");
    let keys: Keys = [PrivateKey::generate(), VECTORS.key()]
        .into_iter()
        .collect();
    let opened = open(&Protocol::unsigned(), &keys, None, request.body.as_bytes());
    assert!(opened.is_ok());
    let none = Keys::from_iter::<[PrivateKey; 0]>([]);
    let opened = open(&Protocol::unsigned(), &none, None, request.body.as_bytes());
    assert_eq!(opened.unwrap_err().status(), 421);
}

#[test]
fn one_of_several_secrets_is_enough_and_none_is_not() {
    let request = VECTORS.request("ping");
    let secret = AppSecret::new(&VECTORS.app_secret);
    let other = AppSecret::new("other");
    let receive = |secrets: &[AppSecret]| {
        Protocol::signed(secrets.to_vec())
            .receive(request.signature.as_deref(), request.body.as_bytes())
            .map(|_| ())
            .map_err(|rejection| rejection.status())
    };
    assert_eq!(receive(&[other.clone(), secret.clone()]), Ok(()));
    assert_eq!(receive(&[secret, other.clone()]), Ok(()));
    assert_eq!(receive(&[other]), Err(432));
    assert_eq!(receive(&[]), Err(432));
}

#[test]
fn a_signed_token_can_be_required() {
    let keys = Keys::from(VECTORS.key());
    let protocol = Protocol::signed([AppSecret::new(&VECTORS.app_secret)]).require_signed_token();
    let status = |name| {
        let request = VECTORS.request(name);
        open(
            &protocol,
            &keys,
            request.signature.as_deref(),
            request.body.as_bytes(),
        )
        .map_or_else(|rejection| rejection.status(), |_| 200)
    };
    assert_eq!(status("token"), 200);
    assert_eq!(status("INIT"), 432);
    // Meta's servers have no token to sign.
    assert_eq!(status("ping"), 200);
}

#[test]
fn the_text_of_a_refused_token_reaches_the_phone() {
    let refusal = flow_endpoint::Refusal::FlowToken("That day is over".to_owned());
    let rejection = Rejection::from(refusal);
    assert_eq!(rejection.status(), 427);
    assert_eq!(rejection.body(), r#"{"error_msg":"That day is over"}"#);
}

#[test]
fn a_phone_and_an_endpoint_understand_each_other() {
    let key = PrivateKey::generate();
    let (envelope, phone) = key.public_key().encrypt(b"request");
    let envelope = flow_endpoint::Envelope::parse(envelope.to_json().as_bytes()).unwrap();
    let aes_key = key.decrypt(envelope.encrypted_aes_key()).unwrap();
    let (plain, session) = envelope.open(aes_key).unwrap();
    assert_eq!(&**plain, b"request");
    assert_eq!(&**phone.open(&session.seal(b"answer")).unwrap(), b"answer");
}

#[test]
fn an_answer_does_not_open_with_the_vector_of_its_request() {
    let key = PrivateKey::generate();
    let iv = [0x5a; 16];
    let aes_key = AesKey::new(&[7; 16]).unwrap();
    let (envelope, phone) = key.public_key().encrypt_with(aes_key.clone(), iv, b"ping");
    let (_, session) = envelope.open(aes_key.clone()).unwrap();
    let answer = session.seal(b"answer");
    let inverted = iv.map(|byte| byte ^ 0xff);
    let (_, twice_inverted) = key.public_key().encrypt_with(aes_key, inverted, b"");
    assert!(twice_inverted.open(&answer).is_err());
    assert!(phone.open(&answer).is_ok());
}

#[test]
fn the_reason_of_a_bad_token_is_told() {
    let secret = AppSecret::new("x");
    let error = secret.verify_flow_token("a.b.c", "token", now());
    assert_eq!(error, Err(SignatureError::FlowToken));
}

#[test]
fn a_request_may_have_no_token() {
    let request = br#"{ "version": "4.0", "action": "INIT" }"#;
    let Ok(Message::Request(request)) = Message::parse(request) else {
        panic!("it is a request");
    };
    assert_eq!(request.flow_token, None);
    let end = Answer::end(request.flow_token.as_deref(), json!({ "booked": true })).unwrap();
    let params = &end.to_json()["data"]["extension_message_response"]["params"];
    assert_eq!(params, &json!({ "booked": true }));
}

#[test]
fn what_signs_a_token_needs_one() {
    let (key, secret) = (VECTORS.key(), AppSecret::new(&VECTORS.app_secret));
    let protocol = Protocol::signed([secret.clone()]);
    for (token, status) in [(Some("token-4711"), 200), (Some(""), 432), (None, 432)] {
        let mut request = json!({
            "version": "4.0", "action": "INIT",
            "flow_token_signature": secret.sign_flow_token("token-4711", now()),
        });
        if let Some(token) = token {
            request["flow_token"] = token.into();
        }
        let (envelope, _) = key.public_key().encrypt(request.to_string().as_bytes());
        let body = envelope.to_json();
        let signature = secret.sign(body.as_bytes());
        let opened = open(
            &protocol,
            &Keys::from(key.clone()),
            Some(&signature),
            body.as_bytes(),
        );
        let answered = opened.as_ref().map_or_else(Rejection::status, |_| 200);
        assert_eq!(answered, status, "{token:?}");
    }
}
