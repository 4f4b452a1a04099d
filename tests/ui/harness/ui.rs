//! The messages of the compiler for mistakes in flows. Each mistake is a file with its name; that of the
//! README is the README's.

mod compiler;

use std::path::{Path, PathBuf};
use std::process::Command;

/// What is written of the README, to be compiled.
const FOLDER: &str = "../../target/readme";

#[test]
fn ui() {
    let readme = Readme::read();
    let sample = write("sample.rs", &readme.sample);
    // The README shows where the mistakes are in a program of one's own.
    let errors = readme.errors.replace("src/main.rs", "$DIR/typos.rs");
    write("typos.stderr", &errors);
    let typos = write("typos.rs", &readme.sample_with_typos());

    let cases = trybuild::TestCases::new();
    if compiler::is_the_one_of_the_messages() {
        cases.compile_fail("*.rs");
        cases.compile_fail(typos);
    }
    cases.pass(sample);
}

#[test]
fn the_sample_of_the_readme_is_as_rustfmt_leaves_it() {
    let sample = write("formatted.rs", &Readme::read().sample);
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--check"]).arg(sample);
    match rustfmt.output() {
        Ok(output) => assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => println!("not looked at: rustfmt does not run here: {error}"),
    }
}

/// The first program of the README, and what the compiler says of two typos in it.
struct Readme {
    sample: String,
    errors: String,
}

impl Readme {
    fn read() -> Self {
        let readme = include_str!("../../../README.md");
        let block = |language: &str| {
            let (_, block) = readme
                .split_once(&format!("```{language}\n"))
                .unwrap_or_else(|| panic!("no block of {language} in the README"));
            let (block, _) = block.split_once("```").expect("a block ends");
            block.to_owned()
        };
        Self {
            sample: block("rust"),
            errors: block("text"),
        }
    }

    fn sample_with_typos(&self) -> String {
        let typos = [
            (r#"label: "Day""#, r#"lable: "Day""#),
            ("form.guests", "form.gests"),
        ];
        typos
            .iter()
            .fold(self.sample.clone(), |text, (right, typo)| {
                assert_eq!(text.matches(right).count(), 1, "{right}");
                text.replace(right, typo)
            })
    }
}

fn write(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(FOLDER);
    std::fs::create_dir_all(folder).expect("the target folder can be written");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the target folder can be written");
    path
}
