//! <https://graphviz.org/doc/info/lang.html>

use std::fmt::Write;

use super::routes::Routes;

pub(super) fn draw(graph: &Routes) -> String {
    let mut text = String::from(
        "digraph flow {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
    );
    for (index, screen) in graph.screens.iter().enumerate() {
        let mut label = escape(&screen.id);
        if let Some(title) = &screen.title {
            let _ = write!(label, "\\n{}", escape(title));
        }
        let look = match (screen.is_terminal, screen.is_missing) {
            (true, _) => ", peripheries=2",
            (_, true) => ", style=dashed, color=red",
            _ => "",
        };
        let _ = writeln!(text, "  s{index} [label=\"{label}\"{look}];");
    }
    for route in &graph.routes {
        let mut look = Vec::new();
        if route.by_endpoint {
            look.push("style=dashed");
        }
        if route.is_back {
            look.extend(["label=\"back\"", "constraint=false"]);
        }
        let look = match look.is_empty() {
            true => String::new(),
            false => format!(" [{}]", look.join(", ")),
        };
        let _ = writeln!(text, "  s{} -> s{}{look};", route.from, route.to);
    }
    text.push_str("}\n");
    text
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
