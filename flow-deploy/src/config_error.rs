use std::error::Error as StdError;
use std::path::PathBuf;

/// How to build TLS in.
pub(crate) const SWITCH_ON_TLS: &str =
    "switch on the feature `tls` of flow-deploy, or `aws` of flow-deploy-cli";

/// Said of credentials and Regions that only the SDKs' chain could find.
const WITHOUT_CHAIN: &str = if cfg!(feature = "aws-config") {
    ""
} else {
    "; to read profiles, SSO and the like, switch on the feature `aws-config` of flow-deploy, or `aws` of flow-deploy-cli"
};

/// Why no client could be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No Region is given.
    #[error(
        "no Region: set AWS_REGION to the one the account is linked to, for example eu-west-1{WITHOUT_CHAIN}"
    )]
    NoRegion,
    /// The Region could not be part of a host name.
    #[error("`{region}` is no name of a Region: write it like eu-west-1")]
    Region {
        /// The text that was given.
        region: String,
    },
    /// The environment has half of the credentials.
    #[error("half of the credentials: `{variable}` is not set, and the other half is: set both")]
    HalfCredentials {
        /// The environment variable that is missing.
        variable: &'static str,
    },
    /// A variable of the environment is no text. It would count as not set in silence otherwise.
    #[error("`{variable}` is not UTF-8: set it again")]
    NotUtf8 {
        /// The environment variable. Its value may be secret.
        variable: String,
    },
    /// No credentials are given.
    #[error("no credentials: `{variable}` is not set{WITHOUT_CHAIN}")]
    NoCredentials {
        /// The environment variable that is missing.
        variable: &'static str,
    },
    /// The endpoint is no base URL.
    #[error("`{endpoint}` is no endpoint: {problem}")]
    Endpoint {
        /// The URL that was given, without a user and password.
        endpoint: String,
        /// The mistake in it.
        problem: &'static str,
    },
    /// The endpoint is not encrypted, and not on this machine.
    #[error(
        "`{endpoint}` is plain http: use https, since whoever is on the way could read and change all of it"
    )]
    PlainHttp {
        /// The URL that was given.
        endpoint: String,
    },
    /// The endpoint or the proxy needs TLS, and the crate was built without its features `tls` and `tls-ring`.
    #[error("`{endpoint}` needs TLS, which is not built in: {SWITCH_ON_TLS}")]
    NoTls {
        /// The endpoint, or the proxy without a user and password.
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
    /// The number of attempts is none.
    #[error("`{setting}` must be a number from 1, but is `{value}`")]
    MaxAttempts {
        /// The environment variable, or the setting of the profile.
        setting: &'static str,
        /// Its value.
        value: String,
    },
    /// The retry mode is none.
    #[error("`{setting}` must be `standard`, `adaptive` or `legacy`, but is `{value}`")]
    RetryMode {
        /// The environment variable, or the setting of the profile.
        setting: &'static str,
        /// Its value.
        value: String,
    },
    /// The shared config files cannot be read.
    #[error("the shared config files of AWS cannot be read: {reason}")]
    Profile {
        /// Why.
        reason: String,
    },
    /// The profile that was asked for is in none of the shared config files.
    #[error(
        "there is no profile `{name}` in the shared config files of AWS (`~/.aws/config`, `~/.aws/credentials`): check --profile or AWS_PROFILE"
    )]
    NoProfile {
        /// Its name.
        name: String,
    },
    /// A proxy of the environment is no URL of one. It would be left out in silence otherwise.
    #[error("`{variable}` must be the URL of a proxy, like http://proxy.example:3128")]
    ProxyVariable {
        /// The environment variable. Its value may hold a password.
        variable: &'static str,
    },
    /// The proxy is no URL of one.
    #[error("the proxy must be a URL like http://proxy.example:3128")]
    Proxy(#[source] Box<dyn StdError + Send + Sync>),
    /// The file of certificates cannot be read.
    #[error("the certificates in `{}` cannot be read: {source}; check AWS_CA_BUNDLE, or `ca_bundle` of the profile", path.display())]
    CaBundleFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A certificate is none, or there is none.
    #[error("there is no PEM certificate in what was given to be trusted")]
    Certificate(#[source] Option<Box<dyn StdError + Send + Sync>>),
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up")]
    Http(#[source] Box<dyn StdError + Send + Sync>),
}
