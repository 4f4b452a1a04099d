//! The server side of WhatsApp Flows that exchange data with an endpoint.
//!
//! The core is pure: [`Protocol`] takes the bytes and the signature of a request, and gives the
//! decrypted message or the status that refuses it. It reads no clock and opens no connection.
//!
//! - [`endpoint!`] makes a trait of a flow, so that the compiler checks the answers to its screens.
//! - [`Endpoint`] joins it with keys and a [`Handler`], and is a `tower::Service`.
//! - [`PrivateKey`] and [`Keys`] hold the keys of the business, [`AppSecret`] the secret of its app. With
//!   the feature `kms`, `KmsKey` is a private key that stays in AWS KMS.
//! - [`Message`] is a decrypted request, [`Answer`] the screen that goes back.
//! - [`MediaDecryptor`] decrypts the photos and documents that a request names.
//! - [`PublicKey`] encrypts as a phone does, for tests and tools. With the feature `remote`,
//!   `RemoteEndpoint` speaks to an endpoint at an address.
//!
//! # The libraries behind it
//!
//! RSA, HMAC, SHA-256 and AES-CBC come from `aws-lc-rs`. The crate `rsa` leaks the time of its
//! private operation (RUSTSEC-2023-0071), and an endpoint lets strangers measure that time.
//! AES-GCM comes from `aes-gcm`, since Meta's client uses a nonce of 16 bytes, and `aws-lc-rs` takes
//! 12 only.
//!
//! # Replays
//!
//! Meta's client sends a request once more after 421, and people tap twice. A request carries neither
//! a time nor a number, so that a recorded one decrypts again for as long as the key is in use, and its
//! signature holds. A handler that books or charges must tell by the `flow_token` that it has done so.

mod answer;
mod encoding;
mod endpoint;
mod envelope;
mod handler;
mod key;
#[cfg(feature = "kms")]
mod kms;
#[cfg(feature = "lambda")]
pub mod lambda;
mod media;
mod message;
mod phone;
mod protocol;
mod random;
#[cfg(feature = "remote")]
mod remote;
mod secret;
#[cfg(feature = "service")]
mod service;
#[cfg(feature = "sim")]
pub mod sim;
mod typed;

pub use answer::{Answer, AnswerError, Refusal};
pub use endpoint::{Endpoint, Reply};
pub use envelope::{AesKey, DecryptError, Envelope, EnvelopeError, Session};
pub use handler::{Handler, KeySource};
pub use key::{Key, KeyError, Keys, PrivateKey};
#[cfg(feature = "kms")]
pub use kms::KmsKey;
pub use media::{MediaDecryptor, MediaError};
pub use message::{Action, ErrorNotice, Message, MessageError, Request};
pub use phone::{PhoneSession, PublicKey};
pub use protocol::{Opened, Protocol, Rejection, Sealed, acknowledge};
#[cfg(feature = "remote")]
pub use remote::{RemoteEndpoint, RemoteError};
pub use secret::{AppSecret, SignatureError};
pub use typed::{Context, Ends, Next, RouteTo};

/// For the code that `endpoint!` makes.
#[doc(hidden)]
pub mod __private {
    pub use crate::typed::{answer, name_flow, read, take, unknown};
}

// Its example is compiled with those of the documentation.
#[cfg(all(doctest, feature = "service"))]
#[doc = include_str!("../README.md")]
struct Readme;
