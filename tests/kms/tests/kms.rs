//! A private key in a local KMS, which checks signatures, decrypts the requests of phones.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use base64_simd::STANDARD;
use flow_deploy::{Credentials, DecryptInput, KmsClient, KmsErrorKind, RetryPolicy};
use flow_endpoint::{
    AesKey, Answer, Endpoint, KeySource, Keys, KmsKey, PrivateKey, Protocol, PublicKey, Refusal,
    Rejection, Request,
};
use flow_local::{Fault, LocalService, Target};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const ID: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";
const ARN: &str = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// A private key, of which the local KMS gets the other half of the work.
struct Pair {
    der: Vec<u8>,
    key: PrivateKey,
}

impl Pair {
    fn new() -> Self {
        let pem = PrivateKey::generate_pem(None);
        Self {
            der: der(&pem),
            key: PrivateKey::from_pem(&pem, None).unwrap(),
        }
    }

    fn public(&self) -> &PublicKey {
        self.key.public_key()
    }
}

/// A local KMS with one key.
async fn kms(pair: &Pair) -> LocalService {
    let key = PrivateDecryptingKey::from_pkcs8(&pair.der).unwrap();
    let key = OaepPrivateDecryptingKey::new(key).unwrap();
    let decrypt = move |sealed: &[u8]| {
        let mut plain = vec![0; key.min_output_size()];
        let plain = key
            .decrypt(&OAEP_SHA256_MGF1SHA256, sealed, &mut plain, None)
            .ok()?;
        Some(plain.to_vec())
    };
    let service = LocalService::builder().kms_key(ARN, der(&pair.public().to_pem()), decrypt);
    service.start().await.unwrap()
}

fn der(pem: &str) -> Vec<u8> {
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode_to_vec(base64).unwrap()
}

/// A request of a phone with the AES key of sevens.
fn request(key: &PublicKey, plain: &str) -> (flow_endpoint::Envelope, flow_endpoint::PhoneSession) {
    key.encrypt_with(AesKey::new(&[7; 16]).unwrap(), [9; 16], plain.as_bytes())
}

fn client(service: &LocalService) -> KmsClient {
    let retry = RetryPolicy::standard()
        .base_delay(Duration::from_millis(1))
        .throttling_base_delay(Duration::from_millis(1));
    service.client_builder().retry(retry).build_kms().unwrap()
}

async fn answer(request: Request) -> Result<Answer, Refusal> {
    Ok(Answer::screen("DAY", request.data)?)
}

#[tokio::test]
async fn a_request_is_answered_by_a_key_in_kms() {
    let key = Pair::new();
    let service = kms(&key).await;
    let kms = KmsKey::new(client(&service), ID);
    assert_eq!(format!("{kms:?}"), format!("KmsKey({ID})"));
    let endpoint = Endpoint::new(Protocol::unsigned(), kms, answer);
    let plain = json!({ "version": "3.0", "action": "INIT", "data": { "n": 1 } });
    let (envelope, phone) = request(key.public(), &plain.to_string());
    let reply = endpoint.respond(None, envelope.to_json().as_bytes()).await;
    assert_eq!(reply.status, 200);
    let answer: Value = serde_json::from_slice(&phone.open(&reply.body).unwrap()).unwrap();
    assert_eq!(answer, json!({ "screen": "DAY", "data": { "n": 1 } }));

    let requests = service.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        requests[0].header("x-amz-target"),
        Some("TrentService.Decrypt")
    );
    assert_eq!(
        requests[0].member("EncryptionAlgorithm"),
        Some(json!("RSAES_OAEP_SHA_256"))
    );
}

#[tokio::test]
async fn the_public_half_is_that_of_the_key() {
    let key = Pair::new();
    let service = kms(&key).await;
    let public = client(&service).public_key(ARN).await.unwrap();
    assert_eq!(public.der, der(&key.public().to_pem()));
    assert_eq!(
        (&*public.key_id, &*public.key_spec, public.decrypts),
        (ARN, "RSA_2048", true)
    );
    let missing = client(&service).public_key("other").await.unwrap_err();
    assert_eq!(missing.kind(), KmsErrorKind::NotFound);
}

