//! One thing that was tried, and what came of it.

use std::time::{Duration, Instant};

use flow_endpoint::RemoteError;
use serde::Serialize;

/// One thing that was tried.
pub(super) struct Tried {
    /// Its name for tools.
    pub(super) name: &'static str,
    /// The screen of the request, if it has one.
    pub(super) screen: Option<String>,
    pub(super) outcome: Outcome,
    /// What came of it, in words.
    pub(super) message: String,
    /// How long the answer took.
    pub(super) took: Duration,
    /// Whether anything answered.
    pub(super) reached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// It is as it should be.
    Passed,
    /// It works, and could be better.
    Warning,
    /// A phone or Meta does not get along with it, or a stranger gets in.
    Failed,
}

/// The verdict on an answer, in words.
pub(super) type Verdict = (Outcome, String);

pub(super) fn passed(message: impl Into<String>) -> Verdict {
    (Outcome::Passed, message.into())
}

pub(super) fn warning(message: impl Into<String>) -> Verdict {
    (Outcome::Warning, message.into())
}

pub(super) fn failed(message: impl Into<String>) -> Verdict {
    (Outcome::Failed, message.into())
}

/// An answer that takes longer than this leaves a phone on a slow network too little of its 10 seconds.
const SLOW: Duration = Duration::from_secs(5);

/// Tries one thing: waits for the answer, and judges it.
pub(super) async fn attempt<T>(
    name: &'static str,
    screen: Option<&str>,
    asking: impl Future<Output = Result<T, RemoteError>>,
    judge: impl FnOnce(Result<T, RemoteError>) -> Verdict,
) -> Tried {
    let start = Instant::now();
    let answer = asking.await;
    let took = start.elapsed();
    let reached = !matches!(answer, Err(RemoteError::Unreachable(_)));
    let (mut outcome, mut message) = match answer {
        Err(
            error @ (RemoteError::Unreachable(_)
            | RemoteError::Timeout(_)
            | RemoteError::Redirect { .. }
            | RemoteError::TooLong),
        ) => failed(error.to_string()),
        answer => judge(answer),
    };
    if outcome == Outcome::Passed && took > SLOW {
        outcome = Outcome::Warning;
        message += ", but slowly: a phone waits for 10 seconds, and for its network as well";
    }
    Tried {
        name,
        screen: screen.map(str::to_owned),
        outcome,
        message,
        took,
        reached,
    }
}

/// Why an answer that should be one is none, and what to look at.
pub(super) fn explain(error: &RemoteError) -> String {
    let RemoteError::Status { status, .. } = error else {
        return error.to_string();
    };
    let advice = match status {
        400 => "it takes the body for no request",
        404 | 405 => "it takes no POST at this address: look at the path",
        413 => "the body is too long for it",
        421 => "it cannot decrypt the request: its private key is not that of this public key",
        427 => {
            "it takes the flow token for no longer valid: name one that it knows with --flow-token"
        }
        432 => "it refuses the signature: the app secret is not the one that it has",
        401 | 403 => "it asks for some other right: Meta has no more than the signature",
        500..=599 => "it failed: look into its log",
        _ => "a phone wants 200",
    };
    format!("{error}: {advice}")
}
