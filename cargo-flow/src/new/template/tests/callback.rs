//! The flow on a phone in memory.

use CRATE::callback::{FLOW, Reply};
use flow_sim::explore::{Bounds, explore};
use flow_sim::{Phone, PhoneError, Program, Settings};

#[test]
fn somebody_is_called_back() -> Result<(), PhoneError> {
    let mut phone = Phone::open(FLOW)?;
    assert!(phone.tap("Continue").is_err(), "whom do we call, and when?");

    phone.fill("Your name", "Grace")?;
    phone.pick("When may we call?", "In the evening")?;
    phone.tap("Continue")?;
    assert!(phone.screen().shows("We call Grace in the evening."));

    let reply: Reply = phone.tap("Send")?.reply()?;
    assert_eq!(reply.name, "Grace");
    assert_eq!(reply.time, "evening");
    Ok(())
}

/// Whatever people do, none is stuck.
#[test]
fn all_states_are_fine() {
    let program = Program::from(FLOW);
    let exploration = explore(&program, &Settings::default(), Bounds::default());
    assert_eq!(exploration.findings, []);
}
