//! Flows to learn from. Each file holds one; the JSON beside it is what it must come out as,
//! written by hand from Meta's documentation.

pub mod booking;
pub mod feedback;
pub mod intake;
pub mod lead;
pub mod menu;
pub mod survey;

/// Every flow here and the Flow JSON that it must be equal to, as JSON values.
pub const ALL: &[(&flow_dsl::Flow, &str)] = &[
    (&intake::FLOW, include_str!("intake.json")),
    (&booking::FLOW, include_str!("booking.json")),
    (&survey::FLOW, include_str!("survey.json")),
    (&lead::FLOW, include_str!("lead.json")),
    (&menu::FLOW, include_str!("menu.json")),
    (&feedback::FLOW, include_str!("feedback.json")),
];
