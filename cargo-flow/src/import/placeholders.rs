//! Placeholders of templates in texts. They are valid JSON, and nobody would want to send them.

use std::ops::Range;

use flow_json::TextRange;
use flow_json::tree::{Node, Value};

/// A placeholder and where it stands.
pub(super) struct Placeholder {
    pub(super) place: TextRange,
    pub(super) text: String,
}

/// All placeholders in the texts of a flow.
pub(super) fn of(flow: &Node) -> Vec<Placeholder> {
    let mut found = Vec::new();
    visit(flow, &mut found);
    found
}

fn visit(node: &Node, found: &mut Vec<Placeholder>) {
    match &node.value {
        Value::String(text) => {
            let mut from = 0;
            while let Some(part) = first(text, from) {
                from = part.end;
                found.push(Placeholder {
                    place: node.loc.within(text, part.clone()),
                    text: text[part].to_owned(),
                });
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit(item, found)),
        Value::Object(object) => {
            let entries = object.entries.iter();
            entries.for_each(|entry| visit(&entry.value, found));
        }
        _ => {}
    }
}

/// The beginnings and ends of placeholders. `${…}` is an expression of Flow JSON.
const MARKS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("__", "__")];

/// The first placeholder behind a byte of a text.
fn first(text: &str, from: usize) -> Option<Range<usize>> {
    let found = MARKS.iter().filter_map(|(open, close)| {
        let mut at = from;
        loop {
            let start = at + text.get(at..)?.find(open)?;
            let inner = start + open.len();
            let length = text[inner..].find(close)?;
            if is_name(open, &text[inner..inner + length]) {
                return Some(start..inner + length + close.len());
            }
            at = inner;
        }
    });
    found.min_by_key(|range| range.start)
}

/// Whether the text between the marks is the name of a placeholder. Between underscores, only capitals
/// and digits are: other texts may have underscores too.
fn is_name(open: &str, inner: &str) -> bool {
    match open {
        "__" => {
            inner.starts_with(|c: char| c.is_ascii_uppercase())
                && inner
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        }
        _ => !inner.trim().is_empty() && !inner.contains('\n'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_where_they_stand() {
        let text =
            r#"["Hi {{ name }}, {{x}}!", {"a": "__ASSET_1__"}, "__a__ ____ {{}} ${form.x}"]"#;
        let root = flow_json::read(text).into_result().unwrap();
        let found = of(&root);
        let found: Vec<_> = found
            .iter()
            .map(|found| (&text[found.place.range()], &found.text[..]))
            .collect();
        let expected = ["{{ name }}", "{{x}}", "__ASSET_1__"];
        assert_eq!(found, expected.map(|text| (text, text)));
    }
}
