//! Inputs: the values that they take, their first values, their errors. Rules 10 to 15, and section 2.

use flow_sim::settings::{ChangedInitialValue, ChoiceOrder, ChosenAgain, InputForm, OverMaximum};
use flow_sim::{File, Phone, Settings, Value};
use serde_json::json;

use crate::build::{flow, one, reply, screen, with};

fn choices() -> serde_json::Value {
    json!([{"id": "a", "title": "Apple"}, {"id": "b", "title": "Banana"}, {"id": "c", "title": "Cherry"}])
}

#[test]
fn initial_values() {
    let components = json!([{"type": "Form", "name": "form",
    "init-values": {"one": "b", "other": "gone", "several": ["c", "gone", "a"], "text": "hi", "ok": true, "n": 3},
    "children": [
        {"type": "RadioButtonsGroup", "name": "one", "label": "One", "data-source": choices()},
        {"type": "Dropdown", "name": "other", "label": "Other", "data-source": choices()},
        {"type": "CheckboxGroup", "name": "several", "label": "Several", "data-source": choices()},
        {"type": "TextArea", "name": "text", "label": "Text"},
        {"type": "TextInput", "name": "n", "label": "N", "input-type": "number"},
        {"type": "OptIn", "name": "ok", "label": "Ok"}
    ]}]);
    let payload = json!({"one": "${form.one}", "other": "${form.other}", "several": "${form.several}",
        "text": "${form.text}", "ok": "${form.ok}", "n": "${form.n}"});
    let mut phone = one(components, payload);
    assert!(phone.screen().input("several").unwrap().choices[0].selected);
    phone.tap("Send").unwrap();
    let expected =
        json!({"one": "b", "other": "", "several": ["c", "a"], "text": "hi", "ok": true, "n": "3"});
    assert_eq!(reply(&phone), expected);
}

#[test]
fn untouched_inputs_in_a_payload() {
    let components = json!([
        {"type": "TextInput", "name": "text", "label": "T"},
        {"type": "TextInput", "name": "n", "label": "N", "input-type": "number"},
        {"type": "CheckboxGroup", "name": "several", "label": "S", "data-source": choices()},
        {"type": "OptIn", "name": "ok", "label": "Ok"},
        {"type": "DatePicker", "name": "day", "label": "Day"},
        {"type": "CalendarPicker", "name": "range", "mode": "range", "label": {"start-date": "From", "end-date": "To"}},
    ]);
    let payload = json!({"text": "${form.text}", "n": "${form.n}", "several": "${form.several}",
        "ok": "${form.ok}", "day": "${form.day}", "range": "${form.range}"});
    let mut phone = one(components.clone(), payload.clone());
    phone.tap("Send").unwrap();
    let empty = json!({"text": "", "n": "", "several": [], "ok": false, "day": "", "range": {}});
    assert_eq!(reply(&phone), empty);

    let mut settings = Settings::default();
    settings.empty_input = flow_sim::settings::EmptyInput::Absent;
    let mut phone = with(components, payload).settings(settings).open().unwrap();
    phone.tap("Send").unwrap();
    assert_eq!(reply(&phone), json!({"ok": false}));
}

#[test]
fn forms_of_text() {
    for (kind, text, loose) in [
        ("email", "a@b.cd", true),
        ("email", "a.b.cd", false),
        ("phone", "+44 (0)1234", true),
        ("phone", "none", false),
        ("passcode", "007", true),
        ("passcode", "0o7", false),
    ] {
        let input = json!([{"type": "TextInput", "name": "t", "label": "T", "input-type": kind}]);
        for (form, taken) in [(InputForm::Checked, loose), (InputForm::Free, true)] {
            let mut settings = Settings::default();
            settings.input_form = form;
            let builder = with(input.clone(), json!({})).settings(settings);
            let mut phone = builder.open().unwrap();
            phone.fill("t", text).unwrap();
            assert_eq!(phone.can_continue(), taken, "{kind} {text} {form:?}");
        }
    }
}

#[test]
fn typing() {
    let components = json!([
        {"type": "TextInput", "name": "short", "label": "Short", "max-chars": 3, "min-chars": 2},
        {"type": "TextInput", "name": "pin", "label": "Pin", "input-type": "passcode",
            "pattern": "007", "helper-text": "Contains: 007"},
        {"type": "TextInput", "name": "phone", "label": "Phone", "input-type": "phone"}
    ]);
    let mut phone = one(components, json!({}));
    let refused = phone.fill("short", "long").unwrap_err().to_string();
    assert_eq!(
        refused,
        r#"the TextInput `short` does not take "long": it has 4 characters, and takes at most 3"#
    );
    for (input, value, problem) in [
        (
            "short",
            "a",
            Some("it has 1 character, and needs at least 2"),
        ),
        ("short", "ab", None),
        (
            "pin",
            "12",
            Some("it does not match the pattern: Contains: 007"),
        ),
        ("pin", "1x", Some("a passcode has digits only")),
        ("pin", "10071", None),
        ("phone", "call me", Some("it is no phone number")),
        ("phone", "+44 20-1234", None),
    ] {
        phone.fill(input, value).unwrap();
        let screen = phone.screen();
        let input = screen.input(input).unwrap();
        assert_eq!(input.error.as_deref(), problem, "{value}");
    }
    assert_eq!(
        &*phone.screen().input("pin").unwrap().drawn_value(),
        "•••••"
    );
}

