//! What left the phone last, as JSON and as Rust.

use std::sync::OnceLock;

use flow_expand::{Literal, literal};
use flow_json::Severity;
use flow_sim::{Request, RequestAction, Text, Value};

use crate::source::Source;

/// A payload or a reply.
pub(crate) struct Sent {
    /// The screen that sent it to the endpoint. A reply has none.
    pub(crate) screen: Option<Text>,
    pub(crate) value: Value,
    rust: OnceLock<Option<Literal>>,
}

impl Sent {
    pub(super) fn reply(value: Value) -> Self {
        Self {
            screen: None,
            value,
            rust: OnceLock::new(),
        }
    }

    /// The payload of a request, if a screen has sent one.
    pub(super) fn payload(request: &Request) -> Option<Self> {
        let screen = request.screen.clone();
        let screen = screen.filter(|_| request.action == RequestAction::DataExchange)?;
        Some(Self {
            screen: Some(screen),
            value: request.data.clone(),
            rust: OnceLock::new(),
        })
    }

    /// The same as Rust. A flow with errors has no types.
    pub(crate) fn rust(&self, source: &Source) -> Option<&Literal> {
        let written = self.rust.get_or_init(|| {
            let mut findings = source.findings.iter();
            if findings.any(|finding| finding.severity == Severity::Error) {
                return None;
            }
            let value = flow_json::read(&self.value.to_json()).root?;
            let sent = match &self.screen {
                Some(screen) => flow_expand::Sent::Exchange(screen),
                None => flow_expand::Sent::Reply,
            };
            literal(&source.tree, sent, &value)
        });
        written.as_ref()
    }
}
