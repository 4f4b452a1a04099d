use aws_runtime::env_config::file::EnvConfigFileKind;

use super::*;
use crate::http_client::HttpSettings;
use crate::{Client, ListWhatsAppFlowsInput};

const CONFIG: &str = "
[profile sso]
sso_session = company
sso_account_id = 123456789012
sso_role_name = deployer
region = eu-west-1

[sso-session company]
sso_region = eu-west-1
sso_start_url = https://no-such-company.awsapps.com/start

[profile old-sso]
sso_region = eu-west-1
sso_start_url = https://no-such-company.awsapps.com/start
sso_account_id = 123456789012
sso_role_name = deployer
region = eu-west-1

[profile process]
credential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"AKIDPROCESS\", \"SecretAccessKey\": \"the-key-of-the-process\"}'
region = eu-central-1
max_attempts = 5
";

fn files() -> EnvConfigFiles {
    let builder = EnvConfigFiles::builder();
    builder
        .with_contents(EnvConfigFileKind::Config, CONFIG)
        .build()
}

async fn client(profile: &str, endpoint: &str) -> Client {
    let mut builder = Client::builder().profile(profile).endpoint(endpoint);
    builder.chain.files = Some(files());
    builder.build_with_aws_config().await.unwrap()
}

/// Without its feature `sso`, aws-config fails here with a word about cargo features, at run time.
#[tokio::test]
async fn an_sso_profile_gets_as_far_as_the_cached_token() {
    for profile in ["sso", "old-sso"] {
        let client = client(profile, "http://127.0.0.1:9").await;
        assert_eq!(client.region(), "eu-west-1");
        let list = ListWhatsAppFlowsInput::new("waba-1");
        let error = client.list_whatsapp_flows(&list).await.unwrap_err();
        assert!(
            matches!(&error, crate::Error::Credentials { .. }),
            "{error}"
        );
        let text = error.to_string();
        assert!(
            text.contains("cache") && text.ends_with("`aws sso login`"),
            "{text}"
        );
        assert!(!text.contains("feature"), "{text}");
    }
}

#[tokio::test]
async fn a_process_gives_credentials() {
    let client = client("process", "http://127.0.0.1:9").await;
    assert_eq!(client.region(), "eu-central-1");
    let now = std::time::SystemTime::now();
    let credentials = client.shared.credentials.current(now).await.unwrap();
    assert_eq!(credentials.access_key_id(), "AKIDPROCESS");
    assert_eq!(credentials.secret_access_key(), "the-key-of-the-process");
    assert_eq!(client.shared.retry.attempts(), 5);
}

#[tokio::test]
async fn what_is_set_comes_before_the_profile() {
    let environment = |variable: &str| match variable {
        "AWS_REGION" => Some("ap-south-1".to_owned()),
        "AWS_MAX_ATTEMPTS" => Some("2".to_owned()),
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some("of-the-environment".to_owned()),
        _ => None,
    };
    let now = std::time::SystemTime::now();
    let key = async |client: &Client| {
        let credentials = client.shared.credentials.current(now).await.unwrap();
        credentials.access_key_id().to_owned()
    };
    let mut builder = Client::builder()
        .environment(environment)
        .profile("process");
    builder.chain.files = Some(files());
    let client = builder.build_with_aws_config().await.unwrap();
    assert_eq!(client.region(), "ap-south-1");
    assert_eq!(client.shared.retry.attempts(), 2);
    // The profile was asked for, and the environment may belong to another account.
    assert_eq!(key(&client).await, "AKIDPROCESS");

    let builder = Client::builder().environment(environment);
    let client = builder.build_with_aws_config().await.unwrap();
    assert_eq!(key(&client).await, "of-the-environment");
}

#[tokio::test]
async fn the_sdk_is_lent_this_crate_s_http() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/path?query", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"a body") {
            assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0);
        }
        let answer = b"HTTP/1.1 418 Teapot\r\nx-one: 1\r\ncontent-length: 3\r\n\r\ntea";
        stream.write_all(answer).await.unwrap();
        // The next connection gets no answer.
        let _held = listener.accept().await.unwrap();
        std::future::pending::<()>().await;
        String::from_utf8(bytes).unwrap()
    });
    let connector = Connector {
        http: Arc::new(Http::new(HttpSettings {
            connect_timeout: Duration::from_secs(3),
            ..HttpSettings::default()
        })),
        limit: Duration::from_millis(500),
    };
    let request = || {
        let mut request = HttpRequest::new(SdkBody::from("a body"));
        request.set_uri(url.as_str()).unwrap();
        request.set_method("POST").unwrap();
        request.headers_mut().insert("x-two", "2");
        request
    };
    let response = connector.call(request()).await.unwrap();
    assert_eq!(response.status().as_u16(), 418);
    assert_eq!(response.headers().get("x-one"), Some("1"));
    assert_eq!(response.body().bytes(), Some(&b"tea"[..]));
    let error = connector.call(request()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    server.abort();
}

#[tokio::test]
async fn settings_of_a_profile() {
    let pem = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let bundle = std::env::temp_dir().join(format!("flow-deploy-chain-{}.pem", std::process::id()));
    std::fs::write(&bundle, pem.cert.pem()).unwrap();
    let keys = "aws_access_key_id = a\naws_secret_access_key = b\nregion = eu-west-1";
    let config = format!(
        "
[profile services]
{keys}
services = ours
endpoint_url = https://all.example
[services ours]
socialmessaging =
  endpoint_url = https://service.example
[profile all]
{keys}
endpoint_url = https://all.example
[profile ignored]
{keys}
endpoint_url = https://all.example
ignore_configured_endpoint_urls = true
[profile legacy]
{keys}
retry_mode = legacy
max_attempts =
[profile trusting]
{keys}
ca_bundle = {}
[profile none]
{keys}
max_attempts = 0
[profile many]
{keys}
max_attempts = many
[profile mode]
{keys}
retry_mode = fast
[profile lost]
{keys}
ca_bundle = /nonexistent/bundle.pem
",
        bundle.display()
    );
    let build = async |profile: &str| {
        let mut builder = Client::builder().profile(profile);
        let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, &config);
        builder.chain.files = Some(files.build());
        builder.build_with_aws_config().await
    };
    for (profile, endpoint) in [
        ("services", "https://service.example"),
        ("all", "https://all.example"),
        (
            "ignored",
            "https://social-messaging.eu-west-1.amazonaws.com",
        ),
        ("legacy", "https://social-messaging.eu-west-1.amazonaws.com"),
        (
            "trusting",
            "https://social-messaging.eu-west-1.amazonaws.com",
        ),
    ] {
        let client = build(profile).await.unwrap();
        assert_eq!(client.endpoint(), endpoint, "{profile}");
        assert_eq!(client.shared.retry.attempts(), 3, "{profile}");
    }
    for (profile, text) in [
        ("none", "`max_attempts` must be a number from 1, but is `0`"),
        (
            "many",
            "`max_attempts` must be a number from 1, but is `many`",
        ),
        (
            "mode",
            "`retry_mode` must be `standard`, `adaptive` or `legacy`, but is `fast`",
        ),
        (
            "lost",
            "the certificates in `/nonexistent/bundle.pem` cannot be read",
        ),
    ] {
        let error = build(profile).await.unwrap_err().to_string();
        assert!(error.starts_with(text), "{error}");
    }
    std::fs::remove_file(&bundle).unwrap();
}
