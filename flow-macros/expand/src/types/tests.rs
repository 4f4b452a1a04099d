//! The generated types and their names.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, Item};

use super::names;

/// The structs and enums of a flow, one a line, each with its module.
fn types_of(flow: &str) -> Vec<String> {
    let expansion = crate::expand(flow.parse().unwrap());
    let file: syn::File = syn::parse2(expansion).unwrap();
    let mut lines = Vec::new();
    for item in file.items {
        if let Item::Mod(module) = item {
            list(module.content.unwrap().1, "", &mut lines);
        }
    }
    lines
}

fn list(items: Vec<Item>, path: &str, lines: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                let path = format!("{path}{}::", module.ident);
                list(module.content.unwrap().1, &path, lines);
            }
            Item::Struct(item) => {
                let fields = item.fields.iter().map(|field| {
                    let ty = field.ty.to_token_stream().to_string().replace(' ', "");
                    format!("{}: {ty}", field.ident.as_ref().unwrap())
                });
                let fields: Vec<_> = fields.collect();
                lines.push(format!("{path}{} {{ {} }}", item.ident, fields.join(", ")));
            }
            Item::Macro(item) if item.mac.path.segments.last().unwrap().ident == "__record" => {
                lines.push(format!("{path}{}", record(item.mac.tokens)));
            }
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| match variant.fields {
                    Fields::Unit => variant.ident.to_string(),
                    _ => format!("{}(_)", variant.ident),
                });
                let variants: Vec<_> = variants.collect();
                lines.push(format!("{path}{} = {}", item.ident, variants.join(" | ")));
            }
            _ => {}
        }
    }
}

/// A struct as `__record!` is given it: its documentation, its name, and a name, key and type for each field.
fn record(tokens: TokenStream) -> String {
    let mut trees = tokens.into_iter().skip(2);
    let (Some(name), Some(TokenTree::Group(rows))) = (trees.next(), trees.next()) else {
        panic!("`__record!` is given something else");
    };
    let rows: Vec<_> = rows.stream().into_iter().collect();
    let fields = rows.windows(3).filter_map(|row| match row {
        [
            TokenTree::Ident(name),
            TokenTree::Literal(_),
            TokenTree::Group(ty),
        ] => Some(format!(
            "{name}: {}",
            ty.stream().to_string().replace(' ', "")
        )),
        _ => None,
    });
    let fields: Vec<_> = fields.collect();
    format!("{name} {{ {} }}", fields.join(", "))
}

/// The types of a flow of one screen that completes with this payload.
#[track_caller]
fn assert_reply(children: &str, payload: &str, expected: &[&str]) {
    let flow = format!(
        r#"Flow {{ name: "x", version: "7.3", screens: [Screen {{ id: "A", title: "A", children: [
            {children}
            Footer {{ label: "Done", on_click_action: complete {{ {payload} }} }},
        ] }}] }}"#
    );
    assert_eq!(types_of(&flow), expected, "{flow}");
}

#[test]
fn inputs_say_what_they_give() {
    assert_reply(
        r#"TextInput { name: "a", label: "A", required: true },
           TextInput { name: "b", label: "B", input_type: "number" },
           TextInput { name: "c", label: "C", input_type: "passcode", required: true },
           OptIn { name: "d", label: "D" },
           DatePicker { name: "e", label: "E", required: true, visible: form.d },
           DocumentPicker { name: "f", label: "F" },
           CalendarPicker { name: "g", mode: "range", required: DateRange { start_date: true } },
           CalendarPicker { name: "j", mode: "range", required: DateRange { start_date: false } },
           CheckboxGroup { name: "h", label: "H", data_source: data.h },
           Dropdown { name: "i", label: "I", data_source: [Item { id: data.i, title: "I" }] },"#,
        "a: form.a, b: form.b, c: form.c, d: form.d, e: form.e, f: form.f, g: form.g, h: form.h, i: form.i, j: form.j",
        &[
            "Reply { flow_token: Option<String>, a: String, b: Option<f64>, c: String, d: bool, \
             e: Option<String>, f: Vec<Media>, g: DateRange, h: Vec<String>, i: Option<String>, \
             j: Option<DateRange> }",
        ],
    );
}

/// A second `complete` without `email` would make it optional.
#[test]
fn the_first_values_of_a_form_are_no_action() {
    assert_reply(
        r#"Form { name: "f", init_values: InitValues { name: "complete" }, children: [
               TextInput { name: "name", label: "N" },
               TextInput { name: "email", label: "E", required: true }] },"#,
        "email: form.email",
        &["Reply { flow_token: Option<String>, email: String }"],
    );
}

