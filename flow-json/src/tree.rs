//! The located tree: a Flow JSON value with the place of each key and value in its source.

use std::borrow::Cow;

use crate::expr::Expression;
use crate::pointer;
use crate::source::TextRange;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub loc: TextRange,
    /// The value.
    pub value: Value,
}

/// A JSON value, or an expression that becomes a JSON string.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as the author spelled it.
    Number(Cow<'static, str>),
    /// A string, without quotes and escapes.
    String(Cow<'static, str>),
    /// An array.
    Array(Vec<Node>),
    /// An object.
    Object(Object),
    /// An expression as `flow!` reads it, with a place for each part. In Flow JSON it is a string.
    Expression(Box<Expression>),
    /// A constant of Rust. Only the compiler knows its value, and checks its type and limits. Every
    /// check here passes it.
    Constant(Constant),
    /// An unknown value, after an error in its source that has been reported. Every check passes it.
    /// Valid JSON text never gives one.
    Unknown,
}

/// The use of a constant. Its number is the one in the list that the macro keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// As a value.
    Value(usize),
    /// As the type of a field in a data model.
    Type(usize),
}

/// The members of a JSON object, in the author's order, duplicates kept.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Object {
    /// The members.
    pub entries: Vec<Entry>,
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, without quotes and escapes.
    pub key: Cow<'static, str>,
    /// Where the key stands.
    pub key_loc: TextRange,
    /// The value.
    pub value: Node,
}

/// The JSON pointer of a path of nodes. Each node has the index of the child behind the one taken.
fn pointer_of(path: &[(&Node, usize)]) -> String {
    let mut text = String::new();
    for (node, next) in &path[..path.len() - 1] {
        match &node.value {
            Value::Object(object) => pointer::push_key(&mut text, &object.entries[next - 1].key),
            _ => pointer::push_index(&mut text, next - 1),
        }
    }
    text
}

impl Object {
    /// The first member of that name.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        // Macros are built without optimisation, where an iterator costs calls, and so does comparing
        // texts: so a loop, and the lengths first.
        let mut entries = &self.entries[..];
        while let [entry, rest @ ..] = entries {
            let known: &str = &entry.key;
            if known.len() == key.len() && known == key {
                return Some(entry);
            }
            entries = rest;
        }
        None
    }

    /// The value of the first member of that name.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Adds a member behind the others.
    pub fn push(&mut self, key: impl Into<Cow<'static, str>>, key_loc: TextRange, value: Node) {
        self.entries.push(Entry {
            key: key.into(),
            key_loc,
            value,
        });
    }
}

impl Node {
    /// A value at a place.
    pub fn new(loc: TextRange, value: Value) -> Self {
        Self { loc, value }
    }

    /// A string at a place.
    pub fn string(loc: TextRange, text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(loc, Value::String(text.into()))
    }

    /// The text of a string or of an expression.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            Value::Expression(expression) => Some(&expression.text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The items of an array. Anything else has none.
    pub(crate) fn items(&self) -> &[Node] {
        self.as_array().unwrap_or_default()
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member of that name, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The value that a JSON pointer leads to: see [`pointer`](mod@crate::pointer). The first of several
    /// members of one name counts.
    ///
    /// ```
    /// let tree = flow_json::read(r#"{"a": [1, {"b/c": true}]}"#).root.unwrap();
    /// assert_eq!(tree.pointer("/a/1/b~1c").unwrap().as_bool(), Some(true));
    /// assert_eq!(tree.pointer(""), Some(&tree));
    /// assert_eq!(tree.pointer("/a/2"), None);
    /// ```
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        let mut tokens = pointer::tokens(pointer);
        let found = tokens.try_fold(self, |node, token| node.child(&token))?;
        is_pointer.then_some(found)
    }

    /// The value that one token of a JSON pointer leads to: the member of that name, or the item of
    /// that index.
    pub fn child(&self, token: &str) -> Option<&Node> {
        match &self.value {
            Value::Array(items) => items.get(pointer::index(token)?),
            Value::Object(object) => object.get(token),
            _ => None,
        }
    }

    /// The JSON pointer from this node to a node in it. `None` if the node is not in it; an equal node
    /// elsewhere is another one. It takes time in proportion to the size of this node.
    ///
    /// ```
    /// let tree = flow_json::read(r#"{"a": [1, {"b/c": true}]}"#).root.unwrap();
    /// let node = tree.pointer("/a/1/b~1c").unwrap();
    /// assert_eq!(tree.pointer_to(node).unwrap(), "/a/1/b~1c");
    /// ```
    pub fn pointer_to(&self, node: &Node) -> Option<String> {
        // The path to here: each node with the index of its next child. A stack of our own, since macros
        // may build trees that are deeper than the thread's.
        let mut path = vec![(self, 0)];
        while let Some((last, next)) = path.last_mut() {
            if std::ptr::eq(*last, node) {
                return Some(pointer_of(&path));
            }
            let child = match &last.value {
                Value::Array(items) => items.get(*next),
                Value::Object(object) => object.entries.get(*next).map(|entry| &entry.value),
                _ => None,
            };
            *next += 1;
            match child {
                Some(child) => path.push((child, 0)),
                None => drop(path.pop()),
            }
        }
        None
    }

    /// Whether the value is hidden from checks: a constant, or unknown after an error.
    pub fn is_opaque(&self) -> bool {
        matches!(self.value, Value::Constant(_) | Value::Unknown)
    }

    /// Whether both stand for the same JSON value: places and the order of members do not count.
    pub fn same_value(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => {
                a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if a == b)
            }
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_value(b))
            }
            (Value::Object(a), Value::Object(b)) => {
                a.entries.len() == b.entries.len()
                    && a.entries.iter().all(|entry| {
                        b.get(&entry.key)
                            .is_some_and(|value| entry.value.same_value(value))
                    })
            }
            _ => match (self.as_str(), other.as_str()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }
}
