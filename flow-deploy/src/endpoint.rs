//! Where requests go: the endpoint of a Region, or a custom one.

use std::net::IpAddr;

use reqwest::Url;

use crate::config_error::ConfigError;
use crate::service::Service;

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
pub(crate) fn regional_endpoint(
    service: Service,
    region: &str,
    fips: bool,
    dual_stack: bool,
) -> String {
    let (plain, dual) = PARTITIONS
        .into_iter()
        .find(|(start, ..)| region.strip_prefix(start).is_some_and(word_and_digits))
        .map_or(("amazonaws.com", "api.aws"), |(_, plain, dual)| {
            (plain, dual)
        });
    let fips = if fips { "-fips" } else { "" };
    let suffix = if dual_stack { dual } else { plain };
    format!("https://{}{fips}.{region}.{suffix}", service.name)
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
        // The part before an `@` may hold a password.
        let shown = endpoint.rsplit_once('@').map_or(endpoint, |(_, host)| host);
        return Err(refused(shown, "it is no absolute URL"));
    };
    if !url.username().is_empty() || url.password().is_some() {
        let shown = url.host_str().unwrap_or_default();
        return Err(refused(shown, "a user or password has no place in it"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused(endpoint, "a query or fragment has no place in it"));
    }
    match url.scheme() {
        _ if needs_tls(&url) => Err(ConfigError::NoTls {
            endpoint: endpoint.to_owned(),
        }),
        "https" => Ok(url),
        "http" if plain_http || is_loopback(&url) => Ok(url),
        "http" => Err(ConfigError::PlainHttp {
            endpoint: endpoint.to_owned(),
        }),
        _ => Err(refused(endpoint, "it must begin with https://")),
    }
}

/// A URL that nothing but a GET is sent to, if that is safe: https, or plain http to this machine
/// or where it is allowed.
pub(crate) fn checked_link(url: &str, plain_http: bool) -> Option<Url> {
    let url = Url::parse(url).ok()?;
    let safe = match url.scheme() {
        "https" => true,
        "http" => plain_http || is_loopback(&url),
        _ => false,
    };
    safe.then_some(url)
}

/// Whether a URL can be asked only with TLS, and TLS is not built in.
pub(crate) fn needs_tls(url: &Url) -> bool {
    url.scheme() == "https" && !cfg!(feature = "_tls")
}

/// Whether the host is this machine: nothing sent there crosses a network. Of names it is `localhost` alone,
/// which the HTTP client takes to no resolver.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback()) || host == "localhost"
}

/// Whether the host is on this machine's own link, where instance metadata and the credentials of
/// containers are to be had.
pub(crate) fn is_link_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match host.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(IpAddr::V4(ip)) => ip.is_link_local(),
        // `fd00:ec2::254` is instance metadata, and `fd00:ec2::23` the agent of EKS.
        Ok(IpAddr::V6(ip)) => ip.is_unicast_link_local() || ip.segments()[..2] == [0xfd00, 0xec2],
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::SOCIAL_MESSAGING;

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
                regional_endpoint(SOCIAL_MESSAGING, region, fips, dual_stack),
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
    fn what_is_asked_without_a_proxy() {
        for (url, near) in [
            ("http://169.254.169.254/latest", true),
            ("http://169.254.170.2/", true),
            ("http://[fd00:ec2::254]/", true),
            ("http://[fe80::1]/", true),
            ("http://[fd00::1]/", false),
            ("http://10.0.0.1/", false),
            ("https://example.com/", false),
        ] {
            assert_eq!(is_link_local(&Url::parse(url).unwrap()), near, "{url}");
        }
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
        ] {
            assert!(checked_endpoint(good, false).is_ok(), "{good}");
        }
        for plain in [
            "http://example.com",
            "http://10.0.0.1",
            "http://localhost.example.com",
            // A resolver decides where it leads.
            "http://a.localhost",
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
}
