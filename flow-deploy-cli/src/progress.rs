//! The progress of a command: live on a terminal (feature `terminal`), and as plain lines elsewhere.

#[cfg(feature = "terminal")]
mod live;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use flow_deploy::{Action, Progress, Step};

use crate::output::{count, say};
#[cfg(feature = "terminal")]
use live::Live;
#[cfg(feature = "terminal")]
pub(crate) use live::beside_progress;

/// Writes to standard error, where no display moves.
#[cfg(not(feature = "terminal"))]
pub(crate) fn beside_progress<T>(write: impl FnOnce() -> T) -> T {
    write()
}

/// The display of progress on standard error.
pub(crate) enum Display {
    #[cfg(feature = "terminal")]
    Live(Live),
    Plain(Plain),
}

/// Lines, for a pipe, a file, or a terminal where nothing can move.
#[derive(Default)]
pub(crate) struct Plain {
    /// When it was last said that a flow is tried again, by its name.
    said: Mutex<HashMap<String, Instant>>,
}

/// How often a line says that a flow is still tried again.
const SAY_EVERY: Duration = Duration::from_secs(15);

impl Display {
    /// Starts the display for this number of flows.
    #[cfg_attr(
        not(feature = "terminal"),
        expect(unused_variables, reason = "plain lines need no total")
    )]
    pub(crate) fn new(flows: usize) -> Self {
        #[cfg(feature = "terminal")]
        if let Some(live) = Live::new(flows) {
            return Self::Live(live);
        }
        Self::Plain(Plain::default())
    }

    /// The state of `done` flows of the account is known. There are `all` to look at.
    pub(crate) fn looked_at(&self, done: usize, all: usize) {
        match self {
            #[cfg(feature = "terminal")]
            Self::Live(live) => live.looked_at(done, all),
            Self::Plain(_) if done == 0 && all > 1 => {
                let flows = count(all, "flow");
                say(&format!("looking at {flows} that are deployed"));
            }
            Self::Plain(_) => {}
        }
    }

    /// A step of a flow begins, or the flow is finished.
    pub(crate) fn flow(&self, name: &str, progress: Progress<'_>) {
        match (self, progress) {
            #[cfg(feature = "terminal")]
            (Self::Live(live), Progress::Step(step)) => live.step(name, step.as_str()),
            #[cfg(feature = "terminal")]
            (Self::Live(live), Progress::Retrying { step, left, .. }) => {
                live.step(name, &retrying(step, left));
            }
            #[cfg(feature = "terminal")]
            (Self::Live(live), _) => live.finished(name),
            (Self::Plain(plain), Progress::Retrying { step, left, error }) => {
                if plain.is_to_say(name) {
                    let text = format!("{name}: {}: {error}", retrying(step, left));
                    say(&text);
                }
            }
            (Self::Plain(_), Progress::Finished(report)) if report.action == Action::Unchanged => {}
            (Self::Plain(_), progress) => say(&format!("{name}: {progress}")),
        }
    }

    /// Takes away the lines that move, so that others can be printed.
    pub(crate) fn end(self) {
        #[cfg(feature = "terminal")]
        if let Self::Live(live) = self {
            drop(live);
        }
    }
}

/// What is said of a flow that is tried again.
fn retrying(step: Step, left: Duration) -> String {
    let (minutes, seconds) = (left.as_secs() / 60, left.as_secs() % 60);
    format!(
        "{step} failed, tried again for {minutes}:{seconds:02}",
        step = step.as_str()
    )
}

impl Plain {
    fn is_to_say(&self, name: &str) -> bool {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = |at: &Instant| at.elapsed() >= SAY_EVERY;
        let is_to_say = said.get(name).is_none_or(is_due);
        if is_to_say {
            said.insert(name.to_owned(), Instant::now());
        }
        is_to_say
    }
}
