//! What goes wrong, and what a person reads then. `trouble.txt` has each message as a terminal of 80 columns shows
//! it. `UPDATE=1 cargo test -p cli trouble` writes it anew: read it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use flow_deploy::OperationName;
use flow_json::report::command_line::wrapped;
use flow_local::{Fault, LocalService};

use crate::program::{Server, builder, end_of, program, program_for, run_for, service};

/// A name that none can have, so that no network is asked.
const NO_NAME: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example";

#[tokio::test]
async fn what_goes_wrong_is_said_in_words() {
    let mut page = String::new();
    let folder = tempfile::tempdir().unwrap();
    for (about, command, code) in cases(folder.path()).await {
        let arguments: Vec<_> = command
            .get_args()
            .map(|one| one.to_string_lossy())
            .collect();
        let shown = steady(&arguments.join(" "), folder.path());
        let done = end_of(command).await.exits(code);
        // A result that is fine has nothing to explain.
        let texts = if code == 0 {
            done.stderr
        } else {
            done.stdout + &done.stderr
        };
        let lines = texts.lines().filter(|line| !line.is_empty());
        let lines: String = lines
            .map(|line| wrapped(&steady(line, folder.path()), 2) + "\n")
            .collect();
        page += &format!("# {about}\n$ my-flows {shown}\n{lines}exit code {code}\n\n");
    }
    for line in page.lines() {
        let has_long_word = line.split(' ').any(|word| word.chars().count() > 70);
        assert!(line.chars().count() <= 80 || has_long_word, "{line}");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/trouble.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let known = std::fs::read_to_string(path).unwrap();
    assert_eq!(page, known, "UPDATE=1 writes it anew");
}

/// A text without what differs from run to run.
fn steady(text: &str, folder: &Path) -> String {
    let text = text.replace(NO_NAME, "nowhere.example");
    let text = text.replace(&format!("{}/", folder.display()), "");
    // Before the days, since an id may begin as one does.
    let text = match text.split_once("request id ") {
        Some((before, rest)) => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_hexdigit() || c == '-');
            format!("{before}request id ID{after}")
        }
        None => text,
    };
    let words = text.split(' ').map(|word| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        if let Some((before, rest)) = word.split_once("127.0.0.1:") {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}127.0.0.1:PORT{after}")
        } else if digits == 8 {
            format!("DATE{}", &word[8..])
        } else if digits == word.len() && word.starts_with("864") {
            "86400".to_owned()
        } else if (digits, word.trim_end_matches(':').len()) == (5, 5) {
            word.replace(|c: char| c.is_ascii_digit(), "")
                .replacen("", "PORT", 1)
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The endpoint of a server that sends every request the same bytes, and closes.
fn raw(answer: impl Into<Vec<u8>>) -> String {
    let answer = answer.into();
    let server = Server::start(move |_| answer.clone());
    server.endpoint().to_owned()
}

fn http(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .into()
}

/// A service with a fault for one operation.
async fn faulty(operation: OperationName, fault: Fault) -> &'static LocalService {
    let service: &LocalService = Box::leak(Box::new(service().await));
    service.inject(operation, [fault]);
    service
}

