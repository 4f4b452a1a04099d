//! The question before a change that cannot be undone.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::exit::Failure;

/// Goes on with `--yes`, or with the consent of a person at a terminal. `change` begins with its verb.
pub(crate) fn confirm(yes: bool, change: &str) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Failure::Refused(format!(
            "this {change}, which cannot be undone: it needs --yes; nothing was done"
        )));
    }
    eprint!("This {change}, which cannot be undone. Go on? [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Refused("nothing was done".to_owned())),
    }
}
