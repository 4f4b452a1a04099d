//! The phone of the page: the flow, its state, and what led to it.

mod days;
mod play;
mod sent;

use std::time::Duration;

use flow_json::locale;
use flow_sim::explore::Exploration;
use flow_sim::scenario::CannedAnswer;
use flow_sim::{Date, ErrorNotice, Settings, Simulator, State, Text, Value, View};
use serde::{Deserialize, Serialize};

use crate::look::Look;
use crate::source::Source;
use crate::touch::{Command, Overlay, Touch};

pub(crate) use days::{days, is_range};
pub(crate) use sent::Sent;

/// How many options of a list are drawn at first, and more whenever its end comes near.
pub(crate) const MORE_OPTIONS: usize = 200;

/// The phone of the page.
pub(crate) struct Session {
    pub(crate) source: Option<Source>,
    /// Why the file cannot be shown as it is now.
    pub(crate) broken: Option<String>,
    pub(crate) settings: Settings,
    pub(crate) look: Look,
    pub(crate) opening: Opened,
    pub(crate) state: State,
    pub(crate) overlay: Option<Overlay>,
    /// What the phone said to the last touch, if it refused it.
    pub(crate) refusal: Option<String>,
    pub(crate) log: Vec<Line>,
    /// The last payload or the reply.
    pub(crate) sent: Option<Sent>,
    /// The command that opens a line of the file.
    pub(crate) editor: Option<String>,
    /// The answers that stand in a file.
    answers: Vec<CannedAnswer>,
    /// Why that file cannot be read as it is now.
    pub(crate) answers_broken: Option<String>,
    /// The address of the endpoint, if one is asked.
    pub(crate) endpoint: Option<String>,
    /// The error notices for it that are not sent yet.
    notices: Vec<ErrorNotice>,
    /// How many requests were made so far.
    exchanges: u64,
    /// What the explorer has found, when it is done.
    pub(crate) explored: Option<Exploration>,
    pub(crate) build: Build,
    /// How often a flow was loaded.
    pub(crate) loads: u64,
    journal: Vec<Touch>,
    /// Whether things are done again that were done before.
    replays: bool,
    /// Grows with each change.
    pub(crate) version: u64,
}

/// The build of the program that the flow is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// It is from no program that is built here.
    None,
    Runs,
    Took(Duration),
}

/// How the flow was opened.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Opened {
    pub(crate) screen: Option<String>,
    #[serde(default)]
    pub(crate) asks_endpoint: bool,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    Request(Value),
    Answer(String),
    /// Why the endpoint could not be asked.
    #[cfg_attr(
        not(feature = "endpoint"),
        expect(dead_code, reason = "no endpoint is asked")
    )]
    Trouble(String),
    Notice {
        error: &'static str,
        message: Text,
    },
    Link(Text),
    Reply(Value),
}

/// A state in a link.
#[derive(Deserialize, Serialize)]
struct Link {
    look: Look,
    opening: Opened,
    journal: Vec<Touch>,
}

impl Session {
    pub(crate) fn new(today: Date) -> Self {
        let mut settings = Settings::default();
        settings.today = today;
        Self {
            source: None,
            broken: None,
            settings,
            look: Look::default(),
            opening: Opened::default(),
            state: State::default(),
            overlay: None,
            refusal: None,
            log: Vec::new(),
            sent: None,
            editor: None,
            answers: Vec::new(),
            answers_broken: None,
            endpoint: None,
            notices: Vec::new(),
            exchanges: 0,
            explored: None,
            build: Build::None,
            loads: 0,
            journal: Vec::new(),
            replays: false,
            version: 0,
        }
    }

    /// Takes the flow as it is now, and does with it all that was done with the earlier one.
    pub(crate) fn load(&mut self, source: Result<Source, String>) {
        match source {
            Ok(source) => {
                if self.source.is_none() {
                    self.look.rtl = is_right_to_left(&source.name);
                    self.settings.direction = self.look.direction();
                }
                self.broken = None;
                self.explored = None;
                self.loads += 1;
                self.source = Some(source);
                self.replay();
            }
            Err(why) => self.broken = Some(why),
        }
    }

    /// Takes the answers as they stand in their file now.
    pub(crate) fn set_answers(&mut self, answers: Vec<CannedAnswer>) {
        self.answers_broken = None;
        if self.answers != answers {
            self.answers = answers;
            self.replay();
        }
    }

    /// The request that the endpoint is to be asked, and its number.
    #[cfg(feature = "endpoint")]
    pub(crate) fn asked(&self) -> Option<(u64, &flow_sim::Request)> {
        let request = self.state.request().filter(|_| self.endpoint.is_some());
        Some((self.exchanges, request?))
    }

