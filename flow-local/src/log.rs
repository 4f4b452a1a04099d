use std::collections::VecDeque;

use bytes::Bytes;
use flow_deploy::OperationName;
use http::HeaderMap;

/// The most requests that are kept. The oldest are forgotten.
const KEPT: usize = 1000;

/// A request to the [`LocalService`](crate::LocalService), and the status of its answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The operation, if it is one: a download is none.
    pub operation: Option<OperationName>,
    /// The method, in capitals.
    pub method: String,
    /// The path, with the query if there is one.
    pub path: String,
    /// The headers, without `authorization` and `x-amz-security-token`.
    pub headers: HeaderMap,
    /// The body as it was sent; empty if it was not read.
    pub body: Bytes,
    /// The id that the answer had.
    pub request_id: String,
    /// The HTTP status of the answer; `None` if the connection was closed without one.
    pub status: Option<u16>,
    /// The error's code, if the answer was an error and had one.
    pub error_code: Option<String>,
}

impl LoggedRequest {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A member of the input, from the query or the body.
    pub fn member(&self, name: &str) -> Option<serde_json::Value> {
        if let Ok(mut body) = serde_json::from_slice::<serde_json::Value>(&self.body) {
            return Some(body.get_mut(name)?.take());
        }
        let (_, query) = self.path.split_once('?')?;
        let pairs = crate::fields::query(query);
        Some(pairs.into_iter().find(|(key, _)| key == name)?.1)
    }
}

/// The requests, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log(VecDeque<LoggedRequest>);

impl Log {
    pub(crate) fn add(&mut self, mut request: LoggedRequest) {
        for secret in ["authorization", "x-amz-security-token"] {
            request.headers.remove(secret);
        }
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(request);
    }

    pub(crate) fn all(&self) -> Vec<LoggedRequest> {
        self.0.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
