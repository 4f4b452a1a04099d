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
    // Without the feature `aws-config` there is more: how to switch it on.
    assert!(fails(no_keys).starts_with("no credentials: `AWS_ACCESS_KEY_ID` is not set"));
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
        fails(builder().environment(|_| Some("maybe".to_owned()))).contains("`true` or `false`")
    );
}

#[test]
fn debug_hides_the_secret() {
    let keys = Credentials::new("AKID", "hidden-key").with_session_token("hidden-token");
    let builder = builder().credentials(keys);
    assert!(!format!("{builder:?}").contains("hidden"));
    assert!(!format!("{:?}", builder.build().unwrap()).contains("hidden"));
}

#[test]
fn certificates_and_proxies_that_are_none() {
    let fails = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    let text = fails(builder().ca_bundle("no/such/file.pem"));
    assert!(text.contains("no/such/file.pem"), "{text}");
    let of_environment = builder().environment(|variable| {
        (variable == "AWS_CA_BUNDLE").then(|| "no/such/bundle.pem".to_owned())
    });
    assert!(fails(of_environment).contains("no/such/bundle.pem"));
    for bad in [
        "not PEM",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
    ] {
        assert!(
            fails(builder().ca_certificates(bad)).contains("no PEM certificate"),
            "{bad}"
        );
    }
    let no_der = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let text = fails(builder().ca_certificates(no_der));
    assert_eq!(text, "the HTTP client could not be set up");
    assert!(fails(builder().proxy("http://")).contains("http://proxy.example:3128"));
}
