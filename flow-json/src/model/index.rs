//! An index of names, for a binary search.

/// Names and their positions, sorted by name.
#[derive(Debug)]
pub struct Index<'t> {
    names: Vec<(&'t str, usize)>,
}

impl<'t> Index<'t> {
    pub(crate) fn of(names: impl IntoIterator<Item = (&'t str, usize)>) -> Self {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_unstable();
        Self { names }
    }

    /// The first position of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        Some(self.slot(name)?.1)
    }

    /// The first position of a name, behind its rank among the names.
    pub(crate) fn slot(&self, name: &str) -> Option<(usize, usize)> {
        // A loop: in macros, which are built without optimisation, `partition_point` costs calls.
        let (mut rank, mut end) = (0, self.names.len());
        while rank < end {
            let middle = rank + (end - rank) / 2;
            if self.names[middle].0 < name {
                rank = middle + 1;
            } else {
                end = middle;
            }
        }
        let (known, position) = self.names.get(rank)?;
        (*known == name).then_some((rank, *position))
    }

    /// The number of names. A duplicate counts twice.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The positions of duplicate names: the first and each other.
    pub(crate) fn duplicates(&self) -> impl Iterator<Item = (usize, usize)> {
        self.names
            .chunk_by(|(one, _), (other, _)| one == other)
            .flat_map(|same| same[1..].iter().map(|(_, again)| (same[0].1, *again)))
    }

    /// The names, sorted. A duplicate comes twice.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = &'t str> {
        self.names.iter().map(|(name, _)| *name)
    }
}
