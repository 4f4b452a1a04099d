//! `key new`: a key pair in files, or how to make one in AWS KMS.

use serde_json::json;

use super::super::Context;
use crate::arguments::MakeKey;
use crate::exit::{Exit, SUCCESS};
use crate::output::print;

pub(in crate::commands) fn new(context: &Context, options: &MakeKey) -> Exit {
    if options.kms {
        return in_kms(context);
    }
    in_files(context, options)
}

/// The commands and the policy that make a key in KMS. The key needs an owner with rights that this program
/// should not have.
fn in_kms(context: &Context) -> Exit {
    let commands = [
        "aws kms create-key --key-usage ENCRYPT_DECRYPT --key-spec RSA_2048 --description 'WhatsApp Flows'",
        "aws kms create-alias --alias-name alias/whatsapp-flows --target-key-id KEY-ID",
    ];
    let statement = |principal, action| json!({ "Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*" });
    let policy = json!([
        statement(
            json!({ "Service": "social-messaging.amazonaws.com" }),
            "kms:GetPublicKey"
        ),
        statement(json!({ "AWS": "ARN-OF-THE-ENDPOINTS-ROLE" }), "kms:Decrypt"),
    ]);
    let next = ["key put --kms-key-arn ARN", "key check --kms-key-id ARN"];
    print(
        context.format,
        || json!({ "commands": commands, "policy_statements": policy, "next": next }),
        || {
            format!(
                "Make the key in the Region of the account:\n\n  {}\n\n\
                 Add these statements to its policy: the service reads the public half, the endpoint decrypts.\n\n\
                 {policy:#}\n\nThen give it to the phone number, and look whether it arrived:\n\n  {}\n",
                commands.join("\n  "),
                next.join("\n  "),
            )
        },
    )?;
    Ok(SUCCESS)
}

#[cfg(not(feature = "keys"))]
fn in_files(_: &Context, _: &MakeKey) -> Exit {
    Err(crate::exit::Failure::usage(
        "this program makes no keys: switch on the feature `keys` of flow-deploy-cli, or use \
         `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -aes256 -out private.pem` and \
         `openssl pkey -in private.pem -pubout -out public.pem`",
    ))
}

#[cfg(feature = "keys")]
fn in_files(context: &Context, options: &MakeKey) -> Exit {
    let passphrase = files::passphrase(options)?;
    let (private, public) = (&options.private, &options.public);
    files::write_pair(private, public, passphrase.as_deref().map(String::as_str))?;
    let is_encrypted = passphrase.is_some();
    print(
        context.format,
        || {
            json!({
                "private_key_file": private.display().to_string(),
                "public_key_file": public.display().to_string(),
                "is_encrypted": is_encrypted,
            })
        },
        || {
            let how = if is_encrypted {
                "encrypted by the passphrase"
            } else {
                "not encrypted: keep it as you keep passwords"
            };
            format!(
                "{} holds the private key, {how}.\n{} holds the public one: put it with `key put --pem`.\n",
                private.display(),
                public.display(),
            )
        },
    )?;
    Ok(SUCCESS)
}

#[cfg(feature = "keys")]
mod files {
    use std::env::VarError;
    use std::fs::{self, File, OpenOptions};
    use std::io::{self, Write as _};
    use std::path::Path;

    use flow_endpoint::PrivateKey;
    use zeroize::Zeroizing;

    use crate::arguments::MakeKey;
    use crate::exit::Failure;

    /// The passphrase that is named. A line break at the end of a file does not belong to it.
    pub(super) fn passphrase(options: &MakeKey) -> Result<Option<Zeroizing<String>>, Failure> {
        let text = match (&options.passphrase_variable, &options.passphrase_file) {
            (Some(variable), _) => std::env::var(variable).map_err(|error| {
                let is = match error {
                    VarError::NotPresent => "not set",
                    VarError::NotUnicode(_) => "not UTF-8",
                };
                Failure::usage(format!("the variable `{variable}` is {is}"))
            }),
            (None, Some(file)) => fs::read_to_string(file).map_err(|error| {
                Failure::usage(format!("`{}` cannot be read: {error}", file.display()))
            }),
            (None, None) => return Ok(None),
        };
        let text = Zeroizing::new(text?);
        let passphrase = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
        if passphrase.is_empty() {
            return Err(Failure::usage("the passphrase is empty"));
        }
        Ok(Some(passphrase))
    }

    /// Writes a new pair. No file is written over, and nothing is left if one cannot be written.
    pub(super) fn write_pair(
        private: &Path,
        public: &Path,
        passphrase: Option<&str>,
    ) -> Result<(), Failure> {
        let mut public_file = create(public, 0o644)?;
        let made = create(private, 0o600).and_then(|mut private_file| {
            let pem = PrivateKey::generate_pem(passphrase);
            let key = PrivateKey::from_pem(&pem, passphrase)
                .map_err(|error| Failure::failed(error.to_string()))?;
            let written = write(&mut private_file, &pem);
            let written =
                written.and_then(|()| write(&mut public_file, &key.public_key().to_pem()));
            written.map_err(|error| {
                // It was made here.
                let _ = fs::remove_file(private);
                Failure::failed(format!("the key cannot be written: {error}"))
            })
        });
        if made.is_err() {
            let _ = fs::remove_file(public);
        }
        made
    }

    fn write(file: &mut File, text: &str) -> io::Result<()> {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    /// A new file that others may use as the mode says.
    fn create(path: &Path, mode: u32) -> Result<File, Failure> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        options.open(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::refused(format!(
                "`{}` is there, and no file is written over; nothing was done",
                path.display()
            )),
            _ => Failure::failed(format!("`{}` cannot be written: {error}", path.display())),
        })
    }
}
