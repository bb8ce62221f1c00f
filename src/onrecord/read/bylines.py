"""Bylines: a line that holds nothing but who wrote, when and for whom -> these facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.read.dates import Dated, dates
from onrecord.read.names import Credits, credits, is_outlet, tidy

LONGEST = 200
BY = re.compile(
    r"(?:(?:written|reported|posted|published|submitted|words|text|story|report|analysis|opinion|comment)\s+)?by:?\s+(?=\S)"
    r"|(?:author|writer|reporter|byline)s?:\s*(?=\S)",
    re.IGNORECASE,
)
FIELDS = re.compile(r"\s*[|·•\t\n]\s*|\s+[-–—/]\s+|\s*[–—]\s+")
SIGN = re.compile(r"\bby\b|\b(?:author|writer|reporter|byline)s?:|\d{4}", re.IGNORECASE)
EDGES = " \t,.;:|·•-–—()[]"
NAMED_SO = re.compile(r"(?:The\s)?[A-Z][\w'’&.-]*(?:\s[A-Z][\w'’&.-]*){0,3}$")  # an outlet or a place before a date
NOISE = re.compile(
    r"(?:(?:last |first )?(?:published|posted|updated|modified)(?: on| at)?:?|\d+[ -]min(?:ute)?s?(?: read)?"
    r"|at|on|in|date|\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?|\d+ comments?|(?:today|yesterday))$",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """What a byline says; ``by`` that it names an author outright, ``dates`` holds all its dates, refused ones too."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    by: bool = False
    dates: tuple[Dated, ...] = ()
    updated: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it holds a date, if a refused one."""
        return bool(self.dates)


def facts(words: str) -> Facts | None:
    """Read a line as a byline.

    >>> facts("Saturday 29 November 2025, by Ada Quill")[:2]
    (('Ada Quill',), '2025-11-29')

    Args:
        words: a line without Markdown's marks.

    Returns:
        What it says of author, date and outlet; None where it says anything else, or neither author nor date.
    """
    if len(words) > LONGEST:
        return None
    found = dates(words)
    if not (found or SIGN.search(words)):
        return None
    authors: list[str] = []
    outlet, by = None, False
    for field in _fields(words, found):
        cue = BY.match(field)
        named = credits(field[cue.end() :] if cue else field, known=bool(cue))
        if named is None and found and not cue and NAMED_SO.match(field):
            named = Credits((), tidy(field) if field.lower().startswith("the ") else None)
        if named is None or not (cue or found or is_outlet(field)):
            return None
        authors += named.authors
        outlet, by = outlet or named.outlet, by or bool(cue)
    if not (by or found):
        return None
    published, updated = days(found)
    return Facts(tuple(dict.fromkeys(authors)), published, outlet, by, tuple(found), updated)


def days(found: Iterable[Dated]) -> tuple[str | None, str | None]:
    """Return the first possible day of publication, and that of an update."""
    possible = [one for one in found if one.day]
    published = next((one.day for one in possible if not one.updated), None)
    return published, next((one.day for one in possible if one.updated), None)


def field(words: str) -> tuple[str, str] | None:
    """Read a line such as "Title: A bridge falls": which fact, and what is said of it."""
    match = NAMED.match(words)
    if not match or len(words) > 2 * LONGEST:
        return None
    return KEYS[match[1].lower()], match[2].strip().strip("\"'“”")


KEYS = {
    "title": "title", "headline": "title", "author": "author", "authors": "author", "byline": "author", "by": "author",
    "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet", "source": "outlet",
    "site": "outlet", "date": "date", "published": "date", "publication date": "date", "updated": "updated",
    "last updated": "updated", "modified": "updated", "section": "section", "category": "section",
}  # fmt: skip
NAMED = re.compile(rf"({'|'.join(sorted(KEYS, key=len, reverse=True))})\s*:\s*(\S.*)$", re.IGNORECASE)


def _fields(words: str, found: list[Dated]) -> list[str]:
    """Return what stands around the dates, cut at bars and dots."""
    start, pieces = 0, []
    for one in found:
        pieces.append(words[start : one.start])
        start = one.end
    pieces.append(words[start:])
    parts = (part.strip(EDGES) for piece in pieces for part in FIELDS.split(piece))
    return [part for part in parts if part and not NOISE.match(part)]
