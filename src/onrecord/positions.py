"""What somebody said of something over time: each utterance once with all its reports, and what differs far apart."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from math import ceil
from typing import NamedTuple

from onrecord.compare.lexicon import MODALS, NEGATIONS
from onrecord.link.figures import WORD, stem, stems
from onrecord.link.rarity import rarity
from onrecord.store import positions as store
from onrecord.store import standings
from onrecord.store.found import Search
from onrecord.store.positions import ApartRow, PositionRow, PositionsRow, Reported, ReportRow, Said
from onrecord.store.statements import Wanted

FAR = 7
"""Days between two utterances from which they are far apart in time."""
ON_TOPIC = 1 / 3
"""The share of a topic's words that an utterance's reports have, of three and more; of one or two, all."""
LIKE = 0.3
"""The share of the poorer one's words that two utterances have in common to be put next to each other."""
ALIKE = 0.5
"""The same where only their wording differs."""
MANY = 1_000
"""Statements of somebody up to which all are put in order of when they were made."""
LOOKED_AT = 3
"""Hundreds of statements that are looked at to tell which of a topic's words are rare."""
AT_ONCE = 40
"""Statements that are grouped together."""
RARE, SOON = 0.2, 0.03
"""The share of these that may hold such a word, and be on the topic, where the index of words is asked for the others:
it takes long where words are frequent, and where much is on the topic a page is soon full without it."""
UNDATED = "9999"
COMMON = 1.2
"""How rare a word is that says something."""


class SomePositions(NamedTuple):
    """Some of what somebody said, how many utterances there are in all (``more`` where there are more than that), and
    whether they were compared.
    """

    found: PositionsRow
    total: int
    more: bool
    compared: bool


def positions(
    db: sqlite3.Connection, person: str, topic: str | None = None, *, about: str | None = None
) -> PositionsRow:
    """Return what somebody said, in order of when it was said, else reported.

    Args:
        db: the record.
        person: an id, or a name that nobody else has.
        topic: words; all that they said if left out.
        about: an id or a name: only what is said about them.

    Raises:
        RecordError: nobody, or more than one, is meant by a name.
    """
    return some(db, person, topic, about=about).found


def some(
    db: sqlite3.Connection,
    person: str,
    topic: str | None = None,
    *,
    about: str | None = None,
    skip: int = 0,
    most: int | None = None,
) -> SomePositions:
    """Return some of what somebody said: ``most`` utterances after ``skip``.

    What differs far apart is looked for where all utterances are among them. Of somebody who said very much they are
    in order of their first reports, unless that is all, and are not counted to the last.
    """
    id = standings.person(db, person)
    whom = None if about is None else standings.person(db, about)
    if most is None or store.count(db, id) <= MANY:
        groups = list(_wanted(db, _utterances(store.said(db, id)), topic, whom))
    else:
        groups = list(islice(_one_by_one(db, id, topic, whom), skip + most + 2))
        if len(groups) > most:
            return _some_of_many(db, id, topic, whom, groups, skip=skip, most=most)
    order = sorted((_said_on(one) or _reported(one) or UNDATED, one[0].id, n) for n, one in enumerate(groups))
    days = [day for day, *_ in order if day != UNDATED]
    page = order[skip : None if most is None else skip + most]
    shown = store.reported(db, [groups[n] for *_, n in page])
    rows, whole = [_row(one) for one in shown], len(shown) == len(groups)
    apart = list(_apart(shown, rows, topic)) if whole else []
    return SomePositions(_found(db, id, topic, whom, days, rows, apart), len(groups), more=False, compared=whole)


def _found(
    db: sqlite3.Connection,
    id: str,
    topic: str | None,
    whom: str | None,
    days: Sequence[str],
    rows: list[PositionRow],
    apart: list[ApartRow],
) -> PositionsRow:
    return PositionsRow(
        person=standings.name_of(db, id),
        person_id=id,
        on=topic,
        about=None if whom is None else standings.name_of(db, whom),
        since=min(days, default=None),
        until=max(days, default=None),
        days=_between(min(days), max(days)) if days else None,
        statements=rows,
        apart=apart,
    )


