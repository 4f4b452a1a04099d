//! The macros that carry definitions, and how they are asked.
//!
//! The one who asks writes `Name! { [Name] depth {state} [[[Next] depth] … [[last] end]] }`: the path
//! by which the macro was called, what is asked for, the state that goes around, and whom to call
//! next in the same manner, with the definition added to the state.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, ItemFn, Path, Visibility};

use flow_json::table;

use super::check::check;
use super::definition::{Definition, Item, NestState};
use super::parameter::Parameter;
use super::splice::{Use, misspelled, uses};
use crate::emit;
use crate::errors::Errors;

/// How deep components may stand in the definitions of others.
const MAX_DEPTH: usize = 16;

/// The expansion of `#[component]`.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    if let Some(first) = arguments.into_iter().next() {
        errors.push(first.span(), "`#[component]` takes no arguments");
    }
    let function = match syn::parse2::<ItemFn>(item) {
        Ok(function) => function,
        Err(_) => {
            let message = "a component is written `fn Name(parameter: type) { [ … ] }`";
            errors.push(Span::call_site(), message);
            return emit::errors(&errors.0, &[]);
        }
    };
    let mut item = Item::read(function, &mut errors);
    check_name(&item.definition.name, &mut errors);
    let found = match &item.definition.body {
        Some(body) => uses(&mut body.clone(), &mut Errors::default()),
        None => Vec::new(),
    };
    let itself = found
        .iter()
        .find(|used| used.path.is_ident(&item.definition.name));
    if let Some(used) = itself {
        let name = &item.definition.name;
        errors.push(
            used.path.span(),
            format!("`{name}` uses itself, without end; leave `{name}` out"),
        );
    }
    if !errors.0.is_empty() {
        item.definition.spoil();
    }
    if item.definition.body.is_none() || found.is_empty() {
        let mut mistakes = emit::errors(&errors.0, &[]);
        if item.definition.body.is_some() {
            mistakes = check(&item.definition);
            if !mistakes.is_empty() {
                item.definition.spoil();
            }
        }
        return [flat(&item), mistakes].into_iter().collect();
    }
    nested(item, &found)
}

/// What a component cannot be called.
fn check_name(name: &Ident, errors: &mut Errors) {
    let text = name.to_string();
    if table::component(&text).is_some() || table::record(&text).is_some() {
        errors.push(
            name.span(),
            format!("Flow JSON has a `{text}`; choose another name"),
        );
    } else if crate::read::is_action(&text) {
        errors.push(
            name.span(),
            format!("`{text}` is an action; choose another name"),
        );
    } else if let Some(known) = misspelled(&text) {
        let message =
            format!("`{text}` would be taken for a misspelled `{known}`; choose another name");
        errors.push(name.span(), message);
    }
}

/// A component that uses no other: its macro answers by itself.
fn flat(item: &Item) -> TokenStream {
    let Item {
        visibility,
        definition,
        ..
    } = item;
    let hidden = hidden_name(definition, "definition");
    let name = &definition.name;
    let docs = docs(item);
    let carrier = carrier(
        &hidden,
        definition,
        matches!(visibility, Visibility::Public(_)),
        &docs,
    );
    quote! {
        #carrier
        #[doc(inline)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
    }
}

/// A component that uses others: its macro sends to those in a module of the same name, which ask
/// for what it uses, in its own scope.
fn nested(mut item: Item, found: &[Use]) -> TokenStream {
    item.definition.uses = found
        .iter()
        .map(|used| (used.place.clone(), None))
        .collect();
    let docs = docs(&item);
    let Item {
        visibility,
        definition,
        attributes,
    } = item;
    let cfgs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    let hidden = hidden_name(&definition, "component");
    let name = definition.name.clone();
    let public = matches!(visibility, Visibility::Public(_));
    let export = export(public);
    let paths: Vec<Path> = found.iter().map(|used| inside(&used.path)).collect();
    let shallow = at_depth(&definition, 0, public);
    let missing: Vec<TokenStream> = found
        .iter()
        .zip(&paths)
        .map(|(used, path)| missing(path, &used.path))
        .collect();
    let state = NestState {
        depth: 1,
        public: syn::LitBool::new(public, Span::call_site()),
        paths,
        definition,
        answers: Vec::new(),
    };
    let ask = ask_for_depth(state);
    // `pub(super)` and the like mean the module outside.
    let inner = match &visibility {
        Visibility::Public(_) => quote!(pub),
        _ => quote!(pub(crate)),
    };
    quote! {
        #docs
        #export
        macro_rules! #hidden {
            (exists $name:ident) => { pub const $name: ::core::primitive::bool = true; };
            ([$($path:tt)*] $depth:ident $state:tt $later:tt) => {
                $($path)*::$depth! { [$($path)*::$depth] $depth $state $later }
            };
        }
        #[doc(inline)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_snake_case, unused_imports, dead_code, unreachable_pub)]
        #inner mod #name {
            use super::*;
            #shallow
            #(#missing)*
            #ask
        }
    }
}

