//! A phone in memory: does with a WhatsApp Flow as a phone does, for tests and previews.
//!
//! - [`Phone`] is for tests: it finds components by the names that people use, and says why it
//!   refuses a step.
//! - [`Simulator`] is the core: a pure function from a [`State`] and an [`Event`] to the next state and
//!   its [`Effect`]s. No clock, no network, no thread.
//! - [`View`] holds everything that a person can see. Its `Display` draws the screen as text.
//! - [`explore`](explore::explore) walks all states of a flow and finds the mistakes in it.
//! - [`scenario`] holds tests as data, for files.
//! - [`Settings`] are the questions about phones that nobody outside Meta can answer.
//!   `docs/simulator.md` has the sources.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod choice;
mod date;
mod event;
pub mod explore;
mod file;
mod inspect;
mod number;
mod pattern;
mod phone;
mod place;
mod print;
mod problem;
mod program;
pub mod scenario;
mod scope;
pub mod settings;
mod state;
mod step;
mod value;
mod view;

pub use choice::Choice;
pub use date::Date;
pub use event::{Answer, Effect, ErrorNotice, Event, Refusal, Request, RequestAction};
pub use file::File;
pub use number::Number;
pub use phone::{Answers, Endpoint, Phone, PhoneBuilder, PhoneError};
pub use place::Place;
pub use problem::Problem;
pub use program::{Fault, Kind, NotJson, Program};
pub use settings::Settings;
pub use state::{End, FAILURE, Notice, State};
pub use step::{Opening, Simulator};
pub use value::{Text, Value};
pub use view::{Blocker, Component, Hidden, View};

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
