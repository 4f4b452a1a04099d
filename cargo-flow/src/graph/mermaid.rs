//! <https://mermaid.js.org/syntax/flowchart.html>

use super::routes::Routes;

pub(super) fn draw(graph: &Routes) -> String {
    let mut text = String::from("flowchart TD\n");
    for (index, screen) in graph.screens.iter().enumerate() {
        let mut label = escape(&screen.id);
        if let Some(title) = &screen.title {
            label.push_str(&format!("<br/>{}", escape(title)));
        }
        let (open, close) = if screen.is_terminal {
            ("[[", "]]")
        } else {
            ("[", "]")
        };
        let class = if screen.is_missing { ":::missing" } else { "" };
        text.push_str(&format!("  s{index}{open}\"{label}\"{close}{class}\n"));
    }
    for route in &graph.routes {
        let arrow = if route.by_endpoint { "-.->" } else { "-->" };
        let label = if route.is_back { "|back|" } else { "" };
        text.push_str(&format!("  s{} {arrow}{label} s{}\n", route.from, route.to));
    }
    if graph.screens.iter().any(|screen| screen.is_missing) {
        text.push_str("  classDef missing stroke:#c00,stroke-dasharray:4\n");
    }
    text
}

/// Mermaid has entities of HTML, with `#` for `&`.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' => {
                escaped.push_str(&format!("#{};", u32::from(character)));
            }
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
