//! The reader: JSON text (RFC 8259) to a located tree.
//!
//! A mistake does not end the reading: it is reported, the likely meaning goes into the tree, and
//! the reading goes on. Time and memory are linear in the length of the text, and nothing recurses.

mod number;
mod placeholder;
mod punctuation;
mod report;
mod rules;
mod string;
mod token;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::TextRange;
use crate::table::MAX_BYTES;
use crate::tree::{Entry, Node, Object, Value};

use rules::{NOT_JSON, TOO_DEEP};

pub use rules::RULES;

/// How deep arrays and objects may stand in one another: as deep as `serde_json` reads them.
pub const MAX_DEPTH: usize = 127;

/// How many mistakes are reported at most. They are the first ones of the text, nearly always.
pub const MAX_DIAGNOSTICS: usize = 1000;

/// The value of a text, and its mistakes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// The value, if there is one at all. Where the text has mistakes, it holds what was probably
    /// meant, or [`Value::Unknown`]. Members keep their order, and duplicates are kept.
    pub root: Option<Node>,
    /// The mistakes, in the order of the text. All are errors but a byte order mark.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// The value of a text that can be kept as it is.
    ///
    /// A byte order mark is no part of the value, so it does not matter here.
    ///
    /// # Errors
    ///
    /// The mistakes, if one of them is an error.
    ///
    /// ```
    /// let flow = flow_json::read("\u{feff}{\"version\": \"7.3\"}").into_result().unwrap();
    /// assert_eq!(flow.get("version").unwrap().as_str(), Some("7.3"));
    /// ```
    pub fn into_result(self) -> Result<Node, Vec<Diagnostic>> {
        let is_error = |one: &Diagnostic| one.severity == Severity::Error;
        match self.root {
            Some(root) if !self.diagnostics.iter().any(is_error) => Ok(root),
            _ => Err(self.diagnostics),
        }
    }
}

/// Reads JSON text.
///
/// A text of more than [`MAX_BYTES`] bytes is refused and not read. Of any other, as many mistakes
/// are reported as can be told apart, up to [`MAX_DIAGNOSTICS`].
///
/// ```
/// use flow_json::{LineIndex, read};
///
/// let text = "{\n  'version': \"7.3\",\n  \"screens\": [],\n}";
/// let reading = read(text);
/// let lines = LineIndex::new(text);
/// let mistakes: Vec<String> = reading
///     .diagnostics
///     .iter()
///     .map(|mistake| format!("{}: {mistake}", lines.line_column(mistake.place.loc.start())))
///     .collect();
/// assert_eq!(
///     mistakes,
///     [
///         "2:3: `'` does not start a string; write `\"` on both sides [INVALID_FLOW_JSON]",
///         "3:16: there is nothing behind this comma; remove it [INVALID_FLOW_JSON]",
///     ],
/// );
/// assert_eq!(reading.root.unwrap().get("version").unwrap().as_str(), Some("7.3"));
/// ```
pub fn read(text: &str) -> Reading {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        root: None,
        brackets_off: false,
        diagnostics: Vec::new(),
        pointer_bytes: 0,
    };
    if text.len() <= MAX_BYTES {
        reader.document();
    } else {
        reader.report_too_large(text.len());
    }
    reader.finish()
}

/// Reads JSON text that may not be text at all.
///
/// Where bytes are not UTF-8, that is all that is reported, and there is no tree.
///
/// ```
/// let reading = flow_json::read_bytes(b"{\"title\": \"Caf\xe9\"}");
/// assert_eq!(reading.diagnostics[0].place.loc.start(), 14);
/// ```
pub fn read_bytes(bytes: &[u8]) -> Reading {
    match str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(_) => report::not_utf8(bytes),
    }
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// How far the text is read.
    at: usize,
    /// The arrays and objects around the next token, the outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    /// Whether a bracket or a quote is known to be missing. From there on it cannot be told which
    /// brackets belong together, so no more is reported_before of them.
    brackets_off: bool,
    diagnostics: Vec<Diagnostic>,
    /// The length of all pointers in the diagnostics. It is kept below the length of the text: a
    /// long key with many mistakes behind it would fill the memory.
    pointer_bytes: usize,
}

/// An array or object before its closing bracket.
struct Open {
    start: usize,
    before: Before,
    members: Members,
}

enum Members {
    Items(Vec<Node>),
    Entries {
        entries: Vec<Entry>,
        /// The key of the value that comes next.
        key: Option<(String, TextRange)>,
    },
}

/// The token before the next member.
#[derive(Clone, Copy)]
enum Before {
    /// The opening bracket.
    Bracket,
    /// A comma, and where.
    Comma(usize),
    /// A value, and where it ends.
    Value(usize),
    /// Something that was reported. Whether there is a comma does not matter.
    Mistake,
}

impl<'t> Reader<'t> {
    /// A part of the text.
    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text
            .get(start..end)
            .expect("the reader stops between characters only")
    }
}

