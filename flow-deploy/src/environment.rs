//! The environment variables of the AWS tools.

#[cfg(feature = "_tls")]
use std::path::PathBuf;

use reqwest::Url;

use crate::config_error::ConfigError;
use crate::credentials::{Credentials, Source};
use crate::retry::RetryPolicy;
use crate::service::{KMS, SOCIAL_MESSAGING, Service};

/// The settings in environment variables. An empty variable counts as not set.
#[derive(Debug)]
pub(crate) struct Environment {
    pub(crate) credentials: EnvironmentCredentials,
    pub(crate) region: Option<String>,
    endpoints: Vec<(Service, String)>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
    pub(crate) retry: RetrySettings,
    #[cfg(feature = "_tls")]
    pub(crate) ca_bundle: Option<PathBuf>,
}

/// The credentials in the environment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EnvironmentCredentials {
    None,
    /// And the variable that is missing.
    Half(&'static str),
    Whole(Credentials),
}

pub(crate) const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";

impl Environment {
    /// Reads the variables by `lookup`, so that a test needs no process environment.
    pub(crate) fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let text = |variable: &str| lookup(variable).filter(|value| !value.is_empty());
        let boolean = |variable: &'static str| match text(variable) {
            None => Ok(false),
            Some(value) if value.eq_ignore_ascii_case("true") => Ok(true),
            Some(value) if value.eq_ignore_ascii_case("false") => Ok(false),
            Some(value) => Err(ConfigError::Boolean { variable, value }),
        };
        let credentials = match (text(ACCESS_KEY_ID), text(SECRET_ACCESS_KEY)) {
            (None, None) => EnvironmentCredentials::None,
            (None, Some(_)) => EnvironmentCredentials::Half(ACCESS_KEY_ID),
            (Some(_), None) => EnvironmentCredentials::Half(SECRET_ACCESS_KEY),
            (Some(id), Some(secret)) => {
                let credentials = Credentials::new(id, secret);
                EnvironmentCredentials::Whole(match text("AWS_SESSION_TOKEN") {
                    Some(token) => credentials.with_session_token(token),
                    None => credentials,
                })
            }
        };
        for variable in PROXIES {
            if text(variable).is_some_and(|value| !is_proxy(&value)) {
                return Err(ConfigError::ProxyVariable { variable });
            }
        }
        let is_ignored = boolean("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?;
        let endpoint = |service: Service| {
            let own = text(service.endpoint_variable);
            Some((service, own.or_else(|| text("AWS_ENDPOINT_URL"))?))
        };
        let services = [SOCIAL_MESSAGING, KMS].into_iter();
        let endpoints = services.filter(|_| !is_ignored).filter_map(endpoint);
        let setting = |variable: &'static str| (variable, text(variable));
        let retry = RetrySettings::read(setting("AWS_RETRY_MODE"), setting("AWS_MAX_ATTEMPTS"))?;
        Ok(Self {
            credentials,
            region: text("AWS_REGION").or_else(|| text("AWS_DEFAULT_REGION")),
            endpoints: endpoints.collect(),
            fips: boolean("AWS_USE_FIPS_ENDPOINT")?,
            dual_stack: boolean("AWS_USE_DUALSTACK_ENDPOINT")?,
            retry,
            #[cfg(feature = "_tls")]
            ca_bundle: text("AWS_CA_BUNDLE").map(PathBuf::from),
        })
    }
}

/// Refuses an environment of the process whose variables are not all texts: one that is none would count as not
/// set, and a default would stand in the place of a Region, a profile or an endpoint.
pub(crate) fn check_process() -> Result<(), ConfigError> {
    let is_read =
        |name: &str| name.starts_with("AWS_") || name.to_ascii_uppercase().ends_with("_PROXY");
    let wrong = std::env::vars_os().find_map(|(name, value)| {
        let name = name.into_string().ok().filter(|name| is_read(name))?;
        value.to_str().is_none().then_some(name)
    });
    match wrong {
        Some(variable) => Err(ConfigError::NotUtf8 { variable }),
        None => Ok(()),
    }
}

impl Environment {
    /// The base URL for a service, in place of the Region's own.
    pub(crate) fn endpoint(&self, service: Service) -> Option<String> {
        let mut endpoints = self.endpoints.iter();
        let (_, url) = endpoints.find(|(known, _)| *known == service)?;
        Some(url.clone())
    }
}

/// The variables that a proxy is taken from, as `reqwest` reads them.
pub(crate) const PROXIES: [&str; 6] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
];

/// Whether a text is the URL of a proxy, or its host and port.
fn is_proxy(text: &str) -> bool {
    let url = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("http://{text}"))
    };
    let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    url.is_ok_and(|url| url.has_host() && schemes.contains(&url.scheme()))
}

/// The settings of retries, of which each may come from another place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RetrySettings {
    adaptive: Option<bool>,
    attempts: Option<u32>,
}

