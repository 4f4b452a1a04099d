//! The types of the values that actions send.

use std::collections::HashSet;

use flow_json::Version;
use flow_json::expr::{self, Binding, Kind, Source, Term, Type};
use flow_json::model::{Action, Component, Flow, Screen};
use flow_json::scope::Scope;
use flow_json::tree::{Constant as Part, Node, Object, Value};

use super::data::declared;
use super::paths::Paths;
use super::relay::Missing;
use super::ty::{Field, Id, Listed, Options, Ty, one_of};
use crate::read::Constant;
use crate::texts::Use;

/// The values that the actions of a flow send.
pub(super) struct Payloads<'s, 't> {
    scope: &'s Scope<'t>,
    paths: Paths,
    /// For each screen, the inputs that its `Footer` waits for.
    required: Vec<HashSet<&'t str>>,
    missing: Missing,
    /// The texts that differ between the languages of the flow.
    texts: &'s [Use],
    /// The constants of Rust in it.
    constants: &'s [Constant],
}

/// An action with a payload, and the index of its screen.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 't> {
    pub(super) screen: usize,
    pub(super) action: &'a Action<'t>,
}

impl<'s, 't> Payloads<'s, 't> {
    pub(super) fn new(scope: &'s Scope<'t>, texts: &'s [Use], constants: &'s [Constant]) -> Self {
        let flow = scope.flow();
        let mut payloads = Self {
            required: flow.screens.iter().map(required).collect(),
            paths: Paths::new(flow),
            missing: Missing::default(),
            scope,
            texts,
            constants,
        };
        payloads.missing = Missing::new(&payloads);
        payloads
    }

    pub(super) fn flow(&self) -> &'s Flow<'t> {
        self.scope.flow()
    }

    fn screen(&self, index: usize) -> &'s Screen<'t> {
        &self.scope.flow().screens[index]
    }

    /// The fields of each payload that the actions of that name send from a screen.
    pub(super) fn of(&self, screen: usize, name: &str) -> Vec<Vec<Field>> {
        let actions = self.screen(screen).actions.iter();
        let actions = actions.filter(|action| action.name == name);
        let payloads = actions.map(|action| match action.payload() {
            Some(payload) => self.object(Place { screen, action }, payload),
            None => Vec::new(),
        });
        payloads.collect()
    }

    fn object(&self, place: Place<'_, 't>, object: &Object) -> Vec<Field> {
        let fields = object.entries.iter().map(|entry| {
            let (ty, sure, doc) = self.value(place, &entry.value);
            Field {
                key: entry.key.clone().into_owned(),
                place: entry.key_loc,
                ty,
                optional: !sure,
                doc,
            }
        });
        one_of(vec![fields.collect()])
    }

    /// The type of a value, whether every payload has it, and its documentation.
    fn value(&self, place: Place<'_, 't>, node: &Node) -> (Ty, bool, Option<String>) {
        let ty = match &node.value {
            Value::Bool(_) => Ty::Boolean,
            Value::Number(_) => Ty::Number,
            Value::String(_) if self.texts.iter().any(|text| text.has(node.loc)) => Ty::Text,
            Value::String(text) => match expr::read_value(text) {
                Ok(None) => {
                    let text = text.clone().into_owned();
                    Ty::Literals(vec![Id {
                        text,
                        title: None,
                        place: node.loc,
                    }])
                }
                Ok(Some(term)) => return self.term(place, &term),
                Err(_) => Ty::Unknown,
            },
            Value::Expression(expression) => return self.term(place, &expression.term),
            Value::Array(items) => {
                let items = items.iter().map(|item| {
                    let (ty, sure, _) = self.value(place, item);
                    let ty = ty.widened();
                    if sure { ty } else { ty.missing() }
                });
                let item = items.reduce(|a, b| a.or(b, ""));
                Ty::List(Box::new(item.unwrap_or(Ty::Unknown)))
            }
            Value::Object(object) => Ty::Object(self.object(place, object)),
            _ => Ty::Unknown,
        };
        (ty, true, None)
    }

