//! The server, as browsers and others speak with it.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod support;

use std::time::Duration;

use flow_preview::{Error, Preview};
use support::{code, flow, serve, serve_preview};

#[test]
fn only_the_page_itself_is_answered() {
    let served = serve(&flow(r#"{"type": "TextBody", "text": "Hello"}"#));
    let page = served.get("");
    assert_eq!(code(&page), "200");
    assert!(page.contains(
        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';"
    ));
    assert!(!page.contains("unsafe-"));
    assert!(page.contains("Hello"));

    let port = served.port;
    let wrong_token =
        format!("GET /wrong/ HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n");
    assert_eq!(code(&served.send(&wrong_token)), "403");
    let token = &served.token;
    let rebound =
        format!("GET /{token}/ HTTP/1.1\r\nhost: evil.example:{port}\r\nconnection: close\r\n\r\n");
    assert_eq!(code(&served.send(&rebound)), "403");
    let command = r#"{"do": "dismiss"}"#;
    assert_eq!(
        code(&served.post(command, "origin: http://evil.example\r\n")),
        "403"
    );
    assert_eq!(code(&served.post(command, "")), "403");
    assert_eq!(code(&served.act(command)), "200");
    assert_eq!(code(&served.get("pictures/../../etc/passwd")), "404");
    assert_eq!(code(&served.get("assets/..%2f..%2fCargo.toml")), "404");
}

#[test]
fn texts_of_a_flow_are_texts() {
    let markup = r"<img src=x onerror=alert(1)><script>alert(2)</script>\u0000";
    let svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4=";
    let served = serve(&flow(&format!(
        r#"{{"type": "RichText", "text": ["{markup}", "[a](javascript:alert(1)) ![b](javascript:alert(2))", "<a href='https://example.com'>c</a>"]}},
           {{"type": "TextBody", "text": "{markup}"}},
           {{"type": "Image", "src": "{svg}", "alt-text": "\" onload=\"alert(3)"}},
           {{"type": "TextInput", "name": "{markup}", "label": "{markup}", "helper-text": "{markup}", "init-value": "\"><script>alert(4)</script>"}},
           {{"type": "RadioButtonsGroup", "name": "r", "label": "r", "data-source": [
               {{"id": "\" autofocus onfocus=\"alert(5)", "title": "{markup}", "color": "\"><script>alert(6)</script>"}}]}},
           {{"type": "{markup}"}}"#
    )));
    for page in [
        served.get(""),
        served.act(r#"{"do": "restart", "screen": null}"#),
    ] {
        assert_eq!(code(&page), "200");
        // In the answer to an event, the page is a JSON string.
        let page = page.replace("\\\"", "\"");
        assert!(page.contains("&lt;script&gt;alert(2)"));
        let scripts = page.matches("<script").count();
        assert!(scripts <= 1, "the page's own script alone");
        for evil in [
            "<img src=x",
            "href=\"javascript:",
            "src=\"javascript:",
            "<a href='https",
            " onload=\"alert",
            " onfocus=\"alert",
            "style=",
        ] {
            assert!(!page.contains(evil), "{evil}");
        }
    }
}

#[test]
fn links_are_never_followed() {
    let served = serve(&flow(
        r#"{"type": "EmbeddedLink", "text": "go", "on-click-action": {"name": "open_url", "url": "javascript:alert(1)"}}"#,
    ));
    let touch = r#"{"do": "touch", "touch": {"do": "tap", "at": "EmbeddedLink 1"}}"#;
    let page = served.act(touch);
    assert!(page.contains("javascript:alert(1)"), "it is shown");
    assert!(!page.contains("href=\\\"javascript"));
}

#[test]
fn large_flows_are_served() {
    let screens: Vec<String> = (0..100)
        .map(|number| {
            let text = "word ".repeat(20_000);
            format!(
                r#"{{"id": "S{number}", "title": "T", "layout": {{"type": "SingleColumnLayout", "children": [
                    {{"type": "TextBody", "text": "{text}"}},
                    {{"type": "Footer", "label": "Next", "on-click-action": {{"name": "navigate",
                      "next": {{"type": "screen", "name": "S{}"}}, "payload": {{}}}}}}]}}}}"#,
                (number + 1) % 100
            )
        })
        .collect();
    let json = format!(
        r#"{{"version": "7.3", "screens": [{}]}}"#,
        screens.join(",")
    );
    assert!(json.len() > 10_000_000);
    let served = serve(&json);
    assert_eq!(code(&served.get("")), "200");
    let touch = r#"{"do": "touch", "touch": {"do": "tap", "at": "Footer 1"}}"#;
    assert!(served.act(touch).contains("data-screen=\\\"S1\\\""));
}

