//! The server, as browsers and others speak with it.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;

use flow_preview::{Error, Preview, Program};

struct Served {
    port: u16,
    token: String,
    /// The page ends when it goes away.
    _end: tokio::sync::oneshot::Sender<()>,
}

/// Serves a flow.
fn serve(json: &str) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    std::fs::write(&path, json).unwrap();
    serve_preview(Preview::of_file(path), Some(folder))
}

/// Serves a page. The folder is deleted at its end.
fn serve_preview(preview: Preview, folder: Option<tempfile::TempDir>) -> Served {
    let (send, receive) = mpsc::channel();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _folder = folder;
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let ready = |address: &str| send.send(address.to_owned()).unwrap();
        let until = async { drop(ended.await) };
        runtime.block_on(preview.run(ready, until)).unwrap();
    });
    let address = receive.recv().unwrap();
    let rest = address.strip_prefix("http://127.0.0.1:").unwrap();
    let (port, token) = rest.split_once('/').unwrap();
    Served {
        port: port.parse().unwrap(),
        token: token.trim_matches('/').to_owned(),
        _end: end,
    }
}

impl Served {
    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        let host = format!("127.0.0.1:{}", self.port);
        let path = format!("/{}/{path}", self.token);
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
        ))
    }

    fn post(&self, body: &str, more: &str) -> String {
        let (port, token, length) = (self.port, &self.token, body.len());
        self.send(&format!(
            "POST /{token}/do HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n{more}\r\n{body}"
        ))
    }

    fn act(&self, body: &str) -> String {
        self.post(body, &format!("origin: http://127.0.0.1:{}\r\n", self.port))
    }
}

fn flow(children: &str) -> String {
    format!(
        r#"{{"version": "7.3", "screens": [{{"id": "START", "title": "Start <b>&", "terminal": true,
            "layout": {{"type": "SingleColumnLayout", "children": [{children}]}}}}]}}"#
    )
}

fn code(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

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
    let error = runtime.block_on(second.run(|_| {}, async {})).unwrap_err();
    assert!(matches!(error, Error::Port(..)));
    assert!(error.to_string().contains(&served.port.to_string()));
    let none = Preview::of_file("none.json");
    let error = runtime.block_on(none.run(|_| {}, async {})).unwrap_err();
    assert!(error.to_string().starts_with("cannot read none.json: "));
}

#[test]
fn a_screen_of_fifty_components_is_answered_soon() {
    let children: Vec<String> = (0..50)
        .map(|number| {
            format!(r#"{{"type": "TextInput", "name": "i{number}", "label": "Input {number}", "helper-text": "Help"}}"#)
        })
        .collect();
    let served = serve(&flow(&children.join(",")));
    let mut fastest = std::time::Duration::MAX;
    for number in 0..20 {
        let touch = format!(
            r#"{{"do": "touch", "touch": {{"do": "fill", "at": "i7", "value": "{number}"}}}}"#
        );
        let start = std::time::Instant::now();
        assert!(
            served
                .act(&touch)
                .contains(&format!("value=\\\"{number}\\\""))
        );
        fastest = fastest.min(start.elapsed());
    }
    println!("an event on a screen of 50 components, with its connection: {fastest:?}");
}

#[test]
fn a_program_is_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("Cargo.toml");
    std::fs::write(
        &manifest,
        "[package]\nname = \"pets\"\nedition = \"2024\"\n[workspace]\n",
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    let source = folder.path().join("src/main.rs");
    let program = |text: &str| {
        let json = flow(&format!(r#"{{"type": "TextBody", "text": "{text}"}}"#));
        format!("fn main() {{ println!(\"{{}}\", r##\"{{\"pet\": {json}}}\"##); }}")
    };
    std::fs::write(&source, program("A cat")).unwrap();
    let program_of = Program::bin("pets").manifest_path(manifest.to_str().unwrap());
    let served = serve_preview(Preview::of_program(program_of), None);
    assert!(served.get("").contains("A cat"));
    let until = |shown: &str| {
        for _ in 0..600 {
            if served.get("").contains(shown) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the page never shows {shown}");
    };
    std::fs::write(&source, "fn main() { let cat: u8 = true; }").unwrap();
    until("mismatched types");
    assert!(served.get("").contains("A cat"), "the last flow stays");
    std::fs::write(&source, program("A dog")).unwrap();
    until("A dog");
    assert!(!served.get("").contains("mismatched types"));

    let none = Preview::of_program(Program::bin("none").manifest_path(manifest.to_str().unwrap()));
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let error = runtime.block_on(none.run(|_| {}, async {})).unwrap_err();
    assert!(
        error.to_string().contains("no bin target named `none`"),
        "{error}"
    );
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
