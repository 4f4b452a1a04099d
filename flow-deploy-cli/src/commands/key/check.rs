//! `key check`: whether Meta has the key that the endpoint decrypts by.

use base64_simd::STANDARD;
use flow_deploy::BusinessPublicKeySignatureStatus;
use serde_json::json;

use super::super::Context;
use super::{current, phone_number, public_pem};
use crate::arguments::OwnKey;
use crate::exit::{Exit, FAILED, Failure, SUCCESS};
use crate::output::print;
use crate::target::{Filled, kms};

pub(in crate::commands) async fn check(
    context: &Context,
    phone: Option<&str>,
    own: &OwnKey,
) -> Exit {
    let own = match (&own.pem, &own.kms_key_id) {
        (Some(file), _) => {
            let pem = public_pem(file)?;
            der(&pem).ok_or_else(|| {
                let file = file.display();
                Failure::usage(format!(
                    "`{file}` holds no public key in PEM: nothing was sent"
                ))
            })?
        }
        (None, id) => {
            of_kms(
                context,
                id.as_deref().expect("clap asks for one of the two"),
            )
            .await?
        }
    };
    let target = context.any_target(Filled::Empty).await?;
    let phone = phone_number(&target, phone, "--phone").await?;
    let key = current(&target, &phone).await?;
    let status = key.business_public_key_signature_status;
    let theirs = key.business_public_key.as_deref();
    let verdict = match theirs.map(der) {
        None if status.is_none() => Verdict::None,
        None => Verdict::Untold,
        Some(theirs) if theirs.as_ref() != Some(&own) => Verdict::Another,
        Some(_) if status == Some(BusinessPublicKeySignatureStatus::Mismatch) => Verdict::Mismatch,
        Some(_) => Verdict::Same,
    };
    print(
        context.format,
        || {
            json!({
                "phone_number_id": phone, "verdict": verdict.word(),
                "business_public_key": theirs,
                "signature_status": status.as_ref().map(|status| status.as_str()),
            })
        },
        || format!("{phone} {}.\n", verdict.sentence()),
    )?;
    Ok(match verdict {
        Verdict::Same => SUCCESS,
        _ => FAILED,
    })
}

/// What came of the comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Same,
    Another,
    Mismatch,
    None,
    Untold,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Another => "another",
            Self::Mismatch => "mismatch",
            Self::None => "none",
            Self::Untold => "untold",
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Same => "has this key: phones encrypt for the endpoint",
            Self::Another => {
                "has another key, so that the endpoint cannot decrypt: put this one by `key put`, or give \
                 the endpoint the private key of that one"
            }
            Self::Mismatch => {
                "has this key, but Meta does not take its signature (MISMATCH): put it again by `key put`"
            }
            Self::None => "has no public key: put this one by `key put`",
            Self::Untold => {
                "has a key that the service does not show, so that nothing can be compared"
            }
        }
    }
}

/// The public half of a key in KMS.
async fn of_kms(context: &Context, id: &str) -> Result<Vec<u8>, Failure> {
    let client = kms(&context.service).await?;
    let key = client.public_key(id).await;
    let key = key.map_err(|error| Failure::failed(error.to_string()))?;
    if !key.decrypts {
        return Err(Failure::failed(format!(
            "{} is a key of {} that does not decrypt RSAES_OAEP_SHA_256: `key new --kms` says how to make one that does",
            key.key_id, key.key_spec
        )));
    }
    Ok(key.der)
}

/// The bytes in PEM of a public key, whatever its lines are.
fn der(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem.split_once("-----BEGIN PUBLIC KEY-----")?;
    let (base64, _) = rest.split_once("-----END PUBLIC KEY-----")?;
    let base64: String = base64.split_whitespace().collect();
    STANDARD.decode_to_vec(base64).ok()
}

#[cfg(test)]
mod tests {
    use super::der;

    #[test]
    fn pem_is_compared_by_what_it_holds() {
        let pem = "-----BEGIN PUBLIC KEY-----\nQUJD\nREVG\n-----END PUBLIC KEY-----\n";
        assert_eq!(der(pem).as_deref(), Some(&b"ABCDEF"[..]));
        assert_eq!(der(&pem.replace('\n', "\r\n")), der(pem));
        assert_eq!(der(&pem.replace("QUJD\n", "QUJD")), der(pem));
        assert_eq!(der("-----BEGIN PUBLIC KEY-----\nQUJD"), None);
        assert_eq!(der(&pem.replace("QUJD", "Q.JD")), None);
    }
}
