//! What the expansions of `#[component]`, and of flows with components of one's own, need.

/// Says what is wrong at the expression that calls it.
#[track_caller]
pub const fn say(message: &str) {
    panic!("{}", message)
}
