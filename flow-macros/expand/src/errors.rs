//! The mistakes found so far. Every part of the reader adds to them and reads on.

use proc_macro2::Span;

/// A mistake in what only Rust has: the form of the macro's body.
pub(crate) struct Mistake {
    pub(crate) span: Span,
    pub(crate) message: String,
}

/// Where mistakes are put.
#[derive(Default)]
pub(crate) struct Errors(pub(crate) Vec<Mistake>);

impl Errors {
    /// Adds one. Lower case, no full stop, what is wrong and then what to write.
    pub(crate) fn push(&mut self, span: Span, message: impl Into<String>) {
        self.0.push(Mistake {
            span,
            message: message.into(),
        });
    }
}
