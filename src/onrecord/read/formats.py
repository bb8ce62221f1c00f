"""Formats: which module reads what, and the one way into all of them.

A new format is a module with ``documents(source)`` and a row in ``FORMATS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.read.damage import damaged
from onrecord.read.hosts import is_address
from onrecord.read.language import told
from onrecord.read.source import Source, Unreadable, shown
from onrecord.terms import Document, Skipped

MEGABYTE = 1 << 20
LARGEST = 256 * MEGABYTE
OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    """How a file of some suffix is read: by which module, and up to which size in bytes.

    ``limit`` is that of what is read at once: the whole file, or of one that is streamed a line, a mail, a page.
    ``also`` are other media types by which the same is known. ``streamed`` tells that a file may be of any size.
    """

    media_type: str
    module: str
    limit: int
    also: tuple[str, ...] = ()
    streamed: bool = False

    @property
    def whole(self) -> int:
        """The largest size in bytes where all of it has to be in memory, out of an archive or from an address."""
        return max(self.limit, LARGEST) if self.streamed else self.limit


FORMATS = {
    ".txt": Format("text/plain", "plain", 16 * MEGABYTE),
    ".md": Format("text/markdown", "plain", 16 * MEGABYTE, ("text/x-markdown",)),
    ".html": Format("text/html", "html", 16 * MEGABYTE, ("application/xhtml+xml",)),
    ".htm": Format("text/html", "html", 16 * MEGABYTE),
    ".mhtml": Format("multipart/related", "mhtml", 64 * MEGABYTE, ("application/x-mimearchive",)),
    ".mht": Format("multipart/related", "mhtml", 64 * MEGABYTE),
    ".pdf": Format("application/pdf", "pdf", 256 * MEGABYTE, ("application/x-pdf",)),
    ".docx": Format(f"{OFFICE}.wordprocessingml.document", "docx", 128 * MEGABYTE),
    ".odt": Format("application/vnd.oasis.opendocument.text", "odt", 128 * MEGABYTE),
    ".eml": Format("message/rfc822", "mail", 64 * MEGABYTE, ("message/global",)),
    ".mbox": Format("application/mbox", "mbox", 64 * MEGABYTE, streamed=True),
    ".jsonl": Format(
        "application/jsonl", "jsonlines", 16 * MEGABYTE, ("application/x-ndjson", "application/ndjson"), True
    ),
    ".jsonl.gz": Format("application/jsonl", "jsonlines", 16 * MEGABYTE, streamed=True),
    ".warc": Format("application/warc", "webarchive", 64 * MEGABYTE, streamed=True),
    ".warc.gz": Format("application/warc", "webarchive", 64 * MEGABYTE, streamed=True),
    ".wacz": Format("application/wacz", "wacz", 64 * MEGABYTE, ("application/x-wacz", "application/wacz+zip"), True),
    ".zip": Format("application/zip", "archive", 64 * MEGABYTE, ("application/x-zip-compressed",), True),
    ".rss": Format("application/rss+xml", "feed", 16 * MEGABYTE, ("application/rdf+xml",)),
    ".atom": Format("application/atom+xml", "feed", 16 * MEGABYTE),
    ".xml": Format("application/xml", "feed", 16 * MEGABYTE, ("text/xml",)),
    ".srt": Format("application/x-subrip", "subtitles", 16 * MEGABYTE, ("text/srt",)),
    ".vtt": Format("text/vtt", "subtitles", 16 * MEGABYTE),
}
NO_ARTICLE = (
    "holds no article: it shows nothing but a menu, a form or the like; open it where you are signed in, and save it"
    " when it has loaded"
)
CONTAINERS = frozenset({"archive", "wacz", "webarchive"})
"""Modules of which all documents come from ``read_bytes``: they were looked over there."""
VAGUE = frozenset(
    {"text/plain", "text/xml", "application/xml", "application/zip", "application/x-zip-compressed", "application/gzip"}
)
"""Media types that servers and mail programs give to much else: the name's suffix, where it is known, tells more."""
UNSAID = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/x-octet-stream", "application/unknown"}
    | {"application/force-download", "application/download", "application/x-download", "unknown/unknown"}
)
"""Media types that say nothing."""
MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"WARC/", ".warc"),
    (b"WEBVTT", ".vtt"),
    (b"\x1f\x8b", ".warc.gz"),
    (b"PK\x03\x04", ".zip"),
)
MARKUP = (
    (b"<rss", ".rss"),
    (b"<feed", ".atom"),
    (b"<rdf:rdf", ".rss"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)
OFFICE_OLD = (".doc", ".dot", ".rtf", ".pages", ".wpd", ".wps")
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
OFFICE_PARTS = ((b"word/document.xml", ".docx"), (b"application/vnd.oasis.opendocument.text", ".odt"))


def read(path: Path, *, name: str | None = None) -> Iterator[Document | Skipped]:
    """Read one file.

    Args:
        path: the file, as the user gave it.
        name: what the document's id is made from; the file's own name if left out.

    Returns:
        Its documents in order (one, or several), and a Skipped for each part that cannot be read: never an error.
    """
    found = _format(path.name)
    if found is None:
        return iter([Skipped(shown(path), refusal(path))])
    return _documents(found, Source(path, name or shown(Path(path.name)), found.media_type, found.limit))


def read_bytes(
    data: bytes, *, file: str, name: str, media_type: str | None = None, within: Source | None = None
) -> Iterator[Document | Skipped]:
    """Read what is no file of its own: a page that was fetched, or a part of an archive or a mail.

    The reader is chosen by the media type where it is known, else by the name's suffix, else by the first bytes.

    Args:
        data: the content.
        file: where it lies, for the user: an address, or ``archive.zip/letters/bridge.eml``.
        name: what the document's id is made from; its end is the suffix.
        media_type: what the sender says it is, such as ``text/html; charset=utf-8``.
        within: the archive or mail that it lies in.

    Returns:
        Its documents in order, and a Skipped for each part that cannot be read: never an error.
    """
    essence, _, parameters = (media_type or "").partition(";")
    found = _chosen(data, urlsplit(name).path if is_address(name) else name, essence.strip().lower())
    if found is None:
        path = Path(PurePosixPath(name).name)
        return iter([Skipped(file, refusal(path, media_type=essence.strip()))])
    source = Source(Path(name), name, found.media_type, found.limit, data, file, _charset(parameters))
    if within is not None:
        source = source._replace(depth=within.depth + 1, allowance=within.allowance)
    return _documents(found, source)


def known(path: PurePath) -> bool:
    """Return whether some reader takes files of this name."""
    return _format(path.name) is not None


def streamed(path: PurePath) -> bool:
    """Return whether a file of this name may be of any size, and holds documents that are read one by one."""
    found = _format(path.name)
    return found is not None and found.streamed


def named(name: str, media_type: str) -> bool:
    """Return whether some reader takes what has this name or this media type."""
    return _format(name) is not None or _stated(media_type) is not None


def is_vague(media_type: str) -> bool:
    """Return whether a media type says nothing sure, so that the name, then the content tells what it is."""
    if media_type in VAGUE or media_type in UNSAID:
        return True
    return _stated(media_type) is None and media_type.startswith(("text/", "application/")) and media_type[-3:] == "xml"


def limit_of(path: PurePath) -> int:
    """Return the largest size in bytes that may be taken into memory of what has this name, 0 where none reads it."""
    found = _format(path.name)
    return found.whole if found else 0


def refusal(path: PurePath, *, media_type: str = "") -> str:
    """Return the sentence that says why no reader takes a file of this name."""
    if path.suffix:
        kind = f"is of type {shown(Path(path.suffix[:40]))}"
    else:
        kind = f"is of type {media_type[:80]}" if media_type else "has no type in its name"
    types = ".docx or .pdf" if path.suffix.lower() in OFFICE_OLD else ".txt, .html, .docx or .pdf"
    return f"{kind}, which cannot be read: save it as {types}"


def _documents(found: Format, source: Source) -> Iterator[Document | Skipped]:
    try:
        for one in _reader(found.module)(source):
            if isinstance(one, Document) and not one.articles:
                yield Skipped(one.file, NO_ARTICLE)
            else:
                yield _looked_over(one) if isinstance(one, Document) and found.module not in CONTAINERS else one
    except Unreadable as problem:
        yield Skipped(source.file, str(problem))
    except FileNotFoundError:
        yield Skipped(source.file, "does not exist: check the path")
    except OSError as error:
        yield Skipped(
            source.file, f"cannot be opened ({(error.strerror or str(error)).lower()}): check your rights to it"
        )
    except Exception as error:  # a fault of ours, or of a library: one input must never end the others
        yield Skipped(source.file, f"could not be read ({type(error).__name__}: {error}): please report this file")


def _looked_over(document: Document) -> Document:
    """Return the document with what is told of any by its text alone: its languages, and where it is damaged."""
    return replace(told(document), damaged=document.damaged or damaged(document.text))


def _format(name: str) -> Format | None:
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    return FORMATS.get("".join(suffixes)) or FORMATS.get("".join(suffixes[-1:]))


def _chosen(data: bytes, name: str, media_type: str) -> Format | None:
    stated = _stated(media_type)
    if stated is not None and media_type not in VAGUE:
        return stated
    return _format(name) or _corrected(stated, data) or _seen(data)


def _corrected(stated: Format | None, data: bytes) -> Format | None:
    """Return the format that a vague media type states, or what the content shows it to be after all."""
    if stated is None or stated.module == "plain":  # any text may begin as markup or as an archive does
        return stated
    seen = _seen(data)
    if seen is None or seen.module in (stated.module, "plain"):
        return stated
    return seen if seen.module != "html" or PAGE.match(data) else stated


def _stated(media_type: str) -> Format | None:
    return next((one for one in FORMATS.values() if media_type in (one.media_type, *one.also)), None)


def _seen(data: bytes) -> Format | None:
    """Return the format that the first bytes show: text where they are nothing else and hold no NUL."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = next((suffix for magic, suffix in MAGIC if start.startswith(magic)), None)
    if suffix == ".zip":
        suffix = next((office for sign, office in OFFICE_PARTS if sign in data), suffix)
    if suffix is None and start.startswith(b"<"):
        small = start.lower()
        met = [(small.find(tag), suffix) for tag, suffix in MARKUP if tag in small]
        suffix = min(met)[1] if met else ".html"
    if suffix is None and b"\0" not in start:
        suffix = ".txt"
    return FORMATS.get(suffix) if suffix else None


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def _reader(module: str) -> Callable[[Source], Iterator[Document | Skipped]]:
    documents: Callable[[Source], Iterator[Document | Skipped]] = import_module(f"onrecord.read.{module}").documents
    return documents
