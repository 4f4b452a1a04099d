//! Everything that a person can see of a phone.

mod build;
mod checks;
mod component;
mod print;
mod shown;

pub use component::{Blocker, Component, Hidden};

use crate::problem::Problem;
use crate::program::{Fault, Kind};
use crate::settings::Direction;
use crate::state::{End, Notice};
use crate::value::{Text, Value};

pub(crate) use build::{component, view};
pub(crate) use checks::check_date;

/// A screen as it is seen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct View {
    /// The id of the screen. Empty where nothing is drawn: see [`waiting`](Self::waiting) and
    /// [`end`](Self::end).
    pub screen: Text,
    /// The text in the top bar.
    pub title: Text,
    /// Whether the flow can end here.
    pub terminal: bool,
    /// All components but the containers, in the order of the document, the hidden ones too.
    pub components: Vec<Component>,
    /// Whether the phone waits for the endpoint. The screen is blocked meanwhile.
    pub waiting: bool,
    /// A text over the screen.
    pub notice: Option<Notice>,
    /// How the flow has ended, if it has.
    pub end: Option<End>,
    /// Whether an arrow leads back to an earlier screen.
    pub can_go_back: bool,
    /// The direction of bars and rows.
    pub direction: Direction,
    /// The parts of the screen that do not work as they are written.
    pub faults: Vec<Fault>,
    /// After the end: the lines of the message in the chat, as labels and texts.
    pub summary: Vec<(Text, Text)>,
}

impl View {
    /// The id of the screen.
    pub fn id(&self) -> &str {
        &self.screen
    }

    /// The components that are shown.
    pub fn shown(&self) -> impl Iterator<Item = &Component> {
        self.components
            .iter()
            .filter(|component| component.hidden.is_none())
    }

    /// The button at the foot, if one is shown.
    pub fn footer(&self) -> Option<&Component> {
        self.shown()
            .find(|component| component.kind == Kind::Footer)
    }

    /// The input of that name.
    pub fn input(&self, name: &str) -> Option<&Component> {
        self.components
            .iter()
            .find(|component| component.name.as_deref() == Some(name))
    }

    /// The value of the input of that name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.input(name)?.value.as_ref()
    }

    /// The component of that index among all of the screen, containers included.
    pub(crate) fn component(&self, index: usize) -> Option<&Component> {
        let at = self
            .components
            .binary_search_by_key(&index, |component| component.index);
        Some(&self.components[at.ok()?])
    }

    /// Whether the button at the foot waits for a text that is not easy to think of.
    pub(crate) fn waits_for_text(&self) -> bool {
        let blockers = self.footer().map_or(&[][..], |footer| &footer.blockers);
        blockers.iter().any(|blocker| {
            let problem = match blocker {
                Blocker::Input { problem, .. } => problem,
                Blocker::Disabled | Blocker::MissingField { .. } => return false,
            };
            // Options that are not there will not come.
            !matches!(problem, Problem::Missing | Problem::TooFew { .. })
        })
    }

    /// Whether a text can be read anywhere on the screen, all of it or a part.
    pub fn shows(&self, text: &str) -> bool {
        self.texts().any(|shown| shown.contains(text))
    }

    /// All texts that can be read on the screen, from top to bottom.
    pub fn texts(&self) -> impl Iterator<Item = Text> {
        let notice = self.notice.as_ref().map(Notice::text);
        let components = self.shown().flat_map(Component::texts);
        std::iter::once(self.title.clone())
            .chain(components)
            .chain(notice)
    }
}
