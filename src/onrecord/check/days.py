"""Days that a draft names for what was said, against the days a source can have it from."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else "may" for name in MONTHS)
DAY = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m1>{MONTH})\.?(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>\d{{4}}))?)\b",
    re.IGNORECASE,
)
NOT_SAID = re.compile(r"\b(?:of|since|until|till|by|before|after|from|to|between|for) (?:the )?$", re.IGNORECASE)
LATE = 14
"""Days after which a source may still report what was said; a weekly has the last issue's talk in the next."""
EARLY = 1
"""Days before: at midnight a date is another one elsewhere."""


def days(text: str, *, said: bool = False) -> tuple[tuple[int | None, int, int], ...]:
    """Return the days that a text names, as (year or None, month, day).

    Args:
        text: words outside of quotation marks.
        said: leave out those after "of", "since", "until" and the like: they are about something else.
    """
    found: list[tuple[int | None, int, int]] = []
    for match in DAY.finditer(text):
        if said and NOT_SAID.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
            found.append((year, month, day))
        else:
            begins = (match["m1"] or match["m2"])[:3].lower()
            month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(begins))
            year_said = match["y1"] or match["y2"]
            found.append((int(year_said) if year_said else None, month, int(match["d1"] or match["d2"])))
    return tuple(day for day in found if _is_day(*day))


def fits(day: tuple[int | None, int, int], published: str | None, text: str) -> bool | None:
    """Say whether words said on a day can stand in a source that was published then and has this text around them.

    Returns:
        None where the source has no date.
    """
    if any(other[1:] == day[1:] and (None in (other[0], day[0]) or other[0] == day[0]) for other in days(text)):
        return True
    try:
        when = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    years = [day[0]] if day[0] else [when.year, when.year - 1]
    return any(-EARLY <= (when - date(year, *day[1:])).days <= LATE for year in years if _is_day(year, *day[1:]))


def _is_day(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True
