//! A browser without a window, by the [Chrome DevTools Protocol](https://chromedevtools.github.io/devtools-protocol/).

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use base64_simd::STANDARD;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::Error;

/// How a browser may be called.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

/// Where browsers are that are in no search path.
const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// So that a picture depends on the page alone, and the browser speaks with nothing but the page.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--remote-debugging-port=0",
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    // Edges come out otherwise where only a part is drawn again, and by what the processor can do.
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",
    "--disable-checker-imaging",
    "--lang=en",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-extensions",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most points of a picture at one side.
const MOST_POINTS: f64 = 16_000.0;

/// A browser with one page. It ends when it goes away, and its profile with it.
pub(super) struct Browser {
    socket: WebSocketStream<TcpStream>,
    process: Child,
    session: Option<String>,
    calls: u64,
    _profile: TempDir,
}

impl Browser {
    pub(super) async fn start(named: Option<&Path>) -> Result<Self, Error> {
        let program = match named {
            Some(program) => program.to_owned(),
            None => find().ok_or(Error::NoBrowser)?,
        };
        let failed = |why: String| Error::Start {
            browser: program.clone(),
            why,
        };
        let profile = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
        let log = profile.path().join("stderr");
        let says = std::fs::File::create(&log).map_err(|error| failed(error.to_string()))?;
        let mut command = Command::new(&program);
        command
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(says)
            .kill_on_drop(true);
        if is_root(profile.path()) {
            // The sandbox of Chromium refuses the superuser, which most containers run as.
            command.arg("--no-sandbox");
        }
        let mut process = command.spawn().map_err(|error| failed(error.to_string()))?;

        // The browser writes the port and the path of its address there when it listens.
        let listens = profile.path().join("DevToolsActivePort");
        let start = Instant::now();
        let (port, path) = loop {
            if let Ok(text) = std::fs::read_to_string(&listens)
                && let Some((port, path)) = text.trim().split_once('\n')
            {
                break (port.to_owned(), path.to_owned());
            }
            let ended = process.try_wait().ok().flatten();
            if let Some(status) = ended {
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                let last = said.lines().rev().find(|line| !line.trim().is_empty());
                return Err(failed(format!(
                    "{status}: {}",
                    last.unwrap_or("it says nothing")
                )));
            }
            if start.elapsed() > PATIENCE {
                return Err(failed(format!(
                    "it does not listen after {} seconds",
                    PATIENCE.as_secs()
                )));
            }
            sleep(Duration::from_millis(10)).await;
        };
        let stream = TcpStream::connect(format!("127.0.0.1:{port}"))
            .await
            .map_err(|error| failed(error.to_string()))?;
        // A picture comes as one message.
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let address = format!("ws://127.0.0.1:{port}{path}");
        let socket =
            tokio_tungstenite::client_async_with_config(address, stream, Some(config)).await;
        let (socket, _) = socket.map_err(|error| failed(error.to_string()))?;
        let mut browser = Self {
            socket,
            process,
            session: None,
            calls: 0,
            _profile: profile,
        };
        let page = browser
            .call("Target.createTarget", json!({ "url": "about:blank" }))
            .await?;
        let attached = browser
            .call(
                "Target.attachToTarget",
                json!({ "targetId": page["targetId"], "flatten": true }),
            )
            .await?;
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        browser
            .call(
                "Emulation.setDefaultBackgroundColorOverride",
                json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0 } }),
            )
            .await?;
        Ok(browser)
    }

    /// Asks for something, and waits for the answer.
    pub(super) async fn call(&mut self, call: &str, parameters: Value) -> Result<Value, Error> {
        let failed = |why: String| Error::Browser {
            call: call.to_owned(),
            why,
        };
        self.calls += 1;
        let id = self.calls;
        let mut message = json!({ "id": id, "method": call, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let answered = timeout(PATIENCE, async {
            let sent = self.socket.send(Message::text(message.to_string())).await;
            sent.map_err(|error| failed(error.to_string()))?;
            while let Some(message) = self.socket.next().await {
                let message = message.map_err(|error| failed(error.to_string()))?;
                let Message::Text(text) = message else {
                    continue;
                };
                let mut answer: Value =
                    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
                // All else is news that nobody asked for.
                if answer["id"] == id {
                    return match answer["error"]["message"].as_str() {
                        Some(why) => Err(failed(why.to_owned())),
                        None => Ok(answer["result"].take()),
                    };
                }
            }
            Err(failed("the browser has ended".to_owned()))
        });
        answered.await.unwrap_or_else(|_| {
            Err(Error::Silent {
                call: call.to_owned(),
                seconds: PATIENCE.as_secs(),
            })
        })
    }

    /// Opens a page, and waits until its script runs.
    pub(super) async fn open(&mut self, address: &str) -> Result<(), Error> {
        let opened = self
            .call("Page.navigate", json!({ "url": address }))
            .await?;
        if let Some(why) = opened["errorText"].as_str() {
            return Err(Error::Browser {
                call: "Page.navigate".to_owned(),
                why: why.to_owned(),
            });
        }
        let loaded = "new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done)).then(() => {})";
        self.evaluate(loaded).await?;
        Ok(())
    }

    /// The value of a script, or of what it promises.
    pub(super) async fn evaluate(&mut self, script: &str) -> Result<Value, Error> {
        const CALL: &str = "Runtime.evaluate";
        let parameters =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call(CALL, parameters).await?;
        match &answer["exceptionDetails"] {
            Value::Null => Ok(answer["result"]["value"].take()),
            thrown => {
                let words = thrown["exception"]["description"].as_str();
                Err(Error::Browser {
                    call: CALL.to_owned(),
                    why: words.unwrap_or("an exception").to_owned(),
                })
            }
        }
    }

    /// A picture of a place of the page, as PNG.
    pub(super) async fn picture(&mut self, place: &Value, ratio: u8) -> Result<Vec<u8>, Error> {
        const CALL: &str = "Page.captureScreenshot";
        let side = |name: &str| place[name].as_f64().unwrap_or_default();
        let longest = side("width").max(side("height")) * f64::from(ratio);
        let mut clip = place.clone();
        clip["scale"] = json!((MOST_POINTS / longest).min(1.0));
        let parameters = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        let answer = self.call(CALL, parameters).await?;
        let data = answer["data"].as_str().unwrap_or_default();
        STANDARD.decode_to_vec(data).map_err(|_| Error::Browser {
            call: CALL.to_owned(),
            why: "the picture is not in base64".to_owned(),
        })
    }

    /// Ends the browser, and waits until it has ended, so that its profile can be deleted.
    pub(super) async fn end(mut self) {
        self.session = None;
        let closed = self.call("Browser.close", json!({})).await;
        let ended = timeout(Duration::from_secs(5), self.process.wait()).await;
        if closed.is_err() || ended.is_err() {
            // It ends all the same: nothing more can be done if it does not.
            _ = self.process.kill().await;
        }
    }
}

/// A browser that is installed.
fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let named = NAMES.iter().flat_map(|name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    let places = PLACES.iter().map(PathBuf::from);
    named.chain(places).find(|program| program.is_file())
}

/// Whether who has made a folder is the superuser.
#[cfg(unix)]
fn is_root(own: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(own).is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_own: &Path) -> bool {
    false
}
