//! The two parts that an author brings: keys that decrypt, and a handler that answers.

use std::future::Future;

use crate::answer::{Answer, Refusal};
use crate::envelope::AesKey;
use crate::key::PrivateKey;
use crate::message::{ErrorNotice, Request};
use crate::protocol::Rejection;

/// Answers the requests of phones.
///
/// An `async` function from [`Request`] to `Result<Answer, Refusal>` is one.
///
/// The future is dropped at its next `.await` when the deadline is over or the connection is lost, so
/// that a step which must not be half done belongs into a task of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` answers no requests of phones",
    label = "not a `Handler`",
    note = "for what implements the `Endpoint` of a flow, write `handler(…)` of the flow's module around it: \
            `Endpoint::new(protocol, keys, rooms::handler(Hotel))`",
    note = "else give an `async` function from `Request` to `Result<Answer, Refusal>`"
)]
pub trait Handler: Send + Sync {
    /// Answers `INIT`, `BACK` and `data_exchange`.
    fn answer(&self, request: Request) -> impl Future<Output = Result<Answer, Refusal>> + Send;

    /// Hears that a phone could not use an answer. Nobody waits for it.
    fn error_notice(&self, notice: ErrorNotice) -> impl Future<Output = ()> + Send {
        drop(notice);
        async {}
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut> Handler for F
where
    F: Fn(Request) -> Fut + Send + Sync,
    Fut: Future<Output = Result<Answer, Refusal>> + Send,
{
    fn answer(&self, request: Request) -> impl Future<Output = Result<Answer, Refusal>> + Send {
        self(request)
    }
}

/// Decrypts the AES keys of requests: [`Keys`](crate::Keys), or an `async` function that asks a service
/// which keeps the key to itself.
///
/// The cipher is RSAES-OAEP with SHA-256, and MGF1 with SHA-256. A function answers with
/// [`Rejection::Decrypt`] where the key does not fit, and with [`Rejection::KeyUnavailable`] where the
/// service cannot be asked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` decrypts no AES keys of requests",
    label = "not a `KeySource`",
    note = "give a `PrivateKey`, `Keys` or, with the feature `kms`, a `KmsKey`",
    note = "else give an `async` function from `Vec<u8>` to `Result<AesKey, Rejection>`"
)]
pub trait KeySource: Send + Sync {
    /// Decrypts one.
    fn decrypt(
        &self,
        encrypted_aes_key: Vec<u8>,
    ) -> impl Future<Output = Result<AesKey, Rejection>> + Send;
}

impl KeySource for PrivateKey {
    async fn decrypt(&self, encrypted_aes_key: Vec<u8>) -> Result<AesKey, Rejection> {
        Ok(PrivateKey::decrypt(self, &encrypted_aes_key)?)
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut> KeySource for F
where
    F: Fn(Vec<u8>) -> Fut + Send + Sync,
    Fut: Future<Output = Result<AesKey, Rejection>> + Send,
{
    fn decrypt(
        &self,
        encrypted_aes_key: Vec<u8>,
    ) -> impl Future<Output = Result<AesKey, Rejection>> + Send {
        self(encrypted_aes_key)
    }
}
