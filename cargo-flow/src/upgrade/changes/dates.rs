//! Dates before and since 5.0.

use flow_json::model::{Flow, Screen};
use flow_json::pointer::escape;
use flow_json::table::{Format, Type};
use flow_json::tree::Node;
use time::{OffsetDateTime, Time};

use super::super::edit::set;
use super::Changes;

impl<'t> Changes<'t> {
    /// 5.0: dates are `YYYY-MM-DD`, and were milliseconds.
    pub(super) fn dates(&mut self, flow: &Flow<'t>, screen: &Screen<'t>) {
        let of_type = |name: &'static str| {
            let components = screen.components.iter();
            components.filter(move |component| component.name() == name)
        };
        let mut fields = Vec::new();
        for picker in of_type("DatePicker") {
            let at = picker.pointer(screen);
            for entry in &picker.object.entries {
                let property = picker.table.shape.property(&entry.key);
                if property.is_some_and(|property| is_date(&property.ty)) {
                    self.date(&entry.value, &format!("{at}/{}", entry.key), &mut fields);
                }
            }
            let name = picker.object.get("name").and_then(Node::as_str);
            let Some(name) = name else { continue };
            for form in of_type("Form") {
                let values = form.object.get("init-values");
                if let Some(value) = values.and_then(|values| values.get(name)) {
                    self.date(value, &at, &mut fields);
                }
            }
            self.note(
                &format!("{at}/name"),
                format!("the value of `{name}` is a day as `YYYY-MM-DD` now, and was milliseconds"),
                "see that whoever reads it knows: the endpoint, or the webhook of the reply",
            );
        }
        fields.sort();
        fields.dedup();
        for field in fields {
            self.date_field(flow, screen, &field);
        }
    }

    /// A date, a list of dates, or a binding to a field of the screen's data, which is added to `fields`.
    fn date(&mut self, node: &Node, pointer: &str, fields: &mut Vec<String>) {
        if let Some(items) = node.as_array() {
            for (index, item) in items.iter().enumerate() {
                self.date(item, &format!("{pointer}/{index}"), fields);
            }
            return;
        }
        let Some(text) = node.as_str() else { return };
        if let Some(field) = text
            .strip_prefix("${data.")
            .and_then(|text| text.strip_suffix('}'))
        {
            fields.push(field.to_owned());
            return;
        }
        let Some((day, is_midnight)) = day(text) else {
            return;
        };
        let why = format!("{text:?} is the day \"{day}\": since 5.0 a date is no number");
        self.edits.push(set(node, &day, why));
        if !is_midnight {
            self.note(
                pointer,
                format!(
                    "{text:?} milliseconds are no midnight in UTC, and \"{day}\" is the day there"
                ),
                "see whether another day was meant, in the time zone of its author",
            );
        }
    }

    /// A field of a screen's data that is bound to a date: its example, and the values that other screens send to it.
    fn date_field(&mut self, flow: &Flow<'t>, screen: &Screen<'t>, field: &str) {
        let mut others = Vec::new();
        let declared = screen.data.declaration(field);
        let field_token = escape(field);
        let at = format!("{}/data/{field_token}", screen.pointer());
        if let Some(example) = declared.and_then(|declared| declared.get("__example__")) {
            self.date(example, &format!("{at}/__example__"), &mut others);
        }
        for from in &flow.screens {
            for (action, target) in from.navigations() {
                let value = action.payload().and_then(|payload| payload.get(field));
                if let Some(value) = value.filter(|_| target.as_str() == screen.id) {
                    let at = format!("{}/payload/{field_token}", action.pointer(from));
                    self.date(value, &at, &mut others);
                }
            }
        }
        if declared.is_some() {
            self.note(
                &at,
                format!("`{field}` is bound to a date, which is `YYYY-MM-DD` now, and was milliseconds"),
                "see that whoever gives it a value knows: the endpoint, or the message that opens the flow",
            );
        }
    }
}

fn is_date(ty: &Type) -> bool {
    match ty {
        Type::String(Format::Date) => true,
        Type::Array { of, .. } => is_date(of),
        _ => false,
    }
}

/// The day in UTC of milliseconds since 1970, and whether they are midnight. `None` if the text is no such
/// number, or the day has no four-digit year.
pub(super) fn day(milliseconds: &str) -> Option<(String, bool)> {
    let number: i64 = milliseconds.trim().parse().ok()?;
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(number) * 1_000_000).ok()?;
    let year = u16::try_from(time.year())
        .ok()
        .filter(|year| *year <= 9999)?;
    let day = format!("{year:04}-{:02}-{:02}", u8::from(time.month()), time.day());
    Some((day, time.time() == Time::MIDNIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_utc() {
        let day = |text| day(text).map(|(day, midnight)| format!("{day} {midnight}"));
        assert_eq!(day("0").as_deref(), Some("1970-01-01 true"));
        assert_eq!(day("1709164800000").as_deref(), Some("2024-02-29 true"));
        assert_eq!(day("1709251199999").as_deref(), Some("2024-02-29 false"));
        assert_eq!(day("-86400000").as_deref(), Some("1969-12-31 true"));
        for text in [
            "",
            "2024-02-29",
            "${data.day}",
            "9223372036854775807",
            "-99999999999999",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
