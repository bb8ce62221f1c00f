"""What two numbers make together: a range, a share, a vote, or a score, which is no quantity."""

from __future__ import annotations

import re

from onrecord.extract import nofigures
from onrecord.extract.moments import TIMES, is_moment
from onrecord.extract.nearness import near
from onrecord.extract.numbers import Number
from onrecord.extract.portions import BETWEEN
from onrecord.extract.prose import Prose
from onrecord.extract.quantity import Quantity
from onrecord.extract.units import sign, sign_start, unit_after, unit_of

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
IN_MANY = re.compile(r"(?: [a-z]+(?<!s))? in(?: every)? ")
"""Between the numbers of "one in five", "one dose in 30"."""
OF_MANY = re.compile(r" out of (?:every )?| of every ")
HYPHEN = re.compile(r"[-–]")
RATIO = re.compile(r" (?:margin|majority|ratio|odds)\b")
VERSUS = re.compile(r" votes? to | to |\s?[-–]\s?")
OWN_UNIT = re.compile(r"[$£€¥₹]|^%| per ?cent|(?<= )(?:plus|minus) ")
PERCENT = re.compile(r"%| per ?cent")
THINGS = re.compile(r" [a-z][\w-]*s\b")
MINUS = re.compile(r"\b(?:minus|negative) $|(?<![\w\d])[−-]$")
NOON = 12
"""The last hour that a range of hours begins with: "between nine and five"."""


def pair(prose: Prose, one: Number, other: Number) -> Quantity | None:
    """Return the share, vote or range that two numbers make, of the kind "none" where that is no quantity."""
    between = prose.words[one.end : other.start]
    if RANGE.fullmatch(between) and nofigures.is_age(prose.words, one.start, one.end):
        return Quantity(one.start, one.start, other.end, (0, 0), None, "none")  # "aged five to eleven"
    begins, ends = prose.near(one.start, other.end)
    sentence = prose.words[begins:ends]
    out_of = OF_MANY.fullmatch(between) and (other.value <= 10 or other.value in (100, 1000))
    of_many = IN_MANY.fullmatch(between) or (out_of and not nofigures.is_score(sentence))
    many = other.value <= 1000 or (one.value == 1 and other.scale > 1)
    if of_many and one.value < other.value and many and (one.value == 1 or out_of or between.startswith(" in ")):
        part = float(f"{100 * one.value / other.value:.6g}")
        begin, value, end = near(prose.words, one.start, (part, part), other.end)
        return Quantity(begin, one.start, end, value, "per cent", "share")
    measured = sign(prose.words, other.start) or unit_after(prose.words, other.end)
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
    before = words[max(0, one.start - 60) : sign_start(words, one.start)]
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
    unit, end, kind = unit_of(words, one.start, other.end)
    if nofigures.is_name(words, one.start, one.end, measured=kind != "count"):
        return None
    if unit in TIMES and is_moment(prose, one.start, other.end, unit):
        kind = "none"
    begin = one.start - len(words[max(0, one.start - 60) : one.start]) + between.start() if between else None
    start = minus.start() if minus else one.start
    begin = near(words, sign_start(words, start) if begin is None else begin, (low, high), end)[0]
    return Quantity(begin, start, end, (low, high), unit, kind)
