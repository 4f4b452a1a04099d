//! The payloads of actions. They are made last, when all inputs and all data are known.

use flow_json::expr::{Type, read_binding};
use flow_json::infer;
use flow_json::scope;
use flow_json::table::{self, Input as Kind, component};
use flow_json::tree::{Node, Object, Value};
use flow_json::{TextRange, Version};

use crate::component::Place;
use crate::json::{array, members, object, text};
use crate::{Input, Maker};

/// The placeholder for a payload that is made later. No other text is this one.
pub(crate) const HOLE: &str = "\u{0}payload";

/// The most files of a `complete`, and their most KiB.
const MAX_FILES: u64 = 10;
const MAX_KIB: u64 = 102_400;

impl Maker {
    /// Fills the payloads below a value: those of `navigate`, or those of all other actions.
    pub(crate) fn fill(&mut self, value: &mut Node, navigates: bool, place: &Place) {
        match &mut value.value {
            Value::Array(items) => {
                for item in items {
                    self.fill(item, navigates, place);
                }
            }
            Value::Object(members) => {
                let own = members.get("type").and_then(Node::as_str);
                let mut place = match own.and_then(component) {
                    Some(component) => Place {
                        within: component.shape.name,
                        ..place.clone()
                    },
                    None => place.clone(),
                };
                if place.within == "Form" {
                    place = place.in_form();
                }
                let text = |key: &str| members.get(key).and_then(Node::as_str);
                let turn = (text("name") == Some("navigate")) == navigates;
                if turn && text("payload") == Some(HOLE) {
                    let payload = self.payload(members, &place);
                    for entry in &mut members.entries {
                        if entry.key == "payload" {
                            entry.value = object(payload);
                            return;
                        }
                    }
                }
                for entry in &mut members.entries {
                    self.fill(&mut entry.value, navigates, &place);
                }
            }
            _ => {}
        }
    }

    fn payload(&mut self, action: &Object, place: &Place) -> Object {
        let name = action.get("name").and_then(Node::as_str);
        match name.expect("an action has a name") {
            "navigate" => {
                let next = action.get("next").and_then(|next| next.get("name"));
                let id = next.and_then(Node::as_str);
                let id = id.expect("`navigate` names the next screen");
                let mut screens = self.plan.screens.iter();
                match screens.position(|step| step.id == id) {
                    Some(to) => self.screen_data(to, place),
                    // The data names the screen, so its own data is not known here.
                    None => Object::default(),
                }
            }
            "update_data" => self.update(place),
            name => self.any_payload(name == "complete", place),
        }
    }

    /// All data of the next screen.
    fn screen_data(&mut self, to: usize, place: &Place) -> Object {
        let fields = self.names[to].fields.iter();
        let fields: Vec<_> = fields
            .map(|field| (field.name.clone(), field.ty.clone(), field.example.clone()))
            .collect();
        let values: Vec<_> = fields
            .into_iter()
            .map(|(name, ty, example)| (name, self.of_type(&ty, example, None, place)))
            .collect();
        members(values)
    }

    /// One or two fields of the data of the same screen.
    fn update(&mut self, place: &Place) -> Object {
        let fields = self.names[place.screen].fields.iter();
        let mut fields: Vec<_> = fields
            .map(|field| (field.name.clone(), field.ty.clone(), field.example.clone()))
            .collect();
        self.rng.shuffle(&mut fields);
        fields.truncate(self.rng.usize(1..=2));
        let values: Vec<_> = fields
            .into_iter()
            .map(|(name, ty, example)| {
                let value = self.of_type(&ty, example, Some(&name), place);
                (name, value)
            })
            .collect();
        members(values)
    }

    /// A literal, a binding or an expression of a type, but no binding to the field `not`.
    fn of_type(&mut self, ty: &Type, example: Node, not: Option<&str>, place: &Place) -> Node {
        match self.rng.usize(0..4) {
            0 => {
                let found = self.reference(ty, None, place);
                let itself = not.map(|name| format!("data.{name}}}"));
                match found.filter(|found| itself.is_none_or(|own| !found.ends_with(&own))) {
                    Some(found) => text(found),
                    None => example,
                }
            }
            // In a payload for a screen the client takes expressions of constants only.
            1 if self.version >= Version::V6_0 && ty.is_scalar() && ty != &Type::Integer => {
                match ty {
                    Type::Text => text("`'Hello ' 'world'`"),
                    Type::Number => text("`(1 + 2) / 3`"),
                    _ => text("`1 < 2`"),
                }
            }
            _ => example,
        }
    }

    /// A payload for the endpoint or the reply, with any values.
    fn any_payload(&mut self, complete: bool, place: &Place) -> Object {
        let mut payload = Object::default();
        let mut picker = None;
        for _ in 0..self.rng.usize(0..=2 + self.size) {
            let key = self.name();
            let value = match self.rng.usize(0..6) {
                0 => self.any(2),
                1 if self.version >= Version::V6_0 => {
                    let ty =
                        [Type::Text, Type::Number, Type::Boolean][self.rng.usize(0..3)].clone();
                    self.backtick(&ty, place)
                }
                2 => {
                    let inner = self.bound(place).map(|bound| (key.clone(), bound));
                    Some(object(members(inner)))
                }
                3 => self.bound(place).map(|bound| array(vec![bound])),
                _ => match self.files(complete, picker.as_deref(), place) {
                    Some(found) if self.rng.bool() => {
                        picker = Some(found.clone());
                        Some(text(found))
                    }
                    _ => self.bound(place),
                },
            };
            if let Some(value) = value {
                payload.push(key, TextRange::NOWHERE, value);
            }
        }
        payload
    }

