//! Names of Rust from ids and keys, which may be any text.

use std::collections::HashSet;

use flow_json::keyword::needs_raw;
use proc_macro2::{Ident, Span};

/// Modules of these names would hide something that the code around a flow may need.
const MODULES: &[&str] = &[
    "alloc", "bool", "char", "core", "crate", "flow_dsl", "isize", "self", "std", "str", "super",
    "usize",
];

/// The names in scope of the generated types: the items of every module of a flow, the imports of the
/// generated code, and Rust's prelude.
const TYPES: &[&str] = &[
    "Data",
    "Endpoint",
    "Exchange",
    "Init",
    "Flow",
    "Reply",
    "Self",
    "Choice",
    "DateRange",
    "Deserialize",
    "Deserializer",
    "EncryptedMedia",
    "Error",
    "Field",
    "FieldType",
    "FmtResult",
    "Formatter",
    "Media",
    "NoData",
    "Parts",
    "Serialize",
    "Serializer",
    "Value",
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The names taken in one place.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Takes the wanted name. If it is taken already, it gets a number, as in `Size2` and `size_2`.
    pub(super) fn take(&mut self, wanted: String) -> String {
        let stem = wanted.trim_end_matches('_').to_owned();
        let ends_with = |is: fn(&char) -> bool| stem.chars().last().is_some_and(|last| is(&last));
        let is_type = stem.starts_with(|first: char| first.is_ascii_uppercase());
        let joint = if is_type && !ends_with(char::is_ascii_digit) {
            ""
        } else {
            "_"
        };
        let mut name = wanted;
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            name = format!("{stem}{joint}{number}");
            number += 1;
        }
        name
    }

    /// Whether a name is still free.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.0.contains(name)
    }
}

/// A name for a type. A name that is in scope already gets the `suffix`.
pub(super) fn of_type(text: &str, suffix: &str) -> String {
    let name = camel(text).unwrap_or_else(|| format!("Unnamed{suffix}"));
    if TYPES.contains(&&*name) {
        name + suffix
    } else {
        name
    }
}

/// A name for an option: the one at that position.
pub(super) fn of_option(text: &str, position: usize) -> String {
    match camel(text) {
        // `Other` is the variant for an unknown id.
        Some(name) if name == "Other" || name == "Self" => name + "Option",
        Some(name) => name,
        None => format!("Option{}", position + 1),
    }
}

/// A name for the module of a screen.
pub(super) fn of_module(id: &str) -> String {
    let name = id.to_lowercase();
    if is_snake(&name) && !MODULES.contains(&&*name) {
        name
    } else {
        snake(&name).unwrap_or_else(|| "screen".to_owned()) + "_"
    }
}

/// A name for a field. `span` is the place of its key in the source. If the author wrote it as a Rust
/// name with `#[rename]`, the field has that name.
pub(super) fn of_field(key: &str, span: Span) -> String {
    if matches!(key, "crate" | "self" | "super") {
        return format!("{key}_");
    }
    if is_snake(key) {
        return key.to_owned();
    }
    let written = span.source_text().unwrap_or_default();
    let written = written.strip_prefix("r#").unwrap_or(&written);
    let is_name = syn::parse_str::<Ident>(written).is_ok() || needs_raw(written);
    if is_name && written.to_lowercase() == written && written.trim_matches('_') == written {
        return written.to_owned();
    }
    snake(key).unwrap_or_else(|| "field".to_owned())
}

/// An identifier of that name.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    if needs_raw(name) {
        Ident::new_raw(name, span)
    } else {
        Ident::new(name, span)
    }
}

/// The singular of an English plural: `slots` is a list of `slot`s.
pub(super) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if name.ends_with(ending) {
            return name[..name.len() - 2].to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether it is in snake case already.
fn is_snake(name: &str) -> bool {
    // Bytes alone, since every field is asked for: `snake` takes far longer.
    let is_part = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    name.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && name.bytes().all(|byte| is_part(&byte))
        && !name.ends_with('_')
        && !name.contains("__")
}

/// `two-words` as `TwoWords`, `2-1` as `N2_1`. `None` if nothing of it can be part of a name.
fn camel(text: &str) -> Option<String> {
    let mut name = String::new();
    for word in words(text) {
        let mut signs = word.chars();
        let Some(first) = signs.next() else { continue };
        if first.is_ascii_digit() && name.ends_with(|last: char| last.is_ascii_digit()) {
            name.push('_');
        }
        name.push(first.to_ascii_uppercase());
        name.extend(signs);
    }
    match name.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("N{name}")),
        Some(_) => Some(name),
    }
}

/// `TwoWords` as `two_words`, `2-1` as `n2_1`. `None` if nothing of it can be part of a name.
fn snake(text: &str) -> Option<String> {
    let name = words(text).join("_");
    match name.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("n{name}")),
        Some(_) => Some(name),
    }
}

/// The words of a name, in small ASCII letters and digits. Other characters part words, and so does a
/// capital behind a small letter. Rust has lints against other letters in names.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for sign in text.chars() {
        let Some(letters) = latin(sign) else {
            words.push(String::new());
            before = ' ';
            continue;
        };
        if before.is_lowercase() && sign.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push_str(&letters);
        }
        before = sign;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A letter or digit in small ASCII letters.
fn latin(sign: char) -> Option<String> {
    if sign.is_ascii_alphanumeric() {
        return Some(sign.to_ascii_lowercase().to_string());
    }
    let plain = match sign.to_lowercase().next()? {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    };
    Some(plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_snake_case_stays_as_it_is() {
        for name in [
            "a", "a1", "a_1", "a_b_c", "first0_0", "", "_", "_a", "a_", "a__b", "1a", "1_a", "aB",
            "A", "a-b", "a b", "ä", "_1",
        ] {
            let stays = name.is_ascii() && snake(name).as_deref() == Some(name);
            assert_eq!(is_snake(name), stays, "{name}");
        }
    }
}
