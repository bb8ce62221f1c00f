"""Word files: paragraphs, tables, text boxes and notes as they stand when every tracked change is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from onrecord.read.office import LARGEST_PART, Flow, Paragraph, document, tree
from onrecord.read.source import Source, Unreadable
from onrecord.read.zips import opened, part
from onrecord.terms import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # Word's other way to name the same elements
LEFT_OUT = frozenset(
    {
        f"{W}{tag}"
        for tag in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText", "delText")
    }
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # what its Choice holds already
)
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
HEADING = re.compile(r"heading ([1-9])|(title)", re.IGNORECASE)
TITLE = "{http://purl.org/dc/elements/1.1/}title"


def documents(source: Source) -> Iterator[Document]:
    """Read a Word file as one document.

    Raises:
        Unreadable: where it is no Word file, is damaged, or holds no text.
    """
    data = source.content()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("is an encrypted or an old Word file: save it as .docx without a password")
    with source.stream() as stream, opened(stream) as packed:
        main = _part(packed, "word/document.xml")
        if main is None:
            raise Unreadable("holds no Word document: open it in an office program and save it as .docx")
        reader = _Reader(_levels(_part(packed, "word/styles.xml")))
        body = reader.paragraphs(main)
        notes = _notes(packed, reader)
        furniture = list(_furniture(packed, reader))
        title = _title(_part(packed, "docProps/core.xml"))
    yield document(source, data, body, notes, furniture, title)


class _Reader:
    """Reads the parts of one file; ``referred`` are the notes that its text refers to, in order."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.levels = levels
        self.referred: list[tuple[str, str]] = []

    def paragraphs(self, root: Any) -> list[Paragraph]:
        """Return what stands below an element, in reading order."""
        from lxml import etree

        flow, carried = Flow(), False
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in LEFT_OUT or (tag == f"{W}r" and _is_hidden(element)):
                    walk.skip_subtree()
                elif tag == f"{W}p":
                    if not carried:
                        flow.start(self._level(element))
                    carried = False
                elif tag in (f"{W}txbxContent", f"{W}tc"):
                    flow.begin()
                elif tag == f"{W}tr":
                    flow.rows.append([])
                elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                    self.referred.append((tag.removesuffix("Reference"), element.get(f"{W}id", "")))
            elif tag == f"{W}t":
                flow.add(element.text or "")
            elif tag in SIGNS:
                flow.add(SIGNS[tag])
            elif tag == f"{W}p":
                carried = _mark_is_deleted(element) and _goes_on(element)
                if not carried:
                    flow.finish()
            elif tag == f"{W}txbxContent":
                flow.box()
            elif tag == f"{W}tc":
                flow.cell()
            elif tag == f"{W}tr":
                flow.row()
        return flow.end()

    def _level(self, paragraph: Any) -> int:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _outline(own)
        return self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0


def _part(packed: ZipFile, name: str) -> Any:
    xml = part(packed, name, LARGEST_PART)
    return None if xml is None else tree(xml.replace(STRICT, W[1:-1].encode()))


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _mark_is_deleted(paragraph: Any) -> bool:
    """Return whether the paragraph's end is deleted, so that it runs on into the next one."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _goes_on(paragraph: Any) -> bool:
    after = paragraph.getnext()
    return after is not None and after.tag == f"{W}p"


def _levels(styles: Any) -> dict[str, int]:
    """Return the level of each style that makes a heading: by its name, its outline level, or the style below it."""
    if styles is None:
        return {}
    levels: dict[str, int] = {}
    below: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name, base, outline = style.find(f"{W}name"), style.find(f"{W}basedOn"), style.find(f"{W}pPr/{W}outlineLvl")
        key = style.get(f"{W}styleId", "")
        match = HEADING.fullmatch(name.get(f"{W}val", "")) if name is not None else None
        if match:
            levels[key] = int(match[1] or 1)
        elif outline is not None:
            levels[key] = _outline(outline)
        elif base is not None:
            below[key] = base.get(f"{W}val", "")
    for key in below:
        seen, base = {key}, below[key]
        while base in below and base not in seen:
            seen.add(base)
            base = below[base]
        levels.setdefault(key, levels.get(base, 0))
    return levels


def _outline(element: Any) -> int:
    value = element.get(f"{W}val", "")
    return int(value) + 1 if re.fullmatch("[0-5]", value) else 0  # 9 is the level of what is no heading


def _notes(packed: ZipFile, reader: _Reader) -> list[list[Paragraph]]:
    """Return the notes in the order in which the text refers to them, then those that it does not."""
    found: dict[tuple[str, str], list[Paragraph]] = {}
    for name, tag in (("word/footnotes.xml", f"{W}footnote"), ("word/endnotes.xml", f"{W}endnote")):
        root = _part(packed, name)
        for note in root.iter(tag) if root is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                found[tag, note.get(f"{W}id", "")] = reader.paragraphs(note)
    order = dict.fromkeys([*reader.referred, *found])
    return [found[key] for key in order if key in found]


def _furniture(packed: ZipFile, reader: _Reader) -> Iterator[tuple[str, Paragraph]]:
    """Yield running heads, once each, and comments."""
    seen = set()
    for name in sorted(packed.namelist()):
        match = re.fullmatch(r"word/(header|footer|comments)\d*\.xml", name)
        if match is None:
            continue
        for paragraph in reader.paragraphs(_part(packed, name)):
            if match[1] == "comments":
                yield "comment", paragraph
            elif paragraph not in seen:
                seen.add(paragraph)
                yield match[1], paragraph


def _title(properties: Any) -> str | None:
    found = properties.find(TITLE) if properties is not None else None
    return " ".join((found.text or "").split()) or None if found is not None else None
