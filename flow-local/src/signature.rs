//! Signature Version 4 from the service's side. It is written from the description, without the
//! client's signer, so that each checks the other.
//!
//! Source: "Create a signed AWS API request" in the IAM User Guide.

mod canonical;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flow_deploy::Credentials;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use sha2::{Digest as _, Sha256};
use time::{Date, Month, Time};

use crate::refusal::Refusal;
use canonical::canonical_request;
pub(crate) use canonical::unescape;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The most that a client's clock may be off.
const CLOCK_WINDOW: Duration = Duration::from_secs(5 * 60);

/// Refuses a request to a service with a missing or wrong signature.
pub(crate) fn verify(
    parts: &Parts,
    body: &[u8],
    credentials: &Credentials,
    region: &str,
    service: &str,
    now: SystemTime,
) -> Result<(), Refusal> {
    let Some(authorization) = header(&parts.headers, "authorization") else {
        let code = "MissingAuthenticationTokenException";
        let message = "Missing Authentication Token";
        return Err(Refusal::new(StatusCode::FORBIDDEN, code, message));
    };
    let claim = Claim::parse(&authorization)?;
    let date = header(&parts.headers, "x-amz-date").unwrap_or_default();
    let signed_at = parse_date(&date).ok_or_else(|| {
        Refusal::incomplete_signature(
            "the header x-amz-date is missing, or not like 20150830T123600Z",
        )
    })?;
    let token = header(&parts.headers, "x-amz-security-token");
    if claim.access_key_id != credentials.access_key_id()
        || token.as_deref() != credentials.session_token()
    {
        return Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        ));
    }
    let scope = format!("{}/{region}/{service}/aws4_request", &date[..8]);
    if claim.scope != scope {
        let message = format!(
            "Credential should be scoped to {scope}, not {}.",
            claim.scope
        );
        return Err(Refusal::invalid_signature(message));
    }
    every_needed_header_is_signed(&parts.headers, &claim.signed_headers)?;
    in_time(signed_at, now)?;
    let body_hash = hex(&Sha256::digest(body));
    if header(&parts.headers, "x-amz-content-sha256").is_some_and(|sent| sent != body_hash) {
        let message = "x-amz-content-sha256 is not the SHA-256 of the body.";
        return Err(Refusal::invalid_signature(message));
    }
    let canonical = canonical_request(parts, &claim.signed_headers, &body_hash);
    let to_sign = format!(
        "{ALGORITHM}\n{date}\n{scope}\n{}",
        hex(&Sha256::digest(&canonical))
    );
    let mut key = format!("AWS4{}", credentials.secret_access_key()).into_bytes();
    for part in scope.split('/') {
        key = hmac(&key, part);
    }
    if hex(&hmac(&key, &to_sign)) == claim.signature {
        return Ok(());
    }
    Err(Refusal::invalid_signature(format!(
        "The request signature we calculated does not match the signature you provided. \
         Check your AWS Secret Access Key and signing method.\n\n\
         The Canonical String for this request should have been\n'{canonical}'\n\n\
         The String-to-Sign should have been\n'{to_sign}'\n"
    )))
}

/// The parts of an `authorization` header.
struct Claim<'a> {
    access_key_id: &'a str,
    scope: &'a str,
    signed_headers: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Claim<'a> {
    fn parse(authorization: &'a str) -> Result<Self, Refusal> {
        let missing = |part: &str| {
            Refusal::incomplete_signature(format!("the header authorization has no {part}"))
        };
        let rest = authorization
            .strip_prefix(ALGORITHM)
            .ok_or_else(|| missing(ALGORITHM))?;
        let part = |name: &str| {
            rest.split(',')
                .filter_map(|part| part.trim().split_once('='))
                .find_map(|(key, value)| (key == name).then_some(value))
                .filter(|value| !value.is_empty())
                .ok_or_else(|| missing(name))
        };
        let (access_key_id, scope) = part("Credential")?
            .split_once('/')
            .ok_or_else(|| missing("scope in its Credential"))?;
        Ok(Self {
            access_key_id,
            scope,
            signed_headers: part("SignedHeaders")?.split(';').collect(),
            signature: part("Signature")?,
        })
    }
}

