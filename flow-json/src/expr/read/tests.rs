use crate::source::TextRange;

use super::binding::FORMS;
use super::*;
use crate::expr::{Operator, Source, SyntaxKind};

fn backtick(text: &str) -> Term {
    read_backtick(text)
        .unwrap_or_else(|error| panic!("{text}: {error:?}"))
        .locate(TextRange::NOWHERE, text)
}

/// Reads both, and says how the reader understood them: every operator in parentheses.
fn explicit(term: &Term) -> String {
    match &term.kind {
        Kind::Binding(binding) => binding.to_string(),
        Kind::Text(text) => format!("'{text}'"),
        Kind::Number(number) => number.to_string(),
        Kind::Bool(value) => value.to_string(),
        Kind::Constant(_) => unreachable!("no text gives one"),
        Kind::Not(inner) => format!("!{}", explicit(inner)),
        Kind::Negate(inner) => format!("-{}", explicit(inner)),
        Kind::Binary(operator, left, right) => {
            let symbol = operator.symbol();
            format!("({} {symbol} {})", explicit(left), explicit(right))
        }
        Kind::Join(parts) => {
            let parts: Vec<_> = parts.iter().map(explicit).collect();
            format!("[{}]", parts.join(", "))
        }
    }
}

#[test]
fn bindings() {
    for (text, screen, source, path) in [
        ("${data.a}", None, Source::Data, &["a"][..]),
        ("${data.a.b.c}", None, Source::Data, &["a", "b", "c"]),
        ("${form.first-name}", None, Source::Form, &["first-name"]),
        ("${form.ein Name}", None, Source::Form, &["ein Name"]),
        ("${form.größe_2}", None, Source::Form, &["größe_2"]),
        ("${data.data}", None, Source::Data, &["data"]),
        ("${screen.A.data.b.c}", Some("A"), Source::Data, &["b", "c"]),
        ("${screen.form.form.x}", Some("form"), Source::Form, &["x"]),
    ] {
        let binding = read_binding(text).unwrap().unwrap();
        assert_eq!(binding.to_string(), text);
        assert_eq!(binding.loc.range(), 0..text.len());
        assert_eq!(binding.screen.as_ref().map(|name| &*name.text), screen);
        assert_eq!(binding.source, source);
        let names: Vec<_> = binding.path.iter().map(|name| &*name.text).collect();
        assert_eq!(names, path);
        for name in binding.screen.iter().chain(&binding.path) {
            assert_eq!(&text[name.loc.range()], name.text);
        }
    }
}

#[test]
fn plain_text_is_no_binding() {
    for text in [
        "",
        "$",
        "${",
        "}",
        "data.a",
        " ${data.a}",
        "${data.a} ",
        "${data.a}${data.b}",
        "Hello ${data.a}",
        "$ {data.a}",
        "{data.a}",
        "${data.a",
    ] {
        assert_eq!(read_binding(text), Ok(None), "{text}");
    }
}

