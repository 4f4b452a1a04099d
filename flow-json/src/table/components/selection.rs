//! Inputs that offer choices.

use super::{
    Component, DESCRIPTION, ENABLED, ERROR_MESSAGE, INPUT_PLACES, Input, NAME, Places, REQUIRED,
    VISIBLE, label,
};
use crate::table::action::{LINK_CLICK, SELECT, SELECT_UPDATE, UNSELECT};
use crate::table::picture;
use crate::table::property::{
    Advised, Dynamic, Format, Property, Shape, Type, choice, flag, integer, string, text, value,
};
use crate::version::Version;

/// An option of a `CheckboxGroup`, a `RadioButtonsGroup` or a `Dropdown`.
const ITEM: Shape = Shape {
    name: "Item",
    doc: "An option to choose.",
    since: Version::V2_1,
    properties: &[
        string(
            "id",
            Format::NotBlank,
            "What the reply holds when it is chosen. Unique in the list.",
        )
        .required()
        .dynamic(),
        string("title", Format::NotBlank, "What it is called.")
            .required()
            .dynamic()
            .max_chars(30),
        text("description", "A longer text below the title.")
            .dynamic()
            .max_chars(300),
        text("metadata", "A short text at its side.")
            .dynamic()
            .max_chars(20),
        flag("enabled", "true", "Whether it can be chosen.").dynamic_as(Dynamic::Binding),
        string(
            "image",
            Format::Image(&picture::OF_OPTION),
            "A picture in base64.",
        )
        .dynamic()
        .since(Version::V5_0),
        text("alt-text", "The picture in words.")
            .dynamic()
            .since(Version::V5_0),
        string(
            "color",
            Format::Color,
            "A colour, for example `#1D4ED8`. Not with `image`.",
        )
        .dynamic()
        .since(Version::V5_0),
        SELECT_UPDATE,
        UNSELECT,
    ],
};

/// An option of a `ChipsSelector`.
const CHIP: Shape = Shape {
    name: "Item",
    doc: "An option to choose.",
    since: Version::V6_3,
    properties: &[
        string(
            "id",
            Format::NotBlank,
            "What the reply holds when it is chosen. Unique in the list.",
        )
        .required()
        .dynamic(),
        string("title", Format::NotBlank, "What it is called.")
            .required()
            .dynamic()
            .max_chars(30),
        flag("enabled", "true", "Whether it can be chosen.").dynamic_as(Dynamic::Binding),
        SELECT_UPDATE,
        UNSELECT,
    ],
};

const UP_TO_20: Advised = Advised {
    max: Some(20),
    ..Advised::ANY
};

const fn data_source(item: &'static Type, advised: Advised) -> Property {
    Property::new(
        "data-source",
        Type::Array {
            of: item,
            min: 1,
            max: None,
            advised,
        },
        "The options.",
    )
    .required()
    .dynamic()
}

const MEDIA_SIZE: Property = choice(
    "media-size",
    &[value("regular"), value("large")],
    "How large the pictures of the options are.",
)
.dynamic_as(Dynamic::Disputed)
.since(Version::V5_0)
.default("\"regular\"");

const ONE: Type = Type::String(Format::Text);
const SEVERAL: Type = Type::Array {
    of: &Type::String(Format::Text),
    min: 0,
    max: None,
    advised: Advised::ANY,
};

const fn init_value(ty: Type) -> Property {
    Property::new(
        "init-value",
        ty,
        "What is chosen at first. Only outside a `Form`.",
    )
    .dynamic()
    .since(Version::V4_0)
}

const fn min_selected_items() -> Property {
    integer("min-selected-items", Some(0), None, "The fewest choices.").dynamic()
}

const fn max_selected_items(min: i64) -> Property {
    integer("max-selected-items", Some(min), None, "The most choices.").dynamic()
}

pub(super) const CHECKBOX_GROUP: Component = Component {
    shape: Shape {
        name: "CheckboxGroup",
        doc: "Options of which several can be chosen.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(30).required_since(Version::V4_0),
            DESCRIPTION.since(Version::V4_0),
            data_source(&Type::Object(&ITEM), UP_TO_20),
            min_selected_items(),
            max_selected_items(2),
            REQUIRED,
            ENABLED,
            VISIBLE,
            MEDIA_SIZE,
            SELECT,
            UNSELECT,
            init_value(SEVERAL),
            ERROR_MESSAGE,
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::Texts),
    example: r#"Screen {
    id: "MEALS",
    title: "Meals",
    children: [
        CheckboxGroup {
            name: "meals",
            label: "Which meals?",
            max_selected_items: 2,
            data_source: [
                Item { id: "lunch", title: "Lunch" },
                Item { id: "dinner", title: "Dinner", description: "From 18:00" },
            ],
        },
        Footer {
            label: "Order",
            on_click_action: complete { meals: form.meals },
        },
    ],
},"#,
};

