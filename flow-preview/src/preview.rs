//! What is shown, and its way to the page.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

#[cfg(feature = "endpoint")]
use flow_endpoint::RemoteEndpoint;
use flow_sim::Date;
use flow_sim::scenario::CannedAnswer;
use tokio::net::TcpListener;

use crate::error::Error;
use crate::explorer;
use crate::file::text_of;
use crate::guard::Guard;
use crate::program::Program;
use crate::server::{Shared, router};
use crate::session::{Build, Session};
use crate::source::{Given, Source};
use crate::watch::Watch;

/// A flow, and how it is to be shown.
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
    answers: Option<PathBuf>,
    #[cfg(feature = "endpoint")]
    endpoint: Option<RemoteEndpoint>,
}

/// Where the flow comes from.
#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    Program(Program),
    Given(Given),
}

/// A flow as it was just read.
struct Read {
    flow: Result<Source, String>,
    /// The files that it was made of. Empty if they are not known.
    files: Vec<PathBuf>,
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

    /// Shows a flow that is at hand, as it is. `places` are the lines that its values were written on, in the
    /// order in which they begin in the JSON: `src/main.rs:12:5`. There may be none.
    pub fn of_flow(name: &str, json: &str, places: impl IntoIterator<Item = String>) -> Self {
        Self::of(From::Given(Given {
            name: name.to_owned(),
            json: json.to_owned(),
            places: places.into_iter().collect(),
            folder: PathBuf::new(),
        }))
    }

    fn of(from: From) -> Self {
        Self {
            from,
            port: 0,
            today: None,
            editor: None,
            answers: None,
            #[cfg(feature = "endpoint")]
            endpoint: None,
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

    /// A file of TOML with answers of the endpoint, which `docs/preview.md` describes. What it has no answer
    /// for is asked on the page, or of the [`endpoint`](Self::endpoint).
    #[must_use]
    pub fn answers(mut self, path: impl Into<PathBuf>) -> Self {
        self.answers = Some(path.into());
        self
    }

    /// The endpoint that is asked, as WhatsApp's servers do for a phone. Without one, the page asks who looks
    /// at it. The Data API is of the flow's version.
    #[cfg(feature = "endpoint")]
    #[must_use]
    pub fn endpoint(mut self, endpoint: RemoteEndpoint) -> Self {
        self.endpoint = Some(endpoint);
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
            .block_on(self.run(ready, asked_to_end()))
    }

    /// Serves the page until a future is done. A build that runs ends with it.
    ///
    /// # Errors
    ///
    /// As [`serve`](Self::serve).
    pub async fn run(
        &self,
        ready: impl FnOnce(&str),
        end: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        tokio::select! {
            // Signals are waited for from the first poll on, so that comes before the address is told.
            biased;
            () = end => Ok(()),
            ended = self.run_on(ready) => ended,
        }
    }

    async fn run_on(&self, ready: impl FnOnce(&str)) -> Result<(), Error> {
        let read_at = SystemTime::now();
        let answers = self.read_answers()?;
        let mut session = Session::new(self.today.unwrap_or_else(today));
        let read = self.first(&mut session).await?;
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)));
        let listener = listener
            .await
            .map_err(|error| Error::Port(self.port, error))?;
        let port = listener.local_addr().map_err(Error::Serve)?.port();
        let guard = Guard::new(port).map_err(Error::Random)?;
        let address = format!("http://127.0.0.1:{port}/{}/", guard.token);

