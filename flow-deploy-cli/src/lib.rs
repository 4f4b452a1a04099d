//! A command line over the flows of a program, in one line of its `main`.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! flow_dsl::flow!(Flow {
//!     name: "greeting",
//!     version: "7.3",
//!     categories: [OTHER],
//!     screens: [Screen {
//!         id: "HELLO",
//!         title: "Hello",
//!         children: [Footer { label: "Close", on_click_action: complete {} }],
//!     }],
//! });
//!
//! fn main() -> ExitCode {
//!     flow_deploy_cli::run([FLOW])
//! }
//! ```
//!
//! `cargo run -- --help` lists the commands. `cargo run -- plan --local` tries one without an AWS
//! account. A flow that exchanges data needs an endpoint: give it with
//! [`DesiredFlow::endpoint_uri`], as in `DesiredFlow::from(FLOW).endpoint_uri("https://…")`, or with
//! `--flow-endpoint` of `plan` and `apply`.
//!
//! # Features
//!
//! - `aws`, on by default, reaches AWS. It brings TLS and the SDKs' chain for credentials.
//! - `keys` lets `key new` make key pairs, which takes cryptography.
//! - `preview`, on by default, brings the page of the command `preview`, with a web server.
//! - `endpoint`, on by default, lets that page ask an endpoint, with encryption and TLS.
//! - `terminal`, on by default, brings live progress, and help as wide as the terminal.
//!
//! # Settings
//!
//! The account is `--account` or `WABA_ID`. Credentials, Region and other settings come from the
//! [environment](flow_deploy#environment) and the SDKs' chain. An option comes before its variable.
//!
//! # Exit codes
//!
//! | code | means |
//! |---|---|
//! | 0 | success |
//! | 1 | a request, a check or a flow of `apply` failed, a flow of `plan` cannot be deployed, or the time of `--timeout` is over |
//! | 2 | the command line or the environment is wrong; nothing was sent |
//! | 3 | refused, and nothing was done: it needs `--yes`, `--publish` or `--update-published`, `--deny-breaking` forbids it, or the account or the program has changed since the plan |
//! | 4 | `plan --detailed-exit-code`: there are changes to make |
//! | 130 | interrupted by Ctrl-C or SIGTERM: run it again |
//!
//! # Output
//!
//! Results go to standard output, everything else to standard error. With `--output json` the
//! result is one JSON document; a member that does not apply is `null`. Members may be added later. A command
//! that ends early prints one too, also after Ctrl-C and SIGTERM: it has `error`, an object of `kind` (`failed`,
//! `usage`, `refused`, `interrupted`, `time_is_over`), `message` and `exit_code`, and beside it what was found and
//! done before. An `apply` that is ended by a second Ctrl-C has `may_be_off_air` too, a list of names.
//!
//! | command | document |
//! |---|---|
//! | `list` | `account`, `flows`: each `name`, `in_program`, `version`, `categories`, `screens`, `bytes`, `deployed` (`null`, or `flow_id`, `status`, `validation_errors`) |
//! | `json` | the Flow JSON; for several flows, an object of them by name; with `--places`, an object by name of `json` and `places` (each `FILE:LINE:COLUMN`, for the values in the order in which they begin) |
//! | `check` | `errors`, `warnings`: their numbers; `findings`: each `flow`, `language`, `severity`, `code`, `rule`, `rule_name`, `message`, `help`, `pointer`, `file`, `line`, `column` |
//! | `plan` | `account`, `endpoint`, `local`, `unchanged`; `flows`: each `name`, `action`, `flow_id`, `renamed_from`, `status`, `publishes`, `updates_published`, `was_published`, `changes` (each `screen`, `component`, `kind`, `property`, `before`, `after`), `effects` (each `kind`, `screen`, `part`, `who`, `breaking`, `reason`), `breaks_published`, `conflict`, `notices`, `validation_errors`; `leftovers`; `not_in_program`: each `name`, `flow_id`, `status`, in a plan of all flows |
//! | `apply` | as `plan`, and `backup`: each `name`, `flow_id`, `file`; `applied`: each `name`, `action`, `flow_id`, `outcome` (`done`, `conflict`, `not_allowed`, `changed`, `interrupted`, `invalid`, `failed`), `error`, `validation_errors`, `is_off_air` (`null` if the service could not be asked, and `off_air_error` says why), `is_put_back`, `is_as_served`, `served` (`null` if it was not asked, `same`, `differs`, `unknown`), `served_changes`, `kept_leftovers` (each `flow_id`, `error`); `kept_leftovers` |
//! | `status` | `flows`: each `name`, `flow_id`, `status`, `categories`, `json_version`, `data_api_version`, `endpoint_uri`, `can_send_message`, `validation_errors`, `error` (why it could not be read: then the members after `status` are `null`) |
//! | `pictures` | `pictures`: the files that were written |
//! | `preview` | `name`, `address`, before the page is served; with `--hosted`, `name`, `flow_id`, `preview_url`, `expires_at` |
//! | `pull` | the Flow JSON of the deployed flow; with `--all`, `flows`: each `name`, `flow_id`, `status`, `file`, `error` |
//! | `send` | `name`, `flow_id`, `message_id`, `phone_number_id`, `to`, `mode`, `flow_action` (`navigate`, `data_exchange`), `screen` (`null` if the endpoint names it), `flow_token` |
//! | `deprecate`, `delete` | `name`, `flow_id`, `done` |
//! | `accounts` | `accounts`: each `id`, `name`, `waba_id`, `arn`, `registration_status`, `link_date` (seconds since 1970) |
//! | `key new` | `private_key_file`, `public_key_file`, `is_encrypted`; with `--kms`, `commands`, `policy_statements`, `next` |
//! | `key check` | `phone_number_id`, `verdict` (`same`, `another`, `mismatch`, `none`, `untold`), `business_public_key`, `signature_status` |
//! | `key get`, `key put` | `phone_number_id`, `business_public_key`, `signature_status`; `put` prints the new key, and `replaced` |
//! | `local` | `endpoint`, `account`, `region`, `access_key_id`, `secret_access_key` |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arguments;
mod backup;
mod commands;
mod confirm;
mod each;
mod exit;
mod interrupt;
mod output;
mod patience;
mod progress;
mod saved_plan;
mod target;
mod trace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use flow_deploy::DesiredFlow;

