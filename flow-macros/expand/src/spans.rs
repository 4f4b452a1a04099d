//! Spans by numbers, which the places in a tree can hold.

use flow_json::TextRange;
use proc_macro2::Span;

/// The spans of a tree, whose places are tokens by their numbers here.
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

    /// The place that stands for a span from now on.
    pub(crate) fn add(&mut self, span: Span) -> TextRange {
        self.numbered.push(span);
        TextRange::token(self.numbered.len() - 1)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.numbered.len()
    }

    /// The span that a place stands for.
    pub(crate) fn get(&self, place: TextRange) -> Span {
        let known = place.as_token();
        let known = known.and_then(|number| self.numbered.get(number));
        *known.unwrap_or(&self.otherwise)
    }
}
