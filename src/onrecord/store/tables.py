"""The tables of a record file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

VERSION = 3
"""PRAGMA user_version. Who changes a table that is there already raises it and writes a step in ``migrations``."""

TABLES = """
CREATE TABLE IF NOT EXISTS files ( -- those read to the end, so that an unchanged one is not read again
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,  -- absolute
    file TEXT NOT NULL,         -- as the user gave it
    sha256 TEXT NOT NULL,       -- of its bytes; '' if it has to be looked at again
    made_by TEXT NOT NULL,      -- program and model
    inputs INTEGER NOT NULL,    -- how many documents stand in it, one that is repeated counted each time
    originals INTEGER NOT NULL DEFAULT 0 -- 1 where the bytes were to be kept
);
CREATE TABLE IF NOT EXISTS holdings ( -- which documents stand in which files: one may stand in several
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document TEXT NOT NULL,     -- its id
    place TEXT,                 -- '' for the whole file, or the way in an archive; NULL where but its id names it
    PRIMARY KEY (document, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holdings_file ON holdings(file);
CREATE TABLE IF NOT EXISTS documents ( -- each revision of a source is one
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,           -- revisions share it where a line of JSON Lines brought it along
    revision INTEGER NOT NULL,  -- 1 for the first
    source INTEGER NOT NULL REFERENCES documents, -- the number of one of them: all revisions of a source have it
    replaced_by INTEGER REFERENCES documents, -- NULL for the current revision
    primary_source INTEGER NOT NULL DEFAULT 0, -- 1 for a transcript, a recording, a court file
    path TEXT NOT NULL,         -- absolute; of the file it was read from
    file TEXT NOT NULL,         -- the same as the user gave it
    sha256 TEXT NOT NULL,       -- of the bytes it was read from
    media_type TEXT NOT NULL,
    encoding TEXT,
    text TEXT NOT NULL,         -- decoded once, never altered: all offsets below count its characters
    places BLOB NOT NULL,       -- zlib'd JSON: [start, end, XPath or page box], ...
    made_by TEXT NOT NULL,      -- program and model that found what was found in it
    doubts TEXT NOT NULL,       -- JSON list of sentences
    left_out REAL,              -- the share of its characters, white space apart, that stand in no article
    quotes_left_out INTEGER,    -- 1 where what was left out holds a quotation
    UNIQUE (id, revision),
    UNIQUE (source, revision)
);
CREATE INDEX IF NOT EXISTS documents_path ON documents(path);
CREATE INDEX IF NOT EXISTS documents_sha256 ON documents(sha256);
CREATE INDEX IF NOT EXISTS documents_replaced_by ON documents(replaced_by);
CREATE TABLE IF NOT EXISTS damaged ( -- stretches of a document whose letters cannot be relied on
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS damaged_document ON damaged(document);
CREATE TABLE IF NOT EXISTS originals ( -- the bytes that documents were read from, unless a build left them out
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,      -- in bytes, before compression
    packed TEXT NOT NULL CHECK (packed IN ('zlib', 'as it is')),
    bytes BLOB NOT NULL
);
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
    section TEXT,
    updated TEXT,               -- YYYY-MM-DD
    taken_from INTEGER REFERENCES articles ON DELETE SET NULL, -- of a reprint: the one that has most of its words
    shared REAL,                -- the share of its words that stand in that one
    UNIQUE (document, place)
);
CREATE INDEX IF NOT EXISTS articles_reprint_of ON articles(reprint_of);
CREATE INDEX IF NOT EXISTS articles_taken_from ON articles(taken_from);
CREATE TABLE IF NOT EXISTS facts ( -- where title, authors and the like were found
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    place TEXT NOT NULL         -- in words, such as "meta article:author", "byline", "file name"
);
CREATE INDEX IF NOT EXISTS facts_article ON facts(article);
CREATE TABLE IF NOT EXISTS parts ( -- headlines, standfirsts, headings, captions, block quotes, turns
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    by_start INTEGER,           -- where a turn or block quote names whose it is
    by_end INTEGER
);
CREATE INDEX IF NOT EXISTS parts_article ON parts(article);
CREATE TABLE IF NOT EXISTS body_spans (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    paragraph INTEGER NOT NULL, -- spans of one paragraph are read on from one to the next
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS body_spans_article ON body_spans(article);
CREATE TABLE IF NOT EXISTS compared ( -- articles that have been compared with one another, to find reprints
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- is never given again, so that no article is taken for one that has gone
    article INTEGER UNIQUE REFERENCES articles ON DELETE SET NULL, -- NULL where it has gone since
    rank INTEGER NOT NULL,      -- a number by chance, the same in every record
    file TEXT NOT NULL,         -- its document's, when it was compared
    fingerprints BLOB NOT NULL  -- the smallest hashes of its five-word shingles, 64 bits each
);
CREATE TABLE IF NOT EXISTS fingerprints ( -- who has them
    hash INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    number INTEGER NOT NULL,    -- in compared
    PRIMARY KEY (hash, rank, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies ( -- pairs that are one text; numbers as in compared
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    shared_one REAL NOT NULL,   -- the share of one's words that stand in the other, and the other way round
    shared_other REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_other ON copies(other);
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
    id TEXT NOT NULL,           -- revisions of one document may share it
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    act TEXT,                   -- said, wrote, asked, ...; NULL where an older version found the statement
    polarity TEXT,              -- asserted, denied, not said, hypothetical; NULL likewise
    inside TEXT,                -- the id of the article's statement in whose content it stands
    person TEXT REFERENCES people,
    speaker_confidence REAL,
    confidence REAL NOT NULL,
    start INTEGER NOT NULL,     -- where its content begins
    said_on TEXT,               -- YYYY-MM-DD, where the article tells
    UNIQUE (id, article)
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
CREATE TABLE IF NOT EXISTS figures (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    low REAL,                   -- NULL for an open end
    high REAL,
    unit TEXT,                  -- of measure, or the noun that is counted
    measures TEXT,              -- what a unit of measure measures: length, mass, ...
    scale REAL NOT NULL,        -- how much of that one is: 0.3048 (metres) for feet
    statement TEXT,             -- the id of the article's statement in whose content it stands
    as_of TEXT,                 -- YYYY-MM-DD
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS figures_article ON figures(article);
CREATE TABLE IF NOT EXISTS figure_spans ( -- the words for what is counted
    figure INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS figure_spans_figure ON figure_spans(figure);
CREATE TABLE IF NOT EXISTS comparisons ( -- figures of one thing
    figure INTEGER PRIMARY KEY REFERENCES figures ON DELETE CASCADE,
    thing INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE, -- the earliest figure of it
    other INTEGER REFERENCES figures ON DELETE CASCADE, -- an earlier one it is compared with; NULL for the earliest
    verdict TEXT NOT NULL CHECK (verdict IN ('first', 'agrees', 'differs', 'grew'))
);
CREATE INDEX IF NOT EXISTS comparisons_thing ON comparisons(thing);
CREATE INDEX IF NOT EXISTS comparisons_other ON comparisons(other);
CREATE TABLE IF NOT EXISTS dates ( -- time expressions
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    date TEXT NOT NULL,         -- as precise as it is told, in EDTF: 2025-03-11, 2025-03, 199X, 2025-03-02/2025-03-03
    first TEXT NOT NULL,        -- the first day of that
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS dates_article ON dates(article);
CREATE VIRTUAL TABLE IF NOT EXISTS statement_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE IF NOT EXISTS body_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER IF NOT EXISTS statement_gone AFTER DELETE ON statements
    BEGIN DELETE FROM statement_search WHERE rowid = old.number; END;
CREATE TABLE IF NOT EXISTS linked ( -- a row where no article came, went or moved since all were compared
    yes INTEGER PRIMARY KEY CHECK (yes = 1)
);
CREATE TRIGGER IF NOT EXISTS article_gone AFTER DELETE ON articles
    BEGIN DELETE FROM body_search WHERE rowid = old.number; DELETE FROM linked; END;
CREATE TRIGGER IF NOT EXISTS article_came AFTER INSERT ON articles
    BEGIN DELETE FROM linked; END;
CREATE TRIGGER IF NOT EXISTS document_moved AFTER UPDATE OF file, replaced_by ON documents
    BEGIN DELETE FROM linked; END;
"""
"""What a record has; "IF NOT EXISTS", since two programs may make one at the same time, and an older one has some."""


def commands(script: str) -> Iterator[str]:
    """Yield an SQL script's commands one by one: ``executescript`` would end the transaction that it stands in."""
    command = ""
    for line in script.splitlines():
        command += line + "\n"
        if sqlite3.complete_statement(command):
            yield command
            command = ""
