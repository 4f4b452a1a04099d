//! The rules of JSON text, each with the mistake it is for.
//!
//! Meta has one code for all of them and tells no place. `S` are the rules that Meta's own
//! checker is known to have, `J` are ours.

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

pub(super) const NOT_JSON: Rule = Rule {
    id: "S27",
    name: "not-json",
    code: "INVALID_FLOW_JSON",
    why: "a flow is one JSON value, written as RFC 8259 says, in UTF-8; whatever is wrong with it and \
     has no rule of its own falls under this one",
    samples: samples! {
        pass: Flow(r#"{"version": "7.3"}"#),
        fail: Flow(r#"{"version" "7.3"}"#),
    },
    ..Rule::ERROR
};

// A sample of 10 MB would be a part of every program that has this crate. The sample that breaks
// the rule is this one with spaces behind it; the test of the samples adds them.
pub(super) const TOO_LARGE: Rule = Rule {
    id: "S28",
    name: "too-large",
    code: "INVALID_FLOW_JSON",
    why: "a flow has at most 10 MB; write it without line breaks and spaces, use smaller images, or let \
     the endpoint send them",
    samples: samples! {
        pass: Flow(r#"{"version": "7.3"}"#),
        fail: Flow(r#"{"version": "7.3"}"#),
    },
    ..Rule::ERROR
};

pub(super) const DUPLICATE_KEY: Rule = Rule {
    id: "J1",
    name: "duplicate-key",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "of two members with the same key, readers take the first or the last, as they like; keep one",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One", "title": "Two"}"#),
    },
    ..Rule::ERROR
};

pub(super) const TOO_DEEP: Rule = Rule {
    id: "J2",
    name: "too-deep",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "arrays and objects stand at most 128 deep in one another; no flow needs a tenth of it, and \
     readers give up at such depths",
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
    ..Rule::ERROR
};

pub(super) const EXTRA_COMMA: Rule = Rule {
    id: "J3",
    name: "extra-comma",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "commas stand between values, not before the first and not behind the last one",
    samples: samples! {
        pass: Flow(r#"["A", "B"]"#),
        fail: Flow(r#"["A", "B",]"#),
    },
    ..Rule::ERROR
};

pub(super) const MISSING_COMMA: Rule = Rule {
    id: "J4",
    name: "missing-comma",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "between two members of an object, or two items of an array, stands a comma",
    samples: samples! {
        pass: Flow(r#"{"id": "A", "title": "B"}"#),
        fail: Flow(r#"{"id": "A" "title": "B"}"#),
    },
    ..Rule::ERROR
};

pub(super) const WRONG_QUOTES: Rule = Rule {
    id: "J5",
    name: "wrong-quotes",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "strings and keys stand between straight double quotes; word processors like to bend them",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": 'One'}"#),
    },
    ..Rule::ERROR
};

pub(super) const UNQUOTED: Rule = Rule {
    id: "J6",
    name: "unquoted",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "strings and keys stand between double quotes; the only words without them are `true`, \
     `false` and `null`",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{title: "One"}"#),
    },
    ..Rule::ERROR
};

pub(super) const COMMENT: Rule = Rule {
    id: "J7",
    name: "comment",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "JSON has no comments",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One" /* the first */}"#),
    },
    ..Rule::ERROR
};

pub(super) const TRAILING_DATA: Rule = Rule {
    id: "J8",
    name: "trailing-data",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "a document is one value, and nothing but white space stands behind it; often an object is \
     closed too early",
    samples: samples! {
        pass: Flow(r#"{"title": "One"}"#),
        fail: Flow(r#"{"title": "One"}, "id": "A"}"#),
    },
    ..Rule::ERROR
};

pub(super) const UNCLOSED: Rule = Rule {
    id: "J9",
    name: "unclosed",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "each `{` needs its `}`, each `[` its `]`, and each string its second quote",
    samples: samples! {
        pass: Flow(r#"{"screens": []}"#),
        fail: Flow(r#"{"screens": [}"#),
    },
    ..Rule::ERROR
};

pub(super) const CONTROL_CHARACTER: Rule = Rule {
    id: "J10",
    name: "control-character",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "line breaks, tabs and other control characters stand in strings as escapes only",
    samples: samples! {
        pass: Flow(r#"{"text": "One\nTwo"}"#),
        fail: Flow("{\"text\": \"One\nTwo\"}"),
    },
    ..Rule::ERROR
};

pub(super) const BAD_ESCAPE: Rule = Rule {
    id: "J11",
    name: "bad-escape",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: r#"the escapes are `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u` with four hexadecimal digits; a regular expression's `\d` is written `\\d`"#,
    samples: samples! {
        pass: Flow(r#"{"pattern": "\\d+"}"#),
        fail: Flow(r#"{"pattern": "\d+"}"#),
    },
    ..Rule::ERROR
};

pub(super) const LONE_SURROGATE: Rule = Rule {
    id: "J12",
    name: "lone-surrogate",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: r"characters beyond U+FFFF are two escapes in a row, `\ud83d\ude00`; one of them alone is none",
    samples: samples! {
        pass: Flow(r#"{"text": "\ud83d\ude00"}"#),
        fail: Flow(r#"{"text": "\ud83d"}"#),
    },
    ..Rule::ERROR
};

pub(super) const BAD_NUMBER: Rule = Rule {
    id: "J13",
    name: "bad-number",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "numbers are decimal, without leading zeros or `+`, with digits on both sides of the point, \
     and finite",
    samples: samples! {
        pass: Flow(r#"{"min-value": 0.5}"#),
        fail: Flow(r#"{"min-value": .5}"#),
    },
    ..Rule::ERROR
};

pub(super) const BYTE_ORDER_MARK: Rule = Rule {
    id: "J14",
    name: "byte-order-mark",
    code: "INVALID_FLOW_JSON",
    source: Origin::Ours,
    why: "JSON text starts with its value; save the file as UTF-8 without a byte order mark",
    samples: samples! {
        pass: Flow("{}"),
        fail: Flow("\u{feff}{}"),
    },
    ..Rule::ERROR
};
