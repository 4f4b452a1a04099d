//! The type of rules. The rules themselves stand beside the code that checks them.

#[cfg(feature = "samples")]
pub(crate) mod sample;

#[cfg(feature = "samples")]
pub use sample::Sample;

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::version::Version;

/// A rule of Flow JSON: Meta refuses a flow that breaks it, or its author will regret it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The short name that documents and tests use, for example `S1`.
    pub id: &'static str,
    /// The rule in a few words with hyphens, for example `unknown-property`.
    pub name: &'static str,
    /// Meta's error code as its documentation spells it. Our own name where Meta has none.
    pub code: &'static str,
    /// The spelling of Meta's client, where it differs.
    pub client_code: Option<&'static str>,
    /// Whether breaking it is an error or a warning.
    pub severity: Severity,
    /// The versions in which an error is only a warning: Meta published flows that break it there, or
    /// does not look for it.
    pub lenient: Option<Range<Version>>,
    /// The first version it holds in.
    pub since: Version,
    /// The first version it no longer holds in.
    pub until: Option<Version>,
    /// Why there is such a rule, and how to keep it.
    pub why: &'static str,
    /// Where the fact comes from.
    pub source: Origin,
    /// How the sources contradict each other, where they do: which one says otherwise.
    pub disputed: Option<&'static str>,
    #[cfg_attr(
        not(feature = "samples"),
        expect(dead_code, reason = "only then it holds anything")
    )]
    pub(crate) samples: Samples,
}

/// Rules are the same if their ids are.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// The members that most rules have in common, so that each rule writes only its own.
impl Rule {
    /// An error in every version.
    pub(crate) const ERROR: Rule = Rule {
        id: "",
        name: "",
        code: "",
        client_code: None,
        severity: Severity::Error,
        lenient: None,
        since: Version::V2_1,
        until: None,
        why: "",
        source: Origin::Docs,
        disputed: None,
        samples: samples! {
            pass: Flow(""),
            fail: Flow(""),
        },
    };

    /// A warning in every version.
    pub(crate) const WARNING: Rule = Rule {
        severity: Severity::Warning,
        source: Origin::Ours,
        ..Rule::ERROR
    };

    /// The name as Rust writes it, for example `unknown_property`.
    pub fn ident(&self) -> String {
        self.name.replace(['-', '.'], "_")
    }

    /// A flow that keeps the rule. Only with the feature `samples`.
    #[cfg(feature = "samples")]
    pub fn pass(&self) -> Sample {
        self.samples.pass
    }

    /// The same flow with the one mistake that breaks the rule. Only with the feature `samples`.
    #[cfg(feature = "samples")]
    pub fn fail(&self) -> Sample {
        self.samples.fail
    }

    /// How sure it is that the rule is Meta's.
    pub fn confidence(&self) -> Confidence {
        match (self.disputed, self.source) {
            (Some(_), _) => Confidence::Disputed,
            (None, Origin::Client) => Confidence::Likely,
            (None, Origin::Published | Origin::Docs | Origin::Ours) => Confidence::Certain,
        }
    }

    /// Whether breaking it in a flow of that version is an error or a warning.
    ///
    /// ```
    /// use flow_json::{RULES, Severity, Version};
    ///
    /// let footer = RULES.iter().find(|rule| rule.name == "terminal-without-footer").unwrap();
    /// assert_eq!(footer.severity_in(Version::V7_3), Severity::Error);
    /// assert_eq!(footer.severity_in(Version::V7_2), Severity::Warning);
    /// ```
    pub fn severity_in(&self, version: Version) -> Severity {
        match &self.lenient {
            Some(lenient) if lenient.contains(&version) => Severity::Warning,
            _ => self.severity,
        }
    }

    /// Whether an author may know better: of a warning, in whatever version, and of an error that
    /// rests on one weak source.
    ///
    /// ```
    /// use flow_json::RULES;
    ///
    /// let rule = |id| RULES.iter().find(|rule| rule.id == id).unwrap();
    /// assert!(rule("W3").can_be_allowed());
    /// assert!(!rule("S1").can_be_allowed());
    /// // Only Meta's client was seen to refuse it.
    /// assert!(rule("D18").can_be_allowed());
    /// ```
    pub fn can_be_allowed(&self) -> bool {
        self.severity == Severity::Warning || self.lenient.is_some() || self.is_doubtful()
    }

    /// Whether an error rests on one weak source, in all versions.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.confidence() != Confidence::Certain
    }

    /// Whether the rule holds in that version.
    pub fn holds_in(&self, version: Version) -> bool {
        version >= self.since && self.until.is_none_or(|until| version < until)
    }
}

/// Where the fact behind a rule comes from, the strongest source first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// Meta's server was seen to refuse or to publish such flows.
    Published,
    /// Meta's documentation says so.
    Docs,
    /// Meta's client was seen to behave so.
    Client,
    /// Advice of our own.
    Ours,
}

impl Origin {
    /// The source in words, for example `Meta's documentation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Published => "flows that Meta's server refused or published",
            Origin::Docs => "Meta's documentation",
            Origin::Client => "behaviour seen in Meta's client",
            Origin::Ours => "advice of our own",
        }
    }
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Confidence {
    /// Meta states it or enforces it, or it is advice of our own.
    Certain,
    /// It was seen in one place, and nothing contradicts it.
    Likely,
    /// Sources contradict each other.
    Disputed,
}

impl Confidence {
    /// The word for it, for example `likely`.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Certain => "certain",
            Confidence::Likely => "likely",
            Confidence::Disputed => "disputed",
        }
    }
}

/// The two flows that show a rule. Empty without the feature `samples`, so that a program which never
/// shows them neither compiles nor holds them.
#[derive(Debug)]
pub(crate) struct Samples {
    #[cfg(feature = "samples")]
    pub(crate) pass: Sample,
    #[cfg(feature = "samples")]
    pub(crate) fail: Sample,
}

/// A flow that keeps a rule, and the same flow with the one mistake that breaks it: two kinds of
/// `Sample` with their arguments. A version is written `V7_3`.
macro_rules! samples {
    (pass: $pass:ident $pass_parts:tt, fail: $fail:ident $fail_parts:tt $(,)?) => {
        $crate::rule::Samples {
            #[cfg(feature = "samples")]
            pass: $crate::rule::sample::sample!($pass $pass_parts),
            #[cfg(feature = "samples")]
            fail: $crate::rule::sample::sample!($fail $fail_parts),
        }
    };
}

pub(crate) use samples;
