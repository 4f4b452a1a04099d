//! Components, the objects in them, and their properties.

use flow_json::scope::Scope;
use flow_json::table::{
    COMPONENTS, CONTAINERS, Component, Dynamic, Format, Input as Kind, OUTSIDE_FORMS, Places,
    Property, Shape, Type,
};
use flow_json::tree::{Node, Object};
use flow_json::{TextRange, Version};

use crate::json::{array, members, object, text};
use crate::{Input, Maker};

/// The most levels of `If`.
const MAX_IFS: usize = 3;

/// The most components of a screen. Meta's documentation says 50.
const MAX_COMPONENTS: usize = 45;

/// The most carousels of a flow.
const MAX_CAROUSELS: usize = 3;

/// The place of a value in the flow.
#[derive(Clone)]
pub(crate) struct Place {
    /// The position of the screen.
    pub(crate) screen: usize,
    pub(crate) parent: Parent,
    pub(crate) in_form: bool,
    /// The number of `If`s around it.
    pub(crate) ifs: usize,
    /// In a calendar, whether it takes ranges.
    pub(crate) range: Option<bool>,
    /// Whether it is an example, without expressions and actions.
    pub(crate) fixed: bool,
    /// The type of the component around it.
    pub(crate) within: &'static str,
    /// Whether all branches get a `Footer`.
    pub(crate) footers: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parent {
    Layout,
    Form,
    If,
    Switch,
}

impl Parent {
    fn since(self, places: &Places) -> Option<Version> {
        match self {
            Parent::Layout => places.layout,
            Parent::Form => places.form,
            Parent::If => places.branch,
            Parent::Switch => places.case,
        }
    }
}

impl Place {
    /// Directly on a screen.
    pub(crate) fn on(screen: usize) -> Self {
        Self {
            screen,
            parent: Parent::Layout,
            in_form: false,
            ifs: 0,
            range: None,
            fixed: false,
            within: "",
            footers: false,
        }
    }

    pub(crate) fn in_form(&self) -> Self {
        Self {
            parent: Parent::Form,
            in_form: true,
            ..self.clone()
        }
    }
}

impl Maker {
    /// Some components that a place can have together.
    pub(crate) fn components(&mut self, number: usize, place: &Place) -> Vec<Node> {
        let mut made = Vec::new();
        for _ in 0..number {
            let free: Vec<_> = COMPONENTS
                .iter()
                .filter(|component| {
                    // The module of screens makes these.
                    !["Footer", "Form", "RichText", "NavigationList"]
                        .contains(&component.shape.name)
                        && self.may_stand(component, place)
                })
                .collect();
            let favourite = self.favourite;
            let favoured = free
                .iter()
                .any(|one| one.shape.name == favourite.shape.name);
            let component = if favoured && self.rng.bool() {
                Some(favourite)
            } else {
                self.pick(&free).copied()
            };
            if let Some(component) = component {
                made.push(self.component(component, place));
            }
        }
        made
    }

    /// Whether a component may be added in a place.
    fn may_stand(&self, component: &'static Component, place: &Place) -> bool {
        let name = component.shape.name;
        let since = place.parent.since(&component.places);
        let files = component.input == Some(Kind::Files);
        let others = |other: &&str| {
            if files {
                // The two kinds of pickers count together.
                ["PhotoPicker", "DocumentPicker"].contains(other)
            } else {
                **other == *name
            }
        };
        let counts = self.counts.iter().filter(|(other, _)| others(other));
        let count: usize = counts.map(|(_, count)| count).sum();
        let container = CONTAINERS.contains(&name);
        let mut properties = component.shape.properties.iter();
        since.is_some_and(|since| self.version >= since)
            && component
                .max_per_screen
                .is_none_or(|max| count < max.into())
            && self.counts.values().sum::<usize>() < MAX_COMPONENTS
            && (component.input.is_none() || place.in_form || !self.has_form)
            && (!container || (place.ifs < MAX_IFS && self.size > 0))
            && (name != "ImageCarousel" || self.carousels < MAX_CAROUSELS)
            && properties.all(|property| match &property.ty {
                Type::Action { uses, .. } if property.required.is_some() => {
                    !self.possible(uses, place, name).is_empty()
                }
                _ => true,
            })
    }

    pub(crate) fn component(&mut self, component: &'static Component, place: &Place) -> Node {
        let name = component.shape.name;
        *self.counts.entry(name).or_default() += 1;
        self.carousels += usize::from(name == "ImageCarousel");
        let place = Place {
            within: name,
            range: (component.input == Some(Kind::Calendar)).then(|| self.rng.bool()),
            ..place.clone()
        };
        let mut made = members([("type", text(name))]);
        made.entries
            .extend(self.properties(&component.shape, &place).entries);
        self.make_consistent(&component.shape, &mut made, &place);
        let made = object(made);
        self.note(component, &made, &place);
        made
    }

