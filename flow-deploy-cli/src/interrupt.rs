//! What ends a run before its end: Ctrl-C, the request to terminate that a CI or a container sends, and
//! `--timeout`.

use std::fmt;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::exit::Failure;

/// Why a run is to end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    Interrupted,
    /// The time that `--timeout` gave it.
    TimeIsOver(Duration),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => f.write_str("interrupted"),
            Self::TimeIsOver(limit) => {
                write!(f, "the {} s of --timeout are over", limit.as_secs())
            }
        }
    }
}

/// Hears of interruptions from the start of a command, also while nobody waits for them.
#[derive(Clone)]
pub(crate) struct Stops {
    interruptions: watch::Receiver<u32>,
    /// The time of the whole run, and when it is over. `None` if it never is.
    limit: Option<(Duration, Option<Instant>)>,
}

impl Stops {
    /// Begins to listen. The process does not end by itself from here on.
    pub(crate) fn listen(limit: Option<Duration>) -> Self {
        let (sender, interruptions) = watch::channel(0);
        #[cfg(unix)]
        let mut signals = unix::Signals::new();
        tokio::spawn(async move {
            loop {
                #[cfg(unix)]
                signals.next().await;
                #[cfg(not(unix))]
                if tokio::signal::ctrl_c().await.is_err() {
                    // Where no handler can be had, the system ends the process itself.
                    return;
                }
                sender.send_modify(|count| *count += 1);
            }
        });
        Self {
            interruptions,
            limit: limit.map(|limit| (limit, Instant::now().checked_add(limit))),
        }
    }

    /// Returns when the run is to end.
    pub(crate) async fn first(&self) -> Stop {
        tokio::select! {
            () = self.interrupted(1) => Stop::Interrupted,
            limit = self.time_is_over() => Stop::TimeIsOver(limit),
        }
    }

    /// Returns when the run is to end at once: at another interruption after the first reason to end.
    pub(crate) async fn second(&self, first: Stop) {
        self.interrupted(match first {
            Stop::Interrupted => 2,
            Stop::TimeIsOver(_) => 1,
        })
        .await;
    }

    /// Does some work that may be given up at any point. `so` says what is to be known or done then.
    pub(crate) async fn unless_stopped<T, E: Into<Failure>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
        so: &str,
    ) -> Result<T, Failure> {
        tokio::select! {
            // What the work says of the same reason is more exact.
            biased;
            done = work => done.map_err(Into::into),
            cause = self.first() => Err(Failure::stopped(cause, so)),
        }
    }

    async fn interrupted(&self, times: u32) {
        let mut interruptions = self.interruptions.clone();
        // The sender is gone where no handler can be had.
        if interruptions
            .wait_for(|count| *count >= times)
            .await
            .is_err()
        {
            std::future::pending().await
        }
    }

    async fn time_is_over(&self) -> Duration {
        match self.limit {
            Some((limit, Some(end))) => {
                sleep_until(end).await;
                limit
            }
            _ => std::future::pending().await,
        }
    }
}

/// From here on the end of the terminal does not end the process, where there is a signal for it.
pub(crate) fn outlive_the_terminal() {
    // The handler stays for the rest of the process, though nobody waits for the signal. Where none can be had, the
    // system ends the process itself.
    #[cfg(unix)]
    drop(tokio::signal::unix::signal(
        tokio::signal::unix::SignalKind::hangup(),
    ));
}

#[cfg(unix)]
mod unix {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// `None` where no handler can be had: the system ends the process itself then.
    pub(super) struct Signals {
        interrupt: Option<Signal>,
        terminate: Option<Signal>,
    }

    impl Signals {
        pub(super) fn new() -> Self {
            Self {
                interrupt: signal(SignalKind::interrupt()).ok(),
                terminate: signal(SignalKind::terminate()).ok(),
            }
        }

        pub(super) async fn next(&mut self) {
            tokio::select! {
                () = one(&mut self.interrupt) => {}
                () = one(&mut self.terminate) => {}
            }
        }
    }

    async fn one(signal: &mut Option<Signal>) {
        let came = match signal {
            Some(signal) => signal.recv().await,
            None => None,
        };
        if came.is_none() {
            std::future::pending().await
        }
    }
}
