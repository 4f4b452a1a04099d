//! Actions.

use super::Step;
use super::enter::fields;
use crate::event::{Effect, RequestAction};
use crate::file;
use crate::program::{Kind, Path, Template, Term};
use crate::settings::{BranchNavigation, EmptyInput, NumberInPayload, UndeclaredField};
use crate::state::End;
use crate::value::{Text, Value};
use crate::view::Component;

impl Step<'_> {
    /// Runs an action of a component.
    pub(super) fn act(&mut self, action: &Template, by: &Component) {
        match self.action_value(action) {
            Ok(action) => self.perform(action, by),
            Err(error) => self.fail(format!(
                "the action of {} has no value: {error}",
                by.describe()
            )),
        }
    }

    /// The value of an action. Inputs that are empty are in the payload as the settings say.
    fn action_value(&self, action: &Template) -> Result<Value, String> {
        let Template::Object(members) = action else {
            return self.value(action);
        };
        let mut all = Vec::with_capacity(members.len());
        for (key, member) in members {
            let value = match member {
                Template::Object(payload) if **key == *"payload" => {
                    let mut values = Vec::with_capacity(payload.len());
                    for (key, template) in payload {
                        let value = self.value(template)?;
                        if !is_input(template) || !value.is_empty() {
                            values.push((key.clone(), value));
                            continue;
                        }
                        match self.settings.empty_input {
                            EmptyInput::Empty => values.push((key.clone(), value)),
                            EmptyInput::Null => values.push((key.clone(), Value::Null)),
                            EmptyInput::Absent => {}
                        }
                    }
                    Value::Object(values.into())
                }
                member => self.value(member)?,
            };
            all.push((key.clone(), value));
        }
        Ok(Value::Object(all.into()))
    }

    /// Runs an action.
    pub(super) fn perform(&mut self, action: Value, by: &Component) {
        let text = |key: &str| action.get(key).map(Value::to_text).unwrap_or_default();
        let payload = action.get("payload").cloned();
        let payload = payload.unwrap_or_else(|| Value::object::<Text>([]));
        match &*text("name") {
            "navigate" => {
                let target = action.get("next").and_then(|next| next.get("name"));
                self.navigate(
                    &target.map(Value::to_text).unwrap_or_default(),
                    &payload,
                    by,
                );
            }
            "complete" => self.complete(&payload),
            "data_exchange" => self.exchange(&payload),
            "update_data" => self.update_data(&payload),
            "open_url" => self.effects.push(Effect::OpenUrl(text("url"))),
            name => self.fail(format!("{} has no action `{name}` to do", by.describe())),
        }
    }

    fn navigate(&mut self, target: &str, payload: &Value, by: &Component) {
        let Some(index) = self.program.screen(target) else {
            return self.fail(self.unknown_screen(target));
        };
        let Some(from) = self.state.top().map(|visit| visit.screen) else {
            return;
        };
        let own = &self.program.screens[from];
        // Lists lead anywhere.
        let free = own
            .components
            .iter()
            .any(|component| component.kind == Kind::NavigationList);
        if !free && !self.leads(from, index) && !self.leads(index, from) {
            let message = "the routing model has no route from";
            return self.fail(format!(
                "invalid-screen-transition: {message} `{}` to `{target}`",
                own.id
            ));
        }
        if self.settings.branch_navigation == BranchNavigation::Refused
            && self.program.routes(from).is_none()
            && own.is_in_branch(by.index)
        {
            let message = "a phone derives no route from inside `If` or `Switch`";
            return self.fail(format!(
                "invalid-screen-transition: {message}: write a `routing_model`"
            ));
        }
        match self.checked(index, fields(payload)) {
            Ok(data) => self.enter(index, data),
            Err(message) => self.fail(format!("payload-schema-error: {message}")),
        }
    }

    /// Whether the routing model leads from a screen to another. Without a model all do.
    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        self.program
            .routes(from)
            .is_none_or(|routes| routes.contains(&to))
    }

    pub(super) fn complete(&mut self, payload: &Value) {
        let success = self.screen().is_none_or(|screen| screen.success);
        let mut members = fields(&self.payload(payload));
        let has_token = members.iter().any(|(key, _)| **key == *"flow_token");
        if self.settings.token_in_reply && !has_token {
            let token = Value::from(self.settings.flow_token.as_str());
            members.insert(0, ("flow_token".into(), token));
        }
        let reply = Value::Object(members.into());
        self.effects.push(Effect::Complete(reply.clone()));
        self.state.end = Some(End::Completed { reply, success });
    }

    fn exchange(&mut self, payload: &Value) {
        if !self.program.has_endpoint {
            return self.fail("the flow has no endpoint: it lacks `data_api_version`".to_owned());
        }
        let payload = self.for_endpoint(&self.payload(payload));
        self.request(RequestAction::DataExchange, payload);
    }

    /// A value as the endpoint is given it: the files in it are encrypted.
    fn for_endpoint(&self, value: &Value) -> Value {
        match value {
            Value::List(files) if self.are_files(value) => file::for_endpoint(files),
            Value::List(items) => Value::list(items.iter().map(|item| self.for_endpoint(item))),
            Value::Object(members) => {
                let members = members.iter();
                Value::object(members.map(|(key, value)| (key.clone(), self.for_endpoint(value))))
            }
            value => value.clone(),
        }
    }

    /// Whether a value is that of a picker on a screen that one has seen.
    fn are_files(&self, value: &Value) -> bool {
        let visits = self.state.stack.iter();
        let seen = visits.map(|visit| (visit.screen, &visit.memory));
        let left = self.state.left.iter();
        let mut memories = seen.chain(left.map(|(screen, memory)| (*screen, memory)));
        !value.is_empty()
            && memories.any(|(screen, memory)| {
                let screen = &self.program.screens[screen];
                let inputs = screen.inputs.iter().zip(&memory.inputs);
                inputs
                    .filter(|(index, _)| screen.components[**index].kind.takes_files())
                    .any(|(_, input)| input.value == *value)
            })
    }

    fn update_data(&mut self, payload: &Value) {
        let Some(screen) = self.screen() else {
            return;
        };
        let mut changes = Vec::new();
        for (name, value) in fields(payload) {
            let message = match screen.field(&name) {
                Some(field) => {
                    let checked = field.declaration.check_field(&name, &value);
                    checked.err().map(|misfit| misfit.to_string())
                }
                None if self.settings.undeclared_field == UndeclaredField::Fails => {
                    Some(format!("the screen does not declare `{name}`"))
                }
                None => None,
            };
            if let Some(message) = message {
                return self.fail(format!(
                    "`update_data` on the screen `{}`: {message}",
                    screen.id
                ));
            }
            changes.push((name, value));
        }
        if let Some(memory) = self.state.memory_mut() {
            for (name, value) in changes {
                memory.set_field(&name, value);
            }
        }
        self.settle();
    }

    /// A payload as it leaves the phone.
    fn payload(&self, payload: &Value) -> Value {
        match self.settings.number_in_payload {
            NumberInPayload::Text => payload.clone(),
            NumberInPayload::Number => with_numbers(payload),
        }
    }
}

/// The same with numbers for the texts of inputs for numbers.
fn with_numbers(value: &Value) -> Value {
    match value {
        Value::NumberText(text) => match crate::number::Number::parse(text) {
            Some(number) => Value::Number(number),
            None => value.clone(),
        },
        Value::List(items) => Value::list(items.iter().map(with_numbers)),
        Value::Object(members) => Value::object(
            members
                .iter()
                .map(|(key, value)| (key.clone(), with_numbers(value))),
        ),
        value => value.clone(),
    }
}

/// Whether a template is the value of an input and nothing else.
fn is_input(template: &Template) -> bool {
    match template {
        Template::Term(Term::Reference(reference)) => matches!(reference.path, Path::Input(..)),
        _ => false,
    }
}
