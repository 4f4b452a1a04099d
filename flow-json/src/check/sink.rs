//! Where diagnostics are collected, and put into the order of the document.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place, Severity};
pub(super) use crate::model::address;
use crate::pointer::{push_index, push_key};
use crate::rule::Rule;
use crate::source::TextRange;
use crate::tree::{Entry, Node, Value};
use crate::version::Version;

/// The place that a diagnostic points at.
///
/// A node is known by its address in the tree, so that nobody has to carry paths around: the JSON
/// pointers are found in one walk at the end, and only if there is something to say.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    address: usize,
    key: bool,
    loc: TextRange,
}

impl Spot {
    /// A key.
    pub(super) fn key(entry: &Entry) -> Self {
        Self {
            address: address(&entry.value),
            key: true,
            loc: entry.key_loc,
        }
    }

    /// A whole value.
    pub(super) fn value(node: &Node) -> Self {
        Self::inside(node, node.loc)
    }

    /// A part of a string.
    pub(super) fn part(node: &Node, part: Range<usize>) -> Self {
        match &node.value {
            Value::String(text) => Self::inside(node, node.loc.within(text, part)),
            _ => Self::value(node),
        }
    }

    /// A place inside a value.
    pub(super) fn inside(node: &Node, loc: TextRange) -> Self {
        Self {
            address: address(node),
            key: false,
            loc,
        }
    }
}

/// Collects diagnostics.
pub(super) struct Sink {
    /// The version of the flow. Rules that do not hold in it are not reported.
    version: Version,
    found: Vec<Found>,
    /// The last diagnostic of a rule that does not hold: who reports it may add to it, and it is
    /// dropped.
    dropped: Option<Found>,
}

/// A diagnostic in the making.
pub(super) struct Found {
    rule: &'static Rule,
    severity: Severity,
    spot: Spot,
    message: String,
    help: Option<String>,
    related: Option<(Spot, String)>,
    needs: Option<(String, Version)>,
}

impl Found {
    /// Notes that only the version is too old, and for what.
    pub(super) fn needs(&mut self, what: impl Into<String>, version: Version) -> &mut Self {
        self.needs = Some((what.into(), version));
        self
    }

    /// Adds help: how to mend it.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Meta refuses this one in every version, whatever it takes of others.
    pub(super) fn enforced(&mut self) -> &mut Self {
        self.severity = self.rule.severity;
        self
    }

    /// Names the place that this one contradicts.
    pub(super) fn related(&mut self, spot: Spot, what: impl Into<String>) -> &mut Self {
        self.related = Some((spot, what.into()));
        self
    }
}

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            version: Version::NEWEST,
            found: Vec::new(),
            dropped: None,
        }
    }

    /// Reports by the rules of that version from now on.
    pub(super) fn set_version(&mut self, version: Version) {
        self.version = version;
    }

    /// Adds a diagnostic, if the rule holds in the version of the flow.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        spot: Spot,
        message: impl Into<String>,
    ) -> &mut Found {
        let found = Found {
            rule,
            severity: rule.severity_in(self.version),
            spot,
            message: message.into(),
            help: None,
            related: None,
            needs: None,
        };
        if !rule.holds_in(self.version) {
            return self.dropped.insert(found);
        }
        let index = self.found.len();
        self.found.push(found);
        &mut self.found[index]
    }

    /// How many findings there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Meta refuses what has been found since there were so many, whatever it takes of others.
    pub(super) fn enforce_from(&mut self, number: usize) {
        for found in &mut self.found[number..] {
            found.enforced();
        }
    }

    /// All diagnostics in the order of the document.
    pub(super) fn finish(self, flow: &Node) -> Vec<Diagnostic> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let spots = |found: &Found| {
            let related = found.related.as_ref().map(|(spot, _)| spot.address);
            [Some(found.spot.address), related]
        };
        let mut wanted: Vec<usize> = self.found.iter().flat_map(spots).flatten().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut search = Search {
            places: vec![(usize::MAX, String::new()); wanted.len()],
            wanted,
            pointer: String::new(),
            order: 0,
        };
        search.walk(flow);

        let mut ordered: Vec<_> = self
            .found
            .into_iter()
            .map(|found| {
                let order = search.place(found.spot.address).0;
                ((order, !found.spot.key), found)
            })
            .collect();
        // Stable, so that diagnostics of one value stay in the order of the rules.
        ordered.sort_by_key(|(order, _)| *order);
        let place = |spot: Spot| Place {
            loc: spot.loc,
            pointer: search.place(spot.address).1,
        };
        ordered
            .into_iter()
            .map(|(_, found)| Diagnostic {
                severity: found.severity,
                rule: found.rule,
                place: place(found.spot),
                message: found.message,
                help: found.help,
                related: found.related.map(|(spot, what)| (place(spot), what)),
                needs: found.needs,
            })
            .collect()
    }
}

/// One walk over the tree that finds the pointers of some nodes.
struct Search {
    /// Addresses of the nodes, sorted.
    wanted: Vec<usize>,
    /// For each of them its rank in the document and its pointer.
    places: Vec<(usize, String)>,
    pointer: String,
    order: usize,
}

impl Search {
    fn place(&self, address: usize) -> (usize, String) {
        match self.wanted.binary_search(&address) {
            Ok(index) => self.places[index].clone(),
            Err(_) => (usize::MAX, String::new()),
        }
    }

    fn walk(&mut self, node: &Node) {
        self.order += 1;
        if let Ok(index) = self.wanted.binary_search(&address(node)) {
            self.places[index] = (self.order, self.pointer.clone());
        }
        let length = self.pointer.len();
        match &node.value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    push_index(&mut self.pointer, index);
                    self.walk(item);
                    self.pointer.truncate(length);
                }
            }
            Value::Object(object) => {
                for entry in &object.entries {
                    push_key(&mut self.pointer, &entry.key);
                    self.walk(&entry.value);
                    self.pointer.truncate(length);
                }
            }
            _ => {}
        }
    }
}
