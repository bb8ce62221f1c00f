"""What a time expression means: each function here reads the matches of some patterns in ``timewords``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from onrecord.extract import calendar
from onrecord.extract.calendar import Tense, between, day, month_number
from onrecord.extract.numbers import value

DECADES = {
    name: number
    for number, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
TODAY = {
    "the day before yesterday": -2,
    "the night before last": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
FIRST_CENTURY = 10
CENTURIES = tuple(
    """tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    twenty-first""".split()
)
NOWADAYS = re.compile(
    r"['’]s (?!(?:\w+ )?(?:meeting|vote|hearing|session|debate|game|match|election|announcement|ruling|verdict|event"
    r"|news|paper|statement|speech|conference|summit|attack|decision|report|visit|talks|strike|rally|poll)s?\b)"
    r"| (?=(?:including|is|are|has|have|as|who|which|that|where)\b)"
)
"""After "today": no day is meant by "today's youth" or "the state of the world today is"."""
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()
ORDINALS = {
    word: number
    for number, word in enumerate(
        """tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),
        10,
    )
} | {
    f"{tens}{word}": number for tens, first in (("", 1), ("twenty-", 21)) for number, word in enumerate(_FIRSTS, first)
}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}
STEPS = {"last": -1, "this": 0, "next": 1}
QUARTERS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
IN = re.compile(r"\b[Ii]n $")
GAME = re.compile(r"\b(?:points?|touchdowns?|lead|led|scor\w+|goals?|yards?|game|match|halftime)\b", re.IGNORECASE)
WARMTH = re.compile(r"\b(?:temperatures?|degrees|mercury|thermometer|aged?|warm|hot|highs|lows)\b", re.IGNORECASE)


class Context(NamedTuple):
    """What an expression is seen from: the day of publication, if known, and which way the words around it look."""

    near: date | None
    tense: Callable[[], Tense]
    told: date | None = None
    """The one day that the sentence has told so far."""


Reader = Callable[[re.Match[str], Context], str | None]
"""Returns the date, or None where it cannot be told."""


def nothing(match: re.Match[str], context: Context) -> str | None:
    """Read what looks like a date and is none."""
    return ""


def month_day(match: re.Match[str], context: Context) -> str | None:
    """Read a day of a month, or several: 4 January 2021, Nov. 4-6, the night of 2 to 3 March, March 30 to April 2."""
    parts = match.groupdict()
    if (
        match.start("m") < match.start("d")
        and not parts.get("y")
        and IN.search(match.string, max(0, match.start("m") - 4), match.start("m"))
    ):
        return None  # "in May 12 people were fined"
    month = month_number(parts["m"])
    days = [(month, _digits(parts["d"]))]
    if parts.get("d2"):
        days.append((month_number(parts["m2"]) if parts.get("m2") else month, _digits(parts["d2"])))
    if parts.get("y"):
        found = [day(int(parts["y"]), *one) for one in days]
    elif context.near is not None:
        found = [calendar.day_near(context.near, *one, context.tense()) for one in days]
    else:
        return None
    told = [one for one in found if one is not None]
    return between(told[0], told[-1]) if len(told) == len(found) else None


def in_figures(match: re.Match[str], context: Context) -> str | None:
    """Read 1987-10-16, 16.10.1987 and 10/16/1987; of two days that 11/03/2025 may be the one that is not to come."""
    one, two, year = (int(match[name]) for name in ("one", "two", "y"))
    if match["sign"] == "-":
        return _iso(day(year, one, two))
    if match["sign"] == ".":
        return _iso(day(year, two, one))
    either = {found for found in (day(year, two, one), day(year, one, two)) if found is not None}
    if len(either) == 2:
        either = {found for found in either if context.near is not None and found <= context.near}
    return _iso(either.pop()) if len(either) == 1 else None


def month_year(match: re.Match[str], context: Context) -> str | None:
    """Read May 2019, March of last year."""
    year, month = match["y"], month_number(match["m"])
    if year.isdigit():
        return f"{year}-{month:02}"
    return f"{context.near.year + STEPS[year.split()[0].lower()]}-{month:02}" if context.near else None


def month(match: re.Match[str], context: Context) -> str | None:
    """Read May, last May, from June to August."""
    near = context.near
    if near is None:
        return None
    which, number = (match["which"] or "").lower(), month_number(match["m"])
    if which == "last":
        return calendar.month_near(near.replace(day=1) - timedelta(1), number, "past")
    if which == "this" and match["m2"] is None:
        return f"{near.year}-{number:02}"
    look: Tense = "future" if which == "next" else context.tense()
    found = calendar.month_near(near, number, look)
    return between(found, calendar.month_near(near, month_number(match["m2"]), look)) if match["m2"] else found


