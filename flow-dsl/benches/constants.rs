//! The build time of Rust constants in a flow: `cargo bench -p flow-dsl --bench constants`.
//!
//! For each size it writes a crate with an expansion of `flow!`, runs `cargo check` on it without
//! incremental compilation, and prints how much longer that takes than for an empty crate. Const
//! evaluation is only a part of that time: rustc reads each constant too.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

/// Words of labels: two-byte letters, quotes, line breaks, an emoji.
const WORDS: [&str; 12] = [
    "Termin",
    "wählen",
    "Sie",
    "\"bitte\"",
    "einen",
    "Tag",
    "aus",
    "und",
    "wir",
    "melden\n",
    "uns",
    "😀",
];

/// The number of values in one list of pieces.
const VALUES_IN_A_LIST: usize = 200;

fn main() -> io::Result<()> {
    // `cargo test` runs benches too, to see that they build.
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let crate_dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constants");
    fs::create_dir_all(crate_dir.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"constants\"\nedition = \"2024\"\n\n[dependencies]\nflow-dsl.path = {:?}\n\n[workspace]\n",
        env!("CARGO_MANIFEST_DIR"),
    );
    fs::write(crate_dir.join("Cargo.toml"), manifest)?;
    // The versions that the workspace has, so that nothing is downloaded.
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"),
        crate_dir.join("Cargo.lock"),
    )?;

    let empty = check(&crate_dir, "")?;
    println!("an empty crate: {empty:?}\n");
    println!(
        "{:>9}  {:>9}  {:>14}  {:>14}  {:>12}  {:>10}",
        "JSON", "literal", "9 % in 40 B", "9 % in 400 B", "all in 4 KB", "all in one"
    );
    for size in [10_000, 100_000, 1_000_000] {
        print!("{:>6} KB", size / 1000);
        let mut costs = Vec::new();
        for source in [
            literal(size),
            constants(size, 9, 40),
            constants(size, 9, 400),
            constants(size, 100, 4_000),
            constants(size, 100, size),
        ] {
            costs.push(
                check(&crate_dir, &source)?
                    .saturating_sub(empty)
                    .as_millis(),
            );
        }
        let [literal, short, long, all, one] = costs[..] else {
            unreachable!("one cost for each source")
        };
        println!("  {literal:>6} ms  {short:>11} ms  {long:>11} ms  {all:>9} ms  {one:>7} ms");
    }
    Ok(())
}

/// The shortest of three times that `cargo check` takes.
fn check(crate_dir: &Path, source: &str) -> io::Result<Duration> {
    let file: PathBuf = crate_dir.join("src/lib.rs");
    let mut shortest = Duration::MAX;
    // The first round builds the dependencies of the crate, if they are not built yet.
    for round in 0..4 {
        fs::write(&file, source)?;
        let start = Instant::now();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline"])
            .current_dir(crate_dir)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", crate_dir.join("target"))
            .output()?;
        if !output.status.success() || !output.stderr.is_empty() {
            return Err(io::Error::other(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        if round > 0 {
            shortest = shortest.min(start.elapsed());
        }
    }
    Ok(shortest)
}

/// A text of at least that many bytes, another one for each number.
fn text(bytes: usize, number: usize) -> String {
    let mut text = number.to_string();
    let mut word = number;
    while text.len() < bytes {
        text.push(' ');
        text.push_str(WORDS[word % WORDS.len()]);
        word += 7;
    }
    text
}

/// JSON text of exactly that many bytes, without quotes around it.
fn json(bytes: usize) -> String {
    r#"{"type":"TextBody","text":"Hello"},"#.chars().cycle().take(bytes).collect()
}

fn literal(size: usize) -> String {
    format!("pub const JSON: &str = {:?};\n", json(size))
}

/// An expansion with JSON of about that size. So many hundredths are texts of constants.
fn constants(size: usize, share: usize, each: usize) -> String {
    let texts = size * share / 100 / each;
    let between = json((size - texts * each) / texts);
    let (mut strings, mut values, mut lists, mut parts) = Default::default();
    for number in 0..texts {
        line(
            &mut strings,
            format_args!("    pub const T{number}: &str = {:?};", text(each, number)),
        );
        line(&mut values, format_args!(
            "    const __FLOW_{number}: &::flow_dsl::__private::str = strings::T{number};
    const _: () = ::flow_dsl::__private::check(
        ::flow_dsl::__private::Scalar::Text(__FLOW_{number}),
        &[
            (::flow_dsl::__private::Test::NotBlank, \"`label` of `TextInput` cannot be blank; write a text\"),
            (::flow_dsl::__private::Test::Plain, \"`label` of `TextInput` cannot hold a binding\"),
        ],
    );"
        ));
    }
    let numbers: Vec<usize> = (0..texts).collect();
    for (part, numbers) in numbers.chunks(VALUES_IN_A_LIST).enumerate() {
        let mut pieces = String::new();
        for number in numbers {
            line(
                &mut pieces,
                format_args!(
                    "::flow_dsl::__private::Piece::Json({between:?}),
        ::flow_dsl::__private::Piece::Value(::flow_dsl::__private::Scalar::Text(__FLOW_{number})),"
                ),
            );
        }
        line(
            &mut lists,
            format_args!(
                "const __FLOW_PART_{part}: &::flow_dsl::__private::str = {};",
                written(&pieces)
            ),
        );
        line(
            &mut parts,
            format_args!("::flow_dsl::__private::Piece::Json(__FLOW_PART_{part}),"),
        );
    }
    format!(
        "mod strings {{\n{strings}}}\npub const JSON: &::flow_dsl::__private::str = {{\n{values}{lists}{}\n}};\n",
        written(&parts)
    )
}

fn written(pieces: &str) -> String {
    format!(
        "{{
    const __FLOW_PIECES: &[::flow_dsl::__private::Piece] = &[{pieces}];
    const __FLOW_JSON: &::flow_dsl::__private::Json<{{ ::flow_dsl::__private::length(__FLOW_PIECES) }}> =
        &::flow_dsl::__private::Json::write(__FLOW_PIECES);
    __FLOW_JSON.as_str()
}}"
    )
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a String takes any text");
}
