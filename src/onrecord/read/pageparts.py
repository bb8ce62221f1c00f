"""Parts of a page: its headline, standfirst, captions, headings, block quotes and turns, by element and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.read.lines import SPACE
from onrecord.read.outline import Piece
from onrecord.read.page import PageBlock, Rendered
from onrecord.read.parts import block_quotes, line
from onrecord.read.sentences import count
from onrecord.read.signs import is_credit
from onrecord.read.turns import STAMP, Paragraph, turns
from onrecord.terms import Part, PartKind, Span

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
HEAD = 20  # blocks between a headline and its body, at most
BELOW = 4  # blocks after the body in which its last picture may stand
STRONG = 0.9
CAPTION = re.compile(r"caption", re.IGNORECASE)
LONGEST_CAPTION = 90


def page_parts(
    page: Rendered, pieces: Sequence[Piece], body: Sequence[int], *, title: str | None, summary: str | None
) -> tuple[Part, ...]:
    """Return the parts of a page's article in the order of its text.

    Args:
        page: the rendered page.
        pieces: what each of its blocks is.
        body: the blocks of the body, in order.
        title: what the page states as its title, if anything.
        summary: what it states as its description, which a standfirst often repeats.
    """
    if not body:
        return ()
    first, last = body[0], body[-1]
    headline = _headline(page, first, title)
    start = headline if headline is not None else max(0, first - HEAD)
    inside = set(body)
    within = [pieces[place] for place in body]
    found = [_part("headline", page.blocks[headline])] if headline is not None else []
    if headline is not None:
        found += [
            _part("standfirst", page.blocks[place]) for place in _standfirsts(page, pieces, headline, first, summary)
        ]
    for place in range(start, min(len(pieces), last + 1 + BELOW)):
        if place not in inside and _is_caption(pieces[place], page.blocks[place]):
            found.append(_part("caption", page.blocks[place]))
    found += [_part("heading", page.blocks[place]) for place in body if page.blocks[place].tag in HEADINGS]
    found += block_quotes(page.text, within, [is_quoted(page.blocks[place]) for place in body])
    found += turns(page.text, list(_lines(page, pieces, inside, first, last)))
    return tuple(sorted(found, key=lambda part: (part.span.start, -part.span.end)))


def is_quoted(block: PageBlock) -> bool:
    """Return whether a block stands in a block quote."""
    return any(name.startswith("blockquote.") for name in block.nest)


def is_captioned(block: PageBlock) -> bool:
    """Return whether a block is marked as a picture's caption, as by its element or its class."""
    return any(name.startswith("figcaption.") for name in block.nest) or bool(CAPTION.search(block.nest[0]))


def _headline(page: Rendered, first: int, title: str | None) -> int | None:
    """Return the last main heading above the body, else the last block there with the title's words."""
    above = range(first - 1, max(-1, first - 1 - 2 * HEAD), -1)
    wanted = _folded(title) if title else ""
    same = (place for place in above if wanted and _folded(_words(page, page.blocks[place])) == wanted)
    main = (place for place in above if page.blocks[place].tag == "h1")
    found = next(same, None)
    return next(main, None) if found is None else found


def _standfirsts(
    page: Rendered, pieces: Sequence[Piece], headline: int, first: int, summary: str | None
) -> Iterator[int]:
    """Yield the blocks below the headline that repeat the page's description, or say something above the byline."""
    wanted = _folded(summary) if summary else ""
    between = range(headline + 1, min(first, headline + 1 + HEAD))
    byline = next((place for place in between if pieces[place].facts), headline)
    for place in between:
        piece, block = pieces[place], page.blocks[place]
        words = _folded(piece.words)
        if (len(words) > 20 and words == wanted) or (place < byline and _says(piece, block)):
            yield place


def _says(piece: Piece, block: PageBlock) -> bool:
    """Return whether a block above the byline says something, and is no label, link, caption or notice."""
    if piece.kind not in ("prose", "title") or piece.notice or block.linked > 0.3 or count(piece.words) < 5:
        return False
    return not (is_captioned(block) or is_credit(piece.words))


def _is_caption(piece: Piece, block: PageBlock) -> bool:
    if not 2 <= count(piece.words) <= LONGEST_CAPTION or block.linked > 0.7:
        return False
    return is_captioned(block) or (piece.kind == "furniture" and is_credit(piece.words))


def _lines(page: Rendered, pieces: Sequence[Piece], inside: set[int], first: int, last: int) -> Iterator[Paragraph]:
    for place in range(max(0, first - 1), last + 1):
        piece, block = pieces[place], page.blocks[place]
        if place in inside or STAMP.fullmatch(piece.words):
            yield line(piece, body=place in inside, strong=block.strong >= STRONG)


def _part(kind: PartKind, block: PageBlock) -> Part:
    return Part(kind, Span(block.start, block.end))


def _words(page: Rendered, block: PageBlock) -> str:
    return page.text[block.start : block.end]


def _folded(words: str) -> str:
    return SPACE.sub(" ", words).strip().casefold()
