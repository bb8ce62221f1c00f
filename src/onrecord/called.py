"""Descriptions that an article gives nobody's name to, led to whom it names by what other articles say of them.

"The former harbour pilot" of an article that names Alban Pruett, and no other pilot, is he if some article on record
says that he is one. A place or an owner with a capital that nobody's roles have leads nowhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from onrecord.extract.phrases import Phrase, phrase
from onrecord.extract.roles import others
from onrecord.store import labels as store


def led(db: sqlite3.Connection, articles: Iterable[int]) -> dict[int, str]:
    """Return whom unnamed people of some articles are: a person's id by their number in the article."""
    roles = lru_cache(10_000)(lambda person: _phrases(store.roles_of(db, person)))
    out: dict[int, str] = {}
    for article in articles:
        unnamed = store.unnamed_in(db, article)
        named = store.named_in(db, article) if unnamed else []
        for number, words in unnamed:
            what = phrase(words)
            fitting = [person for person in named if what is not None and any(fits(what, one) for one in roles(person))]
            if len(fitting) == 1:
                out[number] = fitting[0]
    return out


def fits(what: Phrase, role: Phrase) -> bool:
    """Say whether a description may be of who has a role: the same noun, no other words than it, the same "former".

    >>> fits(phrase("the former pilot"), phrase("former harbour pilot")), fits(phrase("a pilot"), phrase("pilot"))
    (True, False)
    """
    if what.determiner not in ("the", "") or not (what.determiner or what.owner) or what.head != role.head:
        return False
    ours, theirs = set(what.before), set(role.before)
    if others(what) != others(role) or not (ours <= theirs or theirs <= ours):
        return False
    placed = {word for word in f"{what.owner} {what.after}".split() if word[:1].isupper()}
    return placed <= set(f"{role.owner} {role.after}".split())


def _phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(one for role in words if (one := phrase(role)) is not None)
