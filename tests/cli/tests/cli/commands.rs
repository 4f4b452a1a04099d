//! The other commands.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use flow_deploy::{CreateWhatsAppFlowInput, FlowStatus, OperationName};
use flow_local::{Fault, LoggedRequest};
use serde_json::{Value, json};

use crate::program::{
    Done, File, Running, SECRET, TOKEN, end_of, program, program_for, run, run_for, service, until,
};

fn flow<'d>(document: &'d Value, name: &str) -> &'d Value {
    let mut flows = document["flows"].as_array().unwrap().iter();
    flows.find(|flow| flow["name"] == name).unwrap()
}

#[tokio::test]
async fn list() {
    run("list")
        .exits(0)
        .says(&["no account is given", "greeting", "7.3"]);
    let service = service().await;
    run_for(&service, "apply greeting").await.exits(0);
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(
        service.account_id(),
        "other",
        [flow_deploy::Category::Other],
    )
    .flow_json("{}");
    client.create_whatsapp_flow(&input).await.unwrap();
    let human = run_for(&service, "list").await.exits(0);
    human.says(&[
        "DRAFT",
        "not deployed",
        "not in this program",
        "DRAFT, errors: ",
    ]);
    let list = run_for(&service, "list --output json")
        .await
        .exits(0)
        .json();
    let greeting = flow(&list, "greeting");
    assert_eq!(greeting["deployed"]["status"], "DRAFT");
    assert_eq!(
        (&greeting["version"], &greeting["screens"]),
        (&json!("7.3"), &json!(1))
    );
    assert_eq!(flow(&list, "survey")["deployed"], Value::Null);
    assert_eq!(flow(&list, "other")["in_program"], false);
}

