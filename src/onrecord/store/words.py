"""A finding's words, cut from its document's text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.terms import CLOSES, Span

APOSTROPHES = "‘’'\ufffd"
"""Marks that, where one stands alone, are taken for a part of the word."""


def words_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans as one line: outer quotation marks left out, " … " where other words stand between."""
    out = ""
    for n, (start, end) in enumerate(spans):
        gap = n and (" … " if text[spans[n - 1].end : start].strip() else " ")
        out += (gap or "") + unquoted(" ".join(text[start:end].split())).strip()
    return out


def unquoted(words: str) -> str:
    """Return words without the pair of quotation marks around them, and without one that has no other inside."""
    if words.startswith(("``", "''")) and words.endswith("''") and len(words) > 3:  # as typed on a typewriter
        return words[2:-2]
    if len(words) < 2:
        return words
    first, last, inner = words[0], words[-1], words[1:-1]
    if last in CLOSES.get(first, ()):
        return words if first in inner else inner
    if first in CLOSES and first not in APOSTROPHES and not set(CLOSES[first]) & set(inner):
        return words[1:]
    opens = {mark for mark, closing in CLOSES.items() if last in closing}
    if opens and last not in APOSTROPHES and not opens & set(inner):
        return words[:-1]
    return words
