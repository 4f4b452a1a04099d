//! The cost of a dependency on `flow-dsl`: a clean check of a crate that depends on it, beside one of a
//! crate that depends on maud and serde.
//!
//! Nothing is built incrementally, as Cargo builds crates from a registry or from git.

use std::collections::HashSet;
use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::time::Instant;

use crate::measure::{VALGRIND, counted, folder, rustc, succeeded};
use crate::peers::FLOW;

const CRATES: [(&str, &str); 2] = [
    ("flow-dsl", FLOW),
    (
        "maud-and-serde",
        "[dependencies]\nmaud = \"0.27\"\nserde = { version = \"1\", features = [\"derive\"] }",
    ),
];
const ROUNDS: usize = 9;

/// The variable that names the folder for valgrind's logs. With it, Cargo calls this program as rustc.
const LOGS: &str = "COMPILE_TIME_LOGS";

struct Clean {
    folder: PathBuf,
    target: PathBuf,
    crates: usize,
}

impl Clean {
    fn new(name: &str, dependencies: &str) -> Result<Self, Box<dyn Error>> {
        let folder = folder(&format!("clean-{name}"), dependencies)?;
        fs::write(folder.join("src/lib.rs"), "//! Made to be measured.\n")?;
        let mut clean = Self {
            target: folder.join("target"),
            folder,
            crates: 0,
        };
        let tree = clean.cargo(&["tree", "-q", "--prefix", "none", "-f", "{p}"], &[])?;
        let tree = String::from_utf8(tree.stdout)?;
        // The crate itself is no dependency.
        clean.crates = tree.lines().collect::<HashSet<_>>().len() - 1;
        Ok(clean)
    }

    fn cargo(
        &self,
        arguments: &[&str],
        variables: &[(&str, &Path)],
    ) -> Result<Output, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target);
        command.env("CARGO_INCREMENTAL", "0");
        command.envs(variables.iter().copied());
        succeeded(command.output()?)
    }

    /// Checks the crate with nothing built.
    fn check(&self, arguments: &[&str], variables: &[(&str, &Path)]) -> Result<(), Box<dyn Error>> {
        if self.target.exists() {
            fs::remove_dir_all(&self.target)?;
        }
        self.cargo(&[&["check", "-q"], arguments].concat(), variables)?;
        Ok(())
    }

    fn seconds(&self) -> Result<f64, Box<dyn Error>> {
        let start = Instant::now();
        self.check(&[], &[])?;
        Ok(start.elapsed().as_secs_f64())
    }

    /// The instructions of rustc for all crates, without linkers and build scripts.
    fn instructions(&self) -> Result<u64, Box<dyn Error>> {
        let logs = self.folder.join("logs");
        if logs.exists() {
            fs::remove_dir_all(&logs)?;
        }
        fs::create_dir_all(&logs)?;
        let variables = [("RUSTC_WRAPPER", &*env::current_exe()?), (LOGS, &*logs)];
        self.check(&["-j1"], &variables)?;
        let mut counts = Vec::new();
        for log in fs::read_dir(&logs)? {
            // The log of a linker, which rustc starts, has no count.
            counts.extend(counted(&fs::read_to_string(log?.path())?).ok());
        }
        if counts.is_empty() {
            return Err("valgrind gave no count".into());
        }
        Ok(counts.iter().sum())
    }
}

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut best = [f64::INFINITY; CRATES.len()];
    let mut crates = [0; CRATES.len()];
    for _ in 0..ROUNDS {
        for (at, (name, dependencies)) in CRATES.iter().enumerate() {
            let clean = Clean::new(name, dependencies)?;
            crates[at] = clean.crates;
            best[at] = best[at].min(clean.seconds()?);
        }
    }
    println!("| A crate that depends on | crates | clean check |\n|---|---:|---:|");
    for (at, (name, _)) in CRATES.iter().enumerate() {
        println!("| {name} | {} | {:.1} s |", crates[at], best[at]);
    }
    Ok(())
}

pub(crate) fn instructions() -> Result<(), Box<dyn Error>> {
    println!("| A crate that depends on | instructions of rustc |\n|---|---:|");
    for (name, dependencies) in CRATES {
        let count = Clean::new(name, dependencies)?.instructions()?;
        println!("| {name} | {:.1} G |", count as f64 / 1e9);
    }
    Ok(())
}

/// Runs rustc under valgrind, if Cargo has called this program as rustc.
pub(crate) fn wrapped() -> Option<Result<ExitCode, Box<dyn Error>>> {
    let logs = PathBuf::from(env::var_os(LOGS)?);
    Some(compile(&logs))
}

fn compile(logs: &Path) -> Result<ExitCode, Box<dyn Error>> {
    // The first argument is the rustc that Cargo would have called.
    let arguments: Vec<_> = env::args_os().skip(2).collect();
    let emits = |argument: &OsString| argument.to_string_lossy().starts_with("--emit=");
    let compiles = arguments.iter().any(emits);
    let mut command = if compiles {
        let mut command = Command::new(VALGRIND[0]);
        command.args(&VALGRIND[1..]);
        let mut log = OsString::from("--log-file=");
        log.push(logs.join("%p"));
        command.arg(log).arg(rustc()?);
        command
    } else {
        // Cargo asks for the version and the like.
        Command::new(rustc()?)
    };
    let status = command.args(arguments).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
