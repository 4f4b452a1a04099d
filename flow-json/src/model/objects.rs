//! The objects with keys that the table knows: a walk that may change them, and the way to a place.

use super::walk::container;
use crate::table::{self, Property, Shape, Type};
use crate::tree::{Entry, Node, Object, Value};

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
    // A stack of our own: macros may build trees that are deeper than the thread's. The value that
    // comes first in the document is the last one in.
    let mut open: Vec<(&mut Node, Of)> = vec![(flow, Of::Type(&FLOW))];
    while let Some((node, of)) = open.pop() {
        let Some(of) = of.of(node) else { continue };
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
                    let of = known.value(&entry.key);
                    open.extend(of.map(|of| (&mut entry.value, of)));
                }
            }
            _ => {}
        }
    }
}

/// A member on the way to a place of a source.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Step<'t> {
    /// The object that has the member.
    pub object: &'t Object,
    /// The keys that the object may have. `None` if the author chooses them.
    pub known: Option<Known>,
    /// The member.
    pub entry: &'t Entry,
}

impl Step<'_> {
    /// The property that the member is, with the object that the table has it in.
    pub fn property(&self) -> Option<(&'static Shape, &'static Property)> {
        match self.known? {
            Known::Shape(shape) => Some((shape, shape.property(&self.entry.key)?)),
            Known::Declaration => None,
        }
    }
}

/// What stands at a place of a source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct At<'t> {
    /// The members around the place, the outermost first.
    pub steps: Vec<Step<'t>>,
    /// Whether it is the key of the last of them, and not its value.
    pub in_key: bool,
    /// The innermost value around the place; for a key, the object that has it.
    pub node: &'t Node,
    /// The keys that it may have, if it is an object.
    pub known: Option<Known>,
    /// The type that the table wants there. `None` for components, declarations and in what the table
    /// does not know.
    pub ty: Option<&'static Type>,
}

/// The way from a flow, read from a text, to a byte of that text. The place behind the last byte of a key
/// or of a value belongs to it, but for arrays and objects.
///
/// ```
/// use flow_json::model::{Known, at};
/// use flow_json::read;
///
/// let text = r#"{"version": "7.3", "screens": [{"id": "START", "title": "Hi"}]}"#;
/// let flow = read(text).root.unwrap();
/// let title = at(&flow, text.find("title").unwrap());
/// assert!(title.in_key);
/// let (shape, property) = title.steps.last().unwrap().property().unwrap();
/// assert_eq!((shape.name, property.name), ("Screen", "title"));
/// assert!(matches!(title.known, Some(Known::Shape(shape)) if shape.name == "Screen"));
/// assert_eq!(at(&flow, text.find("START").unwrap()).node.as_str(), Some("START"));
/// ```
pub fn at(flow: &Node, offset: usize) -> At<'_> {
    let mut at = At {
        steps: Vec::new(),
        in_key: false,
        node: flow,
        known: None,
        ty: None,
    };
    let mut of = Some(Of::Type(&FLOW));
    loop {
        of = of.and_then(|of| of.of(at.node));
        at.ty = match of {
            Some(Of::Type(ty)) => Some(ty),
            _ => None,
        };
        match &at.node.value {
            Value::Array(items) => {
                let inside = |item: &&Node| covers(item, offset);
                let Some(item) = items.iter().find(inside) else {
                    return at;
                };
                at.node = item;
                of = of.and_then(Of::items);
            }
            Value::Object(object) => {
                at.known = of.and_then(|of| of.known(object));
                let in_key = |entry: &Entry| {
                    let key = entry.key_loc.range();
                    key.start <= offset && offset <= key.end && !key.is_empty()
                };
                let mut entries = object.entries.iter();
                let inside = |entry: &&Entry| in_key(entry) || covers(&entry.value, offset);
                let Some(entry) = entries.find(inside) else {
                    return at;
                };
                at.steps.push(Step {
                    object,
                    known: at.known,
                    entry,
                });
                if in_key(entry) {
                    at.in_key = true;
                    return at;
                }
                of = match at.known.take() {
                    Some(known) => known.value(&entry.key),
                    None => of.and_then(Of::values),
                };
                at.node = &entry.value;
            }
            _ => return at,
        }
    }
}

fn covers(node: &Node, offset: usize) -> bool {
    let place = node.loc.range();
    match node.value {
        Value::Array(_) | Value::Object(_) => place.start < offset && offset < place.end,
        _ => place.start <= offset && offset <= place.end,
    }
}

static FLOW: Type = Type::Object(&table::FLOW);

impl Known {
    /// The kind of the value of a member.
    fn value(self, key: &str) -> Option<Of> {
        match self {
            Self::Shape(shape) => Some(Of::Type(&shape.property(key)?.ty)),
            Self::Declaration => match key {
                "items" => Some(Of::Declaration),
                "properties" => Some(Of::Type(&Type::DataModel)),
                _ => None,
            },
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
    /// The kind of a value that may be of one type or another.
    fn of(self, node: &Node) -> Option<Self> {
        match self {
            Self::Type(Type::OneOf(types)) => container(types, node).map(Self::Type),
            of => Some(of),
        }
    }

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
