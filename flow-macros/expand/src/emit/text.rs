//! Texts of a language with constants of Rust in them, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::each::{self, Cells};
use super::json::{joined, name, tests};
use crate::read::{Constant, ConstantText, Flow, Loops, TextPart};

/// The texts of a flow in its language.
pub(super) fn constants(flow: &Flow) -> impl Iterator<Item = TokenStream> {
    let constants = flow.constants.iter().enumerate();
    constants.filter_map(|(index, constant)| {
        let text = constant
            .text
            .as_ref()
            .filter(|text| !text.parts.is_empty())?;
        Some(item(index, constant, text, &flow.loops))
    })
}

fn item(index: usize, constant: &Constant, text: &ConstantText, loops: &Loops) -> TokenStream {
    let name = name(index);
    let plain = |number: &usize| {
        let value = super::json::name(*number);
        quote!(p::Piece::Plain(#value))
    };
    let value = match constant.each {
        None => {
            let pieces = text.parts.iter().map(|part| match part {
                TextPart::Plain(text) => quote!(p::Piece::Json(#text)),
                TextPart::Constant(number) => plain(number),
            });
            let text = joined(&pieces.collect::<Vec<_>>());
            quote!(const #name: p::Scalar = p::Scalar::Text(#text);)
        }
        Some(number) => {
            let mut cells = Cells::without_opening();
            for part in &text.parts {
                match part {
                    TextPart::Plain(text) => cells.known.push_str(text),
                    TextPart::Constant(number) => cells.push(plain(number)),
                }
            }
            let count = each::count_name(number);
            let (rows, are_ids) = (cells.rows(&count), loops.are_ids(index));
            quote! {
                const #name: &p::Column<#count> = {
                    #rows
                    &p::texts(ROWS.texts(), #are_ids)
                };
            }
        }
    };
    let tests = tests(constant, &name, &loops.each);
    quote!(#value #tests)
}
