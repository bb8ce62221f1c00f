"""Verifying corrections: whether each is whole, and whether findings are what corrections in force say of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord import corrections as overlay
from onrecord import marking
from onrecord.corrections import ADD, IMPORT, SAMPLE
from onrecord.store import changes, lookup, standings
from onrecord.store import corrections as kept
from onrecord.store.corrections import UNDO, Correction
from onrecord.store.schema import MEND
from onrecord.store.standings import Standing
from onrecord.store.verify import Fault

AGAIN = "correct anything, or build something that changed, and all corrections are laid over findings anew"


def corrections(db: sqlite3.Connection, checked: Counter[str]) -> Iterator[Fault]:
    """Yield what is wrong with corrections, and with findings that are not what these say.

    Where a build stopped before it could lay them over what it found, the next one does.
    """
    every = kept.corrections(db)
    if every:
        checked["correction"] += len(every)
    broken = list(_broken(every))
    yield from broken
    if not broken and lookup.linked(db):
        yield from _statements(db, every)
        yield from _people(db)


def _broken(every: Sequence[Correction]) -> Iterator[Fault]:
    ids = {one.id for one in every}
    for one in every:
        where = f"correction {one.id}"
        if one.action == UNDO and one.says.get("of") not in ids:
            yield Fault(where, f"undoes one that is not there: {MEND}")
        elif not one.anchors and one.action not in (SAMPLE, IMPORT):
            yield Fault(where, f"is about no place: {MEND}")
        elif any(len(anchor.words) != anchor.end - anchor.start for anchor in one.anchors):
            yield Fault(where, f"quotes other words than those of its place: {MEND}")


def _statements(db: sqlite3.Connection, every: Sequence[Correction]) -> Iterator[Fault]:
    added = {one.id: list(marking.there(db, one)) for one in kept.in_force(every) if one.action == ADD}
    wanted = overlay.wanted(db, every, added)
    laid = {number for (number,) in db.execute("SELECT number FROM statements WHERE standing <> 'machine'")}
    for number in sorted(laid | changes.changed(db) | wanted.keys()):
        if not _stands(db, number, wanted.get(number, Standing())):
            (id,) = db.execute("SELECT id FROM statements WHERE number = ?", [number]).fetchone()
            yield Fault(f"statement {id}", f"is not what its corrections say: {AGAIN}")


def _stands(db: sqlite3.Connection, number: int, wanted: Standing) -> bool:
    """Say whether a statement is as it is wanted."""
    sql = "SELECT standing, speaker_set, person FROM statements WHERE number = ?"
    standing, is_set, person = db.execute(sql, [number]).fetchone()
    if standing != wanted.standing or bool(is_set) != (wanted.speaker is not None):
        return False
    if wanted.speaker is not None and person != wanted.speaker:
        return False
    now = changes.as_it_is(db, number)
    return all(now[name] == value for name, value in wanted.change.items())


def _people(db: sqlite3.Connection) -> Iterator[Fault]:
    for members, name in overlay.people(db).groups:
        persons = {standings.person_of(db, member) for member in members}
        if len(persons) > 1 or (name and any(standings.name_of(db, person) != name for person in persons)):
            yield Fault(f"person {min(persons)}", f"is not who corrections say: {AGAIN}")
