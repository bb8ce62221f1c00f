"""Layout of a PDF: the lines of its pages -> one text with paragraphs, places, running heads and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from onrecord.read.pdfpage import HYPHENS, Run, reading_order
from onrecord.read.sentences import goes_on, is_closed
from onrecord.terms import Place, Span

DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:[-–—/]|of \d{1,4})?\s*(?:\d{1,4})?", re.IGNORECASE
)
MARGIN = 0.12
SMALL = 0.85  # of the body's type: captions, footnotes, boxes
KEPT_HYPHEN = frozenset(
    "self ex non anti well half all cross vice then long short high low far left right co pro mid post pre".split()
)


@dataclass
class Layout:
    """A PDF's text as it is put together.

    ``small`` is furniture in small type, such as captions; ``doubtful`` are words broken at a line's end of which it
    cannot be told whether the hyphen belongs to them.
    """

    parts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)
    small: list[Span] = field(default_factory=list)
    doubtful: list[Span] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The text so far, joined anew each time that it is asked for."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Add characters that stand nowhere on a page, or that the caller places."""
        self.parts.append(text)
        self.length += len(text)


def layout(pages: Sequence[Sequence[Run]], heights: Sequence[float]) -> Layout:
    """Lay out the runs of a PDF's pages as one text.

    Args:
        pages: each page's runs.
        heights: each page's height in points.
    """
    heads = _running(pages, heights)
    sizes = Counter(round(run.size) for page in pages for run in page for _ in run.text)
    body = sizes.most_common(1)[0][0] if sizes else 10
    words = frozenset(re.findall(r"[\w-]+", " ".join(run.text.casefold() for page in pages for run in page)))
    times = Counter(re.findall(r"[^\W\d_]+", " ".join(_whole(run.text) for page in pages for run in page)))
    out = Layout()
    for number, page in enumerate(pages, 1):
        if out.length:
            out.add("\n\n\f")
        top = [run for run in page if run in heads[number - 1] and run.middle > heights[number - 1] / 2]
        foot = [run for run in page if run in heads[number - 1] and run.middle <= heights[number - 1] / 2]
        _furniture(out, top, number)
        for paragraph in _paragraphs(reading_order([run for run in page if run not in heads[number - 1]])):
            _paragraph(out, paragraph, number, words, times, body)
        _furniture(out, foot, number)
    return out


def _whole(text: str) -> str:
    """Return a line in small letters, without the first half of a word that its end breaks."""
    words = text.casefold()
    return words.rpartition(" ")[0] if words.endswith((*HYPHENS, "-")) else words


def _running(pages: Sequence[Sequence[Run]], heights: Sequence[float]) -> list[frozenset[Run]]:
    """Return each page's heads and feet: in its margins, and a number or the same on another page, digits aside."""
    margins = [
        [run for run in page if run.middle > (1 - MARGIN) * height or run.middle < MARGIN * height]
        for page, height in zip(pages, heights, strict=True)
    ]
    seen = Counter(key for margin in margins for key in {_key(run) for run in margin})
    return [frozenset(run for run in margin if seen[_key(run)] > 1 or NUMBER.fullmatch(run.text)) for margin in margins]


def _key(run: Run) -> tuple[str, int]:
    return DIGITS.sub("0", run.text.casefold()), round(run.middle / 6)


def _furniture(out: Layout, heads: Sequence[Run], page: int) -> None:
    for run in sorted(heads, key=lambda run: (-run.middle, run.x0)):
        _gap(out)
        start = out.length
        _place(out, run, _shown(run.text), page)
        out.furniture.append(Span(start, out.length))


def _gap(out: Layout) -> None:
    if out.length and not out.parts[-1].endswith("\f"):
        out.add("\n\n")


def _place(out: Layout, run: Run, text: str, page: int) -> None:
    if text:
        where = f"page {page} at {run.x0:.0f},{run.y0:.0f},{run.x1:.0f},{run.y1:.0f}"
        out.places.append(Place(out.length, out.length + len(text), where))
        out.add(text)


