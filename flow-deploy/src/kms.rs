//! AWS KMS: decryption by a private key that never leaves it, and the public half of that key.
//!
//! Source: the API reference of AWS KMS, `Decrypt` and `GetPublicKey`; `kms/2014-11-01` of botocore.

use std::fmt;
use std::time::Duration;

use base64_simd::STANDARD;
use serde_json::{Value, json};

use crate::client::Client;
use crate::config_error::ConfigError;
use crate::error::Error;

/// The cipher of the AES keys that phones send: RSAES-OAEP with SHA-256, and MGF1 with SHA-256.
const ALGORITHM: &str = "RSAES_OAEP_SHA_256";

/// A client of AWS KMS. It signs, tries again and finds its credentials as [`Client`] does. Clones
/// share their connections.
///
/// The caller needs the IAM actions `kms:Decrypt` and, for [`public_key`](Self::public_key),
/// `kms:GetPublicKey` on the key. Both are in the Region of the key.
///
/// ```no_run
/// # async fn example(encrypted: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
/// use flow_deploy::{DecryptInput, KmsClient, KmsErrorKind};
///
/// let kms = KmsClient::from_env()?;
/// let input = DecryptInput::new("alias/flows", encrypted);
/// match kms.decrypt(&input).await {
///     Ok(output) => println!("{} bytes", output.plaintext.len()),
///     Err(error) if error.kind() == KmsErrorKind::WrongKey => eprintln!("of another key"),
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct KmsClient(Client);

impl KmsClient {
    /// A client by the process's environment variables, which the [crate](crate#environment)
    /// lists. A call takes 8 seconds at the most, and bears 3 seconds of silence, since a phone waits
    /// for 10.
    ///
    /// # Errors
    ///
    /// Where a variable is missing or wrong.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::quick().build_kms()
    }

    /// A client by the environment variables and the SDKs' chain, with the same times.
    ///
    /// # Errors
    ///
    /// Where something is missing or wrong.
    #[cfg(feature = "aws-config")]
    pub async fn from_aws_config() -> Result<Self, ConfigError> {
        Self::quick().build_kms_with_aws_config().await
    }

    fn quick() -> crate::ClientBuilder {
        Client::builder()
            .process_environment()
            .read_timeout(Duration::from_secs(3))
            .operation_timeout(Duration::from_secs(8))
    }

    pub(crate) fn of(client: Client) -> Self {
        Self(client)
    }

    /// Decrypts by RSAES-OAEP with SHA-256.
    ///
    /// # Errors
    ///
    /// [`KmsError::kind`] says what it is about.
    pub async fn decrypt(&self, input: &DecryptInput) -> Result<DecryptOutput, KmsError> {
        Ok(self.0.call_kms(input).await?)
    }

    /// The public half of a key.
    ///
    /// # Errors
    ///
    /// [`KmsError::kind`] says what it is about.
    pub async fn public_key(&self, key_id: &str) -> Result<KmsPublicKey, KmsError> {
        let input = GetPublicKeyInput(key_id.to_owned());
        Ok(self.0.call_kms(&input).await?)
    }

    /// The base URL that requests go to.
    pub fn endpoint(&self) -> &str {
        self.0.endpoint()
    }
}

/// An operation of KMS.
pub(crate) trait Trent: Sync {
    const NAME: &'static str;
    const TARGET: &'static str;
    type Output: Send;

    fn body(&self) -> Value;

    fn read(body: &Value) -> Option<Self::Output>;
}

/// The input of [`KmsClient::decrypt`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecryptInput {
    /// The id of the key, its ARN, the name of an alias (`alias/…`) or its ARN.
    pub key_id: String,
    /// What is encrypted for the key.
    pub ciphertext: Vec<u8>,
}

impl DecryptInput {
    /// A key, and what is encrypted for it.
    pub fn new(key_id: impl Into<String>, ciphertext: impl Into<Vec<u8>>) -> Self {
        Self {
            key_id: key_id.into(),
            ciphertext: ciphertext.into(),
        }
    }
}

impl Trent for DecryptInput {
    const NAME: &'static str = "Decrypt";
    const TARGET: &'static str = "TrentService.Decrypt";
    type Output = DecryptOutput;

    fn body(&self) -> Value {
        json!({
            "CiphertextBlob": STANDARD.encode_to_string(&self.ciphertext),
            "KeyId": self.key_id,
            "EncryptionAlgorithm": ALGORITHM,
        })
    }

    fn read(body: &Value) -> Option<DecryptOutput> {
        Some(DecryptOutput {
            plaintext: STANDARD
                .decode_to_vec(body.get("Plaintext")?.as_str()?)
                .ok()?,
            key_id: body.get("KeyId")?.as_str()?.to_owned(),
        })
    }
}

