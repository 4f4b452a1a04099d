//! Where the values of the Flow JSON stand in the source: the writing half of `flow_dsl`'s
//! `SourceMap`, which says how it is written.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

/// The places of values, in the order in which they begin in the JSON.
#[derive(Default)]
pub(super) struct SourceMap {
    bytes: Vec<u8>,
    line: usize,
}

impl SourceMap {
    /// Adds the place of the next value.
    pub(super) fn push(&mut self, span: Span) {
        let start = span.start();
        let lines = start.line.abs_diff(self.line) << 1;
        let zigzag = if start.line < self.line {
            lines - 1
        } else {
            lines
        };
        self.line = start.line;
        // No value of a flow stands in another file than the call of the macro.
        self.varint(zigzag << 1);
        self.varint(start.column + 1);
    }

    fn varint(&mut self, mut value: usize) {
        while value > 0x7f {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// The two arguments that make a `SourceMap` of `flow_dsl`.
    pub(super) fn arguments(&self) -> TokenStream {
        let places = Literal::byte_string(&self.bytes);
        quote!(&[::core::file!()], #places)
    }
}
