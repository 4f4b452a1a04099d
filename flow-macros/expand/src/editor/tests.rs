//! The expansion for rust-analyzer.

use proc_macro2::TokenStream;

fn expansion(source: &str) -> String {
    let source: TokenStream = source.parse().unwrap();
    super::expand(source).to_string().replace(' ', "")
}

#[track_caller]
fn has(expansion: &str, part: &str) {
    let part = part.replace(' ', "");
    assert!(expansion.contains(&part), "no {part} in {expansion}");
}

#[test]
fn each_name_is_a_use_or_a_definition() {
    let expansion = expansion(
        r#"Flow {
            name: "x",
            categories: [SURVEY],
            screens: [
                Screen {
                    id: "FIRST",
                    title: "First",
                    data: Data { guest: Guest { age: 1 }, ok: true },
                    children: [
                        TextArea { name: "text", label: TITLE, helper_text: "x" },
                        if data.ok { [TextBody { text: data.guest.age }] },
                        Footer { on_click_action: navigate(SECOND { a: form.text }) },
                    ],
                },
                Screen { id: "SECOND", data: Data { a: "" }, routes: [FIRST] },
            ],
        }"#,
    );
    has(
        &expansion,
        "v(TextArea { name: rest(), label: v({ v(TITLE); }), helper_text: rest(), ..rest() });",
    );
    has(
        &expansion,
        "v(data.ok); v(TextBody { text: v({ v(data.guest.age); }), ..rest() });",
    );
    has(
        &expansion,
        "v(navigate); v(SECOND { a: v({ v(form.text); }), ..rest() });",
    );
    has(&expansion, "routes: v({ screen_of::<FIRST>(); })");
    has(&expansion, "categories::*; v(SURVEY);");
    has(&expansion, "let form: __Form0 = rest(); let data: FIRST");
    has(&expansion, "text: types::Text,");
    has(&expansion, "age: types::Number,");
    has(&expansion, "ok: types::Boolean,");
    has(&expansion, "guest: __Object0,");
    has(&expansion, "FIRST: __Screen0,");
}

#[test]
fn what_is_unfinished_stays_where_it_is() {
    let screen = |children: &str| {
        expansion(&format!(
            "Flow {{ screens: [Screen {{ id: \"A\", children: [{children}] }}] }}"
        ))
    };
    has(&screen("Footer { lab }"), "v(Footer { lab ..rest() });");
    has(
        &screen("Footer { lab enabled: true }"),
        "v(Footer { lab enabled: rest(), ..rest() });",
    );
    has(&screen("TextInp"), "v(TextInp);");
    has(
        &screen("TextInp TextBody { text: data.a }"),
        "v(TextInp); v(TextBody {",
    );
    has(
        &screen("Footer { label: texts:: }"),
        "label: v({ v(texts::); })",
    );
    has(
        &screen("Image { src: image!(\"a.png\") }"),
        "src: v({ v(image!(\"a.png\")); })",
    );
    has(
        &screen("TextBody { text: text!(\"hello\", name = data.who) }"),
        "text: v({ v(text!(\"\")); v(data.who); })",
    );
    has(
        &screen("Footer { label: form. }"),
        "label: v({ v(form.); })",
    );
    has(
        &screen("Footer { on_click_action: navigate(B) }"),
        "v(navigate); screen_of::<B>();",
    );
}

#[test]
fn inputs_in_components_of_ones_own_are_known_by_their_uses() {
    let expansion = expansion(
        "Flow { screens: [Screen { id: \"A\", children: [Own { }, TextBody { text: form.x }] }] }",
    );
    has(&expansion, "v(Own { ..rest() });");
    has(&expansion, "struct __Form0 { x: __Unknown, }");
}

#[test]
fn the_catalogue_is_rust_and_has_all_components() {
    let catalogue = super::catalogue();
    let file: syn::File = syn::parse2(catalogue.clone()).unwrap();
    for component in flow_json::table::COMPONENTS {
        let name = component.shape.name;
        let found = file
            .items
            .iter()
            .any(|item| matches!(item, syn::Item::Struct(item) if item.ident == name));
        assert!(found, "{name}");
    }
    has(
        &catalogue.to_string().replace(' ', ""),
        "pub helper_text: types::Text,",
    );
}

/// They compile as tests of the documentation of `flow-dsl`, but without its warnings.
#[test]
fn the_example_of_each_component_has_it_and_no_mistake() {
    for component in flow_json::table::COMPONENTS {
        let (name, example) = (component.shape.name, component.example);
        let written = match name {
            "If" => "if ".to_owned(),
            "Switch" => "match ".to_owned(),
            name => format!("{name} {{"),
        };
        assert!(example.contains(&written), "no {name} in\n{example}");
        // The path of a picture starts from the file of the documentation.
        let example = example.replace("image!(\"../examples/logo.png\")", "\"aGVsbG8=\"");
        let flow = format!("Flow {{ name: \"example\", version: \"7.3\", screens: [{example}] }}");
        let expansion = crate::expand(flow.parse().unwrap()).to_string();
        for found in ["compile_error", "deprecated"] {
            if let Some(at) = expansion.find(found) {
                panic!(
                    "{name}: {}",
                    &expansion[at..(at + 300).min(expansion.len())]
                );
            }
        }
    }
}
