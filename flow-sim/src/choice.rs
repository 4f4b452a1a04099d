//! Options to choose from, and items of a list to tap.

use crate::program::{Kind, Trigger};
use crate::value::{Text, Value};

/// An option of a `CheckboxGroup`, a `RadioButtonsGroup`, a `Dropdown` or a `ChipsSelector`, or an item
/// of a `NavigationList`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// Its id. Empty if it lacks one.
    pub id: Text,
    /// Its text.
    pub title: Text,
    /// A longer text below the title.
    pub description: Option<Text>,
    /// A short text at its side or below.
    pub metadata: Option<Text>,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it is chosen.
    pub selected: bool,
    /// All of it, with its pictures and actions.
    pub item: Value,
}

impl Choice {
    /// Reads an option. Texts that it lacks are empty.
    pub(crate) fn read(kind: Kind, item: &Value) -> Self {
        let texts = match kind {
            Kind::NavigationList => item.get("main-content"),
            _ => Some(item),
        };
        let text = |key| Some(texts?.get(key)?.to_text());
        Self {
            id: item.get("id").map(Value::to_text).unwrap_or_default(),
            title: text("title").unwrap_or_default(),
            description: text("description").filter(|text| !text.is_empty()),
            metadata: text("metadata").filter(|text| !text.is_empty()),
            enabled: item.get("enabled").and_then(Value::as_bool).unwrap_or(true),
            selected: false,
            item: item.clone(),
        }
    }

    /// Its own action, if it has one.
    pub(crate) fn action(&self, trigger: Trigger) -> Option<&Value> {
        self.item.get(trigger.property())
    }
}

/// The ids that the value of an input holds: one, or several.
pub(crate) fn chosen(value: &Value) -> Vec<&str> {
    match value {
        Value::List(items) => items.iter().filter_map(Value::as_str).collect(),
        value => value
            .as_str()
            .filter(|id| !id.is_empty())
            .into_iter()
            .collect(),
    }
}
