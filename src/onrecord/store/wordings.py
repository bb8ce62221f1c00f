"""What finding quotation families asks of a record, and keeps in it: utterances, their wordings, who takes which in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from onrecord.link.wordings import order
from onrecord.store.copies import CURRENT, by_its_body
from onrecord.terms import Article, Kind, Span

UNKNOWN = "9999"
"""In place of a date: after all of them."""


class Told(NamedTuple):
    """A statement as families are found of it."""

    number: int
    id: str
    kind: Kind
    person: str | None
    content: tuple[Span, ...]


class Unheard(NamedTuple):
    """An article of which nothing is in utterances yet."""

    number: int
    document: str
    place: int
    published: str
    story: int | None
    number_of_document: int
    text: str
    article: Article
    statements: list[Told]


class Heard(NamedTuple):
    """A wording to put in, with one utterance of it: of a statement, or where that is None of none."""

    hash: int
    person: str
    occasion: str
    apart: int
    verbatim: bool
    size: int
    statement: int | None
    id: str
    start: int
    end: int
    keys: Sequence[int]
    spans: tuple[Span, ...]
    """Of the words that are compared, as the keys are."""


class Row(NamedTuple):
    """A wording as it is kept; ``order`` puts all wordings in the order in which they take others in."""

    number: int
    person: str
    occasion: str
    apart: int
    verbatim: bool
    size: int
    published: str
    id: str
    first: int
    reference: bool

    @property
    def order(self) -> tuple[bool, int, str, str, int]:
        """What puts wordings in order."""
        return order(self.verbatim, self.size, self.published, self.id, self.number)


SETTLED = "(s.speaker_set = 1 OR s.standing = 'confirmed')"
"""Whether somebody said who speaks."""
COLUMNS = "number, person, occasion, apart, verbatim, size, published, id, first, reference"


def forget(db: sqlite3.Connection, apart: Mapping[int, str]) -> None:
    """Forget what was heard in articles that are not current, or of another story now, or where corrections changed.

    What was heard in one of which a speaker is another now, a trigger has forgotten.

    Args:
        db: the record.
        apart: of documents, which words in them are another utterance; "" if it is left out.
    """
    gone = db.execute(
        "SELECT h.article FROM heard h LEFT JOIN told t ON t.article = h.article"
        " WHERE t.article IS NULL OR t.story IS NOT h.story"
    ).fetchall()
    before = "SELECT h.article, a.document, h.apart FROM heard h JOIN articles a ON a.number = h.article WHERE"
    rows = db.execute(f"{before} h.apart <> ''").fetchall()
    for document in apart:
        rows += db.execute(f"{before} a.document = ?", [document]).fetchall()
    gone += [(article,) for article, document, was in rows if was != apart.get(document, "")]
    for table in ("utterances", "heard"):
        db.executemany(f"DELETE FROM {table} WHERE article = ?", gone)


def unheard(db: sqlite3.Connection) -> Iterator[Unheard]:
    """Yield the articles of which nothing was heard."""
    rows = db.execute(
        f"SELECT a.number, d.id, a.place, coalesce(a.published, '{UNKNOWN}'), t.story, d.number FROM {CURRENT}"
        " LEFT JOIN told t ON t.article = a.number LEFT JOIN heard h ON h.article = a.number"
        " WHERE h.article IS NULL ORDER BY a.number"
    ).fetchall()
    text_of = lru_cache(1)(partial(_text, db))  # articles of one document have one text
    for number, id, place, published, story, document in rows:
        known = (number, id, place, published, story, document)
        yield Unheard(*known, text_of(document), by_its_body(db, number), _statements(db, number))


def _text(db: sqlite3.Connection, document: int) -> str:
    (text,) = db.execute("SELECT text FROM documents WHERE number = ?", [document]).fetchone()
    return str(text)


def _statements(db: sqlite3.Connection, article: int) -> list[Told]:
    rows = db.execute(
        "SELECT s.number, s.id, s.kind, s.person, p.start, p.end FROM statements s JOIN statement_spans p"
        " ON p.statement = s.number AND p.role = 'content' WHERE s.article = ? AND s.standing <> 'rejected'"
        " ORDER BY s.number, p.rowid",
        [article],
    )
    found: dict[int, Told] = {}
    for number, id, kind, person, start, end in rows:
        before = found[number].content if number in found else ()
        found[number] = Told(number, id, kind, person, (*before, Span(start, end)))
    return list(found.values())


def add(db: sqlite3.Connection, article: Unheard, heard: Iterable[Heard], apart: str) -> None:
    """Put in all that was heard in an article; ``apart`` says what in its document is another utterance."""
    db.execute("INSERT INTO heard VALUES (?, ?, ?)", [article.number, article.story, apart])
    for one in heard:
        known = db.execute(
            "SELECT number FROM wordings WHERE hash = ? AND person = ? AND occasion = ? AND apart = ?", one[:4]
        ).fetchone()
        if known is None:
            wording = db.execute(
                "INSERT INTO wordings (hash, person, occasion, apart, verbatim, size, published, id, first)"
                " VALUES (?, ?, ?, ?, ?, ?, '', '', 0)",
                one[:6],
            ).lastrowid
        else:
            (wording,) = known
        db.execute(
            "INSERT INTO utterances (article, statement, id, start, end, wording) VALUES (?, ?, ?, ?, ?, ?)",
            [article.number, one.statement, one.id, one.start, one.end, wording],
        )


def touched(db: sqlite3.Connection) -> list[int]:
    """Return the wordings of which an utterance came or went, and forget that it did."""
    found = [number for (number,) in db.execute("SELECT wording FROM touched ORDER BY wording")]
    db.execute("DELETE FROM touched")
    return found


def settle(db: sqlite3.Connection, number: int) -> bool:
    """Note which utterance of a wording is the earliest; return whether there is any."""
    row = db.execute(
        f"SELECT coalesce(a.published, '{UNKNOWN}'), u.id, u.number FROM utterances u"
        " JOIN articles a ON a.number = u.article JOIN documents d ON d.number = a.document WHERE u.wording = ?"
        " ORDER BY 1, d.id, a.place, u.start, u.id LIMIT 1",
        [number],
    ).fetchone()
    if row is not None:
        db.execute("UPDATE wordings SET (published, id, first) = (?, ?, ?) WHERE number = ?", [*row, number])
    return row is not None


def keys(db: sqlite3.Connection, number: int) -> list[int]:
    """Return the keys by which a wording is found."""
    return [key for (key,) in db.execute("SELECT key FROM wording_keys WHERE wording = ?", [number])]


def drop(db: sqlite3.Connection, number: int) -> None:
    """Take out a wording that nobody has any more."""
    db.execute("DELETE FROM wordings WHERE number = ?", [number])


def row(db: sqlite3.Connection, number: int) -> Row:
    """Return a wording."""
    return _row(db.execute(f"SELECT {COLUMNS} FROM wordings WHERE number = ?", [number]).fetchone())


def rows(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Row]:
    """Return wordings."""
    given = json.dumps(list(numbers))
    sql = f"SELECT {COLUMNS} FROM wordings WHERE number IN (SELECT value FROM json_each(?))"
    return [_row(found) for found in db.execute(sql, [given])]


def _row(row: Sequence[object]) -> Row:
    number, person, occasion, apart, verbatim, size, published, id, first, reference = row
    return Row(number, person, occasion, apart, bool(verbatim), size, published, id, first, bool(reference))  # type: ignore[arg-type]


def spoken(db: sqlite3.Connection, utterance: int) -> tuple[str, Kind | None, list[Span]]:
    """Return the text that an utterance's words stand in, the kind of its statement, and its spans in that text."""
    text, at, statement = db.execute(
        "SELECT substr(d.text, u.start + 1, u.end - u.start), u.start, u.statement FROM utterances u"
        " JOIN articles a ON a.number = u.article JOIN documents d ON d.number = a.document WHERE u.number = ?",
        [utterance],
    ).fetchone()
    if statement is None:
        return text, None, [Span(0, len(text))]
    (kind,) = db.execute("SELECT kind FROM statements WHERE number = ?", [statement]).fetchone()
    spans = db.execute(
        "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid", [statement]
    )
    return text, kind, [Span(start - at, end - at) for start, end in spans]


