//! `cargo flow endpoint`

mod check;

use clap::{Args, Subcommand};

use crate::exit::Outcome;

/// Try an endpoint that runs, without Meta
#[derive(Args)]
pub(crate) struct Endpoint {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
}

impl Endpoint {
    pub(crate) fn run(self) -> Outcome {
        match self.command {
            Command::Check(check) => check.run(),
        }
    }
}
