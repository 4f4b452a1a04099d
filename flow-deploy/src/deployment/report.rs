//! The progress and the report of `apply`.

use std::fmt;

use super::plan::Action;
use crate::Error;

/// A step of [`Deployment::apply`](crate::Deployment::apply).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Deletes the draft that an interrupted rehearsal has left.
    Clean,
    /// Makes the flow.
    Create,
    /// Tries new Flow JSON in a draft that is deleted again.
    Rehearse,
    /// Changes the flow.
    Update,
    /// Publishes the flow.
    Publish,
}

impl Step {
    /// The word for it: `clean`, `create`, `rehearse`, `update` or `publish`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Create => "create",
            Self::Rehearse => "rehearse",
            Self::Update => "update",
            Self::Publish => "publish",
        }
    }
}

/// The progress of a flow in [`Deployment::apply`](crate::Deployment::apply).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'r> {
    /// This is about to be done.
    Step(Step),
    /// The flow is through, for better or worse.
    Finished(&'r FlowReport),
}

/// One word: the step, or `done` or `failed`.
impl fmt::Display for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Step(step) => step.as_str(),
            Self::Finished(report) if report.is_success() => "done",
            Self::Finished(_) => "failed",
        })
    }
}

/// Why nothing of a plan was done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The account is not as it was when the plan was made.
    #[error(
        "nothing was done, for the account has changed since the plan was made ({}): plan again",
        names.join(", ")
    )]
    Changed {
        /// The names of the flows that have changed.
        names: Vec<String>,
    },
    /// The account could not be looked at, or not be cleaned.
    #[error("no flow was touched: {0}")]
    Request(#[from] Error),
}

/// The results of all flows of a plan, in its order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The flows.
    pub flows: Vec<FlowReport>,
}

impl Report {
    /// Whether every flow is as it should be.
    pub fn is_success(&self) -> bool {
        let mut flows = self.flows.iter();
        flows.all(FlowReport::is_success)
    }
}

/// The result of one flow.
#[derive(Debug)]
#[non_exhaustive]
pub struct FlowReport {
    /// Its name.
    pub name: String,
    /// Its id, if it is known.
    pub flow_id: Option<String>,
    /// The action of the plan.
    pub action: Action,
    /// The outcome of the action.
    pub outcome: Outcome,
    /// Whether the flow was published and is, or may be, a draft now: it cannot be sent until it
    /// is published again.
    pub is_off_air: bool,
}

impl FlowReport {
    /// Whether the flow is as it should be.
    pub fn is_success(&self) -> bool {
        matches!(self.outcome, Outcome::Done)
    }

    /// Why the flow is not as it should be; `None` if it is, and where Meta's validation errors say
    /// why.
    pub fn problem(&self) -> Option<String> {
        let text = match (&self.outcome, &self.action) {
            (Outcome::Done | Outcome::Invalid { .. }, _) => return None,
            (Outcome::Conflict, Action::Conflict(conflict)) => return Some(conflict.to_string()),
            (Outcome::Failed(error), _) => return Some(error.to_string()),
            (Outcome::Conflict, _) => "there is a conflict",
            (Outcome::NotAllowed, _) => "it is published: allow --update-published",
            (Outcome::Changed, _) => {
                "somebody changed it after its rehearsal; it was not touched: plan again"
            }
        };
        Some(text.to_owned())
    }
}

/// The outcome of an action.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It was done, or nothing was to be.
    Done,
    /// There was a [conflict](crate::Conflict) in the plan. Nothing was done.
    Conflict,
    /// It would have updated a published flow, which was not
    /// [allowed](crate::Deployment::update_published). Nothing was done.
    NotAllowed,
    /// The flow was changed by somebody else after its rehearsal. It was not touched.
    Changed,
    /// Meta found errors in the Flow JSON. A flow that was to be created or was a draft has it all
    /// the same, as a draft; a published one was not touched, if it is not
    /// [off the air](FlowReport::is_off_air).
    Invalid {
        /// The errors, as Meta wrote them.
        errors: Vec<String>,
    },
    /// A request failed for good.
    Failed(Error),
}

impl Outcome {
    /// The word for it: `done`, `conflict`, `not_allowed`, `changed`, `invalid` or `failed`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Conflict => "conflict",
            Self::NotAllowed => "not_allowed",
            Self::Changed => "changed",
            Self::Invalid { .. } => "invalid",
            Self::Failed(_) => "failed",
        }
    }
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        match error.service() {
            Some(service) if !service.validation_errors.is_empty() => Self::Invalid {
                errors: service.validation_errors.clone(),
            },
            _ => Self::Failed(error),
        }
    }
}
