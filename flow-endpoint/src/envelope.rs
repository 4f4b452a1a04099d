//! The encryption around requests and answers.
//!
//! Source: Meta's "Implementing Endpoint for Flows" and the samples in WhatsApp-Flows-Tools.

use std::fmt;

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{AesGcm, aes::Aes128};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::encoding::{base64, to_base64};
use crate::random::random;

/// AES-128-GCM with the nonce of 16 bytes that Meta's client uses. The usual nonce has 12.
type Cipher = AesGcm<Aes128, U16>;

/// The key of one request and its answer.
#[derive(Clone)]
pub struct AesKey(Zeroizing<[u8; 16]>);

impl AesKey {
    /// The key in these bytes, which must be 16.
    pub fn new(bytes: &[u8]) -> Result<Self, DecryptError> {
        let key: [u8; 16] = bytes.try_into().map_err(|_| DecryptError)?;
        Ok(Self(Zeroizing::new(key)))
    }

    /// A key that nobody has yet.
    pub(crate) fn generate() -> Self {
        Self(random())
    }

    pub(crate) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn cipher(&self) -> Cipher {
        Cipher::new((&*self.0).into())
    }

    pub(crate) fn encrypt(&self, iv: &[u8; 16], plain: &[u8]) -> Vec<u8> {
        self.cipher()
            .encrypt(&(*iv).into(), plain)
            .expect("GCM encrypts up to 64 GiB, which no body is")
    }

    pub(crate) fn decrypt(
        &self,
        iv: &[u8; 16],
        encrypted: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        self.cipher()
            .decrypt(&(*iv).into(), encrypted)
            .map(Zeroizing::new)
            .map_err(|_| DecryptError)
    }
}

impl fmt::Debug for AesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AesKey(..)")
    }
}

/// A request could not be decrypted. It has no more to say, so that nobody can learn from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the request cannot be decrypted: compare the public key at Meta with the endpoint's private keys"
)]
pub struct DecryptError;

/// The body of a request is no envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// It is no JSON, or lacks a field.
    #[error(
        "the body is no JSON object of `encrypted_flow_data`, `encrypted_aes_key` and `initial_vector`"
    )]
    Json,
    /// A field is no base64.
    #[error("`{0}` is no base64")]
    Base64(&'static str),
    /// The initialisation vector is too short or too long.
    #[error("`initial_vector` has {0} bytes where 16 belong")]
    InitialVector(usize),
}

/// The body of a request, as it comes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    pub(crate) data: Vec<u8>,
    pub(crate) key: Vec<u8>,
    pub(crate) iv: [u8; 16],
}

#[derive(Deserialize, Serialize)]
struct Wire {
    encrypted_flow_data: String,
    encrypted_aes_key: String,
    initial_vector: String,
}

impl Envelope {
    /// Reads the body of a request. Fields that Meta may add are passed over.
    pub fn parse(body: &[u8]) -> Result<Self, EnvelopeError> {
        let wire: Wire = serde_json::from_slice(body).map_err(|_| EnvelopeError::Json)?;
        let field = |name, text: &str| base64(text).ok_or(EnvelopeError::Base64(name));
        let iv = field("initial_vector", &wire.initial_vector)?;
        Ok(Self {
            data: field("encrypted_flow_data", &wire.encrypted_flow_data)?,
            key: field("encrypted_aes_key", &wire.encrypted_aes_key)?,
            iv: iv
                .try_into()
                .map_err(|iv: Vec<u8>| EnvelopeError::InitialVector(iv.len()))?,
        })
    }

    /// The AES key, as it is encrypted for the business.
    pub fn encrypted_aes_key(&self) -> &[u8] {
        &self.key
    }

    /// Decrypts the request with its AES key. The [`Session`] encrypts the answer.
    pub fn open(&self, key: AesKey) -> Result<(Zeroizing<Vec<u8>>, Session), DecryptError> {
        let plain = key.decrypt(&self.iv, &self.data)?;
        Ok((plain, Session::new(key, &self.iv)))
    }

    /// The body as a phone sends it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&Wire {
            encrypted_flow_data: to_base64(&self.data),
            encrypted_aes_key: to_base64(&self.key),
            initial_vector: to_base64(&self.iv),
        })
        .expect("three texts are always JSON")
    }
}

/// The means to encrypt the answer to one request.
///
/// It is used up by that: a second answer with the same key and nonce would give both away.
#[derive(Debug)]
pub struct Session {
    key: AesKey,
    iv: [u8; 16],
}

impl Session {
    /// An answer has the request's vector with every bit inverted.
    pub(crate) fn new(key: AesKey, iv: &[u8; 16]) -> Self {
        Self {
            key,
            iv: iv.map(|byte| !byte),
        }
    }

    /// Encrypts an answer, for a body of type `text/plain`.
    pub fn seal(self, answer: &[u8]) -> String {
        to_base64(&self.key.encrypt(&self.iv, answer))
    }

    pub(crate) fn open(self, answer: &str) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        let encrypted = base64(answer).ok_or(DecryptError)?;
        self.key.decrypt(&self.iv, &encrypted)
    }
}
