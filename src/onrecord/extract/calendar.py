"""Days, months and years near a day: the arithmetic behind time expressions, on dateutil's.

A date is written as precisely as it is known, as ISO 8601 and its part 2 (EDTF) do: 2025-03-11, 2025-03, 2025, 199X for
a decade, 19XX for a century, 2024-21 to 2024-24 for spring to winter, 2024-33 to 2024-36 for quarters, and two of these
with a slash between for a span of time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta, weekday

Tense = Literal["past", "future", ""]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}
"""EDTF's number of a season, whichever half of the earth it is on, and the month in which the northern one begins."""
FEASTS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "fourth of july": (7, 4),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "burns night": (1, 25),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "st george's day": (4, 23),
    "midsummer's day": (6, 24),
    "halloween": (10, 31),
    "hallowe'en": (10, 31),
    "all souls' day": (11, 2),
    "bonfire night": (11, 5),
    "guy fawkes night": (11, 5),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
EASTER = {
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "ash wednesday": -46,
    "palm sunday": -7,
    "shrove tuesday": -47,
    "maundy thursday": -3,
    "ascension day": 39,
    "whit sunday": 49,
    "pentecost": 49,
    "whit monday": 50,
}

NEAR = timedelta(days=60)
"""A day of a month without a year that lies so near is the one that is meant, whatever the tense."""


def month_number(name: str) -> int:
    """Return a month's number by its name, however short."""
    return MONTHS.index(name[:3].lower()) + 1


def day(year: int, month: int, number: int) -> date | None:
    """Return a day, or None where there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def day_near(near: date, month: int, number: int, tense: Tense) -> date | None:
    """Return the day of a month without a year: the nearest, or if that is far the last or next one, by the tense."""
    days = [one for year in (-1, 0, 1) if (one := day(near.year + year, month, number)) is not None]
    if any(abs(one - near) < NEAR for one in days):
        tense = ""
    if tense == "past":
        days = [one for one in days if one <= near]
    elif tense == "future":
        days = [one for one in days if one >= near]
    return min(days, key=lambda one: abs(one - near), default=None)


def month_near(near: date, month: int, tense: Tense) -> str:
    """Return the month by that name which has been, which comes, or which is nearest."""
    ahead = (month - near.month) % 12  # months until the next, 0 in this one
    if ahead and (tense == "past" or (not tense and ahead > 6)):
        ahead -= 12
    return _month(near, ahead)


def weekday_near(near: date, name: str, tense: Tense) -> date:
    """Return the last such weekday, today included, or the next where the sentence looks ahead."""
    number = WEEKDAYS.index(name[:3].lower())
    return _moved(near, weekday=weekday(number, 1 if tense == "future" else -1))


def weekday_of_month(year: int, month: int, name: str, number: int) -> date | None:
    """Return a month's so-manieth weekday of a name, -1 the last, or None where it has none."""
    found = _moved(
        date(year, month, 1),
        months=1 if number < 0 else 0,
        days=-1 if number < 0 else 0,
        weekday=weekday(WEEKDAYS.index(name[:3].lower()), number),
    )
    return found if found.month == month else None


def weekday_on(near: date, name: str, number: int) -> date | None:
    """Return the nearest day that is such a weekday and such a day of its month, of this month and two on each side."""
    months = [_moved(near.replace(day=1), months=away) for away in range(-2, 3)]
    days = [one for month in months if (one := day(month.year, month.month, number)) is not None]
    fitting = [one for one in days if one.weekday() == WEEKDAYS.index(name[:3].lower())]
    return min(fitting, key=lambda one: abs(one - near), default=None)


def week(near: date, away: int) -> str:
    """Return the week, Monday to Sunday, so many weeks away."""
    monday = near - timedelta(days=near.weekday()) + timedelta(weeks=away)
    return between(monday, monday + timedelta(days=6))


def weekend(near: date, away: int, tense: Tense) -> str:
    """Return a weekend: 0 the one that is or comes (or was, in the past tense), -1 the last, 1 the one after."""
    saturday = _moved(near, weekday=weekday(5, 1)) if near.weekday() < 5 else near - timedelta(near.weekday() - 5)
    if away or (tense == "past" and near.weekday() < 5):
        saturday += timedelta(weeks=away or -1)
    return between(saturday, saturday + timedelta(days=1))


def season(near: date, name: str, which: str, tense: Tense) -> str:
    """Return "last spring", "next spring" or "this spring": a winter has the year in which it begins."""
    number, begins = SEASONS[name]
    years = [near.year + away for away in (-2, -1, 0, 1)]
    over = [year for year in years if _moved(date(year, begins, 1), months=3) <= near]
    ahead = [year for year in years if date(year, begins, 1) > near]
    now = [year for year in years if year not in over and year not in ahead]
    if which == "this" and not now:
        return f"{near.year}-{number}"
    if which == "last" or (which != "next" and not now and tense == "past"):
        return f"{over[-1]}-{number}"
    return f"{now[0] if now and which != 'next' else ahead[0]}-{number}"


def feast(name: str, year: int) -> date:
    """Return the day of a feast."""
    if name in EASTER:
        found: date = easter(year)
        return found + timedelta(days=EASTER[name])
    if name == "thanksgiving":
        return _moved(date(year, 11, 1), weekday=weekday(3, 4))
    return date(year, *FEASTS[name])


def feast_near(near: date, name: str, tense: Tense) -> date:
    """Return the feast that was, that comes, or the nearest."""
    days = [feast(name, near.year + away) for away in (-1, 0, 1)]
    fitting = [one for one in days if not (tense == "past" and one > near) and not (tense == "future" and one < near)]
    return min(fitting, key=lambda one: abs(one - near))


def away(near: date, count: float, unit: str) -> str:
    """Return what lies so many units from a day, as precisely as the unit tells.

    >>> away(date(2025, 3, 12), -2, "week"), away(date(2025, 3, 12), -5, "month"), away(date(2025, 3, 12), 10, "year")
    ('2025-02-26', '2024-10', '2035')

    Raises:
        ValueError, OverflowError: no calendar goes so far.
    """
    if unit in ("day", "night", "week", "fortnight", "hour"):
        days = {"week": 7.0, "fortnight": 14.0, "hour": 1 / 24}.get(unit, 1.0) * count
        return (near + timedelta(days=round(days))).isoformat()
    if unit == "month":
        return _month(near, round(count))
    years = {"decade": 10, "century": 100}.get(unit, 1) * count
    if years != round(years):
        return _month(near, round(12 * years))
    return f"{date(near.year + round(years), 1, 1).year:04}"


def _moved(near: date, **by: Any) -> date:
    """Return a day moved as ``relativedelta`` moves it."""
    moved: date = near + relativedelta(**by)
    return moved


def _month(near: date, months: int) -> str:
    """Return the month so many months away."""
    return _moved(near, day=1, months=months).isoformat()[:7]


def between(start: date | str, end: date | str) -> str:
    """Return a span of time."""
    return f"{start}/{end}" if str(start) != str(end) else str(start)
