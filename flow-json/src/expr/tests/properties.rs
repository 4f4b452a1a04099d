//! Properties of every expression.

use crate::source::TextRange;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn binding(first: char) -> BoxedStrategy<Term> {
    let name = |text: String| Name {
        loc: TextRange::NOWHERE,
        text: Cow::Owned(text),
    };
    let screen = proptest::option::of("[A-Z_]{1,5}".prop_map(name));
    let source = select(vec![Source::Data, Source::Form]);
    (screen, source, "[a-z0-9_ä]{0,4}", vec("[a-z]{1,3}", 0..2))
        .prop_map(move |(screen, source, rest, deeper)| {
            let first = format!("{first}{rest}");
            let path = std::iter::once(first).chain(deeper).map(name).collect();
            term(Kind::Binding(Binding {
                loc: TextRange::NOWHERE,
                screen,
                source,
                path,
            }))
        })
        .boxed()
}

fn binary(
    operators: &[Operator],
    side: &BoxedStrategy<Term>,
) -> impl Strategy<Value = Term> + use<> {
    (select(operators.to_vec()), side.clone(), side.clone()).prop_map(|(operator, left, right)| {
        term(Kind::Binary(operator, Box::new(left), Box::new(right)))
    })
}

fn text() -> BoxedStrategy<Term> {
    let literal = r"[a-z '`\\ä€]{0,8}".prop_map(|text| term(Kind::Text(Cow::Owned(text))));
    prop_oneof![literal, binding('t')].boxed()
}

fn negate(inner: BoxedStrategy<Term>) -> impl Strategy<Value = Term> {
    inner.prop_map(|inner| term(Kind::Negate(Box::new(inner))))
}

fn number(depth: u32, notation: Notation) -> BoxedStrategy<Term> {
    let spelling = match notation {
        Notation::Backtick => r"[0-9]{1,3}(\.[0-9]{1,2})?",
        Notation::Condition => "0|[1-9][0-9]{0,3}",
    };
    let literal = spelling
        .prop_map(|number| term(Kind::Number(Cow::Owned(number))))
        .boxed();
    let operand = prop_oneof![literal.clone(), negate(literal), binding('n')].boxed();
    if depth == 0 || notation == Notation::Condition {
        return operand;
    }
    let inner = number(depth - 1, notation);
    let operators = Operator::ALL.iter().copied();
    let operators: Vec<_> = operators.filter(|operator| operator.computes()).collect();
    prop_oneof![
        1 => operand,
        1 => negate(inner.clone()),
        3 => binary(&operators, &inner),
    ]
    .boxed()
}

fn boolean(depth: u32, notation: Notation) -> BoxedStrategy<Term> {
    use Operator::{And, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual, Or};
    let comparisons = [Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual];
    let literal = any::<bool>().prop_map(|value| term(Kind::Bool(value)));
    let operand = prop_oneof![1 => literal, 4 => binding('b')].boxed();
    if depth == 0 {
        return operand;
    }
    let inner = boolean(depth - 1, notation);
    let not = inner
        .clone()
        .prop_map(|inner| term(Kind::Not(Box::new(inner))));
    prop_oneof![
        1 => operand,
        1 => not,
        2 => binary(&[Or, And], &inner),
        1 => binary(&[Equal, NotEqual], &inner),
        1 => binary(&[Equal, NotEqual], &text()),
        2 => binary(&comparisons, &number(depth - 1, notation)),
    ]
    .boxed()
}

/// Back-tick expressions and their types.
fn expression() -> BoxedStrategy<(Term, Type)> {
    let backtick = Notation::Backtick;
    let part = prop_oneof![text(), number(3, backtick), boolean(3, backtick)];
    let join = vec(part, 2..5).prop_map(|parts| term(Kind::Join(parts)));
    prop_oneof![
        prop_oneof![text(), join.boxed()].prop_map(|term| (term, Type::Text)),
        number(4, backtick).prop_map(|term| (term, Type::Number)),
        boolean(4, backtick).prop_map(|term| (term, Type::Boolean)),
    ]
    .boxed()
}

