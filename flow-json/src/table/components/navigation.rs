//! Components that lead on: links, lists, the button at the foot.

use super::{Component, DESCRIPTION, ENABLED, Input, NAME, Places, VISIBLE, anywhere};
use crate::table::action::{FOOTER_CLICK, LINK_CLICK, LIST_CLICK};
use crate::table::picture;
use crate::table::property::{
    Advised, Dynamic, Format, Property, Shape, Type, choice, flag, string, text, value,
};
use crate::version::Version;

pub(super) const EMBEDDED_LINK: Component = Component {
    shape: Shape {
        name: "EmbeddedLink",
        doc: "A link.",
        since: Version::V2_1,
        properties: &[
            string("text", Format::NotBlank, "The link's text.")
                .required()
                .dynamic()
                .max_chars(25),
            LINK_CLICK.required(),
            VISIBLE,
        ],
    },
    places: anywhere(Version::V2_1),
    max_per_screen: Some(2),
    input: None,
    example: r#"Screen {
    id: "HELP",
    title: "Help",
    children: [
        TextBody { text: "We answer most questions on our page." },
        EmbeddedLink {
            text: "Read more",
            on_click_action: open_url("https://example.com/help"),
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};

const fn caption(name: &'static str, doc: &'static str) -> Property {
    text(name, doc).dynamic().max_chars(15)
}

pub(super) const FOOTER: Component = Component {
    shape: Shape {
        name: "Footer",
        doc: "The button at the foot of the screen.",
        since: Version::V2_1,
        properties: &[
            string("label", Format::NotBlank, "The button's text.")
                .required()
                .dynamic()
                .max_chars(35),
            caption(
                "left-caption",
                "A text left above the button; with `right-caption`.",
            ),
            caption(
                "center-caption",
                "A text above the button; without the other two.",
            ),
            caption(
                "right-caption",
                "A text right above the button; with `left-caption`.",
            ),
            ENABLED,
            FOOTER_CLICK,
        ],
    },
    places: anywhere(Version::V2_1),
    max_per_screen: Some(1),
    input: None,
    example: r#"Screen {
    id: "VISIT",
    title: "Your visit",
    children: [
        TextInput { name: "name", label: "Name", required: true },
        Footer {
            label: "Continue",
            left_caption: "Step 1",
            right_caption: "of 2",
            on_click_action: navigate(SUMMARY { name: form.name }),
        },
    ],
},
Screen {
    id: "SUMMARY",
    title: "Summary",
    data: Data { name: "Ada" },
    children: [
        TextBody { text: "See you, " + data.name },
        Footer { label: "Book", on_click_action: complete { name: data.name } },
    ],
},"#,
};

const MAIN_CONTENT: Shape = Shape {
    name: "MainContent",
    doc: "The texts of an item.",
    since: Version::V6_2,
    properties: &[
        string("title", Format::NotBlank, "What it is called.")
            .required()
            .dynamic()
            .max_chars(30),
        text("description", "A text below the title.")
            .dynamic()
            .max_chars(20),
        text("metadata", "A text below that.")
            .dynamic()
            .max_chars(80),
    ],
};

const START: Shape = Shape {
    name: "Start",
    doc: "The picture before an item.",
    since: Version::V6_2,
    properties: &[
        string(
            "image",
            Format::Image(&picture::OF_LIST_ITEM),
            "The picture in base64, at most 100 KB.",
        )
        .required()
        .dynamic(),
        text("alt-text", "The picture in words.").dynamic(),
    ],
};

const END: Shape = Shape {
    name: "End",
    doc: "The texts behind an item: one or two of the three.",
    since: Version::V6_2,
    properties: &[
        text("title", "A text.").dynamic().max_chars(10),
        text("description", "A text below the title.")
            .dynamic()
            .max_chars(10),
        text("metadata", "A text below that.")
            .dynamic()
            .max_chars(10),
    ],
};

/// An item of a `NavigationList`.
const LIST_ITEM: Shape = Shape {
    name: "ListItem",
    doc: "An item of a `NavigationList`.",
    since: Version::V6_2,
    properties: &[
        string("id", Format::NotBlank, "Its name. Unique in the list.")
            .required()
            .dynamic(),
        Property::new("main-content", Type::Object(&MAIN_CONTENT), "Its texts.").required(),
        Property::new("start", Type::Object(&START), "The picture before it."),
        Property::new(
            "end",
            Type::Object(&END),
            "The texts behind it: on all items, or on none.",
        ),
        text("badge", "A mark. One item of the list may have it.")
            .dynamic()
            .max_chars(15),
        Property::new(
            "tags",
            Type::Array {
                of: &Type::String(Format::Text),
                min: 1,
                max: Some(3),
                advised: Advised::ANY,
            },
            "Marks below its texts, 15 characters each.",
        )
        .dynamic()
        .max_chars(15),
        flag("enabled", "true", "Whether it can be tapped.").dynamic_as(Dynamic::Binding),
        LIST_CLICK,
    ],
};

pub(super) const NAVIGATION_LIST: Component = Component {
    shape: Shape {
        name: "NavigationList",
        doc: "A list of places to go to. Nothing stands beside it but another one, and no terminal screen has it.",
        since: Version::V6_2,
        properties: &[
            NAME,
            Property::new(
                "list-items",
                Type::Array {
                    of: &Type::Object(&LIST_ITEM),
                    min: 1,
                    max: Some(20),
                    advised: Advised::ANY,
                },
                "The items.",
            )
            .required()
            .dynamic(),
            text("label", "A text above the list.")
                .dynamic()
                .max_chars(80),
            DESCRIPTION,
            choice(
                "media-size",
                &[value("regular"), value("large")],
                "How large the pictures are. `large` only without `end`.",
            )
            .dynamic_as(Dynamic::Disputed)
            .default("\"regular\""),
            LIST_CLICK,
        ],
    },
    places: Places {
        layout: Some(Version::V6_2),
        form: Some(Version::V6_2),
        branch: None,
        case: None,
    },
    max_per_screen: Some(2),
    input: Some(Input::Text),
    example: r#"Screen {
    id: "SERVICES",
    title: "What can we do?",
    children: [
        NavigationList {
            name: "service",
            list_items: [
                ListItem {
                    id: "repair",
                    main_content: MainContent { title: "Repair", description: "In three days" },
                    end: End { title: "from 20 €" },
                    on_click_action: navigate(REPAIR),
                },
                ListItem {
                    id: "check",
                    main_content: MainContent { title: "Check" },
                    end: End { title: "free" },
                    on_click_action: navigate(CHECK),
                },
            ],
        },
    ],
},
Screen {
    id: "REPAIR",
    title: "Repair",
    children: [
        TextBody { text: "Bring it along." },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},
Screen {
    id: "CHECK",
    title: "Check",
    children: [
        TextBody { text: "It takes ten minutes." },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};
