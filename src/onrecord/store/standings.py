"""What corrections ask of a record's findings, and lay over them: who and which statement stands at a place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from onrecord.link import Called
from onrecord.store import changes
from onrecord.store.anchors import Anchor, Found, anchor
from onrecord.store.register import ORDER, WITH_ARTICLE
from onrecord.store.schema import RecordError

MOST = 20
"""Members of a person that are kept as anchors: enough to know it again when some of them are gone."""
NAMES = ("person", "organisation")


class Standing(NamedTuple):
    """A statement's standing, who speaks, None where that is as it was found, and what else is other than that."""

    standing: str = "machine"
    speaker: str | None = None
    change: changes.Change = MappingProxyType({})


def person(db: sqlite3.Connection, who: str) -> str:
    """Return the id of the person who has an id, or had it once, or who alone bears a name, or whose id begins so.

    Raises:
        RecordError: nobody does, or several do.
    """
    wanted = who.strip()
    for query in (
        "SELECT id FROM people WHERE id = casefold(?)",
        "SELECT person FROM retired_people WHERE id = casefold(?)",
        "SELECT id FROM people WHERE casefold(name) = casefold(?)",
        "SELECT DISTINCT person FROM article_people WHERE casefold(name) = casefold(?)",
        "SELECT id FROM people WHERE length(?1) > 3 AND substr(id, 1, length(?1)) = casefold(?1)",
    ):
        found = [id for (id,) in db.execute(query, [wanted])] if wanted else []
        if len(found) > 1:
            raise RecordError(f"{len(found)} people are called {who!r}: give the id, as `onrecord people` lists it")
        if found:
            return str(found[0])
    raise RecordError(f"nobody on record has the id or name {who!r}: `onrecord people` lists them")


