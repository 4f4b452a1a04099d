//! The options of a page, for command lines.

use std::path::PathBuf;

#[cfg(feature = "endpoint")]
use flow_endpoint::{AppSecret, PublicKey, RemoteEndpoint, RemoteError};
use flow_sim::Date;

use crate::error::Error;
#[cfg(feature = "endpoint")]
use crate::file::secret_of;
use crate::preview::Preview;

/// The options of a page, for a command line of `clap`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The command that opens a line: `code -g {file}:{line}:{column}`; the page copies it if left out
    #[arg(long, value_name = "COMMAND")]
    editor: Option<String>,
    /// The loopback port; a free one if left out
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The day that it is on the phone; today if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    /// A file of TOML with answers of the endpoint; what it has no answer for is asked on the page
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// The endpoint that is asked, and nothing else is; the page asks for each answer if left out
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The public key in PEM that requests are encrypted with; they are plain JSON if left out
    #[arg(long, value_name = "FILE", requires = "endpoint")]
    endpoint_key: Option<PathBuf>,
    /// A file with the app secret that signs requests; the variable APP_SECRET if left out
    #[arg(long, value_name = "FILE", requires = "endpoint_key")]
    app_secret_file: Option<PathBuf>,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is written YYYY-MM-DD".to_owned())
}

impl Arguments {
    /// A page with these options.
    ///
    /// # Errors
    ///
    /// The endpoint cannot be asked: its address, its key or the app secret is wrong, or this was built
    /// without the feature `endpoint`.
    pub fn apply(&self, preview: Preview) -> Result<Preview, Error> {
        let mut preview = preview.port(self.port);
        if let Some(today) = self.today {
            preview = preview.today(today);
        }
        if let Some(editor) = &self.editor {
            preview = preview.editor(editor);
        }
        if let Some(answers) = &self.answers {
            preview = preview.answers(answers);
        }
        match &self.endpoint {
            Some(url) => self.with_endpoint(preview, url),
            None => Ok(preview),
        }
    }

    #[cfg(not(feature = "endpoint"))]
    fn with_endpoint(&self, _: Preview, _: &str) -> Result<Preview, Error> {
        Err(Error::Endpoint(
            "`--endpoint` needs the feature `endpoint`, which this program was built without"
                .to_owned(),
        ))
    }

    #[cfg(feature = "endpoint")]
    fn with_endpoint(&self, preview: Preview, url: &str) -> Result<Preview, Error> {
        let unusable = |error: RemoteError| Error::Endpoint(error.to_string());
        let Some(path) = &self.endpoint_key else {
            let endpoint = RemoteEndpoint::plain(url).map_err(unusable)?;
            return Ok(preview.endpoint(endpoint));
        };
        let key = PublicKey::from_pem(&secret_of(path)?)
            .map_err(|error| Error::Endpoint(format!("{}: {error}", path.display())))?;
        let endpoint = RemoteEndpoint::new(url, key).map_err(unusable)?;
        let secret = match &self.app_secret_file {
            Some(path) => Some(secret_of(path)?),
            None => std::env::var("APP_SECRET").ok(),
        };
        Ok(preview.endpoint(match secret {
            Some(secret) => endpoint.app_secret(AppSecret::new(secret.trim())),
            None => endpoint,
        }))
    }
}
