//! `cargo flow schema`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use flow_json::{Layout, Version, schema, write};

use crate::exit::{Error, Exit, Outcome};
use crate::output::replace;

/// Write a JSON Schema of Flow JSON, for editors
///
/// With the schema, an editor completes keys and values, shows their documentation, and underlines
/// mistakes in the structure. `cargo flow check` finds more: a schema cannot say that two parts of a
/// flow must agree.
///
/// Exit codes: 0, or 2 if the file cannot be written.
#[derive(Args)]
pub(crate) struct Schema {
    /// The version of Flow JSON
    #[arg(long, value_name = "VERSION", value_parser = crate::version::known, default_value_t = Version::RECOMMENDED)]
    version: Version,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Schema {
    pub(crate) fn run(self) -> Outcome {
        let mut text = write(&schema::schema(self.version), Layout::Pretty);
        text.push('\n');
        match self.output {
            Some(path) => replace(&path, &text)
                .map_err(|error| Error::Write(path.display().to_string(), error))?,
            None => io::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(Exit::Success)
    }
}
