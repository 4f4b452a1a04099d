//! Misspelled keys.

use super::address;
use crate::table::{Property, Shape};
use crate::tree::{Entry, Node, Object};

/// A misspelled key and the property that it was meant to be.
#[derive(Debug)]
pub(crate) struct Repair<'t> {
    /// The address of the object that has the key.
    pub(crate) object: usize,
    /// The property that it was meant to be.
    pub(crate) property: &'static str,
    /// Its value.
    pub(crate) value: &'t Node,
}

/// The misspelled keys of a flow, by the address of their object.
#[derive(Debug, Default)]
pub(super) struct Repairs<'t>(Vec<Repair<'t>>);

impl<'t> Repairs<'t> {
    pub(super) fn new(mut repairs: Vec<Repair<'t>>) -> Self {
        repairs.sort_by_key(|repair| repair.object);
        Self(repairs)
    }

    /// Those of one object. There are never more than it has properties.
    pub(super) fn of(&self, object: &Object) -> &[Repair<'t>] {
        // Nearly all flows have none.
        if self.0.is_empty() {
            return &[];
        }
        let object = address(object);
        let first = self.0.partition_point(|repair| repair.object < object);
        let behind = self.0.partition_point(|repair| repair.object <= object);
        &self.0[first..behind]
    }

    /// The member of a key, or the one that was meant to be it.
    pub(super) fn entry(&self, object: &'t Object, key: &str) -> Option<&'t Entry> {
        object.entry(key).or_else(|| {
            let mut repairs = self.of(object).iter();
            let repair = repairs.find(|repair| repair.property == key)?;
            let mut entries = object.entries.iter();
            entries.find(|entry| std::ptr::eq(repair.value, &entry.value))
        })
    }

    /// The value of a key, or of the one that was meant to be it.
    pub(super) fn get(&self, object: &'t Object, key: &str) -> Option<&'t Node> {
        object.get(key).or_else(|| {
            let mut repairs = self.of(object).iter();
            Some(repairs.find(|repair| repair.property == key)?.value)
        })
    }

    /// The property that a member is, or was meant to be.
    pub(super) fn property(
        &self,
        object: &Object,
        entry: &Entry,
        shape: &Shape,
    ) -> Option<&'static Property> {
        shape.property(&entry.key).or_else(|| {
            let mut repairs = self.of(object).iter();
            let meant = |repair: &&Repair<'t>| std::ptr::eq(repair.value, &entry.value);
            shape.property(repairs.find(meant)?.property)
        })
    }
}
