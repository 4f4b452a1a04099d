//! `#[allow(rule_name)]` and `#[warn(rule_name)]`: the author knows better than a rule.
//!
//! They work as in rustc. `allow` silences a warning, and an error that rests on one weak source; `warn`
//! makes a warning of an error. Nothing silences an error that is certain. Both hold for the field or the item of a list that they are written before.

use flow_json::table::nearest;
use flow_json::{Diagnostic, RULES, Rule, Severity, TextRange};
use proc_macro2::{Ident, LineColumn, Span, TokenStream};
use quote::ToTokens;

use super::Reader;
use crate::parse::names;
use crate::spans::Spans;
use crate::syntax::{Expr, FieldValue, Meta, Path};
use crate::texts::UNUSED_TEXT;

/// A rule in an `#[allow]` or `#[warn]`.
pub(crate) struct Level {
    kind: LintLevel,
    rule: &'static Rule,
    /// The place of its name.
    name: Span,
    /// The part of the flow in which it holds. `None` is all of it.
    extent: Option<Extent>,
}

/// The range from the first token to the last.
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

/// Removes the warnings that the author allows, and makes warnings of the errors that the author wants
/// to be warned of. Returns the `#[warn]` without an error.
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

/// The same for levels that hold in all of a file.
pub(crate) fn apply_levels_everywhere(
    levels: &[Level],
    found: &mut Vec<Diagnostic>,
) -> Vec<Unneeded> {
    apply(levels, found, |_, _| true)
}

/// Returns the `#[warn]` without an error. If it stayed after the error is gone, the next error of that
/// rule would only be a warning.
fn apply(
    levels: &[Level],
    found: &mut Vec<Diagnostic>,
    holds: impl Fn(&Level, TextRange) -> bool,
) -> Vec<Unneeded> {
    let mut needed = vec![false; levels.len()];
    found.retain_mut(|found| {
        let (mut allowed, mut warned) = (false, false);
        for (level, needed) in levels.iter().zip(&mut needed) {
            if level.rule.name != found.rule.name || !holds(level, found.place.loc) {
                continue;
            }
            match level.kind {
                LintLevel::Allow => allowed = true,
                LintLevel::Warn if found.severity == Severity::Error => {
                    (warned, *needed) = (true, true);
                }
                LintLevel::Warn => {}
            }
        }
        if allowed && found.can_be_allowed() {
            return false;
        }
        if warned {
            found.severity = Severity::Warning;
            found.message.insert_str(0, "Meta refuses this: ");
        }
        true
    });
    levels
        .iter()
        .zip(needed)
        .filter(|(level, needed)| !needed && level.kind == LintLevel::Warn)
        .map(|(level, _)| Unneeded {
            rule: level.rule,
            name: level.name,
        })
        .collect()
}

/// A `#[warn(…)]` without an error that it makes a warning of.
pub(crate) struct Unneeded {
    pub(crate) rule: &'static Rule,
    /// The place of the name of the rule.
    pub(crate) name: Span,
}

impl Unneeded {
    /// Whether both are the same attribute, of one flow in two languages.
    pub(crate) fn is(&self, other: &Unneeded) -> bool {
        self.rule == other.rule && self.name.start() == other.name.start()
    }
}

/// The two attributes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum LintLevel {
    Allow,
    Warn,
}

impl LintLevel {
    /// The attribute of that path, if it is one of these.
    pub(super) fn of(path: &Path) -> Option<Self> {
        [("allow", LintLevel::Allow), ("warn", LintLevel::Warn)]
            .into_iter()
            .find_map(|(name, level)| path.is_ident(name).then_some(level))
    }
}

