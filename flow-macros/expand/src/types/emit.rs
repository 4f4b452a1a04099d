//! The types as Rust.

use std::collections::{HashMap, HashSet};

use flow_json::TextRange;
use flow_json::model::Flow;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::endpoint::{self, Target};
use super::named::Named;
use super::names::{self, Names};
use super::ty::{Field, Id, Listed, Options, Ty, same_fields, same_ids};
use super::{Form, flow_token};
use crate::spans::Spans;
use crate::syntax::unspaced;

/// The module of a type.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// The module of the flow.
    Flow,
    /// The module of the screen at that position.
    Screen(usize),
}

/// The types that have been written, by their module and the name they are called after: their parts
/// and the names that they got.
type Known<Part> = HashMap<(Space, String), Vec<(Vec<Part>, Ident)>>;

/// Writes each type once, after the types of its parts.
pub(super) struct Emitter<'s> {
    form: Form,
    /// The spans of the parts of the flow.
    spans: &'s Spans,
    /// The place of the flow.
    place: Span,
    named: Vec<Named>,
    modules: Names,
    flow: Module,
    /// By the position of the screen.
    screens: Vec<(usize, Module)>,
    /// By the inputs and keys that they are named after.
    enums: Known<Id>,
    /// By the keys that they are named after.
    structs: Known<Field>,
    /// The enums of lists from Rust, each with the name of its module.
    lists: Vec<(Listed, Ident)>,
    /// The structs that are named by the part they play, `Reply`, `Data` and `Exchange`, if somebody asks for
    /// them. Macros do not.
    roots: Option<Vec<(Space, &'static str, Vec<Field>)>>,
}

struct Module {
    name: Ident,
    /// The id of the screen, empty for the module of the flow.
    id: String,
    names: Names,
    /// The types in it, without `Reply`, `Data` and `Exchange`.
    types: Vec<Ident>,
    items: TokenStream,
    /// Whether code outside may name it.
    reached: bool,
}

impl Module {
    fn new(name: Ident, id: &str) -> Self {
        Self {
            name,
            id: id.to_owned(),
            names: Names::default(),
            types: Vec::new(),
            items: TokenStream::new(),
            reached: true,
        }
    }
}

impl<'s> Emitter<'s> {
    pub(super) fn new(named: Vec<Named>, flow: &Flow<'_>, spans: &'s Spans, form: Form) -> Self {
        let place = spans.get(flow.node.loc);
        let mut flow = Module::new(Ident::new("FLOW", Span::call_site()), "");
        // The names of the author's types are kept for these types.
        for ty in &named {
            if flow.names.is_free(&ty.name) {
                flow.names.take(ty.name.clone());
            }
        }
        Self {
            form,
            spans,
            place,
            named,
            modules: Names::default(),
            flow,
            screens: Vec::new(),
            enums: HashMap::new(),
            structs: HashMap::new(),
            lists: Vec::new(),
            roots: None,
        }
    }

    /// Keeps the fields of the structs that [`fields`](Self::fields) is asked for.
    pub(super) fn keep_fields(&mut self) {
        self.roots = Some(Vec::new());
    }

    fn keep(&mut self, space: Space, name: &'static str, fields: &[Field]) {
        if let Some(roots) = &mut self.roots {
            roots.push((space, name, fields.to_vec()));
        }
    }

    /// The fields of `Reply`, of a `Data` or an `Exchange`.
    pub(super) fn fields(&self, space: Space, name: &str) -> Option<Vec<Field>> {
        let mut roots = self.roots.iter().flatten();
        let (.., fields) = roots.find(|(at, known, _)| *at == space && *known == name)?;
        Some(fields.clone())
    }

    /// The module of the screen of that id.
    pub(super) fn space(&self, id: &str) -> Option<Space> {
        let mut screens = self.screens.iter();
        let (index, _) = screens.find(|(_, module)| module.id == id)?;
        Some(Space::Screen(*index))
    }

    /// The type of a field, as it is written in that module.
    pub(super) fn type_of(&mut self, space: Space, field: &Field) -> String {
        let ty = self.ty(space, &field.ty, &field.key, Span::call_site());
        let ty = unspaced(&ty);
        if field.is_option() {
            format!("Option<{ty}>")
        } else {
            ty
        }
    }

