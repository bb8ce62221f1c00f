"""A paragraph as one line of words, of which every character leads back to where it stands in the document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.terms import Article, Span

BLANK = re.compile(r"\s")
STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z\d$£€])")
FAR = 1_000
"""Characters from something within which its sentence tells of it: only lists and what is hostile go on for longer."""
SHORTENED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|No|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)$")


@dataclass(frozen=True)
class Prose:
    """A paragraph: ``words`` has a blank for every white space, and one between the spans that a page break parts."""

    words: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    """Where each of the spans begins in ``words``."""

    def place(self, start: int, end: int) -> Span:
        """Return where characters of ``words`` stand in the document: those of one span, where a break parts them."""
        at = bisect_right(self.starts, start) - 1
        moved = self.spans[at].start - self.starts[at]
        return Span(start + moved, min(end + moved, self.spans[at].end))

    def holds(self, span: Span) -> bool:
        """Say whether a span of the document begins in this paragraph."""
        return any(part.start <= span.start < part.end for part in self.spans)

    def at(self, place: int) -> int:
        """Return where a character of the document stands in ``words``."""
        n = max(0, bisect_right(self.spans, place, key=lambda span: span.start) - 1)
        return self.starts[n] + max(0, min(place, self.spans[n].end) - self.spans[n].start)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in ``words`` of the sentence around characters."""
        at = bisect_right(self._stops, start) - 1
        after = bisect_left(self._stops, end)
        return self._stops[at], self._stops[after] if after < len(self._stops) else len(self.words)

    def near(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in ``words`` of as much of the sentence around characters as tells of them."""
        begins, ends = self.sentence(start, end)
        return max(begins, start - FAR), min(ends, end + FAR)

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences begin."""
        stops = STOP.finditer(self.words)
        return [
            0,
            *(stop.end() for stop in stops if not SHORTENED.search(self.words, max(0, stop.start() - 5), stop.start())),
        ]


def paragraphs(text: str, article: Article) -> Iterator[Prose]:
    """Yield an article's paragraphs in order."""
    for spans in article.body:
        starts, at = [], 0
        for start, end in spans:
            starts.append(at)
            at += end - start + 1
        yield Prose(BLANK.sub(" ", " ".join(text[start:end] for start, end in spans)), spans, tuple(starts))
