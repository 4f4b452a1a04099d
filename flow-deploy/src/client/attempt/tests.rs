use std::time::UNIX_EPOCH;

use super::*;
use crate::clock::Clock;
use crate::{ClientBuilder, ListWhatsAppFlowsInput, UpdateWhatsAppFlowAssetsInput};

fn builder() -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new("AKID", "secret"))
        .region("eu-west-1")
}

fn signed(client: &Client, request: &Request, credentials: &Credentials) -> reqwest::Request {
    let head = Head {
        invocation_id: "00000000-0000-4000-8000-000000000000",
        number: 2,
        credentials: request.signed.then_some(credentials),
        moment: Clock::new(std::sync::Arc::new(|| UNIX_EPOCH)).moment(),
    };
    client.http_request(request, &head).unwrap()
}

#[test]
fn a_query_is_sent_as_it_was_escaped() {
    let client = builder()
        .endpoint("https://example.com/base/")
        .build()
        .unwrap();
    let input = ListWhatsAppFlowsInput::new("waba-a b").next_token("+/='~");
    let request = client.request(&input).unwrap();
    assert_eq!(
        request.url.as_str(),
        "https://example.com/base/v1/whatsapp/flow/list?id=waba-a%20b&nextToken=%2B%2F%3D%27~"
    );
    let signed = signed(&client, &request, &Credentials::new("AKID", "secret"));
    assert_eq!(signed.url(), &request.url);
    assert!(signed.body().is_none() && !signed.headers().contains_key(CONTENT_TYPE));
    let authorization = signed.headers()["authorization"].to_str().unwrap();
    assert!(
        authorization.contains("SignedHeaders=host;x-amz-date,"),
        "{authorization}"
    );
}

#[test]
fn only_these_headers_are_signed() {
    let token = Credentials::new("AKID", "secret").with_session_token("token");
    let client = builder().build().unwrap();
    let input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "1", "{}");
    let signed = signed(&client, &client.request(&input).unwrap(), &token);
    let authorization = signed.headers()["authorization"].to_str().unwrap();
    let names = "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,";
    assert!(authorization.contains(names), "{authorization}");
    let mut sent: Vec<_> = signed.headers().keys().map(|name| name.as_str()).collect();
    sent.sort_unstable();
    assert_eq!(
        sent,
        [
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "authorization",
            "content-type",
            "x-amz-date",
            "x-amz-security-token"
        ]
    );
    assert_eq!(signed.headers()["amz-sdk-request"], "attempt=2; max=3");
}

#[test]
fn a_request_elsewhere_carries_nothing_of_aws() {
    let client = builder().build().unwrap();
    let mut request = client
        .request(&ListWhatsAppFlowsInput::new("waba-1"))
        .unwrap();
    request.signed = false;
    let sent = signed(&client, &request, &Credentials::new("AKID", "secret"));
    assert!(sent.headers().is_empty(), "{sent:?}");
}
