"""Alignment: what an extractor kept of a page -> how much of each rendered block it kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from onrecord.read.page import Rendered

SPACE = re.compile(r"\s+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
LEAST = 12


def coverage(page: Rendered, kept: Sequence[str]) -> list[float]:
    """Return for each block of a page which share of it an extractor kept.

    White space is left out of the comparison. Each paragraph is looked for after the one before it, then anywhere, then
    sentence by sentence; of several places where a paragraph stands, the last before the next paragraph is taken, since
    a teaser or a menu repeats the first lines of an article above it.

    Args:
        page: the rendered page.
        kept: the extractor's paragraphs, in order.

    Returns:
        Shares between 0 and 1, in the order of the page's blocks.
    """
    squeezed = [SPACE.sub("", page.text[block.start : block.end]) for block in page.blocks]
    starts = [0, *accumulate(map(len, squeezed))]
    text = "".join(squeezed)
    covered = [0] * len(squeezed)
    for start, end in _places(text, [squeeze for words in kept if (squeeze := SPACE.sub("", words))], kept):
        block = bisect_right(starts, start) - 1
        while block < len(squeezed) and starts[block] < end:
            covered[block] += min(end, starts[block + 1]) - max(start, starts[block])
            block += 1
    return [min(1.0, share / max(1, len(words))) for share, words in zip(covered, squeezed, strict=True)]


def _places(text: str, squeezed: Sequence[str], kept: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs stand in a text without white space."""
    found = _found(text, squeezed)
    later = len(text)
    for index in reversed(range(len(found))):
        start = found[index]
        if start is None:
            continue
        again = text.rfind(squeezed[index], start + 1, later) if start < later else -1
        found[index] = start = max(start, again)
        later = start
    cursor = 0
    whole = [words for words in kept if SPACE.sub("", words)]
    for start, words, original in zip(found, squeezed, whole, strict=True):
        if start is None:
            yield from _pieces(text, original, cursor)
        else:
            yield start, start + len(words)
            cursor = start + len(words)


def _found(text: str, squeezed: Sequence[str]) -> list[int | None]:
    cursor = 0
    found: list[int | None] = []
    for words in squeezed:
        start = text.find(words, cursor)
        if start < 0 and len(words) >= LEAST:
            start = text.find(words)
        found.append(start if start >= 0 else None)
        cursor = max(cursor, start + len(words)) if start >= 0 else cursor
    return found


def _pieces(text: str, words: str, cursor: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph stand that does not stand in the page as a whole."""
    for sentence in SENTENCE.split(words):
        piece = SPACE.sub("", sentence)
        if len(piece) < LEAST:
            continue
        for part in (piece, piece[: len(piece) // 2], piece[len(piece) // 2 :]):
            start = text.find(part, cursor) if len(part) >= LEAST else -1
            start = text.find(part) if start < 0 and len(part) >= 2 * LEAST else start
            if start >= 0:
                yield start, start + len(part)
                cursor = start + len(part)
                if part == piece:
                    break
