//! The macro expands any body to items, and never panics.

use std::path::PathBuf;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::prelude::*;

use crate::expand;

const SAMPLE: &str = r#"Flow {
    name: "sample",
    languages: ["en", "ar"],
    texts: "src/tests",
    categories: [SURVEY, OTHER],
    version: "7.3",
    data_api_version: "3.0",
    types: [Slot { id: String, tags: [String], inner: Inner { ok: bool } }],
    screens: [
        Screen {
            id: "START",
            title: "Hello " + data.name,
            routes: [END],
            data: Data {
                name: "Ada",
                slots: [] as Vec<Slot>,
                n: 1,
                ok: true,
                raw: json!({"a": [1, -2.5], "b": {}}),
                #[rename = "two-words"] two_words: [Item { id: "1", title: "One" }],
            },
            children: [
                TextInput { name: "first-name", label: text!("visit.where"), required: !data.ok },
                TextBody { text: "- " + text!("visit.hello", name = data.name) },
                Dropdown { name: "slot", label: "Slot", data_source: data["two-words"] },
                if form.slot == "x" && (data.n + 1) * 2 > -3 {
                    [TextBody { text: ["a", "b"] }]
                } else if data.ok {
                    [TextBody { text: "c" }]
                } else {
                    [TextBody { text: "d" }]
                },
                match form.slot {
                    "a" | "b" => [TextCaption { text: "e" }],
                    "c" => [TextBody { text: "f" }],
                },
                If { condition: "${data.ok}", then: [TextBody { text: "g" }], r#else: [] },
                EmbeddedLink { text: "More", on_click_action: open_url("https://e.example") },
                Footer {
                    label: "Next",
                    on_click_action: navigate(END { name: form["first-name"] }),
                },
            ],
        },
        Screen {
            id: "END",
            title: "End",
            data: Data { name: "Ada" },
            children: [Footer { label: "Done", on_click_action: complete { name: data.name } }],
        },
    ],
}"#;

/// A folder of the repository of this crate, which `FLOW_REPOSITORY` names. A package of the crate
/// alone has none, and its tests say so.
pub(crate) fn repository(folder: &str) -> Option<PathBuf> {
    let repository = std::env::var_os("FLOW_REPOSITORY").map(PathBuf::from);
    if repository.is_none() {
        println!("skipped: FLOW_REPOSITORY is not set");
    }
    repository.map(|repository| repository.join(folder))
}

fn sample() -> TokenStream {
    SAMPLE.parse().unwrap()
}

fn messages(source: &str) -> Vec<String> {
    let expansion = expand(source.parse().unwrap());
    let file: syn::File = syn::parse2(expansion).unwrap();
    file.items
        .into_iter()
        .filter_map(|item| match item {
            // The description of an endpoint is a macro with a name.
            syn::Item::Macro(item) if item.ident.is_none() => {
                let message: syn::LitStr = item.mac.parse_body().unwrap();
                Some(format!("{}: {}", line(&item), message.value()))
            }
            _ => None,
        })
        .collect()
}

/// The line of the source that the error points at.
fn line(item: &syn::ItemMacro) -> usize {
    use syn::spanned::Spanned;
    item.mac.path.leading_colon.span().start().line
}

/// The expansion of any input is Rust. An input without errors is Rust itself, which rustfmt and editors
/// can read.
fn assert_expands(input: TokenStream) {
    let text = input.to_string();
    // The expansion for the editor may hold unfinished code, but must not panic.
    let _ = crate::editor::expand(input.clone());
    let expansion = expand(input.clone());
    // An error, an error under a condition, and tokens that only the compiler judges.
    let marks = ["compile_error", "say", "rust"];
    let accepted = !marks.iter().any(|name| has_ident(&expansion, name));
    assert!(syn::parse2::<syn::File>(expansion).is_ok(), "{text}");
    if accepted {
        assert!(syn::parse2::<syn::Expr>(input).is_ok(), "{text}");
    }
}

fn has_ident(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => has_ident(&group.stream(), name),
        _ => false,
    })
}

/// All streams that one step of damage makes of a stream.
pub(crate) fn damaged(
    stream: &TokenStream,
    damage: &impl Fn(&[TokenTree], usize) -> Vec<TokenTree>,
) -> Vec<TokenStream> {
    let trees: Vec<_> = stream.clone().into_iter().collect();
    let mut results = Vec::new();
    for at in 0..trees.len() {
        results.push(damage(&trees, at).into_iter().collect());
        if let TokenTree::Group(group) = &trees[at] {
            for inner in damaged(&group.stream(), damage) {
                let mut trees = trees.clone();
                trees[at] = TokenTree::Group(Group::new(group.delimiter(), inner));
                results.push(trees.into_iter().collect());
            }
        }
    }
    results
}

#[test]
fn a_flow_cut_off_at_any_token_expands() {
    for stream in damaged(&sample(), &|trees, at| trees[..at].to_vec()) {
        assert_expands(stream);
    }
}

