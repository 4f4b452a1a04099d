//! What can be written at a place.

use std::ops::Range;

use flow_json::model::{self, At, Flow, Known, Screen};
use flow_json::table::{self, Shape, Type};
use flow_json::tree::{Node, Value};
use flow_json::{State, Style, Version};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, MarkupContent,
    MarkupKind, TextEdit,
};

use super::document::Document;

pub(super) fn of(document: &Document, offset: usize) -> Vec<CompletionItem> {
    let Some(root) = document.flow() else {
        return Vec::new();
    };
    let flow = Flow::without_expressions(root);
    let mut at = model::at(root, offset);
    if let Some(value) = missing_value(document, &at, offset) {
        at = model::at(root, value);
    }
    let mut items = Items {
        document,
        replaced: offset..offset,
        quoted: false,
        items: Vec::new(),
    };
    if at.in_key {
        if let Some(step) = at.steps.last() {
            items.inside(step.entry.key_loc.range(), offset);
            items.keys(&flow, &at, Some(&step.entry.key));
        }
    } else if let Value::Object(_) = at.node.value {
        items.keys(&flow, &at, None);
    } else {
        items.inside(at.node.loc.range(), offset);
        let before = &document.text[items.replaced.start..offset];
        match before.rfind("${") {
            Some(open) if !before[open..].contains('}') => {
                items.replaced = offset..offset;
                items.references(&flow, &at, &before[open + 2..]);
            }
            _ => items.values(&flow, &at),
        }
    }
    items.items
}

/// Where the value would stand of a key that has only a colon yet, if that is before the place.
fn missing_value(document: &Document, at: &At<'_>, offset: usize) -> Option<usize> {
    let object = at.node.as_object().filter(|_| !at.in_key)?;
    let entries = object.entries.iter().rev();
    let mut before = entries.filter(|entry| entry.key_loc.range().end <= offset);
    let entry = before.next()?;
    let between = &document.text[entry.key_loc.range().end..offset];
    let value = entry.value.loc.range();
    (between.trim() == ":" && value.is_empty()).then_some(value.start)
}

struct Items<'d> {
    document: &'d Document,
    /// The bytes that a choice replaces.
    replaced: Range<usize>,
    /// Whether they stand in quotes already.
    quoted: bool,
    items: Vec<CompletionItem>,
}

