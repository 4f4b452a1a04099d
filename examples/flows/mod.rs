//! Flows to learn from. Each file holds one flow. The JSON file of the same name is the Flow JSON that
//! it must give, written by hand from Meta's documentation.

pub mod booking;
pub mod feedback;
pub mod intake;
pub mod lead;
pub mod menu;
pub mod survey;

/// Every flow here.
pub const ALL: &[&flow_dsl::Flow] = &[
    &intake::FLOW,
    &booking::FLOW,
    &survey::FLOW,
    &lead::FLOW,
    &menu::FLOW,
    &feedback::FLOW,
];