#[test]
fn days() {
    let components = json!([
        {"type": "DatePicker", "name": "day", "label": "Day", "min-date": "2027-01-10",
            "max-date": "2027-01-20", "unavailable-dates": ["2027-01-15"]},
        {"type": "CalendarPicker", "name": "work", "label": "Work", "include-days": ["Mon", "Tue"]},
        {"type": "CalendarPicker", "name": "stay", "mode": "range", "min-days": 2, "max-days": 4,
            "label": {"start-date": "From", "end-date": "To"}, "required": {"start-date": true, "end-date": true}}
    ]);
    let mut phone = one(
        components,
        json!({"stay": "${form.stay}", "day": "${form.day}"}),
    );
    for (input, day, why) in [
        (
            "day",
            "2027-01-09",
            "the first day to choose from is 2027-01-10",
        ),
        (
            "day",
            "2027-01-21",
            "the last day to choose from is 2027-01-20",
        ),
        (
            "day",
            "2027-01-15",
            "2027-01-15 is one of the `unavailable-dates`",
        ),
        ("day", "tomorrow", "`tomorrow` is no day: write YYYY-MM-DD"),
        (
            "work",
            "2027-01-13",
            "2027-01-13 is a Wed, which is none of the `include-days`",
        ),
    ] {
        let refused = phone.fill(input, day).unwrap_err().to_string();
        assert!(refused.ends_with(why), "{refused}");
    }
    assert!(!phone.can_continue());
    let refused = phone
        .fill_range("stay", "2027-01-01", "2027-01-09")
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("the range has 9 days, and takes at most 4"),
        "{refused}"
    );
    phone
        .fill("day", "2027-01-11")
        .unwrap()
        .fill_range("stay", "2027-01-01", "2027-01-03")
        .unwrap();
    phone.tap("Send").unwrap();
    let stay = json!({"start-date": "2027-01-01", "end-date": "2027-01-03"});
    assert_eq!(reply(&phone), json!({"day": "2027-01-11", "stay": stay}));
}

#[test]
fn days_before_5_0_are_milliseconds() {
    let components = json!([{"type": "DatePicker", "name": "day", "label": "Day"}]);
    let json = flow(
        "4.0",
        json!([screen(components, json!({"day": "${form.day}"}))]),
    );
    let mut phone = Phone::open_json(&json).unwrap();
    phone
        .fill("day", "2024-02-29")
        .unwrap()
        .tap("Send")
        .unwrap();
    assert_eq!(reply(&phone), json!({"day": "1709164800000"}));
}

#[test]
fn choosing_one() {
    let components = json!([{"type": "RadioButtonsGroup", "name": "one", "label": "One", "data-source": [
        {"id": "a", "title": "Apple"}, {"id": "b", "title": "Banana", "enabled": false}]}]);
    let mut phone = one(components.clone(), json!({}));
    let refused = phone.pick("one", "Banana").unwrap_err().to_string();
    assert!(
        refused.ends_with("the `enabled` of the option is false"),
        "{refused}"
    );
    let refused = phone.pick("one", "Aple").unwrap_err().to_string();
    assert!(refused.ends_with("did you mean `Apple`?"), "{refused}");
    phone.pick("One", "a").unwrap();
    assert!(phone.unpick("one", "a").is_err());

    let mut settings = Settings::default();
    settings.chosen_again = ChosenAgain::Unselects;
    let mut phone = with(components, json!({}))
        .settings(settings)
        .open()
        .unwrap();
    phone.pick("one", "a").unwrap().unpick("one", "a").unwrap();
    assert_eq!(phone.screen().value("one"), Some(&Value::from("")));
}

#[test]
fn choosing_several() {
    let components = json!([{"type": "ChipsSelector", "name": "some", "label": "Some",
        "max-selected-items": 2, "data-source": choices()}]);
    let mut phone = one(components.clone(), json!({}));
    phone.pick("some", "c").unwrap().pick("some", "a").unwrap();
    assert_eq!(phone.screen().value("some"), Some(&Value::from(["a", "c"])));
    let refused = phone.pick("some", "b").unwrap_err().to_string();
    assert!(
        refused.ends_with("3 are chosen, and at most 2 can be"),
        "{refused}"
    );

    let mut settings = Settings::default();
    settings.over_maximum = OverMaximum::DropsOldest;
    settings.choice_order = ChoiceOrder::Choosing;
    let mut phone = with(components, json!({}))
        .settings(settings)
        .open()
        .unwrap();
    phone
        .pick("some", "c")
        .unwrap()
        .pick("some", "b")
        .unwrap()
        .pick("some", "a")
        .unwrap();
    assert_eq!(phone.screen().value("some"), Some(&Value::from(["b", "a"])));
}

