//! The places of the values of a flow in its source.

use std::fmt;

use crate::{Flow, values};

/// A place in Rust source, as the compiler names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The path of the file, as it was passed to the compiler. Mostly it is relative to the workspace.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// `src/main.rs:12:5`, which terminals and editors make a link of.
impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The places of all values, in the order in which they begin in the JSON.
///
/// A place is two or three varints, of seven bits a byte, the lowest first. The eighth bit of a byte
/// is set if another byte follows.
///
/// 1. The difference to the line of the place before, in zigzag coding, times two. It is one more if the
///    place is in another file.
/// 2. The number of that file, if it is another one.
/// 3. The column.
///
/// Line 12 column 5 of the first file is `0x30 0x05`: 12 in zigzag coding is 24, times two is 48. Most
/// values take two bytes, so the map costs little to compile, and it is only read by
/// [`Flow::source_of`] and [`Flow::source_at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceMap {
    pub(crate) files: &'static [&'static str],
    pub(crate) places: &'static [u8],
    /// The values that stand in the JSON more often than here, in order: the number of the first, how
    /// many they are, and how often they stand there. A loop over a constant list has its values for each
    /// item. A constant list itself has one place for all that is in it.
    pub(crate) repeats: &'static [(usize, usize, usize)],
}

impl SourceMap {
    /// The place of the value of that number.
    fn place(&self, number: usize) -> Option<SourcePlace> {
        self.written().nth(self.number(number))
    }

    /// The places of so many values.
    fn all(&self, count: usize) -> impl Iterator<Item = SourcePlace> {
        let written: Vec<_> = self.written().collect();
        let numbers = (0..count).map(|number| self.number(number));
        numbers.map_while(move |number| written.get(number).copied())
    }

    /// The number of the place of a value.
    fn number(&self, value: usize) -> usize {
        self.repeats
            .iter()
            .fold(value, |number, &(first, count, times)| {
                match number.checked_sub(first) {
                    None => number,
                    Some(inside) if inside < count * times => first + inside % count,
                    Some(_) => number + count - count * times,
                }
            })
    }

    /// The places as they are written.
    fn written(&self) -> impl Iterator<Item = SourcePlace> {
        let mut bytes = self.places.iter().copied();
        let (mut file, mut line) = (0, 0);
        std::iter::from_fn(move || {
            let column = step(&mut bytes, &mut file, &mut line)?;
            Some(SourcePlace {
                file: self.files.get(file)?,
                line: u32::try_from(line).ok()?,
                column,
            })
        })
    }
}

/// Reads one place: changes the file and the line, and returns the column.
fn step(bytes: &mut impl Iterator<Item = u8>, file: &mut usize, line: &mut i64) -> Option<u32> {
    let first = varint(bytes)?;
    let lines = first >> 1;
    *line += i64::from(lines >> 1) ^ -i64::from(lines & 1);
    if first & 1 == 1 {
        *file = varint(bytes)? as usize;
    }
    varint(bytes)
}

fn varint(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let byte = bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

impl Flow {
    /// The place in the source of a value of the Flow JSON, by its JSON pointer (RFC 6901).
    ///
    /// Meta's validation errors name places in the JSON; this leads from there to the line that the
    /// author wrote. An inferred value has the place of the value that it was inferred from. `None` if
    /// there is no such value.
    ///
    /// ```
    /// flow_dsl::flow!(Flow {
    ///     name: "greeting",
    ///     version: "7.3",
    ///     screens: [Screen {
    ///         id: "HELLO",
    ///         title: "Hello",
    ///         children: [
    ///             TextHeading { text: "Welcome" },
    ///             Footer { label: "Close", on_click_action: complete {} },
    ///         ],
    ///     }],
    /// });
    ///
    /// # fn main() {
    /// let heading = FLOW.source_of("/screens/0/layout/children/0/text").unwrap();
    /// let footer = FLOW.source_of("/screens/0/layout/children/1").unwrap();
    /// assert_eq!(footer.line, heading.line + 1);
    /// assert_eq!(FLOW.source_of("/screens/1"), None);
    /// # }
    /// ```
    pub fn source_of(&self, pointer: &str) -> Option<SourcePlace> {
        let number = values::at_pointer(&values::values(self.json()), pointer)?;
        self.source_map().place(number)
    }

    /// The places in the source of all values of the Flow JSON, in the order in which they begin in it.
    ///
    /// For tools that look many up: [`source_of`](Self::source_of) reads the JSON each time.
    ///
    /// ```
    /// # flow_dsl::flow!(Flow {
    /// #     name: "greeting",
    /// #     version: "7.3",
    /// #     screens: [Screen {
    /// #         id: "HELLO",
    /// #         title: "Hello",
    /// #         children: [Footer { label: "Close", on_click_action: complete {} }],
    /// #     }],
    /// # });
    /// # fn main() {
    /// let places: Vec<_> = FLOW.source_places().collect();
    /// assert_eq!(Some(places[0]), FLOW.source_of(""));
    /// assert_eq!(Some(places[1]), FLOW.source_of("/version"));
    /// # }
    /// ```
    pub fn source_places(&self) -> impl Iterator<Item = SourcePlace> {
        let values = values::values(self.json());
        self.source_map().all(values.len())
    }

    /// The place in the source of the value that a byte of [`json`](Self::json) belongs to.
    ///
    /// A byte of a key belongs to the object with that key. `None` behind the end of the JSON.
    ///
    /// ```
    /// # flow_dsl::flow!(Flow {
    /// #     name: "greeting",
    /// #     version: "7.3",
    /// #     screens: [Screen {
    /// #         id: "HELLO",
    /// #         title: "Hello",
    /// #         children: [Footer { label: "Close", on_click_action: complete {} }],
    /// #     }],
    /// # });
    /// # fn main() {
    /// let close = FLOW.json().find("\"Close\"").unwrap();
    /// assert_eq!(
    ///     FLOW.source_at(close),
    ///     FLOW.source_of("/screens/0/layout/children/0/label"),
    /// );
    /// # }
    /// ```
    pub fn source_at(&self, offset: usize) -> Option<SourcePlace> {
        let values = values::values(self.json());
        // The innermost begins last.
        let number = values
            .iter()
            .rposition(|value| value.range.contains(&offset));
        self.source_map().place(number?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_apart() {
        // Line 300 column 5 of the first file, line 2 column 200 of the second, line 2 column 1.
        let places = &[0xb0, 0x09, 5, 0xa7, 0x09, 1, 0xc8, 0x01, 0, 1];
        let map = SourceMap {
            files: &["a.rs", "b.rs"],
            places,
            repeats: &[],
        };
        let place = |number| map.place(number).map(|place| place.to_string());
        assert_eq!(place(0).as_deref(), Some("a.rs:300:5"));
        assert_eq!(place(1).as_deref(), Some("b.rs:2:200"));
        assert_eq!(place(2).as_deref(), Some("b.rs:2:1"));
        assert_eq!(place(3), None);

        // The first value is a list with three values, and the others stand in a loop over two items.
        let map = SourceMap {
            repeats: &[(0, 1, 4), (1, 2, 2)],
            ..map
        };
        let columns: Vec<_> = (0..9).filter_map(|number| map.place(number)).collect();
        let columns: Vec<_> = columns.iter().map(|place| place.column).collect();
        assert_eq!(columns, [5, 5, 5, 5, 200, 1, 200, 1]);
        assert!(map.all(8).eq((0..8).filter_map(|number| map.place(number))));
        assert_eq!(map.all(9).count(), 8, "there are no more places");
    }
}
