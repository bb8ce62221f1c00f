"""Web archives (.warc, .warc.gz): each page, PDF or text that a crawl was given, with its address and day."""

from __future__ import annotations

import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from onrecord.read.dates import first_day
from onrecord.read.formats import read_bytes
from onrecord.read.inflate import BROKEN, Inflated, gunzipped
from onrecord.read.mhtml import with_facts
from onrecord.read.source import Allowance, Source, Unreadable, megabytes
from onrecord.terms import Document, Fact, Skipped

READ = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})
MOST_HEADERS = 1 << 18  # bytes of one record's headers
PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # what zlib calls them; of deflate there are two kinds
GZIP = b"\x1f\x8b"


class Record(NamedTuple):
    """An answer that the crawl was given: its address, the day, what the server calls it, and its bytes."""

    address: str
    day: str | None
    media_type: str
    data: bytes


class _Lines(io.BufferedReader):
    """A stream whose headers end: warcio reads lines of any length, and any number of them."""

    left = MOST_HEADERS

    def readline(self, size: int | None = -1) -> bytes:
        line = super().readline(self.left if size is None or size < 0 else min(size, self.left))
        self.left -= len(line)
        if self.left <= 0:
            raise Unreadable(f"has headers of more than {MOST_HEADERS >> 10} KB: it is damaged, or no web archive")
        return line


def documents(source: Source) -> Iterator[Document | Skipped]:
    """Read the pages in their order.

    Raises:
        Unreadable: where it is no web archive, or made to explode.
    """
    with source.stream() as raw:
        zipped = raw.read(2) == GZIP
        raw.seek(0)
        yield from pages(gunzipped(raw) if zipped else raw, source)


def pages(stream: Inflated | BinaryIO, source: Source) -> Iterator[Document | Skipped]:
    """Read the pages of an archive that is open, already inflated; what is no page is counted, and told of the last.

    Raises:
        Unreadable: where it is no web archive, or made to explode; not before all pages up to there are read.
    """
    source = source._replace(allowance=source.allowance or Allowance())
    left_out: Counter[str] = Counter()
    last: Document | None = None
    refused = False
    try:
        for one in _answers(stream, source, left_out):
            if isinstance(one, Skipped):
                refused = True
                yield one
                continue
            if last is not None:
                yield last
            last = one
    except Exception:  # whatever it is, the page before it was read
        if last is not None:
            yield _noted(last, left_out)
        raise
    if last is not None:
        yield _noted(last, left_out)
    elif left_out or not refused:
        only = f", only {_listed(left_out)}" if left_out else ""
        yield Skipped(source.file, f"holds no page that can be read{only}: look at how it was saved")


def _noted(page: Document, left_out: Counter[str]) -> Document:
    note = f"records of the web archive that hold no page: {_listed(left_out)}"
    return replace(page, doubts=(*page.doubts, note)) if left_out else page


def _listed(left_out: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in left_out.most_common(8))


def _answers(stream: Inflated | BinaryIO, source: Source, left_out: Counter[str]) -> Iterator[Document | Skipped]:
    for one in _records(stream, source, left_out):
        yield from [one] if isinstance(one, Skipped) else _read(one, source)


def _read(record: Record, source: Source) -> Iterator[Document | Skipped]:
    address = "".join(letter if letter.isprintable() else "\ufffd" for letter in record.address)
    facts = [Fact("url", address, "WARC-Target-URI")]
    if record.day:
        facts.append(Fact("captured", record.day, "WARC-Date"))
    inner = {"file": f"{source.file}/{address}", "name": f"{source.name}/{address}"}
    for found in read_bytes(record.data, **inner, media_type=record.media_type, within=source):
        if isinstance(found, Document):
            found = replace(found, articles=with_facts(found.articles, tuple(facts)))
        yield found


def _records(stream: Inflated | BinaryIO, source: Source, left_out: Counter[str]) -> Iterator[Record | Skipped]:
    """Yield the answers that are pages, and a Skipped for each that cannot be read; the rest is counted."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    lines, number = _Lines(stream), 0  # type: ignore[arg-type]
    try:
        while first := _first(lines):
            number += 1
            record = loader.parse_record_stream(lines, first, "warc")
            try:
                found = _answer(record, source, left_out)
            except Unreadable as problem:
                found = Skipped(f"{source.file}/record {number}", str(problem))
            while record.raw_stream.read(1 << 16):
                pass
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise EOFError("it breaks off")
            if found is not None:
                yield found
    except (*BROKEN, ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError, OSError) as error:
        if not number or (number == 1 and isinstance(error, ArchiveLoadFailed)):
            raise Unreadable("is no web archive: download or save it again") from None
        said = " ".join(str(error).split())[:80]
        yield Skipped(source.file, f"is damaged at record {number} ({said}): download or save it again")
        return
    finally:
        lines.close()  # it would close the stream when it is let go, and warn of that
    if not number:
        raise Unreadable("is empty: save it again, or leave it out")


def _first(lines: _Lines) -> bytes:
    """Return the next record's first line; blank ones stand between records."""
    lines.left = MOST_HEADERS
    while line := lines.readline():
        if line.strip():
            return line
    return b""


def _answer(record: Any, source: Source, left_out: Counter[str]) -> Record | Skipped | None:
    if record.rec_type not in ("response", "resource"):
        if record.rec_type in ("revisit", "conversion", "continuation"):
            left_out[f"of kind {record.rec_type}"] += 1
        return None
    http = record.http_headers
    status = http.get_statuscode() if http is not None else "200"
    if status != "200":
        left_out[f"of status {status[:10]}"] += 1
        return None
    stated = (http or record.rec_headers).get_header("Content-Type") or ""
    essence = stated.partition(";")[0].strip().lower()
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if essence not in READ or urlsplit(address).path == "/robots.txt":
        left_out[essence[:60] or "of no stated type"] += 1
        return None
    data = _content(record, source)
    if not data:
        left_out["empty"] += 1
        return None
    return Record(address, first_day(record.rec_headers.get_header("WARC-Date") or ""), stated, data)


def _content(record: Any, source: Source) -> bytes:
    """Return what a browser would have shown: chunks joined, and inflated."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream, http = record.raw_stream, record.http_headers
    if http is not None and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    data: bytes = stream.read(source.limit + 1)
    packing = (http.get_header("Content-Encoding") or "").strip().lower() if http is not None else ""
    if packing in PACKED and len(data) <= source.limit:
        data = _unpacked(data, packing, source.limit)
    elif packing not in ("", "identity"):
        raise Unreadable(f"is packed as {packing[:20]}, which cannot be read: save the page itself")
    if len(data) > source.limit:
        raise Unreadable(f"is larger than {megabytes(source.limit)}: leave it out")
    if source.allowance:
        source.allowance.take(len(data))
    return data


def _unpacked(data: bytes, packing: str, limit: int) -> bytes:
    """Return inflated bytes, no more than one beyond the limit; as they are where they are not packed after all."""
    for kind in (PACKED[packing], -zlib.MAX_WBITS) if packing == "deflate" else (PACKED[packing],):
        try:
            return zlib.decompressobj(kind).decompress(data, limit + 1)
        except zlib.error:
            continue
    return data
