//! The crate around a macro call, and the cost of its check.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use crate::peers::{FLOOR, Peer};

/// The crate of one macro, with its dependencies built.
pub(crate) struct Bench<'p> {
    peer: &'p Peer,
    source: PathBuf,
    /// The command line, for a shell, with which Cargo ran rustc for the crate.
    rustc: String,
}

/// The figures that a busy machine does not change.
pub(crate) struct Measured {
    pub(crate) instructions: u64,
    /// Instructions for the same crate with what came out written out, so that no macro runs. `None` if that does
    /// not compile by itself.
    pub(crate) written_out: Option<u64>,
    /// Bytes of the crate after expansion, as rustc prints it.
    pub(crate) expanded: usize,
    /// The bytes among them that are the literal of the JSON.
    pub(crate) json: usize,
}

impl<'p> Bench<'p> {
    pub(crate) fn new(peer: &'p Peer) -> Result<Self, Box<dyn Error>> {
        let folder = folder(peer.package, peer.dependencies)?;
        let source = folder.join("src/lib.rs");
        let target = folder.with_file_name("target");
        fs::write(&source, (peer.source)(10))?;
        let cargo = |verbose: &str| -> Result<Output, Box<dyn Error>> {
            let output = Command::new(env!("CARGO"))
                .args(["check", verbose])
                .current_dir(&folder)
                .env("CARGO_TARGET_DIR", &target)
                .output()?;
            succeeded(output)
        };
        cargo("-q")?;
        // A second run for the command line. Cargo must find a change, or it does not run rustc.
        fs::write(&source, (peer.source)(0))?;
        let log = String::from_utf8(cargo("-vv")?.stderr)?;
        let crate_name = format!("--crate-name {} ", peer.package.replace('-', "_"));
        let rustc = log
            .lines()
            .filter(|line| line.contains(&crate_name))
            .find_map(|line| line.trim().strip_prefix("Running `")?.strip_suffix('`'))
            .ok_or("cargo did not say how it runs rustc")?
            .to_owned();
        Ok(Self {
            peer,
            source,
            rustc,
        })
    }

    /// The time of a check with this number of nodes after a touch of the file, in milliseconds. For no
    /// nodes, the crate has no call of the macro.
    pub(crate) fn milliseconds(&self, nodes: usize) -> Result<f64, Box<dyn Error>> {
        self.prepare(nodes)?;
        let start = Instant::now();
        self.sh(&self.rustc)?;
        Ok(start.elapsed().as_secs_f64() * 1_000.0)
    }

    /// The time of a check that finds nothing of an earlier one.
    pub(crate) fn first_milliseconds(&self, nodes: usize) -> Result<f64, Box<dyn Error>> {
        fs::write(&self.source, (self.peer.source)(nodes))?;
        let start = Instant::now();
        self.sh(&without_incremental(&self.rustc))?;
        Ok(start.elapsed().as_secs_f64() * 1_000.0)
    }

    /// Instructions of such a check.
    pub(crate) fn first_instructions(&self, nodes: usize) -> Result<u64, Box<dyn Error>> {
        fs::write(&self.source, (self.peer.source)(nodes))?;
        self.instructions(&without_incremental(&self.rustc))
    }

    /// Checks the crate with this number of nodes once, so that the next check is incremental, as after
    /// a touch of the file.
    fn prepare(&self, nodes: usize) -> Result<(), Box<dyn Error>> {
        fs::write(&self.source, (self.peer.source)(nodes))?;
        self.sh(&self.rustc)?;
        Ok(())
    }

    /// The instructions and the expansion of a check with this number of nodes.
    pub(crate) fn measured(&self, nodes: usize) -> Result<Measured, Box<dyn Error>> {
        self.prepare(nodes)?;
        let output = self.sh(&format!("{} -Zunpretty=expanded", self.rustc))?;
        let expanded = String::from_utf8(output.stdout)?;
        Ok(Measured {
            instructions: self.instructions(&self.rustc)?,
            written_out: self.written_out(&expanded)?,
            expanded: expanded.len(),
            json: literal_of_json(&expanded),
        })
    }

