"""What was found before anybody asked who speaks."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.terms import Span


class Found(NamedTuple):
    """An attribution in the document's offsets."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


def touch(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Say whether any two of the spans share a character."""
    return any(start < end2 and start2 < end for start, end in some for start2, end2 in others)


def holds(outer: Found, one: Found) -> bool:
    """Say whether a statement stands wholly inside a span of another's content."""
    own = (*one.source, *one.cue, *one.content)
    first, last = min(span.start for span in own), max(span.end for span in own)
    return any(start <= first and last <= end for start, end in outer.content)
