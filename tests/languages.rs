//! A flow in several languages: what it becomes in each, and what is the same in all.

#[path = "languages/halls.rs"]
mod halls;

use flow_dsl::Flow;
use serde_json::Value;

/// Parts that several flows share take their texts from the flow that they are in.
mod parts {
    use flow_dsl::component;

    /// The way to the terms.
    #[component]
    pub(super) fn Terms(#[default = text!("terms")] label: &str, key: &str) {
        [EmbeddedLink {
            text: label,
            on_click_action: open_url(text!(key)),
        }]
    }

    /// A greeting.
    #[component]
    pub(super) fn Hello(name: &str) {
        [TextHeading {
            text: text!("visit.hello", name = name),
        }]
    }
}

/// A `for` in a flow of several languages.
mod rooms {
    const ROOMS: &[&str] = &["Attic", "Barn"];

    flow_dsl::flow!(Flow {
        name: "rooms",
        languages: ["en", "ar"],
        texts: "languages/rooms",
        categories: [OTHER],
        version: "7.3",
        screens: [Screen {
            id: "ROOMS",
            title: text!("rooms.title"),
            terminal: true,
            data: Data { seats: 4 },
            children: [
                for room in ROOMS {
                    [
                        TextHeading { text: room },
                        TextBody {
                            text: text!("rooms.seats", count = data.seats),
                        },
                    ]
                },
                Footer {
                    label: text!("rooms.done"),
                    on_click_action: complete {},
                },
            ],
        }],
    });
}

mod visit {
    use super::parts::{Hello, Terms};

    flow_dsl::flow!(Flow {
        name: "visit",
        renamed_from: "visit",
        languages: ["en", "pt_BR", "ar"],
        texts: "languages",
        categories: [APPOINTMENT_BOOKING],
        version: "7.3",
        screens: [
            Screen {
                id: "VISIT",
                title: text!("visit.title"),
                data: Data {
                    name: "Ada",
                    rooms: 2,
                },
                children: [
                    Hello { name: data.name },
                    RadioButtonsGroup {
                        name: "where",
                        label: text!("visit.where"),
                        required: true,
                        data_source: [
                            Item {
                                id: "shop",
                                title: text!("visit.shop"),
                            },
                            Item {
                                id: "home",
                                title: text!("visit.home"),
                            },
                        ],
                    },
                    DatePicker {
                        name: "day",
                        label: text!("visit.day"),
                    },
                    Terms { key: "link" },
                    Footer {
                        label: text!("visit.continue"),
                        on_click_action: navigate(TOTAL {
                            total: text!("total", count = data.rooms, name = data.name),
                        }),
                    },
                ],
            },
            Screen {
                id: "TOTAL",
                title: "Visits & more",
                data: Data {
                    total: text!("visit.title"),
                },
                children: [
                    TextBody { text: data.total },
                    Footer {
                        label: text!("send"),
                        on_click_action: complete {
                            place: screen.VISIT.form.r#where,
                            day: screen.VISIT.form.day,
                            language: text!("sent.as"),
                        },
                    },
                ],
            },
        ],
    });
}

fn json(flow: &Flow) -> Value {
    serde_json::from_str(flow.json()).unwrap()
}

#[track_caller]
fn has(flow: &Flow, pointer: &str, text: &str) {
    assert_eq!(
        json(flow).pointer(pointer).unwrap(),
        text,
        "{}",
        flow.name()
    );
}

#[test]
fn each_language_is_a_flow_of_its_own() {
    let names: Vec<_> = visit::FLOWS.iter().map(Flow::name).collect();
    assert_eq!(names, ["visit.en", "visit.pt_BR", "visit.ar"]);
    assert_eq!(visit::FLOW, visit::FLOWS[0]);
    let languages: Vec<_> = visit::FLOWS.iter().map(Flow::language).collect();
    assert_eq!(languages, [Some("en"), Some("pt_BR"), Some("ar")]);
    let directions: Vec<_> = visit::FLOWS.iter().map(Flow::is_right_to_left).collect();
    assert_eq!(directions, [false, false, true]);
    // The flow had no languages before, and goes on as its first.
    let former: Vec<_> = visit::FLOWS.iter().map(Flow::renamed_from).collect();
    assert_eq!(former, [Some("visit"), None, None]);
}

