"""Quantities in a paragraph: numbers that belong together, how nearly they are told, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.extract import nofigures
from onrecord.extract.counted import MANY, SIZES
from onrecord.extract.moments import AGO, LATER, TIMES, is_moment
from onrecord.extract.nearness import LEAST, MOST, PREFIX, Value, near
from onrecord.extract.numbers import PART, PART_NAMES, PLURAL, VAGUE, Number, numbers, share
from onrecord.extract.prose import Prose
from onrecord.extract.units import MONEY, SIGN, SIGNS, rated, unit_after

RANGE = re.compile(r"\s?[-–—]\s?|-? (?:to|or|and) ")
VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|motion|amendment|court|council|councillors|approved?|jury|ballot|budget|passed|board|committee"
    r"|judges|justices|ruling|tribunal|panel|majority|magistrates|bill|House|Senate|senators|lawmakers|parliament"
    r"|legislature|assembly)\b",
    re.IGNORECASE,
)
CHANGES = (
    r"\b(?:rose|risen|rise|rises|fell|fallen|falls?|grew|grown|went|gone|dropped|climbed|increased|decreased|cut|up"
    r"|down|jumped|raised|slashed|slipped|soared|plunged|moved|swung|expanded|shrank|changed|lowered|reduced|gained|lost"
    r"|added|shed|advanced|declined|edged \w+)\b"
)
CHANGE = re.compile(rf"{CHANGES}[^,;.]{{0,30}}\bfrom $", re.IGNORECASE)
CHANGED = re.compile(rf"{CHANGES} (?:about |around |nearly |almost |another )?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom $", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|from) (?:[A-Z]{0,2}[$£€¥₹] ?)?$", re.IGNORECASE)
IN_MANY = re.compile(r"(?: [a-z]+(?<!s))? in(?: every)? ")
"""Between the numbers of "one in five", "one dose in 30"."""
OF_MANY = re.compile(r" out of (?:every )?| of every ")
OF_A = re.compile(r"(?: of)? an?(?= )")
HYPHEN = re.compile(r"[-–]")
ONE_AND = re.compile(r"\b(?P<one>an?|one) (?P<unit>[a-z]+) and (?:a (?P<part>half|third|quarter))\b", re.IGNORECASE)
AND_PART = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}
A_UNIT = re.compile(
    rf"\b(?:{LEAST}|{MOST}|nearly|almost|about|around|roughly)(?<! as) (?P<one>an?)(?= )", re.IGNORECASE
)
AWAY = re.compile(r" (?:ago|later|earlier|hence|from now|before|after|prior|since)\b")
RATIO = re.compile(r" (?:margin|majority|ratio|odds)\b")
OVER = re.compile(r"\bover $")
LASTING = re.compile(
    r"\b(?:for|with|after|of|is|was|were|be|been|last(?:s|ed|ing)?|takes?|took|taken|wait(?:s|ed|ing)?|spen[dt]s?"
    r"|add(?:s|ed)?|need(?:s|ed)?|ha[sd]|have)(?: \w+ly)? over $"
)
"""Before a length of time, where "over" means more than that, not in its course."""
TO_PART = re.compile(rf" (?P<to>to|and|or) (?:(?:an? |one[- ])?half\b|(?=(?:an?|one|two|three)[- ](?:{PART_NAMES})))")
NO_ORDINAL = re.compile(
    r" (?:of|to|from|on|at|are|is|was|were|have|had|has|ha[sd]|more|less|fewer|higher|lower|compared|since|said|say)\b"
    r"|[,.;:)]|$"
)
"""Behind "a third", where a noun would make it one in a row: "a third man"."""
BY_PART = re.compile(r"\b(?:by|up|down|than)(?: (?:about|around|almost|nearly|more than|at least|over|up to))? $", re.I)
BY_WHEN = re.compile(r" (?:in|over|during|last|this|after|between|within|by|and|or|as|when|for|with|while)\b")
EACH = re.compile(r" (?:each|apiece)\b")
SHARES = ("per cent", "percentage points")
ONE_OF = ("metres", "miles", "kilometres", "tonnes")
"""Units of which "one" is a quantity."""
VERSUS = re.compile(r" votes? to | to |\s?[-–]\s?")
THINGS = re.compile(r" [a-z][\w-]*s\b")
MANY_OF = re.compile(rf" (?:of them|houses|homes|jobs|{'|'.join(sorted(MANY | SIZES))})\b")
OWN_UNIT = re.compile(r"[$£€¥₹]|^%| per ?cent|(?<= )(?:plus|minus) ")
PERCENT = re.compile(r"%| per ?cent")
MINUS = re.compile(r"\b(?:minus|negative) $|(?<![\w\d])[−-]$")
YEAR = re.compile(r"1[5-9]\d\d|20\d\d|(?<=\b[Ii]n )21\d\d(?! [a-z])|(?<=\b[Bb]y )21\d\d(?! [a-z])")
FARTHEST = 24
"""Characters between two numbers that belong together, at most."""

NOON = 12
"""The last hour that a range of hours begins with: "between nine and five"."""


class Quantity(NamedTuple):
    """A quantity: where its words, nearness included, begin; where its number does; where it ends, its unit included.

    ``unit`` is None where it counts things; ``kind`` tells what is to be looked for around it.
    """

    begin: int
    start: int
    end: int
    value: Value
    unit: str | None
    kind: str


def quantities(prose: Prose, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield a paragraph's quantities in order.

    Args:
        prose: the paragraph.
        taken: what is something else, such as a date.
    """
    words = prose.words
    at = 0
    for found in sorted(
        [*_shares(words), *_plurals(words), *_bounds(prose), *_counts(prose, taken)],
        key=lambda one: (one.start, -one.end),
    ):
        if found.start >= at and not _is_taken(taken, found.start, found.end):
            at = found.end
            yield found


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _shares(words: str) -> Iterator[Quantity]:
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


