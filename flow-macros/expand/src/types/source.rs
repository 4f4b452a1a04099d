//! The types of the values of a flow: where they come from says what they are.

use std::collections::{HashMap, HashSet};

use flow_json::expr::{self, Binding, Kind, Source, Term, Type};
use flow_json::scope::Scope;
use flow_json::tree::{Entry, Node, Object, Value};

use super::ty::{Field, Id, Options, Ty, one_of};
use super::visits::{Action, Ways, inputs, required};

/// What is known of a flow.
pub(super) struct Sources<'t> {
    /// The positions of the screens.
    ids: HashMap<&'t str, usize>,
    /// For each screen, the declarations of its data by name.
    fields: Vec<HashMap<&'t str, &'t Node>>,
    /// For each screen, its inputs by name.
    inputs: Vec<HashMap<&'t str, &'t Node>>,
    /// For each screen, the inputs that its `Footer` waits for.
    required: Vec<HashSet<&'t str>>,
    scope: Scope<'t>,
    ways: Ways,
}

/// Where a payload goes and where it comes from.
#[derive(Clone, Copy)]
struct Place<'a, 't> {
    screen: usize,
    action: &'a Action<'t>,
}

impl<'t> Sources<'t> {
    pub(super) fn new(flow: &'t Node, screens: &'t [Node], actions: &[Vec<Action<'t>>]) -> Self {
        let mut ids = HashMap::new();
        for (position, screen) in screens.iter().enumerate() {
            if let Some(id) = screen.get("id").and_then(Node::as_str) {
                ids.entry(id).or_insert(position);
            }
        }
        Self {
            fields: screens.iter().map(fields).collect(),
            inputs: screens.iter().map(inputs).collect(),
            required: screens.iter().map(required).collect(),
            scope: Scope::new(flow),
            ways: Ways::new(flow, &ids, actions),
            ids,
        }
    }

    /// The fields of the payload of an action.
    pub(super) fn payload(&self, screen: usize, action: &Action<'t>) -> Vec<Field> {
        match action.object.get("payload").and_then(Node::as_object) {
            Some(payload) => self.object(Place { screen, action }, payload),
            None => Vec::new(),
        }
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

    /// The type of a value, whether it is surely there, and what is to be said of it.
    fn value(&self, place: Place<'_, 't>, node: &Node) -> (Ty, bool, Option<String>) {
        let ty = match &node.value {
            Value::Bool(_) => Ty::Boolean,
            Value::Number(_) => Ty::Number,
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
                let items = items.iter().map(|item| self.value(place, item).0.widened());
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
        let ty = match expr::type_of(term, &|binding| self.scope.type_of(place.screen, binding)) {
            Ok(Some(Type::Text)) => Ty::Text,
            Ok(Some(Type::Number | Type::Integer)) => Ty::Number,
            Ok(Some(Type::Boolean)) => Ty::Boolean,
            _ => Ty::Unknown,
        };
        (ty, true, None)
    }

    fn binding(&self, place: Place<'_, 't>, binding: &Binding) -> (Ty, bool, Option<String>) {
        let unknown = (Ty::Unknown, false, None);
        let screen = match &binding.screen {
            Some(id) => self.ids.get(&*id.text).copied(),
            None => Some(place.screen),
        };
        let (Some(screen), Some((name, path))) = (screen, binding.path.split_first()) else {
            return unknown;
        };
        match binding.source {
            Source::Form => {
                let Some(input) = self.inputs[screen].get(&*name.text) else {
                    return unknown;
                };
                let ty =
                    self.input_type(screen, &name.text, input, place.action.name == "complete");
                let here = screen == place.screen;
                let filled = match self.required[screen].contains(&*name.text) {
                    true if here => place.action.in_footer,
                    true => self.ways.surely_completed(screen, place.screen),
                    false => false,
                };
                let touched = here && place.action.input == Some(&*name.text);
                (ty, filled || touched, label(input))
            }
            Source::Data => {
                let Some(field) = self.fields[screen].get(&*name.text) else {
                    return unknown;
                };
                let mut ty = declared(field);
                let mut sure = self.ways.surely_visited(screen, place.screen);
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

    /// What an input gives.
    fn input_type(&self, screen: usize, name: &str, node: &Node, in_reply: bool) -> Ty {
        let component = node.get("type").and_then(Node::as_str).unwrap_or_default();
        let options = || {
            let list = node.get("data-source").or_else(|| node.get("list-items"))?;
            let ids: Option<Vec<_>> = list.as_array()?.iter().map(option).collect();
            let mut ids = ids.filter(|ids| !ids.is_empty())?;
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(id.text.clone()));
            let place = node.get("name").unwrap_or(node).loc;
            Some(Ty::Options(Options {
                name: name.to_owned(),
                place,
                screen,
                ids,
            }))
        };
        match (component, self.scope.input(screen, name)) {
            ("PhotoPicker" | "DocumentPicker", _) if in_reply => Ty::List(Box::new(Ty::Media)),
            ("PhotoPicker" | "DocumentPicker", _) => Ty::List(Box::new(Ty::EncryptedMedia)),
            // Digits that mean no number: `0042` must stay what it is.
            ("TextInput", Some(Type::Number))
                if node.get("input-type").and_then(Node::as_str) == Some("passcode") =>
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

/// An option whose id is written out.
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

fn label(component: &Node) -> Option<String> {
    component.get("label").and_then(literal)
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

/// The fields of a screen's data.
pub(super) fn data(screen: &Node) -> Vec<Field> {
    let fields = declarations(screen).map(|entry| Field {
        key: entry.key.clone().into_owned(),
        place: entry.key_loc,
        ty: declared(&entry.value),
        optional: false,
        doc: None,
    });
    one_of(vec![fields.collect()])
}

/// The declarations of a screen's data, by name.
fn fields(screen: &Node) -> HashMap<&str, &Node> {
    let mut fields = HashMap::new();
    for entry in declarations(screen) {
        fields.entry(&*entry.key).or_insert(&entry.value);
    }
    fields
}

/// The members of a screen's data that declare a field.
fn declarations(screen: &Node) -> impl Iterator<Item = &Entry> {
    let data = screen.get("data").and_then(Node::as_object);
    let entries = data.into_iter().flat_map(|data| &data.entries);
    // The list of a JSON Schema is no field.
    entries.filter(|entry| entry.key != "required" || entry.value.as_array().is_none())
}

/// The type of a field with its example.
fn declared(declaration: &Node) -> Ty {
    let examples: Vec<_> = declaration.get("__example__").into_iter().collect();
    declaration_type(declaration, &examples)
}

fn declaration_type(declaration: &Node, examples: &[&Node]) -> Ty {
    match declaration.get("type").and_then(Node::as_str) {
        Some("string") => Ty::Text,
        Some("number") => Ty::Number,
        Some("integer") => Ty::Integer,
        Some("boolean") => Ty::Boolean,
        Some("array") => {
            let items = examples
                .iter()
                .filter_map(|example| example.as_array())
                .flatten();
            let items: Vec<_> = items.collect();
            let item = declaration
                .get("items")
                .map(|item| declaration_type(item, &items));
            Ty::List(Box::new(item.unwrap_or(Ty::Unknown)))
        }
        Some("object") => {
            let Some(properties) = declaration.get("properties").and_then(Node::as_object) else {
                return Ty::Unknown;
            };
            let required = declaration
                .get("required")
                .and_then(Node::as_array)
                .unwrap_or_default();
            let fields = properties.entries.iter().map(|entry| {
                let values = examples
                    .iter()
                    .filter_map(|example| example.get(&entry.key));
                let values: Vec<_> = values.collect();
                let needed = required
                    .iter()
                    .any(|name| name.as_str() == Some(&entry.key));
                Field {
                    key: entry.key.clone().into_owned(),
                    place: entry.key_loc,
                    ty: declaration_type(&entry.value, &values),
                    // An example without it shows that it can be left out.
                    optional: !needed && values.len() < examples.len(),
                    doc: None,
                }
            });
            let fields: Vec<_> = fields.collect();
            // Of properties that are written twice, one is enough.
            match fields.is_empty() {
                true => Ty::Unknown,
                false => Ty::Object(one_of(vec![fields])),
            }
        }
        _ => Ty::Unknown,
    }
}
