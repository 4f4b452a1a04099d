//! Where requests go and with which keys: Region, endpoint, credentials, and how the environment
//! says them.

use std::net::IpAddr;

use reqwest::Url;

use crate::{Credentials, signing};

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
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up")]
    Http(#[source] reqwest::Error),
}

/// What the environment says. An empty variable counts as not set.
#[derive(Debug)]
pub(crate) struct Environment {
    /// Or the variable that is missing.
    pub(crate) credentials: Result<Credentials, &'static str>,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
}

const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
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
        let key = |variable| text(variable).ok_or(variable);
        let credentials = key(ACCESS_KEY_ID).and_then(|id| {
            let credentials = Credentials::new(id, key(SECRET_ACCESS_KEY)?);
            Ok(match text("AWS_SESSION_TOKEN") {
                Some(token) => credentials.with_session_token(token),
                None => credentials,
            })
        });
        let endpoint = if boolean("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")? {
            None
        } else {
            text("AWS_ENDPOINT_URL_SOCIALMESSAGING").or_else(|| text("AWS_ENDPOINT_URL"))
        };
        Ok(Self {
            credentials,
            region: text("AWS_REGION").or_else(|| text("AWS_DEFAULT_REGION")),
            endpoint,
            fips: boolean("AWS_USE_FIPS_ENDPOINT")?,
            dual_stack: boolean("AWS_USE_DUALSTACK_ENDPOINT")?,
        })
    }
}

