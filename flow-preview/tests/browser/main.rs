//! The page in a real browser. Skipped, with a word, where none is installed.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod driver;
mod long;
mod pictures;
mod program;
#[path = "../support/mod.rs"]
mod support;

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
        let mut found = Vec::new();
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
                let screen = screen.as_str().unwrap();
                work(&browser, screen, &mut found).await;
            }
        }
        assert!(
            found.is_empty(),
            "{}:\n{}",
            path.display(),
            found.join("\n")
        );
        let console = browser.console().await;
        assert!(console.is_empty(), "{}: {console:#?}", path.display());
    }
    browser.end().await;
}

/// Types into each input of a screen, touches each option, and opens all that opens.
async fn work(browser: &Browser, screen: &str, found: &mut Vec<String>) {
    let open = format!("[data-go=\"{screen}\"]");
    browser.click(&open).await;
    browser
        .until(&format!(
            "return document.querySelector('#phone .device').dataset.screen === {}",
            json!(screen)
        ))
        .await;
    found.extend(accessible(browser, screen).await);
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
        found.extend(accessible(browser, &format!("{screen}, {at} open")).await);
        // The focus goes round in what is open.
        browser
            .js("document.querySelector('.overlay button:enabled').focus()")
            .await;
        for (key, end) in [(SHIFT_TAB, "at(-1)"), (TAB, "at(0)")] {
            browser.press(key).await;
            let there = format!(
                "return [...document.querySelectorAll('.overlay button:enabled')].{end} === document.activeElement"
            );
            assert_eq!(browser.js(&there).await, true, "{screen}: {at}");
        }
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
    found.extend(accessible(browser, &format!("{screen}, worked")).await);
    assert_eq!(long::stale(browser).await, json!([]), "{screen}");
}

#[tokio::test]
async fn the_end_can_be_read() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = serve(here.join("tests/flows/ending.json"));
    browser.page.goto(&page).await.unwrap();
    for theme in ["light", "dark"] {
        browser
            .click(&format!("[data-look=theme][data-value={theme}]"))
            .await;
        browser.click("[data-page=restart]").await;
        browser.click("#phone .foot .primary").await;
        browser
            .until("return document.querySelector('#phone .summary') !== null")
            .await;
        assert_eq!(accessible(&browser, theme).await, Vec::<String>::new());
    }
    browser.end().await;
}

#[tokio::test]
async fn all_texts_grow_with_the_letters() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = serve(here.join("tests/flows/components.json"));
    browser.page.goto(&page).await.unwrap();
    // The size of each text of all screens, as the storyboard has them.
    let sizes = async |letters: &str| {
        let script = format!(
            "const select = document.querySelector('[data-look=scale]');
             select.value = '{letters}';
             select.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        browser.js(&script).await;
        browser.settled().await;
        let sizes = browser
            .js("const texts = document.createTreeWalker(document.getElementById('board'), NodeFilter.SHOW_TEXT);
                 const sizes = [];
                 while (texts.nextNode()) {
                     const { data, parentElement: node } = texts.currentNode;
                     if (!data.trim() || !node.closest('.still') || node.closest('.missing')) continue;
                     sizes.push([data, parseFloat(getComputedStyle(node).fontSize)]);
                 }
                 return sizes")
            .await;
        serde_json::from_value::<Vec<(String, f64)>>(sizes).unwrap()
    };
    let (usual, large) = (sizes("100").await, sizes("150").await);
    assert!(usual.len() > 100);
    for ((text, usual), (same, large)) in usual.iter().zip(&large) {
        assert_eq!(text, same);
        assert!(
            (large / usual - 1.5).abs() < 0.01,
            "{text}: {usual}, {large}"
        );
    }
    browser.end().await;
}

#[tokio::test]
async fn the_focus_stays_where_one_works() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = serve(here.join("tests/flows/components.json"));
    browser.page.goto(&page).await.unwrap();
    let at = async |css: &str| {
        let script = format!("return document.querySelector({})?.focus()", json!(css));
        browser.js(&script).await;
    };
    let is = async |css: &str| {
        let script = format!("return document.activeElement.matches({})", json!(css));
        let now = browser
            .js("return document.activeElement.outerHTML.slice(0, 200)")
            .await;
        assert_eq!(
            browser.js(&script).await,
            true,
            "the focus is not at {css}, but at {now}"
        );
    };

    // The first of two days stays where it is, also if it may not be the last.
    browser.click("[data-go=CALENDAR_PICKER]").await;
    at("#phone [data-open=stay]").await;
    browser.press(ENTER).await;
    is(".day[aria-pressed=true]").await;
    browser.press(ENTER).await;
    is(".day[aria-pressed=true]").await;
    browser.press(ESCAPE).await;
    is("#phone [data-open=stay]").await;

    // A file that is taken away.
    browser.click("[data-go=PHOTO_PICKER]").await;
    at("#phone [data-open=photos]").await;
    browser.press(ENTER).await;
    browser.press(ENTER).await;
    is("#phone [data-open=photos]").await;
    at("#phone .remove").await;
    browser.press(ENTER).await;
    is("#phone [data-open=photos]").await;

    // What is shown of a secret stays shown while one types.
    browser.click("[data-go=TEXT_INPUT]").await;
    at("#phone [data-for=live-passcode-input]").await;
    browser.press(ENTER).await;
    is("#live-passcode-input").await;
    browser.type_into("#live-passcode-input", "12").await;
    is("[type=text]").await;

    // The next screen.
    browser.click("[data-go=TEXT_HEADING]").await;
    at("#phone .primary").await;
    browser.press(ENTER).await;
    is("#phone .sheet").await;
    browser.press(TAB).await;
    is("#phone .bar-button").await;

    // An option that asks the endpoint.
    let page = serve(here.join("../examples/flows/booking.json"));
    browser.page.goto(&page).await.unwrap();
    at("#phone [data-option=full]").await;
    browser.press(ENTER).await;
    is("#phone .sheet").await;
    browser.click("[data-page=to-answer]").await;
    is("#answer").await;
    browser
        .js("for (const chip of document.querySelectorAll('.ask .chip')) if (chip.textContent === 'SERVICE') chip.click()")
        .await;
    browser
        .js("document.querySelector('[data-page=answer]').click()")
        .await;
    browser.settled().await;
    is("#phone [data-option=full]").await;
    assert_eq!(browser.console().await, Vec::<Value>::new());
    browser.end().await;
}

/// As drivers write them.
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const TAB: &str = "\u{e004}";
const SHIFT_TAB: &str = "\u{e008}\u{e004}";

/// What has no name, no state or too little contrast.
async fn accessible(browser: &Browser, place: &str) -> Vec<String> {
    let found = browser.js(include_str!("accessibility.js")).await;
    let found: Vec<String> = serde_json::from_value(found).unwrap();
    found.iter().map(|one| format!("{place}: {one}")).collect()
}

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
