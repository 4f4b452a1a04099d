//! Operands, which have types that their operator can work with.

use super::model::{Expression, Misfit, Model, Use, Written};
use super::rules::Check;
use super::sink::Sink;
use crate::expr::{Operator, TypeErrorKind};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Format, Type};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: operands,
        rules: &[
            &OPERANDS,
            &PAYLOAD_OPERANDS,
            &LITERALS_ONLY,
            &CONDITION_OPERANDS,
            &SIDES_DIFFER,
            &NOT_BOOLEAN,
            &ONLY_LITERAL,
        ],
    },
    Check {
        run: doubtful_operators,
        rules: &[&MULTIPLICATION, &REMAINDER_ALONE],
    },
];

/// An expression of a component with an operand of the wrong type.
pub(super) const OPERANDS: Rule = Rule {
    id: "D16b",
    name: "operands-of-expression",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_0,
    why: "each operator takes operands of one type: numbers, truth values, or two of the same",
    samples: samples! {
        pass: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextBody", "text": "A", "visible": "`${data.age} >= 18`"}"#),
        fail: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextBody", "text": "A", "visible": "`${data.new} >= 18`"}"#),
    },
    ..Rule::ERROR
};

/// An expression in a payload with an operand of the wrong type.
pub(super) const PAYLOAD_OPERANDS: Rule = Rule {
    id: "A22b",
    name: "operands-of-payload-expression",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    since: Version::V6_0,
    why: "each operator takes operands of one type; what `complete` and `data_exchange` send is checked since 7.2",
    samples: samples! {
        pass: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {"name": "update_data", "payload": {"age": "`${data.age} + 1`"}}}"#),
        fail: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {"name": "update_data", "payload": {"age": "`${data.new} + 1`"}}}"#),
    },
    ..Rule::ERROR
};

/// An operator with nothing but literals.
pub(super) const LITERALS_ONLY: Rule = Rule {
    id: "I10",
    name: "literals-only",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "what compares two literals is always the same",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 1"),
        fail: Condition(V7_3, "${data.new} && 1 == 1"),
    },
    ..Rule::ERROR
};

/// An operator that takes something else.
pub(super) const CONDITION_OPERANDS: Rule = Rule {
    id: "I15b",
    name: "operands-of-condition",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "`&&`, `||` and `!` take truth values, `<` and its like numbers, and nothing takes lists or objects",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} > 1 && ${data.new}"),
        fail: Condition(V7_3, "${data.age} && ${data.new}"),
    },
    ..Rule::ERROR
};

/// Things compared that are of different types.
pub(super) const SIDES_DIFFER: Rule = Rule {
    id: "I16",
    name: "sides-differ",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "`==` and `!=` compare two texts, two numbers or two truth values",
    samples: samples! {
        pass: Condition(V7_3, "${data.age} == 1"),
        fail: Condition(V7_3, "${data.age} == 'one'"),
    },
    ..Rule::ERROR
};

/// A condition that is no truth value.
pub(super) const NOT_BOOLEAN: Rule = Rule {
    id: "I21",
    name: "not-a-truth-value",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "a condition holds or does not",
    samples: samples! {
        pass: Condition(V7_3, "${data.new}"),
        fail: Condition(V7_3, "${data.age}"),
    },
    ..Rule::ERROR
};

/// A condition that is a literal.
pub(super) const ONLY_LITERAL: Rule = Rule {
    id: "I22",
    name: "only-literal",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "a condition that is a literal is always the same",
    samples: samples! {
        pass: Condition(V7_3, "${data.new}"),
        fail: Condition(V7_3, "true"),
    },
    ..Rule::ERROR
};

pub(super) fn operands(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for expression in screen.expressions() {
            if !is_checked(model, screen, expression) {
                continue;
            }
            let names = model.names(screen, expression.site.usage);
            let misfit = if is_condition(expression) {
                expression.check_condition(&names).err()
            } else {
                expression.type_of(&names).err()
            };
            if let Some(misfit) = misfit {
                let rule = rule(expression, &misfit);
                let found = sink.report(rule, misfit.spot, misfit.message);
                if let Some(help) = misfit.help {
                    found.help(help);
                }
            }
        }
    }
}

