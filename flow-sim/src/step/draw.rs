//! Initial values, and choices when their lists change.

use super::Step;
use crate::choice::chosen;
use crate::program::{Component, Kind, Screen, Template};
use crate::scope::{Scope, empty_value, is_for_numbers};
use crate::settings::{HiddenBranch, VanishedChoice};
use crate::state::{Input, Memory};
use crate::value::{Text, Value};

/// The inputs of a screen that is drawn for the first time, all empty.
pub(super) fn empty_inputs(screen: &Screen) -> Vec<Input> {
    let inputs = screen.inputs.iter();
    inputs
        .map(|index| Input {
            value: empty_value(&screen.components[*index]),
            changed: false,
            dismissed: None,
        })
        .collect()
}

/// The initial values of the inputs, by input. `None` where the author gives none.
pub(super) fn initial_values(screen: &Screen, scope: &Scope<'_>) -> Vec<Option<Value>> {
    let mut form_values: Option<(usize, Option<Value>)> = None;
    let mut all = Vec::with_capacity(screen.inputs.len());
    for index in &screen.inputs {
        let component = &screen.components[*index];
        let value = match component.form {
            Some(form) => {
                if form_values.as_ref().is_none_or(|(known, _)| *known != form) {
                    let template = screen.components[form].property("init-values");
                    let values = template.and_then(|template| scope.value(template).ok());
                    form_values = Some((form, values));
                }
                let values = form_values.as_ref().and_then(|(_, values)| values.as_ref());
                let name = component.name.as_deref().unwrap_or("");
                values.and_then(|values| values.get(name)).cloned()
            }
            None => {
                let template = component.property("init-value");
                template.and_then(|template| scope.value(template).ok())
            }
        };
        all.push(value.map(|value| fitting(component, value, scope)));
    }
    all
}

/// An initial value as the input takes it. An option that is not in the list selects nothing.
fn fitting(component: &Component, value: Value, scope: &Scope<'_>) -> Value {
    match component.kind {
        kind if kind.chooses_one() => {
            let list = options(component, scope);
            let known = |id: &str| list.as_ref().is_none_or(|list| has(list, id));
            match value.as_str().filter(|id| known(id)) {
                Some(id) => Value::from(id),
                None => Value::empty_text(),
            }
        }
        kind if kind.chooses_several() => {
            let list = options(component, scope);
            let known = |id: &&str| list.as_ref().is_none_or(|list| has(list, id));
            Value::list(chosen(&value).into_iter().filter(known).map(Value::from))
        }
        Kind::OptIn => Value::Bool(value == Value::Bool(true)),
        Kind::PhotoPicker | Kind::DocumentPicker => empty_value(component),
        Kind::TextInput if is_for_numbers(component) => Value::NumberText(value.to_text()),
        Kind::CalendarPicker if component.is("mode", "range") => match value {
            Value::Object(_) => value,
            _ => empty_value(component),
        },
        _ => Value::Text(value.to_text()),
    }
}

/// The options of an input, evaluated.
fn options(component: &Component, scope: &Scope<'_>) -> Option<Value> {
    let value = scope.value(component.property("data-source")?).ok()?;
    value.as_list().is_some().then_some(value)
}

fn has(options: &Value, id: &str) -> bool {
    let options = options.as_list().unwrap_or(&[]);
    options.iter().any(|option| {
        option
            .get("id")
            .is_some_and(|known| *known.to_text() == *id)
    })
}

impl Step<'_> {
    /// Brings the inputs in order after a change of data or of values.
    pub(super) fn settle(&mut self) {
        if self.settings.vanished_choice == VanishedChoice::Dropped {
            self.drop_vanished();
        }
        if self.settings.hidden_branch == HiddenBranch::Cleared {
            self.clear_hidden();
        }
    }

    fn drop_vanished(&mut self) {
        let Some((screen, scope)) = self.screen().zip(self.scope()) else {
            return;
        };
        let mut dropped: Vec<(usize, Value)> = Vec::new();
        for (input, index) in screen.inputs.iter().enumerate() {
            let component = &screen.components[*index];
            // A list that never changes loses nothing.
            let changes = component
                .property("data-source")
                .is_some_and(|list| list.constant().is_none());
            let value = &scope.memory.inputs[input].value;
            if !changes || value.is_empty() {
                continue;
            }
            let Some(list) = options(component, &scope) else {
                continue;
            };
            let ids = chosen(value);
            let kept: Vec<&str> = ids.iter().copied().filter(|id| has(&list, id)).collect();
            if kept.len() < ids.len() {
                dropped.push((
                    input,
                    match component.kind {
                        kind if kind.chooses_several() => {
                            Value::list(kept.into_iter().map(Value::from))
                        }
                        _ => Value::empty_text(),
                    },
                ));
            }
        }
        self.put(dropped);
    }

    fn clear_hidden(&mut self) {
        let Some(screen) = self.screen() else {
            return;
        };
        let view = crate::view::view(self.program, self.settings, &self.state);
        let hidden = view.components.iter().filter_map(|drawn| {
            let component = &screen.components[drawn.index];
            let own = component.property("visible").is_some();
            let input = component.input.filter(|_| drawn.hidden.is_some() && !own)?;
            Some((input, empty_value(component)))
        });
        let hidden: Vec<_> = hidden.collect();
        self.put(hidden);
    }

    /// Sets the values of inputs, not as the person's doing.
    fn put(&mut self, values: Vec<(usize, Value)>) {
        if values.is_empty() {
            return;
        }
        if let Some(memory) = self.state.memory_mut() {
            for (input, value) in values {
                memory.inputs[input].value = value;
            }
        }
    }

    /// The data and inputs of a screen that is drawn for the first time.
    pub(super) fn new_memory(&self, index: usize, data: Vec<(Text, Value)>) -> Memory {
        let screen = &self.program.screens[index];
        let mut memory = Memory {
            data,
            inputs: empty_inputs(screen),
        };
        let initial = initial_values(screen, &self.scope_of(index, &memory));
        for (input, value) in memory.inputs.iter_mut().zip(initial) {
            if let Some(value) = value {
                input.value = value;
            }
        }
        memory
    }

    /// The scope of a screen with a memory that is not in the state yet.
    pub(super) fn scope_of<'m>(&'m self, screen: usize, memory: &'m Memory) -> Scope<'m> {
        Scope {
            program: self.program,
            settings: self.settings,
            state: &self.state,
            screen,
            memory,
        }
    }

    /// The value of a template on the screen that is seen.
    pub(super) fn value(&self, template: &Template) -> Result<Value, String> {
        let scope = self.scope().ok_or("no screen is shown")?;
        scope.value(template).map_err(|error| error.0)
    }
}
