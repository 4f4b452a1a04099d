//! Without the features of real deployments, each error that comes of it names the feature.

#![cfg(not(feature = "_tls"))]

use flow_deploy::{Client, ClientBuilder, ConfigError, Credentials};

const TLS: &str = "switch on the feature `tls` of flow-deploy, or `aws` of flow-deploy-cli";
const CHAIN: &str =
    "switch on the feature `aws-config` of flow-deploy, or `aws` of flow-deploy-cli";

fn builder() -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .region("eu-west-1")
}

fn with_environment(variables: &'static [(&str, &str)]) -> Result<Client, ConfigError> {
    let lookup = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Client::builder().environment(lookup).build()
}

fn assert_names(built: Result<Client, ConfigError>, feature: &str) {
    let error = built.unwrap_err().to_string();
    assert!(error.ends_with(feature), "{error}");
}

#[test]
fn endpoints_with_https() {
    assert_names(builder().build(), TLS);
    assert_names(builder().endpoint("https://example.com").build(), TLS);
    assert!(builder().endpoint("http://127.0.0.1:1").build().is_ok());
}

#[test]
fn proxies_with_https() {
    let local = || builder().endpoint("http://127.0.0.1:1");
    let error = local()
        .proxy("https://user:password@proxy.example:3129")
        .build();
    let error = error.unwrap_err().to_string();
    assert_eq!(
        error,
        format!("`https://proxy.example:3129` needs TLS, which is not built in: {TLS}")
    );
    assert!(local().proxy("http://proxy.example:3128").build().is_ok());
}

#[test]
fn certificates_to_trust() {
    assert_names(
        with_environment(&[
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_CA_BUNDLE", "/etc/bundle.pem"),
        ]),
        TLS,
    );
}

#[test]
fn credentials_of_the_chain() {
    for source in [
        &[("AWS_REGION", "eu-west-1"), ("AWS_PROFILE", "sso")],
        &[
            ("AWS_REGION", "eu-west-1"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
        ],
        &[
            ("AWS_REGION", "eu-west-1"),
            (
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://[fd00:ec2::23]/",
            ),
        ],
    ] {
        assert_names(with_environment(source), CHAIN);
    }
}

#[test]
fn a_region_of_the_chain() {
    assert_names(with_environment(&[("AWS_PROFILE", "sso")]), CHAIN);
}
