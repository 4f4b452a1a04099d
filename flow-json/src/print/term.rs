//! Expressions of Flow JSON as expressions of Rust.

use super::code::Code;
use super::literal::{ident, is_ident, quoted, string};
use crate::expr::{
    Binding, Kind, Notation, Operator, Term, Type, is_backtick, read_backtick, read_binding,
    read_condition, resolve_joins,
};
use crate::source::TextRange;

/// The types of the bindings on a screen.
pub(super) type Lookup<'s> = dyn Fn(&Binding) -> Option<&'s Type> + 's;

/// The value of a property, if it is a binding or an expression that Rust can say.
pub(super) fn value(text: &str, lookup: &Lookup<'_>) -> Option<Code> {
    if is_backtick(text) {
        computed(text, &[Notation::Backtick], lookup)
    } else {
        binding(text)
    }
}

/// The condition of an `If`, if Rust can say it.
pub(super) fn condition(text: &str, lookup: &Lookup<'_>) -> Option<Code> {
    let notations = &[Notation::Condition, Notation::Backtick];
    binding(text).or_else(|| computed(text, notations, lookup))
}

/// `form.name`
pub(super) fn binding(text: &str) -> Option<Code> {
    path(&read_binding(text).ok()??)
}

/// The code of an expression, if `flow!` makes the same string of it. The first notation that can
/// write the expression counts. Text is joined with `+` where the types say that it is text.
fn computed(text: &str, notations: &[Notation], lookup: &Lookup<'_>) -> Option<Code> {
    let term = if is_backtick(text) {
        read_backtick(text)
    } else {
        read_condition(text)
    };
    let term = term.ok()?;
    let alone = match &term.kind {
        Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Binding(_) => true,
        Kind::Negate(inner) => matches!(inner.kind, Kind::Number(_)),
        _ => false,
    };
    if alone {
        return None;
    }
    let added = added(&term);
    let code = code(&added, LOWEST)?;
    let mut resolved = added;
    resolve_joins(&mut resolved, &|binding| lookup(binding));
    let mut written = notations.iter().map(|notation| resolved.to_text(*notation));
    let same = written
        .find_map(Result::ok)
        .is_some_and(|written| written == text);
    same.then_some(code)
}

/// The same term with `+` where texts are joined.
fn added(term: &Term) -> Term {
    let kind = match &term.kind {
        Kind::Not(inner) => Kind::Not(Box::new(added(inner))),
        Kind::Negate(inner) => Kind::Negate(Box::new(added(inner))),
        Kind::Binary(operator, left, right) => {
            Kind::Binary(*operator, Box::new(added(left)), Box::new(added(right)))
        }
        Kind::Join(parts) => {
            let parts = parts.iter().map(added);
            let sum = parts.reduce(|sum, part| Term {
                loc: TextRange::NOWHERE,
                kind: Kind::Binary(Operator::Add, Box::new(sum), Box::new(part)),
            });
            return sum.expect("what is joined has parts");
        }
        other => other.clone(),
    };
    Term {
        loc: TextRange::NOWHERE,
        kind,
    }
}

/// How tightly Rust's operators bind.
const LOWEST: u8 = 0;
const UNARY: u8 = 6;

fn level(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        _ if operator.compares() => 3,
        Operator::Add | Operator::Subtract => 4,
        _ => 5,
    }
}

/// A term, in parentheses if it binds less tightly than `needed`.
fn code(term: &Term, needed: u8) -> Option<Code> {
    Some(match &term.kind {
        Kind::Binding(binding) => path(binding)?,
        Kind::Text(text) => string(text),
        Kind::Number(number) => number_code(number)?,
        Kind::Bool(value) => Code::word(value.to_string()),
        Kind::Not(inner) => Code::word(format!("!{}", code(inner, UNARY)?)),
        Kind::Negate(inner) => Code::word(match inner.kind {
            Kind::Negate(_) => format!("-({})", code(inner, LOWEST)?),
            _ => format!("-{}", code(inner, UNARY)?),
        }),
        Kind::Binary(operator, ..) => {
            let own = level(*operator);
            let mut operands = Vec::new();
            chain(term, *operator, &mut operands)?;
            let chain = Code::chain(operator.symbol(), &operands);
            if own < needed {
                Code::word(format!("({chain})"))
            } else {
                chain
            }
        }
        Kind::Constant(_) | Kind::Join(_) => return None,
    })
}

