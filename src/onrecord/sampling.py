"""Blind samples: somebody judges findings drawn by chance without seeing what was found, and learns how many are right.

A sample and each judgement are kept as corrections are, anchored to their places; nothing is corrected by them.
"""

from __future__ import annotations

import random
import sqlite3
from math import sqrt
from typing import Any, NamedTuple

from onrecord.correct import ID, keep_apart
from onrecord.corrections import JUDGE, SAMPLE
from onrecord.store import corrections as kept
from onrecord.store import samples, standings
from onrecord.store.context import statement_number
from onrecord.store.corrections import Correction
from onrecord.store.samples import Accuracy, Blind, Disagreement
from onrecord.store.schema import NotOnRecord, RecordError

SIZE = 50
Z = 1.959964
"""The 0.975 quantile of the normal distribution: intervals that hold the truth 95 times in 100."""
NO_STATEMENT, UNKNOWN, UNDECIDED = "no statement", "unknown", "undecided"


class Sample(NamedTuple):
    """A sample: whose, drawn when and from how many findings, how far it is, the next question, and the results."""

    id: str
    made_by: str
    made_at: str
    size: int
    of: int
    judged: int
    undecided: int
    next: Blind | None
    accuracies: list[Accuracy]
    disagreements: list[Disagreement]


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a share (Wilson 1927), which are 0 and 1 where nothing was seen.

    >>> [round(end, 3) for end in wilson(45, 50)]
    [0.786, 0.957]
    """
    if not of:
        return 0.0, 1.0
    share, z2 = right / of, Z * Z / of
    middle, half = share + z2 / 2, Z * sqrt(share * (1 - share) / of + z2 / of / 4)
    return max(0.0, (middle - half) / (1 + z2)), min(1.0, (middle + half) / (1 + z2))


def draw(db: sqlite3.Connection, size: int, by: str | None) -> str:
    """Draw findings by chance from all of current revisions, all equally likely, and return the sample's id."""
    every = samples.population(db)
    if not every:
        raise RecordError("no statement was found, so there is nothing to judge: `onrecord build` reads some")
    drawn = random.sample(every, min(size, len(every)))
    return keep_apart(db, SAMPLE, {"drawn": drawn, "of": len(every)}, [], by)


def latest(db: sqlite3.Connection, by: str) -> str | None:
    """Return the id of the last sample that somebody drew, None where there is none."""
    return next((one.id for one in reversed(_all(db, SAMPLE)) if one.made_by == by), None)


def sample(db: sqlite3.Connection, id: str) -> Sample:
    """Return a sample as far as it is judged.

    Raises:
        NotOnRecord: there is none of this id.
    """
    found = next((one for one in _all(db, SAMPLE) if one.id == id), None)
    if found is None:
        raise NotOnRecord(f"no sample has the id {id!r}: `onrecord sample` draws one")
    judged = {one.says["statement"]: one for one in _all(db, JUDGE) if one.says["sample"] == id}
    left = [one for one in found.says["drawn"] if one not in judged]
    answers = [one for one in judged.values() if one.says["judged"] != UNDECIDED]
    statements = [one for one in answers if one.says["judged"] != NO_STATEMENT]
    right = sum(one.says["right"] for one in statements)
    return Sample(
        id=id,
        made_by=found.made_by,
        made_at=found.made_at,
        size=len(found.says["drawn"]),
        of=found.says["of"],
        judged=len(judged),
        undecided=len(judged) - len(answers),
        next=next(filter(None, (_asked(db, one) for one in left)), None),
        accuracies=[
            _accuracy("words", len(statements), len(answers)),
            _accuracy("speaker", right, len(statements)),
            _accuracy("both", right, len(answers)),
        ],
        disagreements=[_disagreement(one) for one in answers if not one.says["right"]],
    )


def judge(db: sqlite3.Connection, id: str, statement: str, judged: str, by: str | None) -> str:
    """Keep what somebody says of a finding of a sample, held against what was found; return the judgement's id.

    Args:
        db: the record.
        id: the sample's.
        statement: the finding's.
        judged: whoever says it, by name or id, or NO_STATEMENT, UNKNOWN or UNDECIDED.
        by: who judges.
    """
    of = sample(db, id)
    number = statement_number(db, statement)
    asked = samples.blind(db, number)
    (drawn,) = (one.says["drawn"] for one in _all(db, SAMPLE) if one.id == id)
    if asked.statement not in drawn:
        raise RecordError(f"statement {statement} is not in the sample {of.id}")
    found = samples.speakers(db, number)
    judged = " ".join(judged.split())
    if not judged:
        raise RecordError("no answer was given: name who says it")
    says: dict[str, Any] = {
        "sample": id,
        "statement": asked.statement,
        "judged": judged,
        "right": _agrees(db, judged, found),
        "found": "; ".join(found.values()) or UNKNOWN,
    }
    if ID.fullmatch(judged):
        says["judged"] = standings.name_of(db, standings.person(db, judged))
    return keep_apart(db, JUDGE, says, [standings.anchor_of_statement(db, number)], by)


def _agrees(db: sqlite3.Connection, judged: str, found: dict[str, str]) -> bool:
    if judged == UNKNOWN:
        return not found
    if judged.casefold() in (name.casefold() for name in found.values()):
        return True
    try:
        return judged not in (NO_STATEMENT, UNDECIDED) and standings.person(db, judged) in found
    except RecordError:  # nobody on record, or several: not by an id or name of who was found
        return False


def _asked(db: sqlite3.Connection, statement: str) -> Blind | None:
    """Return a finding that was drawn, None where it is no longer found."""
    try:
        return samples.blind(db, statement_number(db, statement))
    except NotOnRecord:
        return None


def _all(db: sqlite3.Connection, action: str) -> list[Correction]:
    return [one for one in kept.in_force(kept.corrections(db)) if one.action == action]


def _accuracy(what: str, right: int, of: int) -> Accuracy:
    low, high = wilson(right, of)
    share = right / of if of else None
    return Accuracy(
        what=what,
        right=right,
        of=of,
        accuracy=share and round(share, 3),
        low=round(low, 3),
        high=round(high, 3),
    )


def _disagreement(judgement: Correction) -> Disagreement:
    words = next((" ".join(one.words.split()) for one in judgement.anchors), "")
    says = judgement.says
    return Disagreement(statement=says["statement"], words=words, judged=says["judged"], found=says["found"])