use arguments::Arguments;
use exit::{Exit, Failure};
use output::Format;

/// Runs the command line of the program on its flows, and returns the exit code.
///
/// The flows are those of `flow!`, or [`DesiredFlow`]s. The [first page](crate) has the commands. The
/// function starts a Tokio runtime, so it must be called outside of one.
pub fn run<F: Into<DesiredFlow>>(flows: impl IntoIterator<Item = F>) -> ExitCode {
    run_from(flows, std::env::args_os())
}

/// Runs a command line as [`run`] does, with the arguments of the caller. The first argument is the
/// name of the program.
///
/// ```
/// use flow_deploy::{Category, DesiredFlow};
///
/// let json = r#"{"version":"7.3","screens":[]}"#;
/// let flow = DesiredFlow::new("survey", [Category::Survey], json);
/// let exit = flow_deploy_cli::run_from([flow], ["my-flows", "plan", "--local"]);
/// assert_eq!(format!("{exit:?}"), format!("{:?}", std::process::ExitCode::SUCCESS));
/// ```
pub fn run_from<F: Into<DesiredFlow>, A: Into<OsString> + Clone>(
    flows: impl IntoIterator<Item = F>,
    arguments: impl IntoIterator<Item = A>,
) -> ExitCode {
    let given: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let arguments = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments,
        Err(error) if error.kind() == ErrorKind::InvalidUtf8 => {
            let failure = Failure::usage(not_utf8(&given));
            output::say(&format!("error: {failure}"));
            return end(output::asked_for(&given), Err(failure));
        }
        Err(error) if error.use_stderr() => {
            // If it cannot be printed, nobody reads it.
            let _ = error.print();
            let text = error.to_string();
            let text = text.strip_prefix("error: ").unwrap_or(&text).trim();
            return end(output::asked_for(&given), Err(Failure::usage(text)));
        }
        Err(help) => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    if arguments.verbose {
        trace::show();
    }
    let format = arguments.output;
    let flows = flows.into_iter().map(Into::into).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => {
            let done = runtime.block_on(commands::run(flows, arguments));
            // A resolver that hangs is not waited for.
            runtime.shutdown_background();
            done
        }
        Err(error) => Err(Failure::failed(format!("no runtime: {error}"))),
    };
    if let Err(failure) = &done {
        output::say(&format!("error: {failure}"));
    }
    end(format, done)
}

/// Names what is not UTF-8, which the parser does not.
fn not_utf8(arguments: &[OsString]) -> String {
    match std::env::var_os("WABA_ID") {
        Some(account) if account.to_str().is_none() => {
            "`WABA_ID` is not UTF-8: set it again".to_owned()
        }
        _ => match arguments.iter().find(|one| one.to_str().is_none()) {
            Some(argument) => format!("the argument `{}` is not UTF-8", argument.display()),
            None => "an argument is not UTF-8".to_owned(),
        },
    }
}

/// The exit code. A command that ended early has printed no document yet.
fn end(format: Format, done: Exit) -> ExitCode {
    let failure = match done {
        Ok(code) => return ExitCode::from(code),
        Err(failure) => failure,
    };
    if format == Format::Json {
        // The exit code tells it to those who do not read it.
        let _ = output::print(format, || failure.json(), String::new);
    }
    ExitCode::from(failure.code())
}

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
