//! The links that Meta would serve: to the Flow JSON, and to a preview. They need no
//! authentication: everyone with the link can use it.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::signature::hex;

const DOWNLOAD: &str = "/local/download/";
const PREVIEW: &str = "/local/preview/";

/// The life of a link to Flow JSON.
const DOWNLOAD_LIFE: Duration = Duration::from_secs(5 * 60);

/// The life of a link to a preview.
const PREVIEW_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The links that answers have held.
#[derive(Debug)]
pub(crate) struct Links {
    /// A text of its own for each service, so that no two services make the same token.
    seed: String,
    given: u64,
    /// By token: the Flow JSON at the time when the link was made, as in Meta's storage.
    downloads: HashMap<String, (Bytes, SystemTime)>,
    /// By the id of the flow: the token of its link.
    previews: HashMap<String, (String, SystemTime)>,
}

/// The target of a link.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Linked {
    FlowJson(Bytes),
    /// The preview of the flow of this id.
    Preview(String),
}

impl Links {
    pub(crate) fn new(seed: String) -> Self {
        Self {
            seed,
            given: 0,
            downloads: HashMap::new(),
            previews: HashMap::new(),
        }
    }

    fn token(&mut self) -> String {
        self.given += 1;
        hex(&Sha256::digest(format!("{} {}", self.seed, self.given)))
    }

    /// The path of a new link to Flow JSON.
    pub(crate) fn download(&mut self, json: Bytes, now: SystemTime) -> String {
        self.downloads.retain(|_, (_, expires)| *expires > now);
        let token = self.token();
        let path = format!("{DOWNLOAD}{token}");
        self.downloads.insert(token, (json, now + DOWNLOAD_LIFE));
        path
    }

    /// The path of the link to a preview, and when it ends.
    pub(crate) fn preview(
        &mut self,
        flow_id: &str,
        now: SystemTime,
        invalidate: bool,
    ) -> (String, SystemTime) {
        let alive = self.previews.get(flow_id).cloned();
        let (token, expires) = match alive.filter(|(_, expires)| !invalidate && *expires > now) {
            Some(alive) => alive,
            None => {
                let made = (self.token(), now + PREVIEW_LIFE);
                self.previews.insert(flow_id.to_owned(), made.clone());
                made
            }
        };
        (format!("{PREVIEW}{token}"), expires)
    }

    /// The target of a path. `None` if the path is no link at all.
    pub(crate) fn follow(
        &self,
        path: &str,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> Option<Result<Linked, (StatusCode, &'static str)>> {
        let (token, is_download) = match path.strip_prefix(DOWNLOAD) {
            Some(token) => (token, true),
            None => (path.strip_prefix(PREVIEW)?, false),
        };
        let of_aws = |name: &str| name == "authorization" || name.starts_with("x-amz-");
        if headers.keys().any(|name| of_aws(name.as_str())) {
            let text = "a request to Meta must carry no header of AWS";
            return Some(Err((StatusCode::BAD_REQUEST, text)));
        }
        let found = if is_download {
            let alive = self.downloads.get(token).filter(|(_, end)| *end > now);
            alive.map(|(json, _)| Linked::FlowJson(json.clone()))
        } else {
            let alive =
                |(_, (of, end)): &(&String, &(String, SystemTime))| of == token && *end > now;
            let found = self.previews.iter().find(alive);
            found.map(|(flow_id, _)| Linked::Preview(flow_id.clone()))
        };
        Some(found.ok_or((StatusCode::FORBIDDEN, "the link has ended, or never was")))
    }
}

/// A time as Meta writes it, such as `2026-10-01T12:00:00+0000`.
pub(crate) fn meta_time(time: SystemTime) -> String {
    let time = OffsetDateTime::from(time);
    let (date, clock) = (time.date(), time.time());
    format!(
        "{}-{:02}-{:02}T{:02}:{:02}:{:02}+0000",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn downloads_are_short_lived_and_take_no_aws_header() {
        let mut links = Links::new("seed".to_owned());
        let path = links.download(Bytes::from_static(b"{}"), at(0));
        let follow = |headers: &HeaderMap, seconds| links.follow(&path, headers, at(seconds));
        let none = HeaderMap::new();
        let json = Linked::FlowJson(Bytes::from_static(b"{}"));
        assert_eq!(follow(&none, 299), Some(Ok(json)));
        assert_eq!(
            follow(&none, 300).unwrap().unwrap_err().0,
            StatusCode::FORBIDDEN
        );
        for name in ["authorization", "x-amz-date", "x-amz-security-token"] {
            let mut headers = HeaderMap::new();
            headers.insert(name, http::HeaderValue::from_static("x"));
            assert_eq!(
                follow(&headers, 0).unwrap().unwrap_err().0,
                StatusCode::BAD_REQUEST
            );
        }
        assert_eq!(links.follow("/v1/whatsapp/flow", &none, at(0)), None);
    }

    #[test]
    fn previews_stay_until_they_end_or_are_invalidated() {
        let mut links = Links::new("seed".to_owned());
        let day = 24 * 60 * 60;
        let (first, expires) = links.preview("1", at(0), false);
        assert_eq!(expires, at(30 * day));
        assert_eq!(links.preview("1", at(day), false), (first.clone(), expires));
        let (second, expires) = links.preview("1", at(day), true);
        assert_ne!(first, second);
        let follow = |path: &str| links.follow(path, &HeaderMap::new(), at(2 * day)).unwrap();
        assert_eq!(follow(&second), Ok(Linked::Preview("1".to_owned())));
        assert!(follow(&first).is_err());
        let (third, _) = links.preview("1", expires, false);
        assert_ne!(second, third);
    }

    #[test]
    fn times_of_meta() {
        assert_eq!(meta_time(at(1_760_000_000)), "2025-10-09T08:53:20+0000");
    }
}
