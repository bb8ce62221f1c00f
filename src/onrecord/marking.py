"""Marked words: the spans that somebody gave a statement, found again in every revision of its document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.store import changes, standings
from onrecord.store.anchors import Anchor, Found, anchor, places
from onrecord.store.changes import FIELDS, ROLES
from onrecord.store.corrections import Correction
from onrecord.terms import Span


def anchors(db: sqlite3.Connection, document: int, spans: Mapping[str, Iterable[Span]]) -> list[Anchor]:
    """Return anchors of the words that have a role, by role."""
    return [anchor(db, 2, role, document, *span) for role in ROLES for span in spans.get(role, ())]  # type: ignore[arg-type]


def spans(db: sqlite3.Connection, correction: Correction) -> dict[int, dict[str, list[list[int]]]]:
    """Return the words that a correction gives roles, by each document in which all of them stand."""
    marked = [one for one in correction.anchors if one.side == 2]
    roles: list[str] = correction.says.get("roles", [])
    found: dict[int, dict[str, list[list[int]]]] = {}
    for n, one in enumerate(marked):
        for at in places(db, one):
            if not n or at.document in found:
                found.setdefault(at.document, {role: [] for role in roles})[one.kind].append([at.start, at.end])
    return {
        document: {role: sorted(some) for role, some in by_role.items()}
        for document, by_role in found.items()
        if sum(map(len, by_role.values())) == len(marked)
    }


def change(db: sqlite3.Connection, correction: Correction, document: int) -> dict[str, Any] | None:
    """Return what a correction changes of a statement of a document, None where its words do not stand there."""
    said = {field: correction.says[field] for field in FIELDS if correction.says.get(field)}
    roles: list[str] = correction.says.get("roles", [])
    if not any(one.side == 2 for one in correction.anchors):  # no words, or some roles have none any more
        return {**said, **{role: [] for role in roles}}
    here = spans(db, correction).get(document)
    return None if here is None else {**said, **here}


def put(db: sqlite3.Connection, correction: Correction) -> set[int]:
    """Put in the statement that a correction adds, wherever its words stand, and return the numbers.

    Where a statement is found at the same place by now, or was added, it is that one.
    """
    found = set(there(db, correction))
    for at, place, what in _places(db, correction):
        if standings.statement_at(db, place) is None:
            number = changes.add(db, place, at.document, at.start, at.end)
            if number is not None:
                changes.lay(db, number, what)
                found.add(number)
    return found


def there(db: sqlite3.Connection, correction: Correction) -> Iterator[int]:
    """Yield the numbers of the statements that stand where a correction adds one."""
    for _, place, _ in _places(db, correction):
        if (number := standings.statement_at(db, place)) is not None:
            yield number


def _places(db: sqlite3.Connection, correction: Correction) -> Iterator[tuple[Anchor, Found, dict[str, Any]]]:
    """Yield where all words of a statement that a correction adds stand."""
    (at,) = (one for one in correction.anchors if one.side == 0)
    for place in places(db, at):
        if (what := change(db, correction, place.document)) is not None:
            yield at, place, what


def named_by(db: sqlite3.Connection, document: int, source: Sequence[Sequence[int]]) -> str | None:
    """Return the id of the person to whom the words of a source refer, None where they refer to nobody."""
    for start, end in source:
        if (member := standings.mentioned_at(db, Found(document, start, end, True))) is not None:
            return standings.person_of(db, member.number)
    return None


def stand(db: sqlite3.Connection, correction: Correction) -> bool:
    """Say whether the words that a correction gives roles stand in a current revision."""
    current = {at.document for one in correction.anchors if one.side == 2 for at in places(db, one) if at.current}
    return bool(current & spans(db, correction).keys())


def told(correction: Correction) -> str:
    """Return in words what a correction says a statement is."""
    said = [f"{field} {correction.says[field]}" for field in FIELDS if correction.says.get(field)]
    for role in correction.says.get("roles", []):
        words = [" ".join(one.words.split()) for one in correction.anchors if one.kind == role]
        said.append(f"{role} “{' … '.join(words)}”" if words else f"no {role}")
    if correction.says.get("name"):
        said.append(f"said by {correction.says['name']}")
    return ", ".join(said)
