//! Why there is no page.

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
    /// The file of answers holds none.
    #[error(transparent)]
    Answers(#[from] flow_sim::scenario::Malformed),
    /// The endpoint cannot be asked.
    #[error("{0}")]
    Endpoint(String),
    /// The port is taken, or may not be used.
    #[error(
        "cannot use port {0}: {1}; choose another with `--port`, or leave it out for a free one"
    )]
    Port(u16, std::io::Error),
    /// The system has no random numbers for the secret of the address.
    #[error("the system has no random numbers: {0}")]
    Random(std::io::Error),
    /// The file cannot be watched.
    #[error("cannot watch the file: {0}")]
    Watch(std::io::Error),
    /// The server cannot go on.
    #[error("cannot serve the page: {0}")]
    Serve(std::io::Error),
}
