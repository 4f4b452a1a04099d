//! The service's time, as far as it can be told from here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE};

/// A round trip that took longer tells nothing of the time.
const LONGEST_ROUND_TRIP: Duration = Duration::from_secs(15 * 60);

/// From here on a clock is off by so much that a refusal may come from it.
const FAR_OFF: Duration = Duration::from_secs(4 * 60);

/// This machine's clock, and how far the service's is ahead of it.
pub(crate) struct Clock {
    read: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// In milliseconds. It changes with every answer that tells the time.
    skew: AtomicI64,
}

/// The moment that a request was signed for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// The service's time, as it was known.
    pub(crate) time: SystemTime,
    /// This machine's time.
    here: SystemTime,
    skew: i64,
}

impl Clock {
    pub(crate) fn new(read: Arc<dyn Fn() -> SystemTime + Send + Sync>) -> Self {
        Self {
            read,
            skew: AtomicI64::new(0),
        }
    }

    /// Now.
    pub(crate) fn moment(&self) -> Moment {
        let here = (self.read)();
        let skew = self.skew.load(Ordering::Relaxed);
        Moment {
            time: shifted(here, skew),
            here,
            skew,
        }
    }

    /// Learns from an answer, and says whether its request was signed for a time far off.
    pub(crate) fn learn(&self, sent: Moment, headers: &HeaderMap) -> bool {
        let received = (self.read)();
        let Some(skew) = measured(sent.here, received, headers) else {
            return false;
        };
        self.skew.store(skew, Ordering::Relaxed);
        let off = Duration::from_millis(sent.skew.abs_diff(skew)) > FAR_OFF;
        if off {
            let seconds = skew / 1000;
            tracing::warn!(
                seconds,
                "this machine's clock differs from the service's, whose time is used from now on"
            );
        }
        off
    }
}

/// How many milliseconds the service's clock is ahead, by the `Date` of an answer that came
/// straight from it.
fn measured(sent: SystemTime, received: SystemTime, headers: &HeaderMap) -> Option<i64> {
    if headers.contains_key(AGE) {
        return None;
    }
    let date = httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
    let round_trip = received.duration_since(sent).ok()?;
    let middle = sent.checked_add(round_trip / 2)?;
    if round_trip >= LONGEST_ROUND_TRIP {
        return None;
    }
    let milliseconds = |duration: Duration| i64::try_from(duration.as_millis()).ok();
    match date.duration_since(middle) {
        Ok(ahead) => milliseconds(ahead),
        Err(behind) => milliseconds(behind.duration()).map(|skew| -skew),
    }
}

fn shifted(time: SystemTime, milliseconds: i64) -> SystemTime {
    let by = Duration::from_millis(milliseconds.unsigned_abs());
    let shifted = if milliseconds < 0 {
        time.checked_sub(by)
    } else {
        time.checked_add(by)
    };
    shifted.unwrap_or(time)
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock")
            .field("skew", &self.skew)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const NOON: &str = "Thu, 09 Oct 2025 12:00:00 GMT";
    const NOON_SECONDS: u64 = 1_760_011_200;

    fn headers(values: &[(http::HeaderName, &str)]) -> HeaderMap {
        let pair =
            |(name, value): &(http::HeaderName, &str)| (name.clone(), value.parse().unwrap());
        values.iter().map(pair).collect()
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn skew_is_measured_from_the_middle_of_the_round_trip() {
        let date = headers(&[(DATE, NOON)]);
        let measured = |sent, received| measured(at(sent), at(received), &date);
        assert_eq!(measured(NOON_SECONDS, NOON_SECONDS), Some(0));
        assert_eq!(measured(NOON_SECONDS - 12, NOON_SECONDS - 8), Some(10_000));
        assert_eq!(
            measured(NOON_SECONDS + 300, NOON_SECONDS + 302),
            Some(-301_000)
        );
        // It took too long, or the clock was set back meanwhile.
        assert_eq!(measured(NOON_SECONDS, NOON_SECONDS + 900), None);
        assert_eq!(measured(NOON_SECONDS, NOON_SECONDS - 1), None);
    }

    #[test]
    fn answers_that_do_not_tell_the_time() {
        let now = at(NOON_SECONDS);
        for values in [
            &[][..],
            &[(DATE, NOON), (AGE, "0")],
            &[(DATE, "noon")],
            &[(AGE, "1")],
        ] {
            assert_eq!(measured(now, now, &headers(values)), None, "{values:?}");
        }
    }

    #[test]
    fn the_service_s_time_is_used_from_then_on() {
        let clock = Clock::new(Arc::new(|| at(NOON_SECONDS - 600)));
        let first = clock.moment();
        assert_eq!(first.time, at(NOON_SECONDS - 600));
        assert!(clock.learn(first, &headers(&[(DATE, NOON)])));
        let second = clock.moment();
        assert_eq!(second.time, at(NOON_SECONDS));
        // It was signed for the right time: a refusal does not come from the clock.
        assert!(!clock.learn(second, &headers(&[(DATE, NOON)])));
        assert!(!clock.learn(second, &HeaderMap::new()));
        assert_eq!(clock.moment().time, at(NOON_SECONDS));
    }
}
