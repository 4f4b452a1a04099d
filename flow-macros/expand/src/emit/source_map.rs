//! The places of the values of the Flow JSON in the source. `SourceMap` of `flow_dsl` reads them, and
//! its module documents the format.

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
    /// The last place that was added, with its file, line and column.
    last: Option<(TextRange, (usize, usize, usize))>,
}

/// The files of the places.
enum Files {
    /// The file of the macro call.
    Own,
    /// Maybe several. The first is the file of the macro call.
    Several(Vec<String>),
    /// A file of Flow JSON.
    Other(String),
}

impl SourceMap {
    /// With `several` files each token is asked for its file, which takes time.
    pub(super) fn new(several: bool) -> Self {
        Self {
            bytes: Vec::new(),
            line: 0,
            files: if several {
                Files::Several(vec![Span::call_site().file()])
            } else {
                Files::Own
            },
            file: 0,
            last: None,
        }
    }

    /// A map of places in a file of Flow JSON.
    pub(super) fn of_file(file: String) -> Self {
        Self {
            files: Files::Other(file),
            ..Self::new(false)
        }
    }

    /// Adds the place of the next value.
    pub(super) fn push(&mut self, place: TextRange, spans: &Spans) {
        // Asking rustc for the line of a token is the slowest step here, and neighbours often share one.
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
