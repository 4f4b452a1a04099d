//! The phone of the page: the flow, its state, and what led to it.

use flow_json::locale;
use flow_sim::{Date, Effect, Opening, Refusal, Settings, Simulator, State, Text, Value, View};
use serde::{Deserialize, Serialize};

use crate::look::Look;
use crate::source::Source;
use crate::touch::{self, Command, Month, Overlay, StandIn, Touch};

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
    /// The command that opens a line of the file.
    pub(crate) editor: Option<String>,
    journal: Vec<Touch>,
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
    Notice { error: &'static str, message: Text },
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
            editor: None,
            journal: Vec::new(),
            version: 0,
        }
    }

    /// Takes the flow as it is now, and does with it all that was done with the earlier one.
    pub(crate) fn load(&mut self, source: Result<Source, String>) {
        self.version += 1;
        match source {
            Ok(source) => {
                if self.source.is_none() {
                    self.look.rtl = is_right_to_left(&source.name);
                    self.settings.direction = self.look.direction();
                }
                self.broken = None;
                self.source = Some(source);
                self.replay();
            }
            Err(why) => self.broken = Some(why),
        }
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
                let place = self.source.as_ref().and_then(|source| source.place(offset));
                if let (Some(place), Some(source), Some(editor)) =
                    (place, &self.source, &self.editor)
                {
                    self.refusal = crate::editor::open(editor, &source.name, place).err();
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
        self.overlay = None;
        self.log.clear();
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
        for touch in std::mem::take(&mut self.journal) {
            if self.step(&touch).is_ok() {
                self.journal.push(touch);
            }
        }
    }

    fn touch(&mut self, touch: Touch) {
        match self.step(&touch) {
            Ok(()) => {
                if self.journal.last().is_some_and(|last| touch.replaces(last)) {
                    self.journal.pop();
                }
                self.journal.push(touch);
            }
            Err(why) => self.refusal = Some(why),
        }
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
                Effect::Exchange(request) => self.note(Line::Request(request.to_value())),
                Effect::ErrorNotice(notice) => self.note(Line::Notice {
                    error: notice.error,
                    message: notice.message,
                }),
                Effect::OpenUrl(url) => self.note(Line::Link(url)),
                Effect::Complete(reply) => self.note(Line::Reply(reply)),
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

    fn open_overlay(&mut self, at: String) {
        let Some(view) = self.view() else { return };
        let Some(component) = touch::find(&view, &at).filter(|one| one.enabled) else {
            return;
        };
        let (first, last) = days(component.value.as_ref());
        let day = first.unwrap_or(self.settings.today);
        let mut month = Month::of(day);
        if first.is_none()
            && let Some(nearest) = self.nearest_day(&at, day)
        {
            month = Month::of(nearest);
        }
        self.overlay = Some(Overlay {
            at,
            month,
            first,
            last,
        });
    }

    /// The first day from a given one that can be chosen, or else the last one before it.
    fn nearest_day(&self, at: &str, from: Date) -> Option<Date> {
        let later = (0..400).map(|days| from.after(days));
        let earlier = (1..400).map(|weeks| from.after(-7 * weeks));
        later.chain(earlier).find(|day| self.takes(at, *day, None))
    }

    /// Whether days can be chosen: the phone is asked.
    pub(crate) fn takes(&self, at: &str, first: Date, last: Option<Date>) -> bool {
        let (Some(simulator), Some(view)) = (self.simulator(), self.view()) else {
            return false;
        };
        let range = touch::find(&view, at).is_some_and(is_range);
        let touch = day_touch(at, range, first, last);
        let event = touch.event(&view);
        event.is_some_and(|event| simulator.step(&self.state, &event).is_ok())
    }

    fn day(&mut self, day: &str) {
        let Some(view) = self.view() else { return };
        let (Some(day), Some(overlay)) = (Date::parse(day), &self.overlay) else {
            return;
        };
        let range = touch::find(&view, &overlay.at).is_some_and(is_range);
        let (first, last) = match (overlay.first, overlay.last) {
            (Some(first), None) if range && day >= first => (first, Some(day)),
            _ => (day, None),
        };
        if !self.takes(&overlay.at, first, last) {
            self.refusal = Some("these days cannot be chosen".to_owned());
            return;
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.first = Some(first);
            overlay.last = last;
        }
    }

    fn take_days(&mut self) {
        let Some(view) = self.view() else { return };
        let Some(overlay) = self.overlay.take() else {
            return;
        };
        let Some(first) = overlay.first else { return };
        let range = touch::find(&view, &overlay.at).is_some_and(is_range);
        self.touch(day_touch(&overlay.at, range, first, overlay.last));
    }
}

/// Whether a flow is in a language that is written from right to left, by its name or that of its file:
/// `booking.ar`, `flows/booking.ar.json`.
fn is_right_to_left(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    let language = name.rsplit_once('.').map(|(_, language)| language);
    language.is_some_and(|code| locale::is_code(code) && locale::is_right_to_left(code))
}

/// The most lines of the log.
const MOST_LINES: usize = 200;

fn day_touch(at: &str, range: bool, first: Date, last: Option<Date>) -> Touch {
    let at = at.to_owned();
    if range {
        Touch::Range {
            at,
            first: first.to_string(),
            last: last.map(|day| day.to_string()),
        }
    } else {
        Touch::Fill {
            at,
            value: first.to_string(),
        }
    }
}

/// Whether a calendar takes two days.
pub(crate) fn is_range(component: &flow_sim::Component) -> bool {
    component.property("mode").and_then(Value::as_str) == Some("range")
}

/// The days that the value of an input holds.
pub(crate) fn days(value: Option<&Value>) -> (Option<Date>, Option<Date>) {
    let day = |value: &Value| {
        let text = value.to_text();
        Date::parse(&text).or_else(|| Date::parse_milliseconds(&text))
    };
    match value {
        Some(range @ Value::Object(_)) => (
            range.get("start-date").and_then(day),
            range.get("end-date").and_then(day),
        ),
        Some(value) => (day(value), None),
        None => (None, None),
    }
}

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
