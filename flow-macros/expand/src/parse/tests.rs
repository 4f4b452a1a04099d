//! The tree holds all that has been written.

use proptest::prelude::*;
use quote::ToTokens;

use super::*;
use crate::tests::{repository, token};

mod rust;

/// The tree of a source that parses.
fn tree(source: &str) -> Expr {
    let mut errors = Errors::default();
    let expr = parse_body(source.parse().unwrap(), &mut errors);
    let first = errors.0.first().map(|error| &error.message);
    assert_eq!(first, None, "{source}");
    expr
}

/// The first message about a source.
fn message(source: &str) -> String {
    let mut errors = Errors::default();
    parse_body(source.parse().unwrap(), &mut errors);
    errors.0.remove(0).message
}

/// Every flow of the examples and every rule's.
#[test]
fn the_tokens_of_a_tree_are_those_it_was_made_of() {
    let printed = flow_json::RULES.iter().filter_map(|rule| {
        let root = flow_json::read(&rule.pass().to_json()).root?;
        let printed = flow_json::print::print(&root, Default::default());
        printed.ok().map(|printed| printed.source)
    });
    let examples = repository("examples/flows")
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| std::fs::read_to_string(path).unwrap());
    let mut flows = 0;
    for source in printed.chain(examples) {
        for body in bodies(source.parse().unwrap()) {
            // The commas behind the last parts are not kept.
            let text = |tokens: TokenStream| plain(&tokens).replace(',', "");
            let whole = text(body.clone());
            assert_eq!(text(tree(&body.to_string()).to_token_stream()), whole);
            flows += 1;
        }
    }
    assert!(flows > 100, "{flows}");
}

/// The bodies of the calls of `flow!`.
fn bodies(source: TokenStream) -> Vec<TokenStream> {
    let trees: Vec<_> = source.into_iter().collect();
    let calls = trees.windows(3).filter_map(|window| match window {
        [TokenTree::Ident(name), _, TokenTree::Group(body)] if name == "flow" => {
            Some(body.stream())
        }
        _ => None,
    });
    calls.collect()
}

/// Tokens without the space between them, which their makers see differently.
fn plain(tokens: &TokenStream) -> String {
    tokens.to_string().replace([' ', '\n'], "")
}

proptest! {
    /// Each constant for the compiler is an expression.
    #[test]
    fn what_parses_is_rust(trees in prop::collection::vec(token(), 1..12)) {
        let mut errors = Errors::default();
        let expr = parse(&trees, &mut errors);
        if errors.0.is_empty() && crate::read::is_for_compiler(&expr, &mut errors) {
            let tokens = expr.to_token_stream();
            prop_assert!(syn::parse2::<syn::Expr>(tokens.clone()).is_ok(), "{}", tokens);
        }
    }
}

#[test]
fn what_only_the_compiler_understands_is_left_to_it() {
    for source in [
        "Vec::<u8>::new()",
        "<u8 as T>::X",
        "const { 1 }",
        "|x| x",
        "a.b::<C>()",
    ] {
        assert!(matches!(tree(source), Expr::Rust(_)), "{source}");
    }
    assert!(matches!(tree("{ let x = 1; x }"), Expr::Block(_)));
}

#[test]
fn a_case_in_braces_needs_no_comma() {
    let Expr::Match(choice) =
        tree("match form.x { \"a\" => { [] } (\"b\" | \"c\") => [], _ if y => [] }")
    else {
        panic!("no match");
    };
    let keys: Vec<_> = choice.arms.iter().map(|arm| arm.patterns.len()).collect();
    assert_eq!(keys, [1, 2, 1]);
    assert!(choice.arms[1].is_for("c") && choice.arms[2].guard.is_some());
}

#[test]
fn slips_are_told_with_what_to_write() {
    for (source, expected) in [
        ("", "expected a flow"),
        ("form.x ==", "the value breaks off here"),
        ("form.", "a name is missing"),
        ("form.type", "write `r#type`"),
        ("form[]", "a name is missing"),
        ("a < b < c", "comparisons cannot be chained"),
        ("a = b", "write `==` to compare"),
        ("\"a\" \"b\"", "is there a `,` missing"),
        ("[a, , b]", "there is nothing before this `,`"),
        ("== b", "expected a value"),
        ("yield", "write `r#yield`"),
        ("loop", "a flow has no such loops"),
        ("[for a in b { A { } } C { }]", "expected `,` before this"),
        ("for (a, b) in c { A { } }", "a `for` has one name"),
        ("for a in 1..2 { A { } }", "not a range"),
        ("for if in c { A { } }", "`if` is a word"),
        ("[let a = b; C { }]", "a flow has no variables"),
        ("[Hal C { }]", "`Hal` breaks off"),
        ("[C { } Hal C { }]", "`Hal` breaks off"),
        ("[A { }; C { }]", "a `;` has no meaning here; write `,`"),
        ("A { b: { C { }, D { } } }", "write `[ … ]`"),
        ("A { b = c }", "write `:`"),
        ("A { max-b-c: d }", "write `max_b_c` for `max-b-c`"),
        ("[] as", "a type is missing"),
        ("[] as if::A", "a type is missing"),
        ("[] as A::", "a type is missing"),
        ("1 as u8 < 2", "this begins the arguments of the type"),
        (
            "1 || 5 as i64 << 1 >> -2",
            "this begins the arguments of the type",
        ),
        ("1 as u8.pow(2)", "a cast ends before this"),
        ("a as Vec<u8>>> 1", "write a space between them"),
        ("a as Vec<u8>== 1", "write a space between them"),
        ("a + ::_", "the value breaks off here"),
        ("a::_", "a name is missing; write it behind the `::`"),
        ("a::b::if", "a name is missing"),
        ("a <- 1", "write a space before the `-`"),
        ("a += 1", "write `==` to compare"),
        ("1..2", "a range has no meaning here"),
        ("a?", "`?` has no meaning here"),
        ("a.\"b\"", "a name is missing"),
        ("a.1u8", "a name is missing"),
        (
            "{ if a { 1 } else { 2 } - 1 }",
            "a new statement begins here",
        ),
        (
            "match a { \"b\" => if a { 1 } else { 2 } - 1 }",
            "a new statement begins here",
        ),
        ("if { }", "a condition is missing"),
        ("if let a = b { }", "`if let` has no counterpart"),
        ("if a", "the value breaks off here"),
        ("if a { } else", "the value breaks off here"),
        ("if a { } b", "expected `else`"),
        ("if a { } else b", "expected components in braces"),
        ("if a == A { x: 1 } == b { }", "braces in a condition"),
        ("if a == A { } { }", "braces in a condition"),
        ("if match a { } { }", "braces in a condition"),
        ("match A { } { }", "braces in a condition"),
        ("match { }", "a value is missing"),
        ("match a { \"b\" => }", "the case has no components"),
        ("match a { \"b\" }", "expected a case"),
        ("A { ..b }", "`..` has no meaning here"),
        ("A { 0: b }", "a key is a name"),
        ("A { b c }", "expected `:` and a value"),
        ("A { b:::c }", "expected `:` and a value"),
        ("A { b: }", "`b` has no value"),
        ("A { type: 1 }", "write `r#type`"),
        ("{ a: 1 }", "a record begins with its name"),
        ("[#[allow(x)] 1]", "an attribute stands before"),
        ("[#[] A { }]", "expected a name and what it is about"),
    ] {
        assert!(
            message(source).contains(expected),
            "{source}: {}",
            message(source)
        );
    }
}
