//! How long 300 flows take with a service that takes 10 requests a second and throttles the others, beside
//! the least time that so many requests can take.
//!
//! `cargo bench -p flow-deploy --bench throttled` takes two minutes; the figures of one machine stand in
//! `docs/deploy.md`.

#![allow(clippy::unwrap_used, reason = "a measurement that panics has failed")]

use std::time::{Duration, Instant};

use flow_deploy::{Category, Deployment, DesiredFlow};
use flow_local::LocalService;

const FLOWS: usize = 300;
const LATENCY: Duration = Duration::from_millis(100);
const RATE: u32 = 10;
/// A flow of a common size, 19 KB.
const JSON: &str = include_str!("../../examples/flows/survey.json");

#[tokio::main]
async fn main() {
    let desired: Vec<_> = (0..FLOWS)
        .map(|number| DesiredFlow::new(format!("flow {number}"), [Category::Other], JSON))
        .collect();
    let builder = LocalService::builder()
        .latency(LATENCY)
        .requests_per_second(RATE);
    let service = builder.start().await.unwrap();
    let deployment = || {
        let client = service.client_builder().build().unwrap();
        Deployment::new(client, service.account_id())
    };
    println!("| {FLOWS} flows | requests taken | throttled | seconds | of the least |");
    println!("|---|---:|---:|---:|---:|");
    let report = |what: &str, start: Instant| {
        let seconds = start.elapsed().as_secs_f64();
        let (mut taken, mut throttled) = (0, 0);
        for request in service.requests() {
            // A download is no operation, and is not counted against the rate.
            match (request.operation, request.status) {
                (None, _) => {}
                (Some(_), Some(429)) => throttled += 1,
                (Some(_), _) => taken += 1,
            }
        }
        // Those of the first second may come at once.
        let least = f64::from(taken) / f64::from(RATE) - 1.0;
        println!(
            "| {what} | {taken} | {throttled} | {seconds:.1} | {:.2} |",
            seconds / least
        );
        service.clear_requests();
    };
    let start = Instant::now();
    let plan = deployment().plan(desired.clone()).await.unwrap();
    let applied = deployment().apply(&plan, |_, _| {}).await.unwrap();
    assert!(applied.is_success());
    report("plan and create", start);
    // The service has a second's requests again.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let start = Instant::now();
    let plan = deployment().plan(desired).await.unwrap();
    assert!(plan.is_unchanged());
    report("plan, unchanged", start);
}
