//! `cargo flow endpoint check`

mod flow;
mod human;
mod json;
mod protocol;
mod trial;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use flow_endpoint::{AppSecret, PrivateKey, PublicKey, RemoteEndpoint};
use flow_json::model;
use flow_json::tree::Node;

use crate::exit::{Error, Exit, Outcome};
use crate::input;
use trial::{Outcome as Trial, Tried};

/// Ask an endpoint as Meta's servers do, and as they never should, and say what a phone would make of it
///
/// It tries a ping, wrong keys and signatures, bodies that are none and an error notice. With the flow, it asks
/// for each screen by each action, with the examples of the data, and looks whether a phone would take the
/// answers. These are real requests: an endpoint that books will book, so ask one that is for tests.
///
/// Requests go to URL and nowhere else. Redirects are not followed, and no proxy is used.
///
/// The app secret is read from a file, or from the variable `APP_SECRET`. Without one, requests are not signed.
///
/// Exit codes: 0 if nothing failed, 1 if something did, 2 if a file cannot be read.
#[derive(Args)]
pub(crate) struct Check {
    /// The address of the endpoint
    url: String,
    /// A file of Flow JSON: the flow that the endpoint is for
    #[arg(value_name = "FLOW")]
    flow: Option<PathBuf>,
    /// The public key that Meta has for it, in PEM; or the private key, of which the public half is used
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The key before, in PEM, which must still be taken while phones may have it
    #[arg(long, value_name = "FILE")]
    old_key: Option<PathBuf>,
    /// A file with the app secret; the variable `APP_SECRET` if left out
    #[arg(long, value_name = "FILE")]
    app_secret: Option<PathBuf>,
    /// The flow token of the requests
    #[arg(long, value_name = "TOKEN", default_value = "endpoint-check")]
    flow_token: String,
    /// The seconds to wait for an answer, as a phone does
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=60))]
    patience: u64,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line for each request
    Human,
    /// A JSON object on a line for each request
    Json,
}

/// The endpoint that is tried, and what it is tried with.
struct Tester {
    remote: RemoteEndpoint,
    key: PublicKey,
    old_key: Option<PublicKey>,
    secret: Option<AppSecret>,
    flow_token: String,
    version: String,
}

impl Check {
    pub(crate) fn run(self) -> Outcome {
        let flow = self.flow.as_deref().map(input::read_tree).transpose()?;
        let tester = self.tester(flow.as_ref())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let tried = runtime.block_on(tester.run(flow.as_ref()));
        let text = match self.format {
            Format::Human => human::write(&tried, flow.is_some(), tester.secret.is_some()),
            Format::Json => json::write(&tried),
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        let failed = tried.iter().any(|one| one.outcome == Trial::Failed);
        Ok(if failed { Exit::Found } else { Exit::Success })
    }

    fn tester(&self, flow: Option<&Node>) -> Result<Tester, Error> {
        let key = public_key(&self.key)?;
        let secret = self.secret()?;
        let version = flow.and_then(|flow| {
            let version = model::Flow::new(flow).top("data_api_version")?;
            version.as_str().map(str::to_owned)
        });
        if let (Some(_), None, Some(file)) = (flow, &version, &self.flow) {
            let file = file.display();
            let message = format!("{file} asks no endpoint: it has no `data_api_version`");
            return Err(Error::Argument(message));
        }
        let version = version.unwrap_or_else(|| "3.0".to_owned());
        let mut remote = RemoteEndpoint::new(&self.url, key.clone())
            .map_err(|error| Error::Argument(error.to_string()))?
            .data_api_version(&version)
            .patience(Duration::from_secs(self.patience));
        if let Some(secret) = &secret {
            remote = remote.app_secret(secret.clone());
        }
        Ok(Tester {
            remote,
            key,
            old_key: self.old_key.as_deref().map(public_key).transpose()?,
            secret,
            flow_token: self.flow_token.clone(),
            version,
        })
    }

    /// The app secret. A line break at its end does not belong to it.
    fn secret(&self) -> Result<Option<AppSecret>, Error> {
        let text = match &self.app_secret {
            Some(file) => input::read(file)?.text,
            None => std::env::var("APP_SECRET").unwrap_or_default(),
        };
        match (text.trim(), &self.app_secret) {
            ("", Some(file)) => {
                let message = format!("{} holds no app secret: it is empty", file.display());
                Err(Error::Argument(message))
            }
            ("", None) => Ok(None),
            (secret, _) => Ok(Some(AppSecret::new(secret))),
        }
    }
}

/// The public key in a file, or the public half of the private key in it.
fn public_key(file: &Path) -> Result<PublicKey, Error> {
    let pem = input::read(file)?.text;
    let key = if pem.contains("PRIVATE KEY-----") {
        PrivateKey::from_pem(&pem, None).map(|key| key.public_key().clone())
    } else {
        PublicKey::from_pem(&pem)
    };
    key.map_err(|error| Error::Argument(format!("{}: {error}", file.display())))
}

impl Tester {
    /// Tries everything. Where the endpoint cannot be reached, the first thing tells it all.
    async fn run(&self, flow: Option<&Node>) -> Vec<Tried> {
        let ping = self.ping().await;
        let reached = ping.reached;
        let mut tried = vec![ping];
        if reached {
            self.protocol(&mut tried).await;
            if let Some(flow) = flow {
                self.flow(flow, &mut tried).await;
            }
        }
        tried
    }
}
