"""The tables of a record file, and opening one: one SQLite file in WAL mode that any SQLite tool can read."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

VERSION = 1
APPLICATION = 0x6F6E7263
"""PRAGMA application_id: "onrc" in ASCII, so that ``file`` and onrecord know a record from any other SQLite file."""
MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with."""
TROUBLES = (sqlite3.Error, UnicodeDecodeError)
"""What reading may raise: damage can reach the very message that tells of it."""
MEND = "restore it from a copy, or build it again under another name"
NO_RECORD = "is no record: name a file that `onrecord build` made"
PATIENCE_MS = 60_000
"""How long to wait for another program that writes: two builds may share a record, and linking holds it longest."""

TABLES = """-- "IF NOT EXISTS", since two programs may make one record at the same time
CREATE TABLE IF NOT EXISTS files ( -- those read to the end, so that an unchanged one is not read again
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,  -- absolute
    file TEXT NOT NULL,         -- as the user gave it
    sha256 TEXT NOT NULL,       -- of its bytes; '' if it has to be looked at again
    made_by TEXT NOT NULL,      -- program and model
    inputs INTEGER NOT NULL     -- how many documents stand in it, one that is repeated counted each time
);
CREATE TABLE IF NOT EXISTS holdings ( -- which documents stand in which files: one may stand in several
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document TEXT NOT NULL,     -- its id
    PRIMARY KEY (document, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holdings_file ON holdings(file);
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,         -- absolute; of the file it was read from
    file TEXT NOT NULL,         -- the same as the user gave it
    sha256 TEXT NOT NULL,       -- of the bytes it was read from
    media_type TEXT NOT NULL,
    encoding TEXT,
    text TEXT NOT NULL,         -- decoded once, never altered: all offsets below count its characters
    places BLOB NOT NULL,       -- zlib'd JSON: [start, end, XPath or page box], ...
    made_by TEXT NOT NULL,      -- program and model that found what was found in it
    doubts TEXT NOT NULL        -- JSON list of sentences
);
CREATE INDEX IF NOT EXISTS documents_path ON documents(path);
CREATE INDEX IF NOT EXISTS documents_sha256 ON documents(sha256);
CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    place INTEGER NOT NULL,     -- 0 for the document's first article
    title TEXT,
    authors TEXT NOT NULL,      -- JSON list
    outlet TEXT,
    published TEXT,             -- YYYY-MM-DD
    language TEXT NOT NULL,
    reprint_of INTEGER REFERENCES articles ON DELETE SET NULL,
    shingles INTEGER NOT NULL,  -- how many fingerprints it has
    UNIQUE (document, place)
);
CREATE INDEX IF NOT EXISTS articles_reprint_of ON articles(reprint_of);
CREATE TABLE IF NOT EXISTS body_spans (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    paragraph INTEGER NOT NULL, -- spans of one paragraph are read on from one to the next
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS body_spans_article ON body_spans(article);
CREATE TABLE IF NOT EXISTS fingerprints ( -- sampled hashes of five-word shingles, to find reprints by
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fingerprints_article ON fingerprints(article);
CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL          -- of the spellings the one that most articles have
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spellings ( -- how an article writes the full name of somebody it mentions or quotes
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES people,
    name TEXT NOT NULL,
    PRIMARY KEY (article, person, name)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spellings_person ON spellings(person);
CREATE TABLE IF NOT EXISTS statements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    person TEXT REFERENCES people,
    speaker_confidence REAL,
    confidence REAL NOT NULL,
    start INTEGER NOT NULL      -- where its content begins
);
CREATE INDEX IF NOT EXISTS statements_article ON statements(article);
CREATE INDEX IF NOT EXISTS statements_person ON statements(person);
CREATE TABLE IF NOT EXISTS statement_spans (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS statement_spans_statement ON statement_spans(statement);
CREATE TABLE IF NOT EXISTS mentions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES people
);
CREATE INDEX IF NOT EXISTS mentions_article ON mentions(article);
CREATE INDEX IF NOT EXISTS mentions_person ON mentions(person);
CREATE VIRTUAL TABLE IF NOT EXISTS statement_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE IF NOT EXISTS body_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER IF NOT EXISTS statement_gone AFTER DELETE ON statements
    BEGIN DELETE FROM statement_search WHERE rowid = old.number; END;
CREATE TABLE IF NOT EXISTS linked ( -- a row where no article came, went or moved since all were last compared
    yes INTEGER PRIMARY KEY CHECK (yes = 1)
);
CREATE TRIGGER IF NOT EXISTS article_gone AFTER DELETE ON articles
    BEGIN DELETE FROM body_search WHERE rowid = old.number; DELETE FROM linked; END;
CREATE TRIGGER IF NOT EXISTS article_came AFTER INSERT ON articles
    BEGIN DELETE FROM linked; END;
CREATE TRIGGER IF NOT EXISTS document_moved AFTER UPDATE OF file ON documents
    BEGIN DELETE FROM linked; END;
"""


