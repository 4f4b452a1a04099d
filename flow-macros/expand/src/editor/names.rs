//! The names that a flow defines: screens, inputs, data.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// The type of a field, as the editor shows it.
#[derive(Clone)]
pub(super) enum Kind {
    /// A type of the catalogue.
    Known(&'static str),
    /// The object of that number.
    Object(usize),
    /// A name from `types`.
    Named(String),
    /// An unknown type. rust-analyzer completes nothing behind it and reports nothing.
    Unknown,
}

/// A field of `form`, of `data`, or of an object in it. The span of its name is that of the author's.
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) kind: Kind,
    pub(super) doc: String,
}

#[derive(Default)]
pub(super) struct Screen {
    /// Its id, with the span of the string in the flow.
    pub(super) id: Option<Ident>,
    pub(super) title: String,
    pub(super) inputs: Vec<Field>,
    pub(super) data: Vec<Field>,
    /// Whether it has components of the author's own, which may have unknown inputs.
    pub(super) has_components: bool,
    /// Whether its data is written as JSON.
    pub(super) has_json_data: bool,
    /// The names behind `form.` on it.
    pub(super) form_fields: Vec<Ident>,
}

#[derive(Default)]
pub(super) struct Names {
    pub(super) screens: Vec<Screen>,
    pub(super) objects: Vec<Vec<Field>>,
    /// The types that have a name, and the objects that they are.
    pub(super) types: Vec<(String, usize)>,
}

impl Names {
    /// The types of `form` and `data` on a screen.
    pub(super) fn variables(&self, index: usize) -> (TokenStream, TokenStream) {
        let form = form_name(index);
        let data = match self.screen_name(index) {
            _ if self.screens[index].has_json_data => quote!(__Unknown),
            Some(id) => {
                let id = Ident::new(&id.to_string(), Span::call_site());
                quote!(#id)
            }
            None => {
                let name = data_name(index);
                quote!(#name)
            }
        };
        (quote!(#form), data)
    }

    /// The id of a screen, if it is the first that has it.
    fn screen_name(&self, index: usize) -> Option<&Ident> {
        let id = self.screens[index].id.as_ref()?;
        let before = &self.screens[..index];
        let taken = before.iter().any(|screen| screen.id.as_ref() == Some(id));
        (!taken).then_some(id)
    }

    pub(super) fn definitions(&self) -> TokenStream {
        let screens = (0..self.screens.len()).map(|index| self.screen(index));
        let members = (0..self.screens.len()).filter_map(|index| {
            let id = self.screen_name(index)?;
            let ends = format_ident!("__Screen{index}");
            let doc = self.about(index);
            Some(quote!(#[doc = #doc] #id: #ends,))
        });
        let objects = self.objects.iter().enumerate().map(|(index, fields)| {
            let name = object_name(index);
            let fields = self.fields(fields);
            quote!(struct #name { #fields })
        });
        quote! {
            #(#screens)*
            struct __Screens { #(#members)* }
            #(#objects)*
        }
    }

    fn about(&self, index: usize) -> String {
        format!("The screen “{}”.", self.screens[index].title)
    }

    fn screen(&self, index: usize) -> TokenStream {
        let screen = &self.screens[index];
        let form = form_name(index);
        let inputs = self.fields(&screen.inputs);
        // A name behind `form.` without an input may be an input of one of the author's components.
        let form_fields = &screen.form_fields;
        let unknown = form_fields.iter().enumerate().filter(|(at, name)| {
            screen.has_components
                && !screen.inputs.iter().any(|input| input.name == **name)
                && !form_fields[..*at].contains(name)
        });
        let unknown = unknown.map(|(_, name)| {
            let name = Ident::new(&name.to_string(), Span::call_site());
            quote!(#name: __Unknown,)
        });
        let nameless = data_name(index);
        let name = self.screen_name(index).unwrap_or(&nameless);
        let doc = self.about(index);
        let data = self.fields(&screen.data);
        let (_, data_type) = self.variables(index);
        let ends = format_ident!("__Screen{index}");
        quote! {
            struct #form { #inputs #(#unknown)* }
            #[doc = #doc]
            struct #name { #data }
            struct #ends {
                #[doc = "The inputs of the screen."]
                form: #form,
                #[doc = "The data of the screen."]
                data: #data_type,
            }
        }
    }

    fn fields(&self, fields: &[Field]) -> TokenStream {
        let first = |(index, field): &(usize, &Field)| {
            !fields[..*index]
                .iter()
                .any(|other| other.name == field.name)
        };
        let fields = fields.iter().enumerate().filter(first).map(|(_, field)| {
            let Field { name, doc, .. } = field;
            let kind = self.kind(&field.kind);
            quote!(#[doc = #doc] #name: #kind,)
        });
        quote!(#(#fields)*)
    }

    fn kind(&self, kind: &Kind) -> TokenStream {
        let object = |index| {
            let name = object_name(index);
            quote!(#name)
        };
        match kind {
            Kind::Known(name) => {
                let name = format_ident!("{name}");
                quote!(types::#name)
            }
            Kind::Object(index) => object(*index),
            Kind::Named(name) => {
                let found = self.types.iter().find(|(known, _)| known == name);
                found.map_or_else(|| quote!(__Unknown), |(_, index)| object(*index))
            }
            Kind::Unknown => quote!(__Unknown),
        }
    }
}

fn form_name(index: usize) -> Ident {
    format_ident!("__Form{index}")
}

fn data_name(index: usize) -> Ident {
    format_ident!("__Data{index}")
}

fn object_name(index: usize) -> Ident {
    format_ident!("__Object{index}")
}
