//! Commas, colons and closing brackets, and the end of the text: what is missing before them and
//! what is too much.

use crate::source::TextRange;
use crate::tree::Value;

use super::rules::{EXTRA_COMMA, MISSING_COMMA, NOT_JSON, UNCLOSED};
use super::{Before, Members, Open, Reader};

impl Reader<'_> {
    /// Completes a member without a value.
    pub(super) fn need_value(&mut self) {
        if self.wants_value_of_key() {
            let at = self.at;
            self.report_at(
                &NOT_JSON,
                at,
                "this key has no value",
                "write a value behind the `:`",
            );
            self.complete(TextRange::new(at, at), Value::Unknown);
        }
    }

    pub(super) fn need_comma(&mut self) {
        if self.wants_value_of_key() {
            return;
        }
        if let Some(Open {
            before: Before::Value(end),
            ..
        }) = self.open.last()
        {
            let end = *end;
            let help = "write `,` between the two values";
            self.report_at(&MISSING_COMMA, end, "a `,` is missing", help);
        }
    }

    pub(super) fn comma(&mut self, byte: u8) {
        self.need_value();
        let at = self.at;
        if byte == b';' {
            self.report_here(&NOT_JSON, 1, "`;` does not belong to JSON", "write `,`");
        }
        match self.open.last_mut() {
            Some(open) if matches!(open.before, Before::Value(_) | Before::Mistake) => {
                open.before = Before::Comma(at);
            }
            _ if byte == b';' => {}
            _ => self.report_here(
                &EXTRA_COMMA,
                1,
                "there is nothing before this comma",
                "remove it",
            ),
        }
        self.at += 1;
    }

    /// A colon that is not the one behind a key.
    pub(super) fn stray_colon(&mut self) {
        if self.wants_key() {
            let message = "there is no key before this `:`";
            self.report_here(&NOT_JSON, 1, message, "write a key in double quotes");
        } else {
            let help = match self.open.last() {
                Some(Open {
                    members: Members::Items(_),
                    ..
                }) => "write an object, `{\"key\": value}`; items of an array have no keys",
                _ => "remove it",
            };
            self.report_here(&NOT_JSON, 1, "this `:` is behind no key", help);
        }
        let at = self.at;
        if let Some(open) = self.open.last_mut() {
            match &mut open.members {
                Members::Entries { key, .. } if key.is_none() => {
                    *key = Some((String::new(), TextRange::new(at, at)));
                }
                Members::Entries { .. } => {}
                Members::Items(_) => open.before = Before::Mistake,
            }
        }
        self.at += 1;
    }

    pub(super) fn closing_bracket(&mut self, byte: u8) {
        self.need_value();
        let closes = |open: &Open| byte == closing(&open.members);
        let Some(open) = self.open.last() else {
            self.report_here(
                &NOT_JSON,
                1,
                "nothing is open that this bracket closes",
                "remove it",
            );
            self.at += 1;
            return;
        };
        if closes(open) {
            if let Before::Comma(at) = open.before {
                let comma = TextRange::new(at, at + 1);
                let depth = self.open.len() - 1;
                self.report(
                    &EXTRA_COMMA,
                    comma,
                    depth,
                    "there is nothing behind this comma",
                    "remove it",
                );
            }
            self.at += 1;
        } else if self.open.iter().any(closes) {
            self.report_unclosed(Some(byte));
        } else {
            if !self.brackets_off {
                let right = char::from(closing(&open.members));
                let message = format!(
                    "no `{}` stands before this bracket",
                    char::from(opening(byte))
                );
                self.report_here(&UNCLOSED, 1, message, format!("write `{right}`"));
            }
            self.brackets_off = true;
            self.at += 1;
        }
        self.complete_open();
    }

    pub(super) fn end_of_text(&mut self) {
        if !self.open.is_empty() {
            self.report_unclosed(None);
        } else if self.diagnostics.is_empty() {
            self.report_here(
                &NOT_JSON,
                0,
                "there is no text",
                "write a flow, `{\"version\": …}`",
            );
        }
        while !self.open.is_empty() {
            if self.wants_value_of_key() {
                self.complete(TextRange::new(self.at, self.at), Value::Unknown);
            }
            self.complete_open();
        }
    }

    /// Any text behind the value of the document.
    pub(super) fn trailing_data(&mut self) {
        self.blank();
        if self.brackets_off {
            while let Some(b']' | b'}') = self.peek() {
                self.at += 1;
                self.blank();
            }
        }
        if self.at < self.bytes.len() {
            let rest = self.slice(self.at, self.bytes.len()).trim_end();
            self.report_trailing(TextRange::new(self.at, self.at + rest.len()));
        }
    }
}

/// The bracket that closes it.
pub(super) fn closing(members: &Members) -> u8 {
    match members {
        Members::Items(_) => b']',
        Members::Entries { .. } => b'}',
    }
}

fn opening(closing: u8) -> u8 {
    match closing {
        b']' => b'[',
        _ => b'{',
    }
}
