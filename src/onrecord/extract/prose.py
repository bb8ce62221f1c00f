"""A paragraph as one line of words, of which every character leads back to where it stands in the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.terms import Article, Span

BLANK = re.compile(r"\s")
STOP = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])(?<!Prof)(?<!\bNo)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bGen)"
    r"(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)"
    r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z\d$£€])"
)


@dataclass(frozen=True, slots=True)
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

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in ``words`` of the sentence around characters."""
        before = 0
        for stop in STOP.finditer(self.words, 0, start):
            before = stop.end()
        after = STOP.search(self.words, end)
        return before, after.end() if after else len(self.words)


def paragraphs(text: str, article: Article) -> Iterator[Prose]:
    """Yield an article's paragraphs in order."""
    for spans in article.body:
        starts, at = [], 0
        for start, end in spans:
            starts.append(at)
            at += end - start + 1
        yield Prose(BLANK.sub(" ", " ".join(text[start:end] for start, end in spans)), spans, tuple(starts))
