"""Which characters stand inside quotation marks, and so which statements are given as verbatim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from onrecord.terms import CLOSES, Article, Kind, Span

MARK = re.compile(r"''|``|[“”„«»‹›\"‘’']")


def quoted(text: str, article: Article) -> tuple[Span, ...]:
    """Return the spans inside quotation marks, marks included, in reading order.

    A mark that is never closed quotes to its paragraph's end (as in a quotation that goes on in the next paragraph),
    so that damage stays inside one paragraph. Marks within a quotation are part of it.
    """
    return tuple(span for paragraph in article.body for span in _in_paragraph(text, paragraph))


def kind(text: str, content: Iterable[Span], quotations: tuple[Span, ...]) -> Kind:
    """Tell a content given as verbatim from one reported in the article's words, and from one that is part both."""
    letters = verbatim = 0
    for start, end in content:
        letters += _letters(text[start:end])
        verbatim += sum(_letters(text[max(s, start) : min(e, end)]) for s, e in touching(quotations, Span(start, end)))
    if not verbatim:
        return "indirect"
    return "direct" if verbatim == letters else "mixed"


def with_marks(text: str, span: Span, quotations: tuple[Span, ...]) -> Span:
    """Widen a content that ends just inside a quotation's marks by these marks."""
    start, end = span
    for s, e in touching(quotations, span):
        if s < start < e and not _letters(text[s:start]):
            start = s
        if s < end < e and not _letters(text[end:e]):
            end = e
    return Span(start, end)


def touching(quotations: tuple[Span, ...], span: Span) -> Iterator[Span]:
    """Yield the quotations, which are in order and apart from each other, that share a character with a span."""
    at = max(0, bisect_right(quotations, span.start, key=itemgetter(0)) - 1)
    while at < len(quotations) and quotations[at].start < span.end:
        if quotations[at].end > span.start:
            yield quotations[at]
        at += 1


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _in_paragraph(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    marks = [mark for span in spans for mark in MARK.finditer(text, span.start, span.end) if _is_mark(text, mark)]
    at = 0
    hopeless: set[str] = set()  # single marks for which none that closes follows
    while at < len(marks):
        opening = marks[at]
        at += 1
        if opening.group() in hopeless or not _opens(text, opening):
            continue
        closing = next((n for n in range(at, len(marks)) if _closes(text, opening, marks[n])), None)
        if closing is not None:
            yield from _pieces(Span(opening.start(), marks[closing].end()), spans)
            at = closing + 1
        elif opening.group() not in ("‘", "'"):  # an apostrophe may look like a single mark that never closes
            yield from _pieces(Span(opening.start(), spans[-1].end), spans)
            return
        else:
            hopeless.add(opening.group())


def _pieces(span: Span, paragraph: tuple[Span, ...]) -> Iterator[Span]:
    """Cut a quotation where its paragraph is cut."""
    for start, end in paragraph:
        if start < span.end and span.start < end:
            yield Span(max(start, span.start), min(end, span.end))


def _around(text: str, mark: re.Match[str]) -> tuple[str, str]:
    return text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]


def _is_mark(text: str, mark: re.Match[str]) -> bool:
    """Leave out apostrophes, which stand between letters or digits."""
    before, after = _around(text, mark)
    return not (mark.group() in ("’", "'") and before.isalnum() and after.isalnum())


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Say whether a mark opens a quotation; one that looks the same on both sides must touch the word after it."""
    if mark.group() in ('"', "'", "''"):
        before, after = _around(text, mark)
        year = mark.group() == "'" and after.isdigit()  # the '90s
        return not before.isalnum() and bool(after.strip()) and not year
    return mark.group() in CLOSES


def _closes(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """Say whether a mark closes a quotation: it fits the opening one and is not about to open a word itself."""
    before, after = _around(text, mark)
    return mark.group() in CLOSES[opening.group()] and not (before.isspace() and after.isalnum())