    /// The name of the enum for literals in that module.
    pub(super) fn name_of_literals(&mut self, space: Space, hint: &str, ids: &[Id]) -> String {
        let name = self.options(space, hint, None, ids, Span::call_site());
        name.to_string()
    }

    /// The name of the enum for options.
    pub(super) fn name_of_options(&mut self, options: &Options) -> String {
        let Options {
            name, screen, ids, ..
        } = options;
        let name = self.options(Space::Flow, name, Some(*screen), ids, Span::call_site());
        name.to_string()
    }

    /// The module and the name of the struct for an object.
    pub(super) fn name_of_object(
        &mut self,
        space: Space,
        hint: &str,
        fields: &[Field],
    ) -> (Space, String) {
        let (at, name) = self.object(space, hint, fields, Span::call_site());
        (at, name.to_string())
    }

    /// Begins the module of a screen, which is only written if something can be `reached` from outside.
    pub(super) fn screen(&mut self, index: usize, id: &str, place: TextRange, reached: bool) {
        let span = self.spans.get(place);
        let name = self.modules.take(names::of_module(id));
        let mut module = Module::new(names::ident(&name, span), id);
        module.reached = reached;
        self.screens.push((index, module));
    }

    /// Whether the module of the screen is written. Screens without an id have none.
    pub(super) fn has(&self, screen: usize) -> bool {
        let mut screens = self.screens.iter();
        screens.any(|(known, module)| *known == screen && module.reached)
    }

    /// The struct `Reply`.
    pub(super) fn reply(&mut self, mut fields: Vec<Field>) {
        fields.retain(|field| field.key != "flow_token");
        fields.insert(0, flow_token());
        let name = Ident::new("Reply", Span::call_site());
        let doc = "The reply of the flow when it ends.";
        self.keep(Space::Flow, "Reply", &fields);
        let traits = quote!(__deserialize __reply);
        let items = self.record(Space::Flow, &name, doc, &fields, traits);
        self.flow.items.extend(items);
    }

    /// The struct `End`, with which the endpoint ends the flow, and its name.
    pub(super) fn end(&mut self, fields: &[Field]) -> Ident {
        let name = self.flow.names.take("End".to_owned());
        let name = names::ident(&name, Span::call_site());
        self.flow.types.push(name.clone());
        let doc = "The values with which the endpoint ends the flow.";
        let traits = quote!(__serialize __default);
        let items = self.record(Space::Flow, &name, doc, fields, traits);
        self.flow.items.extend(items);
        name
    }

    /// Says in the module of the flow what to write where its endpoint is missing.
    pub(super) fn endpoint_may_be_forgotten(&mut self, flow: &Flow<'_>) {
        let item = endpoint::forgotten(flow, self.spans);
        self.flow.items.extend(item);
    }

    /// Keeps the names of the types that `flow_endpoint::endpoint!` makes.
    pub(super) fn reserve_names_of_endpoint(&mut self, flow: &Flow<'_>) {
        for (index, module) in &self.screens {
            if flow.screens[*index].object.get("refresh_on_back").is_some() {
                self.flow.names.take(endpoint::type_of_back(&module.name));
            }
        }
    }

    /// The description of the endpoint. `end` is the type with which it ends the flow.
    pub(super) fn endpoint(
        &self,
        flow: &Flow<'_>,
        exchanging: &HashSet<usize>,
        end: Option<&Ident>,
    ) -> TokenStream {
        let mut modules = vec![None; flow.screens.len()];
        for (index, module) in &self.screens {
            modules[*index] = Some(module);
        }
        let target = |index: usize| {
            let module: &Module = modules[index]?;
            Some(Target {
                module: &module.name,
                id: &module.id,
            })
        };
        let exchanges = |index| exchanging.contains(&index);
        endpoint::description(flow, target, exchanges, end)
    }

