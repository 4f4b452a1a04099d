//! `cargo flow diff`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flow_json::diff::{Change, ChangeKind, diff};
use serde_json::{Value, json};

use crate::exit::{Exit, Outcome};
use crate::input;
use crate::output::EscapeControls;

/// Compare two flows by screen and component
///
/// The order and the spelling of keys, numbers and texts do not count.
///
/// Exit codes: 0 if both are the same, 1 if they differ, 2 if one cannot be read as JSON.
#[derive(Args)]
pub(crate) struct Diff {
    /// The flow as it was; `-` for standard input
    #[arg(value_name = "A")]
    before: PathBuf,
    /// The flow as it is; `-` for standard input
    #[arg(value_name = "B")]
    after: PathBuf,
    /// The format of the differences
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One line for each difference
    Human,
    /// One JSON object for each difference, on a line
    Json,
}

impl Diff {
    pub(crate) fn run(self) -> Outcome {
        let before = input::read_tree(&self.before)?;
        let after = input::read_tree(&self.after)?;
        let changes = diff(&before, &after);
        let stdout = anstream::stdout();
        let colored = stdout.current_choice() != anstream::ColorChoice::Never;
        let mut to = BufWriter::new(stdout.lock());
        for change in &changes {
            // Ids may hold anything.
            let line = change.to_string().escape_controls();
            match self.format {
                Format::Json => writeln!(to, "{}", object(change))?,
                Format::Human if colored => {
                    writeln!(to, "\u{1b}[{}m{line}\u{1b}[0m", color(change))?;
                }
                Format::Human => writeln!(to, "{line}")?,
            }
        }
        to.flush()?;
        Ok(if changes.is_empty() {
            Exit::Success
        } else {
            Exit::Found
        })
    }
}

fn color(change: &Change) -> &'static str {
    match &change.kind {
        ChangeKind::Added | ChangeKind::Property { before: None, .. } => "32",
        ChangeKind::Removed | ChangeKind::Property { after: None, .. } => "31",
        ChangeKind::Moved | ChangeKind::Property { .. } => "33",
    }
}

/// The change as JSON. `before` or `after` is absent where the property is missing.
fn object(change: &Change) -> Value {
    let mut object = json!({ "screen": change.screen, "component": change.component });
    let kind = match &change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Moved => "moved",
        ChangeKind::Property {
            name,
            before,
            after,
        } => {
            object["property"] = json!(name);
            for (key, side) in [("before", before), ("after", after)] {
                if let Some(value) = side {
                    let value = serde_json::from_str(value);
                    object[key] = value.unwrap_or_else(|_| json!(side));
                }
            }
            match (before, after) {
                (None, _) => "property added",
                (_, None) => "property removed",
                _ => "property changed",
            }
        }
    };
    object["change"] = json!(kind);
    object
}
