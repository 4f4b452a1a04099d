//! Inputs that are typed into.

use super::{
    Component, ENABLED, ERROR_MESSAGE, HELPER_TEXT, INPUT_PLACES, Input, NAME, REQUIRED, VISIBLE,
    label,
};
use crate::table::property::{
    Format, Property, Shape, choice, integer, number, string, text, value,
};
use crate::version::Version;

const LABEL_VARIANT: Property = choice(
    "label-variant",
    &[value("large")],
    "`large` gives the label room for more than one line.",
)
.since(Version::V7_0);

const INIT_VALUE: Property = text(
    "init-value",
    "What it holds at first. Only outside a `Form`.",
)
.dynamic()
.since(Version::V4_0);

pub(super) const TEXT_INPUT: Component = Component {
    shape: Shape {
        name: "TextInput",
        doc: "One line of text.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(20),
            LABEL_VARIANT,
            choice(
                "input-type",
                &[
                    value("text"),
                    value("number"),
                    value("email"),
                    value("password"),
                    value("passcode"),
                    value("phone"),
                ],
                "What kind of text it takes.",
            )
            .default("\"text\""),
            string(
                "pattern",
                Format::Regex,
                "The regular expression that the text must match. Needs `helper-text`.",
            )
            .dynamic()
            .since(Version::V6_2),
            REQUIRED,
            number("min-chars", "The fewest characters.").dynamic(),
            number("max-chars", "The most characters.")
                .dynamic()
                .default("80"),
            HELPER_TEXT,
            ENABLED,
            VISIBLE,
            INIT_VALUE,
            ERROR_MESSAGE.max_chars(30),
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::ByInputType),
    example: r#"Screen {
    id: "SIGN_UP",
    title: "Newsletter",
    children: [
        TextInput {
            name: "email",
            label: "E-mail",
            input_type: "email",
            required: true,
            helper_text: "We write once a month.",
        },
        Footer {
            label: "Subscribe",
            on_click_action: complete { email: form.email },
        },
    ],
},"#,
};

pub(super) const TEXT_AREA: Component = Component {
    shape: Shape {
        name: "TextArea",
        doc: "Several lines of text.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(20),
            LABEL_VARIANT,
            REQUIRED,
            integer("max-length", None, None, "The most characters.")
                .dynamic()
                .default("600"),
            HELPER_TEXT,
            ENABLED,
            VISIBLE,
            INIT_VALUE,
            ERROR_MESSAGE,
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::Text),
    example: r#"Screen {
    id: "RATE",
    title: "How was it?",
    children: [
        TextArea {
            name: "comment",
            label: "Your comment",
            max_length: 500,
        },
        Footer {
            label: "Send",
            on_click_action: complete { comment: form.comment },
        },
    ],
},"#,
};
