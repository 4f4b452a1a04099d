//! A help leads out of its mistake: who does what it says has no such finding left, and no error.
//!
//! What a help says in words that a program can follow is done by [`follow`]. All other helps stand
//! in `helps/obeyed.txt`, each with the edits that do exactly what it says.

#[path = "damage/mod.rs"]
mod damage;

use std::collections::BTreeMap;

use flow_json::tree::Value;
use flow_json::{Diagnostic, Layout, RULES, Rule, Severity, Style, check, read, write};

/// The helps that only a person can follow. A line with the id of a rule and its help begins an
/// entry. `-` is a part of the rule's refused sample, and `+` behind it what to write in its place;
/// `or` begins the edits of another way that the help names. In both `⏎` stands for a line break.
/// `/` is a part that is left once where it stands several times in a row; alone it is a space.
const OBEYED: &str = include_str!("helps/obeyed.txt");

/// An entry of the table.
struct Entry<'e> {
    help: &'e str,
    ways: Vec<Way<'e>>,
}

/// The edits that do what a help says.
#[derive(Default)]
struct Way<'e>(Vec<Edit<'e>>);

enum Edit<'e> {
    /// One part in place of another.
    Write(&'e str, &'e str),
    /// Of several parts in a row one is left.
    Once(&'e str),
}

fn table() -> BTreeMap<&'static str, Entry<'static>> {
    let mut entries: Vec<(&str, Entry<'_>)> = Vec::new();
    for line in OBEYED.lines().filter(|line| !line.is_empty()) {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        if mark == "#" {
            continue;
        }
        if !["or", "/", "-", "+"].contains(&mark) {
            let ways = vec![Way::default()];
            entries.push((mark, Entry { help: rest, ways }));
            continue;
        }
        let ways = &mut entries.last_mut().expect("a rule comes first").1.ways;
        if mark == "or" {
            ways.push(Way::default());
        }
        let way = ways.last_mut().expect("an entry begins with a way");
        match (mark, way.0.last_mut()) {
            ("/", _) if rest.is_empty() => way.0.push(Edit::Once(" ")),
            ("/", _) => way.0.push(Edit::Once(rest)),
            ("-", _) => way.0.push(Edit::Write(rest, "")),
            ("+", Some(Edit::Write(_, new))) => *new = rest,
            ("+", _) => panic!("`-` comes before `+`"),
            _ => {}
        }
    }
    let number = entries.len();
    let table: BTreeMap<_, _> = entries.into_iter().collect();
    assert_eq!(table.len(), number, "a rule stands twice");
    table
}

impl Way<'_> {
    /// The sample as it is when the help has been obeyed.
    fn obey(&self, rule: &Rule) -> Result<String, String> {
        let mut text = refused(rule);
        let missing = |part: &str, text: &str| {
            let part: String = part.chars().take(400).collect();
            Err(format!("`{part}` does not stand in {text:.900}"))
        };
        for edit in &self.0 {
            match edit {
                Edit::Write(old, new) => {
                    let (old, new) = (old.replace('⏎', "\n"), new.replace('⏎', "\n"));
                    if !text.contains(&old) {
                        return missing(&old, &text);
                    }
                    text = text.replacen(&old, &new, 1);
                }
                Edit::Once(part) => {
                    let twice = part.repeat(2);
                    if !text.contains(&twice) {
                        return missing(&twice, &text);
                    }
                    while text.contains(&twice) {
                        text = text.replace(&twice, part);
                    }
                }
            }
        }
        Ok(text)
    }
}

/// The sample that breaks a rule.
fn refused(rule: &Rule) -> String {
    let text = rule.fail().to_json();
    // A sample of that length is not kept.
    let spaces = if rule.id == "S28" { 10 << 20 } else { 0 };
    text + &" ".repeat(spaces)
}

/// Does what a help says, if its words are those of a program: `leave it out`, `remove it` and what
/// means the same, or `write …` with what to write.
fn follow(text: &str, found: &Diagnostic) -> Option<String> {
    let range = found.place.loc.range();
    let place = &text[range.clone()];
    match found.help.as_deref()? {
        "leave it out" => leave_out(text, &found.place.pointer),
        "remove it" | "save the file as UTF-8 without it" => {
            Some(format!("{}{}", &text[..range.start], &text[range.end..]))
        }
        help => {
            let wanted = help.strip_prefix("write ")?;
            let quoted = |quote: char| {
                let inner = wanted.strip_prefix(quote)?.strip_suffix(quote)?;
                (!inner.contains(quote)).then_some(inner)
            };
            let string = quoted('"');
            let inner = quoted('`').or(string)?;
            // A part of a string is no value of its own, and needs no quotes.
            let is_json = |text: &str| read(text).into_result().is_ok();
            let is_string = place.starts_with('"') || string.is_some() || !is_json(inner);
            let new = if is_json(place) && is_string {
                format!("\"{inner}\"")
            } else {
                inner.to_owned()
            };
            Some(format!(
                "{}{new}{}",
                &text[..range.start],
                &text[range.end..]
            ))
        }
    }
}

