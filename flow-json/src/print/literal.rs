//! Literals and identifiers of Rust.

use std::fmt::Write;

use super::code::Code;
use crate::keyword::{is_never_a_name, needs_raw};

/// A string literal.
pub(super) fn string(text: &str) -> Code {
    let escapes = text.chars().filter(|c| matches!(c, '"' | '\\')).count();
    match escapes >= RAW_FROM && text.chars().all(|c| escape(c).is_none()) {
        true => Code::text(raw(text)),
        false => Code::text(quoted(text)),
    }
}

/// From this many quotes and backslashes on, a raw string reads better.
const RAW_FROM: usize = 3;

/// A string literal with escapes, which also stands for itself inside `json!`.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match (character, escape(character)) {
            ('"' | '\\', _) => out.extend(['\\', character]),
            (_, Some(escape)) => out.push_str(&escape),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

fn raw(text: &str) -> String {
    let mut longest = 0;
    for (at, _) in text.match_indices('"') {
        let hashes = text[at + 1..]
            .bytes()
            .take_while(|byte| *byte == b'#')
            .count();
        longest = longest.max(hashes + 1);
    }
    let hashes = "#".repeat(longest);
    format!("r{hashes}\"{text}\"{hashes}")
}

/// What stands for a character that cannot be seen. rustc refuses those that change the direction
/// of text.
fn escape(character: char) -> Option<String> {
    match character {
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\t' => Some("\\t".to_owned()),
        '\u{061C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' => hex(character),
        '\u{2066}'..='\u{2069}' | '\u{FEFF}' => hex(character),
        _ if character.is_control() => hex(character),
        _ => None,
    }
}

fn hex(character: char) -> Option<String> {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", character as u32);
    Some(out)
}

/// Whether a text can be an identifier, with `r#` if need be.
pub(super) fn is_ident(text: &str) -> bool {
    let start = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    text.as_bytes().first().is_some_and(start)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !is_never_a_name(text)
}

/// Whether a text is an identifier as it stands.
pub(super) fn is_plain_ident(text: &str) -> bool {
    is_ident(text) && !needs_raw(text)
}

/// An identifier, with `r#` before a keyword.
pub(super) fn ident(text: &str) -> String {
    match needs_raw(text) {
        true => format!("r#{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_where_they_must_be() {
        for (text, literal) in [
            ("", r#""""#),
            ("Grüße, 日本 👍", r#""Grüße, 日本 👍""#),
            ("a \"b\"", r#""a \"b\"""#),
            ("a\n\t\u{0}\u{7f}", r#""a\n\t\u{0}\u{7f}""#),
            ("\u{202e}abc", r#""\u{202e}abc""#),
            ("\"a\" \"b\"", "r#\"\"a\" \"b\"\"#"),
            ("\\d+\\w\\s", "r\"\\d+\\w\\s\""),
            ("\"#\"##\"", "r###\"\"#\"##\"\"###"),
            ("\"a\"\n\"b\"", r#""\"a\"\n\"b\"""#),
        ] {
            assert_eq!(string(text).format(""), literal);
        }
    }

    #[test]
    fn keywords_are_raw_identifiers() {
        assert_eq!(ident("type"), "r#type");
        assert_eq!(ident("kind"), "kind");
        for (text, is) in [
            ("a1", true),
            ("_a", true),
            ("type", true),
            ("_", false),
            ("self", false),
            ("1a", false),
            ("a-b", false),
            ("", false),
            ("é", false),
        ] {
            assert_eq!(is_ident(text), is, "{text}");
        }
    }
}
