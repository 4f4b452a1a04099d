//! `cargo flow pictures`

use std::path::PathBuf;

use clap::Args;
use flow_preview::{Preview, Screenshots};

use crate::exit::{Exit, Outcome};

/// Write a picture of each screen of a flow, and one of all screens with their routes
///
/// The pictures are PNG files, named `FLOW.SCREEN.THEME.png` and `FLOW.storyboard.THEME.png`. They show what
/// `cargo flow preview` shows, with the examples of the data of screens. Chromium, Chrome or Edge draws them,
/// without a window and without the network.
///
/// Exit codes: 0, or 2 if a file cannot be read or written, or there is no browser.
#[derive(Args)]
pub(crate) struct Pictures {
    /// Files of Flow JSON
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    screenshots: Screenshots,
}

impl Pictures {
    pub(crate) fn run(self) -> Outcome {
        let files = self.files.iter();
        let flows = files.map(|path| (flow_json::name_of_file(path), Preview::of_file(path)));
        let flows: Vec<_> = flows.collect();
        let taken = self.screenshots.take(&flows)?;
        for path in &taken.files {
            anstream::println!("{}", path.display());
        }
        if let Some(warning) = taken.warning() {
            anstream::eprintln!("warning: {warning}");
        }
        Ok(Exit::Success)
    }
}