#[test]
fn texts_stand_in_their_places() {
    let [en, pt, ar] = visit::FLOWS.as_slice() else {
        panic!("three languages")
    };
    let title = "/screens/0/title";
    has(en, title, "Your visit");
    has(pt, title, "Sua visita");
    has(ar, title, "زيارتك");
    let option = "/screens/0/layout/children/1/data-source/1/title";
    has(en, option, "At my place");
    has(ar, option, "في بيتي");
    // A component's own texts, one by a key that it is given.
    let link = "/screens/0/layout/children/3";
    has(pt, &format!("{link}/text"), "Termos");
    let url = format!("{link}/on-click-action/url");
    has(pt, &url, "https://example.com/pt/termos");
    has(pt, "/screens/1/data/total/__example__", "Sua visita");
    // A literal is the same in all.
    for flow in visit::FLOWS {
        has(&flow, "/screens/1/title", "Visits & more");
    }
}

#[test]
fn placeholders_stand_where_the_language_wants_them() {
    let [en, pt, ar] = visit::FLOWS.as_slice() else {
        panic!("three languages")
    };
    let hello = "/screens/0/layout/children/0/text";
    has(en, hello, "`'Hello, ' ${data.name} '!'`");
    has(ar, hello, "`'مرحبًا ' ${data.name} '، اسمك ' ${data.name}`");
    let total = "/screens/0/layout/children/4/on-click-action/payload/total";
    has(en, total, "`${data.rooms} ' rooms for ' ${data.name}`");
    has(pt, total, "`${data.name} ': ' ${data.rooms} ' quartos'`");
    has(
        ar,
        total,
        "`${data.rooms} ' غرف لـ\u{2068}' ${data.name} '\u{2069}'`",
    );
}

/// Without the texts, all languages are one flow.
#[test]
fn nothing_but_texts_differs() {
    fn shape(value: &mut Value) {
        match value {
            Value::String(text) if !text.is_ascii() || text.contains([' ', '.', '/']) => {
                text.clear();
            }
            Value::Array(items) => items.iter_mut().for_each(shape),
            Value::Object(members) => members
                .iter_mut()
                .filter(|(key, _)| !["text", "title", "label"].contains(&key.as_str()))
                .for_each(|(_, value)| shape(value)),
            _ => {}
        }
    }
    let keys = |flow: &Flow| {
        let mut json = json(flow);
        shape(&mut json);
        let mut all = Vec::new();
        walk(&json, String::new(), &mut all);
        all
    };
    fn walk(value: &Value, at: String, all: &mut Vec<String>) {
        all.push(at.clone());
        match value {
            Value::Array(items) => (0..).zip(items).for_each(|(index, item)| {
                walk(item, format!("{at}/{index}"), all);
            }),
            Value::Object(members) => members
                .iter()
                .for_each(|(key, value)| walk(value, format!("{at}/{key}"), all)),
            _ => {}
        }
    }
    let first = keys(&visit::FLOW);
    for flow in visit::FLOWS {
        assert_eq!(keys(&flow), first, "{}", flow.name());
    }
}

#[test]
fn a_loop_is_written_in_each_language() {
    let texts = |flow: &Flow| -> Vec<String> {
        let json = json(flow);
        let children = json["screens"][0]["layout"]["children"].as_array().unwrap();
        let texts = children.iter().filter_map(|child| child["text"].as_str());
        texts.map(str::to_owned).collect()
    };
    let [en, ar] = [0, 1].map(|language| texts(&rooms::FLOWS.as_slice()[language]));
    assert_eq!(
        en,
        [
            "Attic",
            "`${data.seats} ' seats'`",
            "Barn",
            "`${data.seats} ' seats'`"
        ]
    );
    assert_eq!(ar.len(), 4);
    assert_eq!((&ar[0], &ar[2]), (&en[0], &en[2]));
    assert!(ar[1].contains("مقاعد") && ar[1] == ar[3]);
}

