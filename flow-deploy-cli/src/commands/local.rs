//! `local`: runs the local service until Ctrl-C or SIGTERM.

use flow_local::{LocalService, check_flow_json};
use serde_json::json;

use super::Context;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::interrupt::Stops;
use crate::output::print;

pub(super) async fn local(context: &Context, port: u16, stops: &Stops) -> Exit {
    let mut builder = LocalService::builder()
        .port(port)
        .validator(check_flow_json);
    if let Some(account) = context.service.account() {
        builder = builder.account(account);
    }
    if let Some(region) = &context.service.region {
        builder = builder.region(region);
    }
    let service = builder.start().await.map_err(|error| {
        Failure::usage(format!(
            "cannot use port {port}: {error}; choose another with `--port`, or leave it out for a free one"
        ))
    })?;
    let credentials = service.credentials();
    let (id, secret) = (credentials.access_key_id(), credentials.secret_access_key());
    print(
        context.format,
        || {
            json!({
                "endpoint": service.endpoint(), "account": service.account_id(),
                "region": service.region(), "access_key_id": id, "secret_access_key": secret,
            })
        },
        || {
            let lines = [
                ("AWS_ENDPOINT_URL_SOCIALMESSAGING", service.endpoint()),
                ("AWS_ACCESS_KEY_ID", id),
                ("AWS_SECRET_ACCESS_KEY", secret),
                ("AWS_REGION", service.region()),
                ("WABA_ID", service.account_id()),
            ];
            let lines = lines.map(|(name, value)| format!("export {name}={value}\n"));
            format!(
                "# The local service runs until Ctrl-C, and keeps its flows in memory until then.\n# In another shell:\n{}",
                lines.concat()
            )
        },
    )?;
    stops.first().await;
    service.stop().await;
    Ok(SUCCESS)
}
