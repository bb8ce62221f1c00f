"""Office files: what .docx and .odt have in common, paragraphs in reading order -> a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from onrecord.read.articles import found_in
from onrecord.read.source import Source, Unreadable
from onrecord.read.written import Written
from onrecord.terms import Document, Fact

LARGEST_PART = 32 << 20  # bytes of XML: ten thousand pages
MOST_TAGS = 1_000_000  # opening ones; measured: some 5 s
LONGEST_ROW = 160  # characters of a table's row that is read as one line
SPACE = re.compile(r"[^\S\n]+")


class Paragraph(NamedTuple):
    """A paragraph's words, and its level where it is a heading."""

    words: str
    level: int = 0


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and what stands in boxes inside it."""

    level: int
    pieces: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """Puts paragraphs in reading order: what stands in a box inside a paragraph follows it, a row is one line.

    ``begin`` opens a frame (the document, a box, a note, a row, a cell); ``end`` closes it and returns what it held.
    """

    frames: list[list[Paragraph]] = field(default_factory=lambda: [[]])
    open: list[_Open] = field(default_factory=list)
    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    """The rows that are being read, one inside another, each a list of cells."""

    def begin(self) -> None:
        """Open a frame: what is read from now on belongs to it."""
        self.frames.append([])

    def end(self) -> list[Paragraph]:
        """Close the frame."""
        return self.frames.pop()

    def start(self, level: int = 0) -> None:
        """Open a paragraph."""
        self.open.append(_Open(level))

    def add(self, text: str) -> None:
        """Add text to the paragraph; outside one it is white space of the XML."""
        if self.open:
            self.open[-1].pieces.append(text)

    def finish(self) -> None:
        """Close the paragraph."""
        done = self.open.pop()
        words = "\n".join(line.strip() for line in SPACE.sub(" ", "".join(done.pieces)).split("\n")).strip()
        if words:
            self.frames[-1].append(Paragraph(words, done.level))
        self.frames[-1] += done.boxes

    def box(self) -> None:
        """Close a frame that is a box: it follows the paragraph that holds it."""
        held = self.end()
        (self.open[-1].boxes if self.open else self.frames[-1]).extend(held)

    def cell(self) -> None:
        """Close a frame that is a cell of the row."""
        held = self.end()
        if self.rows:
            self.rows[-1].append(held)
        else:
            self.frames[-1] += held

    def row(self) -> None:
        """Close a row: its cells go on one line if they are short, else one below the other."""
        cells = self.rows.pop()
        words = [cell[0].words for cell in cells if cell]
        if words and all(len(cell) < 2 for cell in cells) and sum(map(len, words)) <= LONGEST_ROW:
            self.frames[-1].append(Paragraph("\t".join(word.replace("\n", " ") for word in words)))
        else:
            self.frames[-1] += [paragraph for cell in cells for paragraph in cell]


def tree(xml: bytes) -> Any:
    """Parse a part of an office file, without expanding or fetching anything.

    Raises:
        Unreadable: where it is damaged, or declares entities, which no office program does.
    """
    from lxml import etree

    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise Unreadable("declares XML entities, as no office program does: it was not read; save it again")
    if xml.count(b"<") - xml.count(b"</") > MOST_TAGS:
        raise Unreadable(f"holds more than {MOST_TAGS:,} elements: split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error).split())[:100].lower()
        raise Unreadable(f"is damaged ({said}): open it in an office program, save it again") from None


def document(
    source: Source, data: bytes, main: Iterable[Paragraph], notes: Iterable[Sequence[Paragraph]],
    furniture: Iterable[tuple[str, Paragraph]], title: str | None,
) -> Document:  # fmt: skip
    """Write the paragraphs out, notes after the rest, and find the articles.

    Args:
        source: the file.
        data: its bytes.
        main: its paragraphs.
        notes: the paragraphs of each footnote and endnote, in the order in which the text refers to them.
        furniture: running heads and comments, each with what it is.
        title: what the file's own properties name it.

    Raises:
        Unreadable: where there is no text.
    """
    written = Written()
    for number, paragraph in enumerate(main, 1):
        written.add(paragraph.words, f"paragraph {number}", level=paragraph.level)
    for number, note in enumerate(notes, 1):
        for paragraph in note:
            written.add(paragraph.words, f"note {number}")
    outside = [written.add(paragraph.words, where) for where, paragraph in furniture]
    text = written.text
    if not text:
        raise Unreadable("holds no text to read: leave it out, or run its pictures through OCR")
    read = found_in(text, without=outside, headings=written.headings, name=source.name)
    found = read.articles
    if title and len(found) == 1 and found[0].title is None:
        fact = Fact("title", title, "document properties")
        found = (replace(found[0], title=title, facts=(*found[0].facts, fact)),)
    return source.document(data, text, found, places=tuple(written.places), doubts=read.doubts)
