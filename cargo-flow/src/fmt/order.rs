//! The order of keys: the table's.

use flow_json::model::{Known, each_known_object};
use flow_json::tree::{Entry, Node};

/// The order of the keys in the declaration of a field.
const DECLARATION: [&str; 5] = ["type", "items", "properties", "required", "__example__"];

/// Puts the keys of a flow into the order of the table. Keys that the table does not know go to the
/// end of their object, in the order they had.
pub(super) fn flow(flow: &mut Node) {
    each_known_object(flow, &mut |known, object| {
        object.entries.sort_by_key(|entry| place(known, entry));
    });
}

/// The place of a member among those of its object.
fn place(known: Known, entry: &Entry) -> usize {
    let place = match known {
        Known::Shape(shape) => {
            let mut properties = shape.properties.iter();
            let place = properties.position(|property| property.name == entry.key);
            match place {
                // Every component has `type`, so the table does not list it.
                None if entry.key == "type" => Some(0),
                place => place.map(|place| place + 1),
            }
        }
        Known::Declaration => DECLARATION.iter().position(|key| *key == entry.key),
        _ => None,
    };
    place.unwrap_or(usize::MAX)
}
