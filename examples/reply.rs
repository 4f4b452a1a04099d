//! A reply, from the webhook that brings it to a value of Rust.
//!
//! ```sh
//! cargo run --example reply
//! ```

#[path = "flows/survey.rs"]
mod survey;

use flow_dsl::reply::Choice as _;
use flow_events::Event;
use survey::{Grade, Liked, Reply, Route};

/// The notification that AWS End User Messaging Social publishes to the account's topic when a person
/// has completed the survey. Each layer is JSON as text inside the layer around it.
const NOTIFICATION: &str = include_str!("reply.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for event in flow_events::read(NOTIFICATION.as_bytes())? {
        let Event::Reply(message) = event else {
            continue;
        };
        let reply: Reply = message.values()?;
        println!(
            "{} sailed with us.",
            message.from.as_deref().unwrap_or("Somebody")
        );
        println!("  {}, {}", reply.label, people(reply.party));
        println!("  {}", line(&reply));
        println!("  {}", verdict(&reply));
        if reply.liked.contains(&Liked::Crew) {
            println!("  The crew should hear of it.");
        }
        if reply.call_me {
            println!(
                "  Call back about: {}",
                reply.improve_text.as_deref().unwrap_or("anything")
            );
        }
        println!("  {} points", reply.points);
    }
    Ok(())
}

fn people(count: f64) -> String {
    if count == 1.0 {
        "alone".to_owned()
    } else {
        format!("{count} people")
    }
}

/// The ids that the flow writes out are the variants of an enum.
fn line(reply: &Reply) -> String {
    match &reply.route {
        Route::North => "They took the north line.".to_owned(),
        Route::South => "They took the south line.".to_owned(),
        Route::Night => match &reply.cabin {
            Some(cabin) => format!("They took the night line and slept {}.", cabin.id()),
            None => "They took the night line.".to_owned(),
        },
        // An option that another version of the flow had.
        Route::Other(id) => format!("They took a line that is new here: {id}."),
    }
}

/// The ids of a list from Rust are the variants of its enum.
fn verdict(reply: &Reply) -> &'static str {
    match reply.overall {
        Grade::Excellent | Grade::Good => "It was good.",
        Grade::Fair => "It was fair.",
        _ => "It could have been better.",
    }
}
