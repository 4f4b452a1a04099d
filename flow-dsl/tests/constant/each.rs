//! Loops over constant lists.

use flow_dsl::__private::{
    Cell, Column, Fat, Piece, Scalar, Test, cell, check_distinct, check_each, check_most, constant,
    is_any_longer, most, rows, rows_size, scalars, texts,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::list::{LIMITS, is_refused, panics, text};

/// Enough for all rows here.
const SIZE: usize = 1 << 16;
/// The number of items in most loops here.
const N: usize = 6;

fn of_texts<const N: usize>(values: [&'static str; N], are_ids: bool) -> &'static Column<N> {
    Box::leak(Box::new(texts(values.map(|text| Fat { text }), are_ids)))
}

fn of_scalars<const N: usize>(values: [Scalar; N]) -> &'static Column<N> {
    Box::leak(Box::new(scalars(values, false)))
}

/// The rows, which are UTF-8 and have room for a word behind them.
fn written<const CELLS: usize>(opening: &'static str, cells: &[Cell<N>; CELLS]) -> String {
    let rows = rows::<N, CELLS, SIZE>(opening, cells);
    let items = rows.items();
    assert!(items.len() + 16 < rows_size(opening, cells));
    String::from_utf8(items.as_bytes().to_vec()).expect("rows are UTF-8")
}

/// A value of any kind, and the same in JSON.
fn value() -> impl Strategy<Value = (Scalar, Value)> {
    prop_oneof![
        4 => text().prop_map(|text| (Scalar::Text(text), json!(text))),
        1 => any::<bool>().prop_map(|truth| (constant(truth).scalar(), json!(truth))),
        1 => any::<i64>().prop_map(|number| (constant(number).scalar(), json!(number))),
    ]
}

proptest! {
    #[test]
    fn rows_are_the_json_of_their_items(
        ids in [(); N].map(|()| text()),
        values in [(); N].map(|()| value()),
        key in "k[a-z]{0,40}",
    ) {
        let key = &*key.leak();
        let of_values = of_scalars(values.clone().map(|(scalar, _)| scalar));
        let cells = [
            cell(Piece::Text(of_texts(ids, false)), "\",\""),
            cell(Piece::Json(key), "\":"),
            cell(Piece::Value(of_values), ",\"type\":"),
            cell(Piece::Type(of_values), "},{\"id\":\""),
        ];
        let written = written("{\"id\":\"", &cells);
        let items: Value = serde_json::from_str(&format!("[{written}]")).unwrap();
        let expected = ids.iter().zip(&values).map(|(id, (_, value))| {
            let kind = match value {
                Value::String(_) => "string",
                Value::Bool(_) => "boolean",
                _ => "number",
            };
            let mut item = json!({ "id": id, "type": kind });
            item[key] = value.clone();
            item
        });
        prop_assert_eq!(items, expected.collect::<Value>());
    }

    #[test]
    fn rows_of_texts_are_the_texts(before in text(), values in [(); N].map(|()| value())) {
        let column = of_scalars(values.clone().map(|(scalar, _)| scalar));
        let cells = [cell(Piece::Json(before), ""), cell(Piece::Plain(column), "")];
        let rows = Box::leak(Box::new(rows::<N, 2, SIZE>("", &cells)));
        let read = Box::leak(Box::new(texts(rows.texts(), false)));
        let read = written("", &[cell(Piece::Value(read), ",")]);
        let read: Vec<String> = serde_json::from_str(&format!("[{read}]")).unwrap();
        for (text, (_, value)) in read.iter().zip(&values) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            prop_assert_eq!(text, &(before.to_owned() + &value));
        }
    }

    #[test]
    fn what_breaks_a_limit_is_found_in_each_item(texts in [(); N].map(|()| text())) {
        let column = of_texts(texts, false);
        let refused = panics(|| check_each(column, "list", LIMITS));
        prop_assert_eq!(refused, texts.iter().any(|text| is_refused(text)));
        for max in [0, 3, 20] {
            let longer = texts.iter().any(|text| text.chars().count() > max);
            prop_assert_eq!(is_any_longer(column, max), longer);
            let refused = panics(|| check_each(column, "list", &[(Test::MaxChars(max), "long")]));
            prop_assert_eq!(refused, longer);
        }
        let least = texts.iter().any(|text| text.chars().count() < 2);
        let refused = panics(|| check_each(column, "list", &[(Test::MinChars(2), "short")]));
        prop_assert_eq!(refused, least);
    }

    #[test]
    fn ids_that_stand_twice_are_found(
        first in [(); 4].map(|()| "[a-d]{1,2}|the-same-beginning-of-ids-[a-z]{1,2}"),
        second in [(); 2].map(|()| "[a-d]{1,2}"),
        mut written in proptest::collection::vec("[a-d]{1,2}", 0..3),
    ) {
        // The checker finds these.
        written.sort_unstable();
        written.dedup();
        let mut all = [&first[..], &second, &written].concat();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        let leaked = |id: String| &*id.leak();
        let (first, second) = (first.map(leaked), second.map(leaked));
        let written: Vec<_> = written.into_iter().map(leaked).collect();
        let refused = panics(|| {
            let (first, second) = (of_texts(first, true), of_texts(second, true));
            let lists = [("`A`", first.ids()), ("`B`", second.ids())];
            check_distinct(&lists, &written, [(0, 0); 64], "has it");
        });
        prop_assert_eq!(refused, all.len() < count);
    }
}

/// Each of these bytes is found at each place of a text, whatever its length.
#[test]
fn every_byte_of_a_text_is_looked_at() {
    let limits = &[(Test::NotBlank, "blank"), (Test::Name, "an expression")];
    let mut seen = 0;
    for length in (0..20).chain([31, 32, 33]) {
        let plain = "a".repeat(length);
        assert_eq!(
            panics(|| check_each(of_texts([text_of(&plain)], false), "list", limits)),
            length == 0
        );
        for at in 0..length {
            let (before, behind) = (&plain[..at], &plain[at + 1..]);
            for sign in '\0'..='\x7f' {
                let text = format!("{before}{sign}{behind}");
                let one = of_texts([text_of(&text)], false);
                let rows = rows::<1, 1, 1024>("\"", &[cell(Piece::Text(one), "\",\"")]);
                let read: String = serde_json::from_str(rows.items()).unwrap();
                assert_eq!(read, text);
                let is_refused = sign == '`' || text.trim().is_empty();
                assert_eq!(
                    panics(|| check_each(one, "list", limits)),
                    is_refused,
                    "{text:?}"
                );
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 128 * (190 + 96));
}

fn text_of(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[test]
fn each_value_of_a_loop_is_tested() {
    let limits = &[(Test::MinChars(1), "empty")];
    let values = of_texts(["a", "", "abc"], false);
    assert!(panics(|| check_each(values, "list", limits)));
    let value = of_texts(["a"], false);
    assert!(!panics(|| check_each(value, "list", limits)));
    let numbers = of_scalars([constant(3).scalar(), constant(f64::NAN).scalar()]);
    assert!(panics(|| check_each(numbers, "list", &[])));
    let numbers = of_scalars([constant(3).scalar(), constant(5).scalar()]);
    assert!(panics(|| check_each(
        numbers,
        "list",
        &[(Test::AtMost(4), "more")]
    )));
    assert!(!panics(|| check_each(
        numbers,
        "list",
        &[(Test::AtMost(5), "more")]
    )));
    let colors = of_texts(["#123456", "#12345"], false);
    assert!(panics(|| check_each(
        colors,
        "list",
        &[(Test::Color, "no colour")]
    )));
}

#[test]
fn numbers_of_components_are_compared() {
    assert_eq!((most(&[1, 3, 2]), most(&[])), (3, 0));
    assert!(panics(|| check_most(4, 3, "{} are too many")));
    assert!(!panics(|| check_most(3, 3, "{} are too many")));
}
