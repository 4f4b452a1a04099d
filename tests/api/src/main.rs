//! Compares the public interfaces of the crates with their lists in `docs/api`. `.ci/api` runs it.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Those that somebody depends on. The macros and what is inside of them have no interface of their own.
const CRATES: [&str; 9] = [
    "flow-deploy",
    "flow-deploy-cli",
    "flow-dsl",
    "flow-endpoint",
    "flow-events",
    "flow-json",
    "flow-local",
    "flow-preview",
    "flow-sim",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    let mut stale = Vec::new();
    for name in CRATES {
        let json = target.join("doc").join(name.replace('-', "_") + ".json");
        let items = public_api::Builder::from_rustdoc_json(json)
            .omit_blanket_impls(true)
            .omit_auto_trait_impls(true)
            .omit_auto_derived_impls(true)
            .build()?;
        let list: String = items.items().map(|item| format!("{item}\n")).collect();
        let kept = root.join("docs/api").join(name).with_extension("txt");
        if env::var_os("UPDATE").is_some() {
            fs::write(kept, list)?;
        } else if fs::read_to_string(&kept)? != list {
            stale.push(name);
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    let stale = stale.join(", ");
    Err(format!(
        "the interface of {stale} is another: see `UPDATE=1 .ci/api`, and docs/stability.md"
    )
    .into())
}
