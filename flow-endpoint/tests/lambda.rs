//! Events of AWS Lambda, in the forms that AWS documents for each of its triggers.

use flow_endpoint::{
    Answer, AppSecret, Endpoint, Handler, PhoneSession, PrivateKey, Protocol, Refusal, Request,
};
use http_body_util::BodyExt;
use lambda_http::IntoResponse;
use serde_json::{Value, json};
use tower_service::Service;

async fn answer(request: Request) -> Result<Answer, Refusal> {
    Ok(Answer::screen("TIME", request.data)?)
}

/// One event of each trigger.
fn events(body: &str, signature: &str) -> Vec<(&'static str, Value)> {
    let base64 = base64_simd::STANDARD.encode_to_string(body);
    let url = |body: &str, encoded: bool| {
        json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": "/flow",
            "rawQueryString": "",
            "headers": {
                "content-type": "application/json",
                "host": "abcdefg.lambda-url.eu-west-1.on.aws",
                "x-hub-signature-256": signature,
            },
            "requestContext": {
                "accountId": "anonymous",
                "apiId": "abcdefg",
                "domainName": "abcdefg.lambda-url.eu-west-1.on.aws",
                "domainPrefix": "abcdefg",
                "http": {
                    "method": "POST",
                    "path": "/flow",
                    "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.1",
                    "userAgent": "facebookexternalua",
                },
                "requestId": "id",
                "routeKey": "$default",
                "stage": "$default",
                "time": "01/Mar/2027:08:00:00 +0000",
                "timeEpoch": 1_803_888_000_000_u64,
            },
            "body": body,
            "isBase64Encoded": encoded,
        })
    };
    let rest = json!({
        "resource": "/flow",
        "path": "/flow",
        "httpMethod": "POST",
        "headers": { "Host": "abcdefg.example", "X-Hub-Signature-256": signature },
        "multiValueHeaders": {
            "Host": ["abcdefg.example"],
            "X-Hub-Signature-256": [signature],
        },
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "pathParameters": null,
        "stageVariables": null,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefg",
            "resourceId": "123456",
            "resourcePath": "/flow",
            "httpMethod": "POST",
            "path": "/prod/flow",
            "stage": "prod",
            "requestId": "id",
            "identity": { "sourceIp": "192.0.2.1" },
        },
        "body": body,
        "isBase64Encoded": false,
    });
    let balancer = json!({
        "requestContext": { "elb": { "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/flow/1" } },
        "httpMethod": "POST",
        "path": "/flow",
        "queryStringParameters": {},
        "headers": { "host": "flow.example", "x-hub-signature-256": signature },
        "body": body,
        "isBase64Encoded": false,
    });
    vec![
        ("function URL", url(body, false)),
        ("function URL in base64", url(&base64, true)),
        ("API Gateway", rest),
        ("load balancer", balancer),
    ]
}

/// The status and the text that Lambda gives back.
async fn serve(
    endpoint: &mut Endpoint<impl Handler + 'static, PrivateKey>,
    event: &Value,
) -> (u16, String) {
    let request = lambda_http::request::from_str(&event.to_string()).expect("it is an event");
    let Ok(response) = endpoint.call(request).await;
    let (head, body) = response.into_response().await.into_parts();
    let body = body.collect().await.expect("the body is whole").to_bytes();
    let text = String::from_utf8(body.to_vec()).expect("it is text");
    (head.status.as_u16(), text)
}

#[tokio::test]
async fn each_trigger_brings_requests_and_takes_answers() {
    let key = PrivateKey::generate();
    let secret = AppSecret::new("0123456789abcdef");
    let protocol = Protocol::signed([secret.clone()]);
    let mut endpoint = Endpoint::new(protocol, key.clone(), answer);
    let plain = json!({
        "version": "4.0", "action": "data_exchange", "screen": "DAY",
        "flow_token": "token-4711", "data": { "note": "ünï" },
    });
    let sealed = || -> (String, PhoneSession) {
        let (envelope, phone) = key.public_key().encrypt(plain.to_string().as_bytes());
        (envelope.to_json(), phone)
    };
    let count = events("", "").len();
    for event in 0..count {
        let (body, phone) = sealed();
        let (trigger, event) = events(&body, &secret.sign(body.as_bytes())).swap_remove(event);
        let (status, text) = serve(&mut endpoint, &event).await;
        assert_eq!(status, 200, "{trigger}");
        let answer = phone.open(&text).expect("it is encrypted");
        let answer: Value = serde_json::from_slice(&answer).expect("it is JSON");
        assert_eq!(
            answer,
            json!({ "screen": "TIME", "data": { "note": "ünï" } })
        );
    }
    let (body, _) = sealed();
    for (trigger, event) in events(&body, &secret.sign(b"another body")) {
        let (status, _) = serve(&mut endpoint, &event).await;
        assert_eq!(status, 432, "{trigger}");
    }
}
