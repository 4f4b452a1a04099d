//! Steps: from a state and an event to the next state and the effects on the world.

mod act;
mod answer;
mod draw;
mod enter;
mod input;

use std::sync::Arc;

pub use enter::Opening;

use crate::event::{Effect, ErrorNotice, Event, Refusal, Request, RequestAction};
use crate::program::{self, Kind, Program, Trigger};
use crate::scope::Scope;
use crate::settings::{BackFromFirst, Settings};
use crate::state::{End, Memory, Notice, State};
use crate::value::{Text, Value};
use crate::view::{Component, View, component, view};

/// A flow and the settings of the phone that it runs on. Both stay the same while states come and go.
///
/// This is the pure core: [`Phone`](crate::Phone) finds components by name and keeps the state.
///
/// ```
/// use flow_sim::{Event, Opening, Program, Settings, Simulator};
///
/// let flow = flow_json::read(r#"{"version": "7.3", "screens": [{
///     "id": "START", "title": "Start", "terminal": true,
///     "layout": {"type": "SingleColumnLayout", "children": [
///         {"type": "TextInput", "name": "pet", "label": "Your pet", "required": true},
///         {"type": "Footer", "label": "Send", "on-click-action": {
///             "name": "complete", "payload": {"pet": "${form.pet}"}
///         }}
///     ]}
/// }]}"#);
/// let program = Program::new(&flow.root.unwrap());
/// let settings = Settings::default();
/// let simulator = Simulator::new(&program, &settings);
///
/// let (state, _) = simulator.open(&Opening::default());
/// assert!(!simulator.view(&state).footer().unwrap().enabled);
///
/// let (state, _) = simulator.step(&state, &Event::Fill { component: 0, value: "cat".into() }).unwrap();
/// let (state, effects) = simulator.step(&state, &Event::Tap { component: 1 }).unwrap();
/// assert!(state.end().is_some());
/// assert_eq!(effects.len(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Simulator<'s> {
    pub(crate) program: &'s Program,
    pub(crate) settings: &'s Settings,
}

impl<'s> Simulator<'s> {
    /// A flow on a phone of those settings.
    pub fn new(program: &'s Program, settings: &'s Settings) -> Self {
        Self { program, settings }
    }

    /// Opens the flow. If that fails, the state has an [end](State::end).
    pub fn open(&self, opening: &Opening) -> (State, Vec<Effect>) {
        let mut step = Step::new(*self, State::default());
        step.open(opening);
        (step.state, step.effects)
    }

    /// Comes to a screen from the one that is seen, with data that fit.
    pub(crate) fn enter(&self, state: &State, screen: usize, data: Vec<(Text, Value)>) -> State {
        let mut step = Step::new(*self, state.clone());
        step.enter(screen, data);
        step.state
    }

    /// The screen as a person sees it.
    pub fn view(&self, state: &State) -> View {
        view(self.program, self.settings, state)
    }

    /// Takes the step of an event.
    ///
    /// # Errors
    ///
    /// The phone does not let a person do that.
    pub fn step(&self, state: &State, event: &Event) -> Result<(State, Vec<Effect>), Refusal> {
        let drawn = event
            .component()
            .and_then(|index| component(self.program, self.settings, state, index));
        self.step_drawn(state, drawn.as_ref(), event)
    }

    /// Does the same in a state of which the view is known.
    pub(crate) fn step_seen(
        &self,
        state: &State,
        view: &View,
        event: &Event,
    ) -> Result<(State, Vec<Effect>), Refusal> {
        let drawn = event.component().and_then(|index| view.component(index));
        self.step_drawn(state, drawn, event)
    }

    /// Does the same with the component that the event happens to.
    fn step_drawn(
        &self,
        state: &State,
        drawn: Option<&Component>,
        event: &Event,
    ) -> Result<(State, Vec<Effect>), Refusal> {
        let mut step = Step::new(*self, state.clone());
        step.event(drawn, event)?;
        Ok((step.state, step.effects))
    }
}

