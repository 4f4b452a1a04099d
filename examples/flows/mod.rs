//! Flows to learn from. Each file holds one; the JSON of the same name beside it is what it must
//! come out as, written by hand from Meta's documentation.

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
