"""JSON Lines, plain or gzipped: a document a line, streamed, so that the file may be of any size."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple, cast

from onrecord.read.articles import clean
from onrecord.read.dates import first_day
from onrecord.read.html import parse
from onrecord.read.names import credits
from onrecord.read.source import Source, Unreadable, digest, megabytes
from onrecord.terms import Article, Document, Place, Skipped, short_id

BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line of a file, without its end; ``data`` is None where it is too long."""

    number: int
    data: bytes | None


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read each line as a document; a line that cannot be read is skipped and the next one read."""
    read = 0
    opener = gzip.open if source.path.name.lower().endswith(".gz") else open
    with cast(BinaryIO, opener(source.path, "rb")) as stream:
        try:
            for line in _lines(stream, source.limit):
                read += 1
                yield _line(line, source)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Skipped(source.file, f"is damaged after line {read} ({error}): download or save it again")
            return
    if not read:
        yield Skipped(source.file, "is empty: save it again, or leave it out")


def _lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Yield the lines that hold something; of one beyond the limit in bytes only its number."""
    number, long = 0, False
    while data := stream.readline(limit + 1):
        ended = data.endswith(b"\n")
        if not long:
            number += 1
            long = len(data) > limit and not ended
            if long or data.strip():
                yield Line(number, None if long else data.rstrip(b"\r\n"))
        long = long and not ended


def _line(line: Line, source: Source) -> Document | Skipped:
    try:
        if line.data is None:
            raise Unreadable(f"is longer than {megabytes(source.limit)}: split it")
        return _document(_fields(line.data), line.data, source)
    except Unreadable as problem:
        return Skipped(source.file, f"line {line.number} {problem}")
    except Exception as error:  # as in formats.read: a fault with one line must not end the others
        return Skipped(
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
    if isinstance(text, str) and text.strip():
        sound = _sound(text)
        damaged = ("characters that cannot be stored were replaced",) if sound != text else ()
        return sound, (_stated(fields, Article(clean(sound))),), (), damaged
    if isinstance(markup, str) and markup.strip():
        page, found, places, doubts = parse(_sound(markup))
        return page, tuple(_stated(fields, article) for article in found), places, doubts
    raise Unreadable('has no "text" and no "html": add one of them')


def _stated(fields: Mapping[str, Any], article: Article) -> Article:
    """Return the article with what the line's fields say of it."""
    day = _text(fields.get("published")) or _text(fields.get("date"))
    language = _text(fields.get("language"))
    return Article(
        article.body,
        _text(fields.get("title")) or article.title,
        _authors(fields.get("authors") or fields.get("author")) or article.authors,
        _text(fields.get("outlet")) or _text(fields.get("publisher")) or article.outlet,
        (first_day(day) if day else None) or article.published,
        language or article.language,
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
