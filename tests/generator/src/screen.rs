//! Screens, and the flow around them.

use flow_json::table::{COMPONENTS, Component, FLOW, LAYOUT, SCREEN, Type, component};
use flow_json::tree::{Node, Object};
use flow_json::{TextRange, Version};

use crate::Maker;
use crate::component::Place;
use crate::json::{array, boolean, members, object, text};
use crate::plan::{FOOTER_BESIDE_RICH_TEXT, Kind};

/// A screen without its payloads.
struct Built {
    title: Node,
    children: Node,
}

impl Maker {
    /// The flow.
    pub(crate) fn flow(mut self) -> Node {
        let mut built: Vec<_> = (0..self.plan.screens.len())
            .map(|screen| self.build(screen))
            .collect();
        // The payload of `navigate` is all data of the next screen. Other payloads may declare more
        // data, so they are made first.
        for navigates in [false, true] {
            for (screen, built) in built.iter_mut().enumerate() {
                self.fill(&mut built.children, navigates, &Place::on(screen));
            }
        }
        let screens = built.into_iter().enumerate();
        let screens = screens
            .map(|(screen, built)| self.screen(screen, built))
            .collect();
        let mut screens = Some(array(screens));
        let place = Place::on(0);
        let mut flow = Object::default();
        for property in FLOW.properties {
            let gone = property.until.is_some_and(|until| self.version >= until);
            let value = match property.name {
                "routing_model" => self.plan.routing_model.then(|| self.routing_model()),
                "screens" => screens.take(),
                "version" => Some(self.literal(&property.ty, property, &place)),
                // All others are for an endpoint.
                _ if self.plan.endpoint && !gone => {
                    Some(self.literal(&property.ty, property, &place))
                }
                _ => None,
            };
            if let Some(value) = value {
                flow.push(property.name, TextRange::NOWHERE, value);
            }
        }
        object(flow)
    }

    fn routing_model(&mut self) -> Node {
        let mut model = Object::default();
        for position in 0..self.plan.screens.len() {
            let step = &self.plan.screens[position];
            // A screen that ends the flow need not be listed.
            let end = step.next.is_empty() && self.rng.bool();
            if !end {
                let next = step.next.iter();
                let next = next.map(|next| text(self.plan.screens[*next].id.clone()));
                model.push(step.id.clone(), TextRange::NOWHERE, array(next.collect()));
            }
        }
        object(model)
    }

    fn screen(&mut self, screen: usize, built: Built) -> Node {
        let Built { title, children } = built;
        let (mut title, mut children) = (Some(title), Some(children));
        let last = screen + 1 == self.plan.screens.len();
        let place = Place::on(screen);
        let mut made = Object::default();
        for property in SCREEN.properties {
            if self.version < property.since {
                continue;
            }
            let terminal = self.plan.screens[screen].terminal;
            let value = match property.name {
                "title" => title.take(),
                "terminal" => (terminal || self.one_in(4)).then(|| boolean(terminal)),
                // One end at least is a success.
                "success" if terminal && self.one_in(3) => Some(boolean(last || self.rng.bool())),
                "refresh_on_back" => {
                    let value = self.plan.endpoint && self.rng.bool();
                    self.one_in(3).then(|| boolean(value))
                }
                "sensitive" => self.sensitive(screen),
                "data" => self.data(screen),
                "layout" => {
                    let mut layout = Object::default();
                    for property in LAYOUT.properties {
                        let value = match property.ty {
                            Type::Components => children.take(),
                            _ => Some(self.literal(&property.ty, property, &place)),
                        };
                        if let Some(value) = value {
                            layout.push(property.name, TextRange::NOWHERE, value);
                        }
                    }
                    Some(object(layout))
                }
                _ if property.required.is_some() => {
                    Some(self.literal(&property.ty, property, &place))
                }
                _ => None,
            };
            if let Some(value) = value {
                made.push(property.name, TextRange::NOWHERE, value);
            }
        }
        object(made)
    }

