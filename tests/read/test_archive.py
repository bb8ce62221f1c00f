"""Zip files and web archives: each member a document of its own, with where it lies."""

from __future__ import annotations

import gzip
from random import Random

import pytest

from onrecord.read import formats
from onrecord.read.formats import read_bytes
from onrecord.terms import Document, Fact, Skipped, short_id

from .made import PAGE, QUOTE, WORDS, mail, packed, seeds, warc


def read(data: bytes, name: str) -> list[Document | Skipped]:
    return list(read_bytes(data, file=f"in/{name}", name=name))


def test_members_of_a_zip_file() -> None:
    inner = packed({"b.html": PAGE})
    found = read(
        packed({"a.txt": WORDS, "x/in.zip": inner, "x/p.png": b"\x89PNG", ".hidden.txt": "x", "__MACOSX/a.txt": "x"}),
        "a.zip",
    )
    assert [one.file for one in found] == ["in/a.zip/a.txt", "in/a.zip/x/in.zip/b.html", "in/a.zip/x/p.png"]
    text, page, picture = found
    assert isinstance(text, Document)
    assert (text.id, text.media_type, text.original) == (
        short_id("a.zip/a.txt", text.sha256),
        "text/plain",
        WORDS.encode(),
    )
    assert isinstance(page, Document)
    assert page.media_type == "text/html"
    assert isinstance(picture, Skipped)
    assert picture.reason.startswith("is of type .png, which cannot be read")


def test_every_format_in_a_zip_file() -> None:
    whole = {f"a{suffix}": data for suffix, data in seeds().items() if suffix != ".zip"}
    found = read(packed(whole), "a.zip")
    assert all(isinstance(one, Document) for one in found), found
    assert {one.file.split("/")[2] for one in found} == set(whole)


