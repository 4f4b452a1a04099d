//! The operations: one file each, with its input, its output, and both on the wire.

mod create_whatsapp_flow;
mod update_whatsapp_flow_assets;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Map, Value};

pub use create_whatsapp_flow::{CreateWhatsAppFlowInput, CreateWhatsAppFlowOutput};
pub use update_whatsapp_flow_assets::{
    UpdateWhatsAppFlowAssetsInput, UpdateWhatsAppFlowAssetsOutput,
};

use crate::input::Checks;

/// What the client, and the local service, know of an operation. It is the type of its input.
pub(crate) trait Operation {
    /// The name in the words of the service.
    const NAME: &'static str;
    const METHOD: Method;
    const PATH: &'static str;
    /// Whether Meta works behind it, or much is sent: the answer may take longer.
    const SLOW: bool;
    type Output;

    /// Notes every constraint that the input breaks.
    fn check(&self, checks: &mut Checks);

    /// The members that go into the query string: those of GET and DELETE.
    fn query(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The members that go into a JSON body: those of POST and PUT.
    fn body(&self) -> Option<Members> {
        None
    }

    /// Reads the body of a 200.
    fn output(body: &[u8]) -> serde_json::Result<Self::Output>;
}

/// The members of a JSON body. An absent one is left out; the service wants no `null`.
#[derive(Default)]
pub(crate) struct Members(Map<String, Value>);

impl Members {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        Value::Object(self.0).to_string().into_bytes()
    }
}

/// A blob on the wire: standard base64 with padding.
fn blob(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Shows a blob by its size: Flow JSON can be of ten megabytes.
struct Size(usize);

impl fmt::Debug for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} bytes)", self.0)
    }
}
