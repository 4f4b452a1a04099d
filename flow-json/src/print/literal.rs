//! Literals of Rust, `json!( … )`, and identifiers.

use super::code::Code;
use crate::keyword::{is_never_a_name, needs_raw};
use crate::tree::{Node, Value};

/// From this many quotes and backslashes on, a raw string reads better.
const RAW_FROM: usize = 3;

/// A string literal on one line.
pub(super) fn string(text: &str) -> Code {
    let escapes = text.chars().filter(|c| matches!(c, '"' | '\\')).count();
    if escapes >= RAW_FROM && text.chars().all(|c| escape(c).is_none()) {
        Code::word(raw(text))
    } else {
        Code::word(quoted(text))
    }
}

/// A string literal with escapes. It is also the literal of JSON inside `json!`.
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

/// The escape of a character that cannot be seen. rustc refuses those that change the direction of text.
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
    Some(format!("\\u{{{:x}}}", character as u32))
}

/// A value as `json!( … )`.
pub(super) fn json(node: &Node) -> Code {
    fn value(node: &Node) -> Code {
        match &node.value {
            Value::Null | Value::Constant(_) | Value::Unknown => Code::word("null"),
            Value::Bool(value) => Code::word(value.to_string()),
            Value::Number(number) => Code::word(number.clone()),
            Value::String(text) => Code::word(quoted(text)),
            Value::Expression(expression) => Code::word(quoted(&expression.text)),
            Value::Array(items) => {
                Code::json_array(items.iter().map(|item| value(item).to_string()).collect())
            }
            Value::Object(object) => {
                let members = object.entries.iter();
                let members =
                    members.map(|entry| format!("{}: {}", quoted(&entry.key), value(&entry.value)));
                Code::json_object(members.collect())
            }
        }
    }
    Code::call("json!", &value(node))
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
    if needs_raw(text) {
        format!("r#{text}")
    } else {
        text.to_owned()
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
            assert_eq!(string(text).to_string(), literal);
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
