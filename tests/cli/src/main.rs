//! Flows with a command line.

use std::process::ExitCode;

mod flows;

fn main() -> ExitCode {
    flow_deploy_cli::run(flows::ALL)
}
