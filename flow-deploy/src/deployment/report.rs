//! The progress and the report of `apply`.

use std::fmt;
use std::time::Duration;

use super::plan::Action;
use crate::Error;
use flow_json::diff::Change;

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
    /// Asks the service how the flow is after a failure.
    Look,
    /// Fetches what the service serves, and compares it.
    Compare,
    /// Publishes the flow.
    Publish,
    /// Gives a published flow its former Flow JSON back, and publishes it.
    PutBack,
}

impl Step {
    /// The word for it: `clean`, `create`, `rehearse`, `update`, `look`, `compare`, `publish` or `put back`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Create => "create",
            Self::Rehearse => "rehearse",
            Self::Update => "update",
            Self::Look => "look",
            Self::Compare => "compare",
            Self::Publish => "publish",
            Self::PutBack => "put back",
        }
    }
}

/// The progress of a flow in [`Deployment::apply`](crate::Deployment::apply).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'r> {
    /// This is about to be done.
    Step(Step),
    /// A flow that was published may be off the air, and a step failed that is tried again. This comes at
    /// least each second.
    Retrying {
        /// The step.
        step: Step,
        /// How long it is tried at most.
        left: Duration,
        /// Why it failed.
        error: &'r Error,
    },
    /// The flow is through, for better or worse.
    Finished(&'r FlowReport),
}

/// The step, or `done` or `failed`.
impl fmt::Display for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Step(step) | Self::Retrying { step, .. } => step.as_str(),
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
    /// The account could not be looked at.
    #[error("no flow was touched: {0}")]
    Request(#[from] Error),
}

/// The results of all flows of a plan, in its order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// Drafts that interrupted rehearsals have left, and that could not be deleted. They block nothing,
    /// and the next plan lists them again.
    pub kept_leftovers: Vec<KeptLeftover>,
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

/// The draft of a rehearsal that could not be deleted.
#[derive(Debug)]
#[non_exhaustive]
pub struct KeptLeftover {
    /// Its id.
    pub flow_id: String,
    /// Why.
    pub error: Error,
}

/// Whether a flow that was published cannot be sent now. The service was asked for it.
#[derive(Debug)]
pub enum OffAir {
    /// It is as it was: published, or never was.
    No,
    /// It is a draft, and cannot be sent until it is published again.
    Yes,
    /// The service could not be asked.
    Unknown(Error),
}

impl OffAir {
    /// `None` if it is not known.
    pub fn is_yes(&self) -> Option<bool> {
        match self {
            Self::No => Some(false),
            Self::Yes => Some(true),
            Self::Unknown(_) => None,
        }
    }
}

/// What the service serves after a flow was changed, beside what it was given.
#[derive(Debug)]
pub enum Served {
    /// It was not asked: nothing was done, it failed, or the run was to stop.
    NotAsked,
    /// The same value, or the same but for default values.
    Same,
    /// Something else, which differs in this.
    Differs(Vec<Change>),
    /// It could not be asked.
    Unknown(Error),
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
    /// Whether the flow was published and is off the air now.
    pub off_air: OffAir,
    /// Whether the flow was published, and has its former Flow JSON again since the new one could not be
    /// published.
    pub is_put_back: bool,
    /// Whether a published flow that differs was not touched, for its new Flow JSON would be served as it
    /// is served now: the difference is what Meta adds by itself.
    pub is_as_served: bool,
    /// Whether the service serves what it was given. The flow is done all the same.
    pub served: Served,
    /// Drafts of its rehearsals that could not be deleted. They block nothing.
    pub kept_leftovers: Vec<KeptLeftover>,
}

impl FlowReport {
    /// Whether the flow is as it should be.
    pub fn is_success(&self) -> bool {
        matches!((&self.outcome, &self.off_air), (Outcome::Done, OffAir::No))
    }

    /// Why the flow is not as it should be; `None` if it is, and where Meta's validation errors say
    /// why.
    pub fn problem(&self) -> Option<String> {
        let text = match (&self.outcome, &self.action) {
            (Outcome::Done | Outcome::Invalid { .. }, _) => return None,
            (Outcome::Conflict, Action::Conflict(conflict)) => return Some(conflict.to_string()),
            (Outcome::Failed(error), _) => return Some(error.to_string()),
            (Outcome::Conflict, _) => "there is a conflict",
            (Outcome::Interrupted, _) => {
                "interrupted: what was under way may be done or not; `apply` again goes on from there"
            }
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
    /// The run was to stop before the flow was through.
    Interrupted,
    /// Meta found errors in the Flow JSON. A flow that was to be created or was a draft has it all
    /// the same, as a draft; a published one was not touched, or has its
    /// former Flow JSON, if it is not [off the air](FlowReport::off_air).
    Invalid {
        /// The errors, as Meta wrote them.
        errors: Vec<String>,
    },
    /// A request failed for good.
    Failed(Error),
}

impl Outcome {
    /// The word for it: `done`, `conflict`, `not_allowed`, `changed`, `interrupted`, `invalid` or
    /// `failed`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Conflict => "conflict",
            Self::NotAllowed => "not_allowed",
            Self::Changed => "changed",
            Self::Interrupted => "interrupted",
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
