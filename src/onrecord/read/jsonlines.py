"""JSON Lines, plain or gzipped: a document a line, streamed, so that the file may be of any size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple

from onrecord.read.articles import clean
from onrecord.read.dates import first_day
from onrecord.read.html import parse
from onrecord.read.inflate import BROKEN, inflated
from onrecord.read.names import credits
from onrecord.read.source import Source, Unreadable, digest, megabytes
from onrecord.read.turns import Paragraph, turns
from onrecord.terms import Article, Document, Fact, FactName, Place, Skipped, SkippedLine, Span, short_id

BOM = b"\xef\xbb\xbf"
GZIP = b"\x1f\x8b"
FIELDS: dict[FactName, tuple[str, ...]] = {
    "title": ("title",),
    "authors": ("authors", "author"),
    "outlet": ("outlet", "publisher"),
    "section": ("section",),
    "published": ("published", "date"),
    "updated": ("updated",),
    "language": ("language",),
    "url": ("url",),
}
"""What is taken of a line, and by which names: the first that holds something counts."""


class Line(NamedTuple):
    """A line of a file; ``data`` is None where it is too long."""

    number: int
    data: bytes | None


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read each line as a document; a line that cannot be read is skipped and the next one read."""
    read = 0
    with source.stream() as raw:
        zipped = raw.read(2) == GZIP  # whatever its name says: who fetched it may have unpacked it
        raw.seek(0)
        stream = inflated(raw) if zipped else raw
        try:
            for line in _lines(stream, source.limit):
                read += 1
                yield _line(line, source)
        except BROKEN as error:
            yield Skipped(source.file, f"is damaged after line {read} ({error}): download or save it again")
            return
    if not read:
        yield Skipped(source.file, "is empty: save it again, or leave it out")


def _lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Yield the lines that hold something; of one beyond the limit in bytes only its number."""
    number, long = 0, False
    while data := stream.readline(limit + 1):
        ended = data.endswith(b"\n")
        if not ended and len(data) <= limit:
            stream.read(1)  # raises where the file breaks off: half a line is not told of as well
        if not long:
            number += 1
            long = len(data) > limit and not ended
            if long or data.strip():
                yield Line(number, None if long else data)
        long = long and not ended


def _line(line: Line, source: Source) -> Document | Skipped:
    try:
        if line.data is None:
            raise Unreadable(f"is longer than {megabytes(source.limit)}: split it")
        data = line.data.rstrip(b"\r\n")
        return _document(_fields(data), data, source)
    except Unreadable as problem:
        broken_off = line.data is not None and not line.data.endswith((b"\n", b"}"))
        return (Skipped if broken_off else SkippedLine)(source.file, f"line {line.number} {problem}")
    except Exception as error:  # as in formats.read: a fault with one line must not end the others
        return SkippedLine(
            source.file, f"line {line.number} could not be read ({type(error).__name__}: {error}): please report it"
        )


def _fields(data: bytes) -> Mapping[str, Any]:
    """Return a line's object, its names in small letters.

    Raises:
        Unreadable: where it is none.
    """
    try:
        found = json.loads(data.removeprefix(BOM).decode("utf-8"))
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8: save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON ({str(error).split(':')[0].lower()}): correct or remove it") from None
    if not isinstance(found, dict):
        raise Unreadable('is no JSON object: write it as {"id": ..., "text": ...}')
    return {str(key).lower(): value for key, value in reversed(found.items())}  # of "ID" and "id" the first counts


def _document(fields: Mapping[str, Any], data: bytes, source: Source) -> Document:
    sha256 = digest(data)
    named = fields.get("id")
    text, found, places, doubts = _content(fields)
    return Document(
        id=short_id(source.name, sha256) if named is None or named == "" else _sound(str(named)),
        file=source.file,
        text=text,
        sha256=sha256,
        media_type=source.media_type,
        encoding="utf-8",
        articles=found,
        places=places,
        doubts=doubts,
        original=data,
    )


def _content(fields: Mapping[str, Any]) -> tuple[str, tuple[Article, ...], tuple[Place, ...], tuple[str, ...]]:
    """Return a line's text with its articles, places and doubts; what its fields state goes before what a page says."""
    text, markup = fields.get("text"), fields.get("html")
    found: tuple[Article, ...]
    places: tuple[Place, ...] = ()
    if isinstance(text, str) and text.strip():
        whole = _sound(text)
        body = clean(whole)
        parts = turns(whole, [Paragraph(Span(one[0].start, one[-1].end)) for one in body])
        found, doubts = (Article(body, parts=parts),), _replaced(text, whole)
    elif isinstance(markup, str) and markup.strip():
        sound = _sound(markup)
        whole, found, places, doubts = parse(sound)
        doubts = (*doubts, *_replaced(markup, sound))
    elif empty := [key for key in ("text", "html") if isinstance(fields.get(key), str)]:
        raise Unreadable(f'has nothing in its "{empty[0]}": write the text there, or remove the line')
    else:
        raise Unreadable('has no "text" and no "html": add one of them')
    facts, told = _facts(fields)
    return whole, tuple(_stated(article, facts) for article in found), places, (*doubts, *told)


def _replaced(text: str, sound: str) -> tuple[str, ...]:
    return ("characters that cannot be stored were replaced",) if sound != text else ()


def _facts(fields: Mapping[str, Any]) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return what the line's fields say of its article, and doubts."""
    facts: list[Fact] = []
    doubts: list[str] = []
    for name, keys in FIELDS.items():
        for key in keys:
            given = _authors(fields.get(key)) if name == "authors" else tuple(filter(None, [_text(fields.get(key))]))
            if name in ("published", "updated") and given:
                day = first_day(given[0])
                if day is None:
                    doubts.append(f'"{key}" is no date that can be, or is still to come: {given[0][:60]}')
                given = (day,) if day else ()
            facts += [Fact(name, value, f'field "{key}"') for value in given]
            if given:
                break
    return tuple(facts), tuple(doubts)


def _stated(article: Article, facts: Sequence[Fact]) -> Article:
    """Return the article with what the line's fields say of it."""
    said = {fact.name: fact.value for fact in facts}
    return replace(
        article,
        title=said.get("title") or article.title,
        authors=tuple(fact.value for fact in facts if fact.name == "authors") or article.authors,
        outlet=said.get("outlet") or article.outlet,
        published=said.get("published") or article.published,
        language=said.get("language") or article.language,
        section=said.get("section") or article.section,
        updated=said.get("updated") or article.updated,
        facts=(*facts, *(fact for fact in article.facts if fact.name not in said)),
    )


def _authors(given: Any) -> tuple[str, ...]:
    if isinstance(given, list):
        return tuple(dict.fromkeys(name for one in given for name in _authors(one)))
    name = _text(given.get("name") if isinstance(given, dict) else given)
    several = credits(name, known=True) if name else None
    if several is not None and len(several.authors) > 1:
        return several.authors
    return (name,) if name else ()


def _text(value: Any) -> str | None:
    return " ".join(_sound(value).split()) or None if isinstance(value, str) else None


def _sound(text: str) -> str:
    """Return the text with each half of a surrogate pair, and each NUL, replaced: neither can be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