/// The signature over the same parts is compared in the tests of `flow-deploy`.
#[tokio::test]
async fn the_requests_are_those_of_botocore() {
    let data = include_str!("../../../flow-deploy/tests/data/botocore_kms.json");
    let data: Value = serde_json::from_str(data).unwrap();
    let service = LocalService::start().await.unwrap();
    let client = client(&service);
    for case in data["requests"].as_array().unwrap() {
        let body: Value = serde_json::from_str(case["body"].as_str().unwrap()).unwrap();
        let id = body["KeyId"].as_str().unwrap();
        service.clear_requests();
        // The local KMS has no such key, and has seen the request all the same.
        let error = match body["CiphertextBlob"].as_str() {
            Some(sealed) => {
                let sealed = STANDARD.decode_to_vec(sealed).unwrap();
                client
                    .decrypt(&DecryptInput::new(id, sealed))
                    .await
                    .map(|_| ())
            }
            None => client.public_key(id).await.map(|_| ()),
        };
        assert_eq!(error.unwrap_err().kind(), KmsErrorKind::NotFound);
        let sent = &service.requests()[0];
        assert_eq!(serde_json::from_slice::<Value>(&sent.body).unwrap(), body);
        assert_eq!((&*sent.method, &*sent.path), ("POST", "/"));
        assert_eq!(sent.header("x-amz-target"), case["target"].as_str());
        assert_eq!(sent.header("content-type"), case["content_type"].as_str());
    }
}

