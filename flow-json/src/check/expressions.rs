//! Expressions: is it one at all?

use super::model::{Content, Expression, Model, Screen, Use, Written};
use super::references::PAYLOAD_EXPRESSION;
use super::sink::{Sink, Spot};
use super::structure::MIXED_TEXT;
use crate::expr::SyntaxKind;
use crate::rule::{Rule, Sample};
use crate::version::Version;

/// Something like a binding.
pub(super) const MALFORMED_BINDING: Rule = Rule {
    id: "D20",
    name: "malformed-binding",
    code: "PATTERN_MISMATCH",
    client_code: Some("INVALID_SCREEN_DYNAMIC_DATA"),
    why: "a binding is `data` or `form` and a name, or `screen`, a screen's id and the same",
    pass: Sample::Screen(
        Version::V7_3,
        r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#,
        r#"{"type": "TextBody", "text": "${data.city}"}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#,
        r#"{"type": "TextBody", "text": "${data..city}"}"#,
    ),
    ..Rule::ERROR
};

/// A back-tick expression of a component that cannot be read.
pub(super) const BROKEN_EXPRESSION: Rule = Rule {
    id: "D16",
    name: "broken-expression",
    code: "INVALID_PROPERTY_VALUE",
    source: "client",
    since: Version::V6_0,
    why: "between back-ticks stand bindings, texts in single quotes, numbers, operators and parentheses",
    pass: Sample::Screen(
        Version::V7_3,
        r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#,
        r#"{"type": "TextBody", "text": "`'Hello ' ${data.city}`"}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#,
        r#"{"type": "TextBody", "text": "`'Hello ${data.city}`"}"#,
    ),
    ..Rule::ERROR
};

/// A rule of conditions, with a condition that keeps it and one that breaks it.
macro_rules! condition {
    ($(#[$doc:meta])* $name:ident, $id:literal, $rule:literal, $why:literal, $pass:literal, $fail:literal) => {
        $(#[$doc])*
        pub(super) const $name: Rule = Rule {
            id: $id,
            name: $rule,
            code: "INVALID_PROPERTY_VALUE",
            since: Version::V4_0,
            why: $why,
            pass: Sample::Screen(Version::V7_3, BOOLEAN_AND_NUMBER, component!($pass)),
            fail: Sample::Screen(Version::V7_3, BOOLEAN_AND_NUMBER, component!($fail)),
            ..Rule::ERROR
        };
    };
}

macro_rules! component {
    ($condition:literal) => {
        concat!(
            r#"{"type": "If", "condition": ""#,
            $condition,
            r#"", "then": [{"type": "TextBody", "text": "A"}]}"#
        )
    };
}

pub(super) use {component, condition};

/// A field of each type.
pub(super) const BOOLEAN_AND_NUMBER: &str = r#""data": {"new": {"type": "boolean", "__example__": true}, "age": {"type": "number", "__example__": 1}}"#;

condition!(
    /// Parentheses around nothing.
    EMPTY_PARENTHESES,
    "I9",
    "empty-parentheses",
    "there must be something in parentheses",
    "(${data.new})",
    "${data.new} && ()"
);
condition!(
    /// A parenthesis without its partner.
    UNMATCHED_PARENTHESIS,
    "I11",
    "unmatched-parenthesis",
    "parentheses come in pairs",
    "(${data.new})",
    "(${data.new}"
);
condition!(
    /// A text without its second quote.
    UNCLOSED_TEXT,
    "I12",
    "unclosed-text",
    "a text stands between two single quotes",
    "${data.age} == 1",
    "${data.new} == 'a"
);
condition!(
    /// Two operands side by side.
    MISSING_OPERATOR,
    "I13",
    "missing-operator",
    "an operator joins two operands",
    "${data.new} && true == ${data.new}",
    "${data.new} true"
);
condition!(
    /// A sign or a word that means nothing.
    UNKNOWN_SYMBOL,
    "I14",
    "unknown-symbol",
    "conditions have the operators `==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||` and `!`",
    "${data.age} == 1",
    "${data.age} = 1"
);
condition!(
    /// An operator where none can stand.
    MISPLACED_OPERATOR,
    "I15",
    "misplaced-operator",
    "an operator stands between its operands, and comparisons cannot be chained",
    "${data.age} < 2",
    "< ${data.age}"
);
condition!(
    /// A value that is none.
    BAD_LITERAL,
    "I17",
    "bad-literal",
    "values are texts, whole numbers, `true` and `false`",
    "${data.age} == 1",
    "${data.age} == 1.5"
);
condition!(
    /// An operator without its right side.
    MISSING_OPERAND,
    "I18",
    "missing-operand",
    "an operator has an operand on each side",
    "${data.age} == 1",
    "${data.age} =="
);
condition!(
    /// A `-` without a number.
    SIGN_WITHOUT_NUMBER,
    "I19",
    "sign-without-number",
    "in a condition `-` belongs to a number",
    "${data.age} == -1",
    "${data.age} == -${data.age}"
);
condition!(
    /// A number such as `007`.
    LEADING_ZERO,
    "I20",
    "leading-zero",
    "numbers do not begin with `0`",
    "${data.age} == 7",
    "${data.age} == 07"
);

pub(super) fn syntax(model: &Model<'_>, sink: &mut Sink) {
    for expression in model.screens.iter().flat_map(Screen::expressions) {
        // Before 6.0 such expressions are a mistake as a whole, and in properties that has been said.
        if expression.written == Written::Expression && model.version < Version::V6_0 {
            if expression.site.usage == Use::Payload {
                let message = "this expression is sent as it stands: before version 6.0 there are \
                               bindings only";
                sink.report(&MIXED_TEXT, expression.spot(), message)
                    .help("bind one value alone, or set `version` to \"6.0\" or newer");
            }
            continue;
        }
        let Content::Malformed(error) = &expression.content else {
            continue;
        };
        let Some(rule) = rule(expression, error.kind) else {
            continue;
        };
        let spot = Spot::part(expression.node, error.range.clone());
        let found = sink.report(rule, spot, &*error.message);
        if let Some(help) = &error.help {
            found.help(&**help);
        }
    }
}

fn rule(expression: &Expression<'_>, kind: SyntaxKind) -> Option<&'static Rule> {
    let rule = match (expression.written, kind) {
        (_, SyntaxKind::MalformedBinding) => &MALFORMED_BINDING,
        (Written::Alone, _) => &MALFORMED_BINDING,
        (Written::Expression, _) => match expression.site.usage {
            Use::Payload => &PAYLOAD_EXPRESSION,
            Use::Property => &BROKEN_EXPRESSION,
        },
        // That it is blank has been said.
        (Written::Condition, SyntaxKind::Blank) => return None,
        (Written::Condition, kind) => match kind {
            SyntaxKind::EmptyParentheses => &EMPTY_PARENTHESES,
            SyntaxKind::UnmatchedParenthesis => &UNMATCHED_PARENTHESIS,
            SyntaxKind::UnclosedText => &UNCLOSED_TEXT,
            SyntaxKind::MissingOperator => &MISSING_OPERATOR,
            SyntaxKind::MisplacedOperator => &MISPLACED_OPERATOR,
            SyntaxKind::BadLiteral => &BAD_LITERAL,
            SyntaxKind::MissingOperand => &MISSING_OPERAND,
            SyntaxKind::SignWithoutNumber => &SIGN_WITHOUT_NUMBER,
            SyntaxKind::LeadingZero => &LEADING_ZERO,
            _ => &UNKNOWN_SYMBOL,
        },
    };
    Some(rule)
}
