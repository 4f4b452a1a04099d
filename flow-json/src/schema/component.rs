//! Components: each a definition, and which of them may stand in a place.

use super::Builder;
use super::node::{Members, list, of_type, one_of_names, reference, when};
use crate::table::{COMPONENTS, Component, OUTSIDE_FORMS, Type};

/// A list of components, by its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List {
    parent: Parent,
    in_form: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parent {
    Layout,
    Form,
    If,
    Switch,
}

impl List {
    /// The name of the definition of its items.
    fn name(self) -> &'static str {
        match (self.parent, self.in_form) {
            (Parent::Layout, _) => "ComponentOnScreen",
            (Parent::Form, _) => "ComponentInForm",
            (Parent::If, false) => "ComponentInIf",
            (Parent::If, true) => "ComponentInIfInForm",
            (Parent::Switch, false) => "ComponentInSwitch",
            (Parent::Switch, true) => "ComponentInSwitchInForm",
        }
    }
}

impl Builder {
    /// The schema of the components that the object at work holds.
    pub(super) fn components(&mut self, container: &str) -> Members {
        let parent = match container {
            "Form" => Parent::Form,
            "If" => Parent::If,
            "Switch" => Parent::Switch,
            _ => Parent::Layout,
        };
        let list = List {
            parent,
            in_form: self.in_form || parent == Parent::Form,
        };
        self.wanted.push(list);
        of_type("array").with("items", reference(list.name()))
    }

    /// Defines the lists that something refers to, and the ones that these refer to.
    pub(super) fn define_lists(&mut self) {
        while let Some(list) = self.wanted.pop() {
            if !self.is_defined(list.name()) {
                // Its name is taken first, so that its children may hold it again.
                self.define(list.name().to_owned(), Members::new().into());
                let schema = self.list(list);
                self.replace(list.name(), schema.into());
            }
        }
    }

    /// The schema of the items of a list.
    fn list(&mut self, from: List) -> Members {
        let components: Vec<_> = COMPONENTS
            .iter()
            .filter(|component| {
                let since = match from.parent {
                    Parent::Layout => component.places.layout,
                    Parent::Form => component.places.form,
                    Parent::If => component.places.branch,
                    Parent::Switch => component.places.case,
                };
                since.is_some_and(|since| self.version >= since.max(component.shape.since))
            })
            .collect();
        let names = components.iter();
        let names: Vec<_> = names
            .map(|component| (component.shape.name, component.shape.doc))
            .collect();
        let ty = Members::new()
            .with("description", "Which component it is.")
            .and(one_of_names(&names));
        let cases: Vec<_> = components
            .iter()
            .map(|component| {
                let name = component.shape.name;
                let definition = self.component(component, from.in_form);
                when("type", name, reference(&definition))
            })
            .collect();
        of_type("object")
            .with("properties", Members::new().with("type", ty))
            .with("required", list(["type"]))
            .with("allOf", list(cases))
    }

    /// Defines a component. Gives the name of its definition.
    fn component(&mut self, component: &'static Component, in_form: bool) -> String {
        let shape = &component.shape;
        // Some have other properties there, or hold components that have.
        let differs = shape.properties.iter().any(|property| {
            OUTSIDE_FORMS.iter().any(|(own, _)| *own == property.name)
                || (shape.name != "Form" && matches!(property.ty, Type::Components | Type::Cases))
        });
        let name = if in_form && differs {
            format!("{}InForm", shape.name)
        } else {
            shape.name.to_owned()
        };
        if !self.is_defined(&name) {
            let around = std::mem::replace(&mut self.in_form, in_form);
            let ty = Members::new().with("const", shape.name);
            let schema = self.object(shape, Some(ty), &[]);
            self.in_form = around;
            self.define(name.clone(), schema.into());
        }
        name
    }
}
