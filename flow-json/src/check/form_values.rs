//! The first values and the errors that a `Form` gives to its inputs.

use super::model::{Component, Expression, MANY, Model, Screen, Use, Written};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::types::{is_of, named};
use super::wording::{code, found};
use crate::expr::Type;
use crate::rule::{Rule, samples};
use crate::table::{Input, RANGE_OPTIONAL_TEXTS};
use crate::tree::{Entry, Node, Object, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: form_values,
    rules: &[&FORM_VALUE_TYPE, &FORM_VALUE_OF_NO_INPUT],
}];

/// A first value or an error of another type than the input's.
pub(super) const FORM_VALUE_TYPE: Rule = Rule {
    id: "F3",
    name: "form-value-of-wrong-type",
    code: "INVALID_PROPERTY_VALUE",
    lenient: Some(Version::V2_1..Version::V7_0),
    why: "an input first holds what it can hold: a list of ids, a truth value, a number or text; errors are text",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Form", "name": "form", "init-values": {"agree": true}, "children": [{"type": "OptIn", "name": "agree", "label": "I agree"}]}"#),
        fail: Children(V7_3, r#"{"type": "Form", "name": "form", "init-values": {"agree": "yes"}, "children": [{"type": "OptIn", "name": "agree", "label": "I agree"}]}"#),
    },
    ..Rule::ERROR
};

/// A first value or an error of no input.
pub(super) const FORM_VALUE_OF_NO_INPUT: Rule = Rule {
    id: "F3b",
    name: "form-value-of-no-input",
    code: "INVALID_PROPERTY_VALUE",
    lenient: Some(Version::V2_1..Version::V7_0),
    why: "first values and errors stand under the names of the form's inputs",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Form", "name": "form", "error-messages": {"agree": "Needed"}, "children": [{"type": "OptIn", "name": "agree", "label": "I agree"}]}"#),
        fail: Children(V7_3, r#"{"type": "Form", "name": "form", "error-messages": {"agreed": "Needed"}, "children": [{"type": "OptIn", "name": "agree", "label": "I agree"}]}"#),
    },
    ..Rule::ERROR
};

pub(super) fn form_values(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for form in screen.components.iter().filter(|one| one.name() == "Form") {
            for errors in [false, true] {
                let property = if errors {
                    "error-messages"
                } else {
                    "init-values"
                };
                let mut check = ValueCheck {
                    model,
                    screen,
                    errors,
                    sink,
                };
                match model.get(form.object, property) {
                    Some(node) => check.all(node),
                    None => continue,
                }
            }
        }
    }
}

struct ValueCheck<'m, 't> {
    model: &'m Model<'t>,
    screen: &'m Screen<'t>,
    /// Whether these are errors, not first values.
    errors: bool,
    sink: &'m mut Sink,
}

impl<'m, 't> ValueCheck<'m, 't> {
    fn all(&mut self, node: &'t Node) {
        if let Value::Object(values) = &node.value {
            for entry in &values.entries {
                self.one(entry, values);
            }
        } else if let Some(expression) = self.screen.expression(node) {
            self.bound(expression);
        }
    }

    /// Checks the value of a name, beside those of other names.
    fn one(&mut self, entry: &'t Entry, values: &'t Object) {
        let Some(index) = self.screen.inputs.find(&entry.key) else {
            if self.screen.inputs_known {
                let message = format!("the `Form` has no input {}", code(&entry.key));
                let found = self
                    .sink
                    .report(&FORM_VALUE_OF_NO_INPUT, Spot::key(entry), message);
                // Looking through many values for each of them would take too long.
                let is_long = values.entries.len() > MANY;
                let has_value = |name: &str| !is_long && values.get(name).is_some();
                match self.screen.inputs.suggest_but(&entry.key, has_value) {
                    Some(help) => found.help(help),
                    None => found.help("leave it out"),
                };
            }
            return;
        };
        let input = &self.screen.components[index];
        let types = self.types(input, &entry.key);
        let Some((node, ty)) = self.wrong(&entry.value, &types) else {
            return;
        };
        let style = self.model.style;
        let is = match self.screen.expression(node) {
            Some(expression) => match self.type_of(expression) {
                Some(ty) => named(ty, style).to_owned(),
                None => return,
            },
            None => found(node, style),
        };
        let needed = named(&ty, style);
        let name = code(&entry.key);
        let message = if self.errors {
            format!("the error of {name} must be {needed}, not {is}")
        } else {
            format!("the `{}` {name} holds {needed}, not {is}", input.name())
        };
        self.sink
            .report(&FORM_VALUE_TYPE, Spot::value(node), message)
            .help(format!("write {needed}"))
            .related(Spot::value(input.type_node), "the input");
    }

