//! What the page shows already, so that it need not be sent again.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use maud::Markup;
use serde::Deserialize;

/// The pieces that a page shows, by their names: each stands in the attribute `data-is` of the element that
/// holds the piece.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Held(HashSet<String>);

/// What an element holds.
pub(super) struct Piece {
    /// Made of the markup, so that other markup has another name.
    pub(super) name: Option<String>,
    /// Whether the page shows it already. Then the markup is left out.
    pub(super) held: bool,
    pub(super) markup: Markup,
}

impl Held {
    /// The markup in an element. `place` tells the element from others that may hold the same.
    pub(super) fn piece(&self, place: &str, mut markup: Markup) -> Piece {
        let mut hasher = DefaultHasher::new();
        (place, &markup.0).hash(&mut hasher);
        let name = format!("{:x}", hasher.finish());
        let held = self.0.contains(&name);
        if held {
            markup.0.clear();
        }
        Piece {
            name: Some(name),
            held,
            markup,
        }
    }
}

impl Piece {
    /// A part of another piece.
    pub(super) fn unnamed(markup: Markup) -> Self {
        Self {
            name: None,
            held: false,
            markup,
        }
    }
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    #[test]
    fn what_is_held_is_not_sent_again() {
        let first = Held::default().piece("a", html! { b { "1" } });
        assert!(!first.held);
        assert_eq!(first.markup.0, "<b>1</b>");
        let held = Held(first.name.into_iter().collect());
        let again = held.piece("a", html! { b { "1" } });
        assert!(again.held);
        assert_eq!(again.markup.0, "");
        for other in [
            held.piece("a", html! { b { "2" } }),
            held.piece("b", html! { b { "1" } }),
        ] {
            assert!(!other.held);
            assert!(!other.markup.0.is_empty());
        }
    }
}
