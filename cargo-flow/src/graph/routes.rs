//! The routes between screens.

use std::collections::{HashMap, HashSet};

use flow_json::model::{self, Flow};
use flow_json::tree::Node;

/// A screen of the drawing.
pub(super) struct Screen {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) is_terminal: bool,
    /// A route leads there, but there is no such screen.
    pub(super) is_missing: bool,
}

/// A route from one screen to another.
pub(super) struct Route {
    pub(super) from: usize,
    pub(super) to: usize,
    /// No action takes it; only the endpoint can.
    pub(super) by_endpoint: bool,
    /// It leads to a screen that leads here.
    pub(super) is_back: bool,
}

/// All screens, in the order of the document, and all routes between them.
pub(super) struct Routes {
    pub(super) screens: Vec<Screen>,
    pub(super) routes: Vec<Route>,
}

impl Routes {
    pub(super) fn of(flow: &Node) -> Self {
        let flow = Flow::without_expressions(flow);
        let mut found = Finder::default();
        for screen in &flow.screens {
            found.screen(screen);
        }
        for screen in &flow.screens {
            for target in screen
                .navigations()
                .filter_map(|(_, target)| target.as_str())
            {
                // Only the data says where a binding leads.
                if !target.contains("${") {
                    found.route(screen.id, target, false);
                }
            }
        }
        let model = flow.top("routing_model").and_then(Node::as_object);
        for entry in model.iter().flat_map(|model| &model.entries) {
            let targets = entry.value.as_array().into_iter().flatten();
            for target in targets.filter_map(Node::as_str) {
                found.route(Some(&entry.key), target, true);
            }
        }
        let Finder {
            screens,
            mut routes,
            ..
        } = found;
        mark_back(screens.len(), &mut routes);
        Self { screens, routes }
    }
}

#[derive(Default)]
struct Finder {
    screens: Vec<Screen>,
    routes: Vec<Route>,
    by_id: HashMap<String, usize>,
    seen: HashSet<(usize, usize)>,
}

impl Finder {
    fn screen(&mut self, screen: &model::Screen<'_>) {
        let id = match screen.id {
            Some(id) => id.to_owned(),
            None => format!("(screen {})", screen.position + 1),
        };
        let title = screen.object.get("title").and_then(Node::as_str);
        self.by_id.entry(id.clone()).or_insert(self.screens.len());
        self.screens.push(Screen {
            id,
            title: title.map(str::to_owned),
            is_terminal: screen.terminal == Some(true),
            is_missing: false,
        });
    }

    fn index(&mut self, id: &str) -> usize {
        if let Some(index) = self.by_id.get(id) {
            return *index;
        }
        let index = self.screens.len();
        self.by_id.insert(id.to_owned(), index);
        self.screens.push(Screen {
            id: id.to_owned(),
            title: None,
            is_terminal: false,
            is_missing: true,
        });
        index
    }

    fn route(&mut self, from: Option<&str>, to: &str, by_endpoint: bool) {
        let Some(from) = from else { return };
        let (from, to) = (self.index(from), self.index(to));
        if self.seen.insert((from, to)) {
            self.routes.push(Route {
                from,
                to,
                by_endpoint,
                is_back: false,
            });
        }
    }
}

/// Marks the routes that close a circle. The search begins at screens without a route to them, then
/// at the others, in their order. Without the marked routes there is no circle.
fn mark_back(screens: usize, routes: &mut [Route]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        None,
        Open,
        Done,
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); screens];
    let mut is_target = vec![false; screens];
    for (index, route) in routes.iter().enumerate() {
        out[route.from].push(index);
        is_target[route.to] |= route.from != route.to;
    }
    let mut visits = vec![Visit::None; screens];
    let starts = (0..screens).filter(|screen| !is_target[*screen]);
    for start in starts.chain(0..screens) {
        if visits[start] != Visit::None {
            continue;
        }
        visits[start] = Visit::Open;
        // A stack of our own, since recursion over thousands of screens would overflow the thread's.
        let mut open = vec![(start, 0)];
        while let Some((screen, next)) = open.last_mut() {
            let Some(&route) = out[*screen].get(*next) else {
                visits[*screen] = Visit::Done;
                open.pop();
                continue;
            };
            *next += 1;
            let to = routes[route].to;
            match visits[to] {
                Visit::None => {
                    visits[to] = Visit::Open;
                    open.push((to, 0));
                }
                Visit::Open => routes[route].is_back = true,
                Visit::Done => {}
            }
        }
    }
}
