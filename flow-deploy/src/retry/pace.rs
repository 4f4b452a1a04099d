//! One rate of requests for all calls of a client. A service that throttles sets it.
//!
//! Nothing here waits or reads a clock.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The share of what the service has taken that is asked for after it has throttled.
const CUT: f64 = 0.85;
/// The time over which it is measured what the service takes. Within it the rate is cut once.
const WINDOW: Duration = Duration::from_secs(1);
/// The slowest rate, in requests a second.
const SLOWEST: f64 = 0.5;
/// The share by which the rate grows in the first second after a cut. Later it grows faster, so that a
/// service which takes more again is soon used.
const GROWTH: f64 = 0.02;
/// The time without throttling after which there is no rate any more. Until then it has grown far.
const RECOVERED: Duration = Duration::from_secs(60);

/// The pace of a client and its clones. Without throttling there is none.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The rate that is kept to, once the service has throttled.
    slowed: Option<Slowed>,
    /// When the service took a request, for those in the last [`WINDOW`].
    taken: VecDeque<Instant>,
}

#[derive(Debug)]
struct Slowed {
    /// In requests a second.
    rate: f64,
    /// When the next request may be sent.
    next: Instant,
    /// When the rate was cut.
    cut: Instant,
}

impl Pace {
    /// Takes the next turn: how long to wait before a request is sent.
    pub(crate) fn turn(&self, now: Instant) -> Duration {
        let mut state = self.state();
        let Some(slowed) = &mut state.slowed else {
            return Duration::ZERO;
        };
        let turn = slowed.next.max(now);
        slowed.next = turn + Duration::from_secs_f64(1.0 / slowed.rate);
        turn - now
    }

    /// How long it is until the next turn, which is not taken.
    pub(crate) fn until_turn(&self, now: Instant) -> Duration {
        let state = self.state();
        let next = state.slowed.as_ref().map(|slowed| slowed.next);
        next.map_or(Duration::ZERO, |next| next.saturating_duration_since(now))
    }

    /// The service took a request: it may soon take more.
    pub(crate) fn taken(&self, now: Instant) {
        let mut state = self.state();
        state.forget(now);
        state.taken.push_back(now);
        if let Some(slowed) = &mut state.slowed {
            let since = now.saturating_duration_since(slowed.cut);
            if since > RECOVERED {
                state.slowed = None;
                return;
            }
            let seconds = since.as_secs_f64();
            // Of the growth of a second, the part of one request.
            slowed.rate += GROWTH * (1.0 + seconds * seconds / 8.0);
        }
    }

    /// The service throttled a request that was sent at that time, and asked for a pause.
    pub(crate) fn throttled(&self, sent: Instant, now: Instant, pause: Option<Duration>) {
        let mut state = self.state();
        state.forget(now);
        let measured = state.taken.len() as f64 / WINDOW.as_secs_f64();
        match &mut state.slowed {
            // It was sent at the rate of before.
            Some(slowed) if sent < slowed.cut + WINDOW => {}
            Some(slowed) => {
                slowed.rate = (slowed.rate.min(measured) * CUT).max(SLOWEST);
                slowed.cut = now;
            }
            slowed @ None => {
                let rate = (measured * CUT).max(SLOWEST);
                *slowed = Some(Slowed {
                    rate,
                    next: now + Duration::from_secs_f64(1.0 / rate),
                    cut: now,
                });
            }
        }
        if let (Some(slowed), Some(pause)) = (&mut state.slowed, pause) {
            slowed.next = slowed.next.max(now + pause);
        }
    }