        session.editor.clone_from(&self.editor);
        #[cfg(feature = "endpoint")]
        {
            session.endpoint = self.endpoint.as_ref().map(ToString::to_string);
        }
        session.set_answers(answers);
        session.load(read.flow);
        let shared = Arc::new(Shared::new(session));
        let router = router(Arc::clone(&shared), guard);
        let mut watch =
            Watch::new(&self.with_answers(read.files), read_at).map_err(Error::Watch)?;
        ready(&address);
        tokio::select! {
            served = axum::serve(listener, router) => served.map_err(Error::Serve),
            followed = self.follow(&shared, &mut watch) => followed,
            () = self.exchange(&shared) => Ok(()),
            () = explorer::run(&shared) => Ok(()),
        }
    }

    /// The flow as it is at first.
    async fn first(&self, session: &mut Session) -> Result<Read, Error> {
        match &self.from {
            From::File(path) => Ok(Read {
                flow: Source::read(&path.display().to_string(), &text_of(path)?),
                files: vec![path.clone()],
            }),
            From::Program(program) => {
                let start = Instant::now();
                let built = program.build().await;
                session.build = Build::Took(start.elapsed());
                Ok(Read {
                    flow: Source::given(&built.flow.map_err(Error::Build)?),
                    files: built.files,
                })
            }
            From::Given(flow) => Ok(Read {
                flow: Source::given(flow),
                files: Vec::new(),
            }),
        }
    }

    /// Loads the flow again after each change.
    async fn follow(&self, shared: &Shared, watch: &mut Watch) -> Result<(), Error> {
        loop {
            watch.changed().await;
            let read_at = SystemTime::now();
            let mut files = Vec::new();
            let mut build = Build::None;
            let flow = match &self.from {
                From::File(path) => {
                    if !path.exists() {
                        // Mostly another file is just being put in its place.
                        tokio::time::sleep(GAP).await;
                    }
                    let text = text_of(path).map_err(|why| why.to_string());
                    let name = path.display().to_string();
                    Some(text.and_then(|text| Source::read(&name, &text)))
                }
                From::Program(program) => {
                    let start = Instant::now();
                    shared.change(|session| session.build = Build::Runs);
                    let built = program.build().await;
                    build = Build::Took(start.elapsed());
                    files = built.files;
                    Some(built.flow.and_then(|flow| Source::given(&flow)))
                }
                From::Given(_) => None,
            };
            let answers = self.read_answers();
            // Once, since the page is drawn anew after each change.
            shared.change(|session| {
                session.build = build;
                match answers {
                    Ok(answers) => session.set_answers(answers),
                    Err(why) => session.answers_broken = Some(why.to_string()),
                }
                if let Some(flow) = flow {
                    session.load(flow);
                }
            });
            // A program that cannot be built says nothing of its files.
            if !files.is_empty() {
                watch
                    .follow(&self.with_answers(files), read_at)
                    .map_err(Error::Watch)?;
            }
        }
    }

    fn read_answers(&self) -> Result<Vec<CannedAnswer>, Error> {
        let Some(path) = &self.answers else {
            return Ok(Vec::new());
        };
        let name = path.display().to_string();
        Ok(CannedAnswer::read(&name, &text_of(path)?)?)
    }

    /// The files that are watched.
    fn with_answers(&self, mut files: Vec<PathBuf>) -> Vec<PathBuf> {
        files.extend(self.answers.clone());
        files
    }

    /// Asks the endpoint for what the phone waits for.
    #[cfg(feature = "endpoint")]
    async fn exchange(&self, shared: &Shared) {
        match &self.endpoint {
            Some(endpoint) => crate::endpoint::serve(endpoint, shared).await,
            None => std::future::pending().await,
        }
    }

    #[cfg(not(feature = "endpoint"))]
    async fn exchange(&self, _: &Shared) {
        std::future::pending().await
    }
}

/// How long a file may be away while another is put in its place.
const GAP: Duration = Duration::from_millis(200);

/// Waits for Ctrl-C, for the request of the system to end, or for the end of the terminal. A build would outlive a
/// page that a signal kills.
pub(crate) async fn asked_to_end() {
    let interrupted = async {
        // Without signals the page is served until the process is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let sent = async |kind| match signal(kind) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        };
        tokio::select! {
            () = interrupted => {}
            () = sent(SignalKind::terminate()) => {}
            () = sent(SignalKind::hangup()) => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}

/// The day that it is, in UTC.
fn today() -> Date {
    let seconds = time::OffsetDateTime::now_utc().unix_timestamp();
    Date::UNIX_EPOCH.after(seconds.div_euclid(24 * 60 * 60))
}
