//! Lists of options.

use super::model::{Component, Index, Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
#[cfg(feature = "samples")]
use crate::table::component;
use crate::tree::{Node, Object};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: image_and_color,
        rules: &[&IMAGE_AND_COLOR],
    },
    Check {
        run: duplicate_options,
        rules: &[&DUPLICATE_OPTION],
    },
    Check {
        run: numbers_of_options,
        rules: &[&FEW_OPTIONS, &LONG_LIST_WITH_IMAGES],
    },
];

/// Pictures and colours in one list.
pub(super) const IMAGE_AND_COLOR: Rule = Rule {
    id: "C6",
    name: "image-and-color",
    code: "DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR",
    source: Origin::Client,
    since: Version::V5_0,
    why: "the options of one list have pictures or colours, not both",
    samples: samples! {
        pass: Children(V7_3, r##"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B", "color": "#1D4ED8"}, {"id": "c", "title": "C"}]}"##),
        fail: Children(V7_3, r##"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B", "color": "#1D4ED8"}, {"id": "c", "title": "C", "image": "aGVsbG8="}]}"##),
    },
    ..Rule::ERROR
};

pub(super) fn image_and_color(model: &Model<'_>, sink: &mut Sink) {
    for component in model.components() {
        let first = |key: &str| {
            let mut items = items(model, component, "data-source");
            items.find_map(|item| item.entry(key))
        };
        if let (Some(image), Some(color)) = (first("image"), first("color")) {
            let message = "options with a picture and options with a colour stand in one list";
            sink.report(&IMAGE_AND_COLOR, Spot::key(image), message)
                .help("leave out the pictures or the colours")
                .related(Spot::key(color), "the first colour");
        }
    }
}

/// Two options of one id.
pub(super) const DUPLICATE_OPTION: Rule = Rule {
    id: "C17",
    name: "duplicate-option",
    code: "DUPLICATE_OPTION_IDS",
    source: Origin::Client,
    why: "the id is what tells which option was chosen; clients refuse lists in which one stands twice",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B"}, {"id": "c", "title": "C"}]}"#),
        fail: Children(V7_3, r#"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B"}, {"id": "b", "title": "C"}]}"#),
    },
    ..Rule::ERROR
};

pub(super) fn duplicate_options(model: &Model<'_>, sink: &mut Sink) {
    for component in model.components() {
        for list in ["data-source", "list-items"] {
            let items = items(model, component, list);
            let ids: Vec<_> = items
                .filter_map(|item| {
                    let id = model.get(item, "id")?;
                    Some((written_text(id)?, id))
                })
                .collect();
            let names = ids.iter().enumerate();
            let names = Index::of(names.map(|(index, (id, _))| (*id, index)));
            for (first, again) in names.duplicates() {
                let (id, node) = ids[again];
                let message = format!("another item of the list has the id {}", code(id));
                sink.report(&DUPLICATE_OPTION, Spot::value(node), message)
                    .help("give it another id")
                    .related(Spot::value(ids[first].1), "the first one");
            }
        }
    }
}

/// Too few options for chips.
pub(super) const FEW_OPTIONS: Rule = Rule {
    id: "W12",
    name: "few-options",
    code: "FEW_OPTIONS",
    source: Origin::Docs,
    since: Version::V6_3,
    why: "a `ChipsSelector` offers at least two options",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "ChipsSelector", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B"}, {"id": "c", "title": "C"}]}"#),
        fail: Children(V7_3, r#"{"type": "ChipsSelector", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B"}]}"#),
    },
    ..Rule::WARNING
};

/// Too many options for a list with pictures.
pub(super) const LONG_LIST_WITH_IMAGES: Rule = Rule {
    id: "W13",
    name: "long-list-with-images",
    code: "LONG_LIST_WITH_IMAGES",
    source: Origin::Docs,
    since: Version::V5_0,
    why: "a `Dropdown` has at most 100 options if any of them has a picture",
    samples: samples! {
        pass: Generated(|| pictured(0)),
        fail: Generated(|| pictured(1)),
    },
    ..Rule::WARNING
};

pub(super) fn numbers_of_options(model: &Model<'_>, sink: &mut Sink) {
    for component in model.components() {
        let property = component.table.shape.property("data-source");
        let Some(advised) = property.and_then(|property| property.ty.advised()) else {
            continue;
        };
        let Some(list) = model
            .property(component, "data-source")
            .and_then(Node::as_array)
        else {
            continue;
        };
        if (1..advised.min).contains(&list.len()) {
            let message = format!(
                "{} should have at least {} options",
                code(component.name()),
                advised.min
            );
            sink.report(&FEW_OPTIONS, Spot::value(&list[0]), message)
                .help("add an option, or use another component");
        }
        let Some(most) = advised.max_with_images else {
            continue;
        };
        // More are too many even without pictures.
        let too_many = advised.max.is_some_and(|max| list.len() > max);
        let mut items = items(model, component, "data-source");
        if list.len() > most
            && !too_many
            && let Some(image) = items.find_map(|item| item.entry("image"))
        {
            let message = format!(
                "a list with pictures should have at most {most} options, but this has {}",
                list.len()
            );
            sink.report(&LONG_LIST_WITH_IMAGES, Spot::value(&list[most]), message)
                .help("leave some out, or the pictures")
                .related(Spot::key(image), "the first picture");
        }
    }
}

/// The items that are written out in a list.
pub(super) fn items<'t>(
    model: &Model<'t>,
    component: &Component<'t>,
    list: &str,
) -> impl Iterator<Item = &'t Object> + use<'t> {
    let list = component
        .table
        .shape
        .property(list)
        .and_then(|property| model.get(component.object, property.name));
    let items = list.into_iter().flat_map(Node::items);
    items.filter_map(Node::as_object)
}

/// A list of so many options more than advised, the first with a picture.
#[cfg(feature = "samples")]
fn pictured(more: usize) -> String {
    let list = component("Dropdown").and_then(|component| component.shape.property("data-source"));
    let advised = list.and_then(|list| list.ty.advised());
    let most = advised.and_then(|advised| advised.max_with_images);
    let number = most.expect("the table has the number of options with pictures") + more;
    let options: Vec<_> = (0..number)
        .map(|index| match index {
            0 => {
                r#"{"id": "0", "title": "0", "image": "aGVsbG8=", "alt-text": "A door"}"#.to_owned()
            }
            index => format!(r#"{{"id": "{index}", "title": "{index}"}}"#),
        })
        .collect();
    let list = format!(
        r#"{{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{}]}}"#,
        options.join(", ")
    );
    document(Version::V7_3, "", &screen("", &list))
}
