//! Names, to be found quickly.

use super::super::words::or;
use crate::table::nearest;

/// More known names than this are not listed in a message.
const FEW: usize = 6;

/// Among more known names than this the nearest is not looked for: it would take too long.
pub(in crate::check) const MANY: usize = 200;

/// Names and their positions, sorted by name.
pub(in crate::check) struct Index<'t> {
    names: Vec<(&'t str, usize)>,
}

impl<'t> Index<'t> {
    pub(in crate::check) fn of(names: impl IntoIterator<Item = (&'t str, usize)>) -> Self {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_unstable();
        Self { names }
    }

    /// The first position of a name.
    pub(in crate::check) fn find(&self, name: &str) -> Option<usize> {
        let index = self.names.partition_point(|(known, _)| *known < name);
        let (known, position) = self.names.get(index)?;
        (*known == name).then_some(*position)
    }

    /// The positions of names that stand twice: the first and each other.
    pub(in crate::check) fn duplicates(&self) -> impl Iterator<Item = (usize, usize)> {
        self.names
            .chunk_by(|(one, _), (other, _)| one == other)
            .flat_map(|same| same[1..].iter().map(|(_, again)| (same[0].1, *again)))
    }

    /// What to write instead of an unknown name: the nearest one, or any of a few.
    pub(in crate::check) fn suggest(&self, name: &str) -> Option<String> {
        if self.names.len() > MANY {
            return None;
        }
        let mut known: Vec<_> = self.names.iter().map(|(name, _)| *name).collect();
        known.dedup();
        match nearest(name, known.iter().copied()) {
            Some(meant) => Some(format!("write `{meant}`")),
            None if known.is_empty() || known.len() > FEW => None,
            None => {
                let known = known.iter().map(|name| format!("`{name}`"));
                Some(format!("write {}", or(known)))
            }
        }
    }
}
