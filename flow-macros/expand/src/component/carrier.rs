//! The macros that carry definitions, and the protocol by which they are called.
//!
//! A call is `Name! { [Name] depth {state} [[[Next] depth] … [[last] end]] }`. Its parts are the path
//! of the macro itself, the name of the wanted definition, the state, and the calls that follow. The
//! macro adds its definition to the end of the state and makes the next call with the rest of the list.
//! The list ends with a macro of `flow-dsl`, which receives all definitions in the order of the calls.
//!
//! Macros with `#[macro_export]` all live in the root of their crate, so each needs a name that no other
//! has. `fn Card` in the crate `shop`, at line 12 and column 3 of `src/ui.rs`, becomes the macro
//! `__flow_Card_44ad9ad9aa461583_definition`. The number is the hash of `shop src/ui.rs:12:3`. In the module
//! of the author `use __flow_Card_44ad9ad9aa461583_definition as Card` gives it its name back.

use flow_json::table;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::definition::{Definition, FlowState, NestState, State, path_span, text_of};
use crate::syntax::Path;

/// Asks for the components that a definition uses, as they are known at the depth before.
pub(super) fn ask_for_depth(state: &NestState) -> TokenStream {
    let depth = depth_name(state.depth - 1);
    let end = quote!(::flow_dsl::__private::__flow_nested_components);
    ask(&state.paths, &depth, &end, state)
}

/// Asks for the components that a flow uses.
pub(super) fn ask_for_definitions(paths: &[Path], state: &FlowState) -> TokenStream {
    let end = quote!(::flow_dsl::__private::__flow_with_components);
    ask(paths, &format_ident!("definition"), &end, state)
}

fn ask(paths: &[Path], depth: &Ident, end: &TokenStream, state: &impl ToTokens) -> TokenStream {
    let Some((first, later)) = paths.split_first() else {
        return TokenStream::new();
    };
    // The names that rustc looks up have the span of the use, or an error would underline the whole
    // macro.
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

/// Reads the state from `[path] end {state} []`.
///
/// It has another form only if the macros come from another version of this crate.
pub(super) fn state<S: State>(input: TokenStream) -> Result<S, TokenStream> {
    let state = input.into_iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let state = state.and_then(|state| S::parse(&state.into_iter().collect::<Vec<_>>()));
    state.ok_or_else(|| {
        let message = "a component was defined with another version of `flow-dsl`; use one version of \
                       it in all crates";
        quote!(::core::compile_error!(#message);)
    })
}

/// An error that names the missing component. Without it rustc says only that there is no macro.
///
/// It asks the macro for the constant `FOUND`. A macro that exists defines it as `true`, which shadows
/// the `false` of the glob import.
pub(super) fn missing(path: &Path, written: &Path) -> TokenStream {
    let span = path_span(path);
    let name = text_of(written);
    let short = path.last();
    let known = table::COMPONENTS
        .iter()
        .map(|component| component.shape.name);
    let meant = match table::component_meant(&name).or_else(|| table::nearest(&name, known)) {
        Some(known) => format!("; if you mean Flow JSON's own component, write `{known}`"),
        None => String::new(),
    };
    let message = format!(
        "no component `{name}`: Flow JSON has none of that name, and none of your own is in scope; \
         import it, or define it with `#[component] fn {short}() {{ [ … ] }}` \
         (without the attribute a `fn` is none){meant}"
    );
    let mut probe = Group::new(Delimiter::Brace, quote!(exists FOUND));
    probe.set_span(span);
    let not = quote_spanned!(span=> !);
    let check = error_if(&quote!(!FOUND), span, &message);
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

/// An error under a condition, which rustc knows when it evaluates constants.
pub(super) fn error_if(condition: &TokenStream, span: Span, message: &str) -> TokenStream {
    // Every token has the span of the mistake, or the error would underline the whole macro.
    let say = quote_spanned!(span=> ::flow_dsl::__private::say(#message));
    quote!(const _: () = if #condition { #say };)
}

/// The macro that adds a definition to the state and makes the next call.
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

/// The mangled name of a macro of a definition. `suffix` tells the macros of one definition apart.
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
