"""What lists say, counted when articles are linked: who speaks how often, which families there are, how much in all.

Triggers note of whom and of what something changed since, and that alone is counted again. Where something is noted
that has not been counted yet, as while a build goes on, a list counts for itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.store import lookup, read
from onrecord.store.read import PersonRow, RoleRow
from onrecord.store.rows import select

MANY = 2_000
"""People or wordings from which on all are counted at once."""
COUNTED = """
SELECT p.name, p.kind, p.statements, count(*) AS articles, count(DISTINCT origin) AS origins FROM (
    SELECT DISTINCT a.number, coalesce(a.reprint_of, a.number) AS origin FROM (
        SELECT article FROM article_people WHERE person = :id
        UNION SELECT s.article FROM ({said}) v JOIN statements s ON s.number = v.statement
            WHERE s.standing <> 'rejected')
    JOIN articles a ON a.number = article JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL),
    (SELECT name, kind, (SELECT count(*) FROM ({said}) v JOIN statements s ON s.number = v.statement
        JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL
        WHERE s.standing <> 'rejected') AS statements FROM people WHERE id = :id) p
""".format(
    said="SELECT r.statement FROM article_people p JOIN statement_people r ON r.who = p.number AND r.role = 'speaker'"
    " JOIN statements s ON s.number = r.statement AND s.speaker_set = 0 WHERE p.person = :id"
    " UNION SELECT number FROM statements WHERE person = :id AND speaker_set = 1"
)
"""What the list of people says of one, as ``read.PEOPLE`` does of all."""
FAMILIES = """
SELECT w.number, count(DISTINCT coalesce(a.reprint_of, a.number)) = 1, w.published, w.id,
    max(h.relations LIKE '%altered%' OR h.relations LIKE '%spliced%' OR h.relations LIKE '%other-speaker%')
FROM (SELECT number AS reference, number AS wording, '' AS relations FROM wordings
      WHERE reference = 1 AND number NOT IN (SELECT was FROM joined) AND {own}
      UNION ALL SELECT reference, wording, relations FROM families WHERE {others}) h
JOIN wordings w ON w.number = h.reference JOIN utterances u ON u.wording = h.wording
JOIN articles a ON a.number = u.article GROUP BY w.number HAVING count(DISTINCT u.article) > 1
"""


def refresh(db: sqlite3.Connection) -> None:
    """Count again what has changed, writing nothing where nothing has; to be called inside of a transaction."""
    if not people_counted(db):
        _people(db)
    if not families_counted(db):
        _families(db)
    if db.execute("SELECT 1 FROM totals").fetchone() is None:
        counts = lookup.counted(db)
        db.execute(f"INSERT INTO totals VALUES ({', '.join('?' * len(counts))})", counts)


def people_counted(db: sqlite3.Connection) -> bool:
    """Say whether the list of people is as it was counted."""
    return db.execute("SELECT 1 FROM tallies_due").fetchone() is None


def families_counted(db: sqlite3.Connection) -> bool:
    """Say whether the list of families is as it was counted."""
    return db.execute("SELECT 1 FROM families_due").fetchone() is None


def some_people(db: sqlite3.Connection, name: str | None, *, skip: int, most: int) -> tuple[list[PersonRow], int]:
    """Return some of those who are listed, who speaks most first, and how many there are in all.

    Args:
        db: the record.
        name: part of a name in any case, of those who are wanted; all if left out.
        skip: how many to leave out at the beginning.
        most: how many to give.
    """
    if not people_counted(db):
        rows = list(read.people(db, name))
        return rows[skip : skip + most], len(rows)
    condition, values = ("1", []) if not name else ("instr(called, ?)", [name.casefold()])
    (total,) = db.execute(f"SELECT count(*) FROM tallies WHERE {condition}", values).fetchone()
    order = f"statements DESC, articles DESC, name, person LIMIT {most:d} OFFSET {skip:d}"
    found = select(db, f"SELECT * FROM tallies WHERE {condition} ORDER BY {order}", values)
    return [_row(row) for row in found], total


def person(db: sqlite3.Connection, id: str) -> PersonRow | None:
    """Return somebody by their id, None where no current article names them."""
    if db.execute("SELECT 1 FROM tallies_due WHERE person = ?", [id]).fetchone() is None:
        row = next(select(db, "SELECT * FROM tallies WHERE person = ?", [id]), None)
        if row is not None:
            return _row(row)
    return read.person(db, id)


def _row(row: sqlite3.Row) -> PersonRow:
    return PersonRow(
        person_id=row["person"],
        person=row["name"],
        kind=row["kind"],
        names=json.loads(row["names"]),
        roles=json.loads(row["roles"]),
        statements=row["statements"],
        articles=row["articles"],
        origins=row["origins"],
    )


def _people(db: sqlite3.Connection) -> None:
    (due,) = db.execute("SELECT count(*) FROM tallies_due").fetchone()
    db.execute("DELETE FROM tallies WHERE person IN (SELECT person FROM tallies_due)")
    rows = _all(db) if due > MANY else _each(db)
    db.executemany("INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.execute("DELETE FROM tallies_due")


def _each(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Return the rows of those who are due, counted one by one."""
    rows = []
    for (id,) in db.execute("SELECT person FROM tallies_due ORDER BY person").fetchall():
        name, kind, statements, articles, origins = db.execute(COUNTED, {"id": id}).fetchone()
        if articles and (statements or kind in ("person", "organisation")):
            called = db.execute("SELECT DISTINCT name, names FROM article_people WHERE person = ?", [id])
            rows.append(
                _kept(id, name, kind, read.names(db, id), read.roles(db, id), called, (statements, articles, origins))
            )
    return rows