def _shown(text: str) -> str:
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "-")
    return text


def _paragraph(
    out: Layout, lines: Sequence[Run], page: int, words: frozenset[str], times: Mapping[str, int], body: float
) -> None:
    """Add a paragraph as one line of text: words broken at a line's end joined, the others set apart by a space."""
    _gap(out)
    start = out.length
    if lines[0].size > 1.25 * body:
        out.headings[out.length] = 1 if lines[0].size > 1.6 * body else 2
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = line.text
        broken = text.endswith(HYPHENS) or (text.endswith("-") and text[-2:-1].isalpha())
        if after and broken:
            stem = text[:-1]
            doubt = _is_doubtful(stem, after.text, words, times)
            at = out.length + len(_shown(stem)) - len(_broken(stem, after.text)[0])
            _place(out, line, _shown(stem) + ("-" if _keeps_hyphen(stem, after.text, words) else ""), page)
            if doubt:
                out.doubtful.append(Span(at, out.length + len(_broken(stem, after.text)[1])))
        else:
            _place(out, line, _shown(text), page)
            out.add(" " if after else "")
    if lines[0].size < SMALL * body:
        out.furniture.append(Span(start, out.length))
        out.small.append(Span(start, out.length))


def _broken(stem: str, after: str) -> tuple[str, str]:
    """Return the halves of a word that is broken at a line's end."""
    second = re.match(r"\w*", after)
    return re.split(r"[^\w-]", stem)[-1], second[0] if second else ""


def _is_doubtful(stem: str, after: str, words: frozenset[str], times: Mapping[str, int]) -> bool:
    """Return whether both readings of a broken word are as likely: the document has both, or its halves as words."""
    first, second = (half.casefold() for half in _broken(stem, after))
    if len(first) < 2 or len(second) < 2 or not after[:1].islower():
        return False
    both = f"{first}-{second}" in words, first + second in words
    return all(both) or (not any(both) and first not in KEPT_HYPHEN and min(times[first], times[second]) > 1)


def _keeps_hyphen(stem: str, after: str, words: frozenset[str]) -> bool:
    """Return whether the hyphen at a line's end belongs to the word: the document, or the word's start, tells."""
    first = re.split(r"[^\w-]", stem.casefold())[-1]
    second = re.match(r"\w*", after.casefold())
    whole = second[0] if second else ""
    if not whole or not after[:1].islower():
        return True
    if first + whole in words:
        return False
    return f"{first}-{whole}" in words or first in KEPT_HYPHEN


def _paragraphs(columns: Iterable[Sequence[Run]]) -> list[list[Run]]:
    """Return the lines of a page's columns as paragraphs; one may go on from the foot of a column to the next."""
    found: list[list[Run]] = []
    for column in columns:
        right = max(run.x1 for run in column)
        steps = [above.middle - below.middle for above, below in pairwise(column)]
        step = median(steps) if steps else 0.0
        for place, line in enumerate(column):
            above = column[place - 1] if place else None
            if above is None:
                fresh = not found or abs(found[-1][-1].size - line.size) > 0.6 or not _flows(found[-1][-1], line)
            else:
                fresh = _is_fresh(above, line, step, right)
            if fresh:
                found.append([line])
            else:
                found[-1].append(line)
    return found


def _flows(last: Run, line: Run) -> bool:
    return last.text.endswith((*HYPHENS, "-")) or goes_on(last.text, line.text)


def _is_fresh(above: Run, line: Run, step: float, right: float) -> bool:
    """Return whether a line begins a paragraph: by its type, the space above it, its indent, or a short line above."""
    if abs(above.size - line.size) > 0.6:
        return True
    if above.middle - line.middle > max(1.3 * step, 1.15 * line.size) and above.middle - line.middle > 1.6 * line.size:
        return True
    if line.x0 - above.x0 > 0.7 * line.size:
        return True
    return is_closed(above.text) and right - above.x1 > 0.12 * (right - above.x0) + line.size
