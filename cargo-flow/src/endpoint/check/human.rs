//! A line for each thing that was tried.

use flow_json::report::command_line::count;

use super::trial::{Outcome, Tried};
use crate::output::EscapeControls;

pub(super) fn write(tried: &[Tried], has_flow: bool, is_signed: bool) -> String {
    let mut text = String::new();
    for one in tried {
        let (color, word) = match one.outcome {
            Outcome::Passed => ("32", "ok     "),
            Outcome::Warning => ("33", "warning"),
            Outcome::Failed => ("31", "FAILED "),
        };
        let screen = one.screen.as_ref();
        let screen = screen.map(|screen| format!(" of `{screen}`"));
        let line = format!(
            "{}{}: {} ({} ms)",
            one.name.replace('-', " "),
            screen.unwrap_or_default(),
            one.message,
            one.took.as_millis(),
        );
        text += &paint(color, word);
        text += &format!(" {}\n", line.escape_controls());
    }
    let number = |outcome| tried.iter().filter(|one| one.outcome == outcome).count();
    let (failed, warnings) = (number(Outcome::Failed), number(Outcome::Warning));
    text += &format!(
        "{} tried: {failed} failed, {}.\n",
        count(tried.len(), "thing"),
        count(warnings, "warning")
    );
    if !has_flow {
        text += "No screen was asked for: name the file of the flow.\n";
    }
    if !is_signed {
        text += "No request was signed: set APP_SECRET, or name its file with --app-secret.\n";
    }
    text
}

fn paint(color: &str, word: &str) -> String {
    let is_colored = anstream::stdout().current_choice() != anstream::ColorChoice::Never;
    if is_colored {
        format!("\u{1b}[{color}m{word}\u{1b}[0m")
    } else {
        word.to_owned()
    }
}