/// A step that is being taken.
struct Step<'s> {
    program: &'s Program,
    settings: &'s Settings,
    state: State,
    effects: Vec<Effect>,
}

impl<'s> Step<'s> {
    fn new(simulator: Simulator<'s>, state: State) -> Self {
        Self {
            program: simulator.program,
            settings: simulator.settings,
            state,
            effects: Vec::new(),
        }
    }

    fn event(&mut self, drawn: Option<&Component>, event: &Event) -> Result<(), Refusal> {
        match (&self.state.end, self.state.requests.is_empty(), event) {
            (Some(_), _, _) => return Err(Refusal::Ended),
            (None, true, Event::Answer(_)) => return Err(Refusal::NotWaiting),
            (None, true, _) | (None, false, Event::Answer(_) | Event::Close) => {}
            (None, false, _) => return Err(Refusal::Waiting),
        }
        let screen = self.screen().map_or("", |screen| &screen.id);
        let usable = |component: &usize| usable(drawn, screen, *component);
        // Any touch makes it go away.
        self.state.notice = None;
        match event {
            Event::Fill { component, value } => self.fill(usable(component)?, value),
            Event::Attach { component, files } => self.attach(usable(component)?, files),
            Event::Choose { component, option } => self.choose(usable(component)?, option),
            Event::Tick { component } => self.tick(usable(component)?),
            Event::Tap { component } => self.tap(usable(component)?),
            Event::TapItem { component, item } => self.tap_item(usable(component)?, item),
            Event::Back => {
                self.back();
                Ok(())
            }
            Event::Close => {
                self.close();
                Ok(())
            }
            Event::Answer(answer) => {
                self.answer(answer);
                Ok(())
            }
        }
    }

