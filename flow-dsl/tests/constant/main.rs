//! Rust constants in Flow JSON, as the expansion of `flow!` puts them there.

mod each;
mod limits;
mod list;

use flow_dsl::__private::{Json, Piece, Scalar, constant, length};
use flow_json::TextRange;
use flow_json::expr::{Kind, Notation, Term, read_backtick, read_condition};
use proptest::prelude::*;

/// An expansion written by hand, in a module without a prelude and with the names of Rust types redefined.
#[no_implicit_prelude]
#[deny(warnings)]
#[expect(non_camel_case_types, reason = "the user's names may be any")]
mod expansion {
    struct str;
    struct bool;
    struct Piece;
    struct Scalar;

    mod strings {
        pub(super) const TITLE: &::core::primitive::str = "Say \"hi\"\n";
        pub(super) const BUSY: ::core::primitive::bool = false;
        pub(super) const fn seats() -> ::core::primitive::u16 {
            300
        }
    }

    trait Texts {
        const BODY: &'static ::core::primitive::str;
    }

    impl Texts for (bool, Piece, Scalar) {
        const BODY: &'static ::core::primitive::str = "";
    }

    impl Texts for str {
        const BODY: &'static ::core::primitive::str = "it's `so`";
    }

    pub(super) const JSON: &::flow_dsl::__private::str = {
        const __FLOW_0: &::flow_dsl::__private::str = strings::TITLE;
        const _: () = ::flow_dsl::__private::check(
            ::flow_dsl::__private::Scalar::Text(__FLOW_0),
            &[
                (
                    ::flow_dsl::__private::Test::NotBlank,
                    "`title` cannot be blank; write a text",
                ),
                (
                    ::flow_dsl::__private::Test::Plain,
                    "`title` cannot hold a binding here",
                ),
            ],
        );
        const __FLOW_1: ::flow_dsl::__private::bool = strings::BUSY;
        const __FLOW_2: ::flow_dsl::__private::Scalar =
            ::flow_dsl::__private::constant(strings::seats()).scalar();
        const _: () = ::flow_dsl::__private::check(__FLOW_2, &[]);
        const __FLOW_3: &::flow_dsl::__private::str = <str as Texts>::BODY;
        const __FLOW_4: &::flow_dsl::__private::str = ::core::concat!("v", 1);
        const __FLOW_PIECES: &[::flow_dsl::__private::Piece] = &[
            ::flow_dsl::__private::Piece::Json("{\"title\":"),
            ::flow_dsl::__private::Piece::Value(::flow_dsl::__private::Scalar::Text(__FLOW_0)),
            ::flow_dsl::__private::Piece::Json(",\"busy\":"),
            ::flow_dsl::__private::Piece::Value(::flow_dsl::__private::Scalar::Bool(__FLOW_1)),
            ::flow_dsl::__private::Piece::Json(",\"seats\":{\"type\":"),
            ::flow_dsl::__private::Piece::Type(__FLOW_2),
            ::flow_dsl::__private::Piece::Json(",\"__example__\":"),
            ::flow_dsl::__private::Piece::Value(__FLOW_2),
            ::flow_dsl::__private::Piece::Json("},\"text\":\"`${data.a} "),
            ::flow_dsl::__private::Piece::Joined(::flow_dsl::__private::Scalar::Text(__FLOW_3)),
            ::flow_dsl::__private::Piece::Json("`\",\"condition\":\"${data.a} == "),
            ::flow_dsl::__private::Piece::Condition(::flow_dsl::__private::Scalar::Text(__FLOW_3)),
            ::flow_dsl::__private::Piece::Json("\",\"version\":"),
            ::flow_dsl::__private::Piece::Value(::flow_dsl::__private::Scalar::Text(__FLOW_4)),
            ::flow_dsl::__private::Piece::Json("}"),
        ];
        const __FLOW_JSON: &::flow_dsl::__private::Json<
            { ::flow_dsl::__private::length(__FLOW_PIECES) },
        > = &::flow_dsl::__private::Json::write(__FLOW_PIECES);
        __FLOW_JSON.as_str()
    };
}

