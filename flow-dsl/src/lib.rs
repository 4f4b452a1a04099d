//! WhatsApp Flows written in Rust and checked while they build.