#[test]
fn one_reply_serves_all() {
    let reply = |language: &str| {
        let json = serde_json::json!({"place": "home", "language": language});
        visit::Reply::from_response_json(&json.to_string()).unwrap()
    };
    // A text is no choice of the flow's, and none of its languages refuses that of another.
    assert_eq!(reply("em português").language, "em português");
    assert_eq!(reply("x").place, visit::Where::Home);
    assert_eq!(visit::visit::ID, "VISIT");
}

/// Every language has its own map, and a text leads to its key.
#[test]
fn texts_lead_to_their_keys() {
    let lines: Vec<_> = visit::FLOWS
        .iter()
        .map(|flow| flow.source_of("/screens/0/title").unwrap().line)
        .collect();
    assert!(lines.iter().all(|line| *line == lines[0]), "{lines:?}");
    let source = include_str!("languages.rs");
    let line = source.lines().nth(lines[0] as usize - 1).unwrap();
    assert!(line.contains("text!(\"visit.title\")"), "{line}");
}

#[test]
fn the_nearest_language_serves_a_person() {
    let of = |code| visit::FLOWS.in_language(code).name();
    assert_eq!(of("ar_EG"), "visit.ar");
    assert_eq!(of("pt-br"), "visit.pt_BR");
    assert_eq!(of("pt"), "visit.pt_BR");
    assert_eq!(of("en_GB"), "visit.en");
    assert_eq!(of("ja"), "visit.en");
}

#[test]
fn constants_stand_in_texts() {
    let [english, arabic] = [0, 1].map(|index| &halls::FLOWS[index]);
    has(english, "/screens/0/title", "Rooms of № 7");
    has(arabic, "/screens/0/title", "غرف № 7");
    let children = "/screens/0/layout/children";
    for (at, in_english, in_arabic) in [
        (
            "0/text",
            "The \"attic\": 4 seats",
            "4 مقعدًا في The \"attic\"",
        ),
        ("1/text", "4", "4"),
        (
            "2/text",
            "The \"attic\": 3 seats",
            "3 مقعدًا في The \"attic\"",
        ),
        ("3/text", "Die Höhle: -1 seats", "-1 مقعدًا في Die Höhle"),
        ("5/text", "Die Höhle: 3 seats", "3 مقعدًا في Die Höhle"),
        ("6/label", "Rooms of No. 9", "غرف No. 9"),
        (
            "6/data-source/1/title",
            "Die Höhle: -1 seats",
            "-1 مقعدًا في Die Höhle",
        ),
    ] {
        has(english, &format!("{children}/{at}"), in_english);
        has(arabic, &format!("{children}/{at}"), in_arabic);
    }
    // Each value stands in its line.
    for flow in halls::FLOWS {
        let json: Value = json(&flow);
        let count = json.pointer(children).unwrap().as_array().unwrap().len();
        assert_eq!(count, 8);
        let line = |at: &str| flow.source_of(&format!("{children}/{at}")).unwrap().line;
        assert_eq!(line("0/text"), line("3/text"));
        assert!(line("6/label") > line("3/text"));
    }
}

#[test]
fn a_constant_beside_a_part_of_the_flow_is_in_its_expression() {
    let [english, arabic] = [0, 1].map(|index| &halls::guest::FLOWS[index]);
    let text = "/screens/0/layout/children/0/text";
    has(english, text, "`${data.name} ', this is ' '№ 7'`");
    has(arabic, text, "`'هذا ' '№ 7' ' يا ' ${data.name}`");
    let title = "/screens/0/layout/children/1/on-click-action/payload/title";
    has(arabic, title, "غرف № 7");
}
