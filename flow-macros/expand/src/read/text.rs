//! `text!("visit.title", day = data.day)`: a text in the language of the flow.

use std::borrow::Cow;
use std::rc::Rc;

use flow_json::expr::{Kind, Term};
use flow_json::table::{Format, Type, nearest};
use flow_json::tree::{Constant as Part, Node, Value};
use proc_macro2::Span;

use super::Reader;
use super::constant::{Constant, ConstantText, Scalar, TextPart, plain};
use super::value::Expected;
use crate::syntax::{Text, unraw};
use crate::texts::{self, Language, Languages, Texts, Use};

impl Reader<'_> {
    /// A text as a value.
    pub(super) fn text_value(&mut self, text: &Text, expected: Expected) -> Node {
        let word = text.word.span();
        if let Some(message) = self.is_the_same_in_all(expected) {
            self.errors.push(word, message);
            return self.unknown(word);
        }
        let Some(term) = self.text_term(text) else {
            return self.unknown(word);
        };
        let Kind::Constant(index) = term.kind else {
            return self.node_of(term);
        };
        if let (Expected::Type(ty), Some(slot)) = (expected, self.slot) {
            self.constants[index].limits = self.limits(ty, slot);
            self.constants[index].advice = self.advice_in_item(text.key.span());
        }
        Node::new(term.loc, Value::Constant(Part::Value(index)))
    }

    /// Why a place takes no text that differs between languages.
    fn is_the_same_in_all(&self, expected: Expected) -> Option<String> {
        let (Expected::Type(ty), Some(slot)) = (expected, self.slot) else {
            return None;
        };
        let name = slot.property.name;
        if takes_text(ty) && name != "id" {
            return None;
        }
        let (name, owner) = (name.replace('-', "_"), slot.owner);
        Some(format!(
            "`{name}` of `{owner}` is the same in every language, so it can be no `text!`; write it out"
        ))
    }

    /// The text with the values of its placeholders, in the language that is being read. One whose values are
    /// all known to the compiler is a constant.
    pub(super) fn text_term(&mut self, text: &Text) -> Option<Term> {
        let (languages, index) = match &self.texts {
            Texts::Of(languages, index) => (Rc::clone(languages), *index),
            Texts::Unknown => return None,
            Texts::None => {
                let message = "a text has a key in a flow of several languages, and this one has no \
                               `languages`; write them, as `languages: [\"en\", \"ar\"]` and `texts: \"texts\"`, \
                               or write the text itself";
                self.errors.push(text.word.span(), message);
                return None;
            }
        };
        let span = text.key.bare().span();
        let Some(key) = text.key.as_text() else {
            if !matches!(text.key.bare(), crate::syntax::Expr::Wrong(_)) {
                let message = "the key of a text is a string; write `text!(\"visit.title\")`";
                self.errors.push(span, message);
            }
            return None;
        };
        let known = self.text_of(key, span, &languages, index);
        if known.is_some() {
            self.compare_placeholders(text, key, &languages, index);
        }
        // In a text that is missing they may have mistakes of their own.
        let values: Vec<_> = text
            .placeholders
            .iter()
            .map(|placeholder| (unraw(&placeholder.name), self.term(&placeholder.value)))
            .collect();
        let constant = self.constant_of_text(text, &values);
        let known = known?;
        let whole = self.at(span);
        // What is found in these tokens is found in the text.
        let from = self.spans.len();
        let mut parts: Vec<Term> = Vec::with_capacity(known.parts.len());
        let mut is_known = true;
        for part in &known.parts {
            let term = match part {
                texts::Part::Plain(plain) => Some(Term {
                    loc: self.at(span),
                    kind: Kind::Text(Cow::Owned(plain.clone())),
                }),
                texts::Part::Placeholder(name) => {
                    let value = values.iter().find(|(known, _)| known == name);
                    value.and_then(|(_, value)| value.clone())
                }
            };
            match term {
                Some(term) => join(&mut parts, term),
                None => is_known = false,
            }
        }
        self.uses.push(Use {
            key: key.to_owned(),
            tokens: from..self.spans.len(),
            at: known.at,
        });
        if !is_known {
            return None;
        }
        let kind = match (constant, constant_parts(&parts)) {
            (Some(constant), Some(parts)) => {
                // They are tested together.
                for part in &parts {
                    if let TextPart::Constant(number) = part {
                        self.constants[*number].limits.clear();
                    }
                }
                let language = &languages.all[index];
                let note = format!("in {}, {}", language.code, language.line(known.at));
                self.constants[constant].text = Some(ConstantText { parts, note });
                Kind::Constant(constant)
            }
            _ if parts.len() == 1 => return parts.pop(),
            _ => Kind::Join(parts),
        };
        Some(Term { loc: whole, kind })
    }

    /// Keeps a constant for a text with values that are constants of Rust, and gives its number. It is kept
    /// where the text is missing too, so that constants have the same numbers in all languages.
    fn constant_of_text(
        &mut self,
        text: &Text,
        values: &[(String, Option<Term>)],
    ) -> Option<usize> {
        let has_constant = values.iter().any(|(_, value)| {
            let kind = value.as_ref().map(|value| &value.kind);
            matches!(kind, Some(Kind::Constant(_)))
        });
        if !has_constant {
            return None;
        }
        self.add_constant(Constant {
            value: text.key.clone(),
            scalar: Scalar::Text,
            limits: vec![plain("a text")],
            advice: None,
            list: None,
            text: Some(ConstantText::default()),
            each: None,
        })
    }

    /// The text of a key in a language. Reports one that is missing there.
    fn text_of<'l>(
        &mut self,
        key: &str,
        span: Span,
        languages: &'l Languages,
        index: usize,
    ) -> Option<&'l texts::Text> {
        let language = &languages.all[index];
        if let Some(text) = language.text(key) {
            if !text.parts.is_empty() {
                return Some(text);
            }
            if self.is_first_without(key) {
                let message = format!(
                    "the text `{key}` is empty in {}; write it at {}",
                    language.code,
                    language.line(text.at)
                );
                self.errors.push(span, message);
            }
            return None;
        }
        let all_read = languages
            .all
            .iter()
            .all(|language| language.texts.is_some());
        if languages.has(key) {
            // A file that could not be read has been reported.
            if language.texts.is_some() && self.is_first_without(key) {
                let help = match languages.misspelled(key, index) {
                    Some((meant, at)) => format!("write `{key}` for `{meant}` at {at}"),
                    None => {
                        let others = languages.all.iter();
                        let mut lines =
                            others.filter_map(|other| Some(other.line(other.text(key)?.at)));
                        let at = lines.next().expect("a language has the key");
                        format!("write it into {}, as it stands at {at}", language.file)
                    }
                };
                let message = format!("the text `{key}` is missing in {}; {help}", language.code);
                self.errors.push(span, message);
            }
        } else if all_read && index == 0 {
            let help = match nearest(key, languages.keys()) {
                Some(meant) => format!("write `{meant}`"),
                None => {
                    let files = languages.all.iter().map(|language| &*language.file);
                    format!("write one into {}", files.collect::<Vec<_>>().join(", "))
                }
            };
            self.errors.push(span, format!("no text `{key}`; {help}"));
        }
        None
    }

    /// Whether the key has not been called missing in this language yet.
    fn is_first_without(&mut self, key: &str) -> bool {
        let is_first = !self.missing_texts.iter().any(|known| known == key);
        if is_first {
            self.missing_texts.push(key.to_owned());
        }
        is_first
    }

    /// Reports placeholders without a value and values without a placeholder.
    fn compare_placeholders(
        &mut self,
        text: &Text,
        key: &str,
        languages: &Languages,
        index: usize,
    ) {
        let language = &languages.all[index];
        let Some(known) = language.text(key) else {
            return;
        };
        let given: Vec<String> = text
            .placeholders
            .iter()
            .map(|placeholder| unraw(&placeholder.name))
            .collect();
        let Language { code, .. } = language;
        let line = language.line(known.at);
        let mut without: Vec<&str> = Vec::new();
        for name in known.placeholders() {
            if given.iter().any(|given| given == name) || without.contains(&name) {
                continue;
            }
            without.push(name);
            let free = given
                .iter()
                .filter(|given| !known.placeholders().any(|name| name == *given));
            let help = match nearest(name, free.clone().map(String::as_str)) {
                Some(meant) => format!("write `{{{meant}}}` there"),
                None => match free.clone().next() {
                    Some(other) => {
                        format!("write `{{{other}}}` there, or its value here, `{name} = …`")
                    }
                    None => format!("write its value here, `{name} = …`, or take it out there"),
                },
            };
            let message =
                format!("`{{{name}}}` of this text has no value in {code} ({line}); {help}");
            self.errors.push(text.key.bare().span(), message);
        }
        for (at, name) in given.iter().enumerate() {
            let span = text.placeholders[at].name.span();
            if given[..at].contains(name) {
                if index == 0 {
                    let message = format!("`{name}` is written twice; keep one");
                    self.errors.push(span, message);
                }
                continue;
            }
            if known.placeholders().any(|known| known == name) {
                continue;
            }
            // One that is misspelled there has been reported.
            if nearest(name, without.iter().copied()).is_some() {
                continue;
            }
            let is_used = languages.all.iter().any(|other| {
                let text = other.text(key);
                text.is_some_and(|text| text.placeholders().any(|known| known == name))
            });
            let message = match (is_used, index) {
                (true, _) => format!(
                    "the text `{key}` has no `{{{name}}}` in {code} ({line}); write it there"
                ),
                (false, 0) => {
                    format!(
                        "no language has `{{{name}}}` in `{key}`; leave the value out, or write it there ({line})"
                    )
                }
                (false, _) => continue,
            };
            self.errors.push(span, message);
        }
    }
}

