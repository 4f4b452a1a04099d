//! Uploads the flows of `examples/flows`, then changes one and uploads it again.
//!
//! ```text
//! cargo run --example deploy
//! ```
//!
//! Without an AWS account it does so against the local service of `flow-deploy`, over real HTTP.
//! With `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION` and `WABA_ID` in the environment
//! it uses AWS: every flow becomes a draft in that account.

mod flows;

use std::error::Error;
use std::process::ExitCode;

use flow_deploy::local::LocalService;
use flow_deploy::{
    Client, CreateWhatsAppFlowInput, JsonPlace, UpdateWhatsAppFlowAssetsInput, ValidationError,
};
use flow_dsl::Flow;
use flow_json::{Severity, Style};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match deploy().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every flow went up without errors.
async fn deploy() -> Result<bool, Box<dyn Error>> {
    let target = Target::choose().await?;
    let mut clean = true;
    let mut uploaded = Vec::new();

    println!("Creating {} flows in {}", flows::ALL.len(), target.account);
    for flow in flows::ALL {
        let input =
            CreateWhatsAppFlowInput::new(&target.account, flow.name(), flow.categories().to_vec())
                .flow_json(flow.json());
        match target.client.create_whatsapp_flow(&input).await {
            Ok(created) => {
                let id = created.flow_id.unwrap_or_else(|| "(no id)".to_owned());
                println!(
                    "  {}  {}  flow {id}",
                    mark(&created.validation_errors),
                    summary(flow)
                );
                clean &= report(flow, flow.json(), &created.validation_errors);
                uploaded.push((flow, id));
            }
            Err(error) => {
                println!("  ✗  {}  {error}", summary(flow));
                clean = false;
            }
        }
    }

    if let Some((flow, id)) = uploaded.first() {
        let json = retitled(flow)?;
        println!(
            "\nChanging the title of `{}` and updating its assets",
            flow.name()
        );
        let input = UpdateWhatsAppFlowAssetsInput::new(&target.account, id, json.as_str());
        match target.client.update_whatsapp_flow_assets(&input).await {
            Ok(updated) => {
                println!(
                    "  {}  {}  flow {id}",
                    mark(&updated.validation_errors),
                    summary(flow)
                );
                clean &= report(flow, &json, &updated.validation_errors);
            }
            Err(error) => {
                println!("  ✗  {}  {error}", summary(flow));
                clean = false;
            }
        }
    }

    target.say_what_is_stored();
    Ok(clean)
}

/// Where the flows go.
struct Target {
    client: Client,
    account: String,
    /// Runs as long as this is kept.
    local: Option<LocalService>,
}

impl Target {
    async fn choose() -> Result<Self, Box<dyn Error>> {
        let set = |name| {
            std::env::var(name)
                .ok()
                .filter(|value: &String| !value.is_empty())
        };
        if let (Some(account), Some(_)) = (set("WABA_ID"), set("AWS_ACCESS_KEY_ID")) {
            let client = Client::from_env()?;
            println!(
                "Using AWS at {}: the flows become drafts there.\n",
                client.endpoint()
            );
            return Ok(Self {
                client,
                account,
                local: None,
            });
        }
        let service = LocalService::builder()
            .validator(validation_errors)
            .start()
            .await?;
        println!(
            "No AWS account needed: using the local service at {}.",
            service.endpoint()
        );
        println!(
            "(For AWS set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and WABA_ID.)\n"
        );
        Ok(Self {
            client: service.client_builder().build()?,
            account: service.account_id().to_owned(),
            local: Some(service),
        })
    }

    fn say_what_is_stored(&self) {
        let Some(service) = &self.local else { return };
        let flows = service.flows();
        let bytes: usize = flows
            .iter()
            .filter_map(|flow| Some(flow.flow_json.as_ref()?.len()))
            .sum();
        println!(
            "\nThe local service holds {} flows, {}.",
            flows.len(),
            kilobytes(bytes)
        );
    }
}

/// What the local service finds wrong with Flow JSON, in place of Meta.
fn validation_errors(json: &[u8]) -> Vec<String> {
    let reading = flow_json::read_bytes(json);
    let mut found = reading.diagnostics;
    if let Some(root) = &reading.root {
        found.extend(flow_json::check(root, Style::Json));
    }
    let errors = found
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors
        .map(|error| {
            let path = error.place.pointer.clone();
            let error = error.to_string();
            serde_json::json!({"message": error, "pointers": [{"path": path}]}).to_string()
        })
        .collect()
}

/// The flow with another title on its first screen.
fn retitled(flow: &Flow) -> Result<String, Box<dyn Error>> {
    let mut json: serde_json::Value = serde_json::from_str(flow.json())?;
    json["screens"][0]["title"] = "Hello again".into();
    Ok(json.to_string())
}

fn mark(validation_errors: &[String]) -> char {
    if validation_errors.is_empty() {
        '✓'
    } else {
        '!'
    }
}

/// Prints what Meta found wrong, where it was written. Whether that was nothing.
fn report(flow: &Flow, json: &str, validation_errors: &[String]) -> bool {
    let source = |place: JsonPlace<'_>| {
        let found = match place {
            JsonPlace::Pointer(pointer) => flow.source_of(pointer),
            JsonPlace::Offset(offset) => flow.source_at(offset),
        };
        found.map(|place| place.to_string())
    };
    for error in validation_errors {
        println!("{}", ValidationError::parse(error).report(json, source));
    }
    validation_errors.is_empty()
}

fn summary(flow: &Flow) -> String {
    let screens = flow.json().matches(r#""layout":"#).count();
    let screens = format!("{screens} screen{}", if screens == 1 { "" } else { "s" });
    format!(
        "{:10} {:>3}  {screens:10}  {:>8}",
        flow.name(),
        flow.version(),
        kilobytes(flow.json().len())
    )
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}