/// Chains of `||` and of `&&` as the reader builds them: from the left.
fn from_the_left(term: Term) -> Term {
    fn collect(operator: Operator, term: Term, into: &mut Vec<Term>) {
        match term.kind {
            Kind::Binary(same, left, right) if same == operator => {
                collect(operator, *left, into);
                collect(operator, *right, into);
            }
            _ => into.push(from_the_left(term)),
        }
    }
    let inside = |boxed: Box<Term>| Box::new(from_the_left(*boxed));
    let kind = match term.kind {
        Kind::Binary(operator @ (Operator::Or | Operator::And), left, right) => {
            let mut operands = Vec::new();
            collect(operator, *left, &mut operands);
            collect(operator, *right, &mut operands);
            let chain = operands.into_iter().reduce(|left, right| Term {
                loc: TextRange::NOWHERE,
                kind: Kind::Binary(operator, Box::new(left), Box::new(right)),
            });
            return chain.unwrap();
        }
        Kind::Binary(operator, left, right) => Kind::Binary(operator, inside(left), inside(right)),
        Kind::Not(inner) => Kind::Not(inside(inner)),
        Kind::Negate(inner) => Kind::Negate(inside(inner)),
        Kind::Join(parts) => Kind::Join(parts.into_iter().map(from_the_left).collect()),
        other => other,
    };
    Term {
        loc: TextRange::NOWHERE,
        kind,
    }
}

/// The positions of each parenthesis and of its partner, in an expression without texts.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, sign) in text.bytes().enumerate() {
        match sign {
            b'(' => open.push(at),
            b')' => pairs.push((open.pop().unwrap(), at)),
            _ => {}
        }
    }
    pairs
}

/// The pieces of texts that are nearly expressions.
const PIECES: &[&str] = &[
    "`",
    "'",
    "\\",
    "${",
    "}",
    "${data.a}",
    "${form.b}",
    "${screen.A.form.c}",
    ".",
    "data",
    "form",
    "screen",
    "(",
    ")",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "<",
    "<=",
    "==",
    "=",
    "&&",
    "&",
    "||",
    "|",
    "0",
    "12",
    "007",
    "1.5",
    "true",
    "null",
    " ",
    "ä",
    "\n",
];

proptest! {
    #[test]
    fn backtick_expressions_read_back((term, ty) in expression()) {
        prop_assert_eq!(type_of(&term, &lookup), Ok(Some(&ty)));
        let text = term.to_text(Notation::Backtick).unwrap();
        let again = read_value(&text).unwrap().unwrap().locate(TextRange::NOWHERE, &text);
        prop_assert_eq!(again, from_the_left(term), "{}", text);
    }

    #[test]
    fn conditions_read_back(term in boolean(4, Notation::Condition)) {
        let text = term.to_text(Notation::Condition).unwrap();
        let again = read_condition(&text).unwrap().locate(TextRange::NOWHERE, &text);
        // Every condition is a back-tick expression too, but for back-ticks in its texts.
        if !text.contains('`') {
            let quoted = format!("`{text}`");
            let quoted = read_backtick(&quoted).unwrap().locate(TextRange::NOWHERE, &quoted);
            prop_assert_eq!(&quoted, &again);
        }
        prop_assert_eq!(again, from_the_left(term), "{}", text);
    }

    #[test]
    fn every_parenthesis_is_needed(term in number(4, Notation::Backtick)) {
        let text = term.to_text(Notation::Backtick).unwrap();
        for (open, close) in pairs(&text) {
            let mut without = text.clone().into_bytes();
            without[open] = b' ';
            without[close] = b' ';
            let without = String::from_utf8(without).unwrap();
            let again = read_backtick(&without).map(|again| again.locate(TextRange::NOWHERE, &without));
            // `-(-1)` has them so that nobody reads `--`.
            let signs = text[..open].ends_with('-') && text[open + 1..].starts_with('-');
            prop_assert!(signs || again != Ok(term.clone()), "{} {}", text, without);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in r"\PC{0,60}") {
        never_panics(&text)?;
    }

    #[test]
    fn nor_is_one_that_is_nearly_right(pieces in vec(select(PIECES), 0..24)) {
        let text = pieces.concat();
        never_panics(&text)?;
        never_panics(&format!("`{text}`"))?;
    }
}

/// Reads a text in all ways, and looks whether the places of mistakes are places of the text.
fn never_panics(text: &str) -> Result<(), TestCaseError> {
    let errors = [
        read_binding(text).err(),
        read_value(text).err(),
        read_backtick(text).err(),
        read_condition(text).err(),
    ];
    for error in errors.into_iter().flatten() {
        prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error);
    }
    for binding in bindings_in(text) {
        prop_assert_eq!(&text[binding.loc.range()], binding.to_string());
    }
    if let Ok(term) = read_backtick(text) {
        let printed = term.to_text(Notation::Backtick).unwrap();
        prop_assert!(read_value(&printed).is_ok(), "{} {}", text, printed);
    }
    Ok(())
}
