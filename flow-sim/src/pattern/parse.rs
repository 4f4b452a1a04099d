//! Reading regular expressions.

use super::{Instruction, MAX_INSTRUCTIONS, Set, Unreadable};

/// How deep groups may stand in one another.
const MAX_DEPTH: usize = 100;

pub(super) fn parse(text: &str) -> Result<Vec<Instruction>, Unreadable> {
    let mut parser = Parser {
        text: text.chars().collect(),
        at: 0,
        depth: 0,
    };
    let mut program = parser.alternatives()?;
    if parser.at < parser.text.len() {
        return Err(Unreadable("a `)` closes nothing"));
    }
    program.push(Instruction::Match);
    Ok(program)
}

struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
}

/// All places in a part are relative to its beginning.
type Part = Vec<Instruction>;

impl Parser {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, text: &str) -> bool {
        let matches = text
            .chars()
            .zip(self.at..)
            .all(|(one, at)| self.text.get(at) == Some(&one));
        if matches {
            self.at += text.chars().count();
        }
        matches
    }

    fn alternatives(&mut self) -> Result<Part, Unreadable> {
        let mut parts = vec![self.sequence()?];
        while self.eat("|") {
            parts.push(self.sequence()?);
        }
        let Some(mut rest) = parts.pop() else {
            return Ok(Part::new());
        };
        while let Some(part) = parts.pop() {
            let mut all = vec![Instruction::Split(1, part.len() + 2)];
            append(&mut all, &part)?;
            all.push(Instruction::Jump(all.len() + 1 + rest.len()));
            append(&mut all, &rest)?;
            rest = all;
        }
        Ok(rest)
    }

    fn sequence(&mut self) -> Result<Part, Unreadable> {
        let mut all = Part::new();
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let part = self.atom()?;
            let part = self.repeated(part)?;
            append(&mut all, &part)?;
        }
        Ok(all)
    }

    /// A part with the `*`, `+`, `?` or `{…}` behind it.
    fn repeated(&mut self, part: Part) -> Result<Part, Unreadable> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts()? {
                Some(counts) => counts,
                None => return Ok(part),
            },
            _ => return Ok(part),
        };
        if self.peek() != Some('{') {
            self.at += 1;
        } else {
            while !self.eat("}") {
                self.at += 1;
            }
        }
        // Whether as few or as many as possible are taken does not change whether there is a match.
        self.eat("?");
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err(Unreadable("two signs of repetition stand side by side"));
        }
        repeat(&part, least, most)
    }

    /// The counts of `{2}`, `{2,}` or `{2,3}`. `None` if the brace is just a brace.
    fn counts(&self) -> Result<Option<(usize, Option<usize>)>, Unreadable> {
        let rest = &self.text[self.at + 1..];
        let Some(end) = rest.iter().position(|one| *one == '}') else {
            return Ok(None);
        };
        let inner: String = rest[..end].iter().collect();
        let (least, most) = match inner.split_once(',') {
            Some((least, most)) => (least, most),
            None => (inner.as_str(), inner.as_str()),
        };
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(least) || !(plain(most) || most.is_empty()) {
            return Ok(None);
        }
        let too_many = Unreadable("it repeats too often");
        let least = least.parse().map_err(|_| too_many.clone())?;
        let most = match most {
            "" => None,
            most => Some(most.parse().map_err(|_| too_many)?),
        };
        if most.is_some_and(|most| most < least) {
            return Err(Unreadable(
                "the counts of a repetition are in the wrong order",
            ));
        }
        Ok(Some((least, most)))
    }

    fn atom(&mut self) -> Result<Part, Unreadable> {
        if self.eat("(") {
            return self.group();
        }
        let Some(next) = self.peek() else {
            return Ok(Part::new());
        };
        self.at += 1;
        let instruction = match next {
            '^' => Instruction::Start,
            '$' => Instruction::End,
            '.' => Instruction::Set(Set {
                ranges: vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')],
                negated: true,
            }),
            '[' => Instruction::Set(self.set()?),
            '*' | '+' | '?' => return Err(Unreadable("there is nothing to repeat")),
            '\\' if self.eat("b") => Instruction::WordEdge(true),
            '\\' if self.eat("B") => Instruction::WordEdge(false),
            '\\' => Instruction::Set(self.escape()?),
            other => Instruction::Set(one(other)),
        };
        Ok(vec![instruction])
    }

    fn group(&mut self) -> Result<Part, Unreadable> {
        if self.depth == MAX_DEPTH {
            return Err(Unreadable("groups stand too deep in one another"));
        }
        let ahead = if self.eat("?=") {
            Some(true)
        } else if self.eat("?!") {
            Some(false)
        } else if self.eat("?:") || self.peek() != Some('?') {
            None
        } else {
            return Err(Unreadable("a group of this kind is not known here"));
        };
        self.depth += 1;
        let mut part = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(Unreadable("a `(` is not closed"));
        }
        Ok(match ahead {
            Some(wanted) => {
                part.push(Instruction::Match);
                vec![Instruction::Ahead(wanted, part)]
            }
            None => part,
        })
    }

    fn set(&mut self) -> Result<Set, Unreadable> {
        let mut set = Set {
            negated: self.eat("^"),
            ..Set::default()
        };
        loop {
            let low = self.member()?;
            let Some(low) = low else {
                return Ok(set);
            };
            let range = self.peek() == Some('-') && self.text.get(self.at + 1) != Some(&']');
            let single = |set: &Set| match set.ranges[..] {
                [(low, high)] if low == high && !set.negated => Some(low),
                _ => None,
            };
            let Some(from) = single(&low).filter(|_| range) else {
                set.ranges.extend(positive(low));
                continue;
            };
            self.at += 1;
            let high = self.member()?.ok_or(Unreadable("a `[` is not closed"))?;
            match single(&high) {
                Some(to) if from <= to => set.ranges.push((from, to)),
                Some(_) => return Err(Unreadable("a range of characters is in the wrong order")),
                None => {
                    set.ranges.extend([(from, from), ('-', '-')]);
                    set.ranges.extend(positive(high));
                }
            }
        }
    }

    /// A character or an escape in a set, or the end of the set.
    fn member(&mut self) -> Result<Option<Set>, Unreadable> {
        let next = self.peek().ok_or(Unreadable("a `[` is not closed"))?;
        self.at += 1;
        match next {
            ']' => Ok(None),
            '\\' if self.eat("b") => Ok(Some(one('\u{8}'))),
            '\\' => self.escape().map(Some),
            other => Ok(Some(one(other))),
        }
    }

    /// An escape, behind its backslash.
    fn escape(&mut self) -> Result<Set, Unreadable> {
        let next = self
            .peek()
            .ok_or(Unreadable("nothing stands behind the last backslash"))?;
        self.at += 1;
        let class = |ranges: &[(char, char)], negated| Set {
            ranges: ranges.to_vec(),
            negated,
        };
        Ok(match next {
            'd' | 'D' => class(&[('0', '9')], next == 'D'),
            'w' | 'W' => class(
                &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
                next == 'W',
            ),
            's' | 'S' => class(SPACES, next == 'S'),
            'n' => one('\n'),
            'r' => one('\r'),
            't' => one('\t'),
            'f' => one('\u{c}'),
            'v' => one('\u{b}'),
            '0' => one('\0'),
            'x' => one(self.hexadecimal(2)?),
            'u' => one(self.hexadecimal(4)?),
            '1'..='9' | 'k' => return Err(Unreadable("a group cannot be referred to here")),
            'p' | 'P' => return Err(Unreadable("classes of Unicode are not known here")),
            other => one(other),
        })
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<char, Unreadable> {
        let malformed = Unreadable("an escape lacks digits");
        let end = self.at + digits;
        let text: String = self
            .text
            .get(self.at..end)
            .ok_or(malformed.clone())?
            .iter()
            .collect();
        self.at = end;
        let code = u32::from_str_radix(&text, 16).map_err(|_| malformed.clone())?;
        char::from_u32(code).ok_or(malformed)
    }
}

