//! The bounds of a walk, and its result.

use std::fmt;

use crate::event::Event;
use crate::place::Place;
use crate::value::{Text, Value};

/// How far to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// The most states.
    pub states: usize,
    /// The most screens on the way back to the first one.
    pub depth: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: 20_000,
            depth: 30,
        }
    }
}

/// The result of a walk.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Exploration {
    /// How many states there are, or were walked before a bound was reached.
    pub states: usize,
    /// Whether all states were walked.
    pub complete: bool,
    /// The ids of the screens that were reached.
    pub reached: Vec<Text>,
    /// The routes that were walked, from screen to screen, without steps back.
    pub routes: Vec<(Text, Text)>,
    /// The replies that completed the flow, as far as they differ: at most 1000.
    pub replies: Vec<Value>,
    /// The mistakes that a person could run into. Each place is named once for each kind.
    pub findings: Vec<Finding>,
}

/// Something that a person could run into.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// The screen.
    pub screen: Text,
    /// The mistake in words.
    pub message: String,
    /// Where it stands in the document.
    pub place: Place,
    /// A shortest way to it, as a person would say it.
    pub steps: Vec<String>,
    /// The screen that the way begins on. If there is no way to it, the screen of the finding.
    pub opened: Text,
    /// The way from there, as events.
    pub events: Vec<Event>,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FindingKind {
    /// An expression has no value, or a list is empty.
    Fault,
    /// A step fails on the phone.
    FailedStep,
    /// From here the flow cannot be completed any more, not even by going back.
    DeadEnd,
    /// Nobody comes to the screen.
    UnreachableScreen,
    /// The button at the foot can never be tapped.
    FooterNeverEnabled,
    /// A reference leads nowhere, and is drawn as it is written.
    LiteralReference,
    /// A reference to a screen that was not seen on the way, which makes it empty.
    EmptyReference,
    /// The reply lacks the value of an input that is required.
    MissingInReply,
}

impl FindingKind {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::FailedStep => "failed-step",
            Self::DeadEnd => "dead-end",
            Self::UnreachableScreen => "unreachable-screen",
            Self::FooterNeverEnabled => "footer-never-enabled",
            Self::LiteralReference => "literal-reference",
            Self::EmptyReference => "empty-reference",
            Self::MissingInReply => "missing-in-reply",
        }
    }

    /// Whether it is sure to be a mistake. The others may be meant.
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::EmptyReference)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.kind.name())?;
        for step in &self.steps {
            write!(f, "\n  - {step}")?;
        }
        Ok(())
    }
}

/// How far a walk is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// The states that are known.
    pub states: usize,
    /// Those of them that are walked.
    pub walked: usize,
}
