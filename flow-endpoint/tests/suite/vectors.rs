//! Reads the vectors.

// Each test needs some of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use flow_endpoint::PrivateKey;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Vectors {
    pub(crate) passphrase: String,
    pub(crate) app_secret: String,
    pub(crate) now: u64,
    pub(crate) public_key: String,
    pub(crate) keys: BTreeMap<String, String>,
    pub(crate) refused_keys: BTreeMap<String, String>,
    pub(crate) requests: Vec<Request>,
    pub(crate) media: Vec<Media>,
}

#[derive(Deserialize)]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) signature: Option<String>,
    pub(crate) plain: Option<String>,
    pub(crate) answer: Option<String>,
    pub(crate) encrypted_answer: Option<String>,
}

pub(crate) static VECTORS: LazyLock<Vectors> = LazyLock::new(|| {
    let mut vectors: Vectors = read(include_str!("vectors/vectors.json"));
    let node: Vec<Request> = read(include_str!("vectors/node.json"));
    vectors.requests.extend(node);
    vectors
});

fn read<T: for<'a> Deserialize<'a>>(json: &'static str) -> T {
    serde_json::from_str(json).expect("the vectors are JSON")
}

impl Vectors {
    pub(crate) fn key(&self) -> PrivateKey {
        PrivateKey::from_pem(&self.keys["pkcs8"], None).expect("the key is one")
    }

    pub(crate) fn request(&self, name: &str) -> &Request {
        self.requests
            .iter()
            .find(|request| request.name == name)
            .expect("there is a request of that name")
    }
}

#[derive(Deserialize)]
pub(crate) struct Media {
    pub(crate) name: String,
    plain: String,
    file: String,
    pub(crate) metadata: serde_json::Value,
}

impl Media {
    pub(crate) fn plain(&self) -> Vec<u8> {
        decode(&self.plain)
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        decode(&self.file)
    }
}

fn decode(base64: &str) -> Vec<u8> {
    base64_simd::STANDARD
        .decode_to_vec(base64)
        .expect("the vectors hold base64")
}