async fn cases(folder: &Path) -> Vec<(&'static str, Command, i32)> {
    const LIST: OperationName = OperationName::ListWhatsAppFlows;
    let service: &LocalService = Box::leak(Box::new(service().await));
    let plan = |arguments: &str| program_for(service, &format!("plan greeting {arguments}"));
    let with = |mut command: Command, variables: &[(&str, &str)]| {
        command.envs(variables.iter().copied());
        command
    };
    let without = |mut command: Command, variables: &[&str]| {
        for variable in variables {
            command.env_remove(variable);
        }
        command
    };
    let at = |endpoint: &str| plan(&format!("--endpoint-url {endpoint}"));
    let failing = async |fault: Fault| program_for(faulty(LIST, fault).await, "plan greeting");
    let tomorrow = || SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let ahead: &LocalService =
        Box::leak(Box::new(builder().clock(tomorrow).start().await.unwrap()));
    let of_one_flow: &LocalService = Box::leak(Box::new(self::service().await));
    // One after the other, since flows are read in the order in which they were made.
    let apply = "apply greeting survey --parallel 1";
    run_for(of_one_flow, apply).await.exits(0);
    let denied = Fault::code(403, "AccessDeniedException");
    of_one_flow.inject(OperationName::ListWhatsAppFlowAssets, [denied]);
    let used_port = service.endpoint().rsplit(':').next().unwrap();
    let [broken, no_plan, a_folder] =
        ["config", "plan.json", "folder"].map(|name| folder.join(name));
    std::fs::create_dir(&a_folder).unwrap();
    std::fs::write(&broken, "[profile ours\nregion\n").unwrap();
    std::fs::write(&no_plan, r#"{"format": 1}"#).unwrap();
    let endless = r#"{"flows":[],"nextToken":"the-same"}"#;
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    let half = head(500) + r#"{"flows":[{"#;
    let huge = [
        head(1_000_000_000).into_bytes(),
        vec![b' '; 65 * 1024 * 1024],
    ]
    .concat();
    vec![
        (
            "An endpoint whose name none can have",
            at(&format!("https://{NO_NAME}")),
            1,
        ),
        (
            "The service does not run at the endpoint",
            at("http://127.0.0.1:1"),
            1,
        ),
        ("No Region", without(plan(""), &["AWS_REGION"]), 2),
        (
            "Another Region than the account's",
            plan("--region eu-west-1"),
            1,
        ),
        (
            "An account that is not there",
            plan("--account waba-other"),
            1,
        ),
        (
            "No account, but an empty variable",
            with(plan(""), &[("WABA_ID", "")]),
            2,
        ),
        (
            "A clock that is off by a day, which one attempt finds out",
            program_for(ahead, "plan greeting"),
            1,
        ),
        (
            "The same with the attempts that there are by default",
            program_for(ahead, "plan greeting --max-attempts 3"),
            0,
        ),
        (
            "No credentials",
            without(
                plan(""),
                &[
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                ],
            ),
            2,
        ),
        (
            "Half of the credentials",
            without(plan(""), &["AWS_SECRET_ACCESS_KEY"]),
            2,
        ),
        (
            "A wrong secret key",
            with(plan(""), &[("AWS_SECRET_ACCESS_KEY", "another")]),
            1,
        ),
        (
            "A session that has ended",
            failing(Fault::code(403, "ExpiredTokenException")).await,
            1,
        ),
        (
            "Not allowed to list",
            failing(Fault::code(403, "AccessDeniedException")).await,
            1,
        ),
        (
            "Not allowed to read one flow of two",
            program_for(of_one_flow, "plan greeting survey --parallel 1"),
            1,
        ),
        ("A profile that is not there", plan("--profile nobody"), 2),
        (
            "A config file that is none",
            with(plan(""), &[("AWS_CONFIG_FILE", broken.to_str().unwrap())]),
            2,
        ),
        (
            "A proxy that is not there",
            with(
                at("https://service.example"),
                &[("HTTPS_PROXY", "http://127.0.0.1:1")],
            ),
            1,
        ),
        (
            "A proxy that is none",
            with(plan(""), &[("HTTPS_PROXY", "http://")]),
            2,
        ),
        (
            "A certificate file that is not there",
            with(
                at("https://service.example"),
                &[("AWS_CA_BUNDLE", "/nonexistent/ca.pem")],
            ),
            2,
        ),
        (
            "No TLS where TLS is expected",
            at(&service.endpoint().replace("http:", "https:")),
            1,
        ),
        (
            "Too many requests",
            program_for(
                faulty(
                    OperationName::ListLinkedWhatsAppBusinessAccounts,
                    Fault::throttled(),
                )
                .await,
                "accounts",
            ),
            1,
        ),
        (
            "A service that hangs",
            {
                let hangs = faulty(LIST, Fault::slow(Duration::from_secs(60))).await;
                program_for(hangs, "plan greeting --request-timeout 1")
            },
            1,
        ),
        (
            "A run that has a limit",
            {
                let hangs = faulty(LIST, Fault::slow(Duration::from_secs(60))).await;
                program_for(hangs, "plan greeting --timeout 1")
            },
            1,
        ),
        (
            "A connection that is lost",
            failing(Fault::reset()).await,
            1,
        ),
        ("Half an answer", at(&raw(half)), 1),
        (
            "A page in place of an answer",
            failing(Fault::page(200)).await,
            1,
        ),
        ("A page of a gateway", failing(Fault::page(502)).await, 1),
        (
            "A login page of the network",
            at(&raw(http(
                "302 Found",
                "location: http://login.example/\r\n",
                "",
            ))),
            1,
        ),
        (
            "A list that never ends",
            at(&raw(http("200 OK", "", endless))),
            1,
        ),
        ("An answer that never ends", at(&raw(huge)), 1),
        (
            "A flow that a create may have made",
            {
                let create = OperationName::CreateWhatsAppFlow;
                let lost = faulty(create, Fault::reset().after_act()).await;
                lost.inject(LIST, [Fault::none(), Fault::none(), Fault::page(502)]);
                program_for(lost, "apply greeting")
            },
            1,
        ),
        (
            "Publishing, and nobody can be asked",
            program_for(service, "apply greeting --publish"),
            3,
        ),
        (
            "A port that is in use",
            program(&format!("local --port {used_port}")),
            2,
        ),
        (
            "A folder in place of a file",
            plan(&format!("--out {}", a_folder.display())),
            1,
        ),
        (
            "A file in place of a folder",
            program_for(service, &format!("pull --all {}", no_plan.display())),
            1,
        ),
        ("A full disk", plan("--out /dev/full"), 1),
        (
            "A variable that is no text",
            {
                let mut command = plan("");
                command.env("AWS_REGION", OsStr::from_bytes(b"eu\xff"));
                command
            },
            2,
        ),
        (
            "A file that is no plan",
            program_for(service, &format!("apply --plan {}", no_plan.display())),
            2,
        ),
        ("A misspelled flow", program_for(service, "plan greting"), 2),
        (
            "A misspelled option",
            program_for(service, "plan --publsh"),
            2,
        ),
    ]
}
