//! `cargo flow import`

mod placeholders;
mod said;

use std::path::PathBuf;

use clap::Args;
use flow_json::Category;
use flow_json::print::{Options, print};

use crate::exit::{Error, Exit, Outcome};
use crate::input;
use crate::output::{create, replace};

/// Turn Flow JSON into `flow!`, for a crate that depends on flow-dsl
///
/// What comes out compiles and gives the same value. What `flow!` infers is left out; what it has no words
/// for is kept as `json!( … )`; what Meta refuses is kept too, behind an attribute that makes a warning
/// of the error. What was done is said on standard error.
///
/// Exit codes: 0 if nothing is left to see to, 1 if the flow has mistakes or placeholders of a template,
/// 2 if the file cannot be read as JSON, or nothing could be written.
#[derive(Args)]
pub(crate) struct Import {
    /// A file of Flow JSON; standard input for `-`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write the flow, instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the output, if there is such a file
    #[arg(long, requires = "output")]
    force: bool,
    /// What the flow is deployed as, if not the name of the file without its extension
    #[arg(long, value_parser = name)]
    name: Option<String>,
    /// What the flow is for
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = category)]
    categories: Vec<Category>,
    /// Write components that repeat themselves once, as functions under `#[component]`
    #[arg(long)]
    components: bool,
}

fn name(text: &str) -> Result<String, &'static str> {
    match text.trim().is_empty() {
        true => Err("the name must not be blank"),
        false => Ok(text.to_owned()),
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
        self.write(&printed.source)?;
        let placeholders = placeholders::of(&tree);
        said::say(
            &document,
            &tree,
            &printed,
            &placeholders,
            self.output.as_deref(),
        )?;
        Ok(
            match printed.mistakes.is_empty() && placeholders.is_empty() {
                true => Exit::Success,
                false => Exit::Found,
            },
        )
    }

    /// What the flow is deployed as.
    fn name(&self) -> String {
        let stem = || {
            let stem = self.file.file_stem().unwrap_or_default();
            stem.to_string_lossy().into_owned()
        };
        match &self.name {
            Some(name) => name.clone(),
            None if input::is_stdin(&self.file) => "flow".to_owned(),
            None => stem(),
        }
    }

    fn write(&self, source: &str) -> Result<(), Error> {
        use std::io::Write;

        let Some(path) = &self.output else {
            writeln!(std::io::stdout().lock(), "{source}")?;
            return Ok(());
        };
        let write = match self.force {
            true => replace,
            false => create,
        };
        let text = format!("{source}\n");
        write(path, &text).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                let path = path.display();
                Error::Argument(format!("there is a file {path}; `--force` writes over it"))
            }
            _ => Error::Write(path.display().to_string(), error),
        })
    }
}
