//! The keys that requests are signed with.

mod provider;

use std::fmt;
use std::time::SystemTime;

pub use provider::CredentialsError;
pub(crate) use provider::Source;

/// The text in errors and logs in place of a secret.
pub(crate) const MASK: &str = "(secret)";

/// Below this length a value is too common a piece of text to be searched for and masked.
const SHORTEST_MASKED: usize = 8;

/// An access key, its secret, and the session token of temporary credentials.
///
/// Credentials of the SDK's types can be turned into these by `From`.
///
/// `Debug` shows the first four characters of the access key id and nothing of the secrets.
///
/// ```
/// use flow_deploy::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "the secret").with_session_token("the token");
/// assert_eq!(
///     format!("{credentials:?}"),
///     "Credentials { access_key_id: \"AKID…\", secret_access_key: (secret), session_token: Some((secret)), expiry: None }",
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiry: Option<SystemTime>,
}

impl Credentials {
    /// Long-lived credentials; for temporary ones add [`with_session_token`](Self::with_session_token).
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expiry: None,
        }
    }

    /// Adds the session token that belongs to temporary credentials.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Says when temporary credentials end. Nothing is sent with them from then on.
    #[must_use]
    pub fn with_expiry(mut self, expiry: SystemTime) -> Self {
        self.expiry = Some(expiry);
        self
    }

    /// The name of the key. It is sent in the clear and is no secret.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret that signatures are made with. Never print it.
    pub fn secret_access_key(&self) -> &str {
        &self.secret_access_key
    }

    /// The token of temporary credentials. Never print it.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// When temporary credentials end, if that is known.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expiry
    }

    /// Whether they have ended by a time.
    pub(crate) fn expire_before(&self, time: SystemTime) -> bool {
        self.expiry.is_some_and(|expiry| expiry <= time)
    }

    /// `text` without the secrets in it.
    ///
    /// AWS answers a wrong signature with the whole text that should have been signed, and the
    /// session token is part of that.
    pub(crate) fn mask(&self, text: &str) -> String {
        [Some(self.secret_access_key()), self.session_token()]
            .into_iter()
            .flatten()
            .filter(|secret| secret.len() >= SHORTEST_MASKED)
            .fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
    }
}

impl From<aws_credential_types::Credentials> for Credentials {
    fn from(credentials: aws_credential_types::Credentials) -> Self {
        Self {
            access_key_id: credentials.access_key_id().to_owned(),
            secret_access_key: credentials.secret_access_key().to_owned(),
            session_token: credentials.session_token().map(str::to_owned),
            expiry: credentials.expiry(),
        }
    }
}

struct Masked;

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.access_key_id.chars().take(4).collect();
        f.debug_struct("Credentials")
            .field("access_key_id", &format!("{shown}…"))
            .field("secret_access_key", &Masked)
            .field(
                "session_token",
                &self.session_token.as_ref().map(|_| Masked),
            )
            .field("expiry", &self.expiry)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let credentials = Credentials::new("AKIDEXAMPLE", "top/secret+key")
            .with_session_token("token-of-some-length");
        let masked = credentials.mask("x-amz-security-token:token-of-some-length\ntop/secret+key.");
        assert_eq!(masked, "x-amz-security-token:(secret)\n(secret).");
    }

    #[test]
    fn an_empty_secret_masks_nothing() {
        let credentials = Credentials::new("", "").with_session_token("");
        assert_eq!(credentials.mask("a text"), "a text");
    }
}
