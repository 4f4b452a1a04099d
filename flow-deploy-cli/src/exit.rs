//! The exit codes of commands, and their failures.

use std::io;

use flow_deploy::{ConfigError, Error};
use serde_json::{Value, json};

use crate::interrupt::Stop;

pub(crate) use flow_json::report::command_line::{FAILED, SUCCESS, USAGE};

pub(crate) const REFUSED: u8 = 3;
pub(crate) const CHANGES: u8 = 4;
pub(crate) const INTERRUPTED: u8 = 130;

/// The exit codes in `--help`, in lines for a terminal of 80 columns.
pub(crate) const HELP: &str = "\
Exit codes:
  0    success
  1    a request, a check or a flow of `apply` failed, a flow of `plan` cannot
       be deployed, or the time of `--timeout` is over
  2    the command line or the environment is wrong; nothing was sent
  3    refused, and nothing was done: it needs --yes, --publish or
       --update-published, --deny-breaking forbids it, or the account or the
       program has changed since the plan
  4    `plan --detailed-exit-code`: there are changes to make
  130  interrupted by Ctrl-C or SIGTERM: run it again";

/// The reason why a command ended early.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    /// What `--output json` shows beside the reason: what was found and done before.
    document: Option<Value>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Failed,
    Usage,
    Refused,
    Interrupted,
    TimeIsOver,
}

impl Failure {
    fn of(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            document: None,
        }
    }

    /// A request failed, or a file could not be written.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::of(Kind::Failed, message)
    }

    /// The command line or the environment is wrong, and nothing was sent.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::of(Kind::Usage, message)
    }

    /// Nothing was done, since it was not allowed.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::of(Kind::Refused, message)
    }

    /// Somebody ended the run.
    pub(crate) fn stopped(cause: Stop, message: impl Into<String>) -> Self {
        let kind = match cause {
            Stop::Interrupted => Kind::Interrupted,
            Stop::TimeIsOver(_) => Kind::TimeIsOver,
        };
        Self::of(kind, format!("{cause}: {}", message.into()))
    }

    /// The same with more of what `--output json` shows beside the reason.
    pub(crate) fn with(mut self, mut document: Value) -> Self {
        for (name, value) in self.document.iter().flat_map(Value::as_object).flatten() {
            document[name] = value.clone();
        }
        self.document = Some(document);
        self
    }

    pub(crate) fn code(&self) -> u8 {
        match self.kind {
            Kind::Failed | Kind::TimeIsOver => FAILED,
            Kind::Usage => USAGE,
            Kind::Refused => REFUSED,
            Kind::Interrupted => INTERRUPTED,
        }
    }

    /// The document of `--output json`: what was found and done before, with the reason as `error`.
    pub(crate) fn json(&self) -> Value {
        let kind = match self.kind {
            Kind::Failed => "failed",
            Kind::Usage => "usage",
            Kind::Refused => "refused",
            Kind::Interrupted => "interrupted",
            Kind::TimeIsOver => "time_is_over",
        };
        let mut document = self.document.clone().unwrap_or_else(|| json!({}));
        document["error"] =
            json!({"kind": kind, "message": self.message, "exit_code": self.code()});
        document
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            // Nothing was sent, and it is for the environment to say more.
            Error::Input(_) | Error::Credentials { .. } | Error::Signing { .. } => {
                Self::usage(error.to_string())
            }
            error => Self::failed(error.to_string()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::failed(error.to_string())
    }
}

/// The exit code of a command, or the reason why it ended early.
pub(crate) type Exit = Result<u8, Failure>;
