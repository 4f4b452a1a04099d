//! The differences between two flows, by screen and component, and what they mean for people and programs.

mod defaults;
mod effect;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::model::{Flow, Screen, address};
use crate::source::TextRange;
use crate::tree::{Entry, Node, Object, Value};
use crate::write::{Layout, write};
pub use defaults::same_but_defaults;
pub use effect::{Effect, EffectKind, ONLY_PEOPLE, Who, effects};

/// One difference between two flows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The id of the screen. `None` if the whole flow has changed.
    pub screen: Option<String>,
    /// The component: its type and its name, as in `TextInput "email"`, or its number among those
    /// of its type on the screen, as in `TextBody #2`. `None` if the screen itself has changed.
    pub component: Option<String>,
    /// The kind of change.
    pub kind: ChangeKind,
}

/// The kinds of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another place.
    Moved,
    /// A property has another value. Values are JSON; `None` where the property is missing.
    Property {
        /// The property's name.
        name: String,
        /// The old value.
        before: Option<String>,
        /// The new value.
        after: Option<String>,
    },
}

impl Change {
    /// Another value of a property of the whole flow. Values are JSON; `None` where it is missing.
    ///
    /// Deployment compares a flow's categories and its endpoint, which Flow JSON lacks.
    ///
    /// ```
    /// use flow_json::diff::Change;
    ///
    /// let change = Change::of_flow("categories", None, Some(r#"["SURVEY"]"#.to_owned()));
    /// assert_eq!(change.to_string(), r#"flow: categories added: ["SURVEY"]"#);
    /// ```
    pub fn of_flow(name: &str, before: Option<String>, after: Option<String>) -> Self {
        Self {
            screen: None,
            component: None,
            kind: ChangeKind::Property {
                name: name.to_owned(),
                before,
                after,
            },
        }
    }
}

/// `screen START, TextInput "email": label "Mail" → "E-mail"`, on one line and shortened.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.screen, &self.component) {
            (Some(screen), Some(component)) => write!(f, "screen {screen}, {component}: ")?,
            (Some(screen), None) => write!(f, "screen {screen}: ")?,
            (None, _) => f.write_str("flow: ")?,
        }
        match &self.kind {
            ChangeKind::Added => f.write_str("added"),
            ChangeKind::Removed => f.write_str("removed"),
            ChangeKind::Moved => f.write_str("moved"),
            ChangeKind::Property {
                name,
                before,
                after,
            } => match (before, after) {
                (None, Some(after)) => write!(f, "{name} added: {}", Short(after)),
                (Some(before), None) => write!(f, "{name} removed: {}", Short(before)),
                (Some(before), Some(after)) => {
                    write!(f, "{name} {} → {}", Short(before), Short(after))
                }
                (None, None) => write!(f, "{name}"),
            },
        }
    }
}

struct Short<'a>(&'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 60;
        match self.0.char_indices().nth(MOST) {
            Some((end, _)) => write!(f, "{}…", &self.0[..end]),
            None => f.write_str(self.0),
        }
    }
}

/// All differences between two flows. There are none exactly if both are the same JSON value.
///
/// Screens are matched by their id. Components are matched by their type and name. Those without a
/// name are matched by their properties, else by their number among those of their type.
///
/// ```
/// use flow_json::diff::diff;
/// use flow_json::read;
///
/// let before = read(r#"{"screens": [{"id": "START", "title": "Hi"}]}"#).root.unwrap();
/// let after = read(r#"{"screens": [{"id": "START", "title": "Hello"}]}"#).root.unwrap();
/// let changes = diff(&before, &after);
/// assert_eq!(changes[0].to_string(), r#"screen START: title "Hi" → "Hello""#);
/// assert_eq!(changes.len(), 1);
/// ```
pub fn diff(before: &Node, after: &Node) -> Vec<Change> {
    if before.same_value(after) {
        return Vec::new();
    }
    let mut changes = Changes::default();
    let [old_own, new_own] =
        [before, after].map(|flow| members_but(flow, |entry| entry.key == "screens"));
    changes.properties(None, None, &old_own, &new_own);
    let (before_flow, after_flow) = (
        Flow::without_expressions(before),
        Flow::without_expressions(after),
    );
    let (old, new) = (screens(&before_flow), screens(&after_flow));
    for id in new.iter().map(|(id, _)| id) {
        if !old.iter().any(|(other, _)| other == id) {
            changes.add(Some(id), None, ChangeKind::Added);
        }
    }
    for (id, old_screen) in &old {
        match new.iter().find(|(other, _)| other == id) {
            Some((_, new_screen)) => changes.screen(id, old_screen, new_screen),
            None => changes.add(Some(id), None, ChangeKind::Removed),
        }
    }
    let old_ids = || old.iter().map(|(id, _)| id);
    let new_ids = || new.iter().map(|(id, _)| id);
    let old_order: Vec<_> = old_ids()
        .filter(|id| new_ids().any(|new| new == *id))
        .collect();
    let new_order: Vec<_> = new_ids()
        .filter(|id| old_ids().any(|old| old == *id))
        .collect();
    changes.moved(&old_order, &new_order, |changes, id| {
        changes.add(Some(id), None, ChangeKind::Moved);
    });
    if changes.0.is_empty() {
        // A difference that no rule above tells, such as a screen that is no object.
        changes.property(
            None,
            None,
            "screens",
            before.get("screens"),
            after.get("screens"),
        );
    }
    changes.0
}

