"""Dates as bylines write them -> YYYY-MM-DD; one that is impossible, ambiguous or still to come is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from onrecord.late import late

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
SLASHED = late(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?:19|20)\d{2}(?![\d/])")
IN_NAME = late(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
AHEAD = 2  # days: it may be tomorrow elsewhere on earth, and tomorrow's paper is out tonight
PATTERNS = tuple(late(rf"{_CUE}{_WEEKDAY}\b{form}(?!\d){_TIME}", re.IGNORECASE) for form in _FORMS)
YEAR = late(r"\d{4}")
UPDATED = ("updated", "modified", "last")


class Dated(NamedTuple):
    """A date in a line: where it stands with the words and the time of day around it, which day, and of what.

    ``words`` is the date alone. Where ``day`` is None, ``refused`` says why, and ``either`` holds the two days that
    03/05/2024 may be, that with the day first before the other.
    """

    start: int
    end: int
    day: str | None
    updated: bool
    words: str = ""
    refused: str = ""
    either: tuple[str, str] | None = None


class Hints(NamedTuple):
    """What else tells which of two days 03/05/2024 is.

    ``order`` is which comes first where the text or its language shows it, ``days`` are days that stand elsewhere.
    """

    order: Literal["day", "month", ""] = ""
    days: frozenset[str] = frozenset()


def settled(found: Dated, hints: Hints) -> Dated:
    """Return an ambiguous date as the day that the hints tell, any other as it is."""
    if found.either is None:
        return found
    if hints.order:
        return found._replace(day=found.either[hints.order == "month"], refused="")
    known = [day for day in found.either if day in hints.days]
    return found._replace(day=known[0], refused="") if len(known) == 1 else found


def order(words: str) -> Literal["day", "month", ""]:
    """Return which comes first in the dates with slashes, where one of them has a day over 12 and none speaks against.

    >>> order("03/05/2024, then 25/05/2024"), order("05/25/2024"), order("03/05/2024")
    ('day', 'month', '')
    """
    pairs = [(int(match["one"]), int(match["two"])) for match in SLASHED.finditer(words)]
    first = any(12 < one <= 31 and two <= 12 for one, two in pairs)
    second = any(12 < two <= 31 and one <= 12 for one, two in pairs)
    if first == second:
        return ""
    return "day" if first else "month"


def named_day(name: str) -> str | None:
    """Return the day in a file's name, such as 2025-03-07 or 20250307, where it holds one possible day alone.

    >>> named_day("courier-2025-03-07.html"), named_day("20250307_p4.pdf"), named_day("scan-20251341.txt")
    ('2025-03-07', '2025-03-07', None)
    """
    days = {
        day
        for match in IN_NAME.finditer(name.rsplit("/", 1)[-1])
        if (day := possible(int(match[1]), int(match[3]), int(match[4])))
    }
    return days.pop() if len(days) == 1 else None


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
    return None if _refused(year, month, day) else date(year, month, day).isoformat()


def first_day(words: str) -> str | None:
    """Return the first possible date in the words, that of an update only where there is no other."""
    found = [one for one in dates(words[:500]) if one.day]
    return next((one.day for one in found if not one.updated), found[0].day if found else None)


def _refused(year: int, month: int, day: int) -> str:
    """Return why there can be no such date of publication, nothing where there can."""
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):  # the other for a year of twenty digits
        return "there is no such day"
    if year < 1500:
        return "it lies before there were newspapers"
    return "it is still to come" if found > date.today() + timedelta(days=AHEAD) else ""


def _matches(pattern: re.Pattern[str], words: str) -> Iterator[Dated]:
    for match in pattern.finditer(words):
        cue = (match["cue"] or "").lower()
        parts = match.groupdict()
        start = min(match.start(name) for name in ("day", "month", "year", "one") if parts.get(name) is not None)
        end = max(match.end(name) for name in ("day", "month", "year", "two") if parts.get(name) is not None)
        day, refused, either = _day(parts)
        yield Dated(match.start(), match.end(), day, cue.startswith(UPDATED), words[start:end], refused, either)


def _day(parts: Mapping[str, str | None]) -> tuple[str | None, str, tuple[str, str] | None]:
    """Return the day, why it is refused, and the two that it may be."""
    year = int(parts["year"] or 0)
    if parts.get("one") is None:
        named = parts["month"] or ""
        month = int(named) if named.isdigit() else MONTHS.index(named[:3].lower()) + 1
        return _told(year, month, int(parts["day"] or 0))
    one, two = int(parts["one"] or 0), int(parts["two"] or 0)
    if one > 12 or one == two:
        return _told(year, two, one)
    if two > 12:
        return _told(year, one, two)
    day_first, month_first = possible(year, two, one), possible(year, one, two)
    if day_first and month_first:  # 03/04: a day in March to some, in April to others
        return None, "it may be day or month first", (day_first, month_first)
    return (day_first, "", None) if day_first else _told(year, one, two)


def _told(year: int, month: int, day: int) -> tuple[str | None, str, None]:
    return possible(year, month, day), _refused(year, month, day), None
