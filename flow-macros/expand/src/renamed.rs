//! The path of `flow-dsl` in expansions, for crates that have renamed it.
//!
//! Expansions are written with `::flow_dsl`. The macros of `flow-dsl` that users call pass their
//! `$crate` on, and here it replaces that path in the whole expansion.

use flow_json::keyword::needs_raw;
use proc_macro2::{Group, TokenStream, TokenTree};

/// Expands an input that begins with `[path of flow-dsl]`.
pub(crate) fn with_crate(
    input: TokenStream,
    expand: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    let mut trees = input.into_iter();
    let Some(TokenTree::Group(path)) = trees.next() else {
        return TokenStream::new();
    };
    renamed(expand(trees.collect()), &path.stream())
}

/// The expansion with another path for `::flow_dsl`.
pub(crate) fn renamed(expansion: TokenStream, path: &TokenStream) -> TokenStream {
    replaced(&expansion, path).unwrap_or(expansion)
}

/// The stream with the path replaced, if it has the path. Groups without it are kept, since a new group
/// loses the places of its brackets.
fn replaced(stream: &TokenStream, path: &TokenStream) -> Option<TokenStream> {
    let trees: Vec<_> = stream.clone().into_iter().collect();
    let mut changed = false;
    let mut out = Vec::with_capacity(trees.len());
    let mut at = 0;
    while at < trees.len() {
        match &trees[at..] {
            [
                TokenTree::Punct(first),
                TokenTree::Punct(second),
                TokenTree::Ident(name),
                ..,
            ] if first.as_char() == ':'
                && second.as_char() == ':'
                && !continues(&trees[..at])
                && name == "flow_dsl" =>
            {
                // The path keeps its hygiene and gets the place of the path that it replaces.
                out.extend(path.clone().into_iter().map(|mut tree| {
                    tree.set_span(tree.span().located_at(name.span()));
                    tree
                }));
                changed = true;
                at += 3;
                // The fields of a struct are many tokens, and none is the path.
                if let [_, _, TokenTree::Ident(name), _, TokenTree::Group(_), ..] = &trees[at..]
                    && name == "__record"
                {
                    out.extend_from_slice(&trees[at..at + 5]);
                    at += 5;
                }
            }
            [TokenTree::Group(group), ..] => {
                match replaced(&group.stream(), path) {
                    Some(inner) => {
                        let mut new = Group::new(group.delimiter(), inner);
                        new.set_span(group.span());
                        out.push(TokenTree::Group(new));
                        changed = true;
                    }
                    None => out.push(trees[at].clone()),
                }
                at += 1;
            }
            _ => {
                out.push(trees[at].clone());
                at += 1;
            }
        }
    }
    changed.then(|| out.into_iter().collect())
}

/// Whether `::` behind these trees is the middle of a path.
fn continues(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(quote), TokenTree::Ident(_)] if quote.as_char() == '\'' => false,
        [.., TokenTree::Ident(name)] => {
            // A path goes on behind a name and behind `self`, but begins behind a keyword such as `use`.
            let name = name.to_string();
            name != "_" && !needs_raw(&name)
        }
        // The end of an arrow, not of the arguments of a type.
        [.., TokenTree::Punct(dash), TokenTree::Punct(_)] if dash.as_char() == '-' => false,
        [.., TokenTree::Punct(punct)] => punct.as_char() == '>',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_replaced_wherever_it_stands() {
        let input = "[$crate] (::flow_dsl::a, [b::flow_dsl, &'a ::flow_dsl]) use ::flow_dsl; ::other; fn f() -> ::flow_dsl::T; A<B>::flow_dsl";
        let output = with_crate(input.parse().unwrap(), |stream| stream).to_string();
        let expected = "($crate::a, [b::flow_dsl, &'a $crate]) use $crate; ::other; fn f() -> $crate::T; A<B>::flow_dsl";
        assert_eq!(output, expected.parse::<TokenStream>().unwrap().to_string());
    }
}
