//! Components as they are seen.

use std::sync::Arc;

use flow_json::table::Property;

use crate::choice::Choice;
use crate::place::Place;
use crate::problem::Problem;
use crate::program::Kind;
use crate::value::{Text, Value};

/// A component as it is seen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Component {
    /// Its index among all components of the screen, by which events name it.
    pub index: usize,
    /// Its kind.
    pub kind: Kind,
    /// The value of `type` as it is written.
    pub type_name: Text,
    /// The `name` of an input.
    pub name: Option<Text>,
    /// Why it is not shown. `None` if it is.
    pub hidden: Option<Hidden>,
    /// Whether it can be used.
    pub enabled: bool,
    /// Its properties, evaluated. Those that are not written and have a default are not here.
    pub properties: Vec<(&'static str, Value)>,
    /// The value of an input.
    pub value: Option<Value>,
    /// The options to choose from, or the items to tap.
    pub choices: Vec<Choice>,
    /// Why the phone refuses the value of an input. It need not show yet: see
    /// [`error`](Self::error).
    pub problem: Option<Problem>,
    /// The error that shows at an input: the author's, or the problem.
    pub error: Option<Text>,
    /// Why a `Footer` cannot be tapped.
    pub blockers: Vec<Blocker>,
    /// Where it is written.
    pub place: Arc<Place>,
    pub(super) table: &'static [Property],
}

/// Why a component is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hidden {
    /// The condition, as it is written: ``"visible": "${data.ok}"``.
    pub condition: Text,
    /// Where the component with the condition stands.
    pub place: Arc<Place>,
}

/// Why a `Footer` cannot be tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Blocker {
    /// Its own `enabled` is false.
    Disabled,
    /// The value of an input is refused.
    Input {
        /// The name of the input.
        name: Text,
        /// Why its value is refused.
        problem: Problem,
    },
    /// The next screen declares a field that the payload does not have.
    MissingField {
        /// The screen.
        screen: Text,
        /// The field.
        field: Text,
    },
}

impl std::fmt::Display for Blocker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disabled => f.write_str("its `enabled` is false"),
            Self::Input { name, problem } => write!(f, "the input `{name}`: {problem}"),
            Self::MissingField { screen, field } => {
                write!(
                    f,
                    "the screen `{screen}` needs the field `{field}`, which the payload lacks"
                )
            }
        }
    }
}

impl Component {
    /// The value of a property that is written.
    pub fn property(&self, name: &str) -> Option<&Value> {
        let (_, value) = self.properties.iter().find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// The text of a property, whole.
    pub fn text(&self, name: &str) -> Option<Text> {
        Some(self.property(name)?.to_text()).filter(|text| !text.is_empty())
    }

    /// The text of a property as it is drawn: cut with `…` where it is too long for the client.
    pub fn drawn(&self, name: &str) -> Option<Text> {
        self.text(name).map(|text| self.shorten(name, text))
    }

    fn shorten(&self, name: &str, text: Text) -> Text {
        let property = self.in_table(name);
        // A large label has room for more.
        let large = name == "label" && self.property("label-variant").is_some();
        let most = match property.and_then(|property| property.max_chars) {
            Some(_) if large => Some(LARGE_LABEL),
            most => most.map(usize::from),
        };
        match most {
            Some(most) => shorten(text, most),
            None => text,
        }
    }

    /// The name that a person has for it: its label, its text, or its title. A text of several lines is one
    /// line here.
    pub fn label(&self) -> Option<Text> {
        let label = match self.property("label") {
            Some(range @ Value::Object(_)) => range.get("start-date").map(Value::to_text),
            Some(label) => Some(label.to_text()),
            None => None,
        };
        let label = label.filter(|label| !label.is_empty());
        label
            .or_else(|| match self.property("text")? {
                Value::List(lines) => {
                    let lines: Vec<_> = lines.iter().map(Value::to_text).collect();
                    Some(lines.join(" ").into())
                }
                _ => self.text("text"),
            })
            .or_else(|| self.text("title"))
    }

    /// The component in words, for messages.
    pub(crate) fn describe(&self) -> String {
        match (&self.name, self.label()) {
            (Some(name), _) => format!("the {} `{name}`", self.type_name),
            (None, Some(label)) => format!("the {} \"{label}\"", self.type_name),
            (None, None) => format!("the {}", self.type_name),
        }
    }

    /// The option or item of that id, else the one with that title.
    pub(crate) fn choice(&self, name: &str) -> Option<&Choice> {
        let by_id = self.choices.iter().find(|choice| *choice.id == *name);
        by_id.or_else(|| self.choices.iter().find(|choice| *choice.title == *name))
    }

    /// The value of an input as it is drawn: the titles of chosen options, dots for a password.
    pub fn drawn_value(&self) -> Text {
        let Some(value) = &self.value else {
            return "".into();
        };
        if !self.choices.is_empty() {
            let selected = self.choices.iter().filter(|choice| choice.selected);
            let titles: Vec<&str> = selected.map(|choice| &*choice.title).collect();
            return titles.join(", ").into();
        }
        match (self.kind, value) {
            (Kind::TextInput, value) if self.is_secret() => {
                "•".repeat(value.to_text().chars().count()).into()
            }
            (_, Value::Object(days)) => {
                let days: Vec<Text> = days.iter().map(|(_, day)| day.to_text()).collect();
                days.join(" – ").into()
            }
            (_, Value::List(files)) => {
                let names = files
                    .iter()
                    .map(|file| file.get("file_name").unwrap_or(file).to_text());
                names.collect::<Vec<_>>().join(", ").into()
            }
            (Kind::OptIn, value) if *value != Value::Bool(true) => "".into(),
            (_, value) => value.to_text(),
        }
    }

    /// The value as the summary after the end has it. `None` if it is not in there.
    pub(super) fn summarized(&self, sensitive: bool) -> Option<Text> {
        let value = self.value.as_ref()?;
        let filled = !value.is_empty() && *value != Value::Bool(false);
        match self.kind {
            _ if !filled || self.is_secret() || self.kind == Kind::NavigationList => None,
            Kind::OptIn => Some("✓".into()),
            kind if kind.takes_files() && sensitive => None,
            _ if sensitive => Some("•".repeat(MASK).into()),
            _ => Some(self.drawn_value()),
        }
    }

    /// Whether it is drawn as dots.
    pub fn is_secret(&self) -> bool {
        let kind = self.property("input-type").and_then(Value::as_str);
        matches!(kind, Some("password" | "passcode"))
    }

    /// How many characters are typed, and the most that can be.
    pub fn characters(&self) -> Option<(usize, usize)> {
        let limit = match self.kind {
            Kind::TextInput => "max-chars",
            Kind::TextArea => "max-length",
            _ => return None,
        };
        let value = self.value.as_ref()?.to_text();
        Some((value.chars().count(), self.count(limit)?))
    }

    fn in_table(&self, name: &str) -> Option<&'static Property> {
        self.table.iter().find(|property| property.name == name)
    }

