//! The texts of a flow in several languages, by their keys.
//!
//! `languages: ["en", "ar"]` and `texts: "texts"` on a flow name the files `texts/en.arb` and
//! `texts/ar.arb`. The flow is read once for each language, with the texts of its file in the places of
//! `text!("key")`. So all that is known of a flow in one language holds for each of them: its checks, its
//! inferred parts, its map of places.
//!
//! The types beside the flow are made of it in the first language. No key, id or name can be a `text!`, so
//! they are those of all languages.

mod arb;
mod findings;

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;

use flow_json::table::nearest;
use flow_json::{LineColumn, TextRange};
use proc_macro2::Span;

use crate::errors::Errors;
use crate::file::File;
pub(crate) use findings::{UNUSED_TEXT, in_all_languages, name_languages, unused};

/// The languages of a flow. There is one at least.
pub(crate) struct Languages {
    pub(crate) all: Vec<Language>,
    /// The place of the path of the folder.
    pub(crate) folder: Span,
    /// Whether the author wants no warning of a text that the flow does not use.
    pub(crate) may_be_unused: bool,
}

/// A language, and its texts.
pub(crate) struct Language {
    pub(crate) code: String,
    /// The path of its file, as the compiler shows paths.
    pub(crate) file: String,
    /// The texts by their keys. `None` if the file is wrong, which has been reported.
    pub(crate) texts: Option<HashMap<String, Text>>,
}

/// A text in a language.
pub(crate) struct Text {
    pub(crate) parts: Vec<Part>,
    /// Its place in the file.
    pub(crate) at: LineColumn,
}

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(crate) enum Part {
    /// The text itself.
    Plain(String),
    /// `{name}`
    Placeholder(String),
}

/// A use of a text in a flow that has been read.
pub(crate) struct Use {
    pub(crate) key: String,
    /// The tokens of it, by their numbers in the spans of the flow.
    pub(crate) tokens: Range<usize>,
    /// The place of the text in the file.
    pub(crate) at: LineColumn,
}

impl Use {
    /// Whether a place is in the text.
    pub(crate) fn has(&self, place: TextRange) -> bool {
        let token = place.as_token();
        token.is_some_and(|token| self.tokens.contains(&token))
    }
}

/// The texts that a flow is read with.
#[derive(Clone)]
pub(crate) enum Texts {
    /// It has none, so a `text!` is a mistake.
    None,
    /// They are not known: a component that is read by itself takes those of the flows that use it, and a
    /// mistake in `languages` has been reported.
    Unknown,
    /// Those of the language of that number.
    Of(Rc<Languages>, usize),
}

impl Text {
    /// The names of its placeholders.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Placeholder(name) => Some(&**name),
            Part::Plain(_) => None,
        })
    }
}

impl Language {
    /// Reads the file of a language. Adds its path to `files`.
    pub(crate) fn read(
        code: &str,
        span: Span,
        folder: &str,
        files: &mut Vec<PathBuf>,
        errors: &mut Errors,
    ) -> Self {
        let path = format!("{}/{code}.arb", folder.trim_end_matches('/'));
        let (file, texts) = match File::open(&path, span) {
            Ok(file) => {
                let texts = arb::read(&file, code)
                    .map_err(|mistakes| {
                        for message in mistakes {
                            errors.push(span, message);
                        }
                    })
                    .ok();
                files.push(file.absolute);
                (file.shown, texts)
            }
            Err(mistake) => {
                errors.0.push(mistake);
                (path, None)
            }
        };
        Self {
            code: code.to_owned(),
            file,
            texts,
        }
    }

    /// The text of a key.
    pub(crate) fn text(&self, key: &str) -> Option<&Text> {
        self.texts.as_ref()?.get(key)
    }

    /// A line of its file, as editors make a link of it: `texts/en.arb:12`.
    pub(crate) fn line(&self, at: LineColumn) -> String {
        format!("{}:{}", self.file, at.line)
    }
}

impl Languages {
    /// Whether a language that could be read has the key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.all.iter().any(|language| language.text(key).is_some())
    }

    /// The key of a language that is meant to be another, which is missing there, and its line: no other
    /// language has it.
    pub(crate) fn misspelled(&self, key: &str, language: usize) -> Option<(&str, String)> {
        let here = &self.all[language];
        let others = || {
            let all = self.all.iter().enumerate();
            all.filter(|(index, _)| *index != language)
        };
        let is_alone = |key: &&str| others().all(|(_, other)| other.text(key).is_none());
        let keys = here.texts.iter().flat_map(HashMap::keys);
        let mut alone: Vec<&str> = keys.map(String::as_str).filter(is_alone).collect();
        alone.sort_unstable();
        let meant = nearest(key, alone)?;
        Some((meant, here.line(here.text(meant)?.at)))
    }

    /// The keys of all languages, sorted.
    pub(crate) fn keys(&self) -> Vec<&str> {
        let texts = self.all.iter().filter_map(|one| one.texts.as_ref());
        let mut keys: Vec<&str> = texts.flat_map(HashMap::keys).map(String::as_str).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
