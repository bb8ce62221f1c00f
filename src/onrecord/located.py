"""Words that somebody marks, by their offsets or by the words themselves, are found in the article they stand in."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from onrecord.extract.quotes import apart, kind, quoted, with_marks
from onrecord.store import changes, copies
from onrecord.store.changes import ROLES
from onrecord.store.schema import RecordError
from onrecord.terms import Act, Kind, Polarity, Span

Pieces = Sequence[str | tuple[int, int]]
"""Words, or their offsets: [start, end) in the document's text."""
SHORTEST = 40
"""Characters of words that are quoted where they are not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What somebody says that a statement is: None where it is as it was, of words () where there are none.

    Raises:
        ValueError: a kind, act or polarity that is none, or a statement without content.
    """

    source: Pieces | None = None
    cue: Pieces | None = None
    content: Pieces | None = None
    kind: str | None = None
    act: str | None = None
    polarity: str | None = None

    def __post_init__(self) -> None:
        for name, form in (("kind", Kind), ("act", Act), ("polarity", Polarity)):
            value = getattr(self, name)
            if value is not None and value not in get_args(form):
                raise ValueError(f"{value!r} is no {name} of a statement: choose among {', '.join(get_args(form))}")
        if self.content is not None and not self.content:
            raise ValueError("a statement has content: reject it if nothing is said there")

    @property
    def said(self) -> dict[str, str]:
        """What is said of it in a word: kind, act, polarity."""
        found = {name: getattr(self, name) for name in changes.FIELDS}
        return {name: value for name, value in found.items() if value is not None}


Roles = Mapping[str, list[Span]]
"""Spans by role, of those roles that were given."""


def in_statement(db: sqlite3.Connection, number: int, marked: Marked) -> tuple[Marked, Roles]:
    """Return where the words stand that a statement is given, and its kind where that follows from new content.

    Raises:
        RecordError: they are not found in its article, or not at one place alone.
    """
    (article,) = db.execute("SELECT article FROM statements WHERE number = ?", [number]).fetchone()
    now = changes.as_it_is(db, number)
    before = tuple(Span(*span) for span in now["content"])
    spans = _located(db, article, marked, before)
    if "content" in spans and marked.kind is None and _kind(db, article, before) == now["kind"]:
        marked = replace(marked, kind=_kind(db, article, spans["content"]))
    return marked, spans


def in_article(db: sqlite3.Connection, article: int, marked: Marked) -> tuple[Marked, Roles]:
    """Return where the words of a statement stand that an article has, and of which kind it is.

    Raises:
        RecordError: they are not found in the article, or not at one place alone.
    """
    spans = _located(db, article, marked, ())
    return replace(marked, kind=marked.kind or _kind(db, article, spans["content"])), spans


def _located(db: sqlite3.Connection, article: int, marked: Marked, before: Sequence[Span]) -> Roles:
    text, body = copies.body(db, article)
    inside = _inside(db, article, body.spans)
    quotations = quoted(text, body)
    found: dict[str, list[Span]] = {}
    for role in reversed(ROLES):  # content first, since source and cue are those beside it
        pieces: Pieces | None = getattr(marked, role)
        if pieces is None:
            continue
        around = found.get("content") or before
        near = Span(around[0].start, around[-1].end) if around else None
        spans = [_one(text, piece, inside, near) for piece in pieces]
        if role == "content":
            spans = [with_marks(text, span, quotations) for span in spans]
        found[role] = _apart(text, spans)
    return found


def _inside(db: sqlite3.Connection, article: int, body: Sequence[Span]) -> list[Span]:
    """Return from where to where an article reaches, and its parts outside of that, such as a headline."""
    whole = [Span(body[0].start, body[-1].end)] if body else []
    parts = db.execute("SELECT start, end FROM parts WHERE article = ?", [article]).fetchall()
    return list(apart([*whole, *(Span(*part) for part in parts)]))


def _one(text: str, piece: str | tuple[int, int], inside: Sequence[Span], near: Span | None) -> Span:
    if not isinstance(piece, str):
        return _offsets(text, piece, inside)
    words = piece.split()
    if not words:
        raise RecordError("no words were given")
    pattern = r"\s+".join(map(re.escape, words))
    before, after = r"(?<!\w)" if words[0][0].isalnum() else "", r"(?!\w)" if words[-1][-1].isalnum() else ""
    found = [
        Span(*one.span())
        for s, e in inside
        for one in re.finditer(before + pattern + after, text[:e])
        if one.start() >= s
    ]
    if near is not None and found:
        away = {span: max(span.start - near.end, near.start - span.end, 0) for span in found}
        found = [span for span in found if away[span] == min(away.values())]
    shown = f"“{' '.join(words)[:SHORTEST]}{'…' if len(' '.join(words)) > SHORTEST else ''}”"
    if not found:
        raise RecordError(f"{shown} does not stand in the article: copy the words from it, or give START-END")
    if len(found) > 1:
        raise RecordError(f"{shown} stands in the article {len(found)} times: give more words, or START-END")
    return found[0]


def _offsets(text: str, piece: tuple[int, int], inside: Sequence[Span]) -> Span:
    start, end = piece
    if not any(s <= start < end <= e for s, e in inside):
        reach = ", ".join(f"{s} to {e}" for s, e in inside)
        raise RecordError(f"{start}-{end} lies outside of the article, which has the characters {reach}")
    words = text[start:end]
    if not words.strip():
        raise RecordError(f"no words stand from {start} to {end}")
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _apart(text: str, spans: Sequence[Span]) -> list[Span]:
    found = sorted(spans)
    for before, after in pairwise(found):
        if after.start < before.end:
            raise RecordError(f"“{text[slice(*before)]}” and “{text[slice(*after)]}” overlap: give each word once")
    return found


def _kind(db: sqlite3.Connection, article: int, content: Sequence[Span]) -> Kind:
    """Return the kind of a content: what stands in a block quote or a turn is given as verbatim without marks too."""
    given = db.execute("SELECT start, end FROM parts WHERE article = ? AND kind IN ('blockquote', 'turn')", [article])
    whole = given.fetchall()
    if all(any(s <= start and end <= e for s, e in whole) for start, end in content):
        return "direct"
    text, body = copies.body(db, article)
    return kind(text, content, quoted(text, body))
