//! Components: which there are, and where each may stand.

use super::{Owner, Spot, Subject, Walker};
use crate::check::wording::{found, or};
use crate::rule::{Rule, samples};
use crate::table::{COMPONENTS, Component, component, component_meant, nearest};
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&COMPONENT_TYPE, &INPUT_OUTSIDE_FORM, &COMPONENT_PLACE];

/// A component that does not exist.
pub(in crate::check) const COMPONENT_TYPE: Rule = Rule {
    id: "S4",
    name: "component-type",
    code: "INVALID_PROPERTY_VALUE",
    why: "a screen is made of Meta's components, some of which came with a later version",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextHeading", "text": "Welcome"}"#),
        fail: Children(V7_3, r#"{"type": "TextHeadnig", "text": "Welcome"}"#),
    },
    ..Rule::ERROR
};

/// An input outside a `Form`, in versions that want it inside.
pub(in crate::check) const INPUT_OUTSIDE_FORM: Rule = Rule {
    id: "S25",
    name: "input-outside-form",
    code: "KEYWORD_ONE_OF",
    client_code: Some("ONE_OF_SCHEMA_VALIDATION_FAILED"),
    until: Some(Version::V4_0),
    why: "before 4.0 inputs stand in a `Form`",
    samples: samples! {
        pass: Children(V3_1, r#"{"type": "Form", "name": "form", "children": [{"type": "TextInput", "name": "city", "label": "City"}]}"#),
        fail: Children(V3_1, r#"{"type": "TextInput", "name": "city", "label": "City"}"#),
    },
    ..Rule::ERROR
};

/// A component in a place that is not for it.
pub(in crate::check) const COMPONENT_PLACE: Rule = Rule {
    id: "P4",
    name: "component-place",
    code: "INVALID_PROPERTY_VALUE",
    client_code: Some("INVALID_COMPONENT_PLACEMENT"),
    why: "not every component may stand in a `Form`, in a branch of an `If` or in a case of a `Switch`",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"#),
        fail: Screen(V7_3, r#""data": {"new": {"type": "boolean", "__example__": true}}"#, r#"{"type": "If", "condition": "${data.new}", "then": [{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}]}"#),
    },
    ..Rule::ERROR
};

/// The parent that a component stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Parent {
    /// Directly on the screen.
    Layout,
    Form,
    /// A branch of an `If`.
    If,
    /// A case of a `Switch`.
    Switch,
}

impl Parent {
    /// The kind of parent that a container is to its children.
    pub(in crate::check) fn of(container: &str) -> Self {
        match container {
            "Form" => Parent::Form,
            "If" => Parent::If,
            "Switch" => Parent::Switch,
            _ => Parent::Layout,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Parent::Layout => "directly on a screen",
            Parent::Form => "in a `Form`",
            Parent::If => "in a branch of an `If`",
            Parent::Switch => "in a case of a `Switch`",
        }
    }

    /// The first version in which the component may stand here.
    fn since(self, component: &Component) -> Option<Version> {
        match self {
            Parent::Layout => component.places.layout,
            Parent::Form => component.places.form,
            Parent::If => component.places.branch,
            Parent::Switch => component.places.case,
        }
    }

    const ALL: [Parent; 4] = [Parent::Layout, Parent::Form, Parent::If, Parent::Switch];
}

impl<'t> Walker<'t, '_> {
    /// Checks the components that an owner holds in one of its lists.
    pub(super) fn components(&mut self, items: &'t [Node], list: &'static str, owner: Owner<'t>) {
        let parent = Parent::of(owner.shape.name);
        for item in items {
            let in_form = owner.in_form || parent == Parent::Form;
            self.component(item, list, parent, in_form);
        }
    }

    fn component(&mut self, node: &'t Node, list: &'static str, parent: Parent, in_form: bool) {
        let Some(object) = self.object_of(node, Subject::ItemOf(list)) else {
            return;
        };
        let Some(name) = object.get("type") else {
            let message = "a component lacks `type`";
            self.sink
                .report(&super::object::MISSING_PROPERTY, Spot::value(node), message)
                .help("say which component it is, for example \"type\": \"TextBody\"");
            return;
        };
        let text = match &name.value {
            Value::Constant(_) | Value::Unknown => return,
            Value::String(text) => text,
            _ => {
                let message = format!(
                    "`type` must be the name of a component, not {}",
                    found(name, self.style)
                );
                self.sink
                    .report(&super::value::WRONG_TYPE, Spot::value(name), message);
                return;
            }
        };
        let Some(component) = component(text) else {
            self.no_component(name, text);
            return;
        };
        if self.version < component.shape.since {
            let message = format!(
                "`{text}` needs version {}, but this flow has {}",
                component.shape.since, self.version
            );
            self.sink
                .report(&COMPONENT_TYPE, Spot::value(name), message)
                .needs(format!("`{text}`"), component.shape.since)
                .help(format!(
                    "set `version` to \"{}\"",
                    component.shape.since.max(Version::V5_1)
                ));
            return;
        }
        self.place(name, component, parent);
        let owner = Owner {
            shape: &component.shape,
            subject: Subject::Named(component.shape.name),
            anchor: name,
            object,
            in_form,
        };
        self.object(owner);
    }

    fn no_component(&mut self, name: &Node, text: &str) {
        let known = COMPONENTS
            .iter()
            .filter(|component| self.version >= component.shape.since)
            .map(|component| component.shape.name);
        let meant = component_meant(text).filter(|meant| known.clone().any(|name| name == *meant));
        let help = match meant.or_else(|| nearest(text, known)) {
            Some(meant) => format!("write `{meant}`"),
            None => "write the name of a component, for example `TextBody`".to_owned(),
        };
        let message = format!(
            "there is no component {}",
            crate::check::wording::code(text)
        );
        self.sink
            .report(&COMPONENT_TYPE, Spot::value(name), message)
            .help(help);
    }

    fn place(&mut self, name: &Node, component: &'static Component, parent: Parent) {
        let since = parent.since(component);
        if since.is_some_and(|since| self.version >= since) {
            return;
        }
        let text = component.shape.name;
        let places = Parent::ALL.iter().filter(|place| {
            place
                .since(component)
                .is_some_and(|since| self.version >= since)
        });
        let places = or(places.map(|place| place.name().to_owned()));
        let (rule, message) = match (parent, since) {
            (Parent::Layout, Some(since)) => (
                &INPUT_OUTSIDE_FORM,
                format!("before version {since} `{text}` must stand in a `Form`"),
            ),
            (_, Some(since)) => (
                &COMPONENT_PLACE,
                format!(
                    "`{text}` may stand {} since version {since}, but this flow has {}",
                    parent.name(),
                    self.version
                ),
            ),
            (_, None) => (
                &COMPONENT_PLACE,
                format!("`{text}` may not stand {}", parent.name()),
            ),
        };
        self.sink
            .report(rule, Spot::value(name), message)
            .help(format!("put it {places}"));
    }
}
