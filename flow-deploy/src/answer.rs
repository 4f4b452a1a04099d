//! From an HTTP answer to an output or an error (restJson1). Nothing here touches the network.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::Credentials;
use crate::error::{Error, ServiceError, ServiceErrorKind};
use crate::header::{ERROR_TYPE, REQUEST_ID};
use crate::json::texts;
use crate::terminal::one_line;

/// The most bytes of a body that an error keeps. A person sees from them which server answered.
const KEPT_BYTES: usize = 1024;

/// An answer of HTTP.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The output of a success, read by `parse`, or the error of a failure.
    ///
    /// `credentials` are those of the request, if it had any: the answer may repeat the session
    /// token.
    pub(crate) fn read<T>(
        self,
        operation: &'static str,
        credentials: Option<&Credentials>,
        parse: impl FnOnce(&[u8]) -> Result<T, String>,
    ) -> Result<T, Error> {
        let mask = |text: &str| match credentials {
            Some(credentials) => credentials.mask(text),
            None => text.to_owned(),
        };
        let request_id = self
            .header(REQUEST_ID)
            .or_else(|| self.header("x-amz-request-id"))
            .map(|id| one_line(&mask(&id)).into_owned());
        let kept = || beginning(&mask(&String::from_utf8_lossy(&self.body)));
        if self.status == StatusCode::OK {
            return parse(&self.body).map_err(|problem| Error::Unreadable {
                operation,
                reason: mask(&problem),
                request_id,
                body: kept(),
            });
        }
        let status = self.status.as_u16();
        if self.status.is_redirection() {
            let location = self.header("location").unwrap_or_default();
            return Err(Error::Redirect {
                operation,
                status,
                location: beginning(&mask(&location)),
                request_id,
            });
        }
        // A page of a proxy, say, has no members.
        let body: Value = serde_json::from_slice(&self.body).unwrap_or(Value::Null);
        let member = |name: &str| body.get(name)?.as_str().map(str::to_owned);
        let first = |names: &[&str]| names.iter().find_map(|name| member(name));
        let code = self
            .header(ERROR_TYPE)
            .or_else(|| first(&["code", "__type", "Code"]))
            .map(|code| one_line(&mask(clean_code(&code))).into_owned())
            .filter(|code| !code.is_empty());
        let message = first(&["message", "Message", "errorMessage"]).map(|message| mask(&message));
        Err(Error::Service(Box::new(ServiceError {
            operation,
            kind: ServiceErrorKind::of(code.as_deref(), status),
            status,
            code,
            message,
            request_id,
            validation_errors: body
                .get("validationErrors")
                .cloned()
                .map_or(vec![], texts)
                .iter()
                .map(|error| mask(error))
                .collect(),
            body: kept(),
        })))
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
}

/// The name of an error without the URI that may follow it and the namespace that may precede it.
fn clean_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _uri)| code);
    let code = code.split_once('#').map_or(code, |(_namespace, code)| code);
    code.trim()
}

