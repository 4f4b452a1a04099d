//! The command line as it is written.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use flow_deploy::Deployment;

use crate::exit;
use crate::output::Format;

/// The flows of this program, and those of a WhatsApp Business Account.
#[derive(Debug, Parser)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = exit::HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) service: Service,
    /// For whom the result is
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) output: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which service, and which account of it.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Service")]
pub(crate) struct Service {
    /// The WhatsApp Business Account: `waba-…` or its ARN
    #[arg(long, global = true, env = "WABA_ID", value_name = "WABA")]
    pub(crate) account: Option<String>,
    /// The Region that the account is linked to
    #[arg(long, global = true)]
    pub(crate) region: Option<String>,
    /// A base URL in place of the Region's own
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
    /// The profile of the shared config files
    #[arg(long, global = true)]
    pub(crate) profile: Option<String>,
    /// A local service that lives as long as the command, in place of AWS
    #[arg(long, global = true, conflicts_with_all = ["endpoint_url", "profile", "region"])]
    pub(crate) local: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The flows of this program, and those of the account with their status
    List,
    /// The Flow JSON of a flow; of all, as one object by name
    Json {
        /// A flow of this program
        name: Option<String>,
        /// Byte for byte as it is uploaded, in place of indented
        #[arg(long)]
        minified: bool,
    },
    /// What Meta would refuse or authors regret, at its lines
    Check {
        /// Flows of this program; all if there is none
        names: Vec<String>,
        /// Warnings are failures too
        #[arg(long)]
        deny_warnings: bool,
    },
    /// What `apply` would do; changes nothing
    Plan {
        #[command(flatten)]
        options: PlanOptions,
        /// Exit with 4 if there is something to do
        #[arg(long)]
        detailed_exit_code: bool,
    },
    /// Makes the account have the flows of this program
    Apply {
        #[command(flatten)]
        options: PlanOptions,
        /// Publishing cannot be undone: do not ask
        #[arg(long, short)]
        yes: bool,
    },
    /// What the service knows of flows
    Status {
        /// Flows of the account; those of this program if there is none
        names: Vec<String>,
    },
    /// A link to try a flow
    Preview {
        /// A flow of the account
        name: String,
        /// Ends links that were given before
        #[arg(long)]
        invalidate: bool,
    },
    /// The Flow JSON that is deployed
    Pull {
        /// A flow of the account
        name: String,
        /// Byte for byte as it came, in place of indented
        #[arg(long)]
        raw: bool,
    },
    /// Ends a published flow for ever
    Deprecate(OneFlow),
    /// Deletes a draft
    Delete(OneFlow),
    /// The accounts that are linked in this Region
    Accounts,
    /// The business public key of a phone number, which flows with an endpoint need
    #[command(subcommand)]
    Key(Key),
    /// Serves the local service until Ctrl-C
    Local {
        /// A loopback port; one that is free if there is none
        #[arg(long, default_value_t = 0, hide_default_value = true)]
        port: u16,
    },
    /// Completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PlanOptions {
    /// Flows of this program; all if there is none
    pub(crate) names: Vec<String>,
    /// Publish the flows, which cannot be undone
    #[arg(long)]
    pub(crate) publish: bool,
    /// Update flows that are published: each is off the air until it is published again
    #[arg(long, requires = "publish")]
    pub(crate) update_published: bool,
    /// How many flows are worked on at once
    #[arg(long, value_name = "N", default_value_t = Deployment::PARALLEL, value_parser = at_least_one)]
    pub(crate) parallel: usize,
    /// The endpoint of a flow that exchanges data
    #[arg(long = "flow-endpoint", value_name = "NAME=URL", value_parser = name_and_url)]
    pub(crate) endpoints: Vec<(String, String)>,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("it must be a number from 1".to_owned()),
    }
}

fn name_and_url(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once("=https://") {
        Some((name, rest)) if !name.is_empty() => Ok((name.to_owned(), format!("https://{rest}"))),
        _ => Err("write it like booking=https://example.com/booking".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct OneFlow {
    /// A flow of the account
    pub(crate) name: String,
    /// This cannot be undone: do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Shows the key and whether Meta takes it
    Get {
        #[command(flatten)]
        phone: Phone,
    },
    /// Puts a key
    Put {
        #[command(flatten)]
        phone: Phone,
        #[command(flatten)]
        key: NewKey,
        /// A key that is replaced is gone: do not ask
        #[arg(long, short)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Phone {
    /// The phone number, `phone-number-id-…`; the account's own if it has one only
    #[arg(long = "phone", value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct NewKey {
    /// A file with an RSA public key of 2048 bits in PEM
    #[arg(long, value_name = "FILE")]
    pub(crate) pem: Option<PathBuf>,
    /// The ARN of a key in AWS KMS
    #[arg(long, value_name = "ARN")]
    pub(crate) kms_key_arn: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn endpoints_of_flows() {
        let read = |text: &str| name_and_url(text).ok();
        let url = "https://e.example/?a=b";
        assert_eq!(
            read(&format!("a=b={url}")),
            Some(("a=b".to_owned(), url.to_owned()))
        );
        for wrong in ["", "a", "a=http://e.example", "=https://e.example"] {
            assert_eq!(read(wrong), None);
        }
    }
}
