//! The commands.

mod accounts;
mod apply;
mod check;
mod flows;
mod key;
mod local;
mod one_flow;
#[cfg(feature = "preview")]
mod pictures;
mod plan;
mod preview;
mod pull_all;
mod send;
mod status;

use clap::CommandFactory as _;
use flow_deploy::DesiredFlow;

use crate::arguments::{Arguments, Command, Key, Service};
use crate::exit::{Exit, Failure, SUCCESS};
use crate::interrupt::Stops;
use crate::output::{self, Format};
use crate::target::{Filled, Target, no_account};
pub(crate) use plan::decision;

/// The input of every command.
struct Context {
    flows: Vec<DesiredFlow>,
    service: Service,
    format: Format,
}

/// Said of a command that only reads.
const READS: &str = "nothing was changed: run it again";
/// Said of a command that writes files.
const WRITES: &str = "what was written stays; run it again";
/// Said once a message is under way.
const SENDS: &str = "the message may be sent or not: wait for its events before you run it again";
/// Said once the request that changes something is under way.
const CHANGES: &str = "the change may be done or not: look before you run it again";

pub(crate) async fn run(flows: Vec<DesiredFlow>, arguments: Arguments) -> Exit {
    let limit = arguments.service.timeout;
    let context = &Context {
        flows,
        service: arguments.service,
        format: arguments.output,
    };
    // Not for those that wait for nothing: the system may end them.
    let listen = || Stops::listen(limit);
    match arguments.command {
        Command::List => listen().unless_stopped(flows::list(context), READS).await,
        Command::Json {
            name,
            minified,
            places,
        } => flows::json(context, name.as_deref(), minified, places),
        Command::Check {
            names,
            deny_warnings,
        } => check::check(context, &names, deny_warnings),
        Command::Plan {
            options,
            detailed_exit_code,
            out,
        } => {
            let plan = plan::plan(context, &options, detailed_exit_code, out.as_deref());
            listen().unless_stopped(plan, READS).await
        }
        Command::Apply(options) => apply::apply(context, &options, &listen()).await,
        Command::Status { names, parallel } => {
            let status = status::status(context, &names, parallel);
            listen().unless_stopped(status, READS).await
        }
        Command::Preview(options) => preview::preview(context, options, &listen()).await,
        #[cfg(feature = "preview")]
        Command::Pictures { names, screenshots } => {
            let pictures = pictures::pictures(context, &names, &screenshots);
            listen().unless_stopped(pictures, WRITES).await
        }
        Command::Pull {
            name,
            raw,
            all,
            parallel,
        } => match (name, all) {
            (Some(name), _) => {
                let pull = one_flow::pull(context, &name, raw);
                listen().unless_stopped(pull, READS).await
            }
            (None, Some(folder)) => {
                let pull = pull_all::pull_all(context, &folder, parallel);
                listen().unless_stopped(pull, WRITES).await
            }
            (None, None) => Err(Failure::usage("name a flow, or give --all")),
        },
        Command::Send(message) => {
            let stops = listen();
            let send = send::send(context, &message, &stops);
            stops.unless_stopped(send, READS).await
        }
        Command::Deprecate(flow) => {
            let stops = listen();
            let deprecate = one_flow::deprecate(context, &flow, &stops);
            stops.unless_stopped(deprecate, READS).await
        }
        Command::Delete(flow) => {
            let stops = listen();
            let delete = one_flow::delete(context, &flow, &stops);
            stops.unless_stopped(delete, READS).await
        }
        Command::Accounts => {
            let accounts = accounts::accounts(context);
            listen().unless_stopped(accounts, READS).await
        }
        Command::Key(Key::Get { phone }) => {
            let get = key::get(context, phone.id.as_deref());
            listen().unless_stopped(get, READS).await
        }
        Command::Key(Key::New(options)) => key::new(context, &options),
        Command::Key(Key::Check { phone, key }) => {
            let check = key::check(context, phone.id.as_deref(), &key);
            listen().unless_stopped(check, READS).await
        }
        Command::Key(Key::Put { phone, key, yes }) => {
            let stops = listen();
            let put = key::put(context, phone.id.as_deref(), key, yes, &stops);
            stops.unless_stopped(put, READS).await
        }
        Command::Local { port } => local::local(context, port, &listen()).await,
        Command::Completions { shell } => completions(shell),
    }
}

impl Context {
    /// The service, with an account.
    async fn target(&self, filled: Filled) -> Result<Target, Failure> {
        if !self.service.local && self.service.account().is_none() {
            return Err(match self.service.account {
                Some(_) => Failure::usage("the account is empty: check --account or WABA_ID"),
                None => no_account(),
            });
        }
        self.any_target(filled).await
    }

    /// The service, with or without an account.
    async fn any_target(&self, filled: Filled) -> Result<Target, Failure> {
        Target::open(&self.service, &self.flows, filled).await
    }

    /// The flows of the program with these names, or all for no names. The name of a flow without its
    /// language stands for all its languages.
    fn named(&self, names: &[String]) -> Result<Vec<&DesiredFlow>, Failure> {
        if names.is_empty() {
            return Ok(self.flows.iter().collect());
        }
        let mut named: Vec<&DesiredFlow> = Vec::new();
        for name in names {
            let mut flows = self
                .flows
                .iter()
                .filter(|flow| is_named(flow, name))
                .peekable();
            if flows.peek().is_none() {
                let known: Vec<&str> = self.flows.iter().map(|flow| flow.name.as_str()).collect();
                let known = known.join(", ");
                let message = format!("this program has no flow `{name}`; it has {known}");
                return Err(Failure::usage(message));
            }
            for flow in flows {
                // It may be named by itself and with its languages.
                if !named.iter().any(|known| std::ptr::eq(*known, flow)) {
                    named.push(flow);
                }
            }
        }
        Ok(named)
    }
}

/// Whether a name is that of a flow, or that of the flow in all its languages.
fn is_named(flow: &DesiredFlow, name: &str) -> bool {
    flow.name == name || flow.set() == name
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
