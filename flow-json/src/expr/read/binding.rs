//! Bindings: `${form.x}`, `${data.a.b}`, `${screen.ID.form.x}`.

use std::borrow::Cow;
use std::ops::Range;

use crate::expr::{Binding, Name, Source, SyntaxError, SyntaxKind};
use crate::table::nearest;

/// Reads a string that is exactly one binding.
///
/// `Ok(None)` is any other text, with or without bindings in it. The ranges are byte ranges of
/// `text`.
///
/// # Errors
///
/// The string is one `${…}`, but not of a form that bindings have.
///
/// ```
/// use flow_json::expr::read_binding;
///
/// let binding = read_binding("${screen.START.form.name}").unwrap().unwrap();
/// assert_eq!(binding.screen.unwrap().text, "START");
/// assert_eq!(binding.path[0].loc.range(), 20..24);
///
/// assert_eq!(read_binding("Dear ${form.name}"), Ok(None));
/// assert!(read_binding("${data}").is_err());
/// ```
pub fn read_binding(text: &str) -> Result<Option<Binding>, SyntaxError> {
    if text.starts_with("${") && text.find('}') == Some(text.len() - 1) {
        parse(text, 0..text.len()).map(Some)
    } else {
        Ok(None)
    }
}

/// All well-formed bindings in a text, from left to right.
///
/// ```
/// use flow_json::expr::bindings_in;
///
/// let found: Vec<_> = bindings_in("${data.a} of ${data.b}, ${c}").collect();
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[1].loc.range(), 13..22);
/// ```
pub fn bindings_in(text: &str) -> impl Iterator<Item = Binding> {
    let mut start = 0;
    text.match_indices('}').filter_map(move |(close, _)| {
        let segment = &text[start..close];
        let open = segment.rfind("${").map(|open| start + open);
        start = close + 1;
        parse(text, open?..start).ok()
    })
}

pub(super) const FORMS: &str = "write `${data.field}`, `${form.input}`, `${screen.ID.data.field}` or \
                     `${screen.ID.form.input}`";

/// Reads the binding at a range of a text, which begins with `${` and ends with the first `}`.
pub(super) fn parse(text: &str, range: Range<usize>) -> Result<Binding, SyntaxError> {
    let malformed = |range: Range<usize>, message: String| {
        SyntaxError::new(range, SyntaxKind::MalformedBinding, message)
    };
    let content = range.start + 2..range.end - 1;
    let mut names = Vec::new();
    let mut start = content.start;
    for part in text[content.clone()].split('.') {
        let loc = start..start + part.len();
        start = loc.end + 1;
        if let Some(at) = part.find('{') {
            let at = loc.start + at;
            let message = "a name in a binding cannot hold `{`".to_owned();
            return Err(malformed(at..at + 1, message).help("close the binding with `}` first"));
        }
        names.push(Name {
            text: Cow::Owned(part.to_owned()),
            loc: loc.into(),
        });
    }
    if content.is_empty() {
        return Err(malformed(range, "the binding is empty".to_owned()).help(FORMS));
    }
    if let Some(empty) = names.iter().find(|name| name.text.is_empty()) {
        let message = "a name is missing in the binding".to_owned();
        return Err(malformed(empty.loc.range(), message).help(FORMS));
    }

    let all = &text[range.clone()];
    let global = names.first().is_some_and(|name| name.text == "screen");
    let mut rest = names.into_iter();
    let mut screen = None;
    if global {
        rest.next();
        screen = rest.next();
    }
    let Some(source) = rest.next() else {
        return Err(malformed(range, format!("`{all}` names nothing on a screen")).help(FORMS));
    };
    let known = match &*source.text {
        "data" => Source::Data,
        "form" => Source::Form,
        other => {
            let mut words = vec!["data", "form"];
            if screen.is_none() {
                words.push("screen");
            }
            let help = match nearest(other, words) {
                Some(word) => format!("write `{word}`"),
                None => FORMS.to_owned(),
            };
            let message = format!("a binding cannot begin with `{other}`");
            let message = match &screen {
                Some(screen) => format!("`{}` has no `{other}`", screen.text),
                None => message,
            };
            return Err(malformed(source.loc.range(), message).help(help));
        }
    };
    let path: Vec<_> = rest.collect();
    if path.is_empty() {
        let message = format!("`{all}` names nothing in `{}`", known.as_str());
        return Err(malformed(range, message).help(FORMS));
    }
    Ok(Binding {
        loc: range.into(),
        screen,
        source: known,
        path,
    })
}
