//! A local stand-in for AWS End User Messaging Social, which speaks real HTTP on a loopback port. It
//! is for tests, examples, and trials without an AWS account.
//!
//! It serves [all operations](flow_deploy::OperationName) that the client knows. It verifies each
//! signature (with code of its own, not the client's), the hash of the body and the clock. It keeps
//! the flows of its accounts in memory, and answers as the real service would, with its headers.
//!
//! - A flow has a [`FlowStatus`]. An operation that the status does not allow is refused.
//! - Links that Meta would serve lead to this service. `downloadUrl`, for five minutes, and the
//!   preview, for thirty days, both serve the Flow JSON. They need no authentication, and refuse a
//!   request that carries a header of AWS.
//! - [`inject`](LocalService::inject) makes requests fail: see [`Fault`].
//! - [`Assumptions`] are switches for behaviour that AWS does not document.
//! - [`requests`](LocalService::requests) lists the requests and the status of their answers.
//! - It is AWS KMS as well, for `Decrypt` and `GetPublicKey`, once it has a
//!   [key](LocalServiceBuilder::kms_key).
//! - Each account has one phone number: `phone-number-id-…` with the end of the account's id.
//! - [`messages`](LocalService::messages) lists the messages that were sent. A [`LocalMessage`] makes the
//!   events that AWS would publish about it: a status, an error, the reply.
//!
//! | mistake | answer |
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
//! | an account, phone number or flow that does not exist | 404 `ResourceNotFoundException` |
//! | a message that Meta refuses, with Meta's code in the text, such as `(#131009)` | 400 `InvalidParametersException`¹ |
//!
//! ¹ AWS does not document it; [`Assumptions`] can change it. Do not rely on it.
//!
//! The answer lists the errors of Flow JSON, and the flow is a draft then. A
//! [`validator`](LocalServiceBuilder::validator) finds the errors.
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
mod kms;
mod links;
mod log;
mod message;
mod operations;
mod rate;
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
pub use message::LocalMessage;
use state::State;
pub use store::LocalFlow;

/// The running service. It stops when this is dropped. [`stop`](Self::stop) waits until it has.
#[derive(Debug)]
pub struct LocalService {
    state: Arc<State>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl LocalService {
    /// Starts the service with one account, on a free port.
    ///
    /// # Errors
    ///
    /// No loopback port is free.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Starts the service with other settings.
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

    /// The builder of a client of this service.
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

    /// The messages that were sent, the oldest first.
    pub fn messages(&self) -> Vec<LocalMessage> {
        self.state.store().messages().to_vec()
    }

    /// Gives a flow a status, such as [`FlowStatus::Blocked`], which only Meta can give. Returns
    /// whether there is such a flow.
    pub fn set_flow_status(&self, flow_id: &str, status: FlowStatus) -> bool {
        let mut store = self.state.store();
        let flow = store.by_id(flow_id);
        flow.map(|flow| flow.status = status).is_some()
    }

    /// Makes the next requests of a target fail, one for each fault. The faults come in this order,
    /// after those that are still to come.
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
    /// // The fifth request from here loses its answer, to any operation.
    /// let faults = [Fault::none(), Fault::none(), Fault::none(), Fault::none()];
    /// service.inject(Target::AnyOperation, faults);
    /// service.inject(Target::AnyOperation, [Fault::reset().after_act()]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn inject(&self, target: impl Into<Target>, faults: impl IntoIterator<Item = Fault>) {
        self.state.script().add(target.into(), faults);
    }

    /// The number of faults that are still to come.
    pub fn pending_faults(&self) -> usize {
        self.state.script().len()
    }

    /// Forgets the faults that are still to come.
    pub fn clear_faults(&self) {
        self.state.script().clear();
    }

    /// The last 1000 requests, the oldest first. Refused requests are among them.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log().all()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.log().clear();
    }

    /// Takes no more connections, and returns when the requests under way have ended.
    pub async fn stop(mut self) {
        self.stop.take();
        // The task ends by itself; it fails only if the runtime is shut down, which ends it too.
        let _ = (&mut self.task).await;
    }
}

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
