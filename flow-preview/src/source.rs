//! The flow that is shown, as it stands in its file.

use std::sync::Arc;

use flow_json::{Diagnostic, LineColumn, LineIndex, Style};
use flow_sim::Program;

/// A flow that was read.
#[derive(Clone)]
pub(crate) struct Source {
    /// The name of the file.
    pub(crate) name: String,
    pub(crate) program: Arc<Program>,
    /// The routes between screens.
    pub(crate) routes: Vec<Route>,
    /// What the checker finds.
    pub(crate) findings: Vec<Diagnostic>,
    /// `None` of a flow in Rust: the lines of its JSON are nothing that an author knows.
    lines: Option<LineIndex>,
}

/// A route from one screen to another, by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Route {
    pub(crate) from: String,
    pub(crate) to: String,
    /// No action takes it; only the endpoint can.
    pub(crate) by_endpoint: bool,
}

impl Source {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// There is nothing in it that could be shown: the mistake in words.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, String> {
        let lines = LineIndex::new(text);
        let reading = flow_json::read(text);
        let mut findings = reading.diagnostics;
        let Some(flow) = reading.root else {
            let words = findings.iter().map(|finding| {
                let place = lines.line_column(finding.place.loc.start());
                format!("{finding}\n  at {name}:{place}")
            });
            let words: Vec<_> = words.take(3).collect();
            return Err(format!("this is no JSON\n\n{}", words.join("\n\n")));
        };
        findings.extend(flow_json::check(&flow, Style::Json));
        Ok(Self {
            name: name.to_owned(),
            program: Arc::new(Program::new(&flow)),
            routes: routes(&flow),
            findings,
            lines: Some(lines),
        })
    }

    /// Reads what a program prints.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub(crate) fn of_program(name: &str, json: &str) -> Result<Self, String> {
        let read = Self::read(name, json)?;
        Ok(Self {
            lines: None,
            ..read
        })
    }

    /// Whether other screens lead to a screen, so that a phone has a way back on it.
    pub(crate) fn is_later(&self, screen: &str) -> bool {
        let mut routes = self.routes.iter();
        routes.any(|route| route.to == screen && route.from != screen)
    }

    /// The line and column of a byte.
    pub(crate) fn place(&self, offset: u32) -> Option<LineColumn> {
        Some(self.lines.as_ref()?.line_column(offset))
    }
}

fn routes(flow: &flow_json::tree::Node) -> Vec<Route> {
    let flow = flow_json::model::Flow::without_expressions(flow);
    let mut routes: Vec<Route> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut add = |from: &str, to: &str, by_endpoint| {
        if seen.insert((from.to_owned(), to.to_owned())) {
            routes.push(Route {
                from: from.to_owned(),
                to: to.to_owned(),
                by_endpoint,
            });
        }
    };
    for screen in &flow.screens {
        let targets = screen
            .navigations()
            .filter_map(|(_, target)| target.as_str());
        for target in targets {
            if let Some(id) = screen.id {
                add(id, target, false);
            }
        }
    }
    let model = flow
        .top("routing_model")
        .and_then(flow_json::tree::Node::as_object);
    for entry in model.iter().flat_map(|model| &model.entries) {
        let targets = entry.value.as_array().into_iter().flatten();
        for target in targets.filter_map(flow_json::tree::Node::as_str) {
            add(&entry.key, target, true);
        }
    }
    routes
}
