//! The client: from an operation's input to its output over the network.

mod attempt;
mod call;
mod download;
mod in_flight;
mod operations;
mod pager;
mod settle;
mod trent;

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;

use crate::builder::ClientBuilder;
use crate::clock::Clock;
use crate::config_error::ConfigError;
use crate::credentials::Source;
use crate::http_client::Http;
use crate::retry::{Pace, RetryPolicy, TokenBucket};
use crate::service::Service;
pub(crate) use in_flight::InFlight;
pub use pager::Items;

/// A client of the service. Cloning it is cheap, and clones share their connections, their
/// credentials, and the tokens of their [retries](RetryPolicy).
///
/// A call is tried again as [`RetryPolicy`] says. If an answer is lost on the way, the client finds
/// out whether the operation was done, before it tries again and before it fails. Where that cannot be
/// told, the error is [`Error::InDoubt`](crate::Error::InDoubt).
///
/// | operation | found out by |
/// |---|---|
/// | create | a flow of that name with that Flow JSON is taken for this call's, and its id given; one that differs is [`Error::Uncertain`](crate::Error::Uncertain) |
/// | publish, deprecate | the flow's status |
/// | delete | that the flow is not found |
/// | update, update assets, put key; reads | they are done again, which does no harm |
/// | send a message | nothing tells, so it is not sent again: [`Error::NotRepeated`](crate::Error::NotRepeated) |
///
/// A call may be dropped at any await. A request that was sent may have taken effect then.
///
/// Each call is a [`tracing`] span `call`, each attempt a span `attempt` in it. They hold names,
/// numbers, statuses and request ids, and neither secrets nor bodies.
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
    pub(crate) shared: Arc<Shared>,
    /// Whether a call has one attempt only. It is so while another call looks what has become of it.
    once: bool,
    /// Whether calls keep to one rate, and try again what is throttled, also without
    /// [`RetryPolicy::adaptive`].
    adaptive: bool,
}

/// The state that clones share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) service: Service,
    pub(crate) http: Arc<Http>,
    pub(crate) endpoint: Url,
    pub(crate) region: String,
    pub(crate) plain_http: bool,
    pub(crate) credentials: Source,
    pub(crate) clock: Clock,
    pub(crate) retry: RetryPolicy,
    pub(crate) pace: Pace,
    pub(crate) in_flight: InFlight,
    pub(crate) tokens: TokenBucket,
    pub(crate) limits: Limits,
}

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connect: Duration,
    pub(crate) read: Duration,
    pub(crate) slow_read: Duration,
    pub(crate) operation: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(3100),
            read: Duration::from_secs(30),
            slow_read: Duration::from_secs(60),
            operation: Duration::from_secs(180),
        }
    }
}

impl Client {
    /// A client by the process's environment variables, which the [crate](crate#environment)
    /// lists.
    ///
    /// # Errors
    ///
    /// Where a variable is missing or wrong.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().process_environment().build()
    }

    /// A client by the environment variables and the SDKs' chain:
    /// [`ClientBuilder::build_with_aws_config`].
    ///
    /// # Errors
    ///
    /// Where something is missing or wrong.
    #[cfg(feature = "aws-config")]
    pub async fn from_aws_config() -> Result<Self, ConfigError> {
        Self::builder()
            .process_environment()
            .build_with_aws_config()
            .await
    }

    /// The first pause before something is tried again that may take long to pass.
    pub(crate) fn pause(&self) -> Duration {
        self.shared.retry.long_pause()
    }

    pub(crate) fn of(shared: Shared) -> Self {
        Self {
            adaptive: shared.retry.is_adaptive(),
            shared: Arc::new(shared),
            once: false,
        }
    }

    /// This client, with [`RetryPolicy::adaptive`]: for many calls at once. Its calls and those of its adaptive
    /// clones keep to one rate.
    pub fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// The requests a second that adaptive calls of this client and its clones keep to. `None` if the
    /// service has throttled none for a minute.
    pub fn requests_per_second(&self) -> Option<f64> {
        self.shared.pace.rate()
    }

    /// A client by values of the program.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The base URL that requests go to.
    pub fn endpoint(&self) -> &str {
        self.shared.endpoint.as_str().trim_end_matches('/')
    }

    /// The Region that requests are signed for.
    pub fn region(&self) -> &str {
        &self.shared.region
    }
}
