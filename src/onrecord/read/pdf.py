"""PDF: pages -> text in reading order with the place of each line, and the articles in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.read.articles import articles
from onrecord.read.bylines import facts
from onrecord.read.pdflayout import Layout, layout
from onrecord.read.pdfpage import Run, runs
from onrecord.read.source import Source, Unreadable, digest
from onrecord.terms import Article, Document, short_id

MOST_PAGES = 3000


def documents(source: Source) -> Iterator[Document]:
    """Read a PDF as one document.

    Raises:
        Unreadable: where it is encrypted, damaged, or holds no text.
    """
    data = source.content()
    sha256 = digest(data)
    pdf = _open(data)
    try:
        pages, heights, doubts = _pages(pdf)
        title = (pdf.get_metadata_dict(skip_empty=True).get("Title") or "").strip()
    finally:
        pdf.close()
    laid = layout(pages, heights)
    if not any(letter.isalnum() for letter in laid.text):
        raise Unreadable("holds no text (a scan?): run it through OCR first, such as ocrmypdf")
    yield Document(
        id=short_id(source.name, sha256),
        file=source.file,
        text=laid.text,
        sha256=sha256,
        media_type=source.media_type,
        encoding=None,
        articles=_articles(laid, title),
        places=tuple(laid.places),
        doubts=doubts,
        original=data,
    )


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable("is encrypted: open it with its password and save it without one") from None
        raise Unreadable("is damaged, or no PDF at all: download or save it again") from None


def _pages(pdf: Any) -> tuple[list[list[Run]], list[float], tuple[str, ...]]:
    """Return each page's runs and height, and a doubt for the pages that give none."""
    import pypdfium2

    pages: list[list[Run]] = []
    heights: list[float] = []
    silent: list[int] = []
    for number in range(min(len(pdf), MOST_PAGES)):
        try:
            page = pdf[number]
            textpage = page.get_textpage()
            pages.append(list(runs(textpage)))
            heights.append(page.get_height())
            textpage.close()
            page.close()
        except pypdfium2.PdfiumError:
            pages.append([])
            heights.append(1.0)
        if not pages[-1]:
            silent.append(number + 1)
    return pages, heights, tuple(_doubts(silent, len(pdf)))


def _doubts(silent: list[int], pages: int) -> Iterator[str]:
    if silent:
        listed = ", ".join(map(str, silent[:10])) + (", ..." if len(silent) > 10 else "")
        plural = "s" if len(silent) > 1 else ""
        yield f"no text on page{plural} {listed} of {pages}: if scanned, run the file through OCR"
    if pages > MOST_PAGES:
        yield f"only the first {MOST_PAGES} of {pages} pages were read: split the file"


def _articles(laid: Layout, title: str) -> tuple[Article, ...]:
    """Return the articles: what their headers do not say, running heads and the file's metadata may."""
    found = articles(laid.text, without=laid.furniture, headings=laid.headings)
    if len(found) == 1 and found[0].title is None and " " in title:
        found = (replace(found[0], title=title),)
    heads = [head for start, end in laid.furniture if (head := facts(laid.text[start:end]))]
    outlet = next((head.outlet for head in heads if head.outlet), None)
    day = next((head.published for head in heads if head.published), None)
    return tuple(replace(one, outlet=one.outlet or outlet, published=one.published or day) for one in found)
