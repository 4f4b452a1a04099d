//! Flows of a Rust program: building it, and asking it for their JSON.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

/// A program with the command line of `flow_cli`, and one of its flows.
#[derive(Clone, Debug)]
pub struct Program {
    target: Vec<String>,
    flow: Option<String>,
}

/// What came of a build.
pub(crate) struct Built {
    /// The name of the flow, and its JSON.
    pub(crate) flow: Result<(String, String), String>,
    /// The files that the program is made of. Empty if it could not be built.
    pub(crate) files: Vec<PathBuf>,
}

impl Program {
    /// An example: `cargo build --example NAME`.
    pub fn example(name: &str) -> Self {
        Self::of(&["--example", name])
    }

    /// A binary: `cargo build --bin NAME`.
    pub fn bin(name: &str) -> Self {
        Self::of(&["--bin", name])
    }

    fn of(target: &[&str]) -> Self {
        Self {
            target: target.iter().map(|&word| word.to_owned()).collect(),
            flow: None,
        }
    }

    /// The package that it belongs to.
    #[must_use]
    pub fn package(mut self, name: &str) -> Self {
        self.target
            .extend(["--package".to_owned(), name.to_owned()]);
        self
    }

    /// The `Cargo.toml` of it. At first, that of the current folder.
    #[must_use]
    pub fn manifest_path(mut self, path: &str) -> Self {
        let words = ["--manifest-path".to_owned(), path.to_owned()];
        self.target.extend(words);
        self
    }

    /// The flow to show. Not needed if the program has one alone.
    #[must_use]
    pub fn flow(mut self, name: &str) -> Self {
        self.flow = Some(name.to_owned());
        self
    }

    /// Builds it, and asks it for the flow. What runs ends when this is dropped.
    pub(crate) async fn build(&self) -> Built {
        let failed = |why: String| Built {
            flow: Err(why),
            files: Vec::new(),
        };
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["build", "--quiet"]).args(&self.target).args([
            "--color",
            "never",
            "--message-format",
            "json-render-diagnostics",
        ]);
        let output = match run(command).await {
            Ok(output) => output,
            Err(why) => return failed(why),
        };
        let Some(program) = executable(&output) else {
            return failed(format!(
                "`cargo build {}` makes no program",
                self.target.join(" ")
            ));
        };
        let files = dependencies(&program);
        let mut command = Command::new(&program);
        command.arg("json").args(self.flow.as_deref());
        let flow = run(command).await;
        Built {
            flow: flow.and_then(|json| self.choose(json)),
            files,
        }
    }

    /// The flow, of what the program prints: the one that was asked for, or all by name.
    fn choose(&self, json: String) -> Result<(String, String), String> {
        if let Some(name) = &self.flow {
            return match languages(name, &json) {
                Some(names) => Err(format!(
                    "name it in one of its languages: {}",
                    names.join(", ")
                )),
                None => Ok((name.clone(), json)),
            };
        }
        let flows: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json)
            .map_err(|_| "the program does not print its flows as `flow_cli` does".to_owned())?;
        let names: Vec<&str> = flows.keys().map(String::as_str).collect();
        match &names[..] {
            [name] => Ok(((*name).to_owned(), crate::session::pretty(&flows[*name]))),
            [] => Err("the program has no flows".to_owned()),
            names => Err(format!("name one of its flows: {}", names.join(", "))),
        }
    }
}

/// The names of the flows that a program prints, if it is one flow in several languages.
fn languages(name: &str, json: &str) -> Option<Vec<String>> {
    let flows: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).ok()?;
    let is_in_a_language = |flow: &String| {
        let language = flow.strip_prefix(name);
        language.is_some_and(|language| language.starts_with('.'))
    };
    let names: Vec<String> = flows.into_iter().map(|(name, _)| name).collect();
    let is_set = !names.is_empty() && names.iter().all(is_in_a_language);
    is_set.then_some(names)
}

/// The output of a program, or what it says of its failure.
async fn run(mut command: Command) -> Result<String, String> {
    let name = command.as_std().get_program().display().to_string();
    let output = command
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// The program that a build made, of Cargo's messages.
fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs =
        messages.filter_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)));
    programs.next_back()
}

/// The files that a program is made of: Cargo writes them beside it, as `make` reads them.
fn dependencies(program: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    read_dependencies(&text)
}

fn read_dependencies(text: &str) -> Vec<PathBuf> {
    let Some((_, files)) = text.lines().next().and_then(|line| line.split_once(": ")) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut path = String::new();
    let mut signs = files.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if signs.peek() == Some(&' ') => path.extend(signs.next()),
            ' ' => all.push(PathBuf::from(std::mem::take(&mut path))),
            sign => path.push(sign),
        }
    }
    all.push(PathBuf::from(path));
    all.retain(|path| !path.as_os_str().is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_program() {
        let files = read_dependencies("/t/deploy: /a/my\\ flow.rs /a/b.rs\n\n/a/b.rs:\n");
        assert_eq!(files, [Path::new("/a/my flow.rs"), Path::new("/a/b.rs")]);
        assert!(read_dependencies("").is_empty());
        let messages = "{\"executable\": null}\n{\"executable\": \"/t/deploy\"}\nno json";
        assert_eq!(executable(messages).unwrap(), Path::new("/t/deploy"));
        assert_eq!(executable("{}"), None);
    }

    #[test]
    fn one_flow_is_chosen() {
        let program = Program::example("deploy");
        let chosen = program
            .choose(r#"{"a": {"version": "7.3"}}"#.to_owned())
            .unwrap();
        assert_eq!(chosen.0, "a");
        let several = program.choose(r#"{"a": {}, "b": {}}"#.to_owned());
        assert_eq!(several.unwrap_err(), "name one of its flows: a, b");
        let program = program.flow("b");
        let named = program.choose("{}".to_owned()).unwrap();
        assert_eq!(named, ("b".to_owned(), "{}".to_owned()));
        let languages = program.choose(r#"{"b.en": {}, "b.pt_BR": {}}"#.to_owned());
        let said = "name it in one of its languages: b.en, b.pt_BR";
        assert_eq!(languages.unwrap_err(), said);
    }
}