@pytest.mark.parametrize("name", ["a.jsonl", "a.mbox", "a.warc"])
def test_a_member_that_is_streamed_may_be_larger_than_what_is_read_at_once(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = seeds()[name.removeprefix("a")] * 3
    found = formats.FORMATS[name.removeprefix("a")]
    monkeypatch.setitem(formats.FORMATS, name.removeprefix("a"), found._replace(limit=len(data) // 2))
    assert sum(isinstance(one, Document) for one in read(packed({name: data}), "a.zip")) >= 3
    monkeypatch.setattr(formats, "LARGEST", len(data) - 1)
    (refused,) = read(packed({name: data}), "a.zip")
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("is larger than")


def test_an_encrypted_member() -> None:
    data = bytearray(packed({"a.txt": WORDS}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(data), "a.zip") == [Skipped("in/a.zip/a.txt", "is encrypted: unpack it with its password")]


def test_a_damaged_member_does_not_end_the_others() -> None:
    data = bytearray(packed({"a.txt": WORDS, "b.txt": QUOTE}, stored=["a.txt", "b.txt"]))
    data[data.index(b"bridge")] ^= 1
    first, second = read(bytes(data), "a.zip")
    assert isinstance(first, Skipped)
    assert first.reason.startswith("is damaged (bad crc-32")
    assert isinstance(second, Document)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_web_archive(zipped: bool) -> None:
    answers = [
        ("https://harrow.example/bridge", "text/html", PAGE.encode()),
        ("https://harrow.example/robots.txt", "text/plain", b"User-agent: *"),
        ("https://harrow.example/notes", "text/plain; charset=koi8-r", "Мост упал.".encode("koi8-r")),
        ("https://harrow.example/a.png", "image/png", b"\x89PNG"),
    ]
    page, notes = read(warc(answers, zipped=zipped), "a.warc")
    assert isinstance(page, Document)
    assert page.file == "in/a.warc/https://harrow.example/bridge"
    assert page.articles[0].facts[-2:] == (
        Fact("url", "https://harrow.example/bridge", "WARC-Target-URI"),
        Fact("captured", "2022-05-03", "WARC-Date"),
    )
    assert isinstance(notes, Document)
    assert notes.text == "Мост упал."
    assert "records of the web archive that hold no page: 1 text/plain, 1 image/png" in notes.doubts


def test_answers_packed_for_the_way() -> None:
    (page,) = read(warc([("https://h.example/", "text/html", gzip.compress(PAGE.encode()))], encoding="gzip"), "a.warc")
    assert isinstance(page, Document)
    assert WORDS in page.text
    (refused,) = read(warc([("https://h.example/", "text/html", b"\x0b")], encoding="br"), "a.warc")
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("is packed as br, which cannot be read")


def test_a_web_archive_without_a_page() -> None:
    (found,) = read(warc(status="404 Not Found"), "a.warc.gz")
    assert isinstance(found, Skipped)
    assert found.reason.startswith("holds no page that can be read, only 1 of status 404")


def test_a_web_archive_of_nothing_but_notes_on_itself() -> None:
    (found,) = read(warc(zipped=False).partition(b"WARC/1.1\r\nWARC-Type: response")[0], "a.warc")
    assert found == Skipped("in/a.warc", "holds no page that can be read: look at how it was saved")


def test_a_web_archive_in_a_zip_file() -> None:
    (found,) = read(packed({"archive/data.warc.gz": warc(), "pages/pages.jsonl": "{}"}), "a.wacz")
    assert found.file == "in/a.wacz/archive/data.warc.gz/https://harrow.example/bridge"


@pytest.mark.parametrize("zipped", [True, False])
def test_a_web_archive_that_breaks_off(zipped: bool) -> None:
    two = [(f"https://harrow.example/{n}", "text/html", PAGE.encode()) for n in range(2)]
    found = read(warc(two, zipped=zipped)[:-60], "a.warc.gz")
    assert any(isinstance(one, Document) for one in found)
    assert sum(isinstance(one, Skipped) and "is damaged at record 3" in one.reason for one in found) == 1


TWO = [(f"https://harrow.example/{number}", "text/html", PAGE.encode()) for number in range(2)]
PICTURE = ("https://harrow.example/a.png", "image/png", b"\x89PNG")
NOTE = "records of the web archive that hold no page: 1 image/png"


def test_pages_before_a_record_that_cannot_be_read_are_not_lost() -> None:
    data = warc([TWO[0], PICTURE, TWO[1]], zipped=False) + b"WARC/1.1\r\n" + b"A: b\r\n" * 100_000
    first, second, refused = read(data, "a.warc")
    assert [first.file, second.file] == [f"in/a.warc/{address}" for address, *_ in TWO]
    assert isinstance(second, Document)
    assert NOTE in second.doubts
    assert refused == Skipped("in/a.warc", "has headers of more than 256 KB: it is damaged, or no web archive")


@pytest.mark.parametrize("name", ["data.warc", "data.warc.gz"])
def test_pages_of_a_damaged_member_are_not_lost(name: str) -> None:
    inside = f"archive/{name}"
    large = (*PICTURE[:2], Random(1).randbytes(1 << 18))  # so that what is wrong shows when the pages are read
    archive = warc([*TWO, large], zipped=name.endswith(".gz"))
    data = bytearray(packed({inside: archive, "x.warc": warc()}, stored=[inside]))
    at = data.index(b"PK\x01\x02") + 16  # the check sum of the first
    data[at] ^= 1
    first, second, refused, other = read(bytes(data), "a.wacz")
    assert [first.file, second.file] == [f"in/a.wacz/{inside}/{address}" for address, *_ in TWO]
    assert isinstance(second, Document)
    assert NOTE in second.doubts
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("is damaged (Bad CRC-32")
    assert isinstance(other, Document)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"words", "a.zip", "is damaged, or no zip file"),
        (packed({}), "a.zip", "is an archive without a file in it"),
        (packed({"a.txt": WORDS}), "a.wacz", "holds no web archive"),
        (b"words", "a.warc", "is no web archive"),
        (b"", "a.warc", "is empty"),
        (gzip.compress(b"words"), "a.warc.gz", "is no web archive"),
        (mail("words").as_bytes(), "a.warc.gz", "is no web archive"),
    ],
)
def test_what_cannot_be_read(data: bytes, name: str, says: str) -> None:
    (found,) = read(data, name)
    assert isinstance(found, Skipped), found
    assert found.reason.startswith(says)
