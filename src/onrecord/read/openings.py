"""Openings: where in a text an article begins, by what opens it and by what closed the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from statistics import mode
from typing import NamedTuple

from onrecord.read.outline import Piece
from onrecord.read.sentences import count, is_ended
from onrecord.read.signs import is_sign_off

LETTERS = re.compile(r"[^\W_]+")
DATELINE = re.compile(  # "MILLBROOK, May 3 (Valley Wire) -- The ..."
    r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,25})?(?:, (?:\w{3,9}\.? )?\d{1,2})?\s*(?:\([^()]{2,40}\)\s*)?"
    r"(?:—|–|--?)\s*\S"
)
AGENCY_COPY = re.compile(  # a dateline with its agency: nothing but agency copy begins so
    r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,25})?(?:, (?:\w{3,9}\.? )?\d{1,2}(?: \w{3,9})?)?"
    r"\s*\([A-Z][^()]{1,39}\)\s*(?:—|–|--?)\s*\S"
)
SALUTATION = re.compile(
    r"(?:(?:dear )?(?:sirs?|madam|editors?)(?: or madam)?|to the editor)\s*(?:[,:;]|\s[–—-])\s*(?:[–—-]\s*)?(?=\S|$)",
    re.IGNORECASE,
)
LONGEST_STANDFIRST = 60
LEAST = 80  # words below a title that closes nothing sure: a subheading may have as many
BRIEF = 20  # words of a brief, below what cannot be a subheading


class Shape(NamedTuple):
    """What is usual in a text: how many blank lines part its paragraphs, and what else tells its articles apart.

    ``paged`` says that each page begins with a title, ``letters`` that there are several salutations.
    """

    gap: int
    paged: bool
    letters: bool


def sections(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of each article, furniture included, in order."""
    starts = [0, *_openings(pieces)]
    return [list(pieces[start:end]) for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True)]


def _shape(pieces: Sequence[Piece]) -> Shape:
    gaps = [piece.block.gap for piece in pieces[1:] if piece.kind == "prose"]
    cut = [piece for piece in pieces[1:] if piece.block.cut]
    paged = bool(cut) and all(piece.kind in ("title", "name") and count(piece.words) >= 4 for piece in cut)
    salutations = sum(bool(SALUTATION.match(piece.words)) for piece in pieces)
    return Shape(mode(gaps) if gaps else 0, paged, salutations > 1)


