"""Lines: a text -> its lines that hold something, each with its span, its Markdown mark, and what stood before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from onrecord.terms import Span

Mark = Literal["", "heading", "quote", "item", "number", "rule", "image", "fence"]

MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("rule", re.compile(r"(?:[-*_=~#•·] ?){3,}$")),
    ("fence", re.compile(r"```|~~~")),
    ("image", re.compile(r"!\[[^\]]*\]\([^)]*\)$")),
    ("heading", re.compile(r"(#{1,6})\s+(?=\S)")),
    ("quote", re.compile(r"(?:>\s*)+(?=\S)")),
    ("item", re.compile(r"[-*+•‣▪]\s+(?=\S)")),
    ("number", re.compile(r"\d{1,3}[.)]\s+(?=\S)")),
)
STRIPPED: frozenset[Mark] = frozenset({"heading", "quote", "item"})


class Line(NamedTuple):
    """A line that holds something.

    ``span`` is trimmed of white space and of the Markdown mark before the words. ``gap`` counts the blank lines before
    it, ``cut`` says that a page break or page furniture stood there, ``level`` is that of a heading, 0 for none.
    """

    span: Span
    indent: int
    gap: int
    cut: bool
    mark: Mark
    level: int = 0


def lines(text: str, *, without: Iterable[Span] = (), headings: Mapping[int, int] | None = None) -> Iterator[Line]:
    """Yield the lines that hold something, in order.

    Args:
        text: a document's whole text.
        without: spans known to be furniture; the lines that overlap them are left out.
        headings: the level of each line known to be a heading, by where its words start.
    """
    furniture = iter(sorted(without))
    out = next(furniture, None)
    start, gap, cut = 0, 0, False
    for raw in text.splitlines(keepends=True):
        end = start + len(raw)
        while out and out.end <= start:
            out = next(furniture, None)
        content = raw.strip()
        cut = cut or "\f" in raw
        if out and out.start < end and content:
            gap, cut = gap + 1, True
        elif content:
            line = _line(raw, content, start, gap, cut)
            known = headings.get(line.span.start) if headings else None
            yield line._replace(mark="heading", level=known) if known else line
            gap, cut = 0, False
        else:
            gap += 1
        start = end


def _line(raw: str, content: str, offset: int, gap: int, cut: bool) -> Line:
    indent = len(raw) - len(raw.lstrip())
    mark, level, length = _mark(content)
    start = offset + indent
    return Line(Span(start + length, start + len(content)), indent, gap, cut, mark, level)


def _mark(content: str) -> tuple[Mark, int, int]:
    """Return the mark before a line's words, the level of a heading, and how many characters to leave out."""
    if content[0].isalpha():
        return "", 0, 0
    head = content[:200]  # a mark is short; a rule or a picture is a short line
    for mark, pattern in MARKS:
        if found := pattern.match(head):
            level = len(found[1]) if mark == "heading" else 0
            return mark, level, found.end() if mark in STRIPPED else 0
    return "", 0, 0


LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,1000}(?:\s[^()]{0,200})?\)")
EMPHASIS = re.compile(r"(?<!\w)[*_`]+|[*_`]+(?!\w)|\\$")
SPACE = re.compile(r"\s+")


def plain(words: str) -> str:
    """Return the words on one line without Markdown's links and emphasis.

    >>> plain("**By [Ada Quill](https://a.example)**")
    'By Ada Quill'
    """
    if "[" in words:
        words = LINK.sub(r"\1", words)
    if "*" in words or "_" in words or "`" in words or words.endswith("\\"):
        words = EMPHASIS.sub("", words)
    return SPACE.sub(" ", words).strip()
