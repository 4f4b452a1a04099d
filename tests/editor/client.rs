//! A client of the Language Server Protocol, with the few requests of the test.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long the server may take for one answer. The first waits until everything is built.
const PATIENCE: Duration = Duration::from_secs(600);

pub struct Client {
    server: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: i64,
    version: i64,
    file: String,
}

impl Client {
    /// Starts the server on a crate, and waits until it has read all of it.
    pub fn start(program: &str, directory: &Path, text: &str) -> Self {
        let mut server = Command::new(program)
            .current_dir(directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = output;
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let root = format!("file://{}", directory.display());
        let mut client = Self {
            input: server.stdin.take().unwrap(),
            server,
            messages,
            last_id: 0,
            version: 1,
            file: format!("{root}/src/lib.rs"),
        };
        client.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": root,
                "capabilities": {
                    "experimental": {"serverStatusNotification": true},
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "definition": {"linkSupport": false},
                    },
                },
                "initializationOptions": {
                    "cargo": {"targetDir": directory.join("target")},
                    "checkOnSave": false,
                    "cachePriming": {"enable": false},
                },
            }),
        );
        client.notify("initialized", json!({}));
        let document =
            json!({"uri": client.file, "languageId": "rust", "version": 1, "text": text});
        client.notify("textDocument/didOpen", json!({"textDocument": document}));
        client.until(|message| {
            message["method"] == "experimental/serverStatus"
                && message["params"]["quiescent"] == true
        });
        client
    }

    /// Replaces the text of the file.
    pub fn change(&mut self, text: &str) {
        self.version += 1;
        let document = json!({"uri": self.file, "version": self.version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [{"text": text}]}),
        );
    }

    /// Asks about a place.
    pub fn ask(&mut self, method: &str, (line, character): (usize, usize)) -> Value {
        let position = json!({"line": line, "character": character});
        let document = json!({"uri": self.file});
        self.request(
            method,
            json!({"textDocument": document, "position": position}),
        )
    }

    /// The diagnostics of the server.
    pub fn diagnostics(&mut self) -> Value {
        let document = json!({"uri": self.file});
        self.request("textDocument/diagnostic", json!({"textDocument": document}))
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        // The server cancels a request when a file changes meanwhile. Then it is asked again.
        loop {
            self.last_id += 1;
            let id = self.last_id;
            self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
            let mut answer =
                self.until(|message| message["id"] == id && message.get("method").is_none());
            let retry = [-32801, -32802].map(Value::from);
            if retry.contains(&answer["error"]["code"]) {
                continue;
            }
            assert!(answer.get("error").is_none(), "{method}: {answer}");
            return answer["result"].take();
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self
                .messages
                .recv_timeout(PATIENCE)
                .expect("the server answers");
            if wanted(&message) {
                return message;
            }
            // A request of the server to the client.
            if message.get("method").is_some() && message.get("id").is_some() {
                let result = match message["params"]["items"].as_array() {
                    Some(items) => vec![Value::Null; items.len()].into(),
                    None => Value::Null,
                };
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