impl Items<'_> {
    /// Lets choices replace what is in the quotes, or what is written without.
    fn inside(&mut self, token: Range<usize>, offset: usize) {
        if token.is_empty() {
            return;
        }
        let text = &self.document.text[token.clone()];
        self.quoted = text.starts_with('"') && offset > token.start;
        self.replaced = token;
        if self.quoted {
            self.replaced.start += 1;
            // A string that is not closed may go on for long.
            match text.len() > 1 && text.ends_with('"') {
                true => self.replaced.end -= 1,
                false => self.replaced.end = offset,
            }
        }
    }

    fn add(&mut self, label: &str, kind: CompletionItemKind, text: String, page: Option<String>) {
        let documentation = page.map(|value| {
            Documentation::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value,
            })
        });
        self.items.push(CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            documentation,
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
                range: self.document.lines.range(self.replaced.clone()),
                new_text: text,
            })),
            // The table has them in the order in which they are best written.
            sort_text: Some(format!("{:04}", self.items.len())),
            filter_text: None,
            ..CompletionItem::default()
        });
    }

    fn string(&mut self, value: &str, kind: CompletionItemKind, page: Option<String>) {
        let quoted = serde_json::Value::from(value).to_string();
        let text = match self.quoted {
            true => quoted[1..quoted.len() - 1].to_owned(),
            false => quoted,
        };
        self.add(value, kind, text, page);
    }

    /// The keys that the object lacks. `own` is the one that is being written.
    fn keys(&mut self, flow: &Flow<'_>, at: &At<'_>, own: Option<&str>) {
        let (Some(object), Some(known)) = (at.node.as_object(), at.known) else {
            if at.known.is_none() && is_component(at) {
                self.key("type", "Which component it is.".to_owned());
            }
            return;
        };
        let is_missing = |key: &str| own == Some(key) || object.get(key).is_none();
        if let Known::Shape(shape) = known {
            for property in shape.properties {
                let version = flow.version;
                let is_known =
                    version >= property.since && property.until.is_none_or(|until| version < until);
                if is_known && is_missing(property.name) {
                    let line = table::property_line(shape, property, Style::Json);
                    self.key(property.name, line);
                }
            }
        }
    }

    fn key(&mut self, key: &str, page: String) {
        let text = match self.quoted {
            true => key.to_owned(),
            false => format!("\"{key}\": "),
        };
        self.add(key, CompletionItemKind::Property, text, Some(page));
    }

    fn values(&mut self, flow: &Flow<'_>, at: &At<'_>) {
        let Some(step) = at.steps.last() else { return };
        let key = &*step.entry.key;
        let page = |name: &str| table::page(name, Style::Json);
        let is_routing = at
            .steps
            .iter()
            .any(|step| step.entry.key == "routing_model");
        match step.known {
            _ if is_routing => self.screens(flow),
            Some(Known::Shape(shape)) if is_target(shape, key) => self.screens(flow),
            Some(Known::Shape(shape)) if key == "sensitive" && shape.name == table::SCREEN.name => {
                self.inputs(screen_of(flow, at));
            }
            Some(Known::Shape(shape))
                if key == "type" && table::component(shape.name).is_some() =>
            {
                self.components(flow);
            }
            None if key == "type" => self.components(flow),
            None if key == "name" => {
                for name in action_names(at) {
                    self.string(name, CompletionItemKind::Function, page(name));
                }
            }
            Some(Known::Shape(shape)) if key == "name" && table::action(shape.name).is_some() => {
                for name in action_names(at) {
                    self.string(name, CompletionItemKind::Function, page(name));
                }
            }
            Some(Known::Declaration) if key == "type" => {
                for name in table::DATA_TYPES {
                    self.string(name, CompletionItemKind::EnumMember, None);
                }
            }
            _ => {
                if let Some((_, property)) = step.property() {
                    self.of_type(flow, &property.ty);
                }
            }
        }
    }

    fn of_type(&mut self, flow: &Flow<'_>, ty: &Type) {
        match ty {
            Type::Choice(choices) => {
                for choice in choices.iter().filter(|one| one.since <= flow.version) {
                    self.string(choice.value, CompletionItemKind::EnumMember, None);
                }
            }
            Type::String(table::Format::Constant(text)) => {
                self.string(text, CompletionItemKind::EnumMember, None);
            }
            Type::String(table::Format::Version) => {
                let versions = Version::ALL.iter().rev();
                for (version, _) in versions.filter(|(_, state)| *state != State::Frozen) {
                    self.string(&version.to_string(), CompletionItemKind::EnumMember, None);
                }
            }
            Type::Boolean if !self.quoted => {
                for value in ["true", "false"] {
                    self.add(value, CompletionItemKind::Keyword, value.to_owned(), None);
                }
            }
            Type::OneOf(types) => {
                for (ty, _) in types.iter().filter(|(_, since)| *since <= flow.version) {
                    self.of_type(flow, ty);
                }
            }
            _ => {}
        }
    }

    fn components(&mut self, flow: &Flow<'_>) {
        for component in table::COMPONENTS {
            let Shape { name, since, .. } = component.shape;
            if since <= flow.version {
                let page = table::page(name, Style::Json);
                self.string(name, CompletionItemKind::Class, page);
            }
        }
    }

    fn screens(&mut self, flow: &Flow<'_>) {
        for screen in &flow.screens {
            let title = screen.object.get("title").and_then(Node::as_str);
            if let Some(id) = screen.id {
                self.string(id, CompletionItemKind::Class, title.map(str::to_owned));
            }
        }
    }

    fn inputs(&mut self, screen: Option<&Screen<'_>>) {
        for input in screen.into_iter().flat_map(Screen::inputs) {
            if let Some(name) = input.object.get("name").and_then(Node::as_str) {
                let about = format!("`{}`", input.type_name());
                self.string(name, CompletionItemKind::Field, Some(about));
            }
        }
    }

    /// What may stand behind `${`, of which this is written.
    fn references(&mut self, flow: &Flow<'_>, at: &At<'_>, written: &str) {
        self.quoted = true;
        let parts: Vec<_> = written.split('.').collect();
        // The last part is what the choices replace.
        let Some((part, before)) = parts.split_last() else {
            return;
        };
        self.replaced.start -= part.len();
        let own = screen_of(flow, at);
        let (screen, source) = match before {
            [] => {
                for source in ["form", "data", "screen"] {
                    self.string(source, CompletionItemKind::Keyword, None);
                }
                return;
            }
            ["screen"] => return self.screens(flow),
            ["screen", _] => {
                for source in ["form", "data"] {
                    self.string(source, CompletionItemKind::Keyword, None);
                }
                return;
            }
            ["screen", id, source] => (flow.screen(id), *source),
            [source] => (own, *source),
            _ => return,
        };
        match source {
            "form" => self.inputs(screen),
            "data" => {
                for field in screen
                    .into_iter()
                    .flat_map(|screen| screen.data.declarations())
                {
                    self.string(&field.key, CompletionItemKind::Variable, None);
                }
            }
            _ => {}
        }
    }
}

/// Whether an object stands where components do.
fn is_component(at: &At<'_>) -> bool {
    let around = at.steps.iter().rev().find_map(|step| step.property());
    around.is_some_and(|(_, property)| matches!(property.ty, Type::Components | Type::Cases))
}

/// Whether a property names the screen that an action goes to.
fn is_target(shape: &Shape, key: &str) -> bool {
    let navigate = table::action("navigate").map(|action| &action.shape);
    let next = navigate.and_then(|navigate| navigate.property("next"));
    let next = next.and_then(|next| match next.ty {
        Type::Object(next) => Some(next),
        _ => None,
    });
    key == "name" && next.is_some_and(|next| next.name == shape.name)
}

/// The actions that may stand at a place.
fn action_names(at: &At<'_>) -> impl Iterator<Item = &'static str> {
    let uses = at
        .steps
        .iter()
        .rev()
        .find_map(|step| match step.property()?.1.ty {
            Type::Action { uses, .. } => Some(uses),
            _ => None,
        });
    uses.unwrap_or_default().iter().map(|one| one.action)
}

/// The screen around a place.
fn screen_of<'m, 't>(flow: &'m Flow<'t>, at: &At<'_>) -> Option<&'m Screen<'t>> {
    let objects = at.steps.iter().map(|step| step.object);
    let mut objects = objects.filter_map(|object| {
        let screens = flow.screens.iter();
        screens
            .into_iter()
            .find(|screen| std::ptr::eq(screen.object, object))
    });
    objects.next()
}
