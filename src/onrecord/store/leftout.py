"""What of a document stands in no article: how much it is, and whether it holds quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.terms import CLOSES, Article, Document, Span

AT_LEAST = 4
"""So many words between marks are a quotation; fewer are mostly a title or a word set apart."""
AT_MOST = 2000
"""A quotation has so many characters at most: marks further apart are no pair."""
OPEN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, CLOSES), key=len, reverse=True))})(?=\S)")


class LeftOut(NamedTuple):
    """The share of a document's characters, white space apart, that stand in no article, and if a quotation does."""

    share: float
    quotes: bool


def left_out(document: Document) -> LeftOut:
    """Measure what was left out: what is no article's body, no part of one, and not where its facts are written."""
    letters = _letters(document.text)
    gaps = list(_gaps(document))
    stand = sum(_letters(document.text[start:end]) for start, end in gaps)
    return LeftOut(
        round(stand / letters, 4) if letters else 0.0,
        any(_quotes(document.text[start:end]) for start, end in gaps),
    )


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _gaps(document: Document) -> Iterator[Span]:
    """Yield the stretches between what articles hold."""
    at = 0
    for start, end in sorted(span for article in document.articles for span in _held(document.text, article)):
        if start > at:
            yield Span(at, start)
        at = max(at, end)
    yield Span(at, len(document.text))


def _held(text: str, article: Article) -> Iterator[Span]:
    yield from article.spans
    for part in article.parts:
        yield part.span
    yield from _written(text, (article.title, *article.authors, article.outlet, article.section))


def _written(text: str, facts: Iterable[str | None]) -> Iterator[Span]:
    """Yield where facts stand word for word, each at its first place."""
    for fact in facts:
        if fact and (start := text.find(fact)) >= 0:
            yield Span(start, start + len(fact))


def _quotes(text: str) -> bool:
    """Say whether a text holds words between marks, more than a few."""
    for opening in OPEN.finditer(text):
        for mark in CLOSES[opening.group()]:
            end = text.find(mark, opening.end(), opening.end() + AT_MOST)
            while end >= 0 and text[end + len(mark) : end + len(mark) + 1].isalnum():  # the apostrophe of "don't"
                end = text.find(mark, end + 1, opening.end() + AT_MOST)
            words = text[opening.end() : max(end, 0)]
            if len(words.split()) >= AT_LEAST and "\n\n" not in words:
                return True
    return False
