//! The components.

mod control;
mod dates;
mod display;
mod media;
mod navigation;
mod selection;
mod text_entry;

use super::property::{Format, Property, Shape, flag, string, text};
use crate::version::Version;

/// A component of Flow JSON, such as `TextInput`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Component {
    /// Its name and properties. Every component also has `type`, which is not listed.
    pub shape: Shape,
    /// The places where it may stand.
    pub places: Places,
    /// The most of them on a screen, if there is a limit.
    pub max_per_screen: Option<u8>,
    /// The type of `${form.name}`, for inputs.
    pub input: Option<Input>,
    /// Screens with it, as they are written in `flow!`. They compile: they are tests of `flow-dsl`.
    pub example: &'static str,
}

/// The places where a component may stand, each with its first version.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Places {
    /// Directly on the screen.
    pub layout: Option<Version>,
    /// In a `Form`.
    pub form: Option<Version>,
    /// In a branch of an `If`.
    pub branch: Option<Version>,
    /// In a case of a `Switch`.
    pub case: Option<Version>,
}

/// The type of an input's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A string.
    Text,
    /// `TextInput`: a number if its `input-type` says so, else a string.
    ByInputType,
    /// A list of strings.
    Texts,
    /// A truth value.
    Boolean,
    /// `CalendarPicker`: a string, or in `range` mode an object of two.
    Calendar,
    /// A list of files.
    Files,
}

/// All components.
pub const COMPONENTS: &[Component] = &[
    display::TEXT_HEADING,
    display::TEXT_SUBHEADING,
    display::TEXT_BODY,
    display::TEXT_CAPTION,
    display::RICH_TEXT,
    text_entry::TEXT_INPUT,
    text_entry::TEXT_AREA,
    selection::CHECKBOX_GROUP,
    selection::RADIO_BUTTONS_GROUP,
    selection::DROPDOWN,
    selection::CHIPS_SELECTOR,
    selection::OPT_IN,
    dates::DATE_PICKER,
    dates::CALENDAR_PICKER,
    media::PHOTO_PICKER,
    media::DOCUMENT_PICKER,
    media::IMAGE,
    media::IMAGE_CAROUSEL,
    navigation::EMBEDDED_LINK,
    navigation::NAVIGATION_LIST,
    navigation::FOOTER,
    control::IF,
    control::SWITCH,
    control::FORM,
];

/// The components that hold components.
pub const CONTAINERS: &[&str] = &["If", "Switch", "Form"];

/// Inputs have these only where no `Form` has them for all its inputs: the property of the input,
/// and that of the `Form`.
pub const OUTSIDE_FORMS: [(&str, &str); 2] = [
    ("init-value", "init-values"),
    ("error-message", "error-messages"),
];

/// The component of that name.
///
/// ```
/// use flow_json::table;
///
/// let footer = table::component("Footer").unwrap();
/// assert_eq!(footer.max_per_screen, Some(1));
/// assert_eq!(footer.shape.property("label").unwrap().max_chars, Some(35));
/// ```
pub fn component(name: &str) -> Option<&'static Component> {
    // A loop: in macros, which are built without optimisation, an iterator costs calls.
    let mut components = COMPONENTS;
    while let [component, rest @ ..] = components {
        let known = component.shape.name;
        if known.len() == name.len() && known == name {
            return Some(component);
        }
        components = rest;
    }
    None
}

/// In every place since a version.
const fn anywhere(since: Version) -> Places {
    let since = Some(since);
    Places {
        layout: since,
        form: since,
        branch: since,
        case: since,
    }
}

/// Inputs: at first only in a `Form`; outside it and in branches since 4.0.
const INPUT_PLACES: Places = Places {
    layout: Some(Version::V4_0),
    form: Some(Version::V2_1),
    branch: Some(Version::V4_0),
    case: Some(Version::V4_0),
};

const NAME: Property =
    string("name", Format::Name, "Its name: `form.NAME` is its value.").required();
const VISIBLE: Property = flag("visible", "true", "Whether it is shown.").dynamic();
const ENABLED: Property = flag("enabled", "true", "Whether it can be used.").dynamic();
const REQUIRED: Property = flag("required", "false", "Whether it must be filled.").dynamic();
const HELPER_TEXT: Property = text("helper-text", "A hint below the field.")
    .dynamic()
    .max_chars(80);
const ERROR_MESSAGE: Property = text(
    "error-message",
    "An error shown at the field. Only outside a `Form`.",
)
.dynamic()
.since(Version::V4_0);
const DESCRIPTION: Property = text("description", "A longer text below the label.")
    .dynamic()
    .max_chars(300);

const fn label(max_chars: u16) -> Property {
    string("label", Format::NotBlank, "What it asks for.")
        .required()
        .dynamic()
        .max_chars(max_chars)
}
