//! What those outside of a flow see of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{self, Source, Type};
use crate::infer;
use crate::model::{Action, Component, Flow, Reference, Screen, Use};
use crate::scope::Scope;
use crate::tree::{Node, Value};

/// A flow, as those outside of it see it.
pub(super) struct Facts<'t> {
    scope: Scope<'t>,
    routes: BTreeMap<String, BTreeSet<String>>,
    /// The screens that a message can open.
    entries: Vec<usize>,
}

/// The values of the payloads of some actions.
#[derive(Default)]
pub(super) struct Values {
    /// How many actions there are.
    pub(super) count: usize,
    pub(super) keys: BTreeMap<String, Key>,
}

/// A value of payloads.
pub(super) struct Key {
    /// In how many payloads it is.
    pub(super) count: usize,
    /// Its types, `None` for one that is not known.
    pub(super) types: Vec<Option<Type>>,
    pub(super) choice: Choice,
}

/// What a value may be, within its type.
#[derive(PartialEq)]
pub(super) enum Choice {
    /// One of the ids of options, or several.
    Of(BTreeSet<String>),
    /// Anything.
    Any,
}

impl Choice {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Of(mut ids), Self::Of(others)) => {
                ids.extend(others);
                Self::Of(ids)
            }
            _ => Self::Any,
        }
    }
}

impl<'t> Facts<'t> {
    pub(super) fn of(node: &'t Node) -> Self {
        let flow = Flow::new(node);
        let inferred;
        let model = match flow.top("routing_model").and_then(Node::as_object) {
            Some(model) => model,
            None => {
                let screens = flow.top("screens").and_then(Node::as_array);
                inferred = infer::routing_model(screens.unwrap_or(&[]), &[]);
                &inferred
            }
        };
        let mut routes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in &model.entries {
            let targets = entry.value.as_array().unwrap_or(&[]).iter();
            let targets = targets.filter_map(Node::as_str).map(str::to_owned);
            routes
                .entry(entry.key.to_string())
                .or_default()
                .extend(targets);
        }
        let entries = flow.entries();
        Self {
            scope: Scope::of(flow),
            routes,
            entries,
        }
    }

