//! Credentials from where the SDKs' chain finds them, by servers of the test's own: neither `--verbose` nor an
//! error shows them.

use std::path::Path;
use std::process::Command;

use flow_local::LocalService;

use crate::program::{Done, SECRET, Server, TOKEN, end_of, program_for, service};

/// What a source gives for its credentials. Each is as secret as they are.
const CONTAINER_TOKEN: &str = "the-token-of-the-container-agent";
const METADATA_TOKEN: &str = "the-token-of-the-instance-metadata";
const SSO_TOKEN: &str = "the-token-of-the-company-sign-in";
const WEB_TOKEN: &str = "the-token-of-the-web-identity";

const EXPIRY: &str = "2099-01-01T00:00:00Z";

/// A source of credentials: its name, and a command whose environment leads to it. Its server answers
/// rightly, or refuses and repeats all that it was sent.
type Source = fn(&Path, &LocalService, refuses: bool) -> (Command, Server);

const SOURCES: [(&str, Source); 5] = [
    ("container", container),
    ("metadata", metadata),
    ("web identity", web_identity),
    ("assumed role", assumed_role),
    ("SSO", sso),
];

#[tokio::test]
async fn credentials_of_the_chain_are_used_and_never_shown() {
    let service = service().await;
    for (name, source) in SOURCES {
        let folder = tempfile::tempdir().unwrap();
        let (command, server) = source(folder.path(), &service, false);
        let done = without_secrets(command).await;
        let (stderr, asked) = (done.stderr.clone(), server.requests().len());
        done.exits(0).says(&["create", "call{operation="]);
        assert!(asked > 0, "{name}");
        assert!(!stderr.contains("aws_"), "{name}: {stderr}");
    }
}

#[tokio::test]
async fn a_source_that_refuses_and_repeats_what_it_was_sent_shows_nothing_of_it() {
    let service = service().await;
    for (name, source) in SOURCES {
        let folder = tempfile::tempdir().unwrap();
        let (command, server) = source(folder.path(), &service, true);
        let done = without_secrets(command).await;
        assert!(!server.requests().is_empty(), "{name}");
        done.exits(2)
            .says(&["error: ListWhatsAppFlows was not sent"]);
    }
}

/// The end of a command. No output has a secret.
async fn without_secrets(command: Command) -> Done {
    let done = end_of(command).await;
    for secret in [CONTAINER_TOKEN, METADATA_TOKEN, SSO_TOKEN, WEB_TOKEN] {
        let shown = format!("{}{}", done.stdout, done.stderr);
        assert!(!shown.contains(secret), "{done:?}");
    }
    done
}

/// A plan that has no keys by itself, and asks for as many words as it can.
fn plan(service: &LocalService) -> Command {
    let mut command = program_for(service, "plan greeting -v");
    for key in ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"] {
        command.env_remove(format!("AWS_{key}"));
    }
    command.env("RUST_LOG", "trace");
    command
}

/// A server that answers as it should, or refuses with `code` and repeats the request.
fn server(refuses: bool, answer: impl Fn(&str) -> String + Send + 'static) -> Server {
    Server::start(move |request| {
        if refuses {
            let repeated = request.replace(['"', '\r', '\n', '<', '>'], " ");
            let message = format!("repeated: {repeated}");
            let body = if request.contains("Action=") {
                format!(
                    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>{message}</Message></Error></ErrorResponse>"
                )
            } else {
                format!(
                    r#"{{"code":"Denied","Code":"Denied","message":"{message}","Message":"{message}"}}"#
                )
            };
            return http("403 Forbidden", &body);
        }
        http("200 OK", &answer(request))
    })
}

fn http(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\nx-aws-ec2-metadata-token-ttl-seconds: 600\r\n\r\n{body}"
    )
}

/// The credentials as containers and the metadata of instances give them.
fn as_json() -> String {
    format!(
        r#"{{"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2026-01-01T00:00:00Z","AccessKeyId":"AKIDTEST","SecretAccessKey":"{SECRET}","Token":"{TOKEN}","Expiration":"{EXPIRY}"}}"#
    )
}

