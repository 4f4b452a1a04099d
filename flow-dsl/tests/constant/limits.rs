//! The limits of constants, and the messages for values that break them.

use std::any::Any;
use std::panic::{UnwindSafe, catch_unwind};

use flow_dsl::__private::{Scalar, Test, check, check_each, constant, scalars};

use super::text;

/// The message with which a check ends, if it does not pass.
fn failure(run: impl FnOnce() + UnwindSafe) -> Option<String> {
    let message = |payload: Box<dyn Any + Send>| match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(other) => other
            .downcast::<&str>()
            .map_or_else(|_| "no text".to_owned(), |text| (*text).to_owned()),
    };
    catch_unwind(run).err().map(message)
}

fn passes(test: Test, value: Scalar) -> bool {
    failure(move || check(value, &[(test, "no")])).is_none()
}

#[test]
fn a_message_says_what_was_found() {
    let message = "`label` of `Footer` has {} characters, and 35 are the most; make it shorter";
    let label = text(&"😀".repeat(40));
    assert_eq!(
        failure(move || check(
            label,
            &[(Test::NotBlank, "blank"), (Test::MaxChars(35), message)]
        ))
        .unwrap(),
        "`label` of `Footer` has 40 characters, and 35 are the most; make it shorter",
    );
    let blank = &[(
        Test::NotBlank,
        "`label` of `Footer` is blank; write some text",
    )];
    assert_eq!(
        failure(|| check(Scalar::Text("\u{2003}\n"), blank)).unwrap(),
        "`label` of `Footer` is blank; write some text",
    );
    assert_eq!(
        failure(|| check(
            constant(40).scalar(),
            &[(Test::AtMost(30), "at most 30, not {} ({})")]
        ))
        .unwrap(),
        "at most 30, not 40 (40)",
    );
    let long = text(&"ä{}".repeat(30));
    assert_eq!(
        failure(move || check(long, &[(Test::Color, "`{}` is no colour")])).unwrap(),
        format!("`{}ä…` is no colour", "ä{}".repeat(13)),
    );
    assert_eq!(failure(|| check(Scalar::Text(""), &[])), None);
}

#[test]
fn a_number_that_cannot_be_written_fails() {
    for value in [
        f64::NAN,
        f64::INFINITY,
        1e36,
        1e-20,
        -1e300,
        f64::MIN_POSITIVE,
    ] {
        let message = failure(move || check(constant(value).scalar(), &[])).unwrap();
        assert!(
            message.starts_with("this number cannot stand in a flow: write"),
            "{message}"
        );
    }
    for value in [1e35, 1e-19, -1e35, 0.0] {
        assert_eq!(
            failure(move || check(constant(value).scalar(), &[])),
            None,
            "{value}"
        );
    }
}

#[test]
fn lengths_are_counted_in_characters() {
    let long = "é".repeat(100);
    for (value, count) in [
        ("", 0),
        ("a", 1),
        ("😀😀", 2),
        ("שלום", 4),
        ("\u{2028}", 1),
        (&*long, 100),
    ] {
        for limit in 0..count + 2 {
            assert_eq!(
                passes(Test::MinChars(limit), text(value)),
                count >= limit,
                "{value} {limit}"
            );
            assert_eq!(
                passes(Test::MaxChars(limit), text(value)),
                count <= limit,
                "{value} {limit}"
            );
        }
    }
}

