//! The inputs and fields that decide where a flow leads, and the constants that they are compared with.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use super::fingerprint::{Fingerprint, Lists};
use super::moves::Filling;
use crate::program::{Component, Path, Program, Reference, Template, Term, Trigger};
use crate::state::{Memory, Notice, State};
use crate::value::{Text, Value};

/// An input or a field of a screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Input(usize, usize),
    Field(usize, Text),
}

/// The inputs and fields that decide where a flow leads.
pub(super) struct Influence {
    screens: Vec<Deciding>,
    /// The constants that each is compared with.
    constants: BTreeMap<Source, BTreeSet<Constant>>,
}

/// The inputs and fields of one screen that decide.
#[derive(Default)]
struct Deciding {
    inputs: Vec<Reach>,
    fields: BTreeMap<Text, Reach>,
}

/// Where an input or a field decides something.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    #[default]
    Nowhere,
    Here,
    Everywhere,
}

/// A value that something is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Constant {
    text: Text,
    number: bool,
}

impl Constant {
    /// Values around it: the text itself, or the number and its neighbours.
    pub(super) fn samples(&self) -> Vec<Value> {
        let value = Value::Text(self.text.clone());
        match value.as_number().filter(|_| self.number) {
            Some(number) => vec![number.into(), (number - 1.0).into(), (number + 1.0).into()],
            None => vec![value],
        }
    }
}

/// Properties of the looks of a component, and of no more.
const LOOKS: [&str; 22] = [
    "label",
    "text",
    "title",
    "description",
    "helper-text",
    "error-message",
    "error-messages",
    "left-caption",
    "center-caption",
    "right-caption",
    "src",
    "images",
    "alt-text",
    "width",
    "height",
    "scale-type",
    "aspect-ratio",
    "font-weight",
    "strikethrough",
    "markdown",
    "media-size",
    "label-variant",
];

impl Influence {
    pub(super) fn of(program: &Program) -> Self {
        let screens = program.screens.iter().map(|screen| Deciding {
            inputs: vec![Reach::Nowhere; screen.inputs.len()],
            fields: BTreeMap::new(),
        });
        let mut influence = Self {
            screens: screens.collect(),
            constants: BTreeMap::new(),
        };
        for (index, screen) in program.screens.iter().enumerate() {
            for component in &screen.components {
                for (name, template) in &component.properties {
                    influence.compared(index, template);
                    if !LOOKS.contains(name) {
                        each_reference(template, &mut |reference| {
                            influence.add(index, reference);
                        });
                    }
                }
                let acts = [Trigger::Select, Trigger::Unselect];
                let acts = acts
                    .iter()
                    .any(|trigger| component.action(*trigger).is_some());
                if let Some(input) = component
                    .input
                    .filter(|_| acts || has_item_actions(component))
                {
                    influence.raise(&Source::Input(index, input), Reach::Here);
                }
                if let Some(Template::Term(Term::Reference(value))) = component.property("value") {
                    let cases = screen
                        .components
                        .iter()
                        .filter_map(|one| match &one.branch {
                            crate::program::Branch::Case(case) => Some(case.clone()),
                            _ => None,
                        });
                    let source = source(index, value);
                    let known = source.map(|source| influence.constants.entry(source).or_default());
                    if let Some(known) = known {
                        known.extend(cases.map(|text| Constant {
                            text,
                            number: false,
                        }));
                    }
                }
            }
        }
        influence.spread(program);
        influence
    }

    /// A payload carries influence from its target back to its sources.
    fn spread(&mut self, program: &Program) {
        let mut news = true;
        while news {
            news = false;
            for (index, screen) in program.screens.iter().enumerate() {
                for component in &screen.components {
                    let triggers = [Trigger::Click, Trigger::Select, Trigger::Unselect];
                    for action in triggers
                        .iter()
                        .filter_map(|trigger| component.action(*trigger))
                    {
                        news |= self.carry(program, index, action);
                    }
                }
            }
        }
    }

