//! A client of the WhatsApp Flow operations of [AWS End User Messaging Social][aws]: it puts
//! flows into a WhatsApp Business Account.
//!
//! [aws]: https://docs.aws.amazon.com/social-messaging/latest/userguide/
//!
//! It knows nothing of how a flow was written: a flow is a name, [categories](Category), and
//! bytes of Flow JSON.
//!
//! - [`Client`] has a method for each [operation](OperationName): the ten of flows, two of linked
//!   accounts, two of the business public key, and the one that sends a message. It signs for AWS, tries again as [`RetryPolicy`]
//!   says, and finds out whether an operation was done if its answer was lost.
//! - [`Deployment`] plans the changes that give an account the flows of a program, and makes them.
//! - [`FlowMessage`] is the message that opens a flow, with the data of its first screen. What comes back
//!   is read by the crate `flow-events`.
//! - Lists come page by page or, as [`Items`], all of them.
//! - Every constraint of the service is checked first. [`InvalidInput`] names each member, its
//!   limit, and the value that was found.
//! - [`Error`] is a [`ServiceError`] if the service refused, and [`NoAnswer`] if the operation may
//!   have been done all the same. Each text has the request id.
//! - A success may come with Meta's
//!   [validation errors](CreateWhatsAppFlowOutput::validation_errors): always look at them.
//!   [`ValidationError`] shows one at the source that it is about.
//! - [`KmsClient`] decrypts by a private key in AWS KMS, with the same signing and retries.
//! - [`signing`] is AWS Signature Version 4 as a pure function.
//!
//! The crate `flow-local` is the service on this machine, for tests and without an AWS account; the
//! crate `flow-deploy-cli` a command line over the flows of a program.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use flow_deploy::{Category, CreateWhatsAppFlowInput, UpdateWhatsAppFlowAssetsInput};
//! use flow_local::LocalService;
//!
//! let service = LocalService::start().await?;
//! let client = service.client_builder().build()?; // with AWS: Client::from_env()?
//!
//! let json = r#"{"version":"7.3","screens":[]}"#;
//! let input = CreateWhatsAppFlowInput::new(service.account_id(), "survey", [Category::Survey])
//!     .flow_json(json);
//! let created = client.create_whatsapp_flow(&input).await?;
//! assert!(created.validation_errors.is_empty());
//!
//! let flow_id = created.flow_id.ok_or("no id")?;
//! let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), flow_id, "{");
//! let updated = client.update_whatsapp_flow_assets(&input).await?;
//! assert!(updated.validation_errors[0].contains("must be JSON"));
//! # Ok(())
//! # }
//! ```
//!
//! # Credentials
//!
//! Built in are [static ones](ClientBuilder::credentials), those of the environment, and
//! [any provider](ClientBuilder::credentials_provider) of the SDKs' kind. The feature `aws-config`
//! adds the SDKs' whole chain: shared config files with SSO, assumed roles and
//! `credential_process`, web identity, containers, and instance metadata.
//!
//! # TLS
//!
//! Without a feature for it, only plain http is spoken, as to a local service. `tls`, which is on by default, has the
//! cryptography of aws-lc, as the SDKs do. `tls-ring` with `default-features = false` has that of ring: a smaller program,
//! built sooner, without the key exchange that is safe from quantum computers. A provider that the program
//! has installed for all of `rustls` comes before either.
//!
//! # Environment
//!
//! [`Client::from_env`] reads the variables of the AWS tools. An empty one counts as not set.
//!
//! | variable | is |
//! |---|---|
//! | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` | the credentials |
//! | `AWS_SESSION_TOKEN` | the token of temporary credentials |
//! | `AWS_REGION`, else `AWS_DEFAULT_REGION` | the Region that the account is linked to |
//! | `AWS_ENDPOINT_URL_SOCIALMESSAGING`, for KMS `AWS_ENDPOINT_URL_KMS`, else `AWS_ENDPOINT_URL` | a base URL in place of the Region's own |
//! | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `true`: these two are not read |
//! | `AWS_USE_FIPS_ENDPOINT` | `true`: the Region's FIPS endpoint |
//! | `AWS_USE_DUALSTACK_ENDPOINT` | `true`: the Region's endpoint with IPv6 |
//! | `AWS_MAX_ATTEMPTS`, `AWS_RETRY_MODE` | how failed requests are [tried again](RetryPolicy) |
//! | `AWS_CA_BUNDLE` | a file of certificates to trust beside the system's |
//! | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` | the proxy; never used for a loopback endpoint |
//!
//! Half of the credentials, a proxy that is no URL, and any other value that is wrong are a
//! [`ConfigError`], and so is a value of `AWS_…` or `…_PROXY` that is not UTF-8. With the feature
//! `aws-config`, the profile is read as well: beside credentials its `region`, `endpoint_url`, `services`,
//! `ignore_configured_endpoint_urls`, `ca_bundle`, `max_attempts`, `retry_mode`, `use_fips_endpoint` and
//! `use_dualstack_endpoint`. A variable comes before the profile.
//!
//! # Permissions
//!
//! The IAM action of an operation is `social-messaging:` and the operation's [name](OperationName).
//! Flows are no resources of their own: a policy cannot tell one from another. This is the smallest
//! policy to put flows into one account. Leave out the operations that you do not use.
//!
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [{
//!     "Effect": "Allow",
//!     "Action": [
//!       "social-messaging:ListWhatsAppFlows",
//!       "social-messaging:ListWhatsAppFlowAssets",
//!       "social-messaging:GetWhatsAppFlow",
//!       "social-messaging:GetWhatsAppFlowPreview",
//!       "social-messaging:CreateWhatsAppFlow",
//!       "social-messaging:UpdateWhatsAppFlow",
//!       "social-messaging:UpdateWhatsAppFlowAssets",
//!       "social-messaging:PublishWhatsAppFlow",
//!       "social-messaging:DeprecateWhatsAppFlow",
//!       "social-messaging:DeleteWhatsAppFlow"
//!     ],
//!     "Resource": "arn:aws:social-messaging:<region>:<owner>:waba/<id>"
//!   }]
//! }
//! ```
//!
//! `ListLinkedWhatsAppBusinessAccounts` works on the resource `*` only; the operations of the
//! business public key are on a phone number, `…:phone-number-id/<id>`, most likely. Before a flow
//! with an endpoint is published, a plan asks `GetLinkedWhatsAppBusinessAccount` for the phone
//! numbers of the account and `GetWhatsAppBusinessPublicKey` for their keys; where that is not
//! allowed, it says so and goes on.
//!
//! `SendWhatsAppMessage` is on the phone number that sends, `…:phone-number-id/<id>`.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod builder;
#[cfg(feature = "aws-config")]
mod chain;
mod client;
mod clock;
mod config_error;
mod credentials;
mod deployment;
mod endpoint;
mod environment;
mod error;
pub mod header;
mod http_client;
mod input;
mod json;
mod kms;
mod message;
mod operation;
mod retry;
mod service;
pub mod signing;
pub mod terminal;
#[cfg(feature = "_tls")]
mod tls;
mod validation;
mod value;

pub use builder::ClientBuilder;
pub use client::{Client, Items};
pub use config_error::ConfigError;
pub use credentials::{Credentials, CredentialsError};
pub use deployment::{
    Action, ApplyError, Change, ChangeKind, Conflict, Deployment, DesiredFlow, Effect, EffectKind,
    FlowPlan, FlowReport, KeptLeftover, Notice, OffAir, OtherFlow, Outcome, Plan, Progress, Report,
    Served, Step, Who,
};
pub use error::{Error, NoAnswer, NoAnswerReason, ServiceError, ServiceErrorKind, StatusClass};
pub use flow_json::Category;
pub use input::{InvalidInput, MAX_FLOW_JSON_BYTES, MAX_MESSAGE_BYTES, Problem, Unit, Violation};
pub use kms::{DecryptInput, DecryptOutput, KmsClient, KmsError, KmsErrorKind, KmsPublicKey};
pub use message::{FlowMessage, FlowRef, MAX_FIRST_DATA_BYTES, NotOpened, Opening};
pub use operation::*;
pub use retry::RetryPolicy;
pub use validation::{JsonPlace, ValidationError, ValidationPlace};
pub use value::{Availability, FlowCategory, FlowStatus};

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
