"""Figures of an article: quantities with what is counted, the day they hold for, and who gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.elided import with_last
from onrecord.extract.prose import Prose, paragraphs
from onrecord.extract.quantities import quantities
from onrecord.extract.quantity import Quantity
from onrecord.extract.told import Told, told
from onrecord.extract.units import measured
from onrecord.terms import Article, Dated, Figure, Span, Statement

BREAK = re.compile(r"[,;:]|\b(?:and|but|while)\b")
NOT_AS_OF = re.compile(r"\b(?:since|before|until|till|after|from|for)(?: the)? $", re.IGNORECASE)


def figures(text: str, article: Article, statements: Sequence[Statement], dates: Sequence[Dated]) -> tuple[Figure, ...]:
    """Return an article's figures in reading order: a function of its arguments alone.

    Args:
        text: the document's text.
        article: one of the document's articles.
        statements: those found in it.
        dates: the time expressions found in it.
    """
    return tuple(
        _figure(prose, one, what, near, statements, article.published)
        for prose in paragraphs(text, article)
        for near in [[found for found in dates if prose.holds(found.span)]]
        for one, what in _in(prose, near)
    )


def _in(prose: Prose, dates: Iterable[Dated]) -> Iterator[tuple[Quantity, Told]]:
    """Yield a paragraph's quantities, each with what is told of it; none that the words of another hold."""
    taken = [(prose.at(one.span.start), prose.at(one.span.end)) for one in dates]
    at, last = 0, None
    for one in quantities(prose, taken):
        what = told(prose, one) if one.start >= at else None
        if what is not None:
            what = with_last(prose, one, what, last)
            at, last = max(one.end, what.end), (one, what)
            yield one, what


def _figure(
    prose: Prose,
    one: Quantity,
    what: Told,
    dates: Sequence[Dated],
    statements: Iterable[Statement],
    published: str | None,
) -> Figure:
    dimension, scale = measured(what.unit)
    return Figure(
        span=prose.place(one.begin, max(one.end, what.end)),
        value=one.value,
        unit=what.unit,
        of=(prose.place(*what.of),) if what.of else (),
        statement=_given(prose.place(one.start, one.end), statements),
        as_of=_as_of(prose, one, dates, published),
        sentence=prose.place(*prose.sentence(one.start, one.end)),
        measures=dimension,
        scale=scale,
    )


def _given(span: Span, statements: Iterable[Statement]) -> str | None:
    """Return the id of the innermost statement in whose content a figure stands."""
    found = [
        (part.end - part.start, one.id)
        for one in statements
        for part in one.content
        if part.start <= span.start and span.end <= part.end
    ]
    return min(found)[1] if found else None


def _as_of(prose: Prose, one: Quantity, dates: Sequence[Dated], published: str | None) -> str | None:
    """Return the day that the figure's sentence tells, if one does and it has come: the nearest."""
    around = prose.near(one.start, one.end)
    first, last = (bisect_left(dates, at, key=lambda found: prose.at(found.span.start)) for at in around)
    near = []
    for found in dates[first:last]:
        start = prose.at(found.span.start)
        past = len(found.date) == 10 and (published is None or found.date <= published)
        if past and not NOT_AS_OF.search(prose.words, max(0, start - 12), start):
            before, after = sorted([(one.start, one.end), (start, prose.at(found.span.end))])
            between = prose.words[before[1] : after[0]]
            near.append((len(BREAK.findall(between)), len(between), found.date))
    return min(near)[2] if near else None
