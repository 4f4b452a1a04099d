//! Flows to learn from. Each file holds one flow. The JSON file of the same name is the Flow JSON that
//! it must give, written by hand from Meta's documentation.
//! `pickup` is one flow in three languages, with a file of Flow JSON for each.

pub mod booking;
pub mod feedback;
pub mod intake;
pub mod lead;
pub mod menu;
pub mod pickup;
pub mod survey;

/// Every flow here.
pub const ALL: &[&flow_dsl::Flow] = &[
    &intake::FLOW,
    &booking::FLOW,
    &survey::FLOW,
    &lead::FLOW,
    &menu::FLOW,
    &feedback::FLOW,
    &pickup::FLOWS.as_slice()[0],
    &pickup::FLOWS.as_slice()[1],
    &pickup::FLOWS.as_slice()[2],
];
