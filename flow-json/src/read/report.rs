//! How the reader reports mistakes and their places.

use std::collections::HashMap;
use std::collections::hash_map;

use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::{push_index, push_key};
use crate::rule::Rule;
use crate::source::TextRange;
use crate::table::MAX_BYTES;
use crate::tree::{Entry, Value};

use super::punctuation::closing;
use super::rules::{DUPLICATE_KEY, NOT_JSON, TOO_LARGE, TRAILING_DATA, UNCLOSED};
use super::{MAX_DIAGNOSTICS, Members, Reader, Reading};

impl Reader<'_> {
    /// Reports a mistake in the value that `depth` arrays and objects stand around.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        loc: TextRange,
        depth: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        if self.is_full() {
            return None;
        }
        let pointer = self.pointer(depth);
        self.pointer_bytes += pointer.len();
        let place = Place { loc, pointer };
        self.diagnostics
            .push(diagnostic(rule, place, message.into(), help.into()));
        self.diagnostics.last_mut()
    }

    fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS || self.pointer_bytes > MAX_BYTES
    }

    /// Reports the next `length` bytes, in the array or object that they stand in.
    pub(super) fn report_here(
        &mut self,
        rule: &'static Rule,
        length: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let loc = TextRange::new(self.at, self.at + length);
        self.report(rule, loc, self.depth_here(), message, help);
    }

    /// Reports that something is missing.
    pub(super) fn report_at(&mut self, rule: &'static Rule, at: usize, message: &str, help: &str) {
        self.report(
            rule,
            TextRange::new(at, at),
            self.depth_here(),
            message,
            help,
        );
    }

    /// The depth of the value that is sure to exist here.
    fn depth_here(&self) -> usize {
        if self.wants_value_of_key() {
            self.open.len()
        } else {
            self.open.len().saturating_sub(1)
        }
    }

    /// Gives the last diagnostics, from the one of that number on, the pointer of the value that
    /// comes next.
    pub(super) fn renew_pointers(&mut self, first: usize) {
        for index in first..self.diagnostics.len() {
            let pointer = self.pointer(self.open.len());
            self.pointer_bytes += pointer.len();
            self.diagnostics[index].place.pointer = pointer;
        }
    }

    fn pointer(&self, depth: usize) -> String {
        let mut pointer = String::new();
        for open in self.open.iter().take(depth) {
            match &open.members {
                Members::Items(items) => push_index(&mut pointer, items.len()),
                Members::Entries {
                    key: Some((key, _)),
                    ..
                } => push_key(&mut pointer, key),
                Members::Entries { key: None, .. } => {}
            }
        }
        pointer
    }

    /// Reports the keys that the innermost object has more than once.
    pub(super) fn report_duplicates(&mut self) {
        let Some(open) = self.open.last() else { return };
        let Members::Entries { entries, .. } = &open.members else {
            return;
        };
        let duplicates = duplicates(entries);
        if duplicates.is_empty() {
            return;
        }
        // The entries are a part of `self`, so duplicates are added at the end.
        let mut room = MAX_DIAGNOSTICS.saturating_sub(self.diagnostics.len());
        let object = self.pointer(self.open.len() - 1);
        let mut pointer_bytes = self.pointer_bytes;
        let mut found = Vec::new();
        for (first, again) in duplicates {
            if room == 0 || pointer_bytes > MAX_BYTES {
                break;
            }
            let mut pointer = object.clone();
            push_key(&mut pointer, &again.key);
            room -= 1;
            pointer_bytes += 2 * pointer.len();
            let place = |loc| Place {
                loc,
                pointer: pointer.clone(),
            };
            let message = format!("`{}` stands in this object already", excerpt(&again.key));
            let help = "keep one of the two, or give this one its own name".to_owned();
            let mut mistake = diagnostic(&DUPLICATE_KEY, place(again.key_loc), message, help);
            mistake.related = Some((place(first.key_loc), "it stands here first".to_owned()));
            found.push(mistake);
        }
        self.pointer_bytes = pointer_bytes;
        self.diagnostics.append(&mut found);
    }

    /// The result, with the mistakes in the order of the text: duplicates are seen only when an
    /// object is complete.
    pub(super) fn finish(mut self) -> Reading {
        self.diagnostics
            .sort_by_key(|diagnostic| diagnostic.place.loc.start());
        Reading {
            root: self.root,
            diagnostics: self.diagnostics,
        }
    }

    pub(super) fn report_unclosed(&mut self, found: Option<u8>) {
        let Some(open) = self.open.last() else { return };
        if self.brackets_off {
            return;
        }
        self.brackets_off = true;
        let start = open.start;
        let right = char::from(closing(&open.members));
        let kind = match open.members {
            Members::Items(_) => "array",
            Members::Entries { .. } => "object",
        };
        let help = match found {
            Some(found) => format!("write `{right}` before the `{}`", char::from(found)),
            None => {
                let missing: String = self
                    .open
                    .iter()
                    .rev()
                    .map(|open| char::from(closing(&open.members)))
                    .collect();
                format!("write `{missing}` at the end, or where it belongs")
            }
        };
        let message = format!("this {kind} is not closed");
        let loc = TextRange::new(start, start + 1);
        let other = TextRange::new(self.at, self.at + 1);
        let mistake = self.report(&UNCLOSED, loc, self.open.len() - 1, message, help);
        if found.is_some() {
            relate(mistake, other, "another bracket is closed here");
        }
    }

    pub(super) fn report_trailing(&mut self, loc: TextRange) {
        let Some(root) = &self.root else { return };
        let whole = root.loc;
        let bracket = TextRange::new(whole.range().end.saturating_sub(1), whole.range().end);
        let (last, help) = match root.value {
            Value::Array(_) | Value::Object(_) => {
                (bracket, "remove it, or the bracket that closes too early")
            }
            _ => (whole, "remove it"),
        };
        let message = "the document has ended before this";
        let mistake = self.report(&TRAILING_DATA, loc, 0, message, help);
        relate(mistake, last, "it ends here");
    }

    pub(super) fn report_too_large(&mut self, length: usize) {
        let message = format!("the document has {length} bytes, and the most is {MAX_BYTES}");
        let loc = TextRange::new(MAX_BYTES, length);
        self.report(
            &TOO_LARGE,
            loc,
            0,
            message,
            "write it without spaces, or use smaller images",
        );
    }
}