def _some_of_many(
    db: sqlite3.Connection,
    id: str,
    topic: str | None,
    whom: str | None,
    groups: Sequence[list[Said]],
    *,
    skip: int,
    most: int,
) -> SomePositions:
    """Return some of the utterances that were met, in their order; one that is met after them is not counted."""
    rows = [_row(one) for one in store.reported(db, groups[skip : skip + most])]
    more = len(groups) > skip + most + 1
    return SomePositions(_found(db, id, topic, whom, [], rows, []), len(groups) - more, more=more, compared=False)


def _one_by_one(db: sqlite3.Connection, id: str, topic: str | None, whom: str | None) -> Iterator[list[Said]]:
    """Yield the utterances that are wanted in order of their first reports, each when it is met."""
    words = stems(topic or "")
    if topic is not None and not words:
        return
    theirs, known = Search(db, Wanted(), store.numbers(db, id)), set[int]()
    for numbers in _with_words(db, theirs, words) if words else theirs.blocks():
        of = store.families(db, numbers)
        groups: dict[int, list[Said]] = {
            family: [] for number in numbers for family in of[number] if family not in known
        }
        known.update(groups)
        for one in store.said(db, id, theirs.of([*store.of_families(db, groups), *numbers])):
            for family in one.families:
                if family in groups:
                    groups[family].append(one)
        yield from _wanted(db, list(filter(None, groups.values())), topic, whom)


def _with_words(db: sqlite3.Connection, theirs: Search, words: frozenset[str]) -> Iterator[list[int]]:
    """Yield in order those of somebody's statements that hold words without which nothing is on a topic.

    Where little is on a topic, very many would have to be looked at; the index of words soon tells then which may be,
    if some of the words are rare.
    """
    needed, looked_at, some = words, list[str](), list[int]()
    for nth, numbers in enumerate(theirs.blocks(), 1):
        held = {number: said.casefold() for number, said in store.words(db, numbers).items()}
        some += [number for number in numbers if any(one in held[number] for one in needed)]
        if len(some) >= AT_ONCE:
            yield some
            some = []
        if nth <= LOOKED_AT:
            looked_at += held.values()
        if nth == LOOKED_AT:
            needed = _needed(words, looked_at)
            holding = sum(any(one in said for one in needed) for said in looked_at)
            fitting = sum(sum(one in said for one in words) >= _enough(words) for said in looked_at)
            if holding <= RARE * len(looked_at) and fitting <= SOON * len(looked_at):
                yield some
                yield from theirs.after(nth, store.with_words(db, needed)).blocks()
                return
    yield some


def _needed(words: frozenset[str], some: Sequence[str]) -> frozenset[str]:
    """Return the rarest words of which each utterance on a topic has one: as it may lack no more than others there are.

    Args:
        words: the topic's.
        some: statements by which it is told how rare they are.
    """
    rarest = sorted(words, key=lambda word: (sum(word in said for said in some), word))
    return frozenset(rarest[: len(words) - ceil(_enough(words)) + 1])


def _utterances(found: Iterable[Said]) -> list[list[Said]]:
    """Return statements by quotation family; one that is spliced stands in each of its families."""
    groups: dict[int, list[Said]] = defaultdict(list)
    for one in found:
        for family in one.families:
            groups[family].append(one)
    return list(groups.values())


def _wanted(
    db: sqlite3.Connection, groups: list[list[Said]], topic: str | None, whom: str | None
) -> Iterator[list[Said]]:
    """Yield the utterances that are on a topic, and about somebody."""
    every = [one for some in groups for one in some]
    are_about = store.about(db, every, whom) if whom else set()
    words = store.words(db, (one.number for one in every)) if topic is not None else {}
    wanted = stems(topic or "")
    for some in groups:
        if whom is not None and not any(one.number in are_about for one in some):
            continue
        if topic is None or _is_on(" ".join(words[one.number] for one in some), wanted):
            yield some


def _is_on(words: str, wanted: frozenset[str]) -> bool:
    """Say whether words are on a topic."""
    enough, small = _enough(wanted), words.casefold()
    if not wanted or sum(one in small for one in wanted) < enough:
        return False
    # A stem is what its word begins with: to make stems of other words takes long.
    begin = tuple(wanted)
    return len(wanted & stems(" ".join(word for word in WORD.findall(small) if word.startswith(begin)))) >= enough


def _enough(wanted: frozenset[str]) -> float:
    """Return how many of a topic's words an utterance has at least."""
    return len(wanted) if len(wanted) < 3 else ON_TOPIC * len(wanted)


