//! `cargo flow endpoint check`, on endpoints of which each has another mistake.

#![cfg(feature = "endpoint")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::process::Command;
use std::sync::LazyLock;

use flow_endpoint::{
    Action, Answer, AppSecret, Endpoint, Handler, PrivateKey, Protocol, Refusal, Request,
};
use serde_json::{Value, json};
use support::{Run, folder, run, write};
use tempfile::TempDir;

const SECRET: &str = "5f4dcc3b5aa765d61d8327deb882cf99";

/// DAY → TIME, and each asks the endpoint.
const FLOW: &str = r#"{
  "version": "7.3", "data_api_version": "4.0", "routing_model": { "DAY": ["TIME"], "TIME": [] },
  "screens": [
    { "id": "DAY", "title": "Day",
      "data": { "first": { "type": "string", "__example__": "2027-03-01" } },
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "DatePicker", "name": "day", "label": "Day", "required": true, "min-date": "${data.first}" },
        { "type": "Footer", "label": "Go", "on-click-action": {
          "name": "data_exchange", "payload": { "day": "${form.day}" } } }
      ] } },
    { "id": "TIME", "title": "Time", "terminal": true, "refresh_on_back": true,
      "data": { "day": { "type": "string", "__example__": "2027-03-01" } },
      "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "TextBody", "text": "${data.day}" },
        { "type": "Footer", "label": "Book", "on-click-action": {
          "name": "data_exchange", "payload": { "day": "${data.day}" } } }
      ] } }
  ]
}"#;

static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Runtime::new().unwrap());

fn served<H: Handler + 'static>(protocol: Protocol, key: &PrivateKey, handler: H) -> String {
    let endpoint = Endpoint::new(protocol, key.clone(), handler);
    let router = axum::Router::new().route_service("/flow", endpoint);
    let listener = RUNTIME
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = listener.local_addr().unwrap();
    RUNTIME.spawn(async { axum::serve(listener, router).await });
    format!("http://{address}/flow")
}

fn signed() -> Protocol {
    Protocol::signed([AppSecret::new(SECRET)])
}

/// An endpoint that does all as it should.
async fn good(request: Request) -> Result<Answer, Refusal> {
    let day = || Answer::screen("DAY", json!({ "first": "2027-03-01" }));
    match (request.action, request.screen.as_deref()) {
        (Action::Init | Action::Back, _) => Ok(day()?),
        (Action::DataExchange, Some("DAY")) => {
            let day = request.data.get("day").ok_or(Refusal::Failed)?;
            Ok(Answer::screen("TIME", json!({ "day": day }))?)
        }
        (Action::DataExchange, Some("TIME")) => {
            request.data.get("day").ok_or(Refusal::Failed)?;
            Ok(Answer::end(
                request.flow_token.as_deref(),
                json!({ "booked": true }),
            )?)
        }
        _ => Err(Refusal::Failed),
    }
}

/// A folder with the flow, the public key and the app secret.
fn at_hand(key: &PrivateKey) -> TempDir {
    let folder = folder();
    write(&folder, "flow.json", FLOW);
    write(&folder, "public.pem", key.public_key().to_pem());
    write(&folder, "secret", format!("{SECRET}\n"));
    folder
}

fn check(folder: &TempDir, arguments: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-flow"));
    command
        .args(["endpoint", "check"])
        .args(arguments.split_whitespace())
        .env_remove("APP_SECRET")
        .current_dir(folder.path());
    run(command, b"")
}

/// Name, screen, outcome and message of each thing.
fn tried(folder: &TempDir, arguments: &str) -> (i32, Vec<(String, String, String, String)>) {
    let run = check(folder, &format!("{arguments} --format json"));
    assert_eq!(run.err, "");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = run.out.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["milliseconds"].is_u64());
        (
            text(&line["name"]),
            text(&line["screen"]),
            text(&line["outcome"]),
            text(&line["message"]),
        )
    });
    (run.code, lines.collect())
}

