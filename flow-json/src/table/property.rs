//! The rows of the table: shapes of objects, their properties and the types of values.

use super::{ActionUse, Picture};
use crate::version::Version;

/// An object with known keys: the flow, a screen, a component, an option, an action.
#[derive(Debug)]
#[non_exhaustive]
pub struct Shape {
    /// Its name: for a component the value of `type`, for another object the name of its struct in
    /// `flow!`.
    pub name: &'static str,
    /// A sentence that describes it.
    pub doc: &'static str,
    /// The first version that has it.
    pub since: Version,
    /// Its properties, in the recommended order.
    pub properties: &'static [Property],
}

impl Shape {
    /// The property of that name, known in any version.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        // A loop: in macros, which are built without optimisation, an iterator costs calls.
        let mut properties = self.properties;
        while let [property, rest @ ..] = properties {
            if property.name.len() == name.len() && property.name == name {
                return Some(property);
            }
            properties = rest;
        }
        None
    }

    /// The property of an identifier in Rust: `helper_text` stands for `helper-text`.
    pub fn property_of_ident(&self, ident: &str) -> Option<&'static Property> {
        // Some keys of the top level have underscores in JSON too.
        self.property(ident).or_else(|| {
            if ident.contains('_') {
                self.property(&ident.replace('_', "-"))
            } else {
                None
            }
        })
    }

    /// The property that gives the text of another one more room when it is `"large"`: that of labels,
    /// where the shape and the version have it.
    pub fn variant_of(&self, other: &Property, version: Version) -> Option<&'static Property> {
        let variant = self.property("label-variant")?;
        (other.name == "label" && version >= variant.since).then_some(variant)
    }
}

/// One property: a key of an object and the type of its value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Property {
    /// The key in JSON.
    pub name: &'static str,
    /// A sentence that describes it.
    pub doc: &'static str,
    /// The type of its value, unless the value is an expression.
    pub ty: Type,
    /// Whether its value may be an expression instead.
    pub dynamic: Dynamic,
    /// The first version that requires it, if one does.
    pub required: Option<Version>,
    /// The first version that knows it.
    pub since: Version,
    /// The first version that no longer knows it.
    pub until: Option<Version>,
    /// The most characters that clients show. Longer text is cut short, not refused.
    pub max_chars: Option<u16>,
    /// The value that counts when it is left out, as JSON.
    pub default: Option<&'static str>,
}

/// Whether a property takes expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dynamic {
    /// Never: the value is written out.
    No,
    /// A binding; since 6.0 a back-tick expression too.
    Yes,
    /// A binding, but no back-tick expression.
    Binding,
    /// Meta's documentation says yes, its schema says no: accepted with a warning.
    Disputed,
}

