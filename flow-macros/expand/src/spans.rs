//! Spans by numbers, which the places in a tree can hold.

use flow_json::TextRange;
use proc_macro2::Span;

/// The spans of a tree. Its places are empty ranges, whose starts count the spans here from one:
/// `TextRange::NOWHERE` is none of them.
pub(crate) struct Spans {
    numbered: Vec<Span>,
    /// What a place has that is not numbered here.
    otherwise: Span,
}

impl Spans {
    /// No spans yet. A place that none is numbered for, such as one in a file, is `otherwise`.
    pub(crate) fn new(otherwise: Span) -> Self {
        Self {
            numbered: Vec::new(),
            otherwise,
        }
    }

    /// The place that from now on stands for a span.
    pub(crate) fn add(&mut self, span: Span) -> TextRange {
        self.numbered.push(span);
        let number = self.numbered.len();
        TextRange::new(number, number)
    }

    /// The span that a place stands for.
    pub(crate) fn get(&self, place: TextRange) -> Span {
        let index = (place.start as usize).checked_sub(1);
        let known = index.and_then(|index| self.numbered.get(index));
        *known.unwrap_or(&self.otherwise)
    }
}
