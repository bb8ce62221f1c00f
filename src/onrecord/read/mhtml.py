"""Pages saved whole (.mhtml, .mht): the page among the files that were saved with it, read like any other page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.read.dates import first_day
from onrecord.read.html import decode_page, parse
from onrecord.read.mime import header, leaf, leaves, message
from onrecord.read.source import Source, Unreadable
from onrecord.terms import Article, Document, Fact

PAGES = frozenset({"text/html", "application/xhtml+xml"})


def documents(source: Source) -> Iterator[Document]:
    """Read a saved page as one document.

    Raises:
        Unreadable: where no page is in it, or one that shows no text.
    """
    data = source.content()
    saved = message(data)
    page = next((leaf(part) for part in leaves(saved) if part.get_content_type() in PAGES), None)
    if page is None or not page.data.strip():
        raise Unreadable("holds no page: save it again from the browser, when it has loaded")
    decoded = decode_page(page.data, page.charset)
    text, found, places, doubts = parse(decoded.text, name=source.name)
    snapshot = header(saved, "Snapshot-Content-Location")
    address = Fact("url", snapshot, "Snapshot-Content-Location") if snapshot else None
    if address is None and page.location:
        address = Fact("url", page.location, "Content-Location")
    day = first_day(header(saved, "Date") or "")
    captured = Fact("captured", day, "mail header Date") if day else None
    facts = tuple(fact for fact in (address, captured) if fact)
    yield source.document(
        data, text, with_facts(found, facts), encoding=decoded.encoding, places=places, doubts=decoded.doubts + doubts
    )


def with_facts(found: tuple[Article, ...], facts: tuple[Fact, ...]) -> tuple[Article, ...]:
    """Return the articles, each with what is known of the page that they stand on."""
    return tuple(replace(article, facts=article.facts + facts) for article in found)
