//! `cargo flow pictures`

#![cfg(feature = "preview")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use support::{flow, folder};

#[test]
fn a_browser_that_cannot_be_run_is_named() {
    let folder = folder();
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/flows/feedback.json"
    );
    let run = flow(
        folder.path(),
        &format!("pictures {example} --out pictures --browser no-such-browser"),
    );
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err
            .starts_with("error: no-such-browser does not start: "),
        "{}",
        run.err
    );
}

#[test]
fn the_looks_are_named() {
    let folder = folder();
    let run = flow(folder.path(), "pictures a.json --out b --theme light,grey");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("[possible values: light, dark]"),
        "{}",
        run.err
    );
}
