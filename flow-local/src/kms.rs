//! AWS KMS on this machine: `Decrypt` and `GetPublicKey`. What a key does is the caller's, so that no
//! cryptography is built in.
//!
//! Source: the API reference of AWS KMS; it speaks JSON 1.1.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use base64_simd::STANDARD;
use http::request::Parts;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::signature;
use crate::state::State;

/// The signing name of the service.
pub(crate) const SERVICE: &str = "kms";

pub(crate) const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

const ALGORITHM: &str = "RSAES_OAEP_SHA_256";

/// A key, and the function that decrypts by it.
#[derive(Clone)]
pub(crate) struct KmsKey {
    pub(crate) arn: String,
    pub(crate) public_key_der: Vec<u8>,
    pub(crate) decrypt: Decrypt,
}

/// Decrypts, or says that the ciphertext is not of the key.
type Decrypt = Arc<dyn Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync>;

impl fmt::Debug for KmsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KmsKey")
            .field("arn", &self.arn)
            .finish_non_exhaustive()
    }
}

impl KmsKey {
    /// Whether this is its ARN, or the id at the end of it.
    fn is(&self, id: &str) -> bool {
        let end = self.arn.rsplit_once("key/").map(|(_, id)| id);
        self.arn == id || end == Some(id)
    }

    /// The public half in PEM.
    pub(crate) fn pem(&self) -> String {
        let base64 = STANDARD.encode_to_string(&self.public_key_der);
        let lines = base64.as_bytes().chunks(64);
        let lines = lines.map(|line| format!("{}\n", String::from_utf8_lossy(line)));
        let lines: String = lines.collect();
        format!("-----BEGIN PUBLIC KEY-----\n{lines}-----END PUBLIC KEY-----\n")
    }
}

/// The operation that a request names, if it is one for KMS.
pub(crate) fn target(parts: &Parts) -> Option<&str> {
    let target = parts.headers.get("x-amz-target")?.to_str().ok()?;
    let is_here = parts.method == Method::POST && parts.uri.path() == "/";
    is_here.then_some(target)
}

/// Verifies a request, and does it.
pub(crate) fn call(
    state: &State,
    parts: &Parts,
    body: &[u8],
    now: SystemTime,
) -> Result<Value, Refusal> {
    signature::verify(parts, body, &state.credentials, &state.region, SERVICE, now)?;
    let is_json = parts.headers.get(http::header::CONTENT_TYPE);
    if is_json.is_none_or(|kind| kind != CONTENT_TYPE) {
        let message = format!("the content type must be {CONTENT_TYPE}");
        return Err(refused("SerializationException", message));
    }
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| refused("SerializationException", error.to_string()))?;
    let text = |member: &str| {
        let text = body.get(member).and_then(Value::as_str);
        text.ok_or_else(|| refused("ValidationException", format!("`{member}` is required")))
    };
    let id = text("KeyId")?;
    let key = state
        .kms_key(id)
        .ok_or_else(|| refused("NotFoundException", format!("Key '{id}' does not exist")))?;
    match target(parts) {
        Some("TrentService.Decrypt") => {
            if text("EncryptionAlgorithm")? != ALGORITHM {
                let message = format!("the key decrypts {ALGORITHM}");
                return Err(refused("InvalidKeyUsageException", message));
            }
            let sealed = STANDARD
                .decode_to_vec(text("CiphertextBlob")?)
                .map_err(|_| refused("SerializationException", "`CiphertextBlob` is no base64"))?;
            if !(1..=6144).contains(&sealed.len()) {
                let message = "`CiphertextBlob` must have 1 to 6144 bytes";
                return Err(refused("ValidationException", message));
            }
            let plain =
                (key.decrypt)(&sealed).ok_or_else(|| refused("InvalidCiphertextException", ""))?;
            Ok(json!({
                "KeyId": key.arn,
                "Plaintext": STANDARD.encode_to_string(plain),
                "EncryptionAlgorithm": ALGORITHM,
            }))
        }
        Some("TrentService.GetPublicKey") => Ok(json!({
            "KeyId": key.arn,
            "PublicKey": STANDARD.encode_to_string(&key.public_key_der),
            "KeySpec": "RSA_2048",
            "KeyUsage": "ENCRYPT_DECRYPT",
            "EncryptionAlgorithms": ["RSAES_OAEP_SHA_1", ALGORITHM],
        })),
        _ => Err(refused("UnknownOperationException", "")),
    }
}

fn refused(code: &'static str, message: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, code, message)
}

impl State {
    /// The key of that id or ARN.
    pub(crate) fn kms_key(&self, id: &str) -> Option<&KmsKey> {
        self.kms_keys.iter().find(|key| key.is(id))
    }
}
