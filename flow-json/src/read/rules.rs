//! The rules of JSON text, each with the mistake it is for.
//!
//! Meta has one code for all of them and tells no place. `S` are the rules that Meta's own
//! checker is known to have, `J` are ours.

use crate::rule::{Rule, Sample};

/// The rules that the reader checks.
pub const RULES: &[&Rule] = &[
    &NOT_JSON,
    &TOO_LARGE,
    &DUPLICATE_KEY,
    &TOO_DEEP,
    &EXTRA_COMMA,
    &MISSING_COMMA,
    &WRONG_QUOTES,
    &UNQUOTED,
    &COMMENT,
    &TRAILING_DATA,
    &UNCLOSED,
    &CONTROL_CHARACTER,
    &BAD_ESCAPE,
    &LONE_SURROGATE,
    &BAD_NUMBER,
    &BYTE_ORDER_MARK,
];

const fn rule(
    id: &'static str,
    name: &'static str,
    why: &'static str,
    pass: &'static str,
    fail: &'static str,
) -> Rule {
    Rule {
        id,
        name,
        code: "INVALID_FLOW_JSON",
        why,
        source: if id.as_bytes()[0] == b'S' {
            "docs"
        } else {
            "ours"
        },
        pass: Sample::Flow(pass),
        fail: Sample::Flow(fail),
        ..Rule::ERROR
    }
}

pub(super) static NOT_JSON: Rule = rule(
    "S27",
    "not-json",
    "a flow is one JSON value, written as RFC 8259 says, in UTF-8; whatever is wrong with it and \
     has no rule of its own falls under this one",
    r#"{"version": "7.3"}"#,
    r#"{"version" "7.3"}"#,
);

// A sample of 10 MB would be a part of every program that has this crate. The sample that breaks
// the rule is this one with spaces behind it; the test of the samples adds them.
pub(super) static TOO_LARGE: Rule = rule(
    "S28",
    "too-large",
    "a flow has at most 10 MB; write it without line breaks and spaces, use smaller images, or let \
     the endpoint send them",
    r#"{"version": "7.3"}"#,
    r#"{"version": "7.3"}"#,
);

pub(super) static DUPLICATE_KEY: Rule = rule(
    "J1",
    "duplicate-key",
    "of two members with the same key, readers take the first or the last, as they like; keep one",
    r#"{"title": "One"}"#,
    r#"{"title": "One", "title": "Two"}"#,
);

pub(super) static TOO_DEEP: Rule = rule(
    "J2",
    "too-deep",
    "arrays and objects stand at most 128 deep in one another; no flow needs a tenth of it, and \
     readers give up at such depths",
    "[[]]",
    concat!(
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
);

pub(super) static EXTRA_COMMA: Rule = rule(
    "J3",
    "extra-comma",
    "commas stand between values, not before the first and not behind the last one",
    r#"["A", "B"]"#,
    r#"["A", "B",]"#,
);

pub(super) static MISSING_COMMA: Rule = rule(
    "J4",
    "missing-comma",
    "between two members of an object, or two items of an array, stands a comma",
    r#"{"id": "A", "title": "B"}"#,
    r#"{"id": "A" "title": "B"}"#,
);

pub(super) static WRONG_QUOTES: Rule = rule(
    "J5",
    "wrong-quotes",
    "strings and keys stand between straight double quotes; word processors like to bend them",
    r#"{"title": "One"}"#,
    r#"{"title": 'One'}"#,
);

pub(super) static UNQUOTED: Rule = rule(
    "J6",
    "unquoted",
    "strings and keys stand between double quotes; the only words without them are `true`, \
     `false` and `null`",
    r#"{"title": "One"}"#,
    r#"{title: "One"}"#,
);

pub(super) static COMMENT: Rule = rule(
    "J7",
    "comment",
    "JSON has no comments",
    r#"{"title": "One"}"#,
    r#"{"title": "One" /* the first */}"#,
);

pub(super) static TRAILING_DATA: Rule = rule(
    "J8",
    "trailing-data",
    "a document is one value, and nothing but white space stands behind it; often an object is \
     closed too early",
    r#"{"title": "One"}"#,
    r#"{"title": "One"}, "id": "A"}"#,
);

pub(super) static UNCLOSED: Rule = rule(
    "J9",
    "unclosed",
    "each `{` needs its `}`, each `[` its `]`, and each string its second quote",
    r#"{"screens": []}"#,
    r#"{"screens": [}"#,
);

pub(super) static CONTROL_CHARACTER: Rule = rule(
    "J10",
    "control-character",
    "line breaks, tabs and other control characters stand in strings as escapes only",
    r#"{"text": "One\nTwo"}"#,
    "{\"text\": \"One\nTwo\"}",
);

pub(super) static BAD_ESCAPE: Rule = rule(
    "J11",
    "bad-escape",
    r#"the escapes are `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u` with four hexadecimal digits; a regular expression's `\d` is written `\\d`"#,
    r#"{"pattern": "\\d+"}"#,
    r#"{"pattern": "\d+"}"#,
);

pub(super) static LONE_SURROGATE: Rule = rule(
    "J12",
    "lone-surrogate",
    r"characters beyond U+FFFF are two escapes in a row, `\ud83d\ude00`; one of them alone is none",
    r#"{"text": "\ud83d\ude00"}"#,
    r#"{"text": "\ud83d"}"#,
);

pub(super) static BAD_NUMBER: Rule = rule(
    "J13",
    "bad-number",
    "numbers are decimal, without leading zeros or `+`, with digits on both sides of the point, \
     and finite",
    r#"{"min-value": 0.5}"#,
    r#"{"min-value": .5}"#,
);

pub(super) static BYTE_ORDER_MARK: Rule = rule(
    "J14",
    "byte-order-mark",
    "JSON text starts with its value; save the file as UTF-8 without a byte order mark",
    "{}",
    "\u{feff}{}",
);
