"""Quantities without a number: shares told in words, "a third", and one of a unit: "nearly a foot"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.moments import LATER, TIMES, is_moment
from onrecord.extract.nearness import LEAST, MOST, near
from onrecord.extract.numbers import PART, PART_NAMES, share
from onrecord.extract.prose import Prose
from onrecord.extract.quantity import Quantity
from onrecord.extract.units import unit_after

BETWEEN = re.compile(r"\b(?:between|from) (?:[A-Z]{0,2}[$£€¥₹] ?)?$", re.IGNORECASE)
TO_PART = re.compile(rf" (?P<to>to|and|or) (?:(?:an? |one[- ])?half\b|(?=(?:an?|one|two|three)[- ](?:{PART_NAMES})))")
NO_ORDINAL = re.compile(
    r" (?:of|to|from|on|at|are|is|was|were|have|had|has|ha[sd]|more|less|fewer|higher|lower|compared|since|said|say)\b"
    r"|[,.;:)]|$"
)
"""Behind "a third", where a noun would make it one in a row: "a third man"."""
BY_PART = re.compile(r"\b(?:by|up|down|than)(?: (?:about|around|almost|nearly|more than|at least|over|up to))? $", re.I)
BY_WHEN = re.compile(r" (?:in|over|during|last|this|after|between|within|by|and|or|as|when|for|with|while)\b")
OF_A = re.compile(r"(?: of)? an?(?= )")
ONE_AND = re.compile(r"\b(?P<one>an?|one) (?P<unit>[a-z]+) and (?:a (?P<part>half|third|quarter))\b", re.IGNORECASE)
AND_PART = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}
A_UNIT = re.compile(
    rf"\b(?:{LEAST}|{MOST}|nearly|almost|about|around|roughly)(?<! as) (?P<one>an?)(?= )", re.IGNORECASE
)
AWAY = re.compile(r" (?:ago|later|earlier|hence|from now|before|after|prior|since)\b")


def shares(words: str) -> Iterator[Quantity]:
    """Yield the shares told in words, "a third of", "a quarter to a third", and parts of a unit: "half a mile"."""
    at = 0
    for match in PART.finditer(words):
        if match.start() < at:
            continue
        if (of := OF_A.match(words, match.end())) and (unit := unit_after(words, of.end())):
            if LATER.match(words, unit[1]):
                continue
            part = share(match) / 100
            begin, value, end = near(words, match.start(), (part, part), unit[1])
            yield Quantity(begin, match.start(), end, value, unit[0], "measure")
            continue
        if of and match["half"]:
            continue
        to = _to_part(words, match)
        in_a_row = match["part"] and match["n"].lower() in ("a", "an", "one") and _is_ordinal(words, *match.span())
        if in_a_row and not to:
            continue
        high, at, begin = to or (share(match), match.end(), match.start())
        begin, value, end = near(words, begin, (share(match), high), at)
        yield Quantity(begin, match.start(), end, value, "per cent", "share")


def _to_part(words: str, match: re.Match[str]) -> tuple[float, int, int] | None:
    """Return the upper end of a range of shares, where it ends and where the range begins: "a quarter to a third"."""
    gap = TO_PART.match(words, match.end())
    between = BETWEEN.search(words, max(0, match.start() - 10), match.start())
    if gap is None or (gap["to"] == "and" and not between):
        return None
    other = PART.match(words, gap.end())
    high = share(other) if other else 50.0
    if high <= share(match):
        return None
    return high, other.end() if other else gap.end(), between.start() if between else match.start()


def _is_ordinal(words: str, start: int, end: int) -> bool:
    """Say whether "a third" is one in a row: "a third man", not "fell by a third last year"."""
    by = BY_PART.search(words, max(0, start - 24), start)
    return not (NO_ORDINAL.match(words, end) or (by and BY_WHEN.match(words, end)))


def ones(prose: Prose) -> Iterator[Quantity]:
    """Yield what is told as one of a unit with more or less: "less than a kilogram", "an hour and a half"."""
    for match in A_UNIT.finditer(prose.words):
        unit = (
            None
            if ONE_AND.match(prose.words, match.end() - len(match["one"]))
            else unit_after(prose.words, match.end())
        )
        away = unit and unit[0] in TIMES and AWAY.match(prose.words, unit[1])
        if unit and not away and not (unit[0] in TIMES and is_moment(prose, match.start(), unit[1], unit[0])):
            begin, bounds, end = near(prose.words, prose.words.rfind(" ", 0, match.end()) + 1, (1.0, 1.0), unit[1])
            yield Quantity(begin, match.start(), end, bounds, unit[0], "measure")
    for match in ONE_AND.finditer(prose.words):
        unit = unit_after(prose.words, match.end("one"))
        if unit and unit[1] == match.end("unit") and not LATER.match(prose.words, match.end()):
            amount = 1.0 + AND_PART[match["part"].lower()]
            begin, value, end = near(prose.words, match.start(), (amount, amount), match.end())
            yield Quantity(begin, match.start(), end, value, unit[0], "measure")
