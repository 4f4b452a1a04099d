//! `#[component]`: the macros that a definition becomes.

use std::cell::RefCell;

use flow_json::{Version, table};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::carrier::{
    ask_for_depth, carrier, depth_name, distinct, export, hidden_name, missing, state,
};
use super::check::check;
use super::constants::{from_inside, items};
use super::definition::{Definition, Item, NestState, path_span, text_of};
use super::extract::extract;
use super::function::{Function, Visibility};
use super::parameter::Parameter;
use super::splice::{misspelled, uses};
use crate::emit;
use crate::errors::Errors;
use crate::parse::is_punct;
use crate::renamed::renamed;
use crate::syntax::{Attribute, Expr, Path, unraw};

/// The most levels of components that use each other.
const MAX_DEPTH: usize = 16;

/// The expansion of `#[component]`.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let path = crate_argument(arguments, &mut errors);
    let expansion = expand(item, errors);
    match path {
        Some(path) => renamed(expansion, &path.to_token_stream()),
        None => expansion,
    }
}

/// `crate = path`: the path of `flow-dsl`, for a crate that has renamed it.
fn crate_argument(arguments: TokenStream, errors: &mut Errors) -> Option<Path> {
    let first = arguments.clone().into_iter().next()?;
    let trees: Vec<_> = arguments.into_iter().collect();
    let path = match &trees[..] {
        [TokenTree::Ident(word), equals, path @ ..] if word == "crate" && is_punct(equals, '=') => {
            Path::parse_all(path.iter().cloned().collect())
        }
        _ => None,
    };
    match path {
        Some(path) => Some(path),
        None => {
            let message = "the only argument is `crate`, the path of `flow-dsl`; leave it out, or write \
                           `crate = ::flow_dsl`";
            errors.push(first.span(), message);
            None
        }
    }
}

fn expand(item: TokenStream, mut errors: Errors) -> TokenStream {
    let function = match Function::parse(item, &mut errors) {
        Some(function) => function,
        None => {
            let message = "a component is written `fn Name(parameter: type) { [ … ] }`";
            errors.push(Span::call_site(), message);
            return emit::errors(&errors.0);
        }
    };
    let parameters = function.arguments.len();
    let mut item = Item::read(function, &mut errors);
    let definition = &mut item.definition;
    check_name(&definition.name, &mut errors);
    let values = extract(definition, &mut errors);
    if check_options(definition, &mut errors) {
        definition.body = None;
    }
    let found = definition.body.as_ref().map(uses).unwrap_or_default();
    let name = &definition.name;
    if let Some(path) = found.iter().find(|path| path.get_ident() == Some(name)) {
        let message = format!("`{name}` contains itself, without end; leave `{name}` out");
        errors.push(path_span(path), message);
    } else if found.is_empty()
        && definition.body.is_some()
        && definition.parameters.len() == parameters
    {
        let unused = unused(definition);
        let mistakes = [emit::errors(&errors.0), check(definition)]
            .into_iter()
            .collect();
        let component = flat(item, &values, mistakes);
        return quote!(#component #unused);
    }
    if errors.0.is_empty() {
        let unused = unused(&item.definition);
        let component = nested(item, distinct(&found), values);
        return quote!(#component #unused);
    }
    flat(item, &values, emit::errors(&errors.0))
}

/// A warning for each parameter that the body does not name. As in Rust, one that begins with `_` is
/// meant to be unused.
fn unused(definition: &Definition) -> TokenStream {
    let body = definition.body.to_token_stream();
    let is_unused = |parameter: &&Parameter| {
        let name = &parameter.name;
        !unraw(name).starts_with('_') && !names(body.clone(), name)
    };
    let unused = definition.parameters.iter().filter(is_unused);
    let warnings = unused.map(|parameter| {
        let name = unraw(&parameter.name);
        let message = format!(
            "`{}` never uses `{name}`; write it as the value of a property, or leave the parameter out",
            definition.name
        );
        emit::warning(parameter.name.span(), "unused_parameter", &message)
    });
    warnings.collect()
}

/// Whether tokens have a name among them.
fn names(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(other) => other == *name,
        TokenTree::Group(group) => names(group.stream(), name),
        _ => false,
    })
}