#[test]
fn texts_of_every_kind_of_limit() {
    use Test::{Color, Date, Name, NotBlank, OneOf, Plain, ScreenId, Uri};
    const INPUT: Test = OneOf(&["text", "number"]);
    let padding = "x".repeat(100);
    for (test, good, bad) in [
        (
            NotBlank,
            &["a", " a", "\u{200b}", "\u{2003}é"][..],
            &["", " ", "\n\t\u{a0}\u{2029}\u{3000}\u{85}"][..],
        ),
        (
            Plain,
            &[
                "",
                "`",
                "${price}",
                "$",
                "data.a",
                "{form.a}",
                "a `b` c",
                "$ {data.a}",
                "`a` b",
            ],
            &[
                "`a`",
                "``",
                "${data.a}",
                "Hi ${form.a}!",
                "$${screen.A.form.b}",
                "${a}${data.b}",
            ],
        ),
        (
            Name,
            &["city", "2nd name", "a{b}", "$5"],
            &["a`b", "${data.a}", "x${", "`"],
        ),
        (
            ScreenId,
            &["A", "a_B", "_a"],
            &["", "_", "A1", "A-B", "Ä", "A B"],
        ),
        (
            Uri,
            &[
                "https://example.com/a?b#c",
                "mailto:a@example.com",
                "x-y+z.1:a",
                "tel:1",
            ],
            &[
                "",
                "example.com/terms",
                ":a",
                "1a:b",
                "https:",
                "https://",
                "a b:c",
                "a:b c",
                "a:\u{7f}",
                "a:\u{3000}",
            ],
        ),
        (
            Color,
            &["#1D4ED8", "#abcdef"],
            &[
                "", "#", "blue", "#12345", "#1234567", "1D4ED8#", "#12345g", "#1234é",
            ],
        ),
        (
            Date,
            &[
                "2026-01-31",
                "2024-02-29",
                "2000-02-29",
                "0004-02-29",
                "2026-12-01",
                "2026-04-30",
            ],
            &[
                "",
                "2026-1-31",
                "2026-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-00-01",
                "2026-04-31",
                "2026-01-00",
                "2026/01/31",
                "2026-01-31 ",
                "20é6-01-31",
            ],
        ),
        (INPUT, &["text", "number"], &["", "tex", "texts", "Text"]),
    ] {
        for value in good {
            assert!(passes(test, text(value)), "{test:?} {value:?}");
        }
        for value in bad {
            assert!(!passes(test, text(value)), "{test:?} {value:?}");
        }
    }
    // At every position of a long text.
    for at in 0..100 {
        let (before, behind) = padding.split_at(at);
        for binding in ["${data.a}", "{$${form.b}", "${x}${screen.A.form.c}"] {
            assert!(
                !passes(Plain, text(&format!("{before}{binding}{behind}"))),
                "{at} {binding}"
            );
        }
        assert!(
            passes(Plain, text(&format!("{before}$ {{data.a}} {{${behind}"))),
            "{at}"
        );
    }
}

#[test]
fn numbers_of_every_kind_of_limit() {
    for (test, good, bad) in [
        (
            Test::Whole,
            &[0.0, 2.0, -7.0, 1e30][..],
            &[0.5, -2.25, 1e-9][..],
        ),
        (Test::AtLeast(2), &[2.0, 2.5, 1e9], &[1.0, 1.75, -5.0]),
        (Test::AtMost(30), &[30.0, -1.0, 0.5], &[31.0, 30.25, 1e9]),
    ] {
        for value in good {
            assert!(passes(test, constant(*value).scalar()), "{test:?} {value}");
        }
        for value in bad {
            assert!(!passes(test, constant(*value).scalar()), "{test:?} {value}");
        }
    }
    assert!(!passes(Test::AtLeast(1), constant(i128::MIN).scalar()));
    assert!(!passes(Test::AtMost(1), constant(u128::MAX).scalar()));
}

#[test]
fn limits_of_one_type_pass_the_others() {
    assert!(passes(Test::NotBlank, constant(false).scalar()));
    assert!(passes(Test::NotBlank, constant(0).scalar()));
    assert!(passes(Test::AtMost(1), constant("many").scalar()));
    assert!(passes(Test::Whole, constant(true).scalar()));
}

/// Each kind of white space is found, though most texts are told from it by their first byte.
#[test]
fn all_white_space_is_blank() {
    let spaces: Vec<char> = ('\0'..=char::MAX)
        .filter(|sign| sign.is_whitespace())
        .collect();
    assert!(spaces.len() > 20);
    for space in spaces {
        let blank = scalars([text(&space.to_string())], false);
        let limits = &[(Test::NotBlank, "blank")];
        assert!(
            failure(|| check_each(&blank, "list", limits)).is_some(),
            "{space:?}"
        );
    }
}