#[test]
fn errors_of_the_author_go_when_the_input_changes() {
    let components = json!([{"type": "Form", "name": "form", "error-messages": {"a": "Taken"},
        "children": [{"type": "TextInput", "name": "a", "label": "A", "helper-text": "Help"}]}]);
    let mut phone = one(components, json!({}));
    assert!(phone.screen().shows("Taken") && !phone.screen().shows("Help"));
    phone.fill("a", "x").unwrap();
    assert!(!phone.screen().shows("Taken") && phone.screen().shows("Help"));
}

#[test]
fn files() {
    let components = json!([{"type": "DocumentPicker", "name": "papers", "label": "Papers",
        "min-uploaded-documents": 1, "max-uploaded-documents": 2, "max-file-size-kb": 1000,
        "allowed-mime-types": ["application/pdf"]}]);
    let mut phone = one(components, json!({"papers": "${form.papers}"}));
    assert!(!phone.can_continue());
    let refused = phone
        .attach("papers", [File::new("a.jpg")])
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("`a.jpg` is `image/jpeg`, which it does not take"),
        "{refused}"
    );
    let refused = phone
        .attach("papers", [File::new("a.pdf").kilobytes(2000)])
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("`a.pdf` is larger than 1000 KB"),
        "{refused}"
    );
    phone
        .attach("papers", [File::new("a.pdf")])
        .unwrap()
        .tap("Send")
        .unwrap();
    assert_eq!(reply(&phone)["papers"][0]["file_name"], "a.pdf");
}

#[test]
fn the_summary_masks() {
    let components = json!([
        {"type": "TextInput", "name": "name", "label": "Name"},
        {"type": "TextInput", "name": "iban", "label": "Account"},
        {"type": "TextInput", "name": "pin", "label": "Pin", "input-type": "passcode"},
        {"type": "RadioButtonsGroup", "name": "fruit", "label": "Fruit", "data-source": choices()}
    ]);
    let mut screen = screen(components, json!({}));
    screen["sensitive"] = json!(["iban"]);
    let mut phone = Phone::open_json(&flow("7.3", json!([screen]))).unwrap();
    phone
        .fill("name", "Ada")
        .unwrap()
        .fill("iban", "GB1")
        .unwrap()
        .fill("pin", "123")
        .unwrap();
    phone.pick("fruit", "b").unwrap().tap("Send").unwrap();
    let summary = phone.screen().summary;
    let summary: Vec<(&str, &str)> = summary
        .iter()
        .map(|(label, text)| (&**label, &**text))
        .collect();
    assert_eq!(
        summary,
        [
            ("Name", "Ada"),
            ("Account", "••••••••••••"),
            ("Fruit", "Banana")
        ]
    );
}

#[test]
fn initial_values_and_new_answers() {
    let json = json!({"version": "7.3", "data_api_version": "3.0", "routing_model": {"START": []}, "screens": [
        {"id": "START", "title": "Start", "terminal": true,
            "data": {"first": {"type": "string", "__example__": "a"}},
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextInput", "name": "kept", "label": "Kept", "init-value": "${data.first}"},
                {"type": "TextInput", "name": "taken", "label": "Taken", "init-value": "${data.first}"},
                {"type": "Footer", "label": "Ask", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]})
    .to_string();
    for (setting, kept) in [
        (ChangedInitialValue::Untouched, "mine"),
        (ChangedInitialValue::Wins, "b"),
    ] {
        let mut settings = Settings::default();
        settings.changed_initial_value = setting;
        let mut phone = Phone::with_json(&json).settings(settings).open().unwrap();
        phone.fill("kept", "mine").unwrap().tap("Ask").unwrap();
        phone
            .answer(json!({"screen": "START", "data": {"first": "b"}}))
            .unwrap();
        assert_eq!(phone.screen().value("kept"), Some(&Value::from(kept)));
        assert_eq!(phone.screen().value("taken"), Some(&Value::from("b")));
    }
}

/// A text of several lines has a name in one line, as a person would say it.
#[test]
fn a_text_of_several_lines_has_a_label() {
    let text = json!([{"type": "TextBody", "text": ["One.", "Two."], "markdown": true}]);
    let phone = one(text, json!({}));
    let label = phone.screen().components[0].label();
    assert_eq!(label.as_deref(), Some("One. Two."));
}