/// Reports a name that Flow JSON has, or that would be taken for one.
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

/// A component that uses no other, or has mistakes. Its macro gives the definition at once.
fn flat(mut item: Item, values: &[Expr], mistakes: TokenStream) -> TokenStream {
    let docs = docs(&item);
    if !mistakes.is_empty() {
        item.definition.spoil();
    }
    let Item {
        visibility,
        definition,
        ..
    } = item;
    let hidden = hidden_name(&definition, "definition");
    let name = &definition.name;
    let carrier = carrier(&hidden, &definition, visibility.is_public(), &docs);
    let module = (!definition.constants.is_empty())
        .then(|| module(&visibility, name, &items(&definition, values, &[])));
    quote! {
        #carrier
        #[doc(inline)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
        #module
        #mistakes
    }
}

/// A component that uses others. Its macro calls a macro of the module beside it, one for each depth.
/// Those are made in the scope of the definition, where the components that it uses can be found.
fn nested(mut item: Item, found: Vec<Path>, values: Vec<Expr>) -> TokenStream {
    item.definition.uses = found.iter().map(|path| (text_of(path), None)).collect();
    let docs = docs(&item);
    let Item {
        visibility,
        definition,
        ..
    } = item;
    let hidden = hidden_name(&definition, "component");
    let name = definition.name.clone();
    let public = visibility.is_public();
    let export = export(public);
    let paths: Vec<Path> = found.iter().map(inside).collect();
    let shallow = at_depth(&definition, 0, public);
    let missing: TokenStream = found
        .iter()
        .zip(&paths)
        .map(|(written, path)| missing(path, written))
        .collect();
    let ask = ask_for_depth(&NestState {
        depth: 1,
        public,
        paths,
        values,
        definition,
        answers: Vec::new(),
    });
    let module = module(&visibility, &name, &quote!(#shallow #missing #ask));
    quote! {
        #docs
        #export
        macro_rules! #hidden {
            (exists $name:ident) => { const $name: ::core::primitive::bool = true; };
            ([$($path:tt)*] $depth:ident $state:tt $later:tt) => {
                $($path)*::$depth! { [$($path)*::$depth] $depth $state $later }
            };
        }
        #[doc(inline)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
        #module
    }
}

/// The expansion of `__flow_nested_components!`: all answers for one depth are there.
pub(crate) fn nest(input: TokenStream) -> TokenStream {
    let state = match state::<NestState>(input) {
        Ok(state) => state,
        Err(error) => return error,
    };
    let NestState {
        depth,
        public,
        paths,
        values,
        mut definition,
        answers,
    } = state;
    let mut errors = Errors::default();
    let mut endless = false;
    for ((path, answer), (_, used)) in paths.iter().zip(answers).zip(&mut definition.uses) {
        let mut answer = answer;
        if let Some(cycle) = path_to(&answer, &definition.id) {
            endless = true;
            // Every component of the cycle comes here; the one with the least id reports it.
            if cycle.iter().all(|other| definition.id <= other.id) {
                let names: Vec<_> = cycle
                    .iter()
                    .map(|other| format!("`{}`", other.name))
                    .collect();
                let name = &definition.name;
                let message = format!(
                    "`{name}` contains itself, without end: `{name}` uses {}; leave one of them out",
                    names.join(", which uses ")
                );
                errors.push(path_span(path), message);
            }
            answer.spoil();
        }
        *used = Some(answer);
    }
    if !endless && !definition.is_closed() {
        if depth < MAX_DEPTH {
            let known = at_depth(&definition, depth, public);
            definition
                .uses
                .iter_mut()
                .for_each(|(_, used)| *used = None);
            let depth = depth + 1;
            let answers = Vec::new();
            let ask = ask_for_depth(&NestState {
                depth,
                public,
                paths,
                values,
                definition,
                answers,
            });
            return quote!(#known #ask);
        }
        let name = &definition.name;
        let message = format!(
            "components stand in each other up to {MAX_DEPTH} deep: `{name}` goes deeper; leave one \
             of those between out"
        );
        errors.push(name.span(), message);
        endless = true;
    }
    let mut mistakes = emit::errors(&errors.0);
    if !endless {
        mistakes = check(&mut definition);
    }
    if endless || !mistakes.is_empty() {
        definition.spoil();
    }
    let hidden = hidden_name(&definition, "definition");
    let carrier = carrier(&hidden, &definition, public, &TokenStream::new());
    let items = items(&definition, &values, &paths);
    let visibility = inner_visibility(public);
    let deeper = (depth..MAX_DEPTH).map(depth_name);
    quote! {
        #carrier
        #visibility use #hidden as definition;
        #(#visibility use #hidden as #deeper;)*
        #items
        #mistakes
    }
}

/// The definitions on the path from this one to the one of that id, both included.
fn path_to<'d>(definition: &'d Definition, id: &str) -> Option<Vec<&'d Definition>> {
    if definition.id == id {
        return Some(vec![definition]);
    }
    let mut inner = definition.uses.iter().filter_map(|(_, used)| used.as_ref());
    let mut path = inner.find_map(|used| path_to(used, id))?;
    path.insert(0, definition);
    Some(path)
}

