"""A record's rows apart from their file: what was found in a document, under keys that every machine gives alike.

The tables are the record's own, with the same columns: those that a build fills for a document, and those in which
linking says what belongs together. A number that SQLite gives in the order of coming is a hash here, of the document's
id and its revision and the row's place among its owner's: so what many machines find can be put together, and compared.
Rows that are put into a record lose what linking and corrections made of them: who is who belongs to a record.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from onrecord.store import changes
from onrecord.store.revisions import transaction
from onrecord.store.tables import TABLES, commands
from onrecord.store.words import words_of
from onrecord.terms import Span

SHARED = ("people", "originals")
"""Which stand beside documents."""
FOUND = (
    *("documents", "damaged", "articles", "facts", "parts", "body_spans", "article_people", "roles"),
    *("statements", "statement_spans", "statement_people", "meanings", "mentions"),
    *("figures", "figure_spans", "dates", "labels"),
)
"""Which hold what is found in a document, each after what its rows lead to."""
LINKED = ("told", "comparisons", "nights", "utterances", "wordings", "members")
"""Which tell what belongs together: articles of one story, figures of one thing, days that a story dates, and quotation
families, of which a wording goes with the article of its first utterance."""
LEADS = {
    ("told", "found"): "articles",
    ("told", "story"): "articles",
    ("utterances", "wording"): "wordings",
    ("wordings", "first"): "utterances",
    ("members", "wording"): "wordings",
    ("members", "reference"): "wordings",
}
"""Columns that lead to a table though the schema does not say so."""
STORY = "story "
"""What a wording's occasion begins with where it is a story: that one's number follows."""
SAID = "SELECT number FROM utterances WHERE article IN (SELECT number FROM articles WHERE document = ?1)"
FIRST_SAID = f"SELECT number FROM wordings WHERE first IN ({SAID})"
FIRST_SAID += f" AND number IN (SELECT wording FROM utterances WHERE number IN ({SAID}))"  # which there is an index for
OF_WORDINGS = {
    "wordings": f"number IN ({FIRST_SAID}) ORDER BY number",
    "members": f"wording IN ({FIRST_SAID}) ORDER BY wording, reference",
}
"""Which rows go with a document, of tables that no document owns."""
PEOPLE = """
SELECT person FROM article_people WHERE article IN (SELECT number FROM articles WHERE document = ?)
UNION SELECT person FROM statements WHERE article IN (SELECT number FROM articles WHERE document = ?)
"""
"""Those whom a document names, and who speak in it."""
Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, each with its columns' names."""


class Table(NamedTuple):
    """A table: its columns with their types, and of its numbers what they lead to.

    ``owner`` is the column that leads to what a row goes with, None of documents and what no document owns;
    ``numbered`` tells that rows have a number of their own, ``leads`` gives the table a column leads to.
    """

    name: str
    columns: dict[str, str]
    owner: str | None
    numbered: bool
    leads: dict[str, str]


@cache
def tables() -> dict[str, Table]:
    """Return people and originals, then documents and the tables that go with them, each after its owner, then those
    that linking fills.
    """
    db = sqlite3.connect(":memory:")
    for command in commands(TABLES):
        db.execute(command)
    found = {}
    for name in (*SHARED, *FOUND, *LINKED):
        columns = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({name})")}
        keys = db.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        leads = {row[3]: row[2] for row in sorted(keys, key=lambda row: list(columns).index(row[3])) if row[2] in FOUND}
        leads |= {column: to for (table, column), to in LEADS.items() if table == name}
        owners = {row[3]: row[2] for row in keys if row[2] in FOUND and row[6] == "CASCADE"}
        owner = min((one for one in leads if one in owners), key=lambda one: FOUND.index(owners[one]), default=None)
        found[name] = Table(name, columns, owner, "number" in columns, leads)
    db.close()
    return found


class Portable:
    """Reads a record's documents as rows; remembers the keys it gave last, since rows share them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._key = lru_cache(100_000)(self._made)

    def rows(self, document: int) -> Rows:
        """Return the rows of a document, by its number in the record."""
        found: Rows = {}
        for table in tables().values():
            if table.name == "originals":
                of = "(SELECT sha256 FROM documents WHERE number = ?)"
                rows = self._select(f"SELECT * FROM originals WHERE sha256 = {of}", document)
            elif table.name == "people":
                rows = self._select(f"SELECT * FROM people WHERE id IN ({PEOPLE})", document, document)
            elif table.name in OF_WORDINGS:
                rows = self._select(f"SELECT * FROM {table.name} WHERE {OF_WORDINGS[table.name]}", document)
            else:
                order = "number" if table.numbered else "rowid"
                rows = self._select(f"SELECT * FROM {table.name} WHERE {_condition(table)} ORDER BY {order}", document)
            found[table.name] = [self._moved(table, row) for row in changes.undone(self._db, table.name, rows)]
        return found

    def _select(self, sql: str, *documents: int) -> list[sqlite3.Row]:
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, documents).fetchall()

    def key(self, table: str, number: int) -> int:
        """Return the key of a row by its number in the record."""
        return self._key(table, number)

    def _moved(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        out = dict(row)
        for column, to in {**({"number": table.name} if table.numbered else {}), **table.leads}.items():
            if out[column] is not None:
                out[column] = self._key(to, out[column])
        if table.name == "wordings" and out["occasion"].startswith(STORY):
            out["occasion"] = f"{STORY}{self._key('articles', int(out['occasion'].removeprefix(STORY)))}"
        return out

    def _made(self, table: str, number: int) -> int:
        """Return the key of a row that has a number."""
        owner = tables()[table].owner
        if table == "wordings":
            (first,) = self._db.execute("SELECT first FROM wordings WHERE number = ?", [number]).fetchone()
            parts: tuple[Any, ...] = (self._key("utterances", first),)
        elif owner is None:
            parts = self._db.execute(f"SELECT id, revision FROM {table} WHERE number = ?", [number]).fetchone()
        else:
            (of,) = self._db.execute(f"SELECT {owner} FROM {table} WHERE number = ?", [number]).fetchone()
            before = f"SELECT count(*) FROM {table} WHERE {owner} = ? AND number < ?"
            parts = (self._key(tables()[table].leads[owner], of), *self._db.execute(before, [of, number]).fetchone())
        return key(table, *parts)


def key(table: str, *parts: object) -> int:
    """Return the key of a row: of its owner's and how many stand before it; of a wording, of its first utterance's."""
    digest = hashlib.sha256("\x1f".join(map(str, (table, *parts))).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 2


def put(db: sqlite3.Connection, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Put a document's rows into a record, unless that has one of its id; return whether they were put in.

    What belongs together across documents has to be found anew then: of what leads to another document nothing is kept.
    """
    (document,) = rows["documents"]
    rows = _first(rows)
    with transaction(db):
        if db.execute("SELECT 1 FROM documents WHERE id = ?", [document["id"]]).fetchone():
            return False
        numbers: dict[tuple[str, Any], int] = {}
        for table in tables().values():
            for row in rows.get(table.name, ()):
                _insert(db, table, dict(row), numbers)
        _index(db, numbers["documents", document["number"]])
    return True