def _bounds(prose: Prose) -> Iterator[Quantity]:
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


def _plurals(words: str) -> Iterator[Quantity]:
    for match in PLURAL.finditer(words):
        least = VAGUE[match[0].lower()]
        end = match.end() + 3 if words[match.end() : match.end() + 4] == " of " else match.end()
        unit, end, kind = _unit(words, Number(match.start(), end, least, 1), end)
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
        near = other is not None and other.start - one.end < FARTHEST
        found = (_pair(prose, one, other) if other and near else None) or _single(prose, one)
        at = found.end if found else one.end
        if found is not None and found.kind != "none":
            yield found


def _pair(prose: Prose, one: Number, other: Number) -> Quantity | None:
    """Return the share, vote or range that two numbers make, of the kind "none" where that is no quantity."""
    between = prose.words[one.end : other.start]
    if RANGE.fullmatch(between) and nofigures.is_age(prose.words, one.start, one.end):
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")  # "aged five to eleven"
    begins, ends = prose.sentence(one.start, other.end)
    sentence = prose.words[begins:ends]
    out_of = OF_MANY.fullmatch(between) and (other.value <= 10 or other.value in (100, 1000))
    of_many = IN_MANY.fullmatch(between) or (out_of and not nofigures.is_score(sentence))
    many = other.value <= 1000 or (one.value == 1 and other.scale > 1)
    if of_many and one.value < other.value and many and (one.value == 1 or out_of or between.startswith(" in ")):
        part = float(f"{100 * one.value / other.value:.6g}")
        begin, value, end = near(prose.words, one.start, (part, part), other.end)
        return Quantity(begin, one.start, end, value, "per cent", "share")
    measured = _sign(prose.words, other.start) or unit_after(prose.words, other.end)
    cast = (
        VERSUS.fullmatch(between)
        and one.value > other.value
        and not FROM.search(prose.words, max(0, one.start - 6), one.start)
    )
    if not measured and cast and VOTE.search(sentence):
        return Quantity(one.start, one.start, other.end, (one.value, one.value), "votes", "votes")
    if between == " out of " and nofigures.is_score(sentence):
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")
    if not measured and HYPHEN.fullmatch(between) and one.value >= other.value:
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")  # what falls is no range but a score
    counts = measured or THINGS.match(prose.words, other.end)
    if not counts and VERSUS.fullmatch(between) and one.value < 200 and nofigures.is_score(sentence):
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")
    opening = between == " and " and BETWEEN.search(prose.words[max(0, one.start - 20) : one.start])
    if not counts and opening and other.value < one.value <= NOON:
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")  # "between nine and five"
    if between == " to " and (other.value == 1 or RATIO.match(prose.words, other.end)):
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")
    return _range(prose, one, other)


