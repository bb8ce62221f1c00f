"""Anchors: places in documents that are found again whatever becomes of the findings there, or of the document."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Literal, NamedTuple

from onrecord.store.rows import text_of

AnchorKind = Literal["statement", "person", "article", "quotation", "source", "cue", "content"]
BESIDE = 6
"""Words kept of those before and after."""
REACH = 120
"""Characters in which these are looked for."""
UNMISTAKABLE = 40
"""Characters from which words that stand in a text but once need none beside them to be the same."""


class Anchor(NamedTuple):
    """Where something stands: of side 0, what a correction is about, or 1, the other, or 2, words with a role in it."""

    side: int
    kind: AnchorKind
    document: str
    sha256: str
    start: int
    end: int
    words: str
    before: str
    after: str


class Found(NamedTuple):
    """Where an anchor's words stand now; ``current`` says whether that revision is."""

    document: int
    start: int
    end: int
    current: bool


def anchor(db: sqlite3.Connection, side: int, kind: AnchorKind, document: int, start: int, end: int) -> Anchor:
    """Return the anchor of a place in a document, by its number."""
    id, sha256 = db.execute("SELECT id, sha256 FROM documents WHERE number = ?", [document]).fetchone()
    text = text_of(db, document)
    before = text[max(0, start - REACH) : start].split()[-BESIDE:]
    after = text[end : end + REACH].split()[:BESIDE]
    return Anchor(side, kind, id, sha256, start, end, text[start:end], " ".join(before), " ".join(after))


def places(db: sqlite3.Connection, anchor: Anchor) -> Iterator[Found]:
    """Yield where an anchor's words stand: in the document it was made in, and in other revisions of that source.

    In another text the words have to stand with those before or after them, or be long and stand there but once.
    """
    rows = db.execute(
        "SELECT number, replaced_by IS NULL, id = :document AND sha256 = :sha256,"
        " substr(text, :start + 1, :end - :start) FROM documents WHERE source IN"
        " (SELECT source FROM documents WHERE id = coalesce("
        "   (SELECT id FROM documents WHERE id = :document), (SELECT id FROM documents WHERE sha256 = :sha256)))"
        " ORDER BY number",
        anchor._asdict(),
    ).fetchall()
    for number, current, same, words in rows:
        if same and words == anchor.words:
            yield Found(number, anchor.start, anchor.end, bool(current))
        elif (at := _again(text_of(db, number), anchor)) is not None:
            yield Found(number, *at, bool(current))


def _again(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return where words stand in another text, where that is certain."""
    pattern = r"\s+".join(map(re.escape, anchor.words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if len(found) == 1 and len(anchor.words) >= UNMISTAKABLE:
        return found[0]
    ranked = sorted(((_beside(text, *span, anchor), span) for span in found), reverse=True)
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _beside(text: str, start: int, end: int, anchor: Anchor) -> int:
    """Return how many of the words before and after are the same, those nearest first."""
    before, after = anchor.before.split()[::-1], anchor.after.split()
    return _same(before, text[max(0, start - REACH) : start].split()[::-1]) + _same(
        after, text[end : end + REACH].split()
    )


def _same(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
