//! Real documents: all open, and a person gets through some of them.
//!
//! They are not part of this repository: their folder is `FLOW_JSON_CORPUS`, or `../shared/corpus` beside it.

use std::path::{Path, PathBuf};

use flow_sim::explore::{Bounds, explore};
use flow_sim::{Phone, Program, Settings};
use serde_json::{Value, json};

fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("FLOW_JSON_CORPUS").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The document with that in its name.
fn document(name: &str) -> Option<String> {
    let entries = std::fs::read_dir(folder()?).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let mut found = paths.filter(|path| path.to_string_lossy().contains(name));
    let path = found.next().expect("the document is there");
    Some(std::fs::read_to_string(path).expect("it can be read"))
}

fn reply(phone: &Phone) -> Value {
    phone.reply().expect("the flow is completed")
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn all_open_and_can_be_explored() {
    let Some(folder) = folder() else {
        return;
    };
    let mut bounds = Bounds::default();
    bounds.states = 200;
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_some_and(|end| end == "json") {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let root = flow_json::read(&text).root.expect("it is JSON");
            let program = Program::new(&root);
            let walked = explore(&program, &Settings::default(), bounds);
            assert!(!walked.reached.is_empty(), "{}", path.display());
        }
    }
}

#[test]
fn three_questions() -> Outcome {
    let Some(json) = document("costumer-engagement") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    assert!(!phone.can_continue());
    phone
        .pick("question1Checkbox", "Check reviews before buying")?
        .pick("question1Checkbox", "0")?;
    phone
        .tap("Continue")?
        .pick("question2RadioButtons", "Look for a deal online")?
        .tap("Continue")?;
    phone
        .pick("question3Checkbox", "A gift voucher")?
        .tap("Done")?;
    assert_eq!(reply(&phone)["question1Checkbox"], json!(["0", "1"]));
    assert_eq!(reply(&phone)["question2RadioButtons"], "2");
    Ok(())
}

#[test]
fn a_registration() -> Outcome {
    let Some(json) = document("2-1-examples--register.json") else {
        return Ok(());
    };
    let none = json!({"error_messages": {}});
    let wrong = json!({"error_messages": {"confirm_password": "Passwords don't match."}});
    let end = json!({"extension_message_response": {"params": {"account": "7"}}});
    let answers = [
        json!({"screen": "REGISTER", "data": wrong}),
        json!({"screen": "SUCCESS", "data": end}),
    ];
    let mut phone = Phone::with_json(&json).data(none).answers(answers).open()?;
    for name in ["first_name", "last_name", "password"] {
        phone.fill(name, "Ada")?;
    }
    phone
        .fill("email", "ada@example.org")?
        .fill("confirm_password", "Adda")?;
    phone.tap("I agree with the terms.")?;
    assert_eq!(phone.screen().id(), "TERMS_AND_CONDITIONS");
    phone.back()?.tick("terms_agreement")?.tap("Continue")?;
    assert!(phone.screen().shows("Passwords don't match."));
    phone.fill("confirm_password", "Ada")?;
    assert!(!phone.screen().shows("Passwords don't match."));
    phone.tap("Continue")?;
    assert_eq!(reply(&phone)["account"], "7");
    Ok(())
}

#[test]
fn three_ways_from_a_sign_in() -> Outcome {
    let Some(json) = document("sign-in") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    phone.tap("Forgot password")?;
    assert_eq!(phone.screen().id(), "FORGOT_PASSWORD");
    phone
        .back()?
        .tap("Don't have an account? Sign up")?
        .tap("I agree with the terms.")?;
    assert_eq!(phone.state().depth(), 3);
    phone.back()?.back()?;
    phone
        .fill("email", "x@y.zz")?
        .fill("password", "secret")?
        .tap("Sign in")?;
    assert_eq!(
        phone.requests()[0].data.get("password"),
        Some(&"secret".into())
    );
    Ok(())
}

#[test]
fn a_screen_that_is_referred_to_before_it_is_seen() -> Outcome {
    let Some(json) = document("forward-refs") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    assert!(
        phone
            .screen()
            .shows("You haven't selected any insurance type")
    );
    phone
        .tap("Choose insurance type")?
        .pick("insurance", "Premium")?
        .back()?;
    assert!(
        phone
            .screen()
            .shows("You've selected a comprehensive insurance")
    );
    phone.tap("Complete")?;
    assert_eq!(reply(&phone)["selected_insurance_type"], "full");
    Ok(())
}

#[test]
fn countries_and_their_states() -> Outcome {
    let Some(json) = document("update-data") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    assert!(!phone.screen().shows("Select state:"));
    phone
        .pick("select_country", "USA")?
        .pick("select_states", "New York")?
        .pick("pincode", "10005")?;
    phone.pick("select_states", "California")?;
    let screen = phone.screen();
    assert!(screen.shows("90019") && !screen.shows("10005"));
    phone.tap("Complete")?;
    Ok(())
}

#[test]
fn patterns() -> Outcome {
    let Some(json) = document("regex") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    phone
        .fill("regex input", "1993-13-04")?
        .fill("passcode_oo7", "1234")?;
    assert!(!phone.can_continue() && phone.screen().shows("Contains: 007"));
    phone
        .fill("regex input", "1993-08-04")?
        .fill("passcode_oo7", "12007")?
        .tap("Continue")?;
    Ok(())
}

#[test]
fn chips() -> Outcome {
    let Some(json) = document("chips-selector") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    phone
        .pick("chips", "lighting")?
        .pick("chips", "renovation")?;
    assert!(phone.pick("chips", "room_layout").is_err());
    phone
        .unpick("chips", "lighting")?
        .pick("chips", "room_layout")?
        .tap("Continue")?;
    Ok(())
}

#[test]
fn a_calendar_that_asks_the_endpoint() -> Outcome {
    let Some(json) = document("calendar-picker-single") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    // The version has actions at drawing, and the input has a value.
    assert_eq!(
        phone.requests()[0].data.get("calendar"),
        Some(&"2024-10-23".into())
    );
    phone.answer(json!({"screen": "DEMO_SCREEN", "data": {}}))?;
    for day in ["2024-10-26", "2024-11-28", "2024-10-20"] {
        assert!(phone.fill("calendar", day).is_err(), "{day}");
    }
    phone.fill("calendar", "2024-10-24")?;
    assert_eq!(phone.requests().len(), 2);
    Ok(())
}

#[test]
fn expressions_in_texts() -> Outcome {
    let Some(json) = document("string-concatenation") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    phone.fill("First name", "Ada")?.fill("Age", 36)?;
    assert!(phone.screen().shows("Hello Ada") && phone.screen().shows("Ada you are 36 years old."));
    Ok(())
}

#[test]
fn a_text_that_shows_for_one_number() -> Outcome {
    let Some(json) = document("visible-condition") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    for (number, shown) in [(41, false), (42, true)] {
        phone.fill("number", number)?;
        assert_eq!(phone.screen().shows("You choose the right number!"), shown);
    }
    Ok(())
}

#[test]
fn a_survey_of_one_screen() -> Outcome {
    let Some(json) = document("creating-surveys-survey") else {
        return Ok(());
    };
    let mut phone = Phone::open_json(&json)?;
    let inputs: Vec<_> = phone
        .screen()
        .shown()
        .filter_map(|input| input.name.clone())
        .collect();
    for input in &inputs {
        assert!(!phone.can_continue());
        phone.pick(input, "1")?;
    }
    phone.tap("Submit")?;
    assert_eq!(reply(&phone)["recommend"], "1");
    Ok(())
}
