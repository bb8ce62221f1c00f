"""Stories and quotation families as people regrouped them: what was found, merged and split in the order they said it.

What is said is about articles and about words at their places (``corrections``), so it holds again after each build.
Who splits a quotation says that words are another utterance: these are linked among themselves from then on. Who merges
two says that their references are one utterance, and whatever is found with either belongs to both.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.store import corrections as kept
from onrecord.store import regrouped as store
from onrecord.store import stories as told
from onrecord.store.anchors import Found, places
from onrecord.store.corrections import Correction

MERGE_STORIES, SPLIT_STORY = "merge-stories", "split-story"
MERGE_QUOTATIONS, SPLIT_QUOTATION = "merge-quotations", "split-quotation"
OF_GROUPS = (MERGE_STORIES, SPLIT_STORY, MERGE_QUOTATIONS, SPLIT_QUOTATION)


class Apart(NamedTuple):
    """Where words stand that somebody said are another utterance, and the number of the correction that says so."""

    start: int
    end: int
    correction: int


def stories(db: sqlite3.Connection) -> list[list[int]]:
    """Return the stories that corrections are about, with them; an article that is alone is a group by itself."""
    piece: dict[int, int] = {}
    for one in _in_force(db, (MERGE_STORIES, SPLIT_STORY)):
        sides = [_at(db, one, side, store.article_at) for side in (0, 1)]
        for article in (article for side in sides for article in side if article not in piece):
            together = told.together(db, article)
            piece.update(dict.fromkeys(together, min(together)))
        _apply(piece, one, *sides)
    return list(_groups(piece))


def _apply(piece: dict[int, int], correction: Correction, one: set[int], other: set[int]) -> None:
    """Put pieces together, or take out of those of one side what is the other's; a piece of its own is below zero."""
    if correction.action == MERGE_STORIES and one and other:
        pieces = {piece[member] for member in one | other}
        piece.update(dict.fromkeys((member for member, at in piece.items() if at in pieces), min(pieces)))
    elif correction.action == SPLIT_STORY:
        stays = {piece[member] for member in one}
        piece.update(dict.fromkeys((member for member in other if piece[member] in stays), -correction.number))


def _groups(piece: dict[int, int]) -> Iterator[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for member, at in piece.items():
        groups[at].append(member)
    yield from groups.values()


def apart(db: sqlite3.Connection) -> dict[int, list[Apart]]:
    """Return for documents where words stand that are another utterance, of the same place the last correction last."""
    found: dict[int, list[Apart]] = defaultdict(list)
    for one in _in_force(db, (SPLIT_QUOTATION,)):
        for place in _places(db, one, 1):
            found[place.document].append(Apart(place.start, place.end, one.number))
    return found


def told_apart(some: Sequence[Apart]) -> str:
    """Return in one line which words of a document are another utterance, to see whether that has changed."""
    return json.dumps(some) if some else ""


def references(db: sqlite3.Connection) -> list[set[int]]:
    """Return references of families that are one utterance, since somebody said so."""
    into: dict[int, int] = {}

    def root(number: int) -> int:
        while into.setdefault(number, number) != number:
            number = into[number]
        return number

    for one in _in_force(db, (MERGE_QUOTATIONS,)):
        sides = [_references(db, one, side) for side in (0, 1)]
        if all(sides):
            first, *others = sorted({root(number) for side in sides for number in side})
            into.update(dict.fromkeys(others, first))
    groups: dict[int, set[int]] = defaultdict(set)
    for number in list(into):
        groups[root(number)].add(number)
    return [group for group in groups.values() if len(group) > 1]


def _references(db: sqlite3.Connection, correction: Correction, side: int) -> set[int]:
    """Return the references that words at a side's places were found with: not what is joined from several, nor what
    a later correction says is another utterance.
    """
    found = set()
    for utterance in _at(db, correction, side, store.utterance_at):
        wording, apart = store.wording(db, utterance)
        homes = store.found_with(db, wording)
        if len(homes) == 1 and apart < correction.number:
            found.add(homes[0])
    return found


def _in_force(db: sqlite3.Connection, actions: Iterable[str]) -> list[Correction]:
    return [one for one in kept.in_force(kept.corrections(db)) if one.action in actions]


def _places(db: sqlite3.Connection, correction: Correction, side: int) -> list[Found]:
    some = (place for anchor in correction.anchors if anchor.side == side for place in places(db, anchor))
    return [place for place in some if place.current]


def _at(
    db: sqlite3.Connection, correction: Correction, side: int, at: Callable[[sqlite3.Connection, Found], int | None]
) -> set[int]:
    return {number for place in _places(db, correction, side) if (number := at(db, place)) is not None}