/// What is not as it should be.
fn found(folder: &TempDir, arguments: &str) -> (i32, Vec<String>) {
    let (code, tried) = tried(folder, arguments);
    let found = tried
        .into_iter()
        .filter(|(_, _, outcome, _)| outcome != "passed");
    let line = |(name, screen, outcome, message)| format!("{outcome} {name} {screen}: {message}");
    (code, found.map(line).collect())
}

#[test]
fn all_of_a_good_endpoint_passes() {
    let key = PrivateKey::generate();
    let old = PrivateKey::generate();
    let folder = at_hand(&key);
    write(&folder, "old.pem", old.public_key().to_pem());
    let keys: flow_endpoint::Keys = [key.clone(), old].into_iter().collect();
    let endpoint = Endpoint::new(signed(), keys, good);
    let router = axum::Router::new().route_service("/flow", endpoint);
    let listener = RUNTIME
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let url = format!("http://{}/flow", listener.local_addr().unwrap());
    RUNTIME.spawn(async { axum::serve(listener, router).await });

    let arguments =
        format!("{url} flow.json --key public.pem --old-key old.pem --app-secret secret");
    let (code, tried) = tried(&folder, &arguments);
    let names: Vec<_> = tried
        .iter()
        .map(|(name, screen, outcome, _)| {
            assert_eq!(outcome, "passed", "{name}: {tried:#?}");
            format!("{name} {screen}").trim_end().to_owned()
        })
        .collect();
    assert_eq!(
        names,
        [
            "ping",
            "old-key",
            "no-signature",
            "wrong-secret",
            "signature-of-another-body",
            "wrong-token-signature",
            "unknown-key",
            "wrong-aes-key",
            "changed-data",
            "no-json",
            "missing-field",
            "short-vector",
            "no-request",
            "unknown-action",
            "error-notice",
            "init",
            "data-exchange DAY",
            "missing-fields DAY",
            "data-exchange TIME",
            "missing-fields TIME",
            "back TIME",
            "unknown-screen",
        ]
    );
    assert_eq!(code, 0);

    let run = check(&folder, &arguments);
    assert_eq!((run.code, &*run.err), (0, ""));
    let found = [
        "ok      ping: it is active (",
        "22 things tried: 0 failed, 0 warnings.\n",
    ];
    assert!(
        found.iter().all(|text| run.out.contains(text)),
        "{}",
        run.out
    );
    assert!(!run.out.contains(SECRET));
}

#[test]
fn an_endpoint_that_checks_nothing() {
    let key = PrivateKey::generate();
    let folder = at_hand(&key);
    let handler = |request: Request| async move {
        match request.action {
            Action::Init => Ok(Answer::screen("TIME", json!({ "day": "2027-03-01" }))?),
            Action::Back => Ok(Answer::screen("TIME", json!({ "day": "2027-03-01" }))?),
            _ => Ok(Answer::screen("TIME", json!({ "day": 7 }))?),
        }
    };
    let url = served(Protocol::unsigned(), &key, handler);
    let (code, found) = found(
        &folder,
        &format!("{url} flow.json --key public.pem --app-secret secret"),
    );
    let stranger = "it is answered: whoever has the public key can make requests";
    let day = "a phone refuses the answer with payload-schema-error: [key=data.day] of the screen `TIME`: \
        `day` is a number, and declared as `string`";
    assert_eq!(
        found,
        [
            &format!("failed no-signature : {stranger}"),
            &format!("failed wrong-secret : {stranger}"),
            &format!("failed signature-of-another-body : {stranger}"),
            "warning wrong-token-signature : it does not look at `flow_token_signature`",
            "failed init : a phone refuses the answer with invalid-screen-transition: \
                others lead to the screen `TIME`, so the flow cannot begin there",
            &format!("failed data-exchange DAY: {day}"),
            &format!("failed missing-fields DAY: {day}"),
            &format!("failed data-exchange TIME: {day}"),
            &format!("failed missing-fields TIME: {day}"),
            "failed back TIME: a phone refuses the answer with invalid-screen-transition: \
                `BACK` from `TIME` is answered with `TIME`, which is not the screen before",
            "warning unknown-screen : it answers a request of a screen that the flow does not have",
        ]
    );
    assert_eq!(code, 1);
}

