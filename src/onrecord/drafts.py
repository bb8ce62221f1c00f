"""Drafts: read from a file or as bytes, and taken apart into quotations."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from onrecord import extract
from onrecord.check import Quotation, ignored, quotations
from onrecord.extract.blockquotes import blocks
from onrecord.extract.quotes import apart, quoted
from onrecord.findings import encoder
from onrecord.read import inputs, read, read_bytes
from onrecord.read.articles import found_in
from onrecord.read.decode import decode
from onrecord.read.files import Input
from onrecord.read.formats import FORMATS, NO_ARTICLE
from onrecord.read.source import Source, Unreadable
from onrecord.terms import Article, Document, Skipped, Span, Statement

LONG, AGAIN = 30_000, 4
"""Characters of a draft that are read at a time, some 5,000 words, and paragraphs that are read again with the next."""
PLAIN_TEXT = ("text/plain", "text/markdown")


def drafts(given: str | Path | bytes, *, name: str = "standard input") -> list[Document]:
    """Read a draft: a file, or the bytes of one.

    Args:
        given: the file's path, or its bytes.
        name: what bytes are called; its suffix tells which reader takes them, without one their beginning does.

    Raises:
        ValueError: it cannot be read; the message names it, says what is wrong and what to do.
    """
    if isinstance(given, bytes):
        found = _of_bytes(given, name)
    else:
        found = [one for path in inputs([Path(given)]) for one in _opened(path)]
    documents = [one for one in found if isinstance(one, Document)]
    if not documents:
        skipped = [one for one in found if isinstance(one, Skipped)]
        raise ValueError(f"{skipped[0].file} {skipped[0].reason}" if skipped else f"{given!s} holds no text to check")
    return documents


def _of_bytes(data: bytes, name: str) -> list[Document | Skipped]:
    form = FORMATS.get(Path(name).suffix.lower())
    if form is None or form.media_type not in PLAIN_TEXT:
        found = list(read_bytes(data, file=name, name=name))
        if found != [Skipped(name, NO_ARTICLE)] or data.lstrip().startswith(b"<") or form is not None:
            return found
    return [_plain(Source(Path("draft.md"), "draft.md", "text/markdown", len(data), data, name))]


def _opened(given: Input | Skipped) -> Iterable[Document | Skipped]:
    if isinstance(given, Skipped):
        return [given]
    form = FORMATS.get(given.path.suffix.lower())
    if form is not None and form.media_type in PLAIN_TEXT:
        return [_plain(Source(given.path, given.name, form.media_type, form.limit))]
    return read(given.path)


def _plain(source: Source) -> Document | Skipped:
    """Read a plain text as it stands: a draft may be no article yet."""
    try:
        data = source.content()
        decoded = decode(data)
    except Unreadable as problem:
        return Skipped(source.file, str(problem))
    except OSError as error:
        return Skipped(source.file, f"cannot be opened ({(error.strerror or str(error)).lower()})")
    found = found_in(decoded.text, name=source.name)
    return source.document(data, decoded.text, found.articles, encoding=decoded.encoding)


def drafted(draft: Document) -> Iterator[Quotation]:
    """Yield the quotations of a draft."""
    for article in _articles(draft):
        marks = apart((*quoted(draft.text, article), *blocks(draft.text, article)))
        if marks:
            reasons, pieces = ignored(draft.text, marks), list(_pieces(article))
            with ThreadPoolExecutor(1) as ahead:  # the next piece is read while what one holds is checked
                for piece, said in zip(pieces, ahead.map(partial(_said, draft), pieces), strict=True):
                    inside = [mark for mark in marks if piece.start <= mark.start < piece.end]
                    yield from quotations(draft.text, piece.article, inside, said, reasons)


class Piece(NamedTuple):
    """A part of a draft that is read at a time: what is quoted from ``start`` on, up to ``end``, is its own."""

    article: Article
    start: int
    end: int


def _pieces(article: Article) -> Iterator[Piece]:
    """Yield an article in pieces: a book is read a chapter at a time, since who is who is weighed among all that speak.

    The paragraphs before are read once more with a piece, for whom a pronoun means.
    """
    body = article.body
    size = [0, *accumulate(sum(end - start for start, end in paragraph) for paragraph in body)]
    firsts = [n for n in range(len(body)) if not n or size[n] // LONG > size[n - 1] // LONG]
    for first, last in pairwise([*firsts, len(body)]):
        start = body[first][0].start if first else 0
        end = body[last][0].start if last < len(body) else sys.maxsize
        read = body[max(0, first - AGAIN) : last]
        reach = read[0][0].start if first else 0
        parts = tuple(part for part in article.parts if reach <= part.span.start < end)
        yield Piece(replace(article, body=read, parts=parts), start, end)


def _said(draft: Document, piece: Piece) -> list[Statement]:
    found = extract.findings(draft.id, draft.text, piece.article, encoder()).statements
    return [one for one in found if one.content[0].start >= piece.start]


def _articles(draft: Document) -> Iterator[Article]:
    """Yield the writing in a draft: all of a plain text, of any other document what stands in its articles and their
    headlines and captions.
    """
    parts = tuple(part for article in draft.articles for part in article.parts)
    if draft.media_type in PLAIN_TEXT:
        yield Article(tuple((span,) for span in _paragraphs(draft.text)), parts=parts)
        return
    for article in draft.articles:
        beside = [(part.span,) for part in article.parts if part.kind in ("headline", "standfirst", "caption")]
        inside = {span.start for span in article.spans}
        yield replace(article, body=tuple(sorted((*article.body, *(p for p in beside if p[0].start not in inside)))))


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches of lines that are not empty."""
    at = 0
    for empty, lines in groupby(text.splitlines(keepends=True), key=lambda line: not line.strip()):
        size = sum(map(len, lines))
        if not empty:
            yield Span(at, at + size)
        at += size