def places(db: sqlite3.Connection, wording: int) -> list[tuple[int, int | None]]:
    """Return the articles that a wording stands in, each with its story."""
    return db.execute(
        "SELECT DISTINCT u.article, t.story FROM utterances u LEFT JOIN told t ON t.article = u.article"
        " WHERE u.wording = ?",
        [wording],
    ).fetchall()


def speakers(db: sqlite3.Connection, wording: int) -> tuple[frozenset[str], float]:
    """Return who may have spoken words, and how sure it is who did, where that is surest: 1 if somebody said so."""
    perhaps = db.execute(
        "SELECT DISTINCT p.person FROM utterances u JOIN statement_people r ON r.statement = u.statement"
        " JOIN statements s ON s.number = u.statement JOIN article_people p ON p.number = r.who"
        f" WHERE u.wording = ? AND r.role IN ('speaker', 'candidate') AND NOT {SETTLED}",
        [wording],
    )
    (sure,) = db.execute(
        f"SELECT max(iif({SETTLED}, 1.0, coalesce(s.speaker_confidence, 1.0))) FROM utterances u"
        " JOIN statements s ON s.number = u.statement WHERE u.wording = ?",
        [wording],
    ).fetchone()
    return frozenset(person for (person,) in perhaps), 1.0 if sure is None else sure


