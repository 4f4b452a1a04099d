//! Tokens to `syn::Expr`, such that a slip in one part hides nothing in the others.
//!
//! What flows are made of is taken apart bracket by bracket, and only what is in the smallest parts is
//! left to `syn`: a part that does not parse is reported and becomes [`Expr::Verbatim`], which the
//! reader takes for something already reported. Where that finds a slip, `syn` is asked about the whole,
//! for it knows all of Rust. (It could be asked first, but takes several times as long.)

mod parts;
mod split;

use proc_macro2::{TokenStream, TokenTree};
use syn::Expr;

use crate::errors::Errors;
use parts::parts;
use split::is_punct;

/// Parses the body of a macro. A comma behind it is none too many: rustfmt puts one there.
pub(crate) fn parse_body(tokens: TokenStream, errors: &mut Errors) -> Expr {
    let trees: Vec<_> = tokens.into_iter().collect();
    match trees.as_slice() {
        [body @ .., last] if !body.is_empty() && is_punct(last, ',') => parse(body, errors),
        body => parse(body, errors),
    }
}

/// Parses an expression; reports what does not parse.
fn parse(trees: &[TokenTree], errors: &mut Errors) -> Expr {
    let mut found = Errors::default();
    let expr = parts(trees, &mut found);
    match expr {
        Some(expr) if found.0.is_empty() => return expr,
        _ => {}
    }
    let tokens: TokenStream = trees.iter().cloned().collect();
    match syn::parse2(tokens.clone()) {
        Ok(expr) => expr,
        Err(error) => {
            if found.0.is_empty() {
                report(&error, trees, errors);
            }
            errors.0.extend(found.0);
            expr.unwrap_or(Expr::Verbatim(tokens))
        }
    }
}

/// Reports what `syn` says, in words that tell what to write.
fn report(error: &syn::Error, trees: &[TokenTree], errors: &mut Errors) {
    let text = error.to_string();
    match trees.last() {
        // Errors at the end have no token to point at but the last.
        Some(dot) if is_punct(dot, '.') => {
            errors.push(dot.span(), "a name is missing; write it behind the `.`");
        }
        Some(last) if text.starts_with("unexpected end of input") => {
            errors.push(
                last.span(),
                "the value breaks off here; write the rest of it",
            );
        }
        None => errors.push(error.span(), "expected a flow; write `Flow { … }`"),
        _ if text == "unexpected token" => {
            errors.push(
                error.span(),
                "this does not belong here; is there a `,` missing before it?",
            );
        }
        _ => errors.push(error.span(), text),
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    /// Every flow of the examples, and every rule's, is parsed by its parts as `syn` would as a whole.
    #[test]
    fn parts_make_what_syn_makes() {
        let printed = flow_json::RULES.iter().filter_map(|rule| {
            let root = flow_json::read(&rule.pass.to_json()).root?;
            let printed = flow_json::print::print(&root, Default::default());
            printed.ok().map(|printed| printed.source)
        });
        let examples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/flows"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .map(|path| std::fs::read_to_string(path).unwrap());
        let mut flows = 0;
        for source in printed.chain(examples) {
            for body in bodies(source.parse().unwrap()) {
                let mut errors = Errors::default();
                let expr = parts(&body, &mut errors);
                let whole: Expr = syn::parse2(body.into_iter().collect()).unwrap();
                let first = errors.0.first().map(|error| &error.message);
                assert_eq!(first, None, "{source}");
                // The commas behind the last parts are not kept.
                let text = |expr: Expr| expr.to_token_stream().to_string().replace(" ,", "");
                assert_eq!(expr.map(text), Some(text(whole)));
                flows += 1;
            }
        }
        assert!(flows > 100, "{flows}");
    }

    /// What stands in the calls of `flow!`.
    fn bodies(source: TokenStream) -> Vec<Vec<TokenTree>> {
        let trees: Vec<_> = source.into_iter().collect();
        let mut found = Vec::new();
        for window in trees.windows(3) {
            if let [TokenTree::Ident(name), _, TokenTree::Group(body)] = window
                && name == "flow"
            {
                found.push(body.stream().into_iter().collect());
            }
        }
        found
    }
}
