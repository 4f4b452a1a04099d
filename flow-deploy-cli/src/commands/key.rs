//! `key`: the business public key of a phone number, and the pair that it belongs to.

mod check;
mod new;

use std::path::Path;

pub(super) use check::check;
pub(super) use new::new;

use flow_deploy::{
    BusinessPublicKey, GetLinkedWhatsAppBusinessAccountInput, GetWhatsAppBusinessPublicKeyInput,
    GetWhatsAppBusinessPublicKeyOutput, PutWhatsAppBusinessPublicKeyInput, ServiceErrorKind,
};
use serde_json::json;

use super::{CHANGES, Context};
use crate::arguments::NewKey;
use crate::confirm::confirm;
use crate::exit::{Exit, Failure, SUCCESS};
use crate::interrupt::Stops;
use crate::output::print;
use crate::target::{Filled, Target};

pub(super) async fn get(context: &Context, phone: Option<&str>) -> Exit {
    let target = context.any_target(Filled::Empty).await?;
    let phone = phone_number(&target, phone, "--phone").await?;
    let key = current(&target, &phone).await?;
    let status = key.business_public_key_signature_status.as_ref();
    let status = status.map(|status| status.as_str());
    print(
        context.format,
        || {
            json!({
                "phone_number_id": phone, "business_public_key": key.business_public_key,
                "signature_status": status,
            })
        },
        || {
            let pem = key.business_public_key.as_deref().map(str::trim_end);
            match (pem, status) {
                (None, None) => format!("{phone} has no public key.\n"),
                (pem, status) => {
                    let status = status.unwrap_or("not told");
                    let pem = pem.map(|pem| format!("{pem}\n")).unwrap_or_default();
                    format!("{phone} has a public key, its signature status: {status}\n{pem}")
                }
            }
        },
    )?;
    Ok(SUCCESS)
}

pub(super) async fn put(
    context: &Context,
    phone: Option<&str>,
    key: NewKey,
    yes: bool,
    stops: &Stops,
) -> Exit {
    let key = match (key.pem, key.kms_key_arn) {
        (Some(file), _) => BusinessPublicKey::Pem(public_pem(&file)?),
        (None, arn) => {
            BusinessPublicKey::KmsKeyArn(arn.expect("clap asks for --pem or --kms-key-arn"))
        }
    };
    let target = context.any_target(Filled::Empty).await?;
    let phone = phone_number(&target, phone, "--phone").await?;
    let before = current(&target, &phone).await?;
    let has_one = before.business_public_key.is_some()
        || before.business_public_key_signature_status.is_some();
    let is_same = match (&key, &before.business_public_key) {
        (BusinessPublicKey::Pem(pem), Some(before)) => pem.trim() == before.trim(),
        _ => false,
    };
    let replaces = has_one && !is_same;
    if replaces {
        let change = format!("replaces the public key of {phone}");
        confirm(stops, yes, &change).await?;
    }
    let input = PutWhatsAppBusinessPublicKeyInput::new(&phone, key.clone());
    let put = target.client.put_whatsapp_business_public_key(&input);
    stops.unless_stopped(put, CHANGES).await?;
    print(
        context.format,
        || {
            let (pem, arn) = match &key {
                BusinessPublicKey::Pem(pem) => (Some(pem), None),
                BusinessPublicKey::KmsKeyArn(arn) => (None, Some(arn)),
                _ => (None, None),
            };
            json!({
                "phone_number_id": phone, "business_public_key": pem, "kms_key_arn": arn,
                "replaced": replaces,
            })
        },
        || format!("{phone} has the key now.\n"),
    )?;
    Ok(SUCCESS)
}

/// A public key in PEM. A private key is sent nowhere.
fn public_pem(file: &Path) -> Result<String, Failure> {
    let pem = std::fs::read_to_string(file)
        .map_err(|error| Failure::usage(format!("`{}` cannot be read: {error}", file.display())))?;
    if pem.contains("PRIVATE KEY") {
        return Err(Failure::usage(format!(
            "`{}` holds a private key, which stays with you: give the public one; nothing was sent",
            file.display()
        )));
    }
    Ok(pem)
}

/// The key of a phone number. Its members are empty if there is none.
async fn current(
    target: &Target,
    phone: &str,
) -> Result<GetWhatsAppBusinessPublicKeyOutput, Failure> {
    let input = GetWhatsAppBusinessPublicKeyInput::new(phone);
    match target.client.get_whatsapp_business_public_key(&input).await {
        Err(error)
            if error.service().map(|service| service.kind)
                == Some(ServiceErrorKind::ResourceNotFound) =>
        {
            // The key or the phone number is missing. A put will tell.
            Ok(GetWhatsAppBusinessPublicKeyOutput::default())
        }
        key => Ok(key?),
    }
}

/// The phone number that was named with the option, or the only one of the account.
pub(super) async fn phone_number(
    target: &Target,
    named: Option<&str>,
    option: &str,
) -> Result<String, Failure> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let input = GetLinkedWhatsAppBusinessAccountInput::new(target.account()?);
    let account = target.client.get_linked_whatsapp_business_account(&input);
    let phones = account.await?.account.map(|account| account.phone_numbers);
    match phones.unwrap_or_default().as_slice() {
        [one] => Ok(one.phone_number_id.clone()),
        [] => Err(Failure::failed(
            "the account has no phone number".to_owned(),
        )),
        several => {
            let line = |phone: &flow_deploy::WhatsAppPhoneNumberSummary| {
                format!("{} ({})", phone.phone_number_id, phone.display_phone_number)
            };
            let all: Vec<_> = several.iter().map(line).collect();
            let all = all.join(", ");
            Err(Failure::usage(format!(
                "the account has several phone numbers: name one with {option}, of {all}"
            )))
        }
    }
}
