//! Names, to be found quickly.

/// Names and their positions, sorted by name.
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
        let index = self.names.partition_point(|(known, _)| *known < name);
        let (known, position) = self.names.get(index)?;
        (*known == name).then_some(*position)
    }

    /// The positions of names that stand twice: the first and each other.
    pub(crate) fn duplicates(&self) -> impl Iterator<Item = (usize, usize)> {
        self.names
            .chunk_by(|(one, _), (other, _)| one == other)
            .flat_map(|same| same[1..].iter().map(|(_, again)| (same[0].1, *again)))
    }

    /// The names, sorted: one that stands twice comes twice.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = &'t str> {
        self.names.iter().map(|(name, _)| *name)
    }
}
