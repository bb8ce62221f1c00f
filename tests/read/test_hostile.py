"""Hostile input: each cut off by size or time, with one clear sentence; nothing is fetched, nothing written."""

from __future__ import annotations

import gzip
import socket
import time
from pathlib import Path

import pytest

from onrecord.read import inflate, zips
from onrecord.read.formats import read, read_bytes
from onrecord.terms import Document, Skipped

from .made import LINE, PAGE, WORDS, mail, odt, packed, rss, warc, word_of

LONGEST = 5  # seconds of this process
ENTITIES = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = f"{ENTITIES}]>"
SENT = "From ada@harrow.example Tue May  3 10:00:00 2022\n"
NOTE = '<?xml version="1.0"?>'


def refused(data: bytes, name: str) -> list[str]:
    """Read the data, and return the reasons of what was refused."""
    began = time.process_time()
    found = list(read_bytes(data, file=name, name=name))
    assert time.process_time() - began < LONGEST
    reasons = [one.reason for one in found if isinstance(one, Skipped)]
    assert not any("report" in reason or "\n" in reason for reason in reasons), reasons
    return reasons


def pdf(*objects: bytes) -> bytes:
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer\n<</Root 1 0 R>>\n%%EOF"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
BLANK = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bomb.zip", packed({"a.txt": b"a" * (3 << 20)}), "unpacks to more than 200 times its size"),
        ("bomb.docx", packed({"word/document.xml": b" " * (3 << 20)}), "unpacks to more than 200 times its size"),
        ("deep.zip", packed({"a.zip": packed({"a.zip": packed({"a.txt": WORDS})})}), "in an archive in an archive"),
        ("climbs.zip", packed({"../../etc/a.txt": WORDS}), "has a path that climbs out of its archive"),
        ("climbs.zip", packed({"/etc/a.txt": WORDS}), "has a path that climbs out of its archive"),
        ("climbs.zip", packed({"a\\..\\..\\b.txt": WORDS}), "has a path that climbs out of its archive"),
        ("climbs.zip", packed({"C:/a.txt": WORDS}), "has a path that climbs out of its archive"),
        (
            "bomb.xml",
            NOTE.encode() + BOMB.encode() + b"<rss><channel><title>&i;</title></channel></rss>",
            "XML entities",
        ),
        ("bomb.docx", packed({"word/document.xml": f"{NOTE}{BOMB}<a>&i;</a>"}), "declares XML entities"),
        ("bomb.odt", packed({"content.xml": f"{NOTE}{BOMB}<a>&i;</a>"}), "declares XML entities"),
        ("wide.docx", packed({"word/document.xml": f"{BOMB}<a>&i;</a>".encode("utf-16")}), "declares XML entities"),
        ("deep.docx", word_of("<w:tbl>" * 5000), "excessive depth"),
        ("deep.odt", odt("<t:p>" * 5000), "excessive depth"),
        ("deep.rss", rss("<a>" * 50_000), "nested too deeply"),
        ("many.rss", rss("<item>" * 6000), "more than 5,000 entries"),
        ("tags.rss", rss("&lt;p&gt;" * 110_000), "more than 100,000 tags"),
        (
            "bomb.jsonl.gz",
            gzip.compress(LINE.encode() + b" " * (80 << 20), 1),
            "unpacks to more than 200 times its size",
        ),
        ("bomb.warc.gz", gzip.compress(warc(zipped=False) + b"\n" * (80 << 20), 1), "has headers of more than 256 KB"),
        (
            "bomb.wacz",
            packed({"a.warc": warc([("https://h.example/a.png", "image/png", bytes(3 << 20))], zipped=False)}),
            "unpacks to more than 200 times its size",
        ),
        (
            "packed.warc",
            warc([("https://h.example/", "text/html", gzip.compress(b"a" * (80 << 20), 1))], encoding="gzip"),
            "is larger than 64 MB",
        ),
        ("line.warc", b"WARC/1.1\r\n" + b"A: b\r\n" * 100_000, "has headers of more than 256 KB"),
        (
            "nested.eml",
            "".join(f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(1000)).encode(),
            "holds more than 60 mails or groups of parts inside one another",
        ),
        ("nested.eml", b"Content-Type: message/rfc822\n\n" * 1000, "holds more than 60 mails"),
        (
            "inner.eml",
            b"Content-Type: message/rfc822\n\n" * 20 + b"A: b\n\nwords",
            "is a mail inside more than two others",
        ),
        ("heads.eml", b"A: b\n" * 30_000 + b"\nwords", "more headers, than any mail"),
        (
            "parts.eml",
            b"Content-Type: multipart/mixed; boundary=B\n\n" + b"--B\n\nw\n" * 30_000,
            "more headers, than any",
        ),
        ("lines.eml", b"A: b\n\n" + b"w\n" * 60_000, "more than 50,000 lines"),
        ("many.srt", b"0:0:0,0-->0:0:0,0\n" * 800_000, "more than 30,000 subtitles"),
        ("many.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v a>b" * 100_000, "more than 30,000 subtitles"),
        ("loop.pdf", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9999999>>", BLANK), "holds no text"),
    ],
)
def test_cut_off(name: str, data: bytes, says: str) -> None:
    reasons = refused(data, name)
    assert says in reasons[-1]
    assert len(reasons) < 5


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "header.eml",
            b"From: " + b"(" * 300_000 + b'\nContent-Type: text/plain; a="' + b";" * 300_000 + b"\n\nIt fell.",
        ),
        ("encoded.eml", b"From: a@b\nSubject: " + b"=?utf-8?q?" * 100_000 + b"\n\nIt fell."),
        ("quoted.eml", b"From: a@b\n\n" + b"> It fell.\n" * 20_000 + b"So:\n" * 200),
        ("tags.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<" * 1_000_000),
        ("classes.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nIt fell. <v" + b".a" * 500 + b">"),
        ("spaces.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nIt fell. <v" + b" " * 2_000_000),
        ("quoted.eml", b"From: a@b\n\n" + b"It fell.\n\n> It held.\n\n" * 10_000),
        ("from.mbox", f"{SENT}From: a@b\n\nFrom {'1' * 200_000} it fell.\n".encode()),
        ("foot.txt", f"{WORDS}\n\n{' | '.join(['Home page', 'Our news', 'All the day'] * 8)} | {'x' * 30}\n".encode()),
        ("deep.html", f"<p>{WORDS}</p>{'<div>' * 3000}{'<script>' * 300_000}".encode()),
        ("open.html", f"<p>{WORDS}</p>{'<div>' * 3000}{'<p ' * 300_000}".encode()),
        (
            "open.rss",
            rss(
                f"<item><description>{WORDS}</description></item>"
                f"<description><![CDATA[{'<item>' * 4990}{WORDS * 9_000}]]></description>"
            ),
        ),
        ("names.jsonl", f'{{"id": 1, "text": "It fell.", "author": "{"(" * 400_000}"}}'.encode()),
    ],
)
def test_read_all_the_same(name: str, data: bytes) -> None:
    assert refused(data, name) == []


