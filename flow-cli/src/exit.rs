//! The exit codes of commands, and their failures.

use std::io;

use flow_deploy::{ConfigError, Error};

pub(crate) use flow_json::report::command_line::{FAILED, SUCCESS, USAGE};

pub(crate) const REFUSED: u8 = 3;
pub(crate) const CHANGES: u8 = 4;
pub(crate) const INTERRUPTED: u8 = 130;

/// The exit codes in `--help`, in lines for a terminal of 80 columns.
pub(crate) const HELP: &str = "\
Exit codes:
  0    success
  1    a request, a check or a flow of `apply` failed, or a flow of `plan`
       cannot be deployed
  2    the command line or the environment is wrong; nothing was sent
  3    refused, and nothing was done: it needs --yes, --publish or
       --update-published, --deny-breaking forbids it, or the account has
       changed since the plan
  4    `plan --detailed-exit-code`: there are changes to make
  130  interrupted by Ctrl-C: run it again";

/// The reason why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    Failed(String),
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Refused(String),
    #[error("interrupted: {0}")]
    Interrupted(String),
}

impl Failure {
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Failed(_) => FAILED,
            Self::Usage(_) => USAGE,
            Self::Refused(_) => REFUSED,
            Self::Interrupted(_) => INTERRUPTED,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            // Nothing was sent, and it is for the environment to say more.
            Error::Input(_) | Error::Credentials { .. } => Self::Usage(error.to_string()),
            error => Self::Failed(error.to_string()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The exit code of a command, or the reason why it ended early.
pub(crate) type Exit = Result<u8, Failure>;