fn beginning(text: &str) -> String {
    match text
        .char_indices()
        .find(|(at, c)| at + c.len_utf8() > KEPT_BYTES)
    {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::StatusClass;

    fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers
                .iter()
                .map(|(name, value)| {
                    let name = http::HeaderName::from_static(name);
                    (name, http::HeaderValue::from_str(value).unwrap())
                })
                .collect(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        }
    }

    fn error(answer: Answer) -> Error {
        let credentials =
            Credentials::new("AKID", "the-secret-key").with_session_token("the-session-token");
        answer
            .read("Operation", Some(&credentials), |_| {
                Err::<(), _>("the-session-token is no list".to_owned())
            })
            .unwrap_err()
    }

    fn service(answer: Answer) -> ServiceError {
        error(answer).service().unwrap().clone()
    }

    #[test]
    fn the_eight_errors_and_their_statuses() {
        assert_eq!(ServiceErrorKind::MODELLED.len(), 8);
        for kind in ServiceErrorKind::MODELLED.iter().copied() {
            let (code, status) = (kind.code().unwrap(), kind.status().unwrap());
            let found = service(answer(
                status,
                &[(ERROR_TYPE, code)],
                r#"{"message":"why"}"#,
            ));
            assert_eq!((found.kind, found.status), (kind, status));
            assert_eq!(found.code.as_deref(), Some(code));
            assert_eq!(found.message.as_deref(), Some("why"));
        }
    }

    #[test]
    fn where_the_code_stands() {
        for (header, body, code) in [
            (Some("A"), r#"{"code":"B","__type":"C"}"#, Some("A")),
            (None, r#"{"__type":"C","code":"B"}"#, Some("B")),
            (None, r#"{"Code":"D","__type":"C"}"#, Some("C")),
            (None, r#"{"Code":"D"}"#, Some("D")),
            (None, r#"{"code":7}"#, None),
            (None, "[]", None),
            (None, "", None),
            (Some(""), "{}", None),
        ] {
            let headers: Vec<_> = header
                .into_iter()
                .map(|value| (ERROR_TYPE, value))
                .collect();
            assert_eq!(
                service(answer(400, &headers, body)).code.as_deref(),
                code,
                "{body}"
            );
        }
    }

    #[test]
    fn codes_are_cleaned() {
        for (code, clean) in [
            ("FooError", "FooError"),
            (
                "FooError:http://internal.example/coral/com.example/",
                "FooError",
            ),
            ("com.example.shapes#FooError", "FooError"),
            (
                "com.example.shapes#FooError:http://internal.example/#x",
                "FooError",
            ),
            (" FooError ", "FooError"),
            (":", ""),
            ("#", ""),
            ("", ""),
        ] {
            assert_eq!(clean_code(code), clean, "{code}");
        }
    }

    proptest! {
        #[test]
        fn a_name_survives_what_is_put_around_it(
            namespace in proptest::option::of("[a-z.]{1,20}"),
            name in "[A-Za-z]{1,30}",
            uri in proptest::option::of("\\PC{0,30}"),
        ) {
            let mut code = name.clone();
            if let Some(namespace) = namespace { code = format!("{namespace}#{code}"); }
            if let Some(uri) = uri { code = format!("{code}:{uri}"); }
            prop_assert_eq!(clean_code(&code), name);
        }
    }

    #[test]
    fn unknown_errors_are_kept_by_their_status() {
        for (status, class) in [
            (429, StatusClass::Throttled),
            (400, StatusClass::Caller),
            (418, StatusClass::Caller),
            (503, StatusClass::Server),
            (204, StatusClass::Unexpected),
        ] {
            let found = service(answer(status, &[(ERROR_TYPE, "NewException")], ""));
            assert_eq!(found.kind, ServiceErrorKind::Other(class));
            assert_eq!(found.class(), class);
            assert_eq!(found.code.as_deref(), Some("NewException"));
        }
    }

    #[test]
    fn a_page_is_kept_in_part() {
        let page = format!("<html>{}</html>", "ü".repeat(2000));
        let found = service(answer(503, &[("x-amz-request-id", "r-1")], &page));
        assert_eq!(found.code, None);
        assert!(found.body.starts_with("<html>ü") && found.body.ends_with("ü…"));
        assert!(found.body.len() <= KEPT_BYTES + '…'.len_utf8());
        let text = found.to_string();
        assert!(
            text.starts_with(
                "Operation failed: no error code (status 503): the answer begins with \"<html>"
            ),
            "{text}"
        );
        assert!(text.ends_with("; request id r-1"), "{text}");
    }

    #[test]
    fn texts_of_errors() {
        let headers = [
            (ERROR_TYPE, "ResourceNotFoundException"),
            (REQUEST_ID, "r-2"),
        ];
        assert_eq!(
            service(answer(404, &headers, r#"{"Message":"no such flow"}"#)).to_string(),
            "Operation failed: ResourceNotFoundException (status 404): no such flow; \
             an account is linked to one Region: check the Region and the ids; request id r-2"
        );
        assert_eq!(
            service(answer(502, &[], "")).to_string(),
            "Operation failed: no error code (status 502) with an empty answer; no request id"
        );
    }

    #[test]
    fn secrets_that_come_back_are_masked() {
        let echo = "should have been x-amz-security-token:the-session-token";
        let found = service(answer(403, &[], &format!(r#"{{"message":"{echo}"}}"#)));
        assert!(
            !format!("{found} {found:?}").contains("the-session-token"),
            "{found:?}"
        );
        for status in [200, 500] {
            let found = error(answer(status, &[], echo));
            assert!(
                !format!("{found} {found:?}").contains("the-session-token"),
                "{found:?}"
            );
        }
    }

    #[test]
    fn nothing_secret_or_hostile_stands_in_a_message() {
        let token = "the-session-token";
        let headers = [(ERROR_TYPE, token), (REQUEST_ID, token)];
        let body = format!(
            r#"{{"message":"one\n::error::\u001b[2J\n\nThe Canonical String","validationErrors":["{token}"]}}"#
        );
        let found = service(answer(403, &headers, &body));
        let text = found.to_string();
        assert!(!format!("{found} {found:?}").contains(token), "{found:?}");
        assert!(
            !text.contains(['\n', '\x1b']) && !text.contains("Canonical"),
            "{text}"
        );
        assert!(text.contains(r"one\n::error::\u{1b}[2J"), "{text}");
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_an_error_of_its_own() {
        for body in ["", "<html>", "{\"a\":1}"] {
            let found = error(answer(200, &[(REQUEST_ID, "r-3")], body));
            assert!(matches!(&found, Error::Unreadable { body: kept, .. } if kept == body));
            assert_eq!(found.request_id(), Some("r-3"));
            assert!(found.to_string().contains("request id r-3"), "{found}");
        }
    }

    #[test]
    fn redirects_are_errors() {
        let found = error(answer(
            307,
            &[("location", "https://elsewhere.example/")],
            "",
        ));
        assert!(
            matches!(&found, Error::Redirect { status: 307, location, .. } if location == "https://elsewhere.example/")
        );
    }

    #[test]
    fn no_validation_error_is_lost() {
        let found = service(answer(
            400,
            &[],
            r#"{"message":"m","validationErrors":["one",{"error":"two"},null,3]}"#,
        ));
        assert_eq!(found.validation_errors, ["one", r#"{"error":"two"}"#, "3"]);
        assert!(
            found
                .to_string()
                .contains(r#"validation errors: one; {"error":"two"}; 3"#)
        );
        assert_eq!(texts(Value::String("alone".to_owned())), ["alone"]);
    }
}
