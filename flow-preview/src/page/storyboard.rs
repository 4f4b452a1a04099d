//! All screens at a glance, with the routes between them.

use std::collections::HashMap;

use flow_sim::{End, Opening, Settings, Simulator};
use maud::{Markup, html};

use super::component::Draw;
use super::held::{Held, Piece};
use super::phone::bar;
use crate::pictures::Pictures;
use crate::session::Session;
use crate::source::{Route, Source};

/// The most screens that are drawn. Of more, the others are named.
const MOST_DRAWN: usize = 60;

/// The screens in columns, each as it looks when the examples of its data are there.
pub(super) fn storyboard(session: &Session, pictures: &Pictures, held: &Held) -> Markup {
    let Some(source) = &session.source else {
        return html! {};
    };
    let ids: Vec<&str> = source.program.screen_ids().collect();
    let columns = columns(&ids, &source.routes);
    let known = |route: &&Route| ids.contains(&&*route.from) && ids.contains(&&*route.to);
    html! {
        div.card-top {
            h2 { "Screens" }
            span.count-of { (ids.len()) }
            span.legend { span.line {} "navigate" span.line.dashed {} "endpoint" }
        }
        div.board #board tabindex="0" role="group" aria-label="Screens and their routes" {
            svg.routes #routes aria-hidden="true" {
                defs {
                    marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" { path d="M1 1l6 3-6 3" {} }
                }
                @for route in source.routes.iter().filter(known) {
                    path.by-endpoint[route.by_endpoint] data-from=(route.from) data-to=(route.to) {}
                }
            }
            @for column in &columns {
                div.column {
                    @for id in column {
                        @let drawn = ids.iter().take(MOST_DRAWN).any(|drawn| drawn == id);
                        (thumb(session, id, drawn.then(|| {
                            held.piece(id, still(source, &session.settings, pictures, id))
                        })))
                    }
                }
            }
        }
    }
}

/// The screens by how many steps lead to them from those that none leads to.
fn columns<'i>(ids: &[&'i str], routes: &[Route]) -> Vec<Vec<&'i str>> {
    let mut depth: HashMap<&str, usize> = HashMap::new();
    let entered = |id: &str| {
        routes
            .iter()
            .any(|route| route.to == id && route.from != id)
    };
    let mut next: Vec<&str> = ids.iter().copied().filter(|id| !entered(id)).collect();
    if next.is_empty() {
        next.extend(ids.first());
    }
    let mut columns: Vec<Vec<&str>> = Vec::new();
    loop {
        next.retain(|id| depth.insert(*id, columns.len()).is_none());
        if next.is_empty() {
            // Screens that no step reaches stand at the beginning, below the others.
            let left: Vec<&str> = ids
                .iter()
                .copied()
                .filter(|id| !depth.contains_key(id))
                .collect();
            match columns.first_mut() {
                Some(first) => first.extend(left),
                None if !left.is_empty() => columns.push(left),
                None => {}
            }
            return columns;
        }
        let mut after: Vec<&str> = Vec::new();
        for from in &next {
            let targets = routes.iter().filter(|route| route.from == *from);
            let ids = targets.filter_map(|route| ids.iter().find(|id| **id == route.to));
            after.extend(ids.filter(|id| !depth.contains_key(*id)));
        }
        let mut seen = std::collections::HashSet::new();
        after.retain(|id| seen.insert(*id));
        columns.push(std::mem::replace(&mut next, after));
    }
}

fn thumb(session: &Session, id: &str, still: Option<Piece>) -> Markup {
    let look = session.look;
    html! {
        div.thumb data-screen=(id) {
            div.thumb-frame {
                @if let Some(Piece { name, held, markup }) = still {
                    div.device.still inert data-theme=(look.theme.word()) data-scale=(look.scale.word())
                        dir=(if look.rtl { "rtl" } else { "ltr" }) data-is=[name] data-held[held] { (markup) }
                }
            }
            button.thumb-name data-go=(id) { (id) }
        }
    }
}

/// A screen as it looks at first.
fn still(source: &Source, settings: &Settings, pictures: &Pictures, id: &str) -> Markup {
    let simulator = Simulator::new(&source.program, settings);
    let mut opening = Opening::default();
    opening.screen = Some(id.into());
    opening.anywhere = true;
    let (state, _) = simulator.open(&opening);
    let view = simulator.view(&state);
    let draw = Draw {
        simulator,
        state: &state,
        view: &view,
        pictures,
        held: None,
        space: id,
    };
    html! {
        @if let Some(End::Failed(cause)) = &view.end {
            p.cannot { (cause) }
        } @else {
            div.sheet { (bar(&view, source, true)) div.flow { (draw.body()) (draw.foot()) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(from: &str, to: &str) -> Route {
        Route {
            from: from.to_owned(),
            to: to.to_owned(),
            by_endpoint: false,
        }
    }

    #[test]
    fn each_screen_stands_in_one_column() {
        let routes = [
            route("A", "B"),
            route("A", "C"),
            route("B", "C"),
            route("C", "A"),
            route("C", "NONE"),
        ];
        // Nothing leads to D, and the others lead to each other.
        assert_eq!(
            columns(&["A", "B", "C", "D"], &routes),
            [["D", "A", "B", "C"]]
        );
        assert_eq!(
            columns(&["A", "B", "C"], &routes[..3]),
            [vec!["A"], vec!["B", "C"]]
        );
        assert_eq!(
            columns(&["A", "B"], &[route("A", "B"), route("B", "A")]),
            [vec!["A"], vec!["B"]]
        );
        assert!(columns(&[], &[]).is_empty());
    }
}
