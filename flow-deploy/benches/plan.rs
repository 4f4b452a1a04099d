//! How many requests a plan of 50 unchanged flows makes, and how long it takes if each answer takes
//! 50 ms, by how many flows are looked at at once.
//!
//! `cargo bench -p flow-deploy --bench plan`; the figures of one machine stand in
//! `docs/deploy.md`.

#![allow(clippy::unwrap_used, reason = "a measurement that panics has failed")]

use std::time::{Duration, Instant};

use flow_deploy::{Category, Deployment, DesiredFlow};
use flow_local::LocalService;

const FLOWS: usize = 50;
const LATENCY: Duration = Duration::from_millis(50);
/// A flow of a common size, 9 KB.
const JSON: &str = include_str!("../../examples/flows/survey.json");
const RUNS: usize = 5;

#[tokio::main]
async fn main() {
    let desired: Vec<_> = (0..FLOWS)
        .map(|number| DesiredFlow::new(format!("flow {number}"), [Category::Other], JSON))
        .collect();
    println!("| flows at once | requests | median of {RUNS} runs |\n|---:|---:|---:|");
    for parallel in [1, 4, 8, 16, 50] {
        let builder = LocalService::builder().latency(LATENCY);
        let service = builder.start().await.unwrap();
        let client = || service.client_builder().build().unwrap();
        let deployment = |limit| Deployment::new(client(), service.account_id()).parallel(limit);
        let all = deployment(FLOWS);
        let plan = all.plan(desired.clone()).await.unwrap();
        assert!(all.apply(&plan, |_, _| {}).await.unwrap().is_success());
        let mut times = Vec::new();
        let mut requests = 0;
        for _ in 0..RUNS {
            service.clear_requests();
            // A client of its own, which has no connections yet.
            let deployment = deployment(parallel);
            let start = Instant::now();
            let plan = deployment.plan(desired.clone()).await.unwrap();
            times.push(start.elapsed());
            assert!(plan.is_unchanged());
            requests = service.requests().len();
        }
        times.sort_unstable();
        let median = times[RUNS / 2].as_millis();
        println!("| {parallel} | {requests} | {median} ms |");
    }
}
