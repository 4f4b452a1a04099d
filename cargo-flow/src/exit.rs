//! The exit codes of commands, and their errors.

use std::io;
use std::process::ExitCode;

use flow_json::report::command_line::{FAILED, SUCCESS, USAGE};

/// The end of a command, in the order of the exit codes: the worse is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing was found.
    Success,
    /// The command found an error in a flow, or a difference.
    Found,
    /// The command failed in part or in whole, and has reported why.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => SUCCESS,
            Exit::Found => FAILED,
            Exit::Failed => USAGE,
        })
    }
}

/// A failure of a command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Input(#[from] crate::input::Error),
    #[error("cannot write {0}: {1}")]
    Write(String, io::Error),
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    #[cfg(feature = "lsp")]
    #[error("cannot talk to the editor: {0}")]
    Editor(io::Error),
    #[cfg(feature = "lsp")]
    #[error("the editor does not keep to the protocol: {0}")]
    Protocol(#[from] lsp_server::ProtocolError),
    #[cfg(feature = "preview")]
    #[error(transparent)]
    Preview(#[from] flow_preview::Error),
    #[cfg(feature = "preview")]
    #[error(transparent)]
    Pictures(#[from] flow_preview::screenshots::Error),
    #[error("{0}")]
    Argument(String),
}

pub(crate) type Outcome = Result<Exit, Error>;

/// Reports the failure of a command, if it failed.
pub(crate) fn report(outcome: Outcome) -> Exit {
    match outcome {
        Ok(exit) => exit,
        // The reader of the output, such as `head`, has closed it and needs no message.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Failed,
        Err(error) => {
            complain(&error);
            Exit::Failed
        }
    }
}

/// Reports an error on standard error.
pub(crate) fn complain(error: &impl std::fmt::Display) {
    anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {error}");
}
