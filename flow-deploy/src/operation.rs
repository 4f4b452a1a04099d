//! The operations: one file each, with its input, its output, and both on the wire.

mod create_whatsapp_flow;
mod delete_whatsapp_flow;
mod deprecate_whatsapp_flow;
mod get_linked_whatsapp_business_account;
mod get_whatsapp_business_public_key;
mod get_whatsapp_flow;
mod get_whatsapp_flow_preview;
mod list_linked_whatsapp_business_accounts;
mod list_whatsapp_flow_assets;
mod list_whatsapp_flows;
mod name;
mod publish_whatsapp_flow;
mod put_whatsapp_business_public_key;
mod update_whatsapp_flow;
mod update_whatsapp_flow_assets;

use std::fmt;

use base64_simd::STANDARD;
use http::Method;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Map, Value};

pub use create_whatsapp_flow::{CreateWhatsAppFlowInput, CreateWhatsAppFlowOutput};
pub use delete_whatsapp_flow::DeleteWhatsAppFlowInput;
pub use deprecate_whatsapp_flow::DeprecateWhatsAppFlowInput;
pub use get_linked_whatsapp_business_account::{
    GetLinkedWhatsAppBusinessAccountInput, GetLinkedWhatsAppBusinessAccountOutput,
    LinkedWhatsAppBusinessAccount, WhatsAppPhoneNumberSummary,
};
pub use get_whatsapp_business_public_key::{
    BusinessPublicKeySignatureStatus, GetWhatsAppBusinessPublicKeyInput,
    GetWhatsAppBusinessPublicKeyOutput,
};
pub use get_whatsapp_flow::{
    GetWhatsAppFlowInput, GetWhatsAppFlowOutput, MetaFlowApplicationInfo, MetaFlowHealthEntity,
    MetaFlowHealthStatus, MetaFlowWhatsAppBusinessAccountInfo,
};
pub use get_whatsapp_flow_preview::{
    GetWhatsAppFlowPreviewInput, GetWhatsAppFlowPreviewOutput, MetaFlowPreviewInfo,
};
pub use list_linked_whatsapp_business_accounts::{
    LinkedWhatsAppBusinessAccountSummary, ListLinkedWhatsAppBusinessAccountsInput,
    ListLinkedWhatsAppBusinessAccountsOutput, RegistrationStatus,
    WhatsAppBusinessAccountEventDestination,
};
pub use list_whatsapp_flow_assets::{
    AssetType, ListWhatsAppFlowAssetsInput, ListWhatsAppFlowAssetsOutput, MetaFlowAsset,
};
pub use list_whatsapp_flows::{ListWhatsAppFlowsInput, ListWhatsAppFlowsOutput, MetaFlowSummary};
pub use name::OperationName;
pub use publish_whatsapp_flow::PublishWhatsAppFlowInput;
pub use put_whatsapp_business_public_key::{BusinessPublicKey, PutWhatsAppBusinessPublicKeyInput};
pub use update_whatsapp_flow::UpdateWhatsAppFlowInput;
pub use update_whatsapp_flow_assets::{
    UpdateWhatsAppFlowAssetsInput, UpdateWhatsAppFlowAssetsOutput,
};

use crate::input::{Checks, Violation};

/// An operation of the service, described by the type of its input: what the client needs to send
/// it, and a stand-in of the service to serve it.
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
    const SLOW: bool = false;

    /// Every constraint that the input breaks.
    fn violations(&self) -> Vec<Violation> {
        let mut checks = Checks::default();
        self.check(&mut checks);
        checks.into_violations()
    }
}

/// The input and the output of an operation on the wire.
pub trait Wire: Sync {
    /// The answer of a success.
    type Output: Send;

    /// Notes every constraint that the input breaks.
    fn check(&self, checks: &mut Checks);

    /// The input on the wire.
    fn members(&self) -> Members;

    /// Reads the body of a 200.
    fn output(body: &[u8]) -> serde_json::Result<Self::Output>;
}

/// An operation that answers in pages.
pub(crate) trait Paginated: Operation {
    type Item;

    /// Asks for the page that a token stands for.
    fn set_next_token(&mut self, token: String);

    /// The items of a page, and the token of the next one.
    fn page(output: Self::Output) -> (Vec<Self::Item>, Option<String>);
}

/// The members of an input. An absent one is left out; the service wants no `null`.
#[derive(Debug, Default)]
pub struct Members {
    values: Map<String, Value>,
    /// Standard base64 with padding. There can be megabytes, so that nothing looks for what to escape:
    /// there is nothing.
    blobs: Vec<(&'static str, String)>,
}

impl Members {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn with_blob(mut self, name: &'static str, bytes: Option<&[u8]>) -> Self {
        let base64 = bytes.map(|bytes| STANDARD.encode_to_string(bytes));
        self.blobs.extend(base64.map(|base64| (name, base64)));
        self
    }

    /// The JSON body of POST and PUT.
    pub(crate) fn into_body(self) -> Vec<u8> {
        let mut body = Value::Object(self.values).to_string();
        for (name, base64) in &self.blobs {
            // Before the closing brace.
            body.pop();
            if body.len() > 1 {
                body.push(',');
            }
            body.reserve(name.len() + base64.len() + r#""":""}"#.len());
            body.extend([r#"""#, name, r#"":""#, base64, r#""}"#]);
        }
        body.into_bytes()
    }

    /// The names and values in the query of GET and DELETE.
    pub(crate) fn into_query(self) -> Vec<(String, String)> {
        let text = |value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let members = self.values.into_iter();
        members.map(|(name, value)| (name, text(value))).collect()
    }
}

/// Reads an output from a JSON object. As for the SDKs, a `null` is an absent member.
fn object<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    // Most have none, and are read at once. A list would be read as an object's members, in order.
    if body.trim_ascii_start().starts_with(b"{")
        && let Ok(output) = serde_json::from_slice(body)
    {
        return Ok(output);
    }
    let mut value = Value::Object(serde_json::from_slice(body)?);
    drop_nulls(&mut value);
    serde_json::from_value(value)
}

/// Reads the answer of an operation without output: an empty body, or an object whose members are
/// not known. Anything else, such as a page of a proxy, is not this service's answer.
fn nothing(body: &[u8]) -> serde_json::Result<()> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    match serde_json::from_slice(body)? {
        Value::Object(_) => Ok(()),
        _ => Err(serde_json::Error::custom("it is no JSON object")),
    }
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// Shows a blob by its size: Flow JSON can be of ten megabytes.
struct Size(usize);

impl fmt::Debug for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} bytes)", self.0)
    }
}
