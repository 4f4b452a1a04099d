//! What names mean: the screens of a flow, their inputs and the fields of their data.

mod types;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{Binding, Name, Source, Type};
use crate::table;
use crate::tree::{Node, Object, Value};

pub use types::declared;
use types::input_type;

/// The names of a flow, and their types.
///
/// Built from any tree: what is malformed is left out, and where it might have been a name, the
/// names that are not found are taken for unknown, not for missing.
///
/// ```
/// use flow_json::expr::{Type, read_binding};
/// use flow_json::{read, scope::Scope};
///
/// let flow = read(r#"{"screens": [{
///     "id": "START",
///     "data": {"day": {"type": "object", "properties": {"name": {"type": "string"}}}},
///     "layout": {"children": [{"type": "TextInput", "name": "age", "input-type": "number"}]}
/// }]}"#).root.unwrap();
/// let scope = Scope::new(&flow);
/// let type_of = |text| scope.type_of(0, &read_binding(text).unwrap().unwrap());
/// assert_eq!(type_of("${form.age}"), Some(&Type::Number));
/// assert_eq!(type_of("${screen.START.data.day.name}"), Some(&Type::Text));
/// assert_eq!(type_of("${form.name}"), None);
/// ```
#[derive(Debug)]
pub struct Scope<'t, L> {
    screens: Vec<ScreenScope<'t, L>>,
    ids: BTreeMap<&'t str, usize>,
    /// Whether all screens and their ids are known.
    complete: bool,
}

/// The names of one screen.
#[derive(Debug)]
pub struct ScreenScope<'t, L> {
    /// The fields of its data, by name.
    pub fields: Names<'t, L>,
    /// Its inputs, by name; those in branches too.
    pub inputs: Names<'t, L>,
    /// The names of its forms, which have no value.
    pub forms: BTreeSet<&'t str>,
}

/// Some names and what they mean.
#[derive(Debug)]
pub struct Names<'t, L> {
    known: BTreeMap<&'t str, Meaning<'t, L>>,
    complete: bool,
}

/// What a name means.
#[derive(Debug)]
pub struct Meaning<'t, L> {
    /// Its declaration: that of a field, or the component that is the input.
    pub node: &'t Node<L>,
    /// Its type, where known.
    pub ty: Option<Type>,
}

/// A name in a binding that means nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing<'b, 's, M> {
    /// The name.
    pub name: &'b Name<M>,
    /// What there is none of.
    pub what: MissingKind,
    /// The names that there are, in the order of the alphabet.
    pub known: Vec<&'s str>,
}

/// What a name was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MissingKind {
    /// No screen has this id.
    Screen,
    /// The screen's data has no such field.
    Field,
    /// The screen has no such input.
    Input,
    /// The name is that of a `Form`, which has no value.
    Form,
    /// The object has no such property.
    Property,
    /// The name stands behind a list, into which no path leads.
    List,
    /// The name stands behind text, a number or a truth value.
    Scalar,
}

impl<'t, L> Scope<'t, L> {
    /// Collects the names of a flow. The time is linear but for the sorting of the names.
    pub fn new(flow: &'t Node<L>) -> Self {
        let screens = flow.get("screens");
        let mut scope = Self {
            screens: Vec::new(),
            ids: BTreeMap::new(),
            complete: screens.is_some_and(|screens| screens.as_array().is_some()),
        };
        for (index, screen) in screens
            .and_then(Node::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            match screen.get("id").map(|id| &id.value) {
                Some(Value::String(id)) => {
                    scope.ids.entry(id).or_insert(index);
                }
                _ => scope.complete = false,
            }
            scope.screens.push(ScreenScope::new(screen));
        }
        scope
    }

    /// The screens, in the order of the flow; malformed ones are here too, with fewer names.
    pub fn screens(&self) -> &[ScreenScope<'t, L>] {
        &self.screens
    }

    /// The position of the first screen of that id.
    pub fn screen(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The type of a binding that stands on the screen of that position.
    pub fn type_of<M>(&self, screen: usize, binding: &Binding<M>) -> Option<&Type> {
        self.resolve(screen, binding).ok().flatten()
    }

    /// What a binding that stands on the screen of that position refers to.
    ///
    /// `Ok(None)`: something of which the type is not known.
    ///
    /// # Errors
    ///
    /// The first of its names that means nothing.
    pub fn resolve<'b, M>(
        &self,
        screen: usize,
        binding: &'b Binding<M>,
    ) -> Result<Option<&Type>, Missing<'b, '_, M>> {
        let screen = match &binding.screen {
            None => self.screens.get(screen),
            Some(id) => match self.screen(&id.text) {
                Some(index) => self.screens.get(index),
                None if self.complete => {
                    return Err(Missing {
                        name: id,
                        what: MissingKind::Screen,
                        known: self.ids.keys().copied().collect(),
                    });
                }
                None => None,
            },
        };
        let (Some(screen), Some((first, rest))) = (screen, binding.path.split_first()) else {
            return Ok(None);
        };
        let (names, what) = match binding.source {
            Source::Data => (&screen.fields, MissingKind::Field),
            Source::Form if screen.forms.contains(&*first.text) => {
                (&screen.inputs, MissingKind::Form)
            }
            Source::Form => (&screen.inputs, MissingKind::Input),
        };
        let Some(meaning) = names.get(&first.text) else {
            if !names.complete && what != MissingKind::Form {
                return Ok(None);
            }
            return Err(Missing {
                name: first,
                what,
                known: names.iter().map(|(name, _)| name).collect(),
            });
        };
        step(meaning.ty.as_ref(), rest)
    }
}

