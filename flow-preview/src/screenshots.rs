//! Pictures of the screens of flows, and of each flow as a whole.
//!
//! The page is drawn by a browser that runs without a window, so a picture shows what the preview shows.

mod browser;
mod files;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use flow_sim::Date;
use serde_json::{Value, json};

use crate::look::{Direction, Look, Scale, Size, Theme};
use crate::preview::{Preview, asked_to_end};
use crate::session::is_right_to_left;
use browser::Browser;
use files::Files;

/// Which pictures are made, and how.
///
/// With more than one theme, direction, size or size of letters, there is a picture for each together.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[non_exhaustive]
pub struct Screenshots {
    /// The folder for the pictures; it is made if it is not there
    #[cfg_attr(feature = "clap", arg(long, value_name = "DIR"))]
    pub out: PathBuf,
    /// The colours; several with commas
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_delimiter = ',', default_value = "light")
    )]
    pub theme: Vec<Theme>,
    /// The direction of reading; several with commas [default: that of the language of the flow]
    #[cfg_attr(feature = "clap", arg(long, value_enum, value_delimiter = ','))]
    pub direction: Vec<Direction>,
    /// The size of the phone; several with commas
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_delimiter = ',', default_value = "medium")
    )]
    pub size: Vec<Size>,
    /// The size of letters, in percent; several with commas
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_delimiter = ',', default_value = "100")
    )]
    pub letters: Vec<Scale>,
    /// Make the phone as high as its screen needs, so that nothing has to be scrolled
    #[cfg_attr(feature = "clap", arg(long))]
    pub whole: bool,
    /// How many points of the picture are one of the page: 2 is sharp on most displays
    #[cfg_attr(feature = "clap", arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4)))]
    pub pixel_ratio: u8,
    /// Chromium, Chrome or Edge; looked for by name if left out
    #[cfg_attr(feature = "clap", arg(long, value_name = "PATH"))]
    pub browser: Option<PathBuf>,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No browser is installed under a name that is looked for.
    #[error(
        "no browser is installed that can draw the pictures; install Chromium or Chrome, or name one with \
         `--browser`"
    )]
    NoBrowser,
    /// The browser cannot be run, or ended at once.
    #[error("{browser} does not start: {why}", browser = browser.display())]
    Start {
        /// The program.
        browser: PathBuf,
        /// What the system or the browser says.
        why: String,
    },
    /// The browser did not answer in time, in seconds.
    #[error("the browser gave no answer to `{call}` within {seconds} seconds")]
    Silent {
        /// What it was asked, in words of the Chrome DevTools Protocol.
        call: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// Ctrl-C, or another signal to end, came first.
    #[error("the pictures are not complete: what was written so far stays; run it again")]
    Interrupted,
    /// The browser refused something, or has ended.
    #[error("the browser failed at `{call}`: {why}")]
    Browser {
        /// What it was asked, in words of the Chrome DevTools Protocol.
        call: String,
        /// What the browser says.
        why: String,
    },
    /// The flow cannot be shown.
    #[error("{flow} cannot be shown: {why}")]
    Flow {
        /// Its name.
        flow: String,
        /// What is wrong with it.
        why: String,
    },
    /// A picture cannot be written.
    #[error("cannot write {path}: {error}", path = path.display())]
    Write {
        /// The picture or the folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The page cannot be served.
    #[error(transparent)]
    Page(#[from] crate::Error),
}

/// The pictures that were made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// The files, in the order in which they were written.
    pub files: Vec<PathBuf>,
    /// What no font of this machine has. Boxes stand in its place.
    pub unknown: BTreeSet<char>,
}

impl Taken {
    /// What is wrong with the pictures, in words.
    pub fn warning(&self) -> Option<String> {
        let mut signs = self.unknown.iter();
        let mut named: String = signs
            .by_ref()
            .take(10)
            .flat_map(|sign| [*sign, ' '])
            .collect();
        if signs.len() > 0 {
            named.push_str(&format!("and {} more ", signs.len()));
        }
        let named = named.trim_end();
        (!named.is_empty()).then(|| {
            format!(
                "boxes stand in the place of {named}, which no font of this machine has; install one (for emoji: \
                 Noto Color Emoji) and make the pictures again"
            )
        })
    }
}

impl Screenshots {
    /// Pictures for a folder: light, from left to right, on a phone of medium size.
    ///
    /// ```no_run
    /// use flow_preview::{Preview, Screenshots};
    ///
    /// let flows = [("booking".to_owned(), Preview::of_file("booking.json"))];
    /// let taken = Screenshots::new("pictures").take(&flows)?;
    /// println!("{} pictures", taken.files.len());
    /// # Ok::<(), flow_preview::screenshots::Error>(())
    /// ```
    pub fn new(out: impl Into<PathBuf>) -> Self {
        Self {
            out: out.into(),
            theme: vec![Theme::default()],
            direction: Vec::new(),
            size: vec![Size::default()],
            letters: vec![Scale::default()],
            whole: false,
            pixel_ratio: 2,
            browser: None,
        }
    }

    /// Makes a picture of each screen of each flow, with the examples of its data, and one of all its screens
    /// with their routes. The files are named `FLOW.SCREEN.THEME.png` and `FLOW.storyboard.THEME.png`; a look that is not the usual one stands before `png` too.
    ///
    /// The same flow gives the same bytes with the same browser, and letters that the machine lends, which are
    /// those that Roboto lacks.
    ///
    /// # Errors
    ///
    /// There is no browser, it fails or gives no answer in time, a flow cannot be shown, a file cannot be
    /// written, or a signal asks to end. What was written by then stays.
    pub fn take(&self, flows: &[(String, Preview)]) -> Result<Taken, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(crate::Error::Serve)?;
        runtime.block_on(async {
            tokio::select! {
                taken = self.run(flows) => taken,
                // The browser would outlive a process that a signal kills.
                () = asked_to_end() => Err(Error::Interrupted),
            }
        })
    }

    /// Makes them in a runtime that is there.
    ///
    /// # Errors
    ///
    /// As [`take`](Self::take).
    pub async fn run(&self, flows: &[(String, Preview)]) -> Result<Taken, Error> {
        let mut browser = Browser::start(self.browser.as_deref()).await?;
        let taken = self.take_with(&mut browser, flows).await;
        browser.end().await;
        taken
    }

    async fn take_with(
        &self,
        browser: &mut Browser,
        flows: &[(String, Preview)],
    ) -> Result<Taken, Error> {
        std::fs::create_dir_all(&self.out).map_err(|error| Error::Write {
            path: self.out.clone(),
            error,
        })?;
        browser
            .call(
                "Emulation.setDeviceMetricsOverride",
                json!({
                    "width": 1200, "height": 1200, "mobile": false,
                    "deviceScaleFactor": self.pixel_ratio,
                }),
            )
            .await?;
        let mut files = Files::new(&self.out);
        let mut unknown = BTreeSet::new();
        for (name, preview) in flows {
            // Calendars are closed in these pictures, so the day shows nowhere.
            let preview = preview.clone().today(Date::UNIX_EPOCH);
            let (ready, address) = tokio::sync::oneshot::channel();
            let (end, ended) = tokio::sync::oneshot::channel::<()>();
            let page = async {
                let ready = |address: &str| {
                    // No one waits any more if the browser has failed.
                    let _ = ready.send(address.to_owned());
                };
                let served = preview.run(ready, async { _ = ended.await }).await;
                served.map_err(Error::from)
            };
            let pictures = async {
                if let Ok(address) = address.await {
                    let signs = self.flow(browser, &mut files, name, &address).await?;
                    unknown.extend(signs);
                }
                drop(end);
                Ok::<(), Error>(())
            };
            tokio::try_join!(page, pictures)?;
        }
        Ok(Taken {
            files: files.written,
            unknown,
        })
    }

    /// The pictures of one flow. What no font has of the letters in them.
    async fn flow(
        &self,
        browser: &mut Browser,
        files: &mut Files<'_>,
        flow: &str,
        address: &str,
    ) -> Result<BTreeSet<char>, Error> {
        let mut unknown = BTreeSet::new();
        browser.open(address).await?;
        let page = browser
            .evaluate("({ broken: document.querySelector('.broken pre')?.textContent, screens: [...document.querySelectorAll('.thumb')].map((one) => one.dataset.screen) })")
            .await?;
        let screens = page["screens"].as_array().into_iter().flatten();
        let screens: Vec<&str> = screens.filter_map(Value::as_str).collect();
        let none = screens.is_empty().then_some("it has no screens");
        if let Some(why) = page["broken"].as_str().or(none) {
            return Err(Error::Flow {
                flow: flow.to_owned(),
                why: why.to_owned(),
            });
        }
        for look in self.looks(flow) {
            let scheme = json!({ "name": "prefers-color-scheme", "value": look.theme.word() });
            let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
            browser
                .call(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": [scheme, still] }),
                )
                .await?;
            for screen in &screens {
                let picture = self
                    .picture(browser, look, Some(screen), &mut unknown)
                    .await?;
                files.write(&[flow, screen], look, &picture)?;
            }
            let picture = self.picture(browser, look, None, &mut unknown).await?;
            files.write(&[flow, "storyboard"], look, &picture)?;
        }
        Ok(unknown)
    }

    /// Each look that is asked for.
    fn looks(&self, flow: &str) -> Vec<Look> {
        let own = [is_right_to_left(flow)];
        let asked: Vec<bool> = self
            .direction
            .iter()
            .map(|one| *one == Direction::Rtl)
            .collect();
        let directions: &[bool] = if asked.is_empty() { &own } else { &asked };
        let mut looks = Vec::new();
        for theme in &self.theme {
            for rtl in directions {
                for size in &self.size {
                    for scale in &self.letters {
                        looks.push(Look {
                            theme: *theme,
                            size: *size,
                            scale: *scale,
                            rtl: *rtl,
                        });
                    }
                }
            }
        }
        looks
    }

    /// A picture of a screen, or of all.
    async fn picture(
        &self,
        browser: &mut Browser,
        look: Look,
        screen: Option<&str>,
        unknown: &mut BTreeSet<char>,
    ) -> Result<Vec<u8>, Error> {
        let what = json!({
            "look": look, "screen": screen, "whole": self.whole,
        });
        let seen = browser.evaluate(&format!("({SCRIPT})({what})")).await?;
        unknown.extend(seen["unknown"].as_str().into_iter().flat_map(str::chars));
        browser.picture(&seen["place"], self.pixel_ratio).await
    }
}

/// Brings the page to a state, and gives the place of what is to be seen, and the letters that no font has.
const SCRIPT: &str = include_str!("../assets/screenshots.js");