#[test]
fn malformed_bindings() {
    for (text, wrong, help) in [
        ("${}", "${}", FORMS),
        ("${data}", "${data}", FORMS),
        ("${form.}", "", FORMS),
        ("${.a}", "", FORMS),
        ("${data..a}", "", FORMS),
        ("${foo}", "foo", FORMS),
        ("${amount.x}", "amount", FORMS),
        ("${from.x}", "from", "write `form`"),
        ("${Data.x}", "Data", "write `data`"),
        ("${ data.x}", " data", "write `data`"),
        ("${screens.A.form.x}", "screens", "write `screen`"),
        ("${screen}", "${screen}", FORMS),
        ("${screen.A}", "${screen.A}", FORMS),
        ("${screen.A.x}", "x", FORMS),
        ("${screen.A.dat.x}", "dat", "write `data`"),
        ("${screen.A.form}", "${screen.A.form}", FORMS),
        ("${data.${x}", "{", "close the binding with `}` first"),
    ] {
        let error = read_binding(text).unwrap_err();
        assert_eq!(error.kind, SyntaxKind::MalformedBinding, "{text}");
        assert_eq!(&text[error.range.clone()], wrong, "{text}: {error}");
        assert_eq!(error.help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn bindings_inside_text() {
    let found = |text| -> Vec<String> {
        bindings_in(text)
            .inspect(|binding| assert_eq!(text[binding.loc.range()], binding.to_string()))
            .map(|binding| binding.to_string())
            .collect()
    };
    assert_eq!(found("no bindings"), [""; 0]);
    assert_eq!(found("${data.a}"), ["${data.a}"]);
    assert_eq!(
        found("a} ${data.a}, ${form.b}} ${c}"),
        ["${data.a}", "${form.b}"]
    );
    assert_eq!(found("${ and ${data.a}"), ["${data.a}"]);
    assert_eq!(found("€${data.ä}€"), ["${data.ä}"]);
}

#[test]
fn values() {
    assert_eq!(read_value("Hello ${data.a}"), Ok(None));
    assert_eq!(read_value("`"), Ok(None));
    assert_eq!(read_value("`a` and b"), Ok(None));
    assert!(matches!(
        read_value("${data.a}").unwrap().unwrap().kind,
        Kind::Binding(_)
    ));
    assert!(matches!(
        read_value("`1`").unwrap().unwrap().kind,
        Kind::Number(_)
    ));
    assert!(read_value("${a}").is_err());
    assert_eq!(read_value("``").unwrap_err().kind, SyntaxKind::Blank);
}

#[test]
fn precedence() {
    for (text, meaning) in [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 * 2 + 3", "((1 * 2) + 3)"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("1 / 2 % 3 * 4", "(((1 / 2) % 3) * 4)"),
        ("(1 + 2) * 3", "((1 + 2) * 3)"),
        ("true || false && true", "(true || (false && true))"),
        ("1 + 1 < 3 == true", "(((1 + 1) < 3) == true)"),
        ("1 == 2 && 3 != 4", "((1 == 2) && (3 != 4))"),
        ("!true && false", "(!true && false)"),
        ("-1 - -1", "(-1 - -1)"),
        ("+1 + +2", "(1 + 2)"),
        ("!!true", "!!true"),
        ("-(1 + 2)", "-(1 + 2)"),
        ("'a' 1 + 2 'b'", "['a', (1 + 2), 'b']"),
        ("'a' ${data.b} / 2", "['a', (${data.b} / 2)]"),
        ("'a' -1", "('a' - 1)"),
        ("'a' (-1)", "['a', -1]"),
        ("'a' !${data.b}", "['a', !${data.b}]"),
        ("('a')('b')", "['a', 'b']"),
        ("1==1", "(1 == 1)"),
        (r"'it\'s \\ \` \n'", r"'it's \ ` \n'"),
        ("0.50 + 007", "(0.50 + 007)"),
    ] {
        let text = format!("`{text}`");
        assert_eq!(explicit(&backtick(&text)), meaning, "{text}");
    }
}

#[test]
fn documented_examples() {
    for (text, printed) in [
        ("`'Hello ' ${form.first_name}`", None),
        (
            "` 'Hello ' ${form.first_name}`",
            Some("`'Hello ' ${form.first_name}`"),
        ),
        ("`(${form.number} == 42)`", Some("`${form.number} == 42`")),
        (
            "` 'The sum of ' ${data.a} ' and ' ${data.b} ' is ' (${data.a} + ${data.b})`",
            Some("`'The sum of ' ${data.a} ' and ' ${data.b} ' is ' ${data.a} + ${data.b}`"),
        ),
        ("`${form.a} ' you are ' ${form.b} ' years old.'`", None),
        ("`!(${form.a} == 'x') || ${data.b} >= 2 && ${data.c}`", None),
    ] {
        let again = backtick(text).to_text(Notation::Backtick).unwrap();
        assert_eq!(again, printed.unwrap_or(text));
    }
    for text in [
        "${data.has_sizes}",
        "(${data.value} && (${form.animal} == 'cat'))",
        "(${screen.SELECT_INSURANCE.form.insurance} != '')",
        "!${data.a} || !(${data.b} > -5)",
        r"${form.a} == 'it\'s'",
        "${form.a}=='a'&&${form.b}<=0",
        "(${data.a} == ${data.b}) == ${data.c}",
    ] {
        let term = read_condition(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(term.to_text(Notation::Condition).is_ok(), "{text}");
    }
}

#[test]
fn places_of_parts() {
    let text = "`(${data.a} + 1) * 'ä'`";
    let term = read_backtick(text).unwrap();
    let Kind::Binary(Operator::Multiply, left, right) = &term.kind else {
        panic!("{term:?}");
    };
    assert_eq!(&text[term.loc.range()], "(${data.a} + 1) * 'ä'");
    assert_eq!(&text[left.loc.range()], "${data.a} + 1");
    assert_eq!(&text[right.loc.range()], "'ä'");
}

/// One row per mistake: the text, the part that is wrong, the kind.
const CONDITION_MISTAKES: &[(&str, &str, SyntaxKind)] = &[
    ("", "", SyntaxKind::Blank),
    (" \t ", " \t ", SyntaxKind::Blank),
    ("${data.a} && ()", "()", SyntaxKind::EmptyParentheses),
    ("( )", "( )", SyntaxKind::EmptyParentheses),
    ("${data.a})", ")", SyntaxKind::UnmatchedParenthesis),
    ("(${data.a}", "(", SyntaxKind::UnmatchedParenthesis),
    ("(", "(", SyntaxKind::UnmatchedParenthesis),
    (")${data.a}(", ")", SyntaxKind::UnmatchedParenthesis),
    ("${data.a} == 'x", "'x", SyntaxKind::UnclosedText),
    (r"${data.a} == 'x\'", r"'x\'", SyntaxKind::UnclosedText),
    (
        "${data.a} ${data.b}",
        "${data.b}",
        SyntaxKind::MissingOperator,
    ),
    ("(${data.a} 'b')", "'b'", SyntaxKind::MissingOperator),
    ("${data.a} (${data.b})", "(", SyntaxKind::MissingOperator),
    ("${data.a} !${data.b}", "!", SyntaxKind::MissingOperator),
    ("${data.a} = 1", "=", SyntaxKind::UnknownSymbol),
    ("${data.a} === 1", "===", SyntaxKind::UnknownSymbol),
    ("${data.a} <> 1", "<>", SyntaxKind::UnknownSymbol),
    ("${data.a} & ${data.b}", "&", SyntaxKind::UnknownSymbol),
    ("${data.a} and ${data.b}", "and", SyntaxKind::UnknownSymbol),
    ("data.a == 1", "data.a", SyntaxKind::UnknownSymbol),
    ("${data.a} == cat", "cat", SyntaxKind::UnknownSymbol),
    ("${data.a} == \"cat\"", "\"", SyntaxKind::UnknownSymbol),
    ("${data.a} + 1 > 2", "+", SyntaxKind::UnknownSymbol),
    ("${data.a} -1 > 2", "-", SyntaxKind::UnknownSymbol),
    ("${data.a} # 1", "#", SyntaxKind::UnknownSymbol),
    ("`${data.a}`", "`", SyntaxKind::UnknownSymbol),
    ("&& ${data.a}", "&&", SyntaxKind::MisplacedOperator),
    (
        "${data.a} && || ${data.b}",
        "||",
        SyntaxKind::MisplacedOperator,
    ),
    ("1 < ${data.a} < 3", "<", SyntaxKind::MisplacedOperator),
    (
        "${data.a} == ${data.b} < 3",
        "==",
        SyntaxKind::MisplacedOperator,
    ),
    ("!true", "!", SyntaxKind::MisplacedOperator),
    ("!!${data.a}", "!", SyntaxKind::MisplacedOperator),
    ("${data.a} == null", "null", SyntaxKind::BadLiteral),
    ("${data.a} == 1.5", "1.5", SyntaxKind::BadLiteral),
    ("${data.a} == 1a", "1a", SyntaxKind::BadLiteral),
    ("${data.a} == 1.", "1.", SyntaxKind::BadLiteral),
    ("${data.a} &&", "", SyntaxKind::MissingOperand),
    (
        "(${data.a} ==) && ${data.b}",
        ")",
        SyntaxKind::MissingOperand,
    ),
    ("!", "", SyntaxKind::MissingOperand),
    ("${data.a} == -", "-", SyntaxKind::SignWithoutNumber),
    ("${data.a} == - 1", "-", SyntaxKind::SignWithoutNumber),
    (
        "${data.a} == -${data.b}",
        "-",
        SyntaxKind::SignWithoutNumber,
    ),
    ("${data.a} == 007", "007", SyntaxKind::LeadingZero),
    ("${data.a} == -01", "01", SyntaxKind::LeadingZero),
    ("${a}", "a", SyntaxKind::MalformedBinding),
    ("${data.a == 1", "${", SyntaxKind::MalformedBinding),
    ("${data.a} ? 1 : 2", "?", SyntaxKind::Ternary),
];

const BACKTICK_MISTAKES: &[(&str, &str, SyntaxKind)] = &[
    ("``", "", SyntaxKind::Blank),
    ("`  `", "  ", SyntaxKind::Blank),
    ("`()`", "()", SyntaxKind::EmptyParentheses),
    ("`(1`", "(", SyntaxKind::UnmatchedParenthesis),
    ("`1)`", ")", SyntaxKind::UnmatchedParenthesis),
    ("`'a`", "'a", SyntaxKind::UnclosedText),
    (r"`'a\'`", r"'a\'", SyntaxKind::UnclosedText),
    (
        "`('a' ${data.b})`",
        "${data.b}",
        SyntaxKind::MissingOperator,
    ),
    ("`1 | 2`", "|", SyntaxKind::UnknownSymbol),
    ("`1 ** 2`", "**", SyntaxKind::UnknownSymbol),
    ("`1, 2`", ",", SyntaxKind::UnknownSymbol),
    ("`Hello ${data.a}`", "Hello", SyntaxKind::UnknownSymbol),
    ("`* 2`", "*", SyntaxKind::MisplacedOperator),
    ("`null`", "null", SyntaxKind::BadLiteral),
    ("`1 +`", "", SyntaxKind::MissingOperand),
    ("`1 -`", "", SyntaxKind::MissingOperand),
    ("`-`", "", SyntaxKind::MissingOperand),
    ("`${x} 'a'`", "x", SyntaxKind::MalformedBinding),
    (
        "`${form.first-name} 'a'`",
        "first-name",
        SyntaxKind::UnusableName,
    ),
    (
        "`${form.first name} 'a'`",
        "first name",
        SyntaxKind::UnusableName,
    ),
    ("`${data.a} ? 1 : 2`", "?", SyntaxKind::Ternary),
    ("`'a`b'`", "`", SyntaxKind::UnescapedBacktick),
    ("`1` + `2`", "`", SyntaxKind::UnescapedBacktick),
];

#[test]
fn mistakes() {
    let read = |text: &str, wrong: &str, kind, error: SyntaxError| {
        assert_eq!(
            (&text[error.range.clone()], error.kind),
            (wrong, kind),
            "{text}: {error}"
        );
        let first = error.message.chars().next().unwrap();
        assert!(
            !first.is_uppercase() && !error.to_string().ends_with('.'),
            "{error}"
        );
    };
    for &(text, wrong, kind) in CONDITION_MISTAKES {
        read(text, wrong, kind, read_condition(text).expect_err(text));
    }
    for &(text, wrong, kind) in BACKTICK_MISTAKES {
        read(text, wrong, kind, read_backtick(text).expect_err(text));
    }
}

#[test]
fn messages_say_what_to_write() {
    for (text, message) in [
        ("data.a == 1", "`data.a` is no binding; write `${data.a}`"),
        (
            "${data.a} and true",
            "there is no operator `and`; write `&&`",
        ),
        ("True", "`True` means nothing here; write `true`"),
        (
            "${data.a} * 2 == 4",
            "a condition cannot calculate with `*`; put the whole condition between back-ticks",
        ),
        (
            "${data.a} == cat",
            "`cat` means nothing here; write a binding such as `${data.field}`, or the text `'cat'`",
        ),
    ] {
        assert_eq!(read_condition(text).unwrap_err().to_string(), message);
    }
}

/// In quadratic time this would take hours.
#[test]
fn deep_and_long_texts_end_soon() {
    // Linear work takes a second, also on a busy machine, and quadratic work minutes.
    const SIZE: usize = 1 << 17;
    let sum = "1+".repeat(SIZE / 2) + "1";
    for text in [
        "(".repeat(SIZE),
        "!(".repeat(SIZE),
        "-".repeat(SIZE),
        "1*(".repeat(SIZE),
        sum,
        "${".repeat(SIZE),
        "$".repeat(SIZE),
        "}".repeat(SIZE),
        "${data.".repeat(SIZE),
        "'".repeat(SIZE + 1),
        "1".repeat(SIZE) + "x",
        "x".repeat(SIZE),
    ] {
        let quoted = format!("`{text}`");
        assert!(read_backtick(&quoted).is_err() || text.starts_with('\''));
        assert!(read_condition(&text).is_err());
        assert_eq!(bindings_in(&text).count(), 0);
        assert_eq!(read_binding(&text), Ok(None));
    }
    assert!(
        read_condition(&"(".repeat(SIZE)).is_err_and(|error| error.kind == SyntaxKind::TooDeep)
    );
    // Without recursion in between, length is no depth.
    let flat = format!("`{}`", "'a' ".repeat(SIZE / 4));
    assert!(
        matches!(read_backtick(&flat).unwrap().kind, Kind::Join(parts) if parts.len() == SIZE / 4)
    );
}

#[test]
fn the_deepest_term_can_be_walked() {
    let depth = MAX_DEPTH - 1;
    for text in [
        format!("`{}1`", "-".repeat(depth)),
        format!("`{}1`", "1 + ".repeat(depth)),
        format!("`{}1{}`", "(1 + ".repeat(depth / 2), ")".repeat(depth / 2)),
    ] {
        let term = read_backtick(&text).unwrap_or_else(|error| panic!("{error}"));
        let printed = term.to_text(Notation::Backtick).unwrap();
        assert_eq!(
            printed.matches(['1', '+', '-']).count(),
            text.matches(['1', '+', '-']).count()
        );
        assert_eq!(term.locate(TextRange::NOWHERE, &text), backtick(&text));
    }
}