    fn sensitive(&mut self, screen: usize) -> Option<Node> {
        let inputs = self.names[screen].inputs.iter();
        let inputs = inputs.filter(|input| input.component.shape.name != "NavigationList");
        let mut names: Vec<_> = inputs.map(|input| text(input.name.clone())).collect();
        self.rng.shuffle(&mut names);
        names.truncate(2);
        (!names.is_empty() && self.one_in(3)).then(|| array(names))
    }

    fn data(&mut self, screen: usize) -> Option<Node> {
        let mut data = Object::default();
        for field in &self.names[screen].fields {
            let declaration = field.declaration.as_object();
            let mut declaration = declaration.expect("a declaration is an object").clone();
            declaration.push("__example__", TextRange::NOWHERE, field.example.clone());
            data.push(field.name.clone(), TextRange::NOWHERE, object(declaration));
        }
        (!data.entries.is_empty()).then(|| object(data))
    }

    /// The title and the components of a screen.
    fn build(&mut self, screen: usize) -> Built {
        let place = Place::on(screen);
        self.counts.clear();
        let last = screen + 1 == self.plan.screens.len();
        self.must_lead_to = (!last && !self.plan.routing_model).then_some(screen + 1);
        self.has_form = false;
        let children = match self.plan.screens[screen].kind {
            Kind::Mixed => self.mixed(&place),
            Kind::RichText => {
                let mut made: Vec<_> = self.named("RichText", &place).into_iter().collect();
                if self.version >= FOOTER_BESIDE_RICH_TEXT {
                    made.push(self.footer(&place));
                }
                made
            }
            Kind::NavigationList => self.lists(&place),
        };
        let title = SCREEN.property("title");
        let title = title.map(|title| self.value(title, &place));
        Built {
            title: title.unwrap_or_else(|| text("Title")),
            children: array(children),
        }
    }

    fn lists(&mut self, place: &Place) -> Vec<Node> {
        let number = self.rng.usize(1..=2);
        let list = |maker: &mut Self, place: &Place| -> Vec<_> {
            (0..number)
                .filter_map(|_| maker.named("NavigationList", place))
                .collect()
        };
        if !self.one_in(4) {
            return list(self, place);
        }
        let lists = list(self, &place.in_form());
        let form = members([
            ("type", text("Form")),
            ("name", text(self.name())),
            ("children", array(lists)),
        ]);
        vec![object(form)]
    }

    fn mixed(&mut self, place: &Place) -> Vec<Node> {
        let step = &self.plan.screens[place.screen];
        let footer = step.terminal || !self.plan.routing_model || !self.one_in(6);
        // Before 4.0 most inputs are in a form.
        self.has_form = self.rng.bool() || (self.version < Version::V4_0 && !self.one_in(4));
        let at = if !footer {
            ""
        } else if self.version >= Version::V4_0 {
            ["Footer", "Form", "If", "Switch"][self.rng.usize(0..4)]
        } else {
            ["Footer", "Form"][self.rng.usize(0..2)]
        };
        let at = if at == "Form" && !self.has_form {
            "Footer"
        } else {
            at
        };
        let number = self.rng.usize(0..=1 + self.size);
        let mut made = self.components(number, place);
        let with_footer = |is: bool| Place {
            footers: is,
            ..place.clone()
        };
        if self.has_form {
            made.extend(self.named("Form", &with_footer(at == "Form")));
        }
        if self.one_in(3) {
            made.extend(self.components(1, place));
        }
        match at {
            "If" | "Switch" => made.extend(self.named(at, &with_footer(true))),
            "Footer" => made.push(self.footer(place)),
            _ => {}
        }
        if made.is_empty() {
            made.push(self.component(&COMPONENTS[0], place));
        }
        made
    }

    /// A component of the type with that name.
    fn named(&mut self, name: &str, place: &Place) -> Option<Node> {
        let component: Option<&'static Component> = component(name);
        component.map(|component| self.component(component, place))
    }

    pub(crate) fn footer(&mut self, place: &Place) -> Node {
        self.named("Footer", place)
            .expect("the table has a `Footer`")
    }
}
