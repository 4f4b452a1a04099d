//! A private key in AWS KMS.

use std::fmt;

use flow_deploy::{DecryptInput, KmsClient, KmsErrorKind};

use crate::envelope::{AesKey, DecryptError};
use crate::handler::KeySource;
use crate::protocol::Rejection;

/// A private RSA key that stays in AWS KMS: each request of a phone is one `Decrypt`.
///
/// The caller needs `kms:Decrypt` on the key. [`KmsClient::from_env`] and `from_aws_config` give up before a
/// phone does.
///
/// | KMS says | the phone gets |
/// |---|---|
/// | `InvalidCiphertextException`, `IncorrectKeyException` | 421, and fetches the public key again |
/// | throttled, out of order, no answer: after the retries of the client | 503 |
/// | disabled, denied, not found, no credentials | 503 |
///
/// What is no 421 is in the log, in a span that holds nothing of the request.
///
/// ```no_run
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use flow_deploy::KmsClient;
/// use flow_endpoint::{Answer, AppSecret, Endpoint, KmsKey, Protocol, Refusal, Request};
///
/// async fn answer(request: Request) -> Result<Answer, Refusal> {
///     Ok(Answer::end(request.flow_token.as_deref(), serde_json::json!({ "booked": true }))?)
/// }
///
/// let key = KmsKey::new(KmsClient::from_env()?, "alias/flows");
/// let protocol = Protocol::signed([AppSecret::new(&std::env::var("APP_SECRET")?)]);
/// let endpoint = Endpoint::new(protocol, key, answer);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct KmsKey {
    client: KmsClient,
    id: String,
}

/// The lengths in bytes that RSA keys of KMS give a ciphertext: 2048, 3072 and 4096 bits.
const LENGTHS: [usize; 3] = [256, 384, 512];

impl KmsKey {
    /// A key by its id, its ARN, the name of an alias (`alias/…`), or its ARN.
    pub fn new(client: KmsClient, id: impl Into<String>) -> Self {
        Self {
            client,
            id: id.into(),
        }
    }
}

impl KeySource for KmsKey {
    async fn decrypt(&self, encrypted_aes_key: Vec<u8>) -> Result<AesKey, Rejection> {
        // What KMS would refuse costs no request.
        if !LENGTHS.contains(&encrypted_aes_key.len()) {
            return Err(Rejection::Decrypt(DecryptError));
        }
        let input = DecryptInput::new(&self.id, encrypted_aes_key);
        match self.client.decrypt(&input).await {
            Ok(output) => Ok(AesKey::new(&zeroize::Zeroizing::new(output.plaintext))?),
            Err(error) if error.kind() == KmsErrorKind::WrongKey => {
                Err(Rejection::Decrypt(DecryptError))
            }
            Err(error) => {
                tracing::error!(key = self.id, kind = ?error.kind(), %error, "KMS does not decrypt");
                Err(Rejection::KeyUnavailable)
            }
        }
    }
}

impl fmt::Debug for KmsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KmsKey({})", self.id)
    }
}
