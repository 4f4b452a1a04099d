//! The commands.

mod accounts;
mod apply;
mod check;
mod flows;
mod key;
mod local;
mod one_flow;
mod plan;
mod pull_all;
mod status;

use clap::CommandFactory as _;
use flow_deploy::DesiredFlow;

use crate::arguments::{Arguments, Command, Key, Service};
use crate::exit::{Exit, Failure, SUCCESS};
use crate::output::{self, Format};
use crate::target::{Filled, Target, no_account};

/// The input of every command.
struct Context {
    flows: Vec<DesiredFlow>,
    service: Service,
    format: Format,
}

pub(crate) async fn run(flows: Vec<DesiredFlow>, arguments: Arguments) -> Exit {
    let context = Context {
        flows,
        service: arguments.service,
        format: arguments.output,
    };
    match arguments.command {
        Command::List => flows::list(&context).await,
        Command::Json { name, minified } => flows::json(&context, name.as_deref(), minified),
        Command::Check {
            names,
            deny_warnings,
        } => check::check(&context, &names, deny_warnings),
        Command::Plan {
            options,
            detailed_exit_code,
        } => plan::plan(&context, &options, detailed_exit_code).await,
        Command::Apply {
            options,
            yes,
            backup,
            republish_timeout,
        } => {
            apply::apply(
                &context,
                &options,
                yes,
                backup.as_deref(),
                republish_timeout,
            )
            .await
        }
        Command::Status { names } => status::status(&context, &names).await,
        Command::Preview { name, invalidate } => {
            one_flow::preview(&context, &name, invalidate).await
        }
        Command::Pull { name, raw, all } => match (name, all) {
            (Some(name), _) => one_flow::pull(&context, &name, raw).await,
            (None, Some(folder)) => pull_all::pull_all(&context, &folder).await,
            (None, None) => Err(Failure::Usage("name a flow, or give --all".to_owned())),
        },
        Command::Deprecate(flow) => one_flow::deprecate(&context, &flow).await,
        Command::Delete(flow) => one_flow::delete(&context, &flow).await,
        Command::Accounts => accounts::accounts(&context).await,
        Command::Key(Key::Get { phone }) => key::get(&context, phone.id.as_deref()).await,
        Command::Key(Key::Put { phone, key, yes }) => {
            key::put(&context, phone.id.as_deref(), key, yes).await
        }
        Command::Local { port } => local::local(&context, port).await,
        Command::Completions { shell } => completions(shell),
    }
}

impl Context {
    /// The service, with an account.
    async fn target(&self, filled: Filled) -> Result<Target, Failure> {
        if !self.service.local && self.service.account().is_none() {
            return Err(no_account());
        }
        self.any_target(filled).await
    }

    /// The service, with or without an account.
    async fn any_target(&self, filled: Filled) -> Result<Target, Failure> {
        Target::open(&self.service, &self.flows, filled).await
    }

    /// The flows of the program with these names, or all for no names.
    fn named(&self, names: &[String]) -> Result<Vec<&DesiredFlow>, Failure> {
        if names.is_empty() {
            return Ok(self.flows.iter().collect());
        }
        let find = |name: &String| {
            let mut flows = self.flows.iter();
            flows.find(|flow| flow.name == *name).ok_or_else(|| {
                let known: Vec<&str> = self.flows.iter().map(|flow| flow.name.as_str()).collect();
                let known = known.join(", ");
                Failure::Usage(format!("this program has no flow `{name}`; it has {known}"))
            })
        };
        names.iter().map(find).collect()
    }
}

fn completions(shell: clap_complete::Shell) -> Exit {
    let program = std::env::args_os().next().unwrap_or_default();
    let program = std::path::Path::new(&program).file_stem();
    let program = program.map_or_else(|| "flows".into(), |name| name.to_string_lossy());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), program, &mut script);
    output::text(&String::from_utf8_lossy(&script))?;
    Ok(SUCCESS)
}
