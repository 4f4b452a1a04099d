//! AWS Signature Version 4, as a pure function: request, credentials, region and time in,
//! headers out. Nothing here reads the clock, the environment or the network.
//!
//! It signs the URL as it is sent, the body, and the headers in [`Request::headers`]. The client
//! gives `content-type` only. Headers that a library or a proxy may change (`user-agent`, `accept`,
//! `content-length` …) must stay out.
//!
//! ```
//! use flow_deploy::{Credentials, signing};
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! let query = signing::query([("id", "waba-1"), ("nextToken", "a+b/c=")]);
//! let url = format!("https://social-messaging.eu-west-1.amazonaws.com/v1/whatsapp/flow/list?{query}");
//! let headers = signing::sign(
//!     &signing::Request { method: "GET", url: &url, headers: &[], body: b"" },
//!     &Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
//!     signing::Scope { region: "eu-west-1", service: signing::SERVICE },
//!     UNIX_EPOCH + Duration::from_secs(1_440_938_160),
//! )?;
//! assert_eq!(headers["x-amz-date"], "20150830T123600Z");
//! assert!(headers["authorization"].is_sensitive());
//! # Ok::<(), signing::SigningError>(())
//! ```

use std::fmt::Write as _;
use std::time::SystemTime;

use aws_sigv4::http_request::{self, SignableBody, SignableRequest, SigningSettings};
use aws_sigv4::sign::v4;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::Credentials;

/// The name the service is signed for, which is also its prefix in endpoints and IAM.
/// The SDKs' module name `socialmessaging` is another one and is refused with 403.
pub const SERVICE: &str = "social-messaging";

/// The parts of a request that are signed.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The absolute URL, byte for byte as it is sent. Make its query by [`query`].
    pub url: &'a str,
    /// The headers to sign, beside `host`, `x-amz-date` and `x-amz-security-token`, which come
    /// of themselves. Every `x-amz-…` header that is sent must be here.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body; empty for GET and DELETE.
    pub body: &'a [u8],
}

/// The Region and the service that a signature is for. Its day is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The Region, for example `eu-west-1`.
    pub region: &'a str,
    /// The signing name of the service, for example [`SERVICE`].
    pub service: &'a str,
}

/// Why a request could not be signed. Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// The URL has no host, or is none.
    #[error("`{url}` is no absolute URL")]
    Url {
        /// The text that is no URL.
        url: String,
    },
    /// A part of the credentials cannot stand in a header.
    #[error("the {part} holds a character that no key has: look for a line break or a space in it")]
    Credentials {
        /// Which part. Its value is not shown.
        part: &'static str,
    },
    /// A header cannot be signed.
    #[error("a header cannot be signed")]
    Header(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The headers to add to the request: `authorization`, `x-amz-date`, and `x-amz-security-token`
/// where the credentials have a token. The secret ones are marked
/// [sensitive](HeaderValue::is_sensitive), so that nothing prints them.
///
/// # Errors
///
/// Where the URL, a header, or a part of the credentials cannot be sent at all.
pub fn sign(
    request: &Request<'_>,
    credentials: &Credentials,
    scope: Scope<'_>,
    time: SystemTime,
) -> Result<HeaderMap, SigningError> {
    // aws-sigv4 panics on a URL without a host.
    if !request
        .url
        .parse::<Uri>()
        .is_ok_and(|uri| uri.host().is_some())
    {
        return Err(SigningError::Url {
            url: request.url.to_owned(),
        });
    }
    visible("access key id", credentials.access_key_id())?;
    visible("secret access key", credentials.secret_access_key())?;
    if let Some(token) = credentials.session_token() {
        visible("session token", token)?;
    }
    let identity = aws_credential_types::Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token().map(str::to_owned),
        None,
        "flow-deploy",
    )
    .into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(time)
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| SigningError::Header(error.into()))?
        .into();
    let signable = SignableRequest::new(
        request.method,
        request.url,
        request.headers.iter().copied(),
        SignableBody::Bytes(request.body),
    )
    .map_err(|error| SigningError::Header(error.into()))?;
    let (instructions, _signature) = http_request::sign(signable, &params)
        .map_err(|error| SigningError::Header(error.into()))?
        .into_parts();
    let (headers, _query) = instructions.into_parts();
    headers
        .into_iter()
        .map(|header| {
            let mut value = HeaderValue::from_str(header.value())
                .map_err(|error| SigningError::Header(error.into()))?;
            let name = HeaderName::from_static(header.name());
            // aws-sigv4 marks the token only; a signature is good for five minutes.
            value.set_sensitive(header.sensitive() || name == AUTHORIZATION);
            Ok((name, value))
        })
        .collect()
}

