//! The flows of `examples/flows` with a command line, as the example `deploy` has it.

use std::process::ExitCode;

#[expect(unreachable_pub, reason = "the flows stand as a library has them")]
#[path = "../../../../examples/flows/mod.rs"]
mod flows;

fn main() -> ExitCode {
    flow_deploy_cli::run(flows::ALL)
}
