//! Files of texts: Application Resource Bundles.
//!
//! A bundle is a JSON object of texts by keys. A key that begins with `@` holds what translators and their
//! tools want to know of the text beside it. The
//! [specification](https://github.com/google/app-resource-bundle/wiki/ApplicationResourceBundleSpecification)
//! takes the syntax of texts from ICU. Of that there are placeholders here: `{name}`. Flow JSON cannot
//! choose between plural forms.

use std::collections::HashMap;

use flow_json::tree::{Node, Value};
use flow_json::{LineIndex, TextRange, locale};

use super::{Part, Text};
use crate::file::File;
use crate::include::excerpt;

/// The texts of a file by their keys, or its mistakes.
pub(super) fn read(file: &File, code: &str) -> Result<HashMap<String, Text>, Vec<String>> {
    let content = String::from_utf8_lossy(&file.bytes);
    let lines = LineIndex::new(&content);
    let shown = |message: &str, place| {
        format!(
            "{message}\n{}",
            excerpt(&file.shown, &content, &lines, place)
        )
    };
    let reading = flow_json::read_bytes(&file.bytes);
    let mut mistakes = Vec::new();
    for found in &reading.diagnostics {
        let help = found.help.iter().map(|help| format!("; {help}"));
        let message = help.fold(found.message.clone(), |message, help| message + &help);
        mistakes.push(shown(&message, found.place.loc));
    }
    let mut texts = HashMap::new();
    match reading.root.as_ref().map(|root| (root, root.as_object())) {
        Some((_, Some(bundle))) => {
            for entry in &bundle.entries {
                let key = &*entry.key;
                let wrong = if key == "@@locale" {
                    other_language(&entry.value, code)
                } else if key.starts_with('@') {
                    None
                } else {
                    match text(key, &entry.value) {
                        Ok(parts) => {
                            let at = lines.line_column(entry.value.loc.start());
                            texts.insert(key.to_owned(), Text { parts, at });
                            None
                        }
                        Err(wrong) => Some(wrong),
                    }
                };
                mistakes.extend(wrong.map(|(message, place)| shown(&message, place)));
            }
        }
        Some((root, None)) => mistakes.push(shown(
            "a file of texts is a JSON object; write `{\"visit.title\": \"Your visit\"}`",
            root.loc,
        )),
        None => {}
    }
    if mistakes.is_empty() {
        Ok(texts)
    } else {
        Err(mistakes)
    }
}

/// The mistake of a file that says of itself that it is in another language.
fn other_language(value: &Node, code: &str) -> Option<(String, TextRange)> {
    let written = value.as_str()?;
    let is_same = locale::code_meant(written).as_deref() == Some(code);
    let message = || {
        format!(
            "this file is in `{written}`, and stands for `{code}` by its name; write `\"{code}\"` here, \
             or give the file the name of its language"
        )
    };
    (!is_same).then(|| (message(), value.loc))
}

/// The parts of the text of a key, or the mistake.
fn text(key: &str, value: &Node) -> Result<Vec<Part>, (String, TextRange)> {
    let Some(text) = value.as_str() else {
        let message = match value.value {
            Value::Object(_) => format!(
                "the text `{key}` is an object; put its texts beside it, with keys such as `{key}.title`"
            ),
            _ => format!("the text `{key}` is no string; write it in double quotes"),
        };
        return Err((message, value.loc));
    };
    parts(text).map_err(|(message, at)| (message, value.loc.within(text, at)))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|one| one.is_alphanumeric() || one == '_')
}

type Mistake = (String, std::ops::Range<usize>);

/// The parts of a text, or the mistake with its place in the text.
fn parts(text: &str) -> Result<Vec<Part>, Mistake> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let start = text.len() - rest.len() + at;
        if at > 0 {
            parts.push(Part::Plain(rest[..at].to_owned()));
        }
        let end = rest[at..].find('}').map(|end| at + end);
        let name = match end {
            Some(end) if rest[at..].starts_with('{') => &rest[at + 1..end],
            _ => {
                let message = "a brace belongs to a placeholder such as `{name}`; for a brace to be \
                               read, have a placeholder stand for it: `text!(\"key\", brace = \"{\")`";
                return Err((message.to_owned(), start..start + 1));
            }
        };
        let length = name.len() + 2;
        rest = &rest[at + length..];
        let name = name.trim();
        if name.contains(',') {
            let message = "Flow JSON cannot choose between the forms of a text, as `plural` and `select` do; \
                           write a text that fits all, or choose between components with `if`";
            return Err((message.to_owned(), start..start + length));
        }
        if !is_name(name) {
            let message =
                format!("`{{{name}}}` is no placeholder; a name stands in it, as in `{{name}}`");
            return Err((message, start..start + length));
        }
        parts.push(Part::Placeholder(name.to_owned()));
    }
    if !rest.is_empty() {
        parts.push(Part::Plain(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Part {
        Part::Plain(text.to_owned())
    }

    fn placeholder(name: &str) -> Part {
        Part::Placeholder(name.to_owned())
    }

    #[test]
    fn texts_have_placeholders() {
        let read = |text| parts(text).unwrap();
        assert_eq!(read(""), []);
        assert_eq!(read("It's 5 o'clock"), [plain("It's 5 o'clock")]);
        let hello = [plain("مرحبا "), placeholder("name"), plain("!")];
        assert_eq!(read("مرحبا {name}!"), hello);
        assert_eq!(read("{ a }{b}"), [placeholder("a"), placeholder("b")]);
        // A text cannot refer to the flow.
        assert_eq!(read("${a}"), [plain("$"), placeholder("a")]);
    }

    #[test]
    fn what_no_flow_can_say_is_refused() {
        let refused = |text| parts(text).unwrap_err();
        assert_eq!(refused("a } b").1, 2..3);
        assert_eq!(refused("a {b").1, 2..3);
        assert_eq!(refused("{}").1, 0..2);
        assert_eq!(refused("x {first name}").1, 2..14);
        assert!(refused("{n, plural, one{a} other{b}}").0.contains("plural"));
    }

    #[test]
    fn a_mistake_has_its_line() {
        let file = |content: &str| File {
            shown: "texts/ar.arb".to_owned(),
            absolute: "/texts/ar.arb".into(),
            bytes: content.as_bytes().to_vec(),
        };
        let mistakes = |content| read(&file(content), "ar").err().unwrap_or_default();
        let found = mistakes("{\n  \"a\": {\"b\": \"c\"},\n  \"d\": 1,\n  \"@d\": 2\n}");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("`a.title`") && found[0].contains("texts/ar.arb:2:8"));
        assert!(found[1].contains("texts/ar.arb:3:8"), "{found:?}");
        assert!(mistakes("[]")[0].contains("JSON object"));
        assert!(mistakes("{\"a\": \"b\"")[0].contains("texts/ar.arb:1"));
        assert!(mistakes("{\"a\": \"b\", \"a\": \"c\"}")[0].contains("`a`"));
        assert!(mistakes("{\"@@locale\": \"he\"}")[0].contains("`he`"));
        assert_eq!(mistakes("{\"@@locale\": \"AR\", \"@@x\": 1}"), [""; 0]);
    }

    #[test]
    fn a_text_knows_its_place() {
        let bytes = b"{\n\n  \"a\": \"b\"\n}".to_vec();
        let file = File {
            shown: String::new(),
            absolute: Default::default(),
            bytes,
        };
        let texts = read(&file, "en").unwrap();
        assert_eq!(texts["a"].at.to_string(), "3:8");
        assert_eq!(texts["a"].parts, [plain("b")]);
    }
}
