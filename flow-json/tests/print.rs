//! Flows printed as the source text of `flow!`.
//!
//! With `FLOW_JSON_CORPUS` set to a folder of Flow JSON files, those are printed too.

use std::fs;
use std::path::PathBuf;

use flow_json::print::{NotAFlow, Options, Printed, print};
use flow_json::{Category, read};

#[track_caller]
fn printed(json: &str) -> Printed {
    let flow = read(json).into_result().expect("the test's JSON is sound");
    print(&flow, Options::default()).expect("the root is an object")
}

/// Prints a flow, and looks whether syn takes it.
#[track_caller]
fn prints(json: &str, source: &str) {
    let printed = printed(json);
    assert_eq!(printed.source, source.trim());
    is_rust(&printed.source);
}

/// Prints the children of a screen.
#[track_caller]
fn prints_children(children: &str, expected: &str) {
    let layout = format!(r#"{{"type": "SingleColumnLayout", "children": [{children}]}}"#);
    let printed = printed(&format!(r#"{{"screens": [{{"layout": {layout}}}]}}"#));
    is_rust(&printed.source);
    let lines: Vec<_> = printed
        .source
        .lines()
        .map(|line| line.strip_prefix("        "))
        .collect();
    let children: Vec<_> = lines.into_iter().flatten().collect();
    assert_eq!(children.join("\n"), expected.trim());
}

#[track_caller]
fn is_rust(source: &str) {
    let file = syn::parse_file(source).expect("it is Rust");
    let [syn::Item::Macro(call)] = &file.items[..] else {
        panic!("it is not one call of a macro: {source}");
    };
    let body = syn::parse2::<syn::Expr>(call.mac.tokens.clone());
    assert!(matches!(body, Ok(syn::Expr::Struct(_))), "{source}");
}

#[test]
fn a_flow_without_an_endpoint() {
    let json = r##"{
        "version": "7.3",
        "screens": [
            {
                "id": "FIRST", "title": "First",
                "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "TextInput", "name": "first-name", "label": "Name", "required": true},
                    {"type": "Footer", "label": "On", "on-click-action": {
                        "name": "navigate",
                        "next": {"type": "screen", "name": "LAST"},
                        "payload": {"name": "${form.first-name}", "type": "x", "e-mail": "none"}
                    }}
                ]}
            },
            {
                "id": "LAST", "title": "Last", "terminal": true,
                "data": {
                    "name": {"type": "string", "__example__": "${form.x}"},
                    "type": {"type": "string", "__example__": "x"},
                    "e-mail": {"type": "string", "__example__": "none"}
                },
                "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "TextBody", "text": "`'Hi, ' ${data.name}`"},
                    {"type": "EmbeddedLink", "text": "More", "on-click-action": {
                        "name": "open_url", "url": "https://example.com"
                    }},
                    {"type": "Footer", "label": "Done", "on-click-action": {
                        "name": "complete", "payload": {}
                    }}
                ]}
            }
        ]
    }"##;
    let source = r##"
flow_dsl::flow!(Flow {
    version: "7.3",
    screens: [
        Screen {
            id: "FIRST",
            title: "First",
            children: [
                TextInput {
                    name: "first-name",
                    label: "Name",
                    required: true,
                },
                Footer {
                    label: "On",
                    on_click_action: navigate(LAST {
                        name: form["first-name"],
                        r#type: "x",
                        #[rename = "e-mail"]
                        e_mail: "none",
                    }),
                },
            ],
        },
        Screen {
            id: "LAST",
            title: "Last",
            data: Data {
                name: "${form.x}",
                r#type: "x",
                #[rename = "e-mail"]
                e_mail: "none",
            },
            children: [
                TextBody {
                    text: "Hi, " + data.name,
                },
                EmbeddedLink {
                    text: "More",
                    on_click_action: open_url("https://example.com"),
                },
                Footer {
                    label: "Done",
                    on_click_action: complete,
                },
            ],
        },
    ],
});
"##;
    prints(json, source);
}

