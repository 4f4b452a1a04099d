//! Secrets are cleared before their memory is given back.
//!
//! This sees the heap of Rust. It does not see the stack, nor what AWS-LC allocates in C, which clears all that it
//! frees.

mod freed;
#[path = "../suite/vectors.rs"]
mod vectors;

use std::time::{Duration, UNIX_EPOCH};

use flow_endpoint::{AesKey, AppSecret, MediaDecryptor, PrivateKey, Protocol};
use freed::{Needle, found_while, look_for};
use vectors::VECTORS;

const AES_KEY: [u8; 16] = *b"an AES key of 16";
const BODY: &str = r#"{"version":"4.0","action":"INIT","flow_token":"t","data":{"note":"typed"}}"#;

/// The bytes of the key, of which the middle is its private exponent.
fn der() -> Vec<u8> {
    let pem = &VECTORS.keys["pkcs8"];
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    base64_simd::STANDARD
        .decode_to_vec(base64)
        .expect("the key is PEM")
}

fn needles() -> Vec<Needle> {
    let der = der();
    let line = VECTORS.keys["pkcs8"]
        .lines()
        .nth(9)
        .expect("the PEM has 27 lines");
    let needle = |name, bytes: &[u8]| Needle {
        name,
        bytes: bytes.to_vec(),
    };
    vec![
        needle("the text of the key", line.as_bytes()),
        needle("the private exponent", &der[400..424]),
        needle("a prime", &der[620..644]),
        needle("the passphrase", VECTORS.passphrase.as_bytes()),
        needle("the AES key", &AES_KEY),
        needle("the body", &BODY.as_bytes()[..40]),
        needle("the app secret", VECTORS.app_secret.as_bytes()),
        needle("the key of a file", &media_key()),
    ]
}

fn media_key() -> Vec<u8> {
    let key = VECTORS.media[0].metadata["encryption_key"]
        .as_str()
        .expect("it is a text");
    base64_simd::STANDARD
        .decode_to_vec(key)
        .expect("it is base64")
}

// One test, since all threads have one allocator.
#[test]
fn what_is_given_back_holds_no_secret() {
    look_for(needles());
    let secrets = [AES_KEY.to_vec(), der()];
    let text = &VECTORS.keys["pkcs8"];

    // It does see what is not cleared.
    let copies = found_while(|| (secrets.clone(), text.clone(), BODY.to_owned()));
    assert_eq!(
        copies,
        [
            "the text of the key",
            "the private exponent",
            "a prime",
            "the AES key",
            "the body"
        ]
    );
    let grown = found_while(|| {
        let mut text = text.clone();
        text.reserve(1 << 20);
        std::mem::forget(text);
    });
    assert_eq!(grown, ["the text of the key"]);

    for (form, pem) in &VECTORS.keys {
        let passphrase = Some(VECTORS.passphrase.as_str());
        let found = found_while(|| PrivateKey::from_pem(pem, passphrase).expect("it is a key"));
        assert!(found.is_empty(), "{form}: {found:?}");
        let refused = found_while(|| PrivateKey::from_pem(&pem[..pem.len() / 2], passphrase));
        assert!(refused.is_empty(), "half of {form}: {refused:?}");
    }
    let one_line = text.replace('\n', "\\n");
    let windows = text.replace('\n', "\r\n");
    for pem in [&one_line, &windows, &one_line.replace("\\n", "\\r\\n")] {
        let found = found_while(|| PrivateKey::from_pem(pem, None).expect("it is a key"));
        assert!(found.is_empty(), "{found:?} of {:?}", &pem[..60]);
    }
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("zeroed.pem");
    std::fs::write(&file, text).expect("the folder is for tests");
    let found = found_while(|| PrivateKey::from_file(&file, None).expect("it is a key"));
    assert!(found.is_empty(), "{found:?}");

    let key = VECTORS.key();
    let secret = AppSecret::new(&VECTORS.app_secret);
    let found = found_while(|| {
        let secret = AppSecret::new(&VECTORS.app_secret);
        let protocol = Protocol::signed([secret.clone()]);
        let aes_key = AesKey::new(&AES_KEY).expect("it has 16 bytes");
        let (envelope, phone) = key
            .public_key()
            .encrypt_with(aes_key, [7; 16], BODY.as_bytes());
        let body = envelope.to_json();
        let signature = secret.sign(body.as_bytes());
        let sealed = protocol
            .receive(Some(&signature), body.as_bytes())
            .expect("it is signed");
        let aes_key = key
            .decrypt(sealed.encrypted_aes_key())
            .expect("it is the key");
        let now = UNIX_EPOCH + Duration::from_secs(VECTORS.now);
        let opened = sealed.open(aes_key, now).expect("it decrypts");
        let answer = opened.session.seal(BODY.as_bytes());
        phone.open(&answer).expect("it decrypts")
    });
    assert!(found.is_empty(), "{found:?}");

    // A key is decrypted, and the body is damaged then.
    let found = found_while(|| {
        let aes_key = AesKey::new(&AES_KEY).expect("it has 16 bytes");
        let (envelope, _) = key.public_key().encrypt_with(aes_key, [7; 16], b"no JSON");
        let protocol = Protocol::unsigned();
        let body = envelope.to_json();
        let sealed = protocol
            .receive(None, body.as_bytes())
            .expect("it is an envelope");
        let aes_key = key
            .decrypt(sealed.encrypted_aes_key())
            .expect("it is the key");
        sealed.open(aes_key, UNIX_EPOCH).map(drop)
    });
    assert!(found.is_empty(), "{found:?}");
    drop(secret);

    let metadata = serde_json::from_value(VECTORS.media[0].metadata.clone()).expect("it is one");
    let found = found_while(|| MediaDecryptor::new(&metadata, 1 << 20).expect("it has keys"));
    assert!(found.is_empty(), "{found:?}");

    // Of a key that is made nothing is known before, so it is not looked for among the blocks.
    let passphrase = Some(VECTORS.passphrase.as_str());
    let found = found_while(|| PrivateKey::generate_pem(passphrase));
    assert!(found.is_empty(), "{found:?}");
}
