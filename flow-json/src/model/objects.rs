//! A walk over the objects with keys that the table knows, which may change them.

use super::walk::container;
use crate::table::{self, Shape, Type};
use crate::tree::{Node, Object, Value};

/// An object of a flow, by the keys that it may have.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Known {
    /// The flow, a screen, a layout, a component, an action, or an object inside a component.
    Shape(&'static Shape),
    /// The declaration of a field in a screen's data, or one inside another.
    Declaration,
}

/// Visits each object of a flow with keys that the table knows. An object comes before the objects in
/// it. It may be changed: its members are visited afterwards.
///
/// ```
/// use flow_json::model::{Known, each_known_object};
/// use flow_json::read;
///
/// let mut flow = read(r#"{"version": "7.3", "screens": [{"id": "START"}]}"#).root.unwrap();
/// let mut names = Vec::new();
/// each_known_object(&mut flow, &mut |known, _| {
///     if let Known::Shape(shape) = known {
///         names.push(shape.name);
///     }
/// });
/// assert_eq!(names, ["Flow", "Screen"]);
/// ```
pub fn each_known_object(flow: &mut Node, visit: &mut dyn FnMut(Known, &mut Object)) {
    static FLOW: Type = Type::Object(&table::FLOW);
    // A stack of our own: macros may build trees that are deeper than the thread's. The value that
    // comes first in the document is the last one in.
    let mut open: Vec<(&mut Node, Of)> = vec![(flow, Of::Type(&FLOW))];
    while let Some((node, of)) = open.pop() {
        let of = match of {
            Of::Type(Type::OneOf(types)) => match container(types, node) {
                Some(ty) => Of::Type(ty),
                None => continue,
            },
            of => of,
        };
        match (&mut node.value, of) {
            (Value::Array(items), of) => {
                if let Some(of) = of.items() {
                    open.extend(items.iter_mut().rev().map(|item| (item, of)));
                }
            }
            (Value::Object(object), of) => {
                let Some(known) = of.known(object) else {
                    if let Some(of) = of.values() {
                        let entries = object.entries.iter_mut().rev();
                        open.extend(entries.map(|entry| (&mut entry.value, of)));
                    }
                    continue;
                };
                visit(known, object);
                for entry in object.entries.iter_mut().rev() {
                    let of = match known {
                        Known::Shape(shape) => {
                            let property = shape.property(&entry.key);
                            property.map(|property| Of::Type(&property.ty))
                        }
                        Known::Declaration => match &*entry.key {
                            "items" => Some(Of::Declaration),
                            "properties" => Some(Of::Type(&Type::DataModel)),
                            _ => None,
                        },
                    };
                    open.extend(of.map(|of| (&mut entry.value, of)));
                }
            }
            _ => {}
        }
    }
}

/// The kinds of values that the walk tells apart.
#[derive(Clone, Copy)]
enum Of {
    Type(&'static Type),
    Component,
    Declaration,
}

impl Of {
    /// The kind of the items of an array.
    fn items(self) -> Option<Self> {
        match self {
            Self::Type(Type::Array { of, .. }) => Some(Self::Type(of)),
            Self::Type(Type::Components) => Some(Self::Component),
            _ => None,
        }
    }

    /// The kind of the values of an object with keys that the author chooses.
    fn values(self) -> Option<Self> {
        match self {
            Self::Type(Type::Map(of)) => Some(Self::Type(of)),
            Self::Type(Type::Cases) => Some(Self::Type(&Type::Components)),
            Self::Type(Type::DataModel) => Some(Self::Declaration),
            _ => None,
        }
    }

    /// The keys that an object of this kind may have.
    fn known(self, object: &Object) -> Option<Known> {
        let text = |key| object.get(key).and_then(Node::as_str);
        match self {
            Self::Type(Type::Object(shape)) => Some(Known::Shape(shape)),
            Self::Type(Type::Action { .. }) => {
                let action = text("name").and_then(table::action)?;
                Some(Known::Shape(&action.shape))
            }
            Self::Component => {
                let component = text("type").and_then(table::component)?;
                Some(Known::Shape(&component.shape))
            }
            Self::Declaration => Some(Known::Declaration),
            Self::Type(_) => None,
        }
    }
}