def _all(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Return the rows of those who are due, where they are so many that all on record are gone through once."""
    names: dict[str, set[str]] = {}
    for id, name in db.execute(read.NAMES.format(condition="1")):
        names.setdefault(id, set()).add(" ".join(name.split()))
    called: dict[str, set[tuple[str, str]]] = {}
    for id, *some in db.execute("SELECT person, name, names FROM article_people"):
        called.setdefault(id, set()).add(tuple(some))
    roles = {
        id for (id,) in db.execute("SELECT DISTINCT p.person FROM roles r JOIN article_people p ON p.number = r.who")
    }
    due = {id for (id,) in db.execute("SELECT person FROM tallies_due")}
    rows = [row for row in db.execute(read.PEOPLE.format(condition="1"), {}) if row[0] in due]
    return [
        _kept(
            id,
            name,
            kind,
            sorted(names.get(id, ())),
            read.roles(db, id) if id in roles else [],
            called.get(id, ()),
            tuple(counts),
        )
        for id, name, kind, *counts in rows
    ]


def _kept(
    id: str,
    name: str,
    kind: str,
    names: list[str],
    roles: Sequence[RoleRow],
    called: Iterable[tuple[str, str]],
    counts: tuple[int, ...],
) -> tuple[Any, ...]:
    known = "\n".join([name, *("\n".join(some) for some in sorted(called))]).casefold()
    return id, name, kind, json.dumps(names), json.dumps(roles), known, *counts


def _families(db: sqlite3.Connection) -> None:
    due = "SELECT wording FROM families_due UNION SELECT reference FROM families WHERE wording IN families_due"
    numbers = [number for (number,) in db.execute(due)]
    if len(numbers) > MANY:
        db.execute("DELETE FROM listed_families")
        db.execute("INSERT INTO listed_families " + FAMILIES.format(own="1", others="1"))
    else:
        for number in numbers:
            db.execute("DELETE FROM listed_families WHERE reference = ?", [number])
            one = FAMILIES.format(own="number = ?1", others="reference = ?1")
            db.execute(f"INSERT INTO listed_families {one}", [number])
    db.execute("DELETE FROM families_due")
