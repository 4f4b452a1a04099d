//! Lists: of options, and of places to go to.

use super::model::{Component, Model};
use super::sink::{Sink, Spot};
use crate::rule::{Rule, Sample, document, step};
use crate::tree::{Location, Node, Object};
use crate::version::Version;

/// Pictures and colours in one list.
pub(super) const IMAGE_AND_COLOR: Rule = Rule {
    id: "C6",
    name: "image-and-color",
    code: "DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR",
    source: "client",
    since: Version::V5_0,
    why: "the options of one list have pictures or colours, not both",
    pass: Sample::Children(
        Version::V7_3,
        r##"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B", "color": "#1D4ED8"}, {"id": "c", "title": "C"}]}"##,
    ),
    fail: Sample::Children(
        Version::V7_3,
        r##"{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{"id": "b", "title": "B", "color": "#1D4ED8"}, {"id": "c", "title": "C", "image": "aGVsbG8="}]}"##,
    ),
    ..Rule::ERROR
};

pub(super) fn image_and_color<L: Location>(model: &Model<'_, L>, sink: &mut Sink<L>) {
    for component in all(model) {
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

/// A list that does nothing when it is tapped.
pub(super) const NO_LIST_ACTION: Rule = Rule {
    id: "E4",
    name: "list-without-action",
    code: "MISSING_REQUIRED_PROPERTY",
    source: "client",
    since: Version::V6_2,
    why: "a `NavigationList` has one action for all items, or each item has its own",
    pass: Sample::Generated(|| menu(true, false)),
    // The action of the one item leads to the next screen; the other item has none.
    fail: Sample::Generated(|| {
        menu(false, true).replacen(
            "OTHER",
            r#"{"id": "b", "main-content": {"title": "B"}}, "#,
            1,
        )
    }),
    ..Rule::ERROR
};

/// A list whose items have actions besides its own.
pub(super) const TWO_LIST_ACTIONS: Rule = Rule {
    id: "C15",
    name: "list-action-twice",
    code: "DUPLICATE_PROPETY_FOR_CONDITION",
    source: "client",
    since: Version::V6_2,
    why: "a `NavigationList` has one action for all items, or each item has its own",
    pass: Sample::Generated(|| menu(true, false)),
    fail: Sample::Generated(|| menu(true, true)),
    ..Rule::ERROR
};

pub(super) fn list_actions<L: Location>(model: &Model<'_, L>, sink: &mut Sink<L>) {
    let name = model.style.property("on-click-action");
    for list in all(model).filter(|component| component.name() == "NavigationList") {
        let own = list.object.entry("on-click-action");
        let action = |item: &'_ Object<L>| item.entry("on-click-action").is_some();
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
                let without = |item: &&Object<L>| model.get(item, "on-click-action").is_none();
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

fn all<'m, 't, L>(model: &'m Model<'t, L>) -> impl Iterator<Item = &'m Component<'t, L>> {
    model.screens.iter().flat_map(|screen| &screen.components)
}

/// The items that are written out in a list.
fn items<'t, L>(
    model: &Model<'t, L>,
    component: &Component<'t, L>,
    list: &str,
) -> impl Iterator<Item = &'t Object<L>> + use<'t, L> {
    let list = component
        .table
        .shape
        .property(list)
        .and_then(|property| model.get(component.object, property.name)?.as_array());
    list.unwrap_or_default().iter().filter_map(Node::as_object)
}

/// A list whose action stands on the list, on its last item, or on both.
fn menu(on_list: bool, on_item: bool) -> String {
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
