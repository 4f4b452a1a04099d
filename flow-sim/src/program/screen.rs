//! Screens.

use std::collections::HashMap;

use flow_json::model;
use flow_json::tree::Node;

use super::component::{Branch, Component, components};
use super::declaration::{Declaration, written};
use super::template::{Compiler, Template};
use crate::place::Place;
use crate::value::{Text, Value};

/// A screen.
#[derive(Debug)]
pub(crate) struct Screen {
    /// Empty if it has none.
    pub(crate) id: Text,
    pub(crate) title: Template,
    pub(crate) terminal: bool,
    pub(crate) success: bool,
    pub(crate) refresh_on_back: bool,
    /// The names of the inputs of which the summary hides the values.
    pub(crate) sensitive: Vec<Text>,
    pub(crate) fields: Vec<Field>,
    /// Each before those that it holds.
    pub(crate) components: Vec<Component>,
    /// The inputs, as indices of `components`.
    pub(crate) inputs: Vec<usize>,
    pub(crate) place: Place,
}

/// A field of a screen's data.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: Text,
    pub(crate) declaration: Declaration,
    example: Option<Value>,
}

impl Field {
    /// Its example, or without one a value of its type.
    pub(crate) fn example(&self) -> Value {
        self.example
            .clone()
            .unwrap_or_else(|| self.declaration.sample())
    }
}

impl Screen {
    pub(super) fn compile(compiler: &mut Compiler<'_, '_>) -> Self {
        let (flow, screen) = (compiler.flow, compiler.screen);
        let get = |key| flow.get(screen.object, key);
        let flag = |key| get(key).and_then(Node::as_bool);
        if screen.id.is_none() {
            compiler.fault("the screen has no id", screen.pointer(), screen.node.loc);
        }
        let title = get("title").map(|title| compiler.template(title));
        let fields = screen.data.declarations().map(|field| Field {
            name: (*field.key).into(),
            declaration: Declaration::read(&field.value),
            example: field.value.get("__example__").map(written),
        });
        let sensitive = get("sensitive").and_then(Node::as_array).unwrap_or(&[]);
        let components = components(compiler);
        Self {
            id: screen.id.unwrap_or_default().into(),
            title: title.unwrap_or(Template::Constant(Value::empty_text())),
            terminal: screen.terminal.unwrap_or(false),
            success: flag("success").unwrap_or(true),
            refresh_on_back: flag("refresh_on_back").unwrap_or(false),
            sensitive: sensitive
                .iter()
                .filter_map(Node::as_str)
                .map(Into::into)
                .collect(),
            fields: fields.collect(),
            inputs: inputs(screen),
            components,
            place: Place::new(screen.pointer(), screen.node.loc),
        }
    }

    /// Whether a component stands in a branch of `If` or `Switch`.
    pub(crate) fn is_in_branch(&self, component: usize) -> bool {
        let parent = |index: &usize| self.components[*index].parent;
        std::iter::successors(Some(component), parent)
            .any(|index| self.components[index].branch != Branch::Children)
    }

    /// The field of that name. Of two of one name the first counts.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| *field.name == *name)
    }

    /// The component that an input is.
    pub(crate) fn input(&self, input: usize) -> &Component {
        &self.components[self.inputs[input]]
    }
}

/// The inputs, as indices of the components.
fn inputs(screen: &model::Screen<'_>) -> Vec<usize> {
    let components = screen.components.iter().enumerate();
    let inputs = components.filter(|(_, component)| component.table.input.is_some());
    inputs.map(|(index, _)| index).collect()
}

/// Where references lead to.
pub(super) struct Indices<'t> {
    screens: HashMap<&'t str, usize>,
    /// The inputs of each screen by name.
    inputs: Vec<HashMap<&'t str, usize>>,
    /// The indices of the screens by their positions in the document.
    positions: HashMap<usize, usize>,
}

impl<'t> Indices<'t> {
    pub(super) fn of(flow: &model::Flow<'t>) -> Self {
        let screens = || flow.screens.iter().enumerate();
        let inputs = |screen: &model::Screen<'t>| {
            let mut names = HashMap::new();
            for (input, index) in inputs(screen).into_iter().enumerate() {
                let name = flow.property(&screen.components[index], "name");
                if let Some(name) = name.and_then(Node::as_str) {
                    names.entry(name).or_insert(input);
                }
            }
            names
        };
        Self {
            screens: screens()
                .rev()
                .filter_map(|(index, screen)| Some((screen.id?, index)))
                .collect(),
            inputs: flow.screens.iter().map(inputs).collect(),
            positions: screens()
                .map(|(index, screen)| (screen.position, index))
                .collect(),
        }
    }

    pub(super) fn screen(&self, id: &str) -> Option<usize> {
        self.screens.get(id).copied()
    }

    pub(super) fn input(&self, screen: usize, name: &str) -> Option<usize> {
        self.inputs[screen].get(name).copied()
    }

    pub(super) fn index_of(&self, screen: &model::Screen<'_>) -> usize {
        self.positions[&screen.position]
    }
}
