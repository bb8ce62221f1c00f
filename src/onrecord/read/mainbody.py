"""The main body of a page: what an extractor kept, mended by the shape of the page and the signs of furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.read.align import coverage
from onrecord.read.blocks import Block
from onrecord.read.bodies import Paragraph, is_note_on, paragraphs
from onrecord.read.dates import Hints
from onrecord.read.header import NO_HINTS, Header, header
from onrecord.read.lines import Mark
from onrecord.read.names import credits, is_name
from onrecord.read.openings import LONGEST_STANDFIRST
from onrecord.read.outline import Piece, outline
from onrecord.read.page import PageBlock, Rendered
from onrecord.read.pagefacts import PageFacts
from onrecord.read.pageparts import page_parts
from onrecord.read.sentences import count, is_ended
from onrecord.read.signs import is_furniture
from onrecord.terms import Fact, Part, Span

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# On pages/first-60 the mean F1 of 4-word shingles is 0.976 for KEPT from 0.3 to 0.7 and for LINKED from 0.5 to 0.9.
KEPT = 0.5
LINKED = 0.7
LONGEST_LINK = 25
HEADER = 20
NOTHING = PageFacts()
BYLINE = re.compile(r"byline|author|writer", re.IGNORECASE)


class MainBody(NamedTuple):
    """The paragraphs of a page's article, its parts, and what the lines between its heading and them say of it."""

    body: tuple[Paragraph, ...]
    header: Header
    parts: tuple[Part, ...] = ()


def main_body(page: Rendered, kept: Sequence[str], stated: PageFacts = NOTHING, hints: Hints = NO_HINTS) -> MainBody:
    """Find the article of a page.

    A block that the extractor kept for the most part is taken whole, so that a link it dropped within a sentence is not
    lost; what it dropped among or after such blocks is taken where it is prose in the same kind of place.

    Args:
        page: the rendered page.
        kept: the extractor's paragraphs.
        stated: what the page states: by its authors a note on them at the end is known.
        hints: what tells which day an ambiguous date is.
    """
    pieces = pieces_of(page)
    chosen = [
        share >= KEPT and not _is_outside(*pair)
        for share, pair in zip(coverage(page, kept), _pairs(page, pieces), strict=True)
    ]
    _fill(page, pieces, chosen)
    first = next((place for place, piece in enumerate(pieces) if chosen[place] and piece.kind == "prose"), len(pieces))
    first = _below_byline(page, pieces, chosen, first)
    body = [place for place in range(first, len(pieces)) if chosen[place]]
    while body and _is_tail(pieces[body[-1]], page.blocks[body[-1]], stated.authors):
        body.pop()
    found = page_parts(page, pieces, body, title=stated.title, summary=stated.summary)
    return MainBody(paragraphs(pieces[place] for place in body), _header(page, pieces, first, hints), found)


def _below_byline(page: Rendered, pieces: Sequence[Piece], chosen: Sequence[bool], first: int) -> int:
    """Return where the body begins: below the byline, where an extractor kept a standfirst between title and byline."""
    near = [place for place in range(first + 1, min(first + 4, len(pieces))) if pieces[place].kind != "furniture"]
    byline = next((place for place in near if (facts := pieces[place].facts) and facts.by), None)
    if byline is None or not page.blocks[first - 1 : first] or page.blocks[first - 1].tag != "h1":
        return first
    if count(pieces[first].words) > LONGEST_STANDFIRST:
        return first
    below = (place for place in range(byline + 1, len(pieces)) if chosen[place] and pieces[place].kind == "prose")
    return next(below, first)


def pieces_of(page: Rendered) -> list[Piece]:
    """Return what each block of a page is."""
    return outline([_block(page.text[block.start : block.end], block) for block in page.blocks])


def _header(page: Rendered, pieces: Sequence[Piece], first: int, hints: Hints) -> Header:
    """Read the lines from the last main heading above the body, if there is one near, down to the body."""
    start = next((place for place in range(first - 1, -1, -1) if page.blocks[place].tag == "h1"), None)
    if start is None or first - start > HEADER or first >= len(pieces):
        return Header(0)
    head = header([*(piece for piece in pieces[start:first] if piece.kind != "prose"), pieces[first]], hints)
    authors = tuple(dict.fromkeys(_authors(page, pieces, range(start, first))))
    facts = [fact for fact in head.facts if fact.name != "authors"]
    return replace(head, authors=authors, facts=(*facts, *(Fact("authors", name, "byline") for name in authors)))


def _authors(page: Rendered, pieces: Sequence[Piece], places: Iterable[int]) -> Iterator[str]:
    """Yield the names in lines that say "By", or that the page itself marks as a byline."""
    for place in places:
        piece = pieces[place]
        marked = BYLINE.search(" ".join(page.blocks[place].nest[:2]))
        if piece.facts and (piece.facts.by or marked):
            yield from filter(is_name, piece.facts.authors)
        elif marked and piece.kind == "name" and (given := credits(piece.words, known=False)):
            yield from given.authors


def _block(words: str, block: PageBlock) -> Block:
    level = int(block.tag[1]) if block.tag in HEADINGS else 0
    mark: Mark = "item" if block.tag == "li" else "heading" if level else ""
    return Block((Span(block.start, block.end),), " ".join(words.split()), words, 1, False, mark, level)


def _pairs(page: Rendered, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, PageBlock]]:
    return zip(pieces, page.blocks, strict=True)


def _is_outside(piece: Piece, block: PageBlock) -> bool:
    """Return whether a block is furniture, even if an extractor kept it."""
    if block.tag == "h1" or piece.kind in ("furniture", "comments") or is_furniture(replace(piece.block, level=0)):
        return True
    short = count(piece.words) <= LONGEST_LINK and not (is_ended(piece.words) and block.linked < 0.95)
    return short and block.linked >= LINKED


def _fill(page: Rendered, pieces: Sequence[Piece], chosen: list[bool]) -> None:
    """Choose what an extractor dropped between and after the blocks it kept, where it stands as they do."""
    prose = [place for place, piece in enumerate(pieces) if chosen[place] and piece.kind == "prose"]
    if not prose:
        return
    nests = Counter(page.blocks[place].nest for place in prose)
    alike = {nest for nest, times in nests.items() if times >= 2}
    around = {nest[1:3] for nest in alike}
    first, last = prose[0], prose[-1]
    for place in range(first, last):
        block = page.blocks[place]
        chosen[place] |= _is_alike(pieces[place], block, alike) or _is_quoted(pieces[place], block, around)
    after = [place for place in range(last + 1, len(pieces)) if _is_alike(pieces[place], page.blocks[place], alike)]
    if len(after) >= 3:  # one or two may be a note on the author, or on the comments
        for place in after:
            chosen[place] = True


def _is_alike(piece: Piece, block: PageBlock, alike: set[tuple[str, ...]]) -> bool:
    return piece.kind == "prose" and not piece.notice and block.linked < 0.3 and block.nest in alike


def _is_quoted(piece: Piece, block: PageBlock, around: set[tuple[str, ...]]) -> bool:
    """Return whether the block stands in a block quote, or an embedded post, among the article's paragraphs."""
    if piece.kind in ("furniture", "comments") or block.linked > LINKED:
        return False
    quoted = any(name.startswith("blockquote.") for name in block.nest)
    return quoted and any(block.nest[level : level + 2] in around for level in range(1, len(block.nest)))


def _is_tail(piece: Piece, block: PageBlock, authors: Sequence[str]) -> bool:
    if piece.kind in ("notice", "facts") or piece.notice or block.tag in HEADINGS:
        return True
    return is_note_on(piece.words, authors)