#[test]
fn an_expansion_is_the_json() {
    let written: serde_json::Value = serde_json::from_str(expansion::JSON).unwrap();
    let expected = serde_json::json!({
        "title": "Say \"hi\"\n",
        "busy": false,
        "seats": { "type": "number", "__example__": 300 },
        "text": r"`${data.a} 'it\'s \`so\`'`",
        "condition": r"${data.a} == 'it\'s `so`'",
        "version": "v1",
    });
    assert_eq!(written, expected);
}

/// The text of pieces that are known at run time only. Spaces fill it up to a fixed length.
fn written(pieces: &[Piece]) -> String {
    const N: usize = 1 << 14;
    let length = length(pieces);
    let spaces = Box::leak(" ".repeat(N - length).into_boxed_str());
    let mut pieces = pieces.to_vec();
    pieces.push(Piece::Json(spaces));
    let json = Box::new(Json::<N>::write(&pieces));
    // The text must be UTF-8. `as_str` does not check it.
    let text = String::from_utf8(json.as_str().as_bytes().to_vec())
        .unwrap_or_else(|error| panic!("{error}"));
    let (text, behind) = text.split_at(length);
    assert_eq!(behind, spaces);
    text.to_owned()
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn text(text: &str) -> Scalar {
    Scalar::Text(leaked(text))
}

/// Difficult texts: quotes of all kinds, control characters, characters of every length, and stretches
/// without any of these.
fn texts() -> impl Strategy<Value = String> {
    let difficult = prop::sample::select(vec![
        "\"",
        "\\",
        "'",
        "`",
        "\n",
        "\r\n",
        "\t",
        "\u{8}",
        "\u{c}",
        "\0",
        "\u{1f}",
        "\u{7f}",
        " ",
        "!",
        "#",
        "&",
        "[",
        "]",
        "_",
        "a",
        "é",
        "ÿ",
        "\u{80}",
        "\u{a0}",
        "¢",
        "§",
        "Ü",
        "\u{2028}",
        "\u{2029}",
        "שלום",
        "مرحبا",
        "\u{202e}",
        "😀",
        "👩‍👩‍👧",
        "${",
        "${data.a}",
        "\\'",
        "\\`",
        "\u{feff}",
        "\u{ffff}",
    ]);
    let plain = prop::sample::select(vec![
        "abcdefghijklmnop",
        "Termin ",
        "0123456789abcdef0123456789abcdef",
    ]);
    let part = prop_oneof![3 => difficult, 2 => plain];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn a_text_is_written_as_serde_json_writes_it(value in texts()) {
        prop_assert_eq!(written(&[Piece::Value(text(&value))]), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn any_text_is_written_as_serde_json_writes_it(value in any::<String>()) {
        prop_assert_eq!(written(&[Piece::Value(text(&value))]), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn an_operand_is_written_as_the_printer_writes_it(value in texts()) {
        let term = Term { loc: TextRange::NOWHERE, kind: Kind::Text(value.clone().into()) };
        for (piece, notation, around) in [
            (Piece::Backtick(text(&value)), Notation::Backtick, "`"),
            (Piece::Condition(text(&value)), Notation::Condition, ""),
        ] {
            let (quote, around) = (Piece::Json("\""), Piece::Json(around));
            let printed = term.to_text(notation).unwrap();
            prop_assert_eq!(
                written(&[quote, around, piece, around, quote]),
                serde_json::to_string(&printed).unwrap()
            );
        }
    }

    #[test]
    fn an_operand_is_read_as_the_text(value in texts()) {
        let quoted = |piece| -> String {
            serde_json::from_str(&written(&[Piece::Json("\""), piece, Piece::Json("\"")])).unwrap()
        };
        let backtick = read_backtick(&format!("`{}`", quoted(Piece::Backtick(text(&value))))).unwrap();
        let condition = read_condition(&quoted(Piece::Condition(text(&value)))).unwrap();
        prop_assert_eq!(backtick.kind, Kind::Text(value.clone().into()));
        prop_assert_eq!(condition.kind, Kind::Text(value.into()));
    }

    #[test]
    fn an_integer_is_written_in_digits(a in any::<i64>(), b in any::<u64>(), c in any::<i128>(), d in any::<i8>()) {
        let pieces = [
            Piece::Value(constant(a).scalar()),
            Piece::Json(","),
            Piece::Value(constant(b).number()),
            Piece::Json(","),
            Piece::Value(constant(c).integer()),
            Piece::Json(","),
            Piece::Value(constant(d).integer()),
        ];
        prop_assert_eq!(written(&pieces), format!("{a},{b},{c},{d}"));
    }

    #[test]
    fn a_float_is_written_in_the_fewest_digits(mantissa in any::<u64>(), exponent in 957..=1141_u64) {
        let bits = mantissa & !(0x7ff << 52) | exponent << 52;
        let value = f64::from_bits(bits);
        let piece = Piece::Value(constant(value).scalar());
        prop_assert_eq!(written(&[piece]), value.to_string());
    }

    #[test]
    fn a_short_float_is_written_in_the_fewest_digits(mantissa in any::<u32>(), exponent in 61..=245_u32) {
        let value = f32::from_bits(mantissa & !(0xff << 23) | exponent << 23);
        let piece = Piece::Value(constant(value).number());
        prop_assert_eq!(written(&[piece]), value.to_string());
    }

    #[test]
    fn a_price_is_written_as_it_was(euros in 0..100_000_u32, cents in 0..100_u32) {
        let value: f64 = format!("{euros}.{cents:02}").parse().unwrap();
        prop_assert_eq!(written(&[Piece::Value(constant(value).scalar())]), value.to_string());
    }
}

#[test]
fn the_ends_of_the_numbers() {
    let value = |scalar| written(&[Piece::Value(scalar)]);
    assert_eq!(value(constant(i128::MIN).scalar()), i128::MIN.to_string());
    assert_eq!(value(constant(u128::MAX).scalar()), u128::MAX.to_string());
    assert_eq!(value(constant(0_usize).scalar()), "0");
    assert_eq!(value(constant(0.0).scalar()), "0");
    assert_eq!(value(constant(-0.0).scalar()), "-0");
    assert_eq!(value(constant(1e23).scalar()), "100000000000000000000000");
    assert_eq!(
        value(constant(9007199254740993.0).scalar()),
        "9007199254740992"
    );
    assert_eq!(value(constant(-0.1).scalar()), "-0.1");
    assert_eq!(value(constant(0.3_f32).scalar()), "0.3");
    // Literals without a suffix.
    assert_eq!(value(constant(5_000_000_000).scalar()), "5000000000");
    assert_eq!(value(constant(2.5).number()), "2.5");
}

#[test]
fn each_value_has_a_type() {
    for (scalar, name) in [
        (constant("").scalar(), r#""string""#),
        (constant(true).scalar(), r#""boolean""#),
        (constant(1).scalar(), r#""number""#),
        (constant(1.5).scalar(), r#""number""#),
    ] {
        assert_eq!(written(&[Piece::Type(scalar)]), name);
    }
}

#[test]
fn only_a_joined_number_below_zero_has_parentheses() {
    for (piece, text) in [
        (Piece::Joined(constant(-5).scalar()), "(-5)"),
        (Piece::Joined(constant(5).scalar()), "5"),
        (Piece::Joined(constant("-5").scalar()), "'-5'"),
        (Piece::Backtick(constant(-5).scalar()), "-5"),
        (Piece::Condition(constant(true).scalar()), "true"),
        (Piece::Json("-5"), "-5"),
    ] {
        assert_eq!(written(&[piece]), text);
    }
}
