"""Time expressions of an article, each as the day, month or year it means, seen from the day of publication.

What is vague (recently, years ago), comes again and again (on Sundays), or is told from another event (four days later)
is no date, but where the sentence tells that event's day. Weekdays, months and days without a year mean the last one
where the sentence looks back, the next one where it looks ahead. After TIMEX3 (Pustejovsky et al. 2003), with
dates as EDTF writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from onrecord.extract.calendar import Tense
from onrecord.extract.prose import Prose, paragraphs
from onrecord.extract.tense import tense
from onrecord.extract.timereaders import Context, Reader, from_another, weekday
from onrecord.extract.timewords import GROUPS, MONTH, WEEKDAY
from onrecord.terms import Article, Dated, Span

WHOLE = re.compile(rf"\b{WEEKDAY},? (?:\d\d? {MONTH}|{MONTH} \d\d?),? \d{{4}}\b")
Found = tuple[int, int, re.Match[str], Reader]


def dates(text: str, article: Article) -> tuple[Dated, ...]:
    """Return an article's time expressions in reading order, those whose date can be told.

    Args:
        text: the document's text.
        article: one of the document's articles; without its date only what tells its own year is found, and the weekday
            that it names with its date, as a caption may: "Friday, 21 November 2025".
    """
    near = date.fromisoformat(article.published) if article.published else None
    return tuple(
        Dated(prose.place(start, end), value, prose.place(*prose.sentence(start, end)))
        for prose in paragraphs(text, article)
        for start, end, value in _in(prose, near, None if near else _named(text, article))
    )


def _named(text: str, article: Article) -> date | None:
    """Return the one day that an article names with its weekday and its year."""
    spans = [*article.spans, *(part.span for part in article.parts)]
    found = {match[0] for start, end in spans for match in WHOLE.finditer(text, start, end)}
    days = {value for words in found for _, _, value in _in(Prose(words, (Span(0, len(words)),), (0,)), None, None)}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _in(prose: Prose, near: date | None, named: date | None) -> Iterator[tuple[int, int, str]]:
    """Yield a paragraph's expressions: of those that overlap the one that begins first, of these the longest."""
    at, told = 0, Told(prose)
    for start, end, match, reader in sorted(_found(prose.words), key=lambda one: (one[0], -one[1])):
        if start >= at:
            of_that_day = named and reader is weekday and match["which"] is None and f"{named:%A}" == match["w"]
            day = told.before(start) if reader is from_another else None
            value = _read(
                reader, match, Context(named if of_that_day else near, partial(_tense, prose, start, end), day)
            )
            at = at if value is None else end
            if value:
                told.put(start, value)
                yield start, end, value


class Told:
    """The last two dates that a paragraph has told so far that are not the same, each with where it was told last."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._dates: list[tuple[int, str]] = []

    def put(self, start: int, value: str) -> None:
        """Put the next one there."""
        others = [one for one in self._dates if one[1] != value]
        self._dates = [*others[-1:], (start, value)]

    def before(self, start: int) -> date | None:
        """Return the one day that the sentence of a place has told before it, if it has told no other date."""
        begin = self._prose.sentence(start, start)[0]
        dates = [value for at, value in self._dates if at >= begin]
        return date.fromisoformat(dates[0]) if len(dates) == 1 and len(dates[0]) == 10 else None


def _read(reader: Reader, match: re.Match[str], context: Context) -> str | None:
    try:
        return reader(match, context)
    except (ValueError, OverflowError):  # no calendar goes so far
        return None


def _tense(prose: Prose, start: int, end: int) -> Tense:
    return tense(prose.words, prose.near(start, end), start, end)


def _found(words: str) -> Iterator[Found]:
    low = words.lower()
    for needs, forms in GROUPS:
        if any(need in words or need in low for need in needs):
            for _, pattern, reader in forms:
                for match in pattern.finditer(words):
                    yield *match.span("all" if "all" in pattern.groupindex else 0), match, reader
