"""Statements written as words, for tests."""

from __future__ import annotations

from onrecord.extract.found import Found
from onrecord.terms import Span


def found(text: str, *parts: tuple[str, str, str], sure: float = 0.9) -> list[Found]:
    """Statements whose source, cue and content are these words of the text; parts of one are joined by " | "."""

    def spans(words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(one), text.index(one) + len(one)) for one in words.split(" | ") if one)

    return [Found(spans(source), spans(cue), spans(content), sure) for source, cue, content in parts]


def words(text: str, one: Found) -> tuple[str, str, str]:
    """A statement's source, cue and content as words."""
    source, cue, content = (" | ".join(text[s:e] for s, e in spans) for spans in (one.source, one.cue, one.content))
    return source, cue, content
