//! Leave for what cannot be undone.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::exit::Failure;

/// Goes on if `--yes` was given, or somebody at a terminal says so.
pub(crate) fn confirm(yes: bool, what: &str) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Failure::Refused(format!(
            "this {what}, which cannot be undone: it needs --yes; nothing was done"
        )));
    }
    eprint!("This {what}, which cannot be undone. Go on? [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Refused("nothing was done".to_owned())),
    }
}
