//! flow-endpoint beside [pywa](https://pypi.org/project/pywa/), a public implementation in Python.
//!
//! ```sh
//! cargo bench --manifest-path benches/endpoint/Cargo.toml    # needs Linux and Python 3.11
//! ```
//!
//! It fetches pywa once, into `target`. The figures of one run are one table of `docs/endpoint.md`.

mod function;
mod load;
mod peer;
mod request;

use std::error::Error;
use std::process::Command;
use std::time::Duration;

use flow_endpoint::PrivateKey;
use rustix::thread::{CpuSet, sched_setaffinity};

use peer::Peer;
use request::Requests;

/// Turns in which the servers are asked one after the other, and how long each is asked.
const TURNS: usize = 7;
const TURN: Duration = Duration::from_secs(2);
/// Connections that ask at once.
const AT_ONCE: usize = 16;
/// Connections that stay open, for the memory they take.
const OPEN: usize = 1_000;
/// Starts of a function.
const STARTS: usize = 15;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    // Servers run on the first core, and this program, which asks them, on the second.
    pin_to(1)?;
    let pem = PrivateKey::generate_pem(None);
    let key = PrivateKey::from_pem(&pem, None)?;
    let requests = Requests::new(&key);
    let peers = [Peer::flow_endpoint(&pem), Peer::pywa(&pem)?];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measure(&peers, &requests))
}

async fn measure(peers: &[Peer], requests: &Requests) -> Result<()> {
    let mut servers = Vec::new();
    for peer in peers {
        let server = peer.serve()?;
        let mut connection = load::Connection::open(server.port).await?;
        requests.ask_once(&mut connection).await?;
        let resident = server.resident()?;
        servers.push((peer, server, resident));
    }

    let mut loads: Vec<Vec<load::Load>> = servers.iter().map(|_| Vec::new()).collect();
    for _ in 0..TURNS {
        for ((_, server, _), loads) in servers.iter().zip(&mut loads) {
            loads.push(load::ask(server, requests, AT_ONCE, TURN).await?);
        }
    }
    println!("| Endpoint | Requests a second | CPU of a request | of that RSA |");
    println!("|---|---:|---:|---:|");
    for ((peer, ..), loads) in servers.iter().zip(&loads) {
        let rate = median(loads.iter().map(load::Load::rate));
        let cpu = median(loads.iter().map(load::Load::cpu_of_a_request));
        let rsa = peer.rsa(requests)?;
        println!(
            "| {} | {rate:.0} | {:.0} µs | {:.0} µs, {:.0} % |",
            peer.name,
            cpu * 1e6,
            rsa * 1e6,
            100.0 * rsa / cpu
        );
    }

    println!("\n| Endpoint | Memory | with {OPEN} connections | a connection |");
    println!("|---|---:|---:|---:|");
    for (peer, before, resident) in servers {
        drop(before);
        // A new process: the load above has left its traces.
        let server = peer.serve()?;
        let connections = load::hold(&server, requests, OPEN).await?;
        let full = server.resident()?;
        drop(connections);
        println!(
            "| {} | {:.1} MB | {:.1} MB | {:.1} KB |",
            peer.name,
            resident as f64 / 1e6,
            full as f64 / 1e6,
            (full.saturating_sub(resident)) as f64 / 1e3 / OPEN as f64
        );
    }

    println!("\n| Function | from its start to the first answer |");
    println!("|---|---:|");
    let mut starts: Vec<Vec<f64>> = peers.iter().map(|_| Vec::new()).collect();
    for _ in 0..STARTS {
        for (peer, starts) in peers.iter().zip(&mut starts) {
            starts.push(function::first_answer(peer, requests).await?.as_secs_f64());
        }
    }
    for (peer, starts) in peers.iter().zip(starts) {
        println!("| {} | {:.1} ms |", peer.name, median(starts) * 1e3);
    }
    Ok(())
}

/// This process, and what it starts, runs on one core.
fn pin_to(core: usize) -> Result<()> {
    let mut cores = CpuSet::new();
    cores.set(core);
    Ok(sched_setaffinity(None, &cores)?)
}

fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Runs a command, and gives what it prints.
fn output(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} fails: {said}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
