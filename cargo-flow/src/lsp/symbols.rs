//! The outline of a flow: its screens, and the components on each.

use flow_json::model::{Component, Flow, Screen};
use flow_json::tree::Node;
use lsp_types::{DocumentSymbol, SymbolKind};

use super::document::Document;

pub(super) fn of(document: &Document) -> Vec<DocumentSymbol> {
    let Some(root) = document.flow() else {
        return Vec::new();
    };
    let flow = Flow::without_expressions(root);
    let screens = flow.screens.iter();
    screens
        .map(|screen| symbol_of(document, &flow, screen))
        .collect()
}

fn symbol_of(document: &Document, flow: &Flow<'_>, screen: &Screen<'_>) -> DocumentSymbol {
    let mut open: Vec<Vec<DocumentSymbol>> = vec![Vec::new()];
    let mut above: Vec<usize> = Vec::new();
    // A container comes before the components in it.
    for (index, component) in screen.components.iter().enumerate() {
        while above.last().copied() != component.parent && !above.is_empty() {
            above.pop();
            close(&mut open);
        }
        let name = component.type_name();
        let symbol = symbol(
            document,
            if name.is_empty() { "?" } else { name },
            detail(flow, component),
            kind(component),
            (component.node, component.type_node),
        );
        match open.last_mut() {
            Some(list) => list.push(symbol),
            None => open.push(vec![symbol]),
        }
        above.push(index);
        open.push(Vec::new());
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let title = screen.object.get("title").and_then(Node::as_str);
    let mut symbol = symbol(
        document,
        screen.id.filter(|id| !id.is_empty()).unwrap_or("?"),
        title.map(str::to_owned),
        SymbolKind::Class,
        (screen.node, screen.anchor),
    );
    symbol.children = open.pop();
    symbol
}

/// Puts the innermost list of symbols into the symbol before it.
fn close(open: &mut Vec<Vec<DocumentSymbol>>) {
    let inner = open.pop().filter(|inner| !inner.is_empty());
    if let Some(symbol) = open.last_mut().and_then(|list| list.last_mut()) {
        symbol.children = inner;
    }
}

/// The name, or else the text that people see.
fn detail(flow: &Flow<'_>, component: &Component<'_>) -> Option<String> {
    let mut texts = ["name", "label", "text", "condition", "value"].iter();
    let text = texts.find_map(|key| flow.property(component, key)?.as_str())?;
    const LONGEST: usize = 60;
    Some(match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    })
}

fn kind(component: &Component<'_>) -> SymbolKind {
    if component.table.input.is_some() {
        SymbolKind::Field
    } else {
        SymbolKind::Object
    }
}

fn symbol(
    document: &Document,
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    (node, selection): (&Node, &Node),
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail,
        kind,
        tags: None,
        #[expect(deprecated, reason = "the protocol has the field")]
        deprecated: None,
        range: document.lines.range(node.loc.range()),
        selection_range: document.lines.range(selection.loc.range()),
        children: None,
    }
}
