//! The macros, each with N nodes of about four properties, in groups of ten: a screen of `flow!`, an
//! element of the others.

/// A macro that is measured.
pub(crate) struct Peer {
    /// Its name in the tables.
    pub(crate) name: &'static str,
    /// The name of the crate that calls it.
    pub(crate) package: &'static str,
    /// The end of that crate's manifest; `{root}` is the folder of this workspace.
    pub(crate) dependencies: &'static str,
    /// The source of that crate with a number of nodes. For 0, it does not call the macro.
    pub(crate) source: fn(usize) -> String,
}

/// The dependencies of a crate with flows.
pub(crate) const FLOW: &str = "[dependencies]\nflow-dsl = { path = \"{root}/flow-dsl\" }";

/// The dependencies of a crate with an endpoint.
const ENDPOINT: &str = "[dependencies]\nflow-dsl = { path = \"{root}/flow-dsl\" }\nflow-endpoint = { path = \"{root}/flow-endpoint\" }";

pub(crate) const PEERS: &[Peer] = &[
    Peer {
        name: "flow!",
        package: "flow",
        dependencies: FLOW,
        source: |nodes| flow(nodes, 20),
    },
    Peer {
        name: "flow!-long-reply",
        package: "flow-long-reply",
        dependencies: FLOW,
        source: |nodes| flow(nodes, usize::MAX),
    },
    Peer {
        name: "flow!-beside-derive",
        package: "flow-beside-derive",
        dependencies: FLOW,
        source: |nodes| flow(nodes, 20) + DERIVE,
    },
    Peer {
        name: "flow!-exchange",
        package: "flow-exchange",
        dependencies: FLOW,
        source: exchange,
    },
    Peer {
        name: "endpoint!",
        package: "endpoint",
        dependencies: ENDPOINT,
        source: |nodes| exchange(nodes) + &endpoint(nodes),
    },
    Peer {
        name: "endpoint!-implemented",
        package: "endpoint-implemented",
        dependencies: ENDPOINT,
        source: |nodes| exchange(nodes) + &endpoint(nodes) + &implementation(nodes),
    },
    Peer {
        name: "syn-alone",
        package: "syn-alone",
        dependencies: "[dependencies]\nfloor = { path = \"../floor\" }",
        source: |nodes| call(nodes, "", "floor::floor!", &flow_literal(nodes, 20, false)),
    },
    Peer {
        name: "maud-literal",
        package: "maud-literal",
        dependencies: "[dependencies]\nmaud = \"0.27\"",
        source: maud_literal,
    },
    Peer {
        name: "maud-beside-derive",
        package: "maud-beside-derive",
        dependencies: "[dependencies]\nmaud = \"0.27\"",
        source: |nodes| maud_literal(nodes) + DERIVE,
    },
    Peer {
        name: "maud-dynamic",
        package: "maud-dynamic",
        dependencies: "[dependencies]\nmaud = \"0.27\"",
        source: |nodes| {
            let page = tens(nodes, "div { ", " }", "", |index| {
                format!(
                    r#"input id="field{index}" name=(name) placeholder=(hint) title="Your name"; "#
                )
            });
            let signature = "pub fn page(name: &str, hint: &str) -> maud::Markup";
            call(nodes, signature, "maud::html!", &page)
        },
    },
    Peer {
        name: "serde_json::json!",
        package: "json",
        dependencies: "[dependencies]\nserde_json = \"1\"",
        source: |nodes| {
            let page = tens(nodes, "[", "]", ", ", |index| {
                format!(
                    r#"{{"type": "TextInput", "name": "field{index}", "label": "Your name", "required": true, "helper-text": "As in your passport"}}"#
                )
            });
            let source = call(
                nodes,
                "pub fn page() -> serde_json::Value",
                "serde_json::json!",
                &format!("[{page}]"),
            );
            // The macro recurses for each token.
            format!("#![recursion_limit = \"100000\"]\n{source}")
        },
    },
    Peer {
        name: "leptos-view!",
        package: "leptos-view",
        dependencies: "[dependencies]\nleptos = { version = \"0.8\", features = [\"ssr\"] }",
        source: |nodes| {
            let page = elements(nodes);
            call(
                nodes,
                "use leptos::prelude::*; pub fn page() -> impl IntoView",
                "leptos::view!",
                &page,
            )
        },
    },
    Peer {
        name: "dioxus-rsx!",
        package: "dioxus-rsx",
        dependencies: "[dependencies]\ndioxus = { version = \"0.7\", default-features = false, features = [\"macro\", \"html\", \"hooks\", \"signals\"] }",
        source: |nodes| {
            let page = tens(nodes, "div { ", " }", "", |index| {
                format!(
                    r#"input {{ id: "field{index}", name: "field{index}", placeholder: "As in your passport", title: "Your name" }} "#
                )
            });
            call(
                nodes,
                "use dioxus::prelude::*; pub fn page() -> Element",
                "dioxus::prelude::rsx!",
                &page,
            )
        },
    },
    Peer {
        name: "yew-html!",
        package: "yew-html",
        dependencies: "[dependencies]\nyew = \"0.21\"",
        source: |nodes| {
            let page = elements(nodes);
            call(
                nodes,
                "pub fn page() -> yew::Html",
                "yew::html!",
                &format!("<>{page}</>"),
            )
        },
    },
];