fn container(_: &Path, service: &LocalService, refuses: bool) -> (Command, Server) {
    let server = server(refuses, |request| {
        assert!(request.contains(CONTAINER_TOKEN), "{request}");
        as_json()
    });
    let mut command = plan(service);
    command
        .env(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            format!("{}/keys", server.endpoint()),
        )
        .env("AWS_CONTAINER_AUTHORIZATION_TOKEN", CONTAINER_TOKEN);
    (command, server)
}

fn metadata(_: &Path, service: &LocalService, refuses: bool) -> (Command, Server) {
    let server = Server::start(move |request| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        match path {
            "/latest/api/token" => http("200 OK", METADATA_TOKEN),
            _ if path.contains("-extended") => http("404 Not Found", ""),
            _ if refuses => http("403 Forbidden", &format!("repeated: {request}")),
            _ if path.ends_with("/security-credentials/") => http("200 OK", "the-role"),
            _ => http("200 OK", &as_json()),
        }
    });
    let mut command = plan(service);
    command
        .env_remove("AWS_EC2_METADATA_DISABLED")
        .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.endpoint());
    (command, server)
}

/// AWS STS.
fn sts(refuses: bool) -> Server {
    server(refuses, |request| {
        let web = request.contains("AssumeRoleWithWebIdentity");
        let action = if web {
            "AssumeRoleWithWebIdentity"
        } else {
            "AssumeRole"
        };
        format!(
            "<{action}Response><{action}Result><Credentials><AccessKeyId>AKIDTEST</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey><SessionToken>{TOKEN}</SessionToken><Expiration>{EXPIRY}</Expiration></Credentials></{action}Result></{action}Response>"
        )
    })
}

fn web_identity(folder: &Path, service: &LocalService, refuses: bool) -> (Command, Server) {
    let (server, file) = (sts(refuses), folder.join("token"));
    std::fs::write(&file, WEB_TOKEN).unwrap();
    let mut command = plan(service);
    command
        .env("AWS_ENDPOINT_URL_STS", server.endpoint())
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", file)
        .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/deployer");
    (command, server)
}

fn assumed_role(folder: &Path, service: &LocalService, refuses: bool) -> (Command, Server) {
    let (server, config) = (sts(refuses), folder.join("config"));
    let text = format!(
        "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = {SECRET}\n\
         [profile role]\nsource_profile = base\nrole_arn = arn:aws:iam::123456789012:role/deployer\n"
    );
    std::fs::write(&config, text).unwrap();
    let mut command = plan(service);
    command
        .env("AWS_ENDPOINT_URL_STS", server.endpoint())
        .env("AWS_CONFIG_FILE", config)
        .env("AWS_PROFILE", "role");
    (command, server)
}

fn sso(folder: &Path, service: &LocalService, refuses: bool) -> (Command, Server) {
    let server = server(refuses, |request| {
        assert!(request.contains(SSO_TOKEN), "{request}");
        format!(
            r#"{{"roleCredentials":{{"accessKeyId":"AKIDTEST","secretAccessKey":"{SECRET}","sessionToken":"{TOKEN}","expiration":4070908800000}}}}"#
        )
    });
    let config = folder.join("config");
    let text = "[profile sso]\nsso_session = company\nsso_account_id = 123456789012\nsso_role_name = deployer\n\
                [sso-session company]\nsso_region = eu-west-1\nsso_start_url = https://company.example/start\n";
    std::fs::write(&config, text).unwrap();
    let cache = folder.join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).unwrap();
    // The name is the SHA-1 of `company`.
    let token = cache.join("71b21161ffa1e6516bcc072aaf5ef38cbe85b511.json");
    let text = format!(
        r#"{{"accessToken":"{SSO_TOKEN}","expiresAt":"{EXPIRY}","region":"eu-west-1","startUrl":"https://company.example/start"}}"#
    );
    std::fs::write(token, text).unwrap();
    let mut command = plan(service);
    command
        .env("AWS_ENDPOINT_URL_SSO", server.endpoint())
        .env("AWS_CONFIG_FILE", config)
        .env("AWS_PROFILE", "sso")
        .env("HOME", folder);
    (command, server)
}
