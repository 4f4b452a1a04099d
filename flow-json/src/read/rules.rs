//! The rules of JSON text, each with the mistake it is for.
//!
//! Meta has one code for all of them and tells no place. `S` are the rules that Meta's own
//! checker is known to have, `J` are ours.

use crate::diagnostic::Severity;
use crate::rule::{Origin, Rule, samples};

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

/// All rules of JSON text have the one code of Meta's, and most are ours.
const TEXT: Rule = Rule {
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    ..Rule::ERROR
};

pub(super) const NOT_JSON: Rule = Rule {
    id: "S27",
    name: "not-json",
    why: "a flow is one JSON value, written as RFC 8259 says, in UTF-8; whatever is wrong with it and \
     has no rule of its own falls under this one",
    samples: samples! {
        pass: Flow(r#"{"version": "7.3"}"#),
        fail: Flow(r#"{"version" "7.3"}"#),
    },
    source: Origin::Docs,
    ..TEXT
};

// A sample of 10 MB would be a part of every program that has this crate. The sample that breaks
// the rule is this one with spaces behind it; the test of the samples adds them.
pub(super) const TOO_LARGE: Rule = Rule {
    id: "S28",
    name: "too-large",
    why: "a flow has at most 10 MB; write it without line breaks and spaces, use smaller images, or let \
     the endpoint send them",
    samples: samples! {
        pass: Flow(r#"{"version": "7.3"}"#),
        fail: Flow(r#"{"version": "7.3"}"#),
    },
    source: Origin::Docs,
    ..TEXT
};

pub(super) const DUPLICATE_KEY: Rule = Rule {
    id: "J1",
    name: "duplicate-key",
    why: "of two members with the same key, readers take the first or the last, as they like; keep one",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One", "title": "Two"}"#),
    },
    ..TEXT
};

pub(super) const TOO_DEEP: Rule = Rule {
    id: "J2",
    name: "too-deep",
    why: "arrays and objects stand at most 127 deep in one another; no flow needs a tenth of it, and \
     readers such as `serde_json` give up behind it",
    samples: samples! {
        pass: Flow("[[]]"),
        fail: Flow(concat!(
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        )),
    },
    ..TEXT
};

pub(super) const EXTRA_COMMA: Rule = Rule {
    id: "J3",
    name: "extra-comma",
    why: "commas stand between values, not before the first and not behind the last one",
    samples: samples! {
        pass: Flow(r#"["A", "B"]"#),
        fail: Flow(r#"["A", "B",]"#),
    },
    ..TEXT
};

pub(super) const MISSING_COMMA: Rule = Rule {
    id: "J4",
    name: "missing-comma",
    why: "between two members of an object, or two items of an array, stands a comma",
    samples: samples! {
        pass: Flow(r#"{"id": "A", "title": "B"}"#),
        fail: Flow(r#"{"id": "A" "title": "B"}"#),
    },
    ..TEXT
};

pub(super) const WRONG_QUOTES: Rule = Rule {
    id: "J5",
    name: "wrong-quotes",
    why: "strings and keys stand between straight double quotes; word processors like to bend them",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": 'One'}"#),
    },
    ..TEXT
};

pub(super) const UNQUOTED: Rule = Rule {
    id: "J6",
    name: "unquoted",
    why: "strings and keys stand between double quotes; the only words without them are `true`, \
     `false` and `null`",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{title: "One"}"#),
    },
    ..TEXT
};

pub(super) const COMMENT: Rule = Rule {
    id: "J7",
    name: "comment",
    why: "JSON has no comments",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One" /* the first */}"#),
    },
    ..TEXT
};

pub(super) const TRAILING_DATA: Rule = Rule {
    id: "J8",
    name: "trailing-data",
    why: "a document is one value, and nothing but white space stands behind it; often an object is \
     closed too early",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One"}, "id": "A"}"#),
    },
    ..TEXT
};

pub(super) const UNCLOSED: Rule = Rule {
    id: "J9",
    name: "unclosed",
    why: "each `{` needs its `}`, each `[` its `]`, and each string its second quote",
    samples: samples! {
        pass: Flow(r#"{"screens": []}"#),
        fail: Flow(r#"{"screens": [}"#),
    },
    ..TEXT
};

pub(super) const CONTROL_CHARACTER: Rule = Rule {
    id: "J10",
    name: "control-character",
    why: "line breaks, tabs and other control characters stand in strings as escapes only",
    samples: samples! {
        pass: Flow(r#"{"text": "One\nTwo"}"#),
        fail: Flow("{\"text\": \"One\nTwo\"}"),
    },
    ..TEXT
};

pub(super) const BAD_ESCAPE: Rule = Rule {
    id: "J11",
    name: "bad-escape",
    why: r#"the escapes are `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u` with four hexadecimal digits; a regular expression's `\d` is written `\\d`"#,
    samples: samples! {
        pass: Flow(r#"{"pattern": "\\d+"}"#),
        fail: Flow(r#"{"pattern": "\d+"}"#),
    },
    ..TEXT
};

pub(super) const LONE_SURROGATE: Rule = Rule {
    id: "J12",
    name: "lone-surrogate",
    why: r"characters beyond U+FFFF are two escapes in a row, `\ud83d\ude00`; one of them alone is none",
    samples: samples! {
        pass: Flow(r#"{"text": "\ud83d\ude00"}"#),
        fail: Flow(r#"{"text": "\ud83d"}"#),
    },
    ..TEXT
};

pub(super) const BAD_NUMBER: Rule = Rule {
    id: "J13",
    name: "bad-number",
    why: "numbers are decimal, without leading zeros or `+`, with digits on both sides of the point, \
     and finite",
    samples: samples! {
        pass: Flow(r#"{"min-value": 0.5}"#),
        fail: Flow(r#"{"min-value": .5}"#),
    },
    ..TEXT
};

pub(super) const BYTE_ORDER_MARK: Rule = Rule {
    id: "J14",
    name: "byte-order-mark",
    why: "JSON text starts with its value; save the file as UTF-8 without a byte order mark",
    severity: Severity::Warning,
    disputed: Some("readers of JSON may skip the mark, and whether Meta's does is not known"),
    samples: samples! {
        pass: Flow("{}"),
        fail: Flow("\u{feff}{}"),
    },
    ..TEXT
};
