//! The output in the pages of docs/ is the output of the command.
//!
//! `UPDATE=1 cargo test -p cargo-flow --test page` writes the output into the page anew. A block
//! `json NAME` or `toml NAME` is a file of that name; a block `console` is run, line by line.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::path::Path;

use support::{flow, folder, write};
use tempfile::TempDir;

const PAGES: [&str; 5] = [
    "cargo-flow.md",
    "from-builder.md",
    "from-json.md",
    "from-pywa.md",
    "testing.md",
];

#[test]
fn the_pages_are_up_to_date() {
    for name in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../docs")
            .join(name);
        let found = std::fs::read_to_string(&path).unwrap();
        let page = page(&found);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &page).unwrap();
            continue;
        }
        let stale = found
            .lines()
            .zip(page.lines())
            .find(|(old, new)| old != new);
        if let Some((old, new)) = stale {
            panic!("docs/{name} says\n{old}\nbut it is\n{new}\nrun this test with UPDATE=1");
        }
        assert_eq!(
            found, page,
            "docs/{name} is stale: run this test with UPDATE=1"
        );
    }
}

/// The page with the output of its commands.
fn page(found: &str) -> String {
    let mut shell = Shell {
        folder: folder(),
        code: 0,
    };
    let mut page = String::new();
    let mut lines = found.lines();
    while let Some(line) = lines.next() {
        page.push_str(line);
        page.push('\n');
        let Some(block) = line.strip_prefix("```").filter(|block| !block.is_empty()) else {
            continue;
        };
        let inside: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        if block == "console" {
            for command in inside.iter().filter_map(|line| line.strip_prefix("$ ")) {
                page.push_str(&format!("$ {command}\n{}", shell.run(command)));
            }
        } else {
            if let Some((_, name)) = block.split_once(' ') {
                write(&shell.folder, name, inside.join("\n") + "\n");
            }
            inside.iter().for_each(|line| page.extend([*line, "\n"]));
        }
        page.push_str("```\n");
    }
    page
}

/// A shell with the features that the page needs.
struct Shell {
    folder: TempDir,
    code: i32,
}

impl Shell {
    fn run(&mut self, command: &str) -> String {
        if command == "echo $?" {
            return format!("{}\n", self.code);
        }
        let arguments = command.strip_prefix("cargo flow ").unwrap();
        let run = flow(self.folder.path(), &format!("flow {arguments}"));
        self.code = run.code;
        run.out + &run.err
    }
}

/// Each command has its section.
#[test]
fn every_command_is_shown() {
    let help = flow(folder().path(), "flow help").out;
    let page = include_str!("../../docs/cargo-flow.md");
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let names = commands.lines().take_while(|line| !line.is_empty());
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        let is_shown = page.contains(&format!("\n## {name}\n")) || name == "help";
        assert!(is_shown, "docs/cargo-flow.md has no section `## {name}`");
    }
}