    /// The scope of the screen that is seen.
    fn scope(&self) -> Option<Scope<'_>> {
        Scope::of(self.program, self.settings, &self.state)
    }

    /// The screen that is seen.
    fn screen(&self) -> Option<&'s program::Screen> {
        Some(&self.program.screens[self.state.top()?.screen])
    }

    fn tap(&mut self, drawn: &Component) -> Result<(), Refusal> {
        if !drawn.enabled {
            let why = drawn.blockers.iter().map(ToString::to_string);
            return Err(Refusal::Disabled {
                what: drawn.describe(),
                why: why.collect::<Vec<_>>().join("; "),
            });
        }
        if drawn.kind == Kind::NavigationList {
            let message = format!("{} is tapped on one of its items", drawn.describe());
            return Err(Refusal::Impossible(message));
        }
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        let action = component.action(Trigger::Click).ok_or_else(|| {
            Refusal::Impossible(format!("a tap on {} does nothing", drawn.describe()))
        })?;
        self.act(action, drawn);
        Ok(())
    }

    fn tap_item(&mut self, drawn: &Component, item: &str) -> Result<(), Refusal> {
        let nothing = |what: &str| Refusal::Impossible(format!("{} {what}", drawn.describe()));
        if drawn.kind != Kind::NavigationList {
            return Err(nothing("has no items to tap"));
        }
        let choice = drawn.choices.iter().find(|choice| *choice.id == *item);
        let choice = choice.ok_or_else(|| nothing(&format!("has no item `{item}`")))?;
        if !choice.enabled {
            return Err(Refusal::Disabled {
                what: format!("the item `{item}` of {}", drawn.describe()),
                why: "its `enabled` is false".to_owned(),
            });
        }
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        // The payload may hold the item that was tapped.
        self.set_value(component, Value::Text(choice.id.clone()));
        match (
            choice.action(Trigger::Click),
            component.action(Trigger::Click),
        ) {
            (Some(action), _) => self.perform(action.clone(), drawn),
            (None, Some(action)) => self.act(action, drawn),
            (None, None) => return Err(nothing(&format!("does nothing on a tap on `{item}`"))),
        }
        Ok(())
    }

    fn back(&mut self) {
        let Some(screen) = self.screen() else {
            return;
        };
        let first = self.state.stack.len() == 1;
        let asks = !first || self.settings.back_from_first == BackFromFirst::Asks;
        if screen.refresh_on_back && asks && self.program.has_endpoint {
            self.request(RequestAction::Back, Value::object::<crate::value::Text>([]));
        } else if first {
            self.close();
        } else {
            self.pop();
        }
    }

    /// Leaves the screen for the one below.
    fn pop(&mut self) {
        if let Some(visit) = self.state.stack.pop() {
            // Its inputs can still be referred to.
            self.state.left.insert(visit.screen, visit.memory);
        }
    }

    fn close(&mut self) {
        self.state.requests.clear();
        self.state.end = Some(End::Closed);
    }

    fn request(&mut self, action: RequestAction, data: Value) {
        let request = Request {
            action,
            screen: self.screen().map(|screen| screen.id.clone()),
            data,
            flow_token: self.settings.flow_token.as_str().into(),
            repeated: false,
        };
        if !self.settings.online {
            return self.fail("the phone has no network".to_owned());
        }
        self.state.requests.push(request.clone());
        self.effects.push(Effect::Exchange(request));
    }

    /// Shows that something went wrong. A flow that shows no screen yet has failed to open.
    fn fail(&mut self, reason: String) {
        if self.state.stack.is_empty() {
            self.state.requests.clear();
            self.state.end = Some(End::Failed(reason.into()));
        } else {
            self.state.notice = Some(Notice::Failure(reason.into()));
        }
    }

    /// Shows that something went wrong with an answer, and tells the endpoint.
    fn reject(&mut self, action: RequestAction, error: &'static str, message: String) {
        self.effects.push(Effect::ErrorNotice(ErrorNotice {
            action,
            error,
            message: message.as_str().into(),
        }));
        self.fail(format!("{error}: {message}"));
    }

    /// Sets the value of an input, as the person's doing.
    fn set_value(&mut self, component: &program::Component, value: Value) {
        let message = self
            .scope()
            .and_then(|scope| error_message(component, &scope));
        let Some((input, memory)) = component.input.zip(self.state.memory_mut()) else {
            return;
        };
        let input = &mut memory.inputs[input];
        input.value = value;
        input.changed = true;
        input.dismissed = message;
    }

    /// Replaces the memory of the screen that is seen.
    fn set_memory(&mut self, memory: Memory) {
        if let Some(visit) = self.state.stack.last_mut() {
            visit.memory = Arc::new(memory);
        }
    }
}

/// The component that is touched, if a person can use it.
fn usable<'d>(
    drawn: Option<&'d Component>,
    screen: &str,
    component: usize,
) -> Result<&'d Component, Refusal> {
    let drawn = drawn.ok_or_else(|| {
        Refusal::Impossible(format!(
            "the screen `{screen}` has no component {component}"
        ))
    })?;
    if let Some(hidden) = &drawn.hidden {
        return Err(Refusal::Hidden {
            what: drawn.describe(),
            by: hidden.condition.to_string(),
            place: hidden.place.as_ref().clone(),
        });
    }
    if !drawn.enabled && drawn.kind != Kind::Footer {
        return Err(Refusal::Disabled {
            what: drawn.describe(),
            why: "its `enabled` is false".to_owned(),
        });
    }
    Ok(drawn)
}

/// The author's error message at an input.
fn error_message(component: &program::Component, scope: &Scope<'_>) -> Option<Value> {
    let screen = &scope.program.screens[scope.screen];
    let value = match component.form {
        Some(form) => {
            let messages = scope
                .value(screen.components[form].property("error-messages")?)
                .ok()?;
            messages.get(component.name.as_deref()?)?.clone()
        }
        None => scope.value(component.property("error-message")?).ok()?,
    };
    Some(value).filter(|value| !value.is_empty())
}
