"""Articles: a text -> the articles in it, each with its header's facts and the spans of its body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.read.blocks import blocks
from onrecord.read.bodies import body, paragraphs
from onrecord.read.damage import merged
from onrecord.read.dates import Hints, named_day, order
from onrecord.read.header import NO_HINTS, Header, header
from onrecord.read.openings import sections
from onrecord.read.outline import Piece, outline
from onrecord.read.parts import parts
from onrecord.read.source import Unreadable
from onrecord.terms import Article, Fact, Span

LARGEST, MOST_LINES = 10_000_000, 50_000  # measured: some 5 s at most on one core


class Found(NamedTuple):
    """What a text holds: its articles in order, and sentences on what in it was not believed."""

    articles: tuple[Article, ...]
    doubts: tuple[str, ...] = ()


def found_in(
    text: str,
    *,
    without: Iterable[Span] = (),
    headings: Mapping[int, int] | None = None,
    name: str = "",
    hints: Hints = NO_HINTS,
) -> Found:
    """Find the articles of a text.

    Args:
        text: a document's whole text.
        without: spans known to be furniture, such as the running heads of a PDF; whole lines.
        headings: the level of each line known to be a heading, such as one in large type, by where its words start.
        name: the file's name, whose date is taken where no article has one.
        hints: what is known of its dates besides.

    Returns:
        At least one article where the text holds any words outside furniture.

    Raises:
        Unreadable: where the text is larger than can be read in seconds.
    """
    if len(text) > LARGEST or text.count("\n") > MOST_LINES:
        raise Unreadable(f"holds more than {LARGEST:,} characters or {MOST_LINES:,} lines: split it into smaller files")
    pieces = outline(blocks(text, without=without, headings=headings))
    day = named_day(name)
    hints = _hints(text, pieces, hints, day)
    heads = [(section, header(section, hints)) for section in sections(pieces)]
    writers = {author for _, head in heads for author in head.authors}  # a copy may have lost its byline, not the note
    read = [(_article(text, section, head, sorted(writers)), head) for section, head in heads]
    found = tuple(article for article, _ in read if article.body) or _scraps(pieces)
    return Found(dated(found, day), tuple(doubt for article, head in read if article.body for doubt in head.doubts))


def dated(found: tuple[Article, ...], day: str | None) -> tuple[Article, ...]:
    """Return the articles with the day in their file's name, where none of them says when it was published."""
    if day is None or any(article.published or article.updated for article in found):
        return found
    fact = Fact("published", day, "file name")
    return tuple(replace(article, published=day, facts=(*article.facts, fact)) for article in found)


def clean(text: str, *, without: Iterable[Span] = ()) -> tuple[tuple[Span, ...], ...]:
    """Return the paragraphs of a text that is one article's body and nothing else, less what begins in ``without``."""
    found = paragraphs(Piece(block, "prose") for block in blocks(text) if block.words)
    apart = merged(without)
    starts = [span.start for span in apart]

    def stays(span: Span) -> bool:
        place = bisect_right(starts, span.start)
        return not place or apart[place - 1].end <= span.start

    kept = (tuple(filter(stays, paragraph)) for paragraph in found)
    return tuple(paragraph for paragraph in kept if paragraph)


def _hints(text: str, pieces: Iterable[Piece], hints: Hints, day: str | None) -> Hints:
    """Return what tells the ambiguous dates of a text: its other dates, its file's name, what is known besides."""
    bylines = [piece.facts for piece in pieces if piece.facts]
    if not any(one.either for line in bylines for one in line.dates):
        return hints
    days = {one.day for line in bylines for one in line.dates if one.day} | ({day} if day else set())
    return Hints(order(text[: 1 << 20]) or hints.order, hints.days | days)


def _article(text: str, section: Sequence[Piece], head: Header, writers: Sequence[str]) -> Article:
    spans = body(section[head.length :], writers)
    return Article(
        spans,
        head.title,
        head.authors,
        head.outlet,
        head.published,
        section=head.section,
        updated=head.updated,
        facts=head.facts,
        parts=parts(text, section, spans, headline=head.headline, header=head.length),
    )


def _scraps(pieces: Sequence[Piece]) -> tuple[Article, ...]:
    """Return a text without any prose as one article: its lines are all there is to keep."""
    spans = paragraphs(pieces)
    return (Article(spans),) if spans else ()
