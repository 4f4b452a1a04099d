//! The command line of a program, tested by starting it as its user does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]
// Signals and full disks are tested on Unix alone, and what that takes is unused elsewhere.
#![cfg_attr(not(unix), allow(dead_code, unused_imports))]

mod chain;
mod commands;
mod deploy;
mod ends;
mod environment;
mod hostile;
#[cfg(unix)]
mod interrupted;
mod keys;
mod killed;
mod languages;
#[cfg(target_os = "linux")]
mod page;
mod patience;
mod program;
mod recipes;
mod saved_plan;
mod send;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod trouble;