    /// Carries the influence of one payload. Says whether a source is new.
    fn carry(&mut self, program: &Program, screen: usize, action: &Template) -> bool {
        let text = |template: Option<&Template>| {
            let value = template?.constant()?;
            value.as_str().map(str::to_owned)
        };
        let target = match text(action.get("name")).as_deref() {
            Some("navigate") => {
                let name = match action.get("next") {
                    Some(Template::Constant(next)) => {
                        next.get("name").and_then(Value::as_str).map(str::to_owned)
                    }
                    next => text(next.and_then(|next| next.get("name"))),
                };
                name.and_then(|name| program.screen(&name))
            }
            Some("update_data") => Some(screen),
            _ => None,
        };
        let (Some(target), Some(Template::Object(payload))) = (target, action.get("payload"))
        else {
            return false;
        };
        let mut news = false;
        for (key, template) in payload {
            let field = Source::Field(target, key.clone());
            if self.reach(&field) == Reach::Nowhere {
                continue;
            }
            let constants = self.constants.get(&field).cloned().unwrap_or_default();
            each_reference(template, &mut |reference| {
                news |= self.add(screen, reference);
                if let Some(source) = source(screen, reference) {
                    self.constants
                        .entry(source)
                        .or_default()
                        .extend(constants.iter().cloned());
                }
            });
        }
        news
    }

    /// Adds what a reference reads. Says whether it is new.
    fn add(&mut self, screen: usize, reference: &Reference) -> bool {
        let reach = match reference.screen {
            Some(_) => Reach::Everywhere,
            None => Reach::Here,
        };
        source(screen, reference).is_some_and(|source| self.raise(&source, reach))
    }

    /// Notes that a source decides at least that far. Says whether it decided less before.
    fn raise(&mut self, source: &Source, reach: Reach) -> bool {
        let known = match source {
            Source::Input(screen, input) => &mut self.screens[*screen].inputs[*input],
            Source::Field(screen, name) => {
                let fields = &mut self.screens[*screen].fields;
                fields.entry(name.clone()).or_default()
            }
        };
        let news = *known < reach;
        *known = reach.max(*known);
        news
    }

    fn reach(&self, source: &Source) -> Reach {
        match source {
            Source::Input(screen, input) => self.screens[*screen].inputs[*input],
            Source::Field(screen, name) => {
                let known = self.screens[*screen].fields.get(name);
                known.copied().unwrap_or_default()
            }
        }
    }

    /// Notes the constants that references are compared with.
    fn compared(&mut self, screen: usize, template: &Template) {
        match template {
            Template::Constant(_) => {}
            Template::Term(term) => self.compared_in(screen, term),
            Template::List(items) => items.iter().for_each(|item| self.compared(screen, item)),
            Template::Object(members) => {
                members
                    .iter()
                    .for_each(|(_, member)| self.compared(screen, member));
            }
        }
    }

    fn compared_in(&mut self, screen: usize, term: &Term) {
        match term {
            Term::Binary(_, left, right) => {
                match (&**left, &**right) {
                    (Term::Reference(reference), Term::Constant(value))
                    | (Term::Constant(value), Term::Reference(reference)) => {
                        let constant = Constant {
                            text: value.to_text(),
                            number: matches!(value, Value::Number(_)),
                        };
                        if let Some(source) = source(screen, reference)
                            && !value.is_empty()
                            && value.as_bool().is_none()
                        {
                            self.constants.entry(source).or_default().insert(constant);
                        }
                    }
                    _ => {}
                }
                self.compared_in(screen, left);
                self.compared_in(screen, right);
            }
            Term::Not(inner) | Term::Negate(inner) => self.compared_in(screen, inner),
            Term::Join(parts) => parts.iter().for_each(|part| self.compared_in(screen, part)),
            Term::Constant(_) | Term::Reference(_) => {}
        }
    }

    /// Whether an input decides where the flow leads.
    pub(super) fn has_input(&self, screen: usize, input: usize) -> bool {
        self.screens[screen].inputs[input] > Reach::Nowhere
    }

    /// Whether a field does.
    pub(super) fn has_field(&self, screen: usize, field: &Text) -> bool {
        self.screens[screen].fields.contains_key(field)
    }

    /// The constants that an input or a field is compared with.
    pub(super) fn constants(&self, source: &Source) -> impl Iterator<Item = &Constant> {
        self.constants.get(source).into_iter().flatten()
    }

