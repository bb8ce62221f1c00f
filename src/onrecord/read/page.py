"""Pages: a tree of HTML -> the whole text in reading order, furniture included, with the place of each block."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onrecord.terms import Place

UNSEEN = frozenset(
    "script style noscript template head iframe object embed svg math canvas audio video map select textarea input"
    " datalist progress meter applet frameset noframes dialog".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
BOLD = frozenset({"b", "strong"})
MARKS = (("“", "”"), ("‘", "’"))
"""What a browser sets around a ``q``, and around one inside it."""
OPENED = re.compile(r"\s*[\"“„«‹‘']")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f]+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f]")
LONGEST_ROW = 150
NEST = 6


class PageBlock(NamedTuple):
    """A block of the rendered text.

    ``nest`` is its tag and class, then those of the elements around it from the inside out, the same for what stands in
    the same kind of place; ``linked`` the share of its characters inside links, ``strong`` of those in bold type.
    """

    start: int
    end: int
    path: str
    tag: str
    nest: tuple[str, ...]
    linked: float
    strong: float = 0.0


class Rendered(NamedTuple):
    """A page's text, and its blocks in order."""

    text: str
    blocks: tuple[PageBlock, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each block stood in the page."""
        return tuple(Place(block.start, block.end, block.path) for block in self.blocks)


def render(root: Any, *, hidden: bool = False) -> Rendered:
    """Render a page.

    Args:
        root: its lxml tree; at most a few hundred elements deep, as lxml builds it.
        hidden: whether to render what the page's own styles hide as well.
    """
    from lxml import etree

    page = _Page()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if _unseen(element, hidden=hidden):
                walk.skip_subtree()
                page.skipped += 1
            else:
                page.enter(element)
        else:
            if event == "end":
                page.leave(element)
            if element.tail and element is not root:
                page.add(element.tail)
    page.flush()
    return Rendered("".join(page.text), tuple(page.blocks))


def _unseen(element: Any, *, hidden: bool) -> bool:
    if element.tag in UNSEEN:
        return True
    return not hidden and ("hidden" in element.attrib or bool(HIDDEN.search(element.get("style", ""))))


@dataclass
class _Level:
    """An element that is open: its path, what surrounds it, and how many children of each tag it has had."""

    tag: str
    path: str
    nest: tuple[str, ...]
    seen: Counter[str] = field(default_factory=Counter)


@dataclass
class _Page:
    """What has been rendered so far, and the block that is being filled."""

    text: list[str] = field(default_factory=list)
    blocks: list[PageBlock] = field(default_factory=list)
    length: int = 0
    levels: list[_Level] = field(default_factory=lambda: [_Level("", "", ())])
    owners: list[_Level] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    bolds: int = 0
    bold: int = 0
    plain: int = 0
    skipped: int = 0

    def enter(self, element: Any) -> None:
        """Open an element, and a block with it where it is one."""
        tag, above = element.tag, self.levels[-1]
        above.seen[tag] += 1
        name = f"{tag}.{element.get('class', '')[:100]}"
        level = _Level(tag, f"{above.path}/{tag}[{above.seen[tag]}]", (name, *above.nest[: NEST - 1]))
        self.levels.append(level)
        self.links += tag == "a"
        self.bolds += tag in BOLD
        if tag == "tr":
            self.rows.append(_is_short(element))
        if self._is_block(tag):
            self.flush()
            self.owners.append(level)
        elif tag in ("td", "th"):
            self.add(" ")
        elif tag == "br":
            self._break()
        elif tag == "q":
            self._quote(element)
        if element.text:
            self.add(element.text.lstrip() if tag == "q" else element.text, kept=tag == "pre")

    def leave(self, element: Any) -> None:
        """Close an element."""
        if self.skipped:
            self.levels[-1].seen[element.tag] += 1
            self.skipped -= 1
            return
        tag = self.levels.pop().tag
        self.links -= tag == "a"
        self.bolds -= tag in BOLD
        if self._is_block(tag):
            self.flush()
            self.owners.pop()
        if tag == "tr":
            self.rows.pop()
        if tag == "q" and (mark := self.quotes.pop()):
            self._unquote(mark)

    def add(self, text: str, *, kept: bool = False) -> None:
        """Add text to the block; white space counts as one space unless it is ``kept``."""
        text = INVISIBLE.sub("", text)
        if not kept:
            text = SPACE.sub(" ", text)
            if not self.buffer or self.buffer[-1][-1] in " \n":
                text = text.lstrip(" ")
        if text:
            self.buffer.append(text)
            size = len(text) - text.count(" ")
            self.plain += size
            self.linked += size if self.links else 0
            self.bold += size if self.bolds else 0

    def flush(self) -> None:
        """Close the block: put it into the text, if it holds anything."""
        text = "".join(self.buffer).strip()
        if text:
            owner = self.owners[-1] if self.owners else self.levels[-1]
            gap = "\n\n" if self.text else ""
            start = self.length + len(gap)
            self.text += [gap, text]
            self.length = start + len(text)
            linked, bold = self.linked / max(1, self.plain), self.bold / max(1, self.plain)
            self.blocks.append(PageBlock(start, self.length, owner.path or "/", owner.tag, owner.nest, linked, bold))
        self.buffer, self.plain, self.linked, self.bold = [], 0, 0, 0

    def _quote(self, element: Any) -> None:
        """Set the mark that a browser sets, and keep the one to close with: none where the words bring their own."""
        depth = sum(map(bool, self.quotes))
        apart = OPENED.match(element.text or "") or any(child.tag in BLOCKS for child in element)
        opens, closes = ("", "") if apart else MARKS[depth % 2]
        self.quotes.append(closes)
        self.add(opens)

    def _unquote(self, mark: str) -> None:
        """Set the mark that closes, before the space where the words end with one."""
        spaced = bool(self.buffer) and self.buffer[-1].endswith(" ")
        if spaced and not (last := self.buffer.pop()).isspace():
            self.buffer.append(last.rstrip(" "))
        self.add(f"{mark} " if spaced else mark)

    def _break(self) -> None:
        """Break the line; a second break in a row ends the block."""
        if self.buffer and self.buffer[-1].endswith("\n"):
            self.flush()
        elif self.buffer:
            self.buffer[-1] = self.buffer[-1].rstrip(" ")
            self.buffer.append("\n")

    def _is_block(self, tag: str) -> bool:
        if tag in ("td", "th"):
            return not (self.rows and self.rows[-1])
        return tag in BLOCKS


def _is_short(row: Any) -> bool:
    """Return whether a table's row is one line of figures or names, and not a column of the page's layout."""
    length = 0
    for element in row.iter():
        if element.tag in BLOCKS and element.tag not in ("tr", "td", "th", "p", "div"):
            return False
        length += len((element.text or "").strip()) + len((element.tail or "").strip())
        if length > LONGEST_ROW:
            return False
    return True
