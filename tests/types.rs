//! The types beside `FLOW`, with replies from WhatsApp and answers of a server.

#[path = "../examples/flows/booking.rs"]
mod booking;
#[path = "types/merged.rs"]
mod merged;
#[no_implicit_prelude]
#[deny(warnings, missing_docs, unused, unreachable_pub)]
#[allow(
    deprecated,
    reason = "warnings of the check are deprecations; most of its data is not read"
)]
#[path = "types/odd_names.rs"]
mod odd_names;
#[path = "types/own_components.rs"]
mod own_components;

use flow_dsl::reply::{Choice as _, DateRange};
use serde_json::{Value, json};

fn merged(reply: Value) -> Result<merged::Reply, String> {
    merged::Reply::from_response_json(&reply.to_string()).map_err(|error| error.to_string())
}

fn booked() -> Value {
    json!({
        "flow_token": "trip-1",
        "outcome": "booked",
        "class": "first",
        "seats": "2",
        "twice": 4,
        "pin": "0042",
        "days": {"start-date": "2027-05-01", "end-date": "2027-05-03"},
        "birthday": "1990-02-28",
        "terms": true,
        "company": "Ada",
        "photos": [{"file_name": "a.jpg", "mime_type": "image/jpeg", "sha256": "q1w2", "id": "77"}],
        "meals": ["cake", "salad"],
        "note": "Seats: 2",
    })
}

#[test]
fn each_field_has_the_type_of_its_source() {
    let mut json = booked();
    json["something_else"] = json!({"nested": [1]});
    let reply = merged(json).unwrap();
    assert_eq!(reply.flow_token.as_deref(), Some("trip-1"));
    assert!(matches!(reply.outcome, merged::Outcome::Booked));
    assert!(matches!(reply.class, Some(merged::Class::First)));
    assert_eq!(reply.seats, Some(2.0));
    assert_eq!(reply.twice, Some(4.0));
    assert_eq!(reply.pin.as_deref(), Some("0042"));
    let days = DateRange {
        start_date: "2027-05-01".to_owned(),
        end_date: Some("2027-05-03".to_owned()),
    };
    assert_eq!(reply.days, Some(days));
    assert_eq!(reply.birthday.as_deref(), Some("1990-02-28"));
    assert!(reply.terms);
    assert_eq!(reply.photos[0].mime_type, "image/jpeg");
    assert_eq!(reply.note.as_deref(), Some("Seats: 2"));
    assert_eq!(reply.question, None);
}

#[test]
fn unknown_options_are_kept() {
    let reply = merged(booked()).unwrap();
    assert!(matches!(reply.meals[0], merged::Meals::Cake));
    assert!(matches!(&reply.meals[1], merged::Meals::Other(id) if id == "salad"));
    assert_eq!(reply.meals[1].id(), "salad");
    assert_eq!(merged::Meals::from_id("cake"), merged::Meals::Cake);
}

#[test]
fn options_are_keys_of_maps_and_go_through_text() {
    use merged::Class;
    let classes = [Class::Second, Class::First, Class::from_id("third")];
    let sorted: Vec<_> = std::collections::BTreeSet::from(classes.clone())
        .into_iter()
        .collect();
    assert_eq!(
        sorted.iter().map(Class::to_string).collect::<Vec<_>>(),
        ["first", "second", "third"]
    );
    let counted = std::collections::HashSet::from(classes.clone());
    assert!(counted.contains(&Class::Other("first".to_owned())));
    for class in classes {
        assert_eq!(class.to_string().parse(), Ok(class));
    }
}

#[test]
fn data_has_a_default() {
    let data = booking::summary::Data::default();
    assert_eq!(booking::summary::Data { ..data.clone() }, data);
}

#[test]
fn what_was_left_empty_is_nothing() {
    let json = json!({
        "outcome": "asked",
        "class": "",
        "question": "When?",
        "pin": null,
        "days": {"start-date": "", "end-date": ""},
        "birthday": "",
        "photos": "",
    });
    let reply = merged(json).unwrap();
    assert!(matches!(reply.outcome, merged::Outcome::Asked));
    // The link leads around the `Footer`, so the required input may be empty.
    assert_eq!(reply.class, None);
    assert_eq!(
        (reply.seats, reply.pin, reply.days, reply.birthday),
        (None, None, None, None)
    );
    assert_eq!(reply.question.as_deref(), Some("When?"));
    assert!(!reply.terms);
    assert!(reply.photos.is_empty() && reply.meals.is_empty());
    assert_eq!(reply.flow_token, None);
}

