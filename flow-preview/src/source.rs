//! The flow that is shown, as it stands in its file.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, LineColumn, LineIndex, Style};
use flow_sim::Program;

/// A flow that somebody else has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) json: String,
    /// The places of its values, in the order in which they begin: `src/main.rs:12:5`.
    pub(crate) places: Vec<String>,
    /// The folder of the program, or an empty path for the current one.
    pub(crate) folder: PathBuf,
}

/// A line that an author knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The file as its reader or the compiler calls it.
    pub(crate) file: Arc<str>,
    pub(crate) at: LineColumn,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.at)
    }
}

/// The lines of a flow.
#[derive(Clone)]
enum Lines {
    /// Of its file.
    File(LineIndex),
    /// Of the Rust that it was written in, by the byte at which a value begins. None, if nobody knows them.
    Rust {
        spots: BTreeMap<u32, Spot>,
        folder: PathBuf,
    },
}

/// A flow that was read.
#[derive(Clone)]
pub(crate) struct Source {
    /// The name of the file.
    pub(crate) name: String,
    pub(crate) tree: Arc<Node>,
    pub(crate) program: Arc<Program>,
    /// Whether parts of it may be missing, since its text is no JSON or has no screens.
    pub(crate) misread: bool,
    /// The routes between screens.
    pub(crate) routes: Vec<Route>,
    /// What the checker finds.
    pub(crate) findings: Vec<Diagnostic>,
    /// The version of the data API, if the flow exchanges data.
    #[cfg(feature = "endpoint")]
    pub(crate) data_api_version: Option<String>,
    lines: Lines,
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
        let misread = !findings.is_empty();
        findings.extend(flow_json::check(&flow, Style::Json));
        Ok(Self::new(name, flow, misread, findings, Lines::File(lines)))
    }

    /// Reads a flow that was given.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub(crate) fn given(given: &Given) -> Result<Self, String> {
        let reading = flow_json::read(&given.json);
        let Some(flow) = reading.root else {
            return Self::read(&given.name, &given.json);
        };
        // A flow of `include_flow!` was written in a file of Flow JSON.
        let in_rust = given
            .places
            .first()
            .is_none_or(|first| first.contains(".rs:"));
        let style = if in_rust { Style::Rust } else { Style::Json };
        let mut findings = reading.diagnostics;
        let misread = !findings.is_empty();
        findings.extend(flow_json::check(&flow, style));
        // Values have lines there, and keys do not.
        for finding in &mut findings {
            if let Some(node) = flow.pointer(&finding.place.pointer) {
                finding.place.loc = node.loc;
            }
        }
        let lines = Lines::Rust {
            spots: spots(&flow, &given.places),
            folder: given.folder.clone(),
        };
        Ok(Self::new(&given.name, flow, misread, findings, lines))
    }

    /// Whether other screens lead to a screen, so that a phone has a way back on it.
    pub(crate) fn is_later(&self, screen: &str) -> bool {
        let mut routes = self.routes.iter();
        routes.any(|route| route.to == screen && route.from != screen)
    }

    fn new(name: &str, flow: Node, misread: bool, findings: Vec<Diagnostic>, lines: Lines) -> Self {
        let program = Program::new(&flow);
        Self {
            name: name.to_owned(),
            misread: misread || program.screen_ids().next().is_none(),
            program: Arc::new(program),
            routes: routes(&flow),
            findings,
            #[cfg(feature = "endpoint")]
            data_api_version: flow
                .get("data_api_version")
                .and_then(Node::as_str)
                .map(str::to_owned),
            lines,
            tree: Arc::new(flow),
        }
    }

    /// The line of the value that begins at a byte.
    pub(crate) fn spot(&self, offset: u32) -> Option<Spot> {
        match &self.lines {
            Lines::File(lines) => Some(Spot {
                file: self.name.as_str().into(),
                at: lines.line_column(offset),
            }),
            Lines::Rust { spots, .. } => {
                let (_, spot) = spots.range(..=offset).next_back()?;
                Some(spot.clone())
            }
        }
    }

    /// Whether its lines are in several files, or in one that has another name than the flow.
    pub(crate) fn names_files(&self) -> bool {
        matches!(self.lines, Lines::Rust { .. })
    }

    /// The path of a file. The compiler calls it by the folder of the workspace, which is the one of the program
    /// or one above.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        let Lines::Rust { folder, .. } = &self.lines else {
            return file.into();
        };
        // Without a current folder, a relative path leads nowhere, as the one of the file does.
        let folder = std::path::absolute(folder.join(".")).unwrap_or_else(|_| folder.clone());
        let mut paths = folder.ancestors().map(|folder| folder.join(file));
        let found = paths.find(|path| path.exists());
        found.unwrap_or_else(|| Path::new(file).to_owned())
    }
}

/// The places of values, by the bytes at which they begin.
fn spots(flow: &Node, places: &[String]) -> BTreeMap<u32, Spot> {
    let mut files: Vec<Arc<str>> = Vec::new();
    let mut spot = |place: &String| {
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let file = match files.iter().find(|file| &***file == name) {
            Some(file) => Arc::clone(file),
            None => {
                files.push(name.into());
                name.into()
            }
        };
        let at = LineColumn { line, column };
        Some(Spot { file, at })
    };
    let mut spots = BTreeMap::new();
    let mut places = places.iter();
    // A stack of our own, since a flow may be deeper than the thread's.
    let mut open = vec![flow];
    while let Some(node) = open.pop() {
        if let Some(spot) = places.next().and_then(&mut spot) {
            spots.insert(node.loc.start(), spot);
        }
        match &node.value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                open.extend(object.entries.iter().rev().map(|entry| &entry.value));
            }
            _ => {}
        }
    }
    spots
}

fn routes(flow: &Node) -> Vec<Route> {
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
    let model = flow.top("routing_model").and_then(Node::as_object);
    for entry in model.iter().flat_map(|model| &model.entries) {
        let targets = entry.value.as_array().into_iter().flatten();
        for target in targets.filter_map(Node::as_str) {
            add(&entry.key, target, true);
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_lines_of_the_rust_they_were_written_in() {
        let json = r#"{"version": "7.3", "screens": [{"id": "A"}]}"#;
        let places = [
            "a.rs:1:1",
            "a.rs:2:9",
            "a.rs:3:9",
            "c/b.rs:4:5",
            "c/b.rs:5:9",
        ];
        let given = Given {
            name: "a".to_owned(),
            json: json.to_owned(),
            places: places.map(str::to_owned).into(),
            folder: PathBuf::from("src"),
        };
        let source = Source::given(&given).unwrap();
        let spot = |part: &str| {
            let start = u32::try_from(json.find(part).unwrap()).unwrap();
            source.spot(start).map(|spot| spot.to_string())
        };
        assert_eq!(spot("{\"v").as_deref(), Some("a.rs:1:1"));
        assert_eq!(spot("[").as_deref(), Some("a.rs:3:9"));
        assert_eq!(spot("{\"id").as_deref(), Some("c/b.rs:4:5"));
        assert_eq!(spot("\"A").as_deref(), Some("c/b.rs:5:9"));
        let own = source.path("flow-preview/src/source.rs");
        assert!(
            own.is_absolute() && own.exists(),
            "found above: {}",
            own.display()
        );
        assert_eq!(source.path("none.rs"), Path::new("none.rs"));

        let nowhere = Given {
            places: Vec::new(),
            ..given
        };
        assert_eq!(Source::given(&nowhere).unwrap().spot(0), None);
    }
}
