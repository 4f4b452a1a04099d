//! The time of a command from the start of its process to its end, and the size of the program. One
//! command sends nothing, and one sends a request to a service on this machine that runs already.
//!
//! Run it by `cargo bench -p cli --bench start`. `docs/deploy.md` has the figures of one machine.

#![allow(clippy::unwrap_used, reason = "a measurement that panics has failed")]

use std::process::{Command, Stdio};
use std::time::Instant;

use flow_local::LocalService;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cli");
const RUNS: usize = 51;

#[tokio::main]
async fn main() {
    let service = LocalService::start().await.unwrap();
    let credentials = service.credentials();
    let run = |argument: &str| {
        let mut command = Command::new(PROGRAM);
        command
            .arg(argument)
            .env("AWS_ENDPOINT_URL_SOCIALMESSAGING", service.endpoint())
            .env("AWS_ACCESS_KEY_ID", credentials.access_key_id())
            .env("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key())
            .env("AWS_REGION", service.region())
            .env("WABA_ID", service.account_id())
            .stdout(Stdio::null());
        let start = Instant::now();
        assert!(command.status().unwrap().success());
        start.elapsed()
    };
    let size = std::fs::metadata(PROGRAM).unwrap().len() as f64 / 1e6;
    println!("the program has {size:.1} MB");
    for command in ["json", "accounts", "plan"] {
        let mut times: Vec<_> = (0..RUNS).map(|_| run(command)).collect();
        times.sort_unstable();
        let median = times[RUNS / 2].as_secs_f64() * 1e3;
        println!("`{command}`: {median:.1} ms, the median of {RUNS} runs");
    }
}