/// The type of a value.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A string in some format.
    String(Format),
    /// `true` or `false`.
    Boolean,
    /// A whole number between two bounds.
    Integer {
        /// The smallest value.
        min: Option<i64>,
        /// The largest value.
        max: Option<i64>,
    },
    /// Any number.
    Number,
    /// One of a few strings.
    Choice(&'static [Choice]),
    /// A list with items of one type.
    Array {
        /// The type of the items.
        of: &'static Type,
        /// The fewest items.
        min: usize,
        /// The most items, if more are refused.
        max: Option<usize>,
        /// How many items clients take without trouble.
        advised: Advised,
    },
    /// An object with known keys.
    Object(&'static Shape),
    /// An object with keys that the author chooses, and values of one type.
    Map(&'static Type),
    /// One of several types, each since a version.
    OneOf(&'static [(Type, Version)]),
    /// A list of components.
    Components,
    /// The cases of a `Switch`: key to list of components.
    Cases,
    /// An action.
    Action {
        /// The actions that may stand here.
        uses: &'static [ActionUse],
        /// Whether `payload` must be there.
        payload_required: bool,
    },
    /// Any value, with expressions anywhere in it: payloads.
    Payload,
    /// The data model of a screen.
    DataModel,
    /// The routing model: screen id to list of screen ids.
    RoutingModel,
}

/// The numbers of items that Meta's documentation advises.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Advised {
    /// The fewest.
    pub min: usize,
    /// The most.
    pub max: Option<usize>,
    /// The most, if one of them has a picture.
    pub max_with_images: Option<usize>,
}

impl Advised {
    /// Any number.
    pub const ANY: Self = Self {
        min: 0,
        max: None,
        max_with_images: None,
    };
}

impl Type {
    /// The numbers of items that are advised, for a list.
    pub fn advised(&self) -> Option<Advised> {
        match self {
            Type::Array { advised, .. } => Some(*advised),
            Type::OneOf(types) => types.iter().find_map(|(ty, _)| ty.advised()),
            _ => None,
        }
    }
}

/// A value of a [`Type::Choice`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// The string.
    pub value: &'static str,
    /// The first version that knows it.
    pub since: Version,
}

/// The form that a string must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Anything, but not blank since 6.0.
    Text,
    /// Anything but blank, in every version.
    NotBlank,
    /// The name of an input or a form: not blank, no binding, no back-tick.
    Name,
    /// The id of a screen: ASCII letters and `_`.
    ScreenId,
    /// `YYYY-MM-DD`; before 5.0 milliseconds since 1970 as a string.
    Date,
    /// An absolute URI.
    Uri,
    /// A regular expression without slashes around it.
    Regex,
    /// `#RRGGBB`
    Color,
    /// A picture in base64.
    Image(&'static Picture),
    /// Exactly one binding.
    Binding,
    /// The condition of an `If`.
    Condition,
    /// A version of Flow JSON.
    Version,
    /// A fixed string.
    Constant(&'static str),
}

/// The two ends of a range of days, both of one type.
macro_rules! range {
    ($name:literal, $doc:literal, $ty:expr, $dynamic:expr, end: $end:expr, max_chars: $max:expr) => {
        Shape {
            name: $name,
            doc: $doc,
            since: Version::V6_1,
            properties: &[
                Property {
                    dynamic: $dynamic,
                    max_chars: $max,
                    ..Property::new("start-date", $ty, "For the first day.").required()
                },
                Property {
                    dynamic: $dynamic,
                    max_chars: $max,
                    required: $end,
                    ..Property::new("end-date", $ty, "For the last day.")
                },
            ],
        }
    };
}

/// The labels of a range of days.
pub(super) const RANGE_TEXTS: Shape = range!(
    "DateRange", "A text for each end of a range of days.",
    Type::String(Format::Text), Dynamic::Yes, end: Some(Version::V6_1), max_chars: Some(40)
);
/// The helper texts and error messages of a range of days.
pub const RANGE_OPTIONAL_TEXTS: Shape = range!(
    "DateRange", "A text for each end of a range of days.",
    Type::String(Format::Text), Dynamic::Yes, end: None, max_chars: Some(80)
);
/// Which ends of a range of days must be chosen.
pub const RANGE_FLAGS: Shape = range!(
    "DateRange", "A truth value for each end of a range of days.",
    Type::Boolean, Dynamic::Yes, end: None, max_chars: None
);
/// The ends of a range of days.
pub(super) const RANGE_DATES: Shape = range!(
    "DateRange", "The two ends of a range of days.",
    Type::String(Format::Date), Dynamic::Yes, end: Some(Version::V6_1), max_chars: None
);

/// The rows are written with these: `text("label", …).required().dynamic().max_chars(20)`.
impl Property {
    pub(super) const fn new(name: &'static str, ty: Type, doc: &'static str) -> Self {
        Self {
            name,
            doc,
            ty,
            dynamic: Dynamic::No,
            required: None,
            since: Version::V2_1,
            until: None,
            max_chars: None,
            default: None,
        }
    }

    pub(super) const fn required(self) -> Self {
        self.required_since(Version::V2_1)
    }

    pub(super) const fn required_since(mut self, version: Version) -> Self {
        self.required = Some(version);
        self
    }

    pub(super) const fn dynamic(self) -> Self {
        self.dynamic_as(Dynamic::Yes)
    }

    pub(super) const fn dynamic_as(mut self, dynamic: Dynamic) -> Self {
        self.dynamic = dynamic;
        self
    }

    pub(super) const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }

    pub(super) const fn until(mut self, version: Version) -> Self {
        self.until = Some(version);
        self
    }

    pub(super) const fn max_chars(mut self, characters: u16) -> Self {
        self.max_chars = Some(characters);
        self
    }

    pub(super) const fn default(mut self, json: &'static str) -> Self {
        self.default = Some(json);
        self
    }
}

pub(super) const fn text(name: &'static str, doc: &'static str) -> Property {
    Property::new(name, Type::String(Format::Text), doc)
}

pub(super) const fn string(name: &'static str, format: Format, doc: &'static str) -> Property {
    Property::new(name, Type::String(format), doc)
}

pub(super) const fn flag(name: &'static str, default: &'static str, doc: &'static str) -> Property {
    Property::new(name, Type::Boolean, doc).default(default)
}

pub(super) const fn number(name: &'static str, doc: &'static str) -> Property {
    Property::new(name, Type::Number, doc)
}

pub(super) const fn integer(
    name: &'static str,
    min: Option<i64>,
    max: Option<i64>,
    doc: &'static str,
) -> Property {
    Property::new(name, Type::Integer { min, max }, doc)
}

pub(super) const fn choice(
    name: &'static str,
    values: &'static [Choice],
    doc: &'static str,
) -> Property {
    Property::new(name, Type::Choice(values), doc)
}

/// A choice that every version has in which its property is known.
pub(super) const fn value(value: &'static str) -> Choice {
    Choice {
        value,
        since: Version::V2_1,
    }
}
