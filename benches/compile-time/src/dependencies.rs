//! What a crate pays for depending on `flow-dsl`: a clean check of a crate that does, beside one that
//! depends on maud and serde.

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::time::Instant;

use crate::measure::{folder, succeeded};
use crate::peers::FLOW;

const CRATES: [(&str, &str); 2] = [
    ("flow-dsl", FLOW),
    (
        "maud-and-serde",
        "[dependencies]\nmaud = \"0.27\"\nserde = { version = \"1\", features = [\"derive\"] }",
    ),
];
const ROUNDS: usize = 3;

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut best = [f64::INFINITY; CRATES.len()];
    let mut crates = [0; CRATES.len()];
    for _ in 0..ROUNDS {
        for (at, (name, dependencies)) in CRATES.iter().enumerate() {
            let package = format!("clean-{name}");
            let folder = folder(&package, dependencies)?;
            fs::write(folder.join("src/lib.rs"), "//! Made to be measured.\n")?;
            let target = folder.join("target");
            let cargo = |arguments: &[&str]| {
                let mut command = std::process::Command::new(env!("CARGO"));
                command.args(arguments).current_dir(&folder);
                succeeded(command.env("CARGO_TARGET_DIR", &target).output()?)
            };
            let tree =
                String::from_utf8(cargo(&["tree", "-q", "--prefix", "none", "-f", "{p}"])?.stdout)?;
            // The crate itself is not one it depends on.
            crates[at] = tree.lines().collect::<HashSet<_>>().len() - 1;
            if target.exists() {
                fs::remove_dir_all(&target)?;
            }
            let start = Instant::now();
            cargo(&["check", "-q"])?;
            best[at] = best[at].min(start.elapsed().as_secs_f64());
        }
    }
    println!("| A crate that depends on | crates | clean check |\n|---|---:|---:|");
    for (at, (name, _)) in CRATES.iter().enumerate() {
        println!("| {name} | {} | {:.1} s |", crates[at], best[at]);
    }
    Ok(())
}