/// The mistakes of bytes that are not UTF-8.
pub(super) fn not_utf8(bytes: &[u8]) -> Reading {
    let mut at = 0;
    let mut diagnostics = Vec::new();
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        let end = at + chunk.invalid().len();
        if end > at && diagnostics.len() < MAX_DIAGNOSTICS {
            let place = Place {
                loc: TextRange::new(at, end),
                pointer: String::new(),
            };
            let (message, help) = match bytes {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] if at == 0 => {
                    ("this text is UTF-16", "save the file as UTF-8")
                }
                _ => ("these bytes are not UTF-8", "save the file as UTF-8"),
            };
            diagnostics.push(diagnostic(
                &NOT_JSON,
                place,
                message.to_owned(),
                help.to_owned(),
            ));
        }
        at = end;
    }
    Reading {
        root: None,
        diagnostics,
    }
}

fn diagnostic(rule: &'static Rule, place: Place, message: String, help: String) -> Diagnostic {
    Diagnostic {
        severity: rule.severity,
        rule,
        place,
        message,
        help: Some(help),
        related: None,
        needs: None,
    }
}

/// Adds to a mistake the token that it contradicts, of the same value.
fn relate(mistake: Option<&mut Diagnostic>, loc: TextRange, message: &str) {
    if let Some(mistake) = mistake {
        let pointer = mistake.place.pointer.clone();
        mistake.related = Some((Place { loc, pointer }, message.to_owned()));
    }
}

/// The members with a key that stands before, each with the first of that key.
fn duplicates(entries: &[Entry]) -> Vec<(&Entry, &Entry)> {
    /// Up to here, comparing each with each is the fastest.
    const FEW: usize = 16;

    let mut found = Vec::new();
    if entries.len() <= FEW {
        for (index, again) in entries.iter().enumerate() {
            if let Some(first) = entries[..index].iter().find(|first| first.key == again.key) {
                found.push((first, again));
            }
        }
    } else {
        let mut firsts = HashMap::with_capacity(entries.len());
        for again in entries {
            match firsts.entry(&*again.key) {
                hash_map::Entry::Vacant(place) => {
                    place.insert(again);
                }
                hash_map::Entry::Occupied(first) => found.push((*first.get(), again)),
            }
        }
    }
    found
}

/// The part of a text that a message shows: enough to find it, however long it is.
pub(super) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
