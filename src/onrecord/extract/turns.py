"""Turns of a transcript or an interview: the label says who speaks, all that follows is what they said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.found import Found
from onrecord.extract.quotes import apart, touching
from onrecord.terms import Article, Part, Span

SURE = 0.95
"""Of turns, those of all challenge sets are right (60 of 60) and those of polnear dev (10 of 10). In a third of polnear
train 5 of 28 are: 7 stood in a table of votes, and its annotators leave the turns of most interviews out."""
LABEL_END = re.compile(r"(?:\s*[(\[][^()\[\]\n]{1,60}[)\]])?\s*\d{0,2}[*_]{0,3}(?:[:.]|\s[–—-])[*_]{0,3}")
"""What may stand between who speaks and what they say: "Ada Quill (by telephone):"."""
SEAT = re.compile(r"\s\([A-Z][^()\[\]\n:]{1,60}\)(?=\s*[*_]{0,3}:)")


def turns(text: str, article: Article) -> tuple[Found, ...]:
    """Return a statement for each turn that names who speaks: that is its source, and it has no cue."""
    parts = [part for part in article.parts if part.kind == "turn" and part.by is not None]
    found = (
        Found((_with_seat(text, part.by),), (), tuple(_words(text, article, part, part.by)), SURE)
        for part in parts
        if part.by
    )
    said = tuple(turn for turn in found if turn.content)
    return () if 2 * sum(_is_figure(text, turn.content[0]) for turn in said) > len(said) else said


def outside(found: Sequence[Found], spoken: Sequence[Found]) -> list[Found]:
    """Return what was found in no turn: the rest is part of a turn's words, and is found again inside it."""
    taken = apart(span for turn in spoken for span in (*turn.source, *turn.content))
    return [one for one in found if not any(any(touching(taken, span)) for span in one.content)]


def _is_figure(text: str, first: Span) -> bool:
    """Say whether no word follows a label: "Lund: 1,769." where most lines are so makes a table, and nobody speaks."""
    return not any(map(str.isalpha, text[first.start : first.end]))


def _with_seat(text: str, by: Span) -> Span:
    """Return who speaks with the party or the place that a bracket names: "Mr. Crane (Upper Strand)"."""
    seat = SEAT.match(text, by.end)
    return Span(by.start, seat.end()) if seat else by


def _words(text: str, article: Article, part: Part, by: Span) -> Iterator[Span]:
    """Yield the turn's words: what stands in the body, after the label and its colon."""
    label = LABEL_END.match(text, by.end, part.span.end)
    for start, end in touching(article.spans, part.span):
        begin = max(start, part.span.start)
        if begin <= by.start < end:
            begin = label.end() if label else by.end
        words = text[begin : min(end, part.span.end)]
        if words.strip(" *_"):
            yield Span(begin + len(words) - len(words.lstrip(" *_\t")), begin + len(words.rstrip()))