#[test]
fn a_flow_with_an_endpoint() {
    let json = r##"{
        "version": "7.3", "data_api_version": "4.0",
        "routing_model": {"A": ["C", "B"], "B": [], "C": []},
        "screens": [
            {
                "id": "A",
                "data": {
                    "slots": {"type": "array", "__example__": [], "items": {
                        "type": "object",
                        "properties": {"id": {"type": "string"}, "title": {"type": "string"}}
                    }},
                    "other_slots": {"type": "array", "items": {
                        "type": "object",
                        "properties": {"title": {"type": "string"}, "id": {"type": "string"}}
                    }, "__example__": [{"id": "1", "title": "One"}]},
                    "photos": {"type": "array", "items": {
                        "type": "object",
                        "properties": {"id": {"type": "string"}, "alt-text": {"type": "string"}}
                    }, "__example__": [{"id": "1", "alt-text": "One"}]},
                    "seats": {"type": "integer", "__example__": 2},
                    "price": {"type": "number", "__example__": -2.5},
                    "kind": {"type": "string", "enum": ["a"], "__example__": "a"}
                },
                "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "EmbeddedLink", "on-click-action": {
                        "name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}
                    }},
                    {"type": "Footer", "label": "`${data.seats} + 1 '!'`", "on-click-action": {
                        "name": "data_exchange", "payload": {}
                    }}
                ]}
            },
            {"id": "B", "success": true},
            {"id": "C", "data": {"bad": {"type": "string"}}}
        ]
    }"##;
    let source = r##"
flow_dsl::flow!(Flow {
    version: "7.3",
    data_api_version: "4.0",
    types: [Slot {
        id: String,
        title: String,
    }],
    screens: [
        Screen {
            id: "A",
            routes: [C],
            data: Data {
                slots: [] as Vec<Slot>,
                other_slots: [Slot {
                    id: "1",
                    title: "One",
                }],
                photos: [Item {
                    id: "1",
                    alt_text: "One",
                }],
                seats: 2 as i64,
                price: -2.5,
                kind: "a" as json!({"type": "string", "enum": ["a"]}),
            },
            children: [
                EmbeddedLink {
                    on_click_action: navigate(B),
                },
                Footer {
                    label: data.seats + 1 + "!",
                    on_click_action: data_exchange,
                },
            ],
        },
        Screen {
            id: "B",
            success: true,
        },
        Screen {
            id: "C",
            data: json!({"bad": {"type": "string"}}),
        },
    ],
});
"##;
    prints(json, source);
}

#[test]
fn branches() {
    prints_children(
        r#"{"type": "If", "condition": "${form.a} == 'x' && !${data.b}", "then": [
               {"type": "TextBody", "text": "${data.c}"}
           ], "else": [
               {"type": "If", "condition": "`${data.n} + 1 > 2`", "then": []}
           ]},
           {"type": "Switch", "value": "${data.c}", "cases": {"a-b": [], "c": []}},
           {"type": "If", "condition": "(${form.a})", "then": [], "else": []},
           {"type": "Switch", "value": "x", "cases": {"type": []}}"#,
        r#"
children: [
    if form.a == "x" && !data.b {
        [TextBody { text: data.c }]
    } else if data.n + 1 > 2 {
        []
    },
    match data.c {
        "a-b" => [],
        "c" => [],
    },
    If {
        condition: "(${form.a})",
        then: [],
        r#else: [],
    },
    Switch {
        value: "x",
        cases: Cases { r#type: [] },
    },
],"#,
    );
}

#[test]
fn what_the_language_cannot_say_is_json() {
    prints_children(
        r#"{"type": "Footer", "on-click-action": {"name": "data_exchange"}},
           {"type": "Image", "src": null, "alt-text": "", "not-known": 1, "not_known": {}},
           {"type": "two words"}"#,
        r#"
children: [
    Footer {
        on_click_action: json!({"name": "data_exchange"}),
    },
    Image {
        src: json!(null),
        alt_text: "",
        not_known: 1,
        #[rename = "not_known"]
        not_known_2: NotKnown {},
    },
    json!({"type": "two words"}),
],"#,
    );
}

#[test]
fn objects_in_components_have_the_names_of_the_table() {
    prints_children(
        r#"{"type": "NavigationList", "list-items": [{
               "id": "1", "main-content": {"title": "One"}, "start": {"alt-text": "x"}
           }]},
           {"type": "Form", "init-values": {"day": {"start-date": "${data.a}"}, "b": {"c": 1}},
            "children": []}"#,
        r#"
