//! Instructions, counted by valgrind. A busy machine does not change their number.

use std::process::Command;

use crate::Error;

/// Runs a command under valgrind, and returns the number of its instructions.
pub fn instructions(command: &Command) -> Result<f64, Error> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=cachegrind", "--cache-sim=no"])
        .arg("--cachegrind-out-file=/dev/null")
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => valgrind.env(name, value),
            None => valgrind.env_remove(name),
        };
    }
    let output = valgrind
        .output()
        .map_err(|error| format!("cannot run valgrind: {error}"))?;
    let text = String::from_utf8(output.stderr)?;
    if !output.status.success() {
        return Err(text.into());
    }
    let line = text.lines().find(|line| line.contains("refs"));
    let count = line
        .and_then(|line| line.rsplit(' ').next())
        .ok_or_else(|| text.clone())?;
    Ok(count.replace(',', "").parse()?)
}