/// Refuses a text that cannot be in a header, or would end one.
fn visible(part: &'static str, value: &str) -> Result<(), SigningError> {
    if value.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(())
    } else {
        Err(SigningError::Credentials { part })
    }
}

/// A query string without its `?`, escaped as RFC 3986 says.
///
/// Form encoding would write a space as `+`, which a strict server reads as a plus: the
/// signature would then be of another request than the one it sees.
///
/// ```
/// assert_eq!(flow_deploy::signing::query([("id", "waba-a b"), ("flowId", "1+1=2")]), "id=waba-a%20b&flowId=1%2B1%3D2");
/// ```
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        escape_into(&mut query, name);
        query.push('=');
        escape_into(&mut query, value);
    }
    query
}

/// Writes `text` with everything escaped but the unreserved characters of RFC 3986 §2.3.
fn escape_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use proptest::prelude::*;

    use super::*;

    const SCOPE: Scope<'_> = Scope {
        region: "us-east-1",
        service: SERVICE,
    };

    fn signed(url: &str, credentials: &Credentials) -> Result<HeaderMap, SigningError> {
        let request = Request {
            method: "GET",
            url,
            headers: &[],
            body: b"",
        };
        sign(
            &request,
            credentials,
            SCOPE,
            UNIX_EPOCH + Duration::from_secs(1),
        )
    }

    #[test]
    fn secrets_are_marked() {
        let credentials = Credentials::new("AKID", "secret").with_session_token("hidden");
        let headers = signed("https://example.com/", &credentials).unwrap();
        assert!(headers["authorization"].is_sensitive());
        assert!(headers["x-amz-security-token"].is_sensitive());
        assert!(!format!("{headers:?}").contains("hidden"), "{headers:?}");
    }

    #[test]
    fn a_url_without_a_host_is_an_error() {
        for url in ["/v1", "", "not a url", "https://"] {
            let error = signed(url, &Credentials::new("a", "b")).unwrap_err();
            assert!(matches!(error, SigningError::Url { .. }), "{url}: {error}");
        }
    }

    #[test]
    fn a_line_break_in_the_credentials_is_an_error_that_hides_them() {
        for credentials in [
            Credentials::new("AKID\n", "b"),
            Credentials::new("AKID", "secret key\r"),
            Credentials::new("AKID", "b").with_session_token("hidden\n"),
            Credentials::new("AKID", "b").with_session_token("schlüssel"),
        ] {
            let error = signed("https://example.com/", &credentials).unwrap_err();
            assert!(matches!(error, SigningError::Credentials { .. }));
            assert!(!format!("{error} {error:?}").contains("hidden"));
        }
    }

    #[test]
    fn query_escaping_by_table() {
        for (value, escaped) in [
            ("", ""),
            ("AZaz09-._~", "AZaz09-._~"),
            (" ", "%20"),
            ("+", "%2B"),
            ("/", "%2F"),
            ("=", "%3D"),
            ("%", "%25"),
            ("%20", "%2520"),
            (
                "!*'();:@&=$,?#[]",
                "%21%2A%27%28%29%3B%3A%40%26%3D%24%2C%3F%23%5B%5D",
            ),
            ("ü☕", "%C3%BC%E2%98%95"),
            ("\0\n\x7f", "%00%0A%7F"),
        ] {
            assert_eq!(query([("k", value)]), format!("k={escaped}"));
            assert_eq!(query([(value, "v")]), format!("{escaped}=v"));
        }
        assert_eq!(query([]), "");
    }

    proptest! {
        /// A URL library reads the same names and values back, and leaves the query as it is.
        #[test]
        fn query_escaping_is_reversible(name in "\\PC{1,20}", value in any::<String>()) {
            let query = query([(name.as_str(), value.as_str())]);
            let url = reqwest::Url::parse(&format!("https://example.com/?{query}")).unwrap();
            prop_assert_eq!(url.query(), Some(query.as_str()));
            let pairs: Vec<_> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(pairs, vec![(name, value)]);
        }
    }
}
