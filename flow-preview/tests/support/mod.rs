//! A page that is served, and speaking with it as browsers do.

#![allow(dead_code, reason = "each file of tests uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

pub(crate) mod pets;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use flow_preview::Preview;

pub(crate) struct Served {
    pub(crate) port: u16,
    pub(crate) token: String,
    /// The page ends when it goes away.
    _end: tokio::sync::oneshot::Sender<()>,
}

/// Serves a flow.
pub(crate) fn serve(json: &str) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flow.json");
    std::fs::write(&path, json).unwrap();
    serve_preview(Preview::of_file(path), Some(folder))
}

/// Serves a page. The folder is deleted at its end.
pub(crate) fn serve_preview(preview: Preview, folder: Option<tempfile::TempDir>) -> Served {
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
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    pub(crate) fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let host = format!("127.0.0.1:{}", self.port);
        let path = format!("/{}/{path}", self.token);
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
        ))
    }

    pub(crate) fn post(&self, body: &str, more: &str) -> String {
        let (port, token, length) = (self.port, &self.token, body.len());
        self.send(&format!(
            "POST /{token}/do HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n{more}\r\n{body}"
        ))
    }

    pub(crate) fn act(&self, body: &str) -> String {
        self.post(body, &format!("origin: http://127.0.0.1:{}\r\n", self.port))
    }

    /// Waits until the page shows a text.
    pub(crate) fn until(&self, shown: &str) {
        for _ in 0..600 {
            if self.get("").contains(shown) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the page never shows {shown}: {}", self.get(""));
    }
}

pub(crate) fn flow(children: &str) -> String {
    format!(
        r#"{{"version": "7.3", "screens": [{{"id": "START", "title": "Start <b>&", "terminal": true,
            "layout": {{"type": "SingleColumnLayout", "children": [{children}]}}}}]}}"#
    )
}

pub(crate) fn code(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

/// A flow that exchanges data: a day is typed, and the endpoint answers with a time.
pub(crate) fn with_endpoint() -> String {
    r#"{"version": "7.3", "data_api_version": "4.0", "routing_model": {"DAY": ["TIME"], "TIME": []}, "screens": [
        {"id": "DAY", "title": "Day", "data": {"first": {"type": "string", "__example__": "1"}},
         "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextBody", "text": "${data.first}"},
            {"type": "TextInput", "name": "day", "label": "Day"},
            {"type": "Footer", "label": "Find", "on-click-action": {"name": "data_exchange",
             "payload": {"day": "${form.day}"}}}]}},
        {"id": "TIME", "title": "Time", "terminal": true,
         "data": {"title": {"type": "string", "__example__": "At one"}},
         "layout": {"type": "SingleColumnLayout", "children": [
            {"type": "TextBody", "text": "${data.title}"},
            {"type": "Footer", "label": "Book", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}"#
        .to_owned()
}