impl Reader<'_> {
    fn document(&mut self) {
        self.byte_order_mark();
        while self.root.is_none() {
            self.blank();
            let Some(byte) = self.peek() else {
                return self.end_of_text();
            };
            if let Some(length) = self.placeholder() {
                self.take_placeholder(length);
                continue;
            }
            match byte {
                b']' | b'}' => self.closing_bracket(byte),
                b',' | b';' => self.comma(byte),
                b':' => self.stray_colon(),
                _ if !self.starts_value(byte) => self.unexpected(),
                _ if self.wants_key() => self.key(byte),
                _ => self.value(byte),
            }
        }
        self.trailing_data();
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn wants_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                members: Members::Entries { key: None, .. },
                ..
            })
        )
    }

    fn wants_value_of_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                members: Members::Entries { key: Some(_), .. },
                ..
            })
        )
    }

    /// Reads a key and the colon behind it.
    fn key(&mut self, byte: u8) {
        self.need_comma();
        let reported_before = self.diagnostics.len();
        let (key, loc) = match byte {
            b'[' | b'{' => {
                let help = format!("write a key and `:` before the `{}`", char::from(byte));
                self.report_here(&NOT_JSON, 1, "this value has no key", help);
                (String::new(), TextRange::new(self.at, self.at))
            }
            _ => {
                let start = self.at;
                (self.string_or_word(), self.since(start))
            }
        };
        if let Some(Open {
            members: Members::Entries { key: next, .. },
            ..
        }) = self.open.last_mut()
        {
            *next = Some((key, loc));
        }
        // Mistakes in the key were reported before the key was known.
        self.renew_pointers(reported_before);
        if loc.range().is_empty() {
            return;
        }
        self.blank();
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                let length = if self.bytes.get(self.at + 1) == Some(&b'>') {
                    2
                } else {
                    1
                };
                self.report_here(
                    &NOT_JSON,
                    length,
                    "this does not belong to JSON",
                    "write `:`",
                );
                self.at += length;
            }
            Some(b',' | b';' | b'}' | b']') | None => {
                if self.peek().is_some() {
                    let help = "write `:` and a value";
                    self.report_at(&NOT_JSON, loc.range().end, "this key has no value", help);
                }
                self.complete(TextRange::new(self.at, self.at), Value::Unknown);
            }
            Some(_) => {
                let help = "write `:` between the key and its value";
                self.report_at(&NOT_JSON, loc.range().end, "a `:` is missing", help);
            }
        }
    }

    /// Reads a value, of an array or object only the bracket.
    fn value(&mut self, byte: u8) {
        self.need_comma();
        let start = self.at;
        match byte {
            b'[' | b'{' if self.open.len() == MAX_DEPTH => {
                self.report(
                    &TOO_DEEP,
                    TextRange::new(start, start + 1),
                    MAX_DEPTH,
                    format!("more than {MAX_DEPTH} arrays and objects stand in one another"),
                    "build the flow with fewer levels",
                );
                self.skip_nested();
                self.complete(self.since(start), Value::Unknown);
            }
            b'[' => self.enter(Members::Items(Vec::new())),
            b'{' => self.enter(Members::Entries {
                entries: Vec::new(),
                key: None,
            }),
            b'0'..=b'9' | b'-' | b'+' | b'.' => {
                let value = match self.number() {
                    Some(number) => Value::Number(number.into()),
                    None => Value::Unknown,
                };
                self.complete(self.since(start), value);
            }
            _ => {
                let value = if self.quotes().is_some() {
                    Value::String(self.string().into())
                } else {
                    self.word_value()
                };
                self.complete(self.since(start), value);
            }
        }
    }

    fn enter(&mut self, members: Members) {
        self.open.push(Open {
            start: self.at,
            before: Before::Bracket,
            members,
        });
        self.at += 1;
    }

    fn since(&self, start: usize) -> TextRange {
        TextRange::new(start, self.at)
    }

    /// Puts a whole value where it belongs.
    fn complete(&mut self, loc: TextRange, value: Value) {
        let node = Node::new(loc, value);
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.before = Before::Value(loc.range().end);
        match &mut open.members {
            Members::Items(items) => items.push(node),
            Members::Entries { entries, key } => {
                if let Some((key, key_loc)) = key.take() {
                    entries.push(Entry {
                        key: key.into(),
                        key_loc,
                        value: node,
                    });
                }
            }
        }
    }

    /// After a reported mistake, a comma is neither needed nor too much.
    fn after_mistake(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.before = Before::Mistake;
        }
    }

    /// Completes the innermost array or object; the text is read up to its end.
    fn complete_open(&mut self) {
        self.report_duplicates();
        if let Some(open) = self.open.pop() {
            let value = match open.members {
                Members::Items(items) => Value::Array(items),
                Members::Entries { entries, .. } => Value::Object(Object { entries }),
            };
            self.complete(self.since(open.start), value);
        }
    }
}

#[cfg(test)]
mod tests;
