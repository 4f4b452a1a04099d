//! The first values in forms.

use std::collections::HashMap;

use flow_json::model::Screen;
use flow_json::table::Input;
use flow_json::tree::{Node, Value};
use flow_json::{Layout, write};

use super::super::edit::set_json;
use super::Changes;

impl<'t> Changes<'t> {
    /// 7.0: the first values in a `Form` are of the types that its inputs hold.
    pub(super) fn form_values(&mut self, screen: &Screen<'t>) {
        // `dates` changes the values of a `DatePicker`.
        let inputs: HashMap<&str, (Input, bool)> = screen
            .inputs()
            .filter(|component| component.name() != "DatePicker")
            .filter_map(|component| {
                let name = component.object.get("name")?.as_str()?;
                let kind = component.object.get("input-type").and_then(Node::as_str);
                Some((name, (component.table.input?, kind == Some("number"))))
            })
            .collect();
        let components = screen.components.iter();
        let forms = components.filter(|component| component.name() == "Form");
        for form in forms.map(|form| form.object) {
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

/// A literal value in the type of an input, as JSON. `None` if it has that type already, or cannot be
/// converted.
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