#[test]
fn the_first_thing_to_look_at_is_named() {
    let key = PrivateKey::generate();
    let folder = at_hand(&key);
    let url = served(signed(), &key, good);
    let (code, other) = {
        write(
            &folder,
            "other.pem",
            PrivateKey::generate().public_key().to_pem(),
        );
        found(
            &folder,
            &format!("{url} --key other.pem --app-secret secret"),
        )
    };
    assert_eq!(code, 1);
    assert_eq!(
        other[0],
        "failed ping : it answers with the status 421: it cannot decrypt the request: \
         its private key is not that of this public key"
    );
    let (_, unsigned) = found(&folder, &format!("{url} --key public.pem"));
    assert_eq!(
        unsigned[0],
        "failed ping : it answers with the status 432: it refuses the signature: \
         the app secret is not the one that it has"
    );
    let (_, path) = found(&folder, &format!("{url}/no --key public.pem"));
    assert_eq!(
        path[0],
        "failed ping : it answers with the status 404: it takes no POST at this address: look at the path"
    );
    let run = check(&folder, &format!("{url} --key public.pem"));
    assert!(
        run.out
            .contains("No screen was asked for: name the file of the flow.\n"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("No request was signed: set APP_SECRET"),
        "{}",
        run.out
    );
}

#[test]
fn slow_answers_are_given_up() {
    let key = PrivateKey::generate();
    let folder = at_hand(&key);
    let handler = |request: Request| async move {
        match request.action {
            Action::Init => std::future::pending().await,
            _ => good(request).await,
        }
    };
    let url = served(signed(), &key, handler);
    let arguments = format!("{url} flow.json --key public.pem --app-secret secret --patience 1");
    let (code, found) = found(&folder, &arguments);
    // The token's signature is tried by an INIT as well.
    assert_eq!(
        found,
        ["failed init : no answer came within 1s: a phone waits for 10 seconds"]
    );
    assert_eq!(code, 1);
}

#[test]
fn nobody_there_and_what_cannot_be_read() {
    let key = PrivateKey::generate();
    let folder = at_hand(&key);
    write(
        &folder,
        "private.pem",
        "-----BEGIN EC PRIVATE KEY-----\n-----END EC PRIVATE KEY-----\n",
    );
    write(&folder, "empty", "\n");
    write(
        &folder,
        "plain.json",
        support::screen(r#"{ "type": "TextBody", "text": "Hi" }"#),
    );
    let (code, found) = found(&folder, "http://127.0.0.1:1/ --key public.pem");
    assert_eq!((code, found.len()), (1, 1));
    assert!(
        found[0].starts_with("failed ping : the endpoint cannot be reached: "),
        "{}",
        found[0]
    );
    for (arguments, error) in [
        (
            "http://127.0.0.1:1/ --key none.pem",
            "cannot read none.pem: there is no such file",
        ),
        (
            "127.0.0.1:1 --key public.pem",
            "the address of the endpoint cannot be used: ",
        ),
        (
            "http://127.0.0.1:1/ --key flow.json",
            "flow.json: the key is no PEM",
        ),
        ("http://127.0.0.1:1/ --key private.pem", "private.pem: "),
        (
            "http://127.0.0.1:1/ --key public.pem --app-secret empty",
            "empty holds no app secret: it is empty",
        ),
        (
            "http://127.0.0.1:1/ plain.json --key public.pem",
            "plain.json asks no endpoint: it has no `data_api_version`",
        ),
    ] {
        let run = check(&folder, arguments);
        assert_eq!((run.code, &*run.out), (2, ""), "{arguments}");
        assert!(run.err.contains(error), "{arguments}: {}", run.err);
    }
}