    /// The key of a state. Two states of one key lead to the same places.
    pub(super) fn key(&self, state: &State, filling: Filling, lists: &mut Lists) -> u128 {
        let top = state.top().map(|visit| visit.screen);
        let left = state.left.iter();
        let mut latest: BTreeMap<usize, &Memory> =
            left.map(|(screen, memory)| (*screen, &**memory)).collect();
        let seen = state.stack.iter();
        latest.extend(seen.map(|visit| (visit.screen, &*visit.memory)));
        let mut hasher = Fingerprint::new();
        filling.hash(&mut hasher);
        // The screen that is seen, the one below it, and the inputs of others that it refers to. All
        // else of a screen below has been walked there.
        let seen = state.stack.iter().rev().take(2).map(|visit| visit.screen);
        seen.for_each(|screen| screen.hash(&mut hasher));
        (state.stack.len() == 1).hash(&mut hasher);
        for (screen, memory) in &latest {
            screen.hash(&mut hasher);
            let reach = if top == Some(*screen) {
                Reach::Here
            } else {
                Reach::Everywhere
            };
            self.screens[*screen].hash(reach, memory, lists, &mut hasher);
        }
        for request in &state.requests {
            request.action.hash(&mut hasher);
            request.screen.hash(&mut hasher);
        }
        state
            .end
            .as_ref()
            .map(std::mem::discriminant)
            .hash(&mut hasher);
        matches!(state.notice, Some(Notice::Failure(_))).hash(&mut hasher);
        hasher.value()
    }
}

impl Deciding {
    /// Hashes what decides at least that far.
    fn hash(&self, reach: Reach, memory: &Memory, lists: &mut Lists, hasher: &mut Fingerprint) {
        for (input, known) in memory.inputs.iter().zip(&self.inputs) {
            if *known >= reach {
                input.value.hash(hasher);
            }
        }
        for (name, value) in &memory.data {
            if self.fields.get(name).is_some_and(|known| *known >= reach) {
                lists.hash(value, hasher);
            }
        }
    }
}

fn source(screen: usize, reference: &Reference) -> Option<Source> {
    let screen = reference.screen.unwrap_or(screen);
    match &reference.path {
        Path::Input(input, _) => Some(Source::Input(screen, *input)),
        Path::Field(name, _) => Some(Source::Field(screen, name.clone())),
        Path::Nothing => None,
    }
}

/// Whether an option may have an action of its own. Options in data may.
fn has_item_actions(component: &Component) -> bool {
    let Some(template) = component.property("data-source") else {
        return false;
    };
    let is_action = |key: &str| key == "on-select-action" || key == "on-unselect-action";
    match template {
        Template::Constant(list) => {
            let items = list.as_list().unwrap_or(&[]).iter();
            let mut keys = items.flat_map(|item| item.as_object().unwrap_or(&[]));
            keys.any(|(key, _)| is_action(key))
        }
        Template::List(items) => items.iter().any(|item| {
            matches!(item, Template::Object(members) if members.iter().any(|(key, _)| is_action(key)))
        }),
        _ => true,
    }
}

/// Calls a function with each reference in a template.
pub(super) fn each_reference<'t>(template: &'t Template, visit: &mut dyn FnMut(&'t Reference)) {
    match template {
        Template::Constant(_) => {}
        Template::Term(term) => each_in(term, visit),
        Template::List(items) => items.iter().for_each(|item| each_reference(item, visit)),
        Template::Object(members) => {
            members
                .iter()
                .for_each(|(_, member)| each_reference(member, visit));
        }
    }
}

fn each_in<'t>(term: &'t Term, visit: &mut dyn FnMut(&'t Reference)) {
    match term {
        Term::Constant(_) => {}
        Term::Reference(reference) => visit(reference),
        Term::Not(inner) | Term::Negate(inner) => each_in(inner, visit),
        Term::Binary(_, left, right) => {
            each_in(left, visit);
            each_in(right, visit);
        }
        Term::Join(parts) => parts.iter().for_each(|part| each_in(part, visit)),
    }
}