    /// A property that counts something. Without it, the number that Flow JSON then takes, if there is one.
    pub fn count(&self, name: &str) -> Option<usize> {
        let written = self.property(name).and_then(Value::as_number);
        let number = written.or_else(|| self.in_table(name)?.default?.parse().ok())?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is cut to what a count can be"
        )]
        Some(number.clamp(0.0, f64::from(u32::MAX)) as usize)
    }

    /// A property that is a truth value.
    pub(crate) fn flag(&self, name: &str, default: bool) -> bool {
        self.property(name)
            .and_then(Value::as_bool)
            .unwrap_or(default)
    }

    /// Whether it must be filled.
    pub fn required(&self) -> bool {
        match self.kind {
            Kind::PhotoPicker => self.count("min-uploaded-photos") > Some(0),
            Kind::DocumentPicker => self.count("min-uploaded-documents") > Some(0),
            _ => match self.property("required") {
                Some(Value::Object(ends)) => ends.iter().any(|(_, end)| *end == Value::Bool(true)),
                _ => self.flag("required", false),
            },
        }
    }

    /// The paragraphs of `text`.
    pub fn paragraphs(&self) -> Vec<Text> {
        match self.property("text") {
            Some(Value::List(items)) => items.iter().map(Value::to_text).collect(),
            Some(text) => vec![self.shorten("text", text.to_text())],
            None => Vec::new(),
        }
    }

    /// All texts that can be read of it.
    pub(super) fn texts(&self) -> Vec<Text> {
        let mut all = self.paragraphs();
        for name in ["label", "title", "description", "helper-text"] {
            match self.property(name) {
                Some(Value::Object(ends)) => all.extend(ends.iter().map(|(_, end)| end.to_text())),
                // The error stands in the place of the helper text.
                Some(_) if name != "helper-text" || self.error.is_none() => {
                    all.extend(self.drawn(name));
                }
                _ => {}
            }
        }
        for name in ["left-caption", "center-caption", "right-caption"] {
            all.extend(self.drawn(name));
        }
        for choice in self.choices.iter().filter(|_| self.kind != Kind::Dropdown) {
            all.push(choice.title.clone());
            all.extend(choice.description.clone());
            all.extend(choice.metadata.clone());
            let item = &choice.item;
            all.extend(item.get("badge").map(Value::to_text));
            let tags = item.get("tags").and_then(Value::as_list).unwrap_or(&[]);
            all.extend(tags.iter().map(Value::to_text));
            let end = item.get("end").and_then(Value::as_object).unwrap_or(&[]);
            all.extend(end.iter().map(|(_, text)| text.to_text()));
        }
        all.extend(Some(self.drawn_value()).filter(|text| !text.is_empty()));
        all.extend(self.error.clone());
        all
    }
}

/// How many dots stand for a value that is sensitive.
const MASK: usize = 12;

/// How many characters of a large label are drawn.
const LARGE_LABEL: usize = 150;

fn shorten(text: Text, most: usize) -> Text {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text,
    }
}
