//! The SDKs' chain for credentials and Region, by `aws-config` with this crate's HTTP.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region};
use aws_runtime::env_config::EnvConfigValue;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_types::os_shim_internal::{Env, Fs};
use serde_json::Value;

use crate::config_error::ConfigError;
use crate::credentials::{MASK, Source};
use crate::environment::{Fallback, RetrySettings};
use crate::http_client::{BoxError, Http};

/// The settings that the SDKs' chain begins with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// In place of `AWS_PROFILE`.
    pub(crate) profile: Option<String>,
    /// Whether `AWS_PROFILE` is set and empty.
    default_profile: bool,
    /// In place of the files in the home directory.
    pub(crate) files: Option<EnvConfigFiles>,
}

/// The settings of the profile that this crate reads itself. The SDK leaves some of them out, and panics
/// on others that are wrong.
#[derive(Debug, Default)]
pub(crate) struct ProfileSettings {
    pub(crate) region: Option<String>,
    pub(crate) ca_bundle: Option<PathBuf>,
    endpoint: Option<String>,
    retry: RetrySettings,
}

impl Chain {
    /// Reads the profile, for the service of that id.
    ///
    /// # Errors
    ///
    /// The files cannot be read, or a setting is wrong.
    pub(crate) async fn profile(
        &mut self,
        service_id: &'static str,
    ) -> Result<ProfileSettings, ConfigError> {
        let env = Env::real();
        // An empty one counts as not set.
        let is_empty = env.get("AWS_PROFILE").is_ok_and(|name| name.is_empty());
        if self.profile.is_none() && is_empty {
            self.default_profile = true;
        }
        let files = self.files.clone().unwrap_or_default();
        let name = self.profile_name().map(Cow::Owned);
        let loaded = aws_config::profile::load(&Fs::real(), &env, &files, name).await;
        let sections = loaded.map_err(|error| ConfigError::Profile {
            reason: in_one_line(&error),
        })?;
        // It was named, by the program or by the environment.
        let name = sections.selected_profile();
        if name != "default" && sections.get_profile(name).is_none() {
            let name = name.to_owned();
            return Err(ConfigError::NoProfile { name });
        }
        let text = |setting: &str| {
            let value = sections
                .get(setting)
                .filter(|value| !value.trim().is_empty());
            value.map(str::to_owned)
        };
        let setting = |name: &'static str| (name, text(name));
        let retry = RetrySettings::read(setting("retry_mode"), setting("max_attempts"))?;
        let ignores = |value: String| value.eq_ignore_ascii_case("true");
        let endpoint = if text("ignore_configured_endpoint_urls").is_some_and(ignores) {
            None
        } else {
            // The one of the profile's `services` section first.
            let value = EnvConfigValue::new()
                .profile("endpoint_url")
                .service_id(service_id);
            let none = Env::from_slice(&[]);
            let found = value.load(&none, Some(&sections));
            found
                .map(|(url, _)| url.into_owned())
                .filter(|url| !url.trim().is_empty())
        };
        Ok(ProfileSettings {
            region: text("region"),
            ca_bundle: text("ca_bundle").map(PathBuf::from),
            endpoint,
            retry,
        })
    }

    /// In place of `AWS_PROFILE`.
    fn profile_name(&self) -> Option<String> {
        let default = self.default_profile.then(|| "default".to_owned());
        self.profile.clone().or(default)
    }

    /// The settings that the chain finds. It does not look for a Region if `region` is known, since
    /// the last place to look is the network.
    pub(crate) async fn load(
        self,
        profile: ProfileSettings,
        region: Option<String>,
        http: Arc<Http>,
    ) -> Fallback {
        let lent = Lent(http);
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .http_client(lent.clone())
            // Its own reading panics on what is wrong, or not known to it.
            .retry_config(RetryConfig::standard());
        if let Some(region) = region {
            loader = loader.region(Region::new(region));
        }
        if let Some(name) = self.profile_name() {
            loader = loader.profile_name(name);
        }
        if let Some(files) = self.files.clone() {
            loader = loader.profile_files(files);
        }
        let found = loader.load().await;
        let credentials = match self.profile {
            // The chain would take credentials of the environment before those of the profile
            // that was asked for.
            Some(name) => {
                let config = ProviderConfig::default()
                    .with_http_client(lent)
                    .with_region(found.region().cloned());
                let mut profile = ProfileFileCredentialsProvider::builder()
                    .configure(&config)
                    .profile_name(name);
                if let Some(files) = self.files {
                    profile = profile.profile_files(files);
                }
                Some(Source::provider(profile.build()))
            }
            None => found.credentials_provider().map(Source::provider),
        };
        let region = found.region().map(ToString::to_string);
        Fallback {
            region: region.filter(|region| !region.is_empty()),
            credentials,
            endpoint: profile.endpoint,
            fips: found.use_fips(),
            dual_stack: found.use_dual_stack(),
            retry: profile.retry,
        }
    }
}

