//! `cargo flow lsp`

mod complete;
mod diagnostics;
mod document;
mod hover;
mod lines;
mod names;
mod rename;
mod server;
mod symbols;
#[cfg(test)]
mod tests;

use clap::Args;
use lsp_server::Connection;

use crate::exit::{Error, Exit, Outcome};
use server::{End, Server};

/// Tell an editor of mistakes while they are typed
///
/// A language server. It speaks the Language Server Protocol over standard input and output, so an editor starts it and no
/// person does. Files named `*.flow.json` are flows, and so is every other JSON file that has screens.
/// Apart from mistakes it knows completion, pages on components, definitions, references, renaming of
/// screens and inputs, an outline and formatting.
///
/// Exit codes: 0 if the editor has ended it, 1 if the editor went away without a word, 2 if it did not
/// keep to the protocol.
#[derive(Args)]
pub(crate) struct Lsp {
    /// As it is without; some editors ask for it
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    pub(crate) fn run(self) -> Outcome {
        // Both ways of starting it are one.
        let Self { stdio: _ } = self;
        let (connection, threads) = Connection::stdio();
        let end = Server::start(&connection)?;
        // Its threads end with the connection.
        drop(connection);
        threads.join().map_err(Error::Editor)?;
        Ok(match end {
            End::Asked => Exit::Success,
            End::Alone => Exit::Found,
        })
    }
}
