//! What differs between two flows, by screen and component.

use crate::source::TextRange;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::tree::{Node, Object, Value};
use crate::write::{Layout, write};

/// One difference between two flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The id of the screen; `None` for what belongs to the whole flow.
    pub screen: Option<String>,
    /// The component: its type and its name, as in `TextInput "email"`, or its number among those
    /// of its type on the screen, as in `TextBody #2`. `None` for what belongs to the screen itself.
    pub component: Option<String>,
    /// What is different.
    pub kind: ChangeKind,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands at another place.
    Moved,
    /// A property is another one. Values are JSON; `None` where there is no such property.
    Property {
        /// The property's name.
        name: String,
        /// What it was.
        before: Option<String>,
        /// What it is.
        after: Option<String>,
    },
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
                (before, after) => {
                    let text = |value: &Option<String>| value.clone().unwrap_or_default();
                    let (before, after) = (text(before), text(after));
                    write!(f, "{name} {} → {}", Short(&before), Short(&after))
                }
            },
        }
    }
}

struct Short<'a>(&'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 60;
        match self.0.char_indices().nth(MOST) {
            Some((end, _)) => write!(f, "{}…", self.0.get(..end).unwrap_or_default()),
            None => f.write_str(self.0),
        }
    }
}

/// All differences. None are given exactly if both are the same JSON value.
///
/// Screens are known by their id. Components are known by their type and name; those without a name
/// by what they say, else by their turn among those of their type on the screen.
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
    changes.properties(
        None,
        None,
        &own(before, &["screens"]),
        &own(after, &["screens"]),
    );
    let (old, new) = (screens(before), screens(after));
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
        // What no rule above tells, such as a component in another branch of the same `Switch`.
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

/// The members of an object but for some, or the whole value if it is no object.
type Own<'t> = Vec<(Cow<'t, str>, &'t Node)>;

fn own<'t>(node: &'t Node, but: &[&str]) -> Own<'t> {
    match node.as_object() {
        Some(object) => object
            .entries
            .iter()
            .filter(|entry| !but.contains(&entry.key.as_ref()))
            .map(|entry| (Cow::Borrowed(entry.key.as_ref()), &entry.value))
            .collect(),
        None => vec![(Cow::Borrowed("value"), node)],
    }
}

/// The screens with their ids, each made unique by a number where it is not.
fn screens(flow: &Node) -> Vec<(String, &Node)> {
    let mut seen = HashMap::new();
    let screens = flow.get("screens").and_then(Node::as_array);
    let screens = screens.unwrap_or_default().iter();
    let named = screens.map(|screen| {
        let id = screen.get("id").and_then(Node::as_str).unwrap_or("(no id)");
        let count = seen.entry(id.to_owned()).or_insert(0);
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
    /// The type of what it stands in, and the property there.
    place: String,
    own: Own<'t>,
}

/// The components of a value, each before those in it. What is left of the value goes into `own`.
fn components<'t>(screen: &'t Node) -> (Vec<Component<'t>>, Own<'t>) {
    let mut found = Vec::new();
    let mut rest = own(screen, &["layout"]);
    if let Some(layout) = screen.get("layout") {
        let mut inner = Vec::new();
        collect(layout, "layout", &mut found, &mut inner);
        let named = inner.into_iter();
        rest.extend(named.map(|(name, node)| (Cow::Owned(format!("layout.{name}")), node)));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for component in &mut found {
        let count = counts.entry(component.label.clone()).or_default();
        *count += 1;
        if !component.is_named || *count > 1 {
            component.label = format!("{} #{count}", component.label);
        }
    }
    (found, rest)
}

fn is_component(node: &Node) -> bool {
    node.get("type").and_then(Node::as_str).is_some()
}

fn components_in(node: &Node) -> Option<&[Node]> {
    let items = node.as_array()?;
    (!items.is_empty() && items.iter().all(is_component)).then_some(items)
}

/// Splits an object into the components that it holds and its other members.
fn collect<'t>(object: &'t Node, place: &str, found: &mut Vec<Component<'t>>, rest: &mut Own<'t>) {
    for (name, value) in own(object, &[]) {
        if let Some(items) = components_in(value) {
            for item in items {
                component(item, &format!("{place}/{name}"), found);
            }
            continue;
        }
        let cases = value.as_object().filter(|cases| {
            let mut cases = cases.entries.iter();
            name == "cases"
                && cases.len() > 0
                && cases.all(|case| components_in(&case.value).is_some())
        });
        match cases {
            Some(cases) => {
                for case in &cases.entries {
                    for item in components_in(&case.value).unwrap_or_default() {
                        component(item, &format!("{place}/{name}/{}", case.key), found);
                    }
                }
            }
            None => rest.push((name, value)),
        }
    }
}

fn component<'t>(node: &'t Node, place: &str, found: &mut Vec<Component<'t>>) {
    let text = |name| node.get(name).and_then(Node::as_str);
    let kind = text("type").unwrap_or_default();
    let label = match text("name") {
        Some(name) => format!("{kind} {name:?}"),
        None => kind.to_owned(),
    };
    let at = found.len();
    found.push(Component {
        is_named: text("name").is_some(),
        place: place.to_owned(),
        own: Vec::new(),
        kind,
        label,
    });
    let mut rest = Vec::new();
    collect(node, &format!("{place}/{kind}"), found, &mut rest);
    if let Some(component) = found.get_mut(at) {
        component.own = rest;
    }
}

fn same_members(before: &Own<'_>, after: &Own<'_>) -> bool {
    let same = |(name, value): &(Cow<'_, str>, &Node)| {
        let mut others = after.iter();
        others.any(|(other, node)| other == name && value.same_value(node))
    };
    before.len() == after.len() && before.iter().all(same)
}

/// Which component of `old` each of `new` was: by label if it has a name, else by what it says, else
/// by its turn among those of its type.
fn pair(old: &[Component<'_>], new: &[Component<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    type Fits<'f> = &'f dyn Fn(&Component<'_>, &Component<'_>) -> bool;
    let rules: [Fits<'_>; 3] = [
        &|old, new| old.is_named && new.is_named && old.label == new.label,
        &|old, new| {
            let unnamed = !old.is_named && !new.is_named;
            unnamed && old.kind == new.kind && same_members(&old.own, &new.own)
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
        before: &Own<'_>,
        after: &Own<'_>,
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

    fn screen(&mut self, id: &str, before: &Node, after: &Node) {
        if before.same_value(after) {
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
            self.properties(Some(id), Some(&new.label), &old.own, &new.own);
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

    /// Says of what must be taken out, so that the rest is in the same order, that it has moved.
    fn moved<T: PartialEq>(&mut self, old: &[T], new: &[T], mut say: impl FnMut(&mut Self, &T)) {
        let mut rest = old.iter();
        let mut place = rest.clone();
        for item in new {
            match place.by_ref().any(|other| other == item) {
                true => rest = place.clone(),
                false => {
                    say(self, item);
                    place = rest.clone();
                }
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
