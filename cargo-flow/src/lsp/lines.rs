//! Positions of the protocol: lines, and columns in units of UTF-16.

use std::ops::Range;

use lsp_types::Position;

/// The lines of a text, for turning byte offsets into positions and back.
///
/// Building it reads the text once; a query is a few binary searches, however long the lines are.
pub(super) struct Lines {
    /// Where each line starts.
    starts: Vec<usize>,
    /// The characters that have fewer units of UTF-16 than bytes.
    wide: Vec<Wide>,
    /// The length of the text.
    end: usize,
}

struct Wide {
    /// Where the character ends.
    end: usize,
    /// How many more bytes than units the text has up to there.
    more: usize,
    /// How many units the character has.
    units: usize,
}

impl Lines {
    /// Lines end as the protocol has it: with `\n`, `\r\n` or `\r`.
    pub(super) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let mut more = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let end = at + character.len_utf8();
            let units = character.len_utf16();
            if end - at > units {
                more += end - at - units;
                wide.push(Wide { end, more, units });
            }
            let ends_line = match character {
                '\n' => true,
                '\r' => characters.peek().is_none_or(|(_, next)| *next != '\n'),
                _ => false,
            };
            if ends_line {
                starts.push(end);
            }
        }
        Self {
            starts,
            wide,
            end: text.len(),
        }
    }

    /// The position of the first byte of a character. One behind the end is the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.end);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line];
        Position {
            line: as_u32(line),
            character: as_u32(self.units(offset) - self.units(start)),
        }
    }

    pub(super) fn range(&self, bytes: Range<usize>) -> lsp_types::Range {
        lsp_types::Range {
            start: self.position(bytes.start),
            end: self.position(bytes.end),
        }
    }

    /// The byte of a position. A column behind the line is the end of the line, as the protocol has it,
    /// and a line behind the text is the end of the text.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else {
            return self.end;
        };
        let next = self.starts.get(line + 1).copied();
        let end = next.map_or(self.end, |next| {
            text[start..next].trim_end_matches(['\n', '\r']).len() + start
        });
        let wanted = self.units(start) + position.character as usize;
        // The last wide character that ends at the wanted unit or before. From its end on, a byte is a unit.
        let before = self
            .wide
            .partition_point(|wide| wide.end - wide.more <= wanted);
        let more = before.checked_sub(1).map_or(0, |last| self.wide[last].more);
        let mut offset = wanted + more;
        if let Some(wide) = self.wide.get(before) {
            // Inside a character of several units there is no place; the one before it is the next best.
            let bytes = wide.more - more + wide.units;
            let first = wide.end - bytes;
            offset = offset.min(first);
        }
        offset.min(end)
    }

    /// The bytes of a range, in order.
    pub(super) fn bytes(&self, text: &str, range: lsp_types::Range) -> Range<usize> {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        start.min(end)..start.max(end)
    }

    /// How many units the text has before a byte.
    fn units(&self, offset: usize) -> usize {
        let before = self.wide.partition_point(|wide| wide.end <= offset);
        let more = before.checked_sub(1).map_or(0, |last| self.wide[last].more);
        offset - more
    }
}

/// Texts of more than 4 GiB do not come over the protocol.
fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_as_the_protocol_counts_them() {
        let text = "a\r\n\nžluť 😀x\rb中\n😀";
        let lines = Lines::new(text);
        let (mut line, mut character) = (0, 0);
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let position = Position { line, character };
            assert_eq!(lines.position(at), position, "{at}");
            // A position inside `\r\n` is the end of the line.
            if !text[at..].starts_with('\n') || !text[..at].ends_with('\r') {
                assert_eq!(lines.offset(text, position), at, "{position:?}");
            }
            if c.len_utf16() == 2 {
                let inside = Position {
                    line,
                    character: character + 1,
                };
                assert_eq!(lines.offset(text, inside), at);
            }
            let next = characters.peek().map(|(_, next)| *next);
            if c == '\n' || (c == '\r' && next != Some('\n')) {
                (line, character) = (line + 1, 0);
            } else {
                character += c.len_utf16() as u32;
            }
        }
        assert_eq!(lines.position(text.len()), Position { line, character });
        assert_eq!(lines.position(usize::MAX), Position { line, character });
    }

    #[test]
    fn places_that_are_not_there_are_the_nearest_end() {
        let text = "ab\r\ncd";
        let lines = Lines::new(text);
        let offset = |line, character| lines.offset(text, Position { line, character });
        assert_eq!(offset(0, 9), 2);
        assert_eq!(offset(1, u32::MAX), 6);
        assert_eq!(offset(7, 0), 6);
        assert_eq!(offset(u32::MAX, u32::MAX), 6);
        assert_eq!(Lines::new("").position(3), Position::default());
    }
}
