//! How an entry's parts are written in columns.

use super::fault::{Fault, damaged};
use crate::store::Row;
use bytes::Bytes;
use docent_core::actor::Audience;
use docent_core::chain::{Hash, Salt};
use docent_core::entry::CommandName;
use docent_core::id::{Id, LogId};
use rusqlite::types::ValueRef;
use std::borrow::Cow;

/// The columns that [`row`] reads, from the first on.
pub(super) const ROW: &str = "e.seq, e.at_ms, e.\"by\", e.sender, e.n, e.audience, e.kind, e.body";
/// How many they are: the place of a query's own next column.
pub(super) const ROW_COLUMNS: usize = 8;

/// The only or first answer of a query.
pub(super) fn one<T>(
    statement: &mut rusqlite::Statement<'_>,
    params: impl rusqlite::Params,
    read: impl FnOnce(&rusqlite::Row<'_>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    statement.query(params)?.next()?.map(read).transpose()
}

/// All answers of a query.
pub(super) fn all<T>(
    statement: &mut rusqlite::Statement<'_>,
    params: impl rusqlite::Params,
    mut read: impl FnMut(&rusqlite::Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// A number for SQLite, whose integers are signed.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The number in a column. A negative one is damage.
pub(super) fn uint(sql: &rusqlite::Row<'_>, column: usize) -> Result<u64, Fault> {
    let number: i64 = sql.get(column)?;
    u64::try_from(number).map_err(|_negative| damaged("a number", format!("{number}")))
}

/// Reads an entry from the first columns of an answer.
pub(super) fn row(sql: &rusqlite::Row<'_>) -> Result<Row, Fault> {
    let by = text(sql, 2)?;
    Ok(Row {
        seq: uint(sql, 0)?,
        at_ms: uint(sql, 1)?,
        by: by.parse().map_err(|_bad| damaged("an entry's actor", by))?,
        cause: cause(sql)?,
        audience: read_audience(text(sql, 5)?)?,
        kind: Cow::Owned(text(sql, 6)?.to_owned()),
        body: bytes(sql, 7)?.map(Bytes::copy_from_slice),
    })
}

fn cause(sql: &rusqlite::Row<'_>) -> Result<Option<CommandName>, Fault> {
    match (bytes(sql, 3)?, sql.get::<_, Option<i64>>(4)?) {
        (Some(sender), Some(_)) => {
            let sender = Id::from_bytes(fixed(sender, "a sender")?);
            Ok(Some(CommandName { sender, n: uint(sql, 4)? }))
        }
        (None, None) => Ok(None),
        _ => Err(damaged(
            "an entry's cause",
            "a sender without a count, or a count without a sender",
        )),
    }
}

/// The text in a column.
pub(super) fn text<'a>(sql: &'a rusqlite::Row<'_>, column: usize) -> Result<&'a str, Fault> {
    sql.get_ref(column)?.as_str().map_err(|err| damaged("a text", err.to_string()))
}

/// The bytes in a column, whether they are text or not.
pub(super) fn bytes<'a>(
    sql: &'a rusqlite::Row<'_>,
    column: usize,
) -> Result<Option<&'a [u8]>, Fault> {
    match sql.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(Some(bytes)),
        ValueRef::Integer(_) | ValueRef::Real(_) => Err(damaged("bytes", "they are a number")),
    }
}

/// The hash in a column.
pub(super) fn hash(sql: &rusqlite::Row<'_>, column: usize) -> Result<Hash, Fault> {
    fixed(bytes(sql, column)?.unwrap_or_default(), "a hash")
}

/// The salt in a column; none once erased.
pub(super) fn salt(sql: &rusqlite::Row<'_>, column: usize) -> Result<Option<Salt>, Fault> {
    bytes(sql, column)?.map(|salt| fixed(salt, "a salt")).transpose()
}

/// The log named in a column.
pub(super) fn log(sql: &rusqlite::Row<'_>, column: usize) -> Result<LogId, Fault> {
    let name = text(sql, column)?;
    name.parse().map_err(|_bad| damaged("a log's name", name))
}

fn fixed<const N: usize>(bytes: &[u8], what: &str) -> Result<[u8; N], Fault> {
    bytes.try_into().map_err(|_length| damaged(what, format!("it has {} bytes", bytes.len())))
}

/// `all`, `staff`, or the browsers' numbers with commas between.
pub(super) fn audience(audience: &Audience) -> Cow<'static, str> {
    match audience {
        Audience::All => Cow::Borrowed("all"),
        Audience::Staff => Cow::Borrowed("staff"),
        Audience::These(browsers) => {
            let numbers: Vec<String> = browsers.iter().map(ToString::to_string).collect();
            Cow::Owned(numbers.join(","))
        }
    }
}

fn read_audience(text: &str) -> Result<Audience, Fault> {
    match text {
        "all" => Ok(Audience::All),
        "staff" => Ok(Audience::Staff),
        numbers => {
            let numbers: Result<Vec<_>, _> = numbers.split(',').map(str::parse).collect();
            numbers.map(Audience::These).map_err(|_bad| damaged("an audience", text))
        }
    }
}
