//! `#[allow(rule_name)]` before a field: the author knows better than a warning.

use flow_json::table::nearest;
use flow_json::{Diagnostic, RULES, Severity};
use proc_macro2::{LineColumn, Span};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{FieldValue, Ident, MetaList, Token};

use super::Reader;
use crate::location;

/// A warning that is not to be said of a field.
pub(crate) struct Allowed {
    rule: &'static str,
    from: LineColumn,
    to: LineColumn,
}

impl Allowed {
    /// Whether it is about what was found.
    pub(crate) fn covers(&self, found: &Diagnostic<location::Token>) -> bool {
        let place = found.place.loc.0.start();
        found.severity == Severity::Warning
            && found.rule.name == self.rule
            && self.from <= place
            && place < self.to
    }
}

impl Reader<'_> {
    /// Notes the rules that `#[allow(…)]` names.
    pub(super) fn allow(&mut self, list: &MetaList, field: &FieldValue) {
        let names = match list.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated) {
            Ok(names) => names,
            Err(error) => {
                let message = "expected names of warnings; write `#[allow(unread_field)]`";
                self.errors.push(error.span(), message);
                return;
            }
        };
        let end = field.to_token_stream().into_iter().last();
        let end = end.map_or_else(Span::call_site, |last| last.span());
        for name in &names {
            let text = name.to_string().replace('_', "-");
            let warnings = RULES
                .iter()
                .filter(|rule| rule.severity == Severity::Warning);
            let mut warnings = warnings.map(|rule| rule.name);
            if let Some(rule) = warnings.clone().find(|rule| *rule == text) {
                let (from, to) = (field.member.span().start(), end.end());
                self.allowed.push(Allowed { rule, from, to });
                continue;
            }
            let help = match nearest(&text, &mut warnings) {
                Some(meant) => format!("write `{}`", meant.replace('-', "_")),
                None => "the name stands in the warning".to_owned(),
            };
            self.errors
                .push(name.span(), format!("there is no warning `{name}`; {help}"));
        }
    }
}