#[test]
fn literals_and_expressions_say_what_they_are() {
    assert_reply(
        r#"TextInput { name: "n", label: "N", input_type: "number", required: true },"#,
        r#"a: "text", b: 1, c: true, d: [], e: ["x", "y"], f: [1, "x"], g: G { h: "x" }, i: form.n + 1,
           j: form.n > 1, k: "n: " + form.n, l: "${form.n}", m: "`${form.n} + 1`", o: json!(null)"#,
        &[
            "G { h: String }",
            "Reply { flow_token: Option<String>, a: String, b: f64, c: bool, d: Vec<Value>, \
             e: Vec<String>, f: Vec<Value>, g: G, i: f64, j: bool, k: String, l: f64, m: f64, o: Value }",
        ],
    );
}

#[test]
fn options_that_are_written_out_become_an_enum() {
    let options = r#"[Item { id: "one", title: "1" }, Item { id: "two-b", title: "2" }]"#;
    assert_reply(
        &format!(
            r#"Dropdown {{ name: "pick", label: "P", required: true, data_source: {options} }},
               ChipsSelector {{ name: "many", label: "M", data_source: {options} }},"#
        ),
        "pick: form.pick, again: form.pick, many: form.many",
        &[
            "Pick = One | TwoB | Other(_)",
            "Many = One | TwoB | Other(_)",
            "Reply { flow_token: Option<String>, pick: Pick, again: Pick, many: Vec<Many> }",
        ],
    );
}

#[test]
fn the_same_options_of_the_same_input_are_one_enum() {
    let input = |id: &str| {
        format!(
            r#"Dropdown {{ name: "pick", label: "P", data_source: [Item {{ id: "{id}", title: "1" }}] }},"#
        )
    };
    let screen = |id: &str, option: &str, action: &str| {
        let input = input(option);
        format!(
            r#"Screen {{ id: "{id}", title: "T", children: [{input}
                Footer {{ label: "L", on_click_action: {action} }}] }},"#
        )
    };
    let flow = format!(
        r#"Flow {{ name: "x", version: "7.3", screens: [{}{}{}] }}"#,
        screen("A", "x", "navigate(B)"),
        screen("B", "x", "navigate(C)"),
        screen(
            "C",
            "y",
            "complete { a: screen.A.form.pick, b: screen.B.form.pick, c: form.pick }"
        ),
    );
    assert_eq!(
        types_of(&flow)[..3],
        [
            "Pick = X | Other(_)",
            "CPick = Y | Other(_)",
            "Reply { flow_token: Option<String>, a: Option<Pick>, b: Option<Pick>, c: Option<CPick> }",
        ]
    );
}

#[test]
fn what_happened_before_is_there_only_if_no_way_leads_around_it() {
    let screen = |id: &str, links: &str, action: &str| {
        format!(
            r#"Screen {{ id: "{id}", title: "T", data: Data {{ d: "x" }}, children: [
                TextInput {{ name: "i", label: "I", required: true }}, {links}
                Footer {{ label: "L", on_click_action: {action} }}] }},"#
        )
    };
    let end = "complete { a: screen.A.form.i, b: screen.B.form.i, bd: screen.B.data.d, c: form.i }";
    let reply = |a_links: &str, b_links: &str| {
        let screens = [
            screen("A", a_links, "navigate(B)"),
            screen("B", b_links, "navigate(C)"),
            screen("C", "", end),
        ];
        types_of(&format!(
            r#"Flow {{ name: "x", version: "7.3", screens: [{}] }}"#,
            screens.concat()
        ))
        .remove(0)
    };
    assert_eq!(
        reply("", ""),
        "Reply { flow_token: Option<String>, a: String, b: String, bd: String, c: String }"
    );
    let link =
        |to: &str| format!(r#"EmbeddedLink {{ text: "T", on_click_action: navigate({to}) }},"#);
    assert_eq!(
        reply("", &link("C")),
        "Reply { flow_token: Option<String>, a: String, b: Option<String>, bd: String, c: String }"
    );
    assert_eq!(
        reply(&link("C"), ""),
        "Reply { flow_token: Option<String>, a: Option<String>, b: Option<String>, bd: Option<String>, \
         c: String }"
    );
}

