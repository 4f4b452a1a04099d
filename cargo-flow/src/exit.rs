//! How a command ends.

use std::io;
use std::process::ExitCode;

/// How a command that did its work ends. The greater is the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All is well.
    Success,
    /// There is something to see to.
    Found,
    /// Some of the work could not be done, and why has been said.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Input(#[from] crate::input::Error),
    #[error("cannot write {0}: {1}")]
    Write(String, io::Error),
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    #[error("{0}")]
    Argument(String),
}

pub(crate) type Outcome = Result<Exit, Error>;

/// Says why a command failed, if it did.
pub(crate) fn report(outcome: Outcome) -> Exit {
    match outcome {
        Ok(exit) => exit,
        // Whoever reads the output has seen enough, as `head` has, and need not be told so.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Failed,
        Err(error) => {
            complain(&error);
            Exit::Failed
        }
    }
}

/// Says on standard error what went wrong.
pub(crate) fn complain(error: &impl std::fmt::Display) {
    anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {error}");
}