    /// The requests a second that are kept to. `None` if the service has not throttled lately.
    pub(crate) fn rate(&self) -> Option<f64> {
        self.state().slowed.as_ref().map(|slowed| slowed.rate)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Forgets what the service took before the last [`WINDOW`].
    fn forget(&mut self, now: Instant) {
        let is_old = |at: &Instant| now.saturating_duration_since(*at) > WINDOW;
        while self.taken.front().is_some_and(is_old) {
            self.taken.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A service that takes so many requests a second, those of a second at once.
    struct Service {
        rate: f64,
        tokens: f64,
        filled: Instant,
    }

    impl Service {
        fn takes(&mut self, now: Instant) -> bool {
            let since = (now - self.filled).as_secs_f64();
            self.tokens = (self.tokens + since * self.rate).min(self.rate);
            self.filled = now;
            let taken = self.tokens >= 1.0;
            self.tokens -= if taken { 1.0 } else { 0.0 };
            taken
        }
    }

    /// How long it takes until that many requests are taken, by tasks which each wait for an answer, and
    /// how many were sent.
    fn seconds(rate: f64, latency: f64, tasks: usize, requests: usize) -> (f64, usize) {
        let start = Instant::now();
        let mut service = Service {
            rate,
            tokens: rate,
            filled: start,
        };
        let pace = Pace::default();
        // When each task sends next.
        let mut ready = vec![start; tasks];
        let (mut taken, mut sent, mut end) = (0, 0, start);
        while taken < requests {
            let task = (0..tasks)
                .min_by_key(|task| ready[*task])
                .expect("there are tasks");
            let at = ready[task] + pace.turn(ready[task]);
            let answered = at + Duration::from_secs_f64(latency);
            // Others that are ready earlier come first, as on the network.
            sent += 1;
            if service.takes(at) {
                taken += 1;
                pace.taken(answered);
            } else {
                pace.throttled(at, answered, None);
            }
            ready[task] = answered;
            end = end.max(answered);
        }
        ((end - start).as_secs_f64(), sent)
    }

    #[test]
    fn it_finds_the_rate_of_the_service() {
        for (rate, latency, tasks) in [
            (10.0, 0.1, 8),
            (3.0, 0.3, 8),
            (100.0, 0.05, 8),
            (10.0, 0.02, 50),
        ] {
            let requests = (rate * 60.0) as usize;
            let (seconds, sent) = seconds(rate, latency, tasks, requests);
            let least = (requests as f64 - rate) / rate;
            assert!(
                seconds < 1.2 * least,
                "{rate}: {seconds} s, {least} s at least"
            );
            assert!(sent < requests * 11 / 10, "{rate}: {sent} for {requests}");
        }
    }

    #[test]
    fn without_throttling_nothing_waits() {
        let (pace, now) = (Pace::default(), Instant::now());
        for _ in 0..1000 {
            assert_eq!(pace.turn(now), Duration::ZERO);
            pace.taken(now);
        }
        assert_eq!(pace.rate(), None);
    }

    #[test]
    fn a_service_that_throttles_no_more_is_not_paced() {
        let (pace, start) = (Pace::default(), Instant::now());
        pace.throttled(start, start, None);
        pace.taken(start + RECOVERED);
        assert!(pace.rate() > Some(SLOWEST));
        let later = start + RECOVERED + WINDOW;
        pace.taken(later);
        assert_eq!(pace.rate(), None);
        assert_eq!(pace.turn(later), Duration::ZERO);
    }

    #[test]
    fn all_wait_for_the_pause_that_the_service_asks_for() {
        let (pace, now) = (Pace::default(), Instant::now());
        pace.throttled(now, now, Some(Duration::from_secs(7)));
        assert_eq!(pace.turn(now), Duration::from_secs(7));
        assert!(pace.turn(now) > Duration::from_secs(7));
    }

    #[test]
    fn a_service_that_throttles_everything_is_asked_seldom() {
        let (pace, start) = (Pace::default(), Instant::now());
        let mut now = start;
        for _ in 0..20 {
            now += pace.turn(now);
            pace.throttled(now, now, None);
        }
        assert_eq!(pace.rate(), Some(SLOWEST));
        assert!(now - start >= Duration::from_secs(36));
    }
}
