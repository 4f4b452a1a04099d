//! The steps of a scenario.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// A step: one thing that a person or the endpoint does, or a look at the screen.
///
/// All keys of all steps are here. The one that is a verb says which step it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
#[expect(missing_docs, reason = "`docs/testing.md` has a table of them")]
pub struct Step {
    pub fill: Option<String>,
    pub with: Option<Json>,
    pub from: Option<Json>,
    pub to: Option<Json>,
    pub pick: Option<String>,
    pub unpick: Option<String>,
    pub option: Option<String>,
    pub options: Option<Vec<String>>,
    pub tick: Option<String>,
    pub untick: Option<String>,
    pub attach: Option<String>,
    pub files: Option<Vec<String>>,
    pub tap: Option<String>,
    pub back: Option<bool>,
    pub close: Option<bool>,
    pub answer: Option<Json>,
    pub status: Option<u16>,
    pub error_msg: Option<String>,
    pub timeout: Option<bool>,
    pub screen: Option<String>,
    pub shows: Option<Vec<String>>,
    pub hides: Option<Vec<String>>,
    pub values: Option<Map<String, Json>>,
    pub errors: Option<BTreeMap<String, String>>,
    pub can_continue: Option<bool>,
    pub request: Option<Json>,
    pub opened: Option<String>,
    pub fails: Option<String>,
    pub refused: Option<String>,
}

