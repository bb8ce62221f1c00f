"""Quantities in a paragraph: numbers that belong together, how nearly they are told, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract import nofigures
from onrecord.extract.counted import MANY, SIZES
from onrecord.extract.moments import AGO, TIMES, is_moment
from onrecord.extract.nearness import PREFIX, near
from onrecord.extract.numbers import PLURAL, VAGUE, Number, numbers
from onrecord.extract.pairs import MINUS, THINGS, pair
from onrecord.extract.portions import ones, shares
from onrecord.extract.prose import Prose
from onrecord.extract.quantity import Quantity
from onrecord.extract.units import sign_start, unit_of

OVER = re.compile(r"\bover $")
LASTING = re.compile(
    r"\b(?:for|with|after|of|is|was|were|be|been|last(?:s|ed|ing)?|takes?|took|taken|wait(?:s|ed|ing)?|spen[dt]s?"
    r"|add(?:s|ed)?|need(?:s|ed)?|ha[sd]|have)(?: \w+ly)? over $"
)
"""Before a length of time, where "over" means more than that, not in its course."""
ONE_OF = ("metres", "miles", "kilometres", "tonnes")
"""Units of which "one" is a quantity."""
MANY_OF = re.compile(rf" (?:of them|houses|homes|jobs|{'|'.join(sorted(MANY | SIZES))})\b")
YEAR = re.compile(r"1[5-9]\d\d|20\d\d|(?<=\b[Ii]n )21\d\d(?! [a-z])|(?<=\b[Bb]y )21\d\d(?! [a-z])")
FARTHEST = 24
"""Characters between two numbers that belong together, at most."""


def quantities(prose: Prose, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield a paragraph's quantities in order.

    Args:
        prose: the paragraph.
        taken: what is something else, such as a date.
    """
    words = prose.words
    at = 0
    for found in sorted(
        [*shares(words), *_plurals(words), *ones(prose), *_counts(prose, taken)],
        key=lambda one: (one.start, -one.end),
    ):
        if found.start >= at and not _is_taken(taken, found.start, found.end):
            at = found.end
            yield found


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _plurals(words: str) -> Iterator[Quantity]:
    for match in PLURAL.finditer(words):
        least = VAGUE[match[0].lower()]
        end = match.end() + 3 if words[match.end() : match.end() + 4] == " of " else match.end()
        unit, end, kind = unit_of(words, match.start(), end)
        yield Quantity(match.start(), match.start(), end, (least, None), unit, kind)


def _counts(prose: Prose, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the numbers that count or measure, those that belong together as one."""
    words = prose.words
    known = [
        one
        for one in numbers(words)
        if not _is_taken(taken, one.start, one.end) and not nofigures.is_masked(words, one.start, one.end)
    ]
    at = 0
    for one, other in zip(known, [*known[1:], None], strict=False):
        if one.start < at:
            continue
        close = other is not None and other.start - one.end < FARTHEST
        found = (pair(prose, one, other) if other and close else None) or _single(prose, one)
        at = found.end if found else one.end
        if found is not None and found.kind != "none":
            yield found


def _single(prose: Prose, one: Number) -> Quantity | None:
    words, value = prose.words, one.value
    unit, end, kind = unit_of(words, one.start, one.end)
    if _is_none(prose, one, unit, kind):
        return None
    start = sign_start(words, one.start)
    minus = MINUS.search(words, max(0, start - 9), start)
    if minus and unit is not None and unit.startswith("degrees"):
        start, value = minus.start(), -value
    begin, bounds, end = near(words, start, (value, value), end)
    if (
        unit in TIMES
        and OVER.search(words, max(0, start - 5), start)
        and not LASTING.search(words, max(0, start - 30), start)
    ):
        begin, bounds = start, (value, value)
    return Quantity(begin, one.start, end, bounds, unit, kind)


def _is_none(prose: Prose, one: Number, unit: str | None, kind: str) -> bool:
    """Say whether a number is no quantity after all."""
    words = prose.words
    start, end = one[:2]
    plain = kind == "count"
    if nofigures.is_age(words, start, end) or nofigures.is_name(words, start, end, measured=not plain):
        return True
    if plain:
        year = YEAR.fullmatch(words, start, end) and not _is_many(words, start, end)
        ago = AGO.match(words, end)
        age = nofigures.is_bare_age(words, start, end)
        return bool(year or ago or age) or nofigures.is_clock(words, start, end) or nofigures.is_idle(words, start, end)
    if kind != "measure":
        return False
    idle = unit not in ONE_OF and nofigures.is_idle(words, start, end)
    if unit == "metres" and nofigures.is_race(words, start, end):
        return True
    return idle or (unit in TIMES and is_moment(prose, start, end, unit))


def _is_many(words: str, start: int, end: int) -> bool:
    """Say whether what looks like a year is a number of things: "fewer than 2000 geese", "2000 people"."""
    if MANY_OF.match(words, end):
        return True
    return bool(PREFIX.search(words, max(0, start - 30), start) and THINGS.match(words, end))
