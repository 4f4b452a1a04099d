//! The check in CI that `flow!` does not cost far more than it did.

use std::error::Error;
use std::process::ExitCode;

use crate::measure::Bench;
use crate::peers::{PEERS, Peer};

/// The time of 1 000 nodes of `flow!`, divided by the time of `syn` alone for the same tokens, when the
/// tables of `docs/compile-time.md` were made.
const BASE: f64 = 1.4;

/// The factor by which the ratio may grow. The noise of a busy machine is far less.
const MARGIN: f64 = 1.75;

/// The cost of a node of a flow with a long reply may be this much more in a flow of [`MANY`] nodes than in one of
/// [`NODES`]. It is less, unless something is quadratic.
const GROWTH: f64 = 1.4;

const NODES: usize = 1_000;
const MANY: usize = 4_000;
const ROUNDS: usize = 9;

pub(crate) fn run() -> Result<ExitCode, Box<dyn Error>> {
    let [flow, floor, long] = ["flow!", "syn-alone", "flow!-long-reply"].map(find);
    let (flow, floor, long) = (Bench::new(flow?)?, Bench::new(floor?)?, Bench::new(long?)?);
    let mut best = [f64::INFINITY; 7];
    for _ in 0..ROUNDS {
        let runs = [
            (&flow, 0),
            (&flow, NODES),
            (&floor, 0),
            (&floor, NODES),
            (&long, 0),
            (&long, NODES),
            (&long, MANY),
        ];
        for (best, (bench, nodes)) in best.iter_mut().zip(runs) {
            *best = best.min(bench.milliseconds(nodes)?);
        }
    }
    let [nothing, few, many] = [best[4], best[5], best[6]];
    let growth = (many - nothing) / (few - nothing) * NODES as f64 / MANY as f64;
    let [flow, floor] = [best[1] - best[0], best[3] - best[2]];
    let ratio = flow / floor;
    println!(
        "{NODES} nodes: `flow!` {flow:.0} ms, `syn` alone {floor:.0} ms, ratio {ratio:.2} (was {BASE}, may be {:.1})",
        BASE * MARGIN
    );
    println!(
        "a long reply: a node of {MANY} costs {growth:.2} of a node of {NODES} (may be {GROWTH})"
    );
    if ratio > BASE * MARGIN || growth > GROWTH {
        eprintln!(
            "error: `flow!` costs far more than it did; measure it with \
             `cargo run --release -p compile-time -- --instructions flow!`"
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<&'static Peer, String> {
    let found = PEERS.iter().find(|peer| peer.name == name);
    found.ok_or_else(|| format!("no macro `{name}` here"))
}
