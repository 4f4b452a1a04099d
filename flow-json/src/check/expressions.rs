//! Expressions: is it one at all?

use super::model::{Content, Expression, Model, Use, Written};
use super::references::PAYLOAD_EXPRESSION;
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::structure::MIXED_TEXT;
use crate::expr::SyntaxKind;
use crate::rule::{Origin, Rule, samples};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: syntax,
    rules: &[
        &MALFORMED_BINDING,
        &BROKEN_EXPRESSION,
        &EMPTY_PARENTHESES,
        &UNMATCHED_PARENTHESIS,
        &UNCLOSED_TEXT,
        &MISSING_OPERATOR,
        &UNKNOWN_SYMBOL,
        &MISPLACED_OPERATOR,
        &BAD_LITERAL,
        &MISSING_OPERAND,
        &SIGN_WITHOUT_NUMBER,
        &LEADING_ZERO,
    ],
}];

/// Something like a binding.
pub(super) const MALFORMED_BINDING: Rule = Rule {
    id: "D20",
    name: "malformed-binding",
    code: "PATTERN_MISMATCH",
    client_code: Some("INVALID_SCREEN_DYNAMIC_DATA"),
    why: "a binding is `data` or `form` and a name, or `screen`, a screen's id and the same",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data.city}"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "${data..city}"}"#),
    },
    ..Rule::ERROR
};

/// A back-tick expression of a component that cannot be read.
pub(super) const BROKEN_EXPRESSION: Rule = Rule {
    id: "D16",
    name: "broken-expression",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_0,
    why: "between back-ticks stand bindings, texts in single quotes, numbers, operators and parentheses",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "`'Hello ' ${data.city}`"}"#),
        fail: Screen(V7_3, r#""data": {"city": {"type": "string", "__example__": "Rome"}}"#, r#"{"type": "TextBody", "text": "`'Hello ${data.city}`"}"#),
    },
    ..Rule::ERROR
};

/// Parentheses around nothing.
pub(super) const EMPTY_PARENTHESES: Rule = Rule {
    id: "I9",
    name: "empty-parentheses",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "there must be something in parentheses",
    samples: samples! {
        pass: Condition(V7_3, "(${data.new})"),
        fail: Condition(V7_3, "${data.new} && ()"),
    },
    ..Rule::ERROR
};

/// A parenthesis without its partner.
pub(super) const UNMATCHED_PARENTHESIS: Rule = Rule {
    id: "I11",
    name: "unmatched-parenthesis",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "parentheses come in pairs",
    samples: samples! {
        pass: Condition(V7_3, "(${data.new})"),
        fail: Condition(V7_3, "(${data.new}"),
    },
    ..Rule::ERROR
};

/// A text without its second quote.
pub(super) const UNCLOSED_TEXT: Rule = Rule {
    id: "I12",
    name: "unclosed-text",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "a text stands between two single quotes",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "If", "condition": "${data.kind} == 'a'", "then": [{"type": "TextBody", "text": "A"}]}"#),
        fail: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "If", "condition": "${data.kind} == 'a", "then": [{"type": "TextBody", "text": "A"}]}"#),
    },
    ..Rule::ERROR
};

/// Two operands side by side.
pub(super) const MISSING_OPERATOR: Rule = Rule {
    id: "I13",
    name: "missing-operator",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "an operator joins two operands",
    samples: samples! {
        pass: Condition(V7_3, "${data.new} && true == ${data.new}"),
        fail: Condition(V7_3, "${data.new} true"),
    },
    ..Rule::ERROR
};

/// A sign or a word that means nothing.
pub(super) const UNKNOWN_SYMBOL: Rule = Rule {
    id: "I14",
    name: "unknown-symbol",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "conditions have the operators `==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||` and `!`",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 1"),
        fail: Condition(V7_3, "${data.age} = 1"),
    },
    ..Rule::ERROR
};

/// An operator where none can stand.
pub(super) const MISPLACED_OPERATOR: Rule = Rule {
    id: "I15",
    name: "misplaced-operator",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "an operator stands between its operands, and comparisons cannot be chained",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} < 2"),
        fail: Condition(V7_3, "< ${data.age}"),
    },
    ..Rule::ERROR
};

/// A value that is none.
pub(super) const BAD_LITERAL: Rule = Rule {
    id: "I17",
    name: "bad-literal",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "values are texts, whole numbers, `true` and `false`",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 1"),
        fail: Condition(V7_3, "${data.age} == 1.5"),
    },
    ..Rule::ERROR
};

/// An operator without its right side.
pub(super) const MISSING_OPERAND: Rule = Rule {
    id: "I18",
    name: "missing-operand",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "an operator has an operand on each side",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 1"),
        fail: Condition(V7_3, "${data.age} =="),
    },
    ..Rule::ERROR
};

/// A `-` without a number.
pub(super) const SIGN_WITHOUT_NUMBER: Rule = Rule {
    id: "I19",
    name: "sign-without-number",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "in a condition `-` belongs to a number",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == -1"),
        fail: Condition(V7_3, "${data.age} == -${data.age}"),
    },
    ..Rule::ERROR
};

/// A number such as `007`.
pub(super) const LEADING_ZERO: Rule = Rule {
    id: "I20",
    name: "leading-zero",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "numbers do not begin with `0`",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 7"),
        fail: Condition(V7_3, "${data.age} == 07"),
    },
    ..Rule::ERROR
};

pub(super) fn syntax(model: &Model<'_>, sink: &mut Sink) {
    let screens = model.screens.iter();
    let expressions = screens.flat_map(|screen| {
        let expressions = screen.expressions().iter();
        expressions.map(move |expression| (screen, expression))
    });
    for (screen, expression) in expressions {
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
        if !screen.sends_at_the_end(expression) {
            found.enforced();
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
