"""Bodies: what stands below an article's header -> its paragraphs, without the furniture between and after them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.read.lines import LINK
from onrecord.read.outline import Piece
from onrecord.read.patterns import URL
from onrecord.read.sentences import count, goes_on, is_closed
from onrecord.terms import Span

DOES = (
    r"(?:is|are|was|were|has|have|writes|wrote|works|covers|teaches|lives|reports|edits|hosts|directs|runs|leads|serves"
    r"|can be|contributed|studies|blogs)"
)
CALLING = re.compile(
    rf"[\[(]?(?:Dr\.? |Prof\.? |Professor )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,4}},? {DOES} .{{0,150}}?"
    r"\b(?:writer|reporter|journalist|editor|columnist|correspondent|author|lecturer|professor|fellow|freelance\w*"
    r"|contributor|activist|researcher|blogger|historian|translator|photographer|novelist|essayist"
    r"|(?:his|her) latest book)\b"
)
LONGEST_NOTE = 120

Paragraph = tuple[Span, ...]


def body(pieces: Sequence[Piece], authors: Sequence[str] = ()) -> tuple[Paragraph, ...]:
    """Return the paragraphs among the pieces below a header.

    Args:
        pieces: what follows the header, up to the next article.
        authors: whom the header names: a note on one of them at the end is furniture.
    """
    kept = list(_before_comments(pieces))
    while kept and _is_tail(kept, authors):
        kept.pop()
    first = next((place for place, piece in enumerate(kept) if piece.kind == "prose" and not piece.notice), len(kept))
    return paragraphs(kept[first:])


def paragraphs(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """Return the pieces' spans as paragraphs: furniture left out, a sentence that it cuts joined again."""
    found: list[list[Span]] = []
    before: Piece | None = None
    cut = False
    kept = list(pieces)
    for place, piece in enumerate(kept):
        outside = piece.kind in ("furniture", "comments")
        if outside or (before is not None and _interrupts(before, piece, kept[place + 1 : place + 6])):
            cut = before is not None
            continue
        if before is not None and _goes_on(before, piece, cut=cut):
            found[-1] += piece.spans
        else:
            found.append(list(piece.spans))
        before, cut = piece, False
    return tuple(map(tuple, found))


def _interrupts(before: Piece, piece: Piece, following: Sequence[Piece]) -> bool:
    """Return whether a line stands in the middle of a sentence that goes on below it: a running head, a caption."""
    if piece.kind not in ("title", "name", "facts", "notice") or is_closed(before.words) or count(before.words) < 8:
        return False
    after = next((other for other in following if other.kind == "prose"), None)
    return after is not None and goes_on(before.words, after.words) and not goes_on(before.words, piece.words)


def _goes_on(before: Piece, piece: Piece, *, cut: bool) -> bool:
    if "heading" in (before.block.mark, piece.block.mark) or piece.block.mark in ("item", "number"):
        return False
    if (before.block.mark == "quote") != (piece.block.mark == "quote"):
        return False
    paged = piece.block.cut and (piece.kind == "prose" or count(piece.words) > 8)
    return goes_on(
        before.words, piece.words, cut=paged or (cut and piece.kind == "prose" and count(before.words) >= 12)
    )


def _before_comments(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces above the readers' comments."""
    prose = False
    for index, piece in enumerate(pieces):
        if piece.kind == "comments" and prose:
            return pieces[:index]
        prose = prose or piece.kind == "prose"
    return pieces


def _is_tail(pieces: Sequence[Piece], authors: Sequence[str]) -> bool:
    last = pieces[-1]
    if last.kind != "prose" or last.notice:
        return True
    return len(pieces) > 1 and (is_note_on(last.words, authors) or _is_aside(pieces[-4:]))


def _is_aside(pieces: Sequence[Piece]) -> bool:
    """Return whether the last words stand below a rule, all in italics or brackets, or with a link to follow."""
    ruled = any(piece.block.mark == "rule" for piece in pieces[:-1])
    if not ruled or count(pieces[-1].words) > LONGEST_NOTE:
        return False
    raw = pieces[-1].block.raw
    return (raw[0] in "*_([" and raw[-1] in "*_)]") or bool(LINK.search(raw) or URL.search(raw))


def is_note_on(words: str, authors: Sequence[str]) -> bool:
    """Return whether the words, at an article's end, tell who its author is."""
    if count(words) > LONGEST_NOTE:
        return False
    opening = words.lstrip("[(*_ ")[:80].casefold()
    for author in authors:
        for name in (author, author.split()[-1]):
            if re.match(rf"(?:dr\.? |prof\.? |professor |about )?{re.escape(name.casefold())}\b,? {DOES}\b", opening):
                return True
    return bool(CALLING.match(words))
