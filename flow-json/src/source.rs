//! Places in a source: byte ranges and tokens, and lines and columns for people.

use std::fmt;
use std::ops::Range;
use std::path::Path;

/// A place in a source: a byte range of a text, the end excluded, or a token in the input of a macro.
/// An empty range is a place where something is missing.
///
/// Which of the two it is shows in a tree: [`read`](crate::read()) makes ranges, and `flow!` makes tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    start: u32,
    /// Before the start for a token, and for no range.
    end: u32,
}

impl TextRange {
    /// The place of a value that is made and not read: an empty range at the start.
    pub const NOWHERE: Self = Self { start: 0, end: 0 };

    /// A range by its offsets. Those that 32 bits cannot hold become the largest that they can, and an end
    /// before the start becomes the start.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: offset(start),
            end: offset(end.max(start)),
        }
    }

    /// A token by its number in a list that the macro keeps.
    ///
    /// ```
    /// use flow_json::TextRange;
    ///
    /// assert_eq!(TextRange::token(7).as_token(), Some(7));
    /// assert_eq!(TextRange::new(7, 7).as_token(), None);
    /// ```
    pub fn token(number: usize) -> Self {
        Self {
            start: offset(number.saturating_add(1)),
            end: 0,
        }
    }

    /// The number of the token, if it is one.
    pub fn as_token(self) -> Option<usize> {
        (self.end < self.start).then(|| self.start as usize - 1)
    }

    /// The range as a slice index.
    ///
    /// ```
    /// use flow_json::TextRange;
    ///
    /// assert_eq!(&"[true]"[TextRange::new(1, 5).range()], "true");
    /// ```
    ///
    /// # Panics
    ///
    /// If it is a token, which has no place in a text.
    pub fn range(self) -> Range<usize> {
        self.start() as usize..self.end() as usize
    }

    /// The offset of the first byte.
    ///
    /// # Panics
    ///
    /// If it is a token, which has no place in a text.
    pub fn start(self) -> u32 {
        assert!(self.as_token().is_none(), "a token has no place in a text");
        self.start
    }

    /// The offset behind the last byte.
    ///
    /// # Panics
    ///
    /// If it is a token, which has no place in a text.
    pub fn end(self) -> u32 {
        assert!(self.as_token().is_none(), "a token has no place in a text");
        self.end
    }

    /// The place of a part of a string value.
    ///
    /// `text` is the string's content and `part` a byte range of it. Where the part cannot be told apart
    /// (the source has escapes, or this is a token), the answer is the whole string.
    ///
    /// ```
    /// use flow_json::TextRange;
    ///
    /// let title = TextRange::new(9, 22); // of `{"title":"Sign up now"}`, its quotes too
    /// assert_eq!(title.within("Sign up now", 0..4).start(), 10);
    /// ```
    #[must_use]
    pub fn within(self, text: &str, part: Range<usize>) -> Self {
        // An escape is longer than the character it stands for. So a string with escapes is longer
        // in the source than its content and its two quotes.
        let inside = part.start <= part.end && part.end <= text.len();
        if !inside || self.as_token().is_some() || self.range().len() != text.len() + 2 {
            return self;
        }
        let content = self.start as usize + 1;
        Self::new(content + part.start, content + part.end)
    }
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// The name of the flow in a file, where it is not told otherwise: that of the file, without `.json` and the
/// `.flow` by which editors know it.
///
/// ```
/// use flow_json::name_of_file;
///
/// assert_eq!(name_of_file("flows/visit.flow.json".as_ref()), "visit");
/// assert_eq!(name_of_file("pickup.ar.json".as_ref()), "pickup.ar");
/// ```
pub fn name_of_file(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.strip_suffix(".flow").unwrap_or(&stem).to_owned()
}

/// Places behind the first 4 GiB are not told apart.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
}

/// As compilers print it: `3:14`.
impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The lines of a text, for turning byte offsets into lines and columns.
///
/// Building it reads the text once; a query is two binary searches, however long the lines are.
///
/// ```
/// use flow_json::LineIndex;
///
/// let lines = LineIndex::new("{\n  \"é\": 1\n}");
/// assert_eq!(lines.line_column(8).to_string(), "2:6"); // `é` is two bytes and one column
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Where each line but the first starts.
    starts: Vec<u32>,
    /// The bytes that continue a character. They are no columns of their own.
    continuations: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines. They end with `\n`; a `\r` before it is a character of the line.
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::new();
        let mut continuations = Vec::new();
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if byte == b'\n' {
                starts.push(offset(at + 1));
            } else if byte & 0b1100_0000 == 0b1000_0000 {
                continuations.push(offset(at));
            }
        }
        Self {
            starts,
            continuations,
        }
    }

    /// The line and column of a byte offset. An offset inside a character is that character's.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).map_or(0, |before| self.starts[before]);
        let through = offset.saturating_add(1);
        LineColumn {
            line: line as u32 + 1,
            column: through - start - (self.continued(through) - self.continued(start)),
        }
    }

    /// The byte offset of a line and column. `None` if the text has no such place; behind the last
    /// character of each line is one.
    ///
    /// ```
    /// use flow_json::{LineColumn, LineIndex};
    ///
    /// let text = "{\n  \"é\": 1\n}";
    /// let lines = LineIndex::new(text);
    /// assert_eq!(lines.offset(text, LineColumn { line: 2, column: 6 }), Some(8));
    /// assert_eq!(lines.offset(text, LineColumn { line: 1, column: 3 }), None);
    /// ```
    pub fn offset(&self, text: &str, place: LineColumn) -> Option<usize> {
        let line = place.line.checked_sub(1)? as usize;
        let start = match line.checked_sub(1) {
            None => 0,
            Some(before) => *self.starts.get(before)? as usize,
        };
        let column = place.column.checked_sub(1)? as usize;
        let rest = text.get(start..)?;
        let line = rest.split('\n').next().unwrap_or(rest);
        let mut ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        ends.nth(column).map(|at| start + at)
    }

    /// The number of bytes before the offset that continue a character.
    fn continued(&self, offset: u32) -> u32 {
        self.continuations.partition_point(|&at| at < offset) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "a\r\n\nžluť 😀x\n";
        let lines = LineIndex::new(text);
        let mut line = 1;
        let mut column = 1;
        for (at, c) in text.char_indices() {
            for inside in at..at + c.len_utf8() {
                let found = lines.line_column(inside as u32);
                assert_eq!(found, LineColumn { line, column }, "{inside}");
            }
            (line, column) = if c == '\n' {
                (line + 1, 1)
            } else {
                (line, column + 1)
            };
        }
        let end = lines.line_column(text.len() as u32);
        assert_eq!(end, LineColumn { line: 4, column: 1 });
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(LineIndex::new("").line_column(0).to_string(), "1:1");
    }

    #[test]
    fn parts_of_strings_without_escapes_are_exact() {
        let source = r#"["${form.x}"]"#;
        let part = TextRange::new(1, 12).within("${form.x}", 2..6);
        assert_eq!(&source[part.range()], "form");
    }

    #[test]
    fn parts_of_strings_with_escapes_are_the_whole() {
        let whole = TextRange::new(0, 5);
        assert_eq!(whole.within("a\n", 0..1), whole);
        let plain = TextRange::new(0, 4);
        assert_eq!(plain.within("ab", 1..9), plain);
    }
}