def weekday(match: re.Match[str], context: Context) -> str | None:
    """Read Tuesday, last Tuesday, next Tuesday."""
    near, which = context.near, (match["which"] or "").lower()
    if near is None:
        return None
    if which == "last":
        return calendar.weekday_near(near - timedelta(1), match["w"], "past").isoformat()
    if which == "next":
        return calendar.weekday_near(near + timedelta(1), match["w"], "future").isoformat()
    return calendar.weekday_near(near, match["w"], "future" if which else context.tense()).isoformat()


def weekday_week(match: re.Match[str], context: Context) -> str | None:
    """Read Tuesday week, a week on Tuesday, a fortnight on Friday."""
    if context.near is None:
        return None
    weeks = 2 if match["u"].lower() == "fortnight" else 1
    return (
        calendar.weekday_near(context.near + timedelta(1), match["w"], "future") + timedelta(weeks=weeks)
    ).isoformat()


def weekdays_ago(match: re.Match[str], context: Context) -> str | None:
    """Read two Tuesdays ago."""
    if context.near is None:
        return None
    last = calendar.weekday_near(context.near - timedelta(1), match["w"], "past")
    return (last - timedelta(weeks=int(_number(match["n"])) - 1)).isoformat()


def before_last(match: re.Match[str], context: Context) -> str | None:
    """Read the Saturday before last, the week after next."""
    if context.near is None:
        return None
    step, unit = (-1 if match["last"] else 1), match["u"].lower()
    if unit.endswith("day"):
        nearest = calendar.weekday_near(context.near + timedelta(step), unit, "past" if step < 0 else "future")
        return (nearest + timedelta(weeks=step)).isoformat()
    if unit == "week":
        return calendar.week(context.near, 2 * step)
    if unit == "weekend":
        return calendar.weekend(context.near, 2 * step, "")
    return calendar.away(context.near, 2 * step, unit)


def weekdays_of_week(match: re.Match[str], context: Context) -> str | None:
    """Read from Monday to Wednesday of last week."""
    if context.near is None:
        return None
    monday = context.near - timedelta(context.near.weekday()) + timedelta(weeks=STEPS[match["which"].lower()])
    first, last = (calendar.weekday_near(monday, match[name], "future").isoformat() for name in ("w", "w2"))
    return between(first, last)


def weekday_of_week(match: re.Match[str], context: Context) -> str | None:
    """Read Thursday next week."""
    if context.near is None:
        return None
    monday = context.near - timedelta(context.near.weekday()) + timedelta(weeks=STEPS[match["which"].lower()])
    return calendar.weekday_near(monday, match["w"], "future").isoformat()


def weekday_on(match: re.Match[str], context: Context) -> str | None:
    """Read Friday the 14th."""
    return _iso(calendar.weekday_on(context.near, match["w"], _digits(match["d"]))) if context.near else None


def weekday_of_month(match: re.Match[str], context: Context) -> str | None:
    """Read the first Monday in October, the last Friday of May 2021."""
    month, number = month_number(match["m"]), NTH[match["n"].lower()]
    if match["y"]:
        return _iso(calendar.weekday_of_month(int(match["y"]), month, match["w"], number))
    if context.near is None:
        return None
    year = int(calendar.month_near(context.near, month, context.tense())[:4])
    return _iso(calendar.weekday_of_month(year, month, match["w"], number))


def week_of(match: re.Match[str], context: Context) -> str | None:
    """Read the week of 9 June."""
    found = month_day(match, context)
    return calendar.week(date.fromisoformat(found), 0) if found and "/" not in found else None


def week_to(match: re.Match[str], context: Context) -> str | None:
    """Read the week to 28 September: the seven days of which that is the last."""
    found = month_day(match, context)
    last = date.fromisoformat(found) if found and "/" not in found else None
    return between(last - timedelta(6), last) if last else None


def today(match: re.Match[str], context: Context) -> str | None:
    """Read today, last night, the day after tomorrow; but no day in "today's youth"."""
    if match["t"].lower() == "today" and NOWADAYS.match(match.string, match.end()):
        return ""
    return (context.near + timedelta(TODAY[match["t"].lower()])).isoformat() if context.near else None


def ago(match: re.Match[str], context: Context) -> str | None:
    """Read two weeks ago, half a year ago, two years ago this month, a year ago today."""
    if context.near and match["day"]:
        moved: date = context.near - relativedelta(**{f"{match['u'].lower()}s": int(_number(match["n"]))})
        return moved.isoformat()
    return calendar.away(context.near, -_count(match), _unit(match)) if context.near else None


def ahead(match: re.Match[str], context: Context) -> str | None:
    """Read in three years, two days from now; "in three years" of work is no date."""
    if context.near is None or (match["way"].lower() == "in" and context.tense() == "past"):
        return None
    return calendar.away(context.near, _count(match), _unit(match))


def period(match: re.Match[str], context: Context) -> str | None:
    """Read last week, earlier this month, late last year, the end of next month."""
    if context.near is None:
        return None
    step, unit = STEPS[match["which"].lower()], match["u"].lower()
    if unit == "week":
        return calendar.week(context.near, step)
    if unit == "weekend":
        return calendar.weekend(context.near, step, "")
    return calendar.away(context.near, step, unit)


