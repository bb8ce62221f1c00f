"""The tables of a record file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

VERSION = 4
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
CREATE TABLE IF NOT EXISTS people ( -- the register: whom the articles' people are, and who speaks
    id TEXT PRIMARY KEY,        -- its earliest member's own, among article_people of current revisions
    name TEXT NOT NULL,         -- of the fullest forms the one that most articles have, or as somebody corrected it
    kind TEXT NOT NULL DEFAULT 'person'
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS retired_people ( -- ids that somebody had before, and who it is now
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS retired_people_person ON retired_people(person);
CREATE TABLE IF NOT EXISTS article_people ( -- those to whom an article refers
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,    -- that of the group that linking finds around it
    own TEXT NOT NULL,          -- its person's, where it is the earliest member; revisions may share it
    name TEXT NOT NULL,         -- the fullest form in the article
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'group', 'unnamed')),
    gender TEXT,                -- NULL where the article does not tell
    names TEXT NOT NULL,        -- JSON list: the other forms
    found TEXT NOT NULL,        -- whose member it is as linking found, before any correction
    person TEXT NOT NULL REFERENCES people
);
CREATE INDEX IF NOT EXISTS article_people_article ON article_people(article);
CREATE INDEX IF NOT EXISTS article_people_found ON article_people(found);
CREATE INDEX IF NOT EXISTS article_people_person ON article_people(person);
CREATE TABLE IF NOT EXISTS roles ( -- titles, offices and appositions that articles give somebody
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    words TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS roles_who ON roles(who);
CREATE TABLE IF NOT EXISTS people_keys ( -- by which names article_people are compared
    key TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('home', 'called', 'alone')), -- its own, what it may be called, all that is given
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    PRIMARY KEY (key, part, who)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS people_keys_who ON people_keys(who);
CREATE TABLE IF NOT EXISTS people_around ( -- the words of an article that tell of which story its people are
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    words TEXT NOT NULL         -- JSON list
);
CREATE TABLE IF NOT EXISTS people_due ( -- keys by which people have to be compared again, since some came or went
    key TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people_left ( -- who lost a member since people were last linked
    person TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS article_person_gone AFTER DELETE ON article_people
    BEGIN INSERT OR IGNORE INTO people_left VALUES (old.person); END;
CREATE TRIGGER IF NOT EXISTS people_replaced AFTER UPDATE OF replaced_by ON documents
    BEGIN INSERT OR IGNORE INTO people_left SELECT p.person FROM article_people p
        JOIN articles a ON a.number = p.article WHERE a.document = new.number;
    INSERT OR IGNORE INTO people_due SELECT k.key FROM people_keys k JOIN article_people p ON p.number = k.who
        JOIN articles a ON a.number = p.article WHERE a.document = new.number; END;
CREATE TRIGGER IF NOT EXISTS people_key_came AFTER INSERT ON people_keys
    BEGIN INSERT OR IGNORE INTO people_due VALUES (new.key); END;
CREATE TRIGGER IF NOT EXISTS people_key_gone AFTER DELETE ON people_keys
    BEGIN INSERT OR IGNORE INTO people_due VALUES (old.key); END;
CREATE TABLE IF NOT EXISTS statements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,           -- revisions of one document may share it
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    act TEXT,                   -- said, wrote, asked, ...; NULL where an older version found the statement
    polarity TEXT,              -- asserted, denied, not said, hypothetical; NULL likewise
    inside TEXT,                -- the id of the article's statement in whose content it stands
    person TEXT REFERENCES people, -- who speaks; of several the first
    speaker_confidence REAL,
    confidence REAL NOT NULL,
    start INTEGER NOT NULL,     -- where its content begins
    said_on TEXT,               -- YYYY-MM-DD, where the article tells
    standing TEXT NOT NULL DEFAULT 'machine', -- machine, confirmed, corrected, rejected
    speaker_set INTEGER NOT NULL DEFAULT 0, -- 1 where a correction says who speaks
    UNIQUE (id, article)
);
CREATE INDEX IF NOT EXISTS statements_article ON statements(article);
CREATE INDEX IF NOT EXISTS statements_person ON statements(person);
CREATE INDEX IF NOT EXISTS statements_kind ON statements(kind);
CREATE INDEX IF NOT EXISTS statements_standing ON statements(standing) WHERE standing <> 'machine';
CREATE INDEX IF NOT EXISTS statements_doubt ON statements( -- what comes first of what is doubtful
    (1 - confidence * coalesce(speaker_confidence, 0.5))
    * CASE kind WHEN 'direct' THEN 3 WHEN 'mixed' THEN 2 ELSE 1 END * CASE WHEN person IS NULL THEN 1 ELSE 2 END)
    WHERE standing = 'machine' AND confidence * coalesce(speaker_confidence, 0.5) <= 0.8;
CREATE TABLE IF NOT EXISTS statement_spans (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS statement_spans_statement ON statement_spans(statement);
CREATE TABLE IF NOT EXISTS meanings (
    statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
    vector BLOB NOT NULL        -- of its content: int8, 384 of them
);
CREATE TABLE IF NOT EXISTS statement_people ( -- who may speak, and to and about whom, as it was found
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('speaker', 'candidate', 'to', 'about')),
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    score REAL                  -- of a speaker and a candidate
);
CREATE INDEX IF NOT EXISTS statement_people_statement ON statement_people(statement);
CREATE INDEX IF NOT EXISTS statement_people_said ON statement_people(who, role, statement);
CREATE VIEW IF NOT EXISTS speakers AS -- each with each statement: several speak jointly
    SELECT s.number AS statement, p.person FROM statements s JOIN statement_people r ON r.statement = s.number
    JOIN article_people p ON p.number = r.who WHERE r.role = 'speaker' AND s.speaker_set = 0
    UNION SELECT number, person FROM statements WHERE speaker_set = 1 AND person IS NOT NULL;
CREATE TABLE IF NOT EXISTS mentions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    who INTEGER NOT NULL REFERENCES article_people ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'name' -- name, description, pronoun
);
CREATE INDEX IF NOT EXISTS mentions_article ON mentions(article);
CREATE INDEX IF NOT EXISTS mentions_who ON mentions(who);
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
CREATE TABLE IF NOT EXISTS nights ( -- days named by an occasion ("election night"), as an article of the story dates it
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    date TEXT NOT NULL,         -- as in dates
    first TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    told_in INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE -- the article that tells the day
);
CREATE INDEX IF NOT EXISTS nights_article ON nights(article);
CREATE INDEX IF NOT EXISTS nights_told_in ON nights(told_in);
CREATE TABLE IF NOT EXISTS nights_done ( -- articles in which such days were looked for
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story INTEGER,              -- as in told, when that was done
    members INTEGER             -- how many articles that had
);
CREATE TABLE IF NOT EXISTS labels ( -- the words an article itself uses for people, groups and events
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'nickname', 'description', 'adjective', 'group', 'event')),
    who INTEGER REFERENCES article_people ON DELETE CASCADE, -- NULL for a group or an event
    statement TEXT              -- the id of the article's report in whose content the words stand
);
CREATE INDEX IF NOT EXISTS labels_article ON labels(article);
CREATE INDEX IF NOT EXISTS labels_who ON labels(who);
CREATE TABLE IF NOT EXISTS corrections ( -- what somebody said of findings: rows are only added
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,      -- UTC
    made_by TEXT NOT NULL,      -- the user's name on this machine
    action TEXT NOT NULL,
    says TEXT NOT NULL          -- JSON: what it says, in words for the user, and what it takes to do it again
);
CREATE TABLE IF NOT EXISTS anchors ( -- where what a correction is about stands, whatever becomes of the findings there
    correction INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    side INTEGER NOT NULL,      -- 0 what it is about, 1 the other, such as who is merged with it
    kind TEXT NOT NULL,         -- statement, mention, ...
    document TEXT NOT NULL,     -- its id
    sha256 TEXT NOT NULL,       -- of the bytes it was read from
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words TEXT NOT NULL,
    before TEXT NOT NULL,       -- words
    after TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS anchors_correction ON anchors(correction);
CREATE TABLE IF NOT EXISTS as_found ( -- of statements whose words or kind somebody changed, and of those added
    statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
    start INTEGER NOT NULL,     -- where its content stood when it was found or added: corrections are anchored there
    end INTEGER NOT NULL,
    found TEXT                  -- JSON: kind, act, polarity and the spans of each role; NULL where nothing was found
);
CREATE TABLE IF NOT EXISTS told ( -- articles that have been compared with one another, to find stories
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    day INTEGER NOT NULL,       -- when it came out, or what it is a reprint of; days since the year 1, -1 if unknown
    found INTEGER,              -- the earliest article of its story as linking found it; NULL where it is alone
    story INTEGER               -- the same, as people corrected it
);
CREATE INDEX IF NOT EXISTS told_found ON told(found);
CREATE INDEX IF NOT EXISTS told_story ON told(story);
CREATE TABLE IF NOT EXISTS told_terms ( -- by which words articles are known
    article INTEGER PRIMARY KEY REFERENCES told ON DELETE CASCADE,
    terms TEXT NOT NULL         -- JSON: each with its weight
);
CREATE TABLE IF NOT EXISTS told_left ( -- articles that were somewhat like one that has gone since stories were found
    article INTEGER PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS story_terms ( -- who is found by which word
    term TEXT NOT NULL,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES told ON DELETE CASCADE,
    PRIMARY KEY (term, day, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_terms_article ON story_terms(article);
CREATE TABLE IF NOT EXISTS akin ( -- pairs of articles that are somewhat alike
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    likeness REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS akin_other ON akin(other);
CREATE TRIGGER IF NOT EXISTS told_gone AFTER DELETE ON told
    BEGIN INSERT OR IGNORE INTO told_left SELECT other FROM akin WHERE one = old.article
        UNION SELECT one FROM akin WHERE other = old.article;
    DELETE FROM akin WHERE one = old.article;
    DELETE FROM akin WHERE other = old.article; END;
CREATE TABLE IF NOT EXISTS figures_compared ( -- articles whose figures have been compared with those of articles alike
    article INTEGER PRIMARY KEY REFERENCES told ON DELETE CASCADE,
    figures INTEGER NOT NULL    -- how many
);
CREATE TABLE IF NOT EXISTS figure_pairs ( -- of two articles that are alike, that may be of one thing
    one INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES figures ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS figure_pairs_other ON figure_pairs(other);
CREATE TABLE IF NOT EXISTS figures_left ( -- figures of which a pair has gone since they were compared
    figure INTEGER PRIMARY KEY
);
CREATE TRIGGER IF NOT EXISTS figure_pair_gone AFTER DELETE ON figure_pairs
    BEGIN INSERT OR IGNORE INTO figures_left VALUES (old.one), (old.other); END;
CREATE TRIGGER IF NOT EXISTS figures_compared_gone AFTER DELETE ON figures_compared
    BEGIN DELETE FROM figure_pairs WHERE one IN (SELECT number FROM figures WHERE article = old.article);
    DELETE FROM figure_pairs WHERE other IN (SELECT number FROM figures WHERE article = old.article); END;
CREATE TABLE IF NOT EXISTS heard ( -- articles of which all that is said in them is in utterances
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story INTEGER,              -- as in told, when that was done
    apart TEXT NOT NULL         -- JSON: where words stood that somebody said are another utterance
);
CREATE INDEX IF NOT EXISTS heard_apart ON heard(article) WHERE apart <> '';
CREATE TABLE IF NOT EXISTS wordings ( -- what the same person is said to have said in the same words
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- is never given again
    hash INTEGER NOT NULL,      -- of the words, and of whether they are verbatim
    person TEXT NOT NULL,       -- '' if nobody is named, '?' where no statement covers the words
    occasion TEXT NOT NULL,     -- the story or day, of words too common to be the same remark on another; else ''
    apart INTEGER NOT NULL,     -- the number of the correction by which it is another utterance; else 0
    verbatim INTEGER NOT NULL,
    size INTEGER NOT NULL,      -- words
    published TEXT NOT NULL,    -- of the earliest of its utterances; '9999' if unknown
    id TEXT NOT NULL,           -- of the same
    first INTEGER NOT NULL,     -- the number of the same
    reference INTEGER NOT NULL DEFAULT 0, -- 1 where others are compared with it
    UNIQUE (hash, person, occasion, apart)
);
CREATE INDEX IF NOT EXISTS wordings_person ON wordings(person, verbatim, published);
CREATE TABLE IF NOT EXISTS utterances ( -- each statement's words as they are compared, and words that none covers
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    statement INTEGER REFERENCES statements ON DELETE CASCADE, -- NULL: in quotation marks, but no statement's
    id TEXT NOT NULL,
    start INTEGER NOT NULL,     -- where the words begin and end, all of them
    end INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings
);
CREATE INDEX IF NOT EXISTS utterances_article ON utterances(article);
CREATE INDEX IF NOT EXISTS utterances_statement ON utterances(statement);
CREATE INDEX IF NOT EXISTS utterances_id ON utterances(id);
CREATE INDEX IF NOT EXISTS utterances_wording ON utterances(wording);
CREATE TABLE IF NOT EXISTS members ( -- which references take a wording in: several, where it is spliced
    wording INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE,
    reference INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE,
    relations TEXT NOT NULL,    -- the gravest first, spaces between; '' for the same words
    PRIMARY KEY (wording, reference)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_reference ON members(reference);
CREATE TABLE IF NOT EXISTS joined ( -- wordings that people gave to another family
    wording INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE,
    was INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE, -- the reference of the family that was given to it
    reference INTEGER NOT NULL REFERENCES wordings ON DELETE CASCADE, -- now
    relations TEXT NOT NULL,
    PRIMARY KEY (wording, was)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS joined_was ON joined(was);
CREATE INDEX IF NOT EXISTS joined_reference ON joined(reference);
CREATE VIEW IF NOT EXISTS families AS -- members as people corrected them
    SELECT wording, reference, relations FROM members m WHERE NOT EXISTS (SELECT 1 FROM joined WHERE was = m.reference)
    UNION ALL SELECT wording, reference, relations FROM joined;
CREATE TABLE IF NOT EXISTS wording_keys ( -- who is found by which words
    key INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    wording INTEGER NOT NULL,   -- its number; that there is one is not looked up for each of millions of keys
    PRIMARY KEY (key, reference, wording)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wording_keys_wording ON wording_keys(wording);
CREATE TRIGGER IF NOT EXISTS wording_gone AFTER DELETE ON wordings
    BEGIN DELETE FROM wording_keys WHERE wording = old.number; END;
CREATE TABLE IF NOT EXISTS touched ( -- wordings of which an utterance came or went since they were linked
    wording INTEGER PRIMARY KEY
);
CREATE TRIGGER IF NOT EXISTS utterance_came AFTER INSERT ON utterances
    BEGIN INSERT OR IGNORE INTO touched VALUES (new.wording); END;
CREATE TRIGGER IF NOT EXISTS speaker_changed AFTER UPDATE OF person, standing, speaker_set ON statements
    WHEN (old.person, old.standing, old.speaker_set) IS NOT (new.person, new.standing, new.speaker_set)
    BEGIN DELETE FROM utterances WHERE article = new.article; DELETE FROM heard WHERE article = new.article; END;
CREATE TRIGGER IF NOT EXISTS candidate_changed AFTER UPDATE OF person ON article_people
    WHEN old.person <> new.person AND EXISTS
        (SELECT 1 FROM statement_people WHERE who = new.number AND role IN ('speaker', 'candidate'))
    BEGIN DELETE FROM utterances WHERE article = new.article; DELETE FROM heard WHERE article = new.article; END;
CREATE TRIGGER IF NOT EXISTS statement_changed AFTER UPDATE OF kind, start ON statements
    BEGIN DELETE FROM utterances WHERE article = new.article; DELETE FROM heard WHERE article = new.article; END;
CREATE TRIGGER IF NOT EXISTS as_found_again AFTER DELETE ON as_found
    BEGIN DELETE FROM utterances WHERE article = (SELECT article FROM statements WHERE number = old.statement);
    DELETE FROM heard WHERE article = (SELECT article FROM statements WHERE number = old.statement); END;
CREATE TRIGGER IF NOT EXISTS utterance_gone AFTER DELETE ON utterances
    BEGIN INSERT OR IGNORE INTO touched VALUES (old.wording); END;
CREATE INDEX IF NOT EXISTS articles_day ON articles(coalesce(published, '9999'));
CREATE INDEX IF NOT EXISTS articles_listed ON articles(published DESC, number, document, outlet, title);
CREATE INDEX IF NOT EXISTS articles_outlet ON articles(outlet);
CREATE INDEX IF NOT EXISTS told_first ON told(story, article);
CREATE INDEX IF NOT EXISTS statements_said_on ON statements(said_on) WHERE said_on IS NOT NULL;
CREATE INDEX IF NOT EXISTS dates_first ON dates(first);
CREATE TABLE IF NOT EXISTS tallies ( -- who is listed, with what the list says of them: so that it need not be counted
    person TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    names TEXT NOT NULL,        -- JSON list, as listed
    roles TEXT NOT NULL,        -- JSON list, as listed
    called TEXT NOT NULL,       -- all that articles call them, in lower case, to be searched
    statements INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    origins INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tallies_order ON tallies(statements DESC, articles DESC, name, person);
CREATE TABLE IF NOT EXISTS tallies_due ( -- of whom something changed since
    person TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS tally_named AFTER INSERT ON article_people
    BEGIN INSERT OR IGNORE INTO tallies_due VALUES (new.person); END;
CREATE TRIGGER IF NOT EXISTS tally_gone AFTER DELETE ON article_people
    BEGIN INSERT OR IGNORE INTO tallies_due VALUES (old.person); END;
CREATE TRIGGER IF NOT EXISTS tally_moved AFTER UPDATE OF person ON article_people WHEN old.person <> new.person
    BEGIN INSERT OR IGNORE INTO tallies_due VALUES (old.person), (new.person); END;
CREATE TRIGGER IF NOT EXISTS tally_renamed AFTER UPDATE OF name, kind ON people
    BEGIN INSERT OR IGNORE INTO tallies_due VALUES (new.id); END;
CREATE TRIGGER IF NOT EXISTS tally_forgotten AFTER DELETE ON people
    BEGIN INSERT OR IGNORE INTO tallies_due VALUES (old.id); END;
CREATE TRIGGER IF NOT EXISTS tally_statement_came AFTER INSERT ON statements
    BEGIN DELETE FROM totals; INSERT OR IGNORE INTO tallies_due SELECT new.person WHERE new.person IS NOT NULL; END;
CREATE TRIGGER IF NOT EXISTS tally_statement_gone AFTER DELETE ON statements
    BEGIN DELETE FROM totals; INSERT OR IGNORE INTO tallies_due SELECT old.person WHERE old.person IS NOT NULL; END;
CREATE TRIGGER IF NOT EXISTS tally_said AFTER UPDATE OF person, standing, speaker_set ON statements
    WHEN old.person IS NOT new.person OR old.standing <> new.standing OR old.speaker_set <> new.speaker_set
    BEGIN DELETE FROM totals;
    INSERT OR IGNORE INTO tallies_due SELECT id FROM people WHERE id IN (old.person, new.person);
    INSERT OR IGNORE INTO tallies_due SELECT p.person FROM statement_people r JOIN article_people p ON p.number = r.who
        WHERE r.statement = new.number AND r.role = 'speaker'; END;
CREATE TRIGGER IF NOT EXISTS tally_revised AFTER UPDATE OF replaced_by ON documents
    BEGIN INSERT OR IGNORE INTO tallies_due SELECT p.person FROM article_people p
        JOIN articles a ON a.number = p.article WHERE a.document = new.number;
    INSERT OR IGNORE INTO tallies_due SELECT s.person FROM statements s JOIN articles a ON a.number = s.article
        WHERE a.document = new.number AND s.person IS NOT NULL; END;
CREATE TRIGGER IF NOT EXISTS tally_reprint AFTER UPDATE OF reprint_of ON articles
    WHEN old.reprint_of IS NOT new.reprint_of
    BEGIN DELETE FROM totals; -- "OR IGNORE" does not hold where a foreign key set it to NULL
    INSERT INTO tallies_due SELECT DISTINCT person FROM article_people WHERE article = new.number
        AND person NOT IN (SELECT person FROM tallies_due);
    INSERT INTO tallies_due SELECT DISTINCT person FROM statements WHERE article = new.number
        AND person IS NOT NULL AND person NOT IN (SELECT person FROM tallies_due);
    INSERT INTO families_due SELECT DISTINCT wording FROM utterances WHERE article = new.number
        AND wording NOT IN (SELECT wording FROM families_due); END;
CREATE TABLE IF NOT EXISTS totals ( -- how much is on record, in a row that goes where something changed since
    documents INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    reprints INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    speakers_known INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    gone INTEGER NOT NULL
);
CREATE TRIGGER IF NOT EXISTS totals_article_came AFTER INSERT ON articles BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_article_gone AFTER DELETE ON articles BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_document_came AFTER INSERT ON documents BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_document_gone AFTER DELETE ON documents BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_document_moved AFTER UPDATE OF path, replaced_by ON documents
    BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_held AFTER INSERT ON holdings BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_held_no_more AFTER DELETE ON holdings BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_file_came AFTER INSERT ON files BEGIN DELETE FROM totals; END;
CREATE TRIGGER IF NOT EXISTS totals_file_gone AFTER DELETE ON files BEGIN DELETE FROM totals; END;
CREATE TABLE IF NOT EXISTS listed_families ( -- quotation families of two articles or more, in the order of their list
    reference INTEGER PRIMARY KEY REFERENCES wordings ON DELETE CASCADE,
    alone INTEGER NOT NULL,     -- 1 where but an article and its own reprints have it
    published TEXT NOT NULL,    -- as in wordings
    id TEXT NOT NULL,
    grave INTEGER NOT NULL      -- 1 where a member is altered, spliced or given to somebody else
);
CREATE INDEX IF NOT EXISTS listed_families_order ON listed_families(alone, published, id);
CREATE INDEX IF NOT EXISTS listed_families_grave ON listed_families(alone, published, id) WHERE grave;
CREATE TABLE IF NOT EXISTS families_due ( -- wordings of which an utterance or a family changed since
    wording INTEGER PRIMARY KEY
);
CREATE TRIGGER IF NOT EXISTS family_member_came AFTER INSERT ON members
    BEGIN INSERT OR IGNORE INTO families_due VALUES (new.reference); END;
CREATE TRIGGER IF NOT EXISTS family_member_gone AFTER DELETE ON members
    BEGIN INSERT OR IGNORE INTO families_due VALUES (old.reference); END;
CREATE TRIGGER IF NOT EXISTS family_member_changed AFTER UPDATE OF relations ON members
    BEGIN INSERT OR IGNORE INTO families_due VALUES (new.reference); END;
CREATE TRIGGER IF NOT EXISTS family_joined AFTER INSERT ON joined
    BEGIN INSERT OR IGNORE INTO families_due VALUES (new.wording), (new.was), (new.reference); END;
CREATE TRIGGER IF NOT EXISTS family_joined_no_more AFTER DELETE ON joined
    BEGIN INSERT OR IGNORE INTO families_due VALUES (old.wording), (old.was), (old.reference); END;
CREATE TRIGGER IF NOT EXISTS family_heard AFTER INSERT ON utterances
    BEGIN INSERT OR IGNORE INTO families_due VALUES (new.wording); END;
CREATE TRIGGER IF NOT EXISTS family_heard_no_more AFTER DELETE ON utterances
    BEGIN INSERT OR IGNORE INTO families_due VALUES (old.wording); END;
CREATE TRIGGER IF NOT EXISTS family_led AFTER UPDATE OF reference, published, id ON wordings
    BEGIN INSERT OR IGNORE INTO families_due VALUES (new.number); END;
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