/// The operands of one operator, from left to right.
fn chain(term: &Term, operator: Operator, operands: &mut Vec<Code>) -> Option<()> {
    let own = level(operator);
    match &term.kind {
        Kind::Binary(found, left, right) if *found == operator => {
            if operator.compares() {
                operands.push(code(left, own + 1)?);
            } else {
                chain(left, operator, operands)?;
            }
            operands.push(code(right, own + 1)?);
        }
        _ => operands.push(code(term, own)?),
    }
    Some(())
}

fn number_code(number: &str) -> Option<Code> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| Code::word(number))
}

/// The longest path of several names that rustfmt leaves on one line (`chain_width`). A longer one reads
/// better as a string.
const PATH_WIDTH: usize = 60;

fn path(binding: &Binding) -> Option<Code> {
    let mut path = String::new();
    if let Some(screen) = &binding.screen {
        let id = is_ident(&screen.text).then(|| ident(&screen.text))?;
        path = format!("screen.{id}.");
    }
    path.push_str(binding.source.as_str());
    let mut is_short = binding.screen.is_none() && binding.path.len() == 1;
    for name in &binding.path {
        if is_ident(&name.text) {
            path.push('.');
            path.push_str(&ident(&name.text));
        } else {
            path.push_str(&format!("[{}]", quoted(&name.text)));
        }
    }
    is_short |= path.len() < PATH_WIDTH;
    (!binding.path.is_empty() && is_short).then(|| Code::word(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(binding: &Binding) -> Option<&'static Type> {
        match &binding.path.first()?.text[..] {
            "text" => Some(&Type::Text),
            "number" => Some(&Type::Number),
            _ => Some(&Type::Boolean),
        }
    }

    #[track_caller]
    fn prints(text: &str, code: Option<&str>) {
        let found = value(text, &types).map(|code| code.to_string());
        assert_eq!(found.as_deref(), code, "{text}");
    }

    #[track_caller]
    fn prints_condition(text: &str, code: Option<&str>) {
        let found = condition(text, &types).map(|code| code.to_string());
        assert_eq!(found.as_deref(), code, "{text}");
    }

    #[test]
    fn bindings_are_paths() {
        prints("${form.text}", Some("form.text"));
        prints("${screen.FIRST.data.a.b}", Some("screen.FIRST.data.a.b"));
        prints("${form.first-name}", Some("form[\"first-name\"]"));
        prints("${data.type}", Some("data.r#type"));
        prints("${data}", None);
        prints("Hello ${data.text}", None);
        prints(
            "${screen.A_VERY_LONG_NAME_FOR_A_SCREEN.form.a_very_long_name_for_an_input}",
            None,
        );
    }

    #[test]
    fn expressions_are_those_of_rust() {
        prints("`'Hi ' ${data.text}`", Some("\"Hi \" + data.text"));
        prints("`${data.text} ${data.text}`", Some("data.text + data.text"));
        prints(
            "`'a' ${data.number} + 1`",
            Some("\"a\" + (data.number + 1)"),
        );
        prints("`${data.number} + 1 'a'`", Some("data.number + 1 + \"a\""));
        prints("`(${data.number} + 1) * 2`", Some("(data.number + 1) * 2"));
        prints("`${data.number} - (1 - 2)`", Some("data.number - (1 - 2)"));
        prints(
            "`(${data.number} > 1) == ${data.yes}`",
            Some("(data.number > 1) == data.yes"),
        );
        prints(
            "`!(${data.yes} && ${data.no})`",
            Some("!(data.yes && data.no)"),
        );
        prints("`'it\\'s'  ${data.text}`", None);
        prints("`${data.number} ${data.number}`", None);
        prints("`'a'`", None);
        prints("`-1`", None);
        prints("`1 +`", None);
    }

    #[test]
    fn conditions_have_a_notation_of_their_own() {
        prints_condition("${data.yes}", Some("data.yes"));
        prints_condition(
            "${data.number} > 1 && !${data.no}",
            Some("data.number > 1 && !data.no"),
        );
        prints_condition("${data.text} == 'a'", Some("data.text == \"a\""));
        prints_condition("`${data.text} == 'a'`", None);
        prints_condition("`${data.number} + 1 > 2`", Some("data.number + 1 > 2"));
        prints_condition("(${data.yes})", None);
    }
}