/// Whether Meta looks at the types in an expression in this version.
pub(super) fn is_checked<'t>(
    model: &Model<'t>,
    screen: &super::model::Screen<'t>,
    expression: &Expression<'t>,
) -> bool {
    if expression.written != Written::Expression {
        return true;
    }
    let since = if screen.sends_at_the_end(expression) {
        Version::V7_2
    } else {
        Version::V6_0
    };
    let unchecked = match (expression.site.usage, expression.site.need) {
        (Use::Payload, _) => false,
        (Use::Property, Some((property, _))) => {
            matches!(property.name, "init-value" | "error-message")
        }
        // In the `init-values` and `error-messages` of a `Form`.
        (Use::Property, None) => true,
    };
    model.version >= since && !unchecked
}

pub(super) fn is_condition(expression: &Expression<'_>) -> bool {
    let need = expression.site.need.map(|(_, ty)| ty);
    match need {
        Some(Type::OneOf(types)) => types
            .iter()
            .any(|(ty, _)| matches!(ty, Type::String(Format::Condition))),
        _ => false,
    }
}

fn rule(expression: &Expression<'_>, misfit: &Misfit) -> &'static Rule {
    if !is_condition(expression) {
        return match expression.site.usage {
            Use::Property => &OPERANDS,
            Use::Payload => &PAYLOAD_OPERANDS,
        };
    }
    match misfit.kind {
        TypeErrorKind::LiteralsOnly => &LITERALS_ONLY,
        TypeErrorKind::Operand => &CONDITION_OPERANDS,
        TypeErrorKind::SidesDiffer => &SIDES_DIFFER,
        TypeErrorKind::NotBoolean => &NOT_BOOLEAN,
        TypeErrorKind::OnlyLiteral => &ONLY_LITERAL,
    }
}

/// `*`, of which Meta's documentation says nothing.
pub(super) const MULTIPLICATION: Rule = Rule {
    id: "W16",
    name: "multiplication",
    code: "MULTIPLICATION",
    since: Version::V6_0,
    why: "Meta's clients multiply, but its documentation does not list `*`",
    disputed: Some("Meta's documentation does not list `*`, and its client takes it"),
    samples: samples! {
        pass: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextBody", "text": "`'Half: ' (${data.age} / 2)`"}"#),
        fail: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextBody", "text": "`'Double: ' (${data.age} * 2)`"}"#),
    },
    ..Rule::WARNING
};

/// `%` and nothing around it.
pub(super) const REMAINDER_ALONE: Rule = Rule {
    id: "W17",
    name: "remainder-alone",
    code: "REMAINDER_ALONE",
    source: Origin::Client,
    since: Version::V6_0,
    why: "Meta's client does not know that the result of `%` is a number where it stands alone",
    samples: samples! {
        pass: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextInput", "name": "a", "label": "A", "max-chars": "`${data.age} % 10 + 0`"}"#),
        fail: Screen(V7_3, crate::rule::sample::BOOLEAN_AND_NUMBER, r#"{"type": "TextInput", "name": "a", "label": "A", "max-chars": "`${data.age} % 10`"}"#),
    },
    ..Rule::WARNING
};

pub(super) fn doubtful_operators(model: &Model<'_>, sink: &mut Sink) {
    for expression in model.screens.iter().flat_map(|screen| screen.expressions()) {
        if let Some(spot) = expression.first(Operator::Multiply) {
            let message = "`*` is not in Meta's documentation";
            sink.report(&MULTIPLICATION, spot, message)
                .help("compute the product where the data comes from, or try it on a phone");
        }
        if expression.outermost() == Some(Operator::Remainder) {
            let message = "`%` alone may not be taken for a number";
            sink.report(&REMAINDER_ALONE, expression.spot(), message)
                .help("add `+ 0`");
        }
    }
}
