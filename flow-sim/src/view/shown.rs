//! Whether components are shown.

use std::sync::Arc;

use super::build::Drawing;
use super::component::Hidden;
use crate::program::{self, Branch, Kind};
use crate::value::{Text, Value};

/// Whether a component is shown, and which of its branches.
pub(super) enum Shown {
    Yes,
    /// All in the branch of that name.
    Branch(Option<Branch>),
    No(Hidden),
}

impl Drawing<'_> {
    /// Whether a component is shown.
    pub(super) fn shown(
        &mut self,
        screen: &program::Screen,
        component: &program::Component,
    ) -> Shown {
        if let Some(parent) = component.parent {
            match &self.shown[parent] {
                Shown::No(hidden) => return Shown::No(hidden.clone()),
                Shown::Branch(branch) if branch.as_ref() != Some(&component.branch) => {
                    let above = &screen.components[parent];
                    let value = match above.kind {
                        Kind::If => None,
                        _ => self.scope_text(above, "value"),
                    };
                    let written = above.condition.clone().unwrap_or_default();
                    let condition = match (value, &component.branch) {
                        (Some(value), Branch::Case(case)) => {
                            format!("{written}, which is `{value}` and not `{case}`").into()
                        }
                        (_, Branch::Then) => format!("{written}, which is false").into(),
                        (_, Branch::Else) => format!("{written}, which is true").into(),
                        _ => written,
                    };
                    return Shown::No(Hidden {
                        condition,
                        place: Arc::clone(&above.place),
                    });
                }
                Shown::Branch(_) | Shown::Yes => {}
            }
        }
        match component.kind {
            Kind::If => {
                let holds = component.property("condition").map(|template| {
                    let holds = self.scope.holds(template);
                    holds.unwrap_or_else(|error| {
                        let message = format!("`condition` has no value: {}", error.0);
                        self.fault(message, &component.place, "condition");
                        false
                    })
                });
                let holds = holds.unwrap_or(false);
                Shown::Branch(Some(if holds { Branch::Then } else { Branch::Else }))
            }
            Kind::Switch => {
                let value = self
                    .property(component, "value")
                    .map(|value| value.to_text());
                let own = |case: &Text| {
                    let of = |one: &program::Component| one.branch == Branch::Case(case.clone());
                    let index = self.shown.len();
                    screen
                        .components
                        .iter()
                        .any(|one| one.parent == Some(index) && of(one))
                };
                // A case of that name catches the rest.
                let case = value
                    .filter(own)
                    .or_else(|| Some("default".into()).filter(own));
                Shown::Branch(case.map(Branch::Case))
            }
            _ => match component.property("visible") {
                Some(template) => {
                    let visible = match template.constant().and_then(Value::as_bool) {
                        Some(visible) => Ok(visible),
                        None => self.scope.holds(template),
                    };
                    match visible {
                        Ok(true) => Shown::Yes,
                        Ok(false) => Shown::No(Hidden {
                            condition: component.condition.clone().unwrap_or_default(),
                            place: Arc::clone(&component.place),
                        }),
                        Err(error) => {
                            let message = format!("`visible` has no value: {}", error.0);
                            self.fault(message, &component.place, "visible");
                            Shown::Yes
                        }
                    }
                }
                None => Shown::Yes,
            },
        }
    }

    fn scope_text(&self, component: &program::Component, property: &str) -> Option<Text> {
        let value = self.scope.value(component.property(property)?);
        Some(value.ok()?.to_text())
    }
}
