//! Other names for screens and inputs.

use flow_json::model::Flow;
use flow_json::{Diagnostic, Severity, Style, check, read};
use lsp_types::{Range, TextEdit};

use super::document::Document;
use super::names::{self, Name, Occurrence};

/// The place of the name at a byte, if it can be renamed.
///
/// # Errors
///
/// There is no such name there.
pub(super) fn prepare(document: &Document, offset: usize) -> Result<(Range, String), String> {
    let flow = Flow::new(document.flow().ok_or(NO_NAME)?);
    let all = names::occurrences(&flow);
    let here = named(&all, offset)?;
    Ok((
        document.lines.range(here.bytes.clone()),
        here.name.text().to_owned(),
    ))
}

/// The edits that rename the screen or the input at a byte.
///
/// # Errors
///
/// There is no such name there, or the flow would have mistakes that it does not have now.
pub(super) fn edits(
    document: &Document,
    offset: usize,
    wanted: &str,
) -> Result<Vec<TextEdit>, String> {
    let root = document.flow().ok_or(NO_NAME)?;
    let flow = Flow::new(root);
    let all = names::occurrences(&flow);
    let name = named(&all, offset)?.name;
    let places = names::of(&all, name);
    // As it stands in a string.
    let quoted = serde_json::Value::from(wanted).to_string();
    let written = &quoted[1..quoted.len() - 1];
    let mut text = String::new();
    let mut last = 0;
    for Occurrence { bytes, .. } in &places {
        if document.text[bytes.clone()] != *name.text() {
            let line = document.lines.position(bytes.start).line + 1;
            return Err(format!(
                "line {line} writes `{}` with escapes such as `\\u0041`; write it without them",
                name.text()
            ));
        }
        text.push_str(&document.text[last..bytes.start]);
        text.push_str(written);
        last = bytes.end;
    }
    text.push_str(&document.text[last..]);
    let before = check(root, Style::Json);
    let after = read(&text);
    let after = after
        .root
        .map_or(after.diagnostics, |root| check(&root, Style::Json));
    if let Some(mistake) = new_error(&before, &after) {
        return Err(mistake.to_string());
    }
    let edits = places.into_iter().map(|place| TextEdit {
        range: document.lines.range(place.bytes),
        new_text: written.to_owned(),
    });
    Ok(edits.collect())
}

const NO_NAME: &str = "no screen and no input is named here";

fn named<'o, 't>(all: &'o [Occurrence<'t>], offset: usize) -> Result<&'o Occurrence<'t>, String> {
    let here = names::at(all, offset).ok_or(NO_NAME)?;
    match here.name {
        Name::Data(name, _) => Err(format!(
            "`{name}` comes from outside too: from messages and endpoints; rename it by hand, and there"
        )),
        _ if !names::of(all, here.name).iter().any(|one| one.defines) => Err(format!(
            "`{}` is not defined in this flow",
            here.name.text()
        )),
        _ => Ok(here),
    }
}

/// An error of a rule that is broken more often than before. Messages hold names, so they do not tell.
fn new_error<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let errors = |found: &'d Diagnostic| found.severity == Severity::Error;
    after.iter().filter(|found| errors(found)).find(|found| {
        let same = |other: &&Diagnostic| other.rule == found.rule;
        before.iter().filter(same).count() < after.iter().filter(same).count()
    })
}
