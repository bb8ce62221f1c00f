"""Blocks: lines -> the pieces a reader sees, with the lines of a hard-wrapped paragraph joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.read.lines import Line, Mark, lines, plain
from onrecord.read.sentences import goes_on, is_closed, is_ended
from onrecord.terms import Span

FIELD = re.compile(  # a line of front matter, or of a header that names its parts
    r"(?:title|headline|authors?|by(?:line)?|date|published|updated|outlet|publisher|source|site|section|url|link|tags?|categories|slug"
    r"|layout|description|summary|lang(?:uage)?|draft|subtitle|image|from|to|subject):\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a line of a menu: what stands by itself.

    ``words`` is its text on one line without Markdown's marks, to judge by. ``gap``, ``cut``, ``mark`` and ``level``
    are those of its first line.
    """

    spans: tuple[Span, ...]
    words: str
    raw: str
    gap: int = 0
    cut: bool = False
    mark: Mark = ""
    level: int = 0


def blocks(text: str, *, without: Iterable[Span] = (), headings: Mapping[int, int] | None = None) -> list[Block]:
    """Return the blocks of a text in order; ``without`` and ``headings`` as ``lines`` takes them."""
    found = list(lines(text, without=without, headings=headings))
    widths = _widths(text, found)
    groups: list[list[Line]] = []
    for index, line in enumerate(found):
        if groups and _underlines(text, groups[-1], line):
            groups[-1][0] = groups[-1][0]._replace(mark="heading", level=1 if text[line.span.start] == "=" else 2)
        elif groups and _joined(text, groups[-1][-1], line, widths[index]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(text, group) for group in groups]


def _block(text: str, group: Sequence[Line]) -> Block:
    first = group[0]
    if any(line.mark for line in group[1:]):  # a mark stands at the head of each line: it belongs to no span
        spans = tuple(line.span for line in group)
    else:
        spans = (Span(first.span.start, group[-1].span.end),)
    raw = " ".join(text[start:end] for start, end in spans)
    return Block(spans, plain(raw), raw, first.gap, first.cut, first.mark, first.level)


def _underlines(text: str, group: Sequence[Line], line: Line) -> bool:
    """Return whether the line is the rule under a heading of the older Markdown style."""
    if line.mark != "rule" or line.gap or len(group) > 1 or group[0].mark or text[line.span.start] not in "=-":
        return False
    return _length(group[0]) < 150 and not is_ended(_words(text, group[0]))


def _joined(text: str, before: Line, line: Line, width: int) -> bool:
    if line.gap or line.cut or before.mark in ("heading", "rule", "image", "fence"):
        return False
    if line.mark:  # lines of one block quote are one paragraph, as in Markdown
        return line.mark == before.mark == "quote"
    words, after = _words(text, before), _words(text, line)
    if FIELD.match(words) or FIELD.match(after):
        return False
    if width and line.indent <= before.indent + 1:  # the first word of this line found no room on the line before
        return _length(before) + 1 + len(after.split(maxsplit=1)[0]) > width - 2 or goes_on(words, after)
    return len(words) > 40 and goes_on(words, after, near=True)


def _widths(text: str, found: Sequence[Line]) -> list[int]:
    """Return for each line the column at which its run of lines is wrapped, 0 where it is not."""
    widths: list[int] = []
    for run in _runs(found):
        widths += [_width(text, run)] * len(run)
    return widths


def _runs(found: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in found:
        if run and (line.gap or line.cut):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _width(text: str, run: Sequence[Line]) -> int:
    """Return the column at which a run is wrapped: most of its lines are about as long, and break off in a sentence."""
    full = sorted(_length(line) for line in run[:-1])
    if not full:
        return 0
    width = full[int(0.8 * (len(full) - 1))]
    broken = sum(not is_closed(_words(text, line)) for line in run[:-1])
    long = sum(length >= 0.75 * width for length in full)
    return width if 40 <= width <= 120 and 2 * broken >= len(full) and 2 * long >= len(full) else 0


def _length(line: Line) -> int:
    return line.span.end - line.span.start


def _words(text: str, line: Line) -> str:
    return text[line.span.start : line.span.end]
