"""Feeds (RSS, Atom, RDF): each entry a document with its headline, its text, and what the feed states of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

from onrecord.read.archive import printable
from onrecord.read.dates import first_day
from onrecord.read.fragment import Fragment, fragment
from onrecord.read.names import credits
from onrecord.read.source import Source, Unreadable, digest
from onrecord.terms import Article, Document, Fact, FactName, Part, Place, Skipped, Span, short_id

MOST_ENTRIES = 5_000
LONGEST_NAME = 1_000
MOST_TAGS = 100_000  # measured: some 5 s
ENTRY = re.compile(rb"<((?:\w{1,20}:)?(?:item|entry))(?:\s[^>]{0,2000})?>|</((?:\w{1,20}:)?(?:item|entry))\s{0,100}>")
ENTRIES = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
LONGEST_TAG = 60_000  # bytes; of a tag's attributes feedparser takes time in the square of their number
LONG_TAG = re.compile(rb"<[\w:]+\s[^<>]{60000}")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
NO_FEED = "is XML, but no RSS or Atom feed: save what it describes as .html or .txt"


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read each entry as a document.

    Raises:
        Unreadable: where it is no feed, or declares entities.
    """
    import feedparser

    data = source.content()
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise Unreadable("declares XML entities, as no feed needs: it was not read; save it again without them")
    _refuse_large(data)
    content_type = f"application/xml; charset={source.charset}" if source.charset else "application/xml"
    try:
        found = feedparser.parse(  # a stream: given bytes, it would open the file or the address that they may name
            BytesIO(data.replace(b"\0", b"") if not data.startswith(WIDE) else data),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": content_type},
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise Unreadable(f"is XML that cannot be read ({type(error).__name__}): download it again") from None
    if not found.get("version") and not found.entries:
        raise Unreadable(NO_FEED)
    if not found.entries:
        raise Unreadable("is a feed without entries: download it again")
    slices = list(_slices(data))
    exact = len(slices) == len(found.entries)
    ids: set[str] = set()
    doubts = ("its XML is not well formed: it was read as well as it could be",) if found.bozo else ()
    for number, entry in enumerate(found.entries, 1):
        file = f"{source.file}/{_named(entry) or f'entry {number}'}"
        try:
            original = slices[number - 1] if exact else None
            read = _document(dict(entry), dict(found.feed), original, source._replace(label=file), doubts)
        except Unreadable as problem:
            yield Skipped(file, str(problem))
            continue
        if read.id in ids and not exact:
            read = replace(read, id=short_id(read.id, number))
        ids.add(read.id)
        yield read


def _slices(data: bytes) -> Iterator[bytes]:
    """Yield each entry's bytes: from a tag that opens one to the next that closes it."""
    begun: re.Match[bytes] | None = None
    for tag in ENTRY.finditer(data):
        if begun is None:
            begun = tag if tag[1] else None
        elif tag[2] == begun[1]:
            yield data[begun.start() : tag.end()]
            begun = None


def _refuse_large(data: bytes) -> None:
    """Refuse a feed with more in it than can be read in seconds, or made to recurse.

    Raises:
        Unreadable: where it is such a feed.
    """
    from lxml import etree

    if sum(1 for _ in ENTRIES.finditer(data)) > MOST_ENTRIES:
        raise Unreadable(f"holds more than {MOST_ENTRIES:,} entries: split it")
    if data.count(b"<") + data.count(b"&lt;") > MOST_TAGS or data.count(b"=") > 4 * MOST_TAGS:
        raise Unreadable(f"holds more than {MOST_TAGS:,} tags: split it")
    if LONG_TAG.search(data):
        raise Unreadable(f"has a tag of more than {LONGEST_TAG:,} bytes: download it again")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    with suppress(etree.XMLSyntaxError, ValueError):  # feedparser has its own way with what is no XML
        etree.fromstring(data, parser)
    if any("depth" in error.message for error in parser.error_log):
        raise Unreadable("is XML nested too deeply for a feed: download it again")


def _document(
    entry: Mapping[str, Any], feed: Mapping[str, Any], original: bytes | None, source: Source, doubts: tuple[str, ...]
) -> Document:
    content, kind = _content(entry)
    title = _plain(_text(entry.get("title")))
    read = _fragment(content, kind)
    if not read.body:
        link = _address(entry)
        raise Unreadable(f"has no text: read its page{f', {link[:150]},' if link else ''} instead")
    head = f"{title}\n\n" if title else ""
    article, told = _stated(entry, feed, title)
    text, data = head + read.text, original or content.encode("utf-8", "replace")
    sha256 = digest(data)
    headline = (Part("headline", Span(0, len(title))),) if title else ()
    by = len(head)
    return Document(
        id=short_id(source.name, sha256, *(() if original else (fact.value for fact in article.facts))),
        file=source.file,
        text=text,
        sha256=sha256,
        media_type=source.media_type,
        encoding=None,
        articles=(
            replace(
                article,
                body=tuple(tuple(_moved(span, by) for span in paragraph) for paragraph in read.body),
                parts=headline + tuple(Part(part.kind, _moved(part.span, by)) for part in read.parts),
            ),
        ),
        places=tuple(Place(place.start + by, place.end + by, place.where) for place in read.places),
        doubts=doubts + told,
        original=data,
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _content(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return an entry's longest content, else its summary, and of what type it is."""
    given = [one for one in entry.get("content") or () if _text(one.get("value"))]
    if given:
        best = max(given, key=lambda one: len(one["value"]))
        return best["value"], best.get("type") or ""
    return _text(entry.get("summary")) or "", (entry.get("summary_detail") or {}).get("type") or ""


def _fragment(content: str, kind: str) -> Fragment:
    """Return the content rendered: as text only where it says so and looks like it."""
    if kind == "text/plain" and not re.search(r"</?\w+[^>]{0,200}>|&\w+;", content):
        content = "".join(f"<p>{_escaped(line)}</p>" for line in re.split(r"\n\s*\n", content))
    return fragment(content)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _stated(entry: Mapping[str, Any], feed: Mapping[str, Any], title: str | None) -> tuple[Article, tuple[str, ...]]:
    """Return what the feed says of an entry, as an article without a body, and doubts."""
    facts: list[Fact] = []
    doubts: list[str] = []

    def known(name: FactName, value: str | None, where: str) -> str | None:
        if value:
            facts.append(Fact(name, value, where))
        return value

    def day(name: FactName, key: str) -> str | None:
        given = _text(entry.get(key))
        found = first_day(given) if given else None
        if given and not found:
            doubts.append(f"the date in {key} is impossible or still to come, and was left out: {given[:60]}")
        return known(name, found, f"feed entry {key}")

    known("title", title, "feed entry title")
    known("url", _address(entry), "feed entry link")
    outlet = known("outlet", _plain(_text((entry.get("source") or {}).get("title"))), "feed entry source")
    outlet = outlet or known("outlet", _plain(_text(feed.get("title"))), "feed title")
    authors = tuple(name for name in _authors(entry) if name != outlet)
    for name in authors:
        known("authors", name, "feed entry author")
    tags = [term for tag in entry.get("tags") or () if (term := _text(tag.get("term")))]
    section = known("section", tags[0] if len(tags) == 1 else None, "feed entry category")
    language = re.match(r"[a-z]{2,3}\b", (_text(feed.get("language")) or "").lower())
    known("language", language[0] if language else None, "feed language")
    published, updated = day("published", "published"), day("updated", "updated")
    updated = updated if updated != published else None
    spoken = language[0] if language else "en"
    return Article((), title, authors, outlet, published, spoken, section, updated, tuple(facts)), tuple(doubts)


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    stated = _text(entry.get("author")) or ""
    if "@" in stated:  # "post@lamp.example (Ada Quill)": feedparser tells some addresses from names, not all
        bracketed = re.search(r"\(([^()@]{3,80})\)$", stated)
        given = [bracketed[1]] if bracketed else []
    else:
        given = [name for one in entry.get("authors") or () if (name := _text(one.get("name")))]
    seen = set()
    for name in given:
        several = credits(name, known=True)
        for author in several.authors if several and several.authors else (name,):
            if "@" not in author and author not in seen:
                seen.add(author)
                yield author


def _text(value: Any) -> str | None:
    return value.strip().replace("\0", "\ufffd") or None if isinstance(value, str) else None


def _named(entry: Mapping[str, Any]) -> str | None:
    """Return what names an entry for good, wherever it stands in the feed: its id, or else its address."""
    given = _text(entry.get("id")) or _address(entry)
    return printable(given)[:LONGEST_NAME] if given else None


def _address(entry: Mapping[str, Any]) -> str | None:
    return "".join((_text(entry.get("link")) or "").split()) or None


def _plain(words: str | None) -> str | None:
    """Return a title without markup, on one line."""
    if words and re.search(r"[<&]", words):
        words = fragment(f"<p>{words}</p>").text
    return " ".join(words.split()) or None if words else None
