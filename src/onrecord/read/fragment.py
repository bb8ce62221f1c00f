"""Fragments of HTML, as feeds hold them: an article's body and little else, so that all of it is kept."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.read.articles import clean
from onrecord.read.page import PageBlock, render
from onrecord.terms import Part, Place, Span

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LINKED = 0.5  # share of a block's characters inside links from which it is no prose, at a fragment's end


class Fragment(NamedTuple):
    """A fragment's text, its body's paragraphs, the parts that are no plain ones, and where each block stood."""

    text: str
    body: tuple[tuple[Span, ...], ...]
    parts: tuple[Part, ...] = ()
    places: tuple[Place, ...] = ()


def fragment(markup: str) -> Fragment:
    """Render a fragment; what cannot be parsed has no text."""
    import lxml.html
    from lxml import etree

    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return Fragment("", ())
    page = render(root)
    blocks = list(page.blocks)
    while blocks and blocks[-1].linked > LINKED:  # "The post ... appeared first on ...", buttons to share it
        blocks.pop()
    end = blocks[-1].end if blocks else 0
    captions = [Span(block.start, block.end) for block in blocks if "/figcaption[" in block.path]
    found = clean(page.text, without=captions)
    body = (tuple(span for span in paragraph if span.end <= end) for paragraph in found)
    parts = tuple(part for block in blocks if (part := _part(block)))
    return Fragment(page.text, tuple(paragraph for paragraph in body if paragraph), parts, page.places)


def _part(block: PageBlock) -> Part | None:
    span = Span(block.start, block.end)
    if "/figcaption[" in block.path:
        return Part("caption", span)
    if block.tag in HEADINGS:
        return Part("heading", span)
    return Part("blockquote", span) if "/blockquote[" in block.path else None
