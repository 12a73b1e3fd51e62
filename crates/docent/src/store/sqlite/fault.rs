//! What goes wrong inside this store, before it is said in the words of every store.

use crate::store::StoreError;
use rusqlite::ErrorCode;

/// A failure of SQLite, or one that is a [`StoreError`] already.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for Fault {
    fn from(err: rusqlite::Error) -> Self {
        Self::Sql(err)
    }
}

impl From<StoreError> for Fault {
    fn from(err: StoreError) -> Self {
        Self::Store(err)
    }
}

impl Fault {
    /// The failure as every store says it. `what` completes "failed to …".
    pub(super) fn during(self, what: &'static str) -> StoreError {
        match self {
            Self::Store(err) => err,
            Self::Sql(err) if err.sqlite_error_code() == Some(ErrorCode::DiskFull) => {
                StoreError::Full
            }
            Self::Sql(err) => StoreError::Failed { what, source: err.into() },
        }
    }
}

/// A stored value that cannot be read.
pub(super) fn damaged(what: impl Into<String>, why: impl Into<String>) -> Fault {
    StoreError::Damaged { what: what.into(), why: why.into() }.into()
}
