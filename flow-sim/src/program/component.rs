//! Components.

use std::sync::Arc;

use flow_json::model;
use flow_json::table::{self, Type};
use flow_json::tree::Node;

use super::template::{Compiler, Template};
use crate::pattern::Pattern;
use crate::place::Place;
use crate::value::Text;

/// A component.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) kind: Kind,
    /// The value of `type` as it is written.
    pub(crate) type_name: Text,
    pub(crate) table: &'static table::Component,
    /// The component that holds it.
    pub(crate) parent: Option<usize>,
    /// The list of its parent's that it stands in.
    pub(crate) branch: Branch,
    /// The `Form` around it.
    pub(crate) form: Option<usize>,
    /// The `name` of an input.
    pub(crate) name: Option<Text>,
    /// Its index among the inputs of the screen.
    pub(crate) input: Option<usize>,
    /// Its properties other than the name, the actions and the lists of components.
    pub(crate) properties: Vec<(&'static str, Template)>,
    actions: Vec<(Trigger, Template)>,
    /// The value of `pattern`, if that is written out and can be read.
    pub(crate) pattern: Option<Pattern>,
    /// The property that decides what is shown, as it is written: ``"visible": "${data.ok}"``.
    pub(crate) condition: Option<Text>,
    pub(crate) place: Arc<Place>,
}

/// The list of a container that a component stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Branch {
    /// The layout, or the children of a `Form`.
    Children,
    Then,
    Else,
    Case(Text),
}

/// The touch that makes an action happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trigger {
    Click,
    Select,
    Unselect,
}

impl Trigger {
    pub(crate) fn property(self) -> &'static str {
        match self {
            Self::Click => "on-click-action",
            Self::Select => "on-select-action",
            Self::Unselect => "on-unselect-action",
        }
    }

    fn of(property: &str) -> Option<Self> {
        let all = [Self::Click, Self::Select, Self::Unselect];
        all.into_iter()
            .find(|trigger| trigger.property() == property)
    }
}

/// Declares the kinds of components, each named as in Flow JSON.
macro_rules! kinds {
    ($($name:ident)*) => {
        /// The kinds of components, as their `type` names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "the table says what they are")]
        pub enum Kind {
            $($name,)*
            /// A component that is not known.
            Unknown,
        }

        impl Kind {
            fn of(name: &str) -> Self {
                match name {
                    $(stringify!($name) => Self::$name,)*
                    _ => Self::Unknown,
                }
            }
        }
    };
}

kinds! {
    TextHeading TextSubheading TextBody TextCaption RichText
    TextInput TextArea CheckboxGroup RadioButtonsGroup Dropdown ChipsSelector OptIn
    DatePicker CalendarPicker PhotoPicker DocumentPicker
    Image ImageCarousel EmbeddedLink NavigationList Footer If Switch Form
}

impl Kind {
    /// Whether it holds components and is nothing to see.
    pub(crate) fn is_container(self) -> bool {
        matches!(self, Self::If | Self::Switch | Self::Form)
    }

    /// Whether one of its options can be chosen.
    pub(crate) fn chooses_one(self) -> bool {
        matches!(self, Self::RadioButtonsGroup | Self::Dropdown)
    }

    /// Whether several of its options can be chosen.
    pub(crate) fn chooses_several(self) -> bool {
        matches!(self, Self::CheckboxGroup | Self::ChipsSelector)
    }

    /// Whether files are its value.
    pub(crate) fn takes_files(self) -> bool {
        matches!(self, Self::PhotoPicker | Self::DocumentPicker)
    }
}

impl Component {
    /// The template of a property.
    pub(crate) fn property(&self, name: &str) -> Option<&Template> {
        let (_, template) = self.properties.iter().find(|(known, _)| *known == name)?;
        Some(template)
    }

    /// The action that something makes happen, if it is the component's own.
    pub(crate) fn action(&self, trigger: Trigger) -> Option<&Template> {
        let (_, template) = self.actions.iter().find(|(known, _)| *known == trigger)?;
        Some(template)
    }

    /// Whether a property is always that text.
    pub(crate) fn is(&self, property: &str, text: &str) -> bool {
        let value = self.property(property).and_then(Template::constant);
        value.and_then(|value| value.as_str()) == Some(text)
    }
}

/// The components of a screen.
pub(super) fn components(compiler: &mut Compiler<'_, '_>) -> Vec<Component> {
    let screen = compiler.screen;
    let mut all: Vec<Component> = Vec::with_capacity(screen.components.len());
    let mut inputs = 0;
    for component in &screen.components {
        let form = component.parent.and_then(|parent| {
            let above = &all[parent];
            match above.kind {
                Kind::Form => Some(parent),
                _ => above.form,
            }
        });
        let input = component.table.input.map(|_| {
            inputs += 1;
            inputs - 1
        });
        all.push(compile(compiler, component, form, input));
    }
    all
}

fn compile(
    compiler: &mut Compiler<'_, '_>,
    component: &model::Component<'_>,
    form: Option<usize>,
    input: Option<usize>,
) -> Component {
    let pointer = component.pointer(compiler.screen);
    let kind = Kind::of(component.name());
    if kind == Kind::Unknown {
        let message = format!("there is no component `{}`", component.type_name());
        compiler.fault(message, pointer.clone(), component.node.loc);
    }
    let mut properties: Vec<(&'static str, Template)> = Vec::new();
    let mut actions = Vec::new();
    let mut pattern = None;
    for property in component.table.shape.properties {
        let Some(node) = component.object.get(property.name) else {
            continue;
        };
        let place = |key: &str| Place::new(pointer.clone(), component.node.loc).member(key);
        match property.ty {
            Type::Components | Type::Cases => {}
            Type::Action { .. } => {
                if let Some(trigger) = Trigger::of(property.name) {
                    actions.push((trigger, compiler.template(node)));
                }
            }
            _ => {
                let template = compiler.template(node);
                if property.name == "pattern"
                    && let Some(text) = template.constant().and_then(|value| value.as_str())
                {
                    match Pattern::parse(text) {
                        Ok(read) => pattern = Some(read),
                        Err(error) => {
                            let message =
                                format!("the pattern cannot be read, and lets all pass: {error}");
                            compiler.fault(message, place("pattern").pointer, node.loc);
                        }
                    }
                }
                properties.push((property.name, template));
            }
        }
    }
    let branch = match (&*component.member.key, component.case) {
        (_, Some(case)) => Branch::Case((*case.key).into()),
        ("then", None) => Branch::Then,
        ("else", None) => Branch::Else,
        _ => Branch::Children,
    };
    let name = compiler
        .flow
        .property(component, "name")
        .and_then(Node::as_str);
    let decides = match kind {
        Kind::If => "condition",
        Kind::Switch => "value",
        _ => "visible",
    };
    let condition = properties.iter().find(|(name, _)| *name == decides);
    let condition = condition.map(|(name, template)| {
        format!("`\"{name}\": {}`", crate::print::template(template)).into()
    });
    Component {
        kind,
        type_name: component.type_name().into(),
        table: component.table,
        parent: component.parent,
        branch,
        form,
        name: name.filter(|_| input.is_some()).map(Into::into),
        input,
        properties,
        actions,
        pattern,
        condition,
        place: Arc::new(Place::new(pointer, component.node.loc)),
    }
}
