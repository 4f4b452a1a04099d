//! The macros, each with N nodes of about four properties, ten to a screen or to what comes nearest.

/// A macro that is measured.
pub(crate) struct Peer {
    /// What it is called in the tables.
    pub(crate) name: &'static str,
    /// Of the crate that calls it.
    pub(crate) package: &'static str,
    /// The end of that crate's manifest; `{root}` is the folder of this workspace.
    pub(crate) dependencies: &'static str,
    /// That crate with so many nodes; with none, without a call of the macro.
    pub(crate) source: fn(usize) -> String,
}

const FLOW: &str = "[dependencies]\nflow-dsl = { path = \"{root}/flow-dsl\" }";

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
        name: "syn-alone",
        package: "syn-alone",
        dependencies: "[dependencies]\nfloor = { path = \"../floor\" }",
        source: |nodes| call(nodes, "", "floor::floor!", &flow_literal(nodes, 20)),
    },
    Peer {
        name: "maud-literal",
        package: "maud-literal",
        dependencies: "[dependencies]\nmaud = \"0.27\"",
        source: |nodes| {
            let page = tens(nodes, "div { ", " }", "", |index| {
                format!(
                    r#"input id="field{index}" name="field{index}" placeholder="As in your passport" title="Your name"; "#
                )
            });
            call(nodes, "pub fn page() -> maud::Markup", "maud::html!", &page)
        },
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
            // It takes its tokens one at a time.
            format!("#![recursion_limit = \"100000\"]\n{source}")
        },
    },
    Peer {
        name: "leptos-view!",
        package: "leptos-view",
        dependencies: "[dependencies]\nleptos = { version = \"0.8\", features = [\"ssr\"] }",
        source: |nodes| {
            let page = tens(nodes, "<div>", "</div>", "", |index| {
                format!(
                    r#"<input id="field{index}" name="field{index}" placeholder="As in your passport" title="Your name"/>"#
                )
            });
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
            let page = tens(nodes, "<div>", "</div>", "", |index| {
                format!(
                    r#"<input id="field{index}" name="field{index}" placeholder="As in your passport" title="Your name"/>"#
                )
            });
            call(
                nodes,
                "pub fn page() -> yew::Html",
                "yew::html!",
                &format!("<>{page}</>"),
            )
        },
    },
];

/// The proc macro that only parses and answers with one string: what no macro with `syn` can be below.
pub(crate) const FLOOR: (&str, &str) = (
    "[package]\nname = \"floor\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[lib]\nproc-macro = true\n\n[dependencies]\nsyn = { version = \"3.0.9\", default-features = false, features = [\"clone-impls\", \"full\", \"parsing\", \"printing\", \"proc-macro\"] }\n",
    "#[proc_macro]\npub fn floor(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {\n    let length = tokens.to_string().len();\n    match syn::parse::<syn::Expr>(tokens) {\n        Ok(_) => format!(\"pub const FLOW: &str = {:?};\", \"x\".repeat(length)).parse().unwrap(),\n        Err(error) => error.into_compile_error().into(),\n    }\n}\n",
);

/// A crate that calls a macro: in a function, where it makes a value.
fn call(nodes: usize, signature: &str, name: &str, tokens: &str) -> String {
    let docs = "//! Made to be measured.\n";
    match (nodes, signature) {
        (0, _) => docs.to_owned(),
        (_, "") => format!("{docs}{name}({tokens});\n"),
        _ => format!("{docs}{signature} {{ {name} {{ {tokens} }} }}\n")
            .replace("json! {", "json!(")
            .replace(
                " } }\n",
                if name.ends_with("json!") {
                    ") }\n"
                } else {
                    " } }\n"
                },
            ),
    }
}

/// So many nodes, in groups of ten.
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

/// A crate with one flow of so many components, whose reply has at most so many fields.
fn flow(nodes: usize, fields: usize) -> String {
    call(nodes, "", "flow_dsl::flow!", &flow_literal(nodes, fields))
}

/// The tokens of a flow of up to 100 screens, which is the most that a flow may have.
fn flow_literal(nodes: usize, fields: usize) -> String {
    if nodes == 0 {
        return String::new();
    }
    let screens = (nodes / 10).clamp(1, 100);
    let nodes = nodes / screens;
    let mut reply = Vec::new();
    for screen in 0..screens {
        let id = screen_id(screen);
        for node in (0..nodes - 1).filter(|node| (2..7).contains(&(node % 10))) {
            reply.push(format!(
                "field{screen}_{node}: screen.{id}.form.field{node}"
            ));
        }
    }
    reply.truncate(fields);
    let screens: Vec<String> = (0..screens)
        .map(|screen| {
            let action = if screen + 1 < screens {
                let next = screen_id(screen + 1);
                format!("navigate({next} {{ name: form.field2 }})")
            } else {
                format!("complete {{ {} }}", reply.join(", "))
            };
            let (data, greeting) = if screen == 0 {
                ("", r#""Good day""#)
            } else {
                (
                    r#"data: Data { name: "Ada" },"#,
                    r#""Good day, " + data.name"#,
                )
            };
            let nodes: Vec<String> = (0..nodes - 1).map(|node| component(node, greeting)).collect();
            format!(
                r#"        Screen {{
            id: "{}", title: "Step {screen}", {data}
            children: [
{}
                Footer {{ label: "Continue", left_caption: "Left", right_caption: "Right", on_click_action: {action} }},
            ],
        }},
"#,
                screen_id(screen),
                nodes.join("\n"),
            )
        })
        .collect();
    format!(
        "Flow {{\n    name: \"measured\",\n    version: \"7.3\",\n    screens: [\n{}    ],\n}}",
        screens.concat()
    )
}

/// One of the common components.
fn component(node: usize, greeting: &str) -> String {
    let component = match node % 10 {
        0 => r#"TextHeading { text: "One of many steps", visible: true },"#.to_owned(),
        1 => format!(
            r#"TextBody {{ text: {greeting}, font_weight: "bold", strikethrough: false, markdown: false }},"#
        ),
        2 | 3 => format!(
            r#"TextInput {{ name: "field{node}", label: "Your name", required: true, helper_text: "As in your passport" }},"#
        ),
        4 => format!(
            r#"TextArea {{ name: "field{node}", label: "Note", required: true, helper_text: "What we should know" }},"#
        ),
        5 => format!(
            r#"Dropdown {{ name: "field{node}", label: "Size", required: true, data_source: [Item {{ id: "s", title: "Small" }}, Item {{ id: "l", title: "Large" }}] }},"#
        ),
        6 => format!(
            r#"DatePicker {{ name: "field{node}", label: "Day", required: true, min_date: "2027-01-01", max_date: "2027-12-31" }},"#
        ),
        7 => format!(
            r#"OptIn {{ name: "field{node}", label: "Send me news", visible: true, init_value: false }},"#
        ),
        8 => r#"TextCaption { text: "You can go back at any time", font_weight: "normal", visible: true },"#.to_owned(),
        _ => r#"TextSubheading { text: "And now for the rest", visible: true },"#.to_owned(),
    };
    format!("                {component}")
}

/// Screen ids hold no digits.
fn screen_id(index: usize) -> String {
    let letter = |digit: usize| char::from(b'A' + (digit % 26) as u8);
    format!("STEP_{}{}", letter(index / 26), letter(index))
}
