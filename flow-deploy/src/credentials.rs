//! The keys that requests are signed with.

use std::fmt;

/// What an error or a log shows in place of a secret.
const MASK: &str = "(secret)";

/// Below this length a value is too common a piece of text to be searched for and masked.
const SHORTEST_MASKED: usize = 8;

/// An access key, its secret, and the session token of temporary credentials.
///
/// `Debug` shows the first four characters of the access key id and nothing of the secrets.
///
/// ```
/// use flow_deploy::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "the secret").with_session_token("the token");
/// assert_eq!(
///     format!("{credentials:?}"),
///     "Credentials { access_key_id: \"AKID…\", secret_access_key: (secret), session_token: Some((secret)) }",
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
}

impl Credentials {
    /// Long-lived credentials; for temporary ones add [`with_session_token`](Self::with_session_token).
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
        }
    }

    /// Adds the session token that belongs to temporary credentials.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
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