/// The expansion of `__flow_nested_components!`: all answers for one depth are there.
pub(crate) fn nest(input: TokenStream) -> TokenStream {
    let Some(mut state) = state::<NestState>(input) else {
        return TokenStream::new();
    };
    let mut errors = Errors::default();
    let public = state.public.value;
    let mut broken = false;
    for ((path, (_, used)), mut answer) in state
        .paths
        .iter()
        .zip(&mut state.definition.uses)
        .zip(state.answers.drain(..))
    {
        if let Some(way) = way_to(&answer, &state.definition.id) {
            let span = path
                .segments
                .last()
                .map_or_else(|| path.span(), |last| last.ident.span());
            let message = format!(
                "`{}` contains itself, without end: `{}` uses {way}; break the circle",
                state.definition.name, state.definition.name,
            );
            errors.push(span, message);
            answer.spoil();
            broken = true;
        }
        *used = Some(answer);
    }
    let depth = state.depth;
    let mut definition = state.definition;
    if !broken && !definition.is_closed() {
        if depth < MAX_DEPTH {
            let known = at_depth(&definition, depth, public);
            let ask = ask_for_depth(NestState {
                depth: depth + 1,
                public: state.public,
                paths: state.paths,
                definition: without_answers(definition),
                answers: Vec::new(),
            });
            return quote!(#known #ask);
        }
        let name = &definition.name;
        let message =
            format!("components may stand in each other {MAX_DEPTH} deep: `{name}` goes deeper");
        errors.push(name.span(), message);
        broken = true;
    }
    let mut mistakes = emit::errors(&errors.0, &[]);
    if !broken {
        mistakes = check(&definition);
    }
    if !mistakes.is_empty() {
        definition.spoil();
    }
    let hidden = hidden_name(&definition, "definition");
    let carrier = carrier(&hidden, &definition, public, &TokenStream::new());
    let visibility = if public {
        quote!(pub)
    } else {
        quote!(pub(crate))
    };
    let deeper = (depth..MAX_DEPTH).map(depth_name);
    quote! {
        #carrier
        #visibility use #hidden as definition;
        #(#visibility use #hidden as #deeper;)*
        #mistakes
    }
}

/// How a definition leads to the one of that id: "`B`, which uses `A`".
fn way_to(definition: &Definition, id: &str) -> Option<String> {
    let name = format!("`{}`", definition.name);
    if definition.id == id {
        return Some(name);
    }
    let inner = definition.uses.iter().filter_map(|(_, used)| used.as_ref());
    inner
        .filter_map(|used| way_to(used, id))
        .next()
        .map(|way| format!("{name}, which uses {way}"))
}

fn without_answers(mut definition: Definition) -> Definition {
    definition
        .uses
        .iter_mut()
        .for_each(|(_, used)| *used = None);
    definition
}

/// The macro of a definition as far as it is known at a depth.
fn at_depth(definition: &Definition, depth: usize, public: bool) -> TokenStream {
    let name = depth_name(depth);
    let hidden = hidden_name(definition, &name.to_string());
    let carrier = carrier(&hidden, definition, public, &TokenStream::new());
    let visibility = if public {
        quote!(pub)
    } else {
        quote!(pub(crate))
    };
    quote!(#carrier #visibility use #hidden as #name;)
}

fn ask_for_depth(state: NestState) -> TokenStream {
    let depth = depth_name(state.depth - 1);
    let paths: Vec<&Path> = state.paths.iter().collect();
    ask(
        &paths,
        &depth,
        quote!(::flow_dsl::__private::__flow_nested_components),
        &state,
    )
}

/// Asks for the definitions of what a flow uses. `name` makes it different from what else asks in
/// the same module.
pub(crate) fn ask_for_definitions(open: &[Use], state: &impl ToTokens) -> TokenStream {
    let paths: Vec<&Path> = open.iter().map(|used| &used.path).collect();
    let end = quote!(::flow_dsl::__private::__flow_with_components);
    let ask = ask(&paths, &format_ident!("definition"), end, state);
    let missing = open.iter().map(|used| missing(&used.path, &used.path));
    quote!(#(#missing)* #ask)
}

fn ask(paths: &[&Path], depth: &Ident, end: TokenStream, state: &impl ToTokens) -> TokenStream {
    let Some((first, later)) = paths.split_first() else {
        return TokenStream::new();
    };
    let span = path_span(first);
    let state = Group::new(Delimiter::Brace, state.to_token_stream());
    let later = quote!([#([[#later] #depth])* [[#end] end]]);
    let mut arguments = Group::new(Delimiter::Brace, quote!([#first] #depth #state #later));
    // The whole call stands where the use does, so that rustc shows the use.
    arguments.set_span(span);
    let not = quote_spanned!(span=> !);
    quote!(#first #not #arguments)
}

/// The state out of `[path] end {state} []`.
pub(crate) fn state<S: syn::parse::Parse>(input: TokenStream) -> Option<S> {
    let state = input.into_iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })?;
    syn::parse2(state).ok()
}

/// The error in our own words if there is no component of that name: rustc says only that there is
/// no macro. What is not found leaves the constant with the value that a glob import gives it.
fn missing(path: &Path, written: &Path) -> TokenStream {
    let span = path_span(path);
    let name = written.to_token_stream().to_string().replace(' ', "");
    let known = table::COMPONENTS
        .iter()
        .map(|component| component.shape.name);
    let meant = match table::nearest(&name, known) {
        Some(known) => format!("; if you mean Flow JSON's own component, write `{known}`"),
        None => String::new(),
    };
    let message = format!(
        "no component `{name}`: Flow JSON has none of that name, and none of your own is in scope; \
         import it, or define it with `#[flow_dsl::component] fn {name}() {{ [ … ] }}`{meant}"
    );
    let mut probe = Group::new(Delimiter::Brace, quote!(exists FOUND));
    probe.set_span(span);
    let not = quote_spanned!(span=> !);
    let check = said_if(&quote!(!FOUND), span, &message);
    quote! {
        const _: () = {
            mod missing {
                pub const FOUND: ::core::primitive::bool = false;
            }
            #[allow(unused_imports)]
            use missing::*;
            #path #not #probe
            #check
        };
    }
}

/// An error that is said when constants are evaluated, and only under a condition.
pub(crate) fn said_if(condition: &TokenStream, span: Span, message: &str) -> TokenStream {
    let say = Ident::new("say", span);
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#message));
    arguments.set_span(span);
    quote! {
        const _: () = if #condition { ::flow_dsl::__private::#say #arguments };
    }
}

/// The macro that adds a definition to the state, and calls the next.
fn carrier(name: &Ident, definition: &Definition, public: bool, docs: &TokenStream) -> TokenStream {
    let export = export(public);
    quote! {
        #docs
        #export
        macro_rules! #name {
            (exists $name:ident) => { pub const $name: ::core::primitive::bool = true; };
            (
                [$($path:tt)*] $depth:ident {$($state:tt)*}
                [[[$($next:tt)*] $to:ident] $($later:tt)*]
            ) => {
                $($next)*! { [$($next)*] $to {$($state)* #definition} [$($later)*] }
            };
        }
    }
}

fn export(public: bool) -> TokenStream {
    let export = public.then(|| quote!(#[macro_export]));
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        #export
    }
}

/// A name for a macro that no other has: exported ones live in the root of their crate.
fn hidden_name(definition: &Definition, suffix: &str) -> Ident {
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

fn depth_name(depth: usize) -> Ident {
    format_ident!("depth_{depth}")
}

/// The path of a use, seen from the module inside.
fn inside(path: &Path) -> Path {
    let mut path = path.clone();
    let first = path
        .segments
        .first()
        .map(|segment| segment.ident.to_string());
    if path.leading_colon.is_some() {
        return path;
    }
    match first.as_deref() {
        Some("self") => path.segments[0].ident = Ident::new("super", path.segments[0].ident.span()),
        Some("super") => path
            .segments
            .insert(0, Ident::new("super", path.segments[0].ident.span()).into()),
        _ => {}
    }
    path
}

fn path_span(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(|| path.span(), |last| last.ident.span())
}

/// The documentation of a component: its author's, and its parameters.
fn docs(item: &Item) -> TokenStream {
    let kept = |attribute: &&Attribute| {
        ["doc", "cfg", "deprecated"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
    };
    let own = item.attributes.iter().filter(kept);
    let parameters = &item.definition.parameters;
    let heading = (!parameters.is_empty()).then(|| quote!(#[doc = "\n# Parameters\n"]));
    let parameters = parameters.iter().map(|parameter| {
        let line = Literal::string(&parameter_doc(parameter));
        let docs = parameter
            .docs
            .iter()
            .filter_map(doc_text)
            .map(|text| format!("  {}", text.trim()));
        quote!(#[doc = #line] #(#[doc = #docs])*)
    });
    quote!(#(#own)* #heading #(#parameters)*)
}

fn parameter_doc(parameter: &Parameter) -> String {
    let Parameter {
        name, ty, default, ..
    } = parameter;
    let source = |tokens: TokenStream| {
        let text = tokens.span().source_text();
        text.unwrap_or_else(|| tokens.to_string())
    };
    let ty = ty
        .to_token_stream()
        .to_string()
        .replace("& ", "&")
        .replace(" <", "<")
        .replace("< ", "<");
    let ty = ty.replace(" >", ">");
    match default {
        Some(default) => format!(
            "- `{name}: {ty}`, {} by default",
            code(&source(default.to_token_stream()))
        ),
        None => format!("- `{name}: {ty}`"),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    let meta = attribute.meta.require_name_value().ok()?;
    crate::read::string_literal(&meta.value)
}
