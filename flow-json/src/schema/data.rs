//! The data model of a screen, and the routing model.

use super::Builder;
use super::node::{Members, any_of, list, matching, of_type, reference, when};
use super::pattern;
use crate::table::DATA_TYPES;
use crate::tree::Node;

const EXAMPLE: &str = "__example__";

impl Builder {
    /// The schema of the data that a screen is given.
    pub(super) fn data_model(&mut self) -> Members {
        let example = Members::new().with(
            "description",
            "What the field may hold: a value of its type.",
        );
        let field = self
            .declaration("Field", example)
            .with("required", list([EXAMPLE]));
        let field = self.defined("Field", field);
        // A list of required fields, as JSON Schema has it, is let pass.
        let required = any_of(vec![of_type("array"), field.clone()]);
        of_type("object")
            .with("properties", Members::new().with("required", required))
            .with("additionalProperties", field)
    }

    /// The schema of a declaration.
    fn declaration(&mut self, name: &str, example: impl Into<Node>) -> Members {
        // The parts of a field show no example of their own.
        let part = match name {
            "Field" => {
                let part = self.declaration("Part", false);
                self.defined("Part", part)
            }
            _ => reference("Part"),
        };
        let ty = Members::new()
            .with("description", "The type of its values.")
            .with("enum", list(DATA_TYPES));
        let parts = of_type("object")
            .with("description", "The parts of the object.")
            .with("additionalProperties", part.clone());
        let items = any_of(vec![of_type("boolean"), part]);
        let items = Members::new()
            .with("description", "What the items of the list are.")
            .and(items);
        let in_object = Members::new().with("properties", Members::new().with("properties", parts));
        let in_array = Members::new()
            .with("properties", Members::new().with("items", items))
            .with("required", list(["items"]));
        let has = |key: &'static str| Members::new().with("required", list([key]));
        of_type("object")
            .with(
                "description",
                "A declaration: a type, and what it is made of.",
            )
            .with(
                "properties",
                Members::new().with("type", ty).with(EXAMPLE, example),
            )
            .with("anyOf", list([has("type"), has("const")]))
            .with(
                "allOf",
                list([
                    when("type", "object", in_object),
                    when("type", "array", in_array),
                ]),
            )
    }

    /// The schema of which screens may follow each screen.
    pub(super) fn routing_model(&mut self) -> Members {
        let id = matching(pattern::screen_id(self.version));
        of_type("object")
            .with("propertyNames", pattern::ID.keywords())
            .with("additionalProperties", of_type("array").with("items", id))
    }
}
