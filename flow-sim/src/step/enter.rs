//! Opening a flow, and coming to screens.

use std::sync::Arc;

use flow_json::Version;
use flow_json::table::nearest;

use super::Step;
use super::draw::initial_values;
use crate::event::RequestAction;
use crate::program::{Misfit, Trigger};
use crate::settings::{ChangedInitialValue, Revisited, SelectAtDrawing, UndeclaredField};
use crate::state::{Memory, Visit};
use crate::value::{Text, Value};

/// How a flow is opened, as the message says that it is sent with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opening {
    /// The screen to begin with. Without one, the first to which no other leads.
    pub screen: Option<Text>,
    /// The data of that screen, as an object. Without it, the examples of the author stand in, as in the
    /// preview of Meta's Builder; a phone never sees those.
    pub data: Option<Value>,
    /// Whether the endpoint is asked first: `flow_action` is `data_exchange`.
    pub asks_endpoint: bool,
    /// Whether the flow may begin with a screen to which others lead. A phone refuses that.
    pub anywhere: bool,
}

impl Step<'_> {
    pub(super) fn open(&mut self, opening: &Opening) {
        if self.program.screens.is_empty() {
            return self.fail("the flow has no screens".to_owned());
        }
        if let Some(data) = &opening.data
            && data.as_object().is_none()
        {
            let kind = data.kind();
            return self.fail(format!("the data is {kind}, and must be an object"));
        }
        if opening.asks_endpoint {
            if !self.program.has_endpoint {
                return self
                    .fail("the flow has no endpoint: it lacks `data_api_version`".to_owned());
            }
            let data = opening
                .data
                .clone()
                .unwrap_or_else(|| Value::object::<Text>([]));
            return self.request(RequestAction::Init, data);
        }
        let entries = self.program.entries();
        let screen = match &opening.screen {
            Some(id) => match self.program.screen(id) {
                Some(screen) => screen,
                None => return self.fail(self.unknown_screen(id)),
            },
            // A flow in which each screen has another before it is refused below.
            None => entries.first().copied().unwrap_or(0),
        };
        if !opening.anywhere && !entries.contains(&screen) {
            let id = &self.program.screens[screen].id;
            let message = format!(
                "invalid-screen-transition: others lead to the screen `{id}`, so no message can open it"
            );
            return self.fail(message);
        }
        let data = match &opening.data {
            Some(data) => fields(data),
            None => self.program.examples(screen),
        };
        match self.checked(screen, data) {
            Ok(data) => self.enter(screen, data),
            Err(message) => self.fail(format!("payload-schema-error: {message}")),
        }
    }

    pub(super) fn unknown_screen(&self, id: &str) -> String {
        let known = self.program.screen_ids();
        let hint = nearest(id, known).map(|known| format!("; did you mean `{known}`?"));
        format!("there is no screen `{id}`{}", hint.unwrap_or_default())
    }

    /// Data as a screen takes it, or why the screen does not.
    pub(super) fn checked(
        &self,
        screen: usize,
        mut data: Vec<(Text, Value)>,
    ) -> Result<Vec<(Text, Value)>, String> {
        let screen = &self.program.screens[screen];
        let say = |misfit: &Misfit| {
            format!(
                "[key=data.{}] of the screen `{}`: {misfit}",
                misfit.path(),
                screen.id
            )
        };
        for field in &screen.fields {
            let value = data.iter().find(|(name, _)| *name == field.name);
            let Some((_, value)) = value else {
                return Err(say(&Misfit::missing(&*field.name)));
            };
            let checked = field.declaration.check_field(&field.name, value);
            checked.map_err(|misfit| say(&misfit))?;
        }
        if self.settings.undeclared_field == UndeclaredField::Fails {
            let undeclared = data.iter().find(|(name, _)| screen.field(name).is_none());
            if let Some((name, _)) = undeclared {
                return Err(format!(
                    "the screen `{}` does not declare `{name}`",
                    screen.id
                ));
            }
        }
        for (_, value) in &mut data {
            // From here on it is text like any other.
            if let Value::NumberText(text) = value {
                *value = Value::Text(text.clone());
            }
        }
        Ok(data)
    }

    /// Goes to a screen with data that fits.
    pub(super) fn enter(&mut self, screen: usize, data: Vec<(Text, Value)>) {
        let mut memory = self.new_memory(screen, data);
        if self.settings.revisited == Revisited::Kept
            && let Some(before) = self.state.memory(screen)
        {
            for (input, before) in memory.inputs.iter_mut().zip(&before.inputs) {
                if before.changed {
                    *input = before.clone();
                }
            }
        }
        self.state.left.remove(&screen);
        let memory = Arc::new(memory);
        self.state.stack.push(Visit { screen, memory });
        self.settle();
        self.select_at_drawing();
    }

    /// Takes new data for the screen that is seen. The inputs keep the values that a person has entered.
    pub(super) fn refresh(&mut self, data: Vec<(Text, Value)>) {
        let Some(visit) = self.state.top() else {
            return;
        };
        let (index, before) = (visit.screen, Arc::clone(&visit.memory));
        let screen = &self.program.screens[index];
        let initial_before = initial_values(screen, &self.scope_of(index, &before));
        let mut memory = Memory {
            data,
            inputs: before.inputs.clone(),
        };
        let initial = initial_values(screen, &self.scope_of(index, &memory));
        let wins = self.settings.changed_initial_value == ChangedInitialValue::Wins;
        let values = initial_before.into_iter().zip(initial);
        for (input, (before, now)) in memory.inputs.iter_mut().zip(values) {
            // The message of a new answer shows even if it is the same as before.
            input.dismissed = None;
            let changed = now != before && (wins || !input.changed);
            if let Some(value) = now.filter(|_| changed) {
                input.value = value;
            }
        }
        self.set_memory(memory);
        self.settle();
    }

    /// In 6.x the action of a component also happens when its screen is drawn.
    fn select_at_drawing(&mut self) {
        let version = self.program.version;
        let fires = version >= Version::V6_0 && version < Version::V7_0;
        if !fires || self.settings.select_at_drawing == SelectAtDrawing::Never {
            return;
        }
        let Some(screen) = self.screen() else {
            return;
        };
        let view = crate::view::view(self.program, self.settings, &self.state);
        for drawn in view.shown() {
            let Some(action) = screen.components[drawn.index].action(Trigger::Select) else {
                continue;
            };
            let value = drawn.value.as_ref();
            let has_value =
                value.is_some_and(|value| !value.is_empty() && *value != Value::Bool(false));
            if has_value || self.settings.select_at_drawing == SelectAtDrawing::All {
                self.act(action, drawn);
            }
        }
    }
}

/// The members of an object.
pub(super) fn fields(data: &Value) -> Vec<(Text, Value)> {
    data.as_object().unwrap_or(&[]).to_vec()
}
