//! `#[allow(rule_name)]` and `#[warn(rule_name)]`: the author knows better than a rule.
//!
//! The words are rustc's own. A warning can be silenced; an error can become a warning, and is never
//! silent. Both hold for the field, or the item of a list, that they stand before.

use flow_json::table::nearest;
use flow_json::{Diagnostic, RULES, Rule, Severity, TextRange};
use proc_macro2::{Ident, LineColumn, Span, TokenStream};
use quote::ToTokens;

use super::Reader;
use crate::parse::names;
use crate::spans::Spans;
use crate::syntax::{Expr, FieldValue, Meta, Path};

/// What is to be made of a rule, and where.
pub(crate) struct Level {
    rule: &'static Rule,
    /// Where its name is written.
    name: Span,
    /// Where it holds. Everywhere if it is said of a whole file.
    extent: Option<Extent>,
}

/// From the first token of something to its last.
struct Extent {
    file: String,
    from: LineColumn,
    to: LineColumn,
}

impl Extent {
    fn of(tokens: &impl ToTokens) -> Option<Self> {
        let mut spans = tokens.to_token_stream().into_iter().map(|tree| tree.span());
        let first = spans.next()?;
        let last = spans.last().unwrap_or(first);
        Some(Self {
            file: first.file(),
            from: first.start(),
            to: last.end(),
        })
    }

    fn contains(&self, span: Span) -> bool {
        let place = span.start();
        self.from <= place && place < self.to && span.file() == self.file
    }
}

/// Takes the warnings away that the author does not want to hear, and makes warnings of the errors
/// that the author wants to keep.
pub(crate) fn apply_levels(
    levels: &[Level],
    spans: &Spans,
    found: &mut Vec<Diagnostic>,
) -> Vec<Unneeded> {
    apply(levels, found, |level, place| {
        level
            .extent
            .as_ref()
            .is_none_or(|extent| extent.contains(spans.get(place)))
    })
}

/// The same for levels that hold everywhere.
pub(crate) fn apply_levels_everywhere(
    levels: &[Level],
    found: &mut Vec<Diagnostic>,
) -> Vec<Unneeded> {
    apply(levels, found, |_, _| true)
}

/// Gives back the errors that there are none of: who mends one should not forget that the next would
/// be a warning.
fn apply(
    levels: &[Level],
    found: &mut Vec<Diagnostic>,
    holds: impl Fn(&Level, TextRange) -> bool,
) -> Vec<Unneeded> {
    let mut needed = vec![false; levels.len()];
    found.retain_mut(|found| {
        let mut known = false;
        for (level, needed) in levels.iter().zip(&mut needed) {
            if level.rule.name == found.rule.name && holds(level, found.place.loc) {
                (known, *needed) = (true, true);
            }
        }
        if known && found.severity == Severity::Error {
            found.severity = Severity::Warning;
            return true;
        }
        !known
    });
    levels
        .iter()
        .zip(needed)
        .filter(|(level, needed)| !needed && level.rule.severity == Severity::Error)
        .map(|(level, _)| Unneeded {
            rule: level.rule,
            name: level.name,
        })
        .collect()
}

/// A `#[warn(…)]` that nothing is behind.
pub(crate) struct Unneeded {
    pub(crate) rule: &'static Rule,
    /// Where the name of the rule is written.
    pub(crate) name: Span,
}

/// The two attributes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Word {
    Allow,
    Warn,
}

impl Word {
    /// The attribute of that path, if it is one of these.
    pub(super) fn of(path: &Path) -> Option<Self> {
        [("allow", Word::Allow), ("warn", Word::Warn)]
            .into_iter()
            .find_map(|(name, word)| path.is_ident(name).then_some(word))
    }
}

impl Reader<'_> {
    /// Notes the rules that an attribute of a field names.
    pub(super) fn level_of_field(&mut self, word: Word, list: &TokenStream, field: &FieldValue) {
        let rules = self.rules(word, list);
        for (rule, name) in rules {
            let extent = Extent::of(&field.name).zip(Extent::of(&field.value));
            let extent = extent.map(|(name, value)| Extent {
                to: value.to,
                ..name
            });
            self.levels.push(Level { rule, name, extent });
        }
    }

    /// Notes what the attributes of an expression say: an item of a list, the whole flow.
    pub(super) fn levels_of(&mut self, expr: &Expr) {
        for attribute in expr.attributes() {
            match (&attribute.meta, Word::of(&attribute.path)) {
                (Meta::List(list), Some(word)) => {
                    for (rule, name) in self.rules(word, list) {
                        let extent = Extent::of(expr.bare());
                        self.levels.push(Level { rule, name, extent });
                    }
                }
                _ => {
                    let message = "the only attributes here are `#[allow(…)]`, which silences a \
                                   warning, and `#[warn(…)]`, which makes a warning of an error";
                    self.errors.push(attribute.path.span(), message);
                }
            }
        }
    }

    /// The rules that an attribute names, and where.
    fn rules(&mut self, word: Word, list: &TokenStream) -> Vec<(&'static Rule, Span)> {
        match names(list) {
            Ok(names) => names
                .iter()
                .filter_map(|name| {
                    let rule = self.rule(word, name, |word| format!("#[{word}({name})]"))?;
                    Some((rule, name.span()))
                })
                .collect(),
            Err(wrong) => {
                let message = match word {
                    Word::Allow => "expected names of warnings; write `#[allow(unread_field)]`",
                    Word::Warn => "expected names of rules; write `#[warn(unknown_property)]`",
                };
                self.errors.push(wrong, message);
                Vec::new()
            }
        }
    }

    /// Adds a level that holds in all of a file: `allow: [unread_field]`.
    pub(super) fn level_everywhere(&mut self, word: Word, name: &Ident) {
        if let Some(rule) = self.rule(word, name, |word| format!("{word}: [{name}]")) {
            let name = name.span();
            self.levels.push(Level {
                rule,
                name,
                extent: None,
            });
        }
    }

    /// The rule of that name, if the word is one for it. `written` gives what to write with another
    /// word.
    fn rule(
        &mut self,
        word: Word,
        name: &Ident,
        written: impl Fn(&str) -> String,
    ) -> Option<&'static Rule> {
        let text = name.to_string();
        let severity = match word {
            Word::Allow => Severity::Warning,
            Word::Warn => Severity::Error,
        };
        let found = RULES.iter().find(|rule| rule.ident() == text);
        let message = match (found, word) {
            (Some(rule), _) if rule.severity == severity => return Some(rule),
            (Some(_), Word::Allow) => {
                let warn = written("warn");
                format!("`{name}` is an error; `{warn}` makes a warning of it")
            }
            (Some(_), Word::Warn) => {
                let allow = written("allow");
                format!("`{name}` is a warning already; `{allow}` silences it")
            }
            (None, _) => {
                let names: Vec<_> = RULES
                    .iter()
                    .filter(|rule| rule.severity == severity)
                    .map(|rule| rule.ident())
                    .collect();
                let help = match nearest(&text, names.iter().map(String::as_str)) {
                    Some(meant) => format!("write `{meant}`"),
                    None => match word {
                        Word::Allow => "the name stands in the warning".to_owned(),
                        Word::Warn => "the page of the rules has the names of all".to_owned(),
                    },
                };
                let what = match word {
                    Word::Allow => "warning",
                    Word::Warn => "rule",
                };
                format!("there is no {what} `{name}`; {help}")
            }
        };
        self.errors.push(name.span(), message);
        None
    }
}
