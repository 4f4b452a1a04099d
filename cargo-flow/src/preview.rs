//! `cargo flow preview`

use std::path::PathBuf;

use clap::Args;
use flow_preview::Preview as Page;
use flow_sim::Date;

use crate::exit::{Exit, Outcome};

/// Show a flow as a phone does, and follow each change of its file
///
/// Prints the address of a page on this machine, and serves it until Ctrl-C. `docs/preview.md` shows it.
///
/// Exit codes: 0 after Ctrl-C, 2 if the file cannot be read or the port is taken.
#[derive(Args)]
pub(crate) struct Preview {
    /// A file of Flow JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The loopback port; a free one if left out
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The day that it is on the phone; today if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::explore::day)]
    today: Option<Date>,
}

impl Preview {
    pub(crate) fn run(self) -> Outcome {
        let mut page = Page::of_file(self.file).port(self.port);
        if let Some(today) = self.today {
            page = page.today(today);
        }
        page.serve(|address| {
            anstream::println!("Open \u{1b}[1m{address}\u{1b}[0m (Ctrl-C ends it)");
        })?;
        Ok(Exit::Success)
    }
}
