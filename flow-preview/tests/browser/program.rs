//! A flow of a Rust program, and what stands around the phone.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::support::pets::{Pets, program};
use crate::support::serve;

#[tokio::test]
async fn a_change_of_a_program_shows_after_its_build() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let pets = Pets::new("A cat");
    let served = pets.serve();
    browser.page.goto(&served.address()).await.unwrap();
    browser
        .until("return document.getElementById('live').textContent === 'live'")
        .await;
    browser
        .js("window.changed = null;
             new MutationObserver(() => {
                 if (document.querySelector('#phone').innerText.includes('A dog')) window.changed ??= Date.now();
             }).observe(document.querySelector('#phone'), { subtree: true, childList: true, characterData: true })")
        .await;
    let saved = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    pets.write(&program("A dog"));
    browser.until("return window.changed !== null").await;
    let changed = browser.js("return window.changed").await.as_u64().unwrap();
    let took = Duration::from_millis(changed).saturating_sub(saved);
    let built = browser
        .js("return document.getElementById('built').textContent")
        .await;
    println!("from saving a Rust file to the changed page: {took:?}; {built}");

    pets.write("fn main() { let cat: u8 = true; }");
    browser
        .until("return document.querySelector('.broken')?.innerText.includes('mismatched types')")
        .await;
    assert_eq!(browser.console().await, Vec::<Value>::new());

    // The port is taken away.
    drop(served);
    browser
        .until("return document.getElementById('live').textContent === 'not connected'")
        .await;
    browser.end().await;
}

#[tokio::test]
async fn what_was_sent_is_shown_as_rust() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let served = serve(
        r#"{"version": "7.3", "screens": [{"id": "PET", "title": "Pet", "terminal": true,
            "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "RadioButtonsGroup", "name": "kind", "label": "Kind", "required": true,
                 "data-source": [{"id": "cat", "title": "A cat"}, {"id": "dog", "title": "A dog"}]},
                {"type": "TextInput", "name": "age", "label": "Age", "input-type": "number"},
                {"type": "If", "condition": "${form.kind} == 'dog'", "then": [
                    {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete",
                     "payload": {"kind": "${form.kind}", "age": "${form.age}"}}}], "else": [
                    {"type": "Footer", "label": "No cats", "enabled": false, "on-click-action": {"name": "complete",
                     "payload": {"kind": "${form.kind}", "age": "${form.age}"}}}]}]}}]}"#,
    );
    browser.page.goto(&served.address()).await.unwrap();
    browser
        .until(
            "return document.querySelector('#explorer').innerText.includes('states were walked')",
        )
        .await;
    browser.click("#phone [data-option=dog]").await;
    browser.type_into("#live-age-input", "7").await;
    browser.click("#phone .foot .primary").await;
    let rust = browser
        .js("return document.querySelector('.json.rust').textContent")
        .await;
    assert_eq!(
        rust,
        json!(
            "Reply {\n    flow_token: Some(\"unused\".into()),\n    kind: Kind::Dog,\n    age: Some(7.0),\n}"
        )
    );
    let types = browser
        .js("return document.querySelector('.types .rust').textContent")
        .await;
    assert!(
        types
            .as_str()
            .unwrap()
            .contains("enum Kind {\n    Cat,\n    Dog,"),
        "{types}"
    );
    assert_eq!(browser.console().await, Vec::<Value>::new());
    browser.end().await;
}
