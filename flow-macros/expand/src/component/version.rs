//! A version that is too old for several parts of a flow is one mistake, of the version.

use std::fmt::Write;

use flow_json::{Diagnostic, Rule, Severity, Version};

use crate::emit;
use crate::read::Flow;

/// The most parts that are named.
const MOST_PARTS: usize = 4;

/// Makes one error of all that say that a part needs a newer version, with the version that would do
/// for all of them. One alone stays at its part, which may be what is wrong.
pub(super) fn judge_once(flow: &Flow, found: &mut Vec<Diagnostic>) {
    let is_too_old = |one: &Diagnostic| one.severity == Severity::Error && one.needs.is_some();
    let Some(written) = flow.tree.get("version") else {
        return;
    };
    if found.iter().filter(|one| is_too_old(one)).count() < 2 {
        return;
    }
    let mut wanted = Version::V5_1;
    let mut parts = String::new();
    let mut count = 0;
    for one in found.iter().filter(|one| is_too_old(one)) {
        let Some((what, version)) = &one.needs else {
            continue;
        };
        wanted = wanted.max(*version);
        count += 1;
        if count <= MOST_PARTS {
            let line = emit::line(&flow.spans, one.place.loc);
            let before = if count == 1 { "" } else { ", " };
            let _ = write!(parts, "{before}{version} for {what} (line {line})");
        }
    }
    if count > MOST_PARTS {
        let _ = write!(parts, ", and {} more", count - MOST_PARTS);
    }
    let mut first = true;
    found.retain_mut(|one| {
        if !is_too_old(one) {
            // That the version is frozen is said of the same place.
            return one.rule != Rule::FROZEN_VERSION;
        }
        one.place.loc = written.loc;
        "/version".clone_into(&mut one.place.pointer);
        one.message = format!("the version is too old: the flow needs {parts}");
        one.help = Some(format!("write \"{wanted}\""));
        one.related = None;
        std::mem::take(&mut first)
    });
}