/// A proc macro that only parses and returns one string. No macro with `syn` costs less.
pub(crate) const FLOOR: (&str, &str) = (
    "[package]\nname = \"floor\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[lib]\nproc-macro = true\n\n[dependencies]\nsyn = { version = \"3.0.9\", default-features = false, features = [\"clone-impls\", \"full\", \"parsing\", \"printing\", \"proc-macro\"] }\n",
    "#[proc_macro]\npub fn floor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {\n    let length = tokens.to_string().len();\n    match syn::parse::<syn::Expr>(tokens) {\n        Ok(_) => format!(\"pub const FLOW: &str = {:?};\", \"x\".repeat(length)).parse().unwrap(),\n        Err(error) => error.into_compile_error().into(),\n    }\n}\n",
);

/// A derive, as most crates have one. The first implementation of such a trait makes rustc look through
/// all implementations, so a macro that implements the trait costs less behind it.
const DERIVE: &str = "#[derive(Clone, Debug, PartialEq)]\npub struct Other;\n";

fn maud_literal(nodes: usize) -> String {
    let page = tens(nodes, "div { ", " }", "", |index| {
        format!(
            r#"input id="field{index}" name="field{index}" placeholder="As in your passport" title="Your name"; "#
        )
    });
    call(nodes, "pub fn page() -> maud::Markup", "maud::html!", &page)
}

/// A crate that calls a macro: in a function, where it makes a value.
fn call(nodes: usize, signature: &str, name: &str, tokens: &str) -> String {
    let docs = "//! Made to be measured.\n";
    match (nodes, signature) {
        (0, _) => docs.to_owned(),
        (_, "") => format!("{docs}{name}({tokens});\n"),
        _ => format!("{docs}{signature} {{ {name}({tokens}) }}\n"),
    }
}

/// A number of elements, in groups of ten inside another element.
fn elements(nodes: usize) -> String {
    tens(nodes, "<div>", "</div>", "", |index| {
        format!(
            r#"<input id="field{index}" name="field{index}" placeholder="As in your passport" title="Your name"/>"#
        )
    })
}

/// A number of nodes, in groups of ten.
fn tens(
    nodes: usize,
    open: &str,
    close: &str,
    between: &str,
    node: impl Fn(usize) -> String,
) -> String {
    let indices: Vec<usize> = (0..nodes).collect();
    let groups: Vec<String> = indices
        .chunks(10)
        .map(|group| {
            let nodes: Vec<String> = group.iter().map(|index| node(*index)).collect();
            format!("{open}{}{close}\n", nodes.join(between))
        })
        .collect();
    groups.join(between)
}

/// A crate with one flow of `nodes` components and a reply of at most `fields` fields.
fn flow(nodes: usize, fields: usize) -> String {
    let literal = flow_literal(nodes, fields, false);
    call(nodes, "", "flow_dsl::flow!", &literal)
}

/// The same flow, but each screen asks an endpoint for the next.
fn exchange(nodes: usize) -> String {
    let literal = flow_literal(nodes, 20, true);
    call(nodes, "", "flow_dsl::flow!", &literal)
}

/// The trait of that flow's endpoint.
fn endpoint(nodes: usize) -> String {
    match nodes {
        0 => String::new(),
        _ => "flow_endpoint::endpoint!();\n".to_owned(),
    }
}

/// An implementation, as short as one can be.
fn implementation(nodes: usize) -> String {
    if nodes == 0 {
        return String::new();
    }
    let screens = screens(nodes);
    let module = |screen| screen_id(screen).to_lowercase();
    let methods: Vec<String> = (0..screens)
        .map(|screen| {
            let (this, next) = (module(screen), module((screen + 1).min(screens - 1)));
            format!(
                "    async fn {this}(&self, _: {this}::Exchange, _: Context) -> Result<Next<{this}::Exchange>, Refusal> {{\n        Ok({next}::Data {{ name: String::new() }}.into())\n    }}\n"
            )
        })
        .collect();
    let first = module(0);
    format!(
        "use flow_endpoint::{{Context, Next, Refusal}};\n/// It answers.\npub struct Answers;\nimpl Endpoint for Answers {{\n    async fn init(&self, _: Context) -> Result<Next<Init>, Refusal> {{\n        Ok({first}::Data {{ name: String::new() }}.into())\n    }}\n{}}}\n",
        methods.concat()
    )
}

