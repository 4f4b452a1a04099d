//! A service that gives the same answers to both clients, and both clients with the calls to measure.

mod clients;
mod instructions;
mod service;

pub use clients::{Clients, Operation, Which};
pub use instructions::instructions;
pub use service::{ACCOUNT, Service};

/// An error, which ends a benchmark.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
