//! The side of the phone: it encrypts requests and decrypts their answers.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use pkcs8::Document;
use zeroize::Zeroizing;

use crate::encoding::to_base64;
use crate::envelope::{AesKey, DecryptError, Envelope, Session};
use crate::key::{KeyError, pem::text};
use crate::random::random;

/// The public key of a business, as it is uploaded to Meta.
#[derive(Clone)]
pub struct PublicKey {
    der: Document,
    key: Arc<OaepPublicEncryptingKey>,
}

impl PublicKey {
    /// Reads PEM between `-----BEGIN PUBLIC KEY-----` and its end.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let (label, der) = Document::from_pem(text(pem)).map_err(|_| KeyError::NotPem)?;
        if label != "PUBLIC KEY" {
            return Err(KeyError::Label(label.to_owned()));
        }
        Self::from_der(der)
    }

    pub(crate) fn from_der(der: Document) -> Result<Self, KeyError> {
        let key = PublicEncryptingKey::from_der(der.as_bytes())
            .and_then(|key| Ok(OaepPublicEncryptingKey::new(key)?))
            .map_err(|_| KeyError::NotRsa)?;
        Ok(Self {
            der,
            key: Arc::new(key),
        })
    }

    /// PEM, as the upload to Meta takes it.
    pub fn to_pem(&self) -> String {
        self.der
            .to_pem("PUBLIC KEY", pkcs8::LineEnding::LF)
            .expect("the label is a valid one")
    }

    /// Encrypts a request with a new AES key. The session decrypts its answer.
    pub fn encrypt(&self, request: &[u8]) -> (Envelope, PhoneSession) {
        self.encrypt_with(AesKey::generate(), *random(), request)
    }

    /// Encrypts a request with this AES key and this initialisation vector.
    pub fn encrypt_with(
        &self,
        key: AesKey,
        iv: [u8; 16],
        request: &[u8],
    ) -> (Envelope, PhoneSession) {
        let mut wrapped = vec![0; self.key.ciphertext_size()];
        self.key
            .encrypt(&OAEP_SHA256_MGF1SHA256, key.bytes(), &mut wrapped, None)
            .expect("an RSA key of 2048 bits or more wraps 16 bytes");
        let envelope = Envelope {
            data: key.encrypt(&iv, request),
            key: wrapped,
            iv,
        };
        (envelope, PhoneSession(Session::new(key, &iv)))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", to_base64(self.der.as_bytes()))
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for PublicKey {}

/// The means to decrypt the answer to one request.
#[derive(Debug)]
pub struct PhoneSession(Session);

impl PhoneSession {
    /// Decrypts the body of an answer.
    pub fn open(self, body: &str) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        self.0.open(body)
    }
}
