//! The part of the walk that finds actions and expressions in the values of properties.

use super::super::Action;
use super::super::action::Path;
use super::super::expression::{Expression, Site, Use};
use super::{ACTION_SUFFIX, Depth, Walk, is_action_key};
use crate::table::{self, Dynamic, Format, Property, Shape, Type};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

impl<'t> Walk<'_, 't> {
    /// Adds the expressions and actions in the value of a property.
    pub(super) fn property(
        &mut self,
        entry: &'t Entry,
        property: &'static Property,
        site: Site,
        path: Option<Path<'t>>,
    ) {
        let need = Some((property, &property.ty));
        let path = match path {
            Some(path) => Path {
                inner: Some(entry),
                ..path
            },
            None => Path {
                member: entry,
                option: None,
                inner: None,
            },
        };
        let site = Site { need, ..site };
        self.value(&entry.value, &property.ty, property.dynamic, site, path);
    }

    /// Adds the expressions and actions in a value of a type in the table. The recursion is as deep as
    /// the types are nested there.
    fn value(
        &mut self,
        node: &'t Node,
        ty: &'static Type,
        dynamic: Dynamic,
        site: Site,
        path: Path<'t>,
    ) {
        if self.passes_by(node) {
            return;
        }
        let need = site.need.map(|(property, _)| (property, ty));
        let site = Site { need, ..site };
        match (ty, &node.value) {
            (Type::Action { .. }, _) => self.action(node, site, path),
            (Type::Array { of, .. }, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let path = Path {
                        option: Some(index),
                        ..path
                    };
                    self.value(item, of, dynamic, site, path);
                }
            }
            (Type::Object(shape), Value::Object(object)) => {
                self.members(object, shape, site, Some(path));
            }
            (Type::OneOf(types), Value::Array(_) | Value::Object(_)) => {
                match container(types, node) {
                    Some(ty) => self.value(node, ty, dynamic, site, path),
                    None => self.all(node, site),
                }
            }
            (_, Value::Array(_) | Value::Object(_)) => self.all(node, site),
            _ => {
                let condition = has_format(ty, Format::Condition);
                let wanted = condition || has_format(ty, Format::Binding);
                // An expression in a static property has been reported.
                if wanted || dynamic != Dynamic::No {
                    self.expressions
                        .extend(Expression::read(node, site, condition));
                }
            }
        }
    }

    /// Adds the expressions and actions in the members of an object.
    fn members(
        &mut self,
        object: &'t Object,
        shape: &'static Shape,
        site: Site,
        path: Option<Path<'t>>,
    ) {
        for entry in &object.entries {
            if self.passes_by(&entry.value) {
                self.actions_known &= !entry.key.ends_with(ACTION_SUFFIX);
                continue;
            }
            match self.repairs.property(object, entry, shape) {
                Some(property) => self.property(entry, property, site, path),
                None => match path {
                    Some(path) if self.depth != Depth::Checked && is_action_key(entry) => {
                        let inner = Some(entry);
                        self.action(&entry.value, site, Path { inner, ..path });
                    }
                    _ => self.all(&entry.value, site),
                },
            }
        }
    }

    /// Adds the expressions in a value of which the table knows nothing.
    fn all(&mut self, node: &'t Node, site: Site) {
        if self.depth == Depth::Structure {
            return;
        }
        let site = Site { need: None, ..site };
        // Without recursion, since payloads may be of any depth.
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match &node.value {
                Value::Array(items) => open.extend(items),
                Value::Object(object) => {
                    open.extend(object.entries.iter().map(|entry| &entry.value));
                }
                _ => self.expressions.extend(Expression::read(node, site, false)),
            }
        }
    }

    pub(super) fn action(&mut self, node: &'t Node, site: Site, path: Path<'t>) {
        let name = node
            .as_object()
            .and_then(|object| Some((object, self.repairs.get(object, "name")?)));
        let known = name.and_then(|(object, name)| {
            let table = table::action(name.as_str()?)?;
            Some((object, name, table))
        });
        let (Some((object, name_node, table)), Some(component)) = (known, site.component) else {
            self.actions_known = false;
            return;
        };
        let mut target = None;
        // A `navigate` without `next` may lead to any screen.
        if table.shape.property("next").is_some() {
            let next = self.repairs.get(object, "next");
            self.actions_known &= next.is_some();
            target = next
                .and_then(Node::as_object)
                .and_then(|next| self.repairs.get(next, "name"));
        }
        let index = self.actions.len();
        self.actions.push(Action {
            node,
            object,
            name: table.shape.name,
            name_node,
            component,
            property: site.need.map(|(property, _)| property),
            target,
            path,
        });
        if self.depth == Depth::Structure {
            return;
        }
        let site = Site {
            usage: Use::Payload,
            need: None,
            action: Some(index),
            ..site
        };
        for entry in &object.entries {
            match self.repairs.property(object, entry, &table.shape) {
                Some(property) if property.name != "payload" => {
                    self.property(entry, property, site, None);
                }
                _ => self.all(&entry.value, site),
            }
        }
    }
}

/// The one of several types that an array or an object can be of.
pub(in crate::model) fn container(
    types: &'static [(Type, Version)],
    node: &Node,
) -> Option<&'static Type> {
    let fits = |(ty, _): &&(Type, Version)| match ty {
        Type::Array { .. } => node.as_array().is_some(),
        Type::Object(_) | Type::Map(_) => node.as_object().is_some(),
        _ => false,
    };
    Some(&types.iter().find(fits)?.0)
}

fn has_format(ty: &Type, wanted: Format) -> bool {
    match ty {
        Type::String(format) => *format == wanted,
        Type::OneOf(types) => types.iter().any(|(ty, _)| has_format(ty, wanted)),
        _ => false,
    }
}
