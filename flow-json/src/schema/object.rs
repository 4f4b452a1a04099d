//! Objects with known keys, and the definitions that hold them.

use super::node::{Members, list, of_type, one_of_names, reference, when};
use super::{Builder, DIALECT};
use crate::table::{ActionUse, FLOW, OUTSIDE_FORMS, Property, Shape, action};
use crate::tree::Node;
use crate::version::Version;

impl Builder {
    pub(super) fn new(version: Version) -> Self {
        Self {
            version,
            definitions: Vec::new(),
            wanted: Vec::new(),
            in_form: false,
        }
    }

    /// The whole schema.
    pub(super) fn schema(mut self) -> Node {
        let flow = self.object(&FLOW, None, &[]);
        self.define_lists();
        // Names in the order of the alphabet are found again.
        self.definitions.sort_by(|one, other| one.0.cmp(&other.0));
        let mut definitions = Members::new();
        for (name, definition) in self.definitions {
            definitions = definitions.with(name, definition);
        }
        Members::new()
            .with("$schema", DIALECT)
            .with("title", format!("Flow JSON {}", self.version))
            .and(flow)
            .with("$defs", definitions)
            .into()
    }

    pub(super) fn is_defined(&self, name: &str) -> bool {
        self.definitions.iter().any(|(other, _)| other == name)
    }

    pub(super) fn define(&mut self, name: String, schema: Node) {
        self.definitions.push((name, schema));
    }

    pub(super) fn replace(&mut self, name: &str, schema: Node) {
        for (other, definition) in &mut self.definitions {
            if other == name {
                *definition = schema;
                return;
            }
        }
    }

    /// Refers to the definition of a schema: the one of that name if it says the same, else another.
    pub(super) fn defined(&mut self, name: &str, schema: Members) -> Members {
        let schema = Node::from(schema);
        let mut numbered = name.to_owned();
        let mut number = 1;
        loop {
            let known = self
                .definitions
                .iter()
                .find(|(other, _)| *other == numbered);
            match known {
                Some((_, other)) if *other == schema => break,
                Some(_) => {
                    number += 1;
                    numbered = format!("{name}{number}");
                }
                None => {
                    self.define(numbered.clone(), schema);
                    break;
                }
            }
        }
        reference(&numbered)
    }

    /// The schema of an object: `ty` is that of a component's `type`, `more` what must be there too.
    pub(super) fn object(
        &mut self,
        shape: &'static Shape,
        ty: Option<Members>,
        more: &[&'static str],
    ) -> Members {
        let mut required = Vec::new();
        let mut properties = Members::new();
        if let Some(ty) = ty {
            required.push("type");
            properties = properties.with("type", ty);
        }
        for property in shape.properties {
            if !self.has(property) {
                continue;
            }
            let since = property.required;
            if since.is_some_and(|since| self.version >= since) || more.contains(&property.name) {
                required.push(property.name);
            }
            let schema = self.property(property, shape);
            properties = properties.with(property.name, schema);
        }
        of_type("object")
            .with("description", shape.doc)
            .with("properties", properties)
            .maybe("required", (!required.is_empty()).then(|| list(required)))
            .with("additionalProperties", false)
    }

    fn has(&self, property: &Property) -> bool {
        let outside = OUTSIDE_FORMS.iter().any(|(own, _)| *own == property.name);
        self.version >= property.since
            && property.until.is_none_or(|until| self.version < until)
            && !(self.in_form && outside)
    }

    /// The schema of an action, which may be one of some.
    pub(super) fn action(&mut self, uses: &'static [ActionUse], payload_required: bool) -> Members {
        let known = uses.iter().filter(|here| self.version >= here.since);
        let known: Vec<_> = known.filter_map(|here| action(here.action)).collect();
        let names = known.iter();
        let names: Vec<_> = names
            .map(|action| (action.shape.name, action.shape.doc))
            .collect();
        let name = Members::new()
            .with("description", "Which action it is.")
            .and(one_of_names(&names));
        let cases: Vec<_> = known
            .iter()
            .map(|action| {
                let name = action.shape.name;
                let payload = action.shape.property("payload");
                let optional = payload.is_some_and(|payload| payload.required.is_none());
                let (definition, more): (_, &[_]) = if payload_required && optional {
                    (format!("{name}WithPayload"), &["payload"])
                } else {
                    (name.to_owned(), &[])
                };
                let schema = self.object(&action.shape, None, more);
                let schema = self.defined(&definition, schema);
                when("name", name, schema)
            })
            .collect();
        of_type("object")
            .with("properties", Members::new().with("name", name))
            .with("required", list(["name"]))
            .with("allOf", list(cases))
    }
}
