//! `cargo flow new`

use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use clap::Args;

use crate::exit::{Error, Exit, Outcome};
use crate::output::folder_of;

/// Make a crate with one flow, its test, a command line that deploys it, and CI
///
/// Cargo makes the crate, as `cargo new` does: it becomes a member of the workspace around it, or
/// gets a Git repository of its own.
///
/// Exit codes: 0 if the crate is made, 2 if something stands there already, or Cargo refuses the name.
#[derive(Args)]
pub(crate) struct New {
    /// The folder to make. Its name is the crate's
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Depend on the crates in a clone of their repository, in place of those on crates.io
    #[arg(long, value_name = "CLONE")]
    path: Option<PathBuf>,
}

/// What stands beside `Cargo.toml`. `NAME` is the name of the crate, and `CRATE` that name in Rust.
const FILES: [(&str, &str); 6] = [
    ("README.md", include_str!("new/template/README.md")),
    (
        "src/callback.rs",
        include_str!("new/template/src/callback.rs"),
    ),
    ("src/lib.rs", include_str!("new/template/src/lib.rs")),
    ("src/main.rs", include_str!("new/template/src/main.rs")),
    (
        "tests/callback.rs",
        include_str!("new/template/tests/callback.rs"),
    ),
    (
        ".github/workflows/ci.yml",
        include_str!("new/template/ci.yml"),
    ),
];

impl New {
    pub(crate) fn run(self) -> Outcome {
        let folder = &self.folder;
        let shown = folder.display();
        if folder.symlink_metadata().is_ok() {
            let message = format!("there is something at {shown} already; name another folder");
            return Err(Error::Argument(message));
        }
        let crates = match &self.path {
            None => Crates::Published,
            Some(clone) => Crates::in_clone(clone, folder)?,
        };
        cargo_new(folder)?;

        let name = folder.file_name().expect("Cargo names the crate by it");
        let name = name.to_string_lossy();
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)
            .map_err(|error| Error::Argument(format!("cannot read what Cargo wrote: {error}")))?;
        write(&manifest, &crates.depend(&text))?;
        for (file, text) in FILES {
            let text = text.replace("CRATE", &name.replace('-', "_"));
            write(&folder.join(file), &text.replace("NAME", &name))?;
        }
        anstream::println!(
            "{shown} is a crate with the flow `callback`. Go there, and try

  cargo test                      # runs the flow on a phone in memory
  cargo flow preview              # shows it as a phone does, and follows each change
  cargo run -- plan --local       # what a deployment would do, without an account

README.md has the commands that deploy it."
        );
        Ok(Exit::Success)
    }
}

/// Lets Cargo make the crate.
fn cargo_new(folder: &Path) -> Result<(), Error> {
    // Cargo tells the commands that it runs where it is.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["new", "--quiet", "--bin", "--"])
        .arg(folder)
        .output()
        .map_err(|error| Error::Argument(format!("cannot run `cargo new`: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let complaint = complaint.trim_start_matches("error: ").trim_end();
    Err(Error::Argument(complaint.to_owned()))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::create_dir_all(folder_of(path))
        .and_then(|()| fs::write(path, text))
        .map_err(|error| Error::Write(path.display().to_string(), error))
}

/// Where the crates come from that the new one depends on.
enum Crates {
    /// From crates.io.
    Published,
    /// From a clone of their repository. The path leads there from the new crate.
    Clone(PathBuf),
}

impl Crates {
    fn in_clone(clone: &Path, folder: &Path) -> Result<Self, Error> {
        if !clone.join("flow-dsl/Cargo.toml").is_file() {
            let clone = clone.display();
            let message = format!("{clone} is no clone: it has no flow-dsl/Cargo.toml");
            return Err(Error::Argument(message));
        }
        let is_below = |path: &Path| {
            let mut parts = path.components();
            parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        };
        // The way back from the new folder, which is known if its own way only goes down.
        if clone.is_relative() && is_below(folder) {
            let down = folder
                .components()
                .filter(|part| matches!(part, Component::Normal(_)));
            let back: PathBuf = down.map(|_| "..").collect();
            return Ok(Self::Clone(back.join(clone)));
        }
        std::path::absolute(clone)
            .map(Self::Clone)
            .map_err(|error| Error::Argument(format!("{}: {error}", clone.display())))
    }

    /// The value of a dependency, without the braces.
    fn of(&self, name: &str) -> String {
        match self {
            Self::Published => format!("version = {:?}", env!("CARGO_PKG_VERSION")),
            Self::Clone(clone) => {
                let path = clone.join(name);
                // Cargo takes `/` on Windows too. A string of JSON is one of TOML.
                let path = path.to_string_lossy().replace('\\', "/");
                format!("path = {}", serde_json::Value::from(path))
            }
        }
    }

    /// The manifest that Cargo wrote, with the dependencies.
    fn depend(&self, manifest: &str) -> String {
        const TABLE: &str = "[dependencies]\n";
        let (before, after) = manifest.split_once(TABLE).unwrap_or((manifest, ""));
        let [dsl, cli, sim] = ["flow-dsl", "flow-deploy-cli", "flow-sim"].map(|name| self.of(name));
        format!(
            "{before}\
[features]
# `cargo run --features aws -- apply` deploys for real. Without it only the local service is reached,
# and all is built far sooner.
aws = [\"flow-deploy-cli/default\"]

{TABLE}\
flow-dsl = {{ {dsl} }}
flow-deploy-cli = {{ {cli}, default-features = false }}

[dev-dependencies]
flow-sim = {{ {sim}, features = [\"flow-dsl\"] }}
{after}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tests of a crate run in its folder, which is beside `flow-dsl`.
    #[test]
    fn a_relative_clone_is_named_from_the_new_folder() {
        let of = |clone: &str, folder: &str| {
            let crates = Crates::in_clone(Path::new(clone), Path::new(folder));
            crates.map_or_else(|error| error.to_string(), |crates| crates.of("flow-dsl"))
        };
        assert_eq!(of("..", "new"), r#"path = "../../flow-dsl""#);
        assert_eq!(of("..", "./a/new"), r#"path = "../../../flow-dsl""#);
        let absolute = of("..", "../new");
        assert!(!absolute.starts_with(r#"path = "..""#), "{absolute}");
        assert_eq!(
            of("src", "new"),
            "src is no clone: it has no flow-dsl/Cargo.toml"
        );
    }

    #[test]
    fn what_cargo_wrote_stays() {
        let manifest = "[package]\nname = \"a\"\n\n[dependencies]\n\n[lints]\nworkspace = true\n";
        let made = Crates::Published.depend(manifest);
        let table: toml::Table = made.parse().expect("it is TOML");
        assert_eq!(table["package"]["name"].as_str(), Some("a"));
        assert_eq!(table["lints"]["workspace"].as_bool(), Some(true));
        let version = &table["dependencies"]["flow-dsl"]["version"];
        assert_eq!(version.as_str(), Some(env!("CARGO_PKG_VERSION")));
    }
}
