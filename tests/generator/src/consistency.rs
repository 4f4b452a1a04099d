//! Properties of one object that depend on each other.

use flow_json::table::{OUTSIDE_FORMS, Property, Shape, Type, record};
use flow_json::tree::{Node, Object, Value};

use crate::Maker;
use crate::component::Place;
use crate::json::{number, objects, remove, set, text};

impl Maker {
    /// Changes an object so that it keeps the rules about its own properties.
    pub(crate) fn make_consistent(
        &mut self,
        shape: &'static Shape,
        made: &mut Object,
        place: &Place,
    ) {
        if let Some(list) = shape.property("data-source") {
            self.options(shape, list, made);
        }
        match shape.name {
            "TextInput" => self.pattern(shape, made, place),
            "Footer" => self.captions(made),
            "Form" => self.form(made, place),
            "PhotoPicker" | "DocumentPicker" => files(made),
            "End" => {
                if made.entries.is_empty() {
                    set(made, "title", text("New"));
                }
                made.entries.truncate(2);
            }
            "NavigationList" => self.list(shape, made, place),
            _ => {}
        }
    }

    /// `pattern` needs a hint, and an input type that takes patterns.
    fn pattern(&mut self, shape: &'static Shape, made: &mut Object, place: &Place) {
        if made.get("pattern").is_none() {
            return;
        }
        let kind = made.get("input-type").and_then(Node::as_str);
        if matches!(kind, Some("email" | "phone")) {
            remove(made, "input-type");
        }
        if made.get("helper-text").is_none()
            && let Some(property) = shape.property("helper-text")
        {
            let hint = self.literal(&property.ty, property, place);
            set(made, "helper-text", hint);
        }
    }

    /// A caption in the middle, or one at each side.
    fn captions(&mut self, made: &mut Object) {
        let sides = ["left-caption", "right-caption"];
        let both = sides.iter().all(|side| made.get(side).is_some());
        if both && self.rng.bool() {
            remove(made, "center-caption");
        } else {
            for side in sides {
                remove(made, side);
            }
        }
    }

    /// Options have different ids, pictures or colours but not both, and an action on the list or on the
    /// items but not on both.
    fn options(&mut self, shape: &'static Shape, list: &'static Property, made: &mut Object) {
        let pictures = self.rng.bool();
        let on_items = self.rng.bool();
        let mut acting = Vec::new();
        for (index, item) in objects(made, list.name).enumerate() {
            distinguish(item, index);
            remove(item, if pictures { "color" } else { "image" });
            for entry in &item.entries {
                if entry.key.starts_with("on-") {
                    acting.push(entry.key.to_string());
                }
            }
        }
        let actions = shape.properties.iter();
        let actions = actions.filter(|property| matches!(property.ty, Type::Action { .. }));
        for action in actions.filter(|action| acting.iter().any(|acting| acting == action.name)) {
            if on_items {
                remove(made, action.name);
            } else {
                for item in objects(made, list.name) {
                    remove(item, action.name);
                }
            }
        }
    }

    /// A `Form` has first values and error messages for the inputs in it.
    fn form(&mut self, made: &mut Object, place: &Place) {
        for (own, key) in OUTSIDE_FORMS {
            if self.rng.bool()
                && let Some(values) = self.form_values(own, place)
            {
                let before = made.entries.len().saturating_sub(1);
                set(made, key, values);
                made.entries[before..].rotate_right(1);
            }
        }
    }

    /// A list has an action on itself or on every item, and an `end` on all items or on none.
    fn list(&mut self, shape: &'static Shape, made: &mut Object, place: &Place) {
        let written = made
            .get("list-items")
            .is_some_and(|list| list.as_array().is_some());
        let ends = self.rng.bool();
        let mut badge = true;
        let mut missing = Vec::new();
        for (index, item) in objects(made, "list-items").enumerate() {
            distinguish(item, index);
            // One item has a badge at most, and none beside an `end`.
            if ends || !badge {
                remove(item, "badge");
            }
            badge &= item.get("badge").is_none();
            match item.get("end") {
                None if ends => missing.push(item),
                Some(_) if !ends => remove(item, "end"),
                _ => {}
            }
        }
        for item in missing {
            let end = record("ListItem").and_then(|item| item.property("end"));
            if let Some(end) = end {
                set(item, end.name, self.literal(&end.ty, end, place));
            }
        }
        if ends {
            remove(made, "media-size");
        }
        let Some(Property {
            ty: Type::Action {
                uses,
                payload_required,
            },
            ..
        }) = shape.property("on-click-action")
        else {
            return;
        };
        if written && self.rng.bool() {
            let count = objects(made, "list-items").count();
            let actions: Vec<_> = (0..count)
                .map(|_| self.action(uses, *payload_required, place))
                .collect();
            for (item, action) in objects(made, "list-items").zip(actions) {
                set(item, "on-click-action", action);
            }
        } else {
            let action = self.action(uses, *payload_required, place);
            set(made, "on-click-action", action);
        }
    }
}

/// Gives an item a unique id, if its id is a literal.
fn distinguish(item: &mut Object, index: usize) {
    let plain = item.get("id").and_then(Node::as_str);
    if plain.is_some_and(|id| !id.starts_with("${") && !id.starts_with('`')) {
        set(item, "id", text(format!("{index}-option")));
    }
}

/// Limits the fewest files of a picker to the most files.
fn files(made: &mut Object) {
    let read = |made: &Object, start: &str| {
        let mut entries = made.entries.iter();
        let entry = entries.find(|entry| entry.key.starts_with(start))?;
        match &entry.value.value {
            Value::Number(number) => Some((number.parse::<i64>().ok()?, entry.key.to_string())),
            _ => None,
        }
    };
    if let (Some((min, key)), Some((max, _))) =
        (read(made, "min-uploaded"), read(made, "max-uploaded"))
        && min > max
    {
        for entry in &mut made.entries {
            if entry.key == key {
                entry.value = number(max);
            }
        }
    }
}
