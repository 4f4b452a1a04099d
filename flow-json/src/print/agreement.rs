//! The layout, compared with what rustfmt makes of it.

use std::io::Write;
use std::process::{Command, Stdio};

use super::code::{Code, Field};

/// What rustfmt makes of a source, or `None` where there is no rustfmt.
fn rustfmt(source: &str) -> Option<String> {
    let mut process = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path", "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    process.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = process.wait_with_output().ok()?;
    assert!(output.status.success(), "rustfmt refuses:\n{source}");
    String::from_utf8(output.stdout).ok()
}

/// Numbers that look random and are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn name(&mut self, longest: usize) -> String {
        let letters = "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz";
        let length = 1 + self.below(longest);
        letters[self.below(26)..]
            .chars()
            .cycle()
            .take(length)
            .collect()
    }

    fn text(&mut self) -> Code {
        let longest = [6, 12, 30, 90][self.below(4)];
        let text = self.name(longest);
        // Letters of two bytes and letters of two columns.
        let text = match self.below(6) {
            0 => text.replace('m', "é").replace('n', "ö").replace('s', "ß"),
            1 => text.replace('m', "日").replace('n', "本"),
            _ => text,
        };
        Code::text(format!("\"{text}\""))
    }

    fn binding(&mut self) -> Code {
        let path = match self.below(4) {
            0 => format!("form.{}", self.name(40)),
            1 => format!("data.{}", self.name(10)),
            2 => format!("data.{}.{}", self.name(8), self.name(12)),
            _ => format!(
                "screen.{}.form.{}",
                self.name(8).to_uppercase(),
                self.name(12)
            ),
        };
        Code::path(path.split('.').map(str::to_owned).collect())
    }

    fn condition(&mut self) -> Code {
        let operator = ["&&", "||"][self.below(2)];
        let operands = (0..1 + self.below(5)).map(|_| match self.below(3) {
            0 => self.binding(),
            1 => Code::wrapped("!", &self.binding(), ""),
            _ => {
                let text = format!("\"{}\"", self.name(20));
                Code::chain("==", vec![self.binding(), Code::text(text)])
            }
        });
        let mut operands: Vec<_> = operands.collect();
        match operands.len() {
            1 => operands.remove(0),
            _ => Code::chain(operator, operands),
        }
    }

    fn value(&mut self, depth: usize) -> Code {
        match self.below(if depth == 0 { 4 } else { 11 }) {
            0 => Code::word(self.below(100_000).to_string()),
            1 | 2 => self.text(),
            3 => self.binding(),
            4 => {
                let operands = (0..2 + self.below(4)).map(|_| match self.below(2) {
                    0 => self.text(),
                    _ => self.binding(),
                });
                Code::chain("+", operands.collect())
            }
            5 => Code::array((0..self.below(9)).map(|_| self.value(0)).collect()),
            6 => Code::array(
                (0..self.below(4))
                    .map(|_| self.structure(depth - 1))
                    .collect(),
            ),
            7 => Code::call(self.name(12), self.structure(depth - 1)),
            8 => Code::call(self.name(12), self.value(0)),
            9 => {
                let members = (0..1 + self.below(3)).map(|_| ("\"key\"".to_owned(), self.text()));
                Code::json(Code::braces(members.collect()))
            }
            _ => self.structure(depth - 1),
        }
    }

    fn structure(&mut self, depth: usize) -> Code {
        let fields = (0..self.below(5)).map(|_| {
            let value = match self.below(9) {
                0 => self.components(depth),
                1 => {
                    let value = match self.below(2) {
                        0 => self.text(),
                        _ => self.structure(depth),
                    };
                    Code::cast(value, Code::word(["Vec<Slot>", "i64"][self.below(2)]))
                }
                _ => self.value(depth),
            };
            Field {
                attributes: match self.below(40) {
                    0 | 1 => vec!["#[rename = \"a-b\"]".to_owned()],
                    2 => vec!["#[warn(a)]".to_owned(), "#[rename = \"a-b\"]".to_owned()],
                    _ => Vec::new(),
                },
                name: self.name(14),
                value,
            }
        });
        let fields = fields.collect();
        Code::structure(format!("N{}", self.name(8)), fields)
    }

    fn components(&mut self, depth: usize) -> Code {
        let items = (0..self.below(4)).map(|_| {
            let item = match self.below(if depth == 0 { 1 } else { 4 }) {
                0 | 1 => self.structure(depth.saturating_sub(1)),
                2 => self.choice(depth - 1),
                _ => {
                    let arms = (0..self.below(4))
                        .map(|_| (format!("\"{}\"", self.name(12)), self.components(depth - 1)));
                    let arms = arms.collect();
                    Code::cases(self.binding(), arms)
                }
            };
            let attributes = ["#[warn(a)]", "#[warn(b)]"].map(str::to_owned);
            item.attributed(attributes[self.below(14).min(2)..].to_vec())
        });
        Code::array(items.collect())
    }

    fn choice(&mut self, depth: usize) -> Code {
        let otherwise = match self.below(3) {
            0 => None,
            1 => Some(self.components(depth)),
            _ if depth > 0 => Some(self.choice(depth - 1)),
            _ => Some(self.components(0)),
        };
        Code::choice(self.condition(), self.components(depth), otherwise)
    }
}

/// Lays the sources out by rustfmt and compares with what we made of the same.
#[track_caller]
fn agree(ours: &[&str], sources: &[String]) {
    let Some(formatted) = rustfmt(&format!("{}\n", sources.join("\n\n"))) else {
        return;
    };
    let theirs: Vec<&str> = formatted.trim_end().split("\n\n").collect();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        let mut lines = ours.lines().zip(theirs.lines());
        let at = lines.position(|(ours, theirs)| ours != theirs);
        let around = |text: &str| {
            let lines = text.lines().skip(at.unwrap_or_default().saturating_sub(5));
            lines.take(10).collect::<Vec<_>>().join("\n")
        };
        assert!(
            *ours == theirs,
            "ours:\n{}\nrustfmt's:\n{}",
            around(ours),
            around(theirs)
        );
    }
}

/// How far the deepest line is indented. rustfmt leaves parts alone that it finds no room for.
fn depth(flow: &str) -> usize {
    let depths = flow
        .lines()
        .map(|line| line.len() - line.trim_start().len());
    depths.max().unwrap_or_default()
}

#[test]
fn rustfmt_has_nothing_to_change() {
    let mut random = Random(0x5EED);
    let flows: Vec<String> = (0..2000)
        .map(|_| Code::call("flow_dsl::flow!", random.structure(3)).format(";"))
        .filter(|flow| depth(flow) <= 44)
        .collect();
    let all: Vec<&str> = flows.iter().map(String::as_str).collect();
    assert!(all.len() > 1000, "most are flat enough");
    agree(&all, &flows);
    // Without indentation rustfmt cannot leave them as they are. Only `json!` it does.
    let mut without = all;
    without.retain(|flow| !flow.contains("json!"));
    let flat = |flow: &&str| {
        flow.lines()
            .map(str::trim_start)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let sources: Vec<String> = without.iter().map(flat).collect();
    agree(&without, &sources);
}