children: [
    NavigationList {
        list_items: [ListItem {
            id: "1",
            main_content: MainContent { title: "One" },
            start: Start { alt_text: "x" },
        }],
    },
    Form {
        init_values: InitValues {
            day: DateRange { start_date: data.a },
            b: B { c: 1 },
        },
        children: [],
    },
],"#,
    );
}

#[test]
fn what_the_macro_would_add_is_left_out_explicitly() {
    let complete = r#"{"type": "Footer", "on-click-action": {"name": "complete", "payload": {}}}"#;
    let layout = format!(r#"{{"type": "SingleColumnLayout", "children": [{complete}]}}"#);
    prints(
        &format!(
            r#"{{"data_api_version": "3.0", "screens": [{{"id": "A", "layout": {layout}}}]}}"#
        ),
        r#"
flow_dsl::flow!(Flow {
    data_api_version: "3.0",
    routing_model: None,
    screens: [Screen {
        id: "A",
        terminal: None,
        children: [Footer {
            on_click_action: complete,
        }],
    }],
});
"#,
    );
}

#[test]
fn mistakes_are_kept_where_they_are() {
    let json = r##"{
        "version": "7.3",
        "_comment": "for whoever reads this",
        "routing_model": {"success": ["NONE"]},
        "screens": [{
            "id": "success", "title": "Hi", "terminal": true,
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextInput", "name": "a", "my-note": 1},
                {"type": "If", "condition": "${form.b}", "then": [
                    {"type": "Image", "src": "x", "width": "wide"}
                ]},
                {"type": "Dropdown", "name": "c", "label": "C", "data-source": [
                    {"id": "1", "title": "One", "on-select-action": {"name": "complete"}},
                    {"id": "2"}
                ]},
                {"type": "Footer", "label": "Done", "on-click-action": {
                    "name": "complete", "payload": {"x": "${form.y}"}, "extra": null
                }}
            ]}
        }]
    }"##;
    let flow = read(json).into_result().expect("it is JSON");
    let options = Options {
        name: Some("kept"),
        keep_mistakes: true,
        ..Options::default()
    };
    let printed = print(&flow, options).expect("the root is an object");
    assert_eq!(printed.escaped.len(), 2);
    assert_eq!(
        printed.source,
        r#"
flow_dsl::flow!(Flow {
    name: "kept",
    version: "7.3",
    #[warn(unknown_screen_in_routing_model)]
    screens: [Screen {
        #[warn(reserved_screen_id)]
        id: "success",
        title: "Hi",
        routes: [NONE],
        children: [
            #[warn(missing_property)]
            TextInput {
                name: "a",
                #[warn(unknown_property)]
                my_note: 1,
            },
            #[warn(unknown_input)]
            if form.b {
                [Image {
                    src: "x",
                    #[warn(neither_type_nor_binding)]
                    width: "wide",
                }]
            },
            Dropdown {
                name: "c",
                label: "C",
                data_source: [
                    Item {
                        id: "1",
                        title: "One",
                        #[warn(action_not_allowed)]
                        #[warn(missing_property)]
                        on_select_action: json!({"name": "complete"}),
                    },
                    #[warn(missing_property)]
                    Item { id: "2" },
                ],
            },
            Footer {
                label: "Done",
                #[warn(unknown_input_in_payload)]
                #[warn(unknown_property)]
                on_click_action: json!({
                    "name": "complete",
                    "payload": {"x": "${form.y}"},
                    "extra": null
                }),
            },
        ],
    }],
    #[warn(unknown_property)]
    _comment: "for whoever reads this",
});
"#
        .trim()
    );
}

