//! Screens and lists that are longer than any phone's, and what is left out of answers to the page.

use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::support::{flow, serve};

/// In what the page differs from one that is sent as a whole. It may still be told what the explorer has found.
pub(crate) async fn stale(browser: &Browser) -> Value {
    let mut found = differs(browser).await;
    for _ in 0..200 {
        if found == json!([]) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
        found = differs(browser).await;
    }
    found
}

async fn differs(browser: &Browser) -> Value {
    let script = r#"
        const done = arguments[0];
        // What the script of the page sets.
        const own = ["style", "data-own", "d", "aria-current", "class", "open"];
        const bare = (node) => [...node.childNodes].flatMap((child) => {
            if (child.nodeType !== Node.ELEMENT_NODE) return [child.nodeValue];
            const attributes = [...child.attributes].filter(({ name }) => !own.includes(name));
            return [[child.tagName, ...attributes.map(({ name, value }) => `${name}=${value}`).sort()].join(" "), ...bare(child)];
        });
        fetch("parts", { method: "POST", headers: { "content-type": "application/json" }, body: "[]" })
            .then((answer) => answer.json())
            .then((parts) => {
                const found = [];
                for (const id of ["phone", "panels", "story"]) {
                    const fresh = document.createElement("div");
                    fresh.innerHTML = parts[id];
                    const [now, whole] = [bare(document.getElementById(id)), bare(fresh)];
                    const at = whole.findIndex((line, at) => line !== now[at]);
                    if (at >= 0 || now.length !== whole.length) found.push([id, now[at], whole[at]]);
                }
                done(found);
            });
    "#;
    browser
        .page
        .execute_async(script, Vec::new())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_long_list_goes_on() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let options: Vec<Value> = (0..1000)
        .map(|number| json!({ "id": format!("o{number}"), "title": format!("Option {number}") }))
        .collect();
    let list = json!({ "type": "Dropdown", "name": "d", "label": "D", "data-source": options });
    let served = serve(&flow(&list.to_string()));
    browser.page.goto(&served.address()).await.unwrap();
    let rows = "document.querySelectorAll('.overlay .row').length";
    browser.click("#phone [data-open=d]").await;
    browser.until(&format!("return {rows} === 200")).await;
    // The end is never reached before more is there.
    for shown in [400, 600, 800, 1000] {
        browser
            .js("const list = document.querySelector('.overlay-body'); list.scrollTop = list.scrollHeight - 2 * list.clientHeight")
            .await;
        browser.until(&format!("return {rows} === {shown}")).await;
        browser.settled().await;
    }
    assert_eq!(stale(&browser).await, json!([]));
    browser.click("#phone [data-option=o999]").await;
    browser.click("#phone [data-open=d]").await;
    browser
        .until("return document.activeElement.dataset.option === 'o999'")
        .await;
    assert_eq!(browser.console().await, Vec::<Value>::new());
    browser.end().await;
}

#[tokio::test]
async fn a_key_on_a_long_screen() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let inputs: Vec<String> = (0..1000)
        .map(|number| {
            format!(r#"{{"type": "TextInput", "name": "i{number}", "label": "Input {number}"}}"#)
        })
        .collect();
    let served = serve(&flow(&inputs.join(",")));
    browser.page.goto(&served.address()).await.unwrap();
    browser
        .until("return /states were walked/.test(document.querySelector('#explorer').innerText)")
        .await;
    let mut took = Vec::new();
    for _ in 0..5 {
        let script = r#"
            const done = arguments[0];
            const input = document.getElementById('live-i500-input');
            const start = performance.now();
            input.value += "7";
            input.dispatchEvent(new InputEvent("input", { bubbles: true }));
            const waits = () => document.body.dataset.waits === "0"
                ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
                : setTimeout(waits, 1);
            waits();
        "#;
        let millis = browser.page.execute_async(script, Vec::new()).await;
        took.push(millis.unwrap().as_f64().unwrap());
    }
    took.sort_by(f64::total_cmp);
    println!(
        "from a key to the changed page of 1000 inputs: {:.0} ms",
        took[2]
    );
    assert_eq!(stale(&browser).await, json!([]));
    let value = "return document.querySelector('#live-i500-input').value";
    assert_eq!(browser.js(value).await, "77777");
    assert_eq!(browser.console().await, Vec::<Value>::new());
    browser.end().await;
}
