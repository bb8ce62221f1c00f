"""OpenDocument texts: paragraphs, tables, text boxes and notes as they stand when every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.read.office import LARGEST_PART, SPACE, Flow, Paragraph, document, tree
from onrecord.read.source import Source, Unreadable
from onrecord.read.zips import opened, part
from onrecord.terms import Document

NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, DRAW, OFFICE, STYLE, FILE = (
    NS % name for name in ("text", "table", "drawing", "office", "style", "manifest")
)
PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
LEFT_OUT = frozenset(
    {f"{TEXT}{tag}" for tag in ("tracked-changes", "note-citation", "sequence-decls", "hidden-text", "ruby-text")}
    | {f"{OFFICE}{tag}" for tag in ("forms", "scripts", "font-face-decls", "automatic-styles")}
    | {f"{DUBLIN}creator", f"{DUBLIN}date"}  # of a comment
)
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
MOST_SPACES = 100


def documents(source: Source) -> Iterator[Document]:
    """Read an OpenDocument text as one document.

    Raises:
        Unreadable: where it is none, is encrypted or damaged, or holds no text.
    """
    data = source.content()
    with source.stream() as stream, opened(stream) as packed:
        content, styles, meta, manifest = (part(packed, name, LARGEST_PART) for name in PARTS)
    if content is None:
        raise Unreadable("holds no OpenDocument text: open it in an office program and save it as .odt")
    if manifest is not None and tree(manifest).find(f".//{FILE}encryption-data") is not None:
        raise Unreadable("is encrypted: open it with its password and save it without one")
    read = _read(tree(content))
    heads = [] if styles is None else list(tree(styles).iter(f"{STYLE}header", f"{STYLE}footer"))
    furniture = [("running head", paragraph) for head in heads for paragraph in _read(head).main]
    furniture += [("comment", paragraph) for paragraph in read.comments]
    found = tree(meta).find(f".//{DUBLIN}title") if meta is not None else None
    title = " ".join((found.text or "").split()) if found is not None else None
    yield document(source, data, read.main, read.notes, furniture, title or None)


@dataclass(slots=True)
class _Read:
    main: list[Paragraph] = field(default_factory=list)
    notes: list[list[Paragraph]] = field(default_factory=list)
    comments: list[Paragraph] = field(default_factory=list)


def _read(root: Any) -> _Read:
    """Return what stands below an element, in reading order."""
    from lxml import etree

    flow, read, left_out = Flow(), _Read(), None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in LEFT_OUT:
                walk.skip_subtree()
                left_out = element
                continue
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                flow.start(_level(element))
            elif tag in (f"{TEXT}note-body", f"{OFFICE}annotation", f"{DRAW}text-box") or tag in CELLS:
                flow.begin()
            elif tag == f"{TABLE}table-row":
                flow.rows.append([])
            flow.add(SPACE.sub(" ", (element.text or "").replace("\n", " ")))
            continue
        if element is left_out:
            left_out = None
        elif tag in (f"{TEXT}p", f"{TEXT}h"):
            flow.finish()
        elif tag == f"{TEXT}note-body":
            read.notes.append(flow.end())
        elif tag == f"{OFFICE}annotation":
            read.comments += flow.end()
        elif tag == f"{DRAW}text-box":
            flow.box()
        elif tag in CELLS:
            flow.cell()
        elif tag == f"{TABLE}table-row":
            flow.row()
        else:
            flow.add(_sign(element))
        flow.add(SPACE.sub(" ", (element.tail or "").replace("\n", " ")))
    read.main = flow.end()
    return read


def _level(element: Any) -> int:
    if element.tag == f"{TEXT}p":
        return 0
    level = element.get(f"{TEXT}outline-level", "1")
    return int(level) if level in ("1", "2", "3", "4", "5", "6") else 6


def _sign(element: Any) -> str:
    """Return what an empty element stands for."""
    if element.tag == f"{TEXT}s":
        count = element.get(f"{TEXT}c", "1")
        return " " * min(int(count), MOST_SPACES) if count.isdecimal() and len(count) < 6 else " "
    return {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(element.tag, "")