/// An error with its causes, each once.
fn in_one_line(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text += &format!(": {more}");
        }
        cause = error.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// This crate's HTTP, lent to the SDK.
#[derive(Clone, Debug)]
struct Lent(Arc<Http>);

impl HttpClient for Lent {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let both = [settings.connect_timeout(), settings.read_timeout()];
        let limit = both.into_iter().flatten().reduce(|one, other| one + other);
        SharedHttpConnector::new(Connector {
            http: Arc::clone(&self.0),
            limit: limit.unwrap_or(Duration::from_secs(30)),
        })
    }
}

#[derive(Debug)]
struct Connector {
    http: Arc<Http>,
    /// How long one request may take.
    limit: Duration,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (http, limit) = (Arc::clone(&self.http), self.limit);
        HttpConnectorFuture::new(async move {
            match tokio::time::timeout(limit, exchange(&http, request)).await {
                Ok(outcome) => outcome,
                Err(late) => Err(ConnectorError::timeout(late.into())),
            }
        })
    }
}

async fn exchange(http: &Http, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let wrong = |error: BoxError| ConnectorError::user(error);
    let request = request
        .try_into_http1x()
        .map_err(|error| wrong(error.into()))?;
    // The chain's own requests have bodies in memory, of a few hundred bytes.
    let Some(body) = request.body().bytes().map(<[u8]>::to_vec) else {
        return Err(wrong("a body that is not in memory cannot be sent".into()));
    };
    let request = request.map(|_| body);
    let request = reqwest::Request::try_from(request).map_err(|error| wrong(error.into()))?;
    let secrets = secrets_of(&request);
    let failed = |error: reqwest::Error| {
        // A URL may hold an SSO account, or a token.
        let error = error.without_url();
        if error.is_timeout() {
            ConnectorError::timeout(error.into())
        } else {
            ConnectorError::io(error.into())
        }
    };
    let client = http.of(request.url()).map_err(ConnectorError::io)?;
    let response = client.execute(request).await.map_err(failed)?;
    let mut answer = http::Response::new(());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    let mut body = response.bytes().await.map_err(failed)?;
    if !answer.status().is_success() {
        // The errors of the chain hold much of it.
        body = masked(&body, &secrets).into();
    }
    let body = SdkBody::from(body);
    HttpResponse::try_from(answer.map(|()| body)).map_err(|error| wrong(error.into()))
}

/// The headers of the chain's requests that are secret.
const SECRET_HEADERS: [&str; 4] = [
    "authorization",
    "x-amz-security-token",
    "x-amz-sso_bearer_token",
    "x-aws-ec2-metadata-token",
];

/// The members of the bodies of the chain's requests that are secret.
const SECRET_MEMBERS: [&str; 3] = ["WebIdentityToken", "clientSecret", "refreshToken"];

/// What a request holds that a server may repeat and nobody is to read.
fn secrets_of(request: &reqwest::Request) -> Vec<String> {
    let headers = SECRET_HEADERS.into_iter();
    let headers = headers.filter_map(|name| request.headers().get(name)?.to_str().ok());
    let mut secrets = Vec::new();
    for value in headers {
        secrets.push(value.to_owned());
        let signature = value.rsplit_once("Signature=");
        secrets.extend(signature.map(|(_, signature)| signature.to_owned()));
    }
    let body = request.body().and_then(reqwest::Body::as_bytes);
    let body = body.unwrap_or_default();
    // A form is written as a query is.
    let mut form = request.url().clone();
    form.set_query(std::str::from_utf8(body).ok());
    let pairs = form.query_pairs();
    let pairs = pairs.filter(|(name, _)| SECRET_MEMBERS.contains(&&**name));
    secrets.extend(pairs.map(|(_, value)| value.into_owned()));
    if let Ok(Value::Object(members)) = serde_json::from_slice(body) {
        let members = SECRET_MEMBERS
            .into_iter()
            .filter_map(|name| members.get(name)?.as_str());
        secrets.extend(members.map(str::to_owned));
    }
    secrets.retain(|secret| !secret.is_empty());
    secrets
}

/// An answer without the secrets that it repeats.
fn masked(body: &[u8], secrets: &[String]) -> String {
    let body = String::from_utf8_lossy(body).into_owned();
    secrets
        .iter()
        .fold(body, |body, secret| body.replace(secret, MASK))
}

#[cfg(test)]
#[path = "chain/tests.rs"]
mod tests;
