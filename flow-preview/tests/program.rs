//! Flows of Rust programs: their builds, and what ends with the page.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::time::Duration;

use flow_preview::Program;
use support::pets::{Pets, program};
use support::serve_preview;

fn runtime() -> tokio::runtime::Runtime {
    let runtime = tokio::runtime::Builder::new_current_thread();
    { runtime }.enable_all().build().unwrap()
}

#[test]
fn a_program_is_built_again() {
    let pets = Pets::new("A cat");
    let served = pets.serve();
    let page = served.get("");
    assert!(page.contains("A cat"));
    assert!(page.contains("Copy src/main.rs:1:1"), "{page}");
    pets.write("fn main() { let cat: u8 = true; }");
    served.until("mismatched types");
    assert!(served.get("").contains("A cat"), "the last flow stays");
    pets.write(&program("A dog"));
    served.until("A dog");
    assert!(!served.get("").contains("mismatched types"));

    // A module that is new and broken is followed before it was ever built.
    pets.write(&format!("mod hen; {}", program("A hen")));
    served.until("file not found for module");
    std::fs::write(pets.path("src/hen.rs"), "fn hen() -> u8 { true }").unwrap();
    served.until("mismatched types");
    std::fs::write(pets.path("src/hen.rs"), "").unwrap();
    served.until("A hen");

    let none = runtime().block_on(pets.bin("none").run(|_| {}, std::future::pending()));
    let error = none.unwrap_err().to_string();
    assert!(error.contains("no bin target named `none`"), "{error}");
}

#[test]
fn the_only_program_of_a_package_needs_no_name() {
    let pets = Pets::new("A cat");
    let served = serve_preview(pets.preview(Program::only_bin()), None);
    assert!(served.get("").contains("A cat"));
    std::fs::create_dir(pets.path("src/bin")).unwrap();
    std::fs::write(pets.path("src/bin/zoo.rs"), "fn main() {}").unwrap();
    let page = pets.preview(Program::only_bin());
    let page = runtime().block_on(page.run(|_| {}, std::future::pending()));
    let error = page.unwrap_err().to_string();
    assert!(
        error.contains("name one of its programs: `--bin pets`, `--bin zoo`"),
        "{error}"
    );
}

#[test]
fn a_program_that_prints_no_flows_says_so() {
    let pets = Pets::new("A cat");
    let says = |program: &str| {
        pets.write(program);
        let page = runtime().block_on(pets.bin("pets").run(|_| {}, std::future::pending()));
        page.unwrap_err().to_string()
    };
    let silent = says("fn main() { std::process::exit(3); }");
    assert!(
        silent.contains("has ended without a word: exit status: 3"),
        "{silent}"
    );
    let panics = says("fn main() { panic!(\"no cats\"); }");
    assert!(panics.contains("no cats"), "{panics}");
    let endless =
        says("fn main() { let cats = \"cat\".repeat(1 << 20); loop { println!(\"{cats}\"); } }");
    assert!(endless.contains("it prints more than 64 MB"), "{endless}");
    let waits = says("fn main() { loop { std::thread::park(); } }");
    assert!(
        waits.contains("does not print its flows within 10 seconds"),
        "{waits}"
    );
}

#[test]
fn a_save_during_the_first_build_is_seen() {
    let pets = Pets::new("A cat");
    let (source, started, go) = (
        pets.path("src/main.rs"),
        pets.path("started"),
        pets.path("go"),
    );
    // It is built by the time that it waits, and its files are not known yet.
    let waits = format!(
        "{{ std::fs::write({started:?}, \"1\").unwrap();
            while !std::path::Path::new({go:?}).exists() {{
                std::thread::sleep(std::time::Duration::from_millis(10));
            }} }} println!"
    );
    pets.write(&program("A cat").replacen("println!", &waits, 1));
    let saver = std::thread::spawn(move || {
        wait_for(&started);
        std::fs::write(source, program("A dog")).unwrap();
        std::fs::write(&go, "").unwrap();
    });
    let served = pets.serve();
    saver.join().unwrap();
    served.until("A dog");
}

fn wait_for(path: &std::path::Path) {
    for _ in 0..2000 {
        if std::fs::read_to_string(path).is_ok_and(|text| !text.is_empty()) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("there never is a {}", path.display());
}

/// A build script that writes a file and then takes its time, as a compiler does.
#[cfg(target_os = "linux")]
const SLOW: &str = "fn main() {
    std::fs::write(\"started\", std::process::id().to_string()).unwrap();
    std::thread::sleep(std::time::Duration::from_secs(60));
}";

#[cfg(target_os = "linux")]
#[test]
fn a_build_ends_with_the_page() {
    let pets = Pets::new("A cat");
    std::fs::write(pets.path("build.rs"), SLOW).unwrap();
    let started = pets.path("started");
    let waits = {
        let started = started.clone();
        async move {
            while !std::fs::read_to_string(&started).is_ok_and(|text| !text.is_empty()) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    };
    runtime()
        .block_on(pets.bin("pets").run(|_| panic!("it is not built"), waits))
        .unwrap();
    let id = std::fs::read_to_string(started).unwrap();
    let ended = || {
        let state = std::fs::read_to_string(format!("/proc/{id}/stat"));
        // One that nobody has waited for yet is a zombie.
        state.map_or(true, |state| state.contains(") Z "))
    };
    for _ in 0..500 {
        if ended() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the build script {id} still runs");
}
