//! What is done on the phone, and done again after the flow has changed.

use flow_sim::explore::Finding;
use flow_sim::{Effect, Opening, Refusal};

use super::{Line, Opened, Sent, Session, pretty};
use crate::touch::Touch;

impl Session {
    /// Opens the flow and does all that is in the journal. What cannot be done any more is left out, but if the
    /// flow could not be read as a whole: it is done again when that is mended.
    pub(super) fn replay(&mut self) {
        let misread = self.source.as_ref().is_some_and(|source| source.misread);
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
            } else if misread {
                self.journal.push(touch);
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
    pub(super) fn walk(&mut self, found: &Finding) {
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

    pub(super) fn touch(&mut self, touch: Touch) {
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
            Touch::Status { code, message } => {
                let message = message.as_deref().unwrap_or("");
                self.note(Line::Answer(
                    format!("HTTP {code} {message}").trim_end().to_owned(),
                ));
            }
            Touch::Timeout => self.note(Line::Answer("no answer".to_owned())),
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

    pub(super) fn note(&mut self, line: Line) {
        if self.log.len() == MOST_LINES {
            self.log.remove(0);
        }
        self.log.push(line);
    }
}

/// The most lines of the log.
const MOST_LINES: usize = 200;

/// The most answers of the file to one touch: an answer may make the next request.
const MOST_ANSWERS: usize = 20;
