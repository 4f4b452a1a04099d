//! Diagnostics as rustc shows them: the message, the line, the place underlined.
//!
//! Feature `report`.

// For the command lines of this workspace.
#[doc(hidden)]
pub mod command_line;
mod excerpt;

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, normalize_untrusted_str};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{LineColumn, LineIndex};
use excerpt::{Excerpt, Mark, Misplaced, excerpts};

/// A text that people know by a name: mostly a file.
///
/// The text may be of any language. A text that cannot be had is empty; then only the name is shown.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    name: Cow<'t, str>,
    text: &'t str,
    lines: Cow<'t, LineIndex>,
}

impl<'t> Source<'t> {
    /// A text and its name. Reads the text once to find its lines.
    pub fn new(name: impl Into<Cow<'t, str>>, text: &'t str) -> Self {
        Self {
            name: name.into(),
            text,
            lines: Cow::Owned(LineIndex::new(text)),
        }
    }

    /// Like [`new`](Self::new), with lines that have been found before.
    pub fn with_lines(name: impl Into<Cow<'t, str>>, text: &'t str, lines: &'t LineIndex) -> Self {
        Self {
            name: name.into(),
            text,
            lines: Cow::Borrowed(lines),
        }
    }

    /// The word, number, string or character that stands at a line and column. `None` if the text
    /// has no such place.
    ///
    /// ```
    /// use flow_json::LineColumn;
    /// use flow_json::report::Source;
    ///
    /// let source = Source::new("main.rs", "Footer {\n    label: \"Go on\",\n}");
    /// let at = |line, column| source.token_at(LineColumn { line, column }).unwrap();
    /// assert_eq!(at(1, 1), 0..6); // Footer
    /// assert_eq!(at(2, 12), 20..27); // "Go on"
    /// assert_eq!(source.token_at(LineColumn { line: 9, column: 1 }), None);
    /// ```
    pub fn token_at(&self, place: LineColumn) -> Option<Range<usize>> {
        let start = self.lines.offset(self.text, place)?;
        let rest = self.text.get(start..)?;
        Some(start..start + token(rest))
    }
}

/// How many bytes the first token of a text has. At least one character, if there is any.
fn token(text: &str) -> usize {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return 0;
    };
    if first == '"' {
        let mut escaped = false;
        let end = text[1..].find(|c| {
            let ends = c == '\n' || (c == '"' && !escaped);
            escaped = c == '\\' && !escaped;
            ends
        });
        return match end {
            Some(end) if text.as_bytes().get(end + 1) == Some(&b'"') => end + 2,
            _ => first.len_utf8(),
        };
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    match text.find(|c| !is_word(c)) {
        None => text.len(),
        Some(0) => first.len_utf8(),
        Some(end) => end,
    }
}

/// Something to say about a text.
///
/// ```
/// use flow_json::Severity;
/// use flow_json::report::{Report, Source};
///
/// let source = Source::new("flow.json", "{\n  \"version\": 7.3\n}");
/// let report = Report::new(Severity::Error, "a version is a string")
///     .code("INVALID_PROPERTY_VALUE")
///     .at(15..18)
///     .help("write `\"7.3\"`");
/// assert_eq!(
///     report.render(Some(&source), false),
///     "\
/// error[INVALID_PROPERTY_VALUE]: a version is a string
///  --> flow.json:2:14
///   |
/// 2 |   \"version\": 7.3
///   |              ^^^
///   |
///   = help: write `\"7.3\"`",
/// );
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Report<'t> {
    severity: Severity,
    message: Cow<'t, str>,
    code: Option<Cow<'t, str>>,
    at: Option<Range<usize>>,
    label: Option<Cow<'t, str>>,
    related: Vec<(Range<usize>, Cow<'t, str>)>,
    help: Vec<Cow<'t, str>>,
    notes: Vec<Cow<'t, str>>,
    width: usize,
}

/// The columns that a report takes where nobody knows how many there are.
pub const WIDTH: usize = 80;

impl<'t> Report<'t> {
    /// A report with its message, which is one line.
    pub fn new(severity: Severity, message: impl Into<Cow<'t, str>>) -> Self {
        Self {
            severity,
            message: message.into(),
            code: None,
            at: None,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            width: WIDTH,
        }
    }