#[test]
fn texts_that_tell_payloads_apart_become_an_enum() {
    let exchange = |payload: &str| {
        format!(r#"EmbeddedLink {{ text: "T", on_click_action: data_exchange {{ {payload} }} }},"#)
    };
    let flow = format!(
        r#"Flow {{ name: "x", version: "7.3", data_api_version: "4.0", screens: [
            Screen {{ id: "A", title: "A", children: [{}{}{}] }}] }}"#,
        exchange(r#"trigger: "on", kind: "k", n: 1"#),
        exchange(r#"trigger: "off", kind: "k""#),
        exchange(r#"trigger: "", kind: "k", n: "2""#),
    );
    assert_eq!(
        types_of(&flow)[1..],
        [
            "a::Trigger = On | Off | Other(_)",
            "a::Exchange { trigger: Trigger, kind: String, n: Value }",
        ]
    );
}

#[test]
fn types_of_the_author_keep_their_names() {
    let flow = r#"Flow { name: "x", version: "7.3",
        types: [Slot { id: String, main_content: Inner { title: String } }, Vec { a: i64 }],
        screens: [Screen { id: "A", title: "A", data: Data {
            slots: [] as Vec<Slot>,
            slot: Slot { id: "1", main_content: Inner { title: "x" } },
            lists: [Vec { a: 1 }],
            boxes: [Box { b: 1 }, Box { c: true }],
            object: {} as Object,
            anything: [] as json!({"type": "array"}),
        } }] }"#;
    assert_eq!(
        types_of(flow),
        [
            "Reply { flow_token: Option<String> }",
            "MainContent { title: String }",
            "Slot { id: String, main_content: MainContent }",
            "VecObject { a: i64 }",
            "a::BoxObject { b: Option<f64>, c: bool }",
            "a::Data { slots: Vec<super::Slot>, slot: super::Slot, lists: Vec<super::VecObject>, \
             boxes: Vec<BoxObject>, object: Value, anything: Vec<Value> }",
        ]
    );
}

#[test]
fn a_flow_with_mistakes_has_types_all_the_same() {
    assert_reply(
        "Dropdown { name: \"d\", label: \"D\", data_source: [Item { id: 1 }, 2] }, TextBody { oops: 1 },",
        "a: form.d, b: form.nothing, c: screen.NOWHERE.data.x, d: data.x.y, e: f(1), f: \"`1 +`\"",
        &[
            "Reply { flow_token: Option<String>, a: Option<String>, b: Value, c: Value, d: Value, e: Value, \
             f: Value }",
        ],
    );
    assert_eq!(
        types_of("Flow {}"),
        ["Reply { flow_token: Option<String> }"]
    );
    assert_eq!(types_of(""), ["Reply { flow_token: Option<String> }"]);
}

#[test]
fn names_are_in_the_case_that_rust_expects() {
    let ty = |text| names::of_type(text, "Choice");
    assert_eq!(
        [
            "first-name",
            "firstName",
            "FIRST_NAME",
            "first name!",
            "HTTPServer"
        ]
        .map(ty),
        [
            "FirstName",
            "FirstName",
            "FirstName",
            "FirstName",
            "Httpserver"
        ]
    );
    assert_eq!(
        ["", "option", "reply", "1", "ÉTÉ"].map(ty),
        ["UnnamedChoice", "OptionChoice", "ReplyChoice", "N1", "Ete"]
    );
    let module = names::of_module;
    assert_eq!(
        ["START", "A_B", "A__B", "_A", "_", "STD"].map(module),
        ["start", "a_b", "a_b_", "a_", "screen_", "std_"]
    );
    let singular = names::singular;
    assert_eq!(
        [
            "slots",
            "entries",
            "boxes",
            "addresses",
            "status",
            "glass",
            "s",
            "data"
        ]
        .map(singular),
        [
            "slot", "entry", "box", "address", "status", "glass", "s", "data"
        ]
        .map(str::to_owned)
    );
}

/// The types of two screens, of which the first hands `navigate`'s payload to the second.
fn relayed(first: &str, payload: &str, second: &str, reply: &str) -> Vec<String> {
    let flow = format!(
        r#"Flow {{ name: "x", version: "7.3", screens: [
            Screen {{ id: "A", title: "A", children: [
                {first}
                Footer {{ label: "On", on_click_action: navigate(B {{ {payload} }}) }},
            ] }},
            Screen {{ id: "B", title: "B", data: Data {{ {second} }}, children: [
                Footer {{ label: "Done", on_click_action: complete {{ {reply} }} }},
            ] }},
        ] }}"#
    );
    let mut types = types_of(&flow);
    types.retain(|line| line.starts_with("Reply") || line.starts_with("Place"));
    types
}

