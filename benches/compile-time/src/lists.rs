//! What lists of constants cost: options of a list from Rust, and `for` over one.

use std::error::Error;

use crate::measure::Bench;
use crate::peers::{FLOW, Peer};

const ITEMS: usize = 1_000;
const ROUNDS: usize = 25;

/// How the flow has its options. Without a list it has two that are written out.
const WAYS: [(&str, &str); 3] = [
    (
        "no list",
        r#"[Item { id: "a", title: "A" }, Item { id: "b", title: "B" }]"#,
    ),
    ("`data_source: LIST`", "OPTIONS"),
    (
        "`for item in LIST`",
        "[for option in OPTIONS { Item { id: option.id, title: option.title } }]",
    ),
];

/// The crate has the list in all ways, so that only its use is measured.
const LISTS: Peer = Peer {
    name: "lists",
    package: "bench-lists",
    dependencies: FLOW,
    source,
};

fn source(way: usize) -> String {
    let items: String = (0..ITEMS)
        .map(|item| format!("    Item::new(\"id_{item}\", \"The option number {item}\"),\n"))
        .collect();
    let options = WAYS[way.min(WAYS.len() - 1)].1;
    format!(
        "use flow_dsl::Item;\n\npub const OPTIONS: &[Item] = &[\n{items}];\n\n\
         #[allow(deprecated)] // More options than advised.\npub mod flow {{\n    #[allow(unused_imports)]\n    \
         use super::OPTIONS;\n\n    flow_dsl::flow!(Flow {{\n        name: \"lists\",\n        version: \"7.3\",\n        \
         screens: [Screen {{\n            id: \"LIST\",\n            title: \"List\",\n            children: [\n                \
         Dropdown {{ name: \"option\", label: \"Option\", required: true, data_source: {options} }},\n                \
         Footer {{ label: \"Done\", on_click_action: complete {{ option: form.option }} }},\n            ],\n        \
         }}],\n    }});\n}}\n"
    )
}

/// The cost of each way beyond that of the flow without a list: times of the first build and of one after a
/// touch of the file, or instructions of the first.
pub(crate) fn run(counts: bool) -> Result<(), Box<dyn Error>> {
    let bench = Bench::new(&LISTS)?;
    if counts {
        let mut base = None;
        println!(
            "| {ITEMS} options | Instructions of the first build | beyond none |\n|---|---:|---:|"
        );
        for (way, (name, _)) in WAYS.iter().enumerate() {
            let count = bench.first_instructions(way)?;
            let beyond = count.saturating_sub(*base.get_or_insert(count));
            println!(
                "| {name} | {} M | {} M |",
                count / 1_000_000,
                beyond / 1_000_000
            );
        }
        return Ok(());
    }
    let mut best = [[f64::INFINITY; 2]; WAYS.len()];
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS}");
        for (way, [first, touched]) in best.iter_mut().enumerate() {
            *first = first.min(bench.first_milliseconds(way)?);
            *touched = touched.min(bench.milliseconds(way)?);
        }
    }
    println!("| {ITEMS} options | First build | beyond none | After a touch | beyond none |");
    println!("|---|---:|---:|---:|---:|");
    for ((name, _), times) in WAYS.iter().zip(&best) {
        print!("| {name} |");
        for (time, none) in times.iter().zip(&best[0]) {
            print!(" {time:.0} ms | {:.0} ms |", time - none);
        }
        println!();
    }
    Ok(())
}
