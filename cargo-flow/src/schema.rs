//! `cargo flow schema`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use flow_json::{Layout, Version, schema, write};

use crate::exit::{Exit, Outcome};
use crate::output::replace;

/// Write a JSON Schema of Flow JSON, for editors
///
/// With it an editor completes keys and values, shows what each is for, and underlines what the
/// structure of Flow JSON forbids. `cargo flow check` finds more: what two parts of a flow must
/// agree on is beyond any schema.
///
/// Exit codes: 0, or 2 if the file cannot be written.
#[derive(Args)]
pub(crate) struct Schema {
    /// The version of Flow JSON
    #[arg(long, value_name = "VERSION", value_parser = crate::version::known, default_value_t = Version::RECOMMENDED)]
    version: Version,
    /// The file to write; standard output if it is left out
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Schema {
    pub(crate) fn run(self) -> Outcome {
        let mut text = write(&schema::schema(self.version), Layout::Pretty);
        text.push('\n');
        match self.output {
            Some(path) => replace(&path, &text)?,
            None => io::stdout().lock().write_all(text.as_bytes())?,
        }
        Ok(Exit::Success)
    }
}