/// Follows a path into a type.
fn step<'b, 's, M>(
    mut ty: Option<&'s Type>,
    path: &'b [Name<M>],
) -> Result<Option<&'s Type>, Missing<'b, 's, M>> {
    for name in path {
        let (what, known) = match ty {
            None => return Ok(None),
            Some(Type::Object(properties)) => {
                let properties = properties.as_ref();
                if let Some(property) =
                    properties.and_then(|properties| properties.get(&*name.text))
                {
                    ty = property.as_ref();
                    continue;
                }
                let known = properties
                    .into_iter()
                    .flat_map(|properties| properties.keys());
                (MissingKind::Property, known.map(|name| &**name).collect())
            }
            Some(Type::List(_)) => (MissingKind::List, Vec::new()),
            Some(_) => (MissingKind::Scalar, Vec::new()),
        };
        return Err(Missing { name, what, known });
    }
    Ok(ty)
}

impl<'t, L> Names<'t, L> {
    fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            complete: true,
        }
    }

    /// What a name means. Of names that stand twice, the first.
    pub fn get(&self, name: &str) -> Option<&Meaning<'t, L>> {
        self.known.get(name)
    }

    /// All names, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&'t str, &Meaning<'t, L>)> {
        self.known.iter().map(|(name, meaning)| (*name, meaning))
    }

    /// Whether these are all names: nothing malformed might be one.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl<'t, L> ScreenScope<'t, L> {
    fn new(screen: &'t Node<L>) -> Self {
        let mut names = Self {
            fields: fields(screen.get("data")),
            inputs: Names::new(),
            forms: BTreeSet::new(),
        };
        if matches!(screen.value, Value::Unknown) {
            names.fields.complete = false;
            names.inputs.complete = false;
        }
        if let Some(layout) = screen.get("layout") {
            match layout.get("children") {
                Some(children) => names.components(children),
                None => names.inputs.complete = !matches!(layout.value, Value::Unknown),
            }
        }
        names
    }

    /// Collects the inputs of a list of components and of all that stand in them.
    fn components(&mut self, children: &'t Node<L>) {
        let mut waiting = vec![children];
        while let Some(children) = waiting.pop() {
            let Some(children) = children.as_array() else {
                self.inputs.complete = false;
                continue;
            };
            for child in children {
                let component = child
                    .get("type")
                    .and_then(Node::as_str)
                    .and_then(table::component);
                match (child.as_object(), component) {
                    (Some(object), Some(component)) => {
                        self.component(child, object, component);
                        waiting.extend(lists(object, component));
                    }
                    // It might be an input, or hold some.
                    _ => self.inputs.complete = false,
                }
            }
        }
    }

    fn component(
        &mut self,
        node: &'t Node<L>,
        object: &'t Object<L>,
        component: &'static table::Component,
    ) {
        let name = object.get("name").map(|name| &name.value);
        match (component.input, name) {
            (Some(input), Some(Value::String(name))) => {
                let ty = input_type(input, object);
                let meaning = Meaning { node, ty };
                self.inputs.known.entry(name).or_insert(meaning);
            }
            (Some(_), _) => self.inputs.complete = false,
            (None, Some(Value::String(name))) => {
                self.forms.insert(name);
            }
            (None, _) => {}
        }
    }
}

/// The lists of components that a component holds.
fn lists<'t, L>(
    object: &'t Object<L>,
    component: &'static table::Component,
) -> impl Iterator<Item = &'t Node<L>> {
    object.entries.iter().flat_map(move |entry| {
        let property = component.shape.property(&entry.key);
        match property.map(|property| &property.ty) {
            Some(table::Type::Components) => vec![&entry.value],
            Some(table::Type::Cases) => match entry.value.as_object() {
                Some(cases) => cases.entries.iter().map(|case| &case.value).collect(),
                // So that it is found to be no list.
                None => vec![&entry.value],
            },
            _ => Vec::new(),
        }
    })
}

/// The fields that a data model declares.
fn fields<L>(data: Option<&Node<L>>) -> Names<'_, L> {
    let mut names = Names::new();
    match data.map(|data| &data.value) {
        Some(Value::Object(object)) => {
            for field in &object.entries {
                // The list of a JSON Schema, and no field.
                if field.key == "required" && field.value.as_array().is_some() {
                    continue;
                }
                let meaning = Meaning {
                    node: &field.value,
                    ty: declared(&field.value),
                };
                names.known.entry(&field.key).or_insert(meaning);
            }
        }
        Some(_) => names.complete = false,
        None => {}
    }
    names
}
