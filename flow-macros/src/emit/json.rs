//! The Flow JSON as an expression of type `&'static str`.
//!
//! Without constants of Rust's it is one literal, and the compiler computes nothing. With them it is
//! a list of pieces that `flow_dsl` puts together at const evaluation.

use flow_json::expr::Operand;
use flow_json::tree::{Constant as Part, Node, Value};
use flow_json::{Layout, write, write_with};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::source_map::SourceMap;
use crate::location::Token;
use crate::read::{Constant, Flow, Limit, Scalar};

/// A place in the text where a constant belongs: the piece that it makes, and its number.
struct Hole {
    at: usize,
    piece: &'static str,
    constant: usize,
}

/// The Flow JSON of a flow, and where its values stand in the source.
pub(super) fn expression(flow: &Flow) -> (TokenStream, SourceMap) {
    let mut holes = Vec::new();
    let mut places = SourceMap::new(flow.has_components);
    let text = write_with(&flow.tree, Layout::Minified, &mut |at, node| {
        places.push(node.loc.0);
        hole(at, node, &mut holes);
    });
    (pieces(&text, &holes), places)
}

/// Notes the constants of a value that begins at a byte of the text.
fn hole(at: usize, node: &Node<Token>, holes: &mut Vec<Hole>) {
    match &node.value {
        Value::Constant(Part::Value(constant)) => {
            holes.push(Hole {
                at,
                piece: "Value",
                constant: *constant,
            });
        }
        Value::Constant(Part::Type(constant)) => {
            holes.push(Hole {
                at,
                piece: "Type",
                constant: *constant,
            });
        }
        Value::Expression(expression) => {
            for hole in &expression.holes {
                // The opening quote, then what stands before the constant, escaped.
                let before = expression.text[..hole.at].to_owned();
                let quoted = write(&Node::string((), before), Layout::Minified);
                let piece = match hole.operand {
                    Operand::Condition => "Condition",
                    Operand::Backtick => "Backtick",
                    Operand::Joined => "Joined",
                };
                let at = at + quoted.len() - 1;
                holes.push(Hole {
                    at,
                    piece,
                    constant: hole.constant,
                });
            }
        }
        _ => {}
    }
}

/// The text with the constants in their places.
fn pieces(text: &str, holes: &[Hole]) -> TokenStream {
    if holes.is_empty() {
        return quote!(#text);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for hole in holes {
        let known = &text[from..hole.at];
        from = hole.at;
        if !known.is_empty() {
            pieces.push(quote!(p::Piece::Json(#known)));
        }
        let (piece, constant) = (format_ident!("{}", hole.piece), name(hole.constant));
        pieces.push(quote!(p::Piece::#piece(#constant)));
    }
    let rest = &text[from..];
    quote! {{
        use ::flow_dsl::__private as p;
        const PIECES: &[p::Piece] = &[#(#pieces,)* p::Piece::Json(#rest)];
        static JSON: p::Json<{ p::length(PIECES) }> = p::Json::write(PIECES);
        JSON.as_str()
    }}
}

fn name(index: usize) -> Ident {
    format_ident!("__FLOW_CONSTANT_{index}")
}

/// The constants by name. The author's expressions stand in the author's scope.
pub(super) fn constants(constants: &[Constant]) -> TokenStream {
    constants
        .iter()
        .enumerate()
        .map(|(index, constant)| item(index, constant))
        .collect()
}

fn item(index: usize, constant: &Constant) -> TokenStream {
    let value = &constant.value;
    let span = value.span();
    let name = Ident::new(&name(index).to_string(), Span::call_site());
    let scalar = match constant.scalar {
        Scalar::Text => quote_spanned! {span=>
            ::flow_dsl::__private::Scalar::Text({ let text: &'static ::flow_dsl::__private::str = #value; text })
        },
        Scalar::Boolean => quote_spanned! {span=>
            ::flow_dsl::__private::Scalar::Bool({ let flag: ::flow_dsl::__private::bool = #value; flag })
        },
        Scalar::Number => quote_spanned!(span=> ::flow_dsl::__private::constant(#value).number()),
        Scalar::Integer => quote_spanned!(span=> ::flow_dsl::__private::constant(#value).integer()),
        Scalar::Any => quote_spanned!(span=> ::flow_dsl::__private::constant(#value).scalar()),
    };
    let limits = constant.limits.iter().map(|(limit, message)| {
        let test = test(*limit);
        quote!((::flow_dsl::__private::Test::#test, #message))
    });
    let check = quote_spanned! {span=>
        ::flow_dsl::__private::check(#name, &[#(#limits),*])
    };
    quote! {
        const #name: ::flow_dsl::__private::Scalar = #scalar;
        const _: () = #check;
    }
}

fn test(limit: Limit) -> TokenStream {
    match limit {
        Limit::NotBlank => quote!(NotBlank),
        Limit::MinChars(least) => quote!(MinChars(#least)),
        Limit::Plain => quote!(Plain),
        Limit::Uri => quote!(Uri),
        Limit::Color => quote!(Color),
        Limit::Date => quote!(Date),
        Limit::OneOf(choices) => {
            let values = choices.iter().map(|choice| choice.value);
            quote!(OneOf(&[#(#values),*]))
        }
        Limit::AtLeast(bound) => quote!(AtLeast(#bound)),
        Limit::AtMost(bound) => quote!(AtMost(#bound)),
    }
}