#[test]
fn a_state_comes_back_from_its_link() {
    let json = flow(
        r#"{"type": "TextInput", "name": "pet", "label": "Pet"},
           {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {"pet": "${form.pet}"}}}"#,
    );
    let served = serve(&json);
    served.act(r#"{"do": "touch", "touch": {"do": "fill", "at": "pet", "value": "K"}}"#);
    let answer =
        served.act(r#"{"do": "touch", "touch": {"do": "fill", "at": "pet", "value": "Kit"}}"#);
    let body = answer.split("\r\n\r\n").nth(1).unwrap();
    let parts: serde_json::Value = serde_json::from_str(body).unwrap();
    let link = parts["link"].as_str().unwrap();
    assert!(!link.contains("\"K\""), "only the last text is kept");

    let other = serve(&json);
    let restore = serde_json::json!({ "do": "restore", "link": link });
    assert!(
        other
            .act(&restore.to_string())
            .contains("value=\\\"Kit\\\"")
    );
    let refused = other.act(r#"{"do": "restore", "link": "nonsense"}"#);
    assert!(refused.contains("the link holds no state"));
}

#[test]
fn a_port_in_use_says_so() {
    let served = serve(&flow(""));
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/flows/booking.json"
    );
    let second = Preview::of_file(file).port(served.port);
    let error = runtime
        .block_on(second.run(|_| {}, std::future::pending()))
        .unwrap_err();
    assert!(matches!(error, Error::Port(..)));
    assert!(error.to_string().contains(&served.port.to_string()));
    let none = Preview::of_file("none.json");
    let error = runtime
        .block_on(none.run(|_| {}, std::future::pending()))
        .unwrap_err();
    assert!(error.to_string().starts_with("cannot read none.json: "));
}

/// How long the threads of this process have worked so far, whatever else the machine does. Zero where the system does
/// not say.
fn processor_time() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let times = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        times.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}

