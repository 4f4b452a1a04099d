//! Regular expressions, as `pattern` of a `TextInput` has them.
//!
//! The syntax is that of JavaScript without groups that are named or referred to. Time is bounded: a
//! search gives up after [`MAX_STEPS`], however the pattern and the text are made.

mod parse;

use std::fmt;

/// How many steps a search may take.
const MAX_STEPS: usize = 2_000_000;

/// How many instructions a pattern may need. `{1000}` repeats the part before it.
const MAX_INSTRUCTIONS: usize = 20_000;

/// A regular expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    program: Vec<Instruction>,
}

/// A pattern that is malformed, or of which too little is known to run it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) &'static str);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Instruction {
    Set(Set),
    /// Goes on at the first place, and if that leads nowhere, at the second.
    Split(usize, usize),
    Jump(usize),
    Start,
    End,
    WordEdge(bool),
    /// The rest must match, or must not.
    Ahead(bool, Vec<Instruction>),
    Match,
}

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq)]
struct Set {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Set {
    fn contains(&self, character: char) -> bool {
        let inside = |(low, high): &(char, char)| (*low..=*high).contains(&character);
        self.ranges.iter().any(inside) != self.negated
    }
}

impl Set {
    /// A character in it, a plain one if there is one.
    fn sample(&self) -> char {
        let plain = ('a'..='z').chain('0'..='9').chain(' '..='~');
        let other = self.ranges.first().map_or('\u{fffd}', |(low, _)| *low);
        plain
            .into_iter()
            .find(|character| self.contains(*character))
            .unwrap_or(other)
    }
}

impl Pattern {
    /// Reads a pattern without slashes around it.
    pub(crate) fn parse(text: &str) -> Result<Self, Unreadable> {
        parse::parse(text).map(|program| Self { program })
    }

    /// A shortest text that it matches, if one is found without looking ahead.
    pub(crate) fn sample(&self) -> Option<String> {
        // Each place in the program, with the place before and the character between.
        let mut from = vec![None; self.program.len()];
        let mut open = std::collections::VecDeque::from([0]);
        let mut seen = vec![false; self.program.len()];
        seen[0] = true;
        while let Some(at) = open.pop_front() {
            let (next, character) = match &self.program[at] {
                Instruction::Match => {
                    let mut text = Vec::new();
                    let mut at = at;
                    while let Some((before, character)) = from[at] {
                        text.extend(character);
                        at = before;
                    }
                    let text: String = text.into_iter().rev().collect();
                    return Some(text).filter(|text| self.matches(text) == Some(true));
                }
                Instruction::Split(first, second) => ([Some(*first), Some(*second)], None),
                Instruction::Jump(to) => ([Some(*to), None], None),
                Instruction::Set(set) => ([Some(at + 1), None], Some(set.sample())),
                _ => ([Some(at + 1), None], None),
            };
            for next in next.into_iter().flatten() {
                if !std::mem::replace(&mut seen[next], true) {
                    from[next] = Some((at, character));
                    // A step without a character goes first.
                    match character {
                        Some(_) => open.push_back(next),
                        None => open.push_front(next),
                    }
                }
            }
        }
        None
    }

    /// Whether it matches anywhere in a text. `None` if finding out takes too long.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        let mut steps = MAX_STEPS;
        for start in 0..=text.len() {
            if run(&self.program, &text, start, &mut steps)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Whether a program matches at a place of a text.
fn run(program: &[Instruction], text: &[char], start: usize, steps: &mut usize) -> Option<bool> {
    // Nothing is captured, so that a failure at a place is a failure there each time.
    let mut seen = std::collections::HashSet::new();
    let mut open = vec![(0, start)];
    while let Some((mut at, mut place)) = open.pop() {
        loop {
            *steps = steps.checked_sub(1)?;
            let next = match &program[at] {
                Instruction::Match => return Some(true),
                Instruction::Jump(to) => {
                    at = *to;
                    continue;
                }
                Instruction::Split(first, second) => {
                    if !seen.insert((at, place)) {
                        break;
                    }
                    open.push((*second, place));
                    at = *first;
                    continue;
                }
                Instruction::Set(set) => {
                    let fits = text
                        .get(place)
                        .is_some_and(|character| set.contains(*character));
                    place += 1;
                    fits
                }
                Instruction::Start => place == 0,
                Instruction::End => place == text.len(),
                Instruction::WordEdge(wanted) => {
                    let word = |at: Option<usize>| {
                        let character = at.and_then(|at| text.get(at));
                        character.is_some_and(|one| one.is_ascii_alphanumeric() || *one == '_')
                    };
                    (word(place.checked_sub(1)) != word(Some(place))) == *wanted
                }
                Instruction::Ahead(wanted, inner) => run(inner, text, place, steps)? == *wanted,
            };
            if !next {
                break;
            }
            at += 1;
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Pattern::parse(pattern).unwrap().matches(text).unwrap()
    }

    #[test]
    fn searching() {
        for (pattern, good, bad) in [
            ("007", "10071", "07"),
            ("^[0-9]{4}$", "1234", "12345"),
            (
                r"^(19|20)\d\d-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$",
                "1993-08-04",
                "1993-13-04",
            ),
            (r"^[\w.+-]+@[^@\s]+\.[a-z]{2,}$", "a.b@c.de", "a.b@c"),
            ("^(?:ab)+c?$", "ababc", "abac"),
            ("a{2,3}$", "xaaa", "a"),
            (r"^(?=.*\d)(?=.*[A-Z]).{6,}$", "Secret1", "secret1"),
            ("^(?!admin).*$", "user", "admin1"),
            (r"\bcat\b", "a cat!", "concat"),
            (r"^[^a-z]$", "A", "a"),
            (r"^\+?[\d -]+$", "+44 20-7", "four"),
            ("^a.c$", "abc", "a\nc"),
            (r"^[\]\-x]$", "]", "y"),
            (r"^\u0041\x42\t$", "AB\t", "AB"),
            ("^x*?y$", "xxy", "xx"),
            ("^(|a)$", "", "b"),
            ("^é+$", "éé", "e"),
        ] {
            assert!(matches(pattern, good), "{pattern} {good}");
            let sample = Pattern::parse(pattern).unwrap().sample();
            assert!(sample.is_some() || pattern.contains("(?"), "{pattern}");
            assert!(!matches(pattern, bad), "{pattern} {bad}");
        }
    }

    #[test]
    fn malformed() {
        for pattern in [
            "(", ")", "a**", "*", "[a", "a{3,2}", r"\", "(?<n>a)", r"(a)\1", "[b-a]", "a{99999}",
        ] {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
        // As in JavaScript, a brace that repeats nothing is a brace.
        assert!(matches("^a{b}$", "a{b}"));
        assert!(Pattern::parse(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn what_would_take_for_ever() {
        let text = "a".repeat(3000);
        assert_eq!(
            Pattern::parse("^(a+)+$").unwrap().matches(&text),
            Some(true)
        );
        assert_eq!(Pattern::parse("(a*)*b").unwrap().matches(&text), None);
        assert_eq!(
            Pattern::parse("^(a|aa)*$").unwrap().matches("aaab"),
            Some(false)
        );
    }
}
