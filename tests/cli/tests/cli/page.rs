//! What `docs/deploy.md` prints is what a terminal of 80 columns shows.
//!
//! Each block `console` of the page has a service and a folder of its own, in which its lines that begin with `$` are
//! run. `UPDATE=1 cargo test -p cli page` writes anew what they print. Where a line `…` leaves something out, nothing
//! is written: the pieces around it must be printed in their order.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use flow_deploy::{Category, CreateWhatsAppFlowInput};
use flow_local::{Assumptions, LocalService};

use crate::killed;
use crate::program::{Done, builder, end_of, in_service, of_nobody, run_for, service};
use crate::terminal::{Hand, Screen, on_terminal, picky_service};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const DEPLOY: &str = env!("CARGO_BIN_EXE_deploy");

#[tokio::test]
async fn what_the_page_prints_is_printed() {
    let path = Path::new(ROOT).join("docs/deploy.md");
    let found = std::fs::read_to_string(&path).unwrap();
    let mut parts = found.split("```console\n");
    let mut page = parts.next().unwrap().to_owned();
    let blocks: Vec<&str> = parts.collect();
    let services = services().await;
    assert_eq!(blocks.len(), services.len(), "a service for each block");
    for (part, service) in blocks.into_iter().zip(services) {
        let (block, rest) = part.split_once("```\n").unwrap();
        page += &format!("```console\n{}```\n{rest}", run(block, &service).await);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert_eq!(page, found, "UPDATE=1 writes it anew");
}

/// The services of the blocks, in their order.
async fn services() -> Vec<LocalService> {
    let mut adds = Assumptions::default();
    adds.adds_unknown_members = true;
    let picky = picky_service().await;
    run_for(&picky, "apply survey").await.exits(0);
    let others = service().await;
    let booking = of_nobody(DEPLOY, "apply booking");
    end_of(in_service(booking, &others)).await.exits(0);
    create(&others, "test", &json("lead"), false).await;
    create(&others, "claim", &json("menu"), true).await;
    vec![
        service().await,
        with_an_older_survey().await,
        killed::off_the_air().await.0,
        picky,
        builder().assumptions(adds).start().await.unwrap(),
        with_an_older_survey().await,
        others,
        service().await,
        service().await,
        service().await,
    ]
}

/// The Flow JSON of an example.
fn json(name: &str) -> String {
    let mut command = of_nobody(DEPLOY, "json --minified");
    Done::of(command.arg(name).output().unwrap())
        .exits(0)
        .stdout
}

async fn create(service: &LocalService, name: &str, json: &str, publish: bool) {
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Survey])
        .flow_json(json)
        .publish(publish);
    client.create_whatsapp_flow(&input).await.unwrap();
}

/// An account with a published `survey` that had another title, another dish and another answer.
async fn with_an_older_survey() -> LocalService {
    let mut older = json("survey");
    for (now, before) in [
        (r#""Your crossing""#, r#""Your trip""#),
        (
            r#"{"id":"pie","title":"Apple pie"}"#,
            r#"{"id":"pie","title":"Apple pie"},{"id":"cake","title":"Carrot cake"}"#,
        ),
        (
            r#""happy":"#,
            r#""by":"${screen.TRIP.form.travelled_by}","happy":"#,
        ),
    ] {
        assert!(older.contains(now), "{now} is not in {older}");
        older = older.replace(now, before);
    }
    let service = service().await;
    create(&service, "survey", &older, true).await;
    service
}

/// The block with what its commands print.
async fn run(block: &str, service: &LocalService) -> String {
    let folder = tempfile::tempdir().unwrap();
    // What Meta finds is shown at the line of the source, whose path begins in the root of the workspace.
    symlink(Path::new(ROOT).join("tests"), folder.path().join("tests")).unwrap();
    let mut text = String::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let typed = line.strip_prefix("$ ").unwrap();
        let known = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("$ ")));
        let known: String = known.map(|line| format!("{line}\n")).collect();
        let mut command = in_service(command(typed), service);
        command.current_dir(folder.path());
        let hand = match typed.split(' ').next_back() {
            Some("local") => Hand::Signals {
                name: "-INT",
                at: "WABA_ID=",
            },
            _ => Hand::Rests,
        };
        let shown = tokio::task::spawn_blocking(|| on_terminal(command, Screen::Dumb, hand));
        let shown = steady(&shown.await.unwrap().1);
        text += &format!("{line}\n");
        if known.lines().any(|line| line == "…") {
            let mut rest = &*shown;
            for piece in known.split("…\n") {
                let at = rest.find(piece);
                let at = at.unwrap_or_else(|| panic!("{piece}\nis not in\n{rest}\nof {typed}"));
                rest = &rest[at + piece.len()..];
            }
            text += &known;
        } else {
            text += &shown;
        }
    }
    text
}

fn command(typed: &str) -> Command {
    match typed.strip_prefix("cargo run --example deploy -- ") {
        Some(arguments) => of_nobody(DEPLOY, arguments),
        None => {
            let arguments = typed.strip_prefix("my-flows ").unwrap();
            of_nobody(env!("CARGO_BIN_EXE_cli"), arguments)
        }
    }
}

/// A text with one port and one time, which differ from run to run.
fn steady(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let text = text.replace("\r\n", "\n");
    let mut parts = text.split(HOST);
    let first = parts.next().unwrap().to_owned();
    let text = parts.fold(first, |text, part| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        format!("{text}{HOST}40505{rest}")
    });
    let is_time = |part: &str| {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        (part.len(), digits) == (16, 14) && part.ends_with('Z')
    };
    let parts = text.split('.').map(|part| match part {
        time if is_time(time) => "20261127T023502Z",
        part => part,
    });
    parts.collect::<Vec<_>>().join(".")
}
