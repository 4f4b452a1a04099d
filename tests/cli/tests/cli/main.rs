//! What the command line of a program does, driven as its user does: by starting it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod commands;
mod deploy;
mod killed;
mod program;