#[test]
fn a_flow_without_any_one_token_expands() {
    let without = |trees: &[TokenTree], at: usize| {
        let mut trees = trees.to_vec();
        trees.remove(at);
        trees
    };
    for stream in damaged(&sample(), &without) {
        assert_expands(stream);
    }
}

#[test]
fn a_slip_in_one_component_hides_nothing_in_the_others() {
    let source = r#"Flow {
        name: "slips", version: "7.3",
        screens: [Screen {
            id: "START", title: "Start",
            children: [
                TextHeading { text: "a" "b" },
                TextInput { name: "x" label: "X", required: 1 },
                TextBody { txt: "c" }
                TextArea { name: "y", label: "Y", max_length: "z", },
                if data. { [TextBody { text: 1 }] },
                Footer { label: "Done", on_click_action: complete { x: form. } },
            ],
        }],
    }"#;
    let lines: Vec<_> = messages(source)
        .iter()
        .map(|message| message.split(':').next().unwrap().parse::<usize>().unwrap())
        .collect();
    let mut lines = lines;
    lines.sort_unstable();
    assert_eq!(
        lines,
        [6, 7, 7, 8, 9, 9, 10, 10, 11],
        "{:#?}",
        messages(source)
    );
}

pub(crate) fn token() -> impl Strategy<Value = TokenTree> {
    let ident = prop::sample::select(vec![
        "Flow",
        "Screen",
        "Footer",
        "TextInput",
        "Data",
        "Item",
        "form",
        "data",
        "screen",
        "navigate",
        "complete",
        "if",
        "else",
        "match",
        "as",
        "json",
        "name",
        "version",
        "screens",
        "children",
        "routes",
        "types",
        "text",
        "texts",
        "languages",
        "reply",
        "Option",
        "label",
        "x",
        "true",
        "String",
        "Vec",
    ])
    .prop_map(|name| TokenTree::Ident(Ident::new(name, Span::call_site())));
    let punct = prop::sample::select(vec![
        ',', ':', '.', '+', '-', '!', '=', '>', '<', '&', '#', '|',
    ])
    .prop_map(|character| TokenTree::Punct(Punct::new(character, Spacing::Alone)));
    let literal = prop_oneof![
        Just(Literal::string("START")),
        Just(Literal::string("7.3")),
        Just(Literal::string("${data.x}")),
        Just(Literal::string("`")),
        Just(Literal::i64_unsuffixed(1)),
        Just(Literal::u8_suffixed(1)),
        Just(Literal::f64_unsuffixed(1.5)),
        Just(Literal::character('c')),
    ]
    .prop_map(TokenTree::Literal);
    prop_oneof![ident, punct, literal].prop_recursive(5, 80, 8, |inner| {
        let delimiter = prop::sample::select(vec![
            Delimiter::Brace,
            Delimiter::Bracket,
            Delimiter::Parenthesis,
            Delimiter::None,
        ]);
        (delimiter, prop::collection::vec(inner, 0..8)).prop_map(|(delimiter, trees)| {
            TokenTree::Group(Group::new(delimiter, trees.into_iter().collect()))
        })
    })
}

proptest! {
    #[test]
    fn token_soup_expands(trees in prop::collection::vec(token(), 0..30)) {
        assert_expands(trees.clone().into_iter().collect());
        // The same tokens as fields of a flow, and as components of a screen.
        let soup: TokenStream = trees.into_iter().collect();
        assert_expands(quote::quote!(Flow { name: "soup", version: "7.3", #soup }));
        assert_expands(quote::quote!(Flow {
            name: "soup",
            version: "7.3",
            screens: [Screen { id: "START", title: "Start", children: [#soup] }]
        }));
    }
}

/// The tests that damage the sample rely on it.
#[test]
fn an_error_of_one_weak_source_can_be_allowed() {
    let source = |attribute| {
        format!(
            r#"Flow {{ name: "a", version: "7.3", screens: [{attribute} Screen {{
                id: "START", title: "Start", sensitive: ["iban"],
                children: [Footer {{ label: "Done", on_click_action: complete }}],
            }}] }}"#
        )
    };
    let said = messages(&source(""));
    assert!(
        matches!(&said[..], [one] if one.contains("so it can be allowed")),
        "{said:?}"
    );
    assert_eq!(
        messages(&source("#[allow(unknown_sensitive_input)]")),
        [""; 0]
    );
}

#[test]
fn the_sample_has_no_mistake() {
    assert_eq!(messages(SAMPLE), [""; 0]);
}

#[test]
fn a_word_of_ours_that_the_author_knows_to_be_wrong_is_left_to_the_checker() {
    let flow = |attribute: &str| {
        messages(&format!(
            r#"Flow {{ name: "x", version: "7.3", {attribute} typs: "7.3", screens: [Screen {{ id: "A", title: "A",
                children: [Footer {{ label: "Done", on_click_action: complete }}] }}] }}"#
        ))
    };
    assert_eq!(flow("#[warn(unknown_property)]"), Vec::<String>::new());
    assert!(flow("")[0].contains("write `types`"));
}
