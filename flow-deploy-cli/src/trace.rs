//! `--verbose`: the requests on standard error.

use std::io::{self, Write};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{fmt, registry};

use crate::progress::beside_progress;

/// Standard error beside a display that moves.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        beside_progress(|| io::stderr().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Shows the calls and attempts of the client, which hold names, numbers, statuses and request ids. The
/// events of the SDKs' chain are left out: some show what they were sent.
pub(crate) fn show() {
    let lines = fmt::layer()
        .with_writer(|| Lines)
        .with_ansi(false)
        .with_target(false)
        .without_time();
    let only = Targets::new().with_target("flow_deploy", LevelFilter::DEBUG);
    // A program that has a subscriber of its own keeps it.
    let _ = registry().with(lines).with(only).try_init();
}
