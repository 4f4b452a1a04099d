//! Where things stand in a flow, as the table tells.

use flow_json::table::{self, FLOW, Property, Shape, Type};
use flow_json::tree::{Node, Object, Value};

/// The positions of the items and members on the way to a part.
pub(crate) type Path = Vec<usize>;

/// An object of Flow JSON.
pub(crate) struct Site {
    pub(crate) path: Path,
    pub(crate) shape: &'static Shape,
    /// Whether it is a component, which has a `type`.
    pub(crate) is_component: bool,
    pub(crate) is_action: bool,
    pub(crate) in_form: bool,
    /// The screen that it is, or is on.
    pub(crate) screen: Option<usize>,
}

/// A property that is given.
pub(crate) struct Given {
    /// The path of the object.
    pub(crate) path: Path,
    /// The position of the property in it.
    pub(crate) index: usize,
    pub(crate) property: &'static Property,
    pub(crate) shape: &'static Shape,
}

/// The part at a path.
pub(crate) fn at<'n>(node: &'n mut Node, path: &[usize]) -> &'n mut Node {
    path.iter().fold(node, |node, index| match &mut node.value {
        Value::Array(items) => &mut items[*index],
        Value::Object(object) => &mut object.entries[*index].value,
        _ => panic!("a path leads through lists and objects"),
    })
}

/// The object at a path.
pub(crate) fn object_at<'n>(node: &'n mut Node, path: &[usize]) -> &'n mut Object {
    match &mut at(node, path).value {
        Value::Object(object) => object,
        _ => panic!("the path of a site leads to an object"),
    }
}

/// All objects of a flow.
pub(crate) fn sites(root: &Node) -> Vec<Site> {
    let mut walk = Walk::default();
    walk.object(&FLOW, root, false);
    walk.sites
}

#[derive(Default)]
struct Walk {
    path: Path,
    in_form: bool,
    screen: Option<usize>,
    sites: Vec<Site>,
}

impl Walk {
    fn below(&mut self, index: usize, call: impl FnOnce(&mut Self)) {
        self.path.push(index);
        call(self);
        self.path.pop();
    }

    fn object(&mut self, shape: &'static Shape, node: &Node, is_component: bool) {
        let Some(object) = node.as_object() else {
            return;
        };
        if shape.name == "Screen" {
            self.screen = self.path.last().copied();
        }
        self.sites.push(Site {
            path: self.path.clone(),
            shape,
            is_component,
            is_action: table::action(shape.name).is_some(),
            in_form: self.in_form,
            screen: self.screen,
        });
        let around = self.in_form;
        self.in_form |= shape.name == "Form";
        for (index, entry) in object.entries.iter().enumerate() {
            if let Some(property) = shape.property(&entry.key) {
                self.below(index, |walk| walk.value(&property.ty, &entry.value));
            }
        }
        self.in_form = around;
    }

    fn value(&mut self, ty: &'static Type, node: &Node) {
        match ty {
            Type::Object(shape) => self.object(shape, node, false),
            Type::OneOf(types) => {
                for (ty, _) in *types {
                    if let Type::Object(_) = ty {
                        self.value(ty, node);
                    }
                }
            }
            Type::Array { of, .. } => {
                for (index, item) in node.as_array().unwrap_or_default().iter().enumerate() {
                    self.below(index, |walk| walk.value(of, item));
                }
            }
            Type::Components => {
                for (index, item) in node.as_array().unwrap_or_default().iter().enumerate() {
                    let name = item.get("type").and_then(Node::as_str);
                    if let Some(component) = name.and_then(table::component) {
                        self.below(index, |walk| walk.object(&component.shape, item, true));
                    }
                }
            }
            Type::Cases => {
                let cases = node.as_object().map_or(&[][..], |cases| &cases.entries);
                for (index, case) in cases.iter().enumerate() {
                    self.below(index, |walk| walk.value(&Type::Components, &case.value));
                }
            }
            Type::Action { .. } => {
                let name = node.get("name").and_then(Node::as_str);
                if let Some(action) = name.and_then(table::action) {
                    self.object(&action.shape, node, false);
                }
            }
            _ => {}
        }
    }
}

/// The texts of a flow that hold a word.
pub(crate) fn texts(root: &Node, word: &str) -> Vec<Path> {
    fn walk(node: &Node, word: &str, path: &mut Path, found: &mut Vec<Path>) {
        let below: Vec<&Node> = match &node.value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(object) => object.entries.iter().map(|entry| &entry.value).collect(),
            _ => Vec::new(),
        };
        if node.as_str().is_some_and(|text| text.contains(word)) {
            found.push(path.clone());
        }
        for (index, node) in below.into_iter().enumerate() {
            path.push(index);
            walk(node, word, path, found);
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(root, word, &mut Vec::new(), &mut found);
    found
}