    /// Checks an object that is bound as a whole, as far as it is declared.
    fn bound(&mut self, expression: &Expression<'t>) {
        let Some(Type::Object(Some(declared))) = self.type_of(expression) else {
            return;
        };
        for (name, ty) in declared {
            let (Some(ty), Some(index)) = (ty, self.screen.inputs.find(name)) else {
                continue;
            };
            let input = &self.screen.components[index];
            let types = self.types(input, name);
            let Some(needed) = types.first() else {
                continue;
            };
            if types.iter().any(|needed| ty.fits(needed)) {
                continue;
            }
            let style = self.model.style;
            let (is, needed) = (named(ty, style), named(needed, style));
            let message = format!("{} is declared as {is}, and must be {needed}", code(name));
            self.sink
                .report(&FORM_VALUE_TYPE, expression.spot(), message)
                .help(format!("declare it as {needed}"))
                .related(Spot::value(input.type_node), "the input");
        }
    }

    /// The types that will do for an input; none if anything will.
    fn types(&self, input: &Component<'t>, name: &str) -> Vec<Type> {
        let ty = self.model.scope.input(self.screen.position, name);
        match (input.table.input, ty) {
            // That a picker has no first value is a rule of its own.
            (Some(Input::Files), _) if !self.errors => Vec::new(),
            (Some(Input::Files), _) => vec![Type::Text, Type::Object(None)],
            (Some(Input::Calendar), Some(Type::Object(_))) if self.errors => {
                // The error for the last day may be left out.
                let ends = RANGE_OPTIONAL_TEXTS.properties.iter();
                let ends = ends.filter(|end| end.required.is_some());
                let ends = ends.map(|end| (end.name.to_owned(), Some(Type::Text)));
                vec![Type::Text, Type::Object(Some(ends.collect()))]
            }
            // In which mode it is cannot be told.
            (Some(Input::Calendar), None) => Vec::new(),
            _ if self.errors => vec![Type::Text],
            // A passcode may begin with zeros.
            (Some(Input::ByInputType), Some(Type::Number)) if is_passcode(self.model, input) => {
                vec![Type::Text, Type::Number]
            }
            (_, ty) => ty.cloned().into_iter().collect(),
        }
    }

    /// The smallest part that is of none of some types, and the type that it must be of.
    fn wrong<'v>(&self, node: &'v Node, types: &[Type]) -> Option<(&'v Node, Type)> {
        let needed = types.first()?;
        if let Some(expression) = self.screen.expression(node) {
            // Meta does not look into expressions here.
            let alone = expression.written == Written::Alone;
            let bound = self.type_of(expression).filter(|_| alone)?;
            let fits = types.iter().any(|needed| bound.fits(needed));
            return (!fits).then(|| (node, needed.clone()));
        }
        let Some(ty) = types.iter().find(|ty| is_of(node, ty)) else {
            return Some((node, needed.clone()));
        };
        match (&node.value, ty) {
            (Value::Array(items), Type::List(Some(of))) => items
                .iter()
                .find_map(|item| self.wrong(item, std::slice::from_ref(&**of))),
            (Value::Object(object), Type::Object(Some(properties))) => {
                object.entries.iter().find_map(|entry| {
                    let ty = properties.get(entry.key.as_ref())?.as_ref()?;
                    self.wrong(&entry.value, std::slice::from_ref(ty))
                })
            }
            _ => None,
        }
    }

    fn type_of(&self, expression: &Expression<'t>) -> Option<&'m Type> {
        let names = self.model.names(self.screen, Use::Property);
        expression.type_of(&names).ok().flatten()
    }
}

fn is_passcode<'t>(model: &Model<'t>, input: &Component<'t>) -> bool {
    let input_type = model.get(input.object, "input-type");
    input_type.and_then(Node::as_str) == Some("passcode")
}