    /// Takes the answer of the endpoint to a request, unless the phone waits for another one by now.
    #[cfg(feature = "endpoint")]
    pub(crate) fn answered(&mut self, number: u64, answer: Touch, trouble: Option<String>) {
        if self.asked().is_some_and(|(waiting, _)| waiting == number) {
            if let Some(trouble) = trouble {
                self.note(Line::Trouble(trouble));
            }
            self.touch(answer);
        }
    }

    /// The error notices that are to be sent. They are sent once.
    #[cfg(feature = "endpoint")]
    pub(crate) fn take_notices(&mut self) -> Vec<ErrorNotice> {
        std::mem::take(&mut self.notices)
    }

    /// The screen that is seen. `None` while no flow could be read.
    pub(crate) fn view(&self) -> Option<View> {
        Some(self.simulator()?.view(&self.state))
    }

    pub(crate) fn simulator(&self) -> Option<Simulator<'_>> {
        let source = self.source.as_ref()?;
        Some(Simulator::new(&source.program, &self.settings))
    }

    /// Does what a person asks for.
    pub(crate) fn command(&mut self, command: Command) {
        self.version += 1;
        self.refusal = None;
        match command {
            Command::Touch { touch } => self.touch(touch),
            Command::Link { url } => self.note(Line::Link(url.into())),
            Command::Open { at } => self.open_overlay(at),
            Command::Dismiss => self.overlay = None,
            Command::Month { by } => {
                if let Some(overlay) = &mut self.overlay {
                    overlay.month = overlay.month.after(by);
                }
            }
            Command::More => {
                if let Some(overlay) = &mut self.overlay {
                    overlay.options += MORE_OPTIONS;
                }
            }
            Command::Day { day } => self.day(&day),
            Command::TakeDays => self.take_days(),
            Command::Restart {
                screen,
                asks_endpoint,
            } => {
                self.opening = Opened {
                    screen,
                    asks_endpoint,
                };
                self.journal.clear();
                self.log.clear();
                self.replay();
            }
            Command::Edit { offset } => {
                if let (Some(source), Some(editor)) = (&self.source, &self.editor)
                    && let Some(spot) = source.spot(offset)
                {
                    let path = source.path(&spot.file);
                    self.refusal = crate::editor::open(editor, &path, spot.at).err();
                }
            }
            Command::Way { finding } => {
                let findings = self.explored.as_ref().map(|explored| &explored.findings);
                let found = findings.and_then(|findings| findings.get(finding)).cloned();
                match found {
                    Some(found) => self.walk(&found),
                    None => self.refusal = Some("the explorer walks the flow again".to_owned()),
                }
            }
            Command::Look { look } => {
                self.look = look;
                self.settings.direction = look.direction();
            }
            Command::Restore { link } => match serde_json::from_str::<Link>(&link) {
                Ok(link) => {
                    self.look = link.look;
                    self.settings.direction = link.look.direction();
                    self.opening = link.opening;
                    self.journal = link.journal;
                    self.replay();
                }
                Err(_) => self.refusal = Some("the link holds no state of a preview".to_owned()),
            },
        }
    }

    /// The state as text, for a link.
    pub(crate) fn link(&self) -> String {
        let link = Link {
            look: self.look,
            opening: self.opening.clone(),
            journal: self.journal.clone(),
        };
        serde_json::to_string(&link).expect("its keys are texts")
    }
}

/// Whether a flow is in a language that is written from right to left, by its name or that of its file:
/// `booking.ar`, `flows/booking.ar.json`.
pub(crate) fn is_right_to_left(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    let name = name.strip_suffix(".flow").unwrap_or(name);
    let language = name.rsplit_once('.').map(|(_, language)| language);
    language.is_some_and(|code| locale::is_code(code) && locale::is_right_to_left(code))
}

/// JSON, indented.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("its keys are texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_opens_in_the_direction_of_its_language() {
        for name in ["pickup.ar", "flows/pickup.ar.json", "a.b.he_IL"] {
            assert!(is_right_to_left(name), "{name}");
        }
        for name in [
            "pickup",
            "pickup.pt_BR.json",
            "ar.json",
            "flows/a.json",
            "flow.arabic",
        ] {
            assert!(!is_right_to_left(name), "{name}");
        }

        let json = r#"{"version": "7.3", "screens": []}"#;
        let mut session = Session::new(Date::UNIX_EPOCH);
        session.load(Source::read("pickup.ar.json", json));
        assert!(session.look.rtl);
        assert_eq!(session.settings.direction, session.look.direction());
        // What a person has chosen since stays.
        session.look.rtl = false;
        session.load(Source::read("pickup.ar.json", json));
        assert!(!session.look.rtl);
    }
}
