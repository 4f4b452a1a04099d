//! The attempts that wait for an answer, for those who show that something takes long.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::Client;

/// The attempts under way, in the order in which they began.
#[derive(Debug, Default)]
pub(crate) struct InFlight(Mutex<Attempts>);

#[derive(Debug, Default)]
struct Attempts {
    next: u64,
    all: BTreeMap<u64, (&'static str, Instant)>,
}

/// An attempt under way. It ends when this is dropped.
pub(super) struct Guard<'a> {
    of: &'a InFlight,
    number: u64,
}

impl InFlight {
    pub(super) fn begin(&self, operation: &'static str, now: Instant) -> Guard<'_> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = attempts.next;
        attempts.next += 1;
        attempts.all.insert(number, (operation, now));
        Guard { of: self, number }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let mut attempts = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.all.remove(&self.number);
    }
}

impl Client {
    /// The operation that has waited longest for an answer, and how long, of all that this client and its
    /// clones have under way. A retry waits anew. `None` if nothing is under way.
    ///
    /// For a program that tells people what it waits for.
    pub fn waits_for(&self) -> Option<(&'static str, Duration)> {
        let attempts = &self.shared.in_flight.0;
        let attempts = attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let (operation, since) = attempts.all.values().next()?;
        Some((operation, since.elapsed()))
    }
}
