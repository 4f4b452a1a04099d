//! The reference page of all components and actions is made from the table, so that nothing is said twice.
//!
//! `UPDATE=1 cargo test -p flow-json --all-features --test components_page` writes it anew.

use std::fmt::Write;
use std::path::Path;

use flow_json::table::{ACTIONS, COMPONENTS, FLOW, SCREEN, page};
use flow_json::{RULES, Style};

#[test]
fn the_page_is_up_to_date() {
    let Some(repository) = std::env::var_os("FLOW_REPOSITORY") else {
        println!("skipped: FLOW_REPOSITORY is not set");
        return;
    };
    let path = Path::new(&repository).join("docs/components.md");
    let page = whole();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page,
        "docs/components.md is stale: run this test with UPDATE=1"
    );
}

fn whole() -> String {
    let mut text = String::from(
        "# Components and actions\n\n\
         All that Flow JSON has, with its properties, limits and versions, and the rules that speak of it.\n\
         `cargo flow explain TextInput` prints one of them. This page is made from the table of the\n\
         checker: `UPDATE=1 cargo test -p flow-json --all-features --test components_page` writes it anew.\n\n\
         A line says of a property since when it exists, what its value is, and what it does.\n\
         Texts that are too long are cut short on the phone, so more than *up to 20 characters* is a\n\
         warning. An *expression* in place of the value is a reference such as `\"${data.day}\"` or\n\
         `\"${form.day}\"`, or from Flow JSON 6.0 on a calculation between back-ticks. A *binding* is one\n\
         reference and nothing else; a *condition* compares, such as `\"${form.guests} > 2\"`.\n\n\
         In `flow!` a property has `_` for `-`, and expressions are written without quotes:\n\
         `data.day`, `form.guests > 2`.\n\n",
    );
    let components = COMPONENTS.iter().map(|component| component.shape.name);
    let actions = ACTIONS.iter().map(|action| action.shape.name);
    let names: Vec<_> = components.chain(actions).collect();
    for name in &names {
        let _ = writeln!(text, "- [{name}](#{})", name.to_lowercase());
    }
    let _ = writeln!(text, "- [Flow](#flow), [Screen](#screen)");
    for name in names {
        section(&mut text, name, false);
    }
    // Its page has the screens and the layout, but for the screens' own.
    section(&mut text, FLOW.name, true);
    section(&mut text, SCREEN.name, true);
    text
}

/// The page of one, one level deeper.
fn section(text: &mut String, name: &str, alone: bool) {
    let page = page(name, Style::Json).expect("the table has it");
    let _ = writeln!(text, "\n## {name}\n");
    let mut in_rules = false;
    for line in page.trim_end().lines() {
        match line.strip_prefix("## ") {
            // The parts of it have sections of their own.
            Some(part) if alone && part.starts_with('`') => {
                text.truncate(text.trim_end().len());
                return text.push('\n');
            }
            Some(part) => {
                in_rules = part == "Rules";
                let _ = match in_rules {
                    // A heading would come up as often in the table of contents.
                    true => writeln!(text, "Rules:"),
                    false => writeln!(text, "### {part} of {name}"),
                };
            }
            None if in_rules && line.starts_with("- ") => {
                let _ = writeln!(text, "{}", linked(line));
            }
            None => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
}

/// A line on a rule, with a link to its section among the rules.
fn linked(line: &str) -> String {
    let (name, why) = line[3..].split_once('`').expect("the name of a rule");
    let mut rules = RULES.iter();
    let rule = rules.find(|rule| rule.name == name).expect("a rule");
    let anchor = format!("{}-{name}", rule.id);
    let anchor = anchor.to_lowercase().replace('.', "");
    format!("- [`{name}`](rules.md#{anchor}){why}")
}
