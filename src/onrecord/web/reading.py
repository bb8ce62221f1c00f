"""An article as it is read: its text in runs, each with the statements it belongs to; what is outside, folded.

Only here are characters counted; a page gets words to escape, never offsets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from onrecord.record import InFull, StatementRow
from onrecord.terms import Span

HUES = 8
"""Speakers that have a colour of their own; those after them share grey, and all are named."""
MOST_FOLDED = 20_000
"""Characters of furniture that are shown of one stretch."""
OUTSIDE = ("headline", "standfirst", "caption")


class Speaker(NamedTuple):
    """Who speaks in an article: ``hue`` from 1, 0 for grey, and initials."""

    name: str
    person_id: str | None
    hue: int
    initials: str
    statements: int


class Run(NamedTuple):
    """Words that are marked alike: inside which statement's content they stand, if any, and what else they are.

    ``role`` is source, cue or "" ; ``begins`` are the ids of statements that begin here, ``ends`` those whose content
    ends here. ``here`` is "begins" or "goes on" where they are what the page was asked to show.
    """

    words: str
    statement: str | None
    hue: int | None
    role: str
    of: str | None
    damaged: bool
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    here: str = ""


class Block(NamedTuple):
    """A paragraph or part in reading order, with the statements that begin in it; ``at`` is where it begins."""

    kind: str
    runs: tuple[Run, ...]
    statements: tuple[StatementRow, ...]
    at: int


class Folded(NamedTuple):
    """Words of the document that belong to no article, or the place of another article."""

    kind: str
    words: str
    length: int
    place: int | None = None


def speakers(statements: Sequence[StatementRow]) -> dict[str | None, Speaker]:
    """Return who speaks, by person id (None for the unknown), who speaks most first."""
    counts = Counter((row["person_id"], row["speaker"]) for row in statements)
    merged: dict[str | None, tuple[str, int]] = {}
    for (id, name), number in counts.most_common():
        before = merged.get(id)
        merged[id] = (before[0], before[1] + number) if before else (name or "unknown", number)
    known = sorted(((id, *rest) for id, rest in merged.items() if id), key=lambda one: (-one[2], one[1]))
    found: dict[str | None, Speaker] = {
        id: Speaker(name, id, hue if hue <= HUES else 0, _initials(name), number)
        for hue, (id, name, number) in enumerate(known, 1)
    }
    if None in merged:
        found[None] = Speaker("Speaker unknown", None, 0, "?", merged[None][1])
    return found


def _initials(name: str) -> str:
    words = [word for word in name.replace("-", " ").split() if word[0].isupper()] or name.split()
    return "".join(word[0] for word in (words if len(words) < 3 else [words[0], words[-1]])).upper()


def blocks(found: InFull, here: Sequence[Span] = ()) -> Iterator[Block | Folded]:
    """Yield an article from the beginning of its document to the end: paragraphs, parts, and what is folded.

    Args:
        found: the article.
        here: what is to be shown in it, besides its statements.
    """
    pieces = sorted(_pieces(found), key=lambda piece: piece[1][0])
    who = speakers(found.statements)
    at = 0
    for kind, spans in pieces:
        if spans[0].start < at:  # a part that a paragraph holds already
            continue
        yield from _folded(found, Span(at, spans[0].start))
        yield block(found, kind, spans, who, here)
        for before, after in pairwise(spans):
            yield from _folded(found, Span(before.end, after.start))
        at = spans[-1].end
    yield from _folded(found, Span(at, len(found.text)))


def _pieces(found: InFull) -> Iterator[tuple[str, tuple[Span, ...]]]:
    inside = {Span(*part["span"]): part["kind"] for part in found.parts if part["kind"] not in OUTSIDE}
    for paragraph in found.paragraphs:
        kinds = (kind for span, kind in inside.items() if _overlap(span, paragraph))
        yield next(kinds, "paragraph"), paragraph
    for part in found.parts:
        if part["kind"] in OUTSIDE:
            yield part["kind"], (Span(*part["span"]),)


def _overlap(part: Span, paragraph: tuple[Span, ...]) -> bool:
    return part.start < paragraph[-1].end and paragraph[0].start < part.end


def _folded(found: InFull, gap: Span) -> Iterator[Folded]:
    """Yield what stands in a gap between an article's pieces: furniture, and other articles, which are but named."""
    at = gap.start
    for other in found.neighbours:
        start, end = max(other.span.start, gap.start), min(other.span.end, gap.end)
        if start < end:
            yield from _furniture(found.text, Span(at, start))
            yield Folded("article", other.title or "untitled", end - start, other.place)
            at = max(at, end)
    yield from _furniture(found.text, Span(at, gap.end))


def _furniture(text: str, gap: Span) -> Iterator[Folded]:
    words = text[gap.start : gap.end].strip()
    if words:
        yield Folded("furniture", words[:MOST_FOLDED], len(words))


def block(
    found: InFull,
    kind: str,
    spans: tuple[Span, ...],
    who: dict[str | None, Speaker] | None = None,
    here: Sequence[Span] = (),
) -> Block:
    """Return a paragraph or part, with its words in runs."""
    who = who or speakers(found.statements)
    first, last = spans[0].start, spans[-1].end
    touching = [row for row in found.statements if any(s < last and first < e for s, e in _all(row))]
    runs: list[Run] = []
    for n, span in enumerate(spans):
        if n and not found.text[span.start - 1].isspace():
            runs.append(Run(" ", None, None, "", None, False, (), ()))
        runs += _runs(found, span, touching, who, here)
    beginning = tuple(row for row in touching if first <= row["content"][0][0] < last)
    return Block(kind, tuple(runs), beginning, first)


def _all(row: StatementRow) -> list[list[int]]:
    return [*row["content"], *row["source"], *row["cue"]]


def _runs(
    found: InFull,
    span: Span,
    statements: Sequence[StatementRow],
    who: dict[str | None, Speaker],
    here: Sequence[Span],
) -> Iterator[Run]:
    """Yield a span's words in runs, cut wherever something that is marked begins or ends."""
    marked: list[Any] = [place for row in statements for place in _all(row)] + found.damaged + list(here)
    edges = {edge for place in marked for edge in place if span.start < edge < span.end} | {span.start, span.end}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        holding = [row for row in statements if _holds(row["content"], start)]
        inner = min(holding, key=lambda row: sum(e - s for s, e in row["content"]), default=None)
        role, of = next(_roles(statements, start), ("", None))
        yield Run(
            words=found.text[start:end],
            statement=inner and inner["id"],
            hue=inner and who[inner["person_id"]].hue,
            role=role,
            of=of,
            damaged=_holds(found.damaged, start),
            begins=tuple(row["id"] for row in statements if row["content"][0][0] == start),
            ends=tuple(row["id"] for row in statements if row["content"][-1][1] == end),
            here=_here(here, start),
        )


def _here(here: Sequence[Span], at: int) -> str:
    return "begins" if here and at == here[0].start else "goes on" if _holds(here, at) else ""


def _roles(statements: Iterable[StatementRow], at: int) -> Iterator[tuple[str, str]]:
    for row in statements:
        if _holds(row["source"], at):
            yield "source", row["id"]
        elif _holds(row["cue"], at):
            yield "cue", row["id"]


def _holds(spans: Iterable[Sequence[int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