def from_another(match: re.Match[str], context: Context) -> str | None:
    """Read the following day, three days later, the day before: from the day that the sentence has told."""
    if context.told is None:
        return None
    if match["n"]:
        sign = 1 if match["way"].lower() == "later" else -1
        return calendar.away(context.told, sign * _number(match["n"]), match["u"].lower())
    step = 0 if match["same"] else 1 if match["next"] else -1
    return (context.told + timedelta(step)).isoformat()


def weekend(match: re.Match[str], context: Context) -> str | None:
    """Read at the weekend."""
    return calendar.weekend(context.near, 0, context.tense()) if context.near else None


def season(match: re.Match[str], context: Context) -> str | None:
    """Read spring 2022, last winter, since the spring."""
    name = match["s"].lower()
    if match["y"]:
        return f"{_year(match['y'], context)}-{calendar.SEASONS[name][0]}"
    if context.near is None or not match["which"]:
        return None
    which, tense = match["which"].lower(), context.tense()
    if which in ("in the", "over the", "by the") and not tense:
        return None  # whenever it comes
    return calendar.season(context.near, name, which, tense)


def quarter(match: re.Match[str], context: Context) -> str | None:
    """Read the first quarter of 2023, of last year."""
    year = match["y"]
    if not year.isdigit():
        if context.near is None:
            return None
        year = context.near.year + STEPS[year.split()[0].lower()]
    return f"{year}-{33 + QUARTERS[match['q'].lower()]}"


def quarter_near(match: re.Match[str], context: Context) -> str | None:
    """Read in the third quarter: the last that is over, or the next where the sentence looks ahead; none of a game."""
    number, near = QUARTERS[match["q"].lower()], context.near
    if near is None or GAME.search(match.string, max(0, match.start() - 80), match.end() + 80):
        return None
    over = 3 * number + 3 < near.month
    year = near.year + (context.tense() == "future" and over) - (context.tense() != "future" and not over)
    return f"{year}-{33 + number}"


def feast(match: re.Match[str], context: Context) -> str | None:
    """Read Christmas, Good Friday 2025."""
    name = match["f"].lower().replace("’", "'")
    if match["y"]:
        return calendar.feast(name, int(match["y"])).isoformat()
    return calendar.feast_near(context.near, name, context.tense()).isoformat() if context.near else None


def decade(match: re.Match[str], context: Context) -> str | None:
    """Read the 1990s, the '80s, the 1700s."""
    written = match["d"].strip("'’s")
    if len(written) == 2:
        return f"19{written[0]}X"
    return f"{written[:2]}XX" if written.endswith("00") and written != "2000" else f"{written[:3]}X"


def decade_named(match: re.Match[str], context: Context) -> str | None:
    """Read the sixties, unless these are degrees or somebody's years."""
    if WARMTH.search(match.string, max(0, match.start() - 60), match.end() + 20):
        return None
    return f"19{DECADES[match['name'].lower()]}X"


def century(match: re.Match[str], context: Context) -> str | None:
    """Read the 19th century, the nineteenth century."""
    written = match["c"].lower()
    number = CENTURIES.index(written) + FIRST_CENTURY if written in CENTURIES else _digits(written)
    return f"{number - 1:02}XX"


def short_year(match: re.Match[str], context: Context) -> str | None:
    """Read in '92."""
    return _year(match["y"], context)


def end_of_year(match: re.Match[str], context: Context) -> str | None:
    """Read by the end of the year, in the first half of the year."""
    return str(context.near.year) if context.near else None


def years(match: re.Match[str], context: Context) -> str | None:
    """Read 1932, between 2016 and 2019, 1870-71."""
    first, second = match["y"], match["y2"]
    return between(first, first[: 4 - len(second)] + second) if second else str(first)


def day_of_month(match: re.Match[str], context: Context) -> str | None:
    """Read on the 5th, on the 5th of this month."""
    near, number = context.near, _digits(match["d"])
    if near is None:
        return None
    if not match["this"] and number > near.day and context.tense() == "past":
        near = near.replace(day=1) - timedelta(1)
    return _iso(day(near.year, near.month, number))


def _year(written: str, context: Context) -> str:
    """Return a year with its century: of '76 the last that is over."""
    if len(written) == 4:
        return written
    short = _digits(written)
    this = context.near.year if context.near else 1999
    return str(this - (this - short) % 100)


def _iso(found: date | None) -> str | None:
    return found.isoformat() if found else None


def _digits(words: str) -> int:
    return ORDINALS.get(words.lower().replace(" ", "-")) or int(re.sub(r"\D", "", words))


def _count(match: re.Match[str]) -> float:
    number = 0.5 if match["n"].lower().startswith("half") else _number(match["n"])
    return 12 * number if match["u2"] else number


def _number(words: str) -> float:
    return 1 if words.lower() in ("a", "an") else value(words)


def _unit(match: re.Match[str]) -> str:
    return "month" if match["u2"] else match["u"].lower()
