//! Operands: does each operator get what it can work with?

use super::expressions::{BOOLEAN_AND_NUMBER, component, condition};
use super::model::{Expression, Misfit, Model, Use, Written};
use super::sink::Sink;
use crate::expr::{Operator, TypeErrorKind};
use crate::rule::{Rule, Sample};
use crate::table::{Format, Type};
use crate::version::Version;

/// An expression of a component that computes with what cannot be computed.
pub(super) const OPERANDS: Rule = Rule {
    id: "D16b",
    name: "operands-of-expression",
    code: "INVALID_PROPERTY_VALUE",
    source: "client",
    since: Version::V6_0,
    why: "each operator takes operands of one type: numbers, truth values, or two of the same",
    pass: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextBody", "text": "A", "visible": "`${data.age} >= 18`"}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextBody", "text": "A", "visible": "`${data.new} >= 18`"}"#,
    ),
    ..Rule::ERROR
};

/// An expression in a payload that computes with what cannot be computed.
pub(super) const PAYLOAD_OPERANDS: Rule = Rule {
    id: "A22b",
    name: "operands-of-payload-expression",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    since: Version::V6_0,
    why: "each operator takes operands of one type; what `complete` and `data_exchange` send is checked since 7.2",
    pass: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {"name": "update_data", "payload": {"age": "`${data.age} + 1`"}}}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "OptIn", "name": "a", "label": "A", "on-select-action": {"name": "update_data", "payload": {"age": "`${data.new} + 1`"}}}"#,
    ),
    ..Rule::ERROR
};

condition!(
    /// An operator with nothing but literals.
    LITERALS_ONLY,
    "I10",
    "literals-only",
    "what compares two literals is always the same",
    "${data.age} == 1",
    "${data.new} && 1 == 1"
);
condition!(
    /// An operator that takes something else.
    CONDITION_OPERANDS,
    "I15b",
    "operands-of-condition",
    "`&&`, `||` and `!` take truth values, `<` and its like numbers, and nothing takes lists or objects",
    "${data.age} > 1 && ${data.new}",
    "${data.age} && ${data.new}"
);
condition!(
    /// Things compared that are of different types.
    SIDES_DIFFER,
    "I16",
    "sides-differ",
    "`==` and `!=` compare two texts, two numbers or two truth values",
    "${data.age} == 1",
    "${data.age} == 'one'"
);
condition!(
    /// A condition that is no truth value.
    NOT_BOOLEAN,
    "I21",
    "not-a-truth-value",
    "a condition holds or does not",
    "${data.new}",
    "${data.age}"
);
condition!(
    /// A condition that is a literal.
    ONLY_LITERAL,
    "I22",
    "only-literal",
    "a condition that is a literal is always the same",
    "${data.new}",
    "true"
);

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
    let action = expression
        .site
        .action
        .map(|index| screen.actions[index].name);
    let since = match action {
        Some("complete" | "data_exchange") => Version::V7_2,
        _ => Version::V6_0,
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
    pass: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextBody", "text": "`'Half: ' (${data.age} / 2)`"}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextBody", "text": "`'Double: ' (${data.age} * 2)`"}"#,
    ),
    ..Rule::WARNING
};

/// `%` and nothing around it.
pub(super) const REMAINDER_ALONE: Rule = Rule {
    id: "W17",
    name: "remainder-alone",
    code: "REMAINDER_ALONE",
    source: "client",
    since: Version::V6_0,
    why: "Meta's client does not know that the result of `%` is a number where it stands alone",
    pass: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextInput", "name": "a", "label": "A", "max-chars": "`${data.age} % 10 + 0`"}"#,
    ),
    fail: Sample::Screen(
        Version::V7_3,
        BOOLEAN_AND_NUMBER,
        r#"{"type": "TextInput", "name": "a", "label": "A", "max-chars": "`${data.age} % 10`"}"#,
    ),
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
