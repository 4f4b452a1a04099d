//! Regular expressions for texts.
//!
//! They use nothing but what all dialects have: no look-around, no flags.

use crate::version::Version;

/// Not blank.
pub(super) const NOT_BLANK: &str = r"\S";

/// One binding and nothing else.
pub(super) const BINDING: &str = r"^\$\{(data|form|screen)\.[^{}]*\}$";

/// An expression between back-ticks.
pub(super) const BACKTICK: &str = r"^`[\s\S]*`$";

/// One of the two.
pub(super) const EXPRESSION: &str = r"^\$\{(data|form|screen)\.[^{}]*\}$|^`[\s\S]*`$";

/// A binding somewhere.
pub(super) const WITH_BINDING: &str = r"\$\{(data|form|screen)\.";

/// A binding somewhere, or an expression between back-ticks.
pub(super) const WITH_EXPRESSION: &str = r"\$\{(data|form|screen)\.|^`[\s\S]*`$";

/// What no name holds.
pub(super) const BINDING_OR_BACKTICK: &str = r"\$\{|`";

/// A whole address.
pub(super) const URI: &str = concat!(
    r"^[A-Za-z][A-Za-z0-9+.-]*:",
    // Something, but not two slashes alone.
    r"(/|/?[^\s/\u0000-\u001F\u007F-\u009F][^\s\u0000-\u001F\u007F-\u009F]*|//[^\s\u0000-\u001F\u007F-\u009F]+)$"
);

/// A colour.
pub(super) const COLOR: &str = r"^#[0-9A-Fa-f]{6}$";

/// A condition that is not blank.
pub(super) const CONDITION: &str = r"[^`\s]";

/// The key of a case.
pub(super) const CASE: &str = r"^[A-Za-z][A-Za-z0-9_-]*$";

/// What looks like the id of a screen.
pub(super) const ID: &str = r"^[A-Za-z_]+$";

/// The id of a screen.
pub(super) fn screen_id(version: Version) -> &'static str {
    match version >= Version::V7_0 {
        true => r"^_*[A-Za-z][A-Za-z_]*$",
        false => ID,
    }
}
