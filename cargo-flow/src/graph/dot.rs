//! <https://graphviz.org/doc/info/lang.html>

use super::routes::Routes;

pub(super) fn draw(graph: &Routes) -> String {
    let mut text = String::from(
        "digraph flow {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n",
    );
    for (index, screen) in graph.screens.iter().enumerate() {
        let mut label = escape(&screen.id);
        if let Some(title) = &screen.title {
            label.push_str(&format!("\\n{}", escape(title)));
        }
        let look = match (screen.is_terminal, screen.is_missing) {
            (true, _) => ", peripheries=2",
            (_, true) => ", style=dashed, color=red",
            _ => "",
        };
        text.push_str(&format!("  s{index} [label=\"{label}\"{look}];\n"));
    }
    for route in &graph.routes {
        let mut look = Vec::new();
        if route.by_endpoint {
            look.push("style=dashed");
        }
        if route.is_back {
            look.extend(["label=\"back\"", "constraint=false"]);
        }
        let look = if look.is_empty() {
            String::new()
        } else {
            format!(" [{}]", look.join(", "))
        };
        text.push_str(&format!("  s{} -> s{}{look};\n", route.from, route.to));
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