impl Reader<'_> {
    /// Whether the author allows what a rule would warn of at a place.
    pub(super) fn allows(&self, rule: &Rule, place: Span) -> bool {
        self.levels.iter().any(|level| {
            let extent = level.extent.as_ref();
            level.kind == LintLevel::Allow
                && level.rule == rule
                && extent.is_none_or(|extent| extent.contains(place))
        })
    }

    /// Notes the rules that an attribute of a field names.
    pub(super) fn level_of_field(
        &mut self,
        level: LintLevel,
        list: &TokenStream,
        field: &FieldValue,
    ) {
        let rules = self.rules(level, list);
        for (rule, name) in rules {
            let extent = Extent::of(&field.name).zip(Extent::of(&field.value));
            let extent = extent.map(|(name, value)| Extent {
                to: value.to,
                ..name
            });
            self.levels.push(Level {
                kind: level,
                rule,
                name,
                extent,
            });
        }
    }

    /// Notes the rules that the attributes of an expression name. It is an item of a list, or the flow.
    pub(super) fn levels_of(&mut self, expr: &Expr) {
        for attribute in expr.attributes() {
            match (&attribute.meta, LintLevel::of(&attribute.path)) {
                (Meta::List(list), Some(level)) => {
                    for (rule, name) in self.rules(level, list) {
                        let extent = Extent::of(expr.bare());
                        self.levels.push(Level {
                            kind: level,
                            rule,
                            name,
                            extent,
                        });
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

    /// The rules that an attribute names, with the places of their names.
    fn rules(&mut self, level: LintLevel, list: &TokenStream) -> Vec<(&'static Rule, Span)> {
        match names(list) {
            Ok(names) => names
                .iter()
                .filter_map(|name| {
                    if self.is_of_texts(level, name) {
                        return None;
                    }
                    let rule = self.rule(level, name, |level| format!("#[{level}({name})]"))?;
                    Some((rule, name.span()))
                })
                .collect(),
            Err(wrong) => {
                let message = match level {
                    LintLevel::Allow => {
                        "expected names of warnings; write `#[allow(unread_field)]`"
                    }
                    LintLevel::Warn => "expected names of rules; write `#[warn(unknown_property)]`",
                };
                self.errors.push(wrong, message);
                Vec::new()
            }
        }
    }

    /// Whether an attribute allows texts that the flow does not use. It is no rule of Flow JSON.
    fn is_of_texts(&mut self, level: LintLevel, name: &Ident) -> bool {
        let is = level == LintLevel::Allow && name == UNUSED_TEXT;
        self.texts_may_be_unused |= is;
        is
    }

    /// Adds a level that holds in all of a file: `allow: [unread_field]`.
    pub(super) fn level_everywhere(&mut self, level: LintLevel, name: &Ident) {
        if let Some(rule) = self.rule(level, name, |level| format!("{level}: [{name}]")) {
            let name = name.span();
            self.levels.push(Level {
                kind: level,
                rule,
                name,
                extent: None,
            });
        }
    }

    /// The rule of that name, if its severity fits the level. `written` gives the code with another
    /// level.
    fn rule(
        &mut self,
        level: LintLevel,
        name: &Ident,
        written: impl Fn(&str) -> String,
    ) -> Option<&'static Rule> {
        let text = name.to_string();
        let fits = |rule: &Rule| match level {
            LintLevel::Allow => rule.can_be_allowed(),
            LintLevel::Warn => rule.severity == Severity::Error,
        };
        let found = RULES.iter().find(|rule| rule.ident() == text);
        let message = match (found, level) {
            (Some(rule), _) if fits(rule) => return Some(rule),
            (Some(_), LintLevel::Allow) => {
                let warn = written("warn");
                format!("`{name}` is an error; `{warn}` makes a warning of it")
            }
            (Some(_), LintLevel::Warn) => {
                let allow = written("allow");
                format!("`{name}` is a warning already; `{allow}` silences it")
            }
            (None, _) => {
                let names: Vec<_> = RULES
                    .iter()
                    .filter(|rule| fits(rule))
                    .map(|rule| rule.ident())
                    .collect();
                let help = match nearest(&text, names.iter().map(String::as_str)) {
                    Some(meant) => format!("write `{meant}`"),
                    None => match level {
                        LintLevel::Allow => "the name stands in the warning".to_owned(),
                        LintLevel::Warn => "the page of the rules has the names of all".to_owned(),
                    },
                };
                let kind = match level {
                    LintLevel::Allow => "warning",
                    LintLevel::Warn => "rule",
                };
                format!("there is no {kind} `{name}`; {help}")
            }
        };
        self.errors.push(name.span(), message);
        None
    }
}
