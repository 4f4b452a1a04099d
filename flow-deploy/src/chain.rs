//! The SDKs' chain for credentials and Region, by `aws-config` with this crate's HTTP.

use std::sync::Arc;
use std::time::Duration;

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region};
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;

use crate::credentials::Source;
use crate::environment::Fallback;
use crate::http_client::Http;

/// The settings that the SDKs' chain begins with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// In place of `AWS_PROFILE`.
    pub(crate) profile: Option<String>,
    /// In place of the files in the home directory.
    pub(crate) files: Option<EnvConfigFiles>,
}

impl Chain {
    /// The settings that the chain finds. It does not look for a Region if `region` is known, since
    /// the last place to look is the network.
    pub(crate) async fn load(self, region: Option<&str>, http: Arc<Http>) -> Fallback {
        let lent = Lent(http);
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(lent.clone());
        if let Some(region) = region {
            loader = loader.region(Region::new(region.to_owned()));
        }
        if let Some(profile) = &self.profile {
            loader = loader.profile_name(profile);
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
        Fallback {
            region: found.region().map(|region| region.to_string()),
            credentials,
            endpoint: found.endpoint_url().map(str::to_owned),
            fips: found.use_fips(),
            dual_stack: found.use_dual_stack(),
            max_attempts: found.retry_config().map(|config| config.max_attempts()),
        }
    }
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
    let wrong = |error: Box<dyn std::error::Error + Send + Sync>| ConnectorError::user(error);
    let request = request
        .try_into_http1x()
        .map_err(|error| wrong(error.into()))?;
    // The chain's own requests have bodies in memory, of a few hundred bytes.
    let Some(body) = request.body().bytes().map(<[u8]>::to_vec) else {
        return Err(wrong("a body that is not in memory cannot be sent".into()));
    };
    let request = request.map(|_| body);
    let request = reqwest::Request::try_from(request).map_err(|error| wrong(error.into()))?;
    let failed = |error: reqwest::Error| {
        // A URL may hold an SSO account, or a token.
        let error = error.without_url();
        if error.is_timeout() {
            ConnectorError::timeout(error.into())
        } else {
            ConnectorError::io(error.into())
        }
    };
    let client = http.of(request.url()).map_err(failed)?;
    let response = client.execute(request).await.map_err(failed)?;
    let mut answer = http::Response::new(());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    let body = SdkBody::from(response.bytes().await.map_err(failed)?);
    HttpResponse::try_from(answer.map(|()| body)).map_err(|error| wrong(error.into()))
}

#[cfg(test)]
#[path = "chain/tests.rs"]
mod tests;
