//! Strings.

use crate::source::TextRange;

use super::Reader;
use super::rules::{BAD_ESCAPE, CONTROL_CHARACTER, LONE_SURROGATE, UNCLOSED, WRONG_QUOTES};

/// The quotes that people write, and the ones that close them.
const QUOTES: &[(char, &[char])] = &[
    ('"', &['"']),
    ('\'', &['\'']),
    ('`', &['`']),
    ('“', &['”', '“']),
    ('”', &['”', '“']),
    ('„', &['“', '”']),
    ('‘', &['’', '‘']),
    ('’', &['’', '‘']),
];

type Quotes = (char, &'static [char]);

impl Reader<'_> {
    /// The quotes of the string that starts here, if one does.
    pub(super) fn quotes(&self) -> Option<Quotes> {
        match self.peek()? {
            b'"' => Some(QUOTES[0]),
            b'\'' | b'`' | 0x80.. => {
                let c = self.character()?;
                QUOTES.iter().copied().find(|quotes| quotes.0 == c)
            }
            _ => None,
        }
    }

    /// Reads a string; gives its content.
    pub(super) fn string(&mut self) -> String {
        let start = self.at;
        let Some((open, close)) = self.quotes() else {
            return String::new();
        };
        self.at += open.len_utf8();
        if open != '"' {
            let message = format!("`{open}` does not start a string");
            let help = "write `\"` on both sides";
            self.report(
                &WRONG_QUOTES,
                self.since(start),
                self.open.len(),
                message,
                help,
            );
        }
        let close_byte = if open.is_ascii() { open as u8 } else { CURLY };
        let mut text = String::new();
        // Where the stretch starts that needs no change.
        let mut clean = self.at;
        loop {
            self.skip_clean(close_byte);
            let goes_on = match self.peek() {
                Some(b'\\') => {
                    text.push_str(self.slice(clean, self.at));
                    self.escape(&mut text);
                    clean = self.at;
                    true
                }
                Some(byte) if byte < b' ' => self.control_characters(close),
                Some(_) => match self.character().filter(|c| close.contains(c)) {
                    Some(quote) => {
                        let rest = self.slice(clean, self.at);
                        if text.is_empty() {
                            text = rest.to_owned();
                        } else {
                            text.push_str(rest);
                        }
                        self.at += quote.len_utf8();
                        return text;
                    }
                    None => {
                        self.at += 1;
                        true
                    }
                },
                None => {
                    self.brackets_off = true;
                    false
                }
            };
            if !goes_on {
                return self.unclosed_string(
                    TextRange::new(start, start + open.len_utf8()),
                    clean,
                    text,
                );
            }
        }
    }

    fn skip_clean(&mut self, close: u8) {
        let mut at = self.at;
        while let Some(&byte) = self.bytes.get(at) {
            if byte == close || byte == b'\\' || byte < b' ' {
                break;
            }
            at += 1;
        }
        self.at = at;
    }

    fn escape(&mut self, text: &mut String) {
        let start = self.at;
        let plain = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(text),
            _ => return self.bad_escape(text),
        };
        text.push(plain);
        self.at += 2;
    }

    fn unicode_escape(&mut self, text: &mut String) {
        let start = self.at;
        let Some(first) = self.hex(start) else {
            return self.bad_escape(text);
        };
        self.at += 6;
        let units = [Some(first), self.hex(self.at)].into_iter().flatten();
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                text.push(c);
                if c.len_utf16() == 2 {
                    self.at += 6;
                }
            }
            _ => {
                text.push(char::REPLACEMENT_CHARACTER);
                let help = "write both halves of the pair, or the character itself";
                let message = "this is half of a surrogate pair";
                self.report(
                    &LONE_SURROGATE,
                    self.since(start),
                    self.open.len(),
                    message,
                    help,
                );
            }
        }
    }

    /// The number behind `\u`, if both stand there.
    fn hex(&self, at: usize) -> Option<u16> {
        let escape = self.bytes.get(at..at + 6)?;
        let digits = escape.strip_prefix(b"\\u")?;
        let hexadecimal = digits.iter().all(u8::is_ascii_hexdigit);
        u16::from_str_radix(str::from_utf8(digits).ok()?, 16)
            .ok()
            .filter(|_| hexadecimal)
    }

    /// Takes the backslash for itself, as the authors of regular expressions mean it.
    fn bad_escape(&mut self, text: &mut String) {
        let rest = self.slice(self.at + 1, self.bytes.len());
        let escaped = rest.chars().next().filter(|c| !c.is_control());
        let digits = rest
            .bytes()
            .skip(1)
            .take(4)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let (length, help) = match escaped {
            Some('u') => (
                2 + digits,
                "write four hexadecimal digits behind `\\u`".to_owned(),
            ),
            Some('\'') => (2, "write `'` without the backslash".to_owned()),
            Some(c) => (
                1 + c.len_utf8(),
                format!("write `\\\\{c}` for a backslash before `{c}`"),
            ),
            None => (1, "write `\\\\` for a backslash".to_owned()),
        };
        let loc = TextRange::new(self.at, self.at + length);
        let message = "there is no such escape";
        // At the end of the text, it is the quote that is missing.
        if !rest.is_empty() {
            self.report(&BAD_ESCAPE, loc, self.open.len(), message, help);
        }
        self.at += 1;
        if escaped != Some('\'') {
            text.push('\\');
        }
    }

    /// Skips control characters. A line break that a token follows is the end of a string that is
    /// not closed: then nothing is skipped and the answer is no.
    fn control_characters(&mut self, close: &[char]) -> bool {
        let start = self.at;
        let mut end = start;
        while self.bytes.get(end).is_some_and(|&byte| byte < b' ') {
            end += 1;
        }
        let controls = TextRange::new(start, end);
        let (message, help) = if self.slice(start, end).contains(['\n', '\r']) {
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(end) {
                end += 1;
            }
            let next = self.slice(end, self.bytes.len()).chars().next();
            self.brackets_off |= next.is_none();
            if next.is_none_or(|c| matches!(c, '"' | '}' | ']') || close.contains(&c)) {
                return false;
            }
            (
                "a string cannot go over a line break",
                "write `\\n`, or close the string",
            )
        } else {
            (
                "a string cannot hold a control character",
                "write an escape, for example `\\t`",
            )
        };
        self.report(&CONTROL_CHARACTER, controls, self.open.len(), message, help);
        self.at = end;
        true
    }

    /// Ends a string at the end of its line, before the comma, if there is one.
    fn unclosed_string(&mut self, quote: TextRange, clean: usize, mut text: String) -> String {
        self.report(
            &UNCLOSED,
            quote,
            self.open.len(),
            "this string is not closed",
            "write `\"` at its end",
        );
        let rest = self.slice(clean, self.at).trim_end();
        let rest = rest.strip_suffix(',').unwrap_or(rest);
        text.push_str(rest);
        self.at = clean + rest.len();
        text
    }
}

/// The first byte of all curly quotes.
const CURLY: u8 = 0xe2;
