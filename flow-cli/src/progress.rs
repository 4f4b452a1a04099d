//! The progress of a command: live on a terminal (feature `terminal`), and as plain lines elsewhere.

#[cfg(feature = "terminal")]
mod live;

#[cfg(feature = "terminal")]
use std::io::{self, IsTerminal as _};

use flow_deploy::{Action, Progress};

use crate::output::{count, say};
#[cfg(feature = "terminal")]
use live::Live;

/// The display of progress on standard error.
pub(crate) enum Display {
    #[cfg(feature = "terminal")]
    Live(Live),
    Plain,
}

impl Display {
    /// Starts the display for this number of flows.
    #[cfg_attr(
        not(feature = "terminal"),
        expect(unused_variables, reason = "plain lines need no total")
    )]
    pub(crate) fn new(flows: usize) -> Self {
        #[cfg(feature = "terminal")]
        if io::stderr().is_terminal() {
            return Self::Live(Live::new(flows));
        }
        Self::Plain
    }

    /// The state of `done` flows of the account is known. There are `all` to look at.
    pub(crate) fn looked_at(&self, done: usize, all: usize) {
        match self {
            #[cfg(feature = "terminal")]
            Self::Live(live) => live.looked_at(done, all),
            Self::Plain if done == 0 && all > 1 => {
                let flows = count(all, "flow");
                say(&format!("looking at {flows} that are deployed"));
            }
            Self::Plain => {}
        }
    }

    /// A step of a flow begins, or the flow is finished.
    pub(crate) fn flow(&self, name: &str, progress: Progress<'_>) {
        match (self, progress) {
            #[cfg(feature = "terminal")]
            (Self::Live(live), Progress::Step(step)) => live.step(name, step.as_str()),
            #[cfg(feature = "terminal")]
            (Self::Live(live), _) => live.finished(name),
            (Self::Plain, Progress::Finished(report)) if report.action == Action::Unchanged => {}
            (Self::Plain, progress) => say(&format!("{name}: {progress}")),
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
