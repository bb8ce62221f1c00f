"""What linking people asks of a record, and keeps in it: each article's people with their keys, and who they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from onrecord.link import UNDATED, Keys, Member, Named, mark

ORDER = f"coalesce(a.published, '{UNDATED}'), d.id, d.revision, a.place, p.id"
"""Which of somebody's members is the earliest."""
WITH_ARTICLE = "article_people p JOIN articles a ON a.number = p.article JOIN documents d ON d.number = a.document"
MEMBERS = f"""
SELECT p.number, {ORDER}, p.name, p.kind, p.names, p.gender, r.words,
       (SELECT json_group_array(words) FROM roles WHERE who = p.number)
FROM {WITH_ARTICLE} LEFT JOIN people_around r ON r.article = p.article
WHERE {{condition}}
"""
HAS_HOME = "EXISTS (SELECT 1 FROM people_keys k WHERE k.who = p.number AND k.part = 'home')"


class Unread(NamedTuple):
    """An article whose people have no keys yet."""

    number: int
    title: str | None


def unread(db: sqlite3.Connection) -> list[Unread]:
    """Return the articles whose people have no keys yet."""
    rows = db.execute(
        "SELECT a.number, a.title FROM articles a LEFT JOIN people_around r ON r.article = a.number"
        " WHERE r.article IS NULL ORDER BY a.number"
    )
    return [Unread(*row) for row in rows]


def members_of_article(db: sqlite3.Connection, article: int) -> list[Member]:
    """Return an article's people."""
    return _members(db, "p.article = ?", [article])


def put_keys(db: sqlite3.Connection, article: int, around: Iterable[str], keys: Mapping[int, Keys]) -> None:
    """Keep by which words an article's story is told, and by which keys its people are compared."""
    db.execute("INSERT INTO people_around VALUES (?, ?)", [article, json.dumps(sorted(around), ensure_ascii=False)])
    rows = [
        *((key.home, "home", number) for number, key in keys.items() if key.home is not None),
        *((alias, "called", number) for number, key in keys.items() for alias in key.aliases),
        *((key.alias, "alone", number) for number, key in keys.items() if key.alias is not None),
    ]
    db.executemany("INSERT INTO people_keys VALUES (?, ?, ?)", rows)


def due(db: sqlite3.Connection, part: str) -> list[str]:
    """Return the keys of which people came or went, and which some still have as such a part."""
    rows = db.execute(
        "SELECT key FROM people_due d WHERE EXISTS (SELECT 1 FROM people_keys k WHERE k.key = d.key AND k.part = ?)"
        " ORDER BY key",
        [part],
    )
    return [key for (key,) in rows]


def led_by(db: sqlite3.Connection, home: str) -> list[str]:
    """Return the keys by which some are called alone, and others who have a home too."""
    rows = db.execute(
        "SELECT DISTINCT c.key FROM people_keys h JOIN people_keys c ON c.who = h.who AND c.part = 'called'"
        " WHERE h.key = ? AND h.part = 'home'"
        " AND EXISTS (SELECT 1 FROM people_keys k WHERE k.key = c.key AND k.part = 'alone')",
        [home],
    )
    return [key for (key,) in rows]


def members(db: sqlite3.Connection, key: str, part: str, *, current: bool) -> list[Member]:
    """Return those of current or of earlier revisions who have a key as such a part."""
    has = "p.number IN (SELECT who FROM people_keys WHERE key = ? AND part = ?)"
    return _members(db, f"{has} AND (d.replaced_by IS NULL) = ?", [key, part, current])


def known(db: sqlite3.Connection, alias: str) -> list[tuple[str, list[Member]]]:
    """Return all whom some article calls by an alias and by a full name too, without those led to them by an alias."""
    rows = db.execute(
        "SELECT DISTINCT p.found FROM people_keys k JOIN article_people p ON p.number = k.who"
        " JOIN articles a ON a.number = p.article JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL"
        " WHERE k.key = ? AND k.part = 'called' ORDER BY p.found",
        [alias],
    ).fetchall()
    return [
        (found, _members(db, f"p.found = ? AND d.replaced_by IS NULL AND {HAS_HOME}", [found])) for (found,) in rows
    ]


def find(db: sqlite3.Connection, found: str, members: Iterable[Member]) -> set[str]:
    """Keep whose members some are as linking found, and return whose they were if that has changed."""
    before: set[str] = set()
    for member in members:
        (was,) = db.execute("SELECT found FROM article_people WHERE number = ?", [member.number]).fetchone()
        if was != found:
            before.add(was)
            db.execute("UPDATE article_people SET found = ? WHERE number = ?", [found, member.number])
    return before


def found_of_left(db: sqlite3.Connection) -> set[str]:
    """Return the groups of those who lost a member."""
    return {
        found
        for (found,) in db.execute(
            "SELECT DISTINCT p.found FROM people_left l CROSS JOIN article_people p ON p.person = l.person"
        )
    }


def numbers(db: sqlite3.Connection, found: str) -> list[int]:
    """Return the members of a group as linking found it."""
    return [number for (number,) in db.execute("SELECT number FROM article_people WHERE found = ?", [found])]


