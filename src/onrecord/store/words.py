"""A finding's words, cut from its document's text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.terms import Span

MARKS = "“”„«»‹›\"‘’'`"
OUTER = {"“": '”“"', "„": '“”"', '"': '"”', "«": "»", "»": "«", "‹": "›", "‘": "’'", "'": "'’"}


def words_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans as one line: outer quotation marks left out, " … " where other words stand between."""
    out = ""
    for n, (start, end) in enumerate(spans):
        gap = n and (" … " if text[spans[n - 1].end : start].strip() else " ")
        out += (gap or "") + unquoted(" ".join(text[start:end].split()))
    return out


def unquoted(words: str) -> str:
    """Return words without the pair of quotation marks around them, and without one that is not paired inside."""
    if len(words) > 1 and words[0] in OUTER:
        inner = words[1:]
        if words[-1] in OUTER[words[0]]:
            return inner[:-1] if words[0] not in inner[:-1] else words
        return inner if not any(mark in inner for mark in OUTER[words[0]]) else words
    return words
