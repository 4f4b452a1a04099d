//! Bodies by chance: nothing panics, and nothing that was changed is taken.
//!
//! `FLOW_ENDPOINT_FUZZ=10000000 cargo test --release -p flow-endpoint fuzz` tries that many,
//! other ones each time.

use std::time::UNIX_EPOCH;

use flow_endpoint::{AesKey, Envelope, Message, Protocol};

use crate::vectors::VECTORS;

/// How many to try, and from which seed.
fn rounds() -> (u64, fastrand::Rng) {
    match std::env::var("FLOW_ENDPOINT_FUZZ") {
        Ok(rounds) => (
            rounds.parse().expect("it is a number"),
            fastrand::Rng::new(),
        ),
        Err(_) => (2_000, fastrand::Rng::with_seed(4711)),
    }
}

/// Changes one to four places.
fn mutate(random: &mut fastrand::Rng, bytes: &mut Vec<u8>) {
    for _ in 0..random.u8(1..=4) {
        let at = random.usize(0..=bytes.len());
        match random.u8(0..5) {
            0 => bytes.insert(at, random.u8(..)),
            1 => bytes.truncate(at),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 if at < bytes.len() => bytes[at] ^= 1 << random.u8(0..8),
            _ => {
                let end = (at + random.usize(0..64)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = random.usize(0..=bytes.len());
                bytes.splice(to..to, part);
            }
        }
    }
}

#[test]
fn fuzz_envelopes() {
    let (rounds, mut random) = rounds();
    let key = AesKey::new(&[7; 16]).unwrap();
    let public = VECTORS.key().public_key().clone();
    let plain = VECTORS.request("data_exchange").plain.as_deref().unwrap();
    let (original, _) = public.encrypt_with(key.clone(), [9; 16], plain.as_bytes());
    let body = original.to_json().into_bytes();
    let protocol = Protocol::unsigned();
    let mut opened = 0;
    for _ in 0..rounds {
        let mut body = body.clone();
        mutate(&mut random, &mut body);
        let Ok(sealed) = protocol.receive(None, &body) else {
            continue;
        };
        if sealed.open(key.clone(), UNIX_EPOCH).is_ok() {
            let envelope = Envelope::parse(&body).unwrap();
            let (found, _) = envelope.open(key.clone()).unwrap();
            assert_eq!(&**found, plain.as_bytes(), "a changed body was taken");
            opened += 1;
        }
    }
    // A change in the encrypted key, a space or a new field leave the data as it was.
    assert!(
        opened > 0 && opened < rounds,
        "{opened} of {rounds} were opened"
    );
}

#[test]
fn fuzz_messages() {
    let (rounds, mut random) = rounds();
    let plain: Vec<&str> = VECTORS
        .requests
        .iter()
        .filter_map(|request| request.plain.as_deref())
        .filter(|plain| plain.len() < 1_000)
        .collect();
    let mut read = 0;
    for _ in 0..rounds {
        let mut plain = random.choice(&plain).unwrap().as_bytes().to_vec();
        mutate(&mut random, &mut plain);
        read += u64::from(Message::parse(&plain).is_ok());
    }
    assert!(read > 0 && read < rounds, "{read} of {rounds} were read");
}

#[test]
fn fuzz_signatures_and_tokens() {
    let (rounds, mut random) = rounds();
    let secret = flow_endpoint::AppSecret::new("secret");
    let signature = secret.sign(b"body");
    for _ in 0..rounds {
        let mut changed = signature.clone().into_bytes();
        mutate(&mut random, &mut changed);
        let changed = String::from_utf8_lossy(&changed);
        let same = changed.eq_ignore_ascii_case(&signature) && changed.starts_with("sha256=");
        assert_eq!(secret.verify(Some(&changed), b"body").is_ok(), same);
        assert!(secret.verify_flow_token(&changed, "", UNIX_EPOCH).is_err());
    }
}

#[test]
fn fuzz_keys() {
    let (rounds, mut random) = rounds();
    let pem = &VECTORS.keys["pkcs1"];
    for _ in 0..rounds / 20 {
        let mut pem = pem.clone().into_bytes();
        mutate(&mut random, &mut pem);
        drop(flow_endpoint::PrivateKey::from_pem(
            &String::from_utf8_lossy(&pem),
            None,
        ));
    }
}