    fn term(&self, place: Place<'_, 't>, term: &Term) -> (Ty, bool, Option<String>) {
        if let Kind::Binding(binding) = &term.kind {
            return self.binding(place, binding);
        }
        let screen = self.screen(place.screen).position;
        let ty = match expr::type_of(term, &|binding| self.scope.type_of(screen, binding)) {
            Ok(Some(Type::Text)) => Ty::Text,
            Ok(Some(Type::Number | Type::Integer)) => Ty::Number,
            Ok(Some(Type::Boolean)) => Ty::Boolean,
            _ => Ty::Unknown,
        };
        (ty, true, None)
    }

    fn binding(&self, place: Place<'_, 't>, binding: &Binding) -> (Ty, bool, Option<String>) {
        let unknown = (Ty::Unknown, false, None);
        let screen = self.screen_of(place, binding);
        let (Some(screen), Some((name, path))) = (screen, binding.path.split_first()) else {
            return unknown;
        };
        match binding.source {
            Source::Form => self
                .form_value(place, screen, &name.text)
                .unwrap_or(unknown),
            Source::Data => {
                let data = &self.screen(screen).data;
                let Some(field) = data.declaration(&name.text) else {
                    return unknown;
                };
                let mut ty = declared(field);
                let mut names = vec![name.text.to_string()];
                let mut sure = self.is_visited(screen, place) && !self.missing.has(screen, &names);
                self.missing.mark(screen, &mut names, &mut ty);
                for name in path {
                    let Ty::Object(fields) = ty else {
                        return unknown;
                    };
                    let Some(field) = fields.into_iter().find(|field| field.key == name.text)
                    else {
                        return unknown;
                    };
                    sure &= !field.optional;
                    ty = field.ty;
                }
                (ty, sure, None)
            }
        }
    }

    /// The value of an input on a screen, as an action sends it.
    fn form_value(
        &self,
        place: Place<'_, 't>,
        screen: usize,
        name: &str,
    ) -> Option<(Ty, bool, Option<String>)> {
        let input = self.screen(screen).input(name)?;
        let ty = self.input_type(screen, name, input, place.action.name == "complete");
        let label = input.object.get("label").and_then(literal);
        Some((ty, self.is_filled(place, screen, name), label))
    }

    /// The screen that a binding names, or the one that it stands on.
    pub(super) fn screen_of(&self, place: Place<'_, '_>, binding: &Binding) -> Option<usize> {
        match &binding.screen {
            Some(id) => self.flow().ids.find(&id.text),
            None => Some(place.screen),
        }
    }

    /// Whether every path to the action goes over that screen.
    pub(super) fn is_visited(&self, screen: usize, place: Place<'_, '_>) -> bool {
        self.paths.surely_visited(screen, place.screen)
    }

    /// Whether an input of a screen has a value whenever the action is done.
    pub(super) fn is_filled(&self, place: Place<'_, '_>, screen: usize, name: &str) -> bool {
        let is_here = screen == place.screen;
        let sender = &self.screen(place.screen).components[place.action.component];
        let filled = self.required[screen].contains(name)
            && if is_here {
                // The `Footer` waits until all required inputs are filled.
                sender.name() == "Footer"
            } else {
                self.paths.surely_completed(screen, place.screen)
            };
        let input = self.screen(screen).input(name);
        let is_sender = input.is_some_and(|input| std::ptr::eq(sender, input));
        filled || is_here && is_sender && self.is_sent_with_a_value(sender, place.action)
    }

    /// Whether an input has a value whenever an action of its own is done.
    fn is_sent_with_a_value(&self, input: &Component<'t>, action: &Action<'t>) -> bool {
        // In 6.x it is also done when the screen is drawn, maybe before there is a value.
        let version = self.flow().version;
        let by_hand = !(Version::V6_0..Version::V7_0).contains(&version);
        // Who taps the chosen option again may take the choice back. That is an action of its own where
        // the author wrote one.
        let get = |key| input.object.get(key);
        let stays = input.name() != "RadioButtonsGroup"
            || get("required").is_some_and(is_true)
            || get("on-unselect-action").is_some();
        let unselects = action
            .property
            .is_some_and(|property| property.name == "on-unselect-action");
        by_hand && stays && !unselects
    }

