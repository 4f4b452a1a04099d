//! `cargo flow preview`

use std::env;
use std::path::{Path, PathBuf};

use clap::Args;
use flow_preview::{Preview as Page, Program};

use crate::exit::{Error, Exit, Outcome};

/// Show a flow as a phone does, and follow each change of its file
///
/// Without a file, the flow is one of a Rust program with the command line of `flow-deploy-cli`: that of `--example` or
/// `--bin`, or the only binary of this Cargo project. It is built again when one of its files changes, and a build that
/// fails is shown over the page.
///
/// Prints the address of a page on this machine, and serves it until Ctrl-C. `docs/preview.md` shows it.
///
/// Exit codes: 0 after Ctrl-C, 2 if the file cannot be read or the port is taken.
#[derive(Args)]
pub(crate) struct Preview {
    /// A file of Flow JSON; or the name of a flow of the program, if it has several
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// An example of this Cargo project
    #[arg(long, value_name = "NAME", conflicts_with = "bin")]
    example: Option<String>,
    /// A binary of this Cargo project
    #[arg(long, value_name = "NAME")]
    bin: Option<String>,
    /// The package with the example or the binary
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
    /// The `Cargo.toml` of the example or the binary
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<String>,
    #[command(flatten)]
    page: flow_preview::Arguments,
}

impl Preview {
    pub(crate) fn run(self) -> Outcome {
        let program = match (&self.example, &self.bin) {
            (Some(name), _) => Some(Program::example(name)),
            (None, Some(name)) => Some(Program::bin(name)),
            (None, None) => self.means_this_project()?.then(Program::only_bin),
        };
        let page = match program {
            Some(mut program) => {
                if let Some(package) = &self.package {
                    program = program.package(package);
                }
                if let Some(path) = &self.manifest_path {
                    program = program.manifest_path(path);
                }
                if let Some(flow) = &self.file {
                    program = program.flow(&flow.to_string_lossy());
                }
                // Cargo shows no progress to a pipe.
                eprintln!("Building, which takes minutes the first time");
                Page::of_program(program)
            }
            None => Page::of_file(self.file.unwrap_or_default()),
        };
        let page = self.page.apply(page)?;
        page.serve(|address| {
            anstream::println!("Open \u{1b}[1m{address}\u{1b}[0m (Ctrl-C ends it)");
        })?;
        Ok(Exit::Success)
    }

    /// Whether no file is meant, but a flow of this Cargo project.
    fn means_this_project(&self) -> Result<bool, Error> {
        let is_project = |up: &Path| up.join("Cargo.toml").exists();
        let in_project = env::current_dir().is_ok_and(|here| here.ancestors().any(is_project))
            || self.package.is_some()
            || self.manifest_path.is_some();
        match &self.file {
            None if in_project => Ok(true),
            None => Err(Error::Argument(
                "here is no Cargo project: name a file of Flow JSON".to_owned(),
            )),
            Some(file) => {
                let is_json = file.extension().is_some_and(|end| end == "json");
                Ok(in_project && !is_json && !file.exists())
            }
        }
    }
}
