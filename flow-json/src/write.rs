//! The writer: a located tree to JSON text.

use std::slice;

use crate::tree::{Entry, Node, Value};

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// No space and no line break: the fewest bytes.
    Minified,
    /// A line for each value, two spaces for each level, a space after the colon.
    Pretty,
}

/// Writes a tree as JSON text, without a line break at the end.
///
/// Members keep their order and numbers their spelling. Only characters that must be escaped are.
/// An expression is written as its text, an unknown value as `null`, and a constant of Rust as
/// nothing at all. Trees of any depth are written.
///
/// ```
/// use flow_json::{Layout, read, write};
///
/// let root = read(r#"{ "version": "7.3", "screens": [] }"#).root.unwrap();
/// assert_eq!(write(&root, Layout::Minified), r#"{"version":"7.3","screens":[]}"#);
/// assert_eq!(
///     write(&root, Layout::Pretty),
///     "{\n  \"version\": \"7.3\",\n  \"screens\": []\n}",
/// );
/// ```
pub fn write(root: &Node, layout: Layout) -> String {
    write_with(root, layout, &mut |_, _| {})
}

/// Writes a tree as [`write()`] does, and says of each value where it starts.
///
/// `on_value` gets the value's byte offset in the text and the value, in the order of the text.
///
/// ```
/// use flow_json::{Layout, read, write_with};
///
/// let root = read("[ null, true ]").into_result().unwrap();
/// let mut places = Vec::new();
/// let text = write_with(&root, Layout::Minified, &mut |offset, node| {
///     places.push((offset, node.loc.start()));
/// });
/// assert_eq!(text, "[null,true]");
/// assert_eq!(places, [(0, 0), (1, 2), (6, 8)]);
/// ```
pub fn write_with<'t>(
    root: &'t Node,
    layout: Layout,
    on_value: &mut impl FnMut(usize, &'t Node),
) -> String {
    let mut writer = Writer {
        text: String::new(),
        pretty: layout == Layout::Pretty,
        open: Vec::new(),
    };
    on_value(0, root);
    writer.start(root);
    while let Some(node) = writer.next() {
        on_value(writer.text.len(), node);
        writer.start(node);
    }
    writer.text
}

struct Writer<'t> {
    text: String,
    pretty: bool,
    /// The arrays and objects around the next value. A stack of our own: macros may build trees
    /// that are deeper than the thread's.
    open: Vec<Open<'t>>,
}

struct Open<'t> {
    rest: Rest<'t>,
    first: bool,
}

enum Rest<'t> {
    Items(slice::Iter<'t, Node>),
    Entries(slice::Iter<'t, Entry>),
}

impl<'t> Writer<'t> {
    /// Writes a value, of an array or object that is not empty only the bracket.
    fn start(&mut self, node: &'t Node) {
        match &node.value {
            Value::Null | Value::Unknown => self.text.push_str("null"),
            Value::Constant(_) => {}
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Number(spelling) => self.text.push_str(spelling),
            Value::String(text) => string(&mut self.text, text),
            Value::Expression(expression) => string(&mut self.text, &expression.text),
            Value::Array(items) if items.is_empty() => self.text.push_str("[]"),
            Value::Array(items) => self.enter('[', Rest::Items(items.iter())),
            Value::Object(object) if object.entries.is_empty() => self.text.push_str("{}"),
            Value::Object(object) => self.enter('{', Rest::Entries(object.entries.iter())),
        }
    }

    fn enter(&mut self, bracket: char, rest: Rest<'t>) {
        self.text.push(bracket);
        self.open.push(Open { rest, first: true });
    }

    /// Writes all that stands before the next value, and gives that value.
    fn next(&mut self) -> Option<&'t Node> {
        loop {
            let open = self.open.last_mut()?;
            let (key, value) = match &mut open.rest {
                Rest::Items(items) => (None, items.next()),
                Rest::Entries(entries) => {
                    let entry = entries.next();
                    (
                        entry.map(|entry| &entry.key),
                        entry.map(|entry| &entry.value),
                    )
                }
            };
            let Some(value) = value else {
                let bracket = match open.rest {
                    Rest::Items(_) => ']',
                    Rest::Entries(_) => '}',
                };
                self.open.pop();
                self.line_break();
                self.text.push(bracket);
                continue;
            };
            if open.first {
                open.first = false;
            } else {
                self.text.push(',');
            }
            self.line_break();
            if let Some(key) = key {
                string(&mut self.text, key);
                self.text.push_str(if self.pretty { ": " } else { ":" });
            }
            return Some(value);
        }
    }

    fn line_break(&mut self) {
        if self.pretty {
            self.text.push('\n');
            for _ in 0..self.open.len() {
                self.text.push_str("  ");
            }
        }
    }
}

