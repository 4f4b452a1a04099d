//! What the recipes of docs/ type is run, line by line.

use tempfile::TempDir;

use crate::program::{end_of, program_for, service};

/// The lines of a page that call the program, without its name.
fn lines(page: &str) -> Vec<&str> {
    let lines = page
        .lines()
        .map(|line| line.trim().trim_start_matches("- run: "));
    lines
        .filter_map(|line| line.strip_prefix("my-flows "))
        .collect()
}

/// Runs each line in its order, in one folder and with one service.
async fn run(lines: &[String]) {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let service = service().await;
    for line in lines {
        let mut command = program_for(&service, line);
        command
            .current_dir(folder.path())
            .env("PASSPHRASE", "correct horse battery");
        end_of(command).await.exits(0);
    }
}

#[tokio::test]
async fn deployment_in_ci() {
    let lines = lines(include_str!("../../../../docs/recipe-ci.md"));
    assert_eq!(lines.len(), 4, "{lines:?}");
    // One flow of this program: of the others, one has a warning and one needs an endpoint.
    let of_greeting = |line: &&str| match line.split_once(' ') {
        Some((command, _)) if line.contains("--plan ") => {
            assert_eq!(command, "apply");
            (*line).to_owned()
        }
        Some((command, options)) => format!("{command} greeting {options}"),
        None => (*line).to_owned(),
    };
    run(&lines.iter().map(of_greeting).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn rotating_keys() {
    let lines = lines(include_str!("../../../../docs/recipe-keys.md"));
    assert_eq!(lines.len(), 3, "{lines:?}");
    run(&lines.into_iter().map(str::to_owned).collect::<Vec<_>>()).await;
}
