//! `cargo flow explain`

mod codes;

use std::io::{self, BufWriter, Write};

use clap::Args;
use flow_json::report::command_line::severity;
use flow_json::report::{Report, Source, WIDTH};
use flow_json::tree::Node;
use flow_json::{Rule, Sample, Severity, Style, check, table};

use crate::exit::{Error, Exit, Outcome};
use crate::fmt::format;
use crate::rules;
use codes::Code;

/// Explain a rule, an error code, a component or an action
///
/// Exit codes: 0, or 2 if there is no such rule, code, component or action.
#[derive(Args)]
pub(crate) struct Explain {
    /// The id of a rule (`S1`), its name (`unknown-property`), or one of Meta's error codes
    /// (`INVALID_PROPERTY_KEY`, `139002`, `payload-schema-error`), or a component, an object inside one or an
    /// action (`TextInput`, `ListItem`, `navigate`); lists all rules and codes if left out
    #[arg(value_name = "CODE_OR_RULE_OR_COMPONENT")]
    wanted: Option<String>,
}

impl Explain {
    pub(crate) fn run(self) -> Outcome {
        let stdout = anstream::stdout();
        let colored = stdout.current_choice() != anstream::ColorChoice::Never;
        let mut to = BufWriter::new(stdout.lock());
        match self.wanted {
            None => {
                list(&mut to, rules::all())?;
                writeln!(to, "\n`cargo flow explain S1` says more of one")?;
                writeln!(to, "and of the codes of publishing, sending and running:\n")?;
                let mut line = String::new();
                for name in codes::names() {
                    if line.len() + name.len() + 4 > WIDTH {
                        writeln!(to, "{line},")?;
                        line.clear();
                    }
                    line += if line.is_empty() { "  " } else { ", " };
                    line += &name;
                }
                writeln!(to, "{line}")?;
            }
            Some(wanted) => {
                if let Some(page) = table::page(&wanted, Style::Json) {
                    write!(to, "{wanted}\n\n{page}")?;
                    to.flush()?;
                    return Ok(Exit::Success);
                }
                let (code, hint) = (codes::find(&wanted), codes::hint(&wanted));
                if let Some(code) = code {
                    explain_code(&mut to, code, colored)?;
                }
                if let Some(hint) = hint {
                    if code.is_some() {
                        writeln!(to)?;
                    }
                    title(&mut to, wanted.trim(), codes::MESSAGE, colored)?;
                    writeln!(to, "\n{}", sentence(hint))?;
                }
                if code.is_some() || hint.is_some() {
                    to.flush()?;
                    return Ok(Exit::Success);
                }
                let found = rules::find(&wanted).map_err(|message| {
                    let names = table::COMPONENTS
                        .iter()
                        .map(|component| component.shape.name);
                    let component =
                        table::nearest(&wanted, names).or_else(|| table::component_meant(&wanted));
                    Error::Argument(match (component, codes::near(&wanted)) {
                        (Some(meant), _) => {
                            format!("there is no component `{wanted}`; write `{meant}`")
                        }
                        (None, Some(meant)) => {
                            format!("there is no rule or code `{wanted}`; write `{meant}`")
                        }
                        (None, None) => message,
                    })
                })?;
                match found.as_slice() {
                    [rule] => explain(&mut to, rule, colored)?,
                    several => {
                        writeln!(to, "{wanted} stands for {} rules:\n", several.len())?;
                        list(&mut to, several.iter().copied())?;
                        let first = several.first().map_or("S1", |rule| rule.id);
                        writeln!(to, "\n`cargo flow explain {first}` says more of one")?;
                    }
                }
            }
        }
        to.flush()?;
        Ok(Exit::Success)
    }
}

