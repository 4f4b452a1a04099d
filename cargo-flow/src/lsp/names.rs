//! The names of a flow: where each is defined, and where it is used.

use std::ops::Range;

use flow_json::expr::Source;
use flow_json::model::{Flow, Screen};
use flow_json::tree::{Entry, Node};
use flow_json::{TextRange, table};

/// A name of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name<'t> {
    /// The id of a screen.
    Screen(&'t str),
    /// An input, and the screen that it is on.
    Input(&'t str, &'t str),
    /// A field of the data of a screen, and the screen.
    Data(&'t str, &'t str),
}

impl<'t> Name<'t> {
    /// The text that stands for it.
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Screen(name) | Self::Input(name, _) | Self::Data(name, _) => name,
        }
    }
}

/// A place where a name stands.
#[derive(Clone, Debug)]
pub(super) struct Occurrence<'t> {
    pub(super) name: Name<'t>,
    /// The bytes of the name, or of the whole string where the name is written with escapes.
    pub(super) bytes: Range<usize>,
    /// Whether it is defined here.
    pub(super) defines: bool,
}

/// All places where a name stands, screen by screen.
pub(super) fn occurrences<'m, 't: 'm>(flow: &'m Flow<'t>) -> Vec<Occurrence<'m>> {
    let mut found = Found(Vec::new());
    for screen in &flow.screens {
        let Some(id) = screen.id else { continue };
        found.text(Name::Screen(id), screen.anchor, true);
        found.screen(flow, screen, id);
    }
    let routes = flow.top("routing_model").and_then(Node::as_object);
    for route in routes.into_iter().flat_map(|routes| &routes.entries) {
        found.key(Name::Screen(&route.key), route, false);
        for target in route.value.as_array().unwrap_or_default() {
            if let Some(id) = target.as_str() {
                found.text(Name::Screen(id), target, false);
            }
        }
    }
    found.0
}

struct Found<'t>(Vec<Occurrence<'t>>);

impl<'m> Found<'m> {
    fn screen<'t: 'm>(&mut self, flow: &'m Flow<'t>, screen: &'m Screen<'t>, id: &'m str) {
        for field in screen.data.declarations() {
            self.key(Name::Data(&field.key, id), field, true);
        }
        for input in screen.inputs() {
            let name = flow.property(input, "name");
            if let Some((node, name)) = name.and_then(|node| Some((node, node.as_str()?))) {
                self.text(Name::Input(name, id), node, true);
            }
        }
        let sensitive = flow.get(screen.object, "sensitive");
        for item in sensitive.and_then(Node::as_array).unwrap_or_default() {
            if let Some(name) = item.as_str() {
                self.text(Name::Input(name, id), item, false);
            }
        }
        for form in &screen.components {
            // What a form says of its inputs, by their names.
            for (_, of_form) in table::OUTSIDE_FORMS {
                let texts = form.table.shape.property(of_form);
                let texts = texts.and_then(|_| flow.property(form, of_form)?.as_object());
                for text in texts.into_iter().flat_map(|texts| &texts.entries) {
                    self.key(Name::Input(&text.key, id), text, false);
                }
            }
        }
        for (action, target) in screen.navigations() {
            let Some(target_id) = target.as_str() else {
                continue;
            };
            self.text(Name::Screen(target_id), target, false);
            // What is handed over are fields of that screen.
            for value in action
                .payload()
                .into_iter()
                .flat_map(|payload| &payload.entries)
            {
                self.key(Name::Data(&value.key, target_id), value, false);
            }
        }
        for reference in screen.references() {
            let binding = reference.binding;
            if let Some(other) = &binding.screen {
                self.place(Name::Screen(&other.text), other.loc, false);
            }
            if let Some(name) = binding.path.first() {
                let on = binding.screen.as_ref().map_or(id, |other| &other.text);
                let known = match binding.source {
                    Source::Form => Name::Input(&name.text, on),
                    Source::Data => Name::Data(&name.text, on),
                };
                self.place(known, name.loc, false);
            }
        }
    }

    /// A string that is the name.
    fn text(&mut self, name: Name<'m>, node: &Node, defines: bool) {
        let text = name.text();
        self.place(name, node.loc.within(text, 0..text.len()), defines);
    }

    /// A key that is the name.
    fn key(&mut self, name: Name<'m>, entry: &Entry, defines: bool) {
        let text = name.text();
        self.place(name, entry.key_loc.within(text, 0..text.len()), defines);
    }

    fn place(&mut self, name: Name<'m>, place: TextRange, defines: bool) {
        self.0.push(Occurrence {
            name,
            bytes: place.range(),
            defines,
        });
    }
}

/// The name that stands at a byte.
pub(super) fn at<'o, 't>(all: &'o [Occurrence<'t>], offset: usize) -> Option<&'o Occurrence<'t>> {
    // In a string with escapes several names may stand in one place. The shortest is the most exact.
    let here = all
        .iter()
        .filter(|one| one.bytes.start <= offset && offset <= one.bytes.end);
    here.min_by_key(|one| one.bytes.len())
}

/// The places where a name stands, from top to bottom, each once.
pub(super) fn of<'t>(all: &[Occurrence<'t>], name: Name<'_>) -> Vec<Occurrence<'t>> {
    let mut places: Vec<_> = all.iter().filter(|one| one.name == name).cloned().collect();
    places.sort_by_key(|one| (one.bytes.start, one.bytes.end));
    places.dedup_by_key(|one| one.bytes.clone());
    places
}
