//! Measures the smallest program that lists flows, with each client: the crates of its build, its
//! size, and the cost of its run from the start of the process to the end.
//!
//! `cargo bench --manifest-path benches/client/Cargo.toml --bench programs` runs it. It needs
//! valgrind. The figures of one machine are in `docs/benchmarks.md`.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use client_benches::{ACCOUNT, Error, Service};

const RUNS: usize = 31;

/// The programs: the name in the table, the package, and its feature for TLS. The SDK has aws-lc.
const PROGRAMS: [(&str, &str, &str); 3] = [
    ("flow-deploy", "list-flow-deploy", "tls"),
    ("flow-deploy, ring", "list-flow-deploy", "tls-ring"),
    ("aws-sdk-socialmessaging", "list-sdk", ""),
];

fn main() -> Result<(), Error> {
    // `cargo test` runs benches too, only to see that they build.
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let service = Service::start()?;
    println!("| Credentials | Program | Crates | Size | stripped | First answer | Instructions |");
    println!("|---|---|---:|---:|---:|---:|---:|");
    for (credentials, chain) in [("environment", ""), ("chain", "chain")] {
        let mut programs = Vec::new();
        for (name, package, tls) in PROGRAMS {
            let features = format!("{chain},{tls}");
            let program = built(package, &features)?;
            programs.push((name, program, crates(package, &features)?));
        }
        let mut times = PROGRAMS.map(|_| Vec::new());
        for _ in 0..RUNS {
            for ((_, program, _), times) in programs.iter().zip(&mut times) {
                let start = Instant::now();
                let status = listing(Command::new(program), &service).status()?;
                times.push(start.elapsed());
                if !status.success() {
                    return Err(format!("{} failed", program.display()).into());
                }
            }
        }
        for ((name, program, crates), mut times) in programs.into_iter().zip(times) {
            times.sort_unstable();
            let [size, stripped] = sizes(&program)?.map(|bytes| bytes as f64 / 1e6);
            let time = times[RUNS / 2].as_secs_f64() * 1e3;
            let run = listing(Command::new(program), &service);
            let steps = client_benches::instructions(&run)? / 1e6;
            println!(
                "| {credentials} | {name} | {crates} | {size:.1} MB | {stripped:.1} MB | {time:.1} ms | {steps:.1} M |"
            );
        }
    }
    Ok(())
}

/// A command that lists the flows of the service.
fn listing(mut program: Command, service: &Service) -> Command {
    program
        .env("AWS_ENDPOINT_URL_SOCIALMESSAGING", service.endpoint())
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "eu-west-1")
        .env("WABA_ID", ACCOUNT)
        // Without the chain, only one of the clients reads it.
        .env_remove("AWS_CA_BUNDLE")
        .stdout(Stdio::null());
    program
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(arguments)
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    cargo
}

/// The release program of a package.
fn built(package: &str, features: &str) -> Result<PathBuf, Error> {
    // In the target directory of this program, so that shared crates are built once.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let status = cargo(&["build", "--release", "--package", package])
        .args(["--features", features, "--target-dir"])
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err(format!("{package} does not build").into());
    }
    let program = target.join(format!("tmp/{package}-{features}"));
    fs::copy(target.join("release").join(package), &program)?;
    Ok(program)
}

/// The number of crates in a build of a package, with those of build scripts and macros.
fn crates(package: &str, features: &str) -> Result<usize, Error> {
    let output = cargo(&["tree", "--package", package, "--features", features])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let crates: BTreeSet<_> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    Ok(crates.len())
}

/// The bytes of a program with and without symbols.
fn sizes(program: &Path) -> Result<[u64; 2], Error> {
    let stripped = program.with_extension("stripped");
    let status = Command::new("strip")
        .arg("-o")
        .arg(&stripped)
        .arg(program)
        .status()?;
    if !status.success() {
        return Err("strip failed".into());
    }
    Ok([fs::metadata(program)?.len(), fs::metadata(stripped)?.len()])
}
