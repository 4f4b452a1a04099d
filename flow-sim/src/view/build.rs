//! Drawing: the view of a state.

use std::sync::Arc;

use super::component::{Blocker, Component, Hidden};
use super::shown::Shown;
use super::{View, checks};
use crate::choice::{Choice, chosen};
use crate::program::{self, Fault, Kind, Program, Template, Trigger};
use crate::scope::Scope;
use crate::settings::{
    Complaints, DisabledRequired, EmptyOptions, ErrorMessage, FailedExpression, Settings,
};
use crate::state::{End, State};
use crate::value::{Text, Value};

/// The view of a state.
pub(crate) fn view(program: &Program, settings: &Settings, state: &State) -> View {
    let mut view = View {
        screen: "".into(),
        title: "".into(),
        terminal: false,
        components: Vec::new(),
        waiting: !state.requests.is_empty(),
        notice: state.notice.clone(),
        end: state.end.clone(),
        can_go_back: state.stack.len() > 1,
        direction: settings.direction,
        faults: Vec::new(),
        summary: Vec::new(),
    };
    if matches!(state.end, Some(End::Completed { .. })) {
        view.summary = summary(program, settings, state);
    } else if let Some(scope) = Scope::of(program, settings, state)
        && state.end.is_none()
    {
        let screen = &program.screens[scope.screen];
        view.screen = screen.id.clone();
        view.terminal = screen.terminal;
        let mut drawing = Drawing::new(scope);
        let title = drawing.value(&screen.title, "title", &screen.place);
        view.title = title.map(|title| title.to_text()).unwrap_or_default();
        view.components = drawing.components(screen, None);
        view.faults = drawing.faults;
    }
    view
}

/// One component of the screen that is seen, as the [`view`] has it. To draw it alone is quicker.
pub(crate) fn component(
    program: &Program,
    settings: &Settings,
    state: &State,
    index: usize,
) -> Option<Component> {
    let scope = Scope::of(program, settings, state)?;
    let screen = &program.screens[scope.screen];
    if screen.components.get(index)?.kind == Kind::Footer {
        // Whether it can be tapped depends on all inputs.
        let view = view(program, settings, state);
        return view.component(index).cloned();
    }
    Drawing::new(scope).components(screen, Some(index)).pop()
}

/// The summary of a flow that was completed: the inputs of all screens that were filled.
fn summary(program: &Program, settings: &Settings, state: &State) -> Vec<(Text, Text)> {
    let mut all = Vec::new();
    for visit in &state.stack {
        let screen = &program.screens[visit.screen];
        let mut drawing = Drawing::new(Scope {
            program,
            settings,
            state,
            screen: visit.screen,
            memory: &visit.memory,
        });
        let components = drawing.components(screen, None);
        let lines = components.iter().filter_map(|component| {
            let name = component.name.as_ref()?;
            let sensitive = screen.sensitive.contains(name);
            Some((component.label()?, component.summarized(sensitive)?))
        });
        all.extend(lines);
    }
    all
}

pub(super) struct Drawing<'s> {
    pub(super) scope: Scope<'s>,
    faults: Vec<Fault>,
    /// Whether each component so far is shown.
    pub(super) shown: Vec<Shown>,
}

impl<'s> Drawing<'s> {
    fn new(scope: Scope<'s>) -> Self {
        Self {
            scope,
            faults: Vec::new(),
            shown: Vec::new(),
        }
    }