pub(super) const RADIO_BUTTONS_GROUP: Component = Component {
    shape: Shape {
        name: "RadioButtonsGroup",
        doc: "Options of which one can be chosen.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(30).required_since(Version::V4_0),
            DESCRIPTION.since(Version::V4_0),
            data_source(&Type::Object(&ITEM), UP_TO_20),
            REQUIRED,
            ENABLED,
            VISIBLE,
            MEDIA_SIZE,
            SELECT,
            UNSELECT,
            init_value(ONE),
            ERROR_MESSAGE,
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::Text),
    example: r#"Screen {
    id: "SIZE",
    title: "Your shirt",
    children: [
        RadioButtonsGroup {
            name: "size",
            label: "Size",
            required: true,
            data_source: [
                Item { id: "s", title: "Small" },
                Item { id: "l", title: "Large", metadata: "+ 2 €" },
            ],
        },
        Footer {
            label: "Order",
            on_click_action: complete { size: form.size },
        },
    ],
},"#,
};

pub(super) const DROPDOWN: Component = Component {
    shape: Shape {
        name: "Dropdown",
        doc: "A longer list of which one can be chosen.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(20),
            data_source(
                &Type::Object(&ITEM),
                Advised {
                    max: Some(200),
                    max_with_images: Some(100),
                    ..Advised::ANY
                },
            ),
            REQUIRED,
            ENABLED,
            VISIBLE,
            SELECT,
            UNSELECT,
            init_value(ONE),
            ERROR_MESSAGE,
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: None,
    input: Some(Input::Text),
    example: r#"Screen {
    id: "WHERE",
    title: "Delivery",
    children: [
        Dropdown {
            name: "country",
            label: "Country",
            required: true,
            data_source: [
                Item { id: "fr", title: "France" },
                Item { id: "de", title: "Germany" },
            ],
        },
        Footer {
            label: "Continue",
            on_click_action: complete { country: form.country },
        },
    ],
},"#,
};

pub(super) const CHIPS_SELECTOR: Component = Component {
    shape: Shape {
        name: "ChipsSelector",
        doc: "Short options side by side, of which several can be chosen.",
        since: Version::V6_3,
        properties: &[
            NAME,
            label(80),
            DESCRIPTION,
            data_source(&Type::Object(&CHIP), Advised { min: 2, ..UP_TO_20 }),
            min_selected_items(),
            max_selected_items(1),
            REQUIRED,
            ENABLED,
            VISIBLE,
            SELECT.since(Version::V7_1),
            UNSELECT.since(Version::V7_1),
            init_value(SEVERAL),
            ERROR_MESSAGE,
        ],
    },
    places: Places {
        layout: Some(Version::V6_3),
        form: Some(Version::V6_3),
        branch: Some(Version::V7_1),
        case: Some(Version::V7_1),
    },
    max_per_screen: None,
    input: Some(Input::Texts),
    example: r#"Screen {
    id: "TOPICS",
    title: "Newsletter",
    children: [
        ChipsSelector {
            name: "topics",
            label: "What do you like to read?",
            max_selected_items: 2,
            data_source: [
                Item { id: "sports", title: "Sports" },
                Item { id: "music", title: "Music" },
            ],
        },
        Footer {
            label: "Subscribe",
            on_click_action: complete { topics: form.topics },
        },
    ],
},"#,
};

pub(super) const OPT_IN: Component = Component {
    shape: Shape {
        name: "OptIn",
        doc: "A box to tick, with a link to more.",
        since: Version::V2_1,
        properties: &[
            NAME,
            label(120),
            REQUIRED,
            VISIBLE,
            LINK_CLICK,
            SELECT_UPDATE,
            UNSELECT,
            Property::new(
                "init-value",
                Type::Boolean,
                "Whether it is ticked at first. Only outside a `Form`.",
            )
            .dynamic()
            .since(Version::V4_0),
        ],
    },
    places: INPUT_PLACES,
    max_per_screen: Some(5),
    input: Some(Input::Boolean),
    example: r#"Screen {
    id: "SIGN_UP",
    title: "Newsletter",
    children: [
        OptIn {
            name: "terms",
            label: "I agree to the terms",
            required: true,
            on_click_action: open_url("https://example.com/terms"),
        },
        Footer {
            label: "Subscribe",
            on_click_action: complete { terms: form.terms },
        },
    ],
},"#,
};
