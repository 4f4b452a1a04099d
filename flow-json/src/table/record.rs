//! The objects inside components.

use super::{COMPONENTS, Shape, Type};

/// The object inside components of that name: `Item`, `ListItem`, `MainContent` and so on.
///
/// Lists of such objects may also stand in a screen's data and in payloads, where only the name
/// tells their type. Of two shapes with one name, this is the one with more properties.
///
/// ```
/// use flow_json::table;
///
/// assert!(table::record("Item").unwrap().property("alt-text").is_some());
/// assert!(table::record("Footer").is_none());
/// ```
pub fn record(name: &str) -> Option<&'static Shape> {
    let mut found: Option<&'static Shape> = None;
    for component in COMPONENTS {
        for property in component.shape.properties {
            find(&property.ty, name, &mut found);
        }
    }
    found
}

fn find(ty: &'static Type, name: &str, found: &mut Option<&'static Shape>) {
    match ty {
        Type::Object(shape) => {
            let knows_more = |other: &&Shape| other.properties.len() >= shape.properties.len();
            if shape.name == name && !found.as_ref().is_some_and(knows_more) {
                *found = Some(shape);
            }
            for property in shape.properties {
                find(&property.ty, name, found);
            }
        }
        Type::Array { of, .. } => find(of, name, found),
        Type::OneOf(types) => {
            for (ty, _) in *types {
                find(ty, name, found);
            }
        }
        _ => {}
    }
}
