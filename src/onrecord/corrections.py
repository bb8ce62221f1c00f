"""What people say of findings: kept apart from them, and laid over them anew whenever people are linked.

Each is about places in documents. Where these are found again it holds, in whatever was found there since; where not,
it is an orphan, and is listed as one. Later ones count over earlier ones.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict

from onrecord import marking
from onrecord.link import Called, Pieces, folded
from onrecord.regrouped import MERGE_QUOTATIONS, MERGE_STORIES, SPLIT_QUOTATION, SPLIT_STORY
from onrecord.store import changes, standings
from onrecord.store import corrections as kept
from onrecord.store import regrouped as groups
from onrecord.store.anchors import Found, places
from onrecord.store.corrections import UNDO, Correction
from onrecord.store.standings import Standing
from onrecord.store.words import unquoted
from onrecord.terms import short_id

MERGE, SPLIT, RENAME, APART = "merge", "split", "rename", "not-the-same"
SET_SPEAKER, CONFIRM, REJECT, CHANGE, ADD = "set-speaker", "confirm", "reject", "change", "add"
OF_STATEMENTS = (SET_SPEAKER, CONFIRM, REJECT, CHANGE, ADD)
OF_PEOPLE = (MERGE, SPLIT, RENAME, APART, UNDO)
SAMPLE, JUDGE, IMPORT = "sample", "judge", "import"
APART_FROM = (SAMPLE, JUDGE)
"""What is kept as corrections are, and corrects nothing."""
FINDS: dict[str, Callable[[sqlite3.Connection, Found], object]] = {
    "statement": standings.statement_at,
    "person": standings.member_at,
    "article": groups.article_at,
    "quotation": groups.utterance_at,
}
"""What stands at the place of an anchor."""
LONGEST = 60
"""Characters of a statement that are quoted where a correction is listed."""


class CorrectionRow(TypedDict):
    """A correction: ``what`` it says, in words; ``state`` is in force, undone, or orphan where its place is gone;
    ``file`` and ``document`` are those of the place.
    """

    id: str
    made_at: str
    made_by: str
    action: str
    what: str
    state: str
    file: str | None
    document: str | None


class ConflictRow(TypedDict):
    """Two corrections that disagree, neither of which is undone: ``holds`` is the one that counts, the later one."""

    ours: str
    ours_by: str
    ours_at: str
    ours_says: str
    theirs: str
    theirs_by: str
    theirs_at: str
    theirs_says: str
    holds: str


class Corrected(NamedTuple):
    """Groups as people corrected them, each with the name that it was given; the groups these take the place of; and
    those that any correction was ever about, which one that was undone leaves as they were found.
    """

    groups: list[tuple[list[int], str | None]]
    instead_of: set[str]
    about: set[str]


def people(db: sqlite3.Connection) -> Corrected:
    """Return the people whom corrections are about, as they are with them."""
    every = [one for one in kept.corrections(db) if one.action in OF_PEOPLE]
    sides = {one.id: (_members_at(db, one, 0), _members_at(db, one, 1)) for one in every}
    holding = [(one, *sides[one.id]) for one in kept.in_force(every)]
    instead_of = {member.found for _, *both in holding for members in both for member in members}
    pieces = Pieces(standings.members_of(db, instead_of))
    for correction, one, other in holding:
        _apply(pieces, correction, one, other)
    about = {member.found for both in sides.values() for members in both for member in members}
    return Corrected(list(pieces), instead_of, about)


def _apply(pieces: Pieces, correction: Correction, one: Sequence[Called], other: Sequence[Called]) -> None:
    if correction.action == MERGE and one and other:
        pieces.merge({*one, *other})
    elif correction.action == SPLIT and other:
        pieces.part(one, other, {folded(name) for name in correction.says["names"]}, correction.id)
    elif correction.action == APART and one and other:
        names = {folded(member.name) for member in other} - {folded(member.name) for member in one}
        pieces.part(one, other, names, correction.id)
    elif correction.action == RENAME and one:
        pieces.rename(one, correction.says["name"])


def _members_at(db: sqlite3.Connection, correction: Correction, side: int) -> list[Called]:
    """Return who stands at the anchors of a side of a correction, in whatever revision."""
    found = {}
    for one in correction.anchors:
        if one.side == side and one.kind == "person":
            for place in places(db, one):
                if (member := standings.member_at(db, place)) is not None:
                    found[member.number] = member
    return list(found.values())


def statements(db: sqlite3.Connection) -> None:
    """Make statements what corrections say they are, and those of no correction what was found."""
    every = kept.corrections(db)
    naming = [one for one in every if one.action in (SET_SPEAKER, ADD) and one.says.get("name")]
    for one in kept.in_force(naming + [one for one in every if one.action == UNDO]):
        standings.add_person(db, _speaker(db, one), one.says["name"])
    added = {one.id: marking.put(db, one) for one in kept.in_force(every) if one.action == ADD}
    changes.drop_added(db, {number for some in added.values() for number in some})
    standings.lay(db, wanted(db, every, added))
    standings.drop_unused(db, (_by_hand(one.says["name"]) for one in naming))


def wanted(
    db: sqlite3.Connection, every: Sequence[Correction], added: Mapping[str, Iterable[int]]
) -> dict[int, Standing]:
    """Return what corrections make of statements, by number.

    Args:
        db: the record.
        every: all corrections.
        added: the statements that each correction which adds one has put in, by its id.
    """
    found: dict[int, Standing] = {}
    for one in kept.in_force(every):
        if one.action in OF_STATEMENTS:
            for number in added[one.id] if one.action == ADD else _statements_at(db, one):
                found[number] = _with(db, one, number, found.get(number, Standing()))
    return found


def _with(db: sqlite3.Connection, correction: Correction, number: int, before: Standing) -> Standing:
    """Return what a statement is after one more correction."""
    if correction.action in (CONFIRM, REJECT):
        return before._replace(standing="confirmed" if correction.action == CONFIRM else "rejected")
    if correction.action == SET_SPEAKER:
        return before._replace(standing="corrected", speaker=_speaker(db, correction))
    document = standings.document_of(db, number)
    change = marking.change(db, correction, document)
    if change is None:
        return before
    if correction.says.get("name"):
        speaker: str | None = _speaker(db, correction)
    else:  # new words for who speaks mean whom they mean
        speaker = marking.named_by(db, document, change.get("source", ())) or before.speaker
    return Standing("corrected", speaker, {**before.change, **change})


def _statements_at(db: sqlite3.Connection, correction: Correction) -> set[int]:
    anchors = (one for one in correction.anchors if one.kind == "statement")
    found = (standings.statement_at(db, place) for anchor in anchors for place in places(db, anchor))
    return {number for number in found if number is not None}


def _speaker(db: sqlite3.Connection, correction: Correction) -> str:
    """Return the id of the speaker that a correction sets: whom its anchors lead to, else who bears the name."""
    members = _members_at(db, correction, 1)
    if members:
        persons = Counter(standings.person_of(db, member.number) for member in members)
        return min(persons, key=lambda id: (-persons[id], id))
    name = correction.says["name"]
    named = standings.has_name(db, name)
    return named[0] if len(named) == 1 else _by_hand(name)


def _by_hand(name: str) -> str:
    return short_id("named by hand", folded(name))


def listed(db: sqlite3.Connection) -> Iterator[CorrectionRow]:
    """Yield all corrections in the order in which they were made, undos too; samples are none."""
    log = _Log(db)
    return map(log.row, log.listed)


def latest(db: sqlite3.Connection, *, skip: int, most: int) -> tuple[list[CorrectionRow], int]:
    """Return some of the corrections, the latest first, and how many there are in all."""
    log = _Log(db)
    return [log.row(one) for one in log.listed[::-1][skip : skip + most]], len(log.listed)


class _Log:
    """All corrections, and of those that are listed what the list says."""

    def __init__(self, db: sqlite3.Connection) -> None:
        every = kept.corrections(db)
        self.db = db
        self.undone = kept.undone(every)
        self.by_id = {one.id: one for one in every}
        self.listed = [one for one in every if self._about(one).action not in APART_FROM]

    def _about(self, one: Correction) -> Correction:
        return self.by_id[one.says["of"]] if one.action == UNDO else one

    def row(self, one: Correction) -> CorrectionRow:
        """Return what the list says of a correction."""
        about = self._about(one)
        first = next(iter(about.anchors), None)
        return CorrectionRow(
            id=one.id,
            made_at=one.made_at,
            made_by=one.made_by,
            action=one.action,
            what=f"{one.says['of']}: {said(about)}" if one.action == UNDO else said(one),
            state="undone" if one.id in self.undone else "in force" if holds(self.db, about) else "orphan",
            file=first and standings.file_of(self.db, first.document),
            document=first and first.document,
        )


def holds(db: sqlite3.Connection, correction: Correction) -> bool:
    """Say whether the place of each side of a correction still stands in a current revision, and something is found
    there.
    """
    if correction.action == ADD:
        return marking.stand(db, correction)
    if any(one.side == 2 for one in correction.anchors) and not marking.stand(db, correction):
        return False
    for side in {anchor.side for anchor in correction.anchors} - {2}:
        at = [
            place
            for anchor in correction.anchors
            if anchor.side == side
            for place in places(db, anchor)
            if place.current and FINDS[anchor.kind](db, place) is not None
        ]
        if not at:
            return False
    return True


def about(db: sqlite3.Connection, correction: Correction) -> set[object]:
    """Return what a correction is about, so that two can be told to be about the same: statements by number, people by
    who they were found to be, and stories and quotations by article and words, one of each side.
    """
    if correction.action in OF_STATEMENTS:
        return set(_statements_at(db, correction))
    one, other = (_found_at(db, correction, side) for side in (0, 1))
    return {frozenset((a, b)) for a in one for b in other} if other else set(one)


def _found_at(db: sqlite3.Connection, correction: Correction, side: int) -> set[object]:
    """Return what stands at the anchors of a side: articles, words, or who was found there."""
    if any(one.kind == "person" for one in correction.anchors):
        return {member.found for member in _members_at(db, correction, side)}
    anchors = [one for one in correction.anchors if one.side == side]
    found = ((one.kind, FINDS[one.kind](db, place)) for one in anchors for place in places(db, one))
    return {one for one in found if one[1] is not None}


def said(correction: Correction) -> str:
    """Return what a correction says, in words."""
    if correction.action == IMPORT:
        return f"{len(correction.says['came']):,} corrections of {correction.says['file']} came"
    sides: list[str] = []
    for side in (0, 1):
        words = [unquoted(" ".join(one.words.split())) for one in correction.anchors if one.side == side]
        longest = max(words, key=len, default="")
        sides.append(f"“{longest if len(longest) <= LONGEST else longest[:LONGEST] + '…'}”")
    one, other = sides
    more = sum(anchor.kind == "statement" for anchor in correction.anchors) - 1
    all_of = f"{one} and {more} more" if more > 0 else one
    says = correction.says
    return {
        MERGE: f"{one} and {other} are one",
        SPLIT: f"{other} is somebody else than {one}",
        RENAME: f"{one} is called {says.get('name')}",
        APART: f"{one} and {other} are not the same",
        SET_SPEAKER: f"{one} was said by {says.get('name')}",
        CONFIRM: f"{all_of} {'are' if more > 0 else 'is'} right",
        REJECT: f"{all_of} {'are no statements' if more > 0 else 'is no statement'}",
        CHANGE: f"{one}: {marking.told(correction)}",
        ADD: f"{one} is a statement: {marking.told(correction)}",
        MERGE_STORIES: f"the articles {one} and {other} are of one story",
        SPLIT_STORY: f"the article {other} is of another story than {one}",
        MERGE_QUOTATIONS: f"{one} and {other} are one utterance",
        SPLIT_QUOTATION: f"{other} is another utterance than {one}",
    }.get(correction.action, correction.action)
