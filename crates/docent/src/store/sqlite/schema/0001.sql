-- Which public log is which small number.
CREATE TABLE logs (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Every entry, in the order of commits, from 1 without gaps. Only ever added to; erasing sets body
-- and salt to null. prev_pos leads to the entry before it in the same log; 0 is before the first.
CREATE TABLE entries (
    pos        INTEGER PRIMARY KEY,
    log_id     INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    prev_pos   INTEGER NOT NULL,
    at_ms      INTEGER NOT NULL,
    "by"       TEXT NOT NULL,
    sender     BLOB,
    n          INTEGER,
    audience   TEXT NOT NULL,
    kind       TEXT NOT NULL,
    salt       BLOB,
    commitment BLOB NOT NULL,
    hash       BLOB NOT NULL,
    body       TEXT
) STRICT;

-- The last entry of each log.
CREATE TABLE heads (
    log_id INTEGER PRIMARY KEY,
    seq    INTEGER NOT NULL,
    pos    INTEGER NOT NULL,
    hash   BLOB NOT NULL
) STRICT;

-- Every 1,024th entry of a log: where reading from the middle of a long log starts.
CREATE TABLE milestones (
    log_id INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    pos    INTEGER NOT NULL,
    PRIMARY KEY (log_id, seq)
) STRICT, WITHOUT ROWID;

-- A channel on one line. The columns of the indexes change a few times in a channel's life, the
-- others with every entry. What no list looks for stands in the line, a JSON array.
CREATE TABLE summaries (
    log_id       INTEGER PRIMARY KEY,
    site         TEXT NOT NULL,
    joined_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER, -- the last entry; null while it is in use or its note is open
    last_at_ms   INTEGER NOT NULL,
    line         TEXT NOT NULL
) STRICT;
CREATE INDEX summaries_open ON summaries (closed_at_ms) WHERE closed_at_ms IS NULL;
CREATE INDEX summaries_closed ON summaries (closed_at_ms) WHERE closed_at_ms IS NOT NULL;
CREATE INDEX summaries_closed_of_site ON summaries (site, closed_at_ms)
    WHERE closed_at_ms IS NOT NULL;
CREATE INDEX summaries_joined ON summaries (site, joined_at_ms) WHERE joined_at_ms > 0;

-- A cached fold of a log.
CREATE TABLE states (
    log_id INTEGER PRIMARY KEY,
    seq    INTEGER NOT NULL,
    format INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

-- Hashes of passwords, seeds and tokens: never entries.
CREATE TABLE secrets (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