    /// The value of a property, or `None` and a fault.
    fn value(
        &mut self,
        template: &Template,
        property: &str,
        place: &crate::place::Place,
    ) -> Option<Value> {
        match self.scope.value(template) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(
                    format!("`{property}` has no value: {}", error.0),
                    place,
                    property,
                );
                None
            }
        }
    }

    pub(super) fn fault(&mut self, message: String, place: &crate::place::Place, property: &str) {
        if self.scope.settings.failed_expression == FailedExpression::Reported {
            let place = place.member(property);
            // What is no expression at all has no value either. That it is none says more.
            let mut written = self.scope.program.faults.iter();
            let written = written.find(|fault| fault.place.pointer == place.pointer);
            let message = match written {
                Some(fault) => format!("`{property}` has no value: {}", fault.message),
                None => message,
            };
            self.faults.push(Fault { message, place });
        }
    }

    /// The components of a screen: all, or `only` one that is no `Footer`.
    fn components(&mut self, screen: &program::Screen, only: Option<usize>) -> Vec<Component> {
        let mut all: Vec<Component> =
            Vec::with_capacity(only.map_or(screen.components.len(), |_| 1));
        let mut messages: Option<(usize, Option<Value>)> = None;
        // Those around it decide whether it is shown.
        let wanted: Option<Vec<usize>> = only.map(|only| {
            let parent = |index: &usize| screen.components[*index].parent;
            std::iter::successors(Some(only), parent).collect()
        });
        for (index, component) in screen.components.iter().enumerate() {
            if wanted
                .as_ref()
                .is_some_and(|wanted| !wanted.contains(&index))
            {
                self.shown.push(Shown::Yes);
                continue;
            }
            let shown = self.shown(screen, component);
            let hidden = match &shown {
                Shown::No(hidden) => Some(hidden.clone()),
                _ => None,
            };
            self.shown.push(shown);
            if component.kind.is_container() {
                continue;
            }
            let mut drawn = self.component(index, component, hidden);
            if component.input.is_some() {
                let message = match component.form {
                    Some(form) => {
                        // All inputs of a form share one object.
                        let known = messages.as_ref().filter(|(known, _)| *known == form);
                        if known.is_none() {
                            let messages_of = &screen.components[form];
                            let value = self.property(messages_of, "error-messages");
                            messages = Some((form, value));
                        }
                        let messages = messages.as_ref().and_then(|(_, value)| value.as_ref());
                        let name = component.name.as_deref().unwrap_or("");
                        messages.and_then(|messages| messages.get(name)).cloned()
                    }
                    None => drawn.property("error-message").cloned(),
                };
                self.errors(component, &mut drawn, message);
            }
            all.push(drawn);
        }
        self.footer(screen, &mut all);
        all
    }

    pub(super) fn property(&mut self, component: &program::Component, name: &str) -> Option<Value> {
        let template = component.property(name)?;
        self.value(template, name, &component.place)
    }

    fn component(
        &mut self,
        index: usize,
        component: &program::Component,
        hidden: Option<Hidden>,
    ) -> Component {
        let faults = self.faults.len();
        let mut properties = Vec::with_capacity(component.properties.len());
        for (name, template) in &component.properties {
            let value = self.value(template, name, &component.place);
            properties.extend(value.map(|value| (*name, value)));
        }
        let value = component
            .input
            .map(|input| self.scope.memory.inputs[input].value.clone());
        let mut drawn = Component {
            index,
            kind: component.kind,
            type_name: component.type_name.clone(),
            name: component.name.clone(),
            enabled: true,
            hidden,
            properties,
            value,
            choices: Vec::new(),
            problem: None,
            error: None,
            blockers: Vec::new(),
            place: Arc::clone(&component.place),
            table: component.table.shape.properties,
        };
        drawn.enabled = drawn.flag("enabled", true);
        self.choices(component, &mut drawn);
        if drawn.hidden.is_some() {
            // An empty text for a component that is hidden is harmless, and so is all else of it.
            self.faults.truncate(faults);
        }
        drawn
    }

    fn choices(&mut self, component: &program::Component, drawn: &mut Component) {
        let list = match component.kind {
            Kind::NavigationList => "list-items",
            kind if kind.chooses_one() || kind.chooses_several() => "data-source",
            _ => return,
        };
        let items = drawn.property(list).and_then(Value::as_list);
        let empty = items.is_none_or(<[Value]>::is_empty);
        let items = items.unwrap_or(&[]);
        let selected = drawn.value.as_ref().map(chosen).unwrap_or_default();
        let choices = items.iter().map(|item| {
            let mut choice = Choice::read(component.kind, item);
            choice.selected = selected.contains(&&*choice.id);
            choice
        });
        drawn.choices = choices.collect();
        if empty && self.scope.settings.empty_options == EmptyOptions::Fails {
            let message = format!("`{list}` of {} is empty", drawn.describe());
            self.fault(message, &component.place, list);
        }
    }

    /// Sets the problem of an input, and the error that shows.
    fn errors(
        &mut self,
        component: &program::Component,
        drawn: &mut Component,
        message: Option<Value>,
    ) {
        let input = &self.scope.memory.inputs[component.input.unwrap_or_default()];
        let settings = self.scope.settings;
        let dismissed = settings.error_message == ErrorMessage::UntilChange
            && input.dismissed.is_some()
            && input.dismissed == message;
        let message = message.filter(|message| !message.is_empty() && !dismissed);
        drawn.problem = checks::problem(component, drawn, &self.scope);
        let message = message.map(|message| match &message {
            // One text for each end of a range, or for each file.
            Value::Object(texts) => {
                let texts: Vec<Text> = texts.iter().map(|(_, text)| text.to_text()).collect();
                texts.join("; ").into()
            }
            text => text.to_text(),
        });
        let complaint = drawn.problem.as_ref();
        let complaint =
            complaint.filter(|_| input.changed || settings.complaints == Complaints::AtOnce);
        let complaint = complaint.map(|problem| problem.to_string().into());
        drawn.error = message.or(complaint);
    }

    /// Sets why the button at the foot cannot be tapped.
    fn footer(&self, screen: &program::Screen, all: &mut [Component]) {
        let is_footer = |one: &&mut Component| one.kind == Kind::Footer && one.hidden.is_none();
        let mut blockers = Vec::new();
        for component in all.iter().filter(|component| component.hidden.is_none()) {
            if let Some(problem) = &component.problem {
                let passes = !component.enabled
                    && self.scope.settings.disabled_required == DisabledRequired::Passes;
                if !passes {
                    let name = component.name.clone().unwrap_or_default();
                    let problem = problem.clone();
                    blockers.push(Blocker::Input { name, problem });
                }
            }
        }
        let Some(footer) = all.iter_mut().find(is_footer) else {
            return;
        };
        if !footer.enabled {
            blockers.insert(0, Blocker::Disabled);
        }
        let action = screen.components[footer.index].action(Trigger::Click);
        blockers.extend(
            action
                .into_iter()
                .flat_map(|action| self.missing_fields(action)),
        );
        footer.enabled = blockers.is_empty();
        footer.blockers = blockers;
    }

    /// The fields of the next screen that a `navigate` does not supply.
    fn missing_fields(&self, action: &Template) -> Vec<Blocker> {
        let part = |key: &str| match action {
            Template::Constant(value) => value.get(key).cloned(),
            template => self.scope.value(template.get(key)?).ok(),
        };
        if part("name").as_ref().and_then(Value::as_str) != Some("navigate") {
            return Vec::new();
        }
        let next = part("next");
        let target = next
            .as_ref()
            .and_then(|next| next.get("name"))
            .and_then(Value::as_str);
        let Some(target) = target.and_then(|target| self.scope.program.screen(target)) else {
            return Vec::new();
        };
        let target = &self.scope.program.screens[target];
        let payload = part("payload");
        let supplied = |name: &str| {
            payload
                .as_ref()
                .is_some_and(|payload| payload.get(name).is_some())
        };
        let missing = target.fields.iter().filter(|field| !supplied(&field.name));
        let missing = missing.map(|field| Blocker::MissingField {
            screen: target.id.clone(),
            field: field.name.clone(),
        });
        missing.collect()
    }
}