/// The members of an object without some of them, or the whole value if it is no object.
type Members<'t> = Vec<(Cow<'t, str>, &'t Node)>;

fn members_but<'t>(node: &'t Node, is_left_out: impl Fn(&Entry) -> bool) -> Members<'t> {
    match node.as_object() {
        Some(object) => object
            .entries
            .iter()
            .filter(|entry| !is_left_out(entry))
            .map(|entry| (Cow::Borrowed(entry.key.as_ref()), &entry.value))
            .collect(),
        None => vec![(Cow::Borrowed("value"), node)],
    }
}

/// The screens with their ids, each made unique by a number where it is not.
fn screens<'m, 't>(flow: &'m Flow<'t>) -> Vec<(String, &'m Screen<'t>)> {
    let mut seen = HashMap::new();
    let named = flow.screens.iter().map(|screen| {
        let id = screen.id.unwrap_or("(no id)");
        let count = seen.entry(id).or_insert(0);
        *count += 1;
        match *count {
            1 => (id.to_owned(), screen),
            again => (format!("{id} #{again}"), screen),
        }
    });
    named.collect()
}

/// A component without those in it.
struct Component<'t> {
    label: String,
    is_named: bool,
    kind: &'t str,
    /// The types of the components around it, and the member of each that it stands in.
    place: String,
    members: Members<'t>,
}

/// The components of a screen, each before those in it, and the members of the screen and of its layout
/// that hold no components.
fn components<'t>(screen: &Screen<'t>) -> (Vec<Component<'t>>, Members<'t>) {
    let holders: HashSet<usize> = screen
        .components
        .iter()
        .map(|component| address(component.member))
        .collect();
    let is_holder = |entry: &Entry| holders.contains(&address(entry));
    let mut found: Vec<Component<'t>> = Vec::with_capacity(screen.components.len());
    let mut counts: HashMap<String, usize> = HashMap::new();
    for component in &screen.components {
        let kind = component.type_name();
        let name = component.object.get("name").and_then(Node::as_str);
        let mut label = match name {
            Some(name) => format!("{kind} {name:?}"),
            None => kind.to_owned(),
        };
        let count = counts.entry(label.clone()).or_default();
        *count += 1;
        if name.is_none() || *count > 1 {
            label = format!("{label} #{count}");
        }
        let around = match component.parent {
            Some(parent) => format!("{}/{}", found[parent].place, found[parent].kind),
            None => "layout".to_owned(),
        };
        let case = match component.case {
            Some(case) => format!("/{}", case.key),
            None => String::new(),
        };
        found.push(Component {
            label,
            is_named: name.is_some(),
            kind,
            place: format!("{around}/{}{case}", component.member.key),
            members: members_but(component.node, is_holder),
        });
    }
    let layout = screen
        .object
        .entry("layout")
        .filter(|entry| !is_holder(entry));
    let is_layout = |entry: &Entry| entry.key == "layout";
    let mut rest = members_but(screen.node, is_layout);
    let inner = layout.map(|layout| members_but(&layout.value, is_holder));
    let inner = inner.into_iter().flatten();
    rest.extend(inner.map(|(name, node)| (Cow::Owned(format!("layout.{name}")), node)));
    (found, rest)
}

fn same_members(before: &Members<'_>, after: &Members<'_>) -> bool {
    let same = |(name, value): &(Cow<'_, str>, &Node)| {
        let mut others = after.iter();
        others.any(|(other, node)| other == name && value.same_value(node))
    };
    before.len() == after.len() && before.iter().all(same)
}

