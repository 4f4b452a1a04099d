//! The service on this machine: a stand-in for AWS End User Messaging Social that speaks real
//! HTTP on a loopback port, for tests, examples, and trying things out without an AWS account.
//!
//! It serves [all operations](flow_deploy::OperationName) that the client knows. It verifies each
//! signature (with code of its own, not the client's), the hash of the body and the clock, keeps
//! the flows of its accounts in memory, and answers as the real service would, with its headers.
//!
//! - A flow lives as [`FlowStatus`] says: what its status does not allow is refused.
//! - The links that Meta would give lead to this service: `downloadUrl`, for five minutes, and the
//!   preview, for thirty days, both give the Flow JSON. They need no authentication, and refuse a
//!   request that carries a header of AWS.
//! - [`inject`](LocalService::inject) makes requests go wrong: see [`Fault`].
//! - [`Assumptions`] are switches for what AWS does not document.
//! - [`requests`](LocalService::requests) tells what was asked and answered.
//! - Each account has one phone number, `phone-number-id-…` with the account's own end.
//!
//! | what is wrong | answer |
//! |---|---|
//! | no such operation | 404 `UnknownOperationException` |
//! | no `authorization` | 403 `MissingAuthenticationTokenException` |
//! | an `authorization` that cannot be read, or no date | 400 `IncompleteSignatureException` |
//! | another access key or session token | 403 `UnrecognizedClientException` |
//! | wrong signature, scope or body hash, an unsigned header, a clock off by over five minutes | 403 `InvalidSignatureException` |
//! | a body over 15 MiB¹ | 413 `RequestEntityTooLargeException` |
//! | a body of another type than JSON | 415 `UnsupportedMediaTypeException` |
//! | a body that is no JSON, a member of another type | 400 `SerializationException` |
//! | a member that is missing or breaks a constraint | 400 `ValidationException` |
//! | a name that another flow of the account has | 400 `InvalidParametersException`¹ |
//! | an operation that the flow's status does not allow | 400 `InvalidParametersException`¹ |
//! | publishing a flow with validation errors, or without the endpoint it needs | 400 `InvalidParametersException`¹ |
//! | an account or flow that does not exist | 404 `ResourceNotFoundException` |
//!
//! ¹ AWS does not document it; [`Assumptions`] can change it. Do not rely on it.
//!
//! Where Flow JSON has errors, they are in the answer and the flow is a draft. What counts as an
//! error, a [`validator`](LocalServiceBuilder::validator) says.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use flow_deploy::{Category, CreateWhatsAppFlowInput};
//! use flow_local::LocalService;
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

mod assumptions;
mod builder;
mod check;
mod fault;
mod fields;
mod links;
mod log;
mod operations;
mod refusal;
mod server;
mod signature;
mod state;
mod store;

use std::io;
use std::sync::Arc;

use flow_deploy::{Client, ClientBuilder, Credentials, FlowStatus};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use assumptions::{Assumptions, PublishedUpdate};
pub use builder::LocalServiceBuilder;
pub use check::check_flow_json;
pub use fault::{Fault, Target};
pub use log::LoggedRequest;
use state::State;
pub use store::LocalFlow;

/// The service, running. It stops when this is dropped; [`stop`](Self::stop) waits for that.
#[derive(Debug)]
pub struct LocalService {
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
        LocalServiceBuilder::new()
    }

    /// The base URL, for example `http://127.0.0.1:49152`.
    pub fn endpoint(&self) -> &str {
        &self.state.endpoint
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

    /// Puts a flow into a status that only Meta does, such as [`FlowStatus::Blocked`]. Whether
    /// there is such a flow.
    pub fn set_flow_status(&self, flow_id: &str, status: FlowStatus) -> bool {
        let mut store = self.state.store();
        let flow = store.by_id(flow_id);
        flow.map(|flow| flow.status = status).is_some()
    }

    /// Lets the next requests of a target go wrong, one for each fault, in this order and after
    /// the faults that are still to come.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use flow_local::{Fault, LocalService, Target};
    /// use flow_deploy::{ListWhatsAppFlowsInput, OperationName};
    ///
    /// let service = LocalService::start().await?;
    /// service.inject(OperationName::ListWhatsAppFlows, [Fault::reset(), Fault::page(503)]);
    /// let client = service.client_builder().build()?;
    /// let input = ListWhatsAppFlowsInput::new(service.account_id());
    /// client.list_whatsapp_flows(&input).await?; // the third attempt
    /// assert_eq!(service.requests().len(), 3);
    ///
    /// // The last of the next five requests, whatever they are, loses its answer.
    /// let faults = [Fault::none(), Fault::none(), Fault::none(), Fault::none()];
    /// service.inject(Target::AnyOperation, faults);
    /// service.inject(Target::AnyOperation, [Fault::reset().after_act()]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn inject(&self, target: impl Into<Target>, faults: impl IntoIterator<Item = Fault>) {
        self.state.script().add(target.into(), faults);
    }

    /// How many faults are still to come.
    pub fn pending_faults(&self) -> usize {
        self.state.script().len()
    }

    /// Forgets the faults that are still to come.
    pub fn clear_faults(&self) {
        self.state.script().clear();
    }

    /// The last 1000 requests, the oldest first, with those that were refused.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log().all()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.log().clear();
    }

    /// Takes no more connections, lets the requests under way end, and returns then.
    pub async fn stop(mut self) {
        self.stop.take();
        // The task ends by itself; it fails only if the runtime is shut down, which ends it too.
        let _ = (&mut self.task).await;
    }
}
