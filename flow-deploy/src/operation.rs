//! The operations, described by their inputs and outputs. Nothing here knows the client.

mod business_public_key;
mod create_whatsapp_flow;
mod description;
mod get_whatsapp_flow;
mod linked_accounts;
mod list_whatsapp_flows;
mod members;
mod publish_deprecate_delete;
mod send_whatsapp_message;
mod update_whatsapp_flow;

use std::fmt;

use flow_json::Category;
use http::Method;
use serde_core::de::{IgnoredAny, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use serde_json::Value;

use crate::input::{Checks, Violation};
use crate::json;

pub use business_public_key::*;
pub use create_whatsapp_flow::*;
pub use get_whatsapp_flow::*;
pub use linked_accounts::*;
pub use list_whatsapp_flows::*;
pub use members::Members;
pub use publish_deprecate_delete::*;
pub use send_whatsapp_message::*;
pub use update_whatsapp_flow::*;

/// An operation of the service, described by the type of its input. The client sends the operation by
/// this description, and a stand-in of the service serves it.
///
/// The inputs of this crate alone implement it.
pub trait Operation: Wire {
    /// The name.
    const NAME: OperationName;
    /// The method. The input stands in the query for GET and DELETE, in a JSON body otherwise.
    const METHOD: Method;
    /// The path.
    const PATH: &'static str;
    /// Whether Meta works behind it, or much is sent: the answer may take longer.
    const SLOW: bool;
    /// The answer of a success.
    type Output: Output;

    /// Every constraint that the input breaks.
    fn violations(&self) -> Vec<Violation> {
        let mut checks = Checks::default();
        self.check(&mut checks);
        checks.into_violations()
    }

    /// Reads the input from the members of a request. Its constraints are not checked.
    ///
    /// # Errors
    ///
    /// Where a member is missing, or of another type.
    fn from_members<M: ReadMembers>(members: &mut M) -> Result<Self, M::Error>
    where
        Self: Sized;
}

/// The members of an input as they were sent, by their names on the wire, for a stand-in of the service. Each is
/// asked for once, and `None` if it is absent.
pub trait ReadMembers {
    /// Why an input cannot be read.
    type Error;

    /// A member that is a string.
    ///
    /// # Errors
    ///
    /// Where it is of another type.
    fn text(&mut self, member: &str) -> Result<Option<String>, Self::Error>;

    /// A member that is true or false.
    ///
    /// # Errors
    ///
    /// Where it is of another type.
    fn flag(&mut self, member: &str) -> Result<Option<bool>, Self::Error>;

    /// A member that is a whole number.
    ///
    /// # Errors
    ///
    /// Where it is of another type.
    fn number(&mut self, member: &str) -> Result<Option<u32>, Self::Error>;

    /// A member that is bytes in base64.
    ///
    /// # Errors
    ///
    /// Where it is of another type.
    fn blob(&mut self, member: &str) -> Result<Option<Vec<u8>>, Self::Error>;

    /// A member that is a list of categories.
    ///
    /// # Errors
    ///
    /// Where it is of another type, or one is no category.
    fn categories(&mut self, member: &str) -> Result<Option<Vec<Category>>, Self::Error>;

    /// The error for an input that is not as it must be, in a sentence.
    fn invalid(problem: String) -> Self::Error;

    /// The error for a required member that is absent.
    fn missing(member: &str) -> Self::Error {
        Self::invalid(format!("`{member}` is required"))
    }
}

/// An input on the wire. The inputs of this crate alone implement it.
pub trait Wire: Sync {
    /// Notes every constraint that the input breaks.
    fn check(&self, checks: &mut Checks);

    /// The input as it is sent.
    fn members(&self) -> Members<'_>;
}

/// The answer of a success.
pub trait Output: Send + Sized {
    /// Reads the body of a 200. The error is the mistake in it.
    fn read(body: &[u8]) -> Result<Self, String>;
}

/// The answer of an operation without output: an empty body, or an object with unknown members. Any
/// other, such as the page of a proxy, is not this service's answer.
impl Output for () {
    fn read(body: &[u8]) -> Result<Self, String> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(_)) => Ok(()),
            Ok(_) => Err("it is no JSON object".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// An operation that answers in pages.
pub(crate) trait Paginated: Operation {
    type Item;

    /// Asks for the page that a token stands for.
    fn set_next_token(&mut self, token: String);

    /// The items of a page, and the token of the next one.
    fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>);
}

macro_rules! paginated {
    ($input:ty: $item:ty, $items:ident) => {
        impl Paginated for $input {
            type Item = $item;

            fn set_next_token(&mut self, token: String) {
                self.next_token = Some(token);
            }

            fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>) {
                (output.$items, output.next_token)
            }
        }
    };
}

paginated!(ListWhatsAppFlowsInput: MetaFlowSummary, flows);
paginated!(ListWhatsAppFlowAssetsInput: MetaFlowAsset, flow_assets);
paginated!(ListLinkedWhatsAppBusinessAccountsInput: LinkedWhatsAppBusinessAccountSummary, linked_accounts);

macro_rules! operation_names {
    ($($name:ident),* $(,)?) => {
        /// The operations of the service that this crate knows, by their names.
        ///
        /// ```
        /// use flow_deploy::OperationName;
        ///
        /// assert!(OperationName::ALL.contains(&OperationName::PublishWhatsAppFlow));
        /// assert_eq!(OperationName::PublishWhatsAppFlow.as_str(), "PublishWhatsAppFlow");
        /// ```
        #[allow(missing_docs, reason = "each is the operation of its name")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OperationName {
            $($name,)*
        }

        impl OperationName {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in the words of the service, which IAM knows as well.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

operation_names! {
    CreateWhatsAppFlow,
    UpdateWhatsAppFlow,
    UpdateWhatsAppFlowAssets,
    PublishWhatsAppFlow,
    DeprecateWhatsAppFlow,
    DeleteWhatsAppFlow,
    GetWhatsAppFlow,
    GetWhatsAppFlowPreview,
    ListWhatsAppFlows,
    ListWhatsAppFlowAssets,
    ListLinkedWhatsAppBusinessAccounts,
    GetLinkedWhatsAppBusinessAccount,
    PutWhatsAppBusinessPublicKey,
    GetWhatsAppBusinessPublicKey,
    SendWhatsAppMessage,
}

impl fmt::Display for OperationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
