"""Blocks: lines -> the pieces a reader sees, with the lines of a hard-wrapped paragraph joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from onrecord.read.bylines import facts
from onrecord.read.lines import Line, Mark, lines, plain
from onrecord.read.sentences import goes_on, is_closed, is_ended
from onrecord.terms import Span

FIELD = re.compile(  # a line of front matter, or of a header that names its parts
    r"(?:title|headline|authors?|by(?:line)?|date|published|updated|outlet|publisher|source|site|section|url|link|tags?|categories|slug"
    r"|layout|description|summary|lang(?:uage)?|draft|subtitle|image|from|to|subject):\s",
    re.IGNORECASE,
)


NARROWEST, NARROW, WIDEST = 40, 55, 120  # characters in a hard-wrapped line; a narrow one needs more lines to show it


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a line of a menu: what stands by itself.

    ``words`` is its text on one line without Markdown's marks, to judge by. ``gap``, ``cut``, ``mark`` and ``level``
    are those of its first line, ``indent`` is how far all its lines are set in.
    """

    spans: tuple[Span, ...]
    words: str
    raw: str
    gap: int = 0
    cut: bool = False
    mark: Mark = ""
    level: int = 0
    indent: int = 0


def blocks(text: str, *, without: Iterable[Span] = (), headings: Mapping[int, int] | None = None) -> list[Block]:
    """Return the blocks of a text in order; ``without`` and ``headings`` as ``lines`` takes them."""
    found = list(lines(text, without=without, headings=headings))
    widths = _widths(text, found)
    groups: list[list[Line]] = []
    for index, line in enumerate(found):
        if groups and _underlines(text, groups[-1], line):
            groups[-1][0] = groups[-1][0]._replace(mark="heading", level=1 if text[line.span.start] == "=" else 2)
        elif groups and _joined(text, groups[-1][-1], line, widths[index], found[index + 1 : index + 2]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(text, group) for group in groups]


def _block(text: str, group: Sequence[Line]) -> Block:
    first = group[0]
    if any(line.mark == "quote" for line in group[1:]):  # a mark stands at the head of each line: it belongs to no span
        spans = tuple(line.span for line in group)
    else:
        spans = (Span(first.span.start, group[-1].span.end),)
    raw = " ".join(text[start:end] for start, end in spans)
    indent = min(line.indent for line in group)
    return Block(spans, plain(raw), raw, first.gap, first.cut, first.mark, first.level, indent)


def _underlines(text: str, group: Sequence[Line], line: Line) -> bool:
    """Return whether the line is the rule under a heading of the older Markdown style."""
    if line.mark != "rule" or line.gap or len(group) > 1 or group[0].mark or text[line.span.start] not in "=-":
        return False
    return _length(group[0]) < 150 and not is_ended(_words(text, group[0]))


def _joined(text: str, before: Line, line: Line, width: int, below: Sequence[Line]) -> bool:
    """Return whether a line goes on with the paragraph of the line before it."""
    if line.gap or line.cut or before.mark in ("heading", "rule", "image", "fence"):
        return False
    if line.mark:  # lines of one block quote are one paragraph, as in Markdown
        dashed = bool(width) and line.mark == "item" and not before.mark and not is_closed(_words(text, before))
        return line.mark == before.mark == "quote" or (dashed and _length(before) > 0.75 * width)
    words, after = _words(text, before), _words(text, line)
    if FIELD.match(words) and FIELD.match(after):
        return False
    if not width or _length(before) > width + 8:
        return len(words) > 40 and goes_on(words, after, near=True)
    if line.indent > before.indent + 1 or facts(plain(words)) or facts(plain(after)):
        return False
    if is_closed(words) and below and not below[0].gap and facts(plain(_words(text, below[0]))):
        return False  # a title right below the last line of another article
    full = _length(before) + 1 + len(after.split(maxsplit=1)[0]) > width - 2  # the next word found no room
    return full or goes_on(words, after)


def _widths(text: str, found: Sequence[Line]) -> list[int]:
    """Return for each line the column at which its run of lines is wrapped, 0 where it is not.

    A run that proves nothing by itself, since it is short or its lines happen to end with sentences, takes the width
    that the others agree on, if its lines fill it.
    """
    runs = list(_runs(found))
    own = [_width(text, run) if len(run) > 3 else 0 for run in runs]
    usual = _usual(text, runs, own)
    taken = [width or (usual if _fills(run, usual) else 0) for run, width in zip(runs, own, strict=True)]
    return [width for run, width in zip(runs, taken, strict=True) for _ in run]


def _usual(text: str, runs: Sequence[Sequence[Line]], own: Sequence[int]) -> int:
    """Return the width that a text's runs agree on, or show together; 0 where most of the text is in long lines."""
    lengths = [_length(line) for run in runs for line in run]
    if 2 * sum(length for length in lengths if length <= WIDEST) < sum(lengths):
        return 0
    pooled = [line for run in runs for line in run[:-1]]
    known = [width for width in own if width]
    return int(median(known)) if known else _width(text, [*pooled, *pooled[-1:]])


def _fills(run: Sequence[Line], width: int) -> bool:
    lengths = [_length(line) for line in run]
    return max(lengths) <= width + 8 and (
        len(run) <= 3 or 2 * sum(size >= 0.75 * width for size in lengths) >= len(run)
    )


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
    if len(full) < 3:
        return 0
    width = full[int(0.8 * (len(full) - 1))]
    broken = sum(not is_closed(_words(text, line)) for line in run[:-1])
    long = sum(length >= 0.75 * width for length in full)
    if not (NARROWEST if len(full) > 5 else NARROW) <= width <= WIDEST:
        return 0
    return width if 2 * broken >= len(full) and 2 * long >= len(full) else 0


def _length(line: Line) -> int:
    return line.span.end - line.span.start


def _words(text: str, line: Line) -> str:
    return text[line.span.start : line.span.end]
