//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;

use crate::client::{Client, Limits, Shared};
use crate::clock::Clock;
use crate::credentials::{Credentials, Source};
use crate::endpoint::{checked_endpoint, checked_region, is_loopback, regional_endpoint};
use crate::environment::Environment;
use crate::retry::{RetryPolicy, TokenBucket};

/// Builds a [`Client`]. What is set here comes before what the [`environment`](Self::environment)
/// says.
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
    retry: Option<RetryPolicy>,
    limits: Limits,
    clock: Now,
}

/// What tells the time.
#[derive(Clone)]
struct Now(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl fmt::Debug for Now {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Now")
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
            retry: None,
            limits: Limits::default(),
            clock: Now(Arc::new(SystemTime::now)),
        }
    }

    /// Takes what is not set otherwise from environment variables, which `lookup` finds by their
    /// names. The [crate](crate#environment) lists them.
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

    /// The keys to sign with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(Source::Fixed(credentials));
        self
    }

    /// What gives the keys to sign with, such as a provider of the crate `aws-config`. It is asked
    /// again when less than five minutes are left of what it gave, and when the service takes
    /// that for expired; by one call at a time.
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

    /// How long one call may take with all its attempts; 3 minutes by default. An upload has,
    /// beside that, what its attempts have.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.limits.operation = limit;
        self
    }

    /// How failed requests are tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// What tells the time; the system's clock by default. A client whose clock is wrong signs
    /// with the service's time from the first answer on.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Now(Arc::new(clock));
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Where something is missing, wrong, or does not go together.
    pub fn build(self) -> Result<Client, ConfigError> {
        let environment = self.environment?;
        let region = self.region.or(environment.region);
        let region = checked_region(region.ok_or(ConfigError::NoRegion)?)?;
        let credentials = match self.credentials {
            Some(credentials) => credentials,
            None => environment
                .credentials
                .map(Source::Fixed)
                .map_err(|variable| ConfigError::NoCredentials { variable })?,
        };
        let fips = self.fips.unwrap_or(environment.fips);
        let dual_stack = self.dual_stack.unwrap_or(environment.dual_stack);
        let endpoint = match self.endpoint.or(environment.endpoint) {
            Some(_) if fips => return Err(ConfigError::EndpointWith { option: "FIPS" }),
            Some(_) if dual_stack => {
                return Err(ConfigError::EndpointWith {
                    option: "dual stack",
                });
            }
            Some(endpoint) => endpoint,
            None => regional_endpoint(&region, fips, dual_stack),
        };
        let endpoint = checked_endpoint(&endpoint, self.plain_http)?;
        let mut http = reqwest::Client::builder()
            .user_agent(concat!(
                env!("CARGO_PKG_NAME"),
                "/",
                env!("CARGO_PKG_VERSION")
            ))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(self.limits.connect);
        if is_loopback(&endpoint) {
            http = http.no_proxy();
        }
        let shared = Shared {
            http: http.build().map_err(ConfigError::Http)?,
            endpoint,
            region,
            plain_http: self.plain_http,
            credentials,
            clock: Clock::new(self.clock.0),
            retry: self.retry.or(environment.retry).unwrap_or_default(),
            tokens: TokenBucket::default(),
            limits: self.limits,
        };
        Ok(Client {
            shared: Arc::new(shared),
        })
    }
}

/// Why no client could be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No Region is given.
    #[error("no Region: set AWS_REGION to the one the account is linked to, for example eu-west-1")]
    NoRegion,
    /// The Region could not be part of a host name.
    #[error("`{region}` is no name of a Region: write it like eu-west-1")]
    Region {
        /// What was given.
        region: String,
    },
    /// No credentials, or half of them, are given.
    #[error("no credentials: `{variable}` is not set")]
    NoCredentials {
        /// The environment variable that is missing.
        variable: &'static str,
    },
    /// The endpoint is no base URL.
    #[error("`{endpoint}` is no endpoint: {problem}")]
    Endpoint {
        /// What was given, without a user and password.
        endpoint: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The endpoint is not encrypted, and not on this machine.
    #[error(
        "`{endpoint}` is plain http: use https, or allow it with `allow_plain_http` if the network is safe"
    )]
    PlainHttp {
        /// What was given.
        endpoint: String,
    },
    /// A custom endpoint together with FIPS or dual stack.
    #[error("a custom endpoint cannot be combined with {option}: leave one out")]
    EndpointWith {
        /// `FIPS` or `dual stack`.
        option: &'static str,
    },
    /// An environment variable that must be `true` or `false` is neither.
    #[error("`{variable}` must be `true` or `false`, but is `{value}`")]
    Boolean {
        /// The environment variable.
        variable: &'static str,
        /// Its value.
        value: String,
    },
    /// `AWS_MAX_ATTEMPTS` is no number of attempts.
    #[error("`AWS_MAX_ATTEMPTS` must be a number from 1, but is `{value}`")]
    MaxAttempts {
        /// Its value.
        value: String,
    },
    /// `AWS_RETRY_MODE` is no mode.
    #[error("`AWS_RETRY_MODE` must be `standard`, `adaptive` or `legacy`, but is `{value}`")]
    RetryMode {
        /// Its value.
        value: String,
    },
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up")]
    Http(#[source] reqwest::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder() -> ClientBuilder {
        Client::builder()
            .credentials(Credentials::new("AKID", "secret"))
            .region("eu-west-1")
    }

    #[test]
    fn what_is_set_comes_before_the_environment() {
        let environment = |variable: &str| match variable {
            "AWS_REGION" => Some("us-east-1".to_owned()),
            "AWS_ENDPOINT_URL" => Some("https://environment.example".to_owned()),
            _ => None,
        };
        let client = builder().environment(environment).build().unwrap();
        assert_eq!(client.region(), "eu-west-1");
        assert_eq!(client.endpoint(), "https://environment.example");
        let client = builder()
            .environment(environment)
            .endpoint("https://set.example/")
            .build()
            .unwrap();
        assert_eq!(client.endpoint(), "https://set.example");
    }

    #[test]
    fn what_is_missing_or_does_not_go_together() {
        let fails = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
        assert!(fails(Client::builder()).contains("AWS_REGION"));
        let no_keys = Client::builder().region("eu-west-1");
        assert_eq!(
            fails(no_keys),
            "no credentials: `AWS_ACCESS_KEY_ID` is not set"
        );
        let custom = || builder().endpoint("https://example.com");
        assert!(fails(custom().fips(true)).contains("FIPS"));
        assert!(fails(custom().dual_stack(true)).contains("dual stack"));
        assert!(fails(builder().endpoint("http://example.com")).contains("plain http"));
        assert!(
            builder()
                .endpoint("http://example.com")
                .allow_plain_http(true)
                .build()
                .is_ok()
        );
        assert!(
            fails(builder().environment(|_| Some("maybe".to_owned())))
                .contains("`true` or `false`")
        );
    }

    #[test]
    fn debug_hides_the_secret() {
        let keys = Credentials::new("AKID", "hidden-key").with_session_token("hidden-token");
        let builder = builder().credentials(keys);
        assert!(!format!("{builder:?}").contains("hidden"));
        assert!(!format!("{:?}", builder.build().unwrap()).contains("hidden"));
    }
}