/// The macro that gives a definition as it is known at a depth.
fn at_depth(definition: &Definition, depth: usize, public: bool) -> TokenStream {
    let name = depth_name(depth);
    let hidden = hidden_name(definition, &name.to_string());
    let carrier = carrier(&hidden, definition, public, &TokenStream::new());
    let visibility = inner_visibility(public);
    quote!(#carrier #visibility use #hidden as #name;)
}

/// The visibility of the items in the module beside a component. `pub(super)` would mean another
/// module there.
fn inner_visibility(public: bool) -> TokenStream {
    if public {
        quote!(pub)
    } else {
        quote!(pub(crate))
    }
}

/// The module beside a component. It has the same name, so one `use` imports both.
fn module(visibility: &Visibility, name: &Ident, content: &TokenStream) -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(non_snake_case, unused_imports, dead_code, unreachable_pub)]
        #visibility mod #name {
            use super::*;
            #content
        }
    }
}

/// The path of a use, seen from the module beside the component.
fn inside(path: &Path) -> Path {
    Path::parse_all(from_inside(path.to_token_stream())).unwrap_or_else(|| path.clone())
}

/// The documentation of a component: its author's, and its parameters.
fn docs(item: &Item) -> TokenStream {
    let kept = |attribute: &&Attribute| {
        ["doc", "deprecated"]
            .iter()
            .any(|name| attribute.path.is_ident(name))
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
        name,
        ty,
        default,
        default_text,
        ..
    } = parameter;
    let mut ty = ty.to_token_stream().to_string();
    for (spaced, plain) in [("& ", "&"), (" <", "<"), ("< ", "<"), (" >", ">")] {
        ty = ty.replace(spaced, plain);
    }
    match default {
        Some(_) => format!("- `{name}: {ty}`, by default `{default_text}`"),
        None => format!("- `{name}: {ty}`"),
    }
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    let text = attribute.value_of("doc")?.as_text()?;
    Some(text.to_owned())
}

/// Reports parameters that may be left out where their property must be there. Says whether there are any.
fn check_options(definition: &Definition, errors: &mut Errors) -> bool {
    let before = errors.0.len();
    let found = RefCell::new(Vec::new());
    let collect = |expr: &Expr| {
        if let Expr::Struct(literal) = expr
            && let Some(component) = literal
                .name()
                .and_then(|name| table::component(&name.to_string()))
        {
            for field in &literal.fields {
                let property = component.shape.property_of_ident(&unraw(&field.name));
                let parameter = field.value.as_ident().and_then(|name| {
                    let mut all = definition.parameters.iter();
                    all.find(|parameter| parameter.optional && parameter.name == *name)
                });
                if let (Some(property), Some(parameter)) = (property, parameter)
                    && property
                        .required
                        .is_some_and(|since| since <= Version::RECOMMENDED)
                {
                    let message = format!(
                        "`{}` of `{}` must be there, and `{}` may be left out; make it no `Option`",
                        unraw(&field.name),
                        component.shape.name,
                        parameter.name,
                    );
                    found.borrow_mut().push((field.value.span(), message));
                }
            }
        }
        false
    };
    if let Some(body) = &definition.body {
        body.find(&collect);
    }
    for (span, message) in found.into_inner() {
        errors.push(span, message);
    }
    errors.0.len() > before
}
