"""Numbers as they are written: 1,280; 7.4 million; three hundred and twelve; half a dozen; two and a half; dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.late import late

ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
SCALE = "|".join(SCALES)
SMALL = rf"(?:(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES})"
PART_NAMES = "third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
WORDED = (
    rf"(?:half an? (?:{SCALE})|(?:an?|{ONES})[- ](?:{PART_NAMES})s? of an? (?:{SCALE})|a couple of(?: (?:{SCALE}))?"
    rf"|(?:an? (?={SCALE}))?(?:{SMALL}|{SCALE})(?:(?:[ -]|(?<=dred) and "
    r"|(?<=sand) and |(?<=llion) and )"
    rf"(?:{SMALL}|{SCALE}))*(?:[- ]and[- ](?:a[- ]half|a[- ]quarter|three[- ]quarters))?(?: (?:{SCALE}))?)"
)
DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[1-9]\d{{0,2}}(?: \d{{3}})+(?![\d-])|\d+(?:\.\d+)?)(?:(?:k|mn|m(?!"
    rf"[ -](?:tall|long|wide|high|deep|across|away|above|below|from|of)\b)|bn|b|tn)\b| (?:{SCALE})\b)?"
)
NUMBER = late(rf"(?<![\w.,/:’'])(?:{WORDED}\b(?![’']?s?\w|-(?:first|second|third|\w+th)\b)|{DIGITS})", re.IGNORECASE)
VAGUE = {
    "tens of thousands": 2e4,
    "hundreds of thousands": 2e5,
    "tens of millions": 2e7,
    "hundreds of millions": 2e8,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "several hundred": 200.0,
    "a few hundred": 200.0,
    "a few dozen": 24.0,
    "several dozen": 24.0,
    "a few thousand": 2e3,
    "thousands": 2e3,
    "several thousand": 2e3,
    "millions": 2e6,
    "billions": 2e9,
}
"""The least that such words say: two of each."""
PLURAL = late(
    rf"\b(?:{'|'.join(sorted(VAGUE, key=len, reverse=True))})\b(?! (?:of (?:times|miles|years)))", re.IGNORECASE
)
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
PART = late(
    r"\b(?:(?<!first )(?<!second )(?<!latter )(?<!top )(?<!bottom )(?<!upper )(?<!lower )"
    r"(?P<half>half)(?= (?:of|the|its|his|her|their|our|all|that|an?)\b)(?! the (?:time|battle))|(?P<n>an?"
    rf"|{ONES})[- ]"
    rf"(?P<part>{PART_NAMES})s?)\b(?! (?:time|day|year|man|person)\b)"
    r"|(?<=than )half\b",
    re.IGNORECASE,
)


LONGEST = 150
"""Characters of a number at most: those that people write have up to a hundred."""


class Number(NamedTuple):
    """A number as it stands; ``scale`` is that of its last word, which a number before it may share."""

    start: int
    end: int
    value: float
    scale: float


def numbers(words: str) -> Iterator[Number]:
    """Yield the numbers in words, in order, but for what is too long to be one."""
    for match in NUMBER.finditer(words):
        written = match[0].lower()
        if len(written) <= LONGEST:
            yield Number(*match.span(), value(written), _scale(written))


@lru_cache(4096)
def value(words: str) -> float:
    """Return the number that words tell.

    >>> [value(one) for one in ("7.4 million", "half a dozen", "two and a half million", "a hundred and five")]
    [7400000.0, 6.0, 2500000.0, 105.0]
    """
    words = words.lower().strip()
    if words[0].isdigit():
        return _digits(words)
    if words.startswith("a couple of"):
        return 2.0 * SCALES.get(words.split()[-1], 1.0)
    if words.startswith("half "):
        return 0.5 * SCALES[words.split()[-1]]
    if (fraction := PART.match(words)) and fraction["part"]:
        return share(fraction) / 100 * SCALES[words.split()[-1]]
    if found := re.fullmatch(rf"(.+)[- ]and[- ](a.half|a.quarter|three.quarters)(?: ({SCALE}))?", words):
        part = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}[re.split("[- ]", found[2])[-1]]
        whole = value(found[1])
        if not found[3] and found[1].split()[-1] in SCALES:  # "a million and a half"
            return whole + part * SCALES[found[1].split()[-1]]
        return (whole + part) * SCALES.get(found[3] or "", 1.0)
    if words.endswith("dozen"):
        return 12.0 * (value(words[:-6]) if len(words) > 7 else 1.0)
    from text_to_num import text2num

    plain = re.sub(r"^an? ", "", words).replace("-", " ")
    try:
        return float(text2num(plain, "en"))
    except ValueError:  # a scale that the library does not know; or "one two", no number that anybody says
        head, _, last = plain.rpartition(" ")
        if last in SCALES:
            return (value(head) if head else 1.0) * SCALES[last]
        return value(plain.split()[0])


def share(match: re.Match[str]) -> float:
    """Return how many per cent a match of ``PART`` is."""
    if match["part"] is None:
        return 50.0
    count = 1.0 if match["n"].lower() in ("a", "an") else value(match["n"])
    return float(f"{100 * count / PARTS[match['part'].lower()]:.6g}")


def _digits(words: str) -> float:
    digits, _, scale = re.sub(r"(?<=\d)[ ,](?=\d)", "", words).partition(" ")
    short = digits.lstrip("0123456789.")
    number = float(digits.removesuffix(short)) * SHORT.get(short, 1.0) * SCALES.get(scale, 1.0)
    return float(f"{number:.15g}")  # 4.1 million, not 4099999.9999999995


def _scale(words: str) -> float:
    last = re.search(r"[a-z]+$", words)
    return {**SCALES, **SHORT}.get(last[0], 1.0) if last and last[0] != "hundred" else 1.0