#[test]
fn an_input_that_may_be_empty_stays_so_on_its_way() {
    let inputs = r#"
        TextInput { name: "guests", label: "G", input_type: "number", required: true },
        DatePicker { name: "day", label: "D" },"#;
    assert_eq!(
        relayed(
            inputs,
            "day: form.day, guests: form.guests, fixed: \"x\"",
            "day: \"2027-01-31\", guests: 2, fixed: \"y\"",
            "day: data.day, guests: data.guests, fixed: data.fixed",
        ),
        ["Reply { flow_token: Option<String>, day: Option<String>, guests: f64, fixed: String }"]
    );
    // In an object of its own, as a part and as a whole.
    let place = "place: Place { day: form.day, guests: form.guests }";
    let example = "place: Place { day: \"2027-01-31\", guests: 2 }";
    assert_eq!(
        relayed(
            inputs,
            place,
            example,
            "day: data.place.day, guests: data.place.guests"
        ),
        ["Reply { flow_token: Option<String>, day: Option<String>, guests: f64 }"]
    );
    assert_eq!(
        relayed(inputs, place, example, "place: data.place"),
        [
            "Place { day: Option<String>, guests: f64 }",
            "Reply { flow_token: Option<String>, place: Place }",
        ]
    );
}

#[test]
fn a_range_of_days_may_lack_its_end_on_its_way() {
    let place = r##"place: Place { #[rename = "start-date"] from: "2027-01-04", #[rename = "end-date"] to: "2027-01-06" }"##;
    let reply = |required: &str| {
        let stay = format!(
            r#"CalendarPicker {{ name: "stay", mode: "range", title: "Stay", description: "Nights",
                label: DateRange {{ start_date: "From", end_date: "To" }}{required} }},"#
        );
        relayed(&stay, "place: form.stay", place, "place: data.place")
    };
    let whole = "Reply { flow_token: Option<String>, place: Place }";
    assert_eq!(
        reply(r#", required: DateRange { start_date: true, end_date: true }"#),
        ["Place { from: String, to: String }", whole]
    );
    assert_eq!(
        reply(r#", required: DateRange { start_date: true, end_date: false }"#),
        ["Place { from: String, to: Option<String> }", whole]
    );
    assert_eq!(
        reply(""),
        [
            "Place { from: String, to: Option<String> }",
            "Reply { flow_token: Option<String>, place: Option<Place> }",
        ]
    );
}

#[test]
fn values_that_go_round_are_followed_to_their_beginning() {
    let screen = |id: &str, next: &str, input: &str, value: &str| {
        format!(
            r#"Screen {{ id: "{id}", title: "{id}", data: Data {{ x: "x", y: "y" }}, children: [
                {input}
                EmbeddedLink {{ text: "On", on_click_action: navigate({next} {{ x: {value}, y: data.y }}) }},
                Footer {{ label: "Done", on_click_action: complete {{ x: data.x, y: data.y }} }},
            ] }}"#
        )
    };
    let input = r#"TextInput { name: "x", label: "X" },"#;
    for (first, second) in [("form.x", "data.x"), ("data.x", "form.x")] {
        let flow = format!(
            r#"Flow {{ name: "x", version: "7.3", screens: [{}, {}] }}"#,
            screen("A", "B", input, first),
            screen("B", "A", input, second),
        );
        let types = types_of(&flow);
        let reply = "Reply { flow_token: Option<String>, x: Option<String>, y: String }";
        assert!(types.iter().any(|line| line == reply), "{types:?}");
    }
}

#[test]
fn an_update_of_data_may_leave_it_empty() {
    let flow = r#"Flow { name: "x", version: "7.3", screens: [
        Screen { id: "A", title: "A", data: Data { city: "Paris", land: "F" }, children: [
            TextInput { name: "note", label: "Note" },
            Dropdown { name: "d", label: "D", data_source: [Item { id: "a", title: "A" }],
                on_select_action: update_data { city: form.note } },
            Footer { label: "Done", on_click_action: complete { city: data.city, land: data.land } },
        ] },
    ] }"#;
    let types = types_of(flow);
    let reply = "Reply { flow_token: Option<String>, city: Option<String>, land: String }";
    assert!(types.iter().any(|line| line == reply), "{types:?}");
}

/// The types of a flow whose endpoint can end it.
fn ended(reply: &str) -> Vec<String> {
    types_of(&format!(
        r#"Flow {{ name: "x", version: "7.3", data_api_version: "4.0", {reply} screens: [
            Screen {{ id: "A", title: "A", terminal: true, children: [
                TextInput {{ name: "note", label: "Note" }},
                EmbeddedLink {{ text: "Close", on_click_action: complete {{ note: form.note, by: "me" }} }},
                Footer {{ label: "Done", on_click_action: data_exchange {{ note: form.note }} }},
            ] }},
        ] }}"#
    ))
}

