//! Lists of places to go to.

use super::lists::items;
use super::model::{Component, Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::and;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Origin, Rule, samples};
use crate::tree::{Node, Object};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: list_actions,
        rules: &[&NO_LIST_ACTION, &TWO_LIST_ACTIONS],
    },
    Check {
        run: ends_and_badges,
        rules: &[
            &LARGE_WITH_END,
            &PARTS_OF_END,
            &END_ON_SOME,
            &TWO_BADGES,
            &BADGE_WITH_END,
        ],
    },
];

/// A list that does nothing when it is tapped.
pub(super) const NO_LIST_ACTION: Rule = Rule {
    id: "E4",
    name: "list-without-action",
    code: "MISSING_REQUIRED_PROPERTY",
    source: Origin::Client,
    since: Version::V6_2,
    why: "a `NavigationList` has one action for all items, or each item has its own",
    samples: samples! {
        pass: Generated(|| menu_with(true, false)),
        // The action of the one item leads to the next screen; the other item has none.
        fail: // The action of the one item leads to the next screen; the other item has none.
        Generated(|| {
            menu_with(false, true).replacen(
                "OTHER",
                r#"{"id": "b", "main-content": {"title": "B"}}, "#,
                1,
            )
        }),
    },
    ..Rule::ERROR
};

/// A list with an action, and items with theirs.
pub(super) const TWO_LIST_ACTIONS: Rule = Rule {
    id: "C15",
    name: "list-action-twice",
    code: "DUPLICATE_PROPETY_FOR_CONDITION",
    source: Origin::Client,
    since: Version::V6_2,
    why: "a `NavigationList` has one action for all items, or each item has its own",
    samples: samples! {
        pass: Generated(|| menu_with(true, false)),
        fail: Generated(|| menu_with(true, true)),
    },
    ..Rule::ERROR
};

pub(super) fn list_actions(model: &Model<'_>, sink: &mut Sink) {
    let name = model.style.property("on-click-action");
    for list in lists(model) {
        let own = list.object.entry("on-click-action");
        let action = |item: &'_ Object| item.entry("on-click-action").is_some();
        let mut with = items(model, list, "list-items").filter(|item| action(item));
        let has_items = model
            .get(list.object, "list-items")
            .is_some_and(|items| items.as_array().is_some());
        match (own, with.next()) {
            (Some(own), Some(item)) => {
                if let Some(entry) = item.entry("on-click-action") {
                    let message = format!("`{name}` stands on the list and on an item");
                    sink.report(&TWO_LIST_ACTIONS, Spot::key(entry), message)
                        .help("leave it out on the list, or on all items")
                        .related(Spot::key(own), "the list's own");
                }
            }
            (None, _) if has_items => {
                let misspelled = model.get(list.object, "on-click-action").is_some();
                let mut items = items(model, list, "list-items");
                let without = |item: &&Object| model.get(item, "on-click-action").is_none();
                if items.any(|item| without(&item)) && !misspelled {
                    let message = format!("neither the list nor each of its items has `{name}`");
                    sink.report(&NO_LIST_ACTION, Spot::value(list.type_node), message)
                        .help("add it to the list, or to each item");
                }
            }
            // Items from data may have actions of their own.
            _ => {}
        }
    }
}

