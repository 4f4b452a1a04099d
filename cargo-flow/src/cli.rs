//! The command line: one variant for each command, which stands in a file of its own.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::exit::Outcome;

/// Checks, tests, explores, shows, imports, formats, upgrades, compares and draws Flow JSON, the language of WhatsApp Flows
#[derive(Parser)]
#[command(name = "cargo-flow", version, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    color: colorchoice_clap::Color,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  the command found something: an error in a flow, a test that fails, a difference
  2  the command failed: a file cannot be read, an argument is wrong";

#[derive(Subcommand)]
enum Command {
    Check(crate::check::Check),
    Test(crate::test::Test),
    Explore(crate::explore::Explore),
    #[cfg(feature = "preview")]
    Preview(crate::preview::Preview),
    #[cfg(feature = "preview")]
    Pictures(crate::pictures::Pictures),
    #[cfg(feature = "endpoint")]
    Endpoint(crate::endpoint::Endpoint),
    Import(crate::import::Import),
    New(crate::new::New),
    Fmt(crate::fmt::Fmt),
    Upgrade(crate::upgrade::Upgrade),
    Diff(crate::diff::Diff),
    Graph(crate::graph::Graph),
    Explain(crate::explain::Explain),
    Schema(crate::schema::Schema),
    #[cfg(feature = "lsp")]
    Lsp(crate::lsp::Lsp),
}

impl Cli {
    pub(crate) fn run(self) -> Outcome {
        self.color.write_global();
        match self.command {
            Command::Check(check) => check.run(),
            Command::Test(test) => test.run(),
            Command::Explore(explore) => explore.run(),
            #[cfg(feature = "preview")]
            Command::Preview(preview) => preview.run(),
            #[cfg(feature = "preview")]
            Command::Pictures(pictures) => pictures.run(),
            #[cfg(feature = "endpoint")]
            Command::Endpoint(endpoint) => endpoint.run(),
            Command::Import(import) => import.run(),
            Command::New(new) => new.run(),
            Command::Fmt(fmt) => fmt.run(),
            Command::Upgrade(upgrade) => upgrade.run(),
            Command::Diff(diff) => diff.run(),
            Command::Graph(graph) => graph.run(),
            Command::Explain(explain) => explain.run(),
            Command::Schema(schema) => schema.run(),
            #[cfg(feature = "lsp")]
            Command::Lsp(lsp) => lsp.run(),
        }
    }
}

/// Reads the arguments. Exits with a message if they are wrong.
///
/// Cargo calls `cargo-flow flow …` for `cargo flow …`; both are the same.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Cli {
    let mut arguments: Vec<_> = arguments.collect();
    let mut command = Cli::command();
    if arguments.get(1).is_some_and(|first| first == "flow") {
        arguments.remove(1);
        command = command.bin_name("cargo flow");
    }
    let matches = command.get_matches_from(arguments);
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
