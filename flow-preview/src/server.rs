//! The server.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{DefaultBodyLimit, Path as InPath, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use flow_sim::Date;
use futures_util::stream::{self, Stream};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::guard::{Guard, guard};
use crate::page::{self, Parts};
use crate::pictures::Pictures;
use crate::program::Program;
use crate::session::Session;
use crate::source::Source;
use crate::touch::Command;
use crate::watch::Watch;

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(String, std::io::Error),
    /// The program cannot be built, or has no such flow.
    #[error("{0}")]
    Build(String),
    /// The port is taken, or may not be used.
    #[error(
        "cannot use port {0}: {1}; choose another with `--port`, or leave it out for a free one"
    )]
    Port(u16, std::io::Error),
    /// The system has no random numbers for the secret of the address.
    #[error("the system has no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    /// The file cannot be watched.
    #[error("cannot watch the file: {0}")]
    Watch(#[from] notify::Error),
    /// The server cannot go on.
    #[error("cannot serve the page: {0}")]
    Serve(std::io::Error),
}

/// A file of Flow JSON, and how it is to be shown.
///
/// ```no_run
/// use flow_preview::Preview;
///
/// // Until Ctrl-C.
/// Preview::of_file("booking.json").serve(|address| println!("open {address}"))?;
/// # Ok::<(), flow_preview::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Preview {
    from: From,
    port: u16,
    today: Option<Date>,
    editor: Option<String>,
}

/// Where the flow comes from.
#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    Program(Program),
}

impl Preview {
    /// Shows a file, and follows its changes.
    pub fn of_file(path: impl Into<PathBuf>) -> Self {
        Self::of(From::File(path.into()))
    }

    /// Shows a flow of a Rust program, and builds it again when one of its files changes.
    pub fn of_program(program: Program) -> Self {
        Self::of(From::Program(program))
    }

    fn of(from: From) -> Self {
        Self {
            from,
            port: 0,
            today: None,
            editor: None,
        }
    }

    /// The loopback port. 0, as at first, is any that is free.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The day that it is on the phone. At first, today.
    #[must_use]
    pub fn today(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// The command that opens a line, run without a shell: `code -g {file}:{line}:{column}`. Without one, the
    /// page copies the line.
    #[must_use]
    pub fn editor(mut self, command: &str) -> Self {
        self.editor = Some(command.to_owned());
        self
    }

    /// Serves the page until Ctrl-C. `ready` is called with its address.
    ///
    /// # Errors
    ///
    /// The file cannot be read or watched, or the port is taken.
    pub fn serve(&self, ready: impl FnOnce(&str)) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime
            .map_err(Error::Serve)?
            .block_on(self.run(ready, async {
                // Without signals the page is served until the process is ended.
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }))
    }

    /// Serves the page until a future is done.
    ///
    /// # Errors
    ///
    /// As [`serve`](Self::serve).
    pub async fn run(
        &self,
        ready: impl FnOnce(&str),
        end: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        let (source, files) = self.first().await?;
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)));
        let listener = listener
            .await
            .map_err(|error| Error::Port(self.port, error))?;
        let port = listener.local_addr().map_err(Error::Serve)?.port();
        let guard = Guard::new(port)?;
        let address = format!("http://127.0.0.1:{port}/{}/", guard.token);

        let mut session = Session::new(self.today.unwrap_or_else(today));
        session.editor.clone_from(&self.editor);
        session.load(source);
        let shared = Arc::new(Shared {
            session: Mutex::new(session),
            version: watch::Sender::new(0),
            pictures: Pictures::default(),
        });
        let router = router(Arc::clone(&shared), guard);
        let mut watch = Watch::new(&files)?;
        ready(&address);
        tokio::select! {
            served = axum::serve(listener, router) => served.map_err(Error::Serve),
            followed = self.follow(&shared, &mut watch) => followed,
            () = end => Ok(()),
        }
    }
}

impl Preview {
    /// The flow as it is at first, and the files to watch.
    async fn first(&self) -> Result<(Result<Source, String>, Vec<PathBuf>), Error> {
        match &self.from {
            From::File(path) => {
                let name = path.display().to_string();
                let text = std::fs::read_to_string(path);
                let text = text.map_err(|error| Error::Read(name.clone(), error))?;
                Ok((Source::read(&name, &text), vec![path.clone()]))
            }
            From::Program(program) => {
                let built = program.build().await;
                let (name, json) = built.flow.map_err(Error::Build)?;
                Ok((Source::of_program(&name, &json), built.files))
            }
        }
    }

    /// Loads the flow again after each change.
    async fn follow(&self, shared: &Shared, watch: &mut Watch) -> Result<(), Error> {
        loop {
            watch.changed().await;
            match &self.from {
                From::File(path) => {
                    // A file that is not there may be one that is just being put in its place.
                    if let Ok(text) = std::fs::read_to_string(path) {
                        shared.load(Source::read(&path.display().to_string(), &text));
                    }
                }
                From::Program(program) => {
                    let built = program.build().await;
                    let flow = built.flow;
                    shared.load(flow.and_then(|(name, json)| Source::of_program(&name, &json)));
                    // A program that cannot be built says nothing of its files.
                    if !built.files.is_empty() {
                        watch.follow(&built.files)?;
                    }
                }
            }
        }
    }
}

/// The day that it is, in UTC.
fn today() -> Date {
    let seconds = time::OffsetDateTime::now_utc().unix_timestamp();
    Date::UNIX_EPOCH.after(seconds.div_euclid(24 * 60 * 60))
}

struct Shared {
    session: Mutex<Session>,
    version: watch::Sender<u64>,
    pictures: Pictures,
}

impl Shared {
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn load(&self, source: Result<Source, String>) {
        let mut session = self.session();
        session.load(source);
        self.version.send_replace(session.version);
    }
}

type Handle = Arc<Shared>;

fn router(shared: Handle, guarded: Guard) -> Router {
    Router::new()
        .route("/{token}/", get(whole))
        .route("/{token}/parts", get(parts))
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

async fn parts(State(shared): State<Handle>) -> Json<Parts> {
    let session = shared.session();
    Json(page::parts(&session, &shared.pictures))
}

async fn command(State(shared): State<Handle>, Json(command): Json<Command>) -> Json<Parts> {
    let mut session = shared.session();
    let redraws_all = matches!(command, Command::Look { .. } | Command::Restore { .. });
    session.command(command);
    shared.version.send_replace(session.version);
    Json(if redraws_all {
        page::parts(&session, &shared.pictures)
    } else {
        page::changed(&session, &shared.pictures)
    })
}

/// The number of each version of the page as it comes.
async fn changes(
    State(shared): State<Handle>,
) -> Sse<impl Stream<Item = Result<Message, Infallible>>> {
    let receiver = shared.version.subscribe();
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
