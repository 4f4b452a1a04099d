//! The cost of `flow!` for the compiler, beside well-known macros.
//!
//! ```text
//! cargo run --release -p compile-time                  # the tables of docs/compile-time.md
//! cargo run --release -p compile-time -- --instructions   # counts, where valgrind is installed
//! cargo run --release -p compile-time -- --dependencies   # the cost of a dependency on flow-dsl
//! cargo run --release -p compile-time -- --dependencies --instructions   # the same in counts
//! cargo run --release -p compile-time -- --lists       # the cost of 1 000 options; also in counts
//! cargo run --release -p compile-time -- --quick       # fails when `flow!` costs far more than it did
//! ```
//!
//! It writes one crate for each macro into `target/compile-time`, with N nodes of about four properties,
//! and asks rustc for its metadata, as `cargo check` does after a change of that file. The cost is the
//! time beyond that of the same crate without the macro's call. It is the least of several rounds, in
//! which the macros take turns. Names of macros behind the command select these.

mod dependencies;
mod lists;
mod measure;
mod peers;
mod quick;

use std::error::Error;
use std::process::ExitCode;

use measure::{Bench, Measured};
use peers::{PEERS, Peer};

/// The numbers of nodes.
const SIZES: [usize; 5] = [10, 100, 400, 1_000, 4_000];
const ROUNDS: usize = 25;
const FLAGS: [&str; 4] = ["--instructions", "--dependencies", "--lists", "--quick"];

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    if let Some(result) = dependencies::wrapped() {
        return result;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flags = arguments
        .iter()
        .filter(|argument| argument.starts_with("--"));
    if let Some(unknown) = flags.find(|flag| !FLAGS.contains(&flag.as_str())) {
        return Err(format!("no flag `{unknown}` here; there are {}", FLAGS.join(", ")).into());
    }
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let wanted: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| PEERS.iter().all(|peer| peer.name != **name))
    {
        let names: Vec<&str> = PEERS.iter().map(|peer| peer.name).collect();
        return Err(format!("no macro `{unknown}` here; there are {}", names.join(", ")).into());
    }
    if flag("--quick") {
        return quick::run();
    }
    if flag("--lists") {
        lists::run(flag("--instructions"))?;
        return Ok(ExitCode::SUCCESS);
    }
    if flag("--dependencies") {
        if flag("--instructions") {
            dependencies::instructions()
        } else {
            dependencies::run()
        }?;
        return Ok(ExitCode::SUCCESS);
    }
    let peers: Vec<&Peer> = PEERS
        .iter()
        .filter(|peer| wanted.is_empty() || wanted.contains(&peer.name))
        .collect();
    if flag("--instructions") {
        instructions(&peers)
    } else {
        times(&peers)
    }?;
    Ok(ExitCode::SUCCESS)
}

fn times(peers: &[&Peer]) -> Result<(), Box<dyn Error>> {
    let mut benches = Vec::new();
    for peer in peers {
        eprintln!("building the dependencies of {}", peer.name);
        benches.push(Bench::new(peer)?);
    }
    let mut best = vec![[f64::INFINITY; SIZES.len() + 1]; benches.len()];
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS}");
        for (bench, best) in benches.iter().zip(&mut best) {
            for (nodes, best) in [0].iter().chain(&SIZES).zip(best) {
                // Five rounds are enough for a long time.
                if round <= 5 || *best < 200.0 {
                    *best = best.min(bench.milliseconds(*nodes)?);
                }
            }
        }
    }
    print!("| Macro |");
    SIZES.iter().for_each(|nodes| print!(" {nodes} |"));
    println!(" a node at 4 000 against 400 |");
    println!("|---|{}---:|", "---:|".repeat(SIZES.len()));
    for (peer, best) in peers.iter().zip(&best) {
        let extra = |at: usize| best[at + 1] - best[0];
        print!("| {} |", peer.name);
        (0..SIZES.len()).for_each(|at| print!(" {:.0} ms |", extra(at)));
        println!(" {:.2} |", extra(4) / extra(2) / 10.0);
    }
    Ok(())
}

fn instructions(peers: &[&Peer]) -> Result<(), Box<dyn Error>> {
    println!(
        "| Macro | Nodes | Instructions | a node | of them for what comes out | JSON | Expanded beyond it | a node |"
    );
    println!("|---|{}", "---:|".repeat(7));
    for peer in peers {
        let bench = Bench::new(peer)?;
        let nothing = bench.measured(0)?;
        for nodes in SIZES {
            let Measured {
                instructions,
                written_out,
                expanded,
                json,
            } = bench.measured(nodes)?;
            let extra = instructions.saturating_sub(nothing.instructions);
            let written_out = written_out.map_or_else(String::new, |count| {
                format!(
                    "{} M",
                    count.saturating_sub(nothing.instructions) / 1_000_000
                )
            });
            let beyond = expanded.saturating_sub(nothing.expanded + json);
            println!(
                "| {} | {nodes} | {} M | {} k | {written_out} | {json} | {beyond} | {} |",
                peer.name,
                extra / 1_000_000,
                extra / nodes as u64 / 1_000,
                beyond / nodes,
            );
        }
    }
    Ok(())
}
