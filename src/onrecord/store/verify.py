"""Verifying a record: whether all that it says still agrees with itself, and with the texts it was read from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from onrecord.store.originals import unpacked
from onrecord.store.schema import MEND, one_state
from onrecord.store.tables import TABLES, commands
from onrecord.store.words import words_of
from onrecord.terms import Span

SEARCHES = ("statement_search", "body_search")
AT_MOST = 100
"""So many faults of one kind that SQLite finds are told."""
OWNERS = {
    "document": "{column} = ?",
    "article": "{column} IN (SELECT number FROM articles WHERE document = ?)",
    "figure": "{column} IN (SELECT f.number FROM figures f JOIN articles a ON a.number = f.article"
    " WHERE a.document = ?)",
    "statement": "{column} IN (SELECT s.number FROM statements s JOIN articles a ON a.number = s.article"
    " WHERE a.document = ?)",
}
"""How a table's rows lead to their document, by the name of the column."""
KEYS_ASTRAY = "SELECT count(*) FROM wording_keys WHERE wording NOT IN (SELECT number FROM wordings)"
"""Of which the table does not say that they lead there: to look it up for each would take long."""


class Fault(NamedTuple):
    """What is wrong in a record: with what, and a sentence that ends it."""

    where: str
    fault: str


Check = Callable[[sqlite3.Connection, Counter[str]], Iterator[Fault]]
"""Yields what is wrong, and counts what it looked at."""


class Verification:
    """Looks through a record as its faults are asked for; ``checked`` counts what was looked at, by what it is."""

    def __init__(self, db: sqlite3.Connection, *more: Check) -> None:
        self._db = db
        self._more = more
        self.checked: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Fault]:
        with one_state(self._db):  # or what is built meanwhile would seem to be torn
            yield from self._faults([*CHECKS, *self._more])
        yield from self._faults([_indexes])

    def _faults(self, checks: Iterable[Check]) -> Iterator[Fault]:
        for check in checks:
            try:
                yield from check(self._db, self.checked)
            except (sqlite3.DatabaseError, LookupError, TypeError, ValueError, zlib.error) as error:
                yield Fault("the file", f"is damaged ({error}), so that not all could be verified: {MEND}")