def _said_on(some: Sequence[Said]) -> str | None:
    """Return the day that most verbatim reports tell, of several the earliest; without one, that of the others.

    A report in the article's words may sum up what was said on another day too.
    """
    if len(some) == 1:  # as most are, of very many
        return some[0].said_on
    verbatim = [one for one in some if one.kind != "indirect"]
    days = Counter(one.said_on for one in verbatim or some if one.said_on)
    return min(days, key=lambda day: (-days[day], day), default=None)


def _reported(some: Sequence[Said]) -> str | None:
    return min((one.published for one in some if one.published), default=None)


def _fullest(some: Sequence[Reported]) -> Reported:
    """Return the longest verbatim report, or else the longest."""
    return max(some, key=lambda one: (one.row["kind"] == "direct", len(one.row["words"])))


def _row(some: Sequence[Reported]) -> PositionRow:
    return PositionRow(
        said_on=_said_on([one.said for one in some]),
        reported=_reported([one.said for one in some]),
        words=_fullest(some).row["words"],
        reports=len({(one.row["document"], one.row["article"]) for one in some}),
        origins=len({one.said.account for one in some}),
        ids=[one.row["id"] for one in some],
        members=[
            ReportRow(
                file=one.row["file"],
                id=one.row["document"],
                article=one.row["article"],
                statement=one.row["id"],
                kind=one.row["kind"],
                polarity=one.row["polarity"],
                words=one.row["words"],
                context=one.context,
                said_on=one.row["said_on"],
                outlet=one.row["outlet"],
                published=one.row["published"],
            )
            for one in some
        ],
    )


def _apart(groups: Sequence[Sequence[Reported]], rows: Sequence[PositionRow], topic: str | None) -> Iterator[ApartRow]:
    """Yield utterances far apart in time that are on one thing and differ, the earlier one first."""
    words = [_content(some) for some in groups]
    asked = frozenset(stems(topic or ""))
    for later, row in enumerate(rows):
        for earlier, before in enumerate(rows[:later]):
            days = _days(before, row)
            shared = words[earlier] & words[later]
            if days is None or days < FAR or not shared:
                continue
            likeness = len(shared) / min(len(words[earlier]), len(words[later]))
            if likeness < LIKE and not (shared & asked):
                continue
            differs = list(_differs(groups[earlier], groups[later]))
            if not differs and likeness >= ALIKE:
                differs = ["wording"]
            if differs:
                yield ApartRow(earlier=earlier, later=later, days=days, differs=differs, shared=sorted(shared))


def _content(some: Sequence[Reported]) -> frozenset[str]:
    """Return the stems of an utterance's words that say something, of its fullest report."""
    words = WORD.findall(_fullest(some).row["words"].casefold())
    return stems(" ".join(word for word in words if rarity(word) >= COMMON))


def _differs(one: Sequence[Reported], other: Sequence[Reported]) -> Iterator[str]:
    ours, theirs = _fullest(one), _fullest(other)
    if _polarity(ours) != _polarity(theirs):
        yield "polarity"
    here, there = (set(_words(some.row["words"])) for some in (ours, theirs))
    if bool(here & NEGATIONS) != bool(there & NEGATIONS):
        yield "negation"
    if any(_unlike(a, b) for a in _figures(one) for b in _figures(other)):
        yield "figures"
    if (here & MODALS) and (there & MODALS) and here & MODALS != there & MODALS:
        yield "modal"


def _polarity(one: Reported) -> str:
    return one.row["polarity"] or "asserted"


def _figures(some: Sequence[Reported]) -> set[tuple[str, float | None, float | None]]:
    return {figure for one in some for figure in one.figures}


def _unlike(one: tuple[str, float | None, float | None], other: tuple[str, float | None, float | None]) -> bool:
    """Say whether two figures of one unit have no value in common."""
    (unit, low, high), (other_unit, other_low, other_high) = one, other
    if stem(unit) != stem(other_unit):
        return False
    above = low is not None and other_high is not None and low > other_high
    return above or (high is not None and other_low is not None and high < other_low)


def _words(words: str) -> Iterator[str]:
    """Yield a text's words, a contracted "not" apart."""
    for word in words.casefold().replace("’", "'").replace("n't", " not").split():
        yield word.strip(".,;:!?…\"'“”()[]")


def _days(one: PositionRow, other: PositionRow) -> int | None:
    first, last = one["said_on"] or one["reported"], other["said_on"] or other["reported"]
    return None if first is None or last is None else _between(first, last)


def _between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
