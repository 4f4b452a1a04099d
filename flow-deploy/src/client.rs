//! The client: from an operation's input to its output over the network.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use reqwest::Url;

use crate::answer::Answer;
use crate::builder::{ClientBuilder, ConfigError};
use crate::error::{Error, NoAnswer, NoAnswerReason};
use crate::input::{Checks, InvalidInput};
use crate::operation::{
    CreateWhatsAppFlowInput, CreateWhatsAppFlowOutput, Operation, UpdateWhatsAppFlowAssetsInput,
    UpdateWhatsAppFlowAssetsOutput,
};
use crate::{Credentials, signing};

const JSON: &str = "application/json";

/// What a line is taken to carry at the least, in bytes a second: an upload may take the time
/// that its size needs at this rate, beside the time limit of the answer.
const SLOWEST_UPLOAD: u64 = 128 * 1024;

/// A client of the service. Cloning it is cheap, and clones share their connections.
///
/// Each call is one request; it is not repeated. A call may be dropped at any await.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use flow_deploy::{Category, Client, CreateWhatsAppFlowInput};
///
/// let client = Client::from_env()?;
/// let input = CreateWhatsAppFlowInput::new(std::env::var("WABA_ID")?, "survey", [Category::Survey])
///     .flow_json(std::fs::read("survey.json")?);
/// let created = client.create_whatsapp_flow(&input).await?;
/// println!("{:?}", created.flow_id);
/// for error in &created.validation_errors {
///     eprintln!("{error}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) http: reqwest::Client,
    pub(crate) endpoint: Url,
    pub(crate) region: String,
    pub(crate) credentials: Credentials,
    pub(crate) read_timeout: Duration,
    pub(crate) slow_read_timeout: Duration,
}

impl Client {
    /// A client by the process's environment variables, which the [crate](crate#environment)
    /// lists.
    ///
    /// # Errors
    ///
    /// Where a variable is missing or wrong.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder()
            .environment(|variable| std::env::var(variable).ok())
            .build()
    }

    /// A client by values of the program.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The base URL that requests go to.
    pub fn endpoint(&self) -> &str {
        self.endpoint.as_str().trim_end_matches('/')
    }

    /// The Region that requests are signed for.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Creates a flow: `CreateWhatsAppFlow`.
    ///
    /// A success may come with
    /// [`validation_errors`](CreateWhatsAppFlowOutput::validation_errors). If no answer comes,
    /// the flow may exist all the same; a second call would then be refused for its name.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else whatever [`Error`] lists.
    pub async fn create_whatsapp_flow(
        &self,
        input: &CreateWhatsAppFlowInput,
    ) -> Result<CreateWhatsAppFlowOutput, Error> {
        self.call(input).await
    }

    /// Replaces the Flow JSON of a flow: `UpdateWhatsAppFlowAssets`.
    ///
    /// A published flow goes back to being a draft, and cannot be sent until it is published
    /// again. A success may come with
    /// [`validation_errors`](UpdateWhatsAppFlowAssetsOutput::validation_errors). If no answer
    /// comes, it does no harm to call it again.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else whatever [`Error`] lists.
    pub async fn update_whatsapp_flow_assets(
        &self,
        input: &UpdateWhatsAppFlowAssetsInput,
    ) -> Result<UpdateWhatsAppFlowAssetsOutput, Error> {
        self.call(input).await
    }

    async fn call<O: Operation>(&self, input: &O) -> Result<O::Output, Error> {
        let request = self.request(input)?;
        let answer = self.attempt(&request).await?;
        answer.read(O::NAME, &self.credentials, O::output)
    }

    /// The request for an input that breaks no constraint.
    fn request<O: Operation>(&self, input: &O) -> Result<Request, InvalidInput> {
        let mut checks = Checks::default();
        input.check(&mut checks);
        let violations = checks.into_violations();
        if !violations.is_empty() {
            return Err(InvalidInput {
                operation: O::NAME,
                violations,
            });
        }
        let mut url = self.endpoint.clone();
        url.set_path(&format!("{}{}", url.path().trim_end_matches('/'), O::PATH));
        let query = input.query();
        if !query.is_empty() {
            let pairs = query.iter().map(|(name, value)| (*name, value.as_str()));
            url.set_query(Some(&signing::query(pairs)));
        }
        let body = input
            .body()
            .map(|members| Bytes::from(members.into_bytes()));
        let mut limit = if O::SLOW {
            self.slow_read_timeout
        } else {
            self.read_timeout
        };
        if let Some(body) = &body {
            limit += Duration::from_secs(body.len() as u64 / SLOWEST_UPLOAD);
        }
        Ok(Request {
            operation: O::NAME,
            method: O::METHOD,
            url,
            body,
            limit,
        })
    }

    /// Sends a request once, signed for this moment.
    async fn attempt(&self, request: &Request) -> Result<Answer, Error> {
        let signed = self
            .sign(request, SystemTime::now())
            .map_err(|source| Error::Signing {
                operation: request.operation,
                source,
            })?;
        let no_answer = |reason, source: Option<reqwest::Error>| NoAnswer {
            operation: request.operation,
            endpoint: self.endpoint().to_owned(),
            reason,
            source: source.map(reqwest::Error::without_url),
        };
        let lost = |error: reqwest::Error| no_answer(reason(&error, request.limit), Some(error));
        let late = |_| {
            no_answer(
                NoAnswerReason::Timeout {
                    limit: request.limit,
                },
                None,
            )
        };
        let sent = self.http.execute(signed);
        let mut response = tokio::time::timeout(request.limit, sent)
            .await
            .map_err(late)?
            .map_err(lost)?;
        let mut body = Vec::new();
        while let Some(chunk) = tokio::time::timeout(request.limit, response.chunk())
            .await
            .map_err(late)?
            .map_err(lost)?
        {
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: body.into(),
        })
    }

    fn sign(
        &self,
        request: &Request,
        time: SystemTime,
    ) -> Result<reqwest::Request, signing::SigningError> {
        let mut http = reqwest::Request::new(request.method.clone(), request.url.clone());
        let content_type: &[_] = match &request.body {
            Some(_) => &[(CONTENT_TYPE.as_str(), JSON)],
            None => &[],
        };
        let parts = signing::Request {
            method: http.method().as_str(),
            url: http.url().as_str(),
            headers: content_type,
            body: request.body.as_deref().unwrap_or_default(),
        };
        let scope = signing::Scope {
            region: &self.region,
            service: signing::SERVICE,
        };
        let headers = signing::sign(&parts, &self.credentials, scope, time)?;
        http.headers_mut().extend(headers);
        if let Some(body) = &request.body {
            http.headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
            *http.body_mut() = Some(body.clone().into());
        }
        Ok(http)
    }
}

