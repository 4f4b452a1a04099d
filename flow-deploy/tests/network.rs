//! The ways to the service: a proxy, TLS with a certificate of one's own, and credentials that end.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_credential_types::provider::{ProvideCredentials, future};
use flow_deploy::*;
use flow_local::{Fault, LocalService};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
#[cfg(feature = "tls")]
use tokio_rustls::rustls::crypto::aws_lc_rs as provider;
#[cfg(not(feature = "tls"))]
use tokio_rustls::rustls::crypto::ring as provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{CipherSuite, ServerConfig};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"flows\":[]}";

/// Reads the head of a request and answers it.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            break;
        }
    }
    stream.write_all(ANSWER).await.unwrap();
    stream.shutdown().await.unwrap();
    String::from_utf8(bytes).unwrap()
}

fn builder(endpoint: &str) -> ClientBuilder {
    Client::builder()
        .endpoint(endpoint)
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .retry(RetryPolicy::never())
}

async fn list(client: &Client) -> Result<ListWhatsAppFlowsOutput, Error> {
    let input = ListWhatsAppFlowsInput::new("waba-1");
    client.list_whatsapp_flows(&input).await
}

#[tokio::test]
async fn a_proxy_is_used() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://user:word@{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { answer(listener.accept().await.unwrap().0).await });
    let client = builder("http://service.example")
        .allow_plain_http(true)
        .proxy(&proxy)
        .build()
        .unwrap();
    list(&client).await.unwrap();
    let head = server.await.unwrap();
    let first = "GET http://service.example/v1/whatsapp/flow/list?id=waba-1 HTTP/1.1";
    assert!(head.starts_with(first), "{head}");
    assert!(
        head.contains("proxy-authorization: Basic dXNlcjp3b3Jk"),
        "{head}"
    );
    let debug = format!("{:?}", builder("https://a.example").proxy(&proxy));
    assert!(!debug.contains("word"), "{debug}");
}

/// A service with TLS: its URL, its certificate, and what its clients agree on.
async fn tls_service() -> (String, String, mpsc::UnboundedReceiver<CipherSuite>) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let pem = own.cert.pem();
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(provider::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    let (sender, suites) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            if let Ok(stream) = acceptor.accept(stream).await {
                let suite = stream.get_ref().1.negotiated_cipher_suite().unwrap();
                // Not every test looks.
                let _ = sender.send(suite.suite());
                answer(stream).await;
            }
        }
    });
    (endpoint, pem, suites)
}

#[tokio::test]
async fn a_certificate_of_one_s_own_is_trusted_where_it_is_given() {
    let (endpoint, pem, _) = tls_service().await;
    let error = list(&builder(&endpoint).build().unwrap())
        .await
        .unwrap_err();
    let Error::NoAnswer(no_answer) = &error else {
        panic!("{error}")
    };
    assert_eq!(no_answer.reason, NoAnswerReason::Connect, "{error}");
    assert!(error.to_string().contains("certificate"), "{error}");

    let trusting = builder(&endpoint)
        .ca_certificates(pem.as_str())
        .build()
        .unwrap();
    list(&trusting).await.unwrap();

    let file = std::env::temp_dir().join(format!("flow-deploy-{}.pem", std::process::id()));
    std::fs::write(&file, &pem).unwrap();
    let path = file.to_str().unwrap().to_owned();
    let by_environment =
        builder(&endpoint).environment(move |name| (name == "AWS_CA_BUNDLE").then(|| path.clone()));
    let by_environment = by_environment.build();
    let by_option = builder(&endpoint).ca_bundle(&file).build();
    std::fs::remove_file(&file).unwrap();
    list(&by_environment.unwrap()).await.unwrap();
    list(&by_option.unwrap()).await.unwrap();
}

/// It is that of all tests of this process, which do not look at it.
#[tokio::test]
async fn what_the_program_has_installed_for_tls_comes_first() {
    let mut installed = provider::default_provider();
    let preferred = installed.cipher_suites[0].suite();
    installed.cipher_suites = vec![provider::cipher_suite::TLS13_CHACHA20_POLY1305_SHA256];
    installed.install_default().unwrap();
    let (endpoint, pem, mut suites) = tls_service().await;
    let client = builder(&endpoint).ca_certificates(pem).build().unwrap();
    list(&client).await.unwrap();
    let suite = suites.recv().await.unwrap();
    assert_eq!(suite, CipherSuite::TLS13_CHACHA20_POLY1305_SHA256);
    assert_ne!(suite, preferred);
}

/// Gives the right keys every time, with another token each.
#[derive(Debug)]
struct Rotating(Arc<AtomicU64>, Credentials);

impl ProvideCredentials for Rotating {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        // The first ones are of a session that the service does not know any more.
        let token = (number == 0).then(|| "an old token".replace(' ', "-"));
        future::ProvideCredentials::ready(Ok(aws_credential_types::Credentials::new(
            self.1.access_key_id(),
            self.1.secret_access_key(),
            token,
            None,
            "test",
        )))
    }
}

#[tokio::test]
async fn expired_credentials_are_had_anew_once() {
    let service = LocalService::start().await.unwrap();
    let asked = Arc::new(AtomicU64::new(0));
    let provider = Rotating(asked.clone(), service.credentials().clone());
    let client = service
        .client_builder()
        .credentials_provider(provider)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let expired = Fault::code(400, "ExpiredTokenException");
    let list = async || {
        let input = ListWhatsAppFlowsInput::new(service.account_id());
        client.list_whatsapp_flows(&input).await
    };
    service.inject(OperationName::ListWhatsAppFlows, [expired.clone()]);
    list().await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    list().await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    assert_eq!(service.requests().len(), 3);

    // The provider has no others: there is no use in asking the service again.
    service.inject(OperationName::ListWhatsAppFlows, [expired]);
    let error = list().await.unwrap_err();
    assert!(error.to_string().contains("get new credentials"), "{error}");
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    assert_eq!(service.requests().len(), 4);
}

#[tokio::test]
async fn nothing_is_sent_with_credentials_that_have_expired() {
    let service = LocalService::start().await.unwrap();
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(1);
    let expired = service.credentials().clone().with_expiry(past);
    let client = service
        .client_builder()
        .credentials(expired)
        .build()
        .unwrap();
    let error = list(&client).await.unwrap_err();
    let is_expired = matches!(
        &error,
        Error::Credentials {
            source: CredentialsError::Expired,
            ..
        }
    );
    assert!(is_expired, "{error}");
    assert!(service.requests().is_empty());
}
