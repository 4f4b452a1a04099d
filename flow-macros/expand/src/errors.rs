//! The mistakes in the body of a macro. Every part of the parser and of the reader adds its own and
//! reads on.

use proc_macro2::Span;

/// A mistake in the form of the macro's body. The checker of `flow-json` does not know of it.
pub(crate) struct Mistake {
    pub(crate) span: Span,
    pub(crate) message: String,
    /// Whether an editor says nothing of it: it may know less than the compiler.
    pub(crate) only_in_builds: bool,
}

/// The mistakes so far.
#[derive(Default)]
pub(crate) struct Errors(pub(crate) Vec<Mistake>);

impl Errors {
    /// Adds one. A message is in lower case, without a full stop: first the mistake, then the code to
    /// write.
    pub(crate) fn push(&mut self, span: Span, message: impl Into<String>) {
        self.0.push(Mistake {
            span,
            message: message.into(),
            only_in_builds: false,
        });
    }
}
