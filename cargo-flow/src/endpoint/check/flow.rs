//! What the flow says that can be tried: each screen by each action.

use flow_endpoint::RemoteError;
use flow_json::tree::Node;
use flow_sim::explore::requests;
use flow_sim::{
    Answer, Effect, End, Event, Notice, Program, RequestAction, Settings, Simulator, State,
};
use serde_json::{Value, json};

use super::Tester;
use super::trial::{Tried, Verdict, attempt, explain, failed, passed, warning};

impl Tester {
    pub(super) async fn flow(&self, flow: &Node, tried: &mut Vec<Tried>) {
        let program = Program::new(flow);
        let mut settings = Settings::default();
        settings.flow_token.clone_from(&self.flow_token);
        let simulator = Simulator::new(&program, &settings);
        let mut emptied = Vec::new();
        for state in requests(&program, &settings) {
            let Some(request) = state.request() else {
                continue;
            };
            let name = match request.action {
                RequestAction::Init => "init",
                RequestAction::Back => "back",
                RequestAction::DataExchange => "data-exchange",
            };
            let screen = request.screen.as_deref();
            let plain = serde_json::to_value(request.to_value()).expect("it is JSON");
            let asking = self.remote.ask(plain.clone());
            let judge = |answer: Result<Value, _>| match answer {
                Ok(answer) => judge(&simulator, &state, answer),
                Err(error) => failed(explain(&error)),
            };
            tried.push(attempt(name, screen, asking, judge).await);

            let has_payload = plain["data"]
                .as_object()
                .is_some_and(|data| !data.is_empty());
            if name == "data-exchange" && has_payload && !emptied.contains(&request.screen) {
                emptied.push(request.screen.clone());
                let mut plain = plain;
                plain["data"] = json!({});
                let asking = self.remote.ask(plain);
                let judge = |answer| without_fields(&simulator, &state, answer);
                tried.push(attempt("missing-fields", screen, asking, judge).await);
            }
        }
        let asking = self.remote.ask(json!({
            "action": "data_exchange", "screen": "NO_SUCH_SCREEN", "data": {},
            "flow_token": self.flow_token,
        }));
        let judge = |answer| match answer {
            Ok(_) => warning("it answers a request of a screen that the flow does not have"),
            Err(RemoteError::Status { status, .. }) => {
                passed(format!("it is refused with {status}"))
            }
            Err(error) => failed(explain(&error)),
        };
        tried.push(attempt("unknown-screen", None, asking, judge).await);
    }
}

/// What a phone makes of an answer.
fn judge(simulator: &Simulator<'_>, state: &State, answer: Value) -> Verdict {
    let event = Event::Answer(Answer::from(answer));
    let (state, effects) = match simulator.step(state, &event) {
        Ok(next) => next,
        Err(refusal) => return failed(refusal.to_string()),
    };
    for effect in effects {
        if let Effect::ErrorNotice(notice) = effect {
            return failed(format!(
                "a phone refuses the answer with {}: {}",
                notice.error, notice.message
            ));
        }
    }
    let view = simulator.view(&state);
    if let Some(Notice::Failure(cause)) = &view.notice {
        return failed(format!("a phone cannot use the answer: {cause}"));
    }
    match state.end() {
        Some(End::Completed { .. }) => passed("it ends the flow"),
        Some(End::Failed(cause)) => failed(format!("a phone cannot use the answer: {cause}")),
        _ => {
            if let Some(fault) = view.faults.first() {
                return failed(format!(
                    "the screen cannot be drawn with the answer: {fault}"
                ));
            }
            let message = match view.notice {
                Some(Notice::Snackbar(_)) => ", with an `error_message`",
                _ => "",
            };
            passed(format!("it shows the screen `{}`{message}", view.id()))
        }
    }
}

/// What a phone makes of the answer to a payload that lacks all of its fields, as an older version of the
/// flow may send it.
fn without_fields(
    simulator: &Simulator<'_>,
    state: &State,
    answer: Result<Value, RemoteError>,
) -> Verdict {
    match answer {
        Ok(answer) => judge(simulator, state, answer),
        Err(RemoteError::Status { status, .. }) => passed(format!("it is refused with {status}")),
        Err(error) => failed(explain(&error)),
    }
}
