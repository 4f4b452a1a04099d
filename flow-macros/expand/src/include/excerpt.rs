//! A line of a file with a place in it underlined, in the form in which rustc shows lines.

use flow_json::{LineIndex, TextRange};

/// The most columns of a line that are shown. Minified JSON is one line.
const WIDTH: usize = 100;

/// The path and the line of a place, and the line itself with the place underlined.
pub(crate) fn excerpt(file: &str, text: &str, lines: &LineIndex, place: TextRange) -> String {
    let at = lines.line_column(place.start());
    let number = at.line.to_string();
    let margin = " ".repeat(number.len());
    let column = at.column as usize - 1;
    // A file that is not UTF-8 is shown with replacement characters. Its places may not fit that text.
    let before = text.get(..place.range().start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let marked = text.get(place.range()).unwrap_or_default();
    let length = marked.lines().next().unwrap_or_default().chars().count();
    // A third of the width shows the line before the place, and the rest the line from there on.
    let skipped = match line.chars().count() {
        short if short <= WIDTH => 0,
        _ => column.saturating_sub(WIDTH / 3),
    };
    let dots = |cut: bool| if cut { "…" } else { "" };
    let shown: String = line.chars().skip(skipped).take(WIDTH).collect();
    let shown = shown.replace(char::is_control, " ");
    let before = dots(skipped > 0);
    let behind = dots(line.chars().count() > skipped + WIDTH);
    let blank = " ".repeat(column - skipped + before.chars().count());
    let carets = "^".repeat(length.clamp(1, (WIDTH - (column - skipped)).max(1)));
    format!(
        "{margin}--> {file}:{at}\n\
         {margin} |\n\
         {number} | {before}{shown}{behind}\n\
         {margin} | {blank}{carets}"
    )
}
