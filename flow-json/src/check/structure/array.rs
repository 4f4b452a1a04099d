//! Lists: how many items, and each of them.

use super::string::items;
use super::value::Slot;
use super::{Owner, Spot, Subject, Walker};
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen, step};
use crate::rule::{Origin, Rule, samples};
#[cfg(feature = "samples")]
use crate::table::MAX_SCREENS;
use crate::table::{Dynamic, Type};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &TOO_FEW_ITEMS,
    &TOO_MANY_ITEMS,
    &TOO_MANY_SCREENS,
    &TOO_MANY_CAROUSEL_IMAGES,
    &TOO_MANY_LIST_ITEMS,
    &EMPTY_THEN,
    &LONG_LIST,
    &EMPTY_CHILDREN,
];

/// A list of too few items.
pub(in crate::check) const TOO_FEW_ITEMS: Rule = Rule {
    id: "S7",
    name: "too-few-items",
    code: "MIN_ITEMS_REQUIRED",
    why: "a list of nothing to choose from, or a flow without screens, is of no use",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Dropdown", "name": "size", "label": "Size", "data-source": [{"id": "s", "title": "Small"}]}"#),
        fail: Children(V7_3, r#"{"type": "Dropdown", "name": "size", "label": "Size", "data-source": []}"#),
    },
    ..Rule::ERROR
};

