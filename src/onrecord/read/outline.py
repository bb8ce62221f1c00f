"""The outline of a text: what each of its blocks is, before anyone asks to which article it belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.read.blocks import Block
from onrecord.read.bylines import Facts, facts
from onrecord.read.names import is_names
from onrecord.read.sentences import count, goes_on, is_prose
from onrecord.read.signs import is_comments, is_furniture, is_notice, is_sign_off
from onrecord.read.turns import STAMP, label
from onrecord.terms import Span

Kind = Literal["prose", "title", "name", "facts", "notice", "comments", "furniture"]
SMALL = re.compile(r"\b[a-z]{3,}\b")
BARS = re.compile(r"[|·•›»>]")  # between the items of a menu
LEAST_ITEMS, LONGEST_ITEM = 3, 25
ASKED = re.compile(r"[?!][\"'”’]*$")
LONGEST_TITLE = 20
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what it is: ``title`` is any line shaped as one, a subheading too; ``facts`` those of a byline."""

    block: Block
    kind: Kind
    facts: Facts | None = None
    notice: bool = False

    @property
    def words(self) -> str:
        """The block's text on one line."""
        return self.block.words

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the block stands."""
        return self.block.spans


def outline(blocks: Sequence[Block]) -> list[Piece]:
    """Say of each block what it is."""
    lower = frozenset(SMALL.findall(" ".join(block.words for block in blocks)[: 1 << 20]))
    heads = _running_heads(blocks, lower)
    pieces = [_piece(block, lower, heads) for block in blocks]
    pieces = [_begun(piece, pieces[index + 1 : index + 5]) for index, piece in enumerate(pieces)]
    pieces = [_asked(piece, pieces[index + 1 : index + 5], first=not index) for index, piece in enumerate(pieces)]
    return [_shouted(piece, pieces[index + 1 : index + 2]) for index, piece in enumerate(pieces)]


def _shouted(piece: Piece, below: Sequence[Piece]) -> Piece:
    """Return a line in capitals right above a byline as a title: who wrote it stands below, and is no headline."""
    if piece.kind != "name" or not piece.words.isupper():
        return piece
    by = any(other.facts and other.facts.by and other.facts.authors for other in below)
    return replace(piece, kind="title") if by else piece


def _asked(piece: Piece, following: Sequence[Piece], *, first: bool) -> Piece:
    """Return the piece as a title where it is a question or a cry that stands above a byline, or heads the text."""
    if piece.kind != "prose" or piece.block.mark or count(piece.words) > LONGEST_TITLE or not ASKED.search(piece.words):
        return piece
    below = [
        other
        for other in following
        if other.kind != "furniture" and not (other.kind == "title" and count(other.words) == 1)
    ]
    kinds = [other.kind for other in below[:3]]
    if kinds[:1] == ["facts"] or kinds[:2] == ["name", "facts"] or kinds[:3] == ["name", "name", "facts"]:
        return replace(piece, kind="title")
    return replace(piece, kind="title") if first and kinds[:1] in (["prose"], ["name"]) else piece


def _begun(piece: Piece, following: Sequence[Piece]) -> Piece:
    """Return the piece as prose where it looks like a title but is a sentence that goes on below."""
    if piece.kind != "title" or piece.block.level or piece.block.mark:
        return piece
    between = [other for other in following if other.kind != "furniture"]
    after = next((other for other in between if other.kind == "prose"), None)
    if after is None or not goes_on(piece.words, after.words):
        return piece
    if after.words[0].islower() or (after is between[0] and count(piece.words) >= 12):
        return replace(piece, kind="prose")
    return piece


def _piece(block: Block, lower: frozenset[str], heads: Mapping[str, Block | None]) -> Piece:
    words = block.words
    if is_comments(words):
        return Piece(block, "comments")
    if is_sign_off(words):
        return Piece(block, "notice", notice=True)
    if is_furniture(block) or heads.get(_folded(words), block) is not block:
        return Piece(block, "furniture")
    found = facts(words)
    if found:
        return Piece(block, "facts", found)
    if block.level:
        return Piece(block, "title")
    if _is_menu(words):
        return Piece(block, "furniture")
    notice = is_notice(words)
    if is_prose(words):
        return Piece(block, "prose", notice=notice)
    if notice:
        return Piece(block, "notice", notice=True)
    return Piece(block, "name" if is_names(words, lower=lower) else "title")


def _running_heads(blocks: Sequence[Block], lower: frozenset[str]) -> dict[str, Block | None]:
    """Return the short lines, digits folded, that come again and again: heads and feet of pages.

    Names and dates alone are none, since several articles of one author or day have them too. Of a head that gives an
    outlet and a date the first is the one to read these from: it comes with its block, the others with None.
    """
    short = [block for block in blocks if len(block.words) < 100 and not block.level and block.mark in ("", "rule")]
    lines: dict[str, list[Block]] = {}
    for block in short:
        if count(block.words) <= 12 and not is_prose(block.words):
            lines.setdefault(_folded(block.words), []).append(block)
    heads: dict[str, Block | None] = {}
    for line, alike in lines.items():
        found = facts(alike[0].words) if len(alike) > 1 else None
        if found and found.outlet and found.dated and not found.authors:
            heads[line] = alike[0]
        elif len(alike) > 2 and not (found or _comes_again(alike[0].words, lower)):
            heads[line] = None
    return heads


def _comes_again(words: str, lower: frozenset[str]) -> bool:
    """Return whether a line may come again for what it says: names, an end mark, a post's time, what opens a turn."""
    if STAMP.fullmatch(words):
        return True
    return words.endswith(":") or is_names(words, lower=lower) or is_sign_off(words) or bool(label(words))


def _is_menu(words: str) -> bool:
    """Return whether a line is a menu: short items with bars between them, and no sentence."""
    items = [item.strip() for item in BARS.split(words)]
    if not items[-1]:  # a bar behind the last one too
        items.pop()
    return len(items) >= LEAST_ITEMS and words[-1] not in ".?!" and all(0 < len(item) <= LONGEST_ITEM for item in items)


def _folded(words: str) -> str:
    return DIGITS.sub("0", words.casefold())
