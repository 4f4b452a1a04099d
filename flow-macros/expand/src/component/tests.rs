//! Any definition and any use expand to items, and nothing panics.

use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;
use quote::quote;

use super::carrier::hidden_name;
use super::constants::{Home, relocate};
use super::definition::{FlowState, Item};
use super::function::Function;
use super::{attribute, finish, flow, nest};
use crate::errors::Errors;
use crate::syntax::Path;
use crate::tests::{damaged, token};

const DEFINITION: &str = r#"
    /// A card.
    pub fn Card(
        title: &str,
        #[default = texts::LEVEL] level: u8,
        loud: bool,
        /// The components in it.
        rows: Components,
        hint: Option<&str>,
        next: ScreenId,
        kind: &str,
    ) {
        [
            TextHeading { text: "Card: " + title },
            match kind { "a" | "b" => [TextBody { text: kind }], "c" => [rows] },
            if loud && data.ok { rows } else if !loud { [TextCaption { text: title }] } else { [] },
            TextInput { name: title + "_x", label: title, max_chars: level, helper_text: hint },
            Inner { value: form[title + "_x"], rows: [TextBody { text: texts::BODY }, Inner {}] },
            Footer { label: title, on_click_action: navigate(next { a: form.x + 1 }) },
        ]
    }
"#;

const USE: &str = r#"Flow {
    name: "use",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            Card {
                title: "One",
                loud: true,
                rows: [Card { title: data.a, loud: data.b, rows: [], next: START, kind: "a" }],
                next: START,
                kind: "c",
            },
            if data.ok { [Card { loud: 1, rows: form.x, colour: "red" }] },
        ],
    }],
}"#;

fn tokens(source: &str) -> TokenStream {
    source.parse().unwrap()
}

fn assert_items(expansion: TokenStream, of: &impl std::fmt::Display) {
    assert!(syn::parse2::<syn::File>(expansion).is_ok(), "{of}");
}

/// The input of `__flow_with_components!` when the macro of the definition has added its definition.
fn answered(flow: TokenStream, definition: TokenStream) -> Option<TokenStream> {
    let errors = &mut Errors::default();
    let function = Function::parse(definition, errors)?;
    let definition = Item::read(function, errors).definition;
    let state = FlowState {
        body: flow,
        names: vec!["Card".to_owned()],
        answers: vec![definition],
    };
    Some(quote!([end] end {#state} []))
}

fn without(trees: &[TokenTree], at: usize) -> Vec<TokenTree> {
    let mut trees = trees.to_vec();
    trees.remove(at);
    trees
}

fn cut_off(trees: &[TokenTree], at: usize) -> Vec<TokenTree> {
    trees[..at].to_vec()
}

#[test]
fn a_damaged_definition_expands() {
    for damage in [without, cut_off] {
        for definition in damaged(&tokens(DEFINITION), &damage) {
            let expansion = attribute(TokenStream::new(), definition.clone());
            assert_items(expansion, &definition);
            if let Some(input) = answered(tokens(USE), definition.clone()) {
                assert_items(finish(input), &definition);
            }
        }
    }
}

#[test]
fn a_damaged_use_expands() {
    for damage in [without, cut_off] {
        for body in damaged(&tokens(USE), &damage) {
            assert_items(flow(body.clone()), &body);
            let input = answered(body.clone(), tokens(DEFINITION)).unwrap();
            assert_items(finish(input), &body);
        }
    }
}

#[test]
fn constants_that_do_not_parse_expand() {
    let body = USE.replace("loud: data.b", "loud: data.b, title: Flow(:)");
    for body in [
        USE.replace(r#"title: "One""#, "title: flow(:)"),
        USE.replace("title: data.a", "title: texts::title(1 +)"),
        body,
    ] {
        let input = answered(tokens(&body), tokens(DEFINITION)).unwrap();
        assert_items(finish(input), &body);
    }
}

#[test]
fn damaged_states_expand() {
    let input = answered(tokens(USE), tokens(DEFINITION)).unwrap();
    for damage in [without, cut_off] {
        for input in damaged(&input, &damage) {
            assert_items(finish(input.clone()), &input);
            assert_items(nest(input.clone()), &input);
        }
    }
}

proptest! {
    #[test]
    fn token_soup_in_definitions_and_arguments_expands(
        trees in prop::collection::vec(token(), 0..20)
    ) {
        let soup: TokenStream = trees.into_iter().collect();
        for definition in [
            quote!(pub fn Card(title: &str, rows: Components) { #soup }),
            quote!(pub fn Card(title: &str, #[default = #soup] rows: bool) { [TextBody { text: title }, #soup] }),
            quote!(fn Card(#soup) { [TextBody { text: title }] }),
        ] {
            assert_items(attribute(quote!(), definition.clone()), &definition);
            if let Some(input) = answered(tokens(USE), definition.clone()) {
                assert_items(finish(input), &definition);
            }
        }
        let body = quote!(Flow {
            name: "soup",
            version: "7.3",
            screens: [Screen { id: "A", title: "A", children: [Card { title: #soup, rows: [#soup] }] }]
        });
        assert_items(finish(answered(body.clone(), tokens(DEFINITION)).unwrap()), &body);
    }
}

#[test]
fn the_path_of_a_constant_names_the_uses_on_the_way_to_it() {
    let card = Path::parse_all(quote!(ui::Card)).unwrap();
    let home = Home::at(card).of_use(2).of_use(0);
    let path = relocate(quote!(__flow_constant_1), &home, &|span| span);
    assert_eq!(path.to_string(), quote!(ui::Card::__u2_u0_C1).to_string());
}

#[test]
fn the_macro_of_a_definition_is_named_by_its_place() {
    let errors = &mut Errors::default();
    let function = Function::parse(tokens(DEFINITION), errors).unwrap();
    let mut card = Item::read(function, errors).definition;
    card.id = "shop src/ui.rs:12:3".to_owned();
    let name = hidden_name(&card, "definition");
    assert_eq!(name, "__flow_Card_44ad9ad9aa461583_definition");
}
