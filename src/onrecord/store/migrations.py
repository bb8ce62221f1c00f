"""Bringing a record of an older schema up to date, in one transaction: all of it or nothing."""

from __future__ import annotations

import sqlite3

from onrecord.store.revisions import transaction
from onrecord.store.tables import TABLES, VERSION, commands
from onrecord.terms import short_id

# A constraint of a column cannot be changed in place: the table is made again under another name, filled, and takes
# the place of the old one. Foreign keys lead to a table's name, so they lead to the new one then; they are not
# enforced meanwhile.
REVISIONS_AND_ORIGINALS = """
ALTER TABLE files ADD COLUMN originals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE holdings ADD COLUMN place TEXT;
UPDATE holdings SET place = '' WHERE document IN (SELECT id FROM documents WHERE media_type <> 'application/jsonl');
CREATE TABLE documents_2 (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES documents,
    replaced_by INTEGER REFERENCES documents,
    primary_source INTEGER NOT NULL DEFAULT 0,
    path TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT,
    text TEXT NOT NULL,
    places BLOB NOT NULL,
    made_by TEXT NOT NULL,
    doubts TEXT NOT NULL,
    left_out REAL,
    quotes_left_out INTEGER,
    UNIQUE (id, revision),
    UNIQUE (source, revision)
);
INSERT INTO documents_2 SELECT number, id, 1, number, NULL, 0, path, file, sha256, media_type, encoding, text, places,
    made_by, doubts, NULL, NULL FROM documents;
DROP TABLE documents;
ALTER TABLE documents_2 RENAME TO documents;
ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN updated TEXT;
ALTER TABLE articles DROP COLUMN shingles;
ALTER TABLE articles ADD COLUMN taken_from INTEGER REFERENCES articles ON DELETE SET NULL;
ALTER TABLE articles ADD COLUMN shared REAL;
DROP TABLE fingerprints;
DELETE FROM linked;
CREATE TABLE statements_2 (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    act TEXT,
    polarity TEXT,
    inside TEXT,
    person TEXT REFERENCES people,
    speaker_confidence REAL,
    confidence REAL NOT NULL,
    start INTEGER NOT NULL,
    UNIQUE (id, article)
);
INSERT INTO statements_2 SELECT number, id, article, kind, NULL, NULL, NULL, person, speaker_confidence, confidence,
    start FROM statements;
DROP TABLE statements;
ALTER TABLE statements_2 RENAME TO statements;
"""

# Of a record of schema 2 each article's people are who was named or spoke, by their spellings.
PEOPLE_OF_ARTICLES = """
ALTER TABLE people ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';
ALTER TABLE statements ADD COLUMN said_on TEXT;
ALTER TABLE statements ADD COLUMN standing TEXT NOT NULL DEFAULT 'machine';
ALTER TABLE statements ADD COLUMN speaker_set INTEGER NOT NULL DEFAULT 0;
CREATE TABLE article_people (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    own TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'group', 'unnamed')),
    gender TEXT,
    names TEXT NOT NULL,
    found TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES people
);
INSERT INTO article_people SELECT row_number() OVER (ORDER BY d.id, d.revision, a.place, s.person), s.article,
    short_id(d.id, d.revision, a.place, s.person), short_id(d.id, a.place, s.person), min(s.name), 'person', NULL, '[]',
    s.person, s.person
    FROM spellings s JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document
    GROUP BY s.article, s.person;
CREATE TABLE statement_people (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('speaker', 'candidate', 'to', 'about')),
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    score REAL
);
INSERT INTO statement_people SELECT s.number, 'speaker', p.number, s.speaker_confidence FROM statements s
    JOIN article_people p ON p.article = s.article AND p.person = s.person;
CREATE TABLE mentions_2 (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'name'
);
INSERT INTO mentions_2 SELECT m.article, m.start, m.end, p.number, 'name' FROM mentions m
    JOIN article_people p ON p.article = m.article AND p.person = m.person;
DROP TABLE mentions;
ALTER TABLE mentions_2 RENAME TO mentions;
DROP TABLE spellings;
"""

# Of a record of schema 1 or 2 no wordings were kept.
KEYS_UNBOUND = """
CREATE TABLE IF NOT EXISTS wording_keys (key INTEGER, reference INTEGER, wording INTEGER);
CREATE TABLE wording_keys_2 (
    key INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (key, reference, wording)
) WITHOUT ROWID;
INSERT INTO wording_keys_2 SELECT key, reference, wording FROM wording_keys;
DROP TABLE wording_keys;
ALTER TABLE wording_keys_2 RENAME TO wording_keys;
"""

LISTS_DUE = """
INSERT OR IGNORE INTO tallies_due SELECT id FROM people;
INSERT OR IGNORE INTO families_due SELECT number FROM wordings;
"""
"""What lists are made of is counted when something is linked; until then each list counts for itself."""
COUNTED = 3
"""The schema from which on a record has what lists are made of."""
STEPS = {1: REVISIONS_AND_ORIGINALS, 2: PEOPLE_OF_ARTICLES, 3: KEYS_UNBOUND}
"""What leads from each schema to the next; tables, indexes and triggers that are only new come from ``TABLES``."""


def migrate(db: sqlite3.Connection) -> None:
    """Bring a record up to date, if that has not been done meanwhile.

    Args:
        db: a connection that does not enforce foreign keys and has no transaction open.
    """
    db.create_function("short_id", -1, short_id, deterministic=True)
    with transaction(db):
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for step in range(version, VERSION):
            for command in commands(STEPS[step]):
                db.execute(command)
        for command in commands(TABLES + LISTS_DUE if version < COUNTED else TABLES):
            db.execute(command)
        db.execute(f"PRAGMA user_version = {VERSION}")
