//! An editor that speaks to the built language server over its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// No answer takes longer, also on a busy machine and for the largest document.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Editor {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    last: i32,
}

impl Editor {
    /// Starts the server and greets it.
    pub(crate) fn start() -> Self {
        let mut editor = Self::silent();
        let about = editor.ask(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": {}}),
        );
        assert_eq!(about["serverInfo"]["name"], "cargo flow");
        editor.say("initialized", json!({}));
        editor
    }

    /// Starts the server and says nothing yet.
    pub(crate) fn silent() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-flow"))
            .args(["flow", "lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut from = BufReader::new(child.stdout.take().unwrap());
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                let mut line = String::new();
                while from.read_line(&mut line).is_ok_and(|read| read > 0) {
                    if let Some(text) = line.trim().strip_prefix("Content-Length: ") {
                        length = text.parse().unwrap();
                    }
                    if line == "\r\n" {
                        break;
                    }
                    line.clear();
                }
                let mut bytes = vec![0; length];
                if length == 0 || from.read_exact(&mut bytes).is_err() {
                    return;
                }
                if sender
                    .send(serde_json::from_slice(&bytes).unwrap())
                    .is_err()
                {
                    return;
                }
            }
        });
        Self {
            to: child.stdin.take(),
            child,
            from: receiver,
            last: 0,
        }
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().unwrap();
        to.write_all(bytes).unwrap();
        to.flush().unwrap();
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn say(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request, and gives the whole answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(json!({"id": id, "method": method, "params": params}));
        loop {
            let message = self.from.recv_timeout(PATIENCE).unwrap();
            if message["id"] == id {
                return message;
            }
        }
    }

    /// Sends a request, and gives its result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.request(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].take()
    }

    /// Sends a request, and gives the reason why it was refused.
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> String {
        let answer = self.request(method, params);
        let reason = answer["error"]["message"].as_str();
        reason.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.say(
            "textDocument/didOpen",
            json!({"textDocument": {
                "uri": uri, "languageId": "json", "version": 1, "text": text,
            }}),
        );
    }

    /// The next list of mistakes, with the document and its version.
    pub(crate) fn diagnostics(&mut self) -> Value {
        loop {
            let mut message = self.from.recv_timeout(PATIENCE).unwrap();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"].take();
            }
        }
    }

    /// Closes the pipe; the exit code and what the server wrote for people.
    pub(crate) fn leave(mut self) -> (i32, String) {
        drop(self.to.take());
        let code = self.child.wait().unwrap().code().unwrap();
        let mut err = String::new();
        let mut pipe = self.child.stderr.take().unwrap();
        pipe.read_to_string(&mut err).unwrap();
        (code, err)
    }
}
