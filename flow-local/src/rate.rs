//! The requests a second that the service takes.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Tokens that come at a rate, at most those of one second. A request takes one, or is throttled.
#[derive(Debug)]
pub(crate) struct Rate {
    per_second: f64,
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl Rate {
    pub(crate) fn new(per_second: u32) -> Self {
        let per_second = f64::from(per_second.max(1));
        let bucket = Bucket {
            tokens: per_second,
            filled: Instant::now(),
        };
        Self {
            per_second,
            bucket: Mutex::new(bucket),
        }
    }

    /// Whether a request at this time is taken.
    pub(crate) fn takes(&self, now: Instant) -> bool {
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let since = now.saturating_duration_since(bucket.filled);
        bucket.filled = now;
        let filled = bucket.tokens + since.as_secs_f64() * self.per_second;
        bucket.tokens = filled.min(self.per_second);
        let taken = bucket.tokens >= 1.0;
        if taken {
            bucket.tokens -= 1.0;
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_second_of_requests_at_once_and_then_as_many_a_second() {
        let rate = Rate::new(10);
        let start = Instant::now();
        let taken = |at: u64| {
            let now = start + Duration::from_millis(at);
            (0..100).filter(|_| rate.takes(now)).count()
        };
        assert_eq!(
            [taken(0), taken(0), taken(550), taken(5000)],
            [10, 0, 5, 10]
        );
    }
}
