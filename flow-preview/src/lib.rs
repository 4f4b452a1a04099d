//! A page that shows a WhatsApp Flow as a phone does, while it is written.
//!
//! [`Preview`] serves it on the loopback interface. The flow runs on a phone of [`flow_sim`]; all that the
//! page shows is drawn here, from its [`View`](flow_sim::View). A small script in the page sends what a
//! person does, and puts in what has changed. `docs/preview.md` shows the page.
//!
//! # Features
//!
//! - `clap`: the options of a page, for command lines.
//! - `endpoint`: an endpoint is asked over HTTP and HTTPS, with real encryption.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "clap")]
mod arguments;
mod editor;
#[cfg(feature = "endpoint")]
mod endpoint;
mod error;
mod explorer;
mod file;
mod guard;
mod look;
mod page;
mod pictures;
mod preview;
mod program;
pub mod screenshots;
mod server;
mod session;
mod source;
mod stand_in;
mod touch;
mod watch;

#[cfg(feature = "clap")]
pub use arguments::Arguments;
pub use error::Error;
#[cfg(feature = "endpoint")]
pub use flow_endpoint::RemoteEndpoint;
pub use look::{Direction, Scale, Size, Theme};
pub use preview::Preview;
pub use program::Program;
pub use screenshots::Screenshots;

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