    /// The `Data` of a screen. An endpoint tells screens by the types of their data.
    pub(super) fn data(&mut self, screen: usize, fields: &[Field], has_endpoint: bool) {
        self.keep(Space::Screen(screen), "Data", fields);
        let doc = "The data that the screen is given.";
        let items = match fields {
            [] if has_endpoint => quote!(#[doc = #doc] pub type Data = NoData<#screen>;),
            [] => quote!(#[doc = #doc] pub type Data = NoData;),
            fields => {
                let name = Ident::new("Data", Span::call_site());
                let traits = quote!(__serialize __default);
                self.record(Space::Screen(screen), &name, doc, fields, traits)
            }
        };
        self.module(Space::Screen(screen)).items.extend(items);
    }

    /// The function `open` of a screen that a message can open. Inlined, it is compiled only where it is
    /// called.
    pub(super) fn open(&mut self, screen: usize, flow: &str, has_data: bool) {
        let doc = "Opens the flow on this screen, in a message.";
        let items = if has_data {
            quote! {
                #[doc = #doc]
                #[inline]
                pub fn open(data: Data) -> ::flow_dsl::Opening {
                    ::flow_dsl::Opening::__with(#flow, ID, &data)
                }
            }
        } else {
            quote! {
                #[doc = #doc]
                #[inline]
                pub fn open() -> ::flow_dsl::Opening {
                    ::flow_dsl::Opening::__new(#flow, ID)
                }
            }
        };
        self.module(Space::Screen(screen)).items.extend(items);
    }

    /// The `Exchange` of a screen.
    pub(super) fn exchange(&mut self, screen: usize, fields: &[Field]) {
        self.keep(Space::Screen(screen), "Exchange", fields);
        let name = Ident::new("Exchange", Span::call_site());
        let doc = "The payload that the screen sends to the endpoint.";
        let traits = quote!(__deserialize);
        let items = self.record(Space::Screen(screen), &name, doc, fields, traits);
        self.module(Space::Screen(screen)).items.extend(items);
    }

    pub(super) fn finish(mut self) -> TokenStream {
        self.screens.retain(|(_, module)| module.reached);
        let exports = match self.form {
            Form::Whole | Form::Sketch => quote!(*),
            // An import by name hides one by a glob.
            Form::HidingSketch => {
                let types = &self.flow.types;
                let modules = self.screens.iter().map(|(_, module)| &module.name);
                quote!({ Reply, #(#types,)* #(#modules,)* })
            }
        };
        let items = self.flow.items;
        let lists = self
            .lists
            .iter()
            .map(|(listed, module)| list(listed, module));
        let (lists, beside): (Vec<_>, Vec<_>) = lists.unzip();
        let screens = self.screens.into_iter().map(|(_, module)| {
            let Module {
                name, id, items, ..
            } = module;
            let doc = format!("The screen `{id}`.");
            quote! {
                #[doc = #doc]
                pub mod #name {
                    use ::flow_dsl::reply::types::*;
                    #[doc = "The id of the screen."]
                    pub const ID: &str = #id;
                    #items
                }
            }
        });
        // The module has the name and the place of the constant. So rustc has one error for two flows in
        // one module, not one for the constants and one for the modules.
        let place = self.place;
        let module = quote_spanned!(place=> mod);
        let items = quote! {
            use ::flow_dsl::reply::types::*;
            #items
            #(#lists)*
            #(#screens)*
        };
        let mut content = Group::new(Delimiter::Brace, items);
        content.set_span(place);
        quote! {
            #[doc(inline)]
            #[allow(unused_imports)]
            pub use FLOW::#exports;
            #[allow(clippy::all, clippy::pedantic, missing_docs, non_snake_case, private_interfaces, unexpected_cfgs, unreachable_pub, unused)]
            #module FLOW #content
            #(#beside)*
        }
    }

    fn module(&mut self, space: Space) -> &mut Module {
        let screen = |index| self.screens.iter().position(|(known, _)| *known == index);
        match space {
            Space::Screen(index) => match screen(index) {
                Some(position) => &mut self.screens[position].1,
                None => &mut self.flow,
            },
            Space::Flow => &mut self.flow,
        }
    }

    /// A struct and its implementations. `traits` are the macros for those that not all structs have.
    fn record(
        &mut self,
        space: Space,
        name: &Ident,
        doc: &str,
        fields: &[Field],
        traits: TokenStream,
    ) -> TokenStream {
        let mut taken = Names::default();
        let mut rows = TokenStream::new();
        for field in fields {
            let span = self.spans.get(field.place);
            let ident = taken.take(names::of_field(&field.key, span));
            let ident = names::ident(&ident, span);
            let mut ty = self.ty(space, &field.ty, &field.key, span);
            if field.is_option() {
                ty = quote!(Option<#ty>);
            }
            // A row of `__record!` has documentation in any case.
            let doc = field.doc.as_deref().unwrap_or("");
            quote!(#[doc = #doc]).to_tokens(&mut rows);
            match self.form {
                Form::Sketch => quote!(pub #ident: #ty,).to_tokens(&mut rows),
                Form::Whole | Form::HidingSketch => {
                    let key = &field.key;
                    quote!(#ident #key [#ty]).to_tokens(&mut rows);
                }
            }
        }
        match self.form {
            Form::Sketch => quote! {
                #[doc = #doc]
                pub struct #name { #rows }
                impl FieldType for #name {}
                ::flow_dsl::__traits!(#name #traits);
            },
            Form::Whole | Form::HidingSketch => {
                quote!(::flow_dsl::__record! { #[doc = #doc] #name { #rows } #traits })
            }
        }
    }

    /// A type as code in that module. A new type is called after `hint`, the key of the value.
    fn ty(&mut self, space: Space, ty: &Ty, hint: &str, span: Span) -> TokenStream {
        match ty {
            Ty::Text => quote!(String),
            Ty::Literals(ids) if ids.len() < 2 => quote!(String),
            Ty::Literals(ids) => {
                let name = self.options(space, hint, None, ids, span);
                quote!(#name)
            }
            Ty::Options(Options {
                name,
                place,
                screen,
                ids,
            }) => {
                let name = self.options(
                    Space::Flow,
                    name,
                    Some(*screen),
                    ids,
                    self.spans.get(*place),
                );
                path(space, Space::Flow, &name)
            }
            Ty::Listed(listed) => {
                let (module, name) = (self.list(listed), listed.0.last());
                let module = path(space, Space::Flow, &module);
                quote!(#module::#name)
            }
            Ty::Number => quote!(f64),
            Ty::Integer => quote!(i64),
            Ty::Boolean => quote!(bool),
            Ty::List(item) => {
                let item = self.ty(space, item, &names::singular(hint), span);
                quote!(Vec<#item>)
            }
            Ty::Option(item) => {
                let item = self.ty(space, item, hint, span);
                quote!(Option<#item>)
            }
            Ty::Object(fields) => {
                let (at, name) = self.object(space, hint, fields, span);
                path(space, at, &name)
            }
            Ty::DateRange => quote!(DateRange),
            Ty::Media => quote!(Media),
            Ty::EncryptedMedia => quote!(EncryptedMedia),
            Ty::Unknown => quote!(Value),
        }
    }

    /// The module with the enum of a list.
    fn list(&mut self, listed: &Listed) -> Ident {
        let mut lists = self.lists.iter();
        if let Some((_, module)) = lists.find(|(known, _)| known.written() == listed.written()) {
            return module.clone();
        }
        let module = self.modules.take("list".to_owned());
        let module = Ident::new(&module, Span::call_site());
        self.lists.push((listed.clone(), module.clone()));
        module
    }

    /// The struct for an object, which is written if there is none yet.
    fn object(&mut self, space: Space, hint: &str, fields: &[Field], span: Span) -> (Space, Ident) {
        let named = self.named.iter().find(|named| named.is(fields));
        let (at, hint, span, wanted) = match named {
            Some(named) => (
                Space::Flow,
                named.name.clone(),
                named.span,
                Some(named.name.clone()),
            ),
            None => (space, hint.to_owned(), span, None),
        };
        let key = (at, hint);
        let known = self.structs.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some((_, name)) = known.iter().find(|(known, _)| same_fields(known, fields)) {
            return (at, name.clone());
        }
        let first = known.is_empty();
        let usual = names::of_type(&key.1, "Object");
        let name = match wanted {
            // Its name has been kept for it.
            Some(name) if first && name == usual => name,
            _ => self.module(at).names.take(usual),
        };
        let name = names::ident(&name, span);
        let doc = format!("`{}`.", key.1);
        let known = self.structs.entry(key).or_default();
        known.push((fields.to_vec(), name.clone()));
        self.module(at).types.push(name.clone());
        let items = self.record(at, &name, &doc, fields, TokenStream::new());
        self.module(at).items.extend(items);
        (at, name)
    }

    /// The enum for a set of ids, which is written if there is none yet.
    fn options(
        &mut self,
        space: Space,
        source: &str,
        screen: Option<usize>,
        ids: &[Id],
        span: Span,
    ) -> Ident {
        let key = (space, source.to_owned());
        let known = self.enums.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some((_, name)) = known.iter().find(|(known, _)| same_ids(known, ids)) {
            return name.clone();
        }
        let mut name = names::of_type(source, "Choice");
        // For the second of two inputs with one name, the id of the screen is part of the name.
        if !self.module(space).names.is_free(&name)
            && let Some(screen) = screen
        {
            let id = self.module(Space::Screen(screen)).id.clone();
            name = names::of_type(&format!("{id} {source}"), "Choice");
        }
        let name = names::ident(&self.module(space).names.take(name), span);
        let known = self.enums.entry(key).or_default();
        known.push((ids.to_vec(), name.clone()));
        self.module(space).types.push(name.clone());
        let items = options(&name, source, ids, self.spans, self.form);
        self.module(space).items.extend(items);
        name
    }
}

/// A module with the type of the ids of a list, and what tells it. That stands beside the flow, since the path
/// of the list is read there, which may be a function.
fn list(Listed(path): &Listed, module: &Ident) -> (TokenStream, TokenStream) {
    let name = path.last();
    let items = quote! {
        #[doc(hidden)]
        pub mod #module {
            pub(in super::super) trait __Of {
                type Id;
            }
            pub(in super::super) struct __List;
            pub type #name = <__List as __Of>::Id;
        }
    };
    let beside = quote! {
        impl FLOW::#module::__Of for FLOW::#module::__List {
            type Id = <::flow_dsl::reply::types::Is<
                {
                    #[allow(unused_imports)]
                    use ::flow_dsl::reply::types::NoChoice as _;
                    ::flow_dsl::reply::types::Listed::<#path>::IS_CHOICE
                },
            > as ::flow_dsl::reply::types::IdOf<#path>>::Id;
        }
    };
    (items, beside)
}

/// The path from one module to a type in another.
fn path(from: Space, to: Space, name: &Ident) -> TokenStream {
    if from == to {
        quote!(#name)
    } else {
        quote!(super::#name)
    }
}

/// The names of the variants for ids. An empty id has no variant and arrives as `Other`, which `Choice` counts
/// behind the last.
pub(super) fn variants(ids: &[Id]) -> Vec<(&Id, String)> {
    let mut taken = Names::default();
    let ids = ids.iter().filter(|id| !id.text.is_empty());
    let named = ids.enumerate().map(|(position, id)| {
        let name = taken.take(names::of_option(&id.text, position));
        (id, name)
    });
    named.collect()
}

/// An enum and its table.
fn options(name: &Ident, source: &str, ids: &[Id], spans: &Spans, form: Form) -> TokenStream {
    let named = variants(ids);
    let ids: Vec<_> = named.iter().map(|(id, _)| *id).collect();
    let variants: Vec<_> = named
        .iter()
        .map(|(id, name)| names::ident(name, spans.get(id.place)))
        .collect();
    let titles = ids
        .iter()
        .map(|id| id.title.as_deref().map(|title| quote!(#[doc = #title])));
    let texts: Vec<_> = ids.iter().map(|id| &id.text).collect();
    let positions: Vec<_> = (0..ids.len())
        .map(proc_macro2::Literal::usize_unsuffixed)
        .collect();
    let doc = format!("The options of `{source}`.");
    let table = match form {
        Form::Sketch => TokenStream::new(),
        Form::Whole | Form::HidingSketch => quote! {
            fn nth(position: usize, other: String) -> Self {
                match position {
                    #(#positions => Self::#variants,)*
                    _ => Self::Other(other),
                }
            }
            fn id(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Other(other) => other,
                }
            }
        },
    };
    quote! {
        #[doc = #doc]
        pub enum #name {
            #(#titles #variants,)*
            #[doc = "An id that is none of these."]
            Other(String),
        }
        impl Choice for #name { #table }
        ::flow_dsl::__choice!(#name);
    }
}