/// The component of `old` for each of `new`: by label if it has a name, else by its properties, else
/// by its number among those of its type.
fn pair(old: &[Component<'_>], new: &[Component<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    type Fits<'f> = &'f dyn Fn(&Component<'_>, &Component<'_>) -> bool;
    let rules: [Fits<'_>; 3] = [
        &|old, new| old.is_named && new.is_named && old.label == new.label,
        &|old, new| {
            let unnamed = !old.is_named && !new.is_named;
            unnamed && old.kind == new.kind && same_members(&old.members, &new.members)
        },
        &|old, new| !old.is_named && !new.is_named && old.kind == new.kind,
    ];
    for fits in rules {
        for (pair, new) in pairs.iter_mut().zip(new) {
            if pair.is_some() {
                continue;
            }
            let mut left = old.iter().zip(&is_taken).enumerate();
            let found = left.find(|(_, (old, taken))| !**taken && fits(old, new));
            if let Some((at, _)) = found {
                *pair = Some(at);
                is_taken[at] = true;
            }
        }
    }
    pairs
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, screen: Option<&str>, component: Option<&str>, kind: ChangeKind) {
        self.0.push(Change {
            screen: screen.map(str::to_owned),
            component: component.map(str::to_owned),
            kind,
        });
    }

    fn property(
        &mut self,
        screen: Option<&str>,
        component: Option<&str>,
        name: &str,
        before: Option<&Node>,
        after: Option<&Node>,
    ) {
        let kind = ChangeKind::Property {
            name: name.to_owned(),
            before: before.map(|node| write(node, Layout::Minified)),
            after: after.map(|node| write(node, Layout::Minified)),
        };
        self.add(screen, component, kind);
    }

    fn properties(
        &mut self,
        screen: Option<&str>,
        component: Option<&str>,
        before: &Members<'_>,
        after: &Members<'_>,
    ) {
        for (name, value) in before {
            let other = after.iter().find(|(other, _)| other == name);
            let other = other.map(|(_, node)| *node);
            if !other.is_some_and(|other| value.same_value(other)) {
                self.property(screen, component, name, Some(*value), other);
            }
        }
        for (name, value) in after {
            if !before.iter().any(|(other, _)| other == name) {
                self.property(screen, component, name, None::<&Node>, Some(*value));
            }
        }
    }

    fn screen(&mut self, id: &str, before: &Screen<'_>, after: &Screen<'_>) {
        if before.node.same_value(after.node) {
            return;
        }
        let (old, old_own) = components(before);
        let (new, new_own) = components(after);
        self.properties(Some(id), None, &old_own, &new_own);
        let pairs = pair(&old, &new);
        for (new, was) in new.iter().zip(&pairs) {
            let Some(old) = was.and_then(|at| old.get(at)) else {
                self.add(Some(id), Some(&new.label), ChangeKind::Added);
                continue;
            };
            if old.place != new.place {
                self.add(Some(id), Some(&new.label), ChangeKind::Moved);
            }
            self.properties(Some(id), Some(&new.label), &old.members, &new.members);
        }
        for (at, old) in old.iter().enumerate() {
            if !pairs.contains(&Some(at)) {
                self.add(Some(id), Some(&old.label), ChangeKind::Removed);
            }
        }
        let new_order: Vec<usize> = pairs.iter().copied().flatten().collect();
        let mut old_order = new_order.clone();
        old_order.sort_unstable();
        self.moved(&old_order, &new_order, |changes, at| {
            let now = pairs.iter().position(|pair| *pair == Some(*at));
            if let Some(component) = now.and_then(|now| new.get(now)) {
                changes.add(Some(id), Some(&component.label), ChangeKind::Moved);
            }
        });
    }

    /// Reports the items that moved: without them, the rest is in the same order.
    fn moved<T: PartialEq>(&mut self, old: &[T], new: &[T], mut say: impl FnMut(&mut Self, &T)) {
        let mut rest = old.iter();
        let mut place = rest.clone();
        for item in new {
            if place.by_ref().any(|other| other == item) {
                rest = place.clone();
            } else {
                say(self, item);
                place = rest.clone();
            }
        }
    }
}

/// A flow without anything, to compare with.
pub const NOTHING: Node = Node {
    loc: TextRange::NOWHERE,
    value: Value::Object(Object {
        entries: Vec::new(),
    }),
};

#[cfg(test)]
mod tests;