    /// A report of a diagnostic, with Meta's code and a note that names the rule.
    pub fn of(diagnostic: &'t Diagnostic) -> Self {
        let rule = diagnostic.rule;
        let mut report = Self::new(diagnostic.severity, diagnostic.message.as_str())
            .code(rule.code)
            .at(diagnostic.place.loc.range())
            .note(format!("rule {}, {}", rule.id, rule.name));
        if let Some(help) = &diagnostic.help {
            report = report.help(help.as_str());
        }
        if let Some(caveat) = diagnostic.caveat() {
            report = report.note(caveat);
        }
        if let Some((place, what)) = &diagnostic.related {
            report = report.related(place.loc.range(), what.as_str());
        }
        report
    }

    /// The code or the rule, shown in brackets behind `error` or `warning`.
    pub fn code(mut self, code: impl Into<Cow<'t, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The bytes of the text that are wrong; an empty range where something is missing.
    pub fn at(mut self, range: Range<usize>) -> Self {
        self.at = Some(range);
        self
    }

    /// A few words beside the underline.
    pub fn label(mut self, label: impl Into<Cow<'t, str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Another place of the text that this has to do with, and a label for it.
    pub fn related(mut self, range: Range<usize>, what: impl Into<Cow<'t, str>>) -> Self {
        self.related.push((range, what.into()));
        self
    }

    /// How to mend it.
    pub fn help(mut self, help: impl Into<Cow<'t, str>>) -> Self {
        self.help.push(help.into());
        self
    }

    /// A fact that is good to know.
    pub fn note(mut self, note: impl Into<Cow<'t, str>>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// How many columns the lines of the text may take: longer ones are cut around the place.
    /// [`WIDTH`] if left out. Messages are never cut.
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// The report as text of several lines, without a line break at the end.
    ///
    /// Colours are ANSI escapes. No control character of the texts gets out.
    /// The time does not depend on the length of the source but for finding its lines: of long
    /// lines and long ranges only the part around the place is shown.
    pub fn render(&self, source: Option<&Source<'_>>, colored: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut title = level.primary_title(clean(&self.message));
        if let Some(code) = &self.code {
            title = title.id(clean(code));
        }
        let mut group = Group::with_title(title);
        let name = source.map(|source| clean(&source.name));
        let excerpts = match (source, &self.at) {
            (Some(source), Some(at)) if !source.text.is_empty() => {
                excerpts(source.text, &source.lines, self.marks(at))
            }
            _ => Vec::new(),
        };
        if let (Some(name), true) = (&name, excerpts.is_empty()) {
            group = group.element(Origin::path(name));
        }
        let mut places = Vec::new();
        for Excerpt { snippet, misplaced } in excerpts {
            group = group.element(snippet.path(name.as_deref()));
            places.extend(misplaced);
        }
        for help in &self.help {
            group = group.element(Level::HELP.message(clean(help)));
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(clean(note)));
        }
        let renderer = if colored {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.term_width(self.width);
        let mut text = renderer.render(&[group]).trim_end().to_owned();
        // Each stands behind the one before it, which may show the same columns.
        let mut from = text.find('\n').unwrap_or(0);
        for Misplaced { shown, real } in places {
            let at = |place| format!("{}:{place}", name.as_deref().unwrap_or_default());
            let (shown, real) = (at(shown), at(real));
            if let Some(start) = text[from..].find(&shown) {
                let start = from + start;
                text.replace_range(start..start + shown.len(), &real);
                from = start + real.len();
            }
        }
        text
    }

    fn marks(&self, at: &Range<usize>) -> Vec<Mark> {
        let own = Mark {
            range: at.clone(),
            label: self.label.as_deref().map(clean),
            kind: AnnotationKind::Primary,
        };
        let related = self.related.iter().map(|(range, what)| Mark {
            range: range.clone(),
            label: Some(clean(what)),
            kind: AnnotationKind::Context,
        });
        [own].into_iter().chain(related).collect()
    }
}

/// Texts may quote a document, and a document may hold anything. A line break stays.
fn clean(text: &str) -> String {
    normalize_untrusted_str(text)
}

#[cfg(test)]
mod tests;
