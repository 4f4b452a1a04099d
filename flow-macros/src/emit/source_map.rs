//! Where the values of the Flow JSON stand in the source: the writing half of `flow_dsl`'s
//! `SourceMap`, which says how it is written.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

/// The places of values, in the order in which they begin in the JSON.
pub(super) struct SourceMap {
    bytes: Vec<u8>,
    line: usize,
    /// The files, if there can be several; the first is that of the macro's call.
    files: Option<Vec<String>>,
    file: usize,
}

impl SourceMap {
    /// To ask each token for its file takes time: it is only done where there can be `several`.
    pub(super) fn new(several: bool) -> Self {
        Self {
            bytes: Vec::new(),
            line: 0,
            files: several.then(|| vec![Span::call_site().file()]),
            file: 0,
        }
    }

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
        match self.file_of(span) {
            file if file == self.file => self.varint(zigzag << 1),
            file => {
                self.varint(zigzag << 1 | 1);
                self.varint(file);
                self.file = file;
            }
        }
        self.varint(start.column + 1);
    }

    fn file_of(&mut self, span: Span) -> usize {
        let Some(files) = &mut self.files else {
            return 0;
        };
        let file = span.file();
        files
            .iter()
            .position(|known| *known == file)
            .unwrap_or_else(|| {
                files.push(file);
                files.len() - 1
            })
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
        let others = self.files.iter().flatten().skip(1);
        quote!(&[::core::file!() #(, #others)*], #places)
    }
}
