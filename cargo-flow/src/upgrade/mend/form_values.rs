//! The first values in forms.

use std::collections::HashMap;

use flow_json::table::{self, Input};
use flow_json::tree::{Node, Value};
use flow_json::{Layout, write};

use super::super::edit::set_json;
use super::super::walk::walk;
use super::{Mends, SCREEN_TYPE};

impl<'t> Mends<'t> {
    /// 7.0: the first values in a `Form` are of the types that its inputs hold.
    pub(super) fn form_values(&mut self, screen: &'t Node, pointer: &str) {
        let mut inputs = HashMap::new();
        let mut forms = Vec::new();
        walk(screen, &SCREEN_TYPE, pointer, &mut |shape, object, _| {
            let input = table::component(shape.name).and_then(|component| component.input);
            let name = object.get("name").and_then(Node::as_str);
            match (shape.name, input, name) {
                ("Form", ..) => forms.push(object),
                // Their days are seen to above.
                ("DatePicker", ..) => {}
                (_, Some(input), Some(name)) => {
                    let kind = object.get("input-type").and_then(Node::as_str);
                    inputs.insert(name, (input, kind == Some("number")));
                }
                _ => {}
            }
        });
        for form in forms {
            let values = form.get("init-values").and_then(Node::as_object);
            for entry in values.iter().flat_map(|values| &values.entries) {
                let Some((input, is_number)) = inputs.get(&*entry.key) else {
                    continue;
                };
                if let Some(json) = converted(&entry.value, *input, *is_number) {
                    let was = write(&entry.value, Layout::Minified);
                    let why =
                        format!("{was} is {json}: since 7.0 a first value is of its input's type");
                    self.edits.push(set_json(&entry.value, json, why));
                }
            }
        }
    }
}

/// A written value as one of the type that an input holds, as JSON. `None` if it is of that type, or means
/// nothing as one.
fn converted(value: &Node, input: Input, is_number: bool) -> Option<String> {
    match (input, &value.value) {
        (Input::Text | Input::ByInputType, Value::Number(number)) if !is_number => {
            Some(format!("\"{number}\""))
        }
        (Input::ByInputType, Value::String(text)) if is_number => {
            let number = flow_json::read(text).into_result().ok()?;
            matches!(number.value, Value::Number(_)).then(|| text.trim().to_owned())
        }
        (Input::Boolean, Value::String(text)) => {
            matches!(&**text, "true" | "false").then(|| text.to_string())
        }
        (Input::Texts, Value::String(text)) if !text.contains("${") && !text.starts_with('`') => {
            Some(format!("[{}]", write(value, Layout::Minified)))
        }
        _ => None,
    }
}
