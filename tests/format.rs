//! Stock rustfmt formats what stands in `flow!`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io::Write as _};

fn examples(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            examples(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// What rustfmt makes of a text, or `None` where there is no rustfmt.
fn formatted(text: &str) -> Option<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    rustfmt.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = rustfmt.wait_with_output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_example_is_formatted_and_mended_when_it_is_not() {
    let mut files = Vec::new();
    examples(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"),
        &mut files,
    );
    assert!(files.len() > 6);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        // Without its indentation, so that rustfmt shows that it does not leave the body alone. A
        // line that goes on in a string must stay.
        let flat: Vec<_> = text
            .lines()
            .scan(false, |inside, line| {
                let goes_on = *inside;
                *inside = line.ends_with('\\');
                Some(if goes_on { line } else { line.trim_start() })
            })
            .collect();
        let Some(mended) = formatted(&(flat.join("\n") + "\n")) else {
            println!("skipped: there is no rustfmt here");
            return;
        };
        assert!(
            mended == text,
            "{} is not as rustfmt formats it",
            file.display()
        );
    }
}
