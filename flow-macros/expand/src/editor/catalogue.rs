//! The catalogue: the table of Flow JSON as items of Rust, with its texts as documentation.

use flow_json::table::{self, Format, Property, Shape, Type};
use flow_json::{Category, Style, Version};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// The items of `flow_dsl::editor`.
pub(crate) fn catalogue() -> TokenStream {
    let mut shapes = vec![&table::FLOW, &table::SCREEN, &table::LAYOUT];
    shapes.extend(table::COMPONENTS.iter().map(|component| &component.shape));
    let mut names = Vec::new();
    for component in table::COMPONENTS {
        for property in component.shape.properties {
            records(&property.ty, &mut names);
        }
    }
    shapes.extend(names.iter().filter_map(|name| table::record(name)));
    let structs = shapes.iter().map(|shape| structure(shape));
    let actions = table::ACTIONS
        .iter()
        .map(|action| unit(action.shape.name, &about(&action.shape)));
    let categories = Category::ALL.iter().map(|category| {
        let doc = format!("The category `{}`.", category.as_str());
        unit(category.as_str(), &doc)
    });
    let kinds = KINDS.iter().map(|(name, doc)| unit(name, doc));
    quote! {
        #(#structs)*
        #(#actions)*
        #[doc = "The types of values."]
        pub mod types { #(#kinds)* }
        #[doc = "What flows are for."]
        pub mod categories { #(#categories)* }
    }
}

/// The types of values, as the editor shows them.
const KINDS: &[(&str, &str)] = &[
    ("Text", "A string."),
    ("Number", "A number."),
    ("Boolean", "`true` or `false`."),
    ("List", "A list."),
    ("Object", "An object with any keys."),
    ("Components", "A list of components."),
    ("Action", "What happens on a tap or a choice."),
    ("Any", "Any value."),
];

/// The names of the objects in a type.
fn records(ty: &'static Type, names: &mut Vec<&'static str>) {
    match ty {
        Type::Object(shape) if !names.contains(&shape.name) => {
            names.push(shape.name);
            for property in shape.properties {
                records(&property.ty, names);
            }
        }
        Type::Array { of, .. } => records(of, names),
        Type::OneOf(types) => types.iter().for_each(|(ty, _)| records(ty, names)),
        _ => {}
    }
}

fn unit(name: &str, doc: &str) -> TokenStream {
    let name = ident(name);
    quote! {
        #[doc = #doc]
        pub struct #name;
    }
}

fn structure(shape: &Shape) -> TokenStream {
    let name = ident(shape.name);
    let doc = table::page(shape.name, Style::Rust).unwrap_or_else(|| about(shape));
    let written = shape
        .properties
        .iter()
        .filter(|property| !matches!(property.ty, Type::String(Format::Constant(_))));
    let fields = written.map(|property| {
        let name = ident(&property.name.replace('-', "_"));
        let kind = format_ident!("{}", kind(&property.ty));
        let doc = document(property);
        quote!(#[doc = #doc] pub #name: types::#kind,)
    });
    let rust_fields = table::rust_fields(shape).iter().map(|field| {
        let (name, doc) = (ident(field.name), field.doc);
        quote!(#[doc = #doc] pub #name: types::Any,)
    });
    quote! {
        #[doc = #doc]
        pub struct #name { #(#fields)* #(#rust_fields)* }
    }
}

fn about(shape: &Shape) -> String {
    match shape.since {
        Version::V2_1 => shape.doc.to_owned(),
        since => format!("{}\n\nSince Flow JSON {since}.", shape.doc),
    }
}

/// The documentation of a property: a line for each thing that the table says.
fn document(property: &Property) -> String {
    let mut lines = vec![property.doc.to_owned()];
    if property.required.is_some() {
        lines.push("Required.".to_owned());
    }
    if let Type::Choice(choices) = property.ty {
        let values: Vec<_> = choices
            .iter()
            .map(|choice| format!("`\"{}\"`", choice.value))
            .collect();
        lines.push(format!("One of {}.", values.join(", ")));
    }
    if let Some(default) = property.default {
        lines.push(format!("Default: `{default}`."));
    }
    if let Some(max) = property.max_chars {
        lines.push(format!("Clients show {max} characters."));
    }
    if property.since > Version::V2_1 {
        lines.push(format!("Since Flow JSON {}.", property.since));
    }
    if let Some(until) = property.until {
        lines.push(format!("Until Flow JSON {until}."));
    }
    if property.name.contains('-') {
        lines.push(format!("In JSON: `{}`.", property.name));
    }
    lines.join("\n\n")
}

fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::String(_) | Type::Choice(_) => "Text",
        Type::Boolean => "Boolean",
        Type::Integer { .. } | Type::Number => "Number",
        Type::Array { .. } => "List",
        Type::Object(_) | Type::Map(_) | Type::Cases | Type::DataModel | Type::RoutingModel => {
            "Object"
        }
        Type::Components => "Components",
        Type::Action { .. } => "Action",
        Type::OneOf(_) | Type::Payload => "Any",
    }
}

/// A name of Flow JSON as an identifier.
fn ident(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(name) => name,
        Err(_) => Ident::new_raw(name, Span::call_site()),
    }
}