/// Partitions other than `aws`: how their Regions begin, the suffix of their endpoints, and the
/// suffix for dual stack. A Region of none of them belongs to `aws`; the list of its Regions
/// would go stale here, and DNS knows it.
const PARTITIONS: [(&str, &str, &str); 7] = [
    ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    ("us-gov-", "amazonaws.com", "api.aws"),
    ("eusc-de-", "amazonaws.eu", "api.amazonwebservices.eu"),
    ("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
    ("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    ("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
];

/// The endpoint of a Region where no custom one is given.
pub(crate) fn regional_endpoint(region: &str, fips: bool, dual_stack: bool) -> String {
    let (plain, dual) = PARTITIONS
        .into_iter()
        .find(|(start, ..)| region.strip_prefix(start).is_some_and(word_and_digits))
        .map_or(("amazonaws.com", "api.aws"), |(_, plain, dual)| {
            (plain, dual)
        });
    let fips = if fips { "-fips" } else { "" };
    let suffix = if dual_stack { dual } else { plain };
    format!("https://{}{fips}.{region}.{suffix}", signing::SERVICE)
}

fn word_and_digits(end: &str) -> bool {
    end.split_once('-').is_some_and(|(word, digits)| {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        !word.is_empty()
            && word.bytes().all(is_word)
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The Region, if it can be part of a host name: it comes from outside and decides where
/// requests go.
pub(crate) fn checked_region(region: String) -> Result<String, ConfigError> {
    let label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if (1..=63).contains(&region.len())
        && region.bytes().all(label)
        && !region.starts_with('-')
        && !region.ends_with('-')
    {
        Ok(region)
    } else {
        Err(ConfigError::Region { region })
    }
}

/// The base URL without a slash at its end.
pub(crate) fn checked_endpoint(endpoint: &str, plain_http: bool) -> Result<Url, ConfigError> {
    let refused = |endpoint: &str, problem| ConfigError::Endpoint {
        endpoint: endpoint.to_owned(),
        problem,
    };
    let Ok(url) = Url::parse(endpoint) else {
        return Err(refused(endpoint, "it is no absolute URL"));
    };
    if !url.username().is_empty() || url.password().is_some() {
        let shown = url.host_str().unwrap_or_default();
        return Err(refused(shown, "a user or password has no place in it"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused(endpoint, "a query or fragment has no place in it"));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if plain_http || is_loopback(&url) => Ok(url),
        "http" => Err(ConfigError::PlainHttp {
            endpoint: endpoint.to_owned(),
        }),
        _ => Err(refused(endpoint, "it must begin with https://")),
    }
}

/// Whether the host is this machine: nothing sent there crosses a network.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        || host == "localhost"
        || host.ends_with(".localhost")
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
    fn endpoints_of_regions() {
        for (region, fips, dual_stack, endpoint) in [
            (
                "eu-west-1",
                false,
                false,
                "social-messaging.eu-west-1.amazonaws.com",
            ),
            (
                "us-east-1",
                true,
                false,
                "social-messaging-fips.us-east-1.amazonaws.com",
            ),
            (
                "us-east-1",
                false,
                true,
                "social-messaging.us-east-1.api.aws",
            ),
            (
                "ca-west-1",
                true,
                true,
                "social-messaging-fips.ca-west-1.api.aws",
            ),
            (
                "ap-southeast-7",
                false,
                false,
                "social-messaging.ap-southeast-7.amazonaws.com",
            ),
            (
                "cn-north-1",
                false,
                false,
                "social-messaging.cn-north-1.amazonaws.com.cn",
            ),
            (
                "cn-north-1",
                false,
                true,
                "social-messaging.cn-north-1.api.amazonwebservices.com.cn",
            ),
            (
                "us-gov-west-1",
                false,
                false,
                "social-messaging.us-gov-west-1.amazonaws.com",
            ),
            (
                "eusc-de-east-1",
                false,
                false,
                "social-messaging.eusc-de-east-1.amazonaws.eu",
            ),
            (
                "us-iso-east-1",
                false,
                false,
                "social-messaging.us-iso-east-1.c2s.ic.gov",
            ),
            (
                "us-isob-east-1",
                false,
                true,
                "social-messaging.us-isob-east-1.api.aws.scloud",
            ),
            (
                "eu-isoe-west-1",
                false,
                false,
                "social-messaging.eu-isoe-west-1.cloud.adc-e.uk",
            ),
            (
                "us-isof-south-1",
                false,
                false,
                "social-messaging.us-isof-south-1.csp.hci.ic.gov",
            ),
            // Of no pattern: taken for the partition aws.
            (
                "xx-moon-1",
                false,
                false,
                "social-messaging.xx-moon-1.amazonaws.com",
            ),
            (
                "cn-north",
                false,
                false,
                "social-messaging.cn-north.amazonaws.com",
            ),
        ] {
            assert_eq!(
                regional_endpoint(region, fips, dual_stack),
                format!("https://{endpoint}")
            );
        }
    }

    #[test]
    fn regions_that_would_lead_elsewhere_are_refused() {
        for bad in [
            "",
            "eu west 1",
            "eu-west-1.evil.example/",
            "a@b",
            "-a",
            "a-",
            &"a".repeat(64),
        ] {
            assert!(checked_region(bad.to_owned()).is_err(), "{bad}");
        }
        assert_eq!(checked_region("eu-west-1".to_owned()).unwrap(), "eu-west-1");
    }

    #[test]
    fn endpoints() {
        for good in [
            "https://example.com",
            "https://example.com:8443/base",
            "http://127.0.0.1:1234",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://localhost:1",
            "http://a.localhost",
        ] {
            assert!(checked_endpoint(good, false).is_ok(), "{good}");
        }
        for plain in [
            "http://example.com",
            "http://10.0.0.1",
            "http://localhost.example.com",
        ] {
            assert!(matches!(
                checked_endpoint(plain, false),
                Err(ConfigError::PlainHttp { .. })
            ));
            assert!(checked_endpoint(plain, true).is_ok());
        }
        for bad in [
            "",
            "example.com",
            "ftp://a",
            "https://a/?b=c",
            "https://a/#b",
        ] {
            assert!(
                matches!(
                    checked_endpoint(bad, true),
                    Err(ConfigError::Endpoint { .. })
                ),
                "{bad}"
            );
        }
        let error = checked_endpoint("https://user:password@example.com", false).unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("password@"),
            "{error}"
        );
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
        assert_eq!(all.credentials.unwrap(), credentials);
        assert_eq!(all.region.as_deref(), Some("eu-west-1"));
        assert_eq!(all.endpoint.as_deref(), Some("https://one"));
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
        assert_eq!(found.credentials.unwrap_err(), "AWS_SECRET_ACCESS_KEY");
        assert_eq!(found.region.as_deref(), Some("us-east-1"));
        assert_eq!(found.endpoint.as_deref(), Some("https://two"));

        let nothing = environment(&[]).unwrap();
        assert_eq!(nothing.credentials.unwrap_err(), "AWS_ACCESS_KEY_ID");
        assert_eq!((nothing.region, nothing.endpoint), (None, None));
    }

    #[test]
    fn configured_endpoints_can_be_ignored() {
        let endpoint = ("AWS_ENDPOINT_URL", "https://two");
        let ignore = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
        assert_eq!(
            environment(&[endpoint, (ignore, "true")]).unwrap().endpoint,
            None
        );
        assert!(
            environment(&[endpoint, (ignore, "false")])
                .unwrap()
                .endpoint
                .is_some()
        );
        let error = environment(&[endpoint, (ignore, "yes")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` must be `true` or `false`, but is `yes`"
        );
    }
}
