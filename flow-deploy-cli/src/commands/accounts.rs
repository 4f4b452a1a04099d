//! `accounts`: the accounts that are linked in this Region.

use std::time::{SystemTime, UNIX_EPOCH};

use flow_deploy::ListLinkedWhatsAppBusinessAccountsInput;
use serde_json::json;
use time::OffsetDateTime;

use super::Context;
use crate::exit::{Exit, SUCCESS};
use crate::output::{print, table};
use crate::target::Filled;

pub(super) async fn accounts(context: &Context) -> Exit {
    let target = context.any_target(Filled::Empty).await?;
    let input = ListLinkedWhatsAppBusinessAccountsInput::new().max_results(100);
    let client = &target.client;
    let accounts = client
        .linked_whatsapp_business_accounts(input)
        .try_collect()
        .await?;
    print(
        context.format,
        || {
            let accounts = accounts.iter().map(|account| {
                let linked = account.link_date.duration_since(UNIX_EPOCH);
                json!({
                    "id": account.id, "name": account.waba_name, "waba_id": account.waba_id,
                    "arn": account.arn,
                    "registration_status": account.registration_status.as_str(),
                    "link_date": linked.unwrap_or_default().as_secs(),
                })
            });
            json!({"accounts": accounts.collect::<Vec<_>>()})
        },
        || {
            if accounts.is_empty() {
                return format!("No account is linked in {}.\n", client.region());
            }
            let heads = ["ACCOUNT", "NAME", "META'S ID", "REGISTRATION", "LINKED"];
            let mut rows = vec![heads.map(str::to_owned).to_vec()];
            rows.extend(accounts.iter().map(|account| {
                vec![
                    account.id.clone(),
                    account.waba_name.clone(),
                    account.waba_id.clone(),
                    account.registration_status.to_string(),
                    date(account.link_date),
                ]
            }));
            table(&rows)
        },
    )?;
    Ok(SUCCESS)
}

fn date(time: SystemTime) -> String {
    OffsetDateTime::from(time).date().to_string()
}
