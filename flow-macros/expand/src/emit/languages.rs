//! The constant `FLOWS` of a flow in several languages.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::read::Flow;
use crate::texts::Texts;

/// The call that says which language a flow is in.
pub(super) fn call(flow: &Flow) -> TokenStream {
    let Texts::Of(languages, index) = &flow.texts else {
        return TokenStream::new();
    };
    let code = &languages.all[*index].code;
    quote!(.__in_language(#code))
}

/// All languages of a flow that has some. The first is `FLOW`.
pub(super) fn constant(flows: &[Flow], place: Span) -> TokenStream {
    let [first, others @ ..] = flows else {
        return TokenStream::new();
    };
    let languages = match &first.texts {
        Texts::None => return TokenStream::new(),
        // After a mistake in them there is the constant too, so that code which uses it has no errors.
        Texts::Unknown => Vec::new(),
        Texts::Of(languages, _) => languages.all.iter().collect(),
    };
    let codes = languages.iter().map(|one| format!("`{}`", one.code));
    let codes: Vec<_> = codes.collect();
    let doc = format!("The flow in all its languages: {}.", codes.join(", "));
    let others = others.iter().map(super::value);
    let public = Ident::new("pub", place);
    let end = quote_spanned!(place=> ;);
    quote! {
        #[doc = #doc]
        #[allow(dead_code, unreachable_pub)]
        #public const FLOWS: ::flow_dsl::Flows =
            ::flow_dsl::Flows::__from_macro(&[FLOW #(, #others)*]) #end
    }
}