/// Lists rules, those of one code together.
fn list(to: &mut impl Write, rules: impl Iterator<Item = &'static Rule>) -> io::Result<()> {
    let mut codes: Vec<(&str, Vec<&Rule>)> = Vec::new();
    for rule in rules {
        match codes.iter_mut().find(|(code, _)| *code == rule.code) {
            Some((_, same)) => same.push(rule),
            None => codes.push((rule.code, vec![rule])),
        }
    }
    let ids = codes.iter().flat_map(|(_, rules)| rules);
    let ids = ids.map(|rule| rule.id.len()).max().unwrap_or(0);
    for (code, rules) in &codes {
        writeln!(to, "{code}")?;
        for rule in rules {
            let Rule { id, name, .. } = rule;
            let severity = severity(rule.severity);
            writeln!(to, "  {id:ids$}  {severity:7}  {name}")?;
        }
    }
    Ok(())
}

/// The name of a code and who gives it.
fn title(to: &mut impl Write, name: &str, from: &str, colored: bool) -> io::Result<()> {
    let bold = if colored {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    writeln!(to, "{}{name}{}", bold.0, bold.1)?;
    writeln!(to, "from: {from}")
}

fn explain_code(to: &mut impl Write, code: &Code, colored: bool) -> io::Result<()> {
    title(to, &code.names.join(", "), code.from, colored)?;
    for (cause, remedy) in code.causes {
        writeln!(to, "\n{}", sentence(cause))?;
        writeln!(to, "  = help: {remedy}")?;
    }
    Ok(())
}

fn explain(to: &mut impl Write, rule: &Rule, colored: bool) -> io::Result<()> {
    let bold = if colored {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    writeln!(to, "{}{} {}{}", bold.0, rule.id, rule.name, bold.1)?;
    let code = match rule.client_code {
        Some(client) => format!("{}, in Meta's client {client}", rule.code),
        None => rule.code.to_owned(),
    };
    writeln!(to, "{} {code}", severity(rule.severity))?;
    match rule.until {
        Some(until) => writeln!(to, "since version {}, before {until}", rule.since)?,
        None => writeln!(to, "since version {}", rule.since)?,
    }
    if let Some(lenient) = &rule.lenient {
        let (from, end) = (lenient.start, lenient.end);
        writeln!(to, "only a warning since version {from}, before {end}")?;
    }
    let confidence = rule.confidence().as_str();
    writeln!(to, "source: {}, {confidence}", rule.source.as_str())?;
    writeln!(to, "\n{}", sentence(rule.why))?;
    if let Some(disputed) = rule.disputed {
        writeln!(to, "\nDisputed: {}", sentence(disputed))?;
    }
    let [fail, pass] = [rule.fail(), rule.pass()].map(shown);
    if fail == pass {
        return writeln!(to, "\nOnly a flow that is too long to be shown breaks it.");
    }
    let (reading, name) = (flow_json::read(&fail), "refused.json");
    let mut found = reading.diagnostics;
    if let (Some(flow), true) = (&reading.root, found.is_empty()) {
        found = check(flow, Style::Json);
    }
    let name = match rule.severity {
        Severity::Error => name,
        Severity::Warning => "doubtful.json",
    };
    writeln!(to, "\n{}What is said{}\n", bold.0, bold.1)?;
    let source = Source::new(name, &fail);
    for diagnostic in found.iter().filter(|one| one.rule == rule) {
        let report = Report::of(diagnostic).width(crate::output::width());
        writeln!(to, "{}\n", report.render(Some(&source), colored))?;
    }
    writeln!(to, "{}{name}{}\n\n{}", bold.0, bold.1, cut(&fail))?;
    writeln!(to, "{}right.json{}\n\n{}", bold.0, bold.1, cut(&pass))
}

/// The sample, laid out if it is JSON.
fn shown(sample: Sample) -> String {
    let text = sample.to_json();
    let tree: Result<Node, _> = flow_json::read(&text).into_result();
    tree.map_or(text, |tree| format(&tree))
}

fn sentence(text: &str) -> String {
    capital(text) + "."
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// Long samples hold pictures, or more items than are allowed. The reader needs only their start.
fn cut(text: &str) -> String {
    const LINES: usize = 80;
    const WIDTH: usize = 160;
    let narrow = |line: &str| match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    };
    let mut lines: Vec<_> = text.lines().take(LINES).map(narrow).collect();
    if text.lines().count() > LINES {
        lines.push("…".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}