/// Large pictures beside texts at the end.
pub(super) const LARGE_WITH_END: Rule = Rule {
    id: "C14",
    name: "large-media-with-end",
    code: "INVALID_PROPERTY_VALUE_FOR_CONDITION",
    source: Origin::Client,
    since: Version::V6_2,
    why: "large pictures leave no room for texts at the end of an item",
    samples: samples! {
        pass: Generated(|| menu("", &[r#""end": {"title": "5"}"#])),
        fail: Generated(|| menu(r#", "media-size": "large""#, &[r#""end": {"title": "5"}"#])),
    },
    ..Rule::ERROR
};

/// Too few or too many texts at the end.
pub(super) const PARTS_OF_END: Rule = Rule {
    id: "C15b",
    name: "parts-of-end",
    code: "DUPLICATE_PROPETY_FOR_CONDITION",
    source: Origin::Client,
    since: Version::V6_2,
    why: "the end of an item has room for one or two of its three texts",
    samples: samples! {
        pass: Generated(|| menu("", &[r#""end": {"title": "5", "metadata": "EUR"}"#])),
        fail: Generated(|| {
            menu(
                "",
                &[r#""end": {"title": "5", "metadata": "EUR", "description": "each"}"#],
            )
        }),
    },
    ..Rule::ERROR
};

/// Some items with texts at the end.
pub(super) const END_ON_SOME: Rule = Rule {
    id: "C16b",
    name: "end-on-some-items",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_2,
    why: "all items of a `NavigationList` have an `end`, or none",
    samples: samples! {
        pass: Generated(|| {
            menu(
                "",
                &[r#""end": {"title": "5"}"#, r#""end": {"title": "6"}"#],
            )
        }),
        fail: Generated(|| menu("", &[r#""end": {"title": "5"}"#, ""])),
    },
    ..Rule::ERROR
};

/// More than one mark.
pub(super) const TWO_BADGES: Rule = Rule {
    id: "S9b",
    name: "two-badges",
    code: "MAX_ITEMS_REQUIRED",
    source: Origin::Client,
    since: Version::V6_2,
    why: "one item of a `NavigationList` may have a `badge`",
    samples: samples! {
        pass: Generated(|| menu("", &[r#""badge": "New""#, ""])),
        fail: Generated(|| menu("", &[r#""badge": "New""#, r#""badge": "Hot""#])),
    },
    ..Rule::ERROR
};

/// A mark and texts at the end of one item.
pub(super) const BADGE_WITH_END: Rule = Rule {
    id: "C16c",
    name: "badge-with-end",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_2,
    why: "clients refuse an item that has both a `badge` and an `end` when the screen is shown",
    samples: samples! {
        pass: Generated(|| menu("", &[r#""badge": "New""#])),
        fail: Generated(|| menu("", &[r#""badge": "New", "end": {"title": "5"}"#])),
    },
    ..Rule::ERROR
};

pub(super) fn ends_and_badges(model: &Model<'_>, sink: &mut Sink) {
    for list in lists(model) {
        let all: Vec<_> = items(model, list, "list-items").collect();
        let mut ends = all.iter().filter_map(|item| item.entry("end"));
        let first = ends.next();
        let size = model.property(list, "media-size");
        if let (Some(end), Some(size)) = (first, size)
            && written_text(size) == Some("large")
        {
            let message = format!(
                "`{}` is `large`, but an item has `end`",
                model.style.property("media-size")
            );
            sink.report(&LARGE_WITH_END, Spot::value(size), message)
                .help("leave it out, or all `end`")
                .related(Spot::key(end), "the first `end`");
        }
        let without = |item: &&&Object| model.get(item, "end").is_none();
        if let (Some(end), Some(item)) = (first, all.iter().find(without)) {
            let spot = Spot::value(end_anchor(model, item, &end.value));
            sink.report(
                &END_ON_SOME,
                spot,
                "this item has no `end`, but another has",
            )
            .help("add it here, or leave it out on all items")
            .related(Spot::key(end), "the first `end`");
        }
        let mut badge = None;
        for item in &all {
            let end = item.entry("end");
            if let Some(entry) = end
                && let Some(texts) = entry.value.as_object()
            {
                parts(model, entry, texts, sink);
            }
            let Some(own) = item.entry("badge") else {
                continue;
            };
            match badge {
                None => badge = Some(own),
                Some(first) => {
                    sink.report(
                        &TWO_BADGES,
                        Spot::key(own),
                        "another item of the list has a `badge`",
                    )
                    .help("leave it out")
                    .related(Spot::key(first), "the first one");
                }
            }
            if let Some(end) = end {
                sink.report(
                    &BADGE_WITH_END,
                    Spot::key(own),
                    "an item with `end` cannot have a `badge`",
                )
                .help("leave one of them out")
                .related(Spot::key(end), "the item's `end`");
            }
        }
    }
}

/// The place to point at when an item has no `end`: its id, or else the end of another.
fn end_anchor<'t>(model: &Model<'t>, item: &'t Object, other: &'t Node) -> &'t Node {
    model.get(item, "id").unwrap_or(other)
}

fn parts<'t>(model: &Model<'t>, end: &'t crate::tree::Entry, texts: &'t Object, sink: &mut Sink) {
    const PARTS: [&str; 3] = ["title", "description", "metadata"];
    let number = PARTS
        .iter()
        .filter(|part| model.get(texts, part).is_some())
        .count();
    if number == 0 || number == PARTS.len() {
        let message = match number {
            0 => "`end` is empty",
            _ => "`end` has three texts, but there is room for two",
        };
        let names = PARTS.iter().map(|part| format!("`{part}`"));
        sink.report(&PARTS_OF_END, Spot::key(end), message)
            .help(format!("write one or two of {}", and(names)));
    }
}

fn lists<'m, 't>(model: &'m Model<'t>) -> impl Iterator<Item = &'m Component<'t>> {
    model
        .components()
        .filter(|component| component.name() == "NavigationList")
}

/// A list with its action on the list, on its last item, or on both.
#[cfg(feature = "samples")]
fn menu_with(on_list: bool, on_item: bool) -> String {
    let action = r#", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}"#;
    let place = |here: bool| if here { action } else { "" };
    let other = if on_list { "" } else { "OTHER" };
    let menu = format!(
        r#"{{"id": "MENU", "title": "Menu", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "NavigationList", "name": "menu"{}, "list-items": [{other}{{"id": "a", "main-content": {{"title": "A"}}{}}}]}}]}}}}"#,
        place(on_list),
        place(on_item)
    );
    document(
        Version::V7_3,
        "",
        &format!("[{menu}, {}]", step("LAST", "")),
    )
}

/// A list with more members, and so many items, each with more members.
#[cfg(feature = "samples")]
fn menu(more: &str, items: &[&str]) -> String {
    let items: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(index, more)| {
            let comma = if more.is_empty() { "" } else { ", " };
            format!(r#"{{"id": "{index}", "main-content": {{"title": "A"}}{comma}{more}}}"#)
        })
        .collect();
    let action = r#""on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}"#;
    let menu = format!(
        r#"{{"id": "MENU", "title": "Menu", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "NavigationList", "name": "menu"{more}, {action}, "list-items": [{}]}}]}}}}"#,
        items.join(", ")
    );
    document(
        Version::V7_3,
        "",
        &format!("[{menu}, {}]", step("LAST", "")),
    )
}