#[test]
fn a_screen_of_fifty_components_is_answered_soon() {
    let options: Vec<String> = (0..10)
        .map(|number| format!(r#"{{"id": "{number}", "title": "Option {number}"}}"#))
        .collect();
    let options = options.join(",");
    let children: Vec<String> = (0..50)
        .map(|number| {
            let more = match number % 5 {
                0 => r#""type": "TextInput", "helper-text": "Help""#.to_owned(),
                1 => format!(r#""type": "RadioButtonsGroup", "data-source": [{options}]"#),
                2 => format!(r#""type": "Dropdown", "data-source": [{options}]"#),
                3 => r#""type": "TextArea""#.to_owned(),
                _ => r#""type": "CalendarPicker", "mode": "single""#.to_owned(),
            };
            format!(r#"{{"name": "i{number}", "label": "Input {number}", {more}}}"#)
        })
        .collect();
    let served = serve(&flow(&children.join(",")));
    let time = |what: &str, event: &dyn Fn(usize) -> String, shown: &dyn Fn(usize) -> String| {
        let mut took = Vec::new();
        let before = processor_time();
        for number in 0..20 {
            let start = std::time::Instant::now();
            let page = served.act(&event(number));
            took.push(start.elapsed());
            assert!(page.contains(&shown(number)), "{page}");
        }
        took.sort_unstable();
        let worked = processor_time().saturating_sub(before) / 20;
        println!(
            "{what} on a screen of 50 components, with its connection: {:?}, at most {:?}; {worked:?} of a processor",
            took[10], took[19]
        );
    };
    time(
        "a text",
        &|number| {
            format!(
                r#"{{"do": "touch", "touch": {{"do": "fill", "at": "i5", "value": "{number}"}}}}"#
            )
        },
        &|number| format!("value=\\\"{number}\\\""),
    );
    time(
        "an option",
        &|number| {
            let option = number % 10;
            format!(
                r#"{{"do": "touch", "touch": {{"do": "choose", "at": "i1", "option": "{option}"}}}}"#
            )
        },
        &|_| "aria-checked=\\\"true\\\"".to_owned(),
    );
    time(
        "an open calendar of six months",
        &|_| r#"{"do": "open", "at": "i4"}"#.to_owned(),
        &|_| "role=\\\"dialog\\\"".to_owned(),
    );
}

#[test]
fn a_file_that_goes_and_comes_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    let json = |text: &str| {
        flow(&format!(
            r#"{{"type": "TextInput", "name": "pet", "label": "{text}"}}"#
        ))
    };
    std::fs::write(&path, json("A cat")).unwrap();
    let other = folder.path().join("other.json");
    let served = serve_preview(Preview::of_file(&path), None);
    served.act(r#"{"do": "touch", "touch": {"do": "fill", "at": "pet", "value": "Kit"}}"#);

    // As many editors save.
    std::fs::write(&other, json("A dog")).unwrap();
    std::fs::rename(&other, &path).unwrap();
    served.until("A dog");
    std::fs::remove_file(&path).unwrap();
    served.until("flow.json: ");
    assert!(served.get("").contains("A dog"), "the last flow stays");
    // With a mistake, and without its screens.
    std::fs::write(&path, &json("A hen")[..17]).unwrap();
    served.until("this object is not closed");
    std::fs::write(&path, json("A hen")).unwrap();
    served.until("A hen");
    assert!(
        served.get("").contains("value=\"Kit\""),
        "what was typed is kept"
    );
}

#[test]
fn a_token_that_is_refused_ends_the_flow() {
    let served = serve(&support::with_endpoint());
    served.act(r#"{"do": "touch", "touch": {"do": "tap", "at": "Footer 1"}}"#);
    let page = served.act(
        r#"{"do": "touch", "touch": {"do": "status", "code": 427, "message": "It is <over>"}}"#,
    );
    assert!(
        page.contains("role=\\\"alert\\\" dir=\\\"auto\\\">It is &lt;over&gt;<"),
        "{page}"
    );
    assert!(page.contains("HTTP 427 It is"));
    assert!(!page.contains("does not read this"));
}

#[test]
fn a_line_opens_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    let json = flow("\n{\"type\": \"TextBody\", \"text\": \"Hello\"}");
    std::fs::write(&path, &json).unwrap();
    let opened = folder.path().join("opened-3");
    let editor = format!("cp {{file}} {}/opened-{{line}}", folder.path().display());
    let served = serve_preview(Preview::of_file(path).editor(&editor), Some(folder));
    let offset = json.find("{\"type\": \"TextBody\"").unwrap();
    assert!(served.get("").contains(&format!("data-edit=\"{offset}\"")));
    served.act(&format!(r#"{{"do": "edit", "offset": {offset}}}"#));
    for _ in 0..200 {
        if std::fs::read_to_string(&opened).is_ok_and(|text| text == json) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the editor was not run");
}

#[test]
fn what_the_explorer_finds_is_shown_on_the_phone() {
    let served = serve(&flow(
        r#"{"type": "TextInput", "name": "age", "label": "Age", "required": true, "input-type": "number"},
           {"type": "Footer", "label": "Send", "enabled": "`${form.age} > 17 && ${form.age} < 17`",
            "on-click-action": {"name": "complete", "payload": {}}}"#,
    ));
    served.until("footer-never-enabled");
    let page = served.get("");
    assert!(page.contains("dead-end"), "{page}");
    // The first finding has the way to it.
    let shown = served.act(r#"{"do": "way", "finding": 0}"#);
    assert!(shown.contains("data-screen=\\\"START\\\""));
    assert!(!shown.contains("walks the flow again"));
    let gone = served.act(r#"{"do": "way", "finding": 99}"#);
    assert!(gone.contains("walks the flow again"));
}

#[test]
fn a_way_of_the_explorer_is_gone() {
    // Who takes no link has not seen the screen that the last one reads.
    let screens = r#"[
        {"id": "PET", "title": "Pet", "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextInput", "name": "name", "label": "Name", "required": true},
            {"type": "EmbeddedLink", "text": "It has a tag", "on-click-action": {"name": "navigate",
             "next": {"type": "screen", "name": "TAG"}, "payload": {}}},
            {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
             "next": {"type": "screen", "name": "END"}, "payload": {}}}]}},
        {"id": "TAG", "title": "Tag", "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextInput", "name": "tag", "label": "Tag", "required": true},
            {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
             "next": {"type": "screen", "name": "END"}, "payload": {}}}]}},
        {"id": "END", "title": "End", "terminal": true,
         "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextBody", "text": "${screen.TAG.form.tag}"},
            {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#;
    let served = serve(&format!(r#"{{"version": "7.3", "screens": {screens}}}"#));
    served.until("states were walked");
    served.until("empty-reference");
    let page = served.act(r#"{"do": "way", "finding": 0}"#);
    assert!(page.contains("data-screen=\\\"END\\\""), "{page}");
    let back = served.act(r#"{"do": "touch", "touch": {"do": "back"}}"#);
    assert!(
        back.contains("value=\\\"text\\\""),
        "the name that the explorer filled in"
    );
}

#[test]
fn a_file_answers_for_the_endpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    std::fs::write(&path, support::with_endpoint()).unwrap();
    let answers = folder.path().join("answers.toml");
    let canned = |title: &str| {
        format!(
            r#"
            [[answer]]
            request = {{ screen = "DAY", data = {{ day = "31" }} }}
            answer = {{ screen = "TIME", data = {{ title = "{title}" }} }}

            [[answer]]
            request = {{ data = {{ day = "30" }} }}
            status = 427
            error_msg = "Too late"
            "#
        )
    };
    std::fs::write(&answers, canned("At nine")).unwrap();
    let preview = Preview::of_file(&path).answers(&answers);
    let served = serve_preview(preview, Some(folder));
    let fill = |day: &str| {
        served.act(r#"{"do": "restart", "screen": null}"#);
        served.act(&format!(
            r#"{{"do": "touch", "touch": {{"do": "fill", "at": "day", "value": "{day}"}}}}"#
        ));
        served.act(r#"{"do": "touch", "touch": {"do": "tap", "at": "Footer 1"}}"#)
    };
    assert!(fill("30").contains("Too late"));
    let by_hand = fill("29");
    assert!(
        by_hand.contains("Answer in its place"),
        "it has no answer for this"
    );
    assert!(fill("31").contains("At nine"));

    // The flow goes on with what the file says now.
    std::fs::write(&answers, canned("At ten")).unwrap();
    served.until("At ten");
    std::fs::write(&answers, "[[answer]]\nanswers = 1\n").unwrap();
    served.until("answers.toml:2:1 is no file of answers");
    std::fs::write(&answers, canned("At noon")).unwrap();
    served.until("At noon");
    assert!(!served.get("").contains("is no file of answers"));

    let none = Preview::of_file(&path).answers("none.toml");
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let error = runtime.block_on(none.run(|_| {}, std::future::pending()));
    assert!(
        error
            .unwrap_err()
            .to_string()
            .starts_with("cannot read none.toml: ")
    );
}

#[test]
fn a_flow_at_hand_has_the_lines_of_its_source() {
    let json = flow(r#"{"type": "TextBody", "text": "Hello"}"#);
    let values = flow_json::read(&json).root.unwrap();
    let component = values.pointer("/screens/0/layout/children/0").unwrap();
    let before = json[..component.loc.range().start]
        .matches([':', '['])
        .count();
    let places = (0..=before).map(|line| format!("src/pets/cat.rs:{line}:7"));
    let served = serve_preview(Preview::of_flow("pets", &json, places), None);
    let page = served.get("");
    assert!(page.contains("title=\"Copy src/pets/cat.rs:"), "{page}");
    assert!(page.contains(">cat.rs:"));
    let none = serve_preview(Preview::of_flow("pets", &json, []), None);
    assert!(!none.get("").contains("class=\"place\""));
}

/// The pieces that a page shows, as its script tells them.
fn held(page: &str) -> Vec<&str> {
    let pieces = page.split("data-is=\"").skip(1);
    pieces.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn only_what_a_touch_changes_is_sent() {
    let inputs: Vec<String> = (0..100)
        .map(|number| format!(r#"{{"type": "TextInput", "name": "i{number}", "label": "I"}}"#))
        .collect();
    let served = serve(&flow(&inputs.join(",")));
    let page = served.get("");
    let fill = serde_json::json!({
        "do": "touch", "touch": { "do": "fill", "at": "i7", "value": "7" }, "held": held(&page),
    });
    let answer = served.act(&fill.to_string());
    assert_eq!(answer.matches("<input").count(), 1);
    assert!(answer.contains("value=\\\"7\\\""));
    assert_eq!(answer.matches(" data-held").count(), 99 + 2 + 2);
    // Who shows nothing yet is sent everything.
    let answer = served.act(r#"{"do": "dismiss"}"#);
    assert_eq!(answer.matches("<input").count(), 100);
}

#[test]
fn a_long_list_is_sent_as_it_is_looked_at() {
    let options: Vec<String> = (0..20_000)
        .map(|number| format!(r#"{{"id": "o{number}", "title": "Option {number}"}}"#))
        .collect();
    let options = options.join(",");
    let served = serve(&flow(&format!(
        r#"{{"type": "Dropdown", "name": "d", "label": "D", "data-source": [{options}]}}"#
    )));
    let drawn = |answer: &str| answer.matches("role=\\\"radio\\\"").count();
    let open = r#"{"do": "open", "at": "d"}"#;
    assert_eq!(drawn(&served.act(open)), 200);
    assert_eq!(drawn(&served.act(r#"{"do": "more"}"#)), 400);
    // The option that is chosen is there again.
    served.act(r#"{"do": "touch", "touch": {"do": "choose", "at": "d", "option": "o1000"}}"#);
    assert_eq!(drawn(&served.act(open)), 1200);
}
