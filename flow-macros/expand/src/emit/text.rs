//! Texts of a language with constants of Rust in them, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::each;
use super::json::{name, tests};
use crate::read::{Constant, ConstantText, Each, Flow, TextPart};

/// The texts of a flow in its language.
pub(super) fn constants(flow: &Flow) -> impl Iterator<Item = TokenStream> {
    let constants = flow.constants.iter().enumerate();
    constants.filter_map(|(index, constant)| {
        let text = constant
            .text
            .as_ref()
            .filter(|text| !text.parts.is_empty())?;
        Some(item(index, constant, text, &flow.loops.each))
    })
}

fn item(index: usize, constant: &Constant, text: &ConstantText, loops: &[Each]) -> TokenStream {
    let name = name(index);
    let pieces = text.parts.iter().map(|part| match part {
        TextPart::Plain(text) => quote!(p::Piece::Json(#text)),
        TextPart::Constant(number) => {
            let value = super::json::name(*number);
            let nth = constant.each.map(|_| quote!([index]));
            quote!(p::Piece::Plain(#value #nth))
        }
    });
    let pieces: Vec<_> = pieces.collect();
    let value = match constant.each {
        None => {
            let rows = each::rows(&pieces, &1_usize);
            quote! {
                const #name: p::Scalar = {
                    #rows
                    p::texts(PIECES, JSON.as_str())[0]
                };
            }
        }
        Some(number) => {
            let rows = each::rows(&pieces, &each::count_name(number));
            quote! {
                const #name: &[p::Scalar] = {
                    #rows
                    &p::texts(PIECES, JSON.as_str())
                };
            }
        }
    };
    let tests = tests(constant, &name, loops);
    quote!(#value #tests)
}
