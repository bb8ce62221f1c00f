"""Quotation marks: what stands inside them, and whose statement holds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from onrecord.terms import CLOSES, Span


class HasContent(Protocol):
    """A statement, of a draft or of a source."""

    @property
    def content(self) -> tuple[Span, ...]:
        """What is said."""


Statement = TypeVar("Statement", bound=HasContent)


def owner_of(mark: Span, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that holds most of what is quoted, of several the one that holds least besides."""
    best: tuple[int, int, Statement] | None = None
    for statement in statements:
        shared = sum(max(0, min(e, mark.end) - max(s, mark.start)) for s, e in statement.content)
        size = sum(e - s for s, e in statement.content)
        if 2 * shared > mark.end - mark.start and (best is None or (shared, -size) > best[:2]):
            best = (shared, -size, statement)
    return best[2] if best else None


def unmarked(text: str, part: Span) -> Span:
    """Return what is quoted without its outer marks and the white space beside them."""
    start, end = part
    opening = next((mark for mark in sorted(CLOSES, key=len, reverse=True) if text.startswith(mark, start)), "")
    closing = next((mark for mark in CLOSES.get(opening, ()) if text.endswith(mark, start, end)), "")
    if opening and start + len(opening) <= end - len(closing):
        start, end = start + len(opening), end - len(closing)
    while start < end and text[start] in " \t\r\n>":
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
