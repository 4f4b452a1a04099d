//! Tells joined text from added numbers. Rust writes both with `+`.

use super::{Binding, Kind, Operator, Term, Type};

/// Makes a [`Kind::Join`] of each `+` that has text on one side, as Rust's `+` would be read.
///
/// From the left: `1 + 2 + "a"` joins the sum and the text, `"a" + 1 + 2` three parts. Between
/// operands of which nothing says that they are text, `+` stays an addition.
///
/// ```
/// use flow_json::expr::{Kind, Notation, Type, read_backtick, resolve_joins};
///
/// let mut term = read_backtick("`1 + 2 + 'a' + ${data.b}`").unwrap();
/// resolve_joins(&mut term, &|_| None);
/// assert_eq!(term.to_text(Notation::Backtick).unwrap(), "`1 + 2 'a' ${data.b}`");
/// ```
pub fn resolve_joins<'s>(term: &mut Term, lookup: &impl Fn(&Binding) -> Option<&'s Type>) {
    match &mut term.kind {
        Kind::Not(inner) | Kind::Negate(inner) => resolve_joins(inner, lookup),
        Kind::Binary(operator, left, right) => {
            resolve_joins(left, lookup);
            resolve_joins(right, lookup);
            if *operator == Operator::Add && (is_text(left, lookup) || is_text(right, lookup)) {
                let mut parts = into_parts(left);
                parts.append(&mut into_parts(right));
                term.kind = Kind::Join(parts);
            }
        }
        Kind::Join(parts) => {
            for part in &mut *parts {
                resolve_joins(part, lookup);
            }
            if parts.iter().any(|part| matches!(part.kind, Kind::Join(_))) {
                *parts = parts.iter_mut().flat_map(into_parts).collect();
            }
        }
        Kind::Binding(_) | Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Constant(_) => {}
    }
}

fn is_text<'s>(term: &Term, lookup: &impl Fn(&Binding) -> Option<&'s Type>) -> bool {
    match &term.kind {
        Kind::Text(_) | Kind::Join(_) => true,
        Kind::Binding(binding) => lookup(binding) == Some(&Type::Text),
        _ => false,
    }
}

/// Takes a term out of its place: the parts of a join, or the term alone.
fn into_parts(term: &mut Term) -> Vec<Term> {
    let loc = term.loc;
    match std::mem::replace(&mut term.kind, Kind::Bool(false)) {
        Kind::Join(parts) => parts,
        kind => vec![Term { loc, kind }],
    }
}