/// Asks for `host` and every `x-amz-…` of the request among the signed headers, which are sorted.
fn every_needed_header_is_signed(headers: &HeaderMap, signed: &[&str]) -> Result<(), Refusal> {
    let sent = headers.keys().map(|name| name.as_str());
    let needed = sent.filter(|name| name.starts_with("x-amz-"));
    for name in ["host"].into_iter().chain(needed) {
        if !signed.contains(&name) {
            let message = format!("'{name}' must be a 'SignedHeader' in the AWS Authorization.");
            return Err(Refusal::invalid_signature(message));
        }
    }
    if !signed.is_sorted() {
        return Err(Refusal::invalid_signature("SignedHeaders must be sorted."));
    }
    Ok(())
}

fn in_time(signed_at: SystemTime, now: SystemTime) -> Result<(), Refusal> {
    let (error, off) = match now.duration_since(signed_at) {
        Ok(late) => ("Signature expired: it was made", late),
        Err(early) => (
            "Signature not yet current: it will be made",
            early.duration(),
        ),
    };
    if off <= CLOCK_WINDOW {
        return Ok(());
    }
    Err(Refusal::invalid_signature(format!(
        "{error} {} seconds away from now, and {} are allowed.",
        off.as_secs(),
        CLOCK_WINDOW.as_secs(),
    )))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Reads a date like `20150830T123600Z`.
fn parse_date(text: &str) -> Option<SystemTime> {
    let digits = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let small = |from| u8::try_from(digits(from, from + 2)?).ok();
    if text.len() != 16 || text.get(8..9) != Some("T") || !text.ends_with('Z') {
        return None;
    }
    let month = Month::try_from(small(4)?).ok()?;
    let date = Date::from_calendar_date(i32::from(digits(0, 4)?), month, small(6)?).ok()?;
    let time = Time::from_hms(small(9)?, small(11)?, small(13)?).ok()?;
    let seconds = date.with_time(time).assume_utc().unix_timestamp();
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use flow_deploy::signing::SERVICE;
    use serde_json::Value;

    use super::*;

    const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// Every request that botocore signed is accepted, and no other.
    #[test]
    fn botocore_is_accepted() {
        // A package of this crate alone has no repository.
        let Some(repository) = std::env::var_os("FLOW_REPOSITORY") else {
            println!("skipped: FLOW_REPOSITORY is not set");
            return;
        };
        let data = "flow-deploy/tests/data/botocore_signatures.json";
        let data = std::fs::read(Path::new(&repository).join(data)).unwrap();
        let data: Value = serde_json::from_slice(&data).unwrap();
        let now = at(data["time"].as_u64().unwrap());
        let cases = data["requests"].as_array().unwrap();
        assert_eq!(cases.len(), 17);
        for case in cases {
            let name = &case["name"];
            let text = |member: &str| case[member].as_str();
            let url: http::Uri = text("url").unwrap().parse().unwrap();
            // The port of the scheme itself is not sent.
            let host = url.authority().unwrap().as_str().trim_end_matches(":443");
            let mut request = http::Request::builder()
                .method(text("method").unwrap())
                .uri(text("url").unwrap())
                .header("host", host)
                .header("x-amz-date", "20260930T235958Z")
                .header("authorization", text("authorization").unwrap());
            if text("method") == Some("POST") {
                request = request.header("content-type", "application/json");
            }
            let mut credentials = Credentials::new("AKIDEXAMPLE", SECRET_KEY);
            if let Some(token) = text("session_token") {
                request = request.header("x-amz-security-token", token);
                credentials = credentials.with_session_token(token);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            let body = text("body").unwrap().as_bytes();
            let region = text("region").unwrap();
            let check = |parts: &Parts, body: &[u8], credentials: &Credentials, now| {
                verify(parts, body, credentials, region, SERVICE, now)
                    .map_err(|refusal| refusal.code)
            };
            assert_eq!(check(&parts, body, &credentials, now), Ok(()), "{name}");

            let refused = Err("InvalidSignatureException");
            let other_body = [body, b" "].concat();
            assert_eq!(
                check(&parts, &other_body, &credentials, now),
                refused,
                "{name}"
            );
            let mut other = parts.clone();
            other.method = http::Method::PUT;
            assert_eq!(check(&other, body, &credentials, now), refused, "{name}");
            other = parts.clone();
            other.uri = format!(
                "{}{}",
                text("url").unwrap(),
                if url.query().is_some() {
                    "&a=b"
                } else {
                    "?a=b"
                }
            )
            .parse()
            .unwrap();
            assert_eq!(check(&other, body, &credentials, now), refused, "{name}");
        }
    }

    #[test]
    fn the_hash_that_is_sent_must_be_the_one_of_the_body() {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET_KEY);
        let url = "http://127.0.0.1:1/v1/whatsapp/flow/create";
        for (hash, good) in [
            (hex(&Sha256::digest("{}")), true),
            (hex(&Sha256::digest("{ }")), false),
        ] {
            let request = flow_deploy::signing::Request {
                method: "POST",
                url,
                headers: &[("x-amz-content-sha256", &hash)],
                body: b"{}",
            };
            let scope = flow_deploy::signing::Scope {
                region: "us-east-1",
                service: SERVICE,
            };
            let signed = flow_deploy::signing::sign(&request, &credentials, scope, at(9)).unwrap();
            let mut request = http::Request::post(url)
                .header("host", "127.0.0.1:1")
                .header("x-amz-content-sha256", &hash)
                .body(())
                .unwrap();
            request.headers_mut().extend(signed);
            let (parts, ()) = request.into_parts();
            let verified = verify(&parts, b"{}", &credentials, "us-east-1", SERVICE, at(9));
            assert_eq!(verified.is_ok(), good, "{verified:?}");
        }
    }

    #[test]
    fn the_clock_may_be_off_by_five_minutes() {
        let now = at(1_000_000);
        for (signed_at, good) in [
            (1_000_000 - 300, true),
            (1_000_000 + 300, true),
            (1_000_000 - 301, false),
            (1_000_000 + 301, false),
        ] {
            assert_eq!(in_time(at(signed_at), now).is_ok(), good, "{signed_at}");
        }
    }

    #[test]
    fn dates() {
        assert_eq!(parse_date("20150830T123600Z"), Some(at(1_440_938_160)));
        assert_eq!(parse_date("20240229T235959Z"), Some(at(1_709_251_199)));
        for bad in [
            "",
            "20150830T123600",
            "20150830 123600Z",
            "20150230T123600Z",
            "20151330T123600Z",
            "20150830T243600Z",
            "+2150830T123600Z",
            "2015083üT12360Z",
            "19500830T123600Z",
        ] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_authorization_that_cannot_be_read() {
        for bad in [
            "Bearer x",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 Credential=a/b, Signature=c",
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=c",
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=",
        ] {
            let refusal = Claim::parse(bad).err().unwrap();
            assert_eq!(refusal.code, "IncompleteSignatureException", "{bad}");
        }
    }

    #[test]
    fn headers_that_must_be_signed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amz-date", http::HeaderValue::from_static("d"));
        let check = |signed: &[&str]| every_needed_header_is_signed(&headers, signed).is_ok();
        assert!(check(&["host", "x-amz-date"]));
        assert!(!check(&["x-amz-date"]));
        assert!(!check(&["host"]));
        assert!(!check(&["x-amz-date", "host"]));
    }
}