def has_name(db: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of people and organisations who have a name as their own."""
    rows = db.execute(
        "SELECT id FROM people WHERE casefold(name) = casefold(?) AND kind IN (?, ?) ORDER BY id", [name, *NAMES]
    )
    return [id for (id,) in rows]


def name_of(db: sqlite3.Connection, person: str) -> str:
    """Return a person's name."""
    (name,) = db.execute("SELECT name FROM people WHERE id = ?", [person]).fetchone()
    return str(name)


def members(db: sqlite3.Connection, person: str) -> list[Called]:
    """Return those whom articles refer to as a person, of current revisions first, the earliest first."""
    rows = db.execute(
        f"SELECT p.number, p.name, p.found FROM {WITH_ARTICLE} WHERE p.person = ?"
        f" ORDER BY d.replaced_by IS NOT NULL, {ORDER}",
        [person],
    )
    return [Called(*row) for row in rows]


def members_in(db: sqlite3.Connection, person: str, document: str) -> list[Called]:
    """Return those whom a document's articles refer to as a person."""
    rows = db.execute(
        f"SELECT p.number, p.name, p.found FROM {WITH_ARTICLE} WHERE p.person = ? AND d.id = ? ORDER BY p.number",
        [person, document],
    )
    return [Called(*row) for row in rows]


def members_of(db: sqlite3.Connection, found: Iterable[str]) -> list[Called]:
    """Return the members of groups as linking found them."""
    return [
        Called(*row)
        for one in sorted(found)
        for row in db.execute("SELECT number, name, found FROM article_people WHERE found = ? ORDER BY number", [one])
    ]


def anchors_of(db: sqlite3.Connection, side: int, members: Sequence[Called]) -> list[Anchor]:
    """Return anchors of some members: where they are first named, or where a statement of theirs has its source."""
    return [found for one in members if (found := _anchor_of(db, side, one.number)) is not None]


def _anchor_of(db: sqlite3.Connection, side: int, member: int) -> Anchor | None:
    at = (
        db.execute(
            "SELECT a.document, m.start, m.end FROM mentions m JOIN articles a ON a.number = m.article WHERE m.who = ?"
            " ORDER BY m.kind <> 'name', m.kind = 'pronoun', m.start LIMIT 1",
            [member],
        ).fetchone()
        or db.execute(
            "SELECT a.document, x.start, x.end FROM statement_people r JOIN statements s ON s.number = r.statement"
            " JOIN articles a ON a.number = s.article"
            " JOIN statement_spans x ON x.statement = s.number AND x.role = 'source'"
            " WHERE r.who = ? AND r.role = 'speaker' ORDER BY x.start LIMIT 1",
            [member],
        ).fetchone()
    )
    return None if at is None else anchor(db, side, "person", *at)


def member_at(db: sqlite3.Connection, place: Found) -> Called | None:
    """Return who is referred to at a place: by the mention that fits it best, or a statement's source."""
    mentioned = mentioned_at(db, place)
    if mentioned is not None:
        return mentioned
    row = db.execute(
        "SELECT p.number, p.name, p.found FROM statement_spans x JOIN statements s ON s.number = x.statement"
        " JOIN articles a ON a.number = s.article JOIN statement_people r ON r.statement = s.number"
        " AND r.role = 'speaker' JOIN article_people p ON p.number = r.who"
        " WHERE x.role = 'source' AND a.document = :document AND x.start < :end AND x.end > :start"
        " ORDER BY abs(x.start - :start) + abs(x.end - :end), r.rowid LIMIT 1",
        {"document": place.document, "start": place.start, "end": place.end},
    ).fetchone()
    return None if row is None else Called(*row)


def mentioned_at(db: sqlite3.Connection, place: Found) -> Called | None:
    """Return who is mentioned at a place, by the mention that fits it best."""
    row = db.execute(
        "SELECT p.number, p.name, p.found FROM mentions m JOIN articles a ON a.number = m.article"
        " JOIN article_people p ON p.number = m.who"
        " WHERE a.document = :document AND m.start < :end AND m.end > :start"
        " ORDER BY abs(m.start - :start) + abs(m.end - :end), m.rowid LIMIT 1",
        {"document": place.document, "start": place.start, "end": place.end},
    ).fetchone()
    return None if row is None else Called(*row)


def anchor_of_statement(db: sqlite3.Connection, number: int) -> Anchor:
    """Return the anchor of a statement: its content as found or added, with what stands between its parts."""
    document, start, end = db.execute(
        "SELECT a.document, coalesce(f.start, min(x.start)), coalesce(f.end, max(x.end)) FROM statement_spans x"
        " JOIN statements s ON s.number = x.statement JOIN articles a ON a.number = s.article"
        " LEFT JOIN as_found f ON f.statement = s.number WHERE s.number = ? AND x.role = 'content'",
        [number],
    ).fetchone()
    return anchor(db, 0, "statement", document, start, end)


def statement_at(db: sqlite3.Connection, place: Found) -> int | None:
    """Return the number of the statement whose content, as found or added, is at a place, for the most part."""
    row = db.execute(
        "SELECT s.number, coalesce(f.start, min(x.start)) AS first, coalesce(f.end, max(x.end)) AS last"
        " FROM articles a JOIN statements s ON s.article = a.number JOIN statement_spans x ON x.statement = s.number"
        " LEFT JOIN as_found f ON f.statement = s.number"
        " WHERE a.document = :document AND x.role = 'content' GROUP BY s.number"
        " HAVING 2 * (min(last, :end) - max(first, :start)) >= max(last, :end) - min(first, :start)"
        " ORDER BY abs(first - :start) + abs(last - :end), s.id LIMIT 1",
        {"document": place.document, "start": place.start, "end": place.end},
    ).fetchone()
    return None if row is None else int(row[0])


def document_of(db: sqlite3.Connection, statement: int) -> int:
    """Return the number of the document that a statement stands in."""
    sql = "SELECT a.document FROM statements s JOIN articles a ON a.number = s.article WHERE s.number = ?"
    (number,) = db.execute(sql, [statement]).fetchone()
    return int(number)


def lay(db: sqlite3.Connection, wanted: Mapping[int, Standing]) -> None:
    """Give statements a standing, a speaker and changes; all others have what was found. What stays is not written."""
    others = {number for (number,) in db.execute("SELECT number FROM statements WHERE standing <> 'machine'")}
    as_found = dict.fromkeys((others | changes.changed(db)) - wanted.keys(), Standing())
    for number, (standing, speaker, change) in {**as_found, **wanted}.items():
        changes.lay(db, number, change)
        person = _found(db, number) if speaker is None else speaker
        db.execute(
            "UPDATE statements SET (standing, speaker_set, person) = (:standing, :is_set, :person)"
            " WHERE number = :number AND (standing, speaker_set, person) IS NOT (:standing, :is_set, :person)",
            {"standing": standing, "is_set": speaker is not None, "person": person, "number": number},
        )


def _found(db: sqlite3.Connection, statement: int) -> str | None:
    """Return who speaks as it was found."""
    row = db.execute(
        "SELECT p.person FROM statement_people r JOIN article_people p ON p.number = r.who"
        " WHERE r.statement = ? AND r.role = 'speaker' ORDER BY r.rowid LIMIT 1",
        [statement],
    ).fetchone()
    return row and str(row[0])


def add_person(db: sqlite3.Connection, id: str, name: str) -> None:
    """Put in a person whom no article names, but somebody set as a speaker; who is there stays as he is."""
    db.execute("INSERT OR IGNORE INTO people VALUES (?, ?, 'person')", [id, name])


def drop_unused(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take out those of some people whom no article names and who speak nowhere."""
    db.executemany(
        "DELETE FROM people WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article_people WHERE person = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM statements WHERE person = people.id)",
        ((id,) for id in sorted(ids)),
    )


def person_of(db: sqlite3.Connection, member: int) -> str:
    """Return the id of the person whose member an article's person is."""
    (id,) = db.execute("SELECT person FROM article_people WHERE number = ?", [member]).fetchone()
    return str(id)


def file_of(db: sqlite3.Connection, document: str) -> str | None:
    """Return the file of the last revision of a document, None where it is no longer on record."""
    row = db.execute("SELECT file FROM documents WHERE id = ? ORDER BY revision DESC LIMIT 1", [document]).fetchone()
    return row and str(row[0])