/// The document without the value of a pointer; of a component the place is its type.
fn leave_out(text: &str, pointer: &str) -> Option<String> {
    let pointer = pointer.strip_suffix("/type").unwrap_or(pointer);
    let (above, last) = pointer.rsplit_once('/')?;
    let last = last.replace("~1", "/").replace("~0", "~");
    let mut flow = read(text).into_result().ok()?;
    let above = above.split('/').skip(1).try_fold(&mut flow, |node, key| {
        let key = key.replace("~1", "/").replace("~0", "~");
        match &mut node.value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
            Value::Object(object) => {
                let mut entries = object.entries.iter_mut();
                Some(&mut entries.find(|entry| entry.key == key)?.value)
            }
            _ => None,
        }
    })?;
    match &mut above.value {
        Value::Array(items) => drop(items.remove(last.parse().ok()?)),
        Value::Object(object) => object.entries.retain(|entry| entry.key != last),
        _ => return None,
    }
    Some(write(&flow, Layout::Minified))
}

/// All findings of a text.
fn findings(text: &str) -> Vec<Diagnostic> {
    let reading = read(text);
    let mut found = reading.diagnostics;
    if let Some(flow) = &reading.root {
        found.extend(check(flow, Style::Json));
    }
    found
}

/// What is wrong with a sample whose help has been obeyed: a finding of the rule, or any error.
fn left(rule: &Rule, text: &str) -> Vec<String> {
    let is_read = |rule: &Rule| read::RULES.iter().any(|one| one.id == rule.id);
    let mut found = findings(text);
    if is_read(rule) {
        // The samples of the reader are no flows.
        found.retain(|one| is_read(one.rule));
    }
    let left = |one: &&Diagnostic| one.rule.id == rule.id || one.severity == Severity::Error;
    let left = found.iter().filter(left);
    left.map(|one| format!("{} {}: {one}", one.rule.id, one.place.pointer))
        .collect()
}

#[test]
fn each_help_is_obeyed() {
    let mut table = table();
    let mut wrong = Vec::new();
    let (mut followed, mut obeyed, mut silent) = (0, 0, 0);
    for rule in RULES.iter().chain(read::RULES) {
        let text = refused(rule);
        let found = findings(&text);
        let own = found.iter().find(|one| one.rule.id == rule.id);
        let Some(own) = own else {
            panic!("{} is not found in its own sample", rule.id);
        };
        let Some(help) = &own.help else {
            // The message says what must be there.
            let says = own.message.contains("must be ") || own.message.contains(" takes ");
            if !says {
                wrong.push(format!("{} has no help: {own}", rule.id));
            }
            silent += 1;
            continue;
        };
        let mut judge = |text: Result<String, String>| {
            let left = match text {
                Ok(text) => left(rule, &text),
                Err(error) => vec![error],
            };
            if !left.is_empty() {
                let left = left.join("\n  ");
                wrong.push(format!("{}, obeying «{help}»:\n  {left}", rule.id));
            }
        };
        match table.remove(rule.id) {
            Some(entry) if entry.help != help => {
                wrong.push(format!("{} says «{help}» now: obey that", rule.id));
            }
            Some(entry) => {
                obeyed += entry.ways.len();
                for way in &entry.ways {
                    judge(way.obey(rule));
                }
            }
            None => match follow(&text, own) {
                Some(text) => {
                    followed += 1;
                    judge(Ok(text));
                }
                None => wrong.push(format!("{} {help}\n{text:.700}", rule.id)),
            },
        }
    }
    for (id, entry) in table {
        wrong.push(format!("{id} is no rule, or has no help: {}", entry.help));
    }
    println!("{followed} helps followed, {obeyed} ways obeyed, {silent} without a help");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A finding, without its place: that moves when something is left out.
fn words(found: &Diagnostic) -> (&'static str, &str) {
    (found.rule.id, &found.message)
}

/// Many findings of a rule are none of its sample's. The helps of those are followed in generated
/// flows with one mistake.
#[test]
fn helps_are_followed_in_damaged_flows() {
    let mut followed = BTreeMap::new();
    let mut wrong = BTreeMap::new();
    for flow in generator::flows(3, 3) {
        for kind in damage::kinds() {
            let Some(damaged) = kind.damage(&flow) else {
                continue;
            };
            let text = write(&damaged, Layout::Minified);
            let found = findings(&text);
            // Where more is wrong, what to write for one mistake may meet another.
            let errors_found = found.iter().filter(|one| one.severity == Severity::Error);
            if errors_found.count() > 1 {
                continue;
            }
            let errors = |found: &[Diagnostic]| {
                let errors = found.iter().filter(|one| one.severity == Severity::Error);
                errors.count()
            };
            for one in &found {
                // Others may have the same words.
                let same = found.iter().filter(|other| words(other) == words(one));
                let Some(text) = follow(&text, one).filter(|_| same.count() == 1) else {
                    continue;
                };
                *followed.entry(one.rule.id).or_insert(0) += 1;
                let after = findings(&text);
                let is_left = after.iter().any(|other| words(other) == words(one));
                let mended = usize::from(one.severity == Severity::Error);
                if is_left || errors(&after) + mended > errors(&found) {
                    let known: Vec<_> = found.iter().map(words).collect();
                    let new = after.iter().filter(|one| !known.contains(&words(one)));
                    let new: Vec<_> = new.map(ToString::to_string).collect();
                    let example = format!("{one} {}\n  {new:#?}", one.place.pointer);
                    wrong.entry((one.rule.id, kind.name)).or_insert(example);
                }
            }
        }
    }
    println!("{followed:?}");
    assert!(followed.len() > 15);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
