//! How long a plan of unchanged flows takes, and how much memory, if each answer takes 50 ms, by how many
//! flows are looked at at once. Beside it is the least time that the requests need: one for each page of the
//! list, one after the other, and two for each flow.
//!
//! `cargo bench -p flow-deploy --bench plan` takes a minute; the figures of one machine stand in
//! `docs/deploy.md`.

#![allow(clippy::unwrap_used, reason = "a measurement that panics has failed")]

use std::env;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use flow_deploy::{Category, Client, Deployment, DesiredFlow};
use flow_local::LocalService;

const LATENCY: Duration = Duration::from_millis(50);
/// A flow of a common size, 19 KB.
const JSON: &str = include_str!("../../examples/flows/survey.json");
/// The flows of a page of the list, which is the most that the service gives.
const PAGE: usize = 100;
/// The requests that the service remembers, at most.
const KEPT_REQUESTS: usize = 1000;
/// The numbers of flows, those that are looked at at once, and the runs that the median is of.
const CASES: [(usize, &[usize], usize); 2] = [(50, &[1, 4, 8, 16, 50], 5), (1000, &[8, 32], 3)];

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [account, flows, parallel] => {
            plan(account, flows.parse().unwrap(), parallel.parse().unwrap());
        }
        _ => measure(),
    }
}

#[tokio::main]
async fn measure() {
    println!("| flows | at once | requests | least time | time | of the least | peak memory |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for (flows, limits, runs) in CASES {
        let service = LocalService::builder().latency(LATENCY);
        let service = service.start().await.unwrap();
        let client = service.client_builder().build().unwrap();
        let all = Deployment::new(client, service.account_id()).parallel(50);
        let plan = all.plan(desired(flows)).await.unwrap();
        assert!(all.apply(&plan, |_, _| {}).await.unwrap().is_success());
        for parallel in limits {
            let pages = flows.div_ceil(PAGE);
            let (requests, steps) = (pages + 2 * flows, pages + 2 * flows.div_ceil(*parallel));
            let least = LATENCY * u32::try_from(steps).unwrap();
            let mut measured = Vec::new();
            for _ in 0..runs {
                service.clear_requests();
                measured.push(run(&service, flows, *parallel));
                assert_eq!(service.requests().len(), requests.min(KEPT_REQUESTS));
            }
            measured.sort_unstable();
            let (time, memory) = measured[runs / 2];
            println!(
                "| {flows} | {parallel} | {requests} | {} ms | {} ms | {:.2} | {:.1} MB |",
                least.as_millis(),
                time.as_millis(),
                time.as_secs_f64() / least.as_secs_f64(),
                memory as f64 / 1e6
            );
        }
    }
}

fn desired(flows: usize) -> Vec<DesiredFlow> {
    let flow = |number| DesiredFlow::new(format!("flow {number}"), [Category::Other], JSON);
    (0..flows).map(flow).collect()
}

/// The time and the peak memory of a plan in a process of its own, which has no connections yet.
fn run(service: &LocalService, flows: usize, parallel: usize) -> (Duration, u64) {
    let keys = service.credentials();
    let output = Command::new(env::current_exe().unwrap())
        .args([
            service.account_id(),
            &flows.to_string(),
            &parallel.to_string(),
        ])
        .env("AWS_ENDPOINT_URL_SOCIALMESSAGING", service.endpoint())
        .env("AWS_ACCESS_KEY_ID", keys.access_key_id())
        .env("AWS_SECRET_ACCESS_KEY", keys.secret_access_key())
        .env("AWS_REGION", service.region())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut numbers = text.split_whitespace().map(|word| word.parse().unwrap());
    let mut number = || -> u64 { numbers.next().unwrap() };
    (Duration::from_micros(number()), number())
}

/// On one thread, as the command line does: makes a plan, and prints its time in microseconds and the peak memory of the process in bytes.
#[tokio::main(flavor = "current_thread")]
async fn plan(account: &str, flows: usize, parallel: usize) {
    let desired = desired(flows);
    let client = Client::from_env().unwrap();
    let deployment = Deployment::new(client, account).parallel(parallel);
    let start = Instant::now();
    let plan = deployment.plan(desired).await.unwrap();
    let time = start.elapsed();
    assert!(plan.is_unchanged());
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.unwrap().trim().trim_end_matches(" kB");
    let bytes = kilobytes.parse::<u64>().unwrap() * 1024;
    println!("{} {bytes}", time.as_micros());
}
