//! The server.

use std::convert::Infallible;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{DefaultBodyLimit, Path as InPath, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::watch;

use crate::guard::{Guard, guard};
use crate::page::{self, Held, Parts};
use crate::pictures::Pictures;
use crate::session::Session;
use crate::touch::Command;

/// What the server and those who follow the flow share.
pub(crate) struct Shared {
    session: Mutex<Session>,
    version: watch::Sender<u64>,
    pictures: Pictures,
}

impl Shared {
    pub(crate) fn new(session: Session) -> Self {
        Self {
            version: watch::Sender::new(session.version),
            session: Mutex::new(session),
            pictures: Pictures::default(),
        }
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the session, and tells the page.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Session)) {
        let mut session = self.session();
        session.version += 1;
        change(&mut session);
        self.version.send_replace(session.version);
    }

    /// Tells of each change.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

type Handle = Arc<Shared>;

pub(crate) fn router(shared: Handle, guarded: Guard) -> Router {
    Router::new()
        .route("/{token}/", get(whole))
        .route("/{token}/parts", post(parts))
        .route("/{token}/do", post(command))
        .route("/{token}/changes", get(changes))
        .route("/{token}/pictures/{name}", get(picture))
        .route("/{token}/assets/{name}", get(asset))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn_with_state(guarded, guard))
        .with_state(shared)
}

/// The most bytes of an event: an answer typed by hand, or the state of a link.
const MOST_BYTES: usize = 4 << 20;

async fn whole(State(shared): State<Handle>) -> Html<String> {
    let session = shared.session();
    Html(page::whole(&session, &shared.pictures))
}

async fn parts(State(shared): State<Handle>, Json(held): Json<Held>) -> Json<Parts> {
    let session = shared.session();
    Json(page::parts(&session, &shared.pictures, &held))
}

/// What a person does, and what the page shows.
#[derive(Deserialize)]
struct Done {
    #[serde(flatten)]
    command: Command,
    #[serde(default)]
    held: Held,
}

async fn command(State(shared): State<Handle>, Json(done): Json<Done>) -> Json<Parts> {
    let Done { command, held } = done;
    let mut session = shared.session();
    let redraws_all = matches!(command, Command::Look { .. } | Command::Restore { .. });
    session.command(command);
    shared.version.send_replace(session.version);
    Json(if redraws_all {
        page::parts(&session, &shared.pictures, &held)
    } else {
        page::changed(&session, &shared.pictures, &held)
    })
}

/// The number of each version of the page as it comes.
async fn changes(
    State(shared): State<Handle>,
) -> Sse<impl Stream<Item = Result<Message, Infallible>>> {
    let receiver = shared.changes();
    let stream = stream::unfold(receiver, |mut receiver| async {
        receiver.changed().await.ok()?;
        let version = *receiver.borrow_and_update();
        Some((Ok(Message::default().data(version.to_string())), receiver))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn picture(
    State(shared): State<Handle>,
    InPath((_, name)): InPath<(String, String)>,
) -> Response {
    let name = u64::from_str_radix(&name, 16).ok();
    match name.and_then(|name| shared.pictures.get(name)) {
        Some(picture) => {
            let headers = [
                (header::CONTENT_TYPE, picture.mime_type),
                (header::CACHE_CONTROL, "max-age=86400, immutable"),
            ];
            (headers, axum::body::Bytes::from_owner(picture.bytes)).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn asset(InPath((_, name)): InPath<(String, String)>) -> Response {
    match page::asset(&name) {
        Some((mime_type, text)) => ([(header::CONTENT_TYPE, mime_type)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The name of a file without its folders.
pub(crate) fn short(name: &str) -> &str {
    Path::new(name)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(name)
}