def _insert(db: sqlite3.Connection, table: Table, row: dict[str, Any], numbers: dict[tuple[str, Any], int]) -> None:
    key = row.get("number")
    if table.numbered:
        (row["number"],) = db.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table.name}").fetchone()
        numbers[table.name, key] = row["number"]
    for column, to in table.leads.items():
        row[column] = numbers.get((to, row[column]))
    if table.name == "documents":
        row["source"], row["revision"] = row["number"], 1
    if table.name == "articles":
        row["reprint_of"] = row["taken_from"] = row["shared"] = None
    names = ", ".join(row)
    known = "OR IGNORE" if table.name in SHARED else ""
    db.execute(f"INSERT {known} INTO {table.name} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _index(db: sqlite3.Connection, document: int) -> None:
    """Put a document's articles and statements into the full-text indexes, as ``write`` does."""
    (text,) = db.execute("SELECT text FROM documents WHERE number = ?", [document]).fetchone()
    for (article,) in db.execute("SELECT number FROM articles WHERE document = ?", [document]).fetchall():
        spans = db.execute("SELECT start, end FROM body_spans WHERE article = ? ORDER BY rowid", [article])
        words = " ".join(text[start:end] for start, end in spans)
        db.execute("INSERT INTO body_search (rowid, words) VALUES (?, ?)", [article, words])
        for (statement,) in db.execute("SELECT number FROM statements WHERE article = ?", [article]).fetchall():
            content = "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid"
            words = words_of(text, [Span(*span) for span in db.execute(content, [statement])])
            db.execute("INSERT INTO statement_search (rowid, words) VALUES (?, ?)", [statement, words])


def documents(db: sqlite3.Connection) -> Iterator[int]:
    """Yield the numbers of all documents, by id and revision."""
    for (number,) in db.execute("SELECT number FROM documents ORDER BY id, revision").fetchall():
        yield number


def by_document(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Iterator[Rows]:
    """Yield the rows of many documents one document after the other, by id and revision."""
    owners: dict[tuple[str, Any], Any] = {}
    found: dict[Any, Rows] = {}
    for table in tables().values():
        for row in map(dict, rows.get(table.name, ())):
            if table.name == "documents":
                document = row["number"]
                found[document] = {name: [] for name in tables()}
            elif table.name in FOUND and table.owner is not None:
                document = owners.get((table.leads[table.owner], row[table.owner]))
            else:
                continue
            if document in found:
                found[document][table.name].append(row)
                if table.numbered:
                    owners[table.name, row["number"]] = document
    originals = {row["sha256"]: dict(row) for row in rows.get("originals", ())}
    for one in sorted(found.values(), key=lambda one: (one["documents"][0]["id"], one["documents"][0]["revision"])):
        sha256 = one["documents"][0]["sha256"]
        one["originals"] = [originals[sha256]] if sha256 in originals else []
        yield one


def _first(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Rows:
    """Return a document's rows as those of the first revision of its source, before people were linked and findings
    corrected.
    """
    speakers: dict[int, int] = {}
    for row in rows["statement_people"]:
        if row["role"] == "speaker":
            speakers.setdefault(row["statement"], row["who"])
    own = {row["number"]: row["own"] for row in rows["article_people"]}
    return {
        **{name: [dict(row) for row in some] for name, some in rows.items() if name not in LINKED},
        "people": [{"id": row["own"], "name": row["name"], "kind": row["kind"]} for row in rows["article_people"]],
        "article_people": [
            {**row, "id": row["own"], "found": row["own"], "person": row["own"]} for row in rows["article_people"]
        ],
        "statements": [
            {**row, "person": own.get(speakers.get(row["number"], 0)), "standing": "machine", "speaker_set": 0}
            for row in rows["statements"]
        ],
    }


def _condition(table: Table) -> str:
    if table.owner is None:
        return "number = ?"
    above = tables()[table.leads[table.owner]]
    return f"{table.owner} IN (SELECT number FROM {above.name} WHERE {_condition(above)})"
