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
CHOSEN = "(SELECT value FROM json_each(?))"
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


def numbers(db: sqlite3.Connection, found: Iterable[str]) -> dict[str, list[int]]:
    """Return the members of groups as linking found them, of those groups that have any."""
    rows = db.execute(
        "SELECT g.value, p.number FROM json_each(?) g CROSS JOIN article_people p ON p.found = g.value",
        [json.dumps(list(found))],
    )
    groups: dict[str, list[int]] = {}
    for group, number in rows:
        groups.setdefault(group, []).append(number)
    return groups


def earliest(db: sqlite3.Connection, numbers: Iterable[int]) -> str:
    """Return the id of whom some members are: the earliest one's own, of current revisions if there are such."""
    (id,) = db.execute(
        f"SELECT iif(d.replaced_by IS NULL, p.own, p.id) FROM {WITH_ARTICLE}"
        f" WHERE p.number IN {CHOSEN} ORDER BY d.replaced_by IS NOT NULL, {ORDER} LIMIT 1",
        [json.dumps(list(numbers))],
    ).fetchone()
    return str(id)


def names(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Named]:
    """Return the names of some members."""
    rows = db.execute(
        "SELECT p.name, p.kind, sum(d.replaced_by IS NULL), count(*)"
        f" FROM {WITH_ARTICLE} WHERE p.number IN {CHOSEN} GROUP BY p.name, p.kind",
        [json.dumps(list(numbers))],
    )
    found = [Named(*row) for row in rows]
    return [one for one in found if one.current] or found


def settle(db: sqlite3.Connection, id: str, name: str, kind: str, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Keep whom some members are, and return which of these are somebody else as yet, and who: they are to ``move``."""
    # Two statements: the conflict clause of one that is both would be that of all that triggers insert, too.
    db.execute(
        "UPDATE people SET name = ?, kind = ? WHERE id = ? AND (name <> ? OR kind <> ?)", [name, kind, id, name, kind]
    )
    db.execute("INSERT OR IGNORE INTO people VALUES (?, ?, ?)", [id, name, kind])
    return db.execute(
        f"SELECT number, person FROM article_people WHERE number IN {CHOSEN} AND person <> ?",
        [json.dumps(list(numbers)), id],
    ).fetchall()


def move(db: sqlite3.Connection, moved: Mapping[int, str]) -> None:
    """Keep who members are now, and give them their statements, where no correction says who speaks.

    All at once, in the order in which they lie in the file: a large record is not gone through for each.
    """
    rows = ((moved[number], number) for number in sorted(moved))
    db.executemany("UPDATE article_people SET person = ? WHERE number = ?", rows)
    db.execute(
        "UPDATE statements SET person ="
        " (SELECT p.person FROM statement_people f JOIN article_people p ON p.number = f.who"
        "  WHERE f.statement = statements.number AND f.role = 'speaker' ORDER BY f.rowid LIMIT 1)"
        " WHERE speaker_set = 0 AND number IN"
        " (SELECT r.statement FROM json_each(?) c CROSS JOIN statement_people r"
        "  ON r.who = c.value AND r.role = 'speaker')",
        [json.dumps(sorted(moved))],
    )


def forget(db: sqlite3.Connection, moves: Mapping[tuple[str, str], int], new: Collection[str]) -> None:
    """Take out those who have no member any more; their ids lead to whom most of the members went, new ones nowhere."""
    left = {was for was, _ in moves} | {id for (id,) in db.execute("SELECT person FROM people_left")}
    rows = db.execute(
        "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM article_people WHERE person = value)"
        " AND NOT EXISTS (SELECT 1 FROM statements WHERE person = value)",
        [json.dumps(sorted(left))],
    )
    gone = [id for (id,) in rows]
    db.execute(f"DELETE FROM people WHERE id IN {CHOSEN}", [json.dumps(gone)])
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