/// The verb of a step.
pub(super) enum Verb<'s> {
    Fill(&'s str, Json),
    Pick(&'s str, Vec<&'s str>),
    Unpick(&'s str, Vec<&'s str>),
    Tick(&'s str),
    Untick(&'s str),
    Attach(&'s str, &'s [String]),
    Tap(&'s str),
    Back,
    Close,
    Answer(&'s Json),
    Status(u16, Option<&'s str>),
    Timeout,
    Look,
}

/// A step that says nothing, or too much.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StepError {
    /// Two things at once.
    #[error("a step does one thing: write `{0}` and `{1}` as two steps")]
    Two(&'static str, &'static str),
    /// A key that belongs to another step.
    #[error("`{key}` goes with {with}")]
    Alone {
        /// The key.
        key: &'static str,
        /// The keys that it goes with.
        with: &'static str,
    },
    /// A key that is needed.
    #[error("`{0}` needs `{1}`")]
    Missing(&'static str, &'static str),
    /// No options.
    #[error("`{0}` has no options: name one, or leave the step out")]
    NoOptions(&'static str),
    /// A step that is not done.
    #[error("`{0} = false` does nothing: leave the step out")]
    NotDone(&'static str),
    /// Nothing.
    #[error("the step says nothing: write for example `tap = \"Continue\"`")]
    Empty,
}

impl Step {
    /// The verb of the step.
    ///
    /// # Errors
    ///
    /// It says nothing, more than one thing, or half of one.
    pub(super) fn verb(&self) -> Result<Verb<'_>, StepError> {
        let switches = [
            ("back", self.back),
            ("close", self.close),
            ("timeout", self.timeout),
        ];
        if let Some((name, _)) = switches.iter().find(|(_, done)| *done == Some(false)) {
            return Err(StepError::NotDone(name));
        }
        let verbs = [
            ("fill", self.fill.is_some()),
            ("pick", self.pick.is_some()),
            ("unpick", self.unpick.is_some()),
            ("tick", self.tick.is_some()),
            ("untick", self.untick.is_some()),
            ("attach", self.attach.is_some()),
            ("tap", self.tap.is_some()),
            ("back", self.back.is_some()),
            ("close", self.close.is_some()),
            ("answer", self.answer.is_some()),
            ("status", self.status.is_some()),
            ("timeout", self.timeout.is_some()),
        ];
        let mut used = verbs
            .iter()
            .filter(|(_, used)| *used)
            .map(|(name, _)| *name);
        let verb = used.next();
        if let Some((one, other)) = verb.zip(used.next()) {
            return Err(StepError::Two(one, other));
        }
        let belongs = [
            ("with", self.with.is_some(), &["fill"][..], "`fill`"),
            ("from", self.from.is_some(), &["fill"], "`fill`"),
            ("to", self.to.is_some(), &["fill"], "`fill`"),
            (
                "option",
                self.option.is_some(),
                &["pick", "unpick"],
                "`pick` and `unpick`",
            ),
            (
                "options",
                self.options.is_some(),
                &["pick", "unpick"],
                "`pick` and `unpick`",
            ),
            ("files", self.files.is_some(), &["attach"], "`attach`"),
            (
                "error_msg",
                self.error_msg.is_some(),
                &["status"],
                "`status`",
            ),
        ];
        for (key, used, of, with) in belongs {
            if used && !verb.is_some_and(|verb| of.contains(&verb)) {
                return Err(StepError::Alone { key, with });
            }
        }
        if verb.is_none() && self.refused.is_some() {
            let with = "a step that the phone refuses, for example `tap`";
            return Err(StepError::Alone {
                key: "refused",
                with,
            });
        }
        Ok(match verb {
            Some("fill") => {
                let input = self.fill.as_deref().unwrap_or_default();
                match (&self.with, &self.from, &self.to) {
                    (Some(with), None, None) => Verb::Fill(input, plain(with)),
                    (None, Some(from), Some(to)) => {
                        let range = [("start-date", from), ("end-date", to)];
                        let range = range.map(|(end, day)| (end.to_owned(), plain(day)));
                        Verb::Fill(input, Json::Object(range.into_iter().collect()))
                    }
                    (None, Some(_), None) => return Err(StepError::Missing("from", "to")),
                    (None, None, Some(_)) => return Err(StepError::Missing("to", "from")),
                    (None, None, None) => return Err(StepError::Missing("fill", "with")),
                    (Some(_), ..) => return Err(StepError::Two("with", "from")),
                }
            }
            Some("pick") => Verb::Pick(
                self.pick.as_deref().unwrap_or_default(),
                self.chosen("pick")?,
            ),
            Some("unpick") => Verb::Unpick(
                self.unpick.as_deref().unwrap_or_default(),
                self.chosen("unpick")?,
            ),
            Some("tick") => Verb::Tick(self.tick.as_deref().unwrap_or_default()),
            Some("untick") => Verb::Untick(self.untick.as_deref().unwrap_or_default()),
            Some("attach") => {
                let files = self
                    .files
                    .as_deref()
                    .ok_or(StepError::Missing("attach", "files"))?;
                Verb::Attach(self.attach.as_deref().unwrap_or_default(), files)
            }
            Some("tap") => Verb::Tap(self.tap.as_deref().unwrap_or_default()),
            Some("back") => Verb::Back,
            Some("close") => Verb::Close,
            Some("answer") => Verb::Answer(self.answer.as_ref().unwrap_or(&Json::Null)),
            Some("status") => {
                Verb::Status(self.status.unwrap_or_default(), self.error_msg.as_deref())
            }
            Some("timeout") => Verb::Timeout,
            _ if self.looks() => Verb::Look,
            _ => return Err(StepError::Empty),
        })
    }

    /// Whether it looks at something.
    fn looks(&self) -> bool {
        self.screen.is_some()
            || self.shows.is_some()
            || self.hides.is_some()
            || self.values.is_some()
            || self.errors.is_some()
            || self.can_continue.is_some()
            || self.request.is_some()
            || self.opened.is_some()
            || self.fails.is_some()
    }

    /// The options of `pick` or `unpick`.
    fn chosen(&self, verb: &'static str) -> Result<Vec<&str>, StepError> {
        match (&self.option, &self.options) {
            (Some(option), None) => Ok(vec![option]),
            (None, Some(options)) if options.is_empty() => Err(StepError::NoOptions(verb)),
            (None, Some(options)) => Ok(options.iter().map(String::as_str).collect()),
            (None, None) => Err(StepError::Missing(verb, "option")),
            (Some(_), Some(_)) => Err(StepError::Two("option", "options")),
        }
    }
}

/// The key under which serde hands on a date of TOML's.
const TOML_DATE: &str = "$__toml_private_datetime";

/// The same with texts for dates that TOML knows.
pub(super) fn plain(value: &Json) -> Json {
    match value {
        Json::Object(members) => match (members.len(), members.get(TOML_DATE)) {
            (1, Some(date)) => date.clone(),
            _ => {
                let members = members.iter();
                Json::Object(
                    members
                        .map(|(key, value)| (key.clone(), plain(value)))
                        .collect(),
                )
            }
        },
        Json::Array(items) => Json::Array(items.iter().map(plain).collect()),
        value => value.clone(),
    }
}