/// Adds a part to those before it. A literal becomes a part of the text beside it.
fn join(parts: &mut Vec<Term>, term: Term) {
    let kind = match term.kind {
        Kind::Number(digits) => Kind::Text(digits),
        kind => kind,
    };
    match (parts.last_mut().map(|last| &mut last.kind), kind) {
        (Some(Kind::Text(before)), Kind::Text(text)) => before.to_mut().push_str(&text),
        (_, kind) => parts.push(Term { kind, ..term }),
    }
}

/// The parts of a text that the compiler can write, which is one of texts and constants alone.
fn constant_parts(parts: &[Term]) -> Option<Vec<TextPart>> {
    let parts = parts.iter().map(|part| match &part.kind {
        Kind::Text(text) => Some(TextPart::Plain(text.to_string())),
        Kind::Constant(number) => Some(TextPart::Constant(*number)),
        _ => None,
    });
    parts.collect()
}

/// Whether a property takes a text that people read, or the address of a page.
fn takes_text(ty: &Type) -> bool {
    match ty {
        Type::String(format) => matches!(
            format,
            Format::Text | Format::NotBlank | Format::Uri | Format::Regex
        ),
        Type::OneOf(types) => types.iter().any(|(ty, _)| takes_text(ty)),
        Type::Payload => true,
        _ => false,
    }
}