/// A list of too many items.
pub(in crate::check) const TOO_MANY_ITEMS: Rule = Rule {
    id: "S9",
    name: "too-many-items",
    code: "MAX_ITEMS_REQUIRED",
    source: Origin::Client,
    why: "some lists have room for a few items",
    samples: samples! {
        pass: Generated(|| list_item(r#""tags": ["a", "b", "c"]"#)),
        fail: Generated(|| list_item(r#""tags": ["a", "b", "c", "d"]"#)),
    },
    ..Rule::ERROR
};

/// A flow of too many screens.
pub(in crate::check) const TOO_MANY_SCREENS: Rule = Rule {
    id: "C1",
    name: "too-many-screens",
    code: "MAX_SCREENS_NUMBER",
    why: "a flow has at most 100 screens",
    samples: samples! {
        pass: Generated(|| many_screens(MAX_SCREENS)),
        fail: Generated(|| many_screens(MAX_SCREENS + 1)),
    },
    ..Rule::ERROR
};

/// A carousel of too many pictures.
pub(in crate::check) const TOO_MANY_CAROUSEL_IMAGES: Rule = Rule {
    id: "C5",
    name: "too-many-carousel-images",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V7_1,
    why: "a carousel shows up to three pictures",
    samples: samples! {
        pass: Children(V7_3, concat!(
            r#"{"type": "ImageCarousel", "images": [{"src": "YQ==", "alt-text": "A"}, "#,
            r#"{"src": "Yg==", "alt-text": "B"}, {"src": "Yw==", "alt-text": "C"}]}"#,
        )),
        fail: Children(V7_3, concat!(
            r#"{"type": "ImageCarousel", "images": [{"src": "YQ==", "alt-text": "A"}, "#,
            r#"{"src": "Yg==", "alt-text": "B"}, {"src": "Yw==", "alt-text": "C"}, {"src": "ZA==", "alt-text": "D"}]}"#,
        )),
    },
    ..Rule::ERROR
};

/// A navigation list of too many items.
pub(in crate::check) const TOO_MANY_LIST_ITEMS: Rule = Rule {
    id: "C16",
    name: "too-many-list-items",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V6_2,
    why: "a `NavigationList` has at most 20 items",
    samples: samples! {
        pass: Generated(|| long_list(20)),
        fail: Generated(|| long_list(21)),
    },
    ..Rule::ERROR
};

/// A branch without components.
pub(in crate::check) const EMPTY_THEN: Rule = Rule {
    id: "I5",
    name: "empty-then",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "an `If` shows something if its condition holds",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"new": {"type": "boolean", "__example__": true}}"#, r#"{"type": "If", "condition": "${data.new}", "then": [{"type": "TextBody", "text": "Welcome"}]}"#),
        fail: Screen(V7_3, r#""data": {"new": {"type": "boolean", "__example__": true}}"#, r#"{"type": "If", "condition": "${data.new}", "then": []}"#),
    },
    ..Rule::ERROR
};

/// A list longer than clients take without trouble.
pub(in crate::check) const LONG_LIST: Rule = Rule {
    id: "W4",
    name: "long-list",
    code: "LONG_LIST",
    source: Origin::Docs,
    why: "Meta's documentation limits lists of options; more may be refused or cut",
    samples: samples! {
        pass: Generated(|| radio(20)),
        fail: Generated(|| radio(21)),
    },
    ..Rule::WARNING
};

/// A screen or a form that shows nothing.
pub(in crate::check) const EMPTY_CHILDREN: Rule = Rule {
    id: "W5",
    name: "empty-children",
    code: "EMPTY_CHILDREN",
    why: "a screen or a form without components shows nothing",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Form", "name": "form", "children": [{"type": "TextBody", "text": "Hello"}]}"#),
        fail: Children(V7_3, r#"{"type": "Form", "name": "form", "children": []}"#),
    },
    ..Rule::WARNING
};

impl<'t> Walker<'t, '_> {
    /// Checks a list and each of its items.
    pub(super) fn array(&mut self, node: &'t Node, slot: Slot<'t>, owner: Owner<'t>) {
        let Value::Array(list) = &node.value else {
            self.mismatch(node, slot);
            return;
        };
        let name = slot.property.name;
        let Type::Array {
            of,
            min,
            max,
            advised,
        } = slot.ty
        else {
            if list.is_empty() {
                self.no_components(node, name);
            }
            self.components(list, name, owner);
            return;
        };
        let subject = self.subject_name(slot.subject);
        if list.len() < *min {
            let message = format!("{subject} is empty");
            self.sink
                .report(&TOO_FEW_ITEMS, Spot::value(node), message)
                .help(format!("write at least {}", items(*min)));
        } else if let Some(max) = max.filter(|max| list.len() > *max) {
            // The first one too many.
            let message = format!("{subject} has {}, but may have {max}", items(list.len()));
            self.sink
                .report(too_many(of), Spot::value(&list[max]), message)
                .help("leave some out");
        } else if let Some(advised) = advised.max.filter(|advised| list.len() > *advised) {
            let message = format!(
                "{subject} has {}, but should have at most {advised}",
                items(list.len())
            );
            self.sink
                .report(&LONG_LIST, Spot::value(&list[advised]), message)
                .help("leave some out");
        }
        let slot = Slot {
            subject: Subject::ItemOf(name),
            ty: of,
            dynamic: match slot.dynamic {
                Dynamic::No => Dynamic::No,
                // The whole list may be bound; of its items the sources say nothing.
                _ => Dynamic::Disputed,
            },
            property: slot.property,
        };
        // Whoever writes the items as mere texts mistakes their form, not one of them.
        let is_text = |item: &Node| matches!(item.value, Value::String(_));
        let list = match (of, &list[..]) {
            (Type::Object(_), [first, ..]) if list.iter().all(is_text) => {
                std::slice::from_ref(first)
            }
            _ => list,
        };
        for item in list {
            let dynamic = match of {
                Type::Object(_) => Dynamic::No,
                _ => slot.dynamic,
            };
            self.slot(item, Slot { dynamic, ..slot }, owner);
        }
    }

    fn no_components(&mut self, node: &Node, list: &str) {
        let message = format!("{} is empty", self.property_name(list));
        let (rule, help) = match list {
            "then" => (&EMPTY_THEN, "write at least one component"),
            "children" => (&EMPTY_CHILDREN, "write what it shows"),
            _ => return,
        };
        self.sink
            .report(rule, Spot::value(node), message)
            .help(help);
    }
}

/// The rule that a list of too many items breaks.
pub(in crate::check) fn too_many(of: &Type) -> &'static Rule {
    match of {
        Type::Object(shape) => match shape.name {
            "Screen" => &TOO_MANY_SCREENS,
            "CarouselImage" => &TOO_MANY_CAROUSEL_IMAGES,
            "ListItem" => &TOO_MANY_LIST_ITEMS,
            _ => &TOO_MANY_ITEMS,
        },
        _ => &TOO_MANY_ITEMS,
    }
}

/// A terminal screen after some others that lead to it.
#[cfg(feature = "samples")]
fn last(screens: &str) -> String {
    let last = screen("", "").replacen("START", "LAST", 1);
    document(Version::V7_3, "", &format!("[{screens}, {}", &last[1..]))
}

#[cfg(feature = "samples")]
fn many_screens(number: usize) -> String {
    // Ids are letters only.
    let letter = |digit: usize| char::from(b'A' + (digit % 26) as u8);
    let id = |index: usize| format!("S_{}{}", letter(index / 26), letter(index));
    let screens: Vec<String> = (1..=number)
        .map(|index| match index {
            last if last == number => step(&id(last), ""),
            index => step(&id(index), &id(index + 1)),
        })
        .collect();
    document(Version::V7_3, "", &format!("[{}]", screens.join(", ")))
}

#[cfg(feature = "samples")]
const TO_LAST: &str =
    r#"{"name": "navigate", "next": {"type": "screen", "name": "LAST"}, "payload": {}}"#;

#[cfg(feature = "samples")]
fn list(items: &str) -> String {
    last(&format!(
        r#"{{"id": "MENU", "title": "Menu", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "NavigationList", "name": "menu", "on-click-action": {TO_LAST}, "list-items": [{items}]}}]}}}}"#
    ))
}

#[cfg(feature = "samples")]
fn list_item(more: &str) -> String {
    list(&format!(
        r#"{{"id": "a", "main-content": {{"title": "A"}}, {more}}}"#
    ))
}

#[cfg(feature = "samples")]
fn long_list(number: usize) -> String {
    let items: Vec<_> = (0..number)
        .map(|index| format!(r#"{{"id": "{index}", "main-content": {{"title": "{index}"}}}}"#))
        .collect();
    list(&items.join(", "))
}

#[cfg(feature = "samples")]
fn radio(number: usize) -> String {
    let items: Vec<_> = (0..number)
        .map(|index| format!(r#"{{"id": "{index}", "title": "{index}"}}"#))
        .collect();
    let children = format!(
        r#"{{"type": "RadioButtonsGroup", "name": "size", "label": "Size", "data-source": [{}]}}"#,
        items.join(", ")
    );
    document(Version::V7_3, "", &screen("", &children))
}
