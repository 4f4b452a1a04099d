//! The arguments of the command line.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use flow_deploy::Deployment;

use crate::exit;
use crate::output::Format;

/// Checks, deploys and manages the flows of this program.
#[derive(Debug, Parser)]
#[command(
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = exit::HELP
)]
pub(crate) struct Arguments {
    // Before `service`: the heading of its options would go on.
    /// The format of the result
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) output: Format,
    /// Show each request on standard error, without secrets
    #[arg(long, short, visible_alias = "debug", global = true)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) service: Service,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The service and the account.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Service")]
pub(crate) struct Service {
    /// The WhatsApp Business Account: `waba-…` or its ARN
    #[arg(long, global = true, env = "WABA_ID", value_name = "WABA")]
    pub(crate) account: Option<String>,
    /// The AWS Region of the account
    #[arg(long, global = true)]
    pub(crate) region: Option<String>,
    /// The base URL of the service, in place of the Region's
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
    /// The profile of the shared config files
    #[arg(long, global = true)]
    pub(crate) profile: Option<String>,
    /// Use a local service in place of AWS; it ends with the command
    #[arg(long, global = true, conflicts_with_all = ["endpoint_url", "profile", "region"])]
    pub(crate) local: bool,
    /// The longest time of the whole run
    ///
    /// Nothing more is begun then, as after Ctrl-C. A published flow that is off the air is published first.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,
    /// The longest silence of the service [default: 30, where Meta works behind it 60]
    ///
    /// An upload has a second more for each 128 KiB.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) request_timeout: Option<Duration>,
    /// How often a request is made, with the first, in place of AWS_MAX_ATTEMPTS [default: 3]
    #[arg(long, global = true, value_name = "N", value_parser = at_least_one::<u32>)]
    pub(crate) max_attempts: Option<u32>,
    /// How requests are tried again, in place of AWS_RETRY_MODE [default: standard]
    ///
    /// `plan`, `apply`, `status` and `pull --all` are always adaptive.
    #[arg(long, global = true, value_name = "MODE")]
    pub(crate) retry_mode: Option<RetryMode>,
}

/// How requests are tried again.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum RetryMode {
    /// A few times, each after a longer pause
    Standard,
    /// And at the rate that the service takes, if it throttles
    Adaptive,
}

