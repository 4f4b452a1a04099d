//! The protocol as a pure function, in three steps: check, decrypt, answer.

use std::time::SystemTime;

use serde_json::{Value, json};

use crate::answer::Refusal;
use crate::envelope::{AesKey, DecryptError, Envelope, EnvelopeError, Session};
use crate::message::{Message, MessageError};
use crate::secret::{AppSecret, SignatureError};

/// The checks of every request.
///
/// ```
/// use std::time::SystemTime;
/// use flow_endpoint::{AppSecret, Message, PrivateKey, Protocol, acknowledge};
///
/// let key = PrivateKey::generate();
/// let secret = AppSecret::new("0123456789abcdef");
/// let protocol = Protocol::signed([secret.clone()]);
///
/// // A phone sends a request …
/// let (envelope, phone) = key.public_key().encrypt(br#"{ "version": "3.0", "action": "ping" }"#);
/// let body = envelope.to_json();
/// let signature = secret.sign(body.as_bytes());
///
/// // … and the endpoint answers.
/// let sealed = protocol.receive(Some(&signature), body.as_bytes())?;
/// let aes_key = key.decrypt(sealed.encrypted_aes_key())?;
/// let opened = sealed.open(aes_key, SystemTime::now())?;
/// assert_eq!(opened.message, Message::Ping);
/// let answer = opened.session.seal(acknowledge(&opened.message).as_bytes());
/// assert_eq!(&**phone.open(&answer)?, br#"{"data":{"status":"active"}}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Protocol {
    secrets: Option<Vec<AppSecret>>,
    require_signed_token: bool,
}

impl Protocol {
    /// Requests must be signed with one of these secrets. More than one serves several apps.
    pub fn signed(secrets: impl IntoIterator<Item = AppSecret>) -> Self {
        Self {
            secrets: Some(secrets.into_iter().collect()),
            require_signed_token: false,
        }
    }

    /// Requests need no signature. Anyone who has the public key can then make them: use it where
    /// the app belongs to somebody else, who does not give its secret away.
    pub fn unsigned() -> Self {
        Self {
            secrets: None,
            require_signed_token: false,
        }
    }

    /// Refuses requests without `flow_token_signature`, which Data API 4.0 sends from Flow JSON 7.3 on.
    #[must_use]
    pub fn require_signed_token(mut self) -> Self {
        self.require_signed_token = true;
        self
    }

    /// Checks the signature, before anything else, and reads the envelope.
    ///
    /// The signature is the value of `X-Hub-Signature-256`, the body the bytes as they came.
    pub fn receive(&self, signature: Option<&str>, body: &[u8]) -> Result<Sealed<'_>, Rejection> {
        if let Some(secrets) = &self.secrets {
            any(secrets, |secret| secret.verify(signature, body))?;
        }
        let envelope = Envelope::parse(body)?;
        Ok(Sealed {
            protocol: self,
            envelope,
        })
    }

    fn check_token(&self, message: &Message, now: SystemTime) -> Result<(), SignatureError> {
        let Message::Request(request) = message else {
            return Ok(());
        };
        match (&request.flow_token_signature, &self.secrets) {
            (Some(token), Some(secrets)) => {
                // What is signed is there.
                let flow_token = request.flow_token.as_deref();
                let flow_token = flow_token.ok_or(SignatureError::FlowToken)?;
                any(secrets, |secret| {
                    secret.verify_flow_token(token, flow_token, now)
                })
            }
            (None, _) if self.require_signed_token => Err(SignatureError::FlowToken),
            _ => Ok(()),
        }
    }
}

/// Whether the check holds for one of the secrets. Without any, none holds.
fn any(
    secrets: &[AppSecret],
    check: impl Fn(&AppSecret) -> Result<(), SignatureError>,
) -> Result<(), SignatureError> {
    secrets
        .iter()
        .map(check)
        .reduce(|before, next| before.or(next))
        .unwrap_or(Err(SignatureError::Wrong))
}

/// A request with a signature that holds, still encrypted.
#[derive(Debug)]
pub struct Sealed<'a> {
    protocol: &'a Protocol,
    envelope: Envelope,
}

impl Sealed<'_> {
    /// The AES key of the request, encrypted with RSAES-OAEP, SHA-256 and MGF1 with SHA-256.
    pub fn encrypted_aes_key(&self) -> &[u8] {
        self.envelope.encrypted_aes_key()
    }

    /// Decrypts and reads the request.
    pub fn open(self, key: AesKey, now: SystemTime) -> Result<Opened, Rejection> {
        let (plain, session) = self.envelope.open(key)?;
        let message = Message::parse(&plain)?;
        self.protocol.check_token(&message, now)?;
        Ok(Opened { message, session })
    }
}

/// A decrypted request, and the means to encrypt its answer.
#[derive(Debug)]
pub struct Opened {
    /// The request.
    pub message: Message,
    /// Encrypts the answer.
    pub session: Session,
}

/// The answer to a message that needs no handler: a ping, or a notice of an error.
pub fn acknowledge(message: &Message) -> String {
    let data: Value = match message {
        Message::Ping => json!({ "status": "active" }),
        _ => json!({ "acknowledged": true }),
    };
    json!({ "data": data }).to_string()
}

/// Why a request gets no screen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// A signature does not hold.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// The body is no envelope.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The request cannot be decrypted. The phone fetches the public key again and repeats it once.
    #[error(transparent)]
    Decrypt(#[from] DecryptError),
    /// The decrypted request cannot be read.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The service that keeps the private key cannot be asked.
    #[error("the private key cannot be used: look at the service that keeps it")]
    KeyUnavailable,
    /// The body is longer than the limit.
    #[error("the body of the request is longer than the limit of {0} bytes")]
    TooLong(usize),
    /// The connection was lost before the body was there.
    #[error("the body of the request did not arrive")]
    Body,
    /// The request is no POST.
    #[error("the request is no POST")]
    Method,
    /// The answer took too long.
    #[error("the answer took longer than the deadline")]
    Deadline,
    /// The handler panicked.
    #[error("the handler panicked")]
    Panicked,
    /// The handler refuses.
    #[error("the handler refused the request")]
    Refused(Refusal),
}

impl Rejection {
    /// The status of HTTP that says so to the phone.
    pub fn status(&self) -> u16 {
        match self {
            Self::Envelope(_) | Self::Message(_) | Self::Body => 400,
            Self::Method => 405,
            Self::TooLong(_) => 413,
            Self::Decrypt(_) => 421,
            Self::Refused(Refusal::FlowToken(_)) => 427,
            Self::Signature(_) => 432,
            Self::Refused(Refusal::Failed) | Self::Panicked => 500,
            Self::KeyUnavailable => 503,
            Self::Deadline => 504,
        }
    }

    /// The body that comes with the status. It is not encrypted.
    pub fn body(&self) -> String {
        match self {
            Self::Refused(Refusal::FlowToken(text)) => json!({ "error_msg": text }).to_string(),
            _ => String::new(),
        }
    }
}

impl From<Refusal> for Rejection {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
