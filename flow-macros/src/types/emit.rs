//! The types as Rust.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::named::Named;
use super::names::{self, Names};
use super::ty::{Field, Id, Options, Ty, same_fields, same_ids};
use super::{Form, flow_token};

/// The module in which something stands.
#[derive(Clone, Copy, PartialEq)]
enum Space {
    /// That of the flow.
    Flow,
    /// That of the screen at that position.
    Screen(usize),
}

/// Writes each type once, and those that it is made of.
pub(super) struct Emitter {
    form: Form,
    named: Vec<Named>,
    modules: Names,
    flow: Module,
    /// By the position of the screen.
    screens: Vec<(usize, Module)>,
    enums: Vec<Enum>,
    structs: Vec<Struct>,
}

struct Module {
    /// Of no meaning for that of the flow, and nor is the id.
    name: Ident,
    id: String,
    names: Names,
    items: TokenStream,
}

impl Module {
    fn new(name: Ident, id: &str) -> Self {
        Self {
            name,
            id: id.to_owned(),
            names: Names::default(),
            items: TokenStream::new(),
        }
    }
}

struct Enum {
    space: Space,
    source: String,
    ids: Vec<Id>,
    name: Ident,
}

struct Struct {
    space: Space,
    hint: String,
    fields: Vec<Field>,
    name: Ident,
}

impl Emitter {
    pub(super) fn new(named: Vec<Named>, form: Form) -> Self {
        let mut flow = Module::new(Ident::new("flow_types", Span::call_site()), "");
        // So that nothing else is called what the author called these.
        for ty in &named {
            if flow.names.is_free(&ty.name) {
                flow.names.take(ty.name.clone());
            }
        }
        Self {
            form,
            named,
            modules: Names::default(),
            flow,
            screens: Vec::new(),
            enums: Vec::new(),
            structs: Vec::new(),
        }
    }

    /// Begins the module of a screen.
    pub(super) fn screen(&mut self, index: usize, id: &str, span: Span) {
        let name = self.modules.take(names::of_module(id));
        let module = Module::new(names::ident(&name, span), id);
        self.screens.push((index, module));
    }

