"""Quantities in a paragraph: numbers that belong together, how nearly they are told, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.extract import nofigures
from onrecord.extract.numbers import NUMBER, PART, PLURAL, VAGUE, Number, numbers, share
from onrecord.extract.prose import Prose
from onrecord.extract.units import MONEY, SIGN, SIGNS, rated, unit_after

Value = tuple[float | None, float | None]

LEAST = (
    r"(?:well |just |slightly |a little )?(?:more than|over|above|upwards? of|in excess of|exceeding|no (?:fewer|less) than"
    r"|not (?:fewer|less) than)|at least|a minimum of|north of"
)
MOST = (
    r"(?:well |just |slightly |a little )?(?:fewer than|less than|under|below)|no more than|not more than|at most|up to|as many as"
    r"|as much as|a maximum of"
)
NEARLY = (
    r"about|around|some|roughly|approximately|nearly|almost|close to|perhaps|barely|an estimated|something like|exactly|only|just"
    r"|another|a total of|a further|a record|an average of|an additional|a combined|merely|fully|circa|or"
)
PREFIX = re.compile(
    rf"(?:\b(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<nearly>{NEARLY}))(?: about| around| some| an estimated| a)? )$", re.IGNORECASE
)
SUFFIX = re.compile(r"(?:-plus|\+| or more| or so|-odd| at least| plus\b(?! or)| or (?:fewer|less)| at most)")
RANGE = re.compile(r"\s?[-–—]\s?| to | or | and ")
VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|motion|amendment|court|council|councillors|approved?|jury|ballot|board|committee|judges|justices|ruling)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:rose|risen|rise|rises|fell|fallen|falls?|grew|grown|went|gone|dropped|climbed|increased|decreased|cut|up|down|jumped|raised"
    r"|slashed|slipped|soared|plunged|moved|swung|expanded|shrank|changed|lowered|reduced)\b[^,;.]{0,30}\bfrom $",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|from) (?:[A-Z]{0,2}[$£€¥₹] ?)?$", re.IGNORECASE)
TIMES = ("seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "decades")
IN = re.compile(r" (?:in|in every) $")


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
    for found in sorted([*_shares(words), *_plurals(words), *_counts(prose, taken)], key=lambda one: (one.start, -one.end)):
        if found.start >= at and not _is_taken(taken, found.start, found.end):
            at = found.end
            yield found


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _shares(words: str) -> Iterator[Quantity]:
    for match in PART.finditer(words):
        if match["part"] and match["n"].lower() in ("a", "an", "one") and not re.match(r" of\b| (?:the|its|their|his|her|a|more|less)\b|[,.;]|$", words[match.end() :]):
            continue
        if match["n"] and match["n"].lower() in ("a", "one") and not re.match(r" of\b|[,.;]", words[match.end() :]):
            continue
        part = share(match)
        begin, value = _near(words, match.start(), (part, part), match.end())[:2]
        yield Quantity(begin, match.start(), match.end(), value, "per cent", "share")


def _plurals(words: str) -> Iterator[Quantity]:
    for match in PLURAL.finditer(words):
        least = VAGUE[match[0].lower()]
        end = match.end() + 3 if words[match.end() : match.end() + 4] == " of " else match.end()
        unit, end, kind = _unit(words, Number(match.start(), end, least, 1), end, None)
        yield Quantity(match.start(), match.start(), end, (least, None), unit, kind)


def _counts(prose: Prose, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    words = prose.words
    known = [
        one
        for one in numbers(words)
        if not _is_taken(taken, one.start, one.end) and not nofigures.is_masked(words, one.start, one.end)
    ]
    n = 0
    while n < len(known):
        one, other = known[n], known[n + 1] if n + 1 < len(known) else None
        quantity = (_pair(prose, one, other) if other and other.start - one.end < 12 else None) or _single(prose, one)
        n += 2 if quantity is not None and other is not None and quantity.end >= other.end else 1
        if quantity is not None and quantity.kind != "none":
            yield quantity


def _pair(prose: Prose, one: Number, other: Number) -> Quantity | None:
    """Return the range, vote or share that two numbers make."""
    words = prose.words
    between = words[one.end : other.start]
    gap = re.sub(r"[$£€¥₹]|^%| per cent| percent", "", between)
    if IN.fullmatch(between) and one.value < other.value <= 1000 and not re.match(r"[\d.,]", words[other.end : other.end + 1]):
        part = round(100 * one.value / other.value, 3)
        begin, value = _near(words, one.start, (part, part), other.end)[:2]
        return Quantity(begin, one.start, other.end, value, "per cent", "share")
    begins, ends = prose.sentence(one.start, other.end)
    sentence = words[begins:ends]
    if re.fullmatch(r" votes? to | to |[-–]", between) and one.value <= 10000 and VOTE.search(sentence):
        if one.value > other.value and not _money_before(words, one.start) and not unit_after(words, other.end):
            return Quantity(one.start, one.start, other.end, (one.value, one.value), "votes", "votes")
    if not RANGE.fullmatch(gap) or (gap == " and " and not re.search(r"\bbetween (?:[$£€] ?)?$", words[: one.start], re.IGNORECASE)):
        return None
    if re.fullmatch(r"\s?[-–]\s?| to ", gap) and one.value < 200 and nofigures.is_score(sentence) and not unit_after(words, other.end) and not re.match(r" [a-z]+s\b", words[other.end :]):
        if not _money_before(words, other.start):
            return Quantity(one.start, one.start, other.end, (0, 0), None, "none")
    low = one.value * (other.scale if one.scale == 1 and one.value < 1000 and one.value * other.scale < other.value else 1)
    if low >= other.value or (gap == " or " and other.value > 2 * low) or CHANGE.search(words[max(0, one.start - 60) : _sign_start(words, one.start)]):
        return None
    unit, end, kind = _unit(words, one, other.end, other)
    if nofigures.is_name(words, one.start, one.end, measured=kind != "count"):
        return None
    if unit in TIMES and _is_moment(words, one.start, other.end):
        return Quantity(one.start, one.start, end, (low, other.value), unit, "none")
    begin = BETWEEN.search(words[: one.start])
    begin_at = begin.start() if begin else _sign_start(words, one.start)
    near, _, _ = _near(words, begin_at, (low, other.value), end)
    return Quantity(near, one.start, end, (low, other.value), unit, kind)


def _single(prose: Prose, one: Number) -> Quantity | None:
    words = prose.words
    unit, end, kind = _unit(words, one, one.end, None)
    value = one.value
    if kind == "count" and unit == "metres?":
        unit, value, kind = None, one.value, "count"
    if _is_none(prose, one, unit, kind):
        return None
    start = _sign_start(words, one.start)
    if found := re.search(r"\b(?:minus|negative) $|(?<![\w\d])[−-]$", words[:start]):
        if unit and unit.startswith("degrees"):
            start, value = found.start(), -value
    begin, bounds, end = _near(words, start, (value, value), end)
    return Quantity(begin, one.start, end, bounds, unit, kind)


def _is_none(prose: Prose, one: Number, unit: str | None, kind: str) -> bool:
    words, (start, end) = prose.words, one[:2]
    plain = kind == "count"
    if plain and re.match(r" (?:more|fewer|less) than\b", words[end:]):
        return True
    if nofigures.is_age(words, start, end) or (plain and nofigures.is_clock(words, start, end)):
        return True
    if nofigures.is_name(words, start, end, measured=not plain):
        return True
    if kind in ("count", "measure") and nofigures.is_idle(words, start, end) and not (kind == "measure" and words[start:end].lower() == "one" and unit in ("metres", "miles", "kilometres", "tonnes")):
        return True
    year = re.fullmatch(r"1[5-9]\d\d|20\d\d", words[start:end])
    if plain and year and not _is_many(words, start, end):
        return True
    if kind == "measure" and unit in TIMES:
        return _is_moment(words, start, end)
    return False


def _is_many(words: str, start: int, end: int) -> bool:
    """Say whether what looks like a year is a number of things: "fewer than 2000 people", "2000 people"."""
    if re.match(r" (?:of them|people|men|women|children|houses|homes|jobs)\b", words[end:]):
        return True
    return bool(PREFIX.search(words, max(0, start - 30), start) and re.match(r" [a-z][\w-]*s\b", words[end:]))


def _is_moment(words: str, start: int, end: int) -> bool:
    """Say whether a length of time tells when, not how long: two years ago, three weeks later, in ten days, the past five years."""
    after = re.match(r"[- ]\w+(?:['’]s?)? ?(ago|later|earlier|prior|before|after|from now|on\b|hence|since)?", words[end:])
    if after and after[1]:
        return True
    before = words[max(0, start - 24) : start].lower()
    return bool(
        re.search(r"\b(?:in|within|past|last|next|coming|previous|every|first|after|recent|these|another|of|over the)(?: the)?(?: about| just| last| past| next)? $", before)
    ) and not re.search(r"\b(?:sentence|term|total|average) of $", before)


def _money_before(words: str, at: int) -> str | None:
    found = SIGN.search(words, max(0, at - 4), at)
    return SIGNS[found[0].strip()[-1]] if found else None


def _sign_start(words: str, at: int) -> int:
    found = SIGN.search(words, max(0, at - 4), at)
    return found.start() if found else at


def _unit(words: str, one: Number, end: int, other: Number | None) -> tuple[str | None, int, str]:
    """Return a number's unit, where it ends, and the kind of quantity that makes it."""
    if sign := _money_before(words, one.start):
        name, end = rated(sign, words, end)
        each = re.compile(r" (?:each|apiece)\b").match(words, end)
        return name, each.end() if each else end, "money"
    after = unit_after(words, end)
    if after is None:
        return None, end, "count"
    name = after[0].split(" a")[0] if after[0].split(" a")[0] in MONEY else after[0]
    if name in MONEY:
        return after[0], after[1], "money"
    return after[0], after[1], "share" if after[0] in ("per cent", "percentage points") else "measure"


def _near(words: str, start: int, value: Value, end: int) -> tuple[int, Value, int]:
    """Return where the words for how nearly it is told begin, the value by them, and where they end."""
    begin = start
    low, high = value
    if suffix := SUFFIX.match(words, end):
        end = suffix.end()
        if re.search(r"more|plus|\+|least", suffix[0]):
            high = None
        elif re.search(r"fewer|less|most", suffix[0]):
            low = None
    while prefix := PREFIX.search(words, max(0, begin - 30), begin):
        if prefix["nearly"] and prefix["nearly"].lower() == "or":
            break
        begin = prefix.start()
        if prefix["least"]:
            high = None
        elif prefix["most"]:
            low = None
    return begin, (low, high), end


def has_number(words: str) -> bool:
    """Say whether there may be a quantity in words."""
    return NUMBER.search(words) is not None or PLURAL.search(words) is not None or PART.search(words) is not None
