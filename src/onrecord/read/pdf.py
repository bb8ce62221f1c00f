"""PDF: pages -> text in reading order with the place of each line, and the articles in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.read.articles import dated, found_in
from onrecord.read.bylines import Facts, facts
from onrecord.read.damage import damaged
from onrecord.read.dates import named_day
from onrecord.read.pdfchild import Pages, pages
from onrecord.read.pdflayout import layout
from onrecord.read.source import Source, Unreadable
from onrecord.terms import Article, Document, Fact, Part, Span

NOTE = "0123456789*†‡§("  # how a footnote begins


def documents(source: Source) -> Iterator[Document]:
    """Read a PDF as one document.

    Raises:
        Unreadable: where it is encrypted, damaged, holds no text, or would take too much time or memory.
    """
    data = source.content()
    read = pages(data)
    laid = layout([page.runs for page in read.pages], [page.height for page in read.pages])
    text = laid.text
    if not any(letter.isalnum() for letter in text):
        raise Unreadable("holds no text (a scan?): run it through OCR first, such as ocrmypdf")
    found = found_in(text, without=laid.furniture, headings=laid.headings)
    heads = [head for start, end in laid.furniture if (head := facts(text[start:end]))]
    title = read.title if len(found.articles) == 1 else ""
    told = (_captioned(_told(one, heads, title), text, laid.small) for one in found.articles)
    yield source.document(
        data,
        text,
        dated(tuple(told), named_day(source.name)),
        places=tuple(laid.places),
        doubts=tuple(_doubts(read)) + found.doubts,
        damaged=damaged(text, doubtful=laid.doubtful),
    )


def _doubts(read: Pages) -> Iterator[str]:
    silent = [number for number, page in enumerate(read.pages, 1) if not page.runs]
    if silent:
        listed = ", ".join(map(str, silent[:10])) + (", ..." if len(silent) > 10 else "")
        plural = "s" if len(silent) > 1 else ""
        yield f"no text on page{plural} {listed} of {read.total}: if scanned, run the file through OCR"
    if read.ended:
        yield f"only the first {len(read.pages)} of {read.total} pages were read ({read.ended}): split the file"


def _told(article: Article, heads: Sequence[Facts], title: str) -> Article:
    """Return an article with what running heads and the file's metadata say, where its own header does not."""
    more: list[Fact] = []
    if article.title is None and " " in title:
        more.append(Fact("title", title, "PDF metadata"))
    if article.outlet is None:
        more += [Fact("outlet", head.outlet, "running head") for head in heads if head.outlet][:1]
    if article.published is None:
        more += [Fact("published", head.published, "running head") for head in heads if head.published][:1]
    first = {fact.name: fact.value for fact in more}
    return replace(
        article,
        title=article.title or first.get("title"),
        outlet=article.outlet or first.get("outlet"),
        published=article.published or first.get("published"),
        facts=(*article.facts, *more),
    )


def _captioned(article: Article, text: str, small: Sequence[Span]) -> Article:
    """Return an article with the captions set in small type, given in their order, among its paragraphs."""
    if not article.body:
        return article
    first, last = article.spans[0].start, article.spans[-1].end
    known = {part.span for part in article.parts}
    inside = small[bisect_left(small, first, key=_start) : bisect_left(small, last, key=_start)]
    found = [Part("caption", span) for span in inside if text[span.start] not in NOTE and _is_said(text, span, known)]
    return replace(article, parts=tuple(sorted((*article.parts, *found), key=lambda part: part.span)))


def _start(span: Span) -> int:
    return span.start


def _is_said(text: str, span: Span, known: set[Span]) -> bool:
    return span not in known and len(text[span.start : span.end].split()) >= 4