/// The screens of a flow, which has 100 at most.
fn screens(nodes: usize) -> usize {
    (nodes / 10).clamp(1, 100)
}

/// The tokens of a flow of up to 100 screens, which is the most that a flow may have. The nodes are the
/// components and the items of their lists; in each ten are five inputs.
fn flow_literal(nodes: usize, fields: usize, asks: bool) -> String {
    if nodes == 0 {
        return String::new();
    }
    let screens = screens(nodes);
    let tens = nodes / screens / 10;
    let mut reply = Vec::new();
    for screen in 0..screens {
        let id = screen_id(screen);
        for ten in 0..tens {
            for input in ["first", "last", "note", "size", "day"] {
                reply.push(format!(
                    "{input}{screen}_{ten}: screen.{id}.form.{input}{ten}"
                ));
            }
        }
    }
    reply.truncate(fields);
    let screens: Vec<String> = (0..screens)
        .map(|screen| {
            let is_last = screen + 1 == screens;
            let action = if is_last {
                format!(
                    "{} {{\n                        {},\n                    }}",
                    if asks { "data_exchange" } else { "complete" },
                    reply.join(",\n                        ")
                )
            } else if asks {
                "data_exchange { name: form.first0 }".to_owned()
            } else {
                let next = screen_id(screen + 1);
                format!("navigate({next} {{ name: form.first0 }})")
            };
            let way = match (asks, is_last) {
                (false, _) => String::new(),
                (true, false) => format!("routes: [{}],", screen_id(screen + 1)),
                (true, true) => "terminal: true,".to_owned(),
            };
            let (data, greeting) = if screen == 0 && !asks {
                ("", r#""Good day""#)
            } else {
                (
                    r#"data: Data { name: "Ada" },"#,
                    r#""Good day, " + data.name"#,
                )
            };
            let nodes: Vec<String> = (0..tens)
                .map(|ten| {
                    let last = if ten + 1 == tens {
                        format!(
                            r#"Footer {{
                    label: "Continue",
                    left_caption: "Left",
                    right_caption: "Right",
                    on_click_action: {action},
                }}"#
                        )
                    } else {
                        r#"TextCaption { text: "And now for the rest", font_weight: "bold", visible: true, markdown: false }"#.to_owned()
                    };
                    ten_nodes(ten, greeting, &last)
                })
                .collect();
            format!(
                r#"        Screen {{
            id: "{}",
            title: "Step {screen}",
            {way}{data}
            children: [
{}            ],
        }},
"#,
                screen_id(screen),
                nodes.concat(),
            )
        })
        .collect();
    format!(
        "Flow {{\n    name: \"measured\",\n    version: \"7.3\",\n    {}screens: [\n{}    ],\n}}",
        if asks {
            "data_api_version: \"4.0\",\n    "
        } else {
            ""
        },
        screens.concat()
    )
}

/// Ten nodes: eight components, one of which has two items.
fn ten_nodes(ten: usize, greeting: &str, last: &str) -> String {
    format!(
        r#"                TextBody {{
                    text: {greeting} + form.first{ten} + form.last{ten} + form.note{ten} + form.size{ten} + form.day{ten},
                    visible: form.news{ten},
                    font_weight: "bold",
                    strikethrough: false,
                }},
                TextInput {{ name: "first{ten}", label: "First name", required: true, helper_text: "As in your passport" }},
                TextInput {{ name: "last{ten}", label: "Last name", required: true, helper_text: "As in your passport" }},
                TextArea {{ name: "note{ten}", label: "Note", required: true, helper_text: "What we should know" }},
                Dropdown {{
                    name: "size{ten}",
                    label: "Size",
                    required: true,
                    data_source: [
                        Item {{ id: "s", title: "Small", description: "For one or two", metadata: "2 rooms" }},
                        Item {{ id: "l", title: "Large", description: "For three or four", metadata: "3 rooms" }},
                    ],
                }},
                DatePicker {{ name: "day{ten}", label: "Day", required: true, min_date: "2027-01-01" }},
                OptIn {{ name: "news{ten}", label: "Send me news", visible: true, init_value: false }},
                {last},
"#
    )
}

/// Screen ids hold no digits.
fn screen_id(index: usize) -> String {
    let letter = |digit: usize| char::from(b'A' + (digit % 26) as u8);
    format!("STEP_{}{}", letter(index / 26), letter(index))
}
