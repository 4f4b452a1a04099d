//! What is said of an import on standard error.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use flow_json::print::Printed;
use flow_json::report::{Report, Source};
use flow_json::tree::Node;
use flow_json::{LineIndex, Severity, Style, check};

use super::placeholders::Placeholder;
use crate::input::Document;

/// Says what was done, what is to be seen to, and what to do next.
pub(super) fn say(
    document: &Document,
    flow: &Node,
    printed: &Printed,
    placeholders: &[Placeholder],
    output: Option<&Path>,
) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    let colored = stderr.current_choice() != anstream::ColorChoice::Never;
    let lines = LineIndex::new(&document.text);
    let source = Source::with_lines(document.name.as_str(), &document.text, &lines);
    let mut mistakes = 0;
    if !printed.mistakes.is_empty() {
        // In the words of the file.
        for mut mistake in check(flow, Style::Json) {
            if mistake.severity == Severity::Warning {
                continue;
            }
            mistakes += 1;
            mistake.severity = Severity::Warning;
            mistake.message.insert_str(0, "Meta refuses this: ");
            let attribute = format!("it is kept behind `#[warn({})]`", mistake.rule.ident());
            let report = Report::of(&mistake).note(attribute);
            writeln!(stderr, "{}\n", report.render(Some(&source), colored))?;
        }
    }
    for Placeholder { place, text } in placeholders {
        let message = format!("`{text}` looks like a placeholder of a template");
        let report = Report::new(Severity::Warning, message)
            .at(place.range())
            .note("it is kept as text")
            .help("write what belongs there, or a constant of Rust's in place of the text");
        writeln!(stderr, "{}\n", report.render(Some(&source), colored))?;
    }
    let places = printed
        .escaped
        .iter()
        .map(|place| lines.line_column(place.start).to_string())
        .collect::<Vec<_>>();
    write!(
        stderr,
        "{}",
        summary(
            document,
            printed,
            &places,
            output,
            mistakes,
            placeholders.len()
        )
    )
}

fn summary(
    document: &Document,
    printed: &Printed,
    escaped: &[String],
    output: Option<&Path>,
    mistakes: usize,
    placeholders: usize,
) -> String {
    let mut text = String::new();
    let name = &document.name;
    let _ = match output {
        Some(path) => writeln!(text, "{name} is `flow!` now, in {}", path.display()),
        None => writeln!(text, "{name} is `flow!` now"),
    };
    let inferred = &printed.inferred;
    let counts = [
        (inferred.layouts, "layout"),
        (inferred.terminals, "`terminal`"),
        (inferred.types, "type of data"),
        (usize::from(inferred.routing_model), "routing model"),
    ];
    let parts = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(*count, what))
        .collect::<Vec<_>>();
    if !parts.is_empty() {
        let _ = writeln!(
            text,
            "  left out, since it is inferred: {}",
            parts.join(", ")
        );
    }
    if printed.components > 0 {
        let components = counted(printed.components, "component");
        let _ = writeln!(
            text,
            "  written once: {components} of your own; give them better names"
        );
    }
    if !escaped.is_empty() {
        let _ = writeln!(
            text,
            "  kept as `json!( … )`: what stands at {}",
            escaped.join(", ")
        );
    }
    if mistakes > 0 {
        let mistakes = counted(mistakes, "mistake");
        let _ = writeln!(
            text,
            "  to be mended: {mistakes}; then take the `#[warn(…)]` away"
        );
    }
    if placeholders > 0 {
        let _ = writeln!(
            text,
            "  to be filled in: {}",
            counted(placeholders, "placeholder")
        );
    }
    if let Some(path) = output
        && let Some(module) = path.file_stem().and_then(|stem| stem.to_str())
        && !matches!(module, "main" | "lib" | "mod")
    {
        let _ = writeln!(
            text,
            "  next: `mod {module};` in your crate, and `{module}::FLOW`"
        );
    }
    text
}

/// `1 layout`, `2 layouts`
fn counted(count: usize, what: &str) -> String {
    let plural = match what {
        _ if count == 1 => what.to_owned(),
        "type of data" => "types of data".to_owned(),
        _ => match what.strip_suffix('`') {
            Some(_) => what.to_owned(),
            None => format!("{what}s"),
        },
    };
    format!("{count} {plural}")
}
