//! A picture without fonts, styles or scripts of its own.

use super::layout::{Layout, Point, Size, layout};
use super::routes::{Route, Routes, Screen};

/// The width of a character, roughly: fonts differ.
const CHARACTER: f64 = 8.0;
const LINE: f64 = 18.0;
const PADDING: f64 = 14.0;
const MARGIN: f64 = 20.0;
/// The gap between two routes back, which go along the right side.
const LANE: f64 = 14.0;
/// The most characters of a title. A longer one is cut.
const TITLE: usize = 32;

pub(super) fn draw(graph: &Routes) -> String {
    let sizes: Vec<Size> = graph.screens.iter().map(size).collect();
    let layout = layout(graph, &sizes);
    let backs = graph.routes.iter().filter(|route| route.is_back).count();
    let side = if backs > 0 {
        LANE * (backs + 1) as f64
    } else {
        0.0
    };
    let width = (layout.width + side + 2.0 * MARGIN).ceil();
    let height = (layout.height + 2.0 * MARGIN).ceil();
    let mut text = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{} {} {width} {height}" role="img" font-family="sans-serif" font-size="13">
<title>{}</title>
<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z" fill="#555"/></marker></defs>
<rect x="{}" y="{}" width="{width}" height="{height}" fill="#fff"/>
"##,
        -MARGIN, -MARGIN, "screens and the routes between them", -MARGIN, -MARGIN,
    );
    let mut lane = 0;
    for (route, bends) in graph.routes.iter().zip(&layout.bends) {
        let path = if route.is_back {
            lane += 1;
            back(route, &layout, &sizes, lane)
        } else {
            forward(route, bends, &layout, &sizes)
        };
        let dash = if route.by_endpoint {
            r#" stroke-dasharray="6 4""#
        } else {
            ""
        };
        let color = if route.is_back { "#b58" } else { "#555" };
        text.push_str(&format!(
            r#"<path d="{path}" fill="none" stroke="{color}" stroke-width="1.3"{dash} marker-end="url(#arrow)"><title>{} to {}</title></path>"#,
            escape(&graph.screens[route.from].id),
            escape(&graph.screens[route.to].id),
        ));
        text.push('\n');
    }
    for ((screen, size), at) in graph.screens.iter().zip(&sizes).zip(&layout.screens) {
        draw_screen(&mut text, screen, size, *at);
    }
    text.push_str("</svg>\n");
    text
}

fn size(screen: &Screen) -> Size {
    let title = screen.title.as_deref().map(cut);
    let title_width = title.as_deref().map_or(0, columns);
    let width = columns(&screen.id).max(title_width) as f64 * CHARACTER;
    Size {
        width: width + 2.0 * PADDING,
        height: LINE * if title.is_some() { 2.0 } else { 1.0 } + PADDING,
    }
}

/// The width of a text in characters. Those of East Asia count twice.
fn columns(text: &str) -> usize {
    let wide = |character| matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}' | '\u{1f300}'..);
    text.chars()
        .map(|character| if wide(character) { 2 } else { 1 })
        .sum()
}

fn cut(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

/// From the bottom of a box through its bends to the top of another.
fn forward(route: &Route, bends: &[Point], layout: &Layout, sizes: &[Size]) -> String {
    let (mut from, mut to) = (layout.screens[route.from], layout.screens[route.to]);
    from.y += sizes[route.from].height / 2.0;
    to.y -= sizes[route.to].height / 2.0;
    let mut path = format!("M{:.1} {:.1}", from.x, from.y);
    let mut last = from;
    for next in bends.iter().copied().chain([to]) {
        let half = (last.y + next.y) / 2.0;
        let (x, y) = (next.x, next.y);
        path.push_str(&format!(
            " C{:.1} {half:.1} {x:.1} {half:.1} {x:.1} {y:.1}",
            last.x
        ));
        last = next;
    }
    path
}

/// From the right side of a box along the right side of the picture to the right side of another.
fn back(route: &Route, layout: &Layout, sizes: &[Size], lane: usize) -> String {
    let side = |screen: usize, dy: f64| Point {
        x: layout.screens[screen].x + sizes[screen].width / 2.0,
        y: layout.screens[screen].y + dy,
    };
    let (from, to) = (side(route.from, 6.0), side(route.to, -6.0));
    let x = layout.width + lane as f64 * LANE;
    format!(
        "M{:.1} {:.1} C{x:.1} {:.1} {x:.1} {:.1} {x:.1} {:.1} S{x:.1} {:.1} {:.1} {:.1}",
        from.x,
        from.y,
        from.y,
        from.y,
        (from.y + to.y) / 2.0,
        to.y,
        to.x,
        to.y,
    )
}

fn draw_screen(text: &mut String, screen: &Screen, size: &Size, at: Point) {
    let rect = |text: &mut String, inset: f64, fill: &str| {
        let color = if screen.is_missing { "#c00" } else { "#333" };
        let dash = if screen.is_missing {
            r#" stroke-dasharray="4""#
        } else {
            ""
        };
        let (x, y) = (
            at.x - size.width / 2.0 + inset,
            at.y - size.height / 2.0 + inset,
        );
        let (width, height) = (size.width - 2.0 * inset, size.height - 2.0 * inset);
        text.push_str(&format!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="6" fill="{fill}" stroke="{color}"{dash}/>"#
        ));
        text.push('\n');
    };
    rect(text, 0.0, "#f4f8f4");
    if screen.is_terminal {
        rect(text, 3.0, "none");
    }
    let mut line = |y: f64, look: &str, content: &str| {
        text.push_str(&format!(
            r#"<text x="{:.1}" y="{y:.1}" text-anchor="middle"{look}>{}</text>"#,
            at.x,
            escape(content)
        ));
        text.push('\n');
    };
    match &screen.title {
        None => line(at.y + 5.0, r#" font-weight="bold""#, &screen.id),
        Some(title) => {
            line(at.y - 4.0, r#" font-weight="bold""#, &screen.id);
            line(at.y + 14.0, r##" fill="#555""##, &cut(title));
        }
    }
}

/// XML takes no control character, not even escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
