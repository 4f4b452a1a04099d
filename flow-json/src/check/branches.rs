//! Branches: a `Footer` in some of them only, and their depth.

use super::model::{Component, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
#[cfg(feature = "samples")]
use crate::rule::sample::document;
use crate::rule::{Origin, Rule, samples};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: footers_in_all,
        rules: &[
            &FOOTER_WITHOUT_ELSE,
            &FOOTER_IN_ONE_BRANCH,
            &FOOTER_IN_SOME_CASES,
        ],
    },
    Check {
        run: too_deep,
        rules: &[&TOO_DEEP],
    },
    Check {
        run: deep_footers,
        rules: &[&DEEP_FOOTER],
    },
];

/// The most `If` in each other.
const MAX_IFS: usize = 3;

/// A button in `then`, and no `else`.
pub(super) const FOOTER_WITHOUT_ELSE: Rule = Rule {
    id: "I1",
    name: "footer-without-else",
    code: "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
    since: Version::V4_0,
    why: "a `Footer` in a branch must stand in every branch, so that there always is one",
    samples: samples! {
        pass: Generated(|| footers(IF_BOTH)),
        fail: Generated(|| {
            footers(r#"{"type": "If", "condition": "${data.new}", "then": [FOOTER]}"#)
        }),
    },
    ..Rule::ERROR
};

/// A button in one branch of two.
pub(super) const FOOTER_IN_ONE_BRANCH: Rule = Rule {
    id: "I2",
    name: "footer-in-one-branch",
    code: "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
    since: Version::V4_0,
    why: "a `Footer` in a branch must stand in every branch, so that there always is one",
    samples: samples! {
        pass: Generated(|| footers(IF_BOTH)),
        fail: Generated(|| {
            footers(
                r#"{"type": "If", "condition": "${data.new}", "then": [FOOTER], "else": [{"type": "TextBody", "text": "B"}]}"#,
            )
        }),
    },
    ..Rule::ERROR
};

/// A button in some cases.
pub(super) const FOOTER_IN_SOME_CASES: Rule = Rule {
    id: "I3",
    name: "footer-in-some-cases",
    code: "MISSING_FOOTER_IN_SWITCH_BRANCHES",
    since: Version::V4_0,
    why: "a `Footer` in a case must stand in every case, so that there always is one",
    samples: samples! {
        pass: Generated(|| {
            footers(
                r#"{"type": "Switch", "value": "${data.kind}", "cases": {"a": [FOOTER], "b": [FOOTER]}}"#,
            )
        }),
        fail: Generated(|| {
            footers(
                r#"{"type": "Switch", "value": "${data.kind}", "cases": {"a": [FOOTER], "b": [{"type": "TextBody", "text": "B"}]}}"#,
            )
        }),
    },
    ..Rule::ERROR
};

#[cfg(feature = "samples")]
const IF_BOTH: &str =
    r#"{"type": "If", "condition": "${data.new}", "then": [FOOTER], "else": [FOOTER]}"#;

pub(super) fn footers_in_all(model: &Model<'_>, sink: &mut Sink) {
    // An unknown component may be the `Footer` that seems to be missing.
    for screen in model.screens.iter().filter(|one| one.components_known) {
        // For each branch that has one: its container, which of its lists, the `Footer`.
        let mut branches = Vec::new();
        for (index, component) in screen.components.iter().enumerate() {
            if component.name() != "Footer" {
                continue;
            }
            let mut inner = component;
            while let Some(parent) = inner.parent {
                branches.push((parent, inner.list, index));
                inner = &screen.components[parent];
            }
        }
        branches.sort_unstable();
        branches.dedup_by_key(|branch| (branch.0, branch.1));
        for same in branches.chunk_by(|one, other| one.0 == other.0) {
            let lists: Vec<_> = same.iter().map(|branch| branch.1).collect();
            let container = &screen.components[same[0].0];
            let footer = &screen.components[same[0].2];
            branch_without(model, container, &lists, footer, sink);
        }
    }
}

/// Reports the first branch of a container that lacks a `Footer`, if some have one.
fn branch_without(
    model: &Model<'_>,
    container: &Component<'_>,
    lists: &[usize],
    footer: &Component<'_>,
    sink: &mut Sink,
) {
    // An empty `then`, or a value that is no list, is a mistake of its own.
    let lacks = |key: &str, value: &crate::tree::Node| {
        let list = value.as_array();
        list.is_some_and(|list| !list.is_empty() || key != "then")
    };
    let help = "add a `Footer` to each branch, or write a single one behind the branches";
    if container.name() == "If" {
        let branches = ["then", "else"].map(|name| model.get(container.object, name));
        match branches {
            [_, None] => {
                let message = "the `Footer` in `then` needs one in `else`";
                sink.report(&FOOTER_WITHOUT_ELSE, Spot::value(footer.type_node), message)
                    .help(help);
            }
            [Some(_), Some(_)] if lists.len() < 2 => {
                // The lists are counted in the author's order.
                let mut entries = container.object.entries.iter();
                let mut without = entries
                    .by_ref()
                    .filter(|entry| matches!(entry.key.as_ref(), "then" | "else"))
                    .enumerate()
                    .filter(|(list, entry)| {
                        !lists.contains(list) && lacks(&entry.key, &entry.value)
                    });
                if let Some((_, entry)) = without.next() {
                    let message =
                        format!("`{}` has no `Footer`, but the other branch has", entry.key);
                    sink.report(&FOOTER_IN_ONE_BRANCH, Spot::key(entry), message)
                        .help(help)
                        .related(Spot::value(footer.type_node), "the other branch's");
                }
            }
            _ => {}
        }
    } else if container.name() == "Switch" {
        let cases = model.get(container.object, "cases");
        let cases = cases.and_then(|cases| cases.as_object());
        let mut without = cases
            .iter()
            .flat_map(|cases| &cases.entries)
            .enumerate()
            .filter(|(list, case)| lists.binary_search(list).is_err() && lacks("", &case.value));
        if let Some((_, case)) = without.next() {
            let message = format!(
                "the case {} has no `Footer`, but others have",
                code(&case.key)
            );
            sink.report(&FOOTER_IN_SOME_CASES, Spot::key(case), message)
                .help(help)
                .related(Spot::value(footer.type_node), "another case's");
        }
    }
}

/// Too many `If` in each other.
pub(super) const TOO_DEEP: Rule = Rule {
    id: "I7",
    name: "too-many-ifs-in-each-other",
    code: "MAXIMUM_IF_NESTING",
    source: Origin::Client,
    since: Version::V4_0,
    why: "at most three `If` may stand in each other",
    samples: samples! {
        pass: Generated(|| nested(MAX_IFS, r#"{"type": "TextBody", "text": "A"}"#)),
        fail: Generated(|| nested(MAX_IFS + 1, r#"{"type": "TextBody", "text": "A"}"#)),
    },
    ..Rule::ERROR
};

pub(super) fn too_deep(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        // How many `If` each component is or stands in.
        let mut depths = Vec::with_capacity(screen.components.len());
        for component in &screen.components {
            let above = component.parent.map_or(0, |parent| depths[parent]);
            let is_if = component.name() == "If";
            depths.push(above + usize::from(is_if));
            // Deeper ones follow from it.
            if is_if && above == MAX_IFS {
                let message = format!("this `If` stands in {MAX_IFS} others");
                sink.report(&TOO_DEEP, Spot::value(component.type_node), message)
                    .help("join some of the conditions with `&&`");
            }
        }
    }
}

/// A button in a branch of a branch.
pub(super) const DEEP_FOOTER: Rule = Rule {
    id: "W8",
    name: "deep-footer",
    code: "DEEP_FOOTER",
    source: Origin::Docs,
    since: Version::V4_0,
    why: "Meta's documentation wants a `Footer` in the first level of branches only",
    disputed: Some("Meta's schema takes a `Footer` at any depth"),
    samples: samples! {
        pass: Generated(|| footers(IF_BOTH)),
        fail: Generated(|| {
            footers(
                r#"{"type": "If", "condition": "${data.new}", "then": [{"type": "Switch", "value": "${data.kind}", "cases": {"a": [FOOTER]}}], "else": [FOOTER]}"#,
            )
        }),
    },
    ..Rule::WARNING
};

pub(super) fn deep_footers(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for component in &screen.components {
            if component.name() == "Footer" && branches_above(screen, component) > 1 {
                let message = "this `Footer` stands in a branch of a branch";
                sink.report(&DEEP_FOOTER, Spot::value(component.type_node), message)
                    .help("put it into the outer branch");
            }
        }
    }
}

/// How many branches a component stands in.
fn branches_above<'t>(screen: &Screen<'t>, component: &Component<'t>) -> usize {
    screen
        .ancestors(component)
        .filter(|above| matches!(above.name(), "If" | "Switch"))
        .count()
}

/// A terminal screen with its buttons in these components.
#[cfg(feature = "samples")]
fn footers(components: &str) -> String {
    let footer = r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"#;
    screens(&components.replace("FOOTER", footer))
}

/// Some `If` in each other, and a button.
#[cfg(feature = "samples")]
fn nested(depth: usize, inside: &str) -> String {
    let mut components = inside.to_owned();
    for _ in 0..depth {
        components =
            format!(r#"{{"type": "If", "condition": "${{data.new}}", "then": [{components}]}}"#);
    }
    footers(&format!("{components}, FOOTER"))
}

#[cfg(feature = "samples")]
fn screens(components: &str) -> String {
    let data = r#"{"new": {"type": "boolean", "__example__": true}, "kind": {"type": "string", "__example__": "a"}}"#;
    let screen = format!(
        r#"[{{"id": "START", "title": "Start", "terminal": true, "data": {data}, "layout": {{"type": "SingleColumnLayout", "children": [{components}]}}}}]"#
    );
    document(Version::V7_3, "", &screen)
}
