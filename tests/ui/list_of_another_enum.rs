use flow_dsl::{Item, choices};

choices! {
    enum Country {
        France = Item::new("fr", "France"),
        Germany = Item::new("de", "Germany"),
    }
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "WHERE",
        title: "Where",
        children: [
            Dropdown { name: "to", label: "To", data_source: Country::ITEMS },
            Footer { label: "Done", on_click_action: complete { to: form.to } },
        ],
    }],
});

fn main() {
    let reply = Reply::from_response_json(r#"{"to": "de"}"#).unwrap();
    // It is not required, so it may be missing.
    match reply.to {
        Country::France => println!("Bonjour"),
        _ => println!("Hello"),
    }
}
