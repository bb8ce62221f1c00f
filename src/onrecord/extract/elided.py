"""Numbers whose unit or noun was told with the number before: "built for 90 children, has 120"."""

from __future__ import annotations

import re

from onrecord.extract.counted import EXTENT
from onrecord.extract.prose import Prose
from onrecord.extract.quantity import Quantity
from onrecord.extract.syntax import Sentence
from onrecord.extract.told import Told, around

LEAD = re.compile(r"\b(for|by|of|after|in|to|at) $")
NEXT = re.compile(r" (\w+)")
ENDS = re.compile(r"[.,;:!?)”\"]|$")
THAN = re.compile(r"(?:compared (?:with|to)|up from|down from|against)(?: just| only| about| some)? $")
ANOTHER = re.compile(r"another|a further|an additional", re.IGNORECASE)
STATES = frozenset("hurt injured wounded missing dead".split())
STATE = re.compile(rf" (?:{'|'.join(sorted(STATES))})\b")
ALONE = re.compile(
    r"[.,;:!?)”\"]|$| (?:in|last|on|at|a (?:year|month|week)|the (?:year|month|week)|this|before|earlier)\b"
)


def with_last(prose: Prose, one: Quantity, what: Told, last: tuple[Quantity, Told] | None) -> Told:
    """Return what is told of a quantity, with the unit or the noun of the one before it where its own is left out."""
    if last is None or one.kind != "count":
        return what
    state = STATE.match(prose.words, one.end)
    if what.end > one.end + 1 and not (state and last[1].unit not in STATES):
        return what
    if not prose.sentence(one.start, one.end)[0] <= last[0].start:
        return what
    if last[0].kind == "count":
        return _noun(prose, one, what, last[1])
    if last[0].kind == "measure" and what.unit is None:
        return _unit(prose, one, what, *last)
    return what


def _unit(prose: Prose, one: Quantity, what: Told, last: Quantity, its: Told) -> Told:
    """Give a number the unit of the measure before it: "12 miles long and two wide", "for 22 years and ... for six"."""
    words = prose.words
    following, before = NEXT.match(words, one.end), NEXT.match(words, its.end)
    if following and following[1] in EXTENT and before and before[1] in EXTENT:
        return Told(its.unit, following.end(), its.of)
    lead, its_lead = (LEAD.search(words, max(0, at - 7), at) for at in (one.begin, last.begin))
    same = lead and its_lead and lead[1] == its_lead[1] and ENDS.match(words, one.end)
    to = following and before and following[1] == before[1] in ("to", "for")
    return Told(its.unit, one.end) if same or to else what


def _noun(prose: Prose, one: Quantity, what: Told, its: Told) -> Told:
    """Give a number the noun counted before it: "two soldiers were killed and five wounded", "compared with 30"."""
    if its.of is None or its.unit is None:
        return what
    another = ANOTHER.match(prose.words, one.begin)
    than = (another or THAN.search(prose.words, max(0, one.begin - 24), one.begin)) and ALONE.match(
        prose.words, one.end
    )
    return Told(its.unit, one.end, its.of) if than or _subject(around(prose, one), one) else what


def _subject(sentence: Sentence, one: Quantity) -> bool:
    """Say whether a number stands alone before its verb, behind another clause."""
    first, last = sentence.number(one.begin), sentence.number(one.end)
    joined = sentence.kinds[first - 1 : first] == "C"
    verb = re.match(r"R?(?:[AHVM]|E(?=[.,;X]))", sentence.kinds[last:]) or sentence.low(last) in STATES
    return joined and bool(verb)
