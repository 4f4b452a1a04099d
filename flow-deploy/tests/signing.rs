//! Signatures against AWS's published test suite and against botocore.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flow_deploy::{Client, Credentials, signing};
use serde_json::Value;

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn credentials(case: &Value) -> Credentials {
    let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY);
    match case["session_token"].as_str() {
        Some(token) => credentials.with_session_token(token),
        None => credentials,
    }
}

fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member].as_str().unwrap()
}

/// `[[name, value], …]`
fn pairs<'a>(case: &'a Value, member: &str) -> Vec<(&'a str, &'a str)> {
    let pairs = case[member].as_array().unwrap().iter();
    pairs
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
        .collect()
}

fn authorization(
    case: &Value,
    url: &str,
    headers: &[(&str, &str)],
    scope: signing::Scope<'_>,
    time: SystemTime,
) -> String {
    let request = signing::Request {
        method: text(case, "method"),
        url,
        headers,
        body: text(case, "body").as_bytes(),
    };
    let signed = signing::sign(&request, &credentials(case), scope, time).unwrap();
    let token = signed.get("x-amz-security-token");
    assert_eq!(
        token.map(|token| token.to_str().unwrap()),
        case["session_token"].as_str()
    );
    signed["authorization"].to_str().unwrap().to_owned()
}

/// The suite that AWS publishes for Signature Version 4: its header signatures of normalised
/// paths. `get-space-normalized` is not in: the suite escapes a path once, and this service's
/// signature twice. (The paths of the service hold nothing to escape.)
#[test]
fn aws_test_suite() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("data/aws_vectors.json")).unwrap();
    assert_eq!(cases.len(), 28);
    let scope = signing::Scope {
        region: "us-east-1",
        service: "service",
    };
    let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160); // 20150830T123600Z
    for case in &cases {
        let headers = pairs(case, "headers");
        assert_eq!(
            authorization(case, text(case, "url"), &headers, scope, time),
            text(case, "authorization"),
            "{}",
            case["name"]
        );
    }
}

/// The URL and the signature are botocore's, byte for byte.
#[test]
fn botocore() {
    let data: Value = serde_json::from_str(include_str!("data/botocore_signatures.json")).unwrap();
    assert_eq!(
        (text(&data, "access_key"), text(&data, "secret_key")),
        (ACCESS_KEY, SECRET_KEY)
    );
    let time = UNIX_EPOCH + Duration::from_secs(data["time"].as_u64().unwrap());
    let cases = data["requests"].as_array().unwrap();
    assert_eq!(cases.len(), 17);
    for case in cases {
        let mut url = format!("{}{}", text(case, "endpoint"), text(case, "path"));
        let query = signing::query(pairs(case, "query"));
        if !query.is_empty() {
            url = format!("{url}?{query}");
        }
        assert_eq!(url, text(case, "url"), "{}", case["name"]);
        let headers: &[_] = match text(case, "method") {
            "POST" => &[("content-type", "application/json")],
            _ => &[],
        };
        let scope = signing::Scope {
            region: text(case, "region"),
            service: signing::SERVICE,
        };
        assert_eq!(
            authorization(case, &url, headers, scope, time),
            text(case, "authorization"),
            "{}",
            case["name"]
        );
    }
}

/// So are the requests to KMS: their URL, their headers and their signature.
#[test]
fn botocore_kms() {
    let data: Value = serde_json::from_str(include_str!("data/botocore_kms.json")).unwrap();
    let time = UNIX_EPOCH + Duration::from_secs(data["time"].as_u64().unwrap());
    let cases = data["requests"].as_array().unwrap();
    assert_eq!(cases.len(), 3);
    for case in cases {
        let region = text(case, "region");
        let builder = Client::builder().region(region);
        let client = builder.credentials(credentials(case)).build_kms().unwrap();
        assert_eq!(format!("{}/", client.endpoint()), text(case, "url"));
        let headers = [
            ("content-type", text(case, "content_type")),
            ("x-amz-target", text(case, "target")),
        ];
        let scope = signing::Scope {
            region,
            service: "kms",
        };
        assert_eq!(
            authorization(case, text(case, "url"), &headers, scope, time),
            text(case, "authorization"),
            "{}",
            case["name"]
        );
    }
}
