//! `cargo flow`: Flow JSON on the command line.

mod check;
mod cli;
mod diff;
#[cfg(feature = "endpoint")]
mod endpoint;
mod exit;
mod explain;
mod explore;
mod fmt;
mod graph;
mod import;
mod input;
#[cfg(feature = "lsp")]
mod lsp;
mod new;
mod output;
#[cfg(feature = "preview")]
mod pictures;
#[cfg(feature = "preview")]
mod preview;
mod rules;
mod schema;
mod test;
mod upgrade;
mod version;

use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = cli::parse(std::env::args_os()).run();
    exit::report(outcome).into()
}
