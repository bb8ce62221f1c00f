"""What somebody said of something over time: each utterance once with all its reports, and what differs far apart."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.compare.lexicon import MODALS, NEGATIONS
from onrecord.link.figures import WORD, stem, stems
from onrecord.link.rarity import rarity
from onrecord.store import positions as store
from onrecord.store import standings
from onrecord.store.positions import ApartRow, PositionRow, PositionsRow, Reported, ReportRow

FAR = 7
"""Days between two utterances from which they are far apart in time."""
ON_TOPIC = 1 / 3
"""The share of a topic's words that an utterance's reports have, of three and more; of one or two, all."""
LIKE = 0.3
"""The share of the poorer one's words that two utterances have in common to be put next to each other."""
ALIKE = 0.5
"""The same where only their wording differs."""
COMMON = 1.2
"""How rare a word is that says something."""


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
    id = standings.person(db, person)
    whom = None if about is None else standings.person(db, about)
    groups = [some for some in _utterances(store.reported(db, id)) if _is_wanted(some, topic, whom)]
    groups.sort(key=_when)
    rows = [_row(some) for some in groups]
    days = [day for row in rows if (day := row["said_on"] or row["reported"])]
    return PositionsRow(
        person=standings.name_of(db, id),
        person_id=id,
        on=topic,
        about=None if whom is None else standings.name_of(db, whom),
        since=min(days, default=None),
        until=max(days, default=None),
        days=_between(min(days), max(days)) if days else None,
        statements=rows,
        apart=list(_apart(groups, rows, topic)),
    )


def _utterances(found: Iterator[Reported]) -> list[list[Reported]]:
    """Return statements by quotation family; one that is spliced stands in each of its families."""
    groups: dict[int, list[Reported]] = defaultdict(list)
    for one in found:
        for family in one.families:
            groups[family].append(one)
    return list(groups.values())


def _is_wanted(some: Sequence[Reported], topic: str | None, whom: str | None) -> bool:
    if whom is not None and not any(whom in one.about for one in some):
        return False
    wanted = stems(topic or "")
    if not wanted:
        return topic is None
    there = frozenset(word for one in some for word in stems(one.row["words"]))
    if len(wanted) < 3:
        return wanted <= there
    return len(wanted & there) >= ON_TOPIC * len(wanted)


def _when(some: Sequence[Reported]) -> tuple[str, str]:
    row = _fullest(some).row
    return _said_on(some) or _reported(some) or "9999", row["id"]


def _said_on(some: Sequence[Reported]) -> str | None:
    """Return the day that most verbatim reports tell, of several the earliest; without one, that of the others.

    A report in the article's words may sum up what was said on another day too.
    """
    verbatim = [one for one in some if one.row["kind"] != "indirect"]
    days = Counter(one.row["said_on"] for one in verbatim or some if one.row["said_on"])
    return min(days, key=lambda day: (-days[day], day), default=None)


def _reported(some: Sequence[Reported]) -> str | None:
    return min((one.row["published"] for one in some if one.row["published"]), default=None)


def _fullest(some: Sequence[Reported]) -> Reported:
    """Return the longest verbatim report, or else the longest."""
    return max(some, key=lambda one: (one.row["kind"] == "direct", len(one.row["words"])))


def _row(some: Sequence[Reported]) -> PositionRow:
    return PositionRow(
        said_on=_said_on(some),
        reported=_reported(some),
        words=_fullest(some).row["words"],
        reports=len({(one.row["document"], one.row["article"]) for one in some}),
        origins=len({one.account for one in some}),
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
