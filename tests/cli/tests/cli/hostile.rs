//! Names, files, disks and options that are not as one hopes.

use std::path::Path;

use flow_deploy::{Category, CreateWhatsAppFlowInput};
use flow_local::LocalService;
use serde_json::json;
use tempfile::TempDir;

#[cfg(unix)]
use crate::program::{Done, end_of};
use crate::program::{program_for, run, run_for, service, service_with};

/// Deploys the flows of the program, `greeting` with another text and many spaces.
async fn deployed() -> LocalService {
    let service = service().await;
    run_for(&service, "apply survey booking").await.exits(0);
    let json = run("json greeting --minified").exits(0).stdout;
    let json = json.replace("Welcome", "Good day") + &" ".repeat(5000);
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "greeting", [Category::Other]);
    let client = service.client_builder().build().unwrap();
    let input = input.flow_json(json);
    client.create_whatsapp_flow(&input).await.unwrap();
    service
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Runs a command that can write no file of more than a kilobyte, as on a disk that is full.
#[cfg(unix)]
async fn run_on_full_disk(service: &LocalService, arguments: &str) -> Done {
    let of = program_for(service, arguments);
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#])
        .arg(of.get_program())
        .args(of.get_args())
        .env_clear()
        .envs(
            of.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .current_dir(of.get_current_dir().unwrap())
        .stdin(std::process::Stdio::null());
    end_of(command).await
}

#[cfg(unix)]
#[tokio::test]
async fn a_full_disk_leaves_no_half_of_a_backup() {
    let service = deployed().await;
    let before = service.flows();
    let folder = TempDir::new().unwrap();
    let out = folder.path().display();
    let apply = format!("apply --backup {out}");
    let full = run_on_full_disk(&service, &apply).await.exits(1);
    full.says(&[
        "error: cannot write ",
        "File too large",
        "; nothing was done",
    ]);
    assert_eq!(service.flows(), before);
    assert!(files(folder.path()).is_empty());
    // The flows that fit are written.
    let pulled = run_on_full_disk(&service, &format!("pull --all {out}")).await;
    pulled
        .exits(1)
        .says(&["✗ greeting: cannot write ", "2 flows of 3 written"]);
    let names = files(folder.path());
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| !name.starts_with("greeting")));
    run_for(&service, &apply).await.exits(0);
    assert_eq!(files(folder.path()).len(), 3);
}

#[tokio::test]
async fn where_no_file_can_be_nothing_is_done() {
    let service = deployed().await;
    let before = service.flows();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    for place in [file.clone(), file.join("below")] {
        let place = place.display();
        let apply = format!("apply --output json --backup {place}");
        let failed = run_for(&service, &apply).await.exits(1).json();
        let message = failed["error"]["message"].as_str().unwrap();
        let start = format!("cannot make the folder {place}: ");
        assert!(
            message.starts_with(&start) && message.ends_with("; nothing was done"),
            "{message}"
        );
        assert_eq!(failed["flows"].as_array().unwrap().len(), 3);
        let pull = format!("pull --output json --all {place}");
        let failed = run_for(&service, &pull).await.exits(1).json();
        assert_eq!(failed["error"]["kind"], "failed");
    }
    for place in [folder.path().to_owned(), file.join("below")] {
        let plan = format!("plan --output json --out {}", place.display());
        let failed = run_for(&service, &plan).await.exits(1).json();
        assert_eq!(failed["error"]["kind"], "failed");
        assert_eq!(failed["flows"].as_array().unwrap().len(), 3);
    }
    let no_plan = format!("apply --output json --plan {}", folder.path().display());
    let failed = run_for(&service, &no_plan).await.exits(2).json();
    assert_eq!(failed["error"]["kind"], "usage");
    assert_eq!(service.flows(), before);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_result_that_cannot_be_written_is_a_failure() {
    for arguments in ["list", "list --output json", "apply --local"] {
        let mut command = crate::program::program(arguments);
        let full = std::fs::File::options().write(true).open("/dev/full");
        command.stdout(full.unwrap());
        let done = end_of(command).await.exits(1);
        done.says(&["error: cannot write the result to standard output: No space left"]);
    }
}

#[tokio::test]
async fn renames_in_a_circle_and_of_a_flow_that_is_there_take_none_away() {
    let service = service().await;
    run_for(&service, "apply greeting").await.exits(0);
    let before = service.flows();
    // `greeting` is a flow of the program, whether it is named or not.
    for command in [
        "survey --renamed-from survey=greeting",
        "greeting survey --renamed-from survey=greeting --renamed-from greeting=survey",
        "survey booking --renamed-from survey=greeting --renamed-from booking=greeting",
    ] {
        let plan = run_for(&service, &format!("plan --output json {command}")).await;
        let plan = plan.exits(1).json();
        for flow in plan["flows"].as_array().unwrap() {
            let expected = match flow["name"].as_str() {
                Some("greeting") => "unchanged",
                _ => "conflict",
            };
            assert_eq!(flow["action"], expected, "{command}: {flow}");
        }
        let apply = run_for(&service, &format!("apply --publish --yes {command}")).await;
        apply.exits(1).says(&["it is renamed from `greeting`"]);
        let still = service.flows();
        let greeting = still.iter().find(|flow| flow.flow_id == before[0].flow_id);
        assert_eq!(greeting.unwrap().name, "greeting");
    }
    // Where both are there, it says nothing.
    run_for(&service, "apply").await.exits(0);
    let circle = "--renamed-from survey=greeting --renamed-from greeting=survey";
    let plan = run_for(&service, &format!("plan {circle} --output json")).await;
    assert_eq!(plan.exits(0).json()["unchanged"], json!(true));
    for twice in [
        "--renamed-from survey=a --renamed-from survey=b",
        "--flow-endpoint survey=https://a.example --flow-endpoint survey=https://b.example",
    ] {
        let wrong = run_for(&service, &format!("plan {twice}")).await.exits(2);
        wrong.says(&["is given twice for `survey`"]);
    }
}

/// What Meta or a server in between says of a flow forges no line and moves no cursor.
#[tokio::test]
async fn what_is_found_in_a_flow_forges_nothing() {
    const HOSTILE: &str = "bad\n::error file=a::forged\r\u{1b}[2J\u{9b}1m\u{202e}";
    let errors = [
        HOSTILE.to_owned(),
        json!({
            "error": HOSTILE, "error_type": HOSTILE, "message": HOSTILE,
            "pointers": [{"path": "screens[0].layout", "line_start": 1, "column_start": 1}],
        })
        .to_string(),
        json!({"error": "A", "message": "b", "pointers": [{"path": HOSTILE}]}).to_string(),
    ];
    let service = service_with(move |_| errors.to_vec()).await;
    for (arguments, code) in [
        ("apply greeting", 1),
        ("apply greeting --publish --yes", 1),
        ("plan greeting", 1),
        ("status greeting", 0),
        ("list", 0),
        ("list --output json", 0),
        ("plan greeting --output json", 1),
    ] {
        let done = run_for(&service, arguments).await.exits(code);
        for text in [&done.stdout, &done.stderr] {
            let is_harmful = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(
                !text.contains(is_harmful) && !text.contains('\u{202e}'),
                "{arguments}: {text:?}"
            );
            assert!(
                !text.lines().any(|line| line.trim_start().starts_with("::")),
                "{arguments}: {text}"
            );
        }
    }
}
