"""Parts: the headline, standfirst, headings, captions and block quotes of an article, since quotations stand there too.

What a reader of pages knows by its elements, a text shows by its shape and by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import mode

from onrecord.read.blocks import FIELD
from onrecord.read.bodies import Paragraph
from onrecord.read.bylines import field
from onrecord.read.names import is_name, is_outlet
from onrecord.read.outline import Piece
from onrecord.read.sentences import count
from onrecord.read.signs import is_credit
from onrecord.read.turns import STAMP, label, turns
from onrecord.read.turns import Paragraph as Line
from onrecord.terms import Part, Span

ATTRIBUTION = re.compile(r"(?:[—–]|--)\s*(?P<name>[A-Z][^,.;:()\n]{2,60}?)\s*(?=[,.;:(]|$)")
IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{8,600})\]\(")


def parts(
    text: str, section: Sequence[Piece], body: Sequence[Paragraph], *, headline: Piece | None, header: int
) -> tuple[Part, ...]:
    """Return the parts of an article in the order of the text.

    Args:
        text: the document's text.
        section: the article's pieces.
        body: its paragraphs.
        headline: the piece that is its title, if any.
        header: how many pieces stand before its body.
    """
    if not body:
        return ()
    inside = {span.start for paragraph in body for span in paragraph}
    within = [piece for piece in section[header:] if piece.spans[0].start in inside]
    found = [Part("headline", _headline(text, headline))] if headline else []
    found += [Part("standfirst", _span(piece)) for piece in _standfirsts(section[:header], headline)]
    found += _captions(text, section, inside)
    found += [Part("heading", _span(piece)) for piece in within if is_heading(piece)]
    times = [piece for piece in section[:header] if STAMP.fullmatch(piece.words)]
    lines = [piece for piece in section[header:] if piece.kind != "furniture"]
    said = turns(text, [line(piece, body=piece.spans[0].start in inside) for piece in [*times, *lines]])
    quotes = block_quotes(text, within, _quoted(within))
    found += [*said, *(one for one in quotes if not any(one.span.start == turn.span.start for turn in said))]
    return tuple(sorted(found, key=lambda part: (part.span.start, -part.span.end)))


def line(piece: Piece, *, body: bool, strong: bool = False) -> Line:
    """Return a piece as a paragraph among which turns are looked for."""
    raw = piece.block.raw
    bold = strong or (raw.startswith(("**", "__")) and raw.rstrip().endswith(("**", "__")))
    return Line(_span(piece), bold, is_heading(piece) and not bold, body)


def is_heading(piece: Piece) -> bool:
    """Return whether a piece of a body is a subheading, and no time of a post and no speaker's name."""
    if piece.kind not in ("title", "name") or piece.block.mark in ("item", "number", "quote"):
        return False
    row = "\t" in piece.block.raw  # of a table, as the readers of office files write it
    if not piece.block.level and (row or count(piece.words) < 2 or is_name(piece.words)):
        return False
    return not (STAMP.fullmatch(piece.words) or label(piece.words) or piece.words.endswith((":", ",")))


def block_quotes(text: str, within: Sequence[Piece], quoted: Sequence[bool]) -> Iterator[Part]:
    """Yield the runs of quoted pieces of a body, each with the name that a last line with a dash gives."""
    run: list[Piece] = []
    for piece, marked in zip([*within, None], [*quoted, False], strict=True):
        if piece is not None and marked:
            run.append(piece)
        elif run:
            yield Part("blockquote", Span(run[0].spans[0].start, run[-1].spans[-1].end), _by(text, run[-1].spans[-1]))
            run = []


def _headline(text: str, piece: Piece) -> Span:
    """Return where a headline stands, without the name and the marks of the field that holds it."""
    stated = field(piece.words)
    start = text.find(stated[1], *_span(piece)) if stated else -1
    return Span(start, start + len(stated[1])) if stated and start >= 0 else _span(piece)


def _by(text: str, span: Span) -> Span | None:
    """Return where the last line of a block quote names who is quoted."""
    start = text.rfind("\n", span.start, span.end) + 1 or span.start
    for begin in (start, max(text.rfind("—", span.start, span.end), text.rfind("–", span.start, span.end))):
        match = ATTRIBUTION.match(text, begin, span.end) if begin >= 0 else None
        if match and is_name(match["name"]):
            return Span(*match.span("name"))
    return None


def _quoted(within: Sequence[Piece]) -> list[bool]:
    """Return which pieces are block quotes: marked as Markdown does, or set in deeper than the rest."""
    prose = [piece.block.indent for piece in within if piece.kind == "prose"]
    usual = mode(prose) if prose else 0
    deeper = sum(indent > usual + 1 for indent in prose)
    rare = deeper * 3 <= len(prose)
    return [
        piece.block.mark == "quote"
        or (rare and piece.kind == "prose" and not piece.block.mark and piece.block.indent > usual + 1)
        for piece in within
    ]


def _standfirsts(head: Sequence[Piece], headline: Piece | None) -> Iterator[Piece]:
    """Yield what stands below the headline in a header and says something: a sentence, or a second line of title."""
    if headline is None:
        return
    start = next(place for place, piece in enumerate(head) if piece is headline)
    for piece in head[start + 1 :]:
        if (piece.kind == "prose" and not piece.notice) or (piece.kind == "title" and _is_deck(piece.words)):
            yield piece


def _is_deck(words: str) -> bool:
    """Return whether a line below the title is a second line of it, and no label, outlet or field."""
    return count(words) >= 4 and not (is_outlet(words) or FIELD.match(words))


def _captions(text: str, section: Sequence[Piece], inside: set[int]) -> Iterator[Part]:
    """Yield the captions that their credit gives away, and the words that Markdown sets for a picture."""
    for piece in section:
        span = piece.spans[0]
        if piece.kind != "furniture" or span.start in inside:
            continue
        if piece.block.mark == "image":
            match = IMAGE.match(text, span.start, span.end)
            if match:
                yield Part("caption", Span(*match.span("alt")))
        elif is_credit(piece.words) and count(piece.words) > 1:
            yield Part("caption", _span(piece))


def _span(piece: Piece) -> Span:
    return Span(piece.spans[0].start, piece.spans[-1].end)
