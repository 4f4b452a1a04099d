//! Text that is only read.

use super::{Component, Places, VISIBLE, anywhere};
use crate::table::property::{
    Advised, Dynamic, Format, Property, Shape, Type, choice, flag, string, value,
};
use crate::version::Version;

const fn headline(name: &'static str, doc: &'static str, example: &'static str) -> Component {
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
        example,
    }
}

pub(super) const TEXT_HEADING: Component = headline(
    "TextHeading",
    "The largest text.",
    r#"Screen {
    id: "WELCOME",
    title: "Welcome",
    children: [
        TextHeading { text: "One letter a month" },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
);
pub(super) const TEXT_SUBHEADING: Component = headline(
    "TextSubheading",
    "The second largest text.",
    r#"Screen {
    id: "VISIT",
    title: "Your visit",
    data: Data { day: "2027-01-31" },
    children: [
        TextSubheading { text: "On " + data.day },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
);

/// A string, or since 5.1 a list of paragraphs.
const PARAGRAPHS: Type = Type::OneOf(&[
    (Type::String(Format::NotBlank), Version::V2_1),
    (
        Type::Array {
            of: &Type::String(Format::Text),
            min: 1,
            max: None,
            advised: Advised::ANY,
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
    example: r#"Screen {
    id: "ORDER",
    title: "Your order",
    children: [
        TextBody { text: "We deliver it tomorrow.", font_weight: "bold" },
        TextBody { text: ["Please be at home.", "The driver rings **twice**."], markdown: true },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
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
    example: r#"Screen {
    id: "ORDER",
    title: "Your order",
    children: [
        TextBody { text: "Two pizzas" },
        TextCaption { text: "We are closed on Mondays." },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
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
    example: r##"Screen {
    id: "TERMS",
    title: "Terms",
    children: [
        RichText {
            text: ["# Terms", "You can cancel until **the day before**.", "- by phone\n- in the chat"],
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"##,
};
