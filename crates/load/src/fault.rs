//! What can go wrong in a run.

use std::io;

/// Why a run, or one client of it, could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The network or a file.
    #[error("{what}: {source}")]
    Io {
        /// While doing what.
        what: &'static str,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The other side closed the connection.
    #[error("the connection was closed: {0}")]
    Closed(String),
    /// The server said something that the protocol does not allow here.
    #[error("unexpected: {0}")]
    Unexpected(String),
    /// It took too long.
    #[error("too late: {0}")]
    Late(String),
}

impl Fault {
    /// A fault of the network or of a file, while doing `what`.
    pub fn io(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { what, source }
    }
}