#[test]
fn mistakes_of_the_whole_flow_stand_before_it() {
    let flow = read(r#"{"screens": []}"#)
        .into_result()
        .expect("it is JSON");
    let options = Options {
        keep_mistakes: true,
        ..Options::default()
    };
    let printed = print(&flow, options).expect("the root is an object");
    let source = r#"
flow_dsl::flow!(
    #[warn(missing_version)]
    Flow {
        #[warn(too_few_items)]
        screens: [],
    },
);
"#;
    assert_eq!(printed.source, source.trim());
}

#[test]
fn long_expressions_stay_on_one_line() {
    let condition = ["${form.a_long_name_for_an_input}"; 4].join(" && ");
    prints_children(
        &format!(r#"{{"type": "If", "condition": "{condition}", "then": []}}"#),
        &format!(
            "
children: [if {} {{
    []
}}],",
            ["form.a_long_name_for_an_input"; 4].join(" && ")
        ),
    );
}

#[test]
fn names_and_categories_stand_first() {
    let flow = read(r#"{"version": "7.3"}"#)
        .into_result()
        .expect("it is JSON");
    let categories = &[Category::Survey, Category::Other];
    let name = Some("\"quoted\"");
    let printed = print(
        &flow,
        Options {
            name,
            categories,
            ..Options::default()
        },
    );
    let source = r#"flow_dsl::flow!(Flow {
    name: "\"quoted\"",
    categories: [SURVEY, OTHER],
    version: "7.3",
});"#;
    assert_eq!(printed.map(|printed| printed.source), Ok(source.to_owned()));
    let list = read("[]").into_result().expect("it is JSON");
    let refused = print(&list, Options::default());
    assert_eq!(refused.map(|printed| printed.source), Err(NotAFlow));
}

#[test]
fn the_corpus_is_printed() {
    let Some(folder) = std::env::var_os("FLOW_JSON_CORPUS").map(PathBuf::from) else {
        return;
    };
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the corpus is a folder") {
        let path = entry.expect("its entries can be read").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("its files are text");
        let Ok(flow) = read(&text).into_result() else {
            continue;
        };
        let options = Options {
            name: Some("corpus"),
            ..Options::default()
        };
        let printed = print(&flow, options).expect("its flows are objects");
        is_rust(&printed.source);
        count += 1;
    }
    assert!(count > 0, "the corpus has no flow that can be read");
}

#[test]
fn what_repeats_itself_is_written_once() {
    let question = |name: &str, label: &str, more: &str| {
        format!(
            r#"{{"type": "TextInput", "name": "{name}", "label": "{label}", "required": true,
                 "input-type": "number", "helper-text": "From 1 to 9", "min-chars": 1{more}}}"#
        )
    };
    let children = [
        question("food", "Food", ""),
        question("service", "Service", r#", "visible": "${data.served}""#),
        r#"{"type": "TextBody", "text": "Between"}"#.to_owned(),
        question("price", "Price", ""),
        question("speed", "Speed", ""),
        question("taste", "Taste", ""),
    ];
    let footer = r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"#;
    let json = format!(
        r#"{{"version": "7.3", "screens": [{{"id": "A", "title": "A", "terminal": true,
            "data": {{"served": {{"type": "boolean", "__example__": true}}}},
            "layout": {{"type": "SingleColumnLayout", "children": [{}, {footer}]}}}}]}}"#,
        children.join(", ")
    );
    let flow = read(&json).into_result().expect("it is JSON");
    let options = Options {
        components: true,
        ..Options::default()
    };
    let printed = print(&flow, options).expect("the root is an object");
    assert_eq!(printed.components, 1);
    assert_eq!(
        printed.source,
        r#"
#[flow_dsl::component]
fn NumberInput(name: &str, label: &str, visible: Option<bool>) {
    TextInput {
        name,
        label,
        input_type: "number",
        required: true,
        min_chars: 1,
        helper_text: "From 1 to 9",
        visible,
    }
}

flow_dsl::flow!(Flow {
    version: "7.3",
    screens: [Screen {
        id: "A",
        title: "A",
        data: Data { served: true },
        children: [
            NumberInput {
                name: "food",
                label: "Food",
            },
            NumberInput {
                name: "service",
                label: "Service",
                visible: data.served,
            },
            TextBody { text: "Between" },
            NumberInput {
                name: "price",
                label: "Price",
            },
            NumberInput {
                name: "speed",
                label: "Speed",
            },
            NumberInput {
                name: "taste",
                label: "Taste",
            },
            Footer {
                label: "Done",
                on_click_action: complete,
            },
        ],
    }],
});
"#
        .trim()
    );
}
