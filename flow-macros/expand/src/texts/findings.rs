//! What is found in a flow of several languages, said once, and with the language where it matters.

use flow_json::Diagnostic;
use proc_macro2::TokenStream;

use super::{Languages, Texts};
use crate::emit;
use crate::errors::{Errors, Mistake};
use crate::read::{Flow, read_in};
use crate::syntax::Expr;

/// The name of the warning of a text that the flow does not use.
pub(crate) const UNUSED_TEXT: &str = "unused_text";

/// The flow in all its languages, of which the first has been read. A flow without languages is one.
pub(crate) fn in_all_languages(body: &Expr, first: Flow, errors: &mut Errors) -> Vec<Flow> {
    let Texts::Of(languages, _) = &first.texts else {
        return vec![first];
    };
    let languages = languages.clone();
    let mut flows = vec![first];
    for language in 1..languages.all.len() {
        let mut found = Errors::default();
        flows.push(Flow {
            has_components: flows[0].has_components,
            ..read_in(body, &languages, language, &mut found)
        });
        // What is no mistake of the texts has been found before.
        found
            .0
            .retain(|new| !errors.0.iter().any(|old| is_same(old, new)));
        errors.0.append(&mut found.0);
    }
    flows
}

fn is_same(a: &Mistake, b: &Mistake) -> bool {
    a.message == b.message && a.span.start() == b.span.start() && a.span.file() == b.span.file()
}

/// Names the language and the line of each finding in a text. Another finding stays in the first language
/// that has it, with the languages if others do not.
pub(crate) fn name_languages(flows: &[Flow], found: &mut [Vec<Diagnostic>]) {
    let Some(Texts::Of(languages, _)) = flows.first().map(|flow| &flow.texts) else {
        return;
    };
    let codes = |having: &[usize]| {
        let codes = having.iter().map(|index| &*languages.all[*index].code);
        codes.collect::<Vec<_>>().join(", ")
    };
    let everywhere: Vec<Vec<(&Diagnostic, Option<String>)>> = flows
        .iter()
        .enumerate()
        .zip(found.iter())
        .map(|((index, flow), found)| {
            let line = |one: &Diagnostic| {
                let text = flow.uses.iter().find(|text| text.has(one.place.loc))?;
                Some(languages.all[index].line(text.at))
            };
            found.iter().map(|one| (one, line(one))).collect()
        })
        .collect();
    let mut notes: Vec<Vec<Option<String>>> = Vec::new();
    for (index, in_language) in everywhere.iter().enumerate() {
        let note = |(one, line): &(&Diagnostic, Option<String>)| {
            if let Some(line) = line {
                return Some(format!(" (in {}, {line})", languages.all[index].code));
            }
            let has = |other: &&usize| {
                everywhere[**other]
                    .iter()
                    .any(|(two, _)| is_alike(one, two))
            };
            let all: Vec<usize> = (0..everywhere.len()).collect();
            let having: Vec<usize> = all.iter().filter(has).copied().collect();
            if having.first() != Some(&index) {
                return None;
            }
            if having.len() == everywhere.len() {
                return Some(String::new());
            }
            Some(format!(" (in {})", codes(&having)))
        };
        notes.push(in_language.iter().map(note).collect());
    }
    for (found, notes) in found.iter_mut().zip(notes) {
        let mut notes = notes.into_iter();
        found.retain_mut(|one| match notes.next().flatten() {
            Some(note) => {
                one.message.push_str(&note);
                true
            }
            None => false,
        });
    }
}

fn is_alike(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule
        && a.place.pointer == b.place.pointer
        && a.message == b.message
        && a.severity == b.severity
}

/// A warning of each text that the flow does not use.
pub(crate) fn unused(flow: &Flow) -> TokenStream {
    let Texts::Of(languages, _) = &flow.texts else {
        return TokenStream::new();
    };
    if languages.may_be_unused {
        return TokenStream::new();
    }
    let is_used = |key: &&str| flow.uses.iter().any(|text| text.key == **key);
    let keys = languages.keys().into_iter().filter(|key| !is_used(key));
    let warnings = keys.map(|key| {
        let lines: Vec<_> = lines_of(key, languages).collect();
        let message = format!(
            "the flow has no `text!(\"{key}\")`; take the text away ({})",
            lines.join(", ")
        );
        emit::warning(languages.folder, UNUSED_TEXT, &message)
    });
    warnings.collect()
}

/// Where a text stands in each language that has it.
fn lines_of<'l>(key: &'l str, languages: &'l Languages) -> impl Iterator<Item = String> + 'l {
    let of_one = |language: &'l super::Language| Some(language.line(language.text(key)?.at));
    languages.all.iter().filter_map(of_one)
}
