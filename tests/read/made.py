"""Makes files to read in every format, with invented content: small, whole, and the same on every run."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage

import docx
from fpdf import FPDF

WORDS = "The bridge over the Sill fell on Tuesday night, the council said, and nobody was hurt in the fall of it."
QUOTE = "“It is a warning to us all,” said the mayor, Ada Quill, by the river, and left the place on foot."
PAGE = (
    f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge falls</title></head><body>'
    f"<nav><a href='/'>Home</a></nav><h1>Bridge falls</h1><p>{WORDS}</p><p>{QUOTE}</p></body></html>"
)
TEXT_NS = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
ODT_SPACES = (
    f'{TEXT_NS} xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(members: Mapping[str, bytes | str], *, stored: Sequence[str] = ()) -> bytes:
    """Return a zip file of the members, the same bytes on every run."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    return target.getvalue()


def word() -> bytes:
    """Return a Word file as an office program writes it."""
    made = docx.Document()
    made.core_properties.title = "Minutes of the council"
    made.sections[0].header.paragraphs[0].text = "The Harrow Lamp"
    made.add_heading("Bridge falls", 1)
    made.add_paragraph("By Cy Lund")
    made.add_paragraph(WORDS)
    table = made.add_table(2, 2)
    for number, cell in enumerate(["Votes for", "7", "Votes against", "2"]):
        table.cell(number // 2, number % 2).text = cell
    made.add_paragraph(QUOTE)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def word_of(body: str, **parts: str) -> bytes:
    """Return a Word file with the XML of a body, and of other parts by their names."""
    members = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    return packed(members | {f"word/{name}.xml": xml for name, xml in parts.items()})


def odt(body: str | None = None, *, rest: Mapping[str, str] | None = None) -> bytes:
    """Return an OpenDocument text with the XML of a body."""
    body = body or f"<t:h t:outline-level='1'>Bridge falls</t:h><t:p>{WORDS}</t:p><t:p>{QUOTE}</t:p>"
    content = f"<o:body><o:text>{body}</o:text></o:body>"
    content = f"<o:document-content {ODT_SPACES}>{content}</o:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": kind, "content.xml": content, **(rest or {})}, stored=["mimetype"])


def mail(text: str | None = None, *, html: str | None = None, **headers: str) -> EmailMessage:
    """Return a mail, to which attachments can be added."""
    made = EmailMessage()
    for name, value in ({"From": "Ada Quill <ada@harrow.example>", "Subject": "Bridge falls"} | headers).items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        (made.add_alternative if text is not None else made.set_content)(html, subtype="html")
    return made


def saved_page(page: str = PAGE) -> bytes:
    """Return a page saved whole, as Chromium does."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harrow.example/bridge\r\n"
        "Date: Tue, 03 May 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://harrow.example/bridge\r\n\r\n{page}\r\n"
        "------B\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: 7bit\r\n\r\np { color: red }\r\n------B--\r\n"
    ).encode()


def warc(answers: Sequence[tuple[str, str, bytes]] | None = None, *, zipped: bool = True, **headers: str) -> bytes:
    """Return a web archive of answers, each an address, its type and its bytes; a gzip member a record, as is usual."""
    records = [_record("warcinfo", "", b"software: by hand\r\n")]
    for address, kind, data in answers or [
        ("https://harrow.example/bridge", "text/html; charset=utf-8", PAGE.encode())
    ]:
        status, encoding = headers.get("status", "200 OK"), headers.get("encoding")
        stated = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
        stated += f"Content-Encoding: {encoding}\r\n" if encoding else ""
        records.append(_record("response", address, stated.encode() + b"\r\n" + data))
    return b"".join(gzip.compress(record, mtime=0) if zipped else record for record in records)


def _record(kind: str, address: str, block: bytes) -> bytes:
    about = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\n{about}WARC-Date: 2022-05-03T10:00:00Z\r\nContent-Length: {len(block)}"
    return f"{head}\r\n\r\n".encode() + block + b"\r\n\r\n"


def rss(items: str | None = None) -> bytes:
    """Return an RSS feed with the XML of its items."""
    items = items or (
        "<item><title>Bridge falls</title><link>https://harrow.example/bridge</link><dc:creator>Cy Lund</dc:creator>"
        "<pubDate>Tue, 03 May 2022 23:30:00 -0500</pubDate>"
        f"<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harrow Lamp</title>'
        f"<language>en-GB</language>{items}</channel></rss>"
    ).encode()


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harrow Lamp</title><entry><title>Bridge falls</title>'
    '<link href="https://harrow.example/bridge"/><author><name>Cy Lund</name></author>'
    "<published>2022-05-03T10:00:00Z</published><updated>2022-05-04T10:00:00Z</updated>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content></entry></feed>'
).encode()
SRT = (
    f"1\n00:00:01,000 --> 00:00:03,000\nADA QUILL: {WORDS}\n\n2\n00:00:03,500 --> 00:00:05,000\nCY LUND: Who says so?\n"
)
VTT = (
    "WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:03.000 align:start\n<v Ada Quill>The bridge fell.\n\n"
    "00:03.000 --> 00:05.000\n<v Cy Lund>Who says so?\n"
)
LINE = json.dumps({"id": "x", "text": WORDS, "author": "Cy Lund", "published": "2024-05-03"}) + "\n"


def pdf() -> bytes:
    """Return a PDF of one page."""
    made = FPDF(unit="pt", format="a4")
    made.set_creation_date(datetime(2022, 5, 3, tzinfo=UTC))
    made.add_page()
    made.set_font("Times", size=11)
    for number, line in enumerate(WORDS[start : start + 60] for start in range(0, len(WORDS), 60)):
        made.text(60, 80 + 14 * number, line)
    return bytes(made.output())


def mbox() -> bytes:
    """Return a mailbox of two mails."""
    mails = (mail(f"{WORDS}\n", Date="Tue, 03 May 2022 10:00:00 +0200"), mail("It fell.\n>From what I hear.\n"))
    return b"\n".join(b"From ada@harrow.example Tue May  3 10:00:00 2022\n" + one.as_bytes() for one in mails)


def seeds() -> dict[str, bytes]:
    """Return a small whole file of each format, by its suffix."""
    letter = mail(f"{WORDS}\n", html=PAGE, Date="Tue, 03 May 2022 10:00:00 +0200")
    letter.add_attachment(f"{QUOTE}\n", filename="notes.txt")
    letter.set_boundary("B0")
    inner = {"letters/a.eml": letter.as_bytes(), "a.txt": WORDS, "feed.xml": rss(), "in.zip": packed({"b.html": PAGE})}
    return {
        ".txt": f"Bridge falls\n\nBy Cy Lund\n3 May 2024\n\n{WORDS}\n\n{QUOTE}\n".encode(),
        ".md": f"# Bridge falls\n\n*By Cy Lund*\n\n{WORDS}\n\n> {QUOTE}\n".encode(),
        ".html": PAGE.encode(),
        ".mhtml": saved_page(),
        ".docx": word(),
        ".odt": odt(),
        ".eml": letter.as_bytes(),
        ".mbox": mbox(),
        ".jsonl": LINE.encode() * 3,
        ".jsonl.gz": gzip.compress(LINE.encode() * 3, mtime=0),
        ".warc": warc(zipped=False),
        ".warc.gz": warc(),
        ".wacz": packed({"archive/data.warc.gz": warc()}),
        ".zip": packed(inner),
        ".rss": rss(),
        ".atom": ATOM,
        ".srt": SRT.encode(),
        ".vtt": VTT.encode(),
    }