def name(db: sqlite3.Connection, person: str) -> str:
    """Return a person's name."""
    found = db.execute("SELECT name FROM people WHERE id = ?", [person]).fetchone()
    return str(found[0]) if found else ""


def holders(db: sqlite3.Connection, keys: Sequence[int], *, references: bool) -> dict[int, int]:
    """Return the wordings that have some keys, and how many of them each has: the references, or all."""
    marks = ", ".join("?" * len(keys))
    which = "= 1" if references else "IN (0, 1)"
    sql = f"SELECT wording, count(*) FROM wording_keys WHERE key IN ({marks}) AND reference {which} GROUP BY wording"
    return dict(db.execute(sql, keys).fetchall())


def sizes(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield wordings, each with how many keys it is found by."""
    given = json.dumps(list(numbers))
    sql = "SELECT value, (SELECT count(*) FROM wording_keys WHERE wording = value) FROM json_each(?)"
    yield from db.execute(sql, [given])


def of_person(
    db: sqlite3.Connection, person: str, since: str, until: str, *, verbatim: bool, references: bool
) -> list[int]:
    """Return a person's wordings of some days: the references, or all."""
    found = db.execute(
        "SELECT number FROM wordings WHERE person = ? AND verbatim = ? AND published BETWEEN ? AND ?"
        " AND reference >= ?",
        [person, verbatim, since, until, references],
    )
    return [number for (number,) in found]


def keep(
    db: sqlite3.Connection,
    number: int,
    keys: Iterable[int],
    homes: Iterable[tuple[int, Iterable[str]]],
    reference: bool,
) -> None:
    """Note which references take a wording in, and whether it is one itself."""
    db.execute("DELETE FROM members WHERE wording = ?", [number])
    rows = ((number, home, " ".join(relations)) for home, relations in homes)
    db.executemany("INSERT INTO members VALUES (?, ?, ?)", rows)
    db.execute("UPDATE wordings SET reference = ? WHERE number = ?", [reference, number])
    db.execute("DELETE FROM wording_keys WHERE wording = ?", [number])
    db.executemany("INSERT INTO wording_keys VALUES (?, ?, ?)", ((key, reference, number) for key in keys))


def with_members(db: sqlite3.Connection, reference: int) -> list[int]:
    """Return a reference and the wordings that were found with it."""
    rows = db.execute("SELECT wording FROM members WHERE reference = ? ORDER BY wording", [reference])
    return [reference, *(number for (number,) in rows)]


def lay(db: sqlite3.Connection, rows: Iterable[tuple[int, int, int, str]]) -> None:
    """Give wordings to other families: wording, reference as it was found, reference now, relations."""
    db.execute("DELETE FROM joined")
    db.executemany("INSERT INTO joined VALUES (?, ?, ?, ?)", rows)
