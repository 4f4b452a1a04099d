mod properties;

use super::*;
use crate::source::TextRange;

fn term(kind: Kind) -> Term {
    Term {
        loc: TextRange::NOWHERE,
        kind,
    }
}

/// Reads a back-tick expression without its back-ticks.
fn read(text: &str) -> Term {
    let text = format!("`{text}`");
    read_backtick(&text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .locate(TextRange::NOWHERE, &text)
}

/// The first letter of a name tells its type.
fn lookup(binding: &Binding) -> Option<&'static Type> {
    match binding.path[0].text.chars().next()? {
        't' => Some(&Type::Text),
        'n' => Some(&Type::Number),
        'i' => Some(&Type::Integer),
        'b' => Some(&Type::Boolean),
        'l' => Some(&Type::List(None)),
        'o' => Some(&Type::Object(None)),
        _ => None,
    }
}

#[test]
fn as_few_parentheses_as_possible() {
    for (text, printed) in [
        ("((1) + (2)) * 3", "(1 + 2) * 3"),
        ("(1 + 2) + 3", "1 + 2 + 3"),
        ("1 + (2 + 3)", "1 + (2 + 3)"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("1 * (2 / 3)", "1 * (2 / 3)"),
        ("(1 * 2) / 3", "1 * 2 / 3"),
        ("${b} || (${b} || ${b})", "${b} || ${b} || ${b}"),
        ("${b} && (${b} || ${b})", "${b} && (${b} || ${b})"),
        ("(${b} && ${b}) || ${b}", "${b} && ${b} || ${b}"),
        ("(1 + 1) == 2", "1 + 1 == 2"),
        ("(1 == 1) == (2 < 3)", "(1 == 1) == (2 < 3)"),
        ("!(1 == 2)", "!(1 == 2)"),
        ("!(${b})", "!${b}"),
        ("!!${b}", "!!${b}"),
        ("-(-1)", "-(-1)"),
        ("(-1) + 2", "-1 + 2"),
        ("1 - (-2)", "1 - -2"),
        ("'a' (1 + 2)", "'a' 1 + 2"),
        ("'a' (-1)", "'a' (-1)"),
        ("'a' (-1 + 2)", "'a' (-1 + 2)"),
        ("'a' ((-1 + 2) * 3)", "'a' (-1 + 2) * 3"),
        ("(-1) 'a'", "-1 'a'"),
        ("'a' (!${b})", "'a' !${b}"),
        ("'a' (${b} || ${b})", "'a' ${b} || ${b}"),
        (r"'it\'s \` \\'", r"'it\'s \` \\'"),
    ] {
        let (text, printed) = (
            text.replace("{b}", "{data.b}"),
            printed.replace("{b}", "{data.b}"),
        );
        let again = read(&text).to_text(Notation::Backtick).unwrap();
        assert_eq!(again, format!("`{printed}`"), "{text}");
    }
}

#[test]
fn conditions_are_written_so_that_they_can_be_read() {
    for (text, printed) in [
        ("!(!${data.b})", "!(!${data.b})"),
        ("!true == ${data.b}", "!(true) == ${data.b}"),
        (
            "!${data.b} && ${data.n} == -1",
            "!${data.b} && ${data.n} == -1",
        ),
        ("${data.t} == 'it\\'s \\`'", "${data.t} == 'it\\'s `'"),
        ("${form.n} > 0", "${form.n} > 0"),
    ] {
        let again = read(text).to_text(Notation::Condition).unwrap();
        assert_eq!(again, printed);
        assert!(read_condition(&again).is_ok(), "{again}");
    }
}

#[test]
fn parts_that_a_notation_cannot_write() {
    let refused = |text: &str, notation| {
        let text = format!("`{text}`");
        let error = read_backtick(&text).unwrap().to_text(notation).unwrap_err();
        (text[error.loc.range()].to_owned(), error.part)
    };
    for (text, part, reason) in [
        ("${data.n} == 1 + 2", "1 + 2", "arithmetic"),
        ("-${data.n} == 1", "-${data.n}", "arithmetic"),
        ("${data.n} == 1.5", "1.5", "a number that is not whole"),
        ("${data.n} == 01", "01", "a number that is not whole"),
        ("'a' ${data.t}", "'a' ${data.t}", "joined text"),
    ] {
        assert_eq!(
            refused(text, Notation::Condition),
            (part.to_owned(), reason)
        );
    }

    let name = Name {
        loc: TextRange::new(1, 1),
        text: Cow::Borrowed("first-name"),
    };
    let binding = Binding {
        loc: TextRange::new(2, 2),
        screen: None,
        source: Source::Form,
        path: vec![name],
    };
    let binding = Term {
        loc: TextRange::new(3, 3),
        kind: Kind::Binding(binding),
    };
    assert_eq!(
        binding.to_text(Notation::Backtick).unwrap(),
        "${form.first-name}"
    );
    let not = Term {
        loc: TextRange::new(4, 4),
        kind: Kind::Not(Box::new(binding)),
    };
    assert_eq!(
        not.to_text(Notation::Condition).unwrap(),
        "!${form.first-name}"
    );
    assert_eq!(not.to_text(Notation::Backtick).unwrap_err().loc.start(), 1);

    let join = term(Kind::Join(vec![read("'a'"), read("1")]));
    let equal = Kind::Binary(Operator::Equal, Box::new(join), Box::new(read("'a1'")));
    assert_eq!(
        term(equal).to_text(Notation::Backtick).unwrap_err().part,
        "joined text"
    );
}

#[test]
fn types_of_expressions() {
    let types = [
        ("'a'", Some(Type::Text)),
        ("'a' ${data.n} ${data.b}", Some(Type::Text)),
        ("-${data.i} * 2 + ${data.n}", Some(Type::Number)),
        ("${data.n} % 2", Some(Type::Number)),
        ("${data.i} == ${data.n}", Some(Type::Boolean)),
        ("${data.t} != ''", Some(Type::Boolean)),
        ("${data.b} == (1 < 2)", Some(Type::Boolean)),
        ("!${data.b} || ${data.n} >= 2", Some(Type::Boolean)),
        ("${data.unknown}", None),
        ("${data.unknown} + 1", Some(Type::Number)),
        (
            "${data.unknown} == 1 && ${data.unknown} == 'a'",
            Some(Type::Boolean),
        ),
        ("${data.list}", Some(Type::List(None))),
    ];
    for (text, ty) in types {
        assert_eq!(type_of(&read(text), &lookup), Ok(ty.as_ref()), "{text}");
    }
}

#[test]
fn operands_of_the_wrong_type() {
    use TypeErrorKind::{Operand, SidesDiffer};
    for (text, part, kind, message) in [
        (
            "${data.n} + ${data.t}",
            "${data.t}",
            Operand,
            "`+` takes numbers, and this is text",
        ),
        (
            "'a' - 1",
            "'a'",
            Operand,
            "`-` takes numbers, and this is text",
        ),
        (
            "-true",
            "true",
            Operand,
            "`-` takes numbers, and this is a truth value",
        ),
        (
            "${data.t} < 1",
            "${data.t}",
            Operand,
            "`<` takes numbers, and this is text",
        ),
        (
            "${data.t} && ${data.b}",
            "${data.t}",
            Operand,
            "`&&` takes truth values, and this is text; compare it with something",
        ),
        (
            "!${data.n}",
            "${data.n}",
            Operand,
            "`!` takes truth values, and this is a number; compare it with a number",
        ),
        (
            "1 == 1 && ${data.n} == 'a'",
            "${data.n} == 'a'",
            SidesDiffer,
            "`==` compares a number with text; both sides must be of one type",
        ),
        (
            "${data.list} == ''",
            "${data.list}",
            Operand,
            "this is a list, which cannot be compared; use text, a number or a truth value",
        ),
        (
            "'a' ${data.o}",
            "${data.o}",
            Operand,
            "this is an object, which cannot be joined; use text, a number or a truth value",
        ),
        (
            "(1 + 'a') == ${data.list}",
            "'a'",
            Operand,
            "`+` takes numbers, and this is text",
        ),
    ] {
        let text = format!("`{text}`");
        let error = type_of(&read_backtick(&text).unwrap(), &lookup).unwrap_err();
        assert_eq!(
            (&text[error.loc.range()], error.kind),
            (part, kind),
            "{text}"
        );
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn conditions() {
    use TypeErrorKind::{LiteralsOnly, NotBoolean, OnlyLiteral, Operand, SidesDiffer};
    for (text, wrong) in [
        ("${data.b}", None),
        ("${data.unknown}", None),
        ("!${data.b} && ${data.t} == 'a'", None),
        ("true == ${data.b}", None),
        ("true", Some(("true", OnlyLiteral))),
        ("('a')", Some(("'a'", OnlyLiteral))),
        ("-1", Some(("-1", OnlyLiteral))),
        ("1 == 1", Some(("1 == 1", LiteralsOnly))),
        (
            "${data.b} || 'a' == 'b'",
            Some(("'a' == 'b'", LiteralsOnly)),
        ),
        (
            "${data.b} && (true || false)",
            Some(("true || false", LiteralsOnly)),
        ),
        ("!(true) && ${data.b}", Some(("!(true)", LiteralsOnly))),
        ("-1 < 2", Some(("-1 < 2", LiteralsOnly))),
        ("${data.t}", Some(("${data.t}", NotBoolean))),
        ("${data.list}", Some(("${data.list}", NotBoolean))),
        ("${data.t} && ${data.b}", Some(("${data.t}", Operand))),
        ("${data.t} == 1", Some(("${data.t} == 1", SidesDiffer))),
    ] {
        let found = check_condition(&read_condition(text).unwrap(), &lookup);
        let found = found.map_err(|error| (&text[error.loc.range()], error.kind));
        assert_eq!(found.err(), wrong, "{text}");
    }
    let computed = read("${data.n} * 60 > 60 * 24");
    assert_eq!(check_condition(&computed, &lookup), Ok(()));
}

#[test]
fn additions_of_text_become_joins() {
    for (text, joined) in [
        ("1 + 2 + 'a'", "1 + 2 'a'"),
        ("'a' + 1 + 2", "'a' 1 2"),
        ("'a' + (1 + 2)", "'a' 1 + 2"),
        ("'a' + -1", "'a' (-1)"),
        ("'a' + 1 - 2", "!"),
        ("${data.t} + ${data.t2}", "${data.t} ${data.t2}"),
        (
            "${data.n} + ${data.t} + ${data.b}",
            "${data.n} ${data.t} ${data.b}",
        ),
        ("1 + ('a' + 2)", "1 'a' 2"),
        ("'a' + ('b' + ('c' + 1))", "'a' 'b' 'c' 1"),
        ("${data.unknown} + ${data.n}", "${data.unknown} + ${data.n}"),
        ("${data.unknown} + 'a'", "${data.unknown} 'a'"),
        ("${data.n} + 1 * 2", "${data.n} + 1 * 2"),
        ("'a' 'b' + 'c' 1 + 2", "'a' 'b' 'c' 1 + 2"),
        ("!(${data.t} + 'a' == 'b')", "!"),
    ] {
        let mut term = read(text);
        resolve_joins(&mut term, &lookup);
        match term.to_text(Notation::Backtick) {
            Ok(printed) => assert_eq!(printed, format!("`{joined}`"), "{text}"),
            Err(error) => assert_eq!((joined, error.part), ("!", "joined text"), "{text}"),
        }
    }
    let mut term = read("'a' 'b' + 'c' 1 + 2");
    resolve_joins(&mut term, &lookup);
    assert!(matches!(term.kind, Kind::Join(parts) if parts.len() == 4));
}

#[test]
fn which_types_fit() {
    let object = |properties: &[(&str, Type)]| {
        let properties = properties.iter();
        let properties = properties.map(|(name, ty)| ((*name).to_owned(), Some(ty.clone())));
        Type::Object(Some(properties.collect()))
    };
    let list = |items: Type| Type::List(Some(Box::new(items)));
    let option = object(&[("id", Type::Text), ("title", Type::Text)]);
    let more = object(&[
        ("id", Type::Text),
        ("title", Type::Text),
        ("n", Type::Number),
    ]);
    assert!(list(more.clone()).fits(&list(option.clone())));
    assert!(!list(option.clone()).fits(&list(more)));
    assert!(!object(&[("id", Type::Number), ("title", Type::Text)]).fits(&option));
    assert!(!Type::Object(None).fits(&option));
    assert!(option.fits(&Type::Object(None)));
    assert!(Type::List(None).fits(&list(option.clone())));
    assert!(Type::Integer.fits(&Type::Number) && Type::Number.fits(&Type::Integer));
    assert!(!Type::Text.fits(&Type::Boolean) && !Type::List(None).fits(&Type::Text));
    let unknown = Type::Object(Some(
        [("id".to_owned(), None), ("title".to_owned(), None)].into(),
    ));
    assert!(unknown.fits(&option) && option.fits(&unknown));
}

#[test]
fn bindings_of_a_term() {
    let term = read("'a' ${data.a} + 1 * ${screen.A.form.b} !(${data.c} || ${data.d})");
    let found: Vec<_> = term.bindings().map(Binding::to_string).collect();
    assert_eq!(
        found,
        ["${data.a}", "${screen.A.form.b}", "${data.c}", "${data.d}"]
    );
}
