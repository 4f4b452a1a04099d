//! Regular expressions for texts.
//!
//! They use only parts that all dialects have: no look-around, no flags.

use super::node::Members;
use crate::version::Version;

/// The form of a text.
#[derive(Clone, Copy)]
pub(super) struct Pattern {
    pub(super) regex: &'static str,
    /// What to say of texts that do not. A keyword that only VS Code knows; for others it is a note.
    message: &'static str,
}

impl Pattern {
    /// The keywords of a schema for texts that match.
    pub(super) fn keywords(self) -> Members {
        Members::new()
            .with("pattern", self.regex)
            .with("patternErrorMessage", self.message)
    }
}

pub(super) const NOT_BLANK: Pattern = Pattern {
    regex: r"\S",
    message: "Cannot be blank.",
};

/// One binding and nothing else.
pub(super) const BINDING: Pattern = Pattern {
    regex: r"^\$\{(data|form|screen)\.[^{}]*\}$",
    message: "Must be a binding, for example ${data.name}.",
};

/// A binding, or an expression between back-ticks.
pub(super) const EXPRESSION: Pattern = Pattern {
    regex: r"^\$\{(data|form|screen)\.[^{}]*\}$|^`[\s\S]*`$",
    message: "Must be a binding or an expression between back-ticks.",
};

/// A binding somewhere in a text.
pub(super) const WITH_BINDING: Pattern = Pattern {
    regex: r"\$\{(data|form|screen)\.",
    message: BINDING.message,
};

/// A binding somewhere in a text, or an expression between back-ticks.
pub(super) const WITH_EXPRESSION: Pattern = Pattern {
    regex: r"\$\{(data|form|screen)\.|^`[\s\S]*`$",
    message: EXPRESSION.message,
};

/// An expression between back-ticks.
pub(super) const BACKTICK: Pattern = Pattern {
    regex: r"^`[\s\S]*`$",
    message: "Must be an expression between back-ticks.",
};

/// Characters that no name holds.
pub(super) const BINDING_OR_BACKTICK: &str = r"\$\{|`";

pub(super) const URI: Pattern = Pattern {
    regex: concat!(
        r"^[A-Za-z][A-Za-z0-9+.-]*:",
        // Something, but not two slashes alone.
        r"(/|/?[^\s/\u0000-\u001F\u007F-\u009F][^\s\u0000-\u001F\u007F-\u009F]*",
        r"|//[^\s\u0000-\u001F\u007F-\u009F]+)$"
    ),
    message: "Must be a whole address, for example https://example.com.",
};

pub(super) const COLOR: Pattern = Pattern {
    regex: r"^#[0-9A-Fa-f]{6}$",
    message: "Must be # and six hexadecimal digits, for example #1D4ED8.",
};

/// A condition that is not blank.
pub(super) const CONDITION: Pattern = Pattern {
    regex: r"[^`\s]",
    message: "Must be a condition, for example ${form.ready}.",
};

/// The key of a case.
pub(super) const CASE: Pattern = Pattern {
    regex: r"^[A-Za-z][A-Za-z0-9_-]*$",
    message: "Must be a letter, then letters, digits, - and _.",
};

/// The form of a screen's id.
pub(super) const ID: Pattern = Pattern {
    regex: r"^[A-Za-z_]+$",
    message: "Must be letters A to Z, a to z and _.",
};

/// The id of a screen.
pub(super) fn screen_id(version: Version) -> Pattern {
    if version >= Version::V7_0 {
        Pattern {
            regex: r"^_*[A-Za-z][A-Za-z_]*$",
            ..ID
        }
    } else {
        ID
    }
}
