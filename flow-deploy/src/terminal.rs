//! Texts of the service for a terminal.
//!
//! Names, statuses and messages may come from anyone. The [errors](crate::Error) of this crate are one line each;
//! the values are as they came.

use std::borrow::Cow;

/// Whether a terminal obeys a character: control characters, ends of lines, and those that turn the order of a
/// line around.
pub fn is_obeyed(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A text in one line, with what a terminal or a CI would obey escaped.
///
/// ```
/// use flow_deploy::terminal::one_line;
///
/// assert_eq!(one_line("a\n::error::b\u{1b}[2J"), "a\\n::error::b\\u{1b}[2J");
/// ```
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut line = String::new();
    for c in text.chars() {
        if is_obeyed(c) {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    Cow::Owned(line)
}
