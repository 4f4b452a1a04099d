//! Measures a list call and an upload of 100 KB by both clients, over an open connection. The clients
//! take turns. Measured are the time until the answer is there, in which the service and the kernel have
//! their part; the time of a processor that the client's thread took; and instructions, which a busy machine
//! does not change.
//!
//! `cargo bench --manifest-path benches/client/Cargo.toml --bench calls` runs it. It needs valgrind,
//! which counts the instructions. The figures of one machine are in `docs/benchmarks.md`.

use std::env;
use std::process::Command;
use std::time::{Duration, Instant};

use client_benches::{Clients, Error, Operation, Service, Which};
use cpu_time::ThreadTime;
use tokio::runtime;

/// The number of turns of each client, and of calls in a turn.
const TURNS: usize = 41;
const CALLS: u32 = 100;

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    if let [endpoint, which, operation, calls] = arguments.as_slice() {
        let which = Which::ALL.into_iter().find(|one| one.name() == which);
        let operation = Operation::ALL
            .into_iter()
            .find(|one| one.name() == operation);
        let (which, operation) = which.zip(operation).ok_or("no such call")?;
        let clients = Clients::new(endpoint)?;
        return runtime.block_on(async {
            for _ in 0..calls.parse()? {
                clients.call(which, operation).await?;
            }
            Ok(())
        });
    }
    let service = Service::start()?;
    println!("| Call | Client | Median time | of a processor | Instructions |");
    println!("|---|---|---:|---:|---:|");
    for operation in Operation::ALL {
        let times = runtime.block_on(times(service.endpoint(), operation))?;
        let mut steps = [0.0; 2];
        for (which, steps) in Which::ALL.into_iter().zip(&mut steps) {
            let of = |calls| instructions(service.endpoint(), which, operation, calls);
            *steps = (of(150)? - of(50)?) / 100.0;
        }
        for (which, (times, steps)) in Which::ALL.into_iter().zip(times.into_iter().zip(steps)) {
            let (operation, which) = (operation.name(), which.name());
            let [time, processor] = times.map(|time| time * 1e6);
            let steps = steps / 1e6;
            println!("| {operation} | {which} | {time:.0} µs | {processor:.0} µs | {steps:.2} M |");
        }
        let [ours, sdk] = times;
        let [time, processor] = [0, 1].map(|kind| ours[kind] / sdk[kind]);
        let steps = steps[0] / steps[1];
        println!("| | **ratio** | **{time:.2}** | **{processor:.2}** | **{steps:.2}** |");
    }
    Ok(())
}

/// The median time of a call, and that of a processor, in seconds, for each client.
async fn times(endpoint: &str, operation: Operation) -> Result<[[f64; 2]; 2], Error> {
    let clients = Clients::new(endpoint)?;
    let mut times = [(); 2].map(|()| [Vec::new(), Vec::new()]);
    for turn in 0..=TURNS {
        for (which, [time, processor]) in Which::ALL.into_iter().zip(&mut times) {
            let (start, start_of_thread) = (Instant::now(), ThreadTime::try_now()?);
            for _ in 0..CALLS {
                clients.call(which, operation).await?;
            }
            // The first turn connects.
            if turn > 0 {
                processor.push(start_of_thread.try_elapsed()? / CALLS);
                time.push(start.elapsed() / CALLS);
            }
        }
    }
    Ok(times.map(|kinds| kinds.map(median)))
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

/// The instructions of this program with this number of calls.
fn instructions(
    endpoint: &str,
    which: Which,
    operation: Operation,
    calls: u32,
) -> Result<f64, Error> {
    client_benches::instructions(Command::new(env::current_exe()?).args([
        endpoint,
        which.name(),
        operation.name(),
        &calls.to_string(),
    ]))
}
