//! A signed client of the WhatsApp Flow operations of AWS End User Messaging Social.

mod answer;
mod client;
mod config;
mod credentials;
mod error;
mod input;
mod operation;
pub mod signing;

pub use client::{Client, ClientBuilder};
pub use config::ConfigError;
pub use credentials::Credentials;
pub use error::{Error, NoAnswer, NoAnswerReason, ServiceError, ServiceErrorKind, StatusClass};
pub use flow_json::Category;
pub use input::{InvalidInput, MAX_FLOW_JSON_BYTES, Problem, Unit, Violation};
pub use operation::{
    CreateWhatsAppFlowInput, CreateWhatsAppFlowOutput, UpdateWhatsAppFlowAssetsInput,
    UpdateWhatsAppFlowAssetsOutput,
};
