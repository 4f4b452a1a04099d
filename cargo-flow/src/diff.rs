//! `cargo flow diff`

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flow_json::diff::{Change, ChangeKind, ONLY_PEOPLE, diff, effects};
use flow_json::report::command_line::wrapped;
use serde_json::{Value, json};

use crate::exit::{Error, Exit, Outcome};
use crate::input;
use crate::output::EscapeControls;

/// Compare two flows by screen and component
///
/// The order and the spelling of keys, numbers and texts do not count. After the differences stands what
/// people in the flow, its endpoint, senders of its messages and readers of its replies notice, and
/// whether it breaks what they have.
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
    /// Exit with 1 for a breaking change alone
    #[arg(long)]
    deny_breaking: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One line for each difference, and one for what each means to somebody
    Human,
    /// One JSON object for each, on a line
    Json,
}

impl Diff {
    pub(crate) fn run(self) -> Outcome {
        if input::is_stdin(&self.before) && input::is_stdin(&self.after) {
            let message = "standard input holds one flow; name a file for the other";
            return Err(Error::Argument(message.to_owned()));
        }
        let before = input::read_tree(&self.before)?;
        let after = input::read_tree(&self.after)?;
        let changes = diff(&before, &after);
        let effects = effects(&before, &after);
        let stdout = anstream::stdout();
        let (colored, is_terminal) = (
            stdout.current_choice() != anstream::ColorChoice::Never,
            stdout.is_terminal(),
        );
        let mut to = BufWriter::new(stdout.lock());
        let mut say = |line: &str, color: &str| {
            // Ids may hold anything.
            let line = line.escape_controls();
            let line = if is_terminal { wrapped(&line, 2) } else { line };
            if colored {
                writeln!(to, "\u{1b}[{color}m{line}\u{1b}[0m")
            } else {
                writeln!(to, "{line}")
            }
        };
        match self.format {
            Format::Human => {
                for change in &changes {
                    say(&change.to_string(), color(change))?;
                }
                for effect in &effects {
                    let color = if effect.is_breaking { "1;31" } else { "32" };
                    say(&effect.to_string(), color)?;
                }
                if effects.is_empty() && !changes.is_empty() {
                    say(ONLY_PEOPLE, "32")?;
                }
            }
            Format::Json => {
                let changes = changes.iter().map(|change| object(change).to_string());
                let effects = effects.iter().map(|effect| effect.json("effect"));
                for object in changes.chain(effects) {
                    writeln!(to, "{}", object.escape_controls())?;
                }
            }
        }
        to.flush()?;
        let is_found = if self.deny_breaking {
            effects.iter().any(|effect| effect.is_breaking)
        } else {
            !changes.is_empty()
        };
        Ok(if is_found { Exit::Found } else { Exit::Success })
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
