//! Answers that are given to whichever request they are for.

use serde::Deserialize;
use serde_json::Value as Json;

use super::check::contains;
use super::step::plain;
use crate::event::{Answer, Request};

/// An answer of an endpoint that is not there, in the words of a [`Step`](super::Step), and the requests that
/// it is for.
///
/// ```
/// use flow_sim::scenario::CannedAnswer;
///
/// let canned: CannedAnswer = serde_json::from_value(serde_json::json!({
///     "request": {"screen": "DAY", "data": {"day": "2027-01-31"}},
///     "answer": {"screen": "TIME", "data": {"times": []}}
/// })).unwrap();
/// assert!(canned.check().is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CannedAnswer {
    /// What a request must have in it. Without this it may be any.
    pub request: Option<Json>,
    /// The body of the answer: `screen` and `data`.
    pub answer: Option<Json>,
    /// Another status than 200.
    pub status: Option<u16>,
    /// The text that comes with status 427.
    pub error_msg: Option<String>,
    /// `true` if there is no answer.
    pub timeout: Option<bool>,
}

impl CannedAnswer {
    /// Whether it says what is answered.
    ///
    /// # Errors
    ///
    /// It says nothing, more than one thing, or half of one: the mistake in words.
    pub fn check(&self) -> Result<(), &'static str> {
        let answers = [
            self.answer.is_some(),
            self.status.is_some(),
            self.timeout.is_some(),
        ];
        match answers.iter().filter(|said| **said).count() {
            _ if self.timeout == Some(false) => Err("`timeout = false` says nothing: leave it out"),
            _ if self.error_msg.is_some() && self.status.is_none() => {
                Err("`error_msg` goes with `status`")
            }
            1 => Ok(()),
            0 => Err("say what is answered: `answer`, `status` or `timeout`"),
            _ => Err("give one of `answer`, `status` and `timeout`"),
        }
    }

    /// The answer to a request, if it is for that one.
    pub fn answer(&self, request: &Request) -> Option<Answer> {
        if let Some(part) = &self.request
            && !contains(&Json::from(&request.to_value()), &plain(part))
        {
            return None;
        }
        match (&self.answer, self.status) {
            (Some(body), _) => Some(plain(body).into()),
            (None, Some(status)) => {
                let text = self.error_msg.as_deref().map(Into::into);
                Some(Answer::Status(status, text))
            }
            (None, None) => Some(Answer::Timeout),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::event::RequestAction;

    fn canned(json: Json) -> CannedAnswer {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_request_has_what_is_asked_for() {
        let request = Request {
            action: RequestAction::DataExchange,
            screen: Some("DAY".into()),
            data: json!({"day": "31", "guests": "2"}).into(),
            flow_token: "unused".into(),
            repeated: false,
        };
        let body = json!({"screen": "TIME"});
        let answer = |part: Json| canned(json!({"request": part, "answer": body})).answer(&request);
        let whole = Some(Answer::from(body.clone()));
        assert_eq!(
            answer(json!({"screen": "DAY", "data": {"day": "31"}})),
            whole
        );
        assert_eq!(answer(json!({"action": "data_exchange"})), whole);
        assert_eq!(answer(json!({"data": {"day": "30"}})), None);
        assert_eq!(canned(json!({"answer": body})).answer(&request), whole);
        let status = canned(json!({"status": 427, "error_msg": "Used up"}));
        let used_up = Answer::Status(427, Some("Used up".into()));
        assert_eq!(status.answer(&request), Some(used_up));
        let timeout = canned(json!({"timeout": true}));
        assert_eq!(timeout.answer(&request), Some(Answer::Timeout));
    }

    #[test]
    fn it_says_one_thing() {
        for wrong in [
            json!({}),
            json!({"answer": {}, "status": 500}),
            json!({"timeout": false}),
            json!({"answer": {}, "error_msg": "a"}),
        ] {
            assert!(canned(wrong.clone()).check().is_err(), "{wrong}");
        }
        assert!(canned(json!({"answer": {}})).check().is_ok());
        assert!(serde_json::from_value::<CannedAnswer>(json!({"answers": {}})).is_err());
    }
}
