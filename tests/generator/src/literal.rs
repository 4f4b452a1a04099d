//! Literals, by their type in the table.

use flow_json::Version;
use flow_json::table::{Format, Property, Shape, Type};
use flow_json::tree::{Node, Value};

use crate::Maker;
use crate::component::Place;
use crate::json::{array, boolean, members, node, number, object, text};

/// The most items of a list.
const MAX_ITEMS: usize = 4;

/// A picture of one pixel.
const PICTURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

/// The days of 2025 between all first days and all last days.
const DAYS: std::ops::Range<u32> = 100..200;

impl Maker {
    /// A value of a type.
    pub(crate) fn literal(
        &mut self,
        ty: &'static Type,
        property: &'static Property,
        place: &Place,
    ) -> Node {
        match ty {
            Type::String(format) => self.string(*format, property, place),
            Type::Boolean => boolean(self.rng.bool()),
            Type::Integer { min, max } => self.integer(*min, *max, property),
            Type::Number => self.decimal(property),
            Type::Choice(choices) => {
                let known: Vec<_> = choices
                    .iter()
                    .filter(|choice| self.version >= choice.since)
                    .collect();
                text(self.pick(&known).map_or("", |choice| choice.value))
            }
            Type::Array { of, min, max, .. } => {
                let most = max.unwrap_or(MAX_ITEMS).min(MAX_ITEMS).min(self.size + 2);
                let least = (*min).max(most.min(2));
                let number = self.rng.usize(least..=most.max(least));
                // All objects of an example have the same parts.
                if let (Type::Object(_), true) = (of, place.fixed) {
                    return array(vec![self.literal(of, property, place); number]);
                }
                let items = (0..number)
                    .map(|_| self.literal(of, property, place))
                    .collect();
                array(items)
            }
            Type::Object(shape) => self.shape(shape, place),
            Type::OneOf(types) => {
                let known: Vec<_> = types
                    .iter()
                    .filter(|(_, since)| self.version >= *since)
                    .map(|(ty, _)| ty)
                    .collect();
                // The second type of a calendar is for ranges.
                let ty = match place.range {
                    Some(range) if known.len() > 1 => Some(known[usize::from(range)]),
                    _ => self.pick(&known).copied(),
                };
                match ty {
                    Some(ty) => self.literal(ty, property, place),
                    None => node(Value::Null),
                }
            }
            Type::Map(of) => {
                let keys: Vec<_> = (0..self.rng.usize(1..=2)).map(|_| self.name()).collect();
                let values: Vec<_> = keys
                    .into_iter()
                    .map(|key| (key, self.literal(of, property, place)))
                    .collect();
                object(members(values))
            }
            Type::Components | Type::Cases => self.branches(ty, place),
            Type::Action {
                uses,
                payload_required,
            } => self.action(uses, *payload_required, place),
            Type::Payload => self.plain_text(None),
            // The module of screens makes these.
            Type::DataModel | Type::RoutingModel => node(Value::Null),
        }
    }

    /// An object with all required properties of a shape and some optional ones.
    fn shape(&mut self, shape: &'static Shape, place: &Place) -> Node {
        let mut made = self.properties(shape, place);
        self.make_consistent(shape, &mut made, place);
        object(made)
    }

    fn string(&mut self, format: Format, property: &'static Property, place: &Place) -> Node {
        match format {
            Format::Text | Format::NotBlank => self.plain_text(property.max_chars),
            Format::Name => text(self.input_name()),
            Format::Date => text(self.date(property.name)),
            Format::Uri => {
                const ADDRESSES: [&str; 3] = [
                    "https://example.com",
                    "https://example.com/terms?lang=en&v=2#top",
                    "https://müller.example/ä",
                ];
                text(ADDRESSES[self.rng.usize(0..ADDRESSES.len())])
            }
            Format::Regex => {
                const PATTERNS: [&str; 3] = [r"^[A-Z]{2}-\d+$", "a|b", r"^(?:\+|00)[1-9]\d{5,14}$"];
                text(PATTERNS[self.rng.usize(0..PATTERNS.len())])
            }
            Format::Color => text(format!("#{:06X}", self.rng.u32(0..1 << 24))),
            Format::Image(_) => text(PICTURE),
            Format::Binding => self.switch_value(place),
            Format::Condition => self.condition(place),
            Format::Version => text(self.version.to_string()),
            Format::Constant(constant) => text(constant),
            // Ids of screens come from the plan.
            Format::ScreenId => text(self.plan.screens[place.screen].id.clone()),
        }
    }

    /// A text that is not blank and no expression.
    fn plain_text(&mut self, max_chars: Option<u16>) -> Node {
        const TEXTS: [&str; 16] = [
            "City",
            "Your name",
            "Déjà vu",
            "日本語",
            "Hello, \"world\"",
            "it's",
            "a\\b",
            "Line one\nLine two",
            "50 % off!",
            "{braces}",
            "$5",
            "🎉 Welcome",
            "true",
            "42",
            "x",
            "# Heading",
        ];
        let mut made = TEXTS[self.rng.usize(0..TEXTS.len())].to_owned();
        if max_chars.is_none_or(|max| max > 60) && self.one_in(4) {
            made.push(' ');
            made.push_str(TEXTS[self.rng.usize(0..TEXTS.len())]);
        }
        if let Some(max) = max_chars {
            made = made.chars().take(max.into()).collect();
        }
        text(made)
    }

    /// The name of an input. Some have a hyphen, and expressions cannot name those.
    fn input_name(&mut self) -> String {
        let name = self.name();
        if self.one_in(8) {
            name.replace('_', "-")
        } else {
            name
        }
    }

    /// A day. The first of a pair is before the last.
    fn date(&mut self, name: &str) -> String {
        let day = match name {
            "min-date" => self.rng.u32(0..50),
            "start-date" => self.rng.u32(DAYS.start..DAYS.start + 40),
            "end-date" => self.rng.u32(DAYS.end - 40..DAYS.end),
            "max-date" => self.rng.u32(250..300),
            _ => self.rng.u32(DAYS),
        };
        if self.version >= Version::V5_0 {
            // All months of the generator have 28 days.
            format!("2025-{:02}-{:02}", 1 + day / 28, 1 + day % 28)
        } else {
            (1_735_689_600_000 + u64::from(day) * 86_400_000).to_string()
        }
    }

    /// A whole number between its bounds. The minimum of a pair is not above the maximum.
    fn integer(&mut self, min: Option<i64>, max: Option<i64>, property: &'static Property) -> Node {
        let least = min.unwrap_or(0);
        let most = max.unwrap_or(least + 40);
        let middle = (least + most) / 2;
        let (from, to) = match property.name {
            name if name.starts_with("min-") => (least, middle.min(least + 3)),
            // A reply has room for few files.
            name if name.starts_with("max-uploaded") && self.rng.bool() => (least, least),
            name if name.starts_with("max-") => (middle, most),
            _ => (least, most),
        };
        number(self.rng.i64(from..=to))
    }

    fn decimal(&mut self, property: &'static Property) -> Node {
        match property.name {
            "min-chars" => number(self.rng.u8(0..5)),
            "max-chars" => number(self.rng.u8(20..80)),
            _ if self.one_in(3) => number(format_args!("{}.5", self.rng.u8(1..9))),
            _ => number(self.rng.u16(1..400)),
        }
    }
}