def _range(prose: Prose, one: Number, other: Number) -> Quantity | None:
    """Return the range that two numbers make: 30-40, four or five, between 2 and 3 per cent, $2m to $3m."""
    words = prose.words
    written = words[one.end : other.start]
    gap = OWN_UNIT.sub("", written)
    if PERCENT.search(written) and (unit_after(words, other.end) or ("",))[0] != "per cent":
        return None  # "fell 4 per cent to 5 billion tons"
    before = words[max(0, one.start - 60) : _sign_start(words, one.start)]
    between = BETWEEN.search(before)
    if not RANGE.fullmatch(gap) or (gap.endswith(" and ") and not between):
        return None
    shares_scale = one.scale == 1 and one.value < 1000 and one.value * other.scale < other.value
    low = one.value * (other.scale if shares_scale else 1)
    high = (
        -other.value
        if gap != words[one.end : other.start] and "minus " in words[one.end : other.start]
        else other.value
    )
    if minus := MINUS.search(words, max(0, one.start - 9), one.start):
        low, before = -low, words[max(0, one.start - 60) : minus.start()]
        between = BETWEEN.search(before)
    if low >= high or (gap.endswith(" or ") and high > 2 * low > 0) or CHANGE.search(before):
        return None
    money = gap == " to " and gap != words[one.end : other.start]
    far = gap == " to " and high > 2 * low
    if before.endswith("by ") and (money or (far and not unit_after(words, other.end))):
        return None  # by how much, and to what: "by $2 to $7"
    if money and far and CHANGED.search(before):
        return None  # "rose $2 to $70"
    unit, end, kind = _unit(words, one, other.end)
    if nofigures.is_name(words, one.start, one.end, measured=kind != "count"):
        return None
    if unit in TIMES and is_moment(prose, one.start, other.end, unit):
        kind = "none"
    begin = one.start - len(words[max(0, one.start - 60) : one.start]) + between.start() if between else None
    start = minus.start() if minus else one.start
    begin = near(words, _sign_start(words, start) if begin is None else begin, (low, high), end)[0]
    return Quantity(begin, start, end, (low, high), unit, kind)


def _single(prose: Prose, one: Number) -> Quantity | None:
    words, value = prose.words, one.value
    unit, end, kind = _unit(words, one, one.end)
    if _is_none(prose, one, unit, kind):
        return None
    start = _sign_start(words, one.start)
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


def _sign(words: str, at: int) -> str | None:
    found = SIGN.search(words, max(0, at - 4), at)
    return SIGNS[found[0].strip()[-1]] if found else None


def _sign_start(words: str, at: int) -> int:
    found = SIGN.search(words, max(0, at - 4), at)
    return found.start() if found else at


def _unit(words: str, one: Number, end: int) -> tuple[str | None, int, str]:
    """Return a number's unit, where it ends, and the kind of quantity that makes it."""
    if sign := _sign(words, one.start):
        name, end = rated(sign, words, end)
        each = EACH.match(words, end)
        return name, each.end() if each else end, "money"
    after = unit_after(words, end)
    if after is None:
        return None, end, "count"
    name = after[0].split(" a ")[0]
    return *after, "money" if name in MONEY else "share" if name in SHARES else "measure"