#[test]
fn numbers_and_text_may_change_places() {
    let reply =
        merged(json!({"outcome": 7, "seats": 2, "twice": " 4.5 ", "pin": 42, "terms": "true"}));
    let reply = reply.unwrap();
    assert!(matches!(&reply.outcome, merged::Outcome::Other(text) if text == "7"));
    assert_eq!((reply.seats, reply.twice), (Some(2.0), Some(4.5)));
    assert_eq!(reply.pin.as_deref(), Some("42"));
    assert!(reply.terms);
}

#[test]
fn errors_name_the_place_and_not_the_value() {
    assert_eq!(merged(json!({})).unwrap_err(), "`outcome` is missing");
    let error = merged(json!({"outcome": "asked", "seats": "secret"})).unwrap_err();
    assert_eq!(error, "`seats` is text, not a number");
    let error = merged(json!({"outcome": "asked", "photos": [{"id": "1", "file_name": []}]}));
    assert_eq!(
        error.unwrap_err(),
        "`photos.0.file_name` is a list, not text"
    );
    assert_eq!(
        merged(json!("secret")).unwrap_err(),
        "expected an object, found text"
    );
    let error = merged::Reply::from_response_json("{")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("this is no JSON: EOF"), "{error}");
}

#[test]
fn replies_can_be_copied_and_compared() {
    let reply = merged(booked()).unwrap();
    assert_eq!(reply.clone(), reply);
    let other = merged::Reply {
        seats: Some(3.0),
        ..reply.clone()
    };
    assert_ne!(other, reply);
    let debug = format!("{reply:?}");
    assert!(
        debug.starts_with(r#"Reply { flow_token: Some("trip-1"), outcome: "booked", "#),
        "{debug}"
    );
}

#[test]
fn a_server_answers_with_the_data_of_a_screen() {
    let data = booking::slot::Data {
        job_title: "Safety check".to_owned(),
        first_day: "2027-09-07".to_owned(),
        last_day: "2027-11-27".to_owned(),
        full_days: vec!["2027-09-12".to_owned()],
        day_error: String::new(),
        slots: vec![booking::Slot {
            id: "h10".to_owned(),
            title: "10:00".to_owned(),
            enabled: true,
        }],
        slots_known: true,
        stands_left: 1,
        price: 25.0,
        duration: "1 hour".to_owned(),
    };
    let answer = json!({"screen": booking::slot::ID, "data": data});
    assert_eq!(answer["screen"], "SLOT");
    assert_eq!(
        answer["data"]["slots"],
        json!([{"id": "h10", "title": "10:00", "enabled": true}])
    );
    // Without a fraction: clients would show `25.0`.
    assert_eq!(answer["data"]["price"].to_string(), "25");
}

#[test]
fn what_one_example_lacks_can_be_left_out() {
    let workshop = booking::service::Workshop {
        id: "mill".to_owned(),
        title: "Mill Street".to_owned(),
        enabled: true,
        description: None,
    };
    let data = booking::service::Data {
        jobs: Vec::new(),
        workshops: vec![workshop],
        workshops_known: true,
        service_error: String::new(),
        price_list: String::new(),
    };
    assert_eq!(
        serde_json::to_value(data).unwrap()["workshops"],
        json!([{"id": "mill", "title": "Mill Street", "enabled": true}])
    );
    assert_eq!(
        serde_json::to_value(merged::trip::Data {}).unwrap(),
        json!({})
    );
}

#[test]
fn an_endpoint_reads_what_a_screen_hands_to_it() {
    use booking::service::{Exchange, Trigger};

    let read = |json: Value| serde_json::from_value::<Exchange>(json).unwrap();
    let exchange = read(json!({"trigger": "job_chosen", "job": "full"}));
    assert!(matches!(exchange.trigger, Trigger::JobChosen));
    assert_eq!((&exchange.job[..], exchange.workshop), ("full", None));
    let exchange = read(json!({"trigger": "service_done", "job": "full", "workshop": "mill"}));
    assert!(matches!(exchange.trigger, Trigger::ServiceDone));
    assert_eq!(exchange.workshop.as_deref(), Some("mill"));
}

mod party {
    flow_dsl::flow!(Flow {
        name: "party",
        version: "7.3",
        data_api_version: "4.0",
        screens: [Screen {
            id: "GUESTS",
            title: "Guests",
            terminal: true,
            sensitive: ["door"],
            children: [
                TextInput {
                    name: "guests",
                    label: "Guests",
                    input_type: "number",
                    required: true
                },
                TextInput {
                    name: "door",
                    label: "Code of the door",
                    input_type: "passcode",
                    required: true
                },
                Footer {
                    label: "Book",
                    on_click_action: data_exchange {
                        guests: form.guests,
                        door: form.door
                    }
                },
            ],
        }],
    });
}

#[test]
fn an_endpoint_reads_numbers_that_come_as_text() {
    use party::guests::Exchange;

    let read = |json: Value| serde_json::from_value::<Exchange>(json).unwrap();
    let numbers = read(json!({"guests": 4, "door": 4711}));
    assert_eq!((numbers.guests, &numbers.door[..]), (4.0, "4711"));
    assert_eq!(read(json!({"guests": "4", "door": "4711"})), numbers);
}

#[test]
fn an_endpoint_may_end_the_flow_with_a_reply_of_its_own() {
    let reply = booking::Reply::from_response_json(r#"{"flow_token": "1", "booking": "B-17"}"#);
    let reply = reply.unwrap();
    assert_eq!((reply.outcome, reply.hour), (None, None));
}

#[test]
fn names_that_rust_would_stumble_over() {
    use odd_names::{OptionChoice, Reply, SelfOption, UnnamedChoice};

    assert_eq!(odd_names::r#type::ID, "TYPE");
    assert_eq!(
        [
            odd_names::self_::ID,
            odd_names::std_::ID,
            odd_names::std_2::ID
        ],
        ["SELF", "Std", "std"]
    );
    let reply = Reply::from_response_json(
        r#"{"flow_token": "t", "option": "self", "other": "y", "Value": "x", "crate": "c", "fn": [1]}"#,
    );
    let reply = reply.unwrap();
    assert!(matches!(reply.option, Some(OptionChoice::SelfOption)));
    assert!(matches!(reply.other, Some(SelfOption::Y)));
    assert!(matches!(reply.value, Some(UnnamedChoice::X)));
    assert_eq!(reply.crate_.as_deref(), Some("c"));
    assert_eq!(reply.r#fn, json!([1]));
    for (id, option) in [
        ("other", OptionChoice::OtherOption),
        ("Other", OptionChoice::OtherOption2),
        ("none", OptionChoice::None),
        ("2nd", OptionChoice::N2nd),
        ("2026-01-31", OptionChoice::N2026_01_31),
        ("2026-0131", OptionChoice::N2026_0131),
        ("größe", OptionChoice::Groesse),
        ("日本", OptionChoice::Option10),
        ("a b", OptionChoice::AB),
        ("a-b", OptionChoice::AB2),
        ("HTTP", OptionChoice::Http),
        ("later", OptionChoice::Later),
    ] {
        assert_eq!(option.id(), id);
        assert_eq!(OptionChoice::from_id(id), option);
    }
    let data = odd_names::r#type::Data {
        r#type: "a".to_owned(),
        r#gen: "b".to_owned(),
        self_: "c".to_owned(),
        second: 2.0,
        size: 3.5,
        sign: true,
        other_sign: false,
        camel_case: "d".to_owned(),
        camel_case_2: "e".to_owned(),
        reply: vec![odd_names::ReplyObject { id: "1".to_owned() }],
        option: odd_names::OptionObject {
            r#gen: "f".to_owned(),
        },
        vec: odd_names::r#type::VecObject {
            string: odd_names::r#type::StringObject {
                some: "g".to_owned(),
            },
        },
        none: vec![json!({"any": "thing"})],
    };
    assert_eq!(
        serde_json::to_value(&data).unwrap(),
        json!({
            "type": "a", "gen": "b", "self": "c", "2nd": 2, "größe-in-cm": 3.5, "!": true, "?": false,
            "camelCase": "d", "camel_case": "e", "reply": [{"id": "1"}], "option": {"gen": "f"},
            "vec": {"string": {"some": "g"}}, "none": [{"any": "thing"}],
        })
    );
}

#[test]
fn inputs_in_components_of_the_authors_own_count() {
    let json = r#"{"name": "Ada", "title": "dr"}"#;
    let reply = own_components::Reply::from_response_json(json).unwrap();
    assert_eq!(reply.name, "Ada");
    assert!(matches!(reply.title, Some(own_components::Title::Dr)));
    assert_eq!(own_components::who::ID, "WHO");
}
