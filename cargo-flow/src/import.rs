//! `cargo flow import`

mod placeholders;
mod report;
mod rustfmt;

use std::path::PathBuf;

use clap::Args;
use flow_json::Category;
use flow_json::print::{Options, print};
use report::Imported;

use crate::exit::{Error, Outcome};
use crate::input;
use crate::output::{create, folder_of, replace};

/// Turn Flow JSON into `flow!`, for a crate that depends on flow-dsl
///
/// The source compiles and gives the same value, and rustfmt lays it out. Parts that `flow!` infers are
/// left out, parts that it cannot express are kept as `json!( … )`, and mistakes are kept behind an
/// attribute that makes a warning of the error. A summary of the import goes to standard error.
///
/// Exit codes: 0 if the flow is complete, 1 if it has mistakes or placeholders of a template, 2 if the
/// file cannot be read as JSON or the output cannot be written.
#[derive(Args)]
pub(crate) struct Import {
    /// A file of Flow JSON; standard input for `-`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long, requires = "output")]
    force: bool,
    /// The name of the flow in the account; the name of the file without its extension if left out
    #[arg(long, value_parser = name)]
    name: Option<String>,
    /// The categories of the flow, separated by commas
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = category)]
    categories: Vec<Category>,
    /// Write repeated components once, as functions with `#[component]`
    #[arg(long)]
    components: bool,
}

fn name(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        Err("the name must not be blank")
    } else {
        Ok(text.to_owned())
    }
}

fn category(text: &str) -> Result<Category, String> {
    text.parse::<Category>().map_err(|_| {
        let names: Vec<_> = Category::ALL
            .iter()
            .map(|category| category.as_str())
            .collect();
        format!("there are {}", names.join(", "))
    })
}

impl Import {
    pub(crate) fn run(self) -> Outcome {
        let document = input::read(&self.file)?;
        let tree = document.tree()?;
        let name = self.name();
        let options = Options {
            name: Some(&name),
            categories: &self.categories,
            keep_mistakes: true,
            components: self.components,
        };
        let printed = print(&tree, options)
            .map_err(|error| Error::Argument(format!("{}: {error}", document.name)))?;
        let source = format!("{}\n", printed.source);
        let folder = self.output.as_deref().map(folder_of);
        let formatted = rustfmt::format(&source, folder);
        self.write(formatted.as_ref().unwrap_or(&source))?;
        let import = Imported {
            printed: &printed,
            placeholders: &placeholders::of(&tree),
            output: self.output.as_deref(),
            unformatted: formatted.err(),
        };
        import.report(&document, &tree)?;
        Ok(import.exit())
    }

    /// The name to deploy the flow as.
    fn name(&self) -> String {
        match &self.name {
            Some(name) => name.clone(),
            // Standard input has no name.
            None if input::is_stdin(&self.file) => "flow".to_owned(),
            None => flow_json::name_of_file(&self.file),
        }
    }

    fn write(&self, source: &str) -> Result<(), Error> {
        use std::io::Write;

        let Some(path) = &self.output else {
            std::io::stdout().lock().write_all(source.as_bytes())?;
            return Ok(());
        };
        let write = if self.force { replace } else { create };
        write(path, source).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                let path = path.display();
                Error::Argument(format!("there is a file {path}; `--force` writes over it"))
            }
            _ => Error::Write(path.display().to_string(), error),
        })
    }
}
