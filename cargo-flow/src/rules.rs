//! Finding rules by their ids, names and codes.

use flow_json::table::nearest;
use flow_json::{RULES, Rule, read};

/// All rules: those of the reader behind those of the checker.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(read::RULES).copied()
}

/// The names of a rule: its id, its name, Meta's code in both spellings.
fn names(rule: &'static Rule) -> impl Iterator<Item = &'static str> {
    [rule.id, rule.name, rule.code]
        .into_iter()
        .chain(rule.client_code)
}

/// The rules of that id, name or code. Upper and lower case are the same.
///
/// # Errors
///
/// There is none. The error names the nearest.
pub(crate) fn find(wanted: &str) -> Result<Vec<&'static Rule>, String> {
    let wanted = wanted.trim();
    let found: Vec<_> = all()
        .filter(|rule| names(rule).any(|name| name.eq_ignore_ascii_case(wanted)))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    // Two ids are always near each other.
    let long = all().flat_map(names).filter(|name| name.len() > 4);
    Err(match nearest(wanted, long) {
        Some(meant) => format!("there is no rule or code `{wanted}`; write `{meant}`"),
        None => format!("there is no rule or code `{wanted}`; `cargo flow explain` lists them all"),
    })
}
