//! Small damage: one mistake in a flow that had none.

#![allow(dead_code, reason = "each file of tests uses a part of it")]

mod model;
mod site;
mod structure;

use flow_json::tree::{Node, Object, Value};
use flow_json::{TextRange, Version, read};
use generator::Flow;

use site::{Given, Path, Site, at, object_at, sites};

/// A kind of mistake.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The rules of which one at least must answer.
    pub(crate) rules: &'static [&'static str],
    /// Makes the mistake, or gives `None` where there is no place for it.
    make: fn(&mut Damaged) -> Option<()>,
}

/// All kinds.
pub(crate) fn kinds() -> impl Iterator<Item = &'static Kind> {
    structure::KINDS.iter().chain(model::KINDS)
}

impl Kind {
    /// A flow with a mistake of this kind.
    pub(crate) fn damage(&self, flow: &Flow) -> Option<Node> {
        let mut damaged = Damaged {
            root: flow.root.clone(),
            version: flow.version,
            rng: fastrand::Rng::with_seed(flow.seed),
        };
        (self.make)(&mut damaged)?;
        Some(damaged.root)
    }
}

/// A flow while it is damaged.
struct Damaged {
    root: Node,
    version: Version,
    rng: fastrand::Rng,
}

impl Damaged {
    fn pick<T>(&mut self, mut some: Vec<T>) -> Option<T> {
        match some.len() {
            0 => None,
            length => Some(some.swap_remove(self.rng.usize(0..length))),
        }
    }

    /// Some object that will do.
    fn site(&mut self, will_do: impl Fn(&Site, &Object) -> bool) -> Option<Site> {
        let mut found = sites(&self.root);
        found.retain(|site| will_do(site, object_at(&mut self.root, &site.path)));
        self.pick(found)
    }

    /// The object of some site that will do.
    fn some(&mut self, will_do: impl Fn(&Site, &Object) -> bool) -> Option<&mut Object> {
        let site = self.site(will_do)?;
        Some(object_at(&mut self.root, &site.path))
    }

    /// The object of some component of a type.
    fn component(&mut self, name: &str) -> Option<&mut Object> {
        self.some(|site, _| site.is_component && site.shape.name == name)
    }

    /// The object of some action of a name.
    fn action(&mut self, name: &str) -> Option<&mut Object> {
        self.some(|site, _| site.is_action && site.shape.name == name)
    }

    /// Some property that is given and will do.
    fn given(&mut self, will_do: impl Fn(&Given, &Node) -> bool) -> Option<Given> {
        let mut found = Vec::new();
        for site in sites(&self.root) {
            let object = object_at(&mut self.root, &site.path);
            for (index, entry) in object.entries.iter().enumerate() {
                let Some(property) = site.shape.property(&entry.key) else {
                    continue;
                };
                let given = Given {
                    path: site.path.clone(),
                    index,
                    property,
                    shape: site.shape,
                };
                if will_do(&given, &entry.value) {
                    found.push(given);
                }
            }
        }
        self.pick(found)
    }

    /// The value of some property that is given and will do.
    fn value(&mut self, will_do: impl Fn(&Given, &Node) -> bool) -> Option<&mut Node> {
        let given = self.given(will_do)?;
        let object = object_at(&mut self.root, &given.path);
        Some(&mut object.entries[given.index].value)
    }

    /// Puts one word in the place of another in some text.
    fn reword(&mut self, word: &str, by: impl Fn(&str) -> Option<String>) -> Option<()> {
        let found = site::texts(&self.root, word);
        let mut texts: Vec<(Path, String)> = Vec::new();
        for path in found {
            let text = at(&mut self.root, &path).as_str().and_then(&by);
            texts.extend(text.map(|text| (path, text)));
        }
        let (path, text) = self.pick(texts)?;
        at(&mut self.root, &path).value = Value::String(text.into());
        Some(())
    }

    /// The declarations of a screen's data that will do.
    fn field(&mut self, will_do: impl Fn(&Object) -> bool) -> Option<&mut Object> {
        let mut paths = Vec::new();
        for site in sites(&self.root) {
            let object = object_at(&mut self.root, &site.path);
            let data = object.entries.iter().position(|entry| entry.key == "data");
            if let (Some(data), "Screen") = (data, site.shape.name) {
                let fields = object.entries[data].value.as_object();
                for (index, field) in fields.iter().flat_map(|fields| &fields.entries).enumerate() {
                    if field.value.as_object().is_some_and(&will_do) {
                        let mut path = site.path.clone();
                        path.extend([data, index]);
                        paths.push(path);
                    }
                }
            }
        }
        let path = self.pick(paths)?;
        Some(object_at(&mut self.root, &path))
    }
}

/// A value from its JSON.
fn json(text: &str) -> Node {
    match read(text).into_result() {
        Ok(node) => node,
        Err(_) => panic!("{text} is no JSON"),
    }
}

/// Sets a member.
fn set(object: &mut Object, key: &'static str, value: Node) {
    match object.entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.value = value,
        None => object.push(key, TextRange::NOWHERE, value),
    }
}

/// Takes a member away, if it is there.
fn take(object: &mut Object, key: &str) -> Option<Node> {
    let index = object.entries.iter().position(|entry| entry.key == key)?;
    Some(object.entries.remove(index).value)
}

/// The value of a member, to be changed.
fn member<'n>(object: &'n mut Object, key: &str) -> Option<&'n mut Node> {
    let mut entries = object.entries.iter_mut();
    let entry = entries.find(|entry| entry.key == key)?;
    Some(&mut entry.value)
}

/// Whether a text is written out.
fn is_plain(node: &Node) -> bool {
    node.as_str()
        .is_some_and(|text| !text.contains("${") && !text.starts_with('`'))
}