impl RetrySettings {
    /// Reads a mode and a number of attempts, each with the name of its setting.
    pub(crate) fn read(
        mode: (&'static str, Option<String>),
        attempts: (&'static str, Option<String>),
    ) -> Result<Self, ConfigError> {
        let (setting, mode) = mode;
        let adaptive = match mode {
            None => None,
            Some(mode) if mode == "adaptive" => Some(true),
            Some(mode) if ["standard", "legacy"].contains(&&*mode) => Some(false),
            Some(value) => return Err(ConfigError::RetryMode { setting, value }),
        };
        let (setting, attempts) = attempts;
        let attempts = match attempts {
            None => None,
            Some(value) => match value.parse() {
                Ok(attempts) if attempts > 0 => Some(attempts),
                Ok(_) | Err(_) => return Err(ConfigError::MaxAttempts { setting, value }),
            },
        };
        Ok(Self { adaptive, attempts })
    }

    /// These, and others for those that are missing.
    pub(crate) fn or(self, others: Self) -> Self {
        Self {
            adaptive: self.adaptive.or(others.adaptive),
            attempts: self.attempts.or(others.attempts),
        }
    }

    pub(crate) fn policy(self) -> RetryPolicy {
        let mut policy = RetryPolicy::standard();
        if let Some(attempts) = self.attempts {
            policy = policy.max_attempts(attempts);
        }
        match self.adaptive {
            Some(true) => policy.adaptive(),
            _ => policy,
        }
    }
}

/// The settings of the SDKs' chain, for those that are missing otherwise.
#[derive(Debug, Default)]
pub(crate) struct Fallback {
    pub(crate) region: Option<String>,
    pub(crate) credentials: Option<Source>,
    pub(crate) endpoint: Option<String>,
    pub(crate) fips: Option<bool>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) retry: RetrySettings,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Result<Environment, ConfigError> {
        Environment::read(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_as_aws_tools_read_it() {
        let all = environment(&[
            ("AWS_ACCESS_KEY_ID", "AKID"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "token"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_ENDPOINT_URL_SOCIALMESSAGING", "https://one"),
            ("AWS_ENDPOINT_URL", "https://two"),
            ("AWS_USE_FIPS_ENDPOINT", "TRUE"),
        ])
        .unwrap();
        let credentials = Credentials::new("AKID", "secret").with_session_token("token");
        assert_eq!(all.credentials, EnvironmentCredentials::Whole(credentials));
        assert_eq!(all.region.as_deref(), Some("eu-west-1"));
        assert_eq!(
            all.endpoint(SOCIAL_MESSAGING).as_deref(),
            Some("https://one")
        );
        assert_eq!(all.endpoint(KMS).as_deref(), Some("https://two"));
        assert!(all.fips && !all.dual_stack);
    }

    #[test]
    fn second_choices_and_empty_variables() {
        let found = environment(&[
            ("AWS_ACCESS_KEY_ID", "AKID"),
            ("AWS_SECRET_ACCESS_KEY", ""),
            ("AWS_REGION", ""),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_ENDPOINT_URL_SOCIALMESSAGING", ""),
            ("AWS_ENDPOINT_URL", "https://two"),
        ])
        .unwrap();
        let half = EnvironmentCredentials::Half("AWS_SECRET_ACCESS_KEY");
        assert_eq!(found.credentials, half);
        assert_eq!(found.region.as_deref(), Some("us-east-1"));
        assert_eq!(
            found.endpoint(SOCIAL_MESSAGING).as_deref(),
            Some("https://two")
        );

        let nothing = environment(&[]).unwrap();
        assert_eq!(nothing.credentials, EnvironmentCredentials::None);
        assert_eq!(nothing.endpoint(SOCIAL_MESSAGING), None);
        assert_eq!(nothing.region, None);
    }

    #[test]
    fn retries() {
        let retry =
            |variables: &[(&str, &str)]| environment(variables).map(|found| found.retry.policy());
        let attempts = ("AWS_MAX_ATTEMPTS", "7");
        let seven = RetryPolicy::standard().max_attempts(7);
        for mode in ["", "standard", "legacy"] {
            let found = retry(&[attempts, ("AWS_RETRY_MODE", mode)]).unwrap();
            assert_eq!(found, seven, "{mode}");
        }
        let found = retry(&[attempts, ("AWS_RETRY_MODE", "adaptive")]).unwrap();
        assert_eq!(found, seven.adaptive());
        assert_eq!(retry(&[]).unwrap(), RetryPolicy::standard());
        for (variable, bad) in [
            ("AWS_MAX_ATTEMPTS", "0"),
            ("AWS_MAX_ATTEMPTS", "-1"),
            ("AWS_MAX_ATTEMPTS", "many"),
            ("AWS_RETRY_MODE", "fast"),
        ] {
            let error = retry(&[(variable, bad)]).unwrap_err().to_string();
            assert!(error.contains(variable) && error.contains(bad), "{error}");
        }
    }

    #[test]
    fn configured_endpoints_can_be_ignored() {
        let endpoint = ("AWS_ENDPOINT_URL", "https://two");
        let ignore = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
        let found = |value| {
            let environment = environment(&[endpoint, (ignore, value)]).unwrap();
            environment.endpoint(SOCIAL_MESSAGING).is_some()
        };
        assert!(!found("true") && found("false"));
        let error = environment(&[endpoint, (ignore, "yes")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` must be `true` or `false`, but is `yes`"
        );
    }

    #[test]
    fn proxies() {
        for (proxy, is_one) in [
            ("http://proxy.example:3128", true),
            ("proxy.example:3128", true),
            ("https://user:word@proxy.example", true),
            ("socks5h://127.0.0.1:1080", true),
            ("http://", false),
            ("http//proxy", true), // a host `http` with a path, as reqwest reads it
            ("::::", false),
            ("file:///proxy", false),
        ] {
            let read = environment(&[("HTTPS_PROXY", proxy)]);
            assert_eq!(read.is_ok(), is_one, "{proxy}");
        }
        let error = environment(&[("all_proxy", "http://user:word@:1")]).unwrap_err();
        assert!(!error.to_string().contains("word"), "{error}");
    }
}