    /// The struct `Reply`.
    pub(super) fn reply(&mut self, mut fields: Vec<Field>) {
        fields.retain(|field| field.key != "flow_token");
        fields.insert(0, flow_token());
        let name = Ident::new("Reply", Span::call_site());
        let doc = "What the flow sends back when it ends.";
        let items = self.record(Space::Flow, &name, doc, &fields);
        self.flow.items.extend(items);
        self.flow.items.extend(quote!(::flow_dsl::__reply!(#name);));
    }

    /// A struct of a screen, whose name is fixed. Screens without an id have none.
    pub(super) fn structure(&mut self, screen: usize, name: &str, doc: &str, fields: Vec<Field>) {
        if !self.screens.iter().any(|(known, _)| *known == screen) {
            return;
        }
        let space = Space::Screen(screen);
        let name = Ident::new(name, Span::call_site());
        let items = self.record(space, &name, doc, &fields);
        let items = quote!(#items ::flow_dsl::__record!(#name););
        self.module(space).items.extend(items);
    }

    pub(super) fn finish(self) -> TokenStream {
        let exports = match self.form {
            Form::Whole | Form::Sketch => quote!(*),
            // What a name leads to hides what a glob does.
            Form::HidingSketch => {
                let enums = self.enums.iter().map(|item| (item.space, &item.name));
                let structs = self.structs.iter().map(|item| (item.space, &item.name));
                let types = enums.chain(structs);
                let types = types
                    .filter(|(space, _)| *space == Space::Flow)
                    .map(|(_, name)| name);
                let modules = self.screens.iter().map(|(_, module)| &module.name);
                quote!({ Reply, #(#types,)* #(#modules,)* })
            }
        };
        let items = self.flow.items;
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
                    pub const ID: &'static str = #id;
                    #items
                }
            }
        });
        quote! {
            #[doc(inline)]
            #[allow(unused_imports)]
            pub use flow_types::#exports;
            #[allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub, unused)]
            mod flow_types {
                use ::flow_dsl::reply::types::*;
                #items
                #(#screens)*
            }
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

    /// A struct and its table.
    fn record(&mut self, space: Space, name: &Ident, doc: &str, fields: &[Field]) -> TokenStream {
        let mut taken = Names::default();
        let mut declarations = TokenStream::new();
        let (mut keys, mut idents) = (Vec::new(), Vec::new());
        for field in fields {
            let ident = taken.take(names::of_field(&field.key, field.span));
            let ident = names::ident(&ident, field.span);
            let mut ty = self.ty(space, &field.ty, &field.key, field.span);
            // Lists and truth values have an empty value of their own.
            let has_empty = matches!(field.ty, Ty::List(_) | Ty::Boolean | Ty::Unknown);
            if field.optional && !has_empty {
                ty = quote!(Option<#ty>);
            }
            let doc = field.doc.iter().map(|doc| quote!(#[doc = #doc]));
            declarations.extend(quote!(#(#doc)* pub #ident: #ty,));
            keys.push(&field.key);
            idents.push(ident);
        }
        let table = match self.form {
            Form::Sketch => TokenStream::new(),
            Form::Whole | Form::HidingSketch => quote! {
                const KEYS: &'static [&'static str] = &[#(#keys),*];
                fn build(parts: &mut Parts<'_>) -> Self {
                    Self { #(#idents: parts.take()),* }
                }
                fn fields(&self, see: &mut dyn ::core::ops::FnMut(&[&dyn Field])) {
                    see(&[#(&self.#idents),*]);
                }
            },
        };
        quote! {
            #[doc = #doc]
            pub struct #name { #declarations }
            impl Record for #name { #table }
        }
    }

    /// A type where something in that space names it. `hint` is what the value is called.
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
                span,
                screen,
                ids,
            }) => {
                let name = self.options(Space::Flow, name, Some(*screen), ids, *span);
                from(space, Space::Flow, &name)
            }
            Ty::Number => quote!(f64),
            Ty::Integer => quote!(i64),
            Ty::Boolean => quote!(bool),
            Ty::List(item) => {
                let item = self.ty(space, item, &names::singular(hint), span);
                quote!(Vec<#item>)
            }
            Ty::Object(fields) => {
                let (at, name) = self.object(space, hint, fields, span);
                from(space, at, &name)
            }
            Ty::DateRange => quote!(DateRange),
            Ty::Media => quote!(Media),
            Ty::EncryptedMedia => quote!(EncryptedMedia),
            Ty::Unknown => quote!(Value),
        }
    }

    /// The struct for an object: the one that there is, or a new one.
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
        let known = self.structs.iter().find(|known| {
            known.space == at && known.hint == hint && same_fields(&known.fields, fields)
        });
        if let Some(known) = known {
            return (at, known.name.clone());
        }
        let first = !self
            .structs
            .iter()
            .any(|known| known.space == at && known.hint == hint);
        let usual = names::of_type(&hint, "Object");
        let name = match wanted {
            // Its name has been kept for it.
            Some(name) if first && name == usual => name,
            _ => self.module(at).names.take(usual),
        };
        let name = names::ident(&name, span);
        self.structs.push(Struct {
            space: at,
            hint: hint.clone(),
            fields: fields.to_vec(),
            name: name.clone(),
        });
        let doc = format!("`{hint}`.");
        let items = self.record(at, &name, &doc, fields);
        let items = quote!(#items ::flow_dsl::__record!(#name););
        self.module(at).items.extend(items);
        (at, name)
    }

    /// The enum for a set of ids: the one that there is, or a new one.
    fn options(
        &mut self,
        space: Space,
        source: &str,
        screen: Option<usize>,
        ids: &[Id],
        span: Span,
    ) -> Ident {
        let known = self.enums.iter().find(|known| {
            known.space == space && known.source == source && same_ids(&known.ids, ids)
        });
        if let Some(known) = known {
            return known.name.clone();
        }
        let mut name = names::of_type(source, "Choice");
        // Of two inputs of one name the second has that of its screen too.
        if !self.module(space).names.is_free(&name)
            && let Some(screen) = screen
        {
            let id = self.module(Space::Screen(screen)).id.clone();
            name = names::of_type(&format!("{id} {source}"), "Choice");
        }
        let name = names::ident(&self.module(space).names.take(name), span);
        self.enums.push(Enum {
            space,
            source: source.to_owned(),
            ids: ids.to_vec(),
            name: name.clone(),
        });
        let items = options(&name, source, ids, self.form);
        self.module(space).items.extend(items);
        name
    }
}

/// The path to something from a space.
fn from(space: Space, at: Space, name: &Ident) -> TokenStream {
    match space == at {
        true => quote!(#name),
        false => quote!(super::#name),
    }
}

/// An enum and its table.
fn options(name: &Ident, source: &str, ids: &[Id], form: Form) -> TokenStream {
    let mut taken = Names::default();
    let variants: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(position, id)| {
            let variant = taken.take(names::of_option(&id.text, position));
            names::ident(&variant, id.span)
        })
        .collect();
    let titles = ids
        .iter()
        .map(|id| id.title.as_deref().map(|title| quote!(#[doc = #title])));
    let texts = ids.iter().map(|id| &id.text);
    let positions: Vec<_> = (0..ids.len())
        .map(proc_macro2::Literal::usize_unsuffixed)
        .collect();
    let doc = format!("The options of `{source}`.");
    let table = match form {
        Form::Sketch => TokenStream::new(),
        Form::Whole | Form::HidingSketch => quote! {
            const IDS: &'static [&'static str] = &[#(#texts),*];
            fn nth(index: usize, other: String) -> Self {
                match index {
                    #(#positions => Self::#variants,)*
                    _ => Self::Other(other),
                }
            }
            fn position(&self) -> Result<usize, &str> {
                Result::Ok(match self {
                    #(Self::#variants => #positions,)*
                    Self::Other(other) => return Result::Err(other),
                })
            }
        },
    };
    quote! {
        #[doc = #doc]
        pub enum #name {
            #(#titles #variants,)*
            #[doc = "Whatever else arrives."]
            Other(String),
        }
        impl Options for #name { #table }
        ::flow_dsl::__options!(#name);
    }
}