def earliest(db: sqlite3.Connection, numbers: Iterable[int]) -> str:
    """Return the id of whom some members are: the earliest one's own, of current revisions if there are such."""
    _choose(db, numbers)
    (id,) = db.execute(
        f"SELECT iif(d.replaced_by IS NULL, p.own, p.id) FROM {WITH_ARTICLE}"
        f" WHERE p.number IN (SELECT number FROM chosen) ORDER BY d.replaced_by IS NOT NULL, {ORDER} LIMIT 1"
    ).fetchone()
    return str(id)


def names(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Named]:
    """Return the names of some members."""
    _choose(db, numbers)
    rows = db.execute(
        "SELECT p.name, p.kind, sum(d.replaced_by IS NULL), count(*)"
        f" FROM {WITH_ARTICLE} WHERE p.number IN (SELECT number FROM chosen) GROUP BY p.name, p.kind"
    )
    found = [Named(*row) for row in rows]
    return [one for one in found if one.current] or found


def settle(db: sqlite3.Connection, id: str, name: str, kind: str, numbers: Collection[int]) -> list[tuple[int, str]]:
    """Keep that some members are one person, and return which of them moved, and whose they were.

    Their statements are still to be given to them: ``give``.
    """
    # Two statements: the conflict clause of one that is both would be that of all that triggers insert, too.
    db.execute(
        "UPDATE people SET name = ?, kind = ? WHERE id = ? AND (name <> ? OR kind <> ?)", [name, kind, id, name, kind]
    )
    db.execute("INSERT OR IGNORE INTO people VALUES (?, ?, ?)", [id, name, kind])
    _choose(db, numbers)
    moves = db.execute(
        "SELECT p.number, p.person FROM chosen CROSS JOIN article_people p USING (number) WHERE p.person <> ?", [id]
    ).fetchall()
    db.executemany("UPDATE article_people SET person = ? WHERE number = ?", ((id, number) for number, _ in moves))
    return moves


def give(db: sqlite3.Connection, moved: Iterable[int]) -> None:
    """Give the statements of members that moved to whom these are now, where no correction says who speaks.

    Those of all at once, in the order in which they lie in the file: a large record is not gone through for each.
    """
    _choose(db, moved)
    db.execute(
        "UPDATE statements SET person ="
        " (SELECT p.person FROM statement_people f JOIN article_people p ON p.number = f.who"
        "  WHERE f.statement = statements.number AND f.role = 'speaker' ORDER BY f.rowid LIMIT 1)"
        " WHERE speaker_set = 0 AND number IN"
        " (SELECT r.statement FROM chosen c CROSS JOIN statement_people r ON r.who = c.number WHERE r.role = 'speaker')"
    )


def forget(db: sqlite3.Connection, moves: Mapping[tuple[str, str], int], new: Collection[str]) -> None:
    """Take out those who have no member any more; their ids lead to whom most of the members went, new ones nowhere."""
    left = {was for was, _ in moves} | {id for (id,) in db.execute("SELECT person FROM people_left")}
    gone = [
        id
        for id in sorted(left)
        if db.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM article_people WHERE person = :id)"
            " AND NOT EXISTS (SELECT 1 FROM statements WHERE person = :id)",
            {"id": id},
        ).fetchone()[0]
    ]
    db.executemany("DELETE FROM people WHERE id = ?", ((id,) for id in gone))
    ways: dict[str, tuple[int, str]] = {}
    for (was, to), count in moves.items():
        if was not in new:
            ways[was] = min(ways.get(was, (0, "")), (-count, to))
    for id in gone:
        if id in ways:
            _, to = ways[id]
            db.execute("INSERT OR REPLACE INTO retired_people VALUES (?, ?)", [id, to])
            db.execute("UPDATE retired_people SET person = ? WHERE person = ?", [to, id])
    people = "(SELECT id FROM people)"
    db.execute(f"DELETE FROM retired_people WHERE id IN {people} OR person NOT IN {people}")


def done(db: sqlite3.Connection) -> None:
    """Note that all people have been compared."""
    db.execute("DELETE FROM people_due")
    db.execute("DELETE FROM people_left")


def _choose(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Note some members in a table that is gone with the connection."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM chosen")
    db.executemany("INSERT INTO chosen VALUES (?)", ((number,) for number in numbers))


def _members(db: sqlite3.Connection, condition: str, values: Sequence[object]) -> list[Member]:
    return [_member(*row) for row in db.execute(MEMBERS.format(condition=condition), values).fetchall()]


def _member(
    number: int,
    published: str,
    document: str,
    revision: int,
    place: int,
    id: str,
    name: str,
    kind: Any,
    names: str,
    gender: Any,
    words: str | None,
    roles: str,
) -> Member:
    return Member(
        number=number,
        id=id,
        order=(published, document, f"{revision:06}", f"{place:06}", id),
        name=name,
        kind=kind,
        names=tuple(json.loads(names)),
        roles=tuple(json.loads(roles)),
        gender=gender,
        around=_around(words) - {mark(name, kind) or ""} if words else frozenset(),
    )


@lru_cache(1 << 14)
def _around(words: str) -> frozenset[str]:
    return frozenset(json.loads(words))