    /// Notes the name and the type of an input for expressions.
    fn note(&mut self, component: &'static Component, made: &Node, place: &Place) {
        let (Some(_), Some(name)) = (component.input, made.get("name").and_then(Node::as_str))
        else {
            return;
        };
        let name = name.to_owned();
        let layout = members([("children", array(vec![made.clone()]))]);
        let screen = members([("layout", object(layout))]);
        let flow = object(members([("screens", array(vec![object(screen)]))]));
        let ty = Scope::new(&flow).input(0, &name).cloned();
        self.names[place.screen].inputs.push(Input {
            name,
            ty,
            component,
            object: made.clone(),
        });
    }

    /// The properties that an object must have, and some of those that it may have.
    pub(crate) fn properties(&mut self, shape: &'static Shape, place: &Place) -> Object {
        let mut made = Object::default();
        let favoured = place.within == self.favourite.shape.name;
        for property in shape.properties {
            let required = property.required.is_some_and(|since| self.version >= since);
            // With a `Footer` in one branch all branches must have one. A calendar for ranges has a
            // `mode`.
            let implied = place.footers && matches!(property.ty, Type::Components)
                || place.range == Some(true) && property.name == "mode";
            let chosen = required
                || implied
                || if favoured {
                    self.rng.bool()
                } else {
                    self.one_in(3)
                };
            if !chosen || !self.has(property, place) {
                continue;
            }
            let value = self.value(property, place);
            made.push(property.name, TextRange::NOWHERE, value);
        }
        made
    }

    /// Whether a property can be given in this version and place.
    fn has(&self, property: &Property, place: &Place) -> bool {
        let mut outside = OUTSIDE_FORMS.iter();
        let outside = outside.any(|(own, _)| *own == property.name);
        let ranges = ["title", "description", "min-days", "max-days"].contains(&property.name);
        self.version >= property.since
            && property.until.is_none_or(|until| self.version < until)
            && !(place.in_form && outside)
            && !(place.range == Some(false) && ranges)
            && match &property.ty {
                // `make_consistent` gives a list its actions.
                Type::Action { .. } if place.within == "NavigationList" => false,
                Type::Action { uses, .. } => {
                    !place.fixed && !self.possible(uses, place, place.within).is_empty()
                }
                // A `Form` gets these when its inputs are known.
                Type::Map(Type::Payload) => false,
                _ => true,
            }
    }

    /// The value of a property, as an expression if it can be one, or as a literal.
    pub(crate) fn value(&mut self, property: &'static Property, place: &Place) -> Node {
        // The other properties of a calendar depend on its mode.
        if let (Some(range), "mode") = (place.range, property.name) {
            return text(if range { "range" } else { "single" });
        }
        // A value with parts is mostly a literal, to show the parts.
        let whole = !matches!(property.ty, Type::Array { .. } | Type::OneOf(_));
        let favoured = whole && place.within == self.favourite.shape.name;
        let rarely = match property.dynamic {
            _ if place.fixed => None,
            Dynamic::No => None,
            Dynamic::Yes | Dynamic::Binding => Some(if favoured { 2 } else { 5 }),
            Dynamic::Disputed => Some(16),
        };
        if !is_expression(&property.ty)
            && rarely.is_some_and(|times| self.one_in(times))
            && let Some(expression) = self.expression(property, place)
        {
            return expression;
        }
        self.literal(&property.ty, property, place)
    }

    /// The components of an `If`'s branch, a `Form` or the cases of a `Switch`.
    pub(crate) fn branches(&mut self, ty: &'static Type, place: &Place) -> Node {
        let parent = match place.within {
            "If" => Parent::If,
            "Switch" => Parent::Switch,
            _ => Parent::Form,
        };
        let inner = Place {
            parent,
            in_form: place.in_form || parent == Parent::Form,
            ifs: place.ifs + usize::from(parent == Parent::If),
            within: "",
            footers: false,
            ..place.clone()
        };
        if let Type::Cases = ty {
            const KEYS: [&str; 4] = ["a", "B-2", "gold_member", "default"];
            let cases: Vec<_> = KEYS[..self.rng.usize(1..=KEYS.len())]
                .iter()
                .map(|key| (*key, self.branch(&inner, place.footers)))
                .collect();
            return object(members(cases));
        }
        self.branch(&inner, place.footers)
    }

    /// A list with one component at least.
    fn branch(&mut self, place: &Place, footer: bool) -> Node {
        let number = self.rng.usize(1..=1 + self.size.min(2));
        let mut made = self.components(number, place);
        if footer {
            made.push(self.footer(place));
        }
        if made.is_empty() {
            // Every place takes headings, in any number.
            made.push(self.component(&COMPONENTS[0], place));
        }
        array(made)
    }
}

/// Whether every value of a type is an expression.
fn is_expression(ty: &Type) -> bool {
    match ty {
        Type::String(format) => matches!(format, Format::Binding | Format::Condition),
        Type::OneOf(types) => types.iter().any(|(ty, _)| is_expression(ty)),
        _ => false,
    }
}
