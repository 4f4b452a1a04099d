//! The macros that carry definitions, and how they are asked.
//!
//! The one who asks writes `Name! { [Name] depth {state} [[[Next] depth] … [[last] end]] }`: the path
//! by which the macro was called, what is asked for, the state that goes around, and whom to call
//! next in the same manner, with the definition added to the state.

use flow_json::table;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::definition::{Definition, FlowState, NestState, State, path_span, text_of};
use crate::syntax::Path;

/// Asks for the definitions of what a definition uses, as they are known at the depth before.
pub(super) fn ask_for_depth(state: &NestState) -> TokenStream {
    let depth = depth_name(state.depth - 1);
    let end = quote!(::flow_dsl::__private::__flow_nested_components);
    ask(&state.paths, &depth, &end, state)
}

/// Asks for the definitions of what a flow uses.
pub(super) fn ask_for_definitions(paths: &[Path], state: &FlowState) -> TokenStream {
    let end = quote!(::flow_dsl::__private::__flow_with_components);
    ask(paths, &format_ident!("definition"), &end, state)
}

fn ask(paths: &[Path], depth: &Ident, end: &TokenStream, state: &impl ToTokens) -> TokenStream {
    let Some((first, later)) = paths.split_first() else {
        return TokenStream::new();
    };
    // What is looked up stands where the use does, or rustc points at the whole macro.
    let depth_at = |path: &Path| Ident::new(&depth.to_string(), path_span(path));
    let later = later.iter().map(|path| {
        let depth = depth_at(path);
        quote!([[#path] #depth])
    });
    let depth = depth_at(first);
    let mut arguments = Group::new(
        Delimiter::Brace,
        quote!([#first] #depth {#state} [#(#later)* [[#end] end]]),
    );
    let span = path_span(first);
    arguments.set_span(span);
    let not = quote_spanned!(span=> !);
    quote!(#first #not #arguments)
}

/// Each path once.
pub(super) fn distinct(paths: &[Path]) -> Vec<Path> {
    let mut distinct: Vec<Path> = Vec::new();
    for path in paths {
        if !distinct.iter().any(|other| text_of(other) == text_of(path)) {
            distinct.push(path.clone());
        }
    }
    distinct
}

/// The state out of `[path] end {state} []`.
///
/// Only the macros of another version of this crate pack it otherwise.
pub(super) fn state<S: State>(input: TokenStream) -> Result<S, TokenStream> {
    let state = input.into_iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let trees: Vec<_> = state.unwrap_or_default().into_iter().collect();
    S::parse(&trees).ok_or_else(|| {
        let message = "a component was defined with another version of `flow-dsl`; use one version of \
                       it in all crates";
        quote!(::core::compile_error!(#message);)
    })
}

/// The error in our own words if there is no component of that name: rustc says only that there is
/// no macro. What is not found leaves the constant with the value that a glob import gives it.
pub(super) fn missing(path: &Path, written: &Path) -> TokenStream {
    let span = path_span(path);
    let name = text_of(written);
    let short = path.last().map(Ident::to_string).unwrap_or_default();
    let known = table::COMPONENTS
        .iter()
        .map(|component| component.shape.name);
    let meant = match table::nearest(&name, known) {
        Some(known) => format!("; if you mean Flow JSON's own component, write `{known}`"),
        None => String::new(),
    };
    let message = format!(
        "no component `{name}`: Flow JSON has none of that name, and none of your own is in scope; \
         import it, or define it with `#[component] fn {short}() {{ [ … ] }}`{meant}"
    );
    let mut probe = Group::new(Delimiter::Brace, quote!(exists FOUND));
    probe.set_span(span);
    let not = quote_spanned!(span=> !);
    let check = said_if(&quote!(!FOUND), span, &message);
    quote! {
        const _: () = {
            mod missing {
                pub(super) const FOUND: ::core::primitive::bool = false;
            }
            #[allow(unused_imports)]
            use missing::*;
            #path #not #probe
            #check
        };
    }
}

/// An error that is said when constants are evaluated, and only under a condition.
pub(super) fn said_if(condition: &TokenStream, span: Span, message: &str) -> TokenStream {
    // Every token stands where the mistake does, or rustc points at the whole macro.
    let say = quote_spanned!(span=> ::flow_dsl::__private::say(#message));
    quote!(const _: () = if #condition { #say };)
}

/// The macro that adds a definition to the state, and calls the next.
pub(super) fn carrier(
    name: &Ident,
    definition: &Definition,
    public: bool,
    docs: &TokenStream,
) -> TokenStream {
    let export = export(public);
    quote! {
        #docs
        #export
        macro_rules! #name {
            (exists $name:ident) => { const $name: ::core::primitive::bool = true; };
            (
                [$($path:tt)*] $depth:ident {$($state:tt)*}
                [[[$($next:tt)*] $to:ident] $($later:tt)*]
            ) => {
                $($next)*! { [$($next)*] $to {$($state)* #definition} [$($later)*] }
            };
        }
    }
}

pub(super) fn export(public: bool) -> TokenStream {
    let export = public.then(|| quote!(#[macro_export]));
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        #export
    }
}

/// A name for a macro that no other has: exported ones live in the root of their crate.
pub(super) fn hidden_name(definition: &Definition, suffix: &str) -> Ident {
    // FNV-1a
    let hash = definition
        .id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    Ident::new(
        &format!("__flow_{}_{hash:016x}_{suffix}", definition.name),
        definition.name.span(),
    )
}

pub(super) fn depth_name(depth: usize) -> Ident {
    format_ident!("depth_{depth}")
}