impl RetryMode {
    /// The word in `AWS_RETRY_MODE`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Adaptive => "adaptive",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the flows of this program and of the account
    List,
    /// Print the Flow JSON of a flow, or of all flows as one object by name
    Json {
        /// A flow of this program; all if left out
        name: Option<String>,
        /// Print it byte for byte as it is uploaded, without indentation
        #[arg(long)]
        minified: bool,
        /// Print an object by name, each flow with the lines that it was written on
        ///
        /// Each is an object of `json`, and of `places`: a text such as `src/main.rs:12:5` for each value of
        /// the JSON, in the order in which they begin. A flow that is not one of `flow!` has none.
        #[arg(long, conflicts_with = "minified")]
        places: bool,
    },
    /// Find mistakes that Meta would refuse, with their lines
    Check {
        /// Flows of this program; all if left out
        names: Vec<String>,
        /// Fail on warnings too
        #[arg(long)]
        deny_warnings: bool,
    },
    /// Show the changes that `apply` would make
    Plan {
        #[command(flatten)]
        options: PlanOptions,
        /// Exit with 4 if there are changes to make
        #[arg(long)]
        detailed_exit_code: bool,
        /// Save the plan in this file, for `apply --plan`
        ///
        /// A file that is there is written over.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Bring the flows of the account up to date with this program
    Apply(ApplyOptions),
    /// Show the status and the health of flows
    Status {
        /// Flows of the account; those of this program if left out
        names: Vec<String>,
        #[command(flatten)]
        parallel: Parallel,
    },
    /// Show a flow as a phone does, on a page of this machine
    ///
    /// Prints the address of the page, and serves it until Ctrl-C. No service is asked. The page shows the
    /// flow as it is in this program: `cargo flow preview --example NAME`, or `--bin NAME`, builds the
    /// program again when one of its files changes.
    Preview(Preview),
    /// Write a picture of each screen of a flow, and one of all screens with their routes
    ///
    /// The pictures are PNG files, named `FLOW.SCREEN.THEME.png` and `FLOW.storyboard.THEME.png`. Chromium,
    /// Chrome or Edge draws them, without a window and without the network. No service is asked.
    #[cfg(feature = "preview")]
    Pictures {
        /// Flows of this program; all if left out
        names: Vec<String>,
        #[command(flatten)]
        screenshots: flow_preview::Screenshots,
    },
    /// Print the Flow JSON of a deployed flow, or write that of all
    #[command(mut_arg("parallel", |parallel| parallel.conflicts_with("name")))]
    Pull {
        /// A flow of the account
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        name: Option<String>,
        /// Print it byte for byte as it came, without indentation
        #[arg(long, conflicts_with = "all")]
        raw: bool,
        /// Write the Flow JSON of all flows of the account to files of this folder
        ///
        /// It is written byte for byte as it came. No file is ever written over.
        #[arg(long, value_name = "DIR")]
        all: Option<PathBuf>,
        #[command(flatten)]
        parallel: Parallel,
    },
    /// Send a message that opens a flow
    ///
    /// The person must have written to the phone number within 24 hours. The data
    /// are checked by the flow in the account before anything is sent.
    Send(Send),
    /// End a published flow for ever
    Deprecate(OneFlow),
    /// Delete a draft
    Delete(OneFlow),
    /// List the accounts that are linked in this Region
    Accounts,
    /// Make, put, show or compare the key of a phone number
    ///
    /// Flows with an endpoint need it.
    #[command(subcommand)]
    Key(Key),
    /// Run the local service until Ctrl-C
    Local {
        /// The loopback port; a free one if left out
        #[arg(long, default_value_t = 0, hide_default_value = true)]
        port: u16,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ApplyOptions {
    #[command(flatten)]
    pub(crate) plan: PlanOptions,
    /// Carry out a plan that `plan --out` has saved, with its options, and no other
    ///
    /// It is refused if the program or the account has changed since. It does not ask: the plan was there to be
    /// read.
    #[arg(
        long = "plan",
        value_name = "FILE",
        conflicts_with_all = ["names", "publish", "update_published", "endpoints", "renamed_from", "local"]
    )]
    pub(crate) saved: Option<PathBuf>,
    /// Do not ask before flows are published
    ///
    /// It publishes nothing by itself: that takes --publish. Publishing cannot be undone.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Keep the Flow JSON of the flows that are updated in this folder first
    ///
    /// It is kept as the service serves it. No file is ever written over.
    #[arg(long, value_name = "DIR")]
    pub(crate) backup: Option<PathBuf>,
    /// The longest time to publish a flow again after its update
    ///
    /// What may pass is tried again until then, since the flow is off the air.
    #[arg(long, value_name = "SECONDS", default_value_t = Deployment::REPUBLISH_TIMEOUT.as_secs())]
    pub(crate) republish_timeout: u64,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct PlanOptions {
    /// Flows of this program; all if left out
    pub(crate) names: Vec<String>,
    /// Publish the flows, which cannot be undone
    #[arg(long)]
    pub(crate) publish: bool,
    /// Update published flows too
    ///
    /// Each is off the air until it is published again.
    #[arg(long, requires = "publish")]
    pub(crate) update_published: bool,
    /// Refuse to change a published flow in a way that breaks what somebody has
    ///
    /// Somebody is a person in the flow, its endpoint, who sends messages that open it, or who reads its
    /// replies. The plan says what breaks for whom.
    #[arg(long)]
    pub(crate) deny_breaking: bool,
    #[command(flatten)]
    pub(crate) parallel: Parallel,
    /// The endpoint of a flow that exchanges data
    #[arg(long = "flow-endpoint", value_name = "NAME=URL", value_parser = name_and_url)]
    pub(crate) endpoints: Vec<(String, String)>,
    /// The name that a flow had before; it keeps its id
    #[arg(long, value_name = "NEW=OLD", value_parser = new_and_old)]
    pub(crate) renamed_from: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Parallel {
    /// The number of flows to work on at once
    #[arg(long = "parallel", id = "parallel", value_name = "N", default_value_t = Deployment::PARALLEL, value_parser = at_least_one::<usize>)]
    pub(crate) flows: usize,
}

fn at_least_one<N: FromStr + Default + PartialOrd>(text: &str) -> Result<N, String> {
    match text.parse() {
        Ok(number) if number > N::default() => Ok(number),
        _ => Err("it must be a number from 1".to_owned()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds)),
        _ => Err("it must be a number of seconds from 1".to_owned()),
    }
}

fn name_and_url(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once("=https://") {
        Some((name, rest)) if !name.is_empty() => Ok((name.to_owned(), format!("https://{rest}"))),
        _ => Err("write it like booking=https://example.com/booking".to_owned()),
    }
}

fn new_and_old(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((new, old)) if !new.is_empty() && !old.is_empty() => {
            Ok((new.to_owned(), old.to_owned()))
        }
        _ => Err("write it like claim_2026=claim".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// A flow of this program, which may be left out if it has one alone; with --hosted one of the account
    #[arg(required_if_eq("hosted", "true"))]
    pub(crate) name: Option<String>,
    /// Print a link of Meta's to try the deployed flow, and serve nothing
    // The options of the page are a group that is named as their struct.
    #[cfg_attr(feature = "preview", arg(long, conflicts_with = "Arguments"))]
    #[cfg_attr(not(feature = "preview"), arg(long))]
    pub(crate) hosted: bool,
    /// End earlier links to the flow
    #[arg(long, requires = "hosted")]
    pub(crate) invalidate: bool,
    #[cfg(feature = "preview")]
    #[command(flatten)]
    pub(crate) page: flow_preview::Arguments,
}

#[derive(Debug, Args)]
pub(crate) struct OneFlow {
    /// A flow of the account
    pub(crate) name: String,
    /// Do not ask
    ///
    /// This cannot be undone.
    #[arg(long, short)]
    pub(crate) yes: bool,
}

#[derive(Args)]
pub(crate) struct Send {
    /// A flow of the account, by its name or its id
    pub(crate) name: String,
    /// The person's phone number, like +447700900123
    #[arg(long, value_name = "NUMBER")]
    pub(crate) to: String,
    /// The phone number to send from, `phone-number-id-…`
    ///
    /// It may be left out if the account has only one.
    #[arg(long, value_name = "ID")]
    pub(crate) from: Option<String>,
    /// The state of the flow to send
    #[arg(long, value_enum, default_value_t)]
    pub(crate) mode: Mode,
    /// The first screen
    ///
    /// If it and --data are left out, a flow with an endpoint asks that, and another
    /// flow opens its first screen.
    #[arg(long, value_name = "ID")]
    pub(crate) screen: Option<String>,
    /// The data of the first screen: a JSON object, or a file with one
    #[arg(long, value_name = "FILE|JSON")]
    pub(crate) data: Option<String>,
    /// The token that comes back with the reply
    ///
    /// Choose one for each message. Meta takes `unused` if it is left out.
    #[arg(long)]
    pub(crate) token: Option<String>,
    /// The text of the message; the title of the first screen if left out
    #[arg(long, value_name = "TEXT")]
    pub(crate) body: Option<String>,
    /// The text of the button
    #[arg(long, value_name = "TEXT", default_value = "Open")]
    pub(crate) cta: String,
    /// The line over the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) header: Option<String>,
    /// The line under the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) footer: Option<String>,
    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// Without what is personal.
impl std::fmt::Debug for Send {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Send")
            .field("name", &self.name)
            .field("mode", &self.mode)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}

/// The state of the flow that a message opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Mode {
    /// The published flow
    #[default]
    Published,
    /// The draft, to try it
    Draft,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Show the key and its signature status
    Get {
        #[command(flatten)]
        phone: Phone,
    },
    /// Make a key pair of 2048 bits in PEM, or say how to make one in AWS KMS
    ///
    /// No file is ever written over, and nothing is sent.
    New(MakeKey),
    /// Compare the key of a phone number with the one that the endpoint decrypts by
    ///
    /// Exits with 1 if it is another.
    Check {
        #[command(flatten)]
        phone: Phone,
        #[command(flatten)]
        key: OwnKey,
    },
    /// Put a key
    Put {
        #[command(flatten)]
        phone: Phone,
        #[command(flatten)]
        key: NewKey,
        /// Replace a key without asking
        ///
        /// The old key is lost.
        #[arg(long, short)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Phone {
    /// The phone number, `phone-number-id-…`
    ///
    /// It may be left out if the account has only one.
    #[arg(long = "phone", value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Args)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("kept").required(true))]
pub(crate) struct MakeKey {
    /// The file of the private key, which its owner alone may read
    #[arg(long, value_name = "FILE", default_value = "private.pem")]
    pub(crate) private: PathBuf,
    /// The file of the public key
    #[arg(long, value_name = "FILE", default_value = "public.pem")]
    pub(crate) public: PathBuf,
    /// Encrypt the private key by the passphrase in this variable
    #[arg(long, value_name = "NAME", group = "kept")]
    pub(crate) passphrase_variable: Option<String>,
    /// Encrypt the private key by the passphrase in this file
    #[arg(long, value_name = "FILE", group = "kept")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Do not encrypt the private key
    #[arg(long, group = "kept")]
    pub(crate) no_passphrase: bool,
    /// Say how to make a key that never leaves AWS KMS
    #[arg(long, group = "kept")]
    pub(crate) kms: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct OwnKey {
    /// A file with the public key of the endpoint in PEM
    #[arg(long, value_name = "FILE")]
    pub(crate) pem: Option<PathBuf>,
    /// The key of the endpoint in AWS KMS: its id, its ARN, or `alias/…`
    #[arg(long, value_name = "ID")]
    pub(crate) kms_key_id: Option<String>,
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
    fn a_hosted_preview_names_its_flow() {
        let read = |line: &str| {
            let words = ["flows", "preview"].into_iter();
            Arguments::try_parse_from(words.chain(line.split_whitespace())).is_ok()
        };
        for right in [
            "",
            "survey",
            "survey --hosted",
            "survey --hosted --invalidate",
        ] {
            assert!(read(right), "{right}");
        }
        for wrong in ["--hosted", "survey --invalidate"] {
            assert!(!read(wrong), "{wrong}");
        }
        #[cfg(feature = "preview")]
        for (right, line) in [
            (true, "survey --port 1"),
            (false, "survey --hosted --port 1"),
        ] {
            assert_eq!(read(line), right, "{line}");
        }
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
