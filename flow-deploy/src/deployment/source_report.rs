//! Mistakes where they were written: in the Rust source if it can be read, else in the Flow JSON.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use flow_dsl::SourcePlace;
use flow_json::report::{Report, Source};
use flow_json::{Diagnostic, LineColumn, Severity, TextRange, read};

use crate::terminal::one_line;
use crate::{DesiredFlow, ValidationError, ValidationPlace};

/// A place in a text that can be shown.
struct Spot {
    /// The name of the text. With the place if there is no text.
    name: String,
    /// Empty if it cannot be had.
    text: String,
    at: Range<usize>,
}

/// Feature `flow-dsl`.
impl DesiredFlow {
    /// One of Meta's [validation errors](crate::CreateWhatsAppFlowOutput::validation_errors) of the
    /// flow, as rustc shows errors: at the line that it was written on, else at the Flow JSON. An error
    /// of unknown form keeps all of its text.
    pub fn report_validation_error(&self, text: &str, colored: bool) -> String {
        validation_error(self, text, colored)
    }

    /// A diagnostic of the flow's [check](Self::check), as rustc shows errors: at the line that it
    /// was written on, else at the Flow JSON.
    pub fn report_diagnostic(&self, found: &Diagnostic, colored: bool) -> String {
        diagnostic(self, found, colored)
    }
}

fn validation_error(flow: &DesiredFlow, text: &str, colored: bool) -> String {
    let error = ValidationError::parse(text);
    let mut report = Report::new(Severity::Error, one_line(&error.message));
    if let Some(code) = &error.code {
        report = report.code(one_line(code));
    }
    let mut spots = Vec::new();
    let mut unknown = Vec::new();
    for place in &error.places {
        match spot_of(flow, place) {
            Some(spot) => spots.push(spot),
            None => unknown.push(place.to_string()),
        }
    }
    report = report.note(format!("Meta says so of the flow `{}`", flow.name));
    for place in unknown {
        report = report.note(format!("the place is {place}"));
    }
    render(report, spots, colored)
}

fn diagnostic(flow: &DesiredFlow, found: &Diagnostic, colored: bool) -> String {
    let rule = found.rule;
    let mut report = Report::new(found.severity, found.message.as_str())
        .code(rule.code)
        .note(format!("rule {}, {}", rule.id, rule.name));
    if let Some(language) = &flow.language {
        report = report.note(format!("in {language}, the flow `{}`", flow.name));
    }
    if let Some(help) = &found.help {
        report = report.help(help.as_str());
    }
    let spot = |pointer: &str, loc: TextRange| {
        written(flow, pointer).unwrap_or_else(|| in_json(flow, loc.range()))
    };
    let mut spots = vec![spot(&found.place.pointer, found.place.loc)];
    if let Some((place, what)) = &found.related {
        let other = spot(&place.pointer, place.loc);
        if other.is_beside(&spots[0]) {
            report = report.related(other.at, what.as_str());
        } else {
            report = report.note(format!("{what}:"));
            spots.push(other);
        }
    }
    render(report, spots, colored)
}

/// The first place with the report; those in the same text beside it, and others after it.
fn render(mut report: Report<'_>, spots: Vec<Spot>, colored: bool) -> String {
    let mut spots = spots.into_iter();
    let Some(first) = spots.next() else {
        return report.render(None, colored);
    };
    report = report.at(first.at.clone());
    for other in spots {
        report = if other.is_beside(&first) {
            report.related(other.at, "and here")
        } else {
            report.note(format!("also at {}", other.place()))
        };
    }
    report.render(Some(&Source::new(&first.name, &first.text)), colored)
}

impl Spot {
    fn is_beside(&self, other: &Self) -> bool {
        !self.text.is_empty() && self.name == other.name
    }

    /// As people name it.
    fn place(&self) -> String {
        if self.text.is_empty() {
            return self.name.clone();
        }
        let lines = flow_json::LineIndex::new(&self.text);
        let start = u32::try_from(self.at.start).unwrap_or(u32::MAX);
        format!("{}:{}", self.name, lines.line_column(start))
    }
}

/// The pointer is surer than the line: Meta may have written the JSON anew before it counted.
fn spot_of(flow: &DesiredFlow, place: &ValidationPlace) -> Option<Spot> {
    let pointer = place.pointer();
    let offset = place.offset(&flow.json);
    let in_source = pointer
        .as_deref()
        .and_then(|pointer| written(flow, pointer));
    in_source
        .or_else(|| Some(shown(flow.source.as_ref()?.source_at(offset?)?)))
        .or_else(|| {
            let root = read(&flow.json).root?;
            let node = root.pointer(pointer.as_deref()?)?;
            Some(in_json(flow, node.loc.range()))
        })
        .or_else(|| {
            let end = flow.json.get(offset?..)?.chars().next()?.len_utf8();
            Some(in_json(flow, offset?..offset? + end))
        })
}

fn in_json(flow: &DesiredFlow, at: Range<usize>) -> Spot {
    Spot {
        name: format!("the Flow JSON of `{}`", flow.name),
        text: flow.json.clone(),
        at,
    }
}

/// Where the value of a JSON pointer was written, if that is known.
fn written(flow: &DesiredFlow, pointer: &str) -> Option<Spot> {
    Some(shown(flow.source_of(pointer)?))
}

/// A place with the text around it, if the file can be read and has it.
fn shown(place: SourcePlace) -> Spot {
    let text = file(place.file).and_then(|path| fs::read_to_string(path).ok());
    let found = text.and_then(|text| {
        let (line, column) = (place.line, place.column);
        let at = Source::new("", &text).token_at(LineColumn { line, column })?;
        Some((text, at))
    });
    match found {
        Some((text, at)) => Spot {
            name: place.file.to_owned(),
            text,
            at,
        },
        None => Spot {
            name: place.to_string(),
            text: String::new(),
            at: 0..0,
        },
    }
}

/// The compiler names a file from the folder of the workspace, which the program may have been
/// started below.
fn file(name: &str) -> Option<PathBuf> {
    let folders = [
        std::env::current_dir().ok(),
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
    ];
    let folders = folders.iter().flatten();
    let mut candidates = folders.flat_map(|folder| folder.ancestors().map(|up| up.join(name)));
    candidates.find(|path| Path::is_file(path))
}

#[cfg(test)]
mod tests;
