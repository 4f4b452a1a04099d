//! Text that is only read.

use super::{Component, Places, VISIBLE, anywhere};
use crate::table::property::{Dynamic, Format, Property, Shape, Type, choice, flag, string, value};
use crate::version::Version;

const fn headline(name: &'static str, doc: &'static str) -> Component {
    Component {
        shape: Shape {
            name,
            doc,
            since: Version::V2_1,
            properties: const {
                &[
                    string("text", Format::NotBlank, "The text.")
                        .required()
                        .dynamic()
                        .max_chars(80),
                    VISIBLE,
                ]
            },
        },
        places: anywhere(Version::V2_1),
        max_per_screen: None,
        input: None,
    }
}

pub(super) const TEXT_HEADING: Component = headline("TextHeading", "The largest text.");
pub(super) const TEXT_SUBHEADING: Component =
    headline("TextSubheading", "The second largest text.");

/// A string, or since 5.1 a list of paragraphs.
const PARAGRAPHS: Type = Type::OneOf(&[
    (Type::String(Format::NotBlank), Version::V2_1),
    (
        Type::Array {
            of: &Type::String(Format::Text),
            min: 1,
            max: None,
            advised: None,
        },
        Version::V5_1,
    ),
]);

const fn paragraphs(max_chars: u16) -> Property {
    Property::new("text", PARAGRAPHS, "The text, or a list of paragraphs.")
        .required()
        .dynamic()
        .max_chars(max_chars)
}

const FONT_WEIGHT: Property = choice(
    "font-weight",
    &[
        value("bold"),
        value("italic"),
        value("bold_italic"),
        value("normal"),
    ],
    "How heavy the letters are.",
)
.dynamic_as(Dynamic::Disputed)
.default("\"normal\"");
const STRIKETHROUGH: Property = flag(
    "strikethrough",
    "false",
    "Whether the text is struck through.",
)
.dynamic();
const MARKDOWN: Property =
    flag("markdown", "false", "Whether the text is Markdown.").since(Version::V5_1);

pub(super) const TEXT_BODY: Component = Component {
    shape: Shape {
        name: "TextBody",
        doc: "Text of normal size.",
        since: Version::V2_1,
        properties: &[
            paragraphs(4096),
            FONT_WEIGHT,
            STRIKETHROUGH,
            MARKDOWN,
            VISIBLE,
        ],
    },
    places: anywhere(Version::V2_1),
    max_per_screen: None,
    input: None,
};

pub(super) const TEXT_CAPTION: Component = Component {
    shape: Shape {
        name: "TextCaption",
        doc: "Small text.",
        since: Version::V2_1,
        properties: &[
            paragraphs(409),
            FONT_WEIGHT,
            STRIKETHROUGH,
            MARKDOWN,
            VISIBLE,
        ],
    },
    places: anywhere(Version::V2_1),
    max_per_screen: None,
    input: None,
};

pub(super) const RICH_TEXT: Component = Component {
    shape: Shape {
        name: "RichText",
        doc: "Markdown with headings, lists, tables and pictures. It stands alone, or with a `Footer`.",
        since: Version::V5_1,
        properties: &[
            Property::new("text", PARAGRAPHS, "The text, or a list of paragraphs.")
                .required()
                .dynamic(),
            VISIBLE,
        ],
    },
    places: Places {
        layout: Some(Version::V5_1),
        form: None,
        branch: None,
        case: None,
    },
    max_per_screen: Some(1),
    input: None,
};