#[test]
fn json_of_one_and_of_all() {
    let one = run("json greeting --minified").exits(0);
    assert!(one.stdout.starts_with(r#"{"version":"7.3""#) && one.stdout.ends_with('}'));
    let pretty = run("json greeting").exits(0);
    assert_eq!(one.json(), pretty.json());
    let all = run("json").exits(0).json();
    assert_eq!(all["greeting"], pretty.json());
    assert_eq!(all.as_object().unwrap().len(), 3);
    run("json none")
        .exits(2)
        .says(&["this program has no flow `none`"]);
}

#[test]
fn check() {
    run("check")
        .exits(0)
        .says(&["Checked 3 flows: 0 errors, 1 warning."]);
    run("check greeting --deny-warnings").exits(0);
    let failed = run("check --deny-warnings --output json").exits(1).json();
    assert_eq!(
        (&failed["errors"], &failed["warnings"]),
        (&json!(0), &json!(1))
    );
    let found = &failed["findings"][0];
    assert_eq!(
        (&found["flow"], &found["severity"]),
        (&json!("survey"), &json!("warning"))
    );
    let file = found["file"].as_str().unwrap();
    assert!(file.ends_with("tests/cli/src/survey.json"), "{file}");
    // As in `cargo flow check --format json`.
    assert_eq!(
        (&found["rule"], &found["rule_name"]),
        (&json!("W11"), &json!("no-alt-text"))
    );
    assert!(found["message"].as_str().unwrap().contains("`alt-text`"));
    let human = run("check survey").exits(0);
    human.says(&[
        "warning[",
        &format!("--> {file}:{}:{}", found["line"], found["column"]),
    ]);
}

#[tokio::test]
async fn status_preview_and_pull() {
    let service = service().await;
    run_for(&service, "status")
        .await
        .exits(0)
        .says(&["has none of this program's flows"]);
    run_for(&service, "apply").await.exits(0);
    run_for(&service, "status")
        .await
        .exits(0)
        .says(&["greeting", "DRAFT", "can be sent"]);
    let status = run_for(&service, "status booking --output json")
        .await
        .exits(0)
        .json();
    let booking = flow(&status, "booking");
    assert_eq!(
        (&booking["json_version"], &booking["data_api_version"]),
        (&json!("7.3"), &json!("4.0"))
    );
    run_for(&service, "status none")
        .await
        .exits(1)
        .says(&["the account has no flow `none`"]);

    let link = run_for(&service, "preview greeting --hosted")
        .await
        .exits(0);
    assert!(link.stdout.starts_with(service.endpoint()), "{link:?}");
    let again = run_for(&service, "preview greeting --hosted --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(again["preview_url"], link.stdout.trim());
    let other = run_for(&service, "preview greeting --hosted --invalidate")
        .await
        .exits(0);
    assert_ne!(other.stdout, link.stdout);

    let own = run("json greeting --minified").stdout;
    assert_eq!(
        run_for(&service, "pull greeting --raw")
            .await
            .exits(0)
            .stdout,
        own
    );
    let id = service
        .flows()
        .into_iter()
        .find(|flow| flow.name == "greeting")
        .unwrap()
        .flow_id;
    let by_id = run_for(&service, &format!("pull {id}")).await.exits(0);
    assert_eq!(by_id.stdout, run("json greeting").stdout);
}

#[tokio::test]
async fn a_flow_that_cannot_be_read_does_not_hide_the_status_of_the_others() {
    let service = service().await;
    // One after the other, so that the account has them in their order here.
    run_for(&service, "apply --parallel 1").await.exits(0);
    let whole = run_for(&service, "status").await.exits(0).stdout;
    let denied = || {
        let denied = Fault::code(403, "AccessDeniedException");
        service.inject(OperationName::GetWhatsAppFlow, [Fault::none(), denied]);
    };
    denied();
    let status = run_for(&service, "status --parallel 1").await.exits(1);
    let flows: Vec<_> = whole.split_inclusive("\n\n").collect();
    let rest = status.stdout.strip_prefix(flows[0]).unwrap();
    let middle = rest.strip_suffix(flows[2]).unwrap();
    let id = &service.flows()[1].flow_id;
    let error = format!("✗ survey  {id}: GetWhatsAppFlow failed: AccessDeniedException");
    assert!(
        middle.starts_with(&error) && middle.ends_with("\n\n"),
        "{status:?}"
    );
    denied();
    let status = run_for(&service, "status --parallel 1 --output json").await;
    let status = status.exits(1).json();
    let flows = status["flows"].as_array().unwrap();
    assert_eq!(flows.len(), 3);
    for (flow, own) in flows.iter().zip(service.flows()) {
        assert_eq!(
            (&flow["name"], &flow["status"]),
            (&json!(own.name), &json!("DRAFT"))
        );
        assert_eq!(flow["error"].is_string(), own.name == "survey");
        assert_eq!(flow["categories"].is_null(), own.name == "survey");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn status_and_pull_ask_of_several_flows_at_once() {
    let service = service().await;
    run_for(&service, "apply").await.exits(0);
    let folder = tempfile::tempdir().unwrap();
    let pull = format!("pull --all {}", folder.path().display());
    for (command, operation) in [
        ("status", OperationName::GetWhatsAppFlow),
        (&pull, OperationName::ListWhatsAppFlowAssets),
    ] {
        // The first flow holds up no other.
        service.clear_requests();
        let never = Fault::slow(Duration::from_secs(3600));
        service.inject(operation, [never]);
        let running = Running::start(program_for(&service, command));
        let is_it = |request: &LoggedRequest| request.operation == Some(operation);
        until(|| service.requests().iter().filter(|one| is_it(one)).count() == 2).await;
        running.until_says("looking at 3 flows").await;
        running.signal("-INT");
        running.end().await.exits(130);
    }
    for wrong in ["status --parallel 0", "pull greeting --parallel 2"] {
        run_for(&service, wrong).await.exits(2);
    }
}

#[tokio::test]
async fn what_cannot_be_undone_needs_yes() {
    let service = service().await;
    run_for(&service, "apply survey").await.exits(0);
    run_for(&service, "apply greeting --publish --yes")
        .await
        .exits(0);
    let status = |name: &str| {
        let mut flows = service.flows().into_iter();
        flows.find(|flow| flow.name == name).map(|flow| flow.status)
    };
    run_for(&service, "deprecate greeting")
        .await
        .exits(3)
        .says(&["needs --yes"]);
    run_for(&service, "delete survey")
        .await
        .exits(3)
        .says(&["needs --yes"]);
    run_for(&service, "deprecate survey --yes")
        .await
        .exits(3)
        .says(&["`survey` is DRAFT"]);
    run_for(&service, "delete greeting --yes")
        .await
        .exits(3)
        .says(&["`greeting` is PUBLISHED"]);
    assert_eq!(status("greeting"), Some(FlowStatus::Published));
    assert_eq!(status("survey"), Some(FlowStatus::Draft));
    let done = run_for(&service, "deprecate greeting --yes --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(done["done"], "deprecated");
    run_for(&service, "delete survey --yes")
        .await
        .exits(0)
        .says(&["`survey` is deleted."]);
    assert_eq!(status("greeting"), Some(FlowStatus::Deprecated));
    assert_eq!(status("survey"), None);
}

#[tokio::test]
async fn keys() {
    let service = service().await;
    run_for(&service, "key get")
        .await
        .exits(0)
        .says(&["has no public key"]);
    let key =
        |text: &str| format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n");
    let (one, two) = (
        File::with("one.pem", &key("QUJD")),
        File::with("two.pem", &key("REVG")),
    );
    let put = |file: &File| format!("key put --pem {}", file.0.display());
    run_for(&service, &put(&one))
        .await
        .exits(0)
        .says(&["has the key now"]);
    let shown = run_for(&service, "key get --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(shown["business_public_key"], key("QUJD"));
    assert_eq!(shown["signature_status"], "VALID");
    // The same one again replaces nothing.
    run_for(&service, &put(&one)).await.exits(0);
    run_for(&service, &put(&two))
        .await
        .exits(3)
        .says(&["replaces the public key", "--yes"]);
    let done = run_for(&service, &format!("{} --yes --output json", put(&two))).await;
    assert_eq!(done.exits(0).json()["replaced"], true);
    run_for(&service, "key get")
        .await
        .exits(0)
        .says(&["VALID", "REVG"]);

    let private = "-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n-----END PRIVATE KEY-----\n";
    let refused = run_for(&service, &put(&File::with("private.pem", private)))
        .await
        .exits(2);
    assert!(!refused.stderr.contains("U0VDUkVU"), "{refused:?}");
    run_for(&service, "key put --pem /nonexistent/key.pem")
        .await
        .exits(2);
    run_for(&service, "key put").await.exits(2);
    let phone = "--phone phone-number-id-none";
    run_for(
        &service,
        &format!("key put {phone} --kms-key-arn arn:aws:kms:us-east-1:123456789012:key/1"),
    )
    .await
    .exits(1);
}

#[tokio::test]
async fn accounts() {
    let service = service().await;
    run_for(&service, "accounts")
        .await
        .exits(0)
        .says(&[service.account_id(), "COMPLETE"]);
    let accounts = run_for(&service, "accounts --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(accounts["accounts"][0]["id"], service.account_id());
    assert!(accounts["accounts"][0]["link_date"].as_u64().unwrap() > 1_700_000_000);
}

#[tokio::test]
async fn credentials_and_region_of_a_profile() {
    let service = service().await;
    let keys = format!(
        "aws_access_key_id = AKIDTEST\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}"
    );
    let config = File::with(
        "config",
        &format!("[profile team]\nregion = {}\n{keys}\n", service.region()),
    );
    let sso = "[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://s.example/start\n\
        [profile sso]\nregion = us-east-1\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n";
    let sso = File::with("sso-config", sso);
    let run = async |config: &File, arguments: &str| {
        let mut command = program(arguments);
        command
            .args(["--endpoint-url", service.endpoint()])
            .env("AWS_CONFIG_FILE", &config.0);
        end_of(command).await
    };
    run(&config, "accounts --profile team").await.exits(0);
    let missing = run(&config, "accounts --profile other --region us-east-1").await;
    missing.exits(2).says(&["there is no profile `other`"]);
    // Not that a feature is missing.
    let expired = run(&sso, "accounts --profile sso").await.exits(2);
    assert!(!expired.stderr.contains("feature"), "{expired:?}");
}

#[test]
fn the_local_service_and_a_command_in_another_shell() {
    let mut serving = program("local --output json")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines();
    let mut text = String::new();
    while !text.ends_with("}\n") {
        text += &(lines.next().unwrap().unwrap() + "\n");
    }
    let service: Value = serde_json::from_str(&text).unwrap();
    let value = |name: &str| service[name].as_str().unwrap().to_owned();
    let run = |arguments: &str| {
        let mut command = program(arguments);
        command
            .env("AWS_ENDPOINT_URL_SOCIALMESSAGING", value("endpoint"))
            .env("AWS_ACCESS_KEY_ID", value("access_key_id"))
            .env("AWS_SECRET_ACCESS_KEY", value("secret_access_key"))
            .env("AWS_REGION", value("region"))
            .env("WABA_ID", value("account"));
        Done::of(command.output().unwrap())
    };
    run("apply").exits(0);
    run("list").exits(0).says(&["DRAFT"]);
    serving.kill().unwrap();
    serving.wait().unwrap();
    run("list").exits(1);
}

#[test]
fn every_command_works_with_a_local_service_of_its_own() {
    for arguments in [
        "list",
        "json",
        "check",
        "plan",
        "apply",
        "status",
        "pull survey",
        "deprecate greeting --yes",
        "delete survey --yes",
        "accounts",
        "key get",
        "key put --kms-key-arn arn:aws:kms:us-east-1:123456789012:key/1",
    ] {
        run(&format!("{arguments} --local")).exits(0);
    }
}

/// The table of exit codes is in three places and must be the same in all.
#[test]
fn exit_codes_are_the_same_wherever_they_stand() {
    let codes = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim_start_matches("//! "));
        let rows = lines.filter_map(|line| {
            let row = line.strip_prefix("| ")?.strip_suffix(" |")?;
            let (code, means) = row.split_once(" | ")?;
            let is_code = code.parse::<u8>().is_ok() && !means.contains('|');
            is_code.then(|| format!("{code} {means}").replace('`', ""))
        });
        rows.collect()
    };
    let page = codes(include_str!("../../../../docs/deploy.md"));
    assert_eq!(page.len(), 6);
    assert_eq!(
        page,
        codes(include_str!("../../../../flow-deploy-cli/src/lib.rs"))
    );
    let help = run("--help").exits(0).stdout;
    let help = help.split_once("Exit codes:").unwrap().1;
    let help = help.replace('`', "");
    let help: Vec<_> = help.split_whitespace().collect();
    assert_eq!(help.join(" "), page.join(" "));
}

#[test]
fn a_preview_on_this_machine() {
    let document = run("json greeting --places").exits(0).json();
    let places = document["greeting"]["places"].as_array().unwrap();
    assert_eq!(document["greeting"]["json"], run("json greeting").json());
    assert!(
        places[0]
            .as_str()
            .unwrap()
            .starts_with("tests/cli/src/flows.rs:")
    );

    // No account is given, and none is asked.
    let mut command = program("preview greeting");
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let address = line.strip_prefix("Open http://").unwrap();
    let address = address.split(' ').next().unwrap();
    let (host, path) = address.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(page.contains("Welcome"), "{page}");
    assert!(page.contains("Copy tests/cli/src/flows.rs:"), "{page}");

    run("preview")
        .exits(2)
        .says(&["name a flow to show: greeting, survey, booking"]);
    run("preview none")
        .exits(2)
        .says(&["this program has no flow `none`"]);
    run("preview greeting --answers none.toml")
        .exits(2)
        .says(&["cannot read none.toml"]);
    run("preview --hosted").exits(2);
}

#[test]
fn pictures_without_a_browser_say_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().display();
    run(&format!(
        "pictures greeting --out {out} --browser no-such-browser"
    ))
    .exits(2)
    .says(&["no-such-browser does not start: "]);
    run(&format!("pictures none --out {out}"))
        .exits(2)
        .says(&["this program has no flow `none`"]);
}

#[test]
fn whoever_stops_reading_is_no_failure() {
    let mut command = program("plan --local");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn help_and_completions() {
    run("--version").exits(0).says(&["flow-deploy-cli"]);
    run("preview survey --hosted --local")
        .exits(2)
        .says(&["ends with this command"]);
    run("--help")
        .exits(0)
        .says(&["plan", "apply", "Exit codes:", "130"]);
    run("plan --help").exits(0).says(&["--detailed-exit-code"]);
    run("").exits(2).says(&["Usage:"]);
    run("nonsense").exits(2);
    run("plan --parallel 0").exits(2).says(&["a number from 1"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        run(&format!("completions {shell}"))
            .exits(0)
            .says(&["deprecate"]);
    }
}

#[tokio::test]
async fn a_name_that_a_terminal_or_a_ci_would_obey_is_escaped() {
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let name = "a\u{1b}[2J\n::error::forged\u{9b}";
    let input =
        CreateWhatsAppFlowInput::new(service.account_id(), name, [flow_deploy::Category::Other])
            .flow_json("{}");
    let id = client
        .create_whatsapp_flow(&input)
        .await
        .unwrap()
        .flow_id
        .unwrap();
    for arguments in ["list", "list --output json", &format!("status {id}")] {
        let done = run_for(&service, arguments).await.exits(0);
        assert!(!done.stdout.contains(['\x1b', '\u{9b}']), "{done:?}");
        assert!(
            !done.stdout.lines().any(|line| line.starts_with("::error")),
            "{done:?}"
        );
        assert!(done.stdout.contains("::error::forged"), "{done:?}");
    }
}

#[tokio::test]
async fn a_wrong_secret_is_one_sentence() {
    let service = service().await;
    let mut command = crate::program::program_for(&service, "list");
    command.env("AWS_SECRET_ACCESS_KEY", "another");
    let done = end_of(command).await.exits(1);
    assert_eq!(done.stderr.lines().count(), 1, "{done:?}");
    done.says(&["check the secret key"]);
}