    /// A binding to anything but files.
    fn bound(&mut self, place: &Place) -> Option<Node> {
        let names = &self.names[place.screen];
        let sees = self.version >= Version::V4_0 || place.in_form;
        let inputs = names
            .inputs
            .iter()
            .filter(|input| sees && input.component.input != Some(Kind::Files));
        let inputs = inputs.map(|input| format!("${{form.{}}}", input.name));
        let fields = names.fields.iter();
        let fields = fields.map(|field| format!("${{data.{}}}", field.name));
        let all: Vec<_> = inputs.chain(fields).collect();
        self.pick(&all).map(text)
    }

    /// A binding to the files of a picker on any screen. A payload has only one, so it is `again` if the
    /// payload has one already.
    fn files(&mut self, complete: bool, again: Option<&str>, place: &Place) -> Option<String> {
        if let Some(again) = again {
            return Some(again.to_owned());
        }
        let screens = self.names.iter().enumerate();
        let found: Vec<_> = screens
            .flat_map(|(screen, names)| names.inputs.iter().map(move |input| (screen, input)))
            .filter(|(_, input)| input.component.input == Some(Kind::Files))
            .filter(|(_, input)| !complete || self.fits_reply(input))
            .map(|(screen, input)| {
                if screen == place.screen {
                    format!("${{form.{}}}", input.name)
                } else {
                    let id = &self.plan.screens[screen].id;
                    format!("${{screen.{id}.form.{}}}", input.name)
                }
            })
            .collect();
        self.pick(&found).cloned()
    }

    /// Whether a reply has room for all files of a picker.
    fn fits_reply(&self, picker: &Input) -> bool {
        let number = |start: &str| -> Option<u64> {
            let mut properties = picker.component.shape.properties.iter();
            let property = properties.find(|property| property.name.starts_with(start))?;
            match picker.object.get(property.name).map(|node| &node.value) {
                Some(Value::Number(number)) => number.parse().ok(),
                _ => property.default?.parse().ok(),
            }
        };
        let files = number("max-uploaded").unwrap_or(u64::MAX);
        let size = number("max-file-size").unwrap_or(u64::MAX);
        if self.version >= Version::V5_0 {
            files <= MAX_FILES && files.saturating_mul(size) <= MAX_KIB
        } else {
            files == 1
        }
    }

    /// Any value.
    fn any(&mut self, depth: usize) -> Option<Node> {
        let ty = [Type::Text, Type::Number, Type::Boolean][self.rng.usize(0..3)].clone();
        Some(match self.rng.usize(0..4) {
            0 if depth > 0 => array(
                (0..self.rng.usize(0..3))
                    .filter_map(|_| self.any(depth - 1))
                    .collect(),
            ),
            1 if depth > 0 => {
                let inner: Vec<_> = (0..self.rng.usize(0..3))
                    .filter_map(|_| Some((self.name(), self.any(depth - 1)?)))
                    .collect();
                object(members(inner))
            }
            _ => self.example(&ty),
        })
    }

    /// The first values of the inputs in a `Form`, or their error messages.
    pub(crate) fn form_values(&mut self, own: &str, place: &Place) -> Option<Node> {
        let inputs = self.names[place.screen].inputs.iter();
        let inputs: Vec<_> = inputs
            .filter(|input| own == "error-message" || input.component.input != Some(Kind::Files))
            .map(|input| (input.name.clone(), input.ty.clone(), input.component))
            .collect();
        let mut values = Vec::new();
        for (name, ty, component) in inputs {
            let Some(property) = component.shape.property(own).filter(|_| self.rng.bool()) else {
                continue;
            };
            let range = (component.input == Some(Kind::Calendar))
                .then_some(matches!(ty, Some(Type::Object(_))));
            let fixed = Place {
                fixed: true,
                range,
                ..place.clone()
            };
            let value = match (&property.ty, ty) {
                // The first value of an input for numbers is a number.
                (table::Type::String(_), Some(Type::Number)) if own == "init-value" => {
                    self.example(&Type::Number)
                }
                // Files by media id, which only the endpoint knows.
                (table::Type::OneOf(types), _) if component.input == Some(Kind::Files) => {
                    self.literal(&types[0].0, property, &fixed)
                }
                (ty, _) => self.literal(ty, property, &fixed),
            };
            values.push((name, value));
        }
        if values.is_empty() {
            return None;
        }
        let values = object(members(values));
        if self.one_in(4)
            && infer::declaration(&values)
                .is_ok_and(|declared| scope::declared(&declared).is_some())
        {
            let name = self.field(place.screen, values.clone())?;
            let bound = format!("${{data.{name}}}");
            return read_binding(&bound).is_ok().then(|| text(bound));
        }
        Some(values)
    }
}
