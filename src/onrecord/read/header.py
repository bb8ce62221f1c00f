"""Headers: what stands before an article's first paragraph -> its title, authors, outlet and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.bylines import field
from onrecord.read.dates import first_day
from onrecord.read.names import credits, is_outlet, tidy
from onrecord.read.openings import DATELINE, LONGEST_STANDFIRST
from onrecord.read.outline import Piece
from onrecord.read.sentences import count

AGENCY = re.compile(r"[^()]{3,60}\(([A-Z][\w.&' -]{1,39})\)\s*(?:—|–|--?)\s")
OWNER = re.compile(
    r"(?:©|\(c\)|copyright)+[\s©]*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?(?P<owner>[A-Z][\w&'’.]*(?:\s(?:of|the|and|[A-Z][\w&'’]*))*?)"
    r"(?=[.,;|]|\s*$|\sall rights|\sltd|\sinc)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?P<owner>(?:The )?[A-Z][\w&'’-]*(?: (?:of |the )?[A-Z][\w&'’-]*){0,4})"
    r" is published (?:by|under|weekly|daily|monthly)\b"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What an article's header says; ``length`` is how many pieces it takes."""

    length: int
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None


def header(section: Sequence[Piece]) -> Header:
    """Read the header of an article's pieces."""
    length = _length(section)
    head = section[:length]
    named = dict(filter(None, (field(piece.words) for piece in head if piece.kind != "prose")))
    title = named.get("title") or _title(head)
    bylines = [piece.facts for piece in head if piece.facts]
    days = sorted((fact for fact in bylines if fact.published), key=lambda fact: fact.updated)
    return Header(
        length,
        title,
        _authors(head, named.get("author")),
        named.get("outlet") or _outlet(section, head, title),
        first_day(named.get("date", "")) or (days[0].published if days else None),
    )


def _length(section: Sequence[Piece]) -> int:
    """Return where the body begins: at the first prose, or at that after the byline where a standfirst comes first."""
    first = _next_prose(section, 0)
    if any(piece.facts for piece in section[:first]) or first == len(section):
        return first
    byline = next((place for place in (first + 1, first + 2) if _opens(section, place, first)), None)
    if byline is None or count(section[first].words) > LONGEST_STANDFIRST:
        return first
    after = _next_prose(section, byline)
    return after if after < len(section) else first


def _next_prose(section: Sequence[Piece], place: int) -> int:
    while place < len(section) and (section[place].kind != "prose" or section[place].notice):
        place += 1
    return place


def _opens(section: Sequence[Piece], place: int, first: int) -> bool:
    """Return whether a byline stands at a place below what may be a standfirst, with a title above that."""
    if place >= len(section) or section[place].facts is None or _next_prose(section, first + 1) < place:
        return False
    return any(piece.kind in ("title", "name") for piece in section[:first])


def _title(head: Sequence[Piece]) -> str | None:
    """Return the title: the highest heading, else the first line of some length that is no label and no masthead."""
    headings = [piece for piece in head if piece.block.level]
    if headings:
        return min(headings, key=lambda piece: piece.block.level).words
    named = {index for index, piece in enumerate(head) if piece.kind == "name" and _is_author(head, index)}
    lines = [
        (index, piece.words)
        for index, piece in enumerate(head)
        if piece.kind in ("title", "name") and index not in named and not piece.notice and not field(piece.words)
    ]
    alone = len(lines) == 1 and not any(piece.facts for piece in head)
    lines = [(index, words) for index, words in lines if alone or not is_outlet(words)]
    for least in (3, 2):
        for _, words in lines:
            if count(words) >= least and not words.endswith(":"):
                return words
    return next((words for index, words in lines if _heads_a_byline(head, index)), None)


def _heads_a_byline(head: Sequence[Piece], index: int) -> bool:
    """Return whether a byline comes right below a line: then even a single word is a title, else a section's label."""
    below = head[index + 1 : index + 2]
    return any(piece.facts for piece in below) and not (index and head[index - 1].facts)


def _authors(head: Sequence[Piece], named: str | None) -> tuple[str, ...]:
    stated = credits(named, known=True) if named else None
    authors = list(stated.authors) if stated else []
    for index, piece in enumerate(head):
        if piece.facts:
            authors += piece.facts.authors
        elif piece.kind == "name" and _is_author(head, index):
            given = credits(piece.words, known=False)
            authors += given.authors if given else (tidy(piece.words),)
    return tuple(dict.fromkeys(authors))


def _is_author(head: Sequence[Piece], index: int) -> bool:
    """Return whether a line with a name alone is the byline: it stands twice, at a date, or below the title."""
    words = head[index].words
    near = [head[place] for place in (index - 1, index + 1) if 0 <= place < len(head)]
    if any(piece.facts or piece.words == words for piece in near):
        return True
    above = [piece for piece in head[:index] if piece.kind in ("title", "name") and count(piece.words) >= 3]
    last = not any(piece.kind in ("title", "name") for piece in head[index + 1 :])
    return bool(above) and last


def _outlet(section: Sequence[Piece], head: Sequence[Piece], title: str | None) -> str | None:
    """Return the outlet that a byline, a masthead, a dateline or a copyright line names."""
    for piece in head:
        if piece.facts and piece.facts.outlet:
            return piece.facts.outlet
        if piece.kind in ("title", "name") and piece.words != title and is_outlet(piece.words):
            return tidy(piece.words)
    first = next((piece.words for piece in section[len(head) :]), "")
    if DATELINE.match(first) and (agency := AGENCY.match(first)):
        return agency[1]
    for piece in section[len(head) :]:
        if (piece.notice or piece.kind == "furniture") and (
            owner := OWNER.search(piece.words[:300]) or PUBLISHED.match(piece.words)
        ):
            return owner["owner"].strip(" .") or None
    return None
