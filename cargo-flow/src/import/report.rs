//! The report of an import on standard error: mistakes, placeholders and a summary.

use std::io::{self, Write as _};
use std::path::Path;

use flow_json::print::Printed;
use flow_json::report::{Report, Source};
use flow_json::table::component;
use flow_json::tree::Node;
use flow_json::{Diagnostic, LineIndex, Rule, Severity, Style, TextRange, check};

use super::placeholders::Placeholder;
use super::rustfmt;
use crate::exit::Exit;
use crate::input::Document;

/// An import that has been written.
pub(super) struct Imported<'i> {
    pub(super) printed: &'i Printed,
    pub(super) placeholders: &'i [Placeholder],
    /// The file that it was written to, or standard output.
    pub(super) output: Option<&'i Path>,
    /// The reason why rustfmt did not lay it out.
    pub(super) unformatted: Option<rustfmt::Error>,
}

impl Imported<'_> {
    /// Whether mistakes or placeholders are left.
    pub(super) fn exit(&self) -> Exit {
        if self.printed.mistakes.is_empty() && self.placeholders.is_empty() {
            Exit::Success
        } else {
            Exit::Found
        }
    }

    /// The component that a mistake is about, if Flow JSON has none of that name.
    fn unknown_component<'f>(&self, mistake: &Diagnostic, flow: &'f Node) -> Option<&'f str> {
        let name = flow.pointer(&mistake.place.pointer)?.as_str()?;
        let is_written =
            |escaped: &TextRange| escaped.range().contains(&mistake.place.loc.range().start);
        let unknown = mistake.rule == Rule::COMPONENT_TYPE
            && component(name).is_none()
            // What is kept as JSON compiles.
            && !self.printed.escaped.iter().any(is_written);
        unknown.then_some(name)
    }

    /// Shows mistakes and placeholders in the document, and a summary.
    pub(super) fn report(&self, document: &Document, flow: &Node) -> io::Result<()> {
        let mut stderr = anstream::stderr().lock();
        let colored = stderr.current_choice() != anstream::ColorChoice::Never;
        let lines = LineIndex::new(&document.text);
        let source = Source::with_lines(document.name.as_str(), &document.text, &lines);
        // The mistakes in `printed` speak of Rust. The reader has Flow JSON at hand.
        let mistakes = check(flow, Style::Json).into_iter();
        let mistakes = mistakes.filter(|found| found.severity == Severity::Error);
        let mut unknown = Vec::new();
        for mut mistake in mistakes {
            mistake.severity = Severity::Warning;
            mistake.message.insert_str(0, "Meta refuses this: ");
            let note = match self.unknown_component(&mistake, flow) {
                Some(name) => {
                    unknown.push(mistake.place.loc);
                    format!(
                        "the result does not compile: `flow!` takes `{name}` for a component of your own, \
                     which you would define with `#[component]`"
                    )
                }
                None => format!("it is kept behind `#[warn({})]`", mistake.rule.ident()),
            };
            let report = Report::of(&mistake).note(note);
            writeln!(stderr, "{}\n", report.render(Some(&source), colored))?;
        }
        for Placeholder { place, text } in self.placeholders {
            let message = format!("`{text}` looks like a placeholder of a template");
            let report = Report::new(Severity::Warning, message)
                .at(place.range())
                .note("it is kept as text")
                .help("replace it with a text, or with a constant of Rust's in place of the text");
            writeln!(stderr, "{}\n", report.render(Some(&source), colored))?;
        }
        if let Some(error) = &self.unformatted {
            let report = Report::new(Severity::Warning, error.to_string())
                .note("the flow is written all the same, with long lines")
                .help("`rustup component add rustfmt` installs it; `cargo fmt` then lays the flow out");
            writeln!(stderr, "{}\n", report.render(None, colored))?;
        }
        let escaped = self.printed.escaped.iter();
        let escaped = escaped.map(|place| lines.line_column(place.start()).to_string());
        let unknown: Vec<_> = unknown
            .iter()
            .map(|place| lines.line_column(place.start()).to_string())
            .collect();
        let summary = self.summary(&document.name, &escaped.collect::<Vec<_>>(), &unknown);
        stderr.write_all(summary.as_bytes())
    }

    /// The summary of an import. `escaped` are the places of the values that became `json!( … )`, and
    /// `unknown` those of the components that there are not.
    fn summary(&self, name: &str, escaped: &[String], unknown: &[String]) -> String {
        let mut text = match self.output {
            Some(path) => format!("{name} is `flow!` now, in {}\n", path.display()),
            None => format!("{name} is `flow!` now\n"),
        };
        let mut line = |label: &str, content: String| {
            if !content.is_empty() {
                text.push_str(&format!("  {label}: {content}\n"));
            }
        };
        let inferred = &self.printed.inferred;
        let inferred = [
            counted(inferred.layouts, "layout", "layouts"),
            counted(inferred.terminals, "`terminal`", "`terminal`"),
            counted(inferred.types, "type of data", "types of data"),
            counted(inferred.routing_model.into(), "routing model", ""),
        ];
        let inferred: Vec<_> = inferred.into_iter().flatten().collect();
        line("left out, since it is inferred", inferred.join(", "));
        if let Some(components) = counted(self.printed.components, "component", "components") {
            let content = format!("{components} of your own; give them better names");
            line("written once", content);
        }
        if !escaped.is_empty() {
            let values = if escaped.len() == 1 {
                "value"
            } else {
                "values"
            };
            let content = format!("the {values} at {}", escaped.join(", "));
            line("kept as `json!( … )`", content);
        }
        if !unknown.is_empty() {
            let (what, verb) = match unknown.len() {
                1 => ("component", "is"),
                _ => ("components", "are"),
            };
            let content = format!(
                "until the {what} at {} {verb} replaced or defined",
                unknown.join(", ")
            );
            line("does not compile", content);
        }
        if let Some(mistakes) = counted(self.printed.mistakes.len(), "mistake", "mistakes") {
            let content = format!("{mistakes}; then remove the `#[warn(…)]`");
            line("to be corrected", content);
        }
        let placeholders = counted(self.placeholders.len(), "placeholder", "placeholders");
        line("to be filled in", placeholders.unwrap_or_default());
        let module = self
            .output
            .and_then(Path::file_stem)
            .and_then(|stem| stem.to_str());
        if let Some(module) = module.filter(|module| !matches!(*module, "main" | "lib" | "mod")) {
            let content = format!("`mod {module};` in your crate, and `{module}::FLOW`");
            line("next", content);
        }
        text
    }
}

/// `1 layout`, `2 layouts`, or nothing for none.
fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}
