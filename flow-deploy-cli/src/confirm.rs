//! The question before a change that cannot be undone.

use std::io::{self, BufRead as _, IsTerminal as _};

use tokio::sync::oneshot;

use crate::exit::Failure;
use crate::interrupt::Stops;
use crate::output::{one_line, say};

/// Goes on with `--yes`, or with the consent of a person at a terminal. `change` begins with its verb. It may
/// hold names of the service.
pub(crate) async fn confirm(stops: &Stops, yes: bool, change: &str) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Failure::refused(format!(
            "this {change}, which cannot be undone: it needs --yes; nothing was done"
        )));
    }
    eprint!(
        "This {}, which cannot be undone. Go on? [y/N] ",
        one_line(change)
    );
    let answer = stops.unless_stopped(answer(), "nothing was done").await;
    if !answer.as_ref().is_ok_and(|line| line.ends_with('\n')) {
        // The question still has the line.
        say("");
    }
    match answer?.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::refused("nothing was done")),
    }
}

/// A line of standard input. It is read in a thread that nobody waits for: the process may end before.
async fn answer() -> Result<String, Failure> {
    let (sender, answer) = oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).map(|_| line);
        // Nobody listens any more if the run was interrupted.
        let _ = sender.send(read);
    });
    let gone = |_| io::Error::other("standard input could not be read");
    Ok(answer.await.map_err(gone)??)
}
