//! Where the values of the Flow JSON stand in the source: the writing half of `flow_dsl`'s
//! `SourceMap`, which says how it is written.

use flow_json::{LineColumn, TextRange};
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use crate::spans::Spans;

/// The places of values, in the order in which they begin in the JSON.
pub(super) struct SourceMap {
    bytes: Vec<u8>,
    line: usize,
    files: Files,
    file: usize,
    /// The last place that was asked for, and its file, line and column.
    last: Option<(TextRange, (usize, usize, usize))>,
}

/// Where the places are.
enum Files {
    /// In that of the macro's call.
    Own,
    /// Maybe in several; the first is that of the macro's call.
    Several(Vec<String>),
    /// In another one.
    Other(String),
}

impl SourceMap {
    /// To ask each token for its file takes time: it is only done where there can be `several`.
    pub(super) fn new(several: bool) -> Self {
        Self {
            bytes: Vec::new(),
            line: 0,
            files: match several {
                true => Files::Several(vec![Span::call_site().file()]),
                false => Files::Own,
            },
            file: 0,
            last: None,
        }
    }

    /// A map of places in a file that is no Rust.
    pub(super) fn of_file(file: String) -> Self {
        Self {
            files: Files::Other(file),
            ..Self::new(false)
        }
    }

    /// Adds the place of the next value.
    pub(super) fn push(&mut self, place: TextRange, spans: &Spans) {
        // To ask a token for its line takes rustc longer than all else here.
        let (file, line, column) = match self.last {
            Some((last, known)) if last == place => known,
            _ => {
                let span = spans.get(place);
                let start = span.start();
                (self.file_of(span), start.line, start.column + 1)
            }
        };
        self.last = Some((place, (file, line, column)));
        self.add(file, line, column);
    }

    /// Adds the place of the next value in the file of the map.
    pub(super) fn push_place(&mut self, place: LineColumn) {
        self.add(0, place.line as usize, place.column as usize);
    }

    fn add(&mut self, file: usize, line: usize, column: usize) {
        let lines = line.abs_diff(self.line) << 1;
        let zigzag = if line < self.line { lines - 1 } else { lines };
        self.line = line;
        if file == self.file {
            self.varint(zigzag << 1);
        } else {
            self.varint(zigzag << 1 | 1);
            self.varint(file);
            self.file = file;
        }
        self.varint(column);
    }

    fn file_of(&mut self, span: Span) -> usize {
        let Files::Several(files) = &mut self.files else {
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
        let files = match &self.files {
            Files::Own => quote!(::core::file!()),
            Files::Several(files) => {
                let others = files.iter().skip(1);
                quote!(::core::file!() #(, #others)*)
            }
            Files::Other(file) => quote!(#file),
        };
        quote!(&[#files], #places)
    }
}