class RecordError(Exception):
    """A record that cannot be used: the message names it, says what is wrong and what to do, in one sentence."""


def opened(path: Path | None, *, create: bool = False) -> sqlite3.Connection:
    """Open a record.

    Args:
        path: its file, or None for one that is gone when it is closed.
        create: make it where there is none, or where the file is empty.

    Raises:
        RecordError: there is none, or it is no record, or of a newer schema, or cannot be opened.
    """
    if path is not None and (wrong := _wrong(path, create=create)):
        raise RecordError(f"{path} {wrong}")
    try:
        return _connected("" if path is None else str(path.absolute()), path, create=create)
    except TROUBLES as error:
        if path is None or create or not _unwritable(path):
            raise RecordError(sentence(error, path)) from error
    try:  # where nothing may be written SQLite reads a record only if told that nobody else writes it either
        return _connected(f"{path.absolute().as_uri()}?immutable=1", path, create=False, uri=True)
    except TROUBLES as error:
        raise RecordError(sentence(error, path)) from error


def sentence(error: Exception, path: Path | None) -> str:
    """Say in one sentence what SQLite could not do with a record; any other error is one of a damaged record."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    said = {
        sqlite3.SQLITE_NOTADB: NO_RECORD,
        sqlite3.SQLITE_CORRUPT: f"is damaged: {MEND}",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that its folder exists and that you may write there",
        sqlite3.SQLITE_READONLY: "cannot be written: check your rights to the file and its folder",
        sqlite3.SQLITE_PERM: "cannot be written: check your rights to the file and its folder",
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and build again, what is recorded is safe",
        sqlite3.SQLITE_IOERR: "cannot be written or read: the disk may be full or gone; what is recorded is safe",
        sqlite3.SQLITE_BUSY: "is being written by another program: wait until that is done",
        sqlite3.SQLITE_LOCKED: "is being written by another program: wait until that is done",
    }
    return f"{path or 'the temporary record'} {said.get(code, f'cannot be used ({error}): {MEND}')}"


def _wrong(path: Path, *, create: bool) -> str | None:
    """Say what can be known to be wrong with a record's path before it is opened."""
    try:
        if path.is_dir():
            return "is a folder: name a file"
        if path.exists():  # SQLite takes a file of a single character for an empty one, and would write over it
            with path.open("rb") as stream:
                return None if stream.read(len(MAGIC)) in (b"", MAGIC) else NO_RECORD
    except OSError as error:
        return f"cannot be opened ({(error.strerror or str(error)).lower()}): check the path and your rights to it"
    return None if create else f"does not exist: make it with `onrecord build PATH... -r {path}`"


def _unwritable(path: Path) -> bool:
    """Say whether a record lies where this user may not write, and nothing waits to be taken over into its file."""
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _connected(database: str, path: Path | None, *, create: bool, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False, uri=uri)
    try:
        _prepare(connection, path, create=create or path is None)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | None, *, create: bool) -> None:
    connection.create_function("casefold", 1, lambda words: words and words.casefold(), deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (tables or application):
        raise RecordError(f"{path} is no record but another program's database: name a file that `onrecord build` made")
    if version > VERSION:
        raise RecordError(
            f"{path} was made by a newer onrecord (its schema is {version}, this one knows {VERSION}): update onrecord"
        )
    if not tables and not create:
        raise RecordError(f"{path} is empty: make it a record with `onrecord build PATH... -r {path}`")
    if not tables:
        connection.executescript(
            f"BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
    if create:
        connection.execute("PRAGMA journal_mode = WAL")  # stays with the file
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a power cut may undo the last documents, tear none
