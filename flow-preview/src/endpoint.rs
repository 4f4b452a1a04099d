//! An endpoint that is asked over HTTP.

use flow_endpoint::{RemoteEndpoint, RemoteError};
use flow_sim::{Answer, ErrorNotice, Request};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::server::Shared;
use crate::touch::Touch;

/// Asks an endpoint for all that the phone waits for. It ends when the page does.
pub(crate) async fn serve(endpoint: &RemoteEndpoint, shared: &Shared) {
    let mut changes = shared.changes();
    // Nobody waits for the answer to a notice.
    let mut notices = JoinSet::new();
    loop {
        let (asked, reports) = {
            let mut session = shared.session();
            let version = session.source.as_ref();
            let version = version.and_then(|source| source.data_api_version.clone());
            let version = version.unwrap_or_else(|| "3.0".to_owned());
            let token = session.settings.flow_token.to_string();
            let asked = session.asked();
            let asked = asked.map(|(number, request)| (number, of_request(request, &version)));
            let reports = session.take_notices().into_iter();
            let reports = reports.map(|notice| of_notice(&notice, &version, &token));
            (asked, reports.collect::<Vec<_>>())
        };
        for report in reports {
            let endpoint = endpoint.clone();
            notices.spawn(async move { endpoint.ask(report).await });
        }
        while notices.try_join_next().is_some() {}
        let Some((number, request)) = asked else {
            if changes.changed().await.is_err() {
                return;
            }
            continue;
        };
        tokio::select! {
            answer = endpoint.ask(request) => {
                let (answer, trouble) = read(answer);
                if let Some(touch) = Touch::answer(answer) {
                    shared.change(|session| session.answered(number, touch, trouble));
                }
            }
            () = not_awaited(shared, &mut changes, number) => {}
        }
    }
}

/// Waits until the phone no longer waits for a request.
async fn not_awaited(shared: &Shared, changes: &mut watch::Receiver<u64>, number: u64) {
    let waits = || {
        let session = shared.session();
        session
            .asked()
            .is_some_and(|(waiting, _)| waiting == number)
    };
    while waits() {
        if changes.changed().await.is_err() {
            return;
        }
    }
}

fn of_request(request: &Request, version: &str) -> Value {
    let mut json = Value::from(&request.to_value());
    json["version"] = version.into();
    json
}

fn of_notice(notice: &ErrorNotice, version: &str, token: &str) -> Value {
    json!({
        "version": version,
        "flow_token": token,
        "action": notice.action.as_str(),
        "data": { "error": notice.error, "error_message": &*notice.message },
    })
}

/// What the phone makes of an answer, and what was wrong if the endpoint could not be asked or understood.
fn read(answer: Result<Value, RemoteError>) -> (Answer, Option<String>) {
    match answer {
        Ok(json) => (json.into(), None),
        // The page shows these two as the answers that they are.
        Err(error @ (RemoteError::Timeout(_) | RemoteError::Status { .. })) => {
            (Answer::from(&error), None)
        }
        Err(error) => (Answer::from(&error), Some(error.to_string())),
    }
}
