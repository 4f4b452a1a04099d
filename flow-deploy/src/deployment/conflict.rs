//! The conflicts and the notices of a plan.

use std::fmt;

use flow_json::Version;

use crate::input::write_list;
use crate::{FlowStatus, Violation};

/// Why a flow cannot be deployed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Two desired flows have the name.
    #[error("two of the flows have this name: rename one")]
    DesiredTwice,
    /// The name is one of a rehearsal's draft, which would be deleted.
    #[error(
        "names like `flow-deploy-rehearsal-1-0123456789abcdef` are kept for drafts that are deleted: rename the flow"
    )]
    Reserved,
    /// Two flows of the account have the name.
    #[error(
        "the account has more than one flow of this name ({}): delete or rename all but one",
        flow_ids.join(", ")
    )]
    DeployedTwice {
        /// Their ids.
        flow_ids: Vec<String>,
    },
    /// The flow that it is renamed from is another of the desired flows, or is renamed to another.
    #[error(
        "it is renamed from `{name}`, and another of the flows has or had this name: leave `renamed_from` out"
    )]
    RenamedFrom {
        /// The former name.
        name: String,
    },
    /// The Flow JSON is no JSON.
    #[error("the Flow JSON cannot be read: {message}")]
    Unreadable {
        /// The first mistake.
        message: String,
    },
    /// The account's flow could not be looked at.
    #[error("the account's flow could not be read: {reason}")]
    NotRead {
        /// Why.
        reason: String,
    },
    /// The flow can be neither changed nor published in its status.
    #[error("the account's flow is {status}: {}", what_to_do(status))]
    Status {
        /// The status.
        status: FlowStatus,
    },
    /// The flow differs and is published, and flows should be left drafts.
    #[error("it is published: an update needs `publish` and `update_published`")]
    IsPublished,
    /// The flow breaks a constraint of the service.
    #[error("{}", Violations(violations))]
    Input {
        /// At least one.
        violations: Vec<Violation>,
    },
    /// The flow is to be published and has an endpoint, and nobody said which.
    #[error(
        "the flow exchanges data (`data_api_version`) and has no endpoint: give its `endpoint_uri` (`--flow-endpoint` on the command line); when it is published, Meta calls it at once, with the public key of the phone number"
    )]
    NoEndpoint,
    /// The flow is to be published and has an endpoint, and no phone number of the account has a
    /// public key that Meta takes.
    #[error(
        "the flow exchanges data, and no phone number of the account has a valid public key ({}): put one first (`key put` on the command line), or Meta refuses to publish it (131000)",
        phone_numbers.join(", ")
    )]
    NoPublicKey {
        /// Each phone number with its problem.
        phone_numbers: Vec<String>,
    },
    /// The version of the Flow JSON cannot be published.
    #[error(
        "Flow JSON {version} cannot be published: write it in {}",
        Version::RECOMMENDED
    )]
    Version {
        /// The version.
        version: Version,
    },
    /// The flow is deployed as it should be, and Meta found errors in it: it can never be published.
    #[error("the account's flow is the same, and Meta found errors in it: correct them")]
    Invalid,
}

struct Violations<'a>(&'a [Violation]);

impl fmt::Display for Violations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(f, self.0)
    }
}

fn what_to_do(status: &FlowStatus) -> &'static str {
    match status {
        FlowStatus::Deprecated => "it stays so for ever, so give the flow another name",
        FlowStatus::Blocked => "only Meta's support can change that",
        FlowStatus::Throttled => "Meta has slowed it down, so wait until it is published again",
        _ => "it is not known what may be done with it",
    }
}

/// The version of the data API that Meta recommends, in the service's guide.
pub(super) const DATA_API_VERSION: &str = "4.0";

/// A notice before a flow is published.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The account's flow is a draft and was published: a run of `apply` ended between its update and its
    /// publish.
    WasPublished {
        /// Whether it is published now.
        publishes: bool,
    },
    /// Publishing calls the endpoint.
    EndpointIsCalled {
        /// The endpoint.
        endpoint_uri: String,
    },
    /// A phone number has no public key that Meta takes, and others have.
    PublicKey {
        /// The phone number's id.
        phone_number_id: String,
        /// The problem.
        problem: &'static str,
    },
    /// The public keys could not be looked at.
    PublicKeysUnknown {
        /// Why.
        reason: String,
    },
    /// The flow speaks another version of the data API than is recommended.
    DataApiVersion {
        /// The version.
        version: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WasPublished { publishes } => f.write_str(if *publishes {
                "it was published and is OFF THE AIR, since a run ended in between"
            } else {
                "it was published and is OFF THE AIR, since a run ended in between: publish it (`--publish` on the command line)"
            }),
            Self::EndpointIsCalled { endpoint_uri } => write!(
                f,
                "publishing makes Meta call {endpoint_uri} at once: it must answer a health check within 10 seconds, with the private key of the phone number's public key, or the flow is not published (131000)"
            ),
            Self::PublicKey {
                phone_number_id,
                problem,
            } => write!(
                f,
                "the flow will not work when it is sent from {phone_number_id}, which has {problem}"
            ),
            Self::PublicKeysUnknown { reason } => write!(
                f,
                "whether a phone number has the public key that the endpoint needs could not be looked at: {reason}"
            ),
            Self::DataApiVersion { version } => write!(
                f,
                "the flow speaks data API {version}; {DATA_API_VERSION} is recommended"
            ),
        }
    }
}
