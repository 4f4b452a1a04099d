//! Uploads the flows of `examples/flows`, then changes one and uploads it again.
//!
//! ```text
//! cargo run --example deploy
//! ```
//!
//! It uses the local service of `flow-local`, over real HTTP: no AWS account is needed. With
//! arguments it is the command line of `flow_deploy_cli`, which any program can have over its flows:
//!
//! ```text
//! cargo run --example deploy -- plan
//! cargo run --example deploy -- preview booking
//! cargo run --example deploy -- --help
//! ```

mod flows;

use std::error::Error;
use std::process::ExitCode;

use flow_deploy::{Action, Deployment, DesiredFlow, Outcome, ValidationError};
use flow_local::{LocalService, check_flow_json};

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        return flow_deploy_cli::run(flows::ALL);
    }
    match tour() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Fails if a flow was not uploaded, or has errors.
#[tokio::main(flavor = "current_thread")]
async fn tour() -> Result<bool, Box<dyn Error>> {
    let service = LocalService::builder().validator(check_flow_json);
    let service = service.start().await?;
    println!(
        "No AWS account needed: using the local service at {}.\n",
        service.endpoint()
    );
    let client = service.client_builder().build()?;
    let deployment = Deployment::new(client, service.account_id());

    let mut desired: Vec<DesiredFlow> = flows::ALL.iter().map(DesiredFlow::from).collect();
    println!("Uploading {} flows", desired.len());
    let mut clean = upload(&deployment, &desired).await?;

    if let Some(first) = desired.first_mut() {
        println!(
            "\nChanging the title of `{}` and uploading all again",
            first.name
        );
        let mut json: serde_json::Value = serde_json::from_str(&first.json)?;
        json["screens"][0]["title"] = "Hello again".into();
        first.json = json.to_string();
        clean &= upload(&deployment, &desired).await?;
    }

    let flows = service.flows();
    let sizes = flows
        .iter()
        .filter_map(|flow| Some(flow.flow_json.as_ref()?.len()));
    let (flows, size) = (flows.len(), kilobytes(sizes.sum()));
    println!("\nThe local service holds {flows} flows, {size}.");
    println!("\nNow try: cargo run --example deploy -- plan");
    Ok(clean)
}

/// Plans, applies the plan and prints the report. Returns whether all flows were uploaded.
async fn upload(deployment: &Deployment, desired: &[DesiredFlow]) -> Result<bool, Box<dyn Error>> {
    let plan = deployment.plan(desired.iter().cloned()).await?;
    let report = deployment.apply(&plan, |_, _| {}).await?;
    for (plan, done) in plan.flows.iter().zip(&report.flows) {
        let mark = if done.is_success() { '✓' } else { '✗' };
        let id = done.flow_id.as_deref().unwrap_or("(no id)");
        let json = &plan.desired().json;
        let action = match done.action {
            Action::Create => "created",
            Action::Update => "updated",
            _ => "unchanged",
        };
        let screens = json.matches(r#""layout":"#).count();
        let screens = format!("{screens} screen{}", if screens == 1 { "" } else { "s" });
        println!(
            "  {mark}  {:12} {screens:10}  {:>8}  flow {id}  {}",
            done.name,
            kilobytes(json.len()),
            action
        );
        if plan.status().is_some() {
            plan.changes
                .iter()
                .for_each(|change| println!("       {change}"));
        }
        match &done.outcome {
            Outcome::Done => {}
            Outcome::Invalid { errors } => {
                for error in errors {
                    println!("{}", ValidationError::parse(error).report(json, |_| None));
                }
            }
            other => println!("     {other:?}"),
        }
    }
    Ok(report.is_success())
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}
