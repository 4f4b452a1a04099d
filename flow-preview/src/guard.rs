//! Who may speak with the page.
//!
//! Any page in any browser can send requests to a loopback port, and by DNS rebinding under a name of its
//! own. So the address holds a secret, the name must be a loopback one, and who sends events must be the
//! page itself.

use std::io;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a browser may do with what it is served: nothing but the page's own script, style, letters and pictures.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The secret in the address, and the port.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub(crate) token: String,
    pub(crate) port: u16,
}

impl Guard {
    pub(crate) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { token, port })
    }

    /// Why a request is refused.
    fn refuses(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name| {
            headers
                .get(name)
                .and_then(|value: &HeaderValue| value.to_str().ok())
        };
        let hosts = ["127.0.0.1", "localhost", "[::1]"];
        let mut hosts = hosts
            .map(|host| format!("{host}:{}", self.port))
            .into_iter();
        let host = text(header::HOST);
        if !hosts.any(|known| host == Some(&known)) {
            return Some("the preview answers only under the address that it printed");
        }
        let own = host.map(|host| format!("http://{host}"));
        match headers.get(header::ORIGIN) {
            Some(origin) if own.as_deref().map(str::as_bytes) != Some(origin.as_bytes()) => {
                return Some("another page has no business here");
            }
            // Browsers name the origin in each `POST`.
            None if method != Method::GET => {
                return Some("the request does not say where it is from");
            }
            _ => {}
        }
        let token = path.split('/').nth(1).unwrap_or("");
        if !same(token, &self.token) {
            return Some("the address lacks the secret: open the one that the preview printed");
        }
        None
    }
}

/// Whether two texts are the same, in a time that does not tell how much of them is.
fn same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).map(|(a, b)| a ^ b);
    one.len() == other.len() && differences.fold(0, |all, one| all | one) == 0
}

/// Refuses requests that are not from the page, and tells browsers what they may do with answers.
pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let refused = guard.refuses(request.method(), request.uri().path(), request.headers());
    let mut response = match refused {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: Method, path: &str, host: &str, origin: Option<&str>) -> bool {
        let guard = Guard {
            token: "secret".to_owned(),
            port: 4000,
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        guard.refuses(&method, path, &headers).is_some()
    }

    #[test]
    fn only_the_page_itself_is_answered() {
        let own = Some("http://127.0.0.1:4000");
        assert!(!refused(Method::GET, "/secret/", "127.0.0.1:4000", None));
        assert!(!refused(Method::POST, "/secret/do", "127.0.0.1:4000", own));
        for path in ["/", "/secre/", "/secrets/", "//secret/", "/other/secret/"] {
            assert!(refused(Method::GET, path, "127.0.0.1:4000", None), "{path}");
        }
        for host in [
            "evil.example:4000",
            "127.0.0.1:4001",
            "127.0.0.1",
            "127.0.0.1:4000.evil.example",
        ] {
            assert!(refused(Method::GET, "/secret/", host, None), "{host}");
        }
        for origin in [
            "http://evil.example",
            "null",
            "http://localhost:4000",
            "https://127.0.0.1:4000",
        ] {
            assert!(
                refused(Method::POST, "/secret/do", "127.0.0.1:4000", Some(origin)),
                "{origin}"
            );
        }
        assert!(refused(Method::POST, "/secret/do", "127.0.0.1:4000", None));
    }
}
