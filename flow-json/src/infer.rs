//! The parts of Flow JSON that an author may leave out of `flow!`.
//!
//! Declarations of data follow from examples, `terminal` from `complete`, the routing model from
//! `navigate`. The macro fills them in, and the printer leaves them out.

mod actions;
mod declaration;

pub use actions::{has_routes_in_branches, is_terminal, routing_model};
pub use declaration::{Undeclarable, Why, declaration};

#[cfg(test)]
mod tests {
    use crate::source::TextRange;
    use crate::tree::{Node, Object, Value};

    pub(super) fn tree(json: &serde_json::Value) -> Node {
        let value = match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(*value),
            serde_json::Value::Number(number) => Value::Number(number.to_string().into()),
            serde_json::Value::String(text) => Value::String(text.clone().into()),
            serde_json::Value::Array(items) => Value::Array(items.iter().map(tree).collect()),
            serde_json::Value::Object(members) => {
                let mut object = Object::default();
                for (key, value) in members {
                    object.push(key.clone(), TextRange::NOWHERE, tree(value));
                }
                Value::Object(object)
            }
        };
        Node::new(TextRange::NOWHERE, value)
    }
}
