"""Dates as bylines write them -> YYYY-MM-DD; one that is impossible, ambiguous or still to come is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:,?\s*(?:at\s+|[-–|]\s*|T)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?)?(?!\w))?"
)
_CUE = (
    r"(?P<cue>(?:\b(?:first|last)\s+)?\b(?:published|posted|updated|modified|created|date|dated)\b(?:\s+on)?:?\s*"
    r"|\bon\s+)?"
)
_FORMS = (
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
    rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/{_YEAR}",
)
PATTERNS = tuple(re.compile(rf"{_CUE}{_WEEKDAY}\b{form}(?!\d){_TIME}", re.IGNORECASE) for form in _FORMS)
YEAR = re.compile(r"\d{4}")
UPDATED = ("updated", "modified", "last")


class Dated(NamedTuple):
    """A date in a line: where it stands with the words and the time of day around it, which day, and of what."""

    start: int
    end: int
    day: str | None
    updated: bool


def dates(words: str) -> list[Dated]:
    """Return the dates of a line in order; ``day`` is None where a date is refused.

    >>> [found.day for found in dates("Saturday 29 November 2025, by Ada Quill")]
    ['2025-11-29']
    """
    if not YEAR.search(words):
        return []
    found = sorted(
        (one for pattern in PATTERNS for one in _matches(pattern, words)), key=lambda one: (one.start, -one.end)
    )
    return [one for index, one in enumerate(found) if not index or one.start >= found[index - 1].end]


def possible(year: int, month: int, day: int) -> str | None:
    """Return the day as YYYY-MM-DD, or None where there is no such day or it is still to come."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if year < 1500 or found > date.today() + timedelta(days=1):  # a day ahead it may be elsewhere on earth
        return None
    return found.isoformat()


def first_day(words: str) -> str | None:
    """Return the first possible date in the words, that of an update only where there is no other."""
    found = [one for one in dates(words[:500]) if one.day]
    return next((one.day for one in found if not one.updated), found[0].day if found else None)


def _matches(pattern: re.Pattern[str], words: str) -> Iterator[Dated]:
    for match in pattern.finditer(words):
        cue = (match["cue"] or "").lower()
        yield Dated(match.start(), match.end(), _day(match), cue.startswith(UPDATED))


def _day(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("one") is None:
        month = parts["month"]
        number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
        return possible(year, number, int(parts["day"]))
    one, two = int(parts["one"]), int(parts["two"])
    if one <= 12 and two <= 12 and one != two:  # 03/04: a day in March to some, in April to others
        return None
    return possible(year, two, one) if one > 12 else possible(year, one, two)
