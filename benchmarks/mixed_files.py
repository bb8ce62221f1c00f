"""Makes a folder of mixed files whose fate is known: sound ones of many formats, and broken ones of many kinds."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import NamedTuple

import program

PEOPLE = ("Ada Lund", "Oskar Brandt", "Mira Soltan", "Piet Vane", "Rosa Hellquist", "Tove Marsh", "Ivo Karst")
OFFICES = ("mayor", "harbour master", "head teacher", "fire chief", "librarian", "ferry captain", "town clerk")
THINGS = ("the ferry", "the north bridge", "the fish market", "the reservoir", "the night bus", "the old mill")
DOINGS = ("will open again in May", "costs twice what was planned", "was never safe", "belongs to the whole town")


class Case(NamedTuple):
    """A file: how many of its inputs are to be read, how many skipped, and what is the matter with it."""

    path: Path
    read: int
    skipped: int
    kind: str


def article(rng: random.Random) -> str:
    """Return a short article in English; another each time."""
    paragraphs = []
    for _ in range(3):
        person, office, thing, doing = map(rng.choice, (PEOPLE, OFFICES, THINGS, DOINGS))
        paragraphs.append(
            f"The {office} {person} spoke about {thing} on day {rng.randrange(10_000)} of the inquiry, in a hall that"
            f" was full to the last of its {rng.randrange(50, 500)} seats. “I have seen the papers, and {thing}"
            f" {doing},” {person.split()[1]} told the members, who had waited for {rng.randrange(2, 60)} minutes."
        )
    return "\n\n".join(paragraphs) + "\n"


def folder(root: Path, count: int, rng: random.Random) -> list[Case]:
    """Make so many files in a folder and in others inside it, a tenth of them broken; return what becomes of each."""
    broken = count // 10
    cases = []
    for n in range(count):
        place = root / f"part-{n % 7}" if n % 3 else root
        place.mkdir(parents=True, exist_ok=True)
        makers = sorted(BROKEN) if n < broken else sorted(SOUND)
        name = makers[n % len(makers)]
        case = BROKEN[name](place / f"{n:04}-broken", rng) if n < broken else _sound(place / f"{n:04}-sound", name, rng)
        cases.append(case)
    return cases


def _sound(path: Path, suffix: str, rng: random.Random) -> Case:
    path = path.with_name(path.name + suffix)
    path.write_bytes(SOUND[suffix](rng))
    return Case(path, 1, 0, f"sound {suffix}")


def _page(rng: random.Random) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in article(rng).split("\n\n"))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hall full</title></head>'
        f"<body><article><h1>Hall full</h1>{paragraphs}</article></body></html>"
    )


def _pdf(rng: random.Random) -> bytes:
    try:
        from fpdf import FPDF
    except ImportError:
        program.stop("NOTHING WAS MEASURED: fpdf2 not installed; `pip install onrecord[test]` brings it")
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for part in article(rng).replace("“", '"').replace("”", '"').split("\n\n"):
        pdf.multi_cell(0, 6, part, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
    return bytes(pdf.output())


def _lines(rng: random.Random) -> bytes:
    return (json.dumps({"id": f"line-{rng.getrandbits(60)}", "text": article(rng)}) + "\n").encode()


def _mail(rng: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ada Lund <ada@haverness.example>", f"The hall {rng.randrange(10_000)}"
    mail["Date"] = "Fri, 02 May 2031 10:00:00 +0000"
    mail.set_content(article(rng))
    return mail.as_bytes()


def _feed(rng: random.Random) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Haverness</title><item>'
        f"<title>Hall full</title><guid>{rng.getrandbits(60)}</guid>"
        f"<description>{escape(''.join(f'<p>{escape(part)}</p>' for part in article(rng).split(chr(10) * 2)))}"
        "</description></item></channel></rss>"
    ).encode()


def _atom(rng: random.Random) -> bytes:
    body = "".join(f"<p>{escape(part)}</p>" for part in article(rng).split("\n\n"))
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Haverness</title>'
        f'<entry><id>urn:{rng.getrandbits(60)}</id><title>Hall full</title><content type="html">'
        f"{escape(body)}</content></entry></feed>"
    ).encode()


def _packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _docx(rng: random.Random) -> bytes:
    office = "http://schemas.openxmlformats.org"
    types = (
        f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    leads = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml"'
        f' Type="{office}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    body = "".join(f"<w:p><w:r><w:t>{escape(part)}</w:t></w:r></w:p>" for part in article(rng).split("\n\n"))
    main = f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    return _packed({"[Content_Types].xml": types, "_rels/.rels": leads, "word/document.xml": main})


def _odt(rng: random.Random) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{escape(part)}</text:p>" for part in article(rng).split("\n\n"))
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/"'
        f' manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml"'
        ' manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return _packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _cues(rng: random.Random, comma: str) -> str:
    words = article(rng).split()
    cues = [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]
    times = [(f"00:{n // 15:02}:{n * 4 % 60:02}", f"00:{n // 15:02}:{n * 4 % 60 + 3:02}") for n in range(len(cues))]
    return "".join(
        f"{n}\n{begin}{comma}000 --> {end}{comma}000\n{cue}\n\n"
        for n, ((begin, end), cue) in enumerate(zip(times, cues, strict=True), 1)
    )


def _saved(rng: random.Random) -> bytes:
    """Return a page saved whole, as a browser does."""
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://haverness.example/hall\r\n"
        "Date: Fri, 02 May 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://haverness.example/hall\r\n\r\n{_page(rng)}\r\n"
        "------B\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n------B--\r\n"
    ).encode()


def _without_page(rng: random.Random) -> bytes:
    return _saved(rng).replace(b"text/html", b"text/css")


def _record(address: str, kind: str, data: bytes) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://haverness.example/{address}\r\n"
        f"WARC-Date: 2031-05-02T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _crawled(rng: random.Random, count: int = 1) -> list[bytes]:
    """Return the records of a web archive: pages, each followed by its picture."""
    answers = []
    for n in range(count):
        answers.append(_record(f"{n}", "text/html; charset=utf-8", _page(rng).encode()))
        answers.append(_record(f"{n}.png", "image/png", b"\x89PNG" + rng.randbytes(20_000)))
    return answers


def _warc(rng: random.Random) -> bytes:
    return b"".join(_crawled(rng))


def _warc_gz(rng: random.Random) -> bytes:
    return b"".join(gzip.compress(record) for record in _crawled(rng))


def _long_header(rng: random.Random) -> bytes:
    return b"".join(_crawled(rng, 2)) + b"WARC/1.1\r\n" + b"A: b\r\n" * 100_000


def _wacz(rng: random.Random) -> bytes:
    archive = b"".join(gzip.compress(record) for record in _crawled(rng, 2))
    return _packed({"archive/data.warc.gz": archive, "pages/pages.jsonl": "{}"})


def _bad_sum(rng: random.Random) -> bytes:
    """Return a crawl packed with another check sum than that of its bytes, which shows when they have been read."""
    data = bytearray(_wacz(rng))
    data[data.index(b"PK\x01\x02") + 16] ^= 1
    return bytes(data)


SOUND: dict[str, Callable[[random.Random], bytes]] = {
    ".txt": lambda rng: article(rng).encode(),
    ".md": lambda rng: f"# Hall full\n\n{article(rng)}".encode(),
    ".html": lambda rng: _page(rng).encode(),
    ".htm": lambda rng: _page(rng).encode(),
    ".mhtml": _saved,
    ".mht": _saved,
    ".pdf": _pdf,
    ".jsonl": _lines,
    ".jsonl.gz": lambda rng: gzip.compress(_lines(rng)),
    ".eml": _mail,
    ".mbox": lambda rng: b"From ada@haverness.example Fri May  2 10:00:00 2031\n" + _mail(rng) + b"\n",
    ".rss": _feed,
    ".xml": _feed,
    ".atom": _atom,
    ".zip": lambda rng: _packed({"inside/hall.txt": article(rng)}),
    ".warc": _warc,
    ".warc.gz": _warc_gz,
    ".wacz": lambda rng: _packed({"archive/data.warc.gz": _warc_gz(rng), "pages/pages.jsonl": "{}"}),
    ".docx": _docx,
    ".odt": _odt,
    ".srt": lambda rng: _cues(rng, ",").encode(),
    ".vtt": lambda rng: ("WEBVTT\n\n" + _cues(rng, ".")).encode(),
}
"""How a sound file that holds one document is made."""


def _file(suffix: str, data: Callable[[random.Random], bytes], kind: str, read: int = 0, skipped: int = 1) -> Maker:
    def make(path: Path, rng: random.Random) -> Case:
        path = path.with_name(path.name + suffix)
        path.write_bytes(data(rng))
        return Case(path, read, skipped, kind)

    return make


def _half(suffix: str) -> Callable[[random.Random], bytes]:
    return lambda rng: (whole := SOUND[suffix](rng))[: len(whole) // 2]


def _no_rights(path: Path, rng: random.Random) -> Case:
    path = path.with_name(path.name + ".txt")
    path.write_text(article(rng), encoding="utf-8")
    path.chmod(0)
    readable = os.access(path, os.R_OK)  # as it is for an administrator
    return Case(path, int(readable), int(not readable), "no rights to it")


def _links(path: Path, rng: random.Random) -> Case:
    path.symlink_to(path)
    return Case(path, 0, 1, "a link to itself")


def _to_nothing(path: Path, rng: random.Random) -> Case:
    path = path.with_name(path.name + ".txt")
    path.symlink_to("nowhere.txt")
    return Case(path, 0, 1, "a link to nothing")


def _folder_loop(path: Path, rng: random.Random) -> Case:
    path.symlink_to(path.parent, target_is_directory=True)
    return Case(path, 0, 0, "a link to the folder it is in: no file")


def _pipe(path: Path, rng: random.Random) -> Case:
    path = path.with_name(path.name + ".txt")
    os.mkfifo(path)
    return Case(path, 0, 1, "a pipe")


Maker = Callable[[Path, random.Random], Case]
BROKEN: dict[str, Maker] = {
    "empty": _file(".txt", lambda rng: b"", "empty"),
    "empty page": _file(".html", lambda rng: b"", "empty"),
    "blank": _file(".md", lambda rng: b" \n\n\t\n", "blank"),
    "zero bytes": _file(".txt", lambda rng: bytes(5000), "zero bytes"),
    "rubbish": _file(".txt", lambda rng: rng.randbytes(5000), "binary rubbish"),
    "rubbish PDF": _file(".pdf", lambda rng: rng.randbytes(5000), "binary rubbish as a PDF"),
    "rubbish zip": _file(".zip", lambda rng: rng.randbytes(5000), "binary rubbish as an archive"),
    "rubbish gzip": _file(".jsonl.gz", lambda rng: b"\x1f\x8b" + rng.randbytes(5000), "binary rubbish as gzip"),
    "PDF cut off": _file(".pdf", lambda rng: _pdf(rng)[:400], "a PDF cut off in its first page"),
    "zip cut off": _file(".zip", _half(".zip"), "an archive cut in half"),
    "docx cut off": _file(".docx", _half(".docx"), "a .docx cut in half"),
    "odt cut off": _file(".odt", _half(".odt"), "an .odt cut in half"),
    "gzip cut off": _file(".jsonl.gz", _half(".jsonl.gz"), "gzip cut in half"),
    "text as PDF": _file(".pdf", SOUND[".txt"], "a text named .pdf"),
    "text as docx": _file(".docx", SOUND[".txt"], "a text named .docx"),
    "PDF as text": _file(".txt", _pdf, "a PDF named .txt"),
    "unknown": _file(".xyz", SOUND[".txt"], "an unknown type"),
    "no suffix": _file("", SOUND[".txt"], "no type"),
    "broken line": _file(
        ".jsonl", lambda rng: _lines(rng) + b'{"id": "x", "te\n' + _lines(rng), "one of three lines broken", read=2
    ),
    "line without text": _file(".jsonl", lambda rng: b'{"id": "y"}\n', "a line without a text"),
    "line of another encoding": _file(
        ".jsonl", lambda rng: b'{"id": "z", "text": "caf\xe9"}\n' + _lines(rng), "a line that is no UTF-8", read=1
    ),
    "Windows text": _file(
        ".txt", lambda rng: article(rng).encode("cp1252"), "of an older encoding: readable", read=1, skipped=0
    ),
    "UTF-16 text": _file(
        ".txt", lambda rng: article(rng).encode("utf-16"), "of another encoding: readable", read=1, skipped=0
    ),
    "page without an end": _file(
        ".html", lambda rng: _page(rng).encode()[:-30], "a page without an end: readable", read=1, skipped=0
    ),
    "feed without an end": _file(".rss", lambda rng: _feed(rng)[:60], "a feed cut off in its head"),
    "saved page without a page": _file(".mhtml", _without_page, "a saved page without the page"),
    "empty saved page": _file(".mht", lambda rng: b"", "empty"),
    "rubbish warc": _file(".warc", lambda rng: rng.randbytes(5000), "binary rubbish as a web archive"),
    "rubbish warc.gz": _file(".warc.gz", lambda rng: gzip.compress(rng.randbytes(5000)), "gzipped rubbish as one"),
    "rubbish wacz": _file(".wacz", lambda rng: rng.randbytes(5000), "binary rubbish as a packed web archive"),
    "warc cut off": _file(".warc", lambda rng: _warc(rng)[:-9000], "a web archive cut off in a picture", read=1),
    "warc.gz cut off": _file(".warc.gz", lambda rng: _warc_gz(rng)[:-9000], "the same, gzipped", read=1),
    "wacz cut off": _file(".wacz", _half(".wacz"), "a packed web archive cut in half"),
    "long header": _file(".warc", _long_header, "too long a header after two good pages", read=2),
    "bad sum": _file(".wacz", _bad_sum, "a wrong check sum after two good pages", read=2),
    "no web archive": _file(".wacz", SOUND[".zip"], "a zip file as a packed web archive"),
    "no rights": _no_rights,
    "link to itself": _links,
    "link to nothing": _to_nothing,
    "folder loop": _folder_loop,
    "pipe": _pipe,
}
