//! A command line over the flows: `cargo run -- --help` shows its commands.

use CRATE::callback;

fn main() -> std::process::ExitCode {
    flow_deploy_cli::run([callback::FLOW])
}
