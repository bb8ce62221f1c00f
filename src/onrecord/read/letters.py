"""Letters: the text of a mail -> its author's own paragraphs, without what they answer to and how they sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.articles import clean
from onrecord.terms import Span

QUOTED = re.compile(r"(?:^[ \t]*>.*(?:\r?\n|\Z)|^[ \t]*\r?\n(?=[ \t]*>))+", re.MULTILINE)
OPENS = re.compile(r"^[^\n>]*(?:\n[^\n>]+)?:[ \t]*\r?\n(?:[ \t]*\r?\n)?\Z", re.MULTILINE)
"""The line or two above a quotation that say whose it is: "On Tuesday, Ada Quill wrote:"."""
WROTE = re.compile(r"\d|\bwrote\b|\bschrieb\b|\ba écrit\b|\bescribió\b|\bha scritto\b|\bschreef\b", re.IGNORECASE)
ENDS = re.compile(r"^(?:-- ?|-{3,} ?Original Message ?-{3,}|_{20,})[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""What closes a letter: the mark above a signature, or above the mail that is answered."""


def own(text: str) -> tuple[tuple[Span, ...], ...]:
    """Return the paragraphs that the author of a mail wrote; all, where nothing else is left."""
    return clean(text, without=_outside(text)) or clean(text)


def _outside(text: str) -> Iterator[Span]:
    for match in QUOTED.finditer(text):
        before = text[max(0, match.start() - 400) : match.start()]
        opens = OPENS.search(before)
        start = match.start()
        if opens and WROTE.search(opens[0]):
            start -= len(before) - opens.start()
        yield Span(start, match.end())
    end = ENDS.search(text)
    if end:
        yield Span(end.start(), len(text))