    /// Whether an input is a range of days whose end need not be chosen.
    pub(super) fn may_lack_its_end(&self, screen: usize, name: &str) -> bool {
        let position = self.screen(screen).position;
        let is_range = matches!(self.scope.input(position, name), Some(Type::Object(_)));
        let input = self.screen(screen).input(name);
        let end = input.and_then(|input| input.object.get("required")?.get("end-date"));
        is_range && !end.is_some_and(is_true)
    }

    /// The type of an input's value.
    fn input_type(&self, screen: usize, name: &str, input: &Component<'t>, in_reply: bool) -> Ty {
        let get = |key| input.object.get(key);
        let options = || {
            let list = get("data-source").or_else(|| get("list-items"))?;
            if let Value::Constant(Part::Value(index)) = list.value {
                return Listed::of(&self.constants[index].value).map(Ty::Listed);
            }
            let ids: Option<Vec<_>> = list.as_array()?.iter().map(option).collect();
            let mut ids = ids.filter(|ids| !ids.is_empty())?;
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(id.text.clone()));
            let place = get("name").unwrap_or(input.node).loc;
            Some(Ty::Options(Options {
                name: name.to_owned(),
                place,
                screen,
                ids,
            }))
        };
        let position = self.screen(screen).position;
        match (input.name(), self.scope.input(position, name)) {
            ("PhotoPicker" | "DocumentPicker", _) if in_reply => Ty::List(Box::new(Ty::Media)),
            ("PhotoPicker" | "DocumentPicker", _) => Ty::List(Box::new(Ty::EncryptedMedia)),
            // The digits of a passcode are no number: `0042` keeps its zeros.
            ("TextInput", Some(Type::Number))
                if get("input-type").and_then(Node::as_str) == Some("passcode") =>
            {
                Ty::Text
            }
            (_, Some(Type::Text)) => options().unwrap_or(Ty::Text),
            (_, Some(Type::List(_))) => Ty::List(Box::new(options().unwrap_or(Ty::Text))),
            (_, Some(Type::Number | Type::Integer)) => Ty::Number,
            (_, Some(Type::Boolean)) => Ty::Boolean,
            (_, Some(Type::Object(_))) => Ty::DateRange,
            (_, None) => Ty::Unknown,
        }
    }
}

/// The inputs of a screen that must be filled before its `Footer` can be tapped.
fn required<'t>(screen: &Screen<'t>) -> HashSet<&'t str> {
    let mut names = HashSet::new();
    // An input in a branch may never be shown.
    let mut always_shown = Vec::with_capacity(screen.components.len());
    for component in &screen.components {
        let shown = component.parent.is_none_or(|parent| {
            always_shown[parent] && screen.components[parent].name() == "Form"
        });
        always_shown.push(shown);
        let get = |key| component.object.get(key);
        // A value that an expression computes may be either.
        let is_required = get("required").is_some_and(|required| {
            // The range of a `CalendarPicker` has a flag for each end.
            is_true(required) || required.get("start-date").is_some_and(is_true)
        });
        let is_true_or_missing = |key| get(key).is_none_or(is_true);
        if shown
            && is_required
            && is_true_or_missing("visible")
            && is_true_or_missing("enabled")
            && let Some(name) = get("name").and_then(Node::as_str)
        {
            names.insert(name);
        }
    }
    names
}

fn is_true(node: &Node) -> bool {
    node.as_bool() == Some(true)
}

/// An option with a fixed id. An id from an expression is not known.
fn option(item: &Node) -> Option<Id> {
    let node = item.get("id")?;
    let Value::String(text) = &node.value else {
        return None;
    };
    if !matches!(expr::read_value(text), Ok(None)) {
        return None;
    }
    let title = item
        .get("title")
        .or_else(|| item.get("main-content")?.get("title"));
    Some(Id {
        text: text.clone().into_owned(),
        title: title.and_then(literal),
        place: node.loc,
    })
}

/// A text that is no expression.
fn literal(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) if matches!(expr::read_value(text), Ok(None)) => {
            Some(text.clone().into_owned())
        }
        _ => None,
    }
}
