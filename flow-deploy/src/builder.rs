//! How a client is made.

use std::fmt;
#[cfg(feature = "_tls")]
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use reqwest::{Proxy, Url};

use crate::client::{Client, InFlight, Limits, Shared};
use crate::clock::Clock;
use crate::config_error::ConfigError;
use crate::credentials::{Credentials, Source};
use crate::endpoint::{checked_endpoint, checked_region, needs_tls, regional_endpoint};
use crate::environment::{
    ACCESS_KEY_ID, Environment, EnvironmentCredentials, Fallback, check_process,
};
use crate::http_client::{Http, HttpSettings, boxed};
use crate::kms::KmsClient;
use crate::retry::{Pace, RetryPolicy, TokenBucket};
use crate::service::{KMS, SOCIAL_MESSAGING, Service};
#[cfg(feature = "_tls")]
use crate::tls::{self, Certificate};

/// Builds a [`Client`]. Settings here come before those of the [`environment`](Self::environment).
#[derive(Debug)]
#[must_use]
pub struct ClientBuilder {
    environment: Result<Environment, ConfigError>,
    credentials: Option<Source>,
    region: Option<String>,
    endpoint: Option<String>,
    fips: Option<bool>,
    dual_stack: Option<bool>,
    plain_http: bool,
    proxy: Option<Opaque<String>>,
    #[cfg(feature = "_tls")]
    ca_bundle: Option<PathBuf>,
    #[cfg(feature = "_tls")]
    ca_certificates: Vec<u8>,
    #[cfg(feature = "aws-config")]
    pub(crate) chain: crate::chain::Chain,
    retry: Option<RetryPolicy>,
    limits: Limits,
    clock: Opaque<Arc<dyn Fn() -> SystemTime + Send + Sync>>,
}

/// Something that `Debug` has nothing to say of: it is a function, or holds a password.
struct Opaque<T>(T);

