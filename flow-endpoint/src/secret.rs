//! The secret of the app, and the two signatures made with it.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign, verify};
use serde::Deserialize;

use crate::encoding::{base64_url, hex, to_base64_url};

/// The secret of the Meta app that is connected to the flow.
#[derive(Clone)]
pub struct AppSecret(Key);

/// A signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The request has no signature.
    #[error("the header `X-Hub-Signature-256` is missing")]
    Missing,
    /// The signature is not the body's.
    #[error(
        "`X-Hub-Signature-256` does not sign the body: compare the app secret, and sign the bytes as they came"
    )]
    Wrong,
    /// The signature of the flow token does not hold.
    #[error("`flow_token_signature` does not sign the flow token")]
    FlowToken,
    /// The signature of the flow token has expired.
    #[error("`flow_token_signature` has expired")]
    Expired,
}

/// Clocks differ by no more than this, in seconds.
const SKEW: f64 = 60.0;

impl AppSecret {
    /// The secret as the app dashboard shows it.
    pub fn new(secret: &str) -> Self {
        Self(Key::new(HMAC_SHA256, secret.as_bytes()))
    }

    /// Checks `X-Hub-Signature-256` against the body, in constant time.
    ///
    /// ```
    /// use flow_endpoint::{AppSecret, SignatureError};
    ///
    /// let secret = AppSecret::new("0123456789abcdef");
    /// let signature = secret.sign(b"{}");
    /// assert_eq!(secret.verify(Some(&signature), b"{}"), Ok(()));
    /// assert_eq!(secret.verify(Some(&signature), b"{ }"), Err(SignatureError::Wrong));
    /// ```
    pub fn verify(&self, signature: Option<&str>, body: &[u8]) -> Result<(), SignatureError> {
        let signature = signature.ok_or(SignatureError::Missing)?;
        let tag: [u8; 32] = signature
            .strip_prefix("sha256=")
            .and_then(hex)
            .ok_or(SignatureError::Wrong)?;
        verify(&self.0, body, &tag).map_err(|_| SignatureError::Wrong)
    }

    /// The value of `X-Hub-Signature-256` for a body.
    pub fn sign(&self, body: &[u8]) -> String {
        let tag = sign(&self.0, body);
        let digits = tag.as_ref().iter().map(|byte| format!("{byte:02x}"));
        std::iter::once("sha256=".to_owned())
            .chain(digits)
            .collect()
    }

    /// The value of `flow_token_signature` for a flow token, as Data API 4.0 sends it.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use flow_endpoint::AppSecret;
    ///
    /// let secret = AppSecret::new("0123456789abcdef");
    /// let now = SystemTime::now();
    /// let signature = secret.sign_flow_token("token-4711", now);
    /// assert!(secret.verify_flow_token(&signature, "token-4711", now).is_ok());
    /// assert!(secret.verify_flow_token(&signature, "token-4712", now).is_err());
    /// ```
    pub fn sign_flow_token(&self, flow_token: &str, now: SystemTime) -> String {
        let header = to_base64_url(br#"{"alg":"HS256","typ":"JWT"}"#);
        let now = unix_seconds(now).floor() as i64;
        let claims = serde_json::json!({ "flow_token": flow_token, "iat": now });
        let signed = format!("{header}.{}", to_base64_url(claims.to_string().as_bytes()));
        let signature = to_base64_url(sign(&self.0, signed.as_bytes()).as_ref());
        format!("{signed}.{signature}")
    }

    /// Checks the JSON web token that signs the flow token since Data API 4.0.
    ///
    /// HS256 is the only algorithm. Meta does not document the claims: `flow_token`, `exp` and `nbf`
    /// are held to where they are present.
    pub fn verify_flow_token(
        &self,
        token: &str,
        flow_token: &str,
        now: SystemTime,
    ) -> Result<(), SignatureError> {
        let wrong = SignatureError::FlowToken;
        let (signed, signature) = token.rsplit_once('.').ok_or(wrong)?;
        let (header, claims) = signed.split_once('.').ok_or(wrong)?;
        let signature = base64_url(signature).ok_or(wrong)?;
        // The signature comes first: nothing is read that a stranger may have written.
        verify(&self.0, signed.as_bytes(), &signature).map_err(|_| wrong)?;
        let header: Header = json(header).ok_or(wrong)?;
        let claims: Claims = json(claims).ok_or(wrong)?;
        if header.alg != "HS256" || claims.flow_token.is_some_and(|token| token != flow_token) {
            return Err(wrong);
        }
        let now = unix_seconds(now);
        let over = claims.exp.is_some_and(|end| now - SKEW >= end);
        let early = claims.nbf.is_some_and(|start| now + SKEW < start);
        if over || early {
            return Err(SignatureError::Expired);
        }
        Ok(())
    }
}

/// A time as JSON web tokens have it: seconds, which may have a fraction, and are negative before 1970.
fn unix_seconds(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
}

fn json<T: for<'a> Deserialize<'a>>(part: &str) -> Option<T> {
    serde_json::from_slice(&base64_url(part)?).ok()
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    flow_token: Option<String>,
    exp: Option<f64>,
    nbf: Option<f64>,
}

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppSecret(..)")
    }
}
