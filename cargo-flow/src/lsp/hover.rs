//! What an editor shows of the thing under the pointer.

use flow_json::model::{At, Flow, Known, Screen, at};
use flow_json::tree::Node;
use flow_json::{Layout, Style, table, write};
use lsp_types::{Hover, MarkupContent, MarkupKind};

use super::document::Document;
use super::names::{self, Name};

pub(super) fn of(document: &Document, offset: usize) -> Option<Hover> {
    let root = document.flow()?;
    let flow = Flow::new(root);
    let all = names::occurrences(&flow);
    let (text, bytes) = match names::at(&all, offset) {
        Some(here) => (of_name(&flow, here.name)?, here.bytes.clone()),
        None => {
            let at = at(root, offset);
            let step = at.steps.last()?;
            let place = if at.in_key {
                step.entry.key_loc
            } else {
                step.entry.value.loc
            };
            (of_member(&at)?, place.range())
        }
    };
    Some(Hover {
        contents: MarkupContent {
            kind: MarkupKind::Markdown,
            value: text,
        }
        .into(),
        range: Some(document.lines.range(bytes)),
    })
}

/// A screen with its title, an input with its label, a field with its example.
fn of_name(flow: &Flow<'_>, name: Name<'_>) -> Option<String> {
    let text = |screen: &Screen<'_>, key| {
        let text = flow.get(screen.object, key)?.as_str()?;
        Some(text.to_owned())
    };
    match name {
        Name::Screen(id) => {
            let title = text(flow.screen(id)?, "title").unwrap_or_default();
            Some(format!("The screen `{id}`\n\n{title}"))
        }
        Name::Input(name, screen) => {
            let input = flow.screen(screen)?.input(name)?;
            let label = flow.property(input, "label").and_then(Node::as_str);
            let label = label.unwrap_or_default();
            let component = input.type_name();
            Some(format!("`{component}` on the screen `{screen}`\n\n{label}"))
        }
        Name::Data(name, screen) => {
            let declaration = flow.screen(screen)?.data.declaration(name)?;
            let declaration = write(declaration, Layout::Pretty);
            Some(format!(
                "Data of the screen `{screen}`\n\n```json\n\"{name}\": {declaration}\n```"
            ))
        }
    }
}

/// A component or an action at its name, and else a property.
fn of_member(at: &At<'_>) -> Option<String> {
    let step = at.steps.last()?;
    let key = &*step.entry.key;
    let names_kind = match step.known {
        Some(Known::Shape(shape)) => {
            let is_component = key == "type" && table::component(shape.name).is_some();
            is_component || (key == "name" && table::action(shape.name).is_some())
        }
        _ => false,
    };
    if let (true, Some(Known::Shape(shape))) = (names_kind, step.known) {
        return table::page(shape.name, Style::Json);
    }
    let is_scalar = at.in_key || std::ptr::eq(at.node, &raw const step.entry.value);
    let (shape, property) = step.property().filter(|_| is_scalar)?;
    let line = table::property_line(shape, property, Style::Json);
    Some(format!("{line}\n\nOf `{}`.", shape.name))
}
