"""Formats: which reader is chosen for what is no file of its own."""

from __future__ import annotations

import json

import pytest

from onrecord.read.formats import FORMATS, read_bytes
from onrecord.terms import Document, Fact, Skipped, short_id

from .made import (
    ATOM,
    PAGE,
    QUOTE,
    SRT,
    VTT,
    WORDS,
    mail,
    odt,
    packed,
    pdf,
    rss,
    saved_page,
    seeds,
    warc,
    word,
    word_of,
)


@pytest.mark.parametrize(
    ("data", "name", "media_type", "found"),
    [
        (WORDS.encode(), "a.txt", None, "text/plain"),
        (WORDS.encode(), "a", None, "text/plain"),
        (PAGE.encode(), "bridge", "text/html; charset=utf-8", "text/html"),
        (PAGE.encode(), "bridge", "application/xhtml+xml", "text/html"),
        (PAGE.encode(), "bridge", None, "text/html"),
        (b"<p>It fell.</p>", "bridge", "application/octet-stream", "text/html"),
        (pdf(), "bridge", None, "application/pdf"),
        (pdf(), "bridge.php", "application/x-pdf", "application/pdf"),
        (rss(), "bridge", None, "application/rss+xml"),
        (rss(), "bridge.xml", "text/xml", "application/xml"),
        (ATOM, "bridge", "application/xml", "application/xml"),
        (ATOM, "bridge", None, "application/atom+xml"),
        (warc(zipped=False), "bridge", None, "text/html"),
        (warc(), "bridge", None, "text/html"),
        (word(), "bridge", None, FORMATS[".docx"].media_type),
        (word(), "bridge.docx", "application/zip", FORMATS[".docx"].media_type),
        (odt(), "bridge", None, FORMATS[".odt"].media_type),
        (packed({"a.txt": WORDS}), "bridge", None, "text/plain"),
        (VTT.encode(), "bridge", None, "text/vtt"),
        (SRT.encode(), "bridge.srt", "text/plain", "application/x-subrip"),
        (mail("It fell.\n").as_bytes(), "bridge", "message/rfc822", "message/rfc822"),
        (rss(), "bridge", "application/x-rss+xml", "application/rss+xml"),
        (rss(), "bridge.rss", "application/octet-stream", "application/rss+xml"),
        (ATOM, "bridge", "application/octet-stream", "application/atom+xml"),
        (PAGE.encode(), "bridge", "text/xml; charset=utf-8", "text/html"),
        (b'<?xml version="1.0"?>\n' + PAGE.encode(), "https://lamp.example/a?b=c", "application/xml", "text/html"),
        (word(), "bridge", "application/zip", FORMATS[".docx"].media_type),
        (PAGE.encode(), "bridge", "text/plain", "text/plain"),
    ],
)
def test_the_reader_is_chosen(data: bytes, name: str, media_type: str | None, found: str) -> None:
    (one,) = read_bytes(data, file="x", name=name, media_type=media_type)
    assert isinstance(one, Document), one
    assert one.media_type == found


def test_what_no_reader_takes() -> None:
    (one,) = read_bytes(b"\x89PNG\0", file="https://lamp.example/a", name="a", media_type="image/png")
    assert isinstance(one, Skipped)
    assert one.file == "https://lamp.example/a"
    assert one.reason.startswith("is of type image/png, which cannot be read: save it as .txt")


def test_a_charset_that_was_sent_is_believed() -> None:
    (one,) = read_bytes("Мост упал.".encode("koi8-r"), file="x", name="x", media_type="text/plain; charset=koi8-r")
    assert isinstance(one, Document)
    assert (one.text, one.encoding) == ("Мост упал.", "koi8-r")


@pytest.mark.parametrize("suffix", seeds())
def test_every_format_keeps_its_bytes_and_words(suffix: str) -> None:
    found = list(read_bytes(seeds()[suffix], file=f"in/a{suffix}", name=f"a{suffix}"))
    assert found
    for one in found:
        assert isinstance(one, Document), one
        assert one.file.startswith(f"in/a{suffix}")
        assert one.original
        assert "bridge" in one.text.lower() or "hurt" in one.text or "fell" in one.text or "warning" in one.text


LOST = "The br\ufffddge over the Sill fell, they said."
LINES = json.dumps({"id": 1, "text": LOST}).encode()
SHOWN = f"<html><body><h1>Bridge falls</h1><p>{LOST}</p><p>{QUOTE}</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", LOST.encode()),
        ("a.html", SHOWN.encode()),
        ("a.docx", word_of(f"<w:p><w:r><w:t>{LOST}</w:t></w:r></w:p>")),
        ("a.odt", odt(f"<t:p>{LOST}</t:p>")),
        ("a.eml", mail(LOST).as_bytes()),
        ("a.rss", rss(f"<item><description>{LOST}</description></item>")),
        ("a.jsonl", LINES),
        ("a.mhtml", saved_page(SHOWN)),
        ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{LOST}\n".encode()),
        ("a.zip", packed({"a.jsonl": LINES})),
    ],
)
def test_damage_is_told_in_every_format(name: str, data: bytes) -> None:
    (found,) = read_bytes(data, file=name, name=name)
    assert isinstance(found, Document), found
    assert [found.text[start:end] for start, end in found.damaged] == ["br\ufffddge"]


@pytest.mark.parametrize(("name", "data"), [("docx", word()), ("odt", odt()), ("srt", SRT.encode())])
def test_the_day_in_a_files_name(name: str, data: bytes) -> None:
    (found,) = read_bytes(data, file="x", name=f"minutes-2022-05-03.{name}")
    assert isinstance(found, Document), found
    assert found.articles[0].published == "2022-05-03"
    assert Fact("published", "2022-05-03", "file name") in found.articles[0].facts


def test_ids_come_of_the_name_and_the_bytes() -> None:
    (one,) = read_bytes(b"It fell.", file="elsewhere", name="a.txt")
    assert isinstance(one, Document)
    assert one.id == short_id("a.txt", one.sha256)
