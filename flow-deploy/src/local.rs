//! The service on this machine: a stand-in for AWS End User Messaging Social that speaks real
//! HTTP on a loopback port, for tests, examples, and trying things out without an AWS account.
//!
//! It serves `CreateWhatsAppFlow` and `UpdateWhatsAppFlowAssets`. It verifies each signature
//! (with code of its own, not the client's), the hash of the body and the clock, keeps the flows
//! of its accounts in memory, and answers as the real service would, with its headers.
//!
//! | what is wrong | answer |
//! |---|---|
//! | no such operation | 404 `UnknownOperationException` |
//! | no `authorization` | 403 `MissingAuthenticationTokenException` |
//! | an `authorization` that cannot be read, or no date | 400 `IncompleteSignatureException` |
//! | another access key or session token | 403 `UnrecognizedClientException` |
//! | wrong signature, scope or body hash, an unsigned header, a clock off by over five minutes | 403 `InvalidSignatureException` |
//! | a body over 15 MiB | 413 `RequestEntityTooLargeException` |
//! | a body of another type than JSON | 415 `UnsupportedMediaTypeException` |
//! | a body that is no JSON, a member of another type | 400 `SerializationException` |
//! | a member that is missing or breaks a constraint | 400 `ValidationException` |
//! | a name that another flow of the account has | 400 `InvalidParametersException` |
//! | an account or flow that does not exist | 404 `ResourceNotFoundException` |
//!
//! AWS does not document which error a taken name gives; do not rely on this one.
//!
//! Where Flow JSON has errors, they are in the answer and the flow is a draft. What counts as an
//! error, a [`validator`](LocalServiceBuilder::validator) says.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use flow_deploy::{Category, CreateWhatsAppFlowInput, local::LocalService};
//!
//! let service = LocalService::builder()
//!     .validator(|json| match json {
//!         b"{}" => vec!["a flow needs screens".to_owned()],
//!         _ => vec![],
//!     })
//!     .start()
//!     .await?;
//! let client = service.client_builder().build()?;
//! let input = CreateWhatsAppFlowInput::new(service.account_id(), "empty", [Category::Other])
//!     .flow_json("{}");
//! let created = client.create_whatsapp_flow(&input).await?;
//! assert_eq!(created.validation_errors, ["a flow needs screens"]);
//! assert_eq!(service.flows()[0].name, "empty");
//! # Ok(())
//! # }
//! ```

mod operations;
mod refusal;
mod server;
mod signature;
mod store;

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Client, ClientBuilder, Credentials};
use server::State;
use store::Store;
pub use store::{FlowStatus, LocalFlow};

type Validator = Arc<dyn Fn(&[u8]) -> Vec<String> + Send + Sync>;
type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// The service, running. It stops when this is dropped; [`stop`](Self::stop) waits for that.
#[derive(Debug)]
pub struct LocalService {
    endpoint: String,
    state: Arc<State>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl LocalService {
    /// Starts the service with one account, on a port that is free.
    ///
    /// # Errors
    ///
    /// Where no loopback port can be had.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// To start it otherwise.
    pub fn builder() -> LocalServiceBuilder {
        LocalServiceBuilder {
            accounts: Vec::new(),
            credentials: Credentials::new("AKIDLOCALSERVICE", "the-secret-of-the-local-service"),
            region: "us-east-1".to_owned(),
            validator: Arc::new(operations::default_validator),
            clock: Arc::new(SystemTime::now),
        }
    }

    /// The base URL, for example `http://127.0.0.1:49152`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The keys that requests must be signed with.
    pub fn credentials(&self) -> &Credentials {
        &self.state.credentials
    }

    /// The Region that requests must be signed for.
    pub fn region(&self) -> &str {
        &self.state.region
    }

    /// The id of the first account.
    pub fn account_id(&self) -> &str {
        &self.state.account_id
    }

    /// A client of this service, to be built or changed first.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder()
            .endpoint(self.endpoint())
            .region(self.region())
            .credentials(self.credentials().clone())
    }

    /// The flows of all accounts as they are now, the oldest first.
    pub fn flows(&self) -> Vec<LocalFlow> {
        self.state.store().flows().to_vec()
    }

    /// Takes no more connections, lets the requests under way end, and returns then.
    pub async fn stop(mut self) {
        self.stop.take();
        // The task ends by itself; it fails only if the runtime is shut down, which ends it too.
        let _ = (&mut self.task).await;
    }
}

/// How to start a [`LocalService`].
#[must_use]
pub struct LocalServiceBuilder {
    accounts: Vec<String>,
    credentials: Credentials,
    region: String,
    validator: Validator,
    clock: Clock,
}

impl LocalServiceBuilder {
    /// Adds an account by its id, `waba-…`. Without any, there is one of the service's own.
    pub fn account(mut self, id: impl Into<String>) -> Self {
        self.accounts.push(id.into());
        self
    }

    /// The keys that requests must be signed with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// The Region that requests must be signed for; `us-east-1` by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// What finds the validation errors of Flow JSON, in place of Meta. By default they are that
    /// it is no JSON object, or has no `version` or no `screens`.
    pub fn validator(
        mut self,
        validator: impl Fn(&[u8]) -> Vec<String> + Send + Sync + 'static,
    ) -> Self {
        self.validator = Arc::new(validator);
        self
    }

    /// What the service takes for the time; the system's clock by default.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Starts the service on a loopback port that is free.
    ///
    /// # Errors
    ///
    /// Where no loopback port can be had.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime.
    pub async fn start(self) -> io::Result<LocalService> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let mut accounts = self.accounts;
        if accounts.is_empty() {
            accounts.push("waba-00000000000000000000000000000001".to_owned());
        }
        let account_id = accounts[0].clone();
        let store = Store::new(accounts, self.region.clone());
        let state = Arc::new(State::new(
            store,
            account_id,
            self.credentials,
            self.region,
            self.validator,
            self.clock,
        ));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server::serve(listener, Arc::clone(&state), stopped));
        Ok(LocalService {
            endpoint,
            state,
            stop: Some(stop),
            task,
        })
    }
}

impl fmt::Debug for LocalServiceBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalServiceBuilder")
            .field("accounts", &self.accounts)
            .field("credentials", &self.credentials)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}