    pub(super) fn flow(&self) -> &Flow<'t> {
        self.scope.flow()
    }

    /// Whether the flow can be opened on the screen: no way leads to it.
    pub(super) fn is_entry(&self, id: &str) -> bool {
        let index = self.flow().ids.find(id);
        index.is_some_and(|index| self.entries.contains(&index))
    }

    pub(super) fn first_entry(&self) -> Option<&'t str> {
        let mut ids = self.flow().screens.iter().filter_map(|screen| screen.id);
        ids.find(|id| self.is_entry(id))
    }

    pub(super) fn routes(&self) -> impl Iterator<Item = (&str, &str)> {
        let routes = self.routes.iter();
        routes.flat_map(|(from, all)| all.iter().map(move |to| (from.as_str(), to.as_str())))
    }

    /// Whether a phone takes an answer that leads from a screen to another. A step back is taken too.
    pub(super) fn leads(&self, from: &str, to: &str) -> bool {
        let has = |from: &str, to: &str| self.routes.get(from).is_some_and(|all| all.contains(to));
        has(from, to) || has(to, from)
    }

    /// The values of the reply, as the flow itself ends.
    pub(super) fn reply(&self) -> Values {
        let screens = self.flow().screens.iter();
        let actions = screens.flat_map(|screen| {
            let actions = screen.actions.iter();
            actions.map(move |action| (screen, action))
        });
        self.values(actions.filter(|(_, action)| action.name == "complete"))
    }

    /// The values of the requests of a screen.
    pub(super) fn request(&self, screen: &Screen<'t>) -> Values {
        let actions = screen.actions.iter().map(|action| (screen, action));
        self.values(actions.filter(|(_, action)| action.name == "data_exchange"))
    }

    fn values<'a>(
        &'a self,
        actions: impl Iterator<Item = (&'a Screen<'t>, &'a Action<'t>)>,
    ) -> Values
    where
        't: 'a,
    {
        let mut values = Values::default();
        for (screen, action) in actions {
            values.count += 1;
            let entries = action.payload().map_or(&[][..], |payload| &payload.entries);
            for entry in entries {
                let ty = self.type_of(screen, &entry.value);
                let choice = self.choice_in(screen, &entry.value);
                match values.keys.get_mut(entry.key.as_ref()) {
                    None => {
                        let key = Key {
                            count: 1,
                            types: vec![ty],
                            choice,
                        };
                        values.keys.insert(entry.key.to_string(), key);
                    }
                    Some(key) => {
                        key.count += 1;
                        if !key.types.contains(&ty) {
                            key.types.push(ty);
                        }
                        let before = std::mem::replace(&mut key.choice, Choice::Any);
                        key.choice = before.or(choice);
                    }
                }
            }
        }
        values
    }

    /// The type of a value of a payload. `None` if it is not known.
    fn type_of(&self, screen: &Screen<'t>, node: &Node) -> Option<Type> {
        if let Some(expression) = screen.expression(node) {
            let lookup = |binding: &expr::Binding| self.scope.type_of(screen.position, binding);
            let ty = expr::type_of(expression.term()?, &lookup).ok()?;
            return ty.cloned();
        }
        Some(match &node.value {
            Value::String(_) => Type::Text,
            Value::Number(_) => Type::Number,
            Value::Bool(_) => Type::Boolean,
            Value::Array(items) => {
                let mut types = items.iter().map(|item| self.type_of(screen, item));
                let first = types.next().flatten();
                let is_one = types.all(|ty| ty == first);
                Type::List(first.filter(|_| is_one).map(Box::new))
            }
            Value::Object(object) => {
                let members = object.entries.iter();
                let members = members
                    .map(|entry| (entry.key.to_string(), self.type_of(screen, &entry.value)));
                Type::Object(Some(members.collect()))
            }
            _ => return None,
        })
    }

    /// What a value of a payload may be.
    fn choice_in(&self, screen: &Screen<'t>, node: &Node) -> Choice {
        let binding = screen.expression(node).and_then(|expression| {
            let reference = expression.references().next()?;
            let is_all = matches!(expression.term()?.kind, expr::Kind::Binding(_));
            is_all.then_some(reference)
        });
        let choice = binding.and_then(|reference| {
            let (screen, name) = self.input_of(screen, &reference)?;
            self.choice_of(screen, name)
        });
        choice.unwrap_or(Choice::Any)
    }

    /// The input that a binding reads.
    fn input_of<'a>(
        &'a self,
        own: &'a Screen<'t>,
        reference: &Reference<'a, 't>,
    ) -> Option<(&'a Screen<'t>, &'a str)> {
        let binding = reference.binding;
        if binding.source != Source::Form {
            return None;
        }
        let screen = match &binding.screen {
            None => own,
            Some(id) => self.flow().screen(&id.text)?,
        };
        Some((screen, binding.path.first()?.text.as_ref()))
    }

    /// What an input of a screen may be. `None` if there is no such input.
    pub(super) fn choice_of(&self, screen: &Screen<'t>, name: &str) -> Option<Choice> {
        Some(match ids(screen.input(name)?) {
            Some(ids) => Choice::Of(ids),
            None => Choice::Any,
        })
    }

    /// The inputs of a screen that a `navigate` hands on to another.
    pub(super) fn handed_on(&self, id: &str) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for screen in &self.flow().screens {
            for reference in screen.references() {
                let site = reference.expression.site;
                let action = site.action.map(|index| &screen.actions[index]);
                let hands_on = site.usage == Use::Payload
                    && action.is_some_and(|action| action.name == "navigate");
                if !hands_on {
                    continue;
                }
                if let Some((input_of, name)) = self.input_of(screen, &reference)
                    && input_of.id == Some(id)
                {
                    names.insert(name);
                }
            }
        }
        names
    }
}

/// The ids of an input's options, if all are written in the flow.
fn ids(component: &Component<'_>) -> Option<BTreeSet<String>> {
    component.table.shape.property("data-source")?;
    let options = component.object.get("data-source")?.as_array()?;
    let id = |option: &Node| {
        let id = option.get("id")?.as_str()?;
        (!id.contains("${") && !id.starts_with('`')).then(|| id.to_owned())
    };
    options.iter().map(id).collect()
}
