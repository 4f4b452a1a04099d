//! Actions, without their payloads.

use flow_json::TextRange;
use flow_json::table::{self, ActionUse, Type};
use flow_json::tree::{Node, Object, Value};

use crate::Maker;
use crate::component::Place;
use crate::json::{members, node, object, text};
use crate::payload::HOLE;

impl Maker {
    /// The actions that a property of a component can have in a place.
    pub(crate) fn possible(
        &self,
        uses: &[ActionUse],
        place: &Place,
        within: &str,
    ) -> Vec<&'static str> {
        let step = &self.plan.screens[place.screen];
        let known = uses.iter().filter(|usage| self.version >= usage.since);
        let names = known.map(|usage| usage.action).filter(|name| match *name {
            "navigate" => !(step.next.is_empty() || (step.terminal && within == "Footer")),
            "complete" => step.terminal,
            "data_exchange" => self.plan.endpoint,
            _ => true,
        });
        let must_lead = within == "Footer" || within == "NavigationList";
        match self.must_lead_to {
            Some(_) if must_lead => names.filter(|name| *name == "navigate").collect(),
            _ => names.collect(),
        }
    }

    /// An action with a placeholder for its payload, which is made when all names are known.
    pub(crate) fn action(
        &mut self,
        uses: &[ActionUse],
        payload_required: bool,
        place: &Place,
    ) -> Node {
        let possible = self.possible(uses, place, place.within);
        let name = self.pick(&possible).copied();
        let name = name.expect("a property for an action is only made if one is possible");
        let mut made = members([("name", text(name))]);
        let action = table::action(name).expect("the table has the actions of properties");
        for property in action.shape.properties {
            match (property.name, &property.ty) {
                ("name", _) => {}
                ("payload", _) => {
                    let required = payload_required || property.required.is_some();
                    // An endpoint may refuse an action without a payload, so this is rare.
                    if required || name == "navigate" || !self.one_in(8) {
                        made.push(
                            "payload",
                            TextRange::NOWHERE,
                            node(Value::String(HOLE.into())),
                        );
                    }
                }
                (_, Type::Object(next)) => {
                    let mut inner = Object::default();
                    for property in next.properties {
                        let value = match property.name {
                            "name" => self.next_screen(place),
                            _ => self.literal(&property.ty, property, place),
                        };
                        inner.push(property.name, TextRange::NOWHERE, value);
                    }
                    made.push(property.name, TextRange::NOWHERE, object(inner));
                }
                (_, ty) => {
                    let expression = if self.one_in(3) {
                        self.expression(property, place)
                    } else {
                        None
                    };
                    let value = expression.unwrap_or_else(|| self.literal(ty, property, place));
                    made.push(property.name, TextRange::NOWHERE, value);
                }
            }
        }
        if name == "update_data" && self.names[place.screen].fields.is_empty() {
            self.field(place.screen, text("Ann"));
        }
        object(made)
    }

    /// The screen that a `navigate` leads to.
    fn next_screen(&mut self, place: &Place) -> Node {
        let next = self.plan.screens[place.screen].next.clone();
        let to = match self.must_lead_to.take() {
            Some(to) => to,
            None => *self.pick(&next).expect("`navigate` needs a next screen"),
        };
        let id = self.plan.screens[to].id.clone();
        // With a `routing_model` the data may name the next screen.
        if self.plan.routing_model
            && self.one_in(12)
            && let Some(name) = self.field(place.screen, text(id.clone()))
        {
            return text(format!("${{data.{name}}}"));
        }
        text(id)
    }
}