/// Writes a string with its quotes. Stretches that need no escape are copied whole.
fn string(to: &mut String, text: &str) {
    to.push('"');
    let bytes = text.as_bytes();
    let (mut clean, mut next) = (0, 0);
    // Macros are built without optimisation, where an iterator costs calls for each byte.
    while next < bytes.len() {
        let (at, byte) = (next, bytes[next]);
        next += 1;
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        to.push_str(&text[clean..at]);
        clean = next;
        match byte {
            b'"' => to.push_str("\\\""),
            b'\\' => to.push_str("\\\\"),
            b'\n' => to.push_str("\\n"),
            b'\r' => to.push_str("\\r"),
            b'\t' => to.push_str("\\t"),
            0x08 => to.push_str("\\b"),
            0x0c => to.push_str("\\f"),
            _ => to.push_str(&format!("\\u{byte:04x}")),
        }
    }
    to.push_str(&text[clean..]);
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Expression, Kind, Term};
    use crate::source::TextRange;
    use crate::tree::Object;

    fn node(value: Value) -> Node {
        Node::new(TextRange::NOWHERE, value)
    }

    #[test]
    fn only_what_must_be_escaped_is() {
        let text = "\" \\ / \n \r \t \u{8} \u{c} \u{1} \u{7f} \u{2028} é 😀 <";
        let written = write(&Node::string(TextRange::NOWHERE, text), Layout::Minified);
        let expected = "\"\\\" \\\\ / \\n \\r \\t \\b \\f \\u0001 \u{7f} \u{2028} é 😀 <\"";
        assert_eq!(written, expected);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn order_duplicates_and_the_spelling_of_numbers_stay() {
        let mut object = Object::default();
        object.push(
            "z",
            TextRange::NOWHERE,
            node(Value::Number("1.50e+1".into())),
        );
        object.push("a", TextRange::NOWHERE, node(Value::Bool(false)));
        object.push("z", TextRange::NOWHERE, node(Value::Null));
        let written = write(&node(Value::Object(object)), Layout::Minified);
        assert_eq!(written, r#"{"z":1.50e+1,"a":false,"z":null}"#);
    }

    #[test]
    fn pretty_means_two_spaces_and_empty_brackets_in_one() {
        let mut object = Object::default();
        object.push(
            "a",
            TextRange::NOWHERE,
            node(Value::Array(vec![
                node(Value::Null),
                node(Value::Array(vec![])),
            ])),
        );
        object.push(
            "b",
            TextRange::NOWHERE,
            node(Value::Object(Object::default())),
        );
        assert_eq!(
            write(&node(Value::Object(object)), Layout::Pretty),
            "{\n  \"a\": [\n    null,\n    []\n  ],\n  \"b\": {}\n}"
        );
    }

    #[test]
    fn an_expression_is_written_as_its_text() {
        let term = Term {
            loc: TextRange::NOWHERE,
            kind: Kind::Bool(true),
        };
        let text = "`'a' \"b\"`".to_owned();
        let expression = node(Value::Expression(Box::new(Expression {
            term,
            text,
            holes: Vec::new(),
        })));
        assert_eq!(write(&expression, Layout::Minified), r#""`'a' \"b\"`""#);
    }

    #[test]
    fn depth_costs_no_stack() {
        let depth = 200_000;
        let mut root = node(Value::Null);
        for _ in 0..depth {
            root = node(Value::Array(vec![root]));
        }
        let written = write(&root, Layout::Minified);
        assert_eq!(written.len(), 2 * depth + 4);
        // Dropping a tree goes as deep as the tree, and this is no test of dropping.
        std::mem::forget(root);
    }
}
