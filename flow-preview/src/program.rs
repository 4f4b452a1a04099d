//! Flows of a Rust program: building it, and asking it for their JSON.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use flow_json::tree::{Node, Object};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::Command;
use tokio::time::timeout;

use crate::file::MOST_BYTES;
use crate::source::Given;

/// A program with the command line of `flow_deploy_cli`, and one of its flows.
#[derive(Clone, Debug)]
pub struct Program {
    target: Vec<String>,
    /// The folder of its `Cargo.toml`, or an empty path for the current one.
    folder: PathBuf,
    flow: Option<String>,
}

/// What came of a build.
pub(crate) struct Built {
    pub(crate) flow: Result<Given, String>,
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

    /// The binary of a package that has one alone: `cargo build --bins`.
    pub fn only_bin() -> Self {
        Self::of(&["--bins"])
    }

    fn of(target: &[&str]) -> Self {
        Self {
            target: target.iter().map(|&word| word.to_owned()).collect(),
            folder: PathBuf::new(),
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
        self.folder = Path::new(path).parent().unwrap_or(Path::new("")).into();
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
        let program = match &executables(&output)[..] {
            [(_, program)] => program.clone(),
            [] => {
                let target = self.target.join(" ");
                return failed(format!(
                    "`cargo build {target}` makes no program; name one by `--bin` or `--example`, or its `--package`"
                ));
            }
            several => {
                let names = several.iter().map(|(name, _)| format!("`--bin {name}`"));
                let names = names.collect::<Vec<_>>().join(", ");
                return failed(format!("name one of its programs: {names}"));
            }
        };
        let mut files = dependencies(&program);
        files.push(self.folder.join("Cargo.toml"));
        let mut command = Command::new(&program);
        command.args(["json", "--places"]);
        let flows = timeout(LONGEST, run(command)).await;
        let flows = flows.unwrap_or_else(|_| {
            Err(format!(
                "{} does not print its flows within {} seconds: its `main` is to call `flow_deploy_cli::run`",
                program.display(),
                LONGEST.as_secs()
            ))
        });
        Built {
            flow: flows.and_then(|flows| self.choose(&flows)),
            files,
        }
    }

    /// The flow, of those that the program prints by name.
    fn choose(&self, printed: &str) -> Result<Given, String> {
        let read = flow_json::read(printed).into_result();
        let flows = read.as_ref().ok().and_then(Node::as_object);
        let flows =
            flows.ok_or("the program does not print its flows as `flow_deploy_cli` does")?;
        let name = match (&self.flow, &flows.entries[..]) {
            (Some(name), _) => name,
            (None, [flow]) => &*flow.key,
            (None, []) => return Err("the program has no flows".to_owned()),
            (None, _) => return Err(format!("name one of its flows: {}", names(flows))),
        };
        let flow = flows.get(name).ok_or_else(|| {
            let in_languages = flows.entries.iter().filter(|flow| {
                let language = flow.key.strip_prefix(name);
                language.is_some_and(|language| language.starts_with('.'))
            });
            let in_languages: Vec<&str> = in_languages.map(|flow| &*flow.key).collect();
            if in_languages.is_empty() {
                format!("the program has no flow `{name}`; it has {}", names(flows))
            } else {
                let names = in_languages.join(", ");
                format!("name it in one of its languages: {names}")
            }
        })?;
        let (Some(json), Some(places)) = (flow.get("json"), flow.get("places")) else {
            return Err(
                "the program prints no lines: build it with this version of `flow_deploy_cli`"
                    .to_owned(),
            );
        };
        let places = places.as_array().into_iter().flatten();
        Ok(Given {
            name: name.to_owned(),
            json: printed[json.loc.range()].to_owned(),
            places: places.filter_map(Node::as_str).map(str::to_owned).collect(),
            folder: self.folder.clone(),
        })
    }
}

fn names(flows: &Object) -> String {
    let names: Vec<&str> = flows.entries.iter().map(|flow| &*flow.key).collect();
    names.join(", ")
}

/// How long a program may take to print its flows.
const LONGEST: Duration = Duration::from_secs(10);

/// The output of a program, or what it says of its failure. If the future is dropped, the program ends, and
/// what it has started with it.
async fn run(mut command: Command) -> Result<String, String> {
    let name = command.as_std().get_program().display().to_string();
    let failed = |error| format!("cannot run {name}: {error}");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
    let mut child = command.spawn().map_err(failed)?;
    let group = Group::of(&child);
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    let (output, errors, status) =
        tokio::try_join!(read(output), read(errors), child.wait()).map_err(failed)?;
    group.has_ended();
    if status.success() {
        Ok(String::from_utf8_lossy(&output).into_owned())
    } else if errors.trim_ascii().is_empty() {
        Err(format!("{name} has ended without a word: {status}"))
    } else {
        Err(String::from_utf8_lossy(&errors).trim().to_owned())
    }
}

/// What a program prints.
async fn read(from: Option<impl AsyncRead + Unpin>) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    if let Some(from) = from {
        from.take(MOST_BYTES).read_to_end(&mut all).await?;
    }
    if all.len() as u64 == MOST_BYTES {
        let most = MOST_BYTES >> 20;
        return Err(io::Error::other(format!("it prints more than {most} MB")));
    }
    Ok(all)
}