#[tokio::test]
async fn another_key_is_421_and_costs_nothing_where_the_length_tells() {
    let key = Pair::new();
    let service = kms(&key).await;
    let kms = KmsKey::new(client(&service), ARN);
    let (envelope, _) = request(PrivateKey::generate().public_key(), "{}");
    let rejection = kms.decrypt(envelope.encrypted_aes_key().to_vec()).await;
    assert_eq!(rejection.unwrap_err().status(), 421);
    assert_eq!(service.requests().len(), 1);
    for length in [0, 16, 255, 257, 7000] {
        let rejection = kms.decrypt(vec![1; length]).await;
        assert_eq!(rejection.unwrap_err().status(), 421, "{length}");
    }
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    let key = Pair::new();
    let service = kms(&key).await;
    let kms = KmsKey::new(client(&service), ARN);
    let (envelope, _) = request(key.public(), "{}");
    for fault in [
        Fault::code(400, "ThrottlingException"),
        Fault::code(500, "KMSInternalException"),
        Fault::code(500, "KeyUnavailableException"),
        Fault::code(503, "DependencyTimeoutException"),
        Fault::page(503),
        Fault::reset(),
        Fault::reset().after_act(),
    ] {
        service.clear_requests();
        service.inject(Target::Kms, [fault.clone()]);
        let decrypted = kms.decrypt(envelope.encrypted_aes_key().to_vec()).await;
        assert!(decrypted.is_ok(), "{fault:?}: {decrypted:?}");
        assert_eq!(service.requests().len(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn each_error_has_its_kind_and_what_to_do() {
    let key = Pair::new();
    let service = kms(&key).await;
    let client = client(&service);
    let (envelope, _) = request(key.public(), "{}");
    let input = DecryptInput::new(ID, envelope.encrypted_aes_key());
    for (status, code, kind, advice) in [
        (
            400,
            "DisabledException",
            KmsErrorKind::Disabled,
            "; enable the key in KMS",
        ),
        (
            400,
            "AccessDeniedException",
            KmsErrorKind::AccessDenied,
            "allow `kms:Decrypt`",
        ),
        (
            400,
            "NotFoundException",
            KmsErrorKind::NotFound,
            "the Region of the key",
        ),
        (
            400,
            "IncorrectKeyException",
            KmsErrorKind::WrongKey,
            "`key check`",
        ),
        (
            400,
            "InvalidCiphertextException",
            KmsErrorKind::WrongKey,
            "`key check`",
        ),
        (
            400,
            "InvalidKeyUsageException",
            KmsErrorKind::InvalidKeyUsage,
            "RSA_2048",
        ),
        (
            409,
            "KMSInvalidStateException",
            KmsErrorKind::InvalidState,
            "the state of the key",
        ),
        (
            400,
            "ThrottlingException",
            KmsErrorKind::Throttled,
            "(status 400)",
        ),
        (
            500,
            "KeyUnavailableException",
            KmsErrorKind::Unavailable,
            "(status 500)",
        ),
        (
            400,
            "SomethingNewException",
            KmsErrorKind::Other,
            "SomethingNewException",
        ),
    ] {
        service.inject(
            Target::Kms,
            [
                Fault::code(status, code),
                Fault::code(status, code),
                Fault::code(status, code),
            ],
        );
        let error = client.decrypt(&input).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{code}");
        let text = error.to_string();
        assert!(text.contains(code) && text.contains(advice), "{text}");
        assert!(error.error().request_id().is_some(), "{text}");
        service.clear_faults();
        let kms = KmsKey::new(client.clone(), ID);
        service.inject(
            Target::Kms,
            [
                Fault::code(status, code),
                Fault::code(status, code),
                Fault::code(status, code),
            ],
        );
        let status = kms
            .decrypt(input.ciphertext.clone())
            .await
            .unwrap_err()
            .status();
        assert_eq!(
            status,
            if kind == KmsErrorKind::WrongKey {
                421
            } else {
                503
            },
            "{code}"
        );
        service.clear_faults();
    }
}

#[tokio::test]
async fn silence_is_given_up_before_the_phone_gives_up() {
    let key = Pair::new();
    let service = kms(&key).await;
    let builder = service
        .client_builder()
        .read_timeout(Duration::from_millis(50));
    let client = builder.retry(RetryPolicy::never()).build_kms().unwrap();
    service.inject(Target::Kms, [Fault::slow(Duration::from_secs(60))]);
    let (envelope, _) = request(key.public(), "{}");
    let input = DecryptInput::new(ID, envelope.encrypted_aes_key());
    let error = client.decrypt(&input).await.unwrap_err();
    assert_eq!(error.kind(), KmsErrorKind::NoAnswer);
    let text = error.to_string();
    assert!(
        text.contains("nothing came for 0.05 s") && !text.contains("taken effect"),
        "{text}"
    );
}

#[tokio::test]
async fn a_wrong_signature_is_refused() {
    let key = Pair::new();
    let service = kms(&key).await;
    let credentials = Credentials::new(service.credentials().access_key_id(), "another-secret");
    let client = service
        .client_builder()
        .credentials(credentials)
        .build_kms()
        .unwrap();
    let error = client.public_key(ARN).await.unwrap_err();
    assert!(
        error.to_string().contains("InvalidSignatureException"),
        "{error}"
    );
}

#[tokio::test]
async fn kms_stands_beside_keys_in_memory() {
    let (new, old) = (Pair::new(), Pair::new());
    let service = kms(&new).await;
    let kms = KmsKey::new(client(&service), ARN);
    let keys = Keys::from(kms.clone()).and(old.key.clone());
    for key in [&new, &old] {
        let (envelope, _) = request(key.public(), "{}");
        assert!(
            keys.decrypt(envelope.encrypted_aes_key().to_vec())
                .await
                .is_ok()
        );
    }
    let (other, _) = request(PrivateKey::generate().public_key(), "{}");
    let rejection = keys
        .decrypt(other.encrypted_aes_key().to_vec())
        .await
        .unwrap_err();
    assert_eq!(rejection.status(), 421);

    // While KMS cannot be asked, the old key still serves, and nobody hears that his key is wrong.
    let disabled = || Fault::code(400, "DisabledException");
    service.inject(Target::Kms, [disabled(), disabled()]);
    let (envelope, _) = request(old.public(), "{}");
    assert!(
        keys.decrypt(envelope.encrypted_aes_key().to_vec())
            .await
            .is_ok()
    );
    let rejection = keys
        .decrypt(other.encrypted_aes_key().to_vec())
        .await
        .unwrap_err();
    assert!(
        matches!(rejection, Rejection::KeyUnavailable),
        "{rejection}"
    );
}

/// Writes to memory.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl io::Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The AES key is in no log, error or `Debug`, also where the answer of KMS cannot be read.
#[test]
fn no_aes_key_is_shown() {
    let memory = Memory::default();
    let writer = memory.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    // No other test of this binary sets one: a subscriber of one thread would miss events.
    tracing_subscriber::util::SubscriberInitExt::init(subscriber);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut shown = runtime.block_on(async {
        let key = Pair::new();
        let service = kms(&key).await;
        let (envelope, _) = request(key.public(), "{}");
        let input = DecryptInput::new(ID, envelope.encrypted_aes_key());
        let mut shown = format!("{:?}", client(&service).decrypt(&input).await);
        let plain = STANDARD.encode_to_string([7; 16]);
        for body in [
            format!("{{\"Plaintext\":\"{plain}\"}}"),
            format!("<{plain}>"),
        ] {
            let url = answers_always(body).await;
            let client = service.client_builder().endpoint(url).build_kms().unwrap();
            let error = client.decrypt(&input).await.unwrap_err();
            assert!(error.to_string().contains("cannot be read"), "{error}");
            shown += &format!("{error} {error:?}");
            let kms = KmsKey::new(client, ID);
            shown += &format!("{:?}", kms.decrypt(input.ciphertext.clone()).await);
        }
        shown
    });
    let log = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("KMS does not decrypt") && log.contains("operation=\"Decrypt\""),
        "{log}"
    );
    shown += &log;
    for secret in [
        STANDARD.encode_to_string([7; 16]),
        "7, 7, 7".to_owned(),
        "07070707".to_owned(),
    ] {
        assert!(!shown.contains(&secret), "{secret} is in {shown}");
    }
}

/// A server that answers each request with this body, and 200.
async fn answers_always(body: String) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 8192];
            assert!(stream.read(&mut head).await.unwrap() > 0);
            let length = body.len();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close");
            let text = format!("{head}\r\n\r\n{body}");
            stream.write_all(text.as_bytes()).await.unwrap();
        }
    });
    format!("http://{address}")
}
