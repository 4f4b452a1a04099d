//! Names for fields and for the structs that Flow JSON has no names for.

use std::collections::HashSet;

use super::code::{Code, Field};
use super::literal::{ident, is_ident, quoted};
use crate::table::{self, COMPONENTS, RustField, Shape, Type};
use crate::tree::{Node, Object};

/// How the keys of an object become identifiers.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// As they are.
    Free,
    /// Those of the shape with `_` for `-`, others as they are.
    Shape(&'static Shape),
    /// With `_` for `-`, whether the component knows them or not.
    Component(Option<&'static Shape>),
}

impl Keys {
    /// The identifier that `flow!` reads as the key, if there is one.
    pub(super) fn ident(self, key: &str) -> Option<String> {
        let (shape, snakes) = match self {
            Keys::Free => (None, false),
            Keys::Shape(shape) => (Some(shape), false),
            Keys::Component(shape) => (shape, true),
        };
        let read = |ident: &str| match shape.and_then(|shape| shape.property_of_ident(ident)) {
            Some(property) => property.name == key,
            None if snakes => ident.replace('_', "-") == key,
            None => ident == key,
        };
        let is_read = |name: &String| is_ident(name) && read(name);
        let plain = Some(key.to_owned()).filter(is_read);
        plain.or_else(|| Some(key.replace('-', "_")).filter(is_read))
    }
}

/// The fields of a struct literal. Identifiers in `reserved` mean something else there.
pub(super) fn fields<T: Copy>(
    members: &[(&str, T)],
    keys: Keys,
    reserved: &[RustField],
    mut value: impl FnMut(&str, T) -> Code,
) -> Vec<Field> {
    let is_reserved = |name: &str| reserved.iter().any(|field| field.name == name);
    let name = |key: &str| keys.ident(key).filter(|name| !is_reserved(name));
    let names: Vec<_> = members.iter().map(|(key, _)| name(key)).collect();
    let mut taken: Option<HashSet<String>> = None;
    let mut field = |key: &str, name: Option<&String>, member: T| {
        let (name, attributes) = match name {
            Some(name) => (ident(name), Vec::new()),
            None => {
                let taken = taken.get_or_insert_with(|| names.iter().flatten().cloned().collect());
                let name = unique(snake_case(key), "_", |name| {
                    is_reserved(name) || !taken.insert(name.to_owned())
                });
                (ident(&name), vec![format!("#[rename = {}]", quoted(key))])
            }
        };
        Field {
            attributes,
            name,
            value: value(key, member),
        }
    };
    members
        .iter()
        .zip(&names)
        .map(|((key, member), name)| field(key, name.as_ref(), *member))
        .collect()
}

/// The keys and values of an object.
pub(super) fn members(object: &Object) -> Vec<(&str, &Node)> {
    let entries = object.entries.iter();
    entries
        .map(|entry| (&entry.key[..], &entry.value))
        .collect()
}

/// An object without duplicates.
pub(super) fn sound(node: &Node) -> Option<&Object> {
    node.as_object().filter(|object| !has_duplicates(object))
}

/// Whether a key stands in an object twice.
pub(super) fn has_duplicates(object: &Object) -> bool {
    let mut seen = HashSet::new();
    object
        .entries
        .iter()
        .any(|entry| !seen.insert(&entry.key[..]))
}

/// The name, with a number behind it if that is taken.
fn unique(name: String, separator: &str, mut taken: impl FnMut(&str) -> bool) -> String {
    let mut number = 1;
    let mut candidate = name.clone();
    while taken(&candidate) {
        number += 1;
        candidate = format!("{name}{separator}{number}");
    }
    candidate
}

/// An identifier for a key that is none.
fn snake_case(key: &str) -> String {
    let name = words_of(key).map(str::to_lowercase).collect::<Vec<_>>();
    let name = name.join("_");
    match name.as_bytes().first() {
        None => "field".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        _ if is_ident(&name) => name,
        _ => format!("{name}_"),
    }
}

/// The name of a struct for the value of a key: `first-name` becomes `FirstName`.
pub(super) fn struct_name(key: &str) -> String {
    let mut name = String::new();
    for word in words_of(key) {
        let word = if name.is_empty() {
            word.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            word
        };
        let Some((first, rest)) = word.split_at_checked(1) else {
            continue;
        };
        name.push_str(&first.to_uppercase());
        let shouts = rest.bytes().any(|byte| byte.is_ascii_uppercase())
            && !rest.bytes().any(|byte| byte.is_ascii_lowercase());
        if shouts {
            name.push_str(&rest.to_lowercase());
        } else {
            name.push_str(rest);
        }
    }
    if is_ident(&name) {
        name
    } else {
        format!("{name}Value")
    }
}

/// The words of a key: its runs of ASCII letters and digits.
fn words_of(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The key for one item of a list: `countries` becomes `country`.
pub(super) fn singular(key: &str) -> String {
    let key = key.strip_suffix("_list").unwrap_or(key);
    let before = key.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let word = &key[before.len()..];
    for (plural, singular) in ENDINGS {
        if let Some(stem) = word.strip_suffix(plural)
            && !(stem.is_empty() && singular.is_empty())
        {
            return format!("{before}{stem}{singular}");
        }
    }
    key.to_owned()
}

/// The endings of plurals in English, and the commonest in Spanish. The first that fits counts.
const ENDINGS: &[(&str, &str)] = &[
    ("series", "series"),
    ("species", "species"),
    ("news", "news"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("people", "person"),
    ("children", "child"),
    ("women", "woman"),
    ("ciones", "cion"),
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ouses", "ouse"),
    ("auses", "ause"),
    ("uses", "us"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

/// A name for a struct that has none in Flow JSON, made from the key of its value.
pub(super) fn free_name(key: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = struct_name(key);
    if is_known(&name) {
        name.push_str("Item");
    }
    unique(name, "", |name| is_known(name) || taken(name))
}

/// Whether a name has a meaning in `flow!` or in Rust's prelude.
fn is_known(name: &str) -> bool {
    table::component(name).is_some()
        || table::record(name).is_some()
        || table::action(name).is_some()
        || matches!(
            name,
            "Object"
                | "String"
                | "Vec"
                | "Box"
                | "Option"
                | "Some"
                | "None"
                | "Result"
                | "Ok"
                | "Err"
        )
}

/// The objects inside components with properties for all of these keys: `flow!` reads the keys as
/// identifiers in a struct of that name. Empty if the keys are identifiers as they stand.
pub(super) fn record_of(keys: &[&str]) -> impl Iterator<Item = &'static Shape> {
    let mut names: Vec<&'static str> = Vec::new();
    if keys.iter().any(|key| Keys::Free.ident(key).is_none()) {
        for component in COMPONENTS {
            for property in component.shape.properties {
                collect(&property.ty, &mut names);
            }
        }
    }
    names.into_iter().filter_map(table::record).filter(|shape| {
        keys.iter()
            .all(|key| Keys::Shape(shape).ident(key).is_some())
    })
}

fn collect(ty: &'static Type, names: &mut Vec<&'static str>) {
    match ty {
        Type::Object(shape) => {
            if !names.contains(&shape.name) {
                names.push(shape.name);
            }
            for property in shape.properties {
                collect(&property.ty, names);
            }
        }
        Type::Array { of, .. } => collect(of, names),
        Type::OneOf(types) => {
            for (ty, _) in *types {
                collect(ty, names);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_after_their_list() {
        for (key, name) in [
            ("countries", "Country"),
            ("time_slots", "TimeSlot"),
            ("addresses", "Address"),
            ("boxes", "Box"),
            ("houses", "House"),
            ("statuses", "Status"),
            ("status", "Status"),
            ("children", "Child"),
            ("opciones", "Opcion"),
            ("city_list", "City"),
            ("TIME_SLOTS", "TimeSlots"),
            ("allItems", "AllItem"),
            ("s", "S"),
            ("2nd-choices", "NdChoice"),
            ("", "Value"),
        ] {
            assert_eq!(struct_name(&singular(key)), name, "{key}");
        }
    }

    #[test]
    fn keys_are_read_back_as_they_were() {
        let item = table::record("Item");
        let keys = Keys::Component(item);
        assert_eq!(keys.ident("alt-text"), Some("alt_text".to_owned()));
        assert_eq!(keys.ident("alt_text"), None);
        assert_eq!(keys.ident("my-own"), Some("my_own".to_owned()));
        assert_eq!(keys.ident("my_own"), None);
        let keys = item.map_or(Keys::Free, Keys::Shape);
        assert_eq!(keys.ident("alt-text"), Some("alt_text".to_owned()));
        assert_eq!(keys.ident("alt_text"), None);
        assert_eq!(keys.ident("my-own"), None);
        assert_eq!(keys.ident("my_own"), Some("my_own".to_owned()));
        assert_eq!(Keys::Free.ident("alt-text"), None);
        assert_eq!(Keys::Free.ident("type"), Some("type".to_owned()));
    }

    #[test]
    fn keys_that_are_no_identifiers_are_renamed() {
        for (key, name) in [
            ("first-name", "first_name"),
            ("2nd", "_2nd"),
            ("self", "self_"),
            ("", "field"),
            ("é", "field"),
        ] {
            assert_eq!(snake_case(key), name);
        }
    }
}