#[test]
fn the_endpoint_ends_with_what_is_declared() {
    assert_eq!(
        ended("reply: Reply { booking: String, by: Option::<String>, seats: i64 },"),
        [
            "End { booking: String, by: Option<String>, seats: i64 }",
            "Reply { flow_token: Option<String>, note: Option<String>, by: Option<String>, \
             booking: Option<String>, seats: Option<i64> }",
            "a::Exchange { note: Option<String> }",
        ]
    );
    assert_eq!(
        ended(""),
        [
            "Reply { flow_token: Option<String>, note: Option<String>, by: Option<String> }",
            "a::Exchange { note: Option<String> }",
        ]
    );
    // The author's own name comes first.
    let types = ended("types: [End { day: String }], reply: Reply { at: End },");
    assert_eq!(
        types[..2],
        ["End { day: String }", "End2 { at: End }"].map(str::to_owned)
    );
}

#[test]
fn parts_of_a_type_may_be_missing() {
    let flow = r#"Flow { name: "x", version: "7.3",
        types: [Slot { id: String, title: String, note: Option::<String>, tags: Vec::<String> }],
        screens: [Screen { id: "A", title: "A",
            data: Data { slots: [Slot { id: "1", title: "One", tags: ["x"] }], slot: Slot { id: "1", title: "One", tags: [] } },
            children: [
                Dropdown { name: "slot", label: "Slot", data_source: data.slots },
                Footer { label: "Done", on_click_action: complete { note: data.slot.note, id: data.slot.id } },
            ] }] }"#;
    let types = types_of(flow);
    for line in [
        "Slot { id: String, title: String, note: Option<String>, tags: Vec<String> }",
        "Reply { flow_token: Option<String>, note: Option<String>, id: String }",
    ] {
        assert!(types.iter().any(|known| known == line), "{types:#?}");
    }
    let json = crate::expand(flow.parse().unwrap()).to_string();
    assert!(
        json.contains(r#"\"required\":[\"id\",\"title\",\"tags\"]"#)
            || json.contains(r#""required":["id","title","tags"]"#),
        "{json}"
    );
}

/// The `Exchange` of a screen with an input that sends its own value when it is chosen.
fn chosen(version: &str, input: &str) -> Vec<String> {
    let mut types = types_of(&format!(
        r#"Flow {{ name: "x", version: "{version}", data_api_version: "3.0", screens: [
            Screen {{ id: "A", title: "A", terminal: true, children: [
                {input} on_select_action: data_exchange {{ x: form.x }} }},
                Footer {{ label: "Done", on_click_action: complete {{}} }},
            ] }},
        ] }}"#
    ));
    types.retain(|line| line.starts_with("a::Exchange"));
    types
}

#[test]
fn an_action_of_an_input_comes_with_its_value_unless_that_can_be_taken_back() {
    let items = r#"data_source: [Item { id: "a", title: "A" }, Item { id: "b", title: "B" }],"#;
    let radio = format!(r#"RadioButtonsGroup {{ name: "x", label: "X", {items}"#);
    let day = r#"DatePicker { name: "x", label: "X","#;
    assert_eq!(chosen("7.3", day), ["a::Exchange { x: String }"]);
    // In 6.x it also comes when the screen is drawn.
    assert_eq!(chosen("6.3", day), ["a::Exchange { x: Option<String> }"]);
    assert_eq!(
        chosen("7.3", &radio),
        ["a::Exchange { x: Option<super::X> }"]
    );
    let dropdown = radio.replace("RadioButtonsGroup", "Dropdown");
    assert_eq!(chosen("7.3", &dropdown), ["a::Exchange { x: super::X }"]);
    let required = format!("{radio} required: true,");
    assert_eq!(chosen("7.3", &required), ["a::Exchange { x: super::X }"]);
}

#[test]
fn an_item_of_a_list_may_be_missing() {
    assert_reply(
        r#"TextInput { name: "a", label: "A", input_type: "number" },
           TextInput { name: "b", label: "B", input_type: "number", required: true },"#,
        "either: [form.a, form.b], sure: [form.b, 2], texts: [\"x\", form.c]",
        &[
            "Reply { flow_token: Option<String>, either: Vec<Option<f64>>, sure: Vec<f64>, texts: Vec<Value> }",
        ],
    );
}
