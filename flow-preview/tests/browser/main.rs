//! The page in a real browser. Skipped, with a word, where none is installed.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod driver;

use std::path::Path;
use std::time::{Duration, SystemTime};

use driver::{Browser, flows, serve};
use serde_json::{Value, json};

#[tokio::test]
async fn every_screen_can_be_worked() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    for path in flows() {
        browser.page.goto(&serve(path.clone())).await.unwrap();
        for look in [
            json!({ "theme": "light", "size": "medium", "scale": "100", "rtl": false }),
            json!({ "theme": "dark", "size": "small", "scale": "130", "rtl": true }),
        ] {
            for name in ["theme", "size", "rtl"] {
                let value = &look[name];
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                browser
                    .click(&format!("[data-look={name}][data-value={value}]"))
                    .await;
            }
            let screens = browser.js("return [...document.querySelectorAll('.thumb')].map(one => one.dataset.screen)").await;
            for screen in screens.as_array().unwrap() {
                work(&browser, screen.as_str().unwrap()).await;
            }
        }
        let console = browser.console().await;
        assert!(console.is_empty(), "{}: {console:#?}", path.display());
    }
    browser.end().await;
}

/// Types into each input of a screen, touches each option, and opens all that opens.
async fn work(browser: &Browser, screen: &str) {
    let open = format!("[data-go=\"{screen}\"]");
    browser.click(&open).await;
    browser
        .until(&format!(
            "return document.querySelector('#phone .device').dataset.screen === {}",
            json!(screen)
        ))
        .await;
    let list = async |css: &str| -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll({})].map(one => one.id || one.dataset.open || one.dataset.option)",
            json!(format!("#phone .body {css}"))
        );
        serde_json::from_value(browser.js(&script).await).unwrap()
    };
    for id in list("[data-touch=fill]:enabled").await {
        let css = format!("[id=\"{id}\"]");
        // Two inputs may wait for the endpoint after a touch, so what is gone is passed over.
        let before = browser
            .js(&format!(
                "return document.querySelector({}).value",
                json!(css)
            ))
            .await;
        browser.type_into(&css, "7").await;
        let after = browser
            .js("return [document.activeElement.id, document.activeElement.value]")
            .await;
        let typed = format!("{}7", before.as_str().unwrap());
        assert_eq!(
            after,
            json!([id, typed]),
            "{screen}: the input keeps focus and text"
        );
    }
    for at in list("[data-open]:enabled").await {
        browser.click(&format!("#phone [data-open=\"{at}\"]")).await;
        browser.until("return document.querySelector('.overlay') !== null && document.querySelector('.overlay').contains(document.activeElement)").await;
        browser.press(ESCAPE).await;
        browser
            .until("return document.querySelector('.overlay') === null")
            .await;
    }
    for option in list("[data-touch=choose]:enabled").await {
        let waits = browser
            .js("return document.querySelector('#phone .flow')?.inert === true")
            .await;
        let css = format!("#phone [data-option=\"{option}\"]:enabled");
        let there = browser
            .js(&format!(
                "return document.querySelector({}) !== null",
                json!(css)
            ))
            .await;
        if waits == false && there == true {
            browser.click(&css).await;
        }
    }
}

/// As drivers write it.
const ESCAPE: &str = "\u{e00c}";

#[tokio::test]
async fn a_change_of_the_file_shows_at_once() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/flows/intake.json");
    let text = std::fs::read_to_string(example).unwrap();
    std::fs::write(&path, &text).unwrap();
    browser.page.goto(&serve(path.clone())).await.unwrap();
    browser
        .until("return document.getElementById('live').textContent === 'live'")
        .await;
    browser.click("[data-go=PERSON]").await;
    browser.type_into("#live-first_name-input", "Ada").await;
    browser
        .js("document.activeElement.setSelectionRange(1, 1);
             window.changed = null;
             new MutationObserver(() => {
                 if (document.querySelector('#phone').innerText.includes('Changed!')) window.changed ??= Date.now();
             }).observe(document.querySelector('#phone'), { subtree: true, childList: true, characterData: true })")
        .await;
    let saved = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    std::fs::write(&path, text.replace("\"Name and birth\"", "\"Changed!\"")).unwrap();
    browser.until("return window.changed !== null").await;
    let changed = browser.js("return window.changed").await.as_u64().unwrap();
    let took = Duration::from_millis(changed).saturating_sub(saved);
    println!(
        "from saving {} KB to the changed page: {took:?}",
        text.len() / 1024
    );
    let focus = "return [document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart]";
    assert_eq!(
        browser.js(focus).await,
        json!(["live-first_name-input", "Ada", 1])
    );

    // What is no JSON lies over the page, and goes away.
    std::fs::write(&path, "").unwrap();
    browser
        .until("return document.querySelector('.broken') !== null")
        .await;
    std::fs::write(&path, &text).unwrap();
    browser.until("return document.querySelector('.broken') === null && document.querySelector('#phone').innerText.includes('Name and birth')").await;
    assert_eq!(browser.console().await, Vec::<Value>::new());
    browser.end().await;
}

/// Pictures for the documentation: `UPDATE=1 cargo test -p flow-preview --test browser pictures`.
#[tokio::test]
async fn pictures_of_the_page() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let update = std::env::var_os("UPDATE").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/pictures");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let save = async |name: &str, picture: Vec<u8>| {
        assert!(picture.len() > 1000, "{name} is empty");
        if update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    };
    browser
        .page
        .goto(&serve(here.join("../examples/flows/intake.json")))
        .await
        .unwrap();
    browser.click("[data-go=PERSON]").await;
    browser.type_into("#live-first_name-input", "Ada").await;
    save("preview", browser.page.screenshot().await.unwrap()).await;
    browser
        .page
        .goto(&serve(here.join("tests/flows/components.json")))
        .await
        .unwrap();
    let screens = browser
        .js("return [...document.querySelectorAll('.thumb')].map(one => one.dataset.screen)")
        .await;
    for (number, screen) in screens.as_array().unwrap().iter().enumerate() {
        let screen = screen.as_str().unwrap();
        if number == screens.as_array().unwrap().len() / 2 {
            browser.click("[data-look=theme][data-value=dark]").await;
        }
        browser.click(&format!("[data-go=\"{screen}\"]")).await;
        browser.until("return [...document.querySelectorAll('#phone img')].every(one => one.complete || one.loading === 'lazy')").await;
        let phone = browser
            .page
            .find(fantoccini::Locator::Css("#phone .device"))
            .await
            .unwrap();
        save(
            &format!("components-{}", screen.to_lowercase()),
            phone.screenshot().await.unwrap(),
        )
        .await;
    }
    browser.end().await;
}
