//! The variables of AWS: set, empty and wrong.

use crate::program::{Done, File, end_of, program_for, service};
use flow_local::LocalService;

/// Runs it against the service with other variables.
async fn run_with(service: &LocalService, arguments: &str, variables: &[(&str, &str)]) -> Done {
    let mut command = program_for(service, arguments);
    for (name, value) in variables {
        command.env(name, value);
    }
    end_of(command).await
}

/// Every variable that the documentation names, with values that are wrong. Each is a mistake of the
/// environment, and nothing is sent.
#[tokio::test]
async fn a_wrong_value_is_said_and_nothing_is_sent() {
    let service = service().await;
    for (name, value, says) in [
        ("AWS_ACCESS_KEY_ID", "", "half of the credentials"),
        ("AWS_SECRET_ACCESS_KEY", "", "half of the credentials"),
        ("AWS_ACCESS_KEY_ID", "AKIDTEST\n", "look for a line break"),
        ("AWS_SECRET_ACCESS_KEY", "secret\n", "look for a line break"),
        ("AWS_SESSION_TOKEN", "a\nb", "look for a line break"),
        ("AWS_REGION", "eu west", "no name of a Region"),
        (
            "AWS_ENDPOINT_URL_SOCIALMESSAGING",
            "nonsense",
            "no endpoint",
        ),
        (
            "AWS_ENDPOINT_URL_SOCIALMESSAGING",
            "http://a.example",
            "plain http",
        ),
        (
            "AWS_ENDPOINT_URL_SOCIALMESSAGING",
            "http://a.localhost",
            "plain http",
        ),
        (
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "yes",
            "`true` or `false`",
        ),
        ("AWS_USE_FIPS_ENDPOINT", "1", "`true` or `false`"),
        (
            "AWS_USE_FIPS_ENDPOINT",
            "true",
            "cannot be combined with FIPS",
        ),
        ("AWS_USE_DUALSTACK_ENDPOINT", "1", "`true` or `false`"),
        (
            "AWS_MAX_ATTEMPTS",
            "0",
            "`AWS_MAX_ATTEMPTS` must be a number from 1",
        ),
        (
            "AWS_MAX_ATTEMPTS",
            "many",
            "`AWS_MAX_ATTEMPTS` must be a number from 1",
        ),
        ("AWS_RETRY_MODE", "fast", "`AWS_RETRY_MODE` must be"),
        ("AWS_CA_BUNDLE", "/nonexistent/bundle.pem", "cannot be read"),
        (
            "HTTPS_PROXY",
            "http://",
            "`HTTPS_PROXY` must be the URL of a proxy",
        ),
        (
            "ALL_PROXY",
            "file:///a",
            "`ALL_PROXY` must be the URL of a proxy",
        ),
        ("WABA_ID", "", "the account is empty"),
    ] {
        let done = run_with(&service, "plan", &[(name, value)]).await;
        done.exits(2).says(&[says]);
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn an_empty_variable_counts_as_not_set_and_every_mode_is_known() {
    let service = service().await;
    let region = service.region().to_owned();
    for variables in [
        [("AWS_REGION", ""), ("AWS_DEFAULT_REGION", &region)],
        [
            ("AWS_SESSION_TOKEN", crate::program::TOKEN),
            ("AWS_PROFILE", ""),
        ],
        [("AWS_RETRY_MODE", "legacy"), ("AWS_MAX_ATTEMPTS", "")],
        [("AWS_RETRY_MODE", "adaptive"), ("AWS_MAX_ATTEMPTS", "2")],
        [("AWS_RETRY_MODE", "standard"), ("AWS_CA_BUNDLE", "")],
        [
            ("AWS_USE_FIPS_ENDPOINT", ""),
            ("AWS_USE_DUALSTACK_ENDPOINT", "false"),
        ],
        [("HTTPS_PROXY", ""), ("HTTP_PROXY", "proxy.example:3128")],
        [
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", ""),
            ("AWS_ENDPOINT_URL", "https://other.example"),
        ],
    ] {
        run_with(&service, "accounts", &variables).await.exits(0);
    }
    let none = run_with(&service, "accounts", &[("AWS_REGION", "")]).await;
    none.exits(2).says(&["no Region: set AWS_REGION"]);
}

/// Each would count as not set otherwise, and a default, or the real service, be taken in its place.
#[cfg(unix)]
#[tokio::test]
async fn a_value_that_is_not_utf8_is_said_and_nothing_is_sent() {
    use std::os::unix::ffi::OsStrExt as _;

    let service = service().await;
    let bytes = std::ffi::OsStr::from_bytes(b"secret\xff");
    for name in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_REGION",
        "AWS_ENDPOINT_URL_SOCIALMESSAGING",
        "AWS_PROFILE",
        "AWS_CONFIG_FILE",
        "AWS_CA_BUNDLE",
        "AWS_MAX_ATTEMPTS",
        "https_proxy",
        "NO_PROXY",
        "WABA_ID",
    ] {
        let mut command = program_for(&service, "plan --output json");
        let done = end_of({
            command.env(name, bytes);
            command
        });
        let done = done.await.exits(2);
        let says = format!("error: `{name}` is not UTF-8: set it again\n");
        assert_eq!(done.stderr, says);
        assert_eq!(done.json()["error"]["kind"], "usage");
    }
    assert!(service.requests().is_empty());
    let mut command = program_for(&service, "plan");
    let done = end_of({
        command.arg(bytes);
        command
    });
    let done = done.await.exits(2);
    assert_eq!(
        done.stderr,
        "error: the argument `secret\u{fffd}` is not UTF-8\n"
    );
    // The name of a file is any text.
    let folder = tempfile::tempdir().unwrap();
    let mut command = program_for(&service, "plan --out");
    let done = end_of({
        command.arg(folder.path().join(bytes));
        command
    });
    done.await.exits(0);
    assert!(folder.path().join(bytes).exists());
}

#[tokio::test]
async fn the_profile_is_obeyed() {
    let service = service().await;
    let config = format!(
        "[profile ours]\nregion = {}\nservices = ours\nmax_attempts = 0\n[services ours]\nsocialmessaging =\n  endpoint_url = {}\n",
        service.region(),
        service.endpoint()
    );
    let with = |config: &str| File::with("environment-config", config);
    let run = async |file: &File| {
        let path = file.0.to_str().unwrap();
        let variables = [
            ("AWS_CONFIG_FILE", path),
            ("AWS_PROFILE", "ours"),
            ("AWS_REGION", ""),
            ("AWS_ENDPOINT_URL_SOCIALMESSAGING", ""),
        ];
        run_with(&service, "accounts", &variables).await
    };
    let wrong = with(&config);
    let refused = run(&wrong).await.exits(2);
    refused.says(&["`max_attempts` must be a number from 1, but is `0`"]);
    drop(wrong);
    let right = with(&config.replace("max_attempts = 0\n", ""));
    run(&right).await.exits(0).says(&[service.account_id()]);
}
