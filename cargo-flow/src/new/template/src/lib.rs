//! The flows, and the types of what they send and take.

pub mod callback;