const SPACES: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

fn one(character: char) -> Set {
    Set {
        ranges: vec![(character, character)],
        negated: false,
    }
}

/// The ranges of a set, turned around if it is negated: `[\D]` is such a set in another.
fn positive(set: Set) -> Vec<(char, char)> {
    if !set.negated {
        return set.ranges;
    }
    let mut ranges = set.ranges;
    ranges.sort_unstable();
    let mut all = Vec::new();
    let mut next = Some('\0');
    for (low, high) in ranges {
        let before = ('\0'..low).next_back();
        all.extend(next.zip(before).filter(|(from, to)| from <= to));
        next = (high..=char::MAX).nth(1);
    }
    all.extend(next.map(|from| (from, char::MAX)));
    all
}

/// A part, at least and at most so often.
fn repeat(part: &Part, least: usize, most: Option<usize>) -> Result<Part, Unreadable> {
    let mut all = Part::new();
    for _ in 0..least {
        append(&mut all, part)?;
    }
    match most {
        None => {
            let start = all.len();
            all.push(Instruction::Split(start + 1, start + part.len() + 2));
            append(&mut all, part)?;
            all.push(Instruction::Jump(start));
        }
        Some(most) => {
            // Each may be the last one, so that all lead to the end.
            let end = all.len() + (most - least).saturating_mul(part.len() + 1);
            for _ in least..most {
                all.push(Instruction::Split(all.len() + 1, end));
                append(&mut all, part)?;
            }
        }
    }
    Ok(all)
}

fn append(all: &mut Part, part: &Part) -> Result<(), Unreadable> {
    let start = all.len();
    if start + part.len() > MAX_INSTRUCTIONS {
        return Err(Unreadable("it is too long"));
    }
    all.extend(part.iter().cloned().map(|instruction| match instruction {
        Instruction::Jump(to) => Instruction::Jump(to + start),
        Instruction::Split(first, second) => Instruction::Split(first + start, second + start),
        other => other,
    }));
    Ok(())
}
