//! Components in components.

use flow_dsl::component;

mod inner {
    use flow_dsl::component;

    #[component]
    pub(crate) fn Line(text: &str) {
        TextBody { text }
    }

    #[component]
    pub(crate) fn Frame(title: &str, children: Components) {
        [
            TextHeading { text: title },
            children,
            Line {
                text: "The end of " + title,
            },
        ]
    }
}

// Here `Line` is another component, and that of the inner module is imported by another name.
use inner::Line as Row;

#[component]
pub(crate) fn Line() {
    TextCaption { text: "---" }
}

/// Three levels of components, with some that are defined later and some that are private.
#[component]
pub(crate) fn Page(title: &str, rows: Components, #[default = true] ends: bool) {
    [
        self::inner::Frame {
            title,
            children: [Line {}, Private { children: rows }, Line {}],
        },
        if ends {
            [Row { text: "Page" }]
        },
        match data.tier {
            "gold" => [Row { text: "Gold" }, Line {}],
        },
    ]
}

#[component]
fn Private(children: Components) {
    if data.member {
        children
    }
}

same!(three_deep: [
    Page {
        title: "One",
        rows: [Row { text: "a" }, Line {}, inner::Frame { title: "Two", children: [Row { text: "b" }] }],
    },
] is [
    TextHeading { text: "One" },
    TextCaption { text: "---" },
    if data.member {
        [
            TextBody { text: "a" },
            TextCaption { text: "---" },
            TextHeading { text: "Two" },
            TextBody { text: "b" },
            TextBody { text: "The end of Two" },
        ]
    },
    TextCaption { text: "---" },
    TextBody { text: "The end of One" },
    TextBody { text: "Page" },
    match data.tier {
        "gold" => [TextBody { text: "Gold" }, TextCaption { text: "---" }],
    },
]);
