//! Which part of a text is shown.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use crate::source::{LineColumn, LineIndex};

/// Longer lines are cut around the place.
const LINE: usize = 500;

/// The part of a longer line that is shown, on each side of the place's start.
const AROUND: usize = 120;

/// Longer parts of the text are not shown as one.
const WHOLE: usize = 16 * 1024;

/// A range of the text with its label.
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) label: Option<String>,
    pub(super) kind: AnnotationKind,
}

/// A part of a text with marks in it.
pub(super) struct Excerpt<'t> {
    pub(super) snippet: Snippet<'t, Annotation<'t>>,
    /// Where only the middle of a line is shown, its columns are not those of the text.
    pub(super) misplaced: Option<Misplaced>,
}

/// The place that is shown for an excerpt, and the one it should be.
pub(super) struct Misplaced {
    pub(super) shown: LineColumn,
    pub(super) real: LineColumn,
}

/// The parts of the text with all marks in them: one, if all marks stand near each other.
pub(super) fn excerpts<'t>(
    text: &'t str,
    lines: &LineIndex,
    mut marks: Vec<Mark>,
) -> Vec<Excerpt<'t>> {
    for mark in &mut marks {
        mark.range = inside(text, &mark.range);
    }
    let span = |marks: &[Mark]| {
        let start = marks.iter().map(|mark| mark.range.start).min();
        let end = marks.iter().map(|mark| mark.range.end).max();
        whole_lines(text, start.unwrap_or(0)..end.unwrap_or(0))
    };
    let all = span(&marks);
    if is_short(text, &all) {
        return vec![excerpt(text, lines, all, marks)];
    }
    marks
        .into_iter()
        .map(|mark| {
            let marks = vec![mark];
            let own = span(&marks);
            if is_short(text, &own) {
                excerpt(text, lines, own, marks)
            } else {
                around(text, lines, marks)
            }
        })
        .collect()
}

fn is_short(text: &str, range: &Range<usize>) -> bool {
    range.len() <= WHOLE && text[range.clone()].lines().all(|line| line.len() <= LINE)
}

fn excerpt<'t>(
    text: &'t str,
    lines: &LineIndex,
    part: Range<usize>,
    marks: Vec<Mark>,
) -> Excerpt<'t> {
    let first_line = lines.line_column(part.start as u32).line;
    let snippet = Snippet::source(&text[part.clone()]).line_start(first_line as usize);
    Excerpt {
        snippet: snippet.annotations(annotations(marks, part.start)),
        misplaced: None,
    }
}

/// The text around the start of a mark, on its line only.
fn around<'t>(text: &'t str, lines: &LineIndex, mut marks: Vec<Mark>) -> Excerpt<'t> {
    let start = marks.first().map_or(0, |mark| mark.range.start);
    let line = whole_lines(text, start..start);
    let from = text
        .floor_char_boundary(start.saturating_sub(AROUND))
        .max(line.start);
    let to = text.floor_char_boundary(start + AROUND).min(line.end);
    let before = if from > line.start { "…" } else { "" };
    let behind = if to < line.end { "…" } else { "" };
    let shown = format!("{before}{}{behind}", &text[from..to]);
    for mark in &mut marks {
        let range = mark.range.start.clamp(from, to)..mark.range.end.clamp(from, to);
        mark.range = range.start + before.len()..range.end + before.len();
    }
    let real = lines.line_column(start as u32);
    let column = shown[..before.len() + start - from].chars().count() as u32 + 1;
    let snippet = Snippet::source(shown).line_start(real.line as usize);
    Excerpt {
        snippet: snippet.annotations(annotations(marks, from)),
        misplaced: Some(Misplaced {
            shown: LineColumn { column, ..real },
            real,
        }),
    }
}

fn annotations<'t>(marks: Vec<Mark>, offset: usize) -> impl Iterator<Item = Annotation<'t>> {
    marks.into_iter().map(move |mark| {
        let range = mark.range.start - offset..mark.range.end - offset;
        mark.kind.span(range).label(mark.label)
    })
}

/// The range, cut to the text and to whole characters.
fn inside(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}

/// The lines that a range touches, without the last line break. Of longer lines so much that they are
/// known to be long: nobody has to go through megabytes of them for each report.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(range.start.saturating_sub(LINE + 1));
    let start = text[from..range.start].rfind('\n');
    // A range that ends with a line break does not touch the next line.
    let last = if text[range.clone()].ends_with('\n') {
        range.end - 1
    } else {
        range.end
    };
    let to = text.ceil_char_boundary(last + LINE + 1);
    let end = text[last..to].find('\n');
    start.map_or(from, |at| from + at + 1)..end.map_or(to, |at| last + at)
}
