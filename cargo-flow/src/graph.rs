//! `cargo flow graph`

mod dot;
mod layout;
mod mermaid;
mod routes;
mod svg;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::{Error, Exit, Outcome};
use crate::input;
use routes::Routes;

/// Draw the screens of a flow and the routes between them
///
/// A screen where the flow can end has a double border. A dashed route is in the routing model only: the
/// endpoint takes it. A route back to a screen that leads here is marked as such.
///
/// Exit codes: 0, or 2 if the file cannot be read as JSON or has no screens.
#[derive(Args)]
pub(crate) struct Graph {
    /// A file of Flow JSON; standard input if there is none, or for `-`
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: PathBuf,
    /// The format of the drawing
    #[arg(long, value_enum, default_value_t = Format::Mermaid)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For Markdown: GitHub and others draw it
    Mermaid,
    /// For Graphviz
    Dot,
    /// A picture
    Svg,
}

/// The most screens of a picture that is still readable.
const MOST_IN_SVG: usize = 500;

impl Graph {
    pub(crate) fn run(self) -> Outcome {
        let flow = input::read_tree(&self.file)?;
        let routes = Routes::of(&flow);
        let number = routes.screens.len();
        if number == 0 {
            let message = format!("{} has no screens to draw", input::name(&self.file));
            return Err(Error::Argument(message));
        }
        let text = match self.format {
            Format::Mermaid => mermaid::draw(&routes),
            Format::Dot => dot::draw(&routes),
            Format::Svg if number > MOST_IN_SVG => {
                let message = format!(
                    "{number} screens are too many for a picture; write `--format dot` and use Graphviz"
                );
                return Err(Error::Argument(message));
            }
            Format::Svg => svg::draw(&routes),
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(Exit::Success)
    }
}
