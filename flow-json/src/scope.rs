//! The types of names: of the inputs on each screen and the fields of its data.

mod types;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::expr::{Binding, Name, Source, Type};
use crate::table;
use crate::tree::{Node, Object, Value};

pub use types::declared;
use types::input_type;

/// The types of the names of a flow.
///
/// Built from any tree. What is malformed has no type; that names are unknown is for the checker to
/// say.
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
pub struct Scope<'t> {
    screens: Vec<Screen<'t>>,
    ids: HashMap<&'t str, usize>,
}

/// The names of one screen. Of names that stand twice, the first counts.
#[derive(Debug, Default)]
struct Screen<'t> {
    fields: HashMap<&'t str, Option<Type>>,
    inputs: HashMap<&'t str, Option<Type>>,
}

impl<'t> Scope<'t> {
    /// Collects the names of a flow, in linear time.
    pub fn new(flow: &'t Node) -> Self {
        let screens = flow.get("screens").and_then(Node::as_array);
        let mut scope = Self {
            screens: Vec::new(),
            ids: HashMap::new(),
        };
        for (position, screen) in screens.unwrap_or_default().iter().enumerate() {
            if let Some(id) = screen.get("id").and_then(Node::as_str) {
                scope.ids.entry(id).or_insert(position);
            }
            scope.screens.push(Screen::new(screen));
        }
        scope
    }

    /// The type of a binding that stands on the screen of that position.
    pub fn type_of(&self, screen: usize, binding: &Binding) -> Option<&Type> {
        let screen = match &binding.screen {
            None => screen,
            Some(id) => *self.ids.get(&*id.text)?,
        };
        let (first, rest) = binding.path.split_first()?;
        let ty = match binding.source {
            Source::Data => self.field(screen, &first.text),
            Source::Form => self.input(screen, &first.text),
        };
        rest.iter().try_fold(ty?, step)
    }

    /// The type of a field of the data of the screen of that position.
    pub fn field(&self, screen: usize, name: &str) -> Option<&Type> {
        self.screens.get(screen)?.fields.get(name)?.as_ref()
    }

    /// Takes the type of an input for unknown: what it depends on is misspelled.
    pub(crate) fn forget_input(&mut self, screen: usize, name: &str) {
        let screen = self.screens.get_mut(screen);
        if let Some(ty) = screen.and_then(|screen| screen.inputs.get_mut(name)) {
            *ty = None;
        }
    }

    /// The type of an input on the screen of that position.
    pub fn input(&self, screen: usize, name: &str) -> Option<&Type> {
        self.screens.get(screen)?.inputs.get(name)?.as_ref()
    }
}

/// Follows a name into a type.
fn step<'s>(ty: &'s Type, name: &Name) -> Option<&'s Type> {
    match ty {
        Type::Object(Some(properties)) => properties.get(&*name.text)?.as_ref(),
        _ => None,
    }
}

impl<'t> Screen<'t> {
    fn new(screen: &'t Node) -> Self {
        let mut names = Self::default();
        for field in entries(screen.get("data")) {
            let ty = || declared(&field.value);
            names.fields.entry(&field.key).or_insert_with(ty);
        }
        // Inputs are looked for in all lists of components. A stack of our own: macros may build
        // trees that are deeper than the thread's.
        let children = screen
            .get("layout")
            .and_then(|layout| layout.get("children"));
        let mut waiting: Vec<_> = children.into_iter().collect();
        while let Some(children) = waiting.pop() {
            for child in children.as_array().unwrap_or_default() {
                let component = child
                    .get("type")
                    .and_then(Node::as_str)
                    .and_then(table::component);
                if let (Some(object), Some(component)) = (child.as_object(), component) {
                    names.input(object, component);
                    waiting.extend(lists(object, component));
                }
            }
        }
        names
    }

    fn input(&mut self, object: &'t Object, component: &'static table::Component) {
        let name = object.get("name").and_then(Node::as_str);
        if let (Some(input), Some(name)) = (component.input, name) {
            let ty = || input_type(component, input, object);
            self.inputs.entry(name).or_insert_with(ty);
        }
    }
}

/// The lists of components that a component holds.
fn lists<'t>(
    object: &'t Object,
    component: &'static table::Component,
) -> impl Iterator<Item = &'t Node> {
    // Nearly all values are texts, and looking up what they belong to takes time.
    let parts = object
        .entries
        .iter()
        .filter(|entry| matches!(entry.value.value, Value::Array(_) | Value::Object(_)));
    parts.flat_map(move |entry| {
        let property = component.shape.property(&entry.key);
        match property.map(|property| &property.ty) {
            Some(table::Type::Components) => vec![&entry.value],
            Some(table::Type::Cases) => {
                let cases = entries(Some(&entry.value)).iter();
                cases.map(|case| &case.value).collect()
            }
            _ => Vec::new(),
        }
    })
}

fn entries(node: Option<&Node>) -> &[crate::tree::Entry] {
    node.and_then(Node::as_object)
        .map_or(&[], |object| &object.entries)
}
