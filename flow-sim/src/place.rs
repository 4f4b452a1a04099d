//! Places in the source of a flow.

use flow_json::TextRange;
use flow_json::pointer::push_key;

/// Where a part of a flow stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The JSON pointer to it.
    pub pointer: String,
    /// The bytes of the document, if it was read from text.
    pub range: TextRange,
}

impl Place {
    pub(crate) fn new(pointer: String, range: TextRange) -> Self {
        Self { pointer, range }
    }

    /// The place of a member.
    #[must_use]
    pub(crate) fn member(&self, key: &str) -> Self {
        let mut place = self.clone();
        push_key(&mut place.pointer, key);
        place
    }
}
