//! What a check costs in instructions and memory, and an import in instructions, by the size of the
//! document: figures that hold on a busy machine. A document of ten times the size may take ten times of
//! each.
//!
//! `cargo bench -p flow-json --bench steps` prints the tables of `docs/benchmarks.md`. It needs
//! valgrind, under which it runs itself once for each figure.

mod documents;
#[path = "documents/memory.rs"]
mod memory;

use std::env;
use std::error::Error;
use std::process::Command;

use documents::{flow, shapes, tree};
use flow_json::print::{Options, print};
use flow_json::{Style, check};
use memory::Memory;

/// What to measure: the sound flow of so many components, or a shape of so many bytes.
fn document(shape: &str, size: usize) -> Result<String, Box<dyn Error>> {
    if shape == SOUND {
        return Ok(flow(size));
    }
    let found = shapes(size).into_iter().find(|(name, _)| *name == shape);
    Ok(found.ok_or("no such shape")?.1)
}

const SOUND: &str = "sound flow";

/// What is done with a document, beside reading it.
const READ: &str = "read";
const CHECK: &str = "check";
const IMPORT: &str = "import";
const IMPORT_WITH_COMPONENTS: &str = "import with components";

/// Runs this program again on one document, and says how many instructions that took.
fn instructions(shape: &str, size: usize, what: &str) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(env::current_exe()?)
        .args([shape, &size.to_string(), what])
        .output()
        .map_err(|error| format!("cannot run valgrind: {error}"))?;
    let text = String::from_utf8(output.stderr)?;
    let line = text
        .lines()
        .find(|line| line.contains("I   refs") || line.contains("I refs"));
    let count = line
        .and_then(|line| line.rsplit(' ').next())
        .ok_or_else(|| text.clone())?;
    Ok(count.replace(',', "").parse()?)
}

fn row(name: &str, shape: &str, size: usize, per: Option<usize>) -> Result<(), Box<dyn Error>> {
    let text = document(shape, size)?;
    let bytes = text.len();
    let Memory { reading, checking } = Memory::of(&text);
    let steps = instructions(shape, size, CHECK)? - instructions(shape, size, READ)?;
    let each = per.map_or(String::new(), |per| format!(" {} |", steps / per as u64));
    println!(
        "| {name} | {bytes} | {:.1} M | {:.0} |{each} {:.1} | {:.1} |",
        steps as f64 / 1e6,
        steps as f64 / bytes as f64,
        reading as f64 / bytes as f64,
        checking as f64 / bytes as f64,
    );
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [shape, size, what] = arguments.as_slice() {
        let tree = tree(&document(shape, size.parse()?)?);
        let import = |components| {
            let options = Options {
                name: Some("flow"),
                components,
                ..Options::default()
            };
            print(&tree, options).map(drop)
        };
        match &what[..] {
            READ => {}
            CHECK => drop(check(&tree, Style::Json)),
            IMPORT => import(false)?,
            IMPORT_WITH_COMPONENTS => import(true)?,
            _ => return Err("no such thing to do".into()),
        }
        return Ok(());
    }
    println!(
        "| Components | Bytes | Instructions of a check | a byte | a component | Memory to read | to check |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for components in [10, 100, 1_000, 10_000] {
        row(&components.to_string(), SOUND, components, Some(components))?;
    }
    println!("\n| Components | Import | a component | With components | a component |");
    println!("|---:|---:|---:|---:|---:|");
    for components in [10, 100, 1_000, 10_000] {
        let reading = instructions(SOUND, components, READ)?;
        let mut row = format!("| {components} |");
        for what in [IMPORT, IMPORT_WITH_COMPONENTS] {
            let steps = instructions(SOUND, components, what)? - reading;
            let each = steps / components as u64;
            row += &format!(" {:.1} M | {each} |", steps as f64 / 1e6);
        }
        println!("{row}");
    }
    println!("\n| Shape | Bytes | Instructions of a check | a byte | Memory to read | to check |");
    println!("|---|---:|---:|---:|---:|---:|");
    for (shape, _) in shapes(0) {
        for size in [100_000, 1_000_000, 10_000_000] {
            row(shape, shape, size, None)?;
        }
    }
    Ok(())
}