/// The output of [`KmsClient::decrypt`]. Its `Debug` does not show the plaintext.
#[non_exhaustive]
pub struct DecryptOutput {
    /// What was encrypted. The memory that it went through is not cleared here.
    pub plaintext: Vec<u8>,
    /// The ARN of the key.
    pub key_id: String,
}

impl fmt::Debug for DecryptOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptOutput")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

struct GetPublicKeyInput(String);

impl Trent for GetPublicKeyInput {
    const NAME: &'static str = "GetPublicKey";
    const TARGET: &'static str = "TrentService.GetPublicKey";
    type Output = KmsPublicKey;

    fn body(&self) -> Value {
        json!({ "KeyId": self.0 })
    }

    fn read(body: &Value) -> Option<KmsPublicKey> {
        let text = |member: &str| Some(body.get(member)?.as_str()?.to_owned());
        let algorithms = body.get("EncryptionAlgorithms").and_then(Value::as_array);
        Some(KmsPublicKey {
            der: STANDARD.decode_to_vec(text("PublicKey")?).ok()?,
            key_id: text("KeyId")?,
            key_spec: text("KeySpec")?,
            decrypts: algorithms.is_some_and(|all| all.iter().any(|one| one == ALGORITHM)),
        })
    }
}

/// The public half of a key in KMS.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KmsPublicKey {
    /// The key as `SubjectPublicKeyInfo` in DER, which PEM between `-----BEGIN PUBLIC KEY-----` and its
    /// end holds in base64.
    pub der: Vec<u8>,
    /// The ARN of the key.
    pub key_id: String,
    /// Its kind: `RSA_2048` is what Meta asks for.
    pub key_spec: String,
    /// Whether KMS decrypts by it with RSAES-OAEP and SHA-256. A key for signatures does not.
    pub decrypts: bool,
}

/// Why an operation of KMS failed.
#[derive(Debug, thiserror::Error)]
#[error("{source}{}", Advice(self.kind()))]
pub struct KmsError {
    #[source]
    source: Error,
}

impl From<Error> for KmsError {
    fn from(source: Error) -> Self {
        Self { source }
    }
}

impl KmsError {
    /// What it is about.
    pub fn kind(&self) -> KmsErrorKind {
        let service = match &self.source {
            Error::NoAnswer(_) => return KmsErrorKind::NoAnswer,
            error => error.service(),
        };
        match service.and_then(|service| service.code.as_deref()) {
            Some("InvalidCiphertextException" | "IncorrectKeyException") => KmsErrorKind::WrongKey,
            Some("DisabledException") => KmsErrorKind::Disabled,
            Some("AccessDeniedException") => KmsErrorKind::AccessDenied,
            Some("NotFoundException") => KmsErrorKind::NotFound,
            Some("InvalidKeyUsageException") => KmsErrorKind::InvalidKeyUsage,
            Some("KMSInvalidStateException") => KmsErrorKind::InvalidState,
            Some("ThrottlingException" | "LimitExceededException") => KmsErrorKind::Throttled,
            Some(
                "KeyUnavailableException" | "KMSInternalException" | "DependencyTimeoutException",
            ) => KmsErrorKind::Unavailable,
            _ => KmsErrorKind::Other,
        }
    }

    /// The error of the call, with its request id.
    pub fn error(&self) -> &Error {
        &self.source
    }
}

/// What an error of KMS is about. All but [`WrongKey`](Self::WrongKey) are for the owner of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KmsErrorKind {
    /// The ciphertext was made for another key, or is damaged.
    WrongKey,
    /// The key is disabled.
    Disabled,
    /// IAM or the policy of the key does not allow it.
    AccessDenied,
    /// There is no such key in this Region.
    NotFound,
    /// The key is for signatures, or of another kind.
    InvalidKeyUsage,
    /// The key waits for its deletion, say.
    InvalidState,
    /// Too many requests, also after the retries.
    Throttled,
    /// KMS failed, also after the retries.
    Unavailable,
    /// No answer came in time, also after the retries.
    NoAnswer,
    /// Any other: credentials, a proxy, an answer that cannot be read.
    Other,
}

/// Writes what to do.
struct Advice(KmsErrorKind);

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match self.0 {
            KmsErrorKind::WrongKey => "compare the key with the one at Meta: `key check`",
            KmsErrorKind::Disabled => "enable the key in KMS",
            KmsErrorKind::AccessDenied => "allow `kms:Decrypt` and `kms:GetPublicKey` on the key",
            KmsErrorKind::NotFound => "check the id and the Region of the key",
            KmsErrorKind::InvalidKeyUsage => "the key must be RSA_2048 for ENCRYPT_DECRYPT",
            KmsErrorKind::InvalidState => "look at the state of the key in KMS",
            KmsErrorKind::Throttled
            | KmsErrorKind::Unavailable
            | KmsErrorKind::NoAnswer
            | KmsErrorKind::Other => return Ok(()),
        };
        write!(f, "; {advice}")
    }
}
