//! The parameters of components: the values that differ between their uses.

use crate::print::literal::is_plain_ident;
use crate::table::{Property, Type};
use crate::tree::{Node, Value};

/// A parameter of a component.
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) ty: String,
}

/// The type of a parameter for a property that has these values.
pub(super) fn parameter_type<'n: 'n>(
    property: &'static Property,
    values: impl Iterator<Item = &'n Node> + Clone,
) -> Option<String> {
    fn of<'n: 'n>(
        ty: &'static Type,
        values: impl Iterator<Item = &'n Node> + Clone,
    ) -> Option<String> {
        let is_text = |node: &Node| node.as_str().is_some();
        let or_text = |is: fn(&Node) -> bool| values.clone().all(|node| is(node) || is_text(node));
        let (fits, name) = match ty {
            Type::String(_) | Type::Choice(_) => (values.clone().all(is_text), "&str".to_owned()),
            Type::Boolean => (or_text(|node| node.as_bool().is_some()), "bool".to_owned()),
            Type::Integer { .. } => (or_text(is_integer), "i64".to_owned()),
            Type::Action { .. } => (
                values.clone().all(|node| node.as_object().is_some()),
                "Action".to_owned(),
            ),
            Type::Array {
                of: Type::Object(shape),
                ..
            } => (
                or_text(|node| node.as_array().is_some()),
                format!("Vec<{}>", shape.name),
            ),
            Type::OneOf(types) => {
                return types.iter().find_map(|(ty, _)| of(ty, values.clone()));
            }
            _ => return None,
        };
        fits.then_some(name)
    }
    of(&property.ty, values)
}

fn is_integer(node: &Node) -> bool {
    match &node.value {
        Value::Number(number) => number.parse::<i64>().is_ok(),
        _ => false,
    }
}

/// A name for a parameter: that of the property, or with the component's before it.
pub(super) fn free_name(property: &str, component: &str, taken: &[Parameter]) -> Option<String> {
    let short = component.strip_prefix("Text").unwrap_or(component);
    let long = format!("{}_{property}", short.to_lowercase());
    [property.to_owned(), long.clone(), format!("{long}_2")]
        .into_iter()
        .find(|name| is_plain_ident(name) && taken.iter().all(|known| known.name != *name))
}