/// A request before it is signed. It can be sent as often as need be.
struct Request {
    operation: &'static str,
    method: Method,
    url: Url,
    body: Option<Bytes>,
    /// How long silence is borne.
    limit: Duration,
}

fn reason(error: &reqwest::Error, limit: Duration) -> NoAnswerReason {
    if error.is_dns() {
        NoAnswerReason::Resolve
    } else if error.is_connect() {
        NoAnswerReason::Connect
    } else if error.is_timeout() {
        NoAnswerReason::Timeout { limit }
    } else {
        NoAnswerReason::Interrupted
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    /// A read, to see what a query makes of a request.
    struct Probe;

    impl Operation for Probe {
        const NAME: &'static str = "Probe";
        const METHOD: Method = Method::GET;
        const PATH: &'static str = "/v1/probe";
        const SLOW: bool = false;
        type Output = ();

        fn check(&self, _: &mut Checks) {}

        fn query(&self) -> Vec<(&'static str, String)> {
            vec![("id", "a b".to_owned()), ("nextToken", "+/='~".to_owned())]
        }

        fn output(_: &[u8]) -> serde_json::Result<()> {
            Ok(())
        }
    }

    fn builder() -> ClientBuilder {
        Client::builder()
            .credentials(Credentials::new("AKID", "secret"))
            .region("eu-west-1")
    }

    #[test]
    fn a_query_is_sent_as_it_was_escaped() {
        let client = builder()
            .endpoint("https://example.com/base/")
            .build()
            .unwrap();
        let request = client.request(&Probe).unwrap();
        assert_eq!(
            request.url.as_str(),
            "https://example.com/base/v1/probe?id=a%20b&nextToken=%2B%2F%3D%27~"
        );
        let signed = client.sign(&request, UNIX_EPOCH).unwrap();
        assert_eq!(signed.url(), &request.url);
        assert!(signed.body().is_none() && !signed.headers().contains_key(CONTENT_TYPE));
        let authorization = signed.headers()["authorization"].to_str().unwrap();
        assert!(
            authorization.contains("SignedHeaders=host;x-amz-date,"),
            "{authorization}"
        );
    }

    #[test]
    fn only_these_headers_are_signed() {
        let token = Credentials::new("AKID", "secret").with_session_token("token");
        let client = builder().credentials(token).build().unwrap();
        let input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "1", "{}");
        let signed = client
            .sign(&client.request(&input).unwrap(), UNIX_EPOCH)
            .unwrap();
        let authorization = signed.headers()["authorization"].to_str().unwrap();
        let names = "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,";
        assert!(authorization.contains(names), "{authorization}");
        let mut sent: Vec<_> = signed.headers().keys().map(|name| name.as_str()).collect();
        sent.sort_unstable();
        assert_eq!(
            sent,
            [
                "authorization",
                "content-type",
                "x-amz-date",
                "x-amz-security-token"
            ]
        );
    }

    #[test]
    fn uploads_have_the_time_that_their_size_needs() {
        let client = builder().build().unwrap();
        assert_eq!(
            client.request(&Probe).unwrap().limit,
            Duration::from_secs(30)
        );
        let mut input = UpdateWhatsAppFlowAssetsInput::new("waba-1", "1", "{}");
        assert_eq!(
            client.request(&input).unwrap().limit,
            Duration::from_secs(60)
        );
        input.flow_json = vec![b' '; crate::MAX_FLOW_JSON_BYTES];
        assert_eq!(
            client.request(&input).unwrap().limit,
            Duration::from_secs(60 + 106)
        );
    }
}
