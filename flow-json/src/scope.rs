//! The types of names: of the inputs on each screen and the fields of its data.

mod types;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use crate::expr::{Binding, Name, Source, Type};
use crate::model::{Flow, Screen};
use crate::tree::Node;

pub use types::declared;
use types::input_type;

/// The types of the names of a flow.
///
/// Built from any tree. A malformed declaration gives no type. The checker reports unknown names.
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
    flow: Flow<'t>,
    /// For each screen of the flow, the types that were asked for.
    types: Vec<Types>,
}

/// The types of the names of one screen, in the order of the names. Each is found when it is first
/// asked for, since most never are.
#[derive(Debug)]
struct Types {
    fields: Vec<OnceCell<Option<Type>>>,
    inputs: Vec<OnceCell<Option<Type>>>,
}

impl<'t> Scope<'t> {
    /// Collects the names of a flow, in linear time.
    pub fn new(flow: &'t Node) -> Self {
        Self::of(Flow::without_expressions(flow))
    }

    /// The names of a flow that has been read.
    pub fn of(flow: Flow<'t>) -> Self {
        let unknown = |number: usize| vec![OnceCell::new(); number];
        let types = flow.screens.iter().map(|screen| Types {
            fields: unknown(screen.data.names.len()),
            inputs: unknown(screen.inputs.len()),
        });
        Self {
            types: types.collect(),
            flow,
        }
    }

    /// The flow.
    pub fn flow(&self) -> &Flow<'t> {
        &self.flow
    }

    /// The type of a binding that stands on the screen of that position.
    pub fn type_of(&self, screen: usize, binding: &Binding) -> Option<&Type> {
        let screen = match &binding.screen {
            None => self.flow.index_at(screen)?,
            Some(id) => self.flow.ids.find(&id.text)?,
        };
        let (first, rest) = binding.path.split_first()?;
        let ty = match binding.source {
            Source::Data => self.field_of(screen, &first.text),
            Source::Form => self.input_of(screen, &first.text),
        };
        rest.iter().try_fold(ty?, step)
    }

    /// The type of a field of the data of the screen of that position.
    pub fn field(&self, screen: usize, name: &str) -> Option<&Type> {
        self.field_of(self.flow.index_at(screen)?, name)
    }

    /// The type of an input on the screen of that position.
    pub fn input(&self, screen: usize, name: &str) -> Option<&Type> {
        self.input_of(self.flow.index_at(screen)?, name)
    }

    fn field_of(&self, screen: usize, name: &str) -> Option<&Type> {
        let data = &self.flow.screens[screen].data;
        let (slot, field) = data.names.slot(name)?;
        let ty =
            self.types[screen].fields[slot].get_or_init(|| declared(&data.fields[field].value));
        ty.as_ref()
    }

    fn input_of(&self, screen: usize, name: &str) -> Option<&Type> {
        let Screen {
            inputs, components, ..
        } = &self.flow.screens[screen];
        let (slot, component) = inputs.slot(name)?;
        let component = &components[component];
        let ty = self.types[screen].inputs[slot].get_or_init(|| {
            // The key that its type depends on may be misspelled.
            let is_sound = !self.flow.is_repaired(component.object);
            let input = component.table.input.filter(|_| is_sound)?;
            input_type(component.table, input, component.object)
        });
        ty.as_ref()
    }
}

/// Follows a name into a type.
fn step<'s>(ty: &'s Type, name: &Name) -> Option<&'s Type> {
    match ty {
        Type::Object(Some(properties)) => properties.get(&*name.text)?.as_ref(),
        _ => None,
    }
}