def _integrity(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    for (said,) in db.execute(f"PRAGMA integrity_check({AT_MOST})"):
        if said != "ok":
            yield Fault("the file", f"is damaged ({' '.join(str(said).split())}): {MEND}")


def _references(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    astray = Counter((table, to) for table, _, to, _ in db.execute("PRAGMA foreign_key_check"))
    (keys,) = db.execute(KEYS_ASTRAY).fetchone()
    for (table, leads_to), count in (astray + Counter({("wording_keys", "wordings"): keys})).items():
        yield Fault(f"table {table}", f"has {count:,} rows that lead to nothing in {leads_to}: {MEND}")


def _shape(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    """Compare the tables with those of a new record."""
    new = sqlite3.connect(":memory:")
    for command in commands(TABLES):
        new.execute(command)
    objects = "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    there = set(db.execute(objects))
    for kind, name in new.execute(objects).fetchall():
        columns, expected = _columns(db, name), _columns(new, name)
        if (kind, name) not in there:
            yield Fault(f"{kind} {name}", f"is not there: {MEND}")
        elif not expected <= columns:
            yield Fault(f"table {name}", f"has no column {', '.join(sorted(expected - columns))}: {MEND}")
    new.close()


def _originals(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    for sha256, packed, size, data in db.execute("SELECT sha256, packed, size, bytes FROM originals"):
        checked["original"] += 1
        files = db.execute("SELECT id, file FROM documents WHERE sha256 = ?", [sha256]).fetchone()
        where = f"original of {_named(*files)}" if files else f"original {sha256}"
        if hashlib.sha256(unpacked(packed, size, data)).hexdigest() != sha256:
            yield Fault(where, f"is damaged, its bytes do not have their SHA-256: {MEND}")
        if files is None:
            yield Fault(where, "belongs to no document: remove what you meant to remove again")


def _documents(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    tables = list(_spanned(db))
    for number, id, file, text, places in db.execute("SELECT number, id, file, text, places FROM documents"):
        checked["document"] += 1
        where, length = f"document {_named(id, file)}", len(text)
        spans = [(start, end) for start, end, _ in json.loads(zlib.decompress(places))]
        wrong = Counter({"places": sum(not _holds(length, *span) for span in spans)})
        for table, name, query in tables:
            for span in db.execute(query, [number]):
                checked["span"] += 1
                wrong[f"{table}.{name}"] += not _holds(length, *span)
        for what, count in wrong.items():
            if count:
                yield Fault(where, f"has {count:,} spans in {what} that lie outside of its text: {MEND}")
        yield from _articles(db, number, text, where, checked)


def _articles(db: sqlite3.Connection, document: int, text: str, where: str, checked: Counter[str]) -> Iterator[Fault]:
    """Compare what is indexed of a document's articles and statements with the words at their spans."""
    articles = db.execute("SELECT number, place FROM articles WHERE document = ?", [document]).fetchall()
    for article, place in articles:
        checked["article"] += 1
        spans = db.execute("SELECT start, end FROM body_spans WHERE article = ? ORDER BY rowid", [article])
        if _letters(_indexed(db, "body_search", article)) != _letters("".join(text[s:e] for s, e in spans)):
            yield Fault(f"article {place} of {where}", f"is indexed with other words than its body has: {MEND}")
        statements = db.execute("SELECT number, id, inside, start FROM statements WHERE article = ?", [article])
        found = statements.fetchall()
        ids = {id for _, id, _, _ in found}
        for number, id, inside, start in found:
            checked["statement"] += 1
            content = [
                Span(*span)
                for span in db.execute(
                    "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid",
                    [number],
                )
            ]
            if not content or start != content[0].start:
                yield Fault(f"statement {id} of {where}", f"has no content where it begins: {MEND}")
            elif _letters(_indexed(db, "statement_search", number)) != _letters(words_of(text, content)):
                yield Fault(f"statement {id} of {where}", f"is indexed with other words than its spans have: {MEND}")
            if inside is not None and inside not in ids:
                yield Fault(f"statement {id} of {where}", f"stands inside {inside}, which is not there: {MEND}")


def _indexes(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    """Check each full-text index in itself, and for rows of what is no longer there."""
    for table, rows in zip(SEARCHES, ("statements", "articles"), strict=True):
        left = f"SELECT count(*) FROM {table} WHERE rowid NOT IN (SELECT number FROM {rows})"
        (count,) = db.execute(left).fetchone()
        if count:
            yield Fault(f"index {table}", f"holds {count:,} entries of {rows} that are not there: {MEND}")
        try:
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # which changes nothing
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                yield Fault(f"index {table}", "could not be checked, since nothing may be written here: verify a copy")
            elif error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                yield Fault(f"index {table}", "could not be checked, since another program writes: verify again later")
            else:
                yield Fault(f"index {table}", f"does not agree with its rows ({error}): {MEND}")


def _traces(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'wipe_due'").fetchone():
        yield Fault("the file", "holds traces of what was removed: the next `onrecord remove` or `build` wipes them")


CHECKS: tuple[Check, ...] = (_integrity, _shape, _references, _originals, _documents, _traces)
"""What is looked at, in this order, in one state of the record; then come the indexes, whose check has to write."""


def _spanned(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield each table that has spans of documents, their name in it, and the query for those of a document."""
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        columns = _columns(db, table)
        owner = next((one for one in OWNERS if one in columns), None)
        names = sorted(name.removesuffix("start") for name in columns if name.endswith("start"))
        for name in names:
            if owner is not None and f"{name}end" in columns:
                of_document = OWNERS[owner].format(column=owner)
                there = f"{name}start IS NOT NULL"
                yield (
                    table,
                    f"{name}start",
                    f"SELECT {name}start, {name}end FROM {table} WHERE {there} AND {of_document}",
                )


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}


def _holds(length: int, start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length


def _indexed(db: sqlite3.Connection, table: str, number: int) -> str:
    row = db.execute(f"SELECT words FROM {table} WHERE rowid = ?", [number]).fetchone()
    return "" if row is None else str(row[0])


def _letters(words: str) -> str:
    """Return letters and digits alone: which marks are left out of a finding's words has changed between versions."""
    return "".join(filter(str.isalnum, words))


def _named(id: str, file: str) -> str:
    return f"{id} ({file})"
