//! A headless Chromium, and a page to look at in it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use flow_preview::Preview;
use flow_sim::Date;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// A browser of one's own. It ends when it goes away.
pub(crate) struct Browser {
    pub(crate) page: Client,
    #[cfg_attr(not(unix), allow(dead_code, reason = "it is held for its end"))]
    processes: Processes,
}

impl Browser {
    /// Starts one. `None`, and a word, where none is installed.
    pub(crate) async fn start() -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(driver) = driver else {
            println!("skipped: there is no `chromedriver` (Debian: chromium, chromium-driver)");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut processes = Processes { driver, profile };
        let lines = BufReader::new(processes.driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse::<u16>().ok()
            })
            .unwrap();
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--hide-scrollbars",
            "--font-render-hinting=none",
            "--disable-lcd-text",
            "--force-color-profile=srgb",
            // As for the pictures of a command: edges are the same each time.
            "--disable-partial-raster",
            "--disable-skia-runtime-opts",
            "--disable-checker-imaging",
            "--window-size=1500,1087",
        ]
        .map(str::to_owned)
        .into();
        arguments.push(format!(
            "--user-data-dir={}",
            processes.profile.path().display()
        ));
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Some(Self { page, processes })
    }

    pub(crate) async fn js(&self, script: &str) -> Value {
        self.page.execute(script, Vec::new()).await.unwrap()
    }

    /// From now on a page without a background of its own is transparent in pictures.
    pub(crate) async fn transparent(&self) {
        self.page.issue_cmd(Transparent).await.unwrap();
    }

    /// Waits until a script gives true.
    pub(crate) async fn until(&self, script: &str) {
        // A build takes a while on a machine that does much else.
        for _ in 0..2000 {
            if self.js(script).await == true {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!(
            "never true: {script}\n{}",
            self.js("return document.body.innerText").await
        );
    }

    /// Clicks, and waits until the page has answered.
    pub(crate) async fn click(&self, css: &str) {
        let clicked = self
            .page
            .execute(
                "const one = document.querySelector(arguments[0]); one?.click(); return one !== null;",
                vec![json!(css)],
            )
            .await
            .unwrap();
        assert_eq!(clicked, true, "there is no {css}");
        self.settled().await;
    }

    /// Waits until all that was sent is answered.
    pub(crate) async fn settled(&self) {
        self.until("return document.body.dataset.waits === undefined || document.body.dataset.waits === '0'")
            .await;
    }

    pub(crate) async fn type_into(&self, css: &str, text: &str) {
        let input = self.page.find(Locator::Css(css)).await.unwrap();
        input.send_keys(text).await.unwrap();
        self.settled().await;
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: &str) {
        let focused = self.page.active_element().await.unwrap();
        focused.send_keys(key).await.unwrap();
        self.settled().await;
    }

    /// The messages in the console so far, but for hints to authors of pages.
    pub(crate) async fn console(&self) -> Vec<Value> {
        let log = self.page.issue_cmd(Log).await.unwrap();
        let lines = log.as_array().cloned().unwrap_or_default();
        let matters = |line: &Value| line["level"] != "DEBUG";
        lines.into_iter().filter(matters).collect()
    }

    pub(crate) async fn end(self) {
        self.page.clone().close().await.unwrap();
    }
}

/// The driver and the browser that it has started. They end when this goes away, also in a test that fails.
struct Processes {
    driver: Child,
    profile: tempfile::TempDir,
}

impl Processes {
    /// The number of the browser, which it keeps in its profile while it runs.
    #[cfg(unix)]
    fn browser(&self) -> Option<rustix::process::Pid> {
        let lock = std::fs::read_link(self.profile.path().join("SingletonLock")).ok()?;
        let (_, number) = lock.to_str()?.rsplit_once('-')?;
        rustix::process::Pid::from_raw(number.parse().ok()?)
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        let ended = self.driver.kill().and_then(|()| self.driver.wait());
        if let Err(error) = ended {
            println!("the driver of the browser still runs: {error}");
        }
        // A browser outlives its driver. Its own processes end with it.
        #[cfg(unix)]
        if let Some(browser) = self.browser() {
            rustix::process::kill_process(browser, rustix::process::Signal::KILL).ok();
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_browser_ends_with_its_test() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let number = browser.processes.browser().unwrap();
    assert!(rustix::process::test_kill_process(number).is_ok());
    drop(browser);
    while rustix::process::test_kill_process(number).is_ok() {
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// Makes the page's own background transparent, so that pictures of a phone have no corners.
#[derive(Debug)]
struct Transparent;

impl WebDriverCompatibleCommand for Transparent {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let call = json!({
            "cmd": "Emulation.setDefaultBackgroundColorOverride",
            "params": { "color": { "r": 0, "g": 0, "b": 0, "a": 0 } },
        });
        (http::Method::POST, Some(call.to_string()))
    }
}

/// Asks for the messages of the console, which the standard of drivers lacks.
#[derive(Debug)]
struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (
            http::Method::POST,
            Some(json!({ "type": "browser" }).to_string()),
        )
    }
}

/// Serves a file while a test runs. The address of the page.
pub(crate) fn serve(path: PathBuf) -> String {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let preview = Preview::of_file(path).today(Date::parse("2027-01-10").unwrap());
        let ready = |address: &str| send.send(address.to_owned()).unwrap();
        runtime
            .block_on(preview.run(ready, std::future::pending()))
            .unwrap();
    });
    receive.recv().unwrap()
}

/// The flows to look at: the examples, and one with all components.
pub(crate) fn flows() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("../examples/flows"), here.join("tests/flows")];
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let mut flows: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    flows.sort();
    assert!(flows.len() > 3);
    flows
}
