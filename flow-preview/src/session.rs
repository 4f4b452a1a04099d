//! The phone of the page: the flow, its state, and what led to it.

mod days;
mod sent;

use std::time::Duration;

use flow_json::locale;
use flow_sim::explore::{Exploration, Finding};
use flow_sim::scenario::CannedAnswer;
use flow_sim::{
    Date, Effect, ErrorNotice, Opening, Refusal, Settings, Simulator, State, Text, Value, View,
};
use serde::{Deserialize, Serialize};

use crate::look::Look;
use crate::source::Source;
use crate::touch::{Command, Overlay, StandIn, Touch};

pub(crate) use days::{days, is_range};
pub(crate) use sent::Sent;

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
    /// How long the last build of the program took.
    pub(crate) built: Option<Duration>,
    /// How often a flow was loaded.
    pub(crate) loads: u64,
    journal: Vec<Touch>,
    /// Whether things are done again that were done before.
    replays: bool,
    /// Grows with each change.
    pub(crate) version: u64,
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
            built: None,
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
        self.answers = answers;
        self.answers_broken = None;
        self.replay();
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

    /// Opens the flow and does all that is in the journal. What cannot be done any more is left out.
    fn replay(&mut self) {
        self.replays = true;
        self.open();
        let journal = std::mem::take(&mut self.journal);
        // Answers of the file that stand in the journal too, as they were then.
        let mut known = self.settle();
        for touch in journal {
            if known > 0 && touch.is_answer() {
                known -= 1;
                continue;
            }
            if self.step(&touch).is_ok() {
                self.journal.push(touch);
                known += self.settle();
            }
        }
        self.replays = false;
    }

    /// Opens the flow, with nothing done in it.
    fn open(&mut self) {
        self.overlay = None;
        self.log.clear();
        self.sent = None;
        self.notices.clear();
        let Some(simulator) = self.simulator() else {
            return;
        };
        let mut opening = Opening::default();
        let known = |id: &&String| {
            let mut ids = self
                .source
                .iter()
                .flat_map(|source| source.program.screen_ids());
            ids.any(|known| known == *id)
        };
        if let Some(screen) = self.opening.screen.as_ref().filter(known) {
            opening.screen = Some(screen.as_str().into());
        }
        opening.asks_endpoint = self.opening.asks_endpoint;
        // To look at a flow, its first screen need not be one that a message may open.
        opening.anywhere = true;
        let (state, effects) = simulator.open(&opening);
        self.state = state;
        self.react(effects);
    }

    /// Goes the way to a finding of the explorer, with the answers that it has thought of.
    fn walk(&mut self, found: &Finding) {
        self.opening = Opened {
            screen: Some(found.opened.to_string()),
            asks_endpoint: false,
        };
        self.journal.clear();
        self.replays = true;
        self.open();
        for event in &found.events {
            let view = self.view();
            let touch = view.and_then(|view| Touch::of(&view, event));
            // An input that was filled before may have changed the screen, which the explorer passes over too.
            if let Some(touch) = touch
                && self.step(&touch).is_ok()
            {
                self.journal.push(touch);
            }
        }
        self.replays = false;
    }

    fn touch(&mut self, touch: Touch) {
        match self.step(&touch) {
            Ok(()) => {
                if self.journal.last().is_some_and(|last| touch.replaces(last)) {
                    self.journal.pop();
                }
                self.journal.push(touch);
                self.settle();
            }
            Err(why) => self.refusal = Some(why),
        }
    }

    /// Answers requests from the file of answers, as far as it has them. How many were answered.
    fn settle(&mut self) -> usize {
        for answered in 0..MOST_ANSWERS {
            let request = self.state.request();
            let answer = request.and_then(|request| {
                let mut answers = self.answers.iter();
                answers.find_map(|answer| answer.answer(request))
            });
            let Some(touch) = answer.and_then(Touch::answer) else {
                return answered;
            };
            if self.step(&touch).is_err() {
                return answered;
            }
            self.journal.push(touch);
        }
        MOST_ANSWERS
    }

    fn step(&mut self, touch: &Touch) -> Result<(), String> {
        let simulator = self.simulator().ok_or("there is no flow")?;
        let view = simulator.view(&self.state);
        let event = touch.event(&view);
        let event = event.ok_or("the screen has no such component any more")?;
        let step = simulator.step(&self.state, &event);
        let (state, effects) = step.map_err(|refusal: Refusal| refusal.to_string())?;
        match touch {
            Touch::Answer { body } => self.note(Line::Answer(pretty(body))),
            Touch::Status { code, .. } => self.note(Line::Answer(format!("HTTP {code}"))),
            Touch::Timeout => self.note(Line::Answer("nothing within 10 seconds".to_owned())),
            _ => {}
        }
        self.state = state;
        // Of a list or a picture that was chosen from.
        self.overlay = None;
        self.react(effects);
        Ok(())
    }

    fn react(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Exchange(request) => {
                    self.exchanges += 1;
                    self.sent = Sent::payload(&request).or(self.sent.take());
                    self.note(Line::Request(request.to_value()));
                }
                Effect::ErrorNotice(notice) => {
                    self.note(Line::Notice {
                        error: notice.error,
                        message: notice.message.clone(),
                    });
                    if self.endpoint.is_some() && !self.replays {
                        self.notices.push(notice);
                    }
                }
                Effect::OpenUrl(url) => self.note(Line::Link(url)),
                Effect::Complete(reply) => {
                    self.sent = Some(Sent::reply(reply.clone()));
                    self.note(Line::Reply(reply));
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, line: Line) {
        if self.log.len() == MOST_LINES {
            self.log.remove(0);
        }
        self.log.push(line);
    }
}

/// Whether a flow is in a language that is written from right to left, by its name or that of its file:
/// `booking.ar`, `flows/booking.ar.json`.
pub(crate) fn is_right_to_left(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    let language = name.rsplit_once('.').map(|(_, language)| language);
    language.is_some_and(|code| locale::is_code(code) && locale::is_right_to_left(code))
}

/// The most lines of the log.
const MOST_LINES: usize = 200;

/// The most answers of the file to one touch: an answer may make the next request.
const MOST_ANSWERS: usize = 20;

/// JSON, indented.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("its keys are texts")
}

/// The files that a person of the page can hand in.
pub(crate) fn stand_ins(photos: bool) -> Vec<StandIn> {
    let files: &[(&str, u64)] = if photos {
        &[
            ("mountains.jpg", 840),
            ("receipt.png", 310),
            ("portrait.jpg", 2_400),
            ("panorama.jpg", 30_000),
        ]
    } else {
        &[
            ("contract.pdf", 420),
            ("letter.docx", 88),
            ("table.xlsx", 64),
            ("scan.jpg", 1_900),
            ("archive.zip", 30_000),
        ]
    };
    let files = files.iter().map(|(name, kilobytes)| StandIn {
        name: (*name).to_owned(),
        kilobytes: *kilobytes,
        mime_type: None,
    });
    files.collect()
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