impl<T> fmt::Debug for Opaque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            environment: Environment::read(|_| None),
            credentials: None,
            region: None,
            endpoint: None,
            fips: None,
            dual_stack: None,
            plain_http: false,
            proxy: None,
            #[cfg(feature = "_tls")]
            ca_bundle: None,
            #[cfg(feature = "_tls")]
            ca_certificates: Vec::new(),
            #[cfg(feature = "aws-config")]
            chain: crate::chain::Chain::default(),
            retry: None,
            limits: Limits::default(),
            clock: Opaque(Arc::new(SystemTime::now)),
        }
    }

    /// Takes missing settings from environment variables. `lookup` finds a variable by its name. The
    /// [crate](crate#environment) lists the variables.
    ///
    /// ```
    /// use flow_deploy::Client;
    ///
    /// let client = Client::builder()
    ///     .environment(|variable| match variable {
    ///         "AWS_ACCESS_KEY_ID" => Some("AKIDEXAMPLE".to_owned()),
    ///         "AWS_SECRET_ACCESS_KEY" => Some("secret".to_owned()),
    ///         _ => None,
    ///     })
    ///     .region("eu-west-1")
    ///     .build()?;
    /// assert_eq!(client.endpoint(), "https://social-messaging.eu-west-1.amazonaws.com");
    /// # Ok::<(), flow_deploy::ConfigError>(())
    /// ```
    pub fn environment(mut self, lookup: impl Fn(&str) -> Option<String>) -> Self {
        self.environment = Environment::read(lookup);
        self
    }

    /// Takes missing settings from the environment of the process.
    pub(crate) fn process_environment(mut self) -> Self {
        let read = || Environment::read(|variable| std::env::var(variable).ok());
        self.environment = check_process().and_then(|()| read());
        self
    }

    /// The keys to sign with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(Source::Fixed(credentials));
        self
    }

    /// The provider of the keys to sign with, such as one of the crate `aws-config`. It is asked again
    /// when its credentials have less than five minutes left, and when the service takes them for
    /// expired. One call at a time asks.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(Source::provider(provider));
        self
    }

    /// The Region to sign for, which is the one that the account is linked to.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// A base URL to send to, in place of the Region's own.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Whether to use the Region's FIPS endpoint.
    pub fn fips(mut self, fips: bool) -> Self {
        self.fips = Some(fips);
        self
    }

    /// Whether to use the Region's dual-stack endpoint, which has IPv6 as well.
    pub fn dual_stack(mut self, dual_stack: bool) -> Self {
        self.dual_stack = Some(dual_stack);
        self
    }

    /// Whether plain http may be used to another machine. It may be to this one.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.plain_http = allow;
        self
    }

    /// A proxy for all requests, for example `http://proxy.example:3128`, in place of the
    /// environment's. It may hold a user and password.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(Opaque(url.into()));
        self
    }

    /// A file of PEM certificates to trust beside the system's, such as that of a proxy that
    /// looks into TLS. Features `tls` and `tls-ring`.
    #[cfg(feature = "_tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "tls", feature = "tls-ring"))))]
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(path.into());
        self
    }

    /// PEM certificates to trust beside the system's. Features `tls` and `tls-ring`.
    #[cfg(feature = "_tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "tls", feature = "tls-ring"))))]
    pub fn ca_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_certificates = pem.into();
        self
    }

    /// How long to wait for a connection; 3.1 seconds by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long to bear silence; 30 seconds by default.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// How long to bear silence where Flow JSON is sent and Meta works behind the service; 60
    /// seconds by default. An upload has, beside that, one second for each 128 KiB.
    pub fn slow_read_timeout(mut self, limit: Duration) -> Self {
        self.limits.slow_read = limit;
        self
    }

    /// The time limit of a call with all its attempts; 3 minutes by default. An upload gets more time,
    /// by its size.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.limits.operation = limit;
        self
    }

    /// How failed requests are tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// The clock; the system's by default. If the clock is wrong, the client signs with the service's
    /// time from the first answer on.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Opaque(Arc::new(clock));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Where something is missing, wrong, or does not go together.
    pub fn build(self) -> Result<Client, ConfigError> {
        self.build_for(SOCIAL_MESSAGING)
    }

    /// A client of AWS KMS, with the same settings. `AWS_ENDPOINT_URL_KMS` stands in the place of
    /// `AWS_ENDPOINT_URL_SOCIALMESSAGING`.
    ///
    /// # Errors
    ///
    /// As for [`build`](Self::build).
    pub fn build_kms(self) -> Result<KmsClient, ConfigError> {
        self.build_for(KMS).map(KmsClient::of)
    }

    fn build_for(self, service: Service) -> Result<Client, ConfigError> {
        let http = Arc::new(Http::new(self.http_settings()?));
        self.finish(service, http, Fallback::default())
    }

    /// The profile of the shared config files to take credentials and more from, in place of
    /// `AWS_PROFILE`; it comes before credentials in the environment. For
    /// [`build_with_aws_config`](Self::build_with_aws_config) only.
    #[cfg(feature = "aws-config")]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.chain.profile = Some(name.into());
        self
    }

    /// The client. Settings that are neither set nor in the environment come from the SDKs' chain:
    /// shared config files with SSO, assumed roles and `credential_process`, web identity,
    /// containers, and instance metadata.
    ///
    /// Credentials are asked for at the first call, not here.
    ///
    /// # Errors
    ///
    /// As for [`build`](Self::build).
    #[cfg(feature = "aws-config")]
    pub async fn build_with_aws_config(self) -> Result<Client, ConfigError> {
        self.build_by_chain(SOCIAL_MESSAGING).await
    }

    /// A client of AWS KMS, by the SDKs' chain.
    ///
    /// # Errors
    ///
    /// As for [`build`](Self::build).
    #[cfg(feature = "aws-config")]
    pub async fn build_kms_with_aws_config(self) -> Result<KmsClient, ConfigError> {
        self.build_by_chain(KMS).await.map(KmsClient::of)
    }

    #[cfg(feature = "aws-config")]
    async fn build_by_chain(mut self, service: Service) -> Result<Client, ConfigError> {
        // The chain reads it, whatever `environment` was given.
        check_process()?;
        let mut chain = std::mem::take(&mut self.chain);
        let profile = chain.profile(service.id).await?;
        if self.ca_bundle.is_none() {
            let set = self.environment.as_ref().ok();
            let of_environment = set.and_then(|environment| environment.ca_bundle.clone());
            self.ca_bundle = of_environment.or_else(|| profile.ca_bundle.clone());
        }
        if let (Some(_), Ok(environment)) = (&chain.profile, &mut self.environment) {
            environment.credentials = EnvironmentCredentials::None;
        }
        let http = Arc::new(Http::new(self.http_settings()?));
        let set = self.environment.as_ref().ok();
        let region = set.and_then(|environment| environment.region.as_ref());
        let region = self.region.as_ref().or(region).cloned();
        let region = region.or_else(|| profile.region.clone());
        let fallback = chain.load(profile, region, Arc::clone(&http));
        let fallback = fallback.await;
        self.finish(service, http, fallback)
    }

    fn http_settings(&self) -> Result<HttpSettings, ConfigError> {
        let proxy = self.proxy.as_ref();
        let parsed = proxy.and_then(|url| Url::parse(&url.0).ok());
        if let Some(url) = parsed.filter(needs_tls) {
            // Without the user and password.
            let endpoint = url.origin().ascii_serialization();
            return Err(ConfigError::NoTls { endpoint });
        }
        let proxy = proxy.map(|url| Proxy::all(&url.0));
        let proxy = proxy.transpose();
        Ok(HttpSettings {
            connect_timeout: self.limits.connect,
            proxy: proxy.map_err(|error| ConfigError::Proxy(boxed(error)))?,
            #[cfg(feature = "_tls")]
            certificates: self.certificates()?,
        })
    }

    /// The certificates to trust beside the system's.
    #[cfg(feature = "_tls")]
    fn certificates(&self) -> Result<Vec<Certificate>, ConfigError> {
        let mut certificates = Vec::new();
        let mut trust = |pem: &[u8]| match tls::certificates(pem) {
            Ok(some) if !some.is_empty() => {
                certificates.extend(some);
                Ok(())
            }
            Ok(_) => Err(ConfigError::Certificate(None)),
            Err(error) => Err(ConfigError::Certificate(Some(error))),
        };
        let environment = self.environment.as_ref().ok();
        let of_environment = environment.and_then(|environment| environment.ca_bundle.as_ref());
        if let Some(path) = self.ca_bundle.as_ref().or(of_environment) {
            match std::fs::read(path) {
                Ok(pem) => trust(&pem)?,
                Err(source) => {
                    let path = path.clone();
                    return Err(ConfigError::CaBundleFile { path, source });
                }
            }
        }
        if !self.ca_certificates.is_empty() {
            trust(&self.ca_certificates)?;
        }
        Ok(certificates)
    }

    fn finish(
        self,
        service: Service,
        http: Arc<Http>,
        fallback: Fallback,
    ) -> Result<Client, ConfigError> {
        let environment = self.environment?;
        let of_environment = environment.endpoint(service);
        let region = self.region.or(environment.region).or(fallback.region);
        let region = checked_region(region.ok_or(ConfigError::NoRegion)?)?;
        let fixed = match environment.credentials {
            EnvironmentCredentials::Whole(credentials) => Some(Source::Fixed(credentials)),
            EnvironmentCredentials::Half(variable) if self.credentials.is_none() => {
                return Err(ConfigError::HalfCredentials { variable });
            }
            EnvironmentCredentials::Half(_) | EnvironmentCredentials::None => None,
        };
        let credentials = self.credentials.or(fixed).or(fallback.credentials);
        let credentials = credentials.ok_or(ConfigError::NoCredentials {
            variable: ACCESS_KEY_ID,
        })?;
        let chosen = |set: Option<bool>, environment: bool, fallback: Option<bool>| {
            set.unwrap_or(environment || fallback == Some(true))
        };
        let fips = chosen(self.fips, environment.fips, fallback.fips);
        let dual_stack = chosen(self.dual_stack, environment.dual_stack, fallback.dual_stack);
        let endpoint = self.endpoint.or(of_environment).or(fallback.endpoint);
        let endpoint = match endpoint {
            Some(_) if fips => return Err(ConfigError::EndpointWith { option: "FIPS" }),
            Some(_) if dual_stack => {
                let option = "dual stack";
                return Err(ConfigError::EndpointWith { option });
            }
            Some(endpoint) => endpoint,
            None => regional_endpoint(service, &region, fips, dual_stack),
        };
        let endpoint = checked_endpoint(&endpoint, self.plain_http)?;
        // Builds the HTTP client now, so that wrong settings are an error here.
        http.of(&endpoint).map_err(ConfigError::Http)?;
        let retry = || environment.retry.or(fallback.retry).policy();
        Ok(Client::of(Shared {
            service,
            http,
            endpoint,
            region,
            plain_http: self.plain_http,
            credentials,
            clock: Clock::new(self.clock.0),
            retry: self.retry.unwrap_or_else(retry),
            pace: Pace::default(),
            in_flight: InFlight::default(),
            tokens: TokenBucket::default(),
            limits: self.limits,
        }))
    }
}

#[cfg(test)]
mod tests;