/// A program with all that it has started: Cargo starts compilers and build scripts, which live on when it is
/// killed. They are killed when this is dropped.
struct Group(#[cfg(unix)] Option<rustix::process::Pid>);

impl Group {
    #[cfg(unix)]
    fn of(child: &tokio::process::Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(id.and_then(rustix::process::Pid::from_raw))
    }

    #[cfg(not(unix))]
    fn of(_: &tokio::process::Child) -> Self {
        Self()
    }

    /// The program has ended by itself. Its number may soon be another's.
    fn has_ended(self) {
        std::mem::forget(self);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.0 {
            // It fails if all have ended already.
            rustix::process::kill_process_group(id, rustix::process::Signal::KILL).ok();
        }
    }
}

/// The programs that a build made, with their names, of Cargo's messages.
fn executables(messages: &str) -> Vec<(String, PathBuf)> {
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let program = |message: serde_json::Value| {
        let path = PathBuf::from(message.get("executable")?.as_str()?);
        Some((message["target"]["name"].as_str()?.to_owned(), path))
    };
    let mut programs: Vec<_> = messages.filter_map(program).collect();
    programs.sort();
    programs
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
        let messages = r#"{"executable": null}
            {"executable": "/t/deploy", "target": {"name": "deploy"}}
            no json"#;
        let deploy = ("deploy".to_owned(), PathBuf::from("/t/deploy"));
        assert_eq!(executables(messages), [deploy]);
        assert!(executables("{}").is_empty());
    }

    #[test]
    fn one_flow_is_chosen() {
        let program = Program::example("deploy");
        let one = r#"{"a": {"json": {"version": "7.3"}, "places": ["a.rs:1:2"]}}"#;
        let chosen = program.choose(one).unwrap();
        assert_eq!(chosen.name, "a");
        assert_eq!(chosen.json, r#"{"version": "7.3"}"#);
        assert_eq!(chosen.places, ["a.rs:1:2"]);
        let two = r#"{"a": {"json": 1, "places": []}, "b": {"json": 2, "places": []}}"#;
        let wrong = |program: &Program, printed: &str| program.choose(printed).unwrap_err();
        assert_eq!(wrong(&program, two), "name one of its flows: a, b");
        assert_eq!(wrong(&program, "{}"), "the program has no flows");
        assert!(wrong(&program, "usage:").contains("as `flow_deploy_cli` does"));
        assert!(wrong(&program, r#"{"a": {"version": "7.3"}}"#).contains("this version"));
        assert_eq!(program.clone().flow("b").choose(two).unwrap().json, "2");
        let none = wrong(&program.flow("c"), two);
        assert_eq!(none, "the program has no flow `c`; it has a, b");
        let two = r#"{"b.en": {}, "b.pt_BR": {}}"#;
        let languages = wrong(&Program::example("deploy").flow("b"), two);
        assert_eq!(languages, "name it in one of its languages: b.en, b.pt_BR");
    }
}
