"""Linking people in a record: those of articles that came are compared with the register, by the keys they have.

Who is who depends on what is on record alone, not on the order in which it came: the groups of a key are a function of
all who have it, and are found again when one of them comes or goes. What people say (``corrections``) is laid over
what was found, each time anew.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

from onrecord import corrections, link
from onrecord.store import register


def find(db: sqlite3.Connection) -> None:
    """Link the people of articles that came since this was last done; to be called inside of a transaction."""
    new = put_keys(db)
    touched = _compared(db) | register.found_of_left(db)
    corrected = corrections.people(db)
    as_found = register.numbers(db, (touched | corrected.about) - corrected.instead_of)
    groups = [*((as_found[found], None) for found in sorted(as_found)), *corrected.groups]
    moves: Counter[tuple[str, str]] = Counter()
    moved: dict[int, str] = {}
    for members, name in groups:
        if members:
            usual, kind = link.canonical(register.names(db, members))
            id = register.earliest(db, members)
            some = register.settle(db, id, name or usual, kind, members)
            moved.update((number, id) for number, _ in some)
            moves.update((was, id) for _, was in some)
    register.move(db, moved)
    corrections.statements(db)
    register.forget(db, moves, new)
    register.done(db)


def put_keys(db: sqlite3.Connection) -> set[str]:
    """Give keys to the people of articles that came, and return the ids that these have alone."""
    came = set()
    for article in register.unread(db):
        members = register.members_of_article(db, article.number)
        around = link.around(article.title, ((member.name, member.kind) for member in members))
        register.put_keys(db, article.number, around, {member.number: link.keys(member) for member in members})
        came |= {member.id for member in members}
    return came


def _compared(db: sqlite3.Connection) -> set[str]:
    """Find again who bears the names of which some came or went, and return the groups that changed.

    Earlier revisions have no say in who is who: those whom only they name go to the people of current ones.
    """
    touched, alone = set(), set(register.due(db, "alone"))
    for home in register.due(db, "home"):
        groups = link.bearers(register.members(db, home, "home", current=True))
        groups += link.followers(register.members(db, home, "home", current=False), groups)
        for group in groups:
            touched |= _found(db, group[0].id, group)
        alone |= set(register.led_by(db, home))
    for alias in sorted(alone):
        known = register.known(db, alias)
        for current in (True, False):
            members = register.members(db, alias, "alone", current=current)
            for bearer, some in link.led(members, [group for _, group in known]):
                touched |= _found(db, some[0].id if bearer is None else known[bearer][0], some)
    return touched


def _found(db: sqlite3.Connection, found: str, members: list[link.Member]) -> set[str]:
    before = register.find(db, found, members)
    return {found, *before} if before else set()