def _openings(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield where articles begin, the first left out."""
    shape = _shape(pieces)
    known: set[tuple[str, str]] = set()  # the first two paragraphs of each article
    current: list[str] = []
    first = next((index for index, piece in enumerate(pieces) if piece.kind in ("title", "name", "prose")), 0)
    titled = bool(pieces) and pieces[first].kind != "prose" and _headed(pieces, first)
    start = _header_end(pieces, first) if titled else 0
    begun = False
    for index, piece in enumerate(pieces):
        if index < start:
            continue
        opening = _opening(pieces, index, start, known, shape) if begun else None
        if opening is not None:
            yield opening
            current, begun, start = [], False, index
            if piece.kind != "prose":
                start = _header_end(pieces, index)
                continue
        if piece.kind == "prose" and index >= start:
            begun = True
            current.append(_key(piece))
            if len(current) == 2:
                known.add((current[0], current[1]))


def _opening(pieces: Sequence[Piece], index: int, start: int, known: Set[tuple[str, str]], shape: Shape) -> int | None:
    """Return where the article begins whose first sign is this piece, or None where it opens none."""
    piece = pieces[index]
    if piece.kind in ("title", "name") and (
        _headed(pieces, index) or _follows_an_end(pieces, index) or _is_apart(pieces, index, shape)
    ):
        return index
    if shape.letters and SALUTATION.match(piece.words):
        return index
    if piece.kind == "prose" and AGENCY_COPY.match(piece.words) and not _is_local_lead(pieces[:index]):
        return _back(pieces, index, start) if pieces[index - 1].kind in ("title", "furniture") else index
    if piece.kind == "facts" and piece.facts and piece.facts.by and _prose_soon(pieces, index + 1):
        return index
    if piece.kind == "prose" and _repeats(pieces, index, known):
        return _back(pieces, index, start)
    return None


def _is_local_lead(before: Sequence[Piece]) -> bool:
    """Return whether one paragraph below a byline is all there is yet: a paper's own lead to the agency's copy."""
    prose = [place for place, piece in enumerate(before) if piece.kind == "prose"]
    header = before[prose[-2] + 1 if len(prose) > 1 else 0 : prose[-1]] if prose else ()
    return any(piece.kind == "facts" and piece.facts and piece.facts.by for piece in header)


def _headed(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether a line shaped as a title is one: a byline, a date or a dateline follows it, and then prose."""
    titles, standfirsts = 0, 0
    for place in range(index + 1, min(index + 8, len(pieces))):
        piece = pieces[place]
        if piece.kind == "facts" and piece.facts:
            return (piece.facts.by or not standfirsts) and _prose_soon(pieces, place + 1)
        if piece.kind == "prose":
            if DATELINE.match(piece.words) and not standfirsts:
                return True
            standfirsts += 1
            if standfirsts > 1 or piece.notice or count(piece.words) > LONGEST_STANDFIRST:
                return False
        if piece.kind in ("title", "notice", "comments"):
            titles += 1
            if titles > 1 or piece.kind != "title":
                return False
    return False


def _follows_an_end(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether a title stands right after what closes an article, with enough prose below it to be another."""
    piece, before = pieces[index], pieces[index - 1]
    closed = (
        before.kind in ("notice", "comments") or before.notice or (before.kind == "facts" and not piece.block.level)
    )
    ruled = before.block.mark == "rule" and (piece.block.level == 1 or count(piece.words) >= 4)
    if piece.block.level == 1 and not any(other.block.level == 1 for other in pieces[:index]):
        return False
    if not (closed or ruled or piece.block.level == 1) or piece.block.level > 1:
        return False
    least = BRIEF if is_sign_off(before.words) else LEAST
    return (count(piece.words) >= 3 or piece.block.level == 1) and _prose_below(pieces, index + 1) >= least


def _is_apart(pieces: Sequence[Piece], index: int, shape: Shape) -> bool:
    """Return whether a title stands below more blank lines than paragraphs have between them, or heads a page."""
    piece, before = pieces[index], pieces[index - 1]
    if count(piece.words) < 4 or piece.block.level or piece.words.endswith((":", ",")) or not is_ended(before.words):
        return False
    wide = shape.gap < piece.block.gap > pieces[index + 1].block.gap if index + 1 < len(pieces) else False
    if not (shape.paged if piece.block.cut else wide):
        return False
    return _prose_below(pieces, index + 1) >= 2 * BRIEF


def _prose_soon(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether prose of some length follows before anything that closes an article."""
    for piece in pieces[index : index + 8]:
        if piece.kind == "comments" or piece.notice:
            return False
        if piece.kind == "prose":
            return True
    return False


def _prose_below(pieces: Sequence[Piece], index: int) -> int:
    """Return how many words of prose follow before anything that closes an article."""
    words = 0
    for piece in pieces[index:]:
        if words >= LEAST or piece.kind in ("comments", "notice"):
            break
        words += count(piece.words) if piece.kind == "prose" and not piece.notice else 0
    return words


def _header_end(pieces: Sequence[Piece], index: int) -> int:
    """Return where the header that begins here has ended: at the first prose after its byline."""
    byline = index
    for place in range(index, min(index + 8, len(pieces))):
        if pieces[place].kind == "facts":
            byline = place
            break
        if DATELINE.match(pieces[place].words):
            return place
    return byline + 1


def _repeats(pieces: Sequence[Piece], index: int, known: Set[tuple[str, str]]) -> bool:
    """Return whether the piece and the prose after it opened an earlier article: the same text, pasted again."""
    key = _key(pieces[index])
    if count(pieces[index].words) < 8:
        return False
    following = next((_key(piece) for piece in pieces[index + 1 : index + 6] if piece.kind == "prose"), "")
    return key != following and (key, following) in known


def _back(pieces: Sequence[Piece], index: int, start: int) -> int:
    """Return where the lines begin that head the prose at ``index``."""
    while index - 1 > start and pieces[index - 1].kind in ("title", "name", "furniture"):
        index -= 1
    return index


def _key(piece: Piece) -> str:
    return " ".join(LETTERS.findall(piece.words.casefold()))