    /// Instructions of a check of what came out.
    fn written_out(&self, expanded: &str) -> Result<Option<u64>, Box<dyn Error>> {
        let rest = expanded
            .strip_prefix("#![feature(prelude_import)]")
            .ok_or("rustc prints an expanded crate in another way now")?;
        fs::write(&self.source, format!("{INTERNALS}{rest}"))?;
        match self.sh(&self.rustc) {
            Ok(_) => Ok(Some(self.instructions(&self.rustc)?)),
            Err(_) => Ok(None),
        }
    }

    /// Instructions of a check, as valgrind counts them.
    fn instructions(&self, rustc_command: &str) -> Result<u64, Box<dyn Error>> {
        let (variables, arguments) = rustc_command
            .split_once("--crate-name")
            .ok_or("cargo ran rustc in an unknown way")?;
        let variables = variables
            .trim_end()
            .rsplit_once(' ')
            .map_or("", |(before, _)| before);
        let output = self.sh(&format!(
            "{variables} {} {} --crate-name {arguments}",
            VALGRIND.join(" "),
            rustc()?.display()
        ))?;
        counted(&String::from_utf8_lossy(&output.stderr))
    }

    fn sh(&self, command: &str) -> Result<Output, Box<dyn Error>> {
        let folder = self.source.ancestors().nth(2).ok_or("no folder")?;
        let output = Command::new("sh")
            .args(["-c", command])
            .current_dir(folder)
            .env("RUSTC_BOOTSTRAP", "1")
            .output()?;
        succeeded(output)
    }
}

/// What expanded code uses of the standard library that is for rustc's own macros.
const INTERNALS: &str =
    "#![feature(prelude_import, structural_match)]\n#![allow(internal_features, unused)]";

/// A command line of rustc's that keeps nothing for the next one.
fn without_incremental(command: &str) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    let mut kept = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let is_flag = *word == "-C"
            && words
                .get(at + 1)
                .is_some_and(|next| next.starts_with("incremental="));
        if !is_flag && !word.starts_with("incremental=") {
            kept.push(*word);
        }
    }
    kept.join(" ")
}

/// The arguments before a command that count its instructions.
pub(crate) const VALGRIND: [&str; 4] = [
    "valgrind",
    "--tool=cachegrind",
    "--cache-sim=no",
    "--cachegrind-out-file=/dev/null",
];

/// The number of instructions in valgrind's output.
pub(crate) fn counted(output: &str) -> Result<u64, Box<dyn Error>> {
    let line = output
        .lines()
        .find(|line| line.contains("I ") && line.contains("refs:"))
        .ok_or("valgrind gave no count")?;
    let (_, count) = line.rsplit_once(' ').ok_or("valgrind gave no count")?;
    Ok(count.replace(',', "").parse()?)
}

/// The compiler itself. The command `rustc` may be rustup, which looks for it.
pub(crate) fn rustc() -> Result<PathBuf, Box<dyn Error>> {
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()?;
    let sysroot = String::from_utf8(succeeded(sysroot)?.stdout)?;
    Ok(Path::new(sysroot.trim()).join("bin/rustc"))
}

/// Writes the manifest of a crate with these dependencies, and returns its folder.
pub(crate) fn folder(package: &str, dependencies: &str) -> Result<PathBuf, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let root = root.ok_or("this crate is not where it was")?;
    let all = root.join("target/compile-time");
    fs::create_dir_all(all.join("floor/src"))?;
    fs::write(all.join("floor/Cargo.toml"), FLOOR.0)?;
    fs::write(all.join("floor/src/lib.rs"), FLOOR.1)?;
    let folder = all.join(package);
    fs::create_dir_all(folder.join("src"))?;
    let root = root.display().to_string().replace('\\', "/");
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{}\n",
            dependencies.replace("{root}", &root)
        ),
    )?;
    Ok(folder)
}

/// The output of a command, or the end of its standard error if it failed.
pub(crate) fn succeeded(output: Output) -> Result<Output, Box<dyn Error>> {
    if output.status.success() {
        return Ok(output);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let end: Vec<&str> = errors.lines().rev().take(30).collect();
    let end: Vec<&str> = end.into_iter().rev().collect();
    Err(end.join("\n").into())
}

/// Bytes of the literal of Flow JSON between its quotes.
fn literal_of_json(source: &str) -> usize {
    let literal = source
        .split_once("r#\"{\"version")
        .map(|(_, literal)| literal);
    let end = literal.and_then(|literal| literal.find("\"#"));
    end.map_or(0, |end| end + "{\"version".len())
}
