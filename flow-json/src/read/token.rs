//! What is no string and no number: space, comments, words, and what does not belong there.

use crate::tree::Value;

use super::Reader;
use super::report::excerpt;
use super::rules::{BAD_NUMBER, BYTE_ORDER_MARK, COMMENT, NOT_JSON, UNQUOTED};

impl Reader<'_> {
    pub(super) fn byte_order_mark(&mut self) {
        const MARK: char = '\u{feff}';
        if self.text.starts_with(MARK) {
            self.report_here(
                &BYTE_ORDER_MARK,
                MARK.len_utf8(),
                "the text starts with a byte order mark",
                "save the file as UTF-8 without it",
            );
            self.at = MARK.len_utf8();
        }
    }

    /// Skips white space, and characters that others take for it.
    pub(super) fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'#' => self.comment(),
                b'/' if self.starts_comment(self.at) => self.comment(),
                0x0b | 0x0c | 0x80.. if self.other_blank() => {}
                _ => return,
            }
        }
    }

    fn starts_comment(&self, at: usize) -> bool {
        matches!(self.bytes.get(at..at + 2), Some(b"//" | b"/*"))
    }

    fn comment(&mut self) {
        let rest = self.slice(self.at, self.bytes.len());
        let length = if rest.starts_with("/*") {
            rest.get(2..)
                .and_then(|text| text.find("*/"))
                .map(|end| end + 4)
        } else {
            rest.find('\n').map(|end| rest[..end].trim_end().len())
        }
        .unwrap_or(rest.len());
        self.report_here(&COMMENT, length, "JSON has no comments", "remove it");
        self.at += length;
    }

    /// Skips the spaces of Unicode that are none in JSON, if there are any.
    fn other_blank(&mut self) -> bool {
        let rest = self.slice(self.at, self.bytes.len());
        let mut length = 0;
        for c in rest.chars() {
            let json = matches!(c, ' ' | '\n' | '\r' | '\t');
            if json || !(c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}')) {
                break;
            }
            length += c.len_utf8();
        }
        if let (1.., Some(first)) = (length, rest.chars().next()) {
            let message = format!("U+{:04X} is no white space of JSON", u32::from(first));
            self.report_here(&NOT_JSON, length, message, "write a plain space");
            self.at += length;
        }
        length > 0
    }

    /// Whether a value or a key starts here, well written or not.
    pub(super) fn starts_value(&self, byte: u8) -> bool {
        match byte {
            b'"' | b'[' | b'{' | b'0'..=b'9' | b'-' | b'+' => true,
            b'.' => self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => true,
            _ => self.quotes().is_some() || self.character().is_some_and(char::is_alphabetic),
        }
    }

    pub(super) fn character(&self) -> Option<char> {
        self.slice(self.at, self.bytes.len()).chars().next()
    }

    pub(super) fn unexpected(&mut self) {
        let c = self.character().expect("only called before the end");
        let message = if c.is_control() {
            format!("U+{:04X} does not belong to JSON", u32::from(c))
        } else {
            format!("`{c}` does not belong to JSON")
        };
        self.report_here(
            &NOT_JSON,
            c.len_utf8(),
            message,
            "remove it, or write it in a string",
        );
        self.at += c.len_utf8();
        self.after_mistake();
    }

    /// A key.
    pub(super) fn string_or_word(&mut self) -> String {
        if self.quotes().is_some() {
            return self.string();
        }
        let start = self.at;
        self.word();
        let key = self.slice(start, self.at).to_owned();
        let message = format!("the key `{}` has no quotes", excerpt(&key));
        let help = format!("write `\"{}\"`", excerpt(&key));
        self.report(&UNQUOTED, self.since(start), self.open.len(), message, help);
        key
    }

    /// A value that starts with a letter.
    pub(super) fn word_value(&mut self) -> Value {
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | 0x80..) = self.peek()
        {
            self.at += 1;
        }
        let word = self.slice(start, self.at);
        match word {
            "null" => return Value::Null,
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "NaN" | "nan" | "Infinity" | "inf" => {
                let message = format!("`{word}` is no number of JSON");
                let help = "write a finite number, or `null`";
                self.report(
                    &BAD_NUMBER,
                    self.since(start),
                    self.open.len(),
                    message,
                    help,
                );
                return Value::Unknown;
            }
            _ => {}
        }
        let (value, help) = match word {
            "True" | "TRUE" => (Value::Bool(true), "write `true`".to_owned()),
            "False" | "FALSE" => (Value::Bool(false), "write `false`".to_owned()),
            "None" | "nil" | "undefined" | "Null" | "NULL" => {
                (Value::Null, "write `null`".to_owned())
            }
            _ => {
                self.word();
                let text = self.slice(start, self.at);
                let help = format!("write `\"{}\"`", excerpt(text));
                (Value::String(text.to_owned().into()), help)
            }
        };
        let message = format!(
            "`{}` is no value of JSON",
            excerpt(self.slice(start, self.at))
        );
        self.report(&UNQUOTED, self.since(start), self.open.len(), message, help);
        value
    }

    /// Skips what its author took for a string: all up to the next token, a line break, or a
    /// comment.
    fn word(&mut self) {
        let mut end = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b',' | b';' | b':' | b'=' | b'[' | b']' | b'{' | b'}' | b'"' | 0..b' ' => break,
                b'/' if self.starts_comment(self.at) => break,
                b' ' => self.at += 1,
                _ => {
                    self.at += 1;
                    end = self.at;
                }
            }
        }
        self.at = end;
    }

    /// Skips an array or object to its closing bracket.
    pub(super) fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                b'"' => self.skip_string(),
                _ => {}
            }
        }
    }

    fn skip_string(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => return,
                b'\\' => self.at += 1,
                _ => {}
            }
            self.at += 1;
            if byte == b'"' {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}