def test_a_zip_file_of_more_members_than_anybody_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_MEMBERS", 100)
    data = packed({f"{number}.txt": b"" for number in range(101)})
    assert refused(data, "many.zip") == ["lists more than 50,000 members: split it"]
    monkeypatch.setattr(zips, "LARGEST_DIRECTORY", 1000)
    assert refused(data[:-1] + b"\0", "many.zip") == ["lists more than 50,000 members: split it"]


def test_a_web_archive_packed_twice_is_held_against_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflate, "FREE", 1 << 20)
    monkeypatch.setattr(inflate, "STEEPEST", 2000)  # more than either packing alone is
    data = warc([("https://h/a.png", "image/png", bytes(8 << 20)), ("https://h/", "text/html", b"It fell.")])
    assert refused(data, "a.warc.gz") == []
    assert refused(packed({"b.warc": warc(zipped=False), "a.warc.gz": data}), "a.wacz") == [inflate.EXPLODES]


def test_what_all_members_inflate_to_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.read import archive
    from onrecord.read.source import Allowance

    monkeypatch.setattr(archive, "Allowance", lambda: Allowance(size=1000))
    inner = packed({f"{number}.txt": WORDS for number in range(5)})
    found = list(read_bytes(packed({"a.zip": inner, "b.zip": inner, "c.zip": inner}), file="a.zip", name="a.zip"))
    assert sum(isinstance(one, Document) for one in found) < 10
    assert isinstance(found[-1], Skipped)
    assert found[-1].reason.startswith("unpacks to more than 2 GB, or 50,000 members: what follows was not read")


@pytest.mark.parametrize("kind", ["feed", "docx", "odt"])
def test_no_address_is_fetched(kind: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        outside = f'{NOTE}<!DOCTYPE rss SYSTEM "{address}">'
        made = {
            "feed": rss().replace(NOTE.encode(), b"").replace(b"<rss", f"{outside}<rss".encode(), 1),
            "docx": packed({"word/document.xml": f"{outside}<a/>"}),
            "odt": packed({"content.xml": f"{outside}<a/>"}),
        }[kind]
        list(read_bytes(made, file="a", name={"feed": "a.xml", "docx": "a.docx", "odt": "a.odt"}[kind]))
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("text", ["http://127.0.0.1:1/feed", "/etc/hostname", "file:///etc/hostname"])
def test_a_feed_that_is_an_address_is_not_followed(text: str) -> None:
    assert refused(text.encode(), "a.xml") == [
        "is XML, but no RSS or Atom feed: save what it describes as .html or .txt"
    ]


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)  # a hole: no byte of it is on the disk
    began = time.process_time()
    (found,) = read(path)
    assert time.process_time() - began < LONGEST
    assert found == Skipped(path.as_posix(), "is larger than 16 MB: split it into smaller files")


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    letter = mail("It fell.\n")
    letter.add_attachment("It fell.\n", filename="../../notes.txt")
    members = {"../a.txt": WORDS, "b/c.html": PAGE, "d.eml": letter.as_bytes(), "e.warc.gz": warc()}
    assert len(list(read_bytes(packed(members), file="a.zip", name="a.zip"))) == 5
    assert list(tmp_path.iterdir()) == []
