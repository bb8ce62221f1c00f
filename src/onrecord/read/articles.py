"""Articles: a text -> the articles in it, each with its header's facts and the spans of its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.read.blocks import blocks
from onrecord.read.bodies import body, paragraphs
from onrecord.read.header import Header, header
from onrecord.read.openings import sections
from onrecord.read.outline import Piece, outline
from onrecord.terms import Article, Span


def articles(
    text: str, *, without: Iterable[Span] = (), headings: Mapping[int, int] | None = None
) -> tuple[Article, ...]:
    """Return the articles of a text in order.

    Args:
        text: a document's whole text.
        without: spans known to be furniture, such as the running heads of a PDF; whole lines.
        headings: the level of each line known to be a heading, such as one in large type, by where its words start.

    Returns:
        At least one article where the text holds any words outside furniture.
    """
    pieces = outline(blocks(text, without=without, headings=headings))
    parts = [(section, header(section)) for section in sections(pieces)]
    writers = {author for _, head in parts for author in head.authors}  # a copy may have lost its byline, not the note
    found = [_article(section, head, sorted(writers)) for section, head in parts]
    return tuple(article for article in found if article.body) or _scraps(pieces)


def clean(text: str) -> tuple[tuple[Span, ...], ...]:
    """Return the paragraphs of a text that is one article's body and nothing else."""
    return paragraphs(Piece(block, "prose") for block in blocks(text) if block.words)


def _article(section: Sequence[Piece], head: Header, writers: Sequence[str]) -> Article:
    spans = body(section[head.length :], writers)
    return Article(spans, head.title, head.authors, head.outlet, head.published)


def _scraps(pieces: Sequence[Piece]) -> tuple[Article, ...]:
    """Return a text without any prose as one article: its lines are all there is to keep."""
    spans = paragraphs(pieces)
    return (Article(spans),) if spans else ()
