//! The warnings that are allowed or denied.

use flow_json::{Diagnostic, Rule, Severity, Version};

use crate::exit::Error;
use crate::rules;

/// The values of `--deny`, `--allow` and `--as`.
pub(super) struct Settings {
    deny: Warnings,
    allow: Warnings,
    pub(super) version: Option<Version>,
}

impl Settings {
    pub(super) fn new(
        deny: &[String],
        allow: &[String],
        version: Option<Version>,
    ) -> Result<Self, Error> {
        Ok(Self {
            deny: Warnings::named(deny)?,
            allow: Warnings::named(allow)?,
            version,
        })
    }

    /// Leaves out allowed warnings and doubtful errors, and makes errors of denied ones. The name of a rule goes before
    /// `warnings`. A rule that is named in both is allowed.
    pub(super) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| {
            if !diagnostic.can_be_allowed() {
                return true;
            }
            let is_named = |warnings: &Warnings| warnings.names(diagnostic.rule);
            let is_warning = diagnostic.severity == Severity::Warning;
            let all = self.allow.all && is_warning && !is_named(&self.deny);
            let allowed = is_named(&self.allow) || all;
            if is_named(&self.deny) || self.deny.all {
                diagnostic.severity = Severity::Error;
            }
            !allowed
        });
    }
}

/// A set of warnings.
#[derive(Default)]
struct Warnings {
    all: bool,
    rules: Vec<&'static str>,
}

impl Warnings {
    fn named(names: &[String]) -> Result<Self, Error> {
        let mut warnings = Self::default();
        for name in names {
            if name == "warnings" {
                warnings.all = true;
                continue;
            }
            let found = rules::find(name).map_err(Error::Argument)?;
            let mut of_warnings = found.iter().filter(|rule| rule.can_be_allowed());
            let before = warnings.rules.len();
            warnings
                .rules
                .extend(of_warnings.by_ref().map(|rule| rule.id));
            if warnings.rules.len() == before {
                let message = format!(
                    "`{name}` is an error that is certain, and always reported; only warnings and doubtful errors can be allowed or denied"
                );
                return Err(Error::Argument(message));
            }
        }
        Ok(warnings)
    }

    fn names(&self, rule: &Rule) -> bool {
        self.rules.contains(&rule.id)
    }
}
