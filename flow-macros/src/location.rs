//! Tokens as places.

use std::ops::Range;

use flow_json::tree::Location;
use proc_macro2::Span;

/// The place of a token. The inside of a string literal has no places of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token(pub(crate) Span);

impl Location for Token {
    fn within(self, _: &str, _: Range<usize>) -> Self {
        self
    }
}
